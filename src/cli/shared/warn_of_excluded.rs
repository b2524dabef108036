//! Warnings of files that git would leave behind, given as soon as they are made.

use crate::change::Plan;
use crate::cli::context::Context;
use crate::cli::excluded_in_words::{place_of, shown, way_in};
use crate::git::git_folder;
use crate::meeting::MeetingPath;
use crate::notebook::Notebook;
use crate::sharing::{Place, excluded_among};

impl Context {
    /// Warn where a meeting that `plan` has made in `notebook` is one that git would leave behind, or a file that was
    /// changed with it is: then a part of the change would never reach the other side.
    pub fn warn_of_excluded<T>(&mut self, notebook: &Notebook, plan: &Plan<T>) {
        let is_meeting = |path: &str| {
            let name = path.strip_prefix("meetings/");
            name.and_then(MeetingPath::from_file_name).is_some()
        };
        if plan.new_names().any(is_meeting) {
            let files: Vec<String> = plan.files().map(str::to_string).collect();
            self.warn_of_excluded_files(notebook, &files);
        }
    }

    /// Warn of those of `files`, relative to `notebook`, that git would leave behind; they need not be there. Where git
    /// can't say nothing is said: `sync` will.
    pub fn warn_of_excluded_files(&mut self, notebook: &Notebook, files: &[String]) {
        if git_folder(notebook.root()).is_none() {
            return;
        }
        let Ok(place) = Place::around(notebook.root(), None) else {
            return;
        };
        let left = excluded_among(&place, notebook.root(), files).unwrap_or_default();
        let top = &place.top;
        for excluded in left {
            let file = top.join(&excluded.path);
            if self.excluded_told.contains(&file) {
                continue;
            }
            self.excluded_told.push(file);
            let there = shown(excluded.clone(), |path| self.shown_path(&top.join(path)));
            let at = place_of(&there).map_or(String::new(), |at| format!(" ({at})"));
            self.ui.warning(&format!(
                "{}{at}, so the other side would never get it",
                there.sentence()
            ));
            self.ui.hint(&match self.outside.folder.starts_with(top) {
                true => way_in("git", &there),
                false => way_in(&self.git_in(top), &excluded),
            });
        }
    }
}
