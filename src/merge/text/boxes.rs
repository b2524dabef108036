//! The boxes of a text, as anyone reads them.

use super::item_head::ItemHead;
use crate::markdown::Document;

/// A box as it is read: its mark, and the words behind it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct BoxRead {
    pub mark: String,
    pub title: String,
    pub is_open: bool,
}

/// All boxes in `text`, in order.
pub(super) fn boxes(text: &str) -> Vec<BoxRead> {
    if !text.contains('[') {
        return Vec::new();
    }
    let document = Document::new(text.to_string());
    boxes_of(&document).map(|(_, read)| read).collect()
}

/// All boxes in a document, in order, with the places where they stand.
pub(super) fn boxes_of(document: &Document) -> impl Iterator<Item = (usize, BoxRead)> + '_ {
    let text = document.source();
    document.items().iter().filter_map(move |item| {
        let checkbox = item.checkbox?;
        let head = ItemHead::read(text, item, item.end, false);
        let read = BoxRead {
            mark: checkbox.mark.slice(text).to_string(),
            title: head.title,
            is_open: checkbox.status.is_open(),
        };
        Some((checkbox.span.start, read))
    })
}
