//! What becomes of every part: whether it stays, where it goes, and in which order.

use std::collections::{HashMap, HashSet};

use super::alignment::{Alignment, align};
use super::item_head::ItemHead;
use super::order::ordered;
use super::tree::{Trees, trimmed_lines};
use crate::markdown::CheckboxStatus;
use crate::merge::three::{Base, Ours, Pick, Revision, Theirs, Three};
use crate::text::Span;

/// Something to say of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    /// One deleted it, the other changed it.
    KeptAlthoughDeleted,
    /// The same, but the remark stands at the section around it.
    KeptWithAround,
    /// Both moved it to different places.
    MovedTwice,
    /// Both put the parts in it into another order.
    OrderedTwice,
    /// One moved it out of a personal section, the other changed it there.
    StaysPersonal,
    /// One took the personal heading away from it, the other wrote below that.
    StaysPersonalHeading,
}

/// The parts of three texts in the order and the places in which they are to stand.
pub(super) struct MergedTree<'a> {
    /// The three texts.
    pub trees: Trees<'a>,
    /// The node of each part in each text; the first part is the root.
    pub parts: Vec<Three<Option<usize>>>,
    /// The part of each node of each text.
    pub of: Three<Vec<usize>>,
    /// The parts in each part, in the order in which they are to stand.
    pub children: Vec<Vec<usize>>,
    /// What to say.
    pub concerns: Vec<(usize, Concern)>,
    /// For each section, the side whose heading it is that stays where the two differ in whether it is personal.
    pub heading_of: HashMap<usize, Revision>,
    /// For each section, the one that it stands in; the root where there is none.
    pub(super) around: Vec<usize>,
    /// For each section, how many levels of sections are in it.
    pub(super) height: Vec<usize>,
    pub(super) container: Vec<usize>,
    pub(super) alive: Vec<bool>,
}

/// All of a node, wherever it ends.
type Whole<'a> = dyn Fn(Revision, usize) -> Span + 'a;

impl<'a> MergedTree<'a> {
    /// Decide for the parts of `trees`.
    pub fn of(trees: Trees<'a>) -> MergedTree<'a> {
        let Alignment { parts, of } = align(trees);
        let count = parts.len();
        let mut tree = MergedTree {
            trees,
            parts,
            of,
            children: vec![Vec::new(); count],
            concerns: Vec::new(),
            heading_of: HashMap::new(),
            around: vec![0; count],
            height: vec![0; count],
            container: vec![0; count],
            alive: vec![false; count],
        };
        tree.choose_containers();
        tree.choose_alive();
        tree.choose_headings();
        tree.order();
        tree
    }

    /// Whether a part stays.
    pub fn is_alive(&self, part: usize) -> bool {
        self.alive[part]
    }

    /// The part around a node.
    pub(super) fn parent(&self, revision: Revision, node: usize) -> usize {
        self.of[revision][self.trees[revision].node(node).parent]
    }

    fn choose_containers(&mut self) {
        let trees = self.trees;
        for part in 1..self.parts.len() {
            let nodes = self.parts[part];
            let places = Three::of(|revision| Some(self.parent(revision, nodes[revision]?)));
            let whole = |side: Revision, node| trees[side].whole(node);
            self.container[part] = self.place(part, places, &whole);
        }
        let before = |part: usize| {
            self.parts[part]
                .base
                .map_or(0, |node| self.parent(Base, node))
        };
        self.container = without_circles(&self.container, before);
    }

    /// Where a part goes that stands in the parts `places` of the three texts. `whole` is all of it.
    pub(super) fn place(
        &mut self,
        part: usize,
        places: Three<Option<usize>>,
        whole: &Whole<'_>,
    ) -> usize {
        let (Some(ours), Some(theirs)) = (places.ours, places.theirs) else {
            let one = places.ours.or(places.theirs).or(places.base);
            return one.unwrap_or(0);
        };
        let (place, concern) = match places.pick() {
            Pick::Same => return ours,
            _ if self.stays_personal(part, Ours, whole) => (ours, Concern::StaysPersonal),
            _ if self.stays_personal(part, Theirs, whole) => (theirs, Concern::StaysPersonal),
            Pick::Ours => return ours,
            Pick::Theirs => return theirs,
            Pick::Conflict => (self.earlier(ours, theirs), Concern::MovedTwice),
        };
        self.concerns.push((part, concern));
        place
    }

    /// Whether `side` wrote in a personal section what the other one moved out of it: it stays there.
    fn stays_personal(&self, part: usize, side: Revision, whole: &Whole<'_>) -> bool {
        let nodes = self.parts[part];
        let (Some(node), Some(moved)) = (nodes[side], nodes[side.other()]) else {
            return false;
        };
        let text = |side: Revision, node: usize| {
            let text = trimmed_lines(whole(side, node).slice(&self.trees[side].source));
            text.trim_end().to_string()
        };
        let is_written = || {
            nodes
                .base
                .is_none_or(|old| text(Base, old) != text(side, node))
        };
        self.trees[side].node(node).is_personal
            && !self.trees[side.other()].node(moved).is_personal
            && is_written()
    }

    /// The one of two parts that comes first in the document, however one swaps the sides.
    fn earlier(&self, one: usize, other: usize) -> usize {
        let place = |part: usize| {
            let nodes = self.parts[part];
            let texts = nodes
                .in_sides()
                .map(|(side, node)| self.trees[side].text(node));
            // Whether it was there at all comes first: nothing says where a new one will stand among the old.
            (nodes.base.is_none(), nodes.base, texts.min())
        };
        if place(one) <= place(other) {
            one
        } else {
            other
        }
    }

    fn choose_alive(&mut self) {
        let mut kept = Vec::new();
        for part in 0..self.parts.len() {
            let nodes = self.parts[part];
            self.alive[part] = match (nodes.base, nodes.only_side()) {
                (None, _) => true,
                (Some(base), Some((side, node))) => self.is_changed(base, side, node),
                (Some(_), None) => nodes.ours.is_some(),
            };
            if self.alive[part] && nodes.base.is_some() && nodes.only_side().is_some() {
                kept.push(part);
            }
        }
        for part in kept.clone() {
            self.keep_all_in(part);
        }
        for part in 0..self.parts.len() {
            let mut around = self.container[part];
            while self.alive[part] && !self.alive[around] {
                self.alive[around] = true;
                kept.push(around);
                // An item below which something was written stays whole; a section stays for the sake of what is new.
                if self.is_item(around) {
                    self.keep_all_in(around);
                }
                around = self.container[around];
            }
        }
        self.choose_sections_around();
        let within = self.keep_sections_around(&mut kept);
        let concerns = kept.into_iter().map(|part| match within.contains(&part) {
            true => (part, Concern::KeptWithAround),
            false => (part, Concern::KeptAlthoughDeleted),
        });
        self.concerns.extend(concerns);
    }

    /// Let a part that only one side has stay with all that this side has in it, as far as it went with it: what the other
    /// side has elsewhere speaks for itself.
    fn keep_all_in(&mut self, part: usize) {
        let Some((side, node)) = self.parts[part].only_side() else {
            return;
        };
        let mut inside = vec![node];
        while let Some(node) = inside.pop() {
            let part = self.of[side][node];
            self.alive[part] = true;
            if self.parts[part][side.other()].is_none() {
                inside.extend(&self.trees[side].node(node).children);
            }
        }
    }

    fn is_item(&self, part: usize) -> bool {
        let mut nodes = self.parts[part].in_sides();
        nodes.any(|(side, node)| self.trees[side].head(node).is_some())
    }

    /// Whether a side says something else in a part than the base, or put a list item elsewhere. That an item was carried
    /// is no word about the item.
    fn is_changed(&self, base: usize, side: Revision, node: usize) -> bool {
        let (old, new) = (self.trees.base, self.trees[side]);
        // Who puts an item into another section or below another item still wants it.
        if new.head(node).is_some() && self.parent(Base, base) != self.parent(side, node) {
            return true;
        }
        if let (Some(before), Some(head)) = (old.head(base), new.head(node)) {
            let status = |head: &ItemHead| head.checkbox.map(|checkbox| checkbox.status);
            let is_carried = status(head) == Some(CheckboxStatus::Carried)
                && status(before).is_some_and(CheckboxStatus::is_open);
            if is_carried {
                return (&before.title, &before.values) != (&head.title, &head.values);
            }
        }
        old.key(base) != new.key(node)
    }

    fn order(&mut self) {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.parts.len()];
        for part in 1..self.parts.len() {
            if self.alive[part] && !self.is_section(part) {
                members[self.container[part]].push(part);
            }
        }
        for (part, members) in members.into_iter().enumerate() {
            if members.is_empty() {
                continue;
            }
            let set: HashSet<usize> = members.into_iter().collect();
            let rows = Three::of(|revision| -> Vec<usize> {
                let node = self.parts[part][revision];
                let children = node.map(|node| &self.trees[revision].node(node).children);
                let parts = children.into_iter().flatten();
                let parts = parts.map(|child| self.of[revision][*child]);
                parts.filter(|part| set.contains(part)).collect()
            });
            let (parts, twice) = ordered_parts(&rows, set, &|part| self.text(part));
            self.children[part] = parts;
            self.concerns
                .extend(twice.then_some((part, Concern::OrderedTwice)));
        }
        self.order_sections();
    }

    /// The text of a part, the lesser of the two: what decides where nothing else does.
    pub(super) fn text(&self, part: usize) -> &'a str {
        let texts = self.parts[part].in_sides().map(|(side, node)| {
            let tree = self.trees[side];
            tree.whole(node).slice(&tree.source)
        });
        texts.min().unwrap_or_default()
    }
}

/// The parts around each part without circles: each side may have put one of two parts into the other; then the first
/// stays where it was, in what `before` says, and the other goes into it.
pub(super) fn without_circles(around: &[usize], before: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut result = around.to_vec();
    for part in 1..result.len() {
        let mut outer = result[part];
        for _ in 0..=result.len() {
            if outer != 0 && outer != part {
                outer = result[outer];
            }
        }
        if outer != 0 {
            result[part] = before(part);
        }
    }
    result
}

/// The parts of `set` in one order from those of the three texts; and whether both brought them into another one.
pub(super) fn ordered_parts<K: Ord>(
    rows: &Three<Vec<usize>>,
    set: HashSet<usize>,
    key: &dyn Fn(usize) -> K,
) -> (Vec<usize>, bool) {
    let (mut parts, twice) = ordered(rows, key);
    // Parts whose surroundings are gone on the side that has them.
    let there: HashSet<usize> = parts.iter().copied().collect();
    let rest = set.into_iter().filter(|part| !there.contains(part));
    let mut rest: Vec<usize> = rest.collect();
    // By number, too: a set hands out what reads the same in another order each time.
    rest.sort_by_key(|part| (key(*part), *part));
    parts.extend(rest);
    (parts, twice)
}

#[cfg(test)]
mod tests;
