//! `search --json`.

use serde::Serialize;

use super::Day;
use crate::view::Hit;

/// The lines that were found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SearchJson<'a> {
    /// The lines.
    pub hits: Vec<HitJson<'a>>,
}

/// One line.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HitJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The date of the meeting.
    pub date: Day,
    /// The title of the section in which it stands.
    pub section: Option<&'a str>,
    /// The file, from where the command was run.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub text: &'a str,
}

impl<'a> HitJson<'a> {
    /// `hit` in `notebook`, whose file is shown as `path`.
    pub fn new(hit: &'a Hit, notebook: &'a str, path: String) -> Self {
        HitJson {
            notebook,
            date: Day(hit.date),
            section: hit.section.as_deref(),
            path,
            line: hit.line,
            text: &hit.text,
        }
    }
}
