//! What was asked and what became of it, over several meetings.

use super::super::entry::{Entry, Part};
use super::super::label::Label;
use super::super::page::Page;
use super::super::writers::Writers;
use crate::meeting::{Pair, Side};

/// Whether `part` of `page`, or something around it, was done or dropped.
pub fn is_ended(page: &Page, part: &Part) -> bool {
    let mut items = page.meeting().items().iter();
    items.any(|item| {
        item.status().is_ended() && item.line_start <= part.span.start && part.span.start < item.end
    })
}

/// The parts of `entry` with `label` that have no answer below them.
pub fn unanswered(entry: &Entry, label: Label) -> impl Iterator<Item = &Part> {
    let is_answer = |part: &&Part| part.label == Some(Label::Answer);
    let answers = entry.parts.iter().filter(is_answer).count();
    let asked = entry.parts.iter().filter(|part| part.label == Some(label));
    // Where there are as many answers each has one, wherever it stands.
    let all = answers > 0 && answers >= asked.count();
    let last_answer = entry.parts.iter().rposition(|part| is_answer(&part));
    entry
        .parts
        .iter()
        .enumerate()
        .filter(move |(at, part)| {
            part.label == Some(label)
                && !all
                && last_answer.is_none_or(|answer| answer < *at)
                && !part.text.to_lowercase().contains("answer:")
        })
        .map(|(_, part)| part)
}

/// Whether `later` holds `part` of `entry`, which stands in `page`, again: carried on, or written anew in the same words.
pub fn is_repeated(page: &Page, entry: &Entry, part: &Part, later: &Page) -> bool {
    let origin = entry.since.unwrap_or(page.meeting().due_date());
    later.entries().iter().any(|other| {
        let is_copy = other.since == Some(origin) && other.title() == entry.title();
        let is_same = |other: &Part| other.label == part.label && other.text == part.text;
        is_copy || other.parts.iter().any(is_same)
    })
}

/// Which of the two wrote `part` of `entry`, where anything tells: a name at its start (`@dana: …`), else git.
pub fn author(
    writers: &Writers,
    page: &Page,
    entry: &Entry,
    part: &Part,
    pair: &Pair,
) -> Option<Side> {
    if entry.since.is_some() {
        return None;
    }
    let text = part.span.slice(page.meeting().source());
    let speaker = text
        .strip_prefix('@')
        .and_then(|text| text.split_once(':'))
        .and_then(|(name, _)| pair.side_of(name));
    speaker
        .or_else(|| {
            let line = page.place(part.span.start).line;
            writers.of_line(page.date(), line)?.side
        })
        .or_else(|| writers.author(page, entry, pair).filter(|_| part.is_own))
}
