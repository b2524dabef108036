//! `undo --list --json`.

use serde::Serialize;

/// The changes that can be taken back, the newest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UndoJson<'a> {
    /// The changes.
    pub changes: Vec<ChangeJson<'a>>,
}

/// A change that can be taken back.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// Its number, by which `undo` takes it.
    pub number: u64,
    /// When it was made, in UTC, as ISO 8601 has it.
    pub at: String,
    /// The command that made it.
    pub command: &'a str,
    /// The number of the change that it took back itself.
    pub undoes: Option<u64>,
    /// Its files, from where the command was run.
    pub paths: Vec<String>,
}
