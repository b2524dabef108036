//! An item taken out of its document with what belongs to it, as lines that can stand elsewhere.

use chrono::NaiveDate;

use crate::markdown::{Document, ListItem};
use crate::meeting::{ActionItem, AttributeKey};
use crate::text::{Span, TextEdit, apply_edits, without_line_end};

/// An open item with its open children and notes, ready to stand in another agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtree {
    /// Its lines without line ends; the first begins with the list marker, the others are indented below it.
    pub lines: Vec<String>,
    /// The list marker of its first line.
    pub marker: String,
    /// The action items in it that are carried along, the root first: indexes among the meeting's items.
    pub items: Vec<usize>,
}

/// What becomes of a list item inside a carried one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transfer {
    /// It goes along.
    Goes,
    /// It has ended, but something open stands below it: its first line goes along as plain text.
    Context,
    /// It stays where it is.
    Stays,
}

/// Take the open item `root` out of `document`, whose action items are `items`.
///
/// Each item that goes gets `since:` unless it has one. `goes` says of an item whether it is to be carried; the
/// others stay behind with their notes.
pub fn take(
    document: &Document,
    items: &[ActionItem],
    root: usize,
    since: NaiveDate,
    goes: &dyn Fn(usize) -> bool,
) -> Subtree {
    let source = document.source();
    let list = document.items();
    let top = items[root].list_item;
    let transfers = transfers(list, items, top, goes);
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for (index, item) in within(items, top, transfers.len()) {
        match transfer(&transfers, top, item.list_item) {
            Some(Transfer::Goes) => {
                taken.push(index);
                if item.since().is_none() {
                    edits.push(add_since(source, item, since));
                }
            }
            Some(Transfer::Context) => {
                let end = item
                    .lines
                    .first()
                    .map_or(item.checkbox.span.end, |line| line.end);
                let text = context_text(&item.title);
                edits.push(TextEdit::replace(
                    source,
                    Span::new(item.checkbox.span.start, end),
                    text,
                ));
            }
            _ => {}
        }
    }
    let item = &list[top];
    let lines = lines_of(document, top, &transfers, &edits);
    Subtree {
        lines,
        marker: item.marker.slice(source).to_string(),
        items: taken,
    }
}

/// `title` as the text of a list item that is none: where it would be structure, its first character is escaped.
pub fn context_text(title: &str) -> String {
    let document = Document::new(format!("- {title}\n"));
    let is_text = matches!(document.items(), [item]
        if item.checkbox.is_none() && matches!(item.lines.as_slice(), [line] if line.slice(document.source()) == title))
        && document.verbatim().is_empty();
    if is_text {
        title.to_string()
    } else {
        format!("\\{title}")
    }
}

/// `since:` in its place among the attributes.
pub fn add_since(source: &str, item: &ActionItem, since: NaiveDate) -> TextEdit {
    let place = item
        .attributes
        .place_of(source, item.attribute_line, AttributeKey::Since);
    TextEdit::insert(place, format!(" since:{since}"))
}

/// The action items among the `count` list items from `top` on, with their indexes; both are in the order of the text.
fn within(
    items: &[ActionItem],
    top: usize,
    count: usize,
) -> impl Iterator<Item = (usize, &ActionItem)> {
    let first = items.partition_point(|item| item.list_item < top);
    let after = items.partition_point(|item| item.list_item < top + count);
    (first..after).zip(&items[first..after])
}

fn transfer(transfers: &[Transfer], top: usize, list_item: usize) -> Option<Transfer> {
    transfers.get(list_item.checked_sub(top)?).copied()
}

/// The fate of every list item from `top` to its last descendant.
fn transfers(
    list: &[ListItem],
    items: &[ActionItem],
    top: usize,
    goes: &dyn Fn(usize) -> bool,
) -> Vec<Transfer> {
    let mut count = 1;
    while list
        .get(top + count)
        .and_then(|item| item.parent)
        .is_some_and(|parent| parent >= top)
    {
        count += 1;
    }
    // Whether it goes, for those that are action items.
    let mut carried: Vec<Option<bool>> = vec![None; count];
    for (index, item) in within(items, top, count) {
        if let Some(slot) = item
            .list_item
            .checked_sub(top)
            .and_then(|at| carried.get_mut(at))
        {
            *slot = Some(goes(index));
        }
    }
    // From the last to the first, so that children are known before their parents.
    let mut transfers = vec![Transfer::Stays; count];
    let mut open_below = vec![false; count];
    for at in (0..count).rev() {
        let is_open = carried[at] == Some(true);
        if (is_open || open_below[at])
            && at > 0
            && let Some(parent) = list[top + at].parent
        {
            open_below[parent - top] = true;
        }
    }
    for at in 0..count {
        let parent = if at == 0 {
            Transfer::Goes
        } else {
            list[top + at]
                .parent
                .map_or(Transfer::Goes, |p| transfers[p - top])
        };
        transfers[at] = match (carried[at], parent) {
            (Some(true), _) => Transfer::Goes,
            (None, Transfer::Goes) => Transfer::Goes,
            _ if open_below[at] => Transfer::Context,
            _ => Transfer::Stays,
        };
    }
    transfers
}

/// The lines that go, each with the edits that lie in it, without the indentation of the place they come from.
fn lines_of(
    document: &Document,
    top: usize,
    transfers: &[Transfer],
    edits: &[TextEdit],
) -> Vec<String> {
    let source = document.source();
    let list = document.items();
    let root = &list[top];
    let table = document.lines();
    let first_line = table.line_of(root.marker.start);
    let last_line = table.line_of(root.end.max(1) - 1);
    let indentation = Indentation::of(source, root);
    let mut lines: Vec<String> = Vec::new();
    let mut started = 0;
    let mut left_out = false;
    for line in first_line..=last_line {
        let span = Span::new(table.start_of(line), table.end_of(line));
        while started + 1 < transfers.len() && list[top + started + 1].line_start <= span.start {
            started += 1;
        }
        let owner = owner_of(list, top, started, span.start);
        let goes = match transfers[owner] {
            Transfer::Goes => true,
            // Only the line with the marker of an ended item is context; its notes stay.
            Transfer::Context => list[top + owner].line_start == span.start,
            Transfer::Stays => false,
        };
        if !goes {
            left_out = true;
            continue;
        }
        let (start, padding) = match line == first_line {
            true => (root.marker.start, 0),
            false => indentation.skip(source, span),
        };
        let kept = with_edits(source, Span::new(start, span.end), edits);
        let kept = without_line_end(&kept);
        let has_text_above = lines.last().is_some_and(|last| !last.is_empty());
        if !kept.trim().is_empty() {
            if left_out && has_text_above && !interrupts_text(kept) {
                lines.push(String::new()); // or it would run into the line above
            }
            lines.push(format!("{}{kept}", " ".repeat(padding)));
        } else if has_text_above {
            lines.push(String::new()); // of several blank lines in a row, one: what stood between stayed behind
        }
        left_out = false;
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Whether `line` begins a block wherever it stands: a bullet with text, or a list that begins at 1. Anything else
/// would go on the paragraph above it, or underline it.
pub fn interrupts_text(line: &str) -> bool {
    let text = line.trim_start();
    let rest = text
        .strip_prefix(['-', '*', '+'])
        .or_else(|| text.strip_prefix("1.").or_else(|| text.strip_prefix("1)")));
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
}

/// The innermost item that holds the line at `offset`; `started` is the last one that began at or before it.
fn owner_of(list: &[ListItem], top: usize, started: usize, offset: usize) -> usize {
    let mut owner = started;
    while owner > 0 && list[top + owner].end <= offset {
        owner = list[top + owner]
            .parent
            .map_or(0, |parent| parent.saturating_sub(top));
    }
    owner
}

/// The part of `source` at `span`, with those of `edits` that lie in it.
fn with_edits(source: &str, span: Span, edits: &[TextEdit]) -> String {
    let text = span.slice(source);
    let inside: Vec<TextEdit> = edits
        .iter()
        .filter(|edit| {
            // What is put in at the end of a line belongs to the next one, but at the end of the text there is none.
            let begins_inside = edit.span.start < span.end || span.end == source.len();
            edit.span.start >= span.start && edit.span.end <= span.end && begins_inside
        })
        .map(|edit| TextEdit {
            span: Span::new(edit.span.start - span.start, edit.span.end - span.start),
            ..edit.clone()
        })
        .collect();
    if inside.is_empty() {
        return text.to_string();
    }
    apply_edits(text, &inside).unwrap_or_else(|_| text.to_string())
}

/// How deep in quotes and lists an item stands: what is taken off the lines below its first.
struct Indentation {
    quotes: usize,
    columns: usize,
}

const TAB: usize = 4; // CommonMark's tab stops

impl Indentation {
    fn of(source: &str, item: &ListItem) -> Self {
        let line = Span::new(item.line_start, item.marker.start);
        let mut indentation = Indentation {
            quotes: item.quote_depth,
            columns: 0,
        };
        let (start, padding) = indentation.skip(source, line);
        let mut columns = padding;
        for byte in source[start..item.marker.start].bytes() {
            columns += if byte == b'\t' {
                TAB - columns % TAB
            } else {
                1
            };
        }
        indentation.columns = columns;
        indentation
    }

    /// Where the text of `line` begins without the indentation of the item, and how many spaces a tab that reaches
    /// further leaves over.
    fn skip(&self, source: &str, line: Span) -> (usize, usize) {
        let bytes = &source.as_bytes()[..line.end];
        let mut at = line.start;
        for _ in 0..self.quotes {
            let mut marker = at;
            while bytes.get(marker) == Some(&b' ') {
                marker += 1;
            }
            if bytes.get(marker) != Some(&b'>') {
                break; // a lazy line
            }
            at = marker + 1;
            if bytes.get(at) == Some(&b' ') {
                at += 1;
            }
        }
        let mut column = 0;
        let mut text = at;
        while let Some(byte @ (b' ' | b'\t')) = bytes.get(text) {
            column += if *byte == b'\t' {
                TAB - column % TAB
            } else {
                1
            };
            text += 1;
            if column == self.columns && column.is_multiple_of(TAB) {
                return (text, 0); // what follows keeps its tabs: they reach as far as before
            }
        }
        if self.columns == 0 {
            return (at, 0);
        }
        (text, column.saturating_sub(self.columns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Meeting, Vocabulary, parse_date};

    fn check(source: &str, title: &str, expected: &str) {
        let date = parse_date("2026-11-17").expect("a date");
        let meeting = Meeting::read(date, source.to_string(), None, &Vocabulary::default());
        let root = meeting
            .items()
            .iter()
            .position(|item| item.title == title)
            .expect("the item");
        let goes = |index: usize| meeting.items()[index].status().is_open();
        let subtree = take(meeting.document(), meeting.items(), root, date, &goes);
        assert_eq!(subtree.lines.join("\n"), expected, "{source:?}");
    }

    #[test]
    fn open_children_and_notes_go_along() {
        check("- [ ] a @ana\n", "a", "- [ ] a @ana since:2026-11-17");
        check(
            "- [ ] a since:2026-11-03\n",
            "a",
            "- [ ] a since:2026-11-03",
        );
        // C12
        check(
            "- [ ] P\n  - [ ] R\n  - [x] D\n    - [x] E\n",
            "P",
            "- [ ] P since:2026-11-17\n  - [ ] R since:2026-11-17",
        );
        // C09, C10
        check(
            "- [ ] a:\n    - info\n\n  more\n- [ ] b\n",
            "a:",
            "- [ ] a: since:2026-11-17\n    - info\n\n  more",
        );
        // C11: tabs stay tabs
        check(
            "- [ ] a\n\t- [ ] b\n",
            "a",
            "- [ ] a since:2026-11-17\n\t- [ ] b since:2026-11-17",
        );
    }

    #[test]
    fn what_has_ended_stays_but_is_named_where_it_must_be() {
        check(
            "- [ ] P\n  - [x] D due:2026-01-01\n    note\n    - [ ] G\n",
            "P",
            "- [ ] P since:2026-11-17\n  - D note\n    - [ ] G since:2026-11-17",
        );
        check(
            "- [ ] P\n\n  - [x] D\n\n  - [ ] R\n",
            "P",
            "- [ ] P since:2026-11-17\n\n  - [ ] R since:2026-11-17",
        );
    }

    #[test]
    fn the_place_it_comes_from_leaves_no_trace() {
        check(
            "> - [ ] a\n>   b\n>   - c\n",
            "a b",
            "- [ ] a since:2026-11-17\n  b\n  - c",
        );
        check(
            "- x\n  1. [ ] a\n     - n\n",
            "a",
            "1. [ ] a since:2026-11-17\n   - n",
        );
        check("- [ ] a\r\n  b\r\n", "a b", "- [ ] a since:2026-11-17\n  b");
        check("- [ ] a  \n  b\n", "a b", "- [ ] a since:2026-11-17  \n  b");
        check(
            "- [ ] see `a\n  b` c\n",
            "see `a b` c",
            "- [ ] see `a\n  b` c since:2026-11-17",
        );
    }
}
