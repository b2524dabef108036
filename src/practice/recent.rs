//! The next agenda and the last meetings, at which the checks and the questions look.

use chrono::NaiveDate;

use super::boilerplate::Boilerplate;
use super::page::Page;
use crate::meeting::{MeetingStatus, Series, Skimmed};

/// The meetings around a day that the practice looks at: the next agenda, and those held before.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    /// The next agenda, where there is one.
    pub agenda: Option<Page>,
    /// Held meetings, the newest first.
    pub held: Vec<Page>,
}

impl Recent {
    /// The next agenda of `series` seen from `today`, and the last `count` meetings that were held.
    pub fn read(
        series: &Series,
        boilerplate: &Boilerplate,
        today: NaiveDate,
        count: usize,
    ) -> Self {
        let read = |meeting: &Skimmed| Page::of_series(series, meeting.date(), boilerplate);
        let planned = series
            .meetings()
            .iter()
            .find(|meeting| meeting.date() >= today && meeting.status() == MeetingStatus::Planned);
        Recent {
            agenda: planned.and_then(read),
            held: series.held(today).take(count).filter_map(read).collect(),
        }
    }

    /// The meeting on `date` as if it were the one at hand, and the last `count` that were held before it; `None` if
    /// there is no such meeting.
    pub fn around(
        series: &Series,
        boilerplate: &Boilerplate,
        date: NaiveDate,
        today: NaiveDate,
        count: usize,
    ) -> Option<Self> {
        let read = |meeting: &Skimmed| Page::of_series(series, meeting.date(), boilerplate);
        let meeting = series.meeting(date)?;
        let is_record = series.held(today).any(|held| held.date() == date);
        let before = series.held(date).filter(|held| held.date() < date);
        let mut held: Vec<Page> = before.take(count).filter_map(read).collect();
        let mut agenda = read(meeting);
        if is_record {
            held.insert(0, agenda.take()?);
        }
        Some(Recent { agenda, held })
    }

    /// Leave out meetings whose file can be read only in part: what seems to be missing may well be there.
    pub fn leave_out_damaged(&mut self) {
        let is_sound = |page: &Page| page.meeting().damage().is_none();
        self.agenda = self.agenda.take().filter(|page| is_sound(page));
        self.held.retain(is_sound);
    }

    /// All pages, the newest first.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.agenda.iter().chain(&self.held)
    }
}
