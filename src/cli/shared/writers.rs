//! Who wrote which line, and what time it is, for the commands that look at the practice.

use chrono::NaiveDateTime;

use crate::cli::context::Context;
use crate::notebook::Notebook;
use crate::practice::{Recent, Writers};
use crate::sharing;

impl Context {
    /// The moment, as the user's clock shows it; on the day that counts as today.
    pub fn clock(&self) -> NaiveDateTime {
        self.today.and_time(self.outside.time)
    }

    /// Who wrote the lines of the meetings in `recent`, as far as git's history tells.
    pub fn writers(&self, notebook: &Notebook, recent: &Recent) -> Writers {
        sharing::writers(notebook, self.me(notebook), self.clock(), recent.pages())
    }
}
