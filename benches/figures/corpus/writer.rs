//! The lines of one meeting while they are being written, and the counts that follow from them.

use chrono::NaiveDate;

use super::item::{Item, State, due};
use super::people::{EVERYONE, Person};
use super::random::Random;
use super::truth::Truth;
use super::words::{self, ITEM, SENTENCE};

/// One meeting in the making.
pub struct Writer<'a> {
    pub random: &'a mut Random,
    pub truth: &'a mut Truth,
    pub person: &'a Person,
    pub day: NaiveDate,
    /// No checkbox in a quote: in a settled notebook nothing may be open but in the last meeting.
    pub settled: bool,
    pub lines: Vec<String>,
}

impl Writer<'_> {
    pub fn line(&mut self, text: impl Into<String>) {
        self.lines.push(text.into());
    }

    /// Lines that a naive reader takes for an open item.
    pub fn fake(&mut self, lines: &[&str]) {
        self.truth.fakes += lines.len() as u64;
        self.lines.extend(lines.iter().map(|&line| line.to_owned()));
    }

    /// One text of a table with its gaps filled.
    pub fn text(&mut self, table: &[&str]) -> String {
        let text = self.random.pick(table);
        let who = Person::new(self.random.below(EVERYONE)).name;
        words::fill(self.random, text, &who)
    }

    pub fn heading(&mut self, title: &str) {
        self.line("");
        if self.random.chance(0.02) {
            self.line(title);
            self.line("-".repeat(title.len()));
        } else {
            self.line(format!("## {title}"));
        }
        self.line("");
    }

    /// A paragraph; every second person's editor wraps it.
    pub fn sentences(&mut self, count: usize) {
        let text = (0..count)
            .map(|_| self.text(SENTENCE))
            .collect::<Vec<_>>()
            .join(" ");
        if self.person.index % 2 == 1 {
            return self.line(text);
        }
        let mut line = String::new();
        for word in text.split(' ') {
            // A wrapped line must not begin with something that Markdown reads as a block.
            if line.len() + word.len() > 98 && word.starts_with(char::is_alphabetic) {
                self.lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
        self.line(line);
    }

    /// A new promise. Two of one meeting never have the same title: they would be one and the same item.
    pub fn new_item(&mut self, others: &[Item]) -> Item {
        let title = loop {
            let title = self.text(ITEM);
            if others.iter().all(|other| other.title != title) {
                break title;
            }
        };
        let share = self.random.fraction();
        let owner = match share {
            x if x < 0.58 => Some(self.person.handle.clone()),
            x if x < 0.83 => Some(self.person.manager_handle.to_owned()),
            x if x < 0.90 => Some(Person::new(self.random.below(EVERYONE)).handle),
            _ => None,
        };
        let continuation = self.random.chance(0.05).then(|| self.text(words::PLAN));
        let due = self.random.chance(0.55).then(|| due(self.random, self.day));
        let owner_first = self.random.chance(0.2);
        Item {
            title,
            continuation,
            owner,
            owner_first,
            due,
            since: None,
            carries: 0,
        }
    }

    /// Writes an item behind this marker and counts it.
    pub fn item(&mut self, indent: &str, marker: &str, state: State, item: &Item) {
        let line = item.line(state, self.random, self.day);
        self.line(format!("{indent}{marker}{line}"));
        if let Some(more) = &item.continuation {
            let width = indent.len() + marker.len();
            self.line(format!("{:width$}{more}", ""));
        }
        match state {
            State::Open => self.truth.open += 1,
            State::Done => self.truth.done += 1,
            State::Carried => self.truth.carried += 1,
        }
    }

    /// Bytes that these lines will take in a file with LF.
    pub fn size(lines: &[String]) -> usize {
        lines.iter().map(|line| line.len() + 1).sum()
    }
}
