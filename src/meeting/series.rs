use chrono::NaiveDate;

use super::cadence::Cadence;
use super::check_settings::CheckSettings;
use super::identity::{Standing, standings};
use super::kind::PairKind;
use super::person::Pair;
use super::record::{Meeting, MeetingStatus};
use super::role::Vocabulary;

/// What `oneonone.yaml` says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The two people.
    pub pair: Pair,
    /// What they are to one another.
    pub kind: PairKind,
    /// How often they meet; may be missing.
    pub cadence: Option<Cadence>,
    /// The template of a new agenda.
    pub template: String,
    /// Which section titles mean what.
    pub vocabulary: Vocabulary,
    /// Which checks are switched off, and the limits of the others.
    pub checks: CheckSettings,
}

/// All meetings of one notebook, in order of date, with its settings.
#[derive(Clone, Debug)]
pub struct Series {
    settings: Settings,
    meetings: Vec<Meeting>,
}

impl Series {
    /// A series of `meetings`, which are sorted here.
    pub fn new(settings: Settings, mut meetings: Vec<Meeting>) -> Self {
        meetings.sort_by_key(Meeting::date);
        Series { settings, meetings }
    }

    /// The notebook's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All meetings, oldest first.
    pub fn meetings(&self) -> &[Meeting] {
        &self.meetings
    }

    /// The meeting on `date`.
    pub fn meeting(&self, date: NaiveDate) -> Option<&Meeting> {
        let index = self
            .meetings
            .binary_search_by_key(&date, Meeting::date)
            .ok()?;
        self.meetings.get(index)
    }

    /// The meetings that took place, seen from `date`, the newest first: those marked as held up to `date`, and those
    /// before it that nobody moved or cancelled.
    pub fn held(&self, date: NaiveDate) -> impl Iterator<Item = &Meeting> {
        let until = self
            .meetings
            .partition_point(|meeting| meeting.date() <= date);
        self.meetings[..until]
            .iter()
            .rev()
            .filter(move |meeting| match meeting.status() {
                MeetingStatus::Held => true,
                MeetingStatus::Planned => meeting.date() < date,
                MeetingStatus::Moved | MeetingStatus::Cancelled => false,
            })
    }

    /// The newest meeting that took place, seen from `date`.
    pub fn last_held(&self, date: NaiveDate) -> Option<&Meeting> {
        self.held(date).next()
    }

    /// How every item stands among its copies.
    pub fn standings(&self) -> Vec<Standing> {
        standings(&self.meetings)
    }

    /// How often an item that was first written at `origin` and now stands in the meeting that was due on `due` has
    /// been carried: once for each meeting that was due after `origin`, up to and with that one.
    pub fn times_carried(&self, origin: NaiveDate, due: NaiveDate) -> usize {
        let dates = self.meetings.iter().map(Meeting::due_date);
        dates.filter(|date| *date > origin && *date <= due).count()
    }
}
