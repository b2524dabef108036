//! What changed in the meetings between two versions of a notebook, in numbers that go into a sentence.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::text::is_reworded;
use crate::markdown::CheckboxStatus;
use crate::meeting::{ActionItem, Meeting, MeetingText, Vocabulary};
use crate::text::count_shared;

/// What changed in one meeting between two versions of its file, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingChanges {
    /// The meeting.
    pub date: NaiveDate,
    /// The file is new, or gone, or there as before.
    pub file: FileStatus,
    /// What changed in it.
    pub counts: ChangeCounts,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileStatus {
    /// It was not there.
    New,
    /// It is no longer there.
    Gone,
    /// It was there before.
    Changed,
    /// The meeting was put on another day: this is the day on which it was.
    MovedFrom(NaiveDate),
}

/// How many items and lines of a meeting changed, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    /// Items that were not there before; carried copies are not counted.
    pub added: usize,
    /// Items that became done.
    pub done: usize,
    /// Items that were dropped.
    pub dropped: usize,
    /// Items that were opened again.
    pub reopened: usize,
    /// Items that came from an earlier meeting.
    pub carried: usize,
    /// Items that went on to a later meeting.
    pub carried_on: usize,
    /// Items that are no longer there.
    pub removed: usize,
    /// Other lines that were added or changed.
    pub lines: usize,
}

/// What changed between two versions of a notebook's meetings: one entry a meeting that differs, in order of date.
pub fn meeting_changes(
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<MeetingChanges> {
    let mut pairs: BTreeMap<NaiveDate, (Option<&MeetingText>, Option<&MeetingText>)> =
        BTreeMap::new();
    for meeting in before {
        pairs.entry(meeting.date).or_default().0 = Some(meeting);
    }
    for meeting in after {
        pairs.entry(meeting.date).or_default().1 = Some(meeting);
    }
    pairs.retain(|_, (before, after)| {
        before.map(|meeting| &meeting.source) != after.map(|meeting| &meeting.source)
    });
    // A meeting that was put on another day still has the day on which it was first due.
    let gone: Vec<&MeetingText> = pairs
        .values()
        .filter_map(|(before, after)| before.filter(|_| after.is_none()))
        .collect();
    for old in gone {
        let moved = pairs.iter().find(|(_, (before, after))| {
            before.is_none() && after.is_some_and(|new| new.due_date() == old.due_date())
        });
        if let Some(date) = moved.map(|(date, _)| *date) {
            pairs.remove(&old.date);
            pairs.entry(date).or_default().0 = Some(old);
        }
    }
    let changes = pairs
        .into_iter()
        .map(|(date, (before, after))| MeetingChanges {
            date,
            file: match (before, after) {
                (None, _) => FileStatus::New,
                (_, None) => FileStatus::Gone,
                (Some(before), _) if before.date != date => FileStatus::MovedFrom(before.date),
                _ => FileStatus::Changed,
            },
            counts: after.map_or(ChangeCounts::default(), |after| {
                ChangeCounts::between(date, before, after, vocabulary)
            }),
        });
    changes.collect()
}

impl ChangeCounts {
    fn between(
        date: NaiveDate,
        before: Option<&MeetingText>,
        after: &MeetingText,
        vocabulary: &Vocabulary,
    ) -> ChangeCounts {
        let read = |source: &str| Meeting::read(date, source.to_string(), None, vocabulary);
        let old = read(before.map_or("", |before| &before.source));
        let new = read(&after.source);
        let mut counts = ChangeCounts::default();
        let mut known: HashMap<&str, Vec<&ActionItem>> = HashMap::new();
        for item in old.items().iter().rev() {
            known.entry(&item.title).or_default().push(item);
        }
        let mut unknown = Vec::new();
        for item in new.items() {
            match known.get_mut(item.title.as_str()).and_then(Vec::pop) {
                Some(was) => counts.add(was, item),
                None => unknown.push(item),
            }
        }
        let mut gone: Vec<&ActionItem> = known.into_values().flatten().collect();
        gone.sort_by_key(|item| item.line_start);
        for item in unknown {
            let in_other_words = gone
                .iter()
                .position(|was| is_reworded(&was.title, &item.title));
            if let Some(at) = in_other_words {
                let was = gone.remove(at);
                counts.lines += 1;
                if was.status() != item.status() {
                    counts.add(was, item);
                }
            } else if item.since().is_some_and(|since| since < new.due_date()) {
                counts.carried += 1;
            } else {
                counts.added += 1;
            }
        }
        counts.removed = gone.len();
        counts.lines += new_lines(&old, &new);
        counts
    }

    /// Count what happened to an item that was there before.
    fn add(&mut self, was: &ActionItem, is: &ActionItem) {
        let values = |item: &ActionItem| (item.owner().map(str::to_lowercase), item.due());
        match is.status() {
            status if status == was.status() => {
                self.lines += usize::from(values(was) != values(is));
            }
            CheckboxStatus::Done => self.done += 1,
            CheckboxStatus::Dropped => self.dropped += 1,
            CheckboxStatus::Carried => self.carried_on += 1,
            status if status.is_open() && !was.status().is_open() => self.reopened += 1,
            _ => {}
        }
    }
}

/// How many lines below the front matter of `new` that say something and belong to no box were not in `old`.
fn new_lines(old: &Meeting, new: &Meeting) -> usize {
    let (old, new) = (other_lines(old), other_lines(new));
    new.len() - count_shared(old, new.iter().copied())
}

/// The lines of a meeting below its front matter that say something and belong to no box.
fn other_lines(meeting: &Meeting) -> Vec<&str> {
    let body = meeting.document().body();
    let starts: HashSet<usize> = meeting.items().iter().map(|item| item.line_start).collect();
    let mut at = body.start;
    let mut lines = Vec::new();
    for line in body.slice(meeting.source()).split_inclusive('\n') {
        let text = line.trim();
        let is_silent = text.is_empty() || text.starts_with('#') || text.starts_with("<!--");
        if !is_silent && !starts.contains(&at) {
            lines.push(text);
        }
        at += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::text_for_tests as text;

    #[test]
    fn changes_are_counted() {
        let before = [text(
            "2026-11-17",
            "## Actions\n- [ ] a\n- [ ] b\n- [x] c\n- [ ] write the whole doc\n- [ ] e\n- [ ] f\n",
        )];
        let after = [
            text(
                "2026-11-17",
                "## Actions\n- [x] a\n- [-] b\n- [ ] c\n- [ ] write the whole page\n- note\n- [ ] f @ana\n",
            ),
            text(
                "2026-11-24",
                "## Wins\n<!-- p -->\n- shipped\n## Actions\n- [ ] x since:2026-11-10\n- [ ] new\n",
            ),
        ];
        let found = meeting_changes(&before, &after, &Vocabulary::default());
        assert_eq!(found.len(), 2);
        let first = &found[0];
        assert_eq!(
            (
                first.file,
                first.counts.added,
                first.counts.done,
                first.counts.dropped,
                first.counts.reopened,
                first.counts.removed,
                first.counts.lines
            ),
            (FileStatus::Changed, 0, 1, 1, 1, 1, 3)
        );
        let second = &found[1];
        assert_eq!(
            (
                second.file,
                second.counts.added,
                second.counts.carried,
                second.counts.lines
            ),
            (FileStatus::New, 1, 1, 1)
        );
        let moved = [text(
            "2026-11-19",
            "---\nmoved_from: 2026-11-17\n---\n## Actions\n- [ ] a\n",
        )];
        let found = meeting_changes(&before[..1], &moved, &Vocabulary::default());
        let told: Vec<FileStatus> = found.iter().map(|changes| changes.file).collect();
        assert_eq!(told, [FileStatus::MovedFrom(before[0].date)]);
    }
}
