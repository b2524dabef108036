//! A meeting's text cut into what can be moved, changed and deleted by itself: sections, list items, other blocks.

use super::boxes::BoxRead;
use super::item_head::ItemHead;
use crate::markdown::FrontMatter;
use crate::meeting::Role;
use crate::merge::three::Three;
use crate::text::Span;

/// The three texts of a merge.
pub(super) type Trees<'a> = Three<&'a Tree>;

/// A text with its parts.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// The text; it ends with a line end unless it is empty.
    pub source: String,
    /// The front matter.
    pub front_matter: Option<FrontMatter>,
    /// Where the body begins.
    pub body: usize,
    /// The parts. The first is the root, whose children are the sections; the first of those has no heading.
    pub nodes: Vec<Node>,
    /// Blank lines at the very end.
    pub tail: Span,
    /// All boxes, in order, with the places where they stand.
    pub boxes: Vec<(usize, BoxRead)>,
}

/// A part of a text.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub kind: Kind,
    /// The part around it.
    pub parent: usize,
    /// Its place among the parts in that one, from 0.
    pub place: usize,
    /// The parts in it, in order.
    pub children: Vec<usize>,
    /// The blank lines before it.
    pub gap: Span,
    /// Its own lines, without its children's.
    pub lines: Span,
    /// Whether it stands in a personal section or is one.
    pub is_personal: bool,
}

/// What a part is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// The body.
    Root,
    /// A heading with what stands up to the next one.
    Section(SectionHeading),
    /// A list item.
    Item(Box<ItemHead>),
    /// Any other block.
    Chunk(ChunkKind),
}

/// What is known of a section by its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SectionHeading {
    /// 1 to 6; 0 for what stands before the first heading.
    pub level: usize,
    /// Its title as written.
    pub title: String,
    /// Its title, folded.
    pub folded: String,
    /// What its title means.
    pub role: Option<Role>,
    /// The section right around it; the root where there is none.
    pub around: usize,
}

/// What a block is, as far as its merge differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChunkKind {
    /// Running text, quotes, and what the parser passes over.
    Prose,
    /// Code, HTML: a second version stands beside the first, never inside it.
    Whole,
    /// A table: the same, but each side may add rows to it.
    Table,
    /// A comment.
    Comment,
}

impl Tree {
    /// The part with this number.
    pub fn node(&self, node: usize) -> &Node {
        &self.nodes[node]
    }

    /// The part that stands before a part, in the same one.
    pub fn before(&self, node: usize) -> Option<usize> {
        let part = self.node(node);
        let place = part.place.checked_sub(1)?;
        self.node(part.parent).children.get(place).copied()
    }

    /// The heading of a section; nothing for what is no section.
    pub fn heading(&self, node: usize) -> Option<&SectionHeading> {
        match &self.nodes[node].kind {
            Kind::Section(heading) => Some(heading),
            _ => None,
        }
    }

    /// The level of a section's heading; 0 for what has none.
    pub fn level(&self, node: usize) -> usize {
        self.heading(node).map_or(0, |heading| heading.level)
    }

    /// The title of a section, folded.
    pub fn folded_title(&self, node: usize) -> &str {
        self.heading(node).map_or("", |heading| &heading.folded)
    }

    /// A section with all sections in it, as it stands.
    pub fn whole_section(&self, section: usize) -> Span {
        let below = self.nodes[0]
            .children
            .iter()
            .skip(self.node(section).place + 1);
        let next = below
            .copied()
            .find(|next| self.level(*next) <= self.level(section));
        let end = next.map_or(self.source.len(), |next| self.node(next).lines.start);
        Span::new(self.node(section).lines.start, end)
    }

    /// A section up to the next one, its heading included.
    pub fn region(&self, section: usize) -> Span {
        let next = self.nodes[0].children.get(self.node(section).place + 1);
        let end = next.map_or(self.source.len(), |next| self.node(*next).lines.start);
        Span::new(self.node(section).lines.start, end)
    }

    /// The page's title: the only heading of the first level, before all others, unless it names a section that is known.
    /// It changes with the date, and is no part of what the sections below it are called.
    pub fn page_title(&self) -> Option<usize> {
        let title = self.lone_title()?;
        self.heading(title)?.role.is_none().then_some(title)
    }

    /// The only heading of the first level, where it stands before all others.
    pub fn lone_title(&self) -> Option<usize> {
        let sections = &self.nodes[0].children;
        let mut outermost = sections
            .iter()
            .copied()
            .filter(|node| self.level(*node) == 1);
        let (title, None) = (outermost.next()?, outermost.next()) else {
            return None;
        };
        (sections.get(1) == Some(&title)).then_some(title)
    }

    /// The own lines of a part.
    pub fn text(&self, node: usize) -> &str {
        self.nodes[node].lines.slice(&self.source)
    }

    /// The boxes in a part's own lines.
    pub fn boxes(&self, node: usize) -> impl Iterator<Item = &BoxRead> {
        let lines = self.nodes[node].lines;
        let first = self.boxes.partition_point(|(at, _)| *at < lines.start);
        let there = self.boxes[first..].iter();
        there
            .take_while(move |(at, _)| *at < lines.end)
            .map(|(_, read)| read)
    }

    /// The head of a list item.
    pub fn head(&self, node: usize) -> Option<&ItemHead> {
        match &self.nodes[node].kind {
            Kind::Item(head) => Some(head),
            _ => None,
        }
    }

    /// What is compared of a part's own lines: neither blanks at the ends of lines nor how the lines end.
    pub fn key(&self, node: usize) -> String {
        match &self.nodes[node].kind {
            Kind::Root => String::new(),
            Kind::Section(heading) => format!("{} {}", heading.level, heading.title),
            Kind::Item(head) => head.key(&self.source),
            Kind::Chunk(_) => trimmed_lines(self.text(node)),
        }
    }

    /// The column, from 0, at which what belongs to a part begins.
    pub fn content_column(&self, node: usize) -> usize {
        match self.head(node) {
            Some(head) => content_column(&self.source, head),
            None => 0,
        }
    }

    /// A part with all that is in it, as it stands.
    pub fn whole(&self, node: usize) -> Span {
        let mut last = node;
        while let Some(child) = self.nodes[last].children.last() {
            last = *child;
        }
        Span::new(self.nodes[node].lines.start, self.nodes[last].lines.end)
    }
}

/// `text` with each line's trailing blanks taken off.
pub(super) fn trimmed_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn content_column(source: &str, head: &ItemHead) -> usize {
    let marker_end = columns(Span::new(head.span.start, head.marker.end).slice(source));
    let rest = &source[head.marker.end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let with_blanks = columns(&source[head.span.start..head.marker.end + blanks]);
    // Five blanks or more are one, and code behind it, as in CommonMark; so is a line with nothing on it.
    let is_bare = rest[blanks..].starts_with(['\n', '\r']) || blanks == rest.len();
    if with_blanks - marker_end > 4 || is_bare {
        marker_end + 1
    } else {
        with_blanks
    }
}

const TAB: usize = 4; // CommonMark's tab stops

/// How many columns `text`, at the start of a line, takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, c| match c {
        '\t' => column + TAB - column % TAB,
        _ => column + 1,
    })
}

/// `text`, whole lines, moved `by` columns.
pub(super) fn shifted(text: &str, by: isize) -> String {
    if by == 0 {
        return text.to_string();
    }
    let moved = text.split_inclusive('\n').map(|line| {
        let rest = line.trim_start_matches([' ', '\t']);
        if rest.trim().is_empty() {
            return line.to_string();
        }
        let indent = columns(&line[..line.len() - rest.len()]);
        format!("{}{rest}", " ".repeat(indent.saturating_add_signed(by)))
    });
    moved.collect()
}

/// `text`, the lines of a list item, with the number 1 if it has one.
pub(super) fn beginning_with_one(text: &str) -> String {
    let rest = text.trim_start_matches([' ', '\t']);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if behind.len() == rest.len() || !behind.starts_with(['.', ')']) {
        return text.to_string();
    }
    format!("{}1{behind}", &text[..text.len() - rest.len()])
}
