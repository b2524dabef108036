//! The meetings of a series as events of a calendar.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::rhythm::Rhythm;
use crate::meeting::{MeetingStatus, Pair, Series, Skimmed};
use crate::text::stable_hash;

/// One event of the calendar: a meeting, or all that repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// What it is known by, for ever.
    pub uid: String,
    /// On which day; of repeating ones the first.
    pub date: NaiveDate,
    /// How long.
    pub minutes: Option<u32>,
    /// The date of the repeating event that it stands for.
    pub instead_of: Option<NaiveDate>,
    /// The recurrence rule of those that repeat.
    pub rule: Option<String>,
    /// The dates of the rule on which there is none.
    pub excluded: BTreeSet<NaiveDate>,
    /// It was called off.
    pub cancelled: bool,
}

/// By what the repeating event of `pair` is known: the two handles decide it, so it is the same on every machine, and
/// names and addresses may change.
pub(super) fn uid(pair: &Pair) -> String {
    let handle = |handle: &str| handle.to_lowercase();
    let manager = handle(pair.manager.handle.as_str());
    let ic = handle(pair.ic.handle.as_str());
    let hash = stable_hash(&[manager.as_bytes(), b"\n", ic.as_bytes()]);
    format!("{hash:016x}@oneonone")
}

/// The events of `series`: the repeating one with its exceptions, then the meetings off the rhythm.
pub(super) fn events(series: &Series) -> Vec<Event> {
    let cadence = series.settings().cadence.as_ref();
    let minutes = cadence.and_then(|cadence| cadence.duration);
    let mut sorting = Sorting {
        uid: uid(&series.settings().pair),
        minutes,
        rhythm: cadence.and_then(|cadence| Rhythm::new(cadence, series.meetings())),
        standing: BTreeSet::new(),
        off: BTreeSet::new(),
        instead: BTreeMap::new(),
        single: BTreeMap::new(),
    };
    for meeting in series.meetings() {
        sorting.add(meeting);
    }
    sorting.finish(series)
}

/// The meetings, sorted by what they are beside the rhythm.
struct Sorting<'a> {
    uid: String,
    minutes: Option<u32>,
    rhythm: Option<Rhythm<'a>>,
    /// Dates of the rhythm on which a meeting stands as it should.
    standing: BTreeSet<NaiveDate>,
    /// Dates of the rhythm on which none takes place.
    off: BTreeSet<NaiveDate>,
    /// Meetings that stand for a date of the rhythm, on another day or of another length.
    instead: BTreeMap<NaiveDate, Event>,
    /// Meetings off the rhythm, by the day on which they were first due.
    single: BTreeMap<NaiveDate, Event>,
}

impl Sorting<'_> {
    fn add(&mut self, meeting: &Skimmed) {
        let (date, due) = (meeting.date(), meeting.due_date());
        let status = meeting.status();
        let is_off = matches!(status, MeetingStatus::Cancelled | MeetingStatus::Moved);
        let in_rhythm = |date| self.rhythm.as_ref().is_some_and(|rhythm| rhythm.has(date));
        // One file a date: the meeting that would be due there has no place.
        let takes_a_place = date != due && in_rhythm(date);
        let is_in_rhythm = in_rhythm(due) && !self.instead.contains_key(&due);
        if takes_a_place {
            self.off.insert(date);
        }
        let minutes = duration_of(meeting).or(self.minutes);
        let event = Event {
            uid: self.uid.clone(),
            date,
            minutes,
            instead_of: is_in_rhythm.then_some(due),
            rule: None,
            excluded: BTreeSet::new(),
            cancelled: status == MeetingStatus::Cancelled,
        };
        if is_in_rhythm {
            if is_off {
                self.off.insert(due);
            } else if date == due && minutes == self.minutes {
                self.standing.insert(due);
            } else {
                self.instead.insert(due, event);
            }
        } else if status != MeetingStatus::Moved {
            // Two that were moved from one day are told apart by the days they are on.
            let key = if self.single.contains_key(&due) {
                date
            } else {
                due
            };
            let uid = format!("{key}-{}", self.uid);
            self.single.insert(key, Event { uid, ..event });
        }
    }

    fn finish(mut self, series: &Series) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some(rhythm) = &self.rhythm {
            // What has no file before a meeting that is marked as held did not take place; of later dates nobody knows.
            let held = |meeting: &&Skimmed| meeting.status() == MeetingStatus::Held;
            if let Some(last) = series.meetings().iter().rfind(held) {
                self.off.extend(rhythm.until(last.due_date()));
            }
            let has_its_own =
                |date: &NaiveDate| self.standing.contains(date) || self.instead.contains_key(date);
            events.push(Event {
                uid: self.uid.clone(),
                date: rhythm.start,
                minutes: self.minutes,
                instead_of: None,
                rule: Some(rhythm.rule()),
                excluded: (self.off.iter().copied())
                    .filter(|date| !has_its_own(date))
                    .collect(),
                cancelled: false,
            });
        }
        events.extend(self.instead.into_values());
        events.extend(self.single.into_values());
        events
    }
}

/// How long `meeting` is planned for, by its own front matter, within the bounds that the settings have.
fn duration_of(meeting: &Skimmed) -> Option<u32> {
    let front_matter = meeting.front_matter()?;
    let minutes: u32 = front_matter.get("duration")?.parse().ok()?;
    (1..=600).contains(&minutes).then_some(minutes)
}
