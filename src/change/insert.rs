//! Putting a list item into a section so that it looks as if its neighbours' writer had written it.

use crate::markdown::{Block, BlockKind, Document, ListItem};
use crate::meeting::MeetingSection;
use crate::text::{Span, TextEdit};

/// Lines of one list item: the first begins with `marker`, the others are indented below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// Its lines, without line ends.
    pub lines: Vec<String>,
    /// The list marker of the first line.
    pub marker: String,
}

impl NewItem {
    /// An item of one line.
    pub fn bullet(text: &str) -> Self {
        NewItem {
            lines: vec![format!("- {text}")],
            marker: "-".to_string(),
        }
    }

    /// The same item, moved to the right so that it can stand below an item with a marker of one character.
    pub fn indented(self) -> Self {
        let lines = self.lines.iter().map(|line| shifted(line, 2)).collect();
        NewItem {
            lines,
            marker: self.marker,
        }
    }

    /// This item with the lines of `other`, already indented, below its own.
    pub fn followed_by(mut self, other: NewItem) -> Self {
        self.lines.extend(other.lines);
        self
    }

    /// The same item with another marker, its lines moved along.
    fn with_marker(&self, marker: &str) -> Vec<String> {
        let by = marker.len() as isize - self.marker.len() as isize;
        let mut lines = self.lines.iter();
        let first = lines
            .next()
            .map(|line| format!("{marker}{}", &line[self.marker.len()..]));
        first
            .into_iter()
            .chain(lines.map(|line| shifted(line, by)))
            .collect()
    }
}

/// `line` moved `by` columns. Where it moves, tabs in front become blanks: a tab would not move along.
fn shifted(line: &str, by: isize) -> String {
    if by == 0 || line.is_empty() {
        return line.to_string();
    }
    const TAB: usize = 4; // CommonMark's tab stops
    let text = line.trim_start_matches([' ', '\t']);
    let columns = line[..line.len() - text.len()]
        .bytes()
        .fold(0, |column, byte| match byte {
            b'\t' => column + TAB - column % TAB,
            _ => column + 1,
        });
    format!("{}{text}", " ".repeat(columns.saturating_add_signed(by)))
}

/// Where in a list a new item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Before the first item.
    First,
    /// After the last item.
    Last,
}

/// Insert `items` into the own part of `section`: into its last list, or as a list below what stands there.
pub(super) fn into_section(
    document: &Document,
    section: &MeetingSection,
    items: &[NewItem],
    position: Position,
) -> TextEdit {
    let items_of = document.items().iter();
    let point = section.point.and_then(|point| {
        let mut points = items_of.enumerate();
        points.find(|(_, item)| item.line_start == point)
    });
    match point {
        Some((index, _)) => into_point(document, index, items, position)
            .unwrap_or_else(|| into_part(document, section.own, items, position)),
        None => into_part(document, section.own, items, position),
    }
}

/// Insert `items` among the points right below the list item `index`, which stands for a heading; `None` where there are
/// none with a line of their own.
fn into_point(
    document: &Document,
    index: usize,
    items: &[NewItem],
    position: Position,
) -> Option<TextEdit> {
    let source = document.source();
    let below = document.items().iter();
    let mut below = below.filter(|item| item.parent == Some(index));
    let neighbour = match position {
        Position::First => below.next(),
        Position::Last => below.next_back(),
    }?;
    let indent = Span::new(neighbour.line_start, neighbour.marker.start).slice(source);
    let marker = neighbour.marker.slice(source);
    if !indent.trim().is_empty() {
        return None;
    }
    // In a numbered list the numbers go on by themselves.
    let lines = items.iter().flat_map(|item| item.with_marker(marker));
    let text: String = lines.map(|line| format!("{indent}{line}\n")).collect();
    Some(match position {
        Position::First => {
            TextEdit::insert(neighbour.line_start, document.newline().imposed_on(&text))
        }
        Position::Last => insert_after(document, neighbour.end, &text),
    })
}

/// Insert `items` into the part of the document at `own`, which holds no heading.
pub(super) fn into_part(
    document: &Document,
    own: Span,
    items: &[NewItem],
    position: Position,
) -> TextEdit {
    let blocks: Vec<&Block> = document
        .blocks()
        .iter()
        .filter(|block| block.span.start >= own.start && block.span.end <= own.end)
        // Below a fence or comment that nobody closed there is nothing but its inside.
        .take_while(|block| is_closed(document, block))
        .collect();
    let list = match position {
        Position::First => blocks.iter().find(|block| block.kind == BlockKind::List),
        Position::Last => blocks
            .iter()
            .rev()
            .find(|block| block.kind == BlockKind::List),
    };
    match list {
        Some(list) => into_list(document, list.span, items, position),
        None => new_list(document, own, blocks.last().copied(), items),
    }
}

/// Where something can still be added at the end of `document`: before a fence or comment that nobody closed.
pub(super) fn open_end(document: &Document) -> usize {
    let unclosed = document
        .blocks()
        .iter()
        .find(|block| !is_closed(document, block));
    unclosed.map_or(document.source().len(), |block| {
        document
            .lines()
            .start_of(document.lines().line_of(block.span.start))
    })
}

fn is_closed(document: &Document, block: &Block) -> bool {
    match block.kind {
        BlockKind::Code => !document
            .unclosed_fences()
            .iter()
            .any(|fence| fence.start == block.span.start),
        BlockKind::Html => !is_comment(document, block) || is_closed_comment(document, block),
        _ => true,
    }
}

fn is_comment(document: &Document, block: &Block) -> bool {
    block.kind == BlockKind::Html
        && block
            .span
            .slice(document.source())
            .trim_start()
            .starts_with("<!--")
}

fn is_closed_comment(document: &Document, block: &Block) -> bool {
    is_comment(document, block) && block.span.slice(document.source()).contains("-->")
}

fn into_list(document: &Document, list: Span, items: &[NewItem], position: Position) -> TextEdit {
    let source = document.source();
    let neighbours: Vec<&ListItem> = document
        .items()
        .iter()
        .filter(|item| item.parent.is_none() && item.quote_depth == 0 && list.contains(item.marker))
        .collect();
    let (Some(first), Some(last)) = (neighbours.first(), neighbours.last()) else {
        return new_list(document, list, None, items);
    };
    let marker = last.marker.slice(source);
    let is_ordered = marker.len() > 1;
    let is_loose = neighbours
        .windows(2)
        .any(|pair| pair[0].end < pair[1].line_start);
    let indent = Span::new(last.line_start, last.marker.start).slice(source);
    let at_start = position == Position::First && !is_ordered;
    let mut text = String::new();
    let mut number = marker[..marker.len() - 1].parse::<u64>().unwrap_or(0);
    for item in items {
        number += 1;
        let marker = match is_ordered {
            true => format!("{number}{}", &marker[marker.len() - 1..]),
            false => marker.to_string(),
        };
        let lines = item.with_marker(&marker).into_iter().map(|line| {
            if line.is_empty() {
                line
            } else {
                format!("{indent}{line}")
            }
        });
        let lines: Vec<String> = lines.collect();
        match (is_loose, at_start) {
            (true, true) => text.push_str(&format!("{}\n\n", lines.join("\n"))),
            (true, false) => text.push_str(&format!("\n{}\n", lines.join("\n"))),
            _ => text.push_str(&format!("{}\n", lines.join("\n"))),
        }
    }
    if at_start {
        return TextEdit::insert(first.line_start, document.newline().imposed_on(&text));
    }
    insert_list_after(document, list.end, text)
}

/// A list of its own below `above`, the last block of the part, or at the part's start.
fn new_list(document: &Document, own: Span, above: Option<&Block>, items: &[NewItem]) -> TextEdit {
    let mut text = String::new();
    let is_ordered = |item: &NewItem| item.marker.len() > 1;
    let all_alike = items.iter().all(|item| item.marker == items[0].marker);
    let all_ordered = items.iter().all(is_ordered);
    for (index, item) in items.iter().enumerate() {
        let marker = if all_ordered {
            let delimiter = &items[0].marker[items[0].marker.len() - 1..];
            format!("{}{delimiter}", index + 1)
        } else if all_alike {
            item.marker.clone()
        } else {
            "-".to_string()
        };
        text.push_str(&format!("{}\n", item.with_marker(&marker).join("\n")));
    }
    let Some(above) = above else {
        return insert_list_after(document, own.start, text);
    };
    // A list may stand right below a heading or a comment that is closed; after anything else a blank line makes
    // sure that it begins.
    let ends_closed = above
        .span
        .slice(document.source())
        .trim_end()
        .ends_with("-->");
    if !(is_closed_comment(document, above) && ends_closed) {
        text.insert(0, '\n');
    }
    insert_list_after(document, above.span.end, text)
}

/// Insert a list after the line that ends at `offset`. What stands on the next line must not run into it: text would
/// become part of its last item, an underlined heading too.
fn insert_list_after(document: &Document, offset: usize, mut text: String) -> TextEdit {
    let next = document.source()[offset..]
        .split(['\n', '\r'])
        .next()
        .unwrap_or_default();
    if !next.trim().is_empty() && !next.starts_with('#') {
        text.push('\n');
    }
    insert_after(document, offset, &text)
}

/// Insert whole lines after the line that ends at `offset`; a missing line end there is added first.
pub fn insert_after(document: &Document, offset: usize, text: &str) -> TextEdit {
    let source = document.source();
    let newline = document.newline();
    let is_line_start = offset == 0 || source[..offset].ends_with(['\n', '\r', '\u{feff}']);
    let mut inserted = newline.imposed_on(text);
    if !is_line_start {
        inserted.insert_str(0, newline.as_str());
        // The file had no line end at its end, and keeps it so.
        if offset == source.len() {
            inserted.truncate(inserted.len() - newline.as_str().len());
        }
    }
    TextEdit::insert(offset, inserted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    fn check(source: &str, position: Position, items: &[&[&str]], expected: &str) {
        let document = Document::new(source.to_string());
        let items: Vec<NewItem> = items
            .iter()
            .map(|lines| NewItem {
                marker: lines[0].split(' ').next().unwrap_or_default().to_string(),
                lines: lines.iter().map(|line| (*line).to_string()).collect(),
            })
            .collect();
        let start = document
            .headings()
            .first()
            .map_or(0, |heading| heading.span.end);
        let edit = into_part(&document, Span::new(start, source.len()), &items, position);
        assert_eq!(
            apply_edits(source, &[edit]).as_deref(),
            Ok(expected),
            "{source:?}"
        );
    }

    #[test]
    fn a_list_goes_on_as_it_began() {
        check(
            "# A\n* x\n",
            Position::Last,
            &[&["- y", "  n"]],
            "# A\n* x\n* y\n  n\n",
        );
        check(
            "# A\n1) x\n2) z\n",
            Position::Last,
            &[&["- y", "  n"]],
            "# A\n1) x\n2) z\n3) y\n   n\n",
        );
        check(
            "# A\n- x\n",
            Position::Last,
            &[&["10. y", "    n", "\tt"]],
            "# A\n- x\n- y\n  n\n  t\n",
        );
        check(
            "# A\r\n- x\r\n",
            Position::Last,
            &[&["- y"]],
            "# A\r\n- x\r\n- y\r\n",
        );
        check("# A\n- x", Position::Last, &[&["- y"]], "# A\n- x\n- y");
        check(
            "# A\n- x\n\n- z\n\n",
            Position::Last,
            &[&["- y"]],
            "# A\n- x\n\n- z\n\n- y\n\n",
        );
        check(
            "# A\n- x\n",
            Position::First,
            &[&["- y"]],
            "# A\n- y\n- x\n",
        );
        check(
            "# A\n  - x\n\ntext\n",
            Position::Last,
            &[&["- y"]],
            "# A\n  - x\n  - y\n\ntext\n",
        );
    }

    #[test]
    fn a_list_begins_where_none_was() {
        check("# A\n", Position::Last, &[&["- y"]], "# A\n- y\n");
        check("# A", Position::Last, &[&["- y"]], "# A\n- y");
        check(
            "# A\n<!-- p -->\n\n",
            Position::Last,
            &[&["- y"]],
            "# A\n<!-- p -->\n- y\n\n",
        );
        check(
            "# A\ntext\n",
            Position::Last,
            &[&["- y"]],
            "# A\ntext\n\n- y\n",
        );
        check(
            "# A\n",
            Position::Last,
            &[&["7. y", "   n"], &["9. z"]],
            "# A\n1. y\n   n\n2. z\n",
        );
        check(
            "# A\n",
            Position::Last,
            &[&["7. y"], &["* z"]],
            "# A\n- y\n- z\n",
        );
    }
}
