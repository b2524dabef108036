use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::flags::{ReadFlags, WriteFlags};
use crate::cli::outside::{Shown, style};
use crate::cli::render::json;
use crate::cli::render::table::{Cell, lines};
use crate::cli::render::time::{age, carried};
use crate::meeting::{AGED, MeetingPath, weekday_date};
use crate::plan::by_hand::UnclearReason;
use crate::plan::{CarryPlan, LeftReason, Target, blank_agenda, carry, planned};
use crate::text::counted;

/// Carry all open items of earlier meetings into the next agenda
///
/// Each goes with its open children and notes into the section of the same kind; in the old file its box becomes
/// `[>]`, in the agenda it says since when it has been open. Run again it changes nothing. `new` does the same.
#[derive(Debug, Args)]
pub struct CarryArgs {
    /// Whose: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
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
    let mut notebook = context.notebook_to_change(args.who.as_deref())?;
    super::new::go_without(&mut notebook, &args.without)?;
    let template = super::new::template(&notebook, None)?;
    let series = context.series(&notebook)?;
    let date = match &args.to {
        Some(text) => context.when(text, &series)?,
        None => super::new::next(context, &series)?,
    };
    let from = args
        .from
        .as_ref()
        .map(|text| context.when(text, &series))
        .transpose()?;
    if let Some(from) = from.filter(|from| series.meeting(*from).is_none()) {
        return Err(crate::change::PlanError::NoMeeting(from).into());
    }
    let outcome = context.change(&notebook, series, args.write, |series| {
        planned(series, date)?;
        let blank = blank_agenda(series, &template, date)?;
        let plan = carry(
            series,
            Target {
                date,
                new_text: None,
                template: &blank,
            },
            from,
        )?;
        Ok((plan.changes.clone(), plan))
    })?;
    let Some(value) = outcome else {
        return Ok(ExitCode::Done);
    };
    let plan = value;
    let path = context.shown_file(&notebook, &MeetingPath::new(date).to_string());
    if args.read.json {
        let carried = plan.carried.iter().map(json::CarriedJson::new).collect();
        context.ui.json(&json::Carried {
            path,
            carried,
            marked: plan.marked.len(),
            by_hand: plan.by_hand.iter().map(json::HandCopyJson::new).collect(),
        })?;
        return Ok(ExitCode::Done);
    }
    tell(context, &plan);
    if plan.changes.is_empty() && plan.left.is_empty() {
        let news = format!(
            "nothing to carry: every open item is in the agenda for {}",
            weekday_date(date)
        );
        context.ui.status(&Shown::new().plain(&news));
    }
    context.ui.line(&Shown::new().plain(&path));
    Ok(ExitCode::Done)
}

/// Say what a carry did: each item with its age and how often it has been carried.
pub fn tell(context: &mut Context, plan: &CarryPlan) {
    if !plan.carried.is_empty() {
        context.ui.status(&Shown::new().plain(&format!(
            "carried {}:",
            counted(plan.carried.len(), "open item")
        )));
        let today = context.today;
        let rows: Vec<Vec<Cell>> = plan
            .carried
            .iter()
            .map(|item| {
                let owner = item
                    .owner
                    .as_ref()
                    .map_or(String::new(), |owner| format!("@{owner}"));
                let style = if item.times >= AGED {
                    style::WARNING
                } else {
                    style::NONE
                };
                vec![
                    Cell::new(" ", style::NONE),
                    Cell::new(item.title.as_str(), style::NONE),
                    Cell::new(owner, style::NONE),
                    Cell::new(age(item.origin, today), style),
                    Cell::new(carried(item.times), style),
                ]
            })
            .collect();
        for line in lines(&rows, 1, context.ui.width()) {
            context.ui.status(&line);
        }
        let aged = plan
            .carried
            .iter()
            .filter(|item| item.times >= AGED)
            .count();
        if aged > 0 {
            context.ui.hint(&format!(
                "{} carried {AGED} times or more, on top of {} section: do it, split it, hand it over (`assign`) or let it go (`drop`)",
                counted(aged, "item"),
                if aged == 1 { "its" } else { "their" }
            ));
        }
    }
    for copy in &plan.by_hand {
        let place = format!("{}:{}", MeetingPath::new(copy.date), copy.line);
        context.ui.status(&Shown::new().plain(&format!(
            "`{}` was copied by hand in `{place}`: it is the one of {}, and is not carried again",
            copy.title, copy.origin
        )));
    }
    for item in &plan.unclear {
        let place = format!("{}:{}", MeetingPath::new(item.date), item.line);
        let why = match item.reason {
            UnclearReason::Several => {
                "and there are several in the same words; all are kept: remove what is there twice"
            }
            UnclearReason::OtherOwner => {
                "with another owner; both are kept: if they are the same, remove one"
            }
            UnclearReason::Ended => {
                "and has ended there; it was carried even so: if it is the same, tick it with `oneonone done`"
            }
        };
        context
            .ui
            .warning(&format!("`{}` stands in `{place}`, too, {why}", item.title));
    }
    if !plan.marked.is_empty() && plan.carried.is_empty() && plan.by_hand.is_empty() {
        let news = format!(
            "marked {} whose copy is in a later agenda",
            counted(plan.marked.len(), "item")
        );
        context.ui.status(&Shown::new().plain(&news));
    }
    for item in &plan.left {
        let why = match item.reason {
            LeftReason::Damaged => "its file can't be changed; `oneonone check` says why",
            LeftReason::Tied => {
                "it would be read differently elsewhere; copy it by hand, and mark it with `[>]`"
            }
        };
        context
            .ui
            .warning(&format!("`{}` stays in `{}`: {why}", item.title, item.path));
    }
}
