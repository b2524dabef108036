//! The open items under Action items, and what they have from those around them.

use super::super::page::Page;
use crate::meeting::{ActionItem, Role};

/// The open items of `page` in sections of `role`, without what a template left there.
pub fn open_items(page: &Page, role: Role) -> impl Iterator<Item = &ActionItem> {
    let items = page.meeting().items().iter();
    items.filter(move |item| {
        item.role == Some(role) && item.status().is_open() && is_written(page, item)
    })
}

/// Whether somebody wrote the words of `item`: those of a template are no entry.
fn is_written(page: &Page, item: &ActionItem) -> bool {
    let (Some(first), Some(last)) = (item.lines.first(), item.lines.last()) else {
        return false;
    };
    let mut parts = page.entries().iter().flat_map(|entry| &entry.parts);
    parts.any(|part| part.span.start < last.end && first.start < part.span.end)
}

/// `item` and the items around it, from the inside out: a small step belongs to whom the whole belongs.
pub fn with_those_around<'a>(
    page: &'a Page,
    item: &'a ActionItem,
) -> impl Iterator<Item = &'a ActionItem> {
    std::iter::successors(Some(item), |item| page.meeting().items().get(item.parent?))
}
