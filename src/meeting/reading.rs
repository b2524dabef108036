//! How many of the boxes in a notebook's files have to be looked at.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::attributes::AttributeKey;
use super::date::parse_date;
use super::record::Meeting;
use super::role::Vocabulary;
use crate::markdown::{Damage, Wanted};

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

/// Complete `meetings`, which are in order of date and were skimmed for open items: a file that may hold a newer copy
/// of an open item, which then has `since:` with its date, is read for all boxes, and so is the file of the original.
///
/// What [`standings`] says of open items is then the same as after reading everything.
///
/// [`standings`]: super::standings
pub fn complete_copies(mut meetings: Vec<Meeting>, vocabulary: &Vocabulary) -> Vec<Meeting> {
    let open = OpenItems::of(&meetings);
    let mut origins_with_copies = HashSet::new();
    let mut again: Vec<bool> = Vec::with_capacity(meetings.len());
    for meeting in &meetings {
        let copied = open.copied_into(meeting);
        again.push(open.any_foreign || !copied.is_empty());
        origins_with_copies.extend(copied);
    }
    for (meeting, again) in meetings.iter_mut().zip(again) {
        let holds_original = |meeting: &Meeting| {
            meeting
                .items()
                .iter()
                .any(|item| origins_with_copies.contains(&meeting.origin_of(item)))
        };
        if again || holds_original(meeting) || origins_with_copies.contains(&meeting.due_date()) {
            *meeting = meeting.read_again(vocabulary, Wanted::Any);
        }
    }
    meetings
}

/// Where the open items of a notebook were first written, with the first words of each.
#[derive(Default)]
struct OpenItems {
    first_words: HashMap<NaiveDate, Vec<FirstWords>>,
    /// One of them has its origin in another tool's form; then its copies have no `since:` to look for.
    any_foreign: bool,
}

impl OpenItems {
    fn of(meetings: &[Meeting]) -> Self {
        let mut open = OpenItems::default();
        for meeting in meetings {
            for item in meeting.items() {
                let words: FirstWords = item.title.split(' ').take(3).map(str::to_string).collect();
                open.first_words
                    .entry(meeting.origin_of(item))
                    .or_default()
                    .push(words);
                let since = item.attributes.date(AttributeKey::Since);
                open.any_foreign |= since
                    .is_some_and(|since| !since.span.slice(meeting.source()).starts_with("since:"));
            }
        }
        open
    }

    /// The origins of open items of which `meeting` may hold a newer copy: those that a `since:` in it gives, behind
    /// the first words of the item.
    fn copied_into(&self, meeting: &Meeting) -> Vec<NaiveDate> {
        // A title may begin on a line above its `since:`, but hardly this far; in bytes.
        const FAR: usize = 1000;
        let source = meeting.source().as_bytes();
        let mut found = Vec::new();
        for at in SINCE.find_iter(source) {
            let date = meeting.source().get(at + 6..at + 16).and_then(parse_date);
            let Some(date) = date.filter(|date| *date != meeting.due_date()) else {
                continue;
            };
            let Some(items) = self.first_words.get(&date) else {
                continue;
            };
            let before = &source[at.saturating_sub(FAR)..at];
            // A word outside ASCII may be written decomposed.
            let stands_there = |word: &String| {
                !word.is_ascii() || memchr::memmem::find(before, word.as_bytes()).is_some()
            };
            if items.iter().any(|words| words.iter().all(stands_there)) {
                found.push(date);
            }
        }
        found
    }
}

/// The words with which a title begins; wherever its lines are broken, they stand close together.
type FirstWords = Vec<String>;

/// Made once: over many small files making it would cost more than the search.
static SINCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("since:"));
