//! The ledger of the rhythm as lines.

use super::table::{Cell, lines};
use crate::cli::outside::{Shown, style};
use crate::meeting::weekday_date;
use crate::text::counted;
use crate::view::{Became, DueDate, Ledger, Sums};

/// From so many missed dates in a row on they take one line.
const RUN: usize = 3;

/// A ledger as lines: a date each, or a row of missed ones, and before it the rhythm where that changes.
pub fn readable(ledger: &Ledger, width: Option<usize>) -> Vec<Shown> {
    let mut rows = Vec::new();
    let mut rhythms = ledger.rhythms.iter().peekable();
    let tells_rhythm = ledger.rhythms.len() > 1;
    let is_missed = |date: &DueDate| date.became == Became::Missed;
    for run in ledger.dates.chunk_by(|a, b| is_missed(a) && is_missed(b)) {
        let Some(first) = run.first() else { continue };
        let mut every = None;
        while let Some((_, new)) = rhythms.next_if(|(from, _)| *from <= first.due) {
            every = Some(*new);
        }
        if let Some(every) = every.filter(|_| tells_rhythm) {
            let cell = Cell::new(format!("every {every}:"), style::DIM);
            rows.push(vec![cell]);
        }
        match run.last() {
            Some(last) if run.len() >= RUN => rows.push(vec![
                Cell::new(weekday_date(first.due), style::NONE),
                Cell::new("missed", style::BAD),
                Cell::new(
                    format!("{} dates, the last {}", run.len(), weekday_date(last.due)),
                    style::NONE,
                ),
            ]),
            _ => rows.extend(run.iter().map(row)),
        }
    }
    lines(&rows, 2, width)
}

fn row(date: &DueDate) -> Vec<Cell> {
    let outcome = match &date.became {
        Became::Held => style::GOOD,
        Became::ToCome => style::NONE,
        Became::Cancelled { .. } => style::WARNING,
        Became::MovedAway | Became::Missed => style::BAD,
    };
    let word = match date.became {
        Became::ToCome => "to come",
        Became::MovedAway => "moved away",
        ref became => became.word(),
    };
    vec![
        Cell::new(weekday_date(date.due), style::NONE),
        Cell::new(word, outcome),
        Cell::new(
            details(date),
            style::when(date.is_moved_too_far(), style::WARNING),
        ),
    ]
}

fn details(date: &DueDate) -> String {
    let mut parts = Vec::new();
    if let (Some(on), Some(days)) = (date.on, date.moved_by()) {
        let count = counted(usize::try_from(days.unsigned_abs()).unwrap_or(0), "day");
        let way = if days > 0 { "later" } else { "earlier" };
        parts.push(format!("moved to {}, {count} {way}", weekday_date(on)));
    }
    match &date.became {
        Became::Cancelled { by, reason } => {
            let by = by.as_ref().map(|by| format!("by @{by}"));
            let text = [by, reason.clone()].into_iter().flatten();
            let text: Vec<String> = text.collect();
            if !text.is_empty() {
                parts.push(text.join(": "));
            }
        }
        Became::MovedAway => parts.push("no file says to which day".to_string()),
        _ => {}
    }
    if date.is_extra {
        parts.push("a second one in that week".to_string());
    }
    parts.join("; ")
}

/// The sums in one line.
pub fn sums_line(sums: &Sums) -> String {
    let mut parts = vec![format!("{} held", sums.held)];
    if sums.moved > 0 {
        let far = match sums.moved_too_far {
            0 => String::new(),
            far => format!(" ({far} by more than a week)"),
        };
        parts.push(format!("{} moved{far}", sums.moved));
    }
    if sums.cancelled > 0 {
        let each = sums.cancelled_by.iter();
        let each: Vec<String> = each
            .map(|(by, count)| format!("{count} by @{by}"))
            .collect();
        let by = match sums.cancelled_by.first_key_value() {
            None => String::new(),
            Some((by, count)) if *count == sums.cancelled => format!(" by @{by}"),
            Some(_) => format!(" ({})", each.join(", ")),
        };
        parts.push(format!("{} cancelled{by}", sums.cancelled));
    }
    for (count, word) in [
        (sums.missed, "missed"),
        (sums.moved_away, "moved away"),
        (sums.to_come, "to come"),
        (sums.extra, "extra"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    format!("{}: {}", counted(sums.due, "date"), parts.join(", "))
}
