//! An item as one side wrote it.

use super::item_head::{Field, ItemHead};
use super::tree::Tree;
use crate::merge::three::Three;
use crate::text::Span;

/// One item in one of the three texts.
#[derive(Clone, Copy)]
pub(super) struct ItemText<'a> {
    /// The text it stands in.
    pub tree: &'a Tree,
    /// Its head.
    pub head: &'a ItemHead,
}

/// One item that both sides have, and the base or not.
pub(super) type ItemTexts<'a> = Three<ItemText<'a>, Option<ItemText<'a>>>;

impl<'a> ItemText<'a> {
    /// The item `node` of `tree`.
    pub fn of(tree: &'a Tree, node: usize) -> Option<ItemText<'a>> {
        let head = tree.head(node)?;
        Some(ItemText { tree, head })
    }

    /// The lines of its head.
    pub fn text(&self) -> &'a str {
        self.slice(self.head.span)
    }

    /// What stands there in its text.
    pub fn slice(&self, span: Span) -> &'a str {
        span.slice(&self.tree.source)
    }

    /// What stands before its list marker.
    pub fn lead(&self) -> &'a str {
        self.slice(Span::new(self.head.span.start, self.head.marker.start))
    }

    /// Its list marker.
    pub fn marker(&self) -> &'a str {
        self.slice(self.head.marker)
    }

    /// What follows its last word.
    pub fn tail(&self) -> &'a str {
        self.slice(Span::new(self.head.text().end, self.head.span.end))
    }

    /// The mark in its box.
    pub fn mark(&self) -> Option<&'a str> {
        self.head.mark(&self.tree.source)
    }

    /// What it says of `field`, as written.
    pub fn written(&self, field: Field) -> Option<&'a str> {
        self.head.token(field).map(|token| self.slice(token.text))
    }
}
