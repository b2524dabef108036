use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, WriteFlags, style};
use crate::cli::complete;
use crate::cli::render::recap::{RecapFormat, written};
use crate::cli::shared::agenda;
use crate::cli::shared::closing::{ask, incomplete, step, still_missing};
use crate::meeting::{MeetingStatus, Series, Skimmed, next_date, weekday_date};
use crate::notebook::{Notebook, boilerplate};
use crate::plan::{Closing, NextStep, close, missing};
use crate::practice::{Page, confirmed_by};
use crate::view::recap;

/// End a meeting: summary, decisions, next steps, and a recap to send
///
/// Asks at a terminal for what is missing: what it came to, and what happens next, each step with an owner and a day.
/// The meeting is then held, and you have confirmed what is written down; when the other runs `close` too, both have.
/// Run again it prints the recap once more.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  oneonone close alex --summary \"The contract moves; the panel has no date yet\" --step \"Ask Henrik for a date @dana fri\""
)]
pub struct CloseArgs {
    #[command(flatten)]
    whose: Whose,
    /// Which meeting, if not the last one up to today
    #[arg(long, value_name = "DATE", add = ArgValueCandidates::new(complete::dates))]
    date: Option<String>,
    /// What it came to
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// Something that was decided; may be given several times
    #[arg(long = "decision", value_name = "TEXT")]
    decisions: Vec<String>,
    /// A next step with its owner and day, as in "Call Marta @alex fri"; may be given several times
    #[arg(long = "step", value_name = "TEXT @OWNER WHEN")]
    steps: Vec<String>,
    /// Say that there are no next steps
    #[arg(long, conflicts_with = "steps")]
    no_steps: bool,
    /// Close it although something is missing
    #[arg(long)]
    anyway: bool,
    /// How to print the recap
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: RecapFormat,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &CloseArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook_to_change(args.whose.who.as_deref())?;
    let series = context.series_with_all_items(&notebook)?;
    let me = context.me(&notebook);
    let date = which(context, args, &notebook, &series)?;
    let page = page(&notebook, &series, date)?;
    if page.meeting().status() == MeetingStatus::Cancelled {
        let error = CliError::new(format!(
            "the meeting on {} was cancelled",
            weekday_date(date)
        ));
        return Err(error.hint("if it took place after all, write `status: planned` in its file"));
    }
    let mut closing = from_flags(context, args, &notebook, &series)?;
    closing.by = me.map(|side| notebook.settings().pair.person(side).handle.clone());
    let still = still_missing(missing(&page, &notebook.settings().pair), &closing);
    if !still.is_nothing() && !args.anyway {
        let asks = context.ui.is_interactive() && !args.write.yes && !args.write.dry_run;
        if asks {
            ask(context, &notebook, &series, &page, &still, &mut closing)?;
        } else if page.meeting().status() != MeetingStatus::Held {
            return Err(incomplete(context, &notebook, &page, &still));
        }
    }
    let template = agenda::template(&notebook, None)?;
    let plan = context.change(&notebook, series.clone(), args.write, |series| {
        close(series, &template, date, &closing)
    })?;
    let Some(plan) = plan else {
        return Ok(ExitCode::Done);
    };
    let is_new = !plan.is_empty();
    for words in plan.news.known {
        let news = format!("`{words}` stands there already, and was not added again");
        context.ui.news(&news);
    }
    let series = series.with(plan.news.record);
    tell(context, args, &notebook, &series, date, is_new)
}

/// The meeting to close: the last planned one up to today, else the last held one.
fn which(
    context: &Context,
    args: &CloseArgs,
    notebook: &Notebook,
    series: &Series,
) -> Result<NaiveDate, CliError> {
    let today = context.today;
    if let Some(text) = &args.date {
        let date = context.when(text, series)?;
        if date > today {
            let error = CliError::new(format!(
                "the meeting on {} is still to come",
                weekday_date(date)
            ));
            return Err(error.hint(format!(
                "if it was held early, `oneonone move {} --to today` first",
                notebook.name()
            )));
        }
        return match series.meeting(date) {
            Some(_) => Ok(date),
            None => Err(no_meeting(date)),
        };
    }
    let took_place = |meeting: &&Skimmed| {
        matches!(
            meeting.status(),
            MeetingStatus::Planned | MeetingStatus::Held
        )
    };
    let mut past = series
        .meetings()
        .iter()
        .rev()
        .skip_while(|meeting| meeting.date() > today)
        .filter(took_place);
    past.next().map(Skimmed::date).ok_or_else(|| {
        let error = CliError::new(format!(
            "`{}` has no meeting up to today that could be closed",
            notebook.name()
        ));
        match next_date(series, today) {
            Some(next) => error.hint(format!(
                "the next one is on {}; held early? `oneonone move {} --to today`",
                weekday_date(next),
                notebook.name()
            )),
            None => error.hint(format!("make one with `oneonone new {}`", notebook.name())),
        }
    })
}

fn no_meeting(date: NaiveDate) -> CliError {
    CliError::new(format!("there is no meeting on {}", weekday_date(date)))
        .hint(format!("make its file with `oneonone new --date {date}`"))
}

fn page(notebook: &Notebook, series: &Series, date: NaiveDate) -> Result<Page, CliError> {
    let page = Page::of_series(series, date, &boilerplate(notebook));
    page.ok_or_else(|| no_meeting(date))
}

fn from_flags(
    context: &Context,
    args: &CloseArgs,
    notebook: &Notebook,
    series: &Series,
) -> Result<Closing, CliError> {
    let steps = args.steps.iter();
    let steps: Result<Vec<NextStep>, CliError> = steps
        .map(|text| step(context, notebook, series, text))
        .collect();
    Ok(Closing {
        summary: args.summary.clone(),
        decisions: args.decisions.clone(),
        steps: steps?,
        no_steps: args.no_steps,
        ..Closing::default()
    })
}

/// Say what was done, and print the recap.
fn tell(
    context: &mut Context,
    args: &CloseArgs,
    notebook: &Notebook,
    series: &Series,
    date: NaiveDate,
    is_new: bool,
) -> Result<ExitCode, CliError> {
    let page = page(notebook, series, date)?;
    let pair = &notebook.settings().pair;
    let confirmed = confirmed_by(page.meeting(), pair).unwrap_or_default();
    let lead = if is_new {
        "closed "
    } else {
        "closed already: "
    };
    let mut news = Shown::new()
        .plain(lead)
        .styled(style::TITLE, &weekday_date(date));
    match confirmed.as_slice() {
        [_, _] => news.push(", confirmed by both"),
        [one] => news.push(&format!(
            ", confirmed by {}; {} confirms by running `close` too",
            pair.person(*one).first_name(),
            pair.person(one.other()).first_name()
        )),
        _ => {}
    }
    context.ui.status(&news);
    if context.me(notebook).is_none() {
        context.ui.hint(
            "nobody confirmed it, because nothing tells who you are: set `me:` in your configuration, or git's `user.email`",
        );
    }
    let after = date.succ_opt().unwrap_or(date).max(context.today);
    let time = notebook
        .settings()
        .cadence
        .as_ref()
        .and_then(|cadence| cadence.time);
    let next = next_date(series, after).map(|next| (next, time));
    let recap = recap(&page, pair);
    let language = notebook.settings().vocabulary.language();
    for line in written(&recap, pair, next, args.format, language).lines() {
        context.ui.plain_line(line);
    }
    Ok(ExitCode::Done)
}
