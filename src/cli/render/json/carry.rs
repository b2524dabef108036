//! `carry --json`.

use std::borrow::Cow;

use serde::Serialize;

use super::Day;
use crate::markdown::plain;
use crate::meeting::MeetingPath;
use crate::plan::CarriedItem;
use crate::plan::by_hand::HandCopy;

/// What was carried into an agenda.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CarryJson<'a> {
    /// The file of the agenda, from where the command was run.
    pub path: String,
    /// The items that were carried, in the order of the agenda.
    pub carried: Vec<CarriedItemJson<'a>>,
    /// How many originals got their mark because a newer copy was there already.
    pub marked: usize,
    /// The items of which somebody had made a copy by hand.
    pub by_hand: Vec<HandCopyJson<'a>>,
    /// The day of the agenda that comes before this one, where everything waits for that and nothing was carried.
    pub waits_for: Option<Day>,
}

/// An item that somebody had copied by hand.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HandCopyJson<'a> {
    /// Its text, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// The date of the meeting in which it was first written.
    pub since: Day,
    /// The file of the copy, from the folder of the notebook.
    pub file: String,
    /// The line of the copy, from 1.
    pub line: usize,
}

impl<'a> HandCopyJson<'a> {
    /// `copy` for scripts.
    pub fn new(copy: &'a HandCopy) -> Self {
        HandCopyJson {
            title: &copy.title,
            plain: plain(&copy.title),
            since: Day(copy.origin),
            file: MeetingPath::new(copy.date).to_string(),
            line: copy.line,
        }
    }
}

/// An item that was carried.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CarriedItemJson<'a> {
    /// Its text, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// The handle of whoever has it.
    pub owner: Option<&'a str>,
    /// The date of the meeting in which it was first written.
    pub since: Day,
    /// The date of the meeting from which it comes.
    pub from: Day,
    /// Over how many meetings it was carried.
    pub carried: usize,
    /// The title of the section into which it went.
    pub section: &'a str,
}

impl<'a> CarriedItemJson<'a> {
    /// `item` for scripts.
    pub fn new(item: &'a CarriedItem) -> Self {
        CarriedItemJson {
            title: &item.title,
            plain: plain(&item.title),
            owner: item.owner.as_deref(),
            since: Day(item.origin),
            from: Day(item.from),
            carried: item.times,
            section: &item.section,
        }
    }
}
