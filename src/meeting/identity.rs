//! When two items in different meetings are the same promise: the one place that says so.
//!
//! Carry, every listing and the merge must agree on this, or an item would be lost or doubled.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::record::Meeting;
use crate::markdown::CheckboxStatus;

/// What makes an item the same over all meetings: where it was first written, and its title.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// `since:`, or else the date of the meeting it stands in; the present date of a meeting that was moved.
    pub origin: NaiveDate,
    /// The text without attributes, composed, white space folded.
    pub title: String,
}

/// One written item among its copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
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

impl Standing {
    /// A number that stands for the identity in short references: 64 bits, the same on every machine.
    pub fn hash(&self) -> u64 {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut add = |bytes: &[u8]| {
            for byte in bytes {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        add(self.identity.origin.to_string().as_bytes());
        add(b"\n");
        add(self.identity.title.as_bytes());
        if self.ordinal > 0 {
            add(format!("\n{}", self.ordinal).as_bytes());
        }
        // FNV alone hardly moves the upper bits for a last letter that differs, and references are cut from those:
        // the finalizer of MurmurHash3 spreads them.
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ (hash >> 33)
    }
}

/// How every item of `meetings`, which are in order of date, stands among its copies.
///
/// Two meetings that hold the same identity several times are matched by count: a copy in the later one first
/// accounts for an item marked `[>]` in the earlier one, then for the open ones there in their order. So a copy
/// whose original was not yet marked, because a run was killed, is recognised, and an item that was written anew
/// below a carried one is not swallowed.
pub fn standings(meetings: &[Meeting]) -> Vec<Standing> {
    let moved = moved_dates(meetings);
    let mut all = Vec::new();
    let mut copies: HashMap<Identity, Vec<usize>> = HashMap::new();
    for (meeting_index, meeting) in meetings.iter().enumerate() {
        for (item_index, item) in meeting.items().iter().enumerate() {
            let origin = item.since().unwrap_or(meeting.date());
            let identity = Identity {
                origin: moved.get(&origin).copied().unwrap_or(origin),
                title: item.title.clone(),
            };
            copies.entry(identity.clone()).or_default().push(all.len());
            all.push(Standing {
                meeting: meeting_index,
                item: item_index,
                identity,
                ordinal: 0,
                superseded: false,
            });
        }
    }
    for indexes in copies.values().filter(|indexes| indexes.len() > 1) {
        settle(meetings, &mut all, indexes);
    }
    all
}

/// The date on which a moved meeting was first due, to the date it has now.
fn moved_dates(meetings: &[Meeting]) -> HashMap<NaiveDate, NaiveDate> {
    meetings
        .iter()
        .filter_map(|meeting| Some((meeting.moved_from()?, meeting.date())))
        .filter(|(from, _)| meetings.binary_search_by_key(from, Meeting::date).is_err())
        .collect()
}

/// Say of the copies of one identity, in order of date, which are superseded, and number those alike.
fn settle(meetings: &[Meeting], all: &mut [Standing], indexes: &[usize]) {
    let groups: Vec<&[usize]> = indexes
        .chunk_by(|a, b| all[*a].meeting == all[*b].meeting)
        .collect();
    let status = |standing: &Standing| meetings[standing.meeting].items()[standing.item].status();
    let mut superseded = Vec::new();
    for pair in groups.windows(2) {
        let (group, later) = (pair[0], pair[1]);
        let is = |index: &usize, wanted: CheckboxStatus| status(&all[*index]) == wanted;
        let carried = group
            .iter()
            .filter(|index| is(index, CheckboxStatus::Carried))
            .count();
        let accounted = later.len().saturating_sub(carried);
        let open = group.iter().filter(|index| status(&all[**index]).is_open());
        superseded.extend(open.take(accounted).copied());
    }
    for index in superseded {
        all[index].superseded = true;
    }
    for group in groups {
        // Those that count come first, so that a reference does not change when another copy ends.
        for (ordinal, index) in group.iter().enumerate() {
            all[*index].ordinal = ordinal;
        }
    }
    let mut open: Vec<usize> = indexes
        .iter()
        .copied()
        .filter(|index| status(&all[*index]).is_open() && !all[*index].superseded)
        .collect();
    if open.len() > 1 {
        open.sort_unstable();
        for (ordinal, index) in open.into_iter().enumerate() {
            all[index].ordinal = ordinal;
        }
    }
}
