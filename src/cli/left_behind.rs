//! What git would leave behind, in the user's words: where the reason stands, and what to type.

use std::path::Path;

use crate::git::{Recoded, Unwatched};
use crate::sharing::{Behind, BehindReason};
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

/// `behind` with its paths as `shown` shows them.
pub fn shown(behind: Behind, shown: impl Fn(&str) -> String) -> Behind {
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
