//! `handover --json`.

use serde::Serialize;

use super::{Day, SideJson};
use crate::view::handover::Passage;

/// The lines that may be handed over, and the document that was made of some.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HandoverJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The lines.
    pub lines: Vec<PassageJson<'a>>,
    /// The document, in Markdown, once lines were chosen.
    pub document: Option<&'a str>,
}

/// A line that may be handed over.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PassageJson<'a> {
    /// The letters by which `--include` takes it; they may get more when lines are added.
    pub r#ref: &'a str,
    /// Where it belongs: `goals`, `items`, `promises`, `wins`, `rhythm` or `feedback`.
    pub topic: &'static str,
    /// What it says.
    pub text: &'a str,
    /// The date of the meeting in which it was written.
    pub date: Option<Day>,
    /// Which of the two wrote it, where that is known.
    pub author: Option<SideJson>,
    /// Whether `--all` takes it.
    pub offered: bool,
    /// Whether it is in the document.
    pub chosen: bool,
}

impl<'a> PassageJson<'a> {
    /// `passage`, named by `reference`.
    pub fn new(passage: &'a Passage, reference: &'a str, chosen: bool) -> Self {
        PassageJson {
            r#ref: reference,
            topic: passage.topic.word(),
            text: &passage.text,
            date: passage.date.map(Day),
            author: passage.author.map(SideJson::from),
            offered: passage.is_offered(),
            chosen,
        }
    }
}
