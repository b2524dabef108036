use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, WriteFlags, style};
use crate::cli::complete;
use crate::cli::shared::agenda;
use crate::cli::shared::carried::tell_carried;
use crate::meeting::{MeetingPath, weekday_date};
use crate::plan::reschedule;

/// Move a meeting to another day, within the week
///
/// The file gets the new date as its name; `moved_from` in its front matter keeps the day on which it was first due.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone move alex --to fri")]
pub struct MoveArgs {
    #[command(flatten)]
    whose: Whose,
    /// To which day: a date or words such as `thu`, `+2d`
    #[arg(long, value_name = "WHEN")]
    to: Option<String>,
    /// Which meeting, if not the next agenda
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    date: Option<String>,
    /// Also to a day more than a week away
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &MoveArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook_to_change(args.whose.who.as_deref())?;
    let series = context.series(&notebook)?;
    let from = match &args.date {
        Some(text) => context.when(text, &series)?,
        None => context.next_date(&series)?,
    };
    let text = match &args.to {
        Some(text) => Some(text.clone()),
        None if context.ui.is_interactive() => context.ui.ask("To which day", None),
        None => None,
    };
    let text =
        text.ok_or_else(|| CliError::new("to which day?").hint("add `--to thu`, or a date"))?;
    let to = context.when(&text, &series)?;
    if to == from {
        return Err(CliError::new(format!(
            "the meeting is on {} already",
            weekday_date(from)
        )));
    }
    let template = agenda::template(&notebook, None)?;
    let plan = context.change(&notebook, series, args.write, |series| {
        reschedule(series, &template, from, to, args.force)
    })?;
    let Some(plan) = plan else {
        return Ok(ExitCode::Done);
    };
    let news = Shown::new()
        .plain("moved from ")
        .plain(&weekday_date(from))
        .plain(" to ")
        .styled(style::TITLE, &weekday_date(to));
    context.ui.status(&news);
    tell_carried(context, &plan.news);
    let shown = context.shown_file(&notebook, &MeetingPath::new(to).to_string());
    context.ui.plain_line(&shown);
    Ok(ExitCode::Done)
}
