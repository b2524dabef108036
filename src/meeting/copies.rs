//! How many of the boxes in a notebook's files have to be looked at.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::signs::origins_named;
use super::skimmed::Skimmed;
use super::vocabulary::Vocabulary;
use crate::markdown::{may_break_words, plain};

/// Complete `meetings`, which are in order of date and were skimmed for open items: where one may have a newer copy,
/// all are read for all boxes.
///
/// What [`item_copies`] says of open items is then the same as after reading everything.
///
/// [`item_copies`]: super::item_copies
pub fn complete_copies(meetings: Vec<Skimmed>, vocabulary: &Vocabulary) -> Vec<Skimmed> {
    let mut again = BTreeMap::new();
    if !finds_copies(&meetings, vocabulary, &mut again) {
        return meetings;
    }
    let meetings = meetings.iter().enumerate();
    meetings
        .map(|(index, meeting)| {
            let read = || meeting.with_all_items(vocabulary);
            again.remove(&index).unwrap_or_else(read)
        })
        .collect()
}

/// Whether one of the open items of `meetings`, which were skimmed or glanced at, may have a newer copy among them.
///
/// A copy says with `since:`, or in another tool's form of it, the date of its original, and has its title in the plain form. That an
/// item is open in one place and that no later meeting names its date is by far the usual case, and then nothing else
/// has to be read. Where one does, that meeting is read for all boxes and compared as [`item_copies`] compares, so that
/// the two can't disagree on what a copy is.
///
/// [`item_copies`]: super::item_copies
pub fn may_hold_copies(meetings: &[Skimmed], vocabulary: &Vocabulary) -> bool {
    finds_copies(meetings, vocabulary, &mut BTreeMap::new())
}

/// The same. Those of `meetings` that had to be read for all boxes to know it are in `again` then, by their index.
fn finds_copies(
    meetings: &[Skimmed],
    vocabulary: &Vocabulary,
    again: &mut BTreeMap<usize, Skimmed>,
) -> bool {
    let mut open: OpenTitles<'_> = HashMap::new();
    for meeting in meetings {
        let items = meeting.items().iter();
        for item in items.filter(|item| item.status().is_open()) {
            let others = open.entry(meeting.origin_of(item)).or_default();
            // Two alike: which of them a copy stands for takes a look at all.
            if others.insert(plain(&item.title), meeting.date()).is_some() {
                return true;
            }
        }
    }
    !open.is_empty()
        && meetings.iter().enumerate().any(|(index, meeting)| {
            names_one(meeting, &open) && {
                let all = meeting.with_all_items(vocabulary);
                let holds = holds_copy(&all, &open);
                again.insert(index, all);
                holds
            }
        })
}

/// The open items by origin and the plain form of their titles, each with the date of the meeting in which it stands.
type OpenTitles<'a> = HashMap<NaiveDate, HashMap<Cow<'a, str>, NaiveDate>>;

/// Whether the text of `meeting` names the date of one of the `open` items of earlier meetings, and may have its title.
fn names_one(meeting: &Skimmed, open: &OpenTitles<'_>) -> bool {
    let source = meeting.source();
    let may_be_copied = |title: &str, date: NaiveDate| {
        date < meeting.date() && may_hold_title(source.as_bytes(), title)
    };
    origins_named(source.as_bytes()).any(|origin| {
        let mut items = open.get(&origin).into_iter().flatten();
        items.any(|(title, date)| may_be_copied(title, *date))
    })
}

/// Whether `meeting`, read for all boxes, holds a copy of one of the `open` items of earlier meetings.
fn holds_copy(meeting: &Skimmed, open: &OpenTitles<'_>) -> bool {
    meeting.items().iter().any(|item| {
        let original = item
            .since()
            .and_then(|since| open.get(&since)?.get(&plain(&item.title)));
        original.is_some_and(|date| *date < meeting.date())
    })
}

/// Whether an item whose title has the plain form `title` may stand in `source`. It does not where a word is missing.
///
/// Quick, and never wrong when it says no: compared are runs of letters and digits that neither composing nor taking
/// out an attribute or a mark can change.
pub fn may_hold_title(source: &[u8], title: &str) -> bool {
    // The Kelvin sign is composed into a `K`.
    let is_stable = |c: char| c.is_ascii_alphanumeric() && c != 'K';
    let mut runs = title
        .split(|c: char| !is_stable(c))
        .filter(|run| !run.is_empty());
    let holds = |text: &str| memchr::memmem::find(source, text.as_bytes()).is_some();
    // Where a form in brackets is taken out, what stands around it may become one word.
    runs.all(holds) || holds("::") || holds("@d") || may_break_words(source)
}
