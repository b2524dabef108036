//! A second version of the same words: whose it is, and what is said of it.

/// Whose the two sides are, as a comment beside a second version names them: a first name, or nothing where it is not
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Who wrote our side.
    pub ours: Option<String>,
    /// Who wrote theirs.
    pub theirs: Option<String>,
}

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
