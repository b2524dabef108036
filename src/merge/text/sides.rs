//! The three texts, and a part over all of them.

use super::tree::Tree;

/// The three texts, in the order base, ours, theirs.
pub(super) type Trees<'a> = [&'a Tree; 3];

/// What both began with.
pub(super) const BASE: usize = 0;
/// One of the two.
pub(super) const OURS: usize = 1;
/// The other.
pub(super) const THEIRS: usize = 2;

/// One part over the three texts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class {
    /// Its node in each of the texts.
    pub nodes: [Option<usize>; 3],
}
