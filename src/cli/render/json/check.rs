//! `check --json`.

use serde::Serialize;

use crate::cli::deeds;
use crate::practice::checks::Placed;

/// What was found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CheckJson {
    /// Each remark, by file and place.
    pub diagnostics: Vec<DiagnosticJson>,
}

/// One remark with its place.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiagnosticJson {
    /// The file, from where the command was run.
    pub path: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values); 0 for the file as a whole.
    pub column: usize,
    /// How much it matters: `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// The check that found it, as `check --explain` takes it.
    pub code: &'static str,
    /// What is there. Nothing personal is quoted.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl DiagnosticJson {
    /// `placed` for scripts.
    pub fn new(placed: &Placed) -> Self {
        let diagnostic = &placed.diagnostic;
        DiagnosticJson {
            path: placed.path.clone(),
            line: placed.place.map_or(0, |place| place.line),
            column: placed.place.map_or(0, |place| place.column),
            severity: diagnostic.rule.severity().word(),
            code: diagnostic.rule.code(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.as_ref().map(deeds::help),
        }
    }
}
