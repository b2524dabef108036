use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Whose, WriteFlags};
use crate::cli::complete;
use crate::cli::render::json::Day;
use crate::cli::render::json::carry::{CarriedItemJson, CarryJson, HandCopyJson};
use crate::cli::shared::agenda;
use crate::cli::shared::carried::tell_carried;
use crate::meeting::{MeetingPath, weekday_date};
use crate::plan::carry;

/// Carry all open items of earlier meetings into the next agenda
///
/// Each goes with its open children and notes into the section of the same kind; in the old file its box becomes
/// `[>]`, in the agenda it says since when it has been open. Run again it changes nothing. `new` does the same.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone carry alex")]
pub struct CarryArgs {
    #[command(flatten)]
    whose: Whose,
    /// Only from the meeting on this day
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    from: Option<String>,
    /// Into the agenda of this day
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    to: Option<String>,
    #[command(flatten)]
    read: ReadFlags,
    /// Go on without this file, which can't be read and may hold open items
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    without: Vec<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &CarryArgs) -> Result<ExitCode, CliError> {
    let mut notebook = context.notebook_to_change(args.whose.who.as_deref())?;
    agenda::go_without(&mut notebook, &args.without)?;
    let template = agenda::template(&notebook, None)?;
    let series = context.series(&notebook)?;
    let date = match &args.to {
        Some(text) => context.when(text, &series)?,
        None => context.next_date(&series)?,
    };
    let from = args
        .from
        .as_ref()
        .map(|text| context.when(text, &series))
        .transpose()?;
    let today = context.today;
    let plan = context.change(&notebook, series, args.write, |series| {
        carry(series, &template, date, from, today)
    })?;
    let Some(plan) = plan else {
        return Ok(ExitCode::Done);
    };
    let news = &plan.news;
    let path = context.shown_file(&notebook, &MeetingPath::new(date).to_string());
    if args.read.json {
        let carried = news.items.iter().map(CarriedItemJson::new).collect();
        context.ui.json(&CarryJson {
            path,
            carried,
            marked: news.marked.len(),
            by_hand: news.by_hand.iter().map(HandCopyJson::new).collect(),
            waits_for: news.waits_for.map(Day),
        })?;
        return Ok(ExitCode::Done);
    }
    tell_carried(context, news);
    if plan.is_empty() && news.left.is_empty() && news.waits_for.is_none() {
        let news = format!(
            "nothing to carry: every open item is in the agenda for {}",
            weekday_date(date)
        );
        context.ui.news(&news);
    }
    context.ui.plain_line(&path);
    Ok(ExitCode::Done)
}
