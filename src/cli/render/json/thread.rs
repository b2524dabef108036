//! `thread --json`.

use std::borrow::Cow;

use serde::Serialize;

use super::Day;
use crate::view::Mention;

/// The story of one item.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThreadJson<'a> {
    /// Its text now, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// Where it stands, the oldest first.
    pub mentions: Vec<MentionJson<'a>>,
}

/// One mention of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MentionJson<'a> {
    /// The date of the meeting.
    pub date: Day,
    /// Its box there in a word: `open`, `in-progress`, `done`, `carried`, `dropped` or `unknown`.
    pub status: &'static str,
    /// The file, from where the command was run.
    pub path: String,
    /// The line of its box, from 1.
    pub line: usize,
    /// The item with its notes, as it is written.
    pub text: &'a str,
}

impl<'a> MentionJson<'a> {
    /// `mention`, whose file is shown as `path`.
    pub fn new(mention: &'a Mention, path: String) -> Self {
        MentionJson {
            date: Day(mention.date),
            status: mention.status.word(),
            path,
            line: mention.line,
            text: &mention.text,
        }
    }
}
