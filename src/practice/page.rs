//! A meeting as what the two wrote in it, entry by entry.

use std::sync::Arc;

use chrono::NaiveDate;

use super::boilerplate::Boilerplate;
use super::entry::{Entry, entries};
use crate::meeting::{Meeting, MeetingSection, Pair, Person, Role, Series, Side, touches};
use crate::text::{LineColumn, Span, fold_title};

/// A meeting read whole, with what people wrote in it.
#[derive(Clone, Debug)]
pub struct Page {
    meeting: Arc<Meeting>,
    entries: Vec<Entry>,
}

impl Page {
    /// Read the entries of `meeting`.
    pub fn read(meeting: impl Into<Arc<Meeting>>, boilerplate: &Boilerplate) -> Self {
        let meeting = meeting.into();
        let entries = entries(&meeting, boilerplate);
        Page { meeting, entries }
    }

    /// The page of the meeting on `date` in `series`, if there is one.
    pub fn of_series(series: &Series, date: NaiveDate, boilerplate: &Boilerplate) -> Option<Self> {
        let meeting = series.whole(date)?;
        Some(Page::read(Arc::clone(meeting), boilerplate))
    }

    /// The meeting of which the entries are.
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// The day of the meeting, which names its file.
    pub fn date(&self) -> NaiveDate {
        self.meeting.date()
    }

    /// All entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries in sections of `role`, questions left out.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.role == Some(role) && !entry.is_question())
    }

    /// Whether anything is written in sections of `role`. A question alone says nothing yet; with a note below it does.
    pub fn speaks_of(&self, role: Role) -> bool {
        let is_answered = |entry: &Entry| entry.is_question() && entry.parts.len() > 1;
        self.entries
            .iter()
            .filter(|entry| entry.role == Some(role))
            .any(|entry| !entry.is_question() || is_answered(entry))
    }

    /// The value of `key` in the front matter.
    pub fn front(&self, key: &str) -> Option<&str> {
        self.meeting.front_matter()?.get(key)
    }

    /// Where the value of `key` stands in the front matter; else the start of the file.
    pub fn front_span(&self, key: &str) -> Span {
        let front_matter = self.meeting.front_matter();
        let entry = front_matter.and_then(|front_matter| front_matter.entry(key));
        entry.map_or(Span::at(0), |entry| entry.raw)
    }

    /// The heading of the first section of `role`; else the start of the file.
    pub fn heading(&self, role: Role) -> Span {
        let section = self.meeting.section_of_role(role);
        section.map_or(Span::at(0), |section| {
            self.meeting.sections()[section].heading
        })
    }

    /// The section in which `entry` stands.
    pub fn section_of(&self, entry: &Entry) -> Option<&MeetingSection> {
        self.meeting.sections().get(entry.section?)
    }

    /// The place of the byte at `offset`.
    pub fn place(&self, offset: usize) -> LineColumn {
        self.meeting.place(offset)
    }

    /// Who speaks in `entry`: by the name at its start, `@dana: …`.
    pub fn speaker(&self, entry: &Entry, pair: &Pair) -> Option<Side> {
        let text = entry.place().slice(self.meeting.source());
        let (name, _) = text.strip_prefix('@')?.split_once(':')?;
        pair.side_of(name).filter(|_| entry.status.is_none())
    }

    /// To whom `entry` is feedback: by a heading that names one of the two, such as `For Dana`.
    pub fn feedback_to(&self, entry: &Entry, pair: &Pair) -> Option<Side> {
        let mut around = entry.section;
        while let Some(section) = around.and_then(|at| self.meeting.sections().get(at)) {
            if let Some(side) = named_in(&section.title, pair) {
                return Some(side);
            }
            around = section.parent;
        }
        None
    }
}

/// The one of the two whom `title`, such as `For Dana`, names, if it names one alone.
pub fn named_in(title: &str, pair: &Pair) -> Option<Side> {
    let title = fold_title(&apart(title));
    let words: Vec<&str> = title.split(' ').collect();
    let names = |person: &Person| {
        let called = [
            person.handle.as_str(),
            person.first_name(),
            person.name.as_str(),
        ];
        called
            .iter()
            .map(|name| fold_title(&apart(name)))
            .any(|name| {
                if touches(&name) {
                    return title.contains(&name);
                }
                let name: Vec<&str> = name.split(' ').collect();
                words.windows(name.len()).any(|part| part == name)
            })
    };
    match (names(&pair.manager), names(&pair.ic)) {
        (true, false) => Some(Side::Manager),
        (false, true) => Some(Side::Ic),
        _ => None,
    }
}

/// `text` with a blank between scripts in which words touch and others: `Danaさんへ` names Dana.
fn apart(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        let is_touching = touches(c.encode_utf8(&mut [0; 4]));
        if before.is_some_and(|before| before != is_touching) {
            kept.push(' ');
        }
        before = Some(is_touching);
        kept.push(c);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Vocabulary, parse_date};

    #[test]
    fn a_name_is_found_in_the_heading_of_any_language() {
        let person = |handle: &str, name: &str| Person {
            handle: crate::meeting::Handle::new(handle).expect("a handle"),
            name: name.to_string(),
            email: None,
        };
        let pair = Pair {
            manager: person("dana", "Dana Ng"),
            ic: person("tanaka", "田中"),
        };
        for (title, expected) in [
            ("For Dana", Some(Side::Manager)),
            ("Für Dana", Some(Side::Manager)),
            ("Danaさんへ", Some(Side::Manager)),
            ("给Dana", Some(Side::Manager)),
            ("田中さんへ", Some(Side::Ic)),
            ("田中さんとDanaさん", None),
            ("Danae", None),
        ] {
            assert_eq!(named_in(title, &pair), expected, "{title}");
        }
    }

    #[test]
    fn a_question_is_not_what_its_section_is_made_for() {
        let check = |source: &str, speaks: bool, count: usize| {
            let date = parse_date("2026-11-24").expect("a date");
            let meeting = Meeting::read(date, source.to_string(), None, &Vocabulary::default());
            let page = Page::read(meeting, &Boilerplate::default());
            assert_eq!(page.speaks_of(Role::Blockers), speaks, "{source}");
            assert_eq!(page.of(Role::Blockers).count(), count, "{source}");
        };
        check("## Blockers\n- Question: What is slow?\n", false, 0);
        check(
            "## Blockers\n- Question: What is slow?\n  - The deploy\n",
            true,
            0,
        );
        check("## Blockers\n- Question: What is slow?\n- CI is\n", true, 1);
    }
}
