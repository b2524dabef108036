//! Reading a text as a tree of what can be merged by itself.

use super::boxes::boxes_of;
use super::item_head::ItemHead;
use super::tree::{ChunkKind, Kind, Node, SectionHeading, Tree};
use crate::markdown::{Block, BlockKind, Document, ListItem};
use crate::meeting::{Role, Vocabulary};
use crate::text::{Span, fold_title};

impl Tree {
    /// Cut `source` up; `vocabulary` says what its headings mean.
    pub fn read(source: String, vocabulary: &Vocabulary) -> Tree {
        let document = Document::new(source);
        let body = document.body().start;
        let mut reader = TreeReader {
            nodes: vec![Node {
                kind: Kind::Root,
                parent: 0,
                place: 0,
                children: Vec::new(),
                gap: Span::at(body),
                lines: Span::at(body),
                is_personal: false,
            }],
            done: body,
            document: &document,
            vocabulary,
        };
        reader.sections();
        let (nodes, done) = (reader.nodes, reader.done);
        Tree {
            front_matter: document.front_matter().cloned(),
            body,
            nodes,
            tail: Span::new(done, document.source().len()),
            boxes: boxes_of(&document).collect(),
            source: document.source().to_string(),
        }
    }
}

struct TreeReader<'a> {
    document: &'a Document,
    vocabulary: &'a Vocabulary,
    nodes: Vec<Node>,
    /// Up to where the text is in a node.
    done: usize,
}

/// What was found and is not in the tree yet.
enum BlockOrItem<'a> {
    Block(&'a Block),
    Item(usize),
}

impl TreeReader<'_> {
    fn source(&self) -> &str {
        self.document.source()
    }

    /// The start of the line on which `at` lies.
    fn line_start(&self, at: usize) -> usize {
        let lines = self.document.lines();
        lines.start_of(lines.line_of(at))
    }

    /// The end of the line on which `at` lies, its line end included.
    fn line_end(&self, at: usize) -> usize {
        let lines = self.document.lines();
        lines.end_of(lines.line_of(at))
    }

    fn push(&mut self, kind: Kind, parent: usize, lines: Span) -> usize {
        let node = self.nodes.len();
        let around = match &kind {
            Kind::Section(heading) => heading.around,
            _ => parent,
        };
        let is_personal =
            matches!(&kind, Kind::Section(heading) if heading.role == Some(Role::Personal));
        self.nodes.push(Node {
            is_personal: is_personal || self.nodes[around].is_personal,
            kind,
            parent,
            place: self.nodes[parent].children.len(),
            children: Vec::new(),
            gap: Span::new(self.done, lines.start),
            lines,
        });
        self.nodes[parent].children.push(node);
        self.done = lines.end;
        node
    }

    fn sections(&mut self) {
        let document = self.document;
        let headings = document.headings();
        let end = document.source().len();
        let first = headings.first().map_or(end, |heading| heading.span.start);
        let body = Span::new(self.done, first.max(self.done));
        let preamble = self.push(
            Kind::Section(SectionHeading::default()),
            0,
            Span::at(body.start),
        );
        self.region(preamble, body);
        let mut around: Vec<(usize, usize)> = Vec::new();
        for (index, heading) in headings.iter().enumerate() {
            let next = headings.get(index + 1).map_or(end, |next| next.span.start);
            around.retain(|(level, _)| *level < heading.level);
            let kind = Kind::Section(SectionHeading {
                level: heading.level,
                title: heading.title.trim().to_string(),
                folded: fold_title(&heading.title),
                role: self.vocabulary.role(heading.title.trim()),
                around: around.last().map_or(0, |(_, section)| *section),
            });
            let start = heading.span.start.max(self.done);
            let section = self.push(kind, 0, Span::new(start, heading.span.end.max(start)));
            around.push((heading.level, section));
            self.region(section, Span::new(self.done, next.max(self.done)));
        }
    }

    /// The parts of `region`, which holds no heading, below `parent`.
    fn region(&mut self, parent: usize, region: Span) {
        let document = self.document;
        let blocks = document.blocks();
        let items = document.items();
        let first = blocks.partition_point(|block| block.span.start < region.start);
        let blocks = blocks[first..]
            .iter()
            .take_while(|block| block.span.start < region.end)
            .filter(|block| !matches!(block.kind, BlockKind::List | BlockKind::Heading));
        let first = items.partition_point(|item| item.line_start < region.start);
        let items = (first..items.len())
            .take_while(|index| items[*index].line_start < region.end)
            .filter(|index| items[*index].parent.is_none() && items[*index].quote_depth == 0);
        let mut found: Vec<(Span, BlockOrItem<'_>)> = Vec::new();
        found.extend(blocks.map(|block| (self.lines_of(block), BlockOrItem::Block(block))));
        found.extend(items.map(|index| {
            let item = &document.items()[index];
            (
                Span::new(item.line_start, item.end.max(item.line_start)),
                BlockOrItem::Item(index),
            )
        }));
        found.sort_by_key(|(span, _)| *span);
        for (span, what) in found {
            let start = span.start.max(self.done);
            self.leftover(parent, start);
            if span.end <= start {
                continue;
            }
            match what {
                BlockOrItem::Item(index) if start == span.start => self.item(parent, index, span),
                BlockOrItem::Item(_) => {
                    self.chunk(parent, ChunkKind::Whole, Span::new(start, span.end))
                }
                BlockOrItem::Block(block) => {
                    let kind = self.kind_of(block, span);
                    self.chunk(parent, kind, Span::new(start, span.end));
                }
            }
        }
        self.leftover(parent, region.end);
    }

    fn lines_of(&self, block: &Block) -> Span {
        let start = self.line_start(block.span.start);
        Span::new(start, block.span.end.max(start))
    }

    fn kind_of(&self, block: &Block, lines: Span) -> ChunkKind {
        match block.kind {
            BlockKind::Html => html_kind(lines.slice(self.source())),
            BlockKind::Code => ChunkKind::Whole,
            _ => prose_kind(lines.slice(self.source())),
        }
    }

    fn chunk(&mut self, parent: usize, kind: ChunkKind, lines: Span) {
        self.push(Kind::Chunk(kind), parent, lines);
    }

    /// Lines up to `end` that the parser says nothing of, such as the targets of links.
    fn leftover(&mut self, parent: usize, end: usize) {
        let mut at = self.done;
        let mut begun: Option<usize> = None;
        while at < end {
            let line_end = self.line_end(at).min(end);
            let is_blank = self.source()[at..line_end].trim().is_empty();
            match (begun, is_blank) {
                (Some(start), true) => {
                    self.chunk(parent, ChunkKind::Prose, Span::new(start, at));
                    begun = None;
                }
                (None, false) => begun = Some(at),
                _ => {}
            }
            at = line_end;
        }
        if let Some(start) = begun {
            self.chunk(parent, ChunkKind::Prose, Span::new(start, end));
        }
    }

    fn item(&mut self, parent: usize, index: usize, span: Span) {
        let document = self.document;
        let item = &document.items()[index];
        let children = self.children(index);
        let first_line_end = self.line_end(item.marker.start);
        let paragraph_end = match item.lines.last() {
            Some(line) => self.line_end(line.end),
            None => first_line_end,
        };
        let head_end = paragraph_end.clamp(first_line_end, span.end.max(first_line_end));
        let shares_line = children
            .first()
            .is_some_and(|child| document.items()[*child].line_start < head_end);
        let verbatim = document.verbatim();
        let from = verbatim.partition_point(|code| code.start < item.marker.end);
        let begins_with_code = verbatim
            .get(from)
            .is_some_and(|code| code.start < first_line_end.min(span.end));
        let is_opaque = shares_line || begins_with_code;
        let end = if is_opaque {
            span.end
        } else {
            head_end.min(span.end)
        };
        let head = ItemHead::read(document.source(), item, end, is_opaque);
        let node = self.push(
            Kind::Item(Box::new(head)),
            parent,
            Span::new(span.start, end),
        );
        if is_opaque {
            return;
        }
        for child in children {
            let child_item: &ListItem = &document.items()[child];
            let start = child_item.line_start;
            if start < self.done {
                continue;
            }
            self.between(node, start);
            self.item(
                node,
                child,
                Span::new(start, child_item.end.clamp(start, span.end)),
            );
        }
        self.between(node, span.end);
    }

    /// The list items right inside the list item `index`, but for those in a quote.
    fn children(&self, index: usize) -> Vec<usize> {
        let items = self.document.items();
        (index + 1..items.len())
            .take_while(|child| items[*child].parent.is_some_and(|parent| parent >= index))
            .filter(|child| items[*child].parent == Some(index))
            .filter(|child| items[*child].quote_depth == items[index].quote_depth)
            .collect()
    }

    /// The blocks inside a list item up to `end`, between its child items: cut at blank lines, code and HTML being whole.
    fn between(&mut self, parent: usize, end: usize) {
        let document = self.document;
        let verbatim = document.verbatim();
        let mut at = self.done;
        while at < end {
            let line_end = self.line_end(at).min(end);
            let line = &document.source()[at..line_end];
            let next = verbatim.partition_point(|code| code.start < at);
            let code = verbatim.get(next).filter(|code| code.start < line_end);
            match code {
                Some(code) => {
                    self.leftover(parent, at);
                    let last = code.end.max(code.start + 1) - 1;
                    let code_end = self.line_end(last).min(end);
                    let trimmed = document.source()[at..code_end].trim_end().len();
                    let code_end = self.line_end(at + trimmed.max(1) - 1);
                    let lines = Span::new(at.max(self.done), code_end.min(end).max(at));
                    let kind = match line.trim_start().starts_with('<') {
                        true => html_kind(lines.slice(document.source())),
                        false => ChunkKind::Whole,
                    };
                    self.chunk(parent, kind, lines);
                    at = lines.end.max(line_end);
                }
                None => at = line_end,
            }
        }
        self.leftover(parent, end);
    }
}

fn html_kind(text: &str) -> ChunkKind {
    let text = text.trim();
    let is_one_comment =
        text.starts_with("<!--") && text.find("-->").is_some_and(|at| at + 3 == text.len());
    if is_one_comment {
        ChunkKind::Comment
    } else {
        ChunkKind::Whole
    }
}

/// A table is what GitHub takes for one: a line of dashes and bars below the first.
fn prose_kind(text: &str) -> ChunkKind {
    let is_ruler = |line: &str| {
        line.contains('|')
            && line.contains('-')
            && line
                .chars()
                .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
    };
    if text
        .lines()
        .nth(1)
        .is_some_and(|line| is_ruler(line.trim()))
    {
        ChunkKind::Table
    } else {
        ChunkKind::Prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte of the body is in exactly one gap or line of a part.
    fn check(source: &str, expected: &str) {
        let tree = Tree::read(source.to_string(), &Vocabulary::default());
        let mut at = tree.body;
        let mut told = String::new();
        let mut stack = vec![(0_usize, 0_usize)];
        let mut order = Vec::new();
        while let Some((node, depth)) = stack.pop() {
            order.push((node, depth));
            stack.extend(
                tree.nodes[node]
                    .children
                    .iter()
                    .rev()
                    .map(|child| (*child, depth + 1)),
            );
        }
        for (node, depth) in order {
            let part = tree.node(node);
            assert_eq!(part.gap.start, at, "{source:?}");
            assert!(part.gap.slice(source).trim().is_empty(), "{source:?}");
            at = part.lines.end;
            let letter = match &part.kind {
                Kind::Root => continue,
                Kind::Section(_) => "S",
                Kind::Item(head) if head.is_opaque => "O",
                Kind::Item(_) => "I",
                Kind::Chunk(ChunkKind::Prose) => "p",
                Kind::Chunk(ChunkKind::Whole) => "w",
                Kind::Chunk(ChunkKind::Table) => "t",
                Kind::Chunk(ChunkKind::Comment) => "c",
            };
            told.push_str(&format!("{}{letter}", ".".repeat(depth - 1)));
        }
        assert_eq!(tree.tail.start, at, "{source:?}");
        assert_eq!(told, expected, "{source:?}");
    }

    #[test]
    fn a_text_is_cut_without_gap_or_overlap() {
        check("", "S");
        check(
            "---\na: b\n---\n\n# T\n\n## W\n<!-- p -->\n- a\n  - b\n\n    n\n- c\n\ntext\n\n\n",
            "SSS.c.I..I...p.I.p",
        );
        check("- a\n  ```\n  x\n\n  y\n  ```\n  t\n", "S.I..w..p");
        check("- ```\n  - [ ] x\n  ```\n- y\n", "S.O.I");
        check("- - [ ] a\n- b\n", "S.O.I");
        check("[l]: http://x\n\ntext\n> - [ ] q\n", "S.p.p.p");
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", "S.t");
        check("Title\n=====\ntext\n", "SS.p");
        check("- [ ] a\n<!-- c -->\n- [ ] b\n", "S.I.c.I");
        check("- [ ] a\n  <!-- c -->\n- [ ] b\n", "S.I..c.I");
        check("* a\n\n\n* b\n1. x\n2. y\n", "S.I.I.I.I");
    }
}
