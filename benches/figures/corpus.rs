//! The notebooks that everything is measured on: made once, the same bytes on every machine, their contents known.
//!
//! Each person is a folder with `oneonone.yaml` and a meeting of 2 to 4 KB a week. Items are done, carried (`[>]` here,
//! a copy with `since:` in the next meeting) or forgotten (open for ever); in the last meeting most are open. Fences,
//! comments, code and front matter hold checkboxes that are none.

mod item;
mod make;
mod page;
mod people;
mod random;
mod special;
mod story;
mod truth;
mod words;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::Value;

pub use people::Person;
pub use truth::Truth;

/// Raised with every change of a byte that the generator writes: old corpora are then made again.
const VERSION: u64 = 1;

/// No meeting after this day. The figures are taken on the Monday after it.
const END: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a real day");
pub const TODAY: &str = "2026-11-23";

/// One workspace.
pub struct Corpus {
    pub name: &'static str,
    pub people: usize,
    pub weeks: usize,
    /// The chance that an item is forgotten.
    pub forgotten: f64,
    /// The next agenda is there already, with nothing carried into it.
    pub agenda: bool,
    /// Each notebook is a git repository with one commit.
    pub git: bool,
}

const PLAIN: Corpus = Corpus {
    name: "",
    people: 1,
    weeks: 520,
    forgotten: 0.05,
    agenda: false,
    git: false,
};
pub const SMALL: Corpus = Corpus {
    name: "S",
    people: 10,
    weeks: 52,
    ..PLAIN
};
pub const MEDIUM: Corpus = Corpus {
    name: "M",
    people: 50,
    weeks: 260,
    ..PLAIN
};
pub const LARGE: Corpus = Corpus {
    name: "L",
    people: 200,
    weeks: 520,
    ..PLAIN
};
/// Ten years of ten people: the first ten of `LARGE`, byte for byte.
pub const TEN: Corpus = Corpus {
    name: "ten",
    people: 10,
    ..PLAIN
};
pub const TEN_IN_GIT: Corpus = Corpus {
    name: "ten-in-git",
    git: true,
    ..TEN
};
/// Ten years of one pair who use the program: nothing is forgotten, open items stand in the last meeting only.
pub const PAIR: Corpus = Corpus {
    name: "pair",
    forgotten: 0.0,
    ..PLAIN
};
pub const PAIR_WITH_AGENDA: Corpus = Corpus {
    name: "pair-with-agenda",
    agenda: true,
    ..PAIR
};
/// Ten years of one pair on the day they begin to use it: forgotten items in scores of files.
pub const BACKLOG: Corpus = Corpus {
    name: "backlog",
    ..PLAIN
};

const ALL: [&Corpus; 8] = [
    &SMALL,
    &MEDIUM,
    &LARGE,
    &TEN,
    &TEN_IN_GIT,
    &PAIR,
    &PAIR_WITH_AGENDA,
    &BACKLOG,
];

impl Corpus {
    pub fn named(name: &str) -> Option<&'static Corpus> {
        ALL.into_iter().find(|corpus| corpus.name == name)
    }

    pub fn meetings(&self) -> usize {
        self.people * self.weeks
    }

    pub fn folder(&self, root: &Path) -> PathBuf {
        root.join(self.name)
    }

    /// What is in it, if it is complete and of this version. The marker stands beside the folder, not in it: the
    /// workspace holds nothing but notebooks.
    pub fn truth(&self, root: &Path) -> Option<Truth> {
        let text = fs::read_to_string(self.marker(root)).ok()?;
        let marker: Value = serde_json::from_str(&text).ok()?;
        let same = marker["version"] == VERSION
            && marker["people"] == self.people
            && marker["weeks"] == self.weeks;
        Truth::from_json(&marker["truth"]).filter(|_| same)
    }

    fn marker(&self, root: &Path) -> PathBuf {
        root.join(format!("{}.complete.json", self.name))
    }
}
