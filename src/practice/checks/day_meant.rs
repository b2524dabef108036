//! Which day was meant where words or digits behind a key are none: `due: fri`, `due:2026-9-1`.

use chrono::NaiveDate;

use crate::meeting::{
    ActionItem, AttributeKey, Meeting, Seen, Series, Skimmed, day_ahead, lenient_date, rules,
};
use crate::text::{Diagnostic, Span, TextEdit};

/// A day that was meant, and the change that says so.
#[derive(Clone, Debug)]
pub struct DayMeant<'m> {
    /// The item whose day it is.
    pub item: &'m ActionItem,
    /// What the day is for it.
    pub key: AttributeKey,
    /// The day.
    pub date: NaiveDate,
    /// What writes it as a day.
    pub edit: TextEdit,
}

/// The day meant where `diagnostic` says that something in `meeting` is none; `series` has all meetings.
///
/// Words such as `fri` are seen from the meeting in which they were first written. `None` where no day is clear, and for
/// any other diagnostic.
pub fn day_meant<'m>(
    meeting: &'m Meeting,
    diagnostic: &Diagnostic,
    series: &Series,
) -> Option<DayMeant<'m>> {
    if diagnostic.rule != rules::NOT_A_DATE {
        return None;
    }
    let source = meeting.source();
    let around = |item: &&ActionItem| {
        let (first, last) = (item.lines.first(), item.lines.last());
        first.is_some_and(|first| first.start <= diagnostic.span.start)
            && last.is_some_and(|last| diagnostic.span.end <= last.end)
    };
    let items = meeting.items();
    let above = items.partition_point(|item| item.line_start <= diagnostic.span.start);
    let item = items[..above].iter().rev().find(around)?;
    // Where the words were first written is the day that they are seen from.
    let seen_from = item.since().unwrap_or(meeting.date());
    let mut dates = series.meetings().iter().map(Skimmed::date);
    let next = dates.find(|date| *date > seen_from);
    let text = source.get(diagnostic.span.start..)?;
    let text = text.split(['\n', '\r']).next()?;
    let seen = series.settings().seen(seen_from, next);
    let (key, date, length) = meant(text, seen)?;
    let start = diagnostic.span.start;
    let word = key.word().unwrap_or_default();
    let edit = TextEdit::replace(
        source,
        Span::new(start, start + length),
        format!("{word}:{date}"),
    );
    Some(DayMeant {
        item,
        key,
        date,
        edit,
    })
}

/// What `text`, which begins with a key and its colon, means by the words behind it: the key, the day, and how many
/// bytes of `text` say so. The longest words that mean a day are taken: `next fri`, and not `next`.
fn meant(text: &str, seen: Seen) -> Option<(AttributeKey, NaiveDate, usize)> {
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
            AttributeKey::Due => day_ahead(words, seen).ok(),
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
            let seen = Seen {
                next_meeting: next,
                ..Seen::on(date("2026-11-24"))
            };
            let found = meant(text, seen);
            let found = found.map(|(_, day, length)| (day.to_string(), length));
            let expected = expected.map(|(day, length)| (day.to_string(), length));
            assert_eq!(found, expected, "{text}");
        }
    }
}
