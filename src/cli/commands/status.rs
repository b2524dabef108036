use chrono::NaiveDate;
use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose, style};
use crate::cli::render::json::status::{PairJson, StatusJson};
use crate::cli::render::table::{Cell, lines};
use crate::cli::render::time::short_age;
use crate::markdown::Wanted;
use crate::meeting::{Side, weekday_date};
use crate::notebook::{Notebook, Threads, boilerplate, in_parallel};
use crate::sharing::read_series;
use crate::text::counted;
use crate::view::{DueReason, PairStatus, Promises, status};

/// Show how every pair stands, the one that needs you most first
///
/// Last meeting, next date, what each side has open, and what has been passed over. It shows numbers, and no word of
/// what was written. With --due only the pairs that need you today are shown, and the exit code is 1 if there are any:
/// for cron, and for a prompt.
#[derive(Debug, Default, Args)]
#[command(after_help = "Example:\n  oneonone status --due")]
pub struct StatusArgs {
    #[command(flatten)]
    whose: Whose,
    /// Only what needs you today: promises past their day, a meeting today, an agenda that is missing; exits with 1 then
    #[arg(long)]
    due: bool,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &StatusArgs) -> Result<ExitCode, CliError> {
    let (notebooks, failed) = match &args.whose.who {
        Some(who) => (context.notebooks(Some(who))?, Vec::new()),
        None => context.open_all()?,
    };
    let today = context.today;
    let threads = if notebooks.len() == 1 {
        Threads::Many
    } else {
        Threads::One
    };
    let asked: &Context = context;
    let statuses = in_parallel(&notebooks, |notebook| {
        let (series, _) = read_series(notebook, Wanted::Open, threads)?;
        asked.note_left_out(notebook, series.left_out());
        Ok::<_, CliError>(status(&series, &boilerplate(notebook), today))
    });
    let mut pairs = Vec::new();
    let mut problems: Vec<CliError> = failed.into_iter().map(CliError::from).collect();
    for (notebook, status) in notebooks.iter().zip(statuses) {
        match status {
            Ok(status) => pairs.push((notebook, status)),
            Err(error) => problems.push(error),
        }
    }
    pairs.sort_by_key(|(_, status)| std::cmp::Reverse(status.urgency(today)));
    let side = |context: &Context, notebook| context.me(notebook).unwrap_or(Side::Manager);
    if args.due {
        pairs.retain(|(notebook, status)| !status.due(side(context, notebook), today).is_empty());
    }
    let is_due = args.due && !pairs.is_empty();
    if args.read.json {
        let pairs = pairs
            .iter()
            .map(|(notebook, status)| PairJson::new(notebook, status, context.me(notebook)));
        let pairs = pairs.collect();
        context.ui.json(&StatusJson { pairs })?;
    } else if args.due {
        for (notebook, status) in &pairs {
            let line = due_line(notebook, &status.due(side(context, notebook), today));
            context.ui.line(&line);
        }
    } else {
        show(context, &pairs);
    }
    for problem in &problems {
        context.ui.error(problem);
    }
    Ok(ExitCode::reporting(problems.is_empty() && !is_due))
}

/// A pair that needs the user today, and why.
fn due_line(notebook: &Notebook, reasons: &[DueReason]) -> Shown {
    let told = reasons.iter().map(|reason| match reason {
        DueReason::Overdue(count) => format!("{} past the day", counted(*count, "promise")),
        DueReason::MeetingToday => "you meet today".to_string(),
        DueReason::NoAgenda => "no agenda yet".to_string(),
        DueReason::Late(days) => late(*days),
    });
    Shown::new()
        .styled(style::TITLE, notebook.name())
        .plain(": ")
        .plain(&told.collect::<Vec<_>>().join(", "))
}

fn show(context: &mut Context, pairs: &[(&Notebook, PairStatus)]) {
    let today = context.today;
    let rows: Vec<Vec<Cell>> = pairs
        .iter()
        .map(|(notebook, status)| {
            let pair = &notebook.settings().pair;
            let me = context.me(notebook).unwrap_or(Side::Manager);
            let of = |side: Side| match side {
                Side::Manager => (&pair.manager, &status.manager),
                Side::Ic => (&pair.ic, &status.ic),
            };
            let (mine, theirs) = (of(me), of(me.other()));
            let late = style::when(status.days_late > 0, style::WARNING);
            vec![
                Cell::new(notebook.name(), style::TITLE),
                Cell::new(last(status, today), late),
                Cell::new(next(status), style::when(status.agenda_ready, style::GOOD)),
                promises(mine.0.handle.as_str(), mine.1, today),
                promises(theirs.0.handle.as_str(), theirs.1, today),
                Cell::new(remarks(status), style::WARNING),
            ]
        })
        .collect();
    match context.ui.width() {
        Some(width) if width < 100 => {
            for row in rows {
                for line in narrow(row) {
                    context.ui.line(&line);
                }
            }
        }
        width => {
            for line in lines(&rows, 5, width) {
                context.ui.line(&line);
            }
        }
    }
}

/// A pair in several lines, for a narrow terminal.
fn narrow(row: Vec<Cell>) -> Vec<Shown> {
    let cells = row.into_iter().filter(|cell| !cell.is_empty()).enumerate();
    cells
        .map(|(index, cell)| {
            let mut out = Shown::new().plain(if index == 0 { "" } else { "  " });
            for part in &lines(&[vec![cell]], 0, None) {
                out.push_shown(part);
            }
            out
        })
        .collect()
}

fn last(status: &PairStatus, today: NaiveDate) -> String {
    match status.last_held {
        Some(last) => format!("last {} ago", short_age(last, today)),
        None => "never held".to_string(),
    }
}

fn next(status: &PairStatus) -> String {
    match status.next {
        Some(next) if status.agenda_ready => format!("next {}, agenda ready", weekday_date(next)),
        Some(next) => format!("next {}, no agenda yet", weekday_date(next)),
        None => "no next date".to_string(),
    }
}

fn promises(handle: &str, promises: &Promises, today: NaiveDate) -> Cell {
    let mut text = format!("@{handle} {} open", promises.open);
    if promises.overdue > 0 {
        text.push_str(&format!(", {} overdue", promises.overdue));
    } else if let Some(oldest) = promises.oldest {
        text.push_str(&format!(", oldest {}", short_age(oldest, today)));
    }
    Cell::new(text, style::when(promises.overdue > 0, style::BAD))
}

fn remarks(status: &PairStatus) -> String {
    let mut remarks = Vec::new();
    if status.days_late > 0 {
        remarks.push(late(status.days_late));
    }
    for (role, meetings) in &status.neglected {
        let meetings = counted(*meetings, "meeting");
        remarks.push(format!("no {} in {meetings}", role.word()));
    }
    if status.unowned > 0 {
        remarks.push(format!(
            "{} without an owner",
            counted(status.unowned, "item")
        ));
    }
    if status.damaged > 0 {
        remarks.push(format!("{} damaged", counted(status.damaged, "file")));
    }
    remarks.join(", ")
}

/// `3 days late`.
fn late(days: i64) -> String {
    format!(
        "{} late",
        counted(usize::try_from(days).unwrap_or(0), "day")
    )
}
