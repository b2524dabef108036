//! A workspace to try the tool on: two pairs and a year of their meetings.
//!
//! The year is a story in plain text (`templates/demo`); `story` reads it, `write` turns it into files and carries the open
//! items from each meeting to the next, by the same law that the tool keeps. Everything is counted back from `today`,
//! and nothing else goes in: the same day gives the same bytes.

mod story;
mod timeline;
mod write;

use chrono::NaiveDate;

use self::story::Story;
use crate::change::{FileChange, Plan};
use crate::meeting::Settings;

/// One notebook of the workspace, as it comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct DemoPair {
    /// The name of its folder in the workspace.
    pub folder: &'static str,
    /// Its `oneonone.yaml`.
    pub configuration: &'static str,
    story: &'static str,
}

/// Make of a list of names the pairs of these names, each with its two files.
macro_rules! pairs {
    ($($name:literal)*) => {
        &[$(DemoPair {
            folder: $name,
            configuration: include_str!(concat!("../../../templates/demo/", $name, ".yaml")),
            story: include_str!(concat!("../../../templates/demo/", $name, ".md")),
        }),*]
    };
}

/// Dana's two pairs.
pub const PAIRS: &[DemoPair] = pairs! {
    "alex"
    "zoe"
};

/// Plan to make the notebook of `pair`, of which `settings` were read, as it would look on `today`: the newest meeting is
/// just behind, the next one not yet prepared.
pub fn notebook(pair: &DemoPair, settings: &Settings, today: NaiveDate) -> Plan {
    let story = Story::read(pair.story);
    let files = write::notebook(&story, pair.configuration, settings, today).into_iter();
    files
        .map(|(path, text)| FileChange::create(path, text))
        .collect()
}
