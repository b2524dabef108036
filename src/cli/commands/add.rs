use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::args::WriteFlags;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::ui::{Shown, style};
use crate::meeting::{Handle, MeetingPath, weekday_date};
use crate::operations::{Addition, ChangeSet, FileChange, add, blank_agenda, planned, prepare};

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
    let notebook = context.notebook(who)?;
    let template = super::new::template(&notebook, None)?;
    let series = context.series(&notebook)?;
    let date = super::new::next(context, &series)?;
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
            owner: owner(&notebook, args.owner.as_deref())?,
            due,
        },
    };
    let path = MeetingPath::new(date);
    let was_there = series.meeting(date).is_some();
    let mut series = series;
    if !was_there && !args.write.dry_run {
        // First the agenda with all open items, as `new` makes it: should the second step fail, or be planned again,
        // nothing is there twice.
        context.change(&notebook, series, args.write, |series| {
            Ok((prepare(series, &template, date)?.changes, ()))
        })?;
        series = context.series(&notebook)?;
    }
    let outcome = context.change(&notebook, series, args.write, |series| {
        let vocabulary = &series.settings().vocabulary;
        let mut changes = ChangeSet::default();
        let blank = blank_agenda(series, &template, date)?;
        if series.meeting(date).is_some() {
            let before = planned(series, date)?.source().to_string();
            let (after, section) = add(date, &before, &blank, vocabulary, &addition)?;
            changes.push(FileChange::Rewrite {
                path: path.to_string(),
                before,
                after,
            });
            return Ok((changes, section));
        }
        let mut section = String::new();
        for change in prepare(series, &template, date)?.changes.changes() {
            changes.push(match change {
                FileChange::Create { path, text } => {
                    let (text, title) = add(date, text, &blank, vocabulary, &addition)?;
                    section = title;
                    FileChange::Create {
                        path: path.clone(),
                        text,
                    }
                }
                other => other.clone(),
            });
        }
        Ok((changes, section))
    })?;
    let Some(section) = outcome else {
        return Ok(ExitCode::Done);
    };
    let mut news = Shown::new()
        .plain("added to ")
        .styled(style::TITLE, &section)
        .plain(" on ")
        .plain(&weekday_date(date));
    if let Some(due) = due {
        news.push(&format!(", due {}", weekday_date(due)));
    }
    if !was_there {
        news.push("; made the agenda");
    }
    context.ui.status(&news);
    let shown = context.shown_file(&notebook, &path.to_string());
    context.ui.line(&Shown::new().plain(&shown));
    Ok(ExitCode::Done)
}

/// The participant that `owner` names.
pub fn owner(
    notebook: &crate::notebook::Notebook,
    owner: Option<&str>,
) -> Result<Option<Handle>, CliError> {
    let Some(text) = owner else { return Ok(None) };
    let pair = &notebook.settings().pair;
    let handle = Handle::new(text).map_err(|error| CliError::new(error.to_string()))?;
    let known = [&pair.manager.handle, &pair.ic.handle]
        .into_iter()
        .find(|known| known.is(handle.as_str()));
    known.cloned().map(Some).ok_or_else(|| {
        CliError::new(format!(
            "`{text}` is not a participant of `{}`",
            notebook.name()
        ))
        .hint(format!(
            "the two are {} and {}",
            pair.manager.handle, pair.ic.handle
        ))
    })
}
