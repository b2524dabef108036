use chrono::{Months, NaiveDate};
use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose, style};
use crate::cli::complete;
use crate::cli::outside::show_in_pager;
use crate::cli::render::json::log::LogJson;
use crate::cli::render::ledger::{readable, sums_line};
use crate::meeting::MeetingPath;
use crate::text::counted;
use crate::view::ledger;

/// Show what became of each date: held, moved, cancelled or missed
///
/// A date is missed when it passed and there is no file of a meeting. The dates are those of the cadence in
/// `oneonone.yaml`; where your meetings were closer together or further apart before, three times in a row or most of
/// the time, that was the rhythm then. Without a cadence no date is missed. Shown is the last year unless you say from
/// when.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone log alex")]
pub struct LogArgs {
    #[command(flatten)]
    whose: Whose,
    /// From this day on
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    from: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    to: Option<String>,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &LogArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook(args.whose.who.as_deref())?;
    let today = context.today;
    let (asked, to) = context.past_days(args.from.as_deref(), args.to.as_deref())?;
    let from = asked.or_else(|| to.unwrap_or(today).checked_sub_months(Months::new(12)));
    let series = context.series(&notebook)?;
    let all = ledger(&series, today);
    let is_earlier = |due: NaiveDate| from.is_some_and(|from| due < from);
    let earlier = all.dates.iter().filter(|date| is_earlier(date.due)).count();
    let oldest = all.dates.first().map(|date| date.due);
    let shown = all.between(from, to);
    let cadence = notebook.settings().cadence.as_ref();
    if args.read.json {
        let path = |path: MeetingPath| context.shown_file(&notebook, &path.to_string());
        let json = LogJson::new(notebook.name(), cadence, (from, to), &shown, path);
        context.ui.json(&json)?;
        return Ok(ExitCode::Done);
    }
    for line in readable(&shown, context.ui.width()) {
        context.ui.line(&line);
    }
    let sums = sums_line(&shown.sums());
    context.ui.line(&Shown::new().styled(style::TITLE, &sums));
    show_in_pager(&mut context.ui, &context.outside)?;
    if let Some(oldest) = oldest.filter(|_| asked.is_none() && earlier > 0) {
        let dates = counted(earlier, "earlier date");
        context.ui.hint(&format!("{dates} with `--from {oldest}`"));
    }
    if cadence.is_none() {
        context.ui.hint(
            "without `cadence` in `oneonone.yaml` nothing tells which dates passed without a meeting",
        );
    }
    Ok(ExitCode::Done)
}
