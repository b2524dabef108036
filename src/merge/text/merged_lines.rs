//! The own lines of one part as they came out of its merge.

use super::second_version::{BOTH_CHANGED, Names};

/// What the own lines of a part became.
#[derive(Default)]
pub(super) struct MergedLines<'a> {
    /// The lines.
    pub lines: String,
    /// The other side's version, when both changed the same words; with that side's name.
    pub second: Option<(String, Option<&'a str>)>,
    /// Notes to stand below it: what an attribute said on the other side.
    pub notes: Vec<ValueNote>,
    /// What to say of it.
    pub remarks: Vec<&'static str>,
}

/// What an attribute said on the side whose word did not stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueNote {
    /// Without the name: `Also: due:2026-10-01`.
    pub text: String,
    /// Whose it is.
    pub name: Option<String>,
}

impl<'a> MergedLines<'a> {
    /// Lines of which there is nothing to say.
    pub fn just(lines: &str) -> MergedLines<'a> {
        MergedLines {
            lines: lines.to_string(),
            ..MergedLines::default()
        }
    }

    /// The versions of both, ours first or not.
    pub fn both([ours, theirs]: [String; 2], is_ours_first: bool, names: &'a Names) -> Self {
        let (first, second) = match is_ours_first {
            true => (ours, theirs),
            false => (theirs, ours),
        };
        MergedLines {
            lines: first,
            second: Some((second, names.of_second(is_ours_first))),
            notes: Vec::new(),
            remarks: vec![BOTH_CHANGED],
        }
    }
}
