//! Promises that somebody copied into a later agenda by hand, as one does in a shared document.
//!
//! An open item that stands word for word in a later meeting, whatever its marks, without `since:`, and with the same
//! owner or none *is* the copy, as if `carry` had made it. It gets its `since:`, and from then on
//! [`item_copies`](crate::meeting::item_copies) knows it. Where it is not clear which of several was copied, or where the owner is another one, nothing is joined.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::change::{EditedMeeting, FileChange, Plan, add_since};
use crate::markdown::plain;
use crate::meeting::{ActionItem, Handle, ItemCopy, Meeting, Role, Series, Skimmed, Vocabulary};

/// A copy that was made by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandCopy {
    /// The meeting in which it stands.
    pub date: NaiveDate,
    /// Its line there, from 1.
    pub line: usize,
    /// Its words without attributes.
    pub title: String,
    /// The meeting in which it was first written.
    pub origin: NaiveDate,
}

/// Open items with the same words that may be the same promise or not. They stay apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The meeting in which the later one stands.
    pub date: NaiveDate,
    /// Its line there, from 1.
    pub line: usize,
    /// The words that both have.
    pub title: String,
    /// What speaks against taking them for one.
    pub reason: UnclearReason,
}

/// Why items with the same words stay apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnclearReason {
    /// There are several on one of the two sides.
    Several,
    /// Another one owns it.
    OtherOwner,
    /// It stands there as done or dropped, while the older one is open.
    Ended,
}

/// The meetings of a notebook after its hand-made copies got their `since:`.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// The meetings that changed, as they are then.
    pub changed: BTreeMap<NaiveDate, EditedMeeting>,
    /// The copies that got it.
    pub copies: Vec<HandCopy>,
    /// What stays apart.
    pub unclear: Vec<Unclear>,
}

impl Joined {
    /// The plan to change them so.
    pub fn plan(&self) -> Plan {
        let changed = self.changed.values().cloned();
        changed.map(FileChange::from).collect()
    }
}

/// Which items are looked at.
#[derive(Clone, Copy, Debug)]
pub enum Within<'a> {
    /// Copies in the agenda on this day; of items of one meeting alone, if given.
    Agenda {
        /// The day.
        date: NaiveDate,
        /// The meeting of the originals.
        from: Option<NaiveDate>,
    },
    /// Copies in any meeting that were not among these items before, of items that were: by meeting and the plain form of the title.
    NewSince(&'a BTreeSet<(NaiveDate, String)>),
}

impl Within<'_> {
    fn is_copy(self, date: NaiveDate, title: &str) -> bool {
        match self {
            Within::Agenda { date: agenda, .. } => date == agenda,
            Within::NewSince(known) => !known.contains(&(date, title.to_string())),
        }
    }

    fn is_original(self, date: NaiveDate, title: &str) -> bool {
        match self {
            Within::Agenda { from, .. } => from.is_none_or(|from| date == from),
            Within::NewSince(known) => known.contains(&(date, title.to_string())),
        }
    }
}

/// Pairs of items of one title that are compared: some hundred copies, more than any agenda has.
const MOST_ALIKE: usize = 10_000;

/// Find the hand-made copies among the open items of `series`, and give them their `since:`.
pub fn join(series: &Series, within: Within<'_>) -> Joined {
    let mut joined = Joined::default();
    let item_copies = series.item_copies();
    let mut by_title: BTreeMap<&str, Vec<&ItemCopy>> = BTreeMap::new();
    for item_copy in item_copies.iter().filter(|item_copy| !item_copy.superseded) {
        let meeting = &series.meetings()[item_copy.meeting];
        let is_open = meeting.items()[item_copy.item].status().is_open();
        if is_open && meeting.damage().is_none() {
            by_title
                .entry(&item_copy.identity.title)
                .or_default()
                .push(item_copy);
        }
    }
    let mut found: BTreeMap<usize, Vec<(usize, HandCopy)>> = BTreeMap::new();
    let mut settled: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (title, item_copies) in by_title {
        let has_since = |item_copy: &&ItemCopy| {
            series.meetings()[item_copy.meeting].items()[item_copy.item]
                .since()
                .is_some()
        };
        let may_be_copy = |item_copy: &&&ItemCopy| {
            let date = series.meetings()[item_copy.meeting].date();
            !has_since(item_copy) && within.is_copy(date, title)
        };
        let copies = item_copies.iter().filter(may_be_copy).count();
        // So many that are alike nobody told apart by hand either.
        if title.is_empty() || copies == 0 || copies * item_copies.len() > MOST_ALIKE {
            continue;
        }
        let open: Vec<UnmatchedItem> = item_copies
            .iter()
            .filter_map(|item_copy| open(series, item_copy))
            .collect();
        for alike in as_written(&open) {
            let alike: Vec<UnmatchedItem> = alike
                .filter(|one| !settled.contains(&(one.meeting, one.item)))
                .cloned()
                .collect();
            settled.extend(of_title(
                &alike,
                series,
                within,
                &mut joined.unclear,
                &mut found,
            ));
        }
    }
    for (index, mut copies) in found {
        copies.sort_unstable_by_key(|(item, _)| *item);
        let date = series.meetings()[index].date();
        let Some(meeting) = series.whole(date) else {
            continue;
        };
        let (after, told) = with_since(meeting, copies, &series.settings().vocabulary);
        joined.copies.extend(told);
        if !after.text().is_unchanged() {
            joined.changed.insert(date, after);
        }
    }
    joined
}

/// `series` with the meetings that `joined` changed. All are read whole: an item that got its `since:` may be a copy of
/// one that no listing of open items looked at.
pub fn after(series: &Series, joined: &Joined) -> Series {
    let changed = |date: NaiveDate| joined.changed.get(&date).map(EditedMeeting::meeting);
    let meetings = series
        .all_whole()
        .map(|meeting| Arc::clone(changed(meeting.date()).unwrap_or(meeting)));
    Series::of_whole(series.settings().clone(), meetings)
}

/// Whether a box in `meeting` may say that its item has ended.
pub fn may_hold_ended(meeting: &Skimmed) -> bool {
    let holds = |text: &str| meeting.source().contains(text);
    ["[x]", "[X]", "[-]", "[~]"].into_iter().any(holds)
}

/// Whether `item` has ended where it was written, and is no copy of another.
pub fn is_ended_by_hand(item: &ActionItem) -> bool {
    item.status().is_ended() && item.since().is_none()
}

/// The line of the open item called `title` in `meeting`.
pub fn line_of(meeting: &Skimmed, title: &str) -> usize {
    let mut items = meeting.items().iter();
    let found = items.find(|item| item.title == title && item.status().is_open());
    found.map_or(1, |item| meeting.place(item.line_start).line)
}

/// Whether two items may have one owner: where one of the two names nobody, they may.
pub fn is_same_owner(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Handle::new(other).map_or(one == other, |other| other.is(one)),
        _ => true,
    }
}

/// An open item of which no newer copy is known.
#[derive(Clone, Debug)]
struct UnmatchedItem {
    meeting: usize,
    /// Its index among the items of the meeting, read whole.
    item: usize,
    title: String,
    /// The plain form of that.
    plain: String,
    has_since: bool,
    origin: NaiveDate,
    owner: Option<String>,
    /// The title of the action item around it.
    around: Option<String>,
    is_personal: bool,
    line_start: usize,
}

impl UnmatchedItem {
    /// Whether all but the owner allows that the one is a copy of the other: an item below another one stands below that
    /// one in the copy, too, or alone; and nothing goes into a personal section or out of it.
    fn may_be_copy_of(&self, other: &UnmatchedItem) -> bool {
        let is_elsewhere = match (&self.around, &other.around) {
            (Some(one), Some(two)) => plain(one) != plain(two),
            _ => false,
        };
        !is_elsewhere && self.is_personal == other.is_personal
    }

    fn is_copy_of(&self, other: &UnmatchedItem) -> bool {
        self.may_be_copy_of(other) && is_same_owner(self.owner.as_deref(), other.owner.as_deref())
    }
}

/// `open`, which have one title in the plain form: first those that are written alike, of each way to write it, and then
/// all.
fn as_written(
    open: &[UnmatchedItem],
) -> impl Iterator<Item = impl Iterator<Item = &UnmatchedItem>> {
    let mut written: Vec<Option<&str>> = open.iter().map(|one| Some(one.title.as_str())).collect();
    written.sort_unstable();
    written.dedup();
    if written.len() == 1 {
        written.clear();
    }
    written.push(None);
    written.into_iter().map(move |title| {
        let is_one = move |one: &&UnmatchedItem| title.is_none_or(|title| one.title == title);
        open.iter().filter(is_one)
    })
}

/// Find the copies among the open items of one title, which are in order of date. Those that have their place, or of
/// which something is told, come back by meeting and item.
fn of_title(
    open: &[UnmatchedItem],
    series: &Series,
    within: Within<'_>,
    told: &mut Vec<Unclear>,
    found: &mut BTreeMap<usize, Vec<(usize, HandCopy)>>,
) -> BTreeSet<(usize, usize)> {
    let meeting_of = |one: &UnmatchedItem| &series.meetings()[one.meeting];
    // Those that have their copy.
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut settled: BTreeSet<(usize, usize)> = BTreeSet::new();
    for of_meeting in open.chunk_by(|a, b| a.meeting == b.meeting) {
        let meeting = meeting_of(&of_meeting[0]);
        let date = meeting.date();
        let by_hand: Vec<&UnmatchedItem> = of_meeting
            .iter()
            .filter(|one| !one.has_since && within.is_copy(date, &one.plain))
            .collect();
        // Of what came in, a file that is a copy as a whole, or a link to the other, says nothing.
        let older: Vec<&UnmatchedItem> = open
            .iter()
            .filter(|other| other.meeting < of_meeting[0].meeting)
            .filter(|other| within.is_original(meeting_of(other).date(), &other.plain))
            .filter(|other| {
                matches!(within, Within::Agenda { .. })
                    || meeting_of(other).source() != meeting.source()
            })
            .collect();
        let mut found_here = Vec::new();
        for one in &by_hand {
            let unclear = |reason| Unclear {
                date,
                line: meeting.place(one.line_start).line,
                title: one.title.clone(),
                reason,
            };
            let fits = |other: &&&UnmatchedItem| one.is_copy_of(other);
            let free = |other: &&&UnmatchedItem| !taken.contains(&(other.meeting, other.item));
            // One copies from the newest.
            let newest = older
                .iter()
                .filter(free)
                .filter(fits)
                .map(|other| other.meeting);
            let newest = newest.max();
            let of_newest = |other: &&&UnmatchedItem| Some(other.meeting) == newest;
            let originals: Vec<&&UnmatchedItem> = older
                .iter()
                .filter(free)
                .filter(of_newest)
                .filter(fits)
                .collect();
            let is_other_owner = |other: &&UnmatchedItem| one.may_be_copy_of(other) && free(&other);
            match originals.as_slice() {
                [original]
                    if by_hand
                        .iter()
                        .filter(|copy| copy.is_copy_of(original))
                        .count()
                        == 1 =>
                {
                    found_here.push((one.meeting, one.item, **original));
                }
                [] if older.iter().any(is_other_owner) => {
                    told.push(unclear(UnclearReason::OtherOwner));
                    settled.insert((one.meeting, one.item));
                }
                [] => {}
                _ => {
                    told.push(unclear(UnclearReason::Several));
                    settled.insert((one.meeting, one.item));
                }
            }
        }
        for (index, item, original) in found_here {
            taken.insert((original.meeting, original.item));
            let Some(one) = of_meeting.iter().find(|one| one.item == item) else {
                continue;
            };
            let copy = HandCopy {
                date,
                line: meeting.place(one.line_start).line,
                title: one.title.clone(),
                origin: original.origin,
            };
            found.entry(index).or_default().push((item, copy));
            settled.insert((index, item));
        }
    }
    settled.extend(taken);
    settled
}

/// The open item at `standing`, with what is around it, which is known only of a meeting read whole.
fn open(series: &Series, item_copy: &ItemCopy) -> Option<UnmatchedItem> {
    let skimmed = &series.meetings()[item_copy.meeting];
    let skimmed_item = &skimmed.items()[item_copy.item];
    let meeting = series.whole(skimmed.date())?;
    let start = skimmed_item.checkbox.span.start;
    let items = meeting.items();
    let at = items.partition_point(|item| item.checkbox.span.start < start);
    let item: &ActionItem = items.get(at).unwrap_or(skimmed_item);
    let around = item.parent.and_then(|parent| items.get(parent));
    Some(UnmatchedItem {
        meeting: item_copy.meeting,
        item: at,
        title: skimmed_item.title.clone(),
        plain: item_copy.identity.title.clone(),
        has_since: item.since().is_some(),
        origin: item_copy.identity.origin,
        owner: item.owner().map(str::to_string),
        around: around.map(|around| around.title.clone()),
        is_personal: meeting
            .sections_around(item)
            .any(|section| section.role == Some(Role::Personal)),
        line_start: item.line_start,
    })
}

/// `meeting` with their `since:` in these `copies`, which are in order, and those that got it. One in which
/// it would not be read back stays as it is.
fn with_since(
    meeting: &Arc<Meeting>,
    copies: Vec<(usize, HandCopy)>,
    vocabulary: &Vocabulary,
) -> (EditedMeeting, Vec<HandCopy>) {
    let mut now = EditedMeeting::unchanged(Arc::clone(meeting));
    let mut told = Vec::new();
    let titles = |meeting: &Meeting| -> Vec<String> {
        let items = meeting.items().iter();
        items.map(|item| item.title.clone()).collect()
    };
    // An edit changes no index.
    for (index, copy) in copies {
        let so_far = now.meeting();
        let after = so_far.items().get(index).and_then(|item| {
            let edit = add_since(so_far.source(), item, copy.origin);
            let after = EditedMeeting::of(so_far, &[edit], vocabulary).ok()?;
            let read = after.meeting();
            let is_read_back = read.items().get(index)?.since() == Some(copy.origin);
            let is_whole = is_read_back && titles(read) == titles(so_far);
            is_whole.then(|| now.clone().then(after).ok()).flatten()
        });
        if let Some(after) = after {
            now = after;
            told.push(copy);
        }
    }
    (now, told)
}
