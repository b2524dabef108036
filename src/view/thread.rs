//! The life of one item: all that was said of it, over all meetings.

use chrono::NaiveDate;

use crate::markdown::CheckboxStatus;
use crate::meeting::{ItemCopy, MeetingPath, Series};

/// One mention of a promise in the course of its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The meeting.
    pub date: NaiveDate,
    /// What its box said there.
    pub status: CheckboxStatus,
    /// The line of its box, from 1.
    pub line: usize,
    /// The item with its notes, as written.
    pub text: String,
    /// Whether the words differ from those of the mention before: it was reworded.
    pub reworded: bool,
}

impl Mention {
    /// The file in which it stands.
    pub fn path(&self) -> MeetingPath {
        MeetingPath::new(self.date)
    }
}

/// How alike two titles must be for one to be the other reworded, from 0 to 1.
const ALIKE: f64 = 0.5;

/// Everything said on the item with `hash`, over all meetings, in order.
///
/// Copies are recognised by identity; a copy that was reworded by hand by its origin and likeness.
pub fn thread(series: &Series, hash: u64) -> Vec<Mention> {
    let item_copies = series.item_copies();
    let Some(start) = item_copies.iter().rfind(|copy| copy.hash() == hash) else {
        return Vec::new();
    };
    let mut titles = vec![start.identity.title.clone()];
    let origin = start.identity.origin;
    // Follow rewordings both ways until no other title joins.
    loop {
        let same_origin =
            |s: &&ItemCopy| s.identity.origin == origin && !titles.contains(&s.identity.title);
        let Some(other) = item_copies
            .iter()
            .filter(same_origin)
            .find(|other| is_reworded(series, &item_copies, &titles, other))
        else {
            break;
        };
        titles.push(other.identity.title.clone());
    }
    let mut mentions: Vec<Mention> = Vec::new();
    let mut last: Option<&str> = None;
    for copy in item_copies
        .iter()
        .filter(|s| s.identity.origin == origin && titles.contains(&s.identity.title))
    {
        if copy.ordinal != start.ordinal && copy.identity.title == start.identity.title {
            continue;
        }
        let meeting = &series.meetings()[copy.meeting];
        let item = &meeting.items()[copy.item];
        let text = &meeting.source()[item.line_start..item.end.max(item.line_start)];
        mentions.push(Mention {
            date: meeting.date(),
            status: item.status(),
            line: meeting.place(item.checkbox.span.start).line,
            text: text.trim_end().to_string(),
            reworded: last.is_some_and(|last| last != copy.identity.title),
        });
        last = Some(&copy.identity.title);
    }
    mentions
}

/// Whether `other` is one of `titles` in other words: alike, in a meeting where none of them stands.
fn is_reworded(
    series: &Series,
    item_copies: &[ItemCopy],
    titles: &[String],
    other: &ItemCopy,
) -> bool {
    let stands_together = item_copies.iter().any(|s| {
        s.meeting == other.meeting
            && s.identity.origin == other.identity.origin
            && titles.contains(&s.identity.title)
    });
    let item = &series.meetings()[other.meeting].items()[other.item];
    let was_carried = item.since().is_some() || item.status() == CheckboxStatus::Carried;
    let alike =
        |title: &String| strsim::normalized_levenshtein(title, &other.identity.title) >= ALIKE;
    !stands_together && was_carried && titles.iter().any(alike)
}
