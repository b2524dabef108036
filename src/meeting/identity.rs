//! When two items in different meetings are the same promise: the one place that says so.
//!
//! Carry, every listing and the merge must agree on this, or an item would be lost or doubled.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use chrono::NaiveDate;

use super::skimmed::Skimmed;
use crate::markdown::{CheckboxStatus, plain};
use crate::text::stable_hash;

/// What makes an item the same over all meetings: where it was first written, and its title.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// `since:`, or else the day on which the meeting it stands in was first due: moving a meeting changes no identity.
    pub origin: NaiveDate,
    /// The text without attributes, in its plain form: what a formatter does to a file makes no other promise of one.
    pub title: String,
}

impl Identity {
    /// That of an item called `title`, as it is written, from the meeting on `origin`.
    pub fn new(origin: NaiveDate, title: &str) -> Self {
        Identity {
            origin,
            title: plain(title).into_owned(),
        }
    }
}

/// One written item among its copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCopy {
    /// Index of the meeting.
    pub meeting: usize,
    /// Index of the item in the meeting.
    pub item: usize,
    /// What it is a copy of.
    pub identity: Identity,
    /// Which of several items that are alike in title and origin, from 0.
    pub ordinal: usize,
    /// Whether a later meeting holds a newer copy, which then is the one that counts.
    pub superseded: bool,
}

impl ItemCopy {
    /// A number that stands for the identity in short references: 64 bits, the same on every machine.
    pub fn hash(&self) -> u64 {
        let origin = self.identity.origin.to_string();
        let ordinal = match self.ordinal {
            0 => String::new(),
            number => format!("\n{number}"),
        };
        let parts = [&origin, "\n", &self.identity.title, &ordinal];
        stable_hash(&parts.map(str::as_bytes))
    }
}

/// How every item of `meetings`, which are in order of date, stands among its copies.
///
/// Where an identity stands several times, each copy is matched with one older item: first with one marked `[>]`, then
/// with an open one of an earlier meeting, then with one that ended. So a copy whose original was not yet marked,
/// because a run was killed, is recognised, and an item that was written anew below a carried one is not swallowed.
/// Where items of one meeting differ in nothing but marks, such as `a_b` and `a\_b`, copies are matched by the title as it
/// is written, and only where one is left on each side by its plain form: they stay two.
pub fn item_copies<'m>(meetings: impl IntoIterator<Item = &'m Skimmed>) -> Vec<ItemCopy> {
    let meetings: Vec<&Skimmed> = meetings.into_iter().collect();
    let mut all = Vec::new();
    let mut copies: HashMap<Identity, Vec<usize>> = HashMap::new();
    for (meeting_index, meeting) in meetings.iter().enumerate() {
        for (item_index, item) in meeting.items().iter().enumerate() {
            let identity = Identity::new(meeting.origin_of(item), &item.title);
            copies.entry(identity.clone()).or_default().push(all.len());
            all.push(ItemCopy {
                meeting: meeting_index,
                item: item_index,
                identity,
                ordinal: 0,
                superseded: false,
            });
        }
    }
    for indexes in copies.values().filter(|indexes| indexes.len() > 1) {
        settle(&meetings, &mut all, indexes);
    }
    all
}

/// Say of the copies of one identity which are superseded, and number those alike.
fn settle(meetings: &[&Skimmed], all: &mut [ItemCopy], indexes: &[usize]) {
    let item = |index: usize| &meetings[all[index].meeting].items()[all[index].item];
    let class = |index: usize| match item(index).status() {
        CheckboxStatus::Carried => Class::Carried,
        status if status.is_open() => Class::Open,
        _ => Class::Ended,
    };
    // Originals come before copies and carried ones before those that stand, also when a meeting was moved behind
    // one into which its items had been carried.
    let mut in_order = indexes.to_vec();
    in_order.sort_by_key(|index| {
        (
            item(*index).since().is_some(),
            class(*index) != Class::Carried,
            *index,
        )
    });
    let title = |index: usize| item(index).title.as_str();
    let mut newer: HashMap<usize, usize> = HashMap::new();
    let mut titles: Vec<&str> = Vec::new();
    if stand_together(all, indexes) {
        titles = indexes.iter().map(|index| title(*index)).collect();
        titles.sort_unstable();
        titles.dedup();
    }
    // Without others beside it in its meeting, an item may be written as it likes.
    let rounds = match titles.as_slice() {
        [] | [_] => vec![None],
        titles => titles.iter().copied().map(Some).collect(),
    };
    for written in rounds {
        let mut waiting = Waiting::default();
        let alike = |index: &&usize| written.is_none_or(|written| title(**index) == written);
        for index in in_order.iter().filter(alike) {
            // What has no `since:` was written where it stands, and is no copy of anything.
            let is_copy = item(*index).since().is_some();
            if let Some(older) = is_copy
                .then(|| waiting.take_for(all[*index].meeting))
                .flatten()
            {
                newer.insert(older, *index);
            }
            waiting.add(class(*index), all[*index].meeting, *index);
        }
    }
    if titles.len() > 1 {
        let is_copy = |index: &usize| item(*index).since().is_some();
        let may_be_older = |older: usize, copy: usize| {
            let (older_in, copy_in) = (all[older].meeting, all[copy].meeting);
            older_in < copy_in || older_in != copy_in && class(older) == Class::Carried
        };
        match_the_rest(&in_order, &mut newer, is_copy, may_be_older);
    }
    let mut newest: Vec<usize> = indexes
        .iter()
        .copied()
        .filter(|index| !newer.contains_key(index))
        .collect();
    // Open ones are numbered first, so that reading only them gives the same numbers; and of these the one that is
    // written without marks, so that it keeps its reference.
    let is_marked = |index: usize| title(index) != all[index].identity.title;
    newest.sort_by_key(|index| (class(*index) != Class::Open, is_marked(*index), *index));
    let mut ordinals: HashMap<usize, usize> = newest
        .iter()
        .enumerate()
        .map(|(at, index)| (*index, at))
        .collect();
    for index in in_order.iter().rev() {
        if let Some(ordinal) = newer
            .get(index)
            .and_then(|next| ordinals.get(next))
            .copied()
        {
            ordinals.insert(*index, ordinal);
        }
    }
    for index in indexes {
        all[*index].superseded = newer.contains_key(index);
        all[*index].ordinal = ordinals.get(index).copied().unwrap_or(0);
    }
}

/// Whether two of the copies stand in one meeting.
fn stand_together(all: &[ItemCopy], indexes: &[usize]) -> bool {
    // They are in order of the meetings.
    let mut pairs = indexes.windows(2);
    pairs.any(|pair| all[pair[0]].meeting == all[pair[1]].meeting)
}

/// Match what has no older one in the same words with what has no newer one, where each may be that of one alone.
fn match_the_rest(
    in_order: &[usize],
    newer: &mut HashMap<usize, usize>,
    is_copy: impl Fn(&usize) -> bool,
    may_be_older: impl Fn(usize, usize) -> bool,
) {
    let matched: HashSet<usize> = newer.values().copied().collect();
    let older = |at: usize, copy: usize| -> Vec<usize> {
        let before = in_order[..at].iter().copied();
        before
            .filter(|older| !newer.contains_key(older) && may_be_older(*older, copy))
            .collect()
    };
    let copies = in_order.iter().copied().enumerate();
    let left: Vec<(usize, Vec<usize>)> = copies
        .filter(|(_, index)| is_copy(index) && !matched.contains(index))
        .map(|(at, copy)| (copy, older(at, copy)))
        .collect();
    let alone = left.iter().filter_map(|(copy, older)| match older[..] {
        [one] => Some((one, *copy)),
        _ => None,
    });
    let is_wanted_once =
        |one: usize| left.iter().filter(|(_, all)| all.contains(&one)).count() == 1;
    let found: Vec<(usize, usize)> = alone.filter(|(one, _)| is_wanted_once(*one)).collect();
    newer.extend(found);
}

/// What a box says of the chances that a newer copy exists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// There is one, wherever.
    Carried,
    /// There may be one in a later meeting, if a run was killed before it marked this one.
    Open,
    /// There may be one in a later meeting, if this one was ended after it had been carried.
    Ended,
}

/// Items for which no newer copy was found yet: by meeting, in their order.
#[derive(Default)]
struct Waiting {
    carried: BTreeMap<usize, VecDeque<usize>>,
    open: BTreeMap<usize, VecDeque<usize>>,
    ended: BTreeMap<usize, VecDeque<usize>>,
}

impl Waiting {
    fn add(&mut self, class: Class, meeting: usize, index: usize) {
        let of_class = match class {
            Class::Carried => &mut self.carried,
            Class::Open => &mut self.open,
            Class::Ended => &mut self.ended,
        };
        of_class.entry(meeting).or_default().push_back(index);
    }

    /// Take out the item that a copy in `meeting` most probably stands for.
    fn take_for(&mut self, meeting: usize) -> Option<usize> {
        let carried = self
            .carried
            .keys()
            .rev()
            .copied()
            .find(|other| *other != meeting);
        if let Some(other) = carried {
            return take(&mut self.carried, other);
        }
        for of_class in [&mut self.open, &mut self.ended] {
            if let Some(other) = of_class
                .range(..meeting)
                .next_back()
                .map(|(other, _)| *other)
            {
                return take(of_class, other);
            }
        }
        None
    }
}

fn take(waiting: &mut BTreeMap<usize, VecDeque<usize>>, meeting: usize) -> Option<usize> {
    let items = waiting.get_mut(&meeting)?;
    let first = items.pop_front();
    if items.is_empty() {
        waiting.remove(&meeting);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{ItemSelection, Skimmed, Vocabulary, complete_copies, list, parse_date};

    fn meetings(sources: &[&str], which: ItemSelection) -> Vec<Skimmed> {
        let vocabulary = Vocabulary::default();
        let days = ["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"];
        let days = days.map(|day| parse_date(day).expect("a date"));
        let read = |(day, source): (NaiveDate, &&str)| {
            Skimmed::read(day, source.to_string(), None, &vocabulary, which.wanted())
        };
        let read: Vec<Skimmed> = days.into_iter().zip(sources).map(read).collect();
        match which {
            ItemSelection::Open => complete_copies(read, &vocabulary),
            _ => read,
        }
    }

    /// The titles of the items, each by its newest copy; the same of those that are open however much was read.
    #[track_caller]
    fn check(sources: &[&str], expected: &[&str]) {
        let all = list(&meetings(sources, ItemSelection::All), ItemSelection::All);
        let told: Vec<String> = all
            .iter()
            .map(|item| format!("{} {} ×{}", item.status.word(), item.title, item.times))
            .collect();
        assert_eq!(told, expected, "{sources:?}");
        let open = list(&meetings(sources, ItemSelection::Open), ItemSelection::Open);
        let open_of_all: Vec<_> = all
            .into_iter()
            .filter(|item| item.status.is_open())
            .collect();
        assert_eq!(open, open_of_all, "{sources:?}");
    }

    #[test]
    fn a_formatter_makes_no_other_item() {
        for (before, after) in [
            ("fix time_zone", "fix time\\_zone"),
            ("*now*: R&D", "_now_: R&amp;D"),
            ("don't – “wait”", "don’t - \"wait\""),
            ("a b", "a\u{200b} b"),
            ("__ship__ ~~it~~", "**ship** it"),
        ] {
            let original = format!("- [ ] {before}\n");
            let carried = format!("- [>] {before}\n");
            let carried_after = format!("* [>] {after}\n");
            let copy = format!("- [ ] {before} since:2026-11-03\n");
            let copy_after = format!("- [ ] {after} since:2026-11-03\n");
            let ended_after = format!("- [x] {after} since:2026-11-03\n");
            let (open, done) = (format!("open {after} ×1"), format!("done {after} ×1"));
            check(&[&carried, &copy_after], &[&open]);
            check(&[&original, &copy_after], &[&open]);
            check(&[&original, &ended_after], &[&done]);
            check(&[&carried_after, &copy], &[&format!("open {before} ×1")]);
            let between = format!("- [>] {after} since:2026-11-03\n");
            check(
                &[&carried, &between, &copy],
                &[&format!("open {before} ×2")],
            );
            check(
                &[&carried, &between, &between, &ended_after],
                &[&format!("done {after} ×3")],
            );
        }
    }

    #[test]
    fn two_that_differ_in_marks_alone_stay_two() {
        check(
            &["- [ ] a_b\n- [ ] a\\_b\n"],
            &["open a_b ×0", "open a\\_b ×0"],
        );
        let first = "- [>] a_b\n- [>] a\\_b\n";
        for second in [
            "- [ ] a_b since:2026-11-03\n- [x] a\\_b since:2026-11-03\n",
            "- [x] a\\_b since:2026-11-03\n- [ ] a_b since:2026-11-03\n",
        ] {
            let [open, done] = ["open a_b ×1", "done a\\_b ×1"];
            let expected = if second.starts_with("- [x]") {
                [done, open]
            } else {
                [open, done]
            };
            check(&[first, second], &expected);
        }
        // A formatter made them alike; one is left on each side.
        check(
            &[
                first,
                "- [ ] a\\_b since:2026-11-03\n- [x] a\\_b since:2026-11-03\n",
            ],
            &["open a\\_b ×1", "done a\\_b ×1"],
        );
        // Two are left: nobody knows which.
        check(
            &[first, "- [ ] **a_b** since:2026-11-03\n"],
            &["carried a_b ×0", "carried a\\_b ×0", "open **a_b** ×1"],
        );
    }

    #[test]
    fn what_only_looks_alike_is_another() {
        for (one, other) in [
            ("Fix it", "fix IT"),
            ("2² boards", "22 boards"),
            ("resume", "résumé"),
        ] {
            let first = format!("- [>] {one}\n");
            let second = format!("- [ ] {other} since:2026-11-03\n");
            let told = [format!("carried {one} ×0"), format!("open {other} ×1")];
            check(&[&first, &second], &[&told[0], &told[1]]);
        }
    }

    #[test]
    fn a_reference_is_made_of_the_plain_form() {
        let hash = |source: &str| {
            let read = meetings(&[source], ItemSelection::All);
            item_copies(&read)
                .iter()
                .map(ItemCopy::hash)
                .collect::<Vec<_>>()
        };
        assert_eq!(hash("- [ ] **a**\\_b’s\n"), hash("- [ ] a_b's\n"));
        // The one without marks keeps its own beside one with marks.
        let both = hash("- [ ] **a**\n- [ ] a\n");
        assert_eq!(both[1], hash("- [ ] a\n")[0]);
        assert_ne!(both[0], both[1]);
    }
}
