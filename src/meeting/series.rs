//! All meetings of a notebook, with its settings.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::cadence::Cadence;
use super::check_settings::CheckSettings;
use super::days::{DayOrder, Seen};
use super::identity::{ItemCopy, item_copies};
use super::kind::PairKind;
use super::person::Pair;
use super::skimmed::Skimmed;
use super::status::MeetingStatus;
use super::vocabulary::Vocabulary;
use super::whole::Meeting;
use crate::text::Help;

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
    /// Which number is the day where a date is written in numbers, if the notebook says so.
    pub date_order: Option<DayOrder>,
    /// Which checks are switched off, and the limits of the others.
    pub checks: CheckSettings,
}

impl Settings {
    /// From where days in words are seen on `today`, with the next meeting on `next_meeting`.
    pub fn seen(&self, today: NaiveDate, next_meeting: Option<NaiveDate>) -> Seen {
        Seen {
            today,
            next_meeting,
            language: self.vocabulary.language(),
            order: self.date_order,
        }
    }

    /// Which number is the day where a date is written in numbers: as the notebook says, or as its language has it.
    pub fn day_order(&self) -> Option<DayOrder> {
        self.seen(NaiveDate::default(), None).order()
    }
}

/// All meetings of one notebook, in order of date, with its settings.
///
/// It has each meeting as it was skimmed, and reads one whole when somebody needs more of it: once, however many ask.
#[derive(Clone, Debug)]
pub struct Series {
    settings: Settings,
    meetings: Vec<Skimmed>,
    /// Those of `meetings`, in the same order, that were read whole.
    whole: Vec<OnceLock<Arc<Meeting>>>,
    left_out: Vec<LeftOut>,
}

/// A file that takes the date of a meeting and can't be read: nothing is known of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The day whose meeting it would be.
    pub date: NaiveDate,
    /// Its path, relative to the notebook.
    pub path: String,
    /// Why it is not read.
    pub why: String,
    /// What to do.
    pub help: Help,
    /// Somebody said to go on without it.
    pub is_waived: bool,
    /// It is a link that leads out of the notebook: what is there belongs to none of the two.
    pub is_outside: bool,
}

impl LeftOut {
    /// Whether an open item of the pair could stand in it, and nobody said to go on without.
    pub fn may_hold_items(&self) -> bool {
        !self.is_waived && !self.is_outside
    }
}

impl Series {
    /// A series of `meetings`, which are sorted here.
    pub fn new(settings: Settings, mut meetings: Vec<Skimmed>) -> Self {
        meetings.sort_by_key(Skimmed::date);
        Series {
            settings,
            whole: vec![OnceLock::new(); meetings.len()],
            meetings,
            left_out: Vec::new(),
        }
    }

    /// A series of `meetings` that were all read whole already.
    pub fn of_whole<M: Into<Arc<Meeting>>>(
        settings: Settings,
        meetings: impl IntoIterator<Item = M>,
    ) -> Self {
        let mut meetings: Vec<Arc<Meeting>> = meetings.into_iter().map(M::into).collect();
        meetings.sort_by_key(|meeting| meeting.date());
        let skimmed = meetings.iter().map(|meeting| meeting.skimmed().clone());
        Series {
            settings,
            meetings: skimmed.collect(),
            whole: meetings.into_iter().map(OnceLock::from).collect(),
            left_out: Vec::new(),
        }
    }

    /// The same series with `meeting` in place of the one on its date.
    #[must_use]
    pub fn with(mut self, meeting: impl Into<Arc<Meeting>>) -> Self {
        let meeting = meeting.into();
        if let Some(index) = self.index_of(meeting.date()) {
            self.meetings[index] = meeting.skimmed().clone();
            self.whole[index] = OnceLock::from(meeting);
        }
        self
    }

    /// The same series, of which these files could not be read.
    #[must_use]
    pub fn with_left_out(mut self, left_out: Vec<LeftOut>) -> Self {
        self.left_out = left_out;
        self
    }

    /// The same series with all items of its meetings; what was skimmed for open ones alone is skimmed again.
    #[must_use]
    pub fn with_all_items(mut self) -> Self {
        let vocabulary = &self.settings.vocabulary;
        for meeting in &mut self.meetings {
            if !meeting.has_all_items() {
                *meeting = meeting.with_all_items(vocabulary);
            }
        }
        self
    }

    /// The files that take the date of a meeting and could not be read.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The notebook's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All meetings, oldest first, as far as a listing reads them.
    pub fn meetings(&self) -> &[Skimmed] {
        &self.meetings
    }

    /// The meeting on `date`, as far as a listing reads it.
    pub fn meeting(&self, date: NaiveDate) -> Option<&Skimmed> {
        self.meetings.get(self.index_of(date)?)
    }

    /// The meeting on `date` read whole.
    pub fn whole(&self, date: NaiveDate) -> Option<&Arc<Meeting>> {
        let index = self.index_of(date)?;
        Some(self.read_once(&self.whole[index], &self.meetings[index]))
    }

    /// All meetings read whole, oldest first.
    pub fn all_whole(&self) -> impl Iterator<Item = &Arc<Meeting>> {
        let both = self.whole.iter().zip(&self.meetings);
        both.map(|(whole, skimmed)| self.read_once(whole, skimmed))
    }

    /// What `look` says of the meeting on `date` read whole. One that nobody asked for before is let go afterwards: who
    /// looks at each of many once, needs not hold them all.
    pub fn look_at_whole<R>(&self, date: NaiveDate, look: impl FnOnce(&Meeting) -> R) -> Option<R> {
        let index = self.index_of(date)?;
        Some(match self.whole[index].get() {
            Some(meeting) => look(meeting),
            None => look(&self.read_whole(&self.meetings[index])),
        })
    }

    /// What is in `whole`, or what is then: `skimmed` read whole.
    fn read_once<'a>(
        &'a self,
        whole: &'a OnceLock<Arc<Meeting>>,
        skimmed: &Skimmed,
    ) -> &'a Arc<Meeting> {
        whole.get_or_init(|| Arc::new(self.read_whole(skimmed)))
    }

    /// `skimmed` read whole: the one place where that happens.
    fn read_whole(&self, skimmed: &Skimmed) -> Meeting {
        Meeting::of_skimmed(skimmed, &self.settings.vocabulary)
    }

    fn index_of(&self, date: NaiveDate) -> Option<usize> {
        self.meetings
            .binary_search_by_key(&date, Skimmed::date)
            .ok()
    }

    /// The meetings that took place, seen from `date`, the newest first: those marked as held up to `date`, and those
    /// before it that nobody moved or cancelled.
    pub fn held(&self, date: NaiveDate) -> impl Iterator<Item = &Skimmed> {
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
    pub fn last_held(&self, date: NaiveDate) -> Option<&Skimmed> {
        self.held(date).next()
    }

    /// How every item stands among its copies.
    pub fn item_copies(&self) -> Vec<ItemCopy> {
        item_copies(&self.meetings)
    }

    /// How often an item that was first written at `origin` and now stands in the meeting that was due on `due` has
    /// been carried: once for each meeting that was due after `origin`, up to and with that one.
    pub fn times_carried(&self, origin: NaiveDate, due: NaiveDate) -> usize {
        let dates = self.meetings.iter().map(Skimmed::due_date);
        dates.filter(|date| *date > origin && *date <= due).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Wanted;
    use crate::meeting::{parse_date, settings_for_tests};

    const TEXT: &str = "---\nstatus: held\n---\n## Wins\n\n## Action items\n- [x] a\n- [ ] b\n";

    fn date() -> NaiveDate {
        parse_date("2026-11-24").expect("a date")
    }

    fn skimmed(wanted: Wanted) -> Series {
        let settings = settings_for_tests();
        let meeting = Skimmed::read(date(), TEXT, None, &settings.vocabulary, wanted);
        Series::new(settings, vec![meeting])
    }

    #[test]
    fn a_meeting_is_read_whole_once() {
        let series = skimmed(Wanted::Open);
        let meeting = series.whole(date()).expect("the meeting");
        assert_eq!(meeting.sections().len(), 2);
        assert_eq!(meeting.status(), MeetingStatus::Held);
        let again = series.all_whole().next().expect("the meeting");
        assert!(Arc::ptr_eq(meeting, again));
        // Also by one that was made of the same series, and of it alone.
        let same = Series::of_whole(series.settings().clone(), [Arc::clone(meeting)]);
        assert!(Arc::ptr_eq(
            meeting,
            same.whole(date()).expect("the meeting")
        ));
        assert!(series.whole(date().pred_opt().expect("a day")).is_none());
    }

    #[test]
    fn one_that_is_looked_at_is_not_kept() {
        let series = skimmed(Wanted::Open);
        let sections = |meeting: &Meeting| meeting.sections().len();
        assert_eq!(series.look_at_whole(date(), sections), Some(2));
        assert!(series.whole[0].get().is_none());
        let kept = Arc::clone(series.whole(date()).expect("the meeting"));
        let is_kept = |meeting: &Meeting| std::ptr::eq(meeting, &*kept);
        assert_eq!(series.look_at_whole(date(), is_kept), Some(true));
        let other = date().pred_opt().expect("a day");
        assert_eq!(series.look_at_whole(other, sections), None);
    }

    #[test]
    fn what_was_skimmed_for_open_items_gets_all() {
        let titles = |series: &Series| -> Vec<String> {
            let items = series.meetings()[0].items().iter();
            items.map(|item| item.title.clone()).collect()
        };
        let open = skimmed(Wanted::Open);
        assert_eq!(titles(&open), ["b"]);
        assert_eq!(titles(&open.with_all_items()), ["a", "b"]);
        assert_eq!(titles(&skimmed(Wanted::Any).with_all_items()), ["a", "b"]);
    }

    #[test]
    fn a_meeting_takes_the_place_of_the_one_on_its_date() {
        let settings = settings_for_tests();
        let closed = Meeting::read(date(), "- [ ] c\n", None, &settings.vocabulary);
        let series = skimmed(Wanted::Any);
        series.whole(date()).expect("the meeting");
        let series = series.with(closed);
        assert_eq!(series.meetings()[0].items()[0].title, "c");
        assert_eq!(series.whole(date()).expect("it").source(), "- [ ] c\n");
    }
}
