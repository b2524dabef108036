//! The headings and list items of a text.

use super::checkbox::Checkbox;
use crate::text::Span;

/// A heading that stands at the top level of the document (not in a quote or a list).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// How many `#` it has or would have, 1 to 6.
    pub level: usize,
    /// From the heading's first byte to the end of its last line.
    pub span: Span,
    /// Its text without markup.
    pub title: String,
}

/// What kind of block stands at the top level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A bullet list, or an ordered one.
    List,
    /// With `#` before it, or underlined.
    Heading,
    /// Code, fenced or indented.
    Code,
    /// An HTML block; comments are such.
    Html,
    /// A block quote.
    Quote,
    /// A thematic break.
    Rule,
}

/// A block at the top level of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Of which kind: a nested one makes no block of its own.
    pub kind: BlockKind,
    /// From its first byte to the end of its last line that is not blank.
    pub span: Span,
}

/// An item of a list, with or without a checkbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Index of the list item around it.
    pub parent: Option<usize>,
    /// Start of the line that holds the marker.
    pub line_start: usize,
    /// The list marker: `-`, `*`, `+`, `7.` or `7)`.
    pub marker: Span,
    /// End of the item with all that is in it: just after its last line that is not blank.
    pub end: usize,
    /// How many block quotes are around it.
    pub quote_depth: usize,
    /// Its checkbox, if it is a task list item.
    pub checkbox: Option<Checkbox>,
    /// Its first paragraph, a span a line, without indentation; the checkbox is left out.
    pub lines: Vec<Span>,
    /// Whether a piece of code, a link or the like begins on the paragraph's first line and ends on a later one.
    pub runs_over: bool,
    /// The parts of the first paragraph that are plain text: no code, HTML, autolink, or destination of a link.
    pub plain: Vec<Span>,
}

/// What a document, or a part of one, is made of.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Headings at the top level, in order.
    pub headings: Vec<Heading>,
    /// All list items, in order, parents before their children.
    pub items: Vec<ListItem>,
    /// Blocks at the top level, in order.
    pub blocks: Vec<Block>,
    /// Code and HTML blocks anywhere: places where nothing is structure.
    pub verbatim: Vec<Span>,
    /// Fenced code blocks that nobody closed.
    pub unclosed_fences: Vec<Span>,
}

impl Outline {
    /// The parser's ranges of neighbours can overlap (pulldown-cmark issue 983); ours must not.
    pub(super) fn keep_siblings_apart(&mut self, first: usize) {
        for index in first + 1..self.items.len() {
            let (before, rest) = self.items.split_at_mut(index);
            let item = &rest[0];
            // Everything before that is not around this item ends where this item's line starts.
            let mut earlier = Some(index - 1);
            while let Some(at) = earlier {
                if item.parent == Some(at) {
                    break;
                }
                let sibling = &mut before[at];
                if sibling.end > item.line_start && sibling.line_start < item.line_start {
                    sibling.end = item.line_start;
                }
                earlier = sibling.parent;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Outline {
        let mut outline = Outline::default();
        outline.add(source, Span::new(0, source.len()));
        outline
    }

    fn boxes(source: &str) -> Vec<(usize, usize, Option<usize>)> {
        let outline = read(source);
        let mut found = Vec::new();
        for item in &outline.items {
            if let Some(checkbox) = item.checkbox {
                found.push((checkbox.span.start, item.end, item.parent));
            }
        }
        found
    }

    #[test]
    fn nested_items_have_lines_of_their_own() {
        // P27: the parser starts b at the line end before it; P28: inside its own indentation.
        assert_eq!(
            boxes("- [ ] a\n\t- [ ] b\n\t\t- [x] c\n"),
            [(2, 27, None), (11, 27, Some(0)), (21, 27, Some(1))]
        );
        assert_eq!(
            boxes("- [ ] a\n    - [ ] b\n"),
            [(2, 20, None), (14, 20, Some(0))]
        );
        // P29: one space is not enough for a child.
        assert_eq!(boxes("- [ ] a\n - [ ] b\n"), [(2, 8, None), (11, 17, None)]);
        // P33: blank lines after an item are not its own.
        assert_eq!(
            boxes("- [ ] a\n\n- [ ] b\n\n\n## H\n"),
            [(2, 8, None), (11, 17, None)]
        );
    }

    #[test]
    fn not_every_box_is_a_task() {
        for none in [
            "```\n- [ ] a\n```\n",
            "<!--\n- [ ] a\n-->\n",
            "para\n\n    - [ ] a\n",
            "-     [ ] a\n",
            "-\n  [ ] a\n",
            "- [x](u) read\n",
            "Intro:\n2. [ ] a\n",
            "- \\[ ] a\n",
            "- [ ]\n",
            "- # [ ] a\n",
            "| - [ ] a |\n",
        ] {
            assert_eq!(boxes(none), [], "{none:?}");
        }
    }

    #[test]
    fn items_in_quotes_and_lists_of_every_kind() {
        assert_eq!(boxes("> - [ ] a\n> - [x] b\n").len(), 2);
        assert_eq!(boxes("1. [ ] a\n2. [ ] b\n").len(), 2);
        assert_eq!(boxes("1) [ ] a\n").len(), 1);
        assert_eq!(boxes("-\t[ ] a\n").len(), 1);
        assert_eq!(boxes("- - [ ] a\n").len(), 1);
        assert_eq!(boxes("12. Project\n\t- [ ] t\n").len(), 1);
        assert_eq!(boxes("- [>] a\n- [-] b\n- [🎉] c\n").len(), 3);
        assert_eq!(boxes("- [ ] [x] a\n- [x] * text\n").len(), 2);
    }

    #[test]
    fn the_first_paragraph_is_known_by_line() {
        let source = "> - [ ] one `x`\n>   two **b** [l](u)\n>\n>   other\n";
        let outline = read(source);
        let lines: Vec<&str> = outline.items[0]
            .lines
            .iter()
            .map(|l| l.slice(source))
            .collect();
        assert_eq!(lines, ["one `x`", "two **b** [l](u)"]);
        let plain: Vec<&str> = outline.items[0]
            .plain
            .iter()
            .map(|l| l.slice(source))
            .collect();
        assert_eq!(plain, ["one ", "two ", "b", " ", "l"]);
    }

    #[test]
    fn blocks_and_headings_at_the_top() {
        let source = "# T *x*\n\ntext\n\nActions\n-------\n- a\n> # no\n";
        let outline = read(source);
        let titles: Vec<(&str, usize)> = outline
            .headings
            .iter()
            .map(|h| (h.title.as_str(), h.level))
            .collect();
        assert_eq!(titles, [("T x", 1), ("Actions", 2)]);
        let kinds: Vec<BlockKind> = outline.blocks.iter().map(|b| b.kind).collect();
        use BlockKind::{Heading, List, Paragraph, Quote};
        assert_eq!(kinds, [Heading, Paragraph, Heading, List, Quote]);
    }

    #[test]
    fn an_open_fence_is_noticed() {
        assert_eq!(read("```\n- [ ] a\n").unclosed_fences.len(), 1);
        assert_eq!(read("```\n- [ ] a\n```\n").unclosed_fences.len(), 0);
        assert_eq!(read("> ~~~\n> a\n> ~~~\n").unclosed_fences.len(), 0);
    }
}
