//! The user's private notes: where they are, and that they can't get to anybody else.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::cli::basics::{CliError, Context, Shown, style};
use crate::cli::outside::data_folder;
use crate::git::{Exposure, exposure};
use crate::meeting::long_date;
use crate::notebook::{Notebook, PrivateNotes};
use crate::practice::questions::asked_in_note;

impl Context {
    /// The folder of the user's private notes on all pairs; none for a user without a home.
    pub fn notes_folder(&self) -> Option<PathBuf> {
        let usual = || data_folder(&self.outside).map(|folder| folder.join("private"));
        self.user.private.clone().or_else(usual)
    }

    /// The user's private notes beside the meetings of `notebook`; none for a user without a home.
    pub fn private_notes(&self, notebook: &Notebook) -> Option<PrivateNotes> {
        let base = self.notes_folder()?;
        Some(PrivateNotes::new(&base, &notebook.settings().pair))
    }

    /// The private note beside the meeting on `date`, if there is one; said and left out where it does not lie apart
    /// from what is shared.
    pub fn private_note(&mut self, notebook: &Notebook, date: NaiveDate) -> Option<String> {
        let notes = self.private_notes(notebook)?;
        let note = match notes.read(date) {
            Ok(note) => note?,
            Err(error) => {
                let path = self.shown_path(&notes.path(date));
                self.ui.warning(&format!("can't read `{path}`: {error}"));
                return None;
            }
        };
        if notes.is_inside(date, notebook.root()) {
            let path = self.shown_path(&notes.path(date));
            self.ui
                .warning(&format!("left out: `{path}` lies in the shared folder"));
            return None;
        }
        Some(note)
    }

    /// The questions in the user's private notes beside the meetings on `dates`. A note that can't be read, or lies where
    /// others see it, holds none.
    pub fn private_questions(
        &self,
        notebook: &Notebook,
        dates: &[NaiveDate],
    ) -> Vec<(NaiveDate, String)> {
        let Some(notes) = self.private_notes(notebook) else {
            return Vec::new();
        };
        let mut asked = Vec::new();
        for date in dates {
            if let Ok(Some(note)) = notes.read(*date)
                && !notes.is_inside(*date, notebook.root())
            {
                asked.extend(asked_in_note(&note).into_iter().map(|text| (*date, text)));
            }
        }
        asked
    }

    /// The same notes, where a note beside the meeting on `date` may be written: nowhere where the other one would see it.
    pub fn private_place(
        &self,
        notebook: &Notebook,
        date: NaiveDate,
    ) -> Result<PrivateNotes, CliError> {
        let elsewhere = "name another folder as `private:` in your own configuration, for instance `private: ~/notes/private`";
        let notes = self.private_notes(notebook).ok_or_else(|| {
            CliError::new("you have no home folder for private notes").hint(elsewhere)
        })?;
        let path = self.shown_path(&notes.path(date));
        if notes.is_inside(date, notebook.root()) {
            return Err(CliError::new(format!(
                "`{path}` lies in the shared folder, so it would not be private"
            ))
            .hint(elsewhere));
        }
        let error = |why: &str, work_tree: PathBuf| {
            CliError::new(format!(
                "`{path}` {why} the repository `{}`",
                work_tree.display()
            ))
        };
        match exposure(&notes.real_path(date), &notes.real_base(), notebook.root()) {
            Exposure::Hidden => Ok(notes),
            Exposure::Tracked(work_tree) => Err(error("would get into", work_tree).hint(elsewhere)),
            Exposure::NotIgnored(work_tree) => Err(error("is not ignored in", work_tree).hint(
                format!("add the folder to its `.gitignore`, or {elsewhere}"),
            )),
        }
    }
    /// Add the private note beside the meeting on `date` to the answer, told apart from what is shared.
    pub fn show_private_note(&mut self, notebook: &Notebook, date: NaiveDate) {
        let Some(note) = self.private_note(notebook, date) else {
            return;
        };
        let rule = "── private, only on this machine ──";
        self.ui.line(&Shown::new());
        self.ui.line(&Shown::new().styled(style::WARNING, rule));
        self.ui.line(&Shown::new());
        for line in note.lines() {
            self.ui.plain_line(line);
        }
    }
}

/// With what a new note begins.
pub fn heading(notebook: &Notebook, date: NaiveDate) -> String {
    let pair = &notebook.settings().pair;
    format!(
        "# Private, beside the 1:1 of {} and {}, {}\n\n",
        pair.ic.name,
        pair.manager.name,
        long_date(date)
    )
}
