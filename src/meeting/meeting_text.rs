//! A meeting of which nothing was read yet but its text: what a version of a notebook has.

use chrono::NaiveDate;

use super::skimmed::due_date_of;
use crate::markdown::Damage;

/// The text of one meeting's file.
#[derive(Clone, Debug)]
pub struct MeetingText {
    /// The day that the file's name says.
    pub date: NaiveDate,
    /// Its text.
    pub source: String,
    /// Why it must not be changed, if so.
    pub damage: Option<Damage>,
}

impl MeetingText {
    /// The date on which the meeting was first due.
    pub fn due_date(&self) -> NaiveDate {
        due_date_of(self.source.as_bytes(), self.date)
    }
}
