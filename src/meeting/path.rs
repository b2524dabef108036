//! The place of a meeting's file, which follows from its date.

use std::fmt;

use chrono::NaiveDate;

use super::date::parse_date;

/// Where a meeting's file is in its notebook: always `meetings/YYYY-MM-DD.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingPath(NaiveDate);

impl MeetingPath {
    /// The path of the meeting on `date`.
    pub fn new(date: NaiveDate) -> Self {
        MeetingPath(date)
    }

    /// The path of the file called `name`, if it is exactly a date with `.md`.
    pub fn from_file_name(name: &str) -> Option<Self> {
        parse_date(name.strip_suffix(".md")?).map(MeetingPath)
    }

    /// The day that the file's name says.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for MeetingPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "meetings/{}.md", self.0)
    }
}
