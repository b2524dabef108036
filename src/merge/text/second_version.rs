//! A second version of the same words: whose it is, and what is said of it.

use crate::merge::three::{Ours, Revision, Theirs};

/// Whose the two sides are, as a comment beside a second version names them: a first name, or nothing where it is not
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Who wrote our side.
    pub ours: Option<String>,
    /// Who wrote theirs.
    pub theirs: Option<String>,
}

impl Names {
    /// The same where the sides are swapped.
    pub(super) fn swapped(&self) -> Names {
        Names {
            ours: self.theirs.clone(),
            theirs: self.ours.clone(),
        }
    }

    /// Whose a side is.
    pub(super) fn of(&self, side: Revision) -> Option<&str> {
        match side {
            Revision::Base => None,
            Ours => self.ours.as_deref(),
            Theirs => self.theirs.as_deref(),
        }
    }

    /// Whose the second of two versions is.
    pub(super) fn of_second(&self, is_ours_first: bool) -> Option<&str> {
        self.of(if is_ours_first { Theirs } else { Ours })
    }
}

/// What to say where something stands that only one side deleted.
pub(super) const KEPT: &str = "one deleted this, the other changed it; it stays";

/// What to say where both versions of some words stand.
pub(super) const BOTH_CHANGED: &str =
    "both changed these words; both versions stand here, keep one";

/// The comment behind a second version.
pub(super) fn both_changed(name: Option<&str>) -> String {
    match name {
        Some(name) => {
            let name = name.replace("--", "").replace(['<', '>'], "");
            format!("<!-- both changed this: {name}'s version -->")
        }
        None => "<!-- both changed this: keep one of the two -->".to_string(),
    }
}
