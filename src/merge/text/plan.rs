//! What becomes of every part: whether it stays, where it goes, and in which order.

use super::sides::BASE;
use super::sides::Class;
use super::sides::OURS;
use super::sides::THEIRS;
use super::sides::Trees;
use std::collections::{HashMap, HashSet};

use super::classes::classes;
use super::head::Head;
use super::order::ordered;
use super::tree::{Kind, trimmed_lines};
use crate::markdown::CheckboxStatus;
use crate::meeting::Vocabulary;
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

/// What becomes of every part.
pub(super) struct Plan {
    /// The parts; the first is the root.
    pub classes: Vec<Class>,
    /// The class of each node of each text.
    pub of: [Vec<usize>; 3],
    /// The parts in each part, in the order in which they are to stand.
    pub children: Vec<Vec<usize>>,
    /// What to say.
    pub concerns: Vec<(usize, Concern)>,
    /// For each section, the one whose heading it is that stays where the two differ in whether it is personal.
    pub heading_of: HashMap<usize, usize>,
    /// For each section, the one that it stands in; the root where there is none.
    pub(super) around: Vec<usize>,
    /// For each section, how many levels of sections are in it.
    pub(super) height: Vec<usize>,
    pub(super) container: Vec<usize>,
    pub(super) alive: Vec<bool>,
    /// For each part of each text whether it is personal.
    pub(super) personal: [Vec<bool>; 3],
}

/// Decide for the parts of `trees`.
pub(super) fn plan(trees: Trees<'_>, vocabulary: &Vocabulary) -> Plan {
    let (classes, of) = classes(trees, vocabulary);
    let count = classes.len();
    let mut plan = Plan {
        classes,
        of,
        children: vec![Vec::new(); count],
        concerns: Vec::new(),
        heading_of: HashMap::new(),
        around: vec![0; count],
        height: vec![0; count],
        container: vec![0; count],
        alive: vec![false; count],
        personal: trees.map(|tree| tree.personal(vocabulary)),
    };
    plan.choose_containers(trees);
    plan.choose_alive(trees, vocabulary);
    plan.choose_headings(trees, vocabulary);
    plan.order(trees);
    plan
}
impl Plan {
    /// Whether a part stays.
    pub fn is_alive(&self, class: usize) -> bool {
        self.alive[class]
    }

    fn choose_containers(&mut self, trees: Trees<'_>) {
        for index in 1..self.classes.len() {
            let at = |side: usize| {
                let node = self.classes[index].nodes[side]?;
                Some(self.of[side][trees[side].node(node).parent])
            };
            let (place, concern) = self.place(
                trees,
                index,
                [at(BASE), at(OURS), at(THEIRS)],
                &|side, node| trees[side].whole(node),
            );
            self.container[index] = place;
            self.concerns
                .extend(concern.map(|concern| (index, concern)));
        }
        // Each side may have put one of two parts into the other: then both stay where they were.
        for index in 1..self.classes.len() {
            let mut seen = 0;
            let mut around = self.container[index];
            while around != 0 && around != index && seen <= self.classes.len() {
                around = self.container[around];
                seen += 1;
            }
            if around != 0 {
                let before =
                    self.classes[index].nodes[BASE].map(|node| trees[BASE].node(node).parent);
                self.container[index] = before.map_or(0, |parent| self.of[BASE][parent]);
            }
        }
    }

    /// Where a part goes that stands in these parts of the three texts, and what to say of that. `whole` is all of it.
    pub(super) fn place(
        &self,
        trees: Trees<'_>,
        index: usize,
        [base, ours, theirs]: [Option<usize>; 3],
        whole: &dyn Fn(usize, usize) -> Span,
    ) -> (usize, Option<Concern>) {
        let nodes = self.classes[index].nodes;
        // What one wrote in a personal section stays there, also where the other moved it out.
        let stays_personal = |side: usize, mover: usize| {
            let (Some(node), Some(moved)) = (nodes[side], nodes[mover]) else {
                return false;
            };
            let text = |side: usize, node: usize| {
                trimmed_lines(whole(side, node).slice(&trees[side].source))
            };
            let is_written = || match nodes[BASE] {
                Some(old) => text(BASE, old).trim_end() != text(side, node).trim_end(),
                None => true,
            };
            self.personal[side][node] && !self.personal[mover][moved] && is_written()
        };
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours == theirs => (ours, None),
            (Some(ours), Some(_)) if stays_personal(OURS, THEIRS) => {
                (ours, Some(Concern::StaysPersonal))
            }
            (Some(_), Some(theirs)) if stays_personal(THEIRS, OURS) => {
                (theirs, Some(Concern::StaysPersonal))
            }
            (Some(ours), Some(theirs)) if base == Some(theirs) => (ours, None),
            (Some(ours), Some(theirs)) if base == Some(ours) => (theirs, None),
            (Some(ours), Some(theirs)) => {
                (self.earlier(trees, ours, theirs), Some(Concern::MovedTwice))
            }
            (Some(only), None) | (None, Some(only)) => (only, None),
            (None, None) => (base.unwrap_or(0), None),
        }
    }

    /// The one of two parts that comes first in the document, however one swaps the sides.
    fn earlier(&self, trees: Trees<'_>, one: usize, other: usize) -> usize {
        let place = |class: usize| {
            let nodes = self.classes[class].nodes;
            let text = [OURS, THEIRS]
                .into_iter()
                .filter_map(|side| Some(trees[side].text(nodes[side]?)));
            // Whether it was there at all comes first: nothing says where a new one will stand among the old.
            (nodes[BASE].is_none(), nodes[BASE], text.min())
        };
        if place(one) <= place(other) {
            one
        } else {
            other
        }
    }

    fn choose_alive(&mut self, trees: Trees<'_>, vocabulary: &Vocabulary) {
        let of = &self.of;
        let changed = |class: &Class, side: usize| match (class.nodes[BASE], class.nodes[side]) {
            (Some(base), Some(node)) => {
                is_changed(trees, base, side, node) || is_elsewhere(trees, of, base, side, node)
            }
            _ => false,
        };
        let mut kept = Vec::new();
        for (index, class) in self.classes.iter().enumerate() {
            self.alive[index] = match class.nodes {
                [_, Some(_), Some(_)] => true,
                [None, _, _] => true,
                [Some(_), Some(_), None] | [Some(_), None, Some(_)] => {
                    let side = if class.nodes[OURS].is_some() {
                        OURS
                    } else {
                        THEIRS
                    };
                    let is_kept = changed(class, side);
                    if is_kept {
                        kept.push(index);
                    }
                    is_kept
                }
                [Some(_), None, None] => false,
            };
        }
        for index in kept.clone() {
            self.keep_all_in(trees, index);
        }
        for index in 0..self.classes.len() {
            let mut around = self.container[index];
            while self.alive[index] && !self.alive[around] {
                self.alive[around] = true;
                kept.push(around);
                // An item below which something was written stays whole; a section stays for the sake of what is new.
                if self.is_item(trees, around) {
                    self.keep_all_in(trees, around);
                }
                around = self.container[around];
            }
        }
        self.choose_sections_around(trees, vocabulary);
        let within = self.keep_sections_around(trees, vocabulary, &mut kept);
        let concerns = kept.into_iter().map(|index| match within.contains(&index) {
            true => (index, Concern::KeptWithAround),
            false => (index, Concern::KeptAlthoughDeleted),
        });
        self.concerns.extend(concerns);
    }

    /// Let a part that only one side has stay with all that this side has in it, as far as it went with it: what the other
    /// side has elsewhere speaks for itself.
    fn keep_all_in(&mut self, trees: Trees<'_>, class: usize) {
        let nodes = self.classes[class].nodes;
        let (side, other) = match nodes[OURS] {
            Some(_) => (OURS, THEIRS),
            None => (THEIRS, OURS),
        };
        let mut inside: Vec<usize> = nodes[side].into_iter().collect();
        while let Some(node) = inside.pop() {
            let class = self.of[side][node];
            self.alive[class] = true;
            if self.classes[class].nodes[other].is_none() {
                inside.extend(&trees[side].node(node).children);
            }
        }
    }

    fn is_item(&self, trees: Trees<'_>, class: usize) -> bool {
        let nodes = self.classes[class].nodes;
        [OURS, THEIRS].into_iter().any(|side| {
            let node = nodes[side].map(|node| &trees[side].node(node).kind);
            matches!(node, Some(Kind::Item(_)))
        })
    }

    fn order(&mut self, trees: Trees<'_>) {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.classes.len()];
        for index in 1..self.classes.len() {
            if self.alive[index] && !self.is_section(trees, index) {
                members[self.container[index]].push(index);
            }
        }
        for (index, members) in members.into_iter().enumerate() {
            if members.is_empty() {
                continue;
            }
            let set: HashSet<usize> = members.into_iter().collect();
            let row = |side: usize| -> Vec<usize> {
                let children =
                    self.classes[index].nodes[side].map(|node| &trees[side].node(node).children);
                let classes = children
                    .into_iter()
                    .flatten()
                    .map(|child| self.of[side][*child]);
                classes.filter(|class| set.contains(class)).collect()
            };
            let rows = [row(BASE), row(OURS), row(THEIRS)];
            let (parts, twice) = ordered_parts(&rows, set, &|class| self.text(trees, class));
            if twice {
                self.concerns.push((index, Concern::OrderedTwice));
            }
            self.children[index] = parts;
        }
        self.order_sections(trees);
    }

    /// The text of a part, the lesser of the two: what decides where nothing else does.
    pub(super) fn text<'a>(&self, trees: Trees<'a>, class: usize) -> &'a str {
        let nodes = self.classes[class].nodes;
        let text = [OURS, THEIRS]
            .into_iter()
            .filter_map(|side| Some(trees[side].whole(nodes[side]?).slice(&trees[side].source)));
        text.min().unwrap_or_default()
    }
}

/// The parts of `set` in one order from those of the three texts; and whether both brought them into another one.
pub(super) fn ordered_parts<K: Ord>(
    rows: &[Vec<usize>; 3],
    set: HashSet<usize>,
    key: &dyn Fn(usize) -> K,
) -> (Vec<usize>, bool) {
    let (mut parts, twice) = ordered(rows, key);
    // Parts whose surroundings are gone on the side that has them.
    let there: HashSet<usize> = parts.iter().copied().collect();
    let rest = set.into_iter().filter(|class| !there.contains(class));
    let mut rest: Vec<usize> = rest.collect();
    // By number, too: a set hands out what reads the same in another order each time.
    rest.sort_by_key(|class| (key(*class), *class));
    parts.extend(rest);
    (parts, twice)
}

/// Whether a side says something else in a part than the base. That an item was carried is no word about the item.
fn is_changed(trees: Trees<'_>, base: usize, side: usize, node: usize) -> bool {
    let (old, new) = (trees[BASE], trees[side]);
    if let (Some(before), Some(head)) = (old.head(base), new.head(node)) {
        let status = |head: &Head| head.checkbox.map(|checkbox| checkbox.status);
        let is_carried = status(head) == Some(CheckboxStatus::Carried)
            && status(before).is_some_and(CheckboxStatus::is_open);
        if is_carried {
            return (&before.title, &before.values) != (&head.title, &head.values);
        }
    }
    old.key(base) != new.key(node)
}

/// Whether a side put a list item into another section or below another item: who does so still wants it.
fn is_elsewhere(
    trees: Trees<'_>,
    of: &[Vec<usize>; 3],
    base: usize,
    side: usize,
    node: usize,
) -> bool {
    let around = |side: usize, node: usize| of[side][trees[side].node(node).parent];
    trees[side].head(node).is_some() && around(BASE, base) != around(side, node)
}
