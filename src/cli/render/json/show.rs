//! `show --json`.

use serde::Serialize;

use super::Day;
use super::items::ItemJson;
use crate::meeting::{Meeting, Role};

/// A meeting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MeetingJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// Its date.
    pub date: Day,
    /// Its file, from where the command was run.
    pub path: String,
    /// What became of it: `planned`, `held`, `moved` or `cancelled`.
    pub status: &'static str,
    /// The day on which it was first due, where it was moved.
    pub moved_from: Option<Day>,
    /// Its sections, in order.
    pub sections: Vec<SectionJson<'a>>,
    /// Its items, in order.
    pub items: Vec<ItemJson<'a>>,
    /// The whole text.
    pub text: &'a str,
    /// The user's own note beside it, which is on this machine alone.
    pub private: Option<String>,
}

/// A section of a meeting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectionJson<'a> {
    /// The text of its heading.
    pub title: &'a str,
    /// The level of its heading, from 1.
    pub level: usize,
    /// What it is for, for instance `wins`.
    pub role: Option<&'static str>,
    /// What stands in it up to the next heading.
    pub text: &'a str,
}

impl<'a> SectionJson<'a> {
    /// All sections of `meeting`.
    pub fn all(meeting: &'a Meeting) -> Vec<Self> {
        let sections = meeting.sections().iter();
        sections
            .map(|section| SectionJson {
                title: &section.title,
                level: section.level,
                role: section.role.map(Role::word),
                text: section.own.slice(meeting.source()),
            })
            .collect()
    }
}
