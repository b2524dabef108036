//! Who is in a workspace. Person number 7 is the same person, with the same bytes, in a small and in a large one:
//! that is what lets a figure say "this does not depend on the other people".

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::words::{BEYOND_ASCII, FIRST, LAST, MANAGERS};

/// How many different people may be named in the notes, whatever the size of the workspace.
pub const EVERYONE: usize = 200;

/// One IC and their manager.
pub struct Person {
    pub index: usize,
    pub name: String,
    pub handle: String,
    pub manager: &'static str,
    pub manager_handle: &'static str,
    pub weekday: Weekday,
    /// This person's notes come from an editor that writes CRLF.
    pub crlf: bool,
}

impl Person {
    pub fn new(index: usize) -> Self {
        let (name, handle) = if index % 15 == 7 && index / 15 < BEYOND_ASCII.len() {
            let (name, handle) = BEYOND_ASCII[index / 15];
            (name.to_owned(), handle.to_owned())
        } else {
            let round = index / FIRST.len();
            let (first, last) = (
                FIRST[index % FIRST.len()],
                LAST[(index * 7 + round) % LAST.len()],
            );
            (
                format!("{first} {last}"),
                format!("{first}-{last}").to_lowercase(),
            )
        };
        let (manager, manager_handle) = MANAGERS[index % MANAGERS.len()];
        Person {
            index,
            name,
            handle,
            manager,
            manager_handle,
            weekday: [
                Weekday::Mon,
                Weekday::Tue,
                Weekday::Wed,
                Weekday::Thu,
                Weekday::Fri,
            ][index % 5],
            crlf: index % 17 == 5,
        }
    }

    /// The last of this person's meetings that is not after `end`.
    pub fn last_meeting(&self, end: NaiveDate) -> NaiveDate {
        let back =
            (7 + end.weekday().num_days_from_monday() - self.weekday.num_days_from_monday()) % 7;
        end - Days::new(u64::from(back))
    }

    /// The text of `oneonone.yaml`.
    pub fn settings(&self) -> String {
        let (manager, boss, name, handle) =
            (self.manager, self.manager_handle, &self.name, &self.handle);
        let (index, day) = (
            self.index,
            DAYS[self.weekday.num_days_from_monday() as usize],
        );
        format!(
            "format: 1\n\
             manager:\n  handle: {boss}\n  name: {manager}\n  email: {boss}@example.com\n\
             ic:\n  handle: {handle}\n  name: {name}\n  email: person-{index}@example.com\n\
             cadence:\n  every: week\n  day: {day}\n  time: \"10:00\"\n  time_zone: Europe/Berlin\n  duration: 30\n\
             template: weekly\n"
        )
    }
}

const DAYS: [&str; 5] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
