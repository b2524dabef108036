//! The parts of three texts, each with its node in every text that has it.

use std::collections::{HashMap, HashSet};

use super::item_head::{Field, ItemHead};
use super::matching::Matching;
use super::promise::is_another_promise;
use super::tree::{Trees, trimmed_lines};
use crate::merge::three::{Base, Ours, Pick, Revision, Theirs, Three};

/// Which nodes of three trees are one part.
pub(super) struct Alignment {
    /// The node of each part in each of the texts; the first part is the root.
    pub parts: Vec<Three<Option<usize>>>,
    /// The part of each node of each text.
    pub of: Three<Vec<usize>>,
}

/// Align the nodes of `trees`.
pub(super) fn align(trees: Trees<'_>) -> Alignment {
    let partners = |side| {
        let mut matcher = Matching::new(trees.base, side);
        matcher.all();
        matcher.to_b
    };
    let (to_ours, to_theirs) = (partners(trees.ours), partners(trees.theirs));
    let nodes = to_ours.into_iter().zip(to_theirs).enumerate();
    let mut parts: Vec<Three<Option<usize>>> = nodes
        .map(|(base, (ours, theirs))| Three::new(Some(base), ours, theirs))
        .collect();
    rebind(trees, &mut parts);
    tell_promises_apart(trees, &mut parts);
    // What is in only one of the sides, or in both and not in the base.
    let mut sides = Matching::new(trees.ours, trees.theirs);
    for part in &parts {
        match (part.ours, part.theirs) {
            (Some(ours), Some(theirs)) => sides.pair(ours, theirs),
            (Some(ours), None) => sides.take_a(ours),
            (None, Some(theirs)) => sides.take_b(theirs),
            (None, None) => {}
        }
    }
    sides.exact();
    for part in &mut parts {
        // The other side deleted it and wrote the same anew.
        match (part.ours, part.theirs) {
            (Some(ours), None) => part.theirs = sides.to_b[ours],
            (None, Some(theirs)) => part.ours = sides.to_a[theirs],
            _ => {}
        }
    }
    for node in unbound(trees, &parts, Ours) {
        parts.push(Three::new(None, Some(node), sides.to_b[node]));
    }
    for node in unbound(trees, &parts, Theirs) {
        parts.push(Three::new(None, None, Some(node)));
    }
    let mut of = trees.map(|tree| vec![0; tree.nodes.len()]);
    for (part, nodes) in parts.iter().enumerate() {
        for revision in Revision::ALL {
            if let Some(node) = nodes[revision] {
                of[revision][node] = part;
            }
        }
    }
    Alignment { parts, of }
}

/// The nodes of a side that are in none of `parts`.
fn unbound(trees: Trees<'_>, parts: &[Three<Option<usize>>], side: Revision) -> Vec<usize> {
    let bound: HashSet<usize> = parts.iter().filter_map(|part| part[side]).collect();
    let nodes = 0..trees[side].nodes.len();
    nodes.filter(|node| !bound.contains(node)).collect()
}

/// Where one side wrote something else in the place of an item, and the other ticked, dated or noted something below what was
/// there: what is done is the promise that was there, and the other one is new.
fn tell_promises_apart(trees: Trees<'_>, parts: &mut [Three<Option<usize>>]) {
    let parent = |side: Revision, node: usize| trees[side].node(node).parent;
    // The texts of items below which something stands that came with the new words: it is the same item then.
    let mut keeps_a_part: Three<HashSet<usize>> = Three::default();
    for part in parts.iter() {
        let Some(base) = part.base else { continue };
        let around = trees.base.node(base).parent;
        for (side, node) in part.in_sides() {
            if Some(parent(side, node)) == parts[around][side] {
                keeps_a_part[side].insert(around);
            }
        }
    }
    for (index, part) in parts.iter_mut().enumerate() {
        let Three {
            base: Some(base),
            ours: Some(ours),
            theirs: Some(theirs),
        } = *part
        else {
            continue;
        };
        let nodes = Three::new(base, ours, theirs);
        let head = |revision: Revision| trees[revision].head(nodes[revision]);
        let (Some(was), Some(we), Some(they)) = (head(Base), head(Ours), head(Theirs)) else {
            continue;
        };
        let (side, new, same) = match Three::new(was, we, they).map(|head| &head.plain).pick() {
            Pick::Ours => (Ours, we, they),
            Pick::Theirs => (Theirs, they, we),
            Pick::Same | Pick::Conflict => continue,
        };
        let status = |head: &ItemHead| head.checkbox.map(|checkbox| checkbox.status);
        let is_said_already = status(new) == status(same)
            && (status(same) != status(was)
                || same.values != was.values && same.values == new.values);
        let text = |revision: Revision| {
            let tree = trees[revision];
            trimmed_lines(tree.whole(nodes[revision]).slice(&tree.source))
        };
        // Who dates it anew and notes something below as well goes on with what was there.
        let children = |revision: Revision| trees[revision].node(nodes[revision]).children.len();
        let is_worked_on = new.value(Field::Due) != was.value(Field::Due)
            && was.value(Field::Due).is_some()
            && children(side) > children(Base);
        if !is_said_already
            && !is_worked_on
            && !keeps_a_part[side].contains(&index)
            && text(Base) != text(side.other())
            && is_another_promise(&was.plain, &new.plain)
        {
            part[side] = None;
        }
    }
}

/// Where one side changed a part and the other also holds that version, the equal ones belong together: after a merge that
/// kept both, or where both put in the same and one of them took something much like it away.
fn rebind(trees: Trees<'_>, parts: &mut [Three<Option<usize>>]) {
    let key = |revision: Revision, node: usize| match trees[revision].head(node) {
        Some(head) => head.title.clone(),
        None => trees[revision].key(node),
    };
    for side in Revision::SIDES {
        let other = side.other();
        let mut loose: HashMap<String, Vec<usize>> = HashMap::new();
        for node in unbound(trees, parts, side) {
            if trees[side].heading(node).is_none() {
                loose.entry(key(side, node)).or_default().push(node);
            }
        }
        if loose.is_empty() {
            continue;
        }
        for part in parts.iter_mut() {
            let (Some(base), Some(mine), Some(their)) = (part.base, part[side], part[other]) else {
                continue;
            };
            let was = key(Base, base);
            let (own, wanted) = (key(side, mine), key(other, their));
            if own == wanted || was == wanted {
                continue;
            }
            if let Some([node]) = loose.get(&wanted).map(Vec::as_slice)
                && trees[side].head(*node).is_some() == trees[other].head(their).is_some()
            {
                if own == was {
                    part[other] = None;
                } else {
                    part[side] = Some(*node);
                }
            }
        }
    }
}
