use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, WhichMeeting};
use crate::cli::shared::edit::edit;

/// Open a meeting in your editor
///
/// Without a date it is the next agenda, else the newest meeting. The editor is the one that git uses.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone edit alex last")]
pub struct EditArgs {
    #[command(flatten)]
    which: WhichMeeting,
}

pub fn run(context: &mut Context, args: &EditArgs) -> Result<ExitCode, CliError> {
    let which = context.who_and_date(&args.which)?;
    let (who, date) = (which.who.as_deref(), which.date.as_deref());
    let notebook = context.notebook_to_change(who)?;
    let series = context.series(&notebook)?;
    let meeting = context.meeting(&series, date)?;
    let path = context.shown_file(&notebook, &meeting.path().to_string());
    context.ui.plain_line(&path);
    if !context.outside.stdout_is_terminal {
        return Ok(ExitCode::Done);
    }
    edit(context, &notebook, meeting.date())?;
    Ok(ExitCode::Done)
}
