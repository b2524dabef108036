//! What git would leave behind, and why, as a value.

use crate::git::{IgnoreRule, Unwatched};

/// A file of a notebook that git would leave behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Relative to the top of the work tree.
    pub path: String,
    /// Why.
    pub reason: ExclusionReason,
}

/// Why git would leave a file behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExclusionReason {
    /// A rule says to ignore it.
    Ignored(IgnoreRule),
    /// The index was told not to look at it.
    Unwatched(Unwatched),
    /// It lies outside of what a sparse checkout takes in.
    NotInSparseCheckout,
    /// It lies behind this link, relative to the top of the work tree.
    Linked(String),
    /// It lies in this other repository, relative to the top of the work tree.
    InOther(String),
    /// Git does not name it, and does not say why.
    Unseen,
}

impl Excluded {
    /// What is the matter with it, as one sentence without an end.
    pub fn sentence(&self) -> String {
        let path = &self.path;
        match &self.reason {
            ExclusionReason::Ignored(_) => format!("git ignores `{path}`"),
            ExclusionReason::Unwatched(Unwatched::AssumeUnchanged) => {
                format!("git was told to take `{path}` for unchanged")
            }
            ExclusionReason::Unwatched(Unwatched::SkipWorktree) => {
                format!("git was told not to look at `{path}`")
            }
            ExclusionReason::NotInSparseCheckout => {
                format!("`{path}` lies outside of this sparse checkout")
            }
            ExclusionReason::Linked(link) => {
                format!("`{path}` lies behind the link `{link}`, through which git does not look")
            }
            ExclusionReason::InOther(folder) => {
                format!("`{path}` lies in a repository of its own, `{folder}`")
            }
            ExclusionReason::Unseen => format!("git does not see `{path}`"),
        }
    }
}
