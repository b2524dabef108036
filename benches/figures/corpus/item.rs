//! An action item and how time passes for it.

use chrono::{Days, NaiveDate};

use super::random::Random;

/// What stands in the box.
#[derive(Clone, Copy, PartialEq)]
pub enum State {
    Open,
    Done,
    Carried,
}

/// One promise, as it is written in every meeting that lists it.
#[derive(Clone)]
pub struct Item {
    pub title: String,
    /// A second line of the same paragraph; it belongs to the title, so copies have it too.
    pub continuation: Option<String>,
    pub owner: Option<String>,
    pub owner_first: bool,
    pub due: Option<NaiveDate>,
    /// The meeting where it was first written; only copies say so.
    pub since: Option<NaiveDate>,
    pub carries: u32,
}

impl Item {
    /// What happens to it in one meeting. `forgotten` is the chance that it stays open there for ever.
    pub fn fate(&self, random: &mut Random, last: bool, forgotten: f64) -> State {
        if last {
            if random.chance(0.85) {
                State::Open
            } else {
                State::Done
            }
        } else if random.chance(forgotten) {
            State::Open
        } else if self.carries < 4 && random.chance(0.28) {
            State::Carried
        } else {
            State::Done
        }
    }

    /// The copy that the next meeting starts with.
    pub fn copy_from(&self, day: NaiveDate) -> Item {
        Item {
            since: self.since.or(Some(day)),
            carries: self.carries + 1,
            ..self.clone()
        }
    }

    /// The first line behind the marker.
    pub fn line(&self, state: State, random: &mut Random, day: NaiveDate) -> String {
        let mut line = String::from(match state {
            State::Open => "[ ] ",
            State::Carried => "[>] ",
            State::Done if random.chance(0.07) => "[X] ",
            State::Done => "[x] ",
        });
        match &self.owner {
            Some(owner) if self.owner_first => line += &format!("@{owner} {}", self.title),
            Some(owner) => line += &format!("{} @{owner}", self.title),
            None => line += &self.title,
        }
        if let Some(due) = self.due {
            line += &format!(" due:{due}");
        }
        if let Some(since) = self.since {
            line += &format!(" since:{since}");
        }
        if state == State::Done && random.chance(0.2) {
            line += &format!(" done:{day}");
        }
        line
    }
}

/// A date that people promise things for.
pub fn due(random: &mut Random, day: NaiveDate) -> NaiveDate {
    day + Days::new(random.pick(&[3, 7, 7, 7, 10, 14, 14, 21, 28, 60]))
}
