//! A workspace to try the tool on: two pairs and a year of their meetings.
//!
//! The year is a story told as data (`story_alex`, `story_zoe`); `write` turns it into files and carries the open
//! items from each meeting to the next, by the same law that the tool keeps. Everything is counted back from `today`,
//! and nothing else goes in: the same day gives the same bytes.

mod people;
mod story;
mod story_alex;
mod story_zoe;
#[cfg(test)]
mod tests;
mod timeline;
mod write;

use chrono::NaiveDate;

/// One file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoFile {
    /// Where it goes, relative to the workspace, with `/` between the folders.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// The whole workspace as it would look on `today`: the newest meetings are just behind, the next ones not yet prepared.
pub fn workspace(today: NaiveDate) -> Vec<DemoFile> {
    people::PAIRS
        .iter()
        .flat_map(|pair| write::notebook(pair, today))
        .collect()
}
