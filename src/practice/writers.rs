//! Who wrote which line, as far as anything tells.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::entry::Entry;
use super::page::Page;
use crate::meeting::{Pair, Role, Side};

/// Who wrote a line, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorship {
    /// Which of the two; `None` for somebody else.
    pub side: Option<Side>,
    /// When, as the writer's clock showed.
    pub at: NaiveDateTime,
}

/// Who wrote the lines of some meetings, from git's history. Empty where there is none: then only what the text itself
/// says is known.
#[derive(Clone, Debug, Default)]
pub struct Writers {
    meetings: BTreeMap<NaiveDate, Vec<Option<Authorship>>>,
}

impl Writers {
    /// Take up who wrote each line, from the first on, of the meeting on `date`.
    pub fn add(&mut self, date: NaiveDate, lines: Vec<Option<Authorship>>) {
        self.meetings.insert(date, lines);
    }

    /// Whether it is known of the meeting on `date` who wrote its lines.
    pub fn knows(&self, date: NaiveDate) -> bool {
        self.meetings.contains_key(&date)
    }

    /// Who wrote the line, from 1, of the meeting on `date`.
    pub fn of_line(&self, date: NaiveDate, line: usize) -> Option<Authorship> {
        let lines = self.meetings.get(&date)?;
        *lines.get(line.checked_sub(1)?)?
    }

    /// Who wrote `entry` of `page`, and when.
    pub fn written(&self, page: &Page, entry: &Entry) -> Option<Authorship> {
        self.of_line(page.date(), page.place(entry.place().start).line)
    }

    /// The newest line of the meeting on `date` that `side` wrote.
    pub fn newest(&self, date: NaiveDate, side: Side) -> Option<NaiveDateTime> {
        let lines = self.meetings.get(&date)?.iter().flatten();
        lines
            .filter(|line| line.side == Some(side))
            .map(|line| line.at)
            .max()
    }

    /// Which of the two wrote `entry` of `page`: by the name at its start (`@dana: …`), by the heading over a piece of
    /// feedback, else by git. `None` where nothing tells, and for what was carried here: that was written elsewhere.
    pub fn author(&self, page: &Page, entry: &Entry, pair: &Pair) -> Option<Side> {
        if entry.since.is_some() {
            return None;
        }
        if let Some(side) = page.speaker(entry, pair) {
            return Some(side);
        }
        if entry.role == Some(Role::Feedback)
            && let Some(to) = page.feedback_to(entry, pair)
        {
            return Some(to.other());
        }
        self.written(page, entry)?.side
    }
}

#[cfg(test)]
mod tests {
    use super::super::boilerplate::Boilerplate;
    use super::*;
    use crate::meeting::{Meeting, parse_date, settings_for_tests};

    #[test]
    fn who_is_spoken_of_does_not_speak() {
        let settings = settings_for_tests();
        for (line, expected) in [
            ("- @dana: the import is out", Some(Side::Manager)),
            ("- @ALEX: the import is out", Some(Side::Ic)),
            ("- shipped it with @dana", None),
            ("- @dana helped me to ship it", None),
            ("- @bo: the import is out", None),
            ("- [ ] @dana: ship it", None),
        ] {
            let date = parse_date("2026-11-24").expect("a date");
            let source = format!("## Wins\n{line}\n");
            let meeting = Meeting::read(date, source, None, &settings.vocabulary);
            let page = Page::read(meeting, &Boilerplate::default());
            let author = Writers::default().author(&page, &page.entries()[0], &settings.pair);
            assert_eq!(author, expected, "{line}");
        }
    }
}
