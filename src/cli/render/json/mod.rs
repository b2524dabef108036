//! What `--json` prints, a file for each command. These types are the interface for scripts: fields are added, never
//! renamed or removed; `schemas.rs` holds that, and makes a schema of each type, in which its comments are the words.

pub mod ask;
pub mod carry;
pub mod check;
pub mod doctor;
pub mod export;
pub mod handover;
pub mod items;
pub mod log;
pub mod prep;
pub mod report;
#[cfg(test)]
mod schemas;
pub mod search;
pub mod show;
pub mod status;
pub mod thread;
pub mod undo;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::meeting::Side;

/// A day, written as ISO 8601 has it: `2026-11-24`.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub NaiveDate);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Which of the two.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SideJson {
    Manager,
    Ic,
}

impl From<Side> for SideJson {
    fn from(side: Side) -> Self {
        match side {
            Side::Manager => SideJson::Manager,
            Side::Ic => SideJson::Ic,
        }
    }
}
