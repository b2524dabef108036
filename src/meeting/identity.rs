//! When two items in different meetings are the same promise: the one place that says so.
//!
//! Carry, every listing and the merge must agree on this, or an item would be lost or doubled.

use std::collections::{BTreeMap, HashMap, VecDeque};

use chrono::NaiveDate;

use super::skimmed::Skimmed;
use crate::markdown::CheckboxStatus;
use crate::text::stable_hash;

/// What makes an item the same over all meetings: where it was first written, and its title.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// `since:`, or else the day on which the meeting it stands in was first due: moving a meeting changes no identity.
    pub origin: NaiveDate,
    /// The text without attributes, composed, white space folded.
    pub title: String,
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
pub fn item_copies<'m>(meetings: impl IntoIterator<Item = &'m Skimmed>) -> Vec<ItemCopy> {
    let meetings: Vec<&Skimmed> = meetings.into_iter().collect();
    let mut all = Vec::new();
    let mut copies: HashMap<Identity, Vec<usize>> = HashMap::new();
    for (meeting_index, meeting) in meetings.iter().enumerate() {
        for (item_index, item) in meeting.items().iter().enumerate() {
            let identity = Identity {
                origin: meeting.origin_of(item),
                title: item.title.clone(),
            };
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
    let mut waiting = Waiting::default();
    let mut newer: HashMap<usize, usize> = HashMap::new();
    for index in &in_order {
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
    let mut newest: Vec<usize> = indexes
        .iter()
        .copied()
        .filter(|index| !newer.contains_key(index))
        .collect();
    // Open ones are numbered first, so that reading only them gives the same numbers.
    newest.sort_by_key(|index| (class(*index) != Class::Open, *index));
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
