//! An item taken out of its document with what belongs to it, as lines that can stand elsewhere.

use chrono::NaiveDate;

use crate::markdown::{Document, ListItem};
use crate::meeting::{ActionItem, AttributeKey};
use crate::text::{Span, TextEdit, apply_edits, without_line_end};

/// An open item with its open children and notes, ready to stand in another agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subtree {
    /// Its lines without line ends; the first begins with the list marker, the others are indented below it.
    pub lines: Vec<String>,
    /// The list marker of its first line.
    pub marker: String,
    /// The action items in it that are carried along, the root first: indexes among the meeting's items.
    pub items: Vec<usize>,
}

/// What becomes of a list item inside a carried one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
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
pub(super) fn take(
    document: &Document,
    items: &[ActionItem],
    root: usize,
    since: NaiveDate,
    goes: &dyn Fn(usize) -> bool,
) -> Subtree {
    let source = document.source();
    let list = document.items();
    let top = items[root].list_item;
    let fates = fates(list, items, top, goes);
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match fate(&fates, top, item.list_item) {
            Some(Fate::Goes) => {
                taken.push(index);
                if item.since().is_none() {
                    edits.push(add_since(source, item, since));
                }
            }
            Some(Fate::Context) => {
                let text = item
                    .lines
                    .first()
                    .map_or(item.checkbox.span.end, |line| line.start);
                edits.push(TextEdit::replace(
                    source,
                    Span::new(item.checkbox.span.start, text),
                    "",
                ));
            }
            _ => {}
        }
    }
    let item = &list[top];
    let lines = lines_of(document, top, &fates, &edits);
    Subtree {
        lines,
        marker: item.marker.slice(source).to_string(),
        items: taken,
    }
}

/// `since:` at the end of the item's first line, in its place among the attributes.
pub(super) fn add_since(source: &str, item: &ActionItem, since: NaiveDate) -> TextEdit {
    let text = format!(" since:{since}");
    let is_one_line = |line: &&Span| !line.slice(source).contains(['\n', '\r']);
    // A code span or link may run over the end of the first line; the end of the paragraph is always free.
    let line = match (item.lines.first().filter(is_one_line), item.lines.last()) {
        (Some(first), _) => *first,
        (None, Some(last)) => *last,
        (None, None) => Span::at(item.checkbox.span.end),
    };
    TextEdit::insert(
        item.attributes.place_of(source, line, AttributeKey::Since),
        text,
    )
}

fn fate(fates: &[Fate], top: usize, list_item: usize) -> Option<Fate> {
    fates.get(list_item.checked_sub(top)?).copied()
}

/// The fate of every list item from `top` to its last descendant.
fn fates(
    list: &[ListItem],
    items: &[ActionItem],
    top: usize,
    goes: &dyn Fn(usize) -> bool,
) -> Vec<Fate> {
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
    for (index, item) in items.iter().enumerate() {
        if let Some(slot) = item
            .list_item
            .checked_sub(top)
            .and_then(|at| carried.get_mut(at))
        {
            *slot = Some(goes(index));
        }
    }
    // From the last to the first, so that children are known before their parents.
    let mut fates = vec![Fate::Stays; count];
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
            Fate::Goes
        } else {
            list[top + at].parent.map_or(Fate::Goes, |p| fates[p - top])
        };
        fates[at] = match (carried[at], parent) {
            (Some(true), _) => Fate::Goes,
            (None, Fate::Goes) => Fate::Goes,
            _ if open_below[at] => Fate::Context,
            _ => Fate::Stays,
        };
    }
    fates
}

/// The lines that go, each with the edits that lie in it, without the indentation of the place they come from.
fn lines_of(document: &Document, top: usize, fates: &[Fate], edits: &[TextEdit]) -> Vec<String> {
    let source = document.source();
    let list = document.items();
    let root = &list[top];
    let table = document.lines();
    let first_line = table.line_of(root.marker.start);
    let last_line = table.line_of(root.end.max(1) - 1);
    let depth = Depth::of(source, root);
    let mut lines: Vec<String> = Vec::new();
    let mut started = 0;
    for line in first_line..=last_line {
        let span = Span::new(table.start_of(line), table.end_of(line));
        while started + 1 < fates.len() && list[top + started + 1].line_start <= span.start {
            started += 1;
        }
        let owner = owner_of(list, top, started, span.start);
        let goes = match fates[owner] {
            Fate::Goes => true,
            // Only the line with the marker of an ended item is context; its notes stay.
            Fate::Context => list[top + owner].line_start == span.start,
            Fate::Stays => false,
        };
        if !goes {
            continue;
        }
        let (start, padding) = match line == first_line {
            true => (root.marker.start, 0),
            false => depth.skip(source, span),
        };
        let kept = with_edits(source, Span::new(start, span.end), edits);
        let kept = without_line_end(&kept);
        if !kept.trim().is_empty() {
            lines.push(format!("{}{kept}", " ".repeat(padding)));
        } else if lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(String::new()); // of several blank lines in a row, one: what stood between stayed behind
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
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
            edit.span.start >= span.start && edit.span.end <= span.end && edit.span.start < span.end
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
struct Depth {
    quotes: usize,
    columns: usize,
}

const TAB: usize = 4; // CommonMark's tab stops

impl Depth {
    fn of(source: &str, item: &ListItem) -> Self {
        let line = Span::new(item.line_start, item.marker.start);
        let mut depth = Depth {
            quotes: item.quote_depth,
            columns: 0,
        };
        let (start, padding) = depth.skip(source, line);
        let mut columns = padding;
        for byte in source[start..item.marker.start].bytes() {
            columns += if byte == b'\t' {
                TAB - columns % TAB
            } else {
                1
            };
        }
        depth.columns = columns;
        depth
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
        while column < self.columns {
            match bytes.get(at) {
                Some(b' ') => column += 1,
                Some(b'\t') => column += TAB - column % TAB,
                _ => break,
            }
            at += 1;
        }
        (at, column.saturating_sub(self.columns))
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
        let subtree = take(&meeting.document(), meeting.items(), root, date, &goes);
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
            "- [ ] P since:2026-11-17\n  - D due:2026-01-01\n    - [ ] G since:2026-11-17",
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
