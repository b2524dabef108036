//! What git would leave behind, in the user's words: where the reason stands, and what to type.

use std::path::Path;

use super::context::Context;
use crate::change::{ChangeSet, FileChange};
use crate::git::{Recoded, Unwatched};
use crate::meeting::MeetingPath;
use crate::notebook::Notebook;
use crate::sharing::{Behind, BehindReason, Place, left_behind_of};
use crate::text::shell_quoted;

/// The place of the rule by which `behind` is left behind: `FILE:LINE: PATTERN`.
pub fn place_of(behind: &Behind) -> Option<String> {
    match &behind.reason {
        BehindReason::Ignored(rule) => {
            Some(format!("{}:{}: {}", rule.source, rule.line, rule.pattern))
        }
        _ => None,
    }
}

/// What to type so that git takes the file.
pub fn way_in(behind: &Behind) -> String {
    let path = shell_quoted(&behind.path);
    match &behind.reason {
        BehindReason::Ignored(rule) => format!(
            "take line {} out of `{}`, or let git have the file all the same: `git add --force {path}`",
            rule.line, rule.source
        ),
        BehindReason::Unwatched(Unwatched::AssumeUnchanged) => {
            format!("let git look at it again: `git update-index --no-assume-unchanged {path}`")
        }
        BehindReason::Unwatched(Unwatched::SkipWorktree) => {
            format!("let git look at it again: `git update-index --no-skip-worktree {path}`")
        }
        BehindReason::NotInSparseCheckout => {
            let folder = Path::new(&behind.path).parent().unwrap_or(Path::new(""));
            let folder = shell_quoted(&folder.to_string_lossy());
            format!("take its folder in: `git sparse-checkout add {folder}`")
        }
        BehindReason::Linked(link) => {
            format!("put the folder itself in the place of the link `{link}`")
        }
        BehindReason::InOther(folder) => format!(
            "move `{folder}/.git` away: what lies in `{folder}` belongs to the repository around it"
        ),
        BehindReason::Unseen => format!("see what git makes of it: `git status --ignored {path}`"),
    }
}

/// The place of the rule by which git stores a meeting otherwise than it is written: `FILE:LINE: TEXT`.
pub fn attribute_place(found: &Recoded) -> Option<String> {
    let rule = found.rule.as_ref()?;
    Some(format!("{}:{}: {}", rule.source, rule.line, rule.text))
}

/// What to do so that git stores a meeting as it is written.
pub fn stored_as_written(found: &Recoded) -> String {
    let attribute = found.recoding.attribute();
    match &found.rule {
        Some(rule) => format!(
            "take `{attribute}` out of line {} of `{}`",
            rule.line, rule.source
        ),
        None => format!(
            "`git check-attr -a {}` shows what holds for it; take `{attribute}` out of the file that says so",
            shell_quoted(&found.path)
        ),
    }
}

/// `behind` with paths and rules as they are shown to one who stands where the user does.
pub fn shown(context: &Context, top: &Path, behind: Behind) -> Behind {
    let shown = |path: &str| context.shown_path(&top.join(path));
    let reason = match behind.reason {
        BehindReason::Ignored(mut rule) => {
            rule.source = shown(&rule.source);
            BehindReason::Ignored(rule)
        }
        BehindReason::Linked(link) => BehindReason::Linked(shown(&link)),
        BehindReason::InOther(folder) => BehindReason::InOther(shown(&folder)),
        other => other,
    };
    Behind {
        path: shown(&behind.path),
        reason,
    }
}

impl Context {
    /// Warn where a meeting that `changes` have made in `notebook` is one that git would leave behind, or a file that was
    /// changed with it is: then a part of the change would never reach the other side.
    pub fn warn_of_what_stays_behind(&mut self, notebook: &Notebook, changes: &ChangeSet) {
        let is_meeting = |path: &str| {
            let name = path.strip_prefix("meetings/");
            name.and_then(MeetingPath::from_file_name).is_some()
        };
        let is_made = |change: &FileChange| match change {
            FileChange::Create { path, .. } => is_meeting(path),
            FileChange::Rename { to, .. } => is_meeting(to),
            FileChange::Rewrite { .. } | FileChange::Remove { .. } => false,
        };
        if changes.changes().iter().any(is_made) {
            let is_left = |change: &&FileChange| !matches!(change, FileChange::Remove { .. });
            let files = changes.changes().iter().filter(is_left);
            let files: Vec<String> = files.map(|change| change.path().to_string()).collect();
            self.warn_of_files_left_behind(notebook, &files);
        }
    }

    /// Warn of those of `files`, relative to `notebook`, that git would leave behind; they need not be there. Where git
    /// can't say nothing is said: `sync` will.
    pub fn warn_of_files_left_behind(&mut self, notebook: &Notebook, files: &[String]) {
        if crate::git::git_folder(notebook.root()).is_none() {
            return;
        }
        let Ok(place) = Place::around(notebook.root(), None) else {
            return;
        };
        let left = left_behind_of(&place, notebook.root(), files).unwrap_or_default();
        let top = &place.top;
        for behind in left {
            let file = top.join(&behind.path);
            if self.behind_told.contains(&file) {
                continue;
            }
            self.behind_told.push(file);
            let there = shown(self, top, behind.clone());
            let at = place_of(&there).map_or(String::new(), |at| format!(" ({at})"));
            self.ui.warning(&format!(
                "{}{at}, so the other side would never get it",
                there.sentence()
            ));
            self.ui.hint(&match self.outside.folder.starts_with(top) {
                true => way_in(&there),
                false => {
                    let git = format!("`git -C {} ", shell_quoted(&self.shown_path(top)));
                    way_in(&behind).replace("`git ", &git)
                }
            });
        }
    }
}
