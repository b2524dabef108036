use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, WriteFlags};
use crate::cli::complete;
use crate::cli::shared::people::participant;
use crate::meeting::weekday_date;
use crate::plan::{Addition, Contribution};

/// Add an action item, or with --section a talking point, to the next agenda
///
/// Makes that agenda if it is not there yet. With one notebook in reach WHO can be left out.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  oneonone add alex \"Ask the platform team for runners\" --owner dana --due fri\n  oneonone add alex \"CI takes 40 minutes\" --section blockers"
)]
pub struct AddArgs {
    /// Whose (may be left out), and the text
    #[arg(value_name = "[WHO] TEXT", required = true, num_args = 1..=2, add = ArgValueCandidates::new(complete::people))]
    words: Vec<String>,
    /// Who promises it
    #[arg(long, value_name = "HANDLE", add = ArgValueCandidates::new(complete::handles))]
    owner: Option<String>,
    /// By when: a date or words such as `fri`, `+2w`, `next`
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
    /// Into this section, as a talking point: a role such as `blockers`, or a title
    #[arg(long, value_name = "SECTION", conflicts_with_all = ["owner", "due"], add = ArgValueCandidates::new(complete::sections))]
    section: Option<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &AddArgs) -> Result<ExitCode, CliError> {
    let (who, text) = match args.words.as_slice() {
        [who, text] => (Some(who.as_str()), text.clone()),
        [text] => (None, text.clone()),
        _ => return Err(CliError::new("there is no text to add")),
    };
    let notebook = context.notebook_to_change(who)?;
    let series = context.series(&notebook)?;
    let due = args
        .due
        .as_ref()
        .map(|text| context.when(text, &series))
        .transpose()?;
    let addition = match &args.section {
        Some(section) => Addition::TalkingPoint {
            text,
            section: section.clone(),
        },
        None => Addition::ActionItem {
            text,
            owner: args
                .owner
                .as_deref()
                .map(|owner| participant(&notebook, owner))
                .transpose()?,
            due,
        },
    };
    let contribution = Contribution::Addition(&addition);
    let put = context.put_into_next_agenda(&notebook, series, args.write, contribution)?;
    let Some(put) = put else {
        return Ok(ExitCode::Done);
    };
    let more = due.map_or(String::new(), |due| format!(", due {}", weekday_date(due)));
    context.tell_put(&notebook, &put, &more);
    Ok(ExitCode::Done)
}
