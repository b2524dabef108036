//! Writing the merged text: each piece in the bytes of the side that supplies it.

mod gap;
mod item;
mod levels;

use std::collections::HashMap;

use self::item::indent_as_in;
use self::levels::Levels;
use super::block::merge_blocks;
use super::boxes::{BoxRead, boxes};
use super::draft::Draft;
use super::merged_tree::{Concern, MergedTree};
use super::second_version::{KEPT, Names, both_changed};
use super::tree::{
    ChunkKind, Kind, Tree, Trees, beginning_with_one, columns, shifted, trimmed_lines,
};
use crate::merge::three::{Ours, Pick, Revision, Theirs, Three};
use crate::text::Span;

/// Write the body that `tree` gives.
pub(super) fn emit(tree: &MergedTree<'_>, names: &Names) -> Draft {
    let mut concerns: HashMap<usize, Vec<Concern>> = HashMap::new();
    for (part, concern) in &tree.concerns {
        concerns.entry(*part).or_default().push(*concern);
    }
    let mut emitter = Emitter {
        tree,
        trees: tree.trees,
        names,
        concerns,
        done: Draft {
            headings: Some(Vec::new()),
            ..Draft::default()
        },
        last: 0,
        is_below_text: false,
        levels: Levels::default(),
    };
    emitter.children(0, 0);
    for part in 0..tree.parts.len() {
        if !tree.is_alive(part) {
            emitter.absorb(part);
        }
    }
    let tails = tree.trees.map(|tree| tree.tail.slice(&tree.source));
    let tail = tails.resolved();
    let tail = tail.unwrap_or_else(|tails| tails.ours.max(tails.theirs));
    emitter.done.text.push_str(tail);
    emitter.done
}

struct Emitter<'a> {
    tree: &'a MergedTree<'a>,
    trees: Trees<'a>,
    names: &'a Names,
    /// What is to be said of the parts that are not written yet.
    concerns: HashMap<usize, Vec<Concern>>,
    done: Draft,
    /// The part that was written last.
    last: usize,
    /// Whether the next part is a list directly below the text of an item, which must begin with 1 to be read as a list.
    is_below_text: bool,
    /// The headings that are written.
    levels: Levels,
}

/// The columns at which a part stands in the output: that of its first character and that of what belongs to it.
#[derive(Clone, Copy)]
struct Columns {
    marker: usize,
    content: usize,
}

impl Columns {
    /// Both here.
    fn at(column: usize) -> Columns {
        Columns {
            marker: column,
            content: column,
        }
    }
}

impl<'a> Emitter<'a> {
    fn node(&self, part: usize, revision: Revision) -> Option<usize> {
        self.tree.parts[part][revision]
    }

    /// The nodes of a part in the two sides, each in its tree.
    fn sides(&self, part: usize) -> impl Iterator<Item = (&'a Tree, usize)> + use<'a> {
        let trees = self.trees;
        let nodes = self.tree.parts[part].in_sides();
        nodes.map(move |(side, node)| (trees[side], node))
    }

    /// The own lines of a part in each text that has it.
    fn texts(&self, part: usize) -> Three<Option<&'a str>> {
        Three::of(|revision| Some(self.trees[revision].text(self.node(part, revision)?)))
    }

    fn kind(&self, part: usize) -> &'a Kind {
        let mut sides = self.sides(part);
        sides
            .next()
            .map_or(&Kind::Root, |(tree, node)| &tree.node(node).kind)
    }

    fn is_item(&self, part: usize) -> bool {
        matches!(self.kind(part), Kind::Item(_))
    }

    /// What is in the part `container`, whose content begins in this column; the column of the last list item's marker.
    fn children(&mut self, container: usize, column: usize) -> Option<usize> {
        let tree = self.tree;
        let mut before = None;
        let mut last_marker = None;
        let is_loose = self.is_loose(container);
        for part in &tree.children[container] {
            let gap = self.gap(*part, container, before, is_loose);
            self.done.text.push_str(&gap);
            let is_first = before.is_none() && gap.is_empty();
            self.is_below_text = is_first && self.has_text(container) && self.is_item(*part);
            let columns = self.part(*part, container, column);
            if self.is_item(*part) {
                last_marker = Some(columns.marker);
            }
            before = Some(*part);
        }
        last_marker
    }

    fn part(&mut self, part: usize, container: usize, column: usize) -> Columns {
        self.last = part;
        for concern in self.concerns.remove(&part).unwrap_or_default() {
            if let Some(said) = said_of(concern) {
                self.done.remark(said);
            }
            if matches!(
                concern,
                Concern::KeptAlthoughDeleted | Concern::KeptWithAround
            ) {
                for (tree, node) in self.sides(part) {
                    self.done.keep(tree.whole(node).slice(&tree.source));
                }
            }
        }
        let nodes = self.tree.parts[part];
        if let Some((side, node)) = nodes.only_side() {
            return self.verbatim(part, column, side, node);
        }
        match self.kind(part) {
            Kind::Root => Columns::at(0),
            Kind::Section(_) => self.section(part),
            Kind::Item(_) => self.item(part, container, column),
            Kind::Chunk(_) => self.block(part, container, column),
        }
    }

    /// A part that only one side has.
    fn verbatim(&mut self, part: usize, column: usize, side: Revision, node: usize) -> Columns {
        let tree = self.trees[side];
        let by = column as isize - tree.content_column(tree.node(node).parent) as isize;
        let text = match tree.heading(node) {
            Some(_) => self.heading(part, side),
            None => self.numbered(shifted(tree.text(node), by)),
        };
        let columns = Columns {
            marker: indentation(&text),
            content: tree.content_column(node).saturating_add_signed(by),
        };
        self.done.boxes.extend(tree.boxes(node).cloned());
        self.done.text.push_str(&text);
        self.children(part, columns.content);
        columns
    }

    /// Whether a part is a list item that says something, on either side.
    fn has_text(&self, part: usize) -> bool {
        self.sides(part).any(|(tree, node)| {
            let head = tree.head(node);
            head.is_some_and(|head| !head.title.is_empty())
        })
    }

    /// The lines of a list item, with a number that lets a list begin where it stands.
    fn numbered(&mut self, lines: String) -> String {
        if !std::mem::take(&mut self.is_below_text) {
            return lines;
        }
        let numbered = beginning_with_one(&lines);
        if numbered != lines {
            self.done.absorb(&lines);
        }
        numbered
    }

    /// Add `text`, the own lines of a part as they came out of its merge.
    fn push(&mut self, part: usize, text: &str) {
        let mut sides = self.sides(part);
        let same = sides.find(|(tree, node)| is_same_but_for_place(tree.text(*node), text));
        let boxes: Vec<BoxRead> = match same {
            Some((tree, node)) => tree.boxes(node).cloned().collect(),
            // By themselves the lines may be something else: what was no box on either side is none now.
            None if self.has_boxes(part) => boxes(&shifted(text, -(indentation(text) as isize))),
            None => Vec::new(),
        };
        self.done.boxes.extend(boxes);
        self.done.text.push_str(text);
    }

    /// Whether there is a box in the own lines of a part, on either side.
    fn has_boxes(&self, part: usize) -> bool {
        let mut sides = self.sides(part);
        sides.any(|(tree, node)| tree.boxes(node).next().is_some())
    }

    /// Note that the own lines of a part may be there in another form.
    fn absorb(&mut self, part: usize) {
        for (tree, node) in self.sides(part) {
            self.done.absorb(tree.text(node));
            let titles = tree.boxes(node).map(|read| read.title.clone());
            self.done.absorbed.extend(titles);
            let title = tree.head(node).map(|head| head.title.clone());
            self.done.absorbed.extend(title);
        }
    }

    /// A section that both sides have.
    fn section(&mut self, part: usize) -> Columns {
        let texts = self.texts(part);
        let personal = self.tree.heading_of.get(&part).copied();
        match (personal, texts.pick()) {
            (None, Pick::Same | Pick::Ours) => drop(self.push_heading(part, Ours)),
            (None, Pick::Theirs) => drop(self.push_heading(part, Theirs)),
            _ => {
                self.absorb(part);
                let side = personal.unwrap_or(texts.side_or_lesser());
                let heading = self.push_heading(part, side);
                let other = texts[side.other()].unwrap_or_default();
                let title = |text: &str| text.trim().trim_start_matches('#').trim().to_string();
                if title(&heading) != title(other) {
                    if personal.is_none() {
                        let said = "both changed this heading; keep one of the two";
                        self.done.remark(said);
                    }
                    self.other_heading(part, side.other(), other);
                }
            }
        }
        self.children(part, 0);
        Columns::at(0)
    }

    /// Add the heading of one side, and give it.
    fn push_heading(&mut self, part: usize, side: Revision) -> String {
        let text = self.heading(part, side);
        self.push(part, &text);
        text
    }

    /// Note the heading of the side whose heading did not stay, unless an earlier merge has noted it.
    fn other_heading(&mut self, part: usize, side: Revision, heading: &str) {
        let whose = match self.names.of(side) {
            Some(name) => format!("{name}'s heading"),
            None => "the other one".to_string(),
        };
        let heading = heading.replace("-->", "").replace(['#', '\n'], " ");
        let was = format!("was {} -->\n", heading.trim());
        let is_there = self.sides(part).any(|(tree, node)| {
            let first = tree.node(node).children.first();
            first.is_some_and(|first| tree.text(*first).ends_with(&was))
        });
        if !is_there {
            let comment = format!("<!-- both changed this: {whose} {was}");
            self.done.text.push_str(&comment);
        }
    }

    /// Where lines that came out of a merge stand, and by how much they move.
    fn placed(&self, part: usize, container: usize, column: usize, text: &str) -> (Columns, isize) {
        let marker = indentation(text);
        // A side that has it in other surroundings says nothing of its place in these.
        let here = self.tree.parts[part].in_sides();
        let here = here.filter(|(side, node)| self.tree.parent(*side, *node) == container);
        let own = here.map(|(side, node)| {
            let tree = self.trees[side];
            let around = tree.content_column(tree.node(node).parent);
            (
                indentation(tree.text(node)),
                around,
                tree.content_column(node),
            )
        });
        // Of two sides that lay it out differently, the one that lays it out as these lines and the part around them are.
        let like = own.min_by_key(|(own, around, content)| {
            (*own != marker, *around != column, *own, *around, *content)
        });
        let (own, around, content) = like.unwrap_or((column, column, column + 2));
        let wanted = column as isize + own as isize - around as isize;
        let wanted = usize::try_from(wanted).unwrap_or(0);
        let columns = Columns {
            marker: wanted,
            content: wanted + content.saturating_sub(own),
        };
        (columns, wanted as isize - marker as isize)
    }

    /// A block that both sides have.
    fn block(&mut self, part: usize, container: usize, column: usize) -> Columns {
        let texts = self.texts(part);
        let (Some(ours), Some(theirs)) = (texts.ours, texts.theirs) else {
            return Columns::at(column);
        };
        let kinds = self.sides(part).map(|(tree, node)| &tree.node(node).kind);
        let kind = match kinds.collect::<Vec<_>>()[..] {
            [Kind::Chunk(we), Kind::Chunk(they)] if we == they && *we != ChunkKind::Comment => *we,
            _ => ChunkKind::Whole,
        };
        let merged = merge_blocks(kind, Three::new(texts.base, ours, theirs), self.names);
        if trimmed_lines(ours) != trimmed_lines(theirs) {
            self.absorb(part);
        }
        let (columns, by) = self.placed(part, container, column, &merged.lines);
        merged
            .remarks
            .iter()
            .for_each(|remark| self.done.remark(remark));
        self.push(part, &shifted(&merged.lines, by));
        if let Some((second, name)) = merged.second {
            self.done.text.push('\n');
            let (_, by) = self.placed(part, container, column, &second);
            let second = shifted(&second, by);
            self.push(part, &second);
            // A block of HTML goes on up to a blank line; a comment does not.
            let start = second.trim_start();
            if start.starts_with('<') && !start.starts_with("<!--") {
                self.done.text.push('\n');
            }
            let indent = indent_as_in(&second, columns.marker);
            self.comment(&both_changed(name), &indent);
        }
        columns
    }
}

fn said_of(concern: Concern) -> Option<&'static str> {
    match concern {
        Concern::KeptAlthoughDeleted => Some(KEPT),
        Concern::KeptWithAround => None,
        Concern::MovedTwice => Some("both moved this; it stands in the place that comes first"),
        Concern::OrderedTwice => {
            Some("both changed the order here; one of the two orders was taken")
        }
        Concern::StaysPersonal => Some(
            "one moved this out of a personal section, the other changed it there; it stays personal",
        ),
        Concern::StaysPersonalHeading => Some(
            "one gave this personal section another heading, the other wrote in it; it stays personal",
        ),
    }
}

/// Whether two texts have the same lines, further to the left or to the right.
fn is_same_but_for_place(one: &str, other: &str) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_string());
        lines.collect()
    };
    one == other || lines(one) == lines(other)
}

/// The column at which the first line of `text` begins.
fn indentation(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\t']);
    columns(Span::new(0, text.len() - rest.len()).slice(text))
}

#[cfg(test)]
mod tests;
