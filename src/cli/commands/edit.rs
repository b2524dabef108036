use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::outside::{Shown, open_in_editor};
use crate::cli::render::diagnostics;
use crate::meeting::MeetingPath;
use crate::notebook::Notebook;
use crate::text::Severity;

/// Open a meeting in your editor
///
/// Without a date it is the next agenda, else the newest meeting. The editor is the one that git uses.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// Whose: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
    /// Which meeting: a date, `last`, `next`
    #[arg(value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    date: Option<String>,
}

pub fn run(context: &mut Context, args: &EditArgs) -> Result<ExitCode, CliError> {
    let (who, date) = context.who_and_date(args.who.as_deref(), args.date.as_deref());
    let notebook = context.notebook_to_change(who)?;
    let series = context.series(&notebook)?;
    let meeting = context.meeting(&series, date)?;
    let path = context.shown_file(&notebook, &meeting.path().to_string());
    context.ui.line(&Shown::new().plain(&path));
    if !context.outside.stdout_is_terminal {
        return Ok(ExitCode::Done);
    }
    open(context, &notebook, meeting.date())?;
    Ok(ExitCode::Done)
}

/// Let the user edit the meeting on `date`, and say what looks wrong in it then.
pub fn open(context: &mut Context, notebook: &Notebook, date: NaiveDate) -> Result<(), CliError> {
    let path = MeetingPath::new(date);
    let before = notebook.text(path);
    let opened = open_in_editor(
        &mut context.ui,
        &context.outside,
        context.user.editor.as_deref(),
        &notebook.root().join(path.to_string()),
    );
    // An editor that ends badly may have saved before.
    if let Some(before) = before {
        context.record_edit(notebook, path, &before);
    }
    opened?;
    tell_problems(context, notebook, date)
}

/// Show what looks wrong in the meeting on `date` as it is now.
fn tell_problems(
    context: &mut Context,
    notebook: &Notebook,
    date: NaiveDate,
) -> Result<(), CliError> {
    let series = context.series(notebook)?;
    let Some(meeting) = series.whole(date) else {
        return Ok(());
    };
    for diagnostic in super::check::of_meeting(context, notebook, meeting) {
        if diagnostic.rule.severity() != Severity::Hint {
            for line in diagnostics::lines(&diagnostic, context.ui.width()) {
                context.ui.status(&line);
            }
        }
    }
    Ok(())
}
