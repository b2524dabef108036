//! What the process was given.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};

/// What the process was given: read once, in `main`, and an argument from there on.
#[derive(Clone, Debug)]
pub struct Outside {
    /// The command line, the program's name first.
    pub arguments: Vec<OsString>,
    /// The environment.
    pub variables: BTreeMap<OsString, OsString>,
    /// The folder one stands in.
    pub folder: PathBuf,
    /// The day, where the user is.
    pub today: NaiveDate,
    /// The time of that day.
    pub time: NaiveTime,
    /// The moment, in seconds since 1970 (UTC).
    pub now: i64,
    /// Whether standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
}

impl Outside {
    /// An environment variable that is set and not empty.
    pub fn variable(&self, name: &str) -> Option<&str> {
        let value = self.variables.get(&OsString::from(name))?.to_str()?;
        (!value.is_empty()).then_some(value)
    }
}
