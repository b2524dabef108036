use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, WriteFlags, style};
use crate::cli::complete;
use crate::cli::shared::agenda;
use crate::cli::shared::people::participant;
use crate::meeting::{Handle, MeetingPath, MeetingStatus, Series, Skimmed, weekday_date};
use crate::notebook::Notebook;
use crate::plan::{cancel, planned};

/// Cancel a meeting; better is to move it
///
/// The record stays, with who cancelled it and why, and its open items are carried on.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone cancel alex --reason \"both of us are at the fair\"")]
pub struct CancelArgs {
    #[command(flatten)]
    whose: Whose,
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
    let notebook = context.notebook_to_change(args.whose.who.as_deref())?;
    let template = agenda::template(&notebook, None)?;
    let series = context.series(&notebook)?;
    let date = date(context, args, &series)?;
    let by = who(context, args, &notebook)?;
    let reason = why(context, args)?;
    if series.meeting(date).is_some() {
        planned(&series, date)?; // before anything is said about it
    }
    advise(context, &notebook);
    confirm(context, args, date)?;
    let plan = context.change(&notebook, series, args.write, |series| {
        cancel(series, &template, date, &by, &reason)
    })?;
    if plan.is_none() {
        return Ok(ExitCode::Done);
    }
    context.ui.status(
        &Shown::new()
            .plain("cancelled ")
            .styled(style::TITLE, &weekday_date(date)),
    );
    context.ui.hint(&format!(
        "its open items go into the next agenda: `oneonone new {}`",
        notebook.name()
    ));
    let shown = context.shown_file(&notebook, &MeetingPath::new(date).to_string());
    context.ui.plain_line(&shown);
    Ok(ExitCode::Done)
}

/// Which meeting: the one that is named, else the next, if none before it is off already. Run twice it must not cancel
/// two.
fn date(context: &Context, args: &CancelArgs, series: &Series) -> Result<NaiveDate, CliError> {
    if let Some(text) = &args.date {
        return context.when(text, series);
    }
    let date = context.next_date(series)?;
    let is_off = |meeting: &&Skimmed| {
        meeting.status() == MeetingStatus::Cancelled
            && meeting.date() >= context.today
            && meeting.date() < date
    };
    match series.meetings().iter().find(is_off) {
        None => Ok(date),
        Some(off) => {
            let off = weekday_date(off.date());
            Err(
                CliError::new(format!("the meeting on {off} is cancelled already"))
                    .hint(format!("for the one after it add `--date {date}`")),
            )
        }
    }
}

/// Who cancels: whom the arguments name, else the user.
fn who(context: &mut Context, args: &CancelArgs, notebook: &Notebook) -> Result<Handle, CliError> {
    let me = context
        .me(notebook)
        .map(|side| notebook.settings().pair.person(side).handle.to_string());
    let by = match args.by.clone().or(me) {
        None if context.ui.is_interactive() => context.ui.ask("Who cancels it", None),
        by => by,
    };
    let by = by.ok_or_else(|| CliError::new("who cancels it?").hint("add `--by HANDLE`"))?;
    participant(notebook, &by)
}

fn why(context: &mut Context, args: &CancelArgs) -> Result<String, CliError> {
    let reason = match &args.reason {
        None if context.ui.is_interactive() => context.ui.ask("Why", None),
        reason => reason.clone(),
    };
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    reason.ok_or_else(|| CliError::new("why is it cancelled?").hint("add `--reason \"…\"`"))
}

fn advise(context: &mut Context, notebook: &Notebook) {
    let advice = "a one-on-one is better moved than cancelled: it says that the other counts";
    context.ui.news(advice);
    context.ui.hint(&format!(
        "`oneonone move {} --to DAY`, within the week",
        notebook.name()
    ));
}

fn confirm(context: &mut Context, args: &CancelArgs, date: NaiveDate) -> Result<(), CliError> {
    let asks = context.ui.is_interactive() && !args.write.yes && !args.write.dry_run;
    let question = format!("Cancel the meeting on {} (y/n)", weekday_date(date));
    match asks && !context.ui.confirm(&question) {
        true => Err(CliError::new("nothing was cancelled")),
        false => Ok(()),
    }
}
