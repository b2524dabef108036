//! `items --json`.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use super::Day;
use crate::markdown::plain;
use crate::meeting::{ListedItem, Role};

/// The items that were asked for, the oldest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemsJson<'a> {
    /// The items.
    pub items: Vec<ItemJson<'a>>,
}

/// An item, as its newest copy has it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemJson<'a> {
    /// A short name by which other commands take it; it may get longer when items are added.
    pub r#ref: &'a str,
    /// Its text, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// Its box in a word: `open`, `in-progress`, `done`, `carried`, `dropped` or `unknown`.
    pub status: &'static str,
    /// The handle of whoever has it.
    pub owner: Option<&'a str>,
    /// The day until which it is to be done.
    pub due: Option<Day>,
    /// Whether that day is over and it is still open.
    pub overdue: bool,
    /// The date of the meeting in which it was first written.
    pub since: Day,
    /// Over how many meetings it was carried.
    pub carried: usize,
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The date of the meeting in which it stands.
    pub date: Day,
    /// The title of the section in which it stands.
    pub section: Option<&'a str>,
    /// What that section is for, for instance `action-items`.
    pub role: Option<&'static str>,
    /// The file, from where the command was run.
    pub path: String,
    /// The line of its box, from 1.
    pub line: usize,
    /// The column of its box, from 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl<'a> ItemJson<'a> {
    /// `item` of `notebook`, whose file is shown as `path`.
    pub fn new(
        item: &'a ListedItem,
        reference: &'a str,
        notebook: &'a str,
        path: String,
        today: NaiveDate,
    ) -> Self {
        ItemJson {
            r#ref: reference,
            title: &item.title,
            plain: plain(&item.title),
            status: item.status.word(),
            owner: item.owner.as_deref(),
            due: item.due.map(Day),
            overdue: item.is_overdue(today),
            since: Day(item.origin),
            carried: item.times,
            notebook,
            date: Day(item.date),
            section: item.section.as_deref(),
            role: item.role.map(Role::word),
            path,
            line: item.line,
            column: item.column,
        }
    }
}
