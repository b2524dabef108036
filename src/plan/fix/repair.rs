//! What could be repaired in one meeting: each with the bytes to change, and what is to be read afterwards.

use chrono::NaiveDate;

use crate::markdown::{Checkbox, CheckboxStatus, checkbox_repairs};
use crate::meeting::{ActionItem, AttributeKey, Meeting, lenient_date, parse_when, rules};
use crate::text::{LineTable, Span, TextEdit, apply_edits};

/// A change within one line.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// The line that changes, from 0.
    pub line: usize,
    /// The bytes that change.
    pub edit: TextEdit,
    /// What is read otherwise then.
    pub effect: Effect,
}

/// What a repair changes in the reading; all else must stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The line is an item with this status.
    Item(CheckboxStatus),
    /// The item that begins on line `item` has a date that was text before.
    Date {
        item: usize,
        key: AttributeKey,
        date: NaiveDate,
        /// What was text.
        text: String,
    },
    /// Nothing: another tool's form becomes ours.
    Nothing,
}

/// What could be repaired in `meeting`, in the order of the text. `dates` are those of all meetings, in order.
pub(super) fn repairs(meeting: &Meeting, dates: &[NaiveDate]) -> Vec<Repair> {
    let source = meeting.source();
    let lines = LineTable::new(source);
    let mut found = Vec::new();
    for edit in checkbox_repairs(meeting.document()) {
        let line = lines.line_of(edit.span.start);
        let text = Span::new(lines.start_of(line), lines.end_of(line)).slice(source);
        if let Some(status) = status_after(text, lines.start_of(line), &edit) {
            found.push(Repair {
                line,
                edit,
                effect: Effect::Item(status),
            });
        }
    }
    for item in meeting.items() {
        found.extend(spellings(source, item).map(|edit| Repair {
            line: lines.line_of(edit.span.start),
            edit,
            effect: Effect::Nothing,
        }));
    }
    let not_dates = meeting.diagnostics(|_| true);
    for diagnostic in not_dates
        .iter()
        .filter(|found| found.rule == rules::NOT_A_DATE)
    {
        let line = lines.line_of(diagnostic.span.start);
        let end = lines.end_of(line);
        let text = Span::new(diagnostic.span.start, end).slice(source);
        let around = |item: &&ActionItem| {
            let (first, last) = (item.lines.first(), item.lines.last());
            first.is_some_and(|first| first.start <= diagnostic.span.start)
                && last.is_some_and(|last| diagnostic.span.end <= last.end)
        };
        let items = meeting.items();
        let above = items.partition_point(|item| item.line_start <= diagnostic.span.start);
        let Some(item) = items[..above].iter().rev().find(around) else {
            continue;
        };
        // Where the words were first written is the day that they are seen from.
        let seen_from = item.since().unwrap_or(meeting.date());
        let next = dates.iter().find(|date| **date > seen_from).copied();
        let Some((key, date, length)) = meant(text, seen_from, next) else {
            continue;
        };
        let span = Span::new(diagnostic.span.start, diagnostic.span.start + length);
        let word = key.word().unwrap_or_default();
        found.push(Repair {
            line,
            edit: TextEdit::replace(source, span, format!("{word}:{date}")),
            effect: Effect::Date {
                item: lines.line_of(item.line_start),
                key,
                date,
                text: span.slice(source).to_string(),
            },
        });
    }
    found.sort_by_key(|repair| (repair.edit.span.start, repair.edit.span.end));
    found
}

/// The status of the box that `line`, which begins at `start`, has after `edit`.
fn status_after(line: &str, start: usize, edit: &TextEdit) -> Option<CheckboxStatus> {
    let here = TextEdit {
        span: Span::new(
            edit.span.start.checked_sub(start)?,
            edit.span.end.checked_sub(start)?,
        ),
        ..edit.clone()
    };
    let after = apply_edits(line, &[here]).ok()?;
    let mut brackets = after.match_indices('[');
    let found = brackets.find_map(|(at, _)| Checkbox::read(&after, at));
    found.map(|checkbox| checkbox.status)
}

/// The attributes of `item` that are written in the form of another tool, in ours. What has no form of ours stays.
fn spellings(source: &str, item: &ActionItem) -> impl Iterator<Item = TextEdit> {
    let attributes = &item.attributes;
    let dates = attributes
        .dates
        .iter()
        .filter_map(|date| Some((date.span, format!("{}:{}", date.key.word()?, date.date))));
    let priority = attributes
        .priority
        .iter()
        .map(|(level, span)| (*span, format!("p:{level}")));
    let names = attributes
        .owner
        .iter()
        .chain(&attributes.mentions)
        .filter(|name| !name.span.slice(source).starts_with('@'))
        .map(|name| (name.span, format!("@{}", name.name)));
    dates
        .chain(priority)
        .chain(names)
        .filter(|(span, text)| span.slice(source) != text)
        .map(|(span, text)| TextEdit::replace(source, span, text))
}

/// What `text`, which begins with a key and its colon, means by the words behind it: the key, the day, and how many
/// bytes of `text` say so. The longest words that mean a day are taken: `next fri`, and not `next`.
fn meant(
    text: &str,
    seen_from: NaiveDate,
    next: Option<NaiveDate>,
) -> Option<(AttributeKey, NaiveDate, usize)> {
    /// `end of next month` would be four.
    const MOST_WORDS: usize = 4;
    let (word, value) = text.split_once(':')?;
    let key = AttributeKey::from_word(word)?;
    // `since:` is part of what an item is; which meeting was meant only a person knows.
    if key == AttributeKey::Since {
        return None;
    }
    let value_start = text.len() - value.trim_start().len();
    let mut ends = Vec::new();
    let mut at = value_start;
    for part in text[value_start..].split_inclusive(char::is_whitespace) {
        ends.push(at + part.trim_end().len());
        at += part.len();
    }
    for end in ends.into_iter().take(MOST_WORDS).rev() {
        let words = text[value_start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let day = lenient_date(words).or_else(|| match key {
            AttributeKey::Due => parse_when(words, seen_from, next),
            _ => None,
        });
        if let Some(day) = day.filter(|_| !words.is_empty()) {
            return Some((key, day, value_start + words.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    #[test]
    fn words_mean_a_day_seen_from_the_meeting() {
        let date = |text: &str| parse_date(text).expect("a date");
        let next = Some(date("2026-12-01"));
        for (text, expected) in [
            ("due: fri", Some(("2026-11-27", 8))),
            ("due:fri, then more", Some(("2026-11-27", 7))),
            ("due: next fri @dana", Some(("2026-12-04", 13))),
            ("due: next @dana", Some(("2026-12-01", 9))),
            ("due: in 2 weeks.", Some(("2026-12-08", 15))),
            ("due: end of month", Some(("2026-11-30", 17))),
            ("due:2026-9-1", Some(("2026-09-01", 12))),
            ("due:2026/09/01)", Some(("2026-09-01", 14))),
            ("due: 2026-12-01", Some(("2026-12-01", 15))),
            ("done:2026-9-1", Some(("2026-09-01", 13))),
            ("done:fri", None),
            ("since:2026-9-1", None),
            ("due:2026-02-30", None),
            ("due: soon", None),
            ("due:", None),
        ] {
            let found = meant(text, date("2026-11-24"), next);
            let found = found.map(|(_, day, length)| (day.to_string(), length));
            let expected = expected.map(|(day, length)| (day.to_string(), length));
            assert_eq!(found, expected, "{text}");
        }
    }
}
