//! What changed between two versions of a notebook, in numbers that go into a sentence.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::text::is_reworded;
use crate::markdown::CheckboxStatus;
use crate::meeting::{
    ActionItem, Identity, ItemCopy, Meeting, MeetingPath, MeetingText, Vocabulary, item_copies,
};

/// What changed in one meeting between two versions of its file, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingNews {
    /// The meeting.
    pub date: NaiveDate,
    /// The file is new, or gone, or there as before.
    pub file: FileNews,
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

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileNews {
    /// It was not there.
    New,
    /// It is no longer there.
    Gone,
    /// It was there before.
    Changed,
    /// The meeting was put on another day: this is the day on which it was.
    MovedFrom(NaiveDate),
}

/// An open item that is nowhere any more, neither open nor ended: at most as copies that say to have been carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Where it stood.
    pub path: MeetingPath,
    /// On which line, from 1.
    pub line: usize,
    /// Its title.
    pub title: String,
    /// Whether there still is a copy, which says that it was carried, and nothing it was carried to.
    pub is_carried: bool,
}

/// What changed between two versions of a notebook's meetings: one entry a meeting that differs, in order of date.
pub fn news(
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<MeetingNews> {
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
    let told = pairs.into_iter();
    told.map(|(date, (before, after))| of_meeting(date, before, after, vocabulary))
        .collect()
}

fn of_meeting(
    date: NaiveDate,
    before: Option<&MeetingText>,
    after: Option<&MeetingText>,
    vocabulary: &Vocabulary,
) -> MeetingNews {
    let mut news = MeetingNews {
        date,
        file: match (before, after) {
            (None, _) => FileNews::New,
            (_, None) => FileNews::Gone,
            (Some(before), _) if before.date != date => FileNews::MovedFrom(before.date),
            _ => FileNews::Changed,
        },
        added: 0,
        done: 0,
        dropped: 0,
        reopened: 0,
        carried: 0,
        carried_on: 0,
        removed: 0,
        lines: 0,
    };
    let Some(after) = after else {
        return news;
    };
    let read = |text: Option<&MeetingText>| {
        let source = text.map_or(String::new(), |text| text.source.clone());
        Meeting::read(date, source, None, vocabulary)
    };
    let (old, new) = (read(before), read(Some(after)));
    let mut known: HashMap<&str, Vec<&ActionItem>> = HashMap::new();
    for item in old.items().iter().rev() {
        known.entry(&item.title).or_default().push(item);
    }
    let mut unknown = Vec::new();
    for item in new.items() {
        match known.get_mut(item.title.as_str()).and_then(Vec::pop) {
            Some(was) => news.count_change(was, item),
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
            news.lines += 1;
            if was.status() != item.status() {
                news.count_change(was, item);
            }
        } else if item.since().is_some_and(|since| since < new.due_date()) {
            news.carried += 1;
        } else {
            news.added += 1;
        }
    }
    news.removed = gone.len();
    news.lines += other_lines(&old, &new);
    news
}

impl MeetingNews {
    /// Count what happened to an item that was there before.
    fn count_change(&mut self, was: &ActionItem, is: &ActionItem) {
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
fn other_lines(old: &Meeting, new: &Meeting) -> usize {
    let lines = |meeting: &Meeting| {
        let document = meeting.document();
        let starts: HashSet<usize> = meeting.items().iter().map(|item| item.line_start).collect();
        let mut at = document.body().start;
        let mut lines: Vec<String> = Vec::new();
        for line in document
            .body()
            .slice(meeting.source())
            .split_inclusive('\n')
        {
            let text = line.trim();
            let says_something =
                !text.is_empty() && !text.starts_with('#') && !text.starts_with("<!--");
            if says_something && !starts.contains(&at) {
                lines.push(text.to_string());
            }
            at += line.len();
        }
        lines
    };
    let mut known: HashMap<String, usize> = HashMap::new();
    for line in lines(old) {
        *known.entry(line).or_default() += 1;
    }
    let is_new = |line: &String| match known.get_mut(line).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    lines(new).into_iter().filter(is_new).count()
}

/// The items that are open in `before` and of which `after` has no copy, or none but those that were carried on.
pub fn vanished(
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<Vanished> {
    let read = |texts: &[MeetingText]| -> Vec<Meeting> {
        let meetings = texts.iter();
        meetings
            .map(|text| Meeting::read(text.date, text.source.clone(), text.damage, vocabulary))
            .collect()
    };
    let (old, new) = (read(before), read(after));
    let there = item_copies(new.iter().map(Meeting::skimmed));
    let status = |standing: &ItemCopy| new[standing.meeting].items()[standing.item].status();
    let (carried, live): (Vec<&ItemCopy>, Vec<&ItemCopy>) = there
        .iter()
        .filter(|standing| !standing.superseded)
        .partition(|standing| status(standing) == CheckboxStatus::Carried);
    let known: HashSet<&Identity> = live.iter().map(|standing| &standing.identity).collect();
    let titles: HashSet<&str> = live
        .iter()
        .map(|standing| standing.identity.title.as_str())
        .collect();
    let old_titles: HashSet<&str> = old
        .iter()
        .flat_map(|meeting| meeting.items())
        .map(|item| item.title.as_str())
        .collect();
    // One that was reworded, or moved to another day by hand, has another identity.
    let is_there_otherwise = |identity: &Identity| {
        titles.contains(identity.title.as_str())
            || live.iter().any(|other| {
                other.identity.origin == identity.origin
                    && !old_titles.contains(other.identity.title.as_str())
                    && is_reworded(&identity.title, &other.identity.title)
            })
    };
    // Whoever carries by hand may write it anew, in other words and without a word of where it is from.
    let is_carried_otherwise = |from: &ItemCopy| {
        live.iter().any(|other| {
            (other.identity.origin == from.identity.origin || other.meeting > from.meeting)
                && is_reworded(&from.identity.title, &other.identity.title)
        })
    };
    let mut found: Vec<Vanished> = Vec::new();
    for standing in item_copies(old.iter().map(Meeting::skimmed)) {
        let meeting = &old[standing.meeting];
        let item = &meeting.items()[standing.item];
        let counts = !standing.superseded && item.status().is_open();
        let identity = &standing.identity;
        if !counts || known.contains(identity) || is_there_otherwise(identity) {
            continue;
        }
        let copy = carried
            .iter()
            .find(|copy| copy.identity == *identity)
            .or_else(|| {
                carried
                    .iter()
                    .find(|copy| copy.identity.title == identity.title)
            });
        if copy.is_some_and(|copy| is_carried_otherwise(copy)) {
            continue;
        }
        found.push(Vanished {
            path: meeting.path(),
            line: meeting.place(item.line_start).line,
            title: item.title.clone(),
            is_carried: copy.is_some(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    fn text(date: &str, source: &str) -> MeetingText {
        MeetingText {
            date: parse_date(date).expect("a date"),
            source: source.to_string(),
            damage: None,
        }
    }

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
        let found = news(&before, &after, &Vocabulary::default());
        assert_eq!(found.len(), 2);
        let first = &found[0];
        assert_eq!(
            (
                first.file,
                first.added,
                first.done,
                first.dropped,
                first.reopened,
                first.removed,
                first.lines
            ),
            (FileNews::Changed, 0, 1, 1, 1, 1, 3)
        );
        let second = &found[1];
        assert_eq!(
            (second.file, second.added, second.carried, second.lines),
            (FileNews::New, 1, 1, 1)
        );
        let moved = [text(
            "2026-11-19",
            "---\nmoved_from: 2026-11-17\n---\n## Actions\n- [ ] a\n",
        )];
        let found = news(&before[..1], &moved, &Vocabulary::default());
        let told: Vec<FileNews> = found.iter().map(|news| news.file).collect();
        assert_eq!(told, [FileNews::MovedFrom(before[0].date)]);
        let gone: Vec<String> = vanished(&before, &after, &Vocabulary::default())
            .into_iter()
            .map(|gone| gone.title)
            .collect();
        assert_eq!(gone, ["e"]);
    }

    /// What is lost between a notebook of two meetings, and one in which these texts stand.
    fn lost(before: [&str; 2], after: [&str; 2]) -> Vec<(String, bool)> {
        let both = |[old, new]: [&str; 2]| [text("2026-11-17", old), text("2026-11-24", new)];
        let found = vanished(&both(before), &both(after), &Vocabulary::default());
        let told = found.into_iter().map(|gone| (gone.title, gone.is_carried));
        told.collect()
    }

    #[test]
    fn what_is_carried_to_nowhere_is_lost() {
        let open = "- [ ] write the plan\n";
        let carried = "- [>] write the plan\n";
        let copy = "- [ ] write the plan since:2026-11-17\n";
        let is_lost = [("write the plan".to_string(), true)];
        assert_eq!(lost([open, ""], [carried, "# 1:1\n"]), is_lost);
        // The copy was deleted, and the older one is still marked.
        assert_eq!(lost([carried, copy], [carried, ""]), is_lost);
        let carried_copy = "- [>] write the plan since:2026-11-17\n";
        assert_eq!(lost([carried, copy], [carried, carried_copy]), is_lost);
        let gone = [("write the plan".to_string(), false)];
        assert_eq!(lost([open, ""], ["", "- [ ] something else\n"]), gone);
    }

    #[test]
    fn what_moved_on_is_not_lost() {
        let none: [(String, bool); 0] = [];
        let (open, carried) = ("- [ ] write the plan\n", "- [>] write the plan\n");
        for copy in [
            "- [ ] write the plan since:2026-11-17\n",
            "- [x] write the plan since:2026-11-17\n",
            "- [-] write the plan since:2026-11-17\n",
            "- [ ] write the whole plan since:2026-11-17\n",
            // By hand.
            "- [ ] write the plan\n",
            "- [ ] write the whole plan\n",
        ] {
            assert_eq!(lost([open, ""], [carried, copy]), none, "{copy}");
            assert_eq!(lost([open, copy], [carried, copy]), none, "{copy}");
        }
        assert_eq!(lost([carried, ""], [carried, ""]), none);
    }
}
