//! An item as one side wrote it.

use super::head::Head;
use super::tree::Tree;
use crate::text::Span;

/// One item in one of the three texts.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// The text it stands in.
    pub tree: &'a Tree,
    /// Its head.
    pub head: &'a Head,
}

impl<'a> Written<'a> {
    pub fn text(&self) -> &'a str {
        self.head.span.slice(&self.tree.source)
    }

    pub fn slice(&self, span: Span) -> &'a str {
        span.slice(&self.tree.source)
    }
}
