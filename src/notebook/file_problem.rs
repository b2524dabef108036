//! What is wrong with a file in `meetings/`.

use chrono::NaiveDate;

use crate::practice::checks::Placed;
use crate::text::{Help, Rule};

/// Something in `meetings/` that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Its path, relative to the notebook.
    pub path: String,
    /// What it is an instance of.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Help,
    /// The date of the meeting that is left out because of it.
    pub left_out: Option<NaiveDate>,
}

impl FileProblem {
    /// As `check` and the doctor say it.
    pub fn placed(&self) -> Placed {
        let help = Some(self.help.clone());
        Placed::in_file(&self.path, None, self.rule, &self.message, help)
    }
}
