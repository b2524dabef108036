//! What git would leave behind, in the user's words: where the reason stands, and what to type.

use std::path::Path;

use crate::git::{Recoded, Unwatched};
use crate::sharing::{Excluded, ExclusionReason};
use crate::text::shell_quoted;

/// The place of the rule by which `behind` is left behind: `FILE:LINE: PATTERN`.
pub fn place_of(excluded: &Excluded) -> Option<String> {
    match &excluded.reason {
        ExclusionReason::Ignored(rule) => {
            Some(format!("{}:{}: {}", rule.source, rule.line, rule.pattern))
        }
        _ => None,
    }
}

/// What to type so that git takes the file, where git is called by `git`.
pub fn way_in(git: &str, excluded: &Excluded) -> String {
    let path = shell_quoted(&excluded.path);
    match &excluded.reason {
        ExclusionReason::Ignored(rule) => format!(
            "take line {} out of `{}`, or let git have the file all the same: `{git} add --force {path}`",
            rule.line, rule.source
        ),
        ExclusionReason::Unwatched(Unwatched::AssumeUnchanged) => {
            format!("let git look at it again: `{git} update-index --no-assume-unchanged {path}`")
        }
        ExclusionReason::Unwatched(Unwatched::SkipWorktree) => {
            format!("let git look at it again: `{git} update-index --no-skip-worktree {path}`")
        }
        ExclusionReason::NotInSparseCheckout => {
            let folder = Path::new(&excluded.path).parent().unwrap_or(Path::new(""));
            let folder = shell_quoted(&folder.to_string_lossy());
            format!("take its folder in: `{git} sparse-checkout add {folder}`")
        }
        ExclusionReason::Linked(link) => {
            format!("put the folder itself in the place of the link `{link}`")
        }
        ExclusionReason::InOther(folder) => format!(
            "move `{folder}/.git` away: what lies in `{folder}` belongs to the repository around it"
        ),
        ExclusionReason::Unseen => {
            format!("see what git makes of it: `{git} status --ignored {path}`")
        }
    }
}

/// The place of the rule by which git stores a meeting otherwise than it is written: `FILE:LINE: TEXT`.
pub fn attribute_place(found: &Recoded) -> Option<String> {
    let rule = found.rule.as_ref()?;
    Some(format!("{}:{}: {}", rule.source, rule.line, rule.text))
}

/// What to do so that git, which is called by `git`, stores a meeting as it is written.
pub fn stored_as_written(git: &str, found: &Recoded) -> String {
    let attribute = found.recoding.attribute();
    match &found.rule {
        Some(rule) => format!(
            "take `{attribute}` out of line {} of `{}`",
            rule.line, rule.source
        ),
        None => format!(
            "`{git} check-attr -a {}` shows what holds for it; take `{attribute}` out of the file that says so",
            shell_quoted(&found.path)
        ),
    }
}

/// `behind` with its paths as `shown` shows them.
pub fn shown(excluded: Excluded, shown: impl Fn(&str) -> String) -> Excluded {
    let reason = match excluded.reason {
        ExclusionReason::Ignored(mut rule) => {
            rule.source = shown(&rule.source);
            ExclusionReason::Ignored(rule)
        }
        ExclusionReason::Linked(link) => ExclusionReason::Linked(shown(&link)),
        ExclusionReason::InOther(folder) => ExclusionReason::InOther(shown(&folder)),
        other => other,
    };
    Excluded {
        path: shown(&excluded.path),
        reason,
    }
}
