//! How many of the boxes in a notebook's files have to be looked at.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::attributes::AttributeKey;
use super::date::parse_date;
use super::record::Meeting;
use super::role::Vocabulary;
use crate::markdown::{Damage, Wanted};
use crate::text::Span;

/// The text of one meeting's file.
#[derive(Clone, Debug)]
pub struct MeetingText {
    /// Its date.
    pub date: NaiveDate,
    /// Its text.
    pub source: String,
    /// Why it must not be changed, if so.
    pub damage: Option<Damage>,
}

/// Complete `meetings`, which are in order of date and were skimmed for open items: where one may have a newer copy,
/// all are read for all boxes.
///
/// What [`standings`] says of open items is then the same as after reading everything.
///
/// [`standings`]: super::standings
pub fn complete_copies(meetings: Vec<Meeting>, vocabulary: &Vocabulary) -> Vec<Meeting> {
    if !may_hold_copies(&meetings) {
        return meetings;
    }
    meetings
        .iter()
        .map(|meeting| meeting.read_again(vocabulary, Wanted::Any))
        .collect()
}

/// Whether one of the open items of `meetings`, which were skimmed or glanced at, may have a newer copy among them.
///
/// A copy has `since:` with the date of its original behind the words of its title. That an item is open in one place
/// and stands in no later one is by far the usual case, and then nothing else has to be read.
pub fn may_hold_copies(meetings: &[Meeting]) -> bool {
    let mut open: HashMap<NaiveDate, Vec<OpenItem<'_>>> = HashMap::new();
    for meeting in meetings {
        for item in meeting
            .items()
            .iter()
            .filter(|item| item.status().is_open())
        {
            let since = item.attributes.date(AttributeKey::Since);
            let is_foreign = |span: Span| !span.slice(meeting.source()).starts_with("since:");
            // Then its copies have no `since:` to look for.
            if since.is_some_and(|since| is_foreign(since.span)) {
                return true;
            }
            let others = open.entry(meeting.origin_of(item)).or_default();
            // Two alike: which of them a copy stands for takes a look at all.
            if others.iter().any(|other| other.title == item.title) {
                return true;
            }
            others.push(OpenItem {
                date: meeting.date(),
                title: &item.title,
            });
        }
    }
    meetings.iter().any(|meeting| holds_copy(meeting, &open))
}

/// An open item, and the date of the meeting in which it stands.
struct OpenItem<'a> {
    date: NaiveDate,
    title: &'a str,
}

/// Whether a `since:` in `meeting` gives the origin of an open item of an earlier meeting, behind its words.
fn holds_copy(meeting: &Meeting, open: &HashMap<NaiveDate, Vec<OpenItem<'_>>>) -> bool {
    let source = meeting.source().as_bytes();
    SINCE.find_iter(source).any(|at| {
        let date = meeting.source().get(at + 6..at + 16).and_then(parse_date);
        let Some(items) = date.and_then(|date| open.get(&date)) else {
            return false;
        };
        items
            .iter()
            .filter(|item| item.date < meeting.date())
            .any(|item| {
                let before = &source[start_of_item(source, at)..at];
                // A word outside ASCII may be written decomposed.
                let stands_there = |word: &str| {
                    !word.is_ascii() || memchr::memmem::find(before, word.as_bytes()).is_some()
                };
                item.title.split(' ').all(stands_there)
            })
    })
}

/// Where the item begins whose text holds the byte at `at`: the nearest line above, or the same, that begins with a
/// list marker and a box.
fn start_of_item(source: &[u8], at: usize) -> usize {
    let mut line_end = at;
    loop {
        let line = memchr::memrchr(b'\n', &source[..line_end]).map_or(0, |newline| newline + 1);
        let text = &source[line..at];
        let is_lead = |byte: &&u8| {
            matches!(
                **byte,
                b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9'
            )
        };
        let lead = text.iter().take_while(is_lead).count();
        if line == 0 || lead > 0 && text.get(lead) == Some(&b'[') {
            return line;
        }
        line_end = line - 1;
    }
}

/// Whether `bytes`, the text of a meeting, have anything to say of open items: an open box, or a `since:`.
pub(super) fn speaks_of_open_items(bytes: &[u8]) -> bool {
    let is_open_box = |at: usize| {
        bytes.get(at + 2) == Some(&b']') && matches!(bytes.get(at + 1), Some(b' ' | b'\t' | b'/'))
    };
    memchr::memchr_iter(b'[', bytes).any(is_open_box) || SINCE.find(bytes).is_some()
}

/// Made once: over many small files making it would cost more than the search.
static SINCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("since:"));
