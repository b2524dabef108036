//! Reading the meetings of a notebook, and saying at the end what was left out.

use crate::cli::basics::{CliError, Context};
use crate::markdown::Wanted;
use crate::meeting::Series;
use crate::notebook::{Notebook, Threads};
use crate::sharing::read_series;

impl Context {
    /// All meetings of `notebook` with their open items.
    pub fn series(&self, notebook: &Notebook) -> Result<Series, CliError> {
        let (series, _) = read_series(notebook, Wanted::Open, Threads::Many)?;
        self.note_left_out(notebook, series.left_out());
        Ok(series)
    }

    /// All meetings of `notebook` with all items.
    pub fn series_with_all_items(&self, notebook: &Notebook) -> Result<Series, CliError> {
        let (series, _) = read_series(notebook, Wanted::Any, Threads::Many)?;
        self.note_left_out(notebook, series.left_out());
        Ok(series)
    }
}
