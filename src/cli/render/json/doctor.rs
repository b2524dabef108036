//! `doctor --json`.

use serde::Serialize;

/// What is wrong with clones of notebooks.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DoctorJson {
    /// Each fault.
    pub findings: Vec<FaultJson>,
}

/// Something that is wrong with a clone.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FaultJson {
    /// The notebook, by its name.
    pub notebook: String,
    /// What it is, in a stable word.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The file, from where the command was run, where it is in one.
    pub path: Option<String>,
    /// The line, from 1; 0 where there is none.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values); 0 where there is none.
    pub column: usize,
    /// What to do about it.
    pub help: String,
}
