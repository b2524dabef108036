use crate::markdown::Damage;
use crate::meeting::Vocabulary;

/// Whose the two sides are, as a comment beside a second version names them: a first name, or nothing where it is not
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Who wrote our side.
    pub ours: Option<String>,
    /// Who wrote theirs.
    pub theirs: Option<String>,
}

/// One of the three texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// What both began with.
    Base,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// Something in a merged text that the two should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line in the merged text, from 1.
    pub line: usize,
    /// What is there, as one sentence without a full stop.
    pub message: String,
}

/// What a merge gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// What to look at, in the order of the text.
    pub remarks: Vec<Remark>,
}

/// Why three texts were not merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefused {
    /// One of the sides is a file that we never change.
    #[error("{}", .1.diagnostic().message)]
    Damaged(Version, Damage),
    /// The result would lose or double something: a fault of ours, found before it did harm.
    #[error("the merged text would not hold what both wrote: {0}")]
    Unsafe(String),
}

/// Merge `ours` and `theirs`, which both began as `base`, item by item.
///
/// Swapping the two sides (and their names) gives the same text.
///
/// # Errors
/// When a side is damaged, or the result would lose or double something.
pub fn merge(
    base: &str,
    ours: &str,
    theirs: &str,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Result<Merged, MergeRefused> {
    let _ = (names, vocabulary);
    let text = if ours == theirs || theirs == base {
        ours
    } else if ours == base {
        theirs
    } else {
        return Err(MergeRefused::Unsafe("not written yet".to_string()));
    };
    Ok(Merged {
        text: text.to_string(),
        remarks: Vec::new(),
    })
}
