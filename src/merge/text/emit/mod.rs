//! Writing the merged text: each piece in the bytes of the side that supplies it.

mod gap;
mod item;
mod levels;

use std::collections::{HashMap, HashSet};

use self::item::indent_as_in;
use self::levels::Levels;
use super::block::merge_blocks;
use super::boxes::{BoxRead, boxes};
use super::plan::{Concern, Plan};
use super::second_version::{Names, both_changed};
use super::sides::{BASE, OURS, THEIRS, Trees};
use super::tree::{ChunkKind, Kind, beginning_with_one, columns, shifted, trimmed_lines};
use crate::text::Span;

/// The body of the merged text, and what is known of it.
#[derive(Default)]
pub(super) struct Emitted {
    /// The text.
    pub text: String,
    /// What to say, with the offset in the text.
    pub remarks: Vec<(usize, &'static str)>,
    /// The boxes that must be read in it, in order.
    pub boxes: Vec<BoxRead>,
    /// Lines, trimmed, and titles of either side that are there in another form, or were deleted by the other side and
    /// only marked as carried by this one.
    pub absorbed: HashSet<String>,
    /// Lines, trimmed, that stay although one side deleted them.
    pub kept: HashSet<String>,
    /// The headings that must be read in it, in order, each with the one that it stands below; nothing where that is not
    /// known.
    pub headings: Option<Vec<Option<usize>>>,
}

/// Write the body that `plan` gives.
pub(super) fn emit(trees: Trees<'_>, plan: &Plan, names: &Names) -> Emitted {
    let mut concerns: HashMap<usize, Vec<Concern>> = HashMap::new();
    for (class, concern) in &plan.concerns {
        concerns.entry(*class).or_default().push(*concern);
    }
    let mut emitter = Emitter {
        trees,
        plan,
        names,
        concerns,
        done: Emitted {
            headings: Some(Vec::new()),
            ..Emitted::default()
        },
        last: 0,
        is_below_text: false,
        levels: Levels::default(),
    };
    emitter.children(0, 0);
    for class in 0..plan.classes.len() {
        if !plan.is_alive(class) {
            emitter.absorb(class);
        }
    }
    let tail = |side: usize| trees[side].tail.slice(&trees[side].source);
    let tail = match (tail(BASE), tail(OURS), tail(THEIRS)) {
        (base, ours, theirs) if ours == base => theirs,
        (base, ours, theirs) if theirs == base => ours,
        (_, ours, theirs) => ours.max(theirs),
    };
    emitter.done.text.push_str(tail);
    emitter.done
}

pub(super) struct Emitter<'a> {
    pub(super) trees: Trees<'a>,
    pub(super) plan: &'a Plan,
    names: &'a Names,
    /// What is to be said of the parts that are not written yet.
    concerns: HashMap<usize, Vec<Concern>>,
    pub(super) done: Emitted,
    /// The part that was written last.
    last: usize,
    /// Whether the next part is a list directly below the text of an item, which must begin with 1 to be read as a list.
    is_below_text: bool,
    /// The headings that are written.
    levels: Levels,
}

/// Where a part stands in the output: the column of its first character and that of what belongs to it.
#[derive(Clone, Copy)]
struct Place {
    marker: usize,
    content: usize,
}

impl Emitter<'_> {
    pub(super) fn node(&self, class: usize, side: usize) -> Option<usize> {
        self.plan.classes[class].nodes[side]
    }

    /// The nodes of a part in the two sides.
    pub(super) fn sides(&self, class: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        [OURS, THEIRS]
            .into_iter()
            .filter_map(move |side| Some((side, self.node(class, side)?)))
    }

    pub(super) fn kind(&self, class: usize) -> &Kind {
        let found = self
            .sides(class)
            .next()
            .map(|(side, node)| &self.trees[side].node(node).kind);
        found.unwrap_or(&Kind::Root)
    }

    /// What is in the part `container`, whose content begins in this column; the column of the last list item's marker.
    fn children(&mut self, container: usize, column: usize) -> Option<usize> {
        let plan = self.plan;
        let mut before = None;
        let mut last_marker = None;
        let is_loose = self.is_loose(container);
        for class in &plan.children[container] {
            let gap = self.gap(*class, container, before, is_loose);
            self.done.text.push_str(&gap);
            self.is_below_text = before.is_none()
                && gap.is_empty()
                && self.has_text(container)
                && matches!(self.kind(*class), Kind::Item(_));
            let place = self.part(*class, container, column);
            if matches!(self.kind(*class), Kind::Item(_)) {
                last_marker = Some(place.marker);
            }
            before = Some(*class);
        }
        last_marker
    }

    fn part(&mut self, class: usize, container: usize, column: usize) -> Place {
        self.last = class;
        let start = self.done.text.len();
        for concern in self.concerns.remove(&class).unwrap_or_default() {
            let said = said_of(concern).map(|said| (start, said));
            self.done.remarks.extend(said);
            if matches!(
                concern,
                Concern::KeptAlthoughDeleted | Concern::KeptWithAround
            ) {
                let whole: Vec<String> = self
                    .sides(class)
                    .map(|(side, node)| {
                        self.trees[side]
                            .whole(node)
                            .slice(&self.trees[side].source)
                            .to_string()
                    })
                    .collect();
                for text in whole {
                    self.done
                        .kept
                        .extend(text.lines().map(|line| line.trim().to_string()));
                }
            }
        }
        match (self.node(class, OURS), self.node(class, THEIRS)) {
            (Some(ours), Some(theirs)) => match &self.trees[OURS].node(ours).kind {
                Kind::Root => Place {
                    marker: 0,
                    content: 0,
                },
                Kind::Section(_) => self.section(class, ours, theirs),
                Kind::Item(_) => self.item(class, container, column, ours, theirs),
                Kind::Chunk(_) => self.block(class, container, column),
            },
            (Some(node), None) => self.verbatim(class, column, OURS, node),
            (None, Some(node)) => self.verbatim(class, column, THEIRS, node),
            (None, None) => Place {
                marker: column,
                content: column,
            },
        }
    }

    /// A part that only one side has.
    fn verbatim(&mut self, class: usize, column: usize, side: usize, node: usize) -> Place {
        let tree = self.trees[side];
        let by = column as isize - tree.content_column(tree.node(node).parent) as isize;
        let text = match tree.heading(node) {
            Some(_) => self.heading(class, side, node),
            None => self.numbered(shifted(tree.text(node), by)),
        };
        let place = Place {
            marker: indentation(&text),
            content: tree.content_column(node).saturating_add_signed(by),
        };
        self.done.boxes.extend(tree.boxes(node).cloned());
        self.done.text.push_str(&text);
        self.children(class, place.content);
        place
    }

    /// Whether a part is a list item that says something, on either side.
    fn has_text(&self, class: usize) -> bool {
        self.sides(class).any(|(side, node)| {
            let head = self.trees[side].head(node);
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
            let old = lines.lines().map(|line| line.trim().to_string());
            self.done.absorbed.extend(old);
        }
        numbered
    }

    /// Add `text`, the own lines of a part as they came out of its merge.
    fn push(&mut self, class: usize, text: &str) {
        let is_same = |(side, node): &(usize, usize)| {
            is_same_but_for_place(self.trees[*side].text(*node), text)
        };
        let same = self.sides(class).find(is_same);
        let boxes: Vec<BoxRead> = match same {
            Some((side, node)) => self.trees[side].boxes(node).cloned().collect(),
            // By themselves the lines may be something else: what was no box on either side is none now.
            None if self.has_boxes(class) => boxes(&shifted(text, -(indentation(text) as isize))),
            None => Vec::new(),
        };
        self.done.boxes.extend(boxes);
        self.done.text.push_str(text);
    }

    /// Whether there is a box in the own lines of a part, on either side.
    fn has_boxes(&self, class: usize) -> bool {
        self.sides(class)
            .any(|(side, node)| self.trees[side].boxes(node).next().is_some())
    }

    /// Note that the own lines of a part may be there in another form.
    fn absorb(&mut self, class: usize) {
        for side in [OURS, THEIRS] {
            let Some(node) = self.node(class, side) else {
                continue;
            };
            let tree = self.trees[side];
            let lines = tree.text(node).lines().map(|line| line.trim().to_string());
            self.done.absorbed.extend(lines);
            let titles = tree.boxes(node).map(|read| read.title.clone());
            self.done.absorbed.extend(titles);
            self.done
                .absorbed
                .extend(tree.head(node).map(|head| head.title.clone()));
        }
    }

    fn section(&mut self, class: usize, ours: usize, theirs: usize) -> Place {
        let (we, they) = (self.trees[OURS].text(ours), self.trees[THEIRS].text(theirs));
        let was = self
            .node(class, BASE)
            .map(|node| self.trees[BASE].text(node));
        let place = Place {
            marker: 0,
            content: 0,
        };
        let stays = self.plan.heading_of.get(&class).copied();
        if stays.is_none() && (we == they || was == Some(they)) {
            let text = self.heading(class, OURS, ours);
            self.push(class, &text);
        } else if stays.is_none() && was == Some(we) {
            let text = self.heading(class, THEIRS, theirs);
            self.push(class, &text);
        } else {
            let is_ours = stays.map_or(we <= they, |side| side == OURS);
            let (other, name) = match is_ours {
                true => (they, &self.names.theirs),
                false => (we, &self.names.ours),
            };
            let heading = match is_ours {
                true => self.heading(class, OURS, ours),
                false => self.heading(class, THEIRS, theirs),
            };
            self.absorb(class);
            self.push(class, &heading);
            let is_same = heading.trim().trim_start_matches('#').trim()
                == other.trim().trim_start_matches('#').trim();
            if !is_same {
                let start = self.done.text.len();
                if stays.is_none() {
                    self.done
                        .remarks
                        .push((start, "both changed this heading; keep one of the two"));
                }
                let whose = name.as_deref().map_or("the other one".to_string(), |name| {
                    format!("{name}'s heading")
                });
                let other = other.replace("-->", "").replace(['#', '\n'], " ");
                let was = format!("was {} -->\n", other.trim());
                // It stands there already where what an earlier merge left is merged again.
                let is_there = self.sides(class).any(|(side, node)| {
                    let tree = self.trees[side];
                    let first = tree.node(node).children.first();
                    first.is_some_and(|first| tree.text(*first).ends_with(&was))
                });
                if !is_there {
                    self.done
                        .text
                        .push_str(&format!("<!-- both changed this: {whose} {was}"));
                }
            }
        }
        self.children(class, 0);
        place
    }

    /// Where lines that came out of a merge stand, and by how much they move.
    fn placed(&self, class: usize, container: usize, column: usize, text: &str) -> (Place, isize) {
        let marker = indentation(text);
        // A side that has it in other surroundings says nothing of its place in these.
        let is_here = |(side, node): &(usize, usize)| {
            self.plan.of[*side][self.trees[*side].node(*node).parent] == container
        };
        let own = self.sides(class).filter(is_here).map(|(side, node)| {
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
        let place = Place {
            marker: wanted,
            content: wanted + content.saturating_sub(own),
        };
        (place, wanted as isize - marker as isize)
    }

    fn block(&mut self, class: usize, container: usize, column: usize) -> Place {
        let text = |side: usize| {
            self.node(class, side)
                .map(|node| self.trees[side].text(node))
        };
        let (Some(ours), Some(theirs)) = (text(OURS), text(THEIRS)) else {
            return Place {
                marker: column,
                content: column,
            };
        };
        let kind = |side: usize| match self.trees[side].node(self.node(class, side)?).kind {
            Kind::Chunk(kind) => Some(kind),
            _ => None,
        };
        let kind = match (kind(OURS), kind(THEIRS)) {
            (Some(we), Some(they)) if we == they && we != ChunkKind::Comment => we,
            _ => ChunkKind::Whole,
        };
        let merged = merge_blocks(kind, text(BASE), ours, theirs, self.names);
        let is_changed = trimmed_lines(ours) != trimmed_lines(theirs);
        if is_changed {
            self.absorb(class);
        }
        let (place, by) = self.placed(class, container, column, &merged.lines);
        let start = self.done.text.len();
        self.push(class, &shifted(&merged.lines, by));
        let remarks = merged.remarks.iter().map(|remark| (start, *remark));
        self.done.remarks.extend(remarks);
        if let Some((second, name)) = merged.second {
            self.done.text.push('\n');
            let (_, by) = self.placed(class, container, column, &second);
            let second = shifted(&second, by);
            self.push(class, &second);
            // A block of HTML goes on up to a blank line; a comment does not.
            let start = second.trim_start();
            if start.starts_with('<') && !start.starts_with("<!--") {
                self.done.text.push('\n');
            }
            let indent = indent_as_in(&second, place.marker);
            self.comment(&both_changed(name), &indent);
        }
        place
    }
}

fn said_of(concern: Concern) -> Option<&'static str> {
    match concern {
        Concern::KeptAlthoughDeleted => Some("one deleted this, the other changed it; it stays"),
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
