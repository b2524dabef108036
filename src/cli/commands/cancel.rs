use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::change::{ChangeSet, FileChange};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::flags::WriteFlags;
use crate::cli::outside::{Shown, style};
use crate::cli::shared::agenda;
use crate::cli::shared::people::participant;
use crate::meeting::{MeetingPath, MeetingStatus, Skimmed, weekday_date};
use crate::plan::{blank_agenda, cancelled, planned};

/// Cancel a meeting; better is to move it
///
/// The record stays, with who cancelled it and why, and its open items are carried on.
#[derive(Debug, Args)]
pub struct CancelArgs {
    /// Whose: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
    /// Which meeting, if not the next one
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    date: Option<String>,
    /// Who cancels it
    #[arg(long, value_name = "HANDLE", add = ArgValueCandidates::new(complete::handles))]
    by: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &CancelArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook_to_change(args.who.as_deref())?;
    let template = agenda::template(&notebook, None)?;
    let series = context.series(&notebook)?;
    let date = match &args.date {
        Some(text) => context.when(text, &series)?,
        None => context.next_date(&series)?,
    };
    // Run twice it must not cancel two.
    let today = context.today;
    let is_off = |meeting: &&Skimmed| {
        meeting.status() == MeetingStatus::Cancelled
            && meeting.date() >= today
            && meeting.date() < date
    };
    if args.date.is_none()
        && let Some(off) = series.meetings().iter().find(is_off)
    {
        let off = weekday_date(off.date());
        return Err(
            CliError::new(format!("the meeting on {off} is cancelled already"))
                .hint(format!("for the one after it add `--date {date}`")),
        );
    }
    let me = context
        .me(&notebook)
        .map(|side| notebook.settings().pair.person(side).handle.to_string());
    let by = match (&args.by, &me) {
        (Some(by), _) => Some(by.clone()),
        (None, Some(me)) => Some(me.clone()),
        (None, None) if context.ui.is_interactive() => context.ui.ask("Who cancels it", None),
        (None, None) => None,
    };
    let by = by.ok_or_else(|| CliError::new("who cancels it?").hint("add `--by HANDLE`"))?;
    let by = participant(&notebook, &by)?;
    let reason = match &args.reason {
        Some(reason) => Some(reason.clone()),
        None if context.ui.is_interactive() => context.ui.ask("Why", None),
        None => None,
    };
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    let reason =
        reason.ok_or_else(|| CliError::new("why is it cancelled?").hint("add `--reason \"…\"`"))?;
    if series.meeting(date).is_some() {
        planned(&series, date)?; // before anything is said about it
    }
    let advice = "a one-on-one is better moved than cancelled: it says that the other counts";
    context.ui.status(&Shown::new().plain(advice));
    context.ui.hint(&format!(
        "`oneonone move {} --to DAY`, within the week",
        notebook.name()
    ));
    let asks = context.ui.is_interactive() && !args.write.yes && !args.write.dry_run;
    if asks
        && !context.ui.confirm(&format!(
            "Cancel the meeting on {} (y/n)",
            weekday_date(date)
        ))
    {
        return Err(CliError::new("nothing was cancelled"));
    }
    let path = MeetingPath::new(date).to_string();
    let outcome = context.change(&notebook, series, args.write, |series| {
        let mut changes = ChangeSet::default();
        let change = match series.meeting(date) {
            Some(_) => {
                let before = planned(series, date)?.source().to_string();
                let after = cancelled(date, &before, &by, &reason)?;
                FileChange::Rewrite {
                    path: path.clone(),
                    before,
                    after,
                }
            }
            // There was no agenda yet: the record says that the date was given up.
            None => {
                let blank = blank_agenda(series, &template, date)?;
                changes.keep_blank(&path, &blank);
                FileChange::Create {
                    path: path.clone(),
                    text: cancelled(date, &blank, &by, &reason)?,
                }
            }
        };
        changes.push(change);
        Ok((changes, ()))
    })?;
    let Some(()) = outcome else {
        return Ok(ExitCode::Done);
    };
    context.ui.status(
        &Shown::new()
            .plain("cancelled ")
            .styled(style::TITLE, &weekday_date(date)),
    );
    context.ui.hint(&format!(
        "its open items go into the next agenda: `oneonone new {}`",
        notebook.name()
    ));
    let shown = context.shown_file(&notebook, &path);
    context.ui.line(&Shown::new().plain(&shown));
    Ok(ExitCode::Done)
}
