//! A meeting's text, laid out for reading in a terminal.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::time::{age, carried};
use crate::cli::outside::{Shown, style};
use crate::markdown::{CheckboxStatus, Document};
use crate::meeting::{Meeting, Series};
use crate::text::without_line_end;

/// A meeting's text for reading: headings stand out, what is beside the point is dim, and behind each carried item
/// stands how old it is.
pub fn readable(series: &Series, meeting: &Meeting, today: NaiveDate) -> Vec<Shown> {
    let document = meeting.document();
    let notes = ages(series, meeting, document, today);
    let mut shown = Vec::new();
    let source = document.source();
    for line in 0..document.lines().count() {
        let start = document.lines().start_of(line);
        let text = without_line_end(&source[start..document.lines().end_of(line)]);
        if start >= source.len() && text.is_empty() {
            break;
        }
        let mut out = line_of(document, meeting, start, text);
        if let Some(note) = notes.get(&line) {
            out.push_styled(style::WARNING, &format!("   ← {note}"));
        }
        shown.push(out);
    }
    shown
}

fn line_of(document: &Document, meeting: &Meeting, start: usize, text: &str) -> Shown {
    let shown = Shown::new();
    let is_heading = document
        .headings()
        .iter()
        .any(|h| h.span.start <= start && start < h.span.end);
    let is_comment = text.trim_start().starts_with("<!--") && text.trim_end().ends_with("-->");
    let in_front_matter = start < document.body().start;
    if is_heading {
        return shown.styled(style::TITLE, text);
    }
    if is_comment || in_front_matter {
        return shown.styled(style::DIM, text);
    }
    let item = meeting.items().iter().find(|item| item.line_start == start);
    match item {
        Some(item) if item.checkbox.span.end <= start + text.len() => {
            let (from, to) = (
                item.checkbox.span.start - start,
                item.checkbox.span.end - start,
            );
            let rest = &text[to..];
            let shown = shown
                .plain(&text[..from])
                .styled(box_style(item.status()), &text[from..to]);
            if item.status().is_open() {
                shown.plain(rest)
            } else {
                shown.styled(style::DIM, rest)
            }
        }
        _ => shown.plain(text),
    }
}

fn box_style(status: CheckboxStatus) -> anstyle::Style {
    match status {
        CheckboxStatus::Open | CheckboxStatus::InProgress => style::TYPED,
        CheckboxStatus::Done => style::GOOD,
        _ => style::DIM,
    }
}

/// For the line of each open item that came from an earlier meeting, how old it is.
fn ages(
    series: &Series,
    meeting: &Meeting,
    document: &Document,
    today: NaiveDate,
) -> HashMap<usize, String> {
    meeting
        .items()
        .iter()
        .filter(|item| item.status().is_open())
        .filter_map(|item| {
            let since = item.since().filter(|since| *since < meeting.date())?;
            let times = series.times_carried(since, meeting.due_date());
            let note = [age(since, today), carried(times)]
                .into_iter()
                .filter(|part| !part.is_empty());
            Some((
                document.lines().line_of(item.checkbox.span.start),
                note.collect::<Vec<_>>().join(", "),
            ))
        })
        .collect()
}
