//! The parts of three texts, each with its place in every text that has it.

use std::collections::{HashMap, HashSet};

use super::head::{Field, Head};
use super::matching::Matcher;
use super::promise::is_another_promise;
use super::sides::{BASE, Class, OURS, THEIRS, Trees};
use super::tree::{Kind, trimmed_lines};
use crate::meeting::Vocabulary;

pub(super) fn classes(trees: Trees<'_>, vocabulary: &Vocabulary) -> (Vec<Class>, [Vec<usize>; 3]) {
    let mut to_ours = Matcher::new(trees[BASE], trees[OURS], vocabulary);
    to_ours.all(vocabulary);
    let mut to_theirs = Matcher::new(trees[BASE], trees[THEIRS], vocabulary);
    to_theirs.all(vocabulary);
    let mut classes: Vec<Class> = (0..trees[BASE].nodes.len())
        .map(|node| Class {
            nodes: [Some(node), to_ours.to_b[node], to_theirs.to_b[node]],
        })
        .collect();
    rebind(trees, &mut classes);
    tell_promises_apart(trees, &mut classes);
    // What is in only one of the sides, or in both and not in the base.
    let mut sides = Matcher::new(trees[OURS], trees[THEIRS], vocabulary);
    for class in &classes {
        match class.nodes {
            [_, Some(ours), Some(theirs)] => sides.pair(ours, theirs),
            [_, Some(ours), None] => sides.take_a(ours),
            [_, None, Some(theirs)] => sides.take_b(theirs),
            _ => {}
        }
    }
    sides.exact(vocabulary);
    for class in &mut classes {
        match class.nodes {
            // The other side deleted it and wrote the same anew.
            [base, Some(ours), None] => class.nodes = [base, Some(ours), sides.to_b[ours]],
            [base, None, Some(theirs)] => class.nodes = [base, sides.to_a[theirs], Some(theirs)],
            _ => {}
        }
    }
    let mut of = [
        (0..trees[BASE].nodes.len()).collect(),
        vec![usize::MAX; trees[OURS].nodes.len()],
        vec![usize::MAX; trees[THEIRS].nodes.len()],
    ];
    let note = |of: &mut [Vec<usize>; 3], index: usize, class: &Class| {
        for side in [OURS, THEIRS] {
            if let Some(node) = class.nodes[side] {
                of[side][node] = index;
            }
        }
    };
    for (index, class) in classes.iter().enumerate() {
        note(&mut of, index, class);
    }
    for node in 0..trees[OURS].nodes.len() {
        if of[OURS][node] == usize::MAX {
            let class = Class {
                nodes: [None, Some(node), sides.to_b[node]],
            };
            note(&mut of, classes.len(), &class);
            classes.push(class);
        }
    }
    for node in 0..trees[THEIRS].nodes.len() {
        if of[THEIRS][node] == usize::MAX {
            let class = Class {
                nodes: [None, None, Some(node)],
            };
            note(&mut of, classes.len(), &class);
            classes.push(class);
        }
    }
    (classes, of)
}

/// Where one side wrote something else in the place of an item, and the other ticked, dated or noted something below what was
/// there: what is done is the promise that was there, and the other one is new.
fn tell_promises_apart(trees: Trees<'_>, classes: &mut [Class]) {
    // The texts of items below which something stands that came with the new words: it is the same item then.
    let mut keeps_a_part: [HashSet<usize>; 3] = Default::default();
    for class in classes.iter() {
        let Some(base) = class.nodes[BASE] else {
            continue;
        };
        let around = trees[BASE].node(base).parent;
        for side in [OURS, THEIRS] {
            let node = class.nodes[side].map(|node| trees[side].node(node).parent);
            if node.is_some() && node == classes[around].nodes[side] {
                keeps_a_part[side].insert(around);
            }
        }
    }
    for (index, class) in classes.iter_mut().enumerate() {
        let [Some(base), Some(ours), Some(theirs)] = class.nodes else {
            continue;
        };
        let head = |side: usize, node: usize| trees[side].head(node);
        let (Some(was), Some(we), Some(they)) =
            (head(BASE, base), head(OURS, ours), head(THEIRS, theirs))
        else {
            continue;
        };
        let (side, new, other, same) = match (we.title == was.title, they.title == was.title) {
            (false, true) => (OURS, we, THEIRS, they),
            (true, false) => (THEIRS, they, OURS, we),
            _ => continue,
        };
        let status = |head: &Head| head.checkbox.map(|checkbox| checkbox.status);
        let is_said_already = status(new) == status(same)
            && (status(same) != status(was)
                || same.values != was.values && same.values == new.values);
        let text = |side: usize| {
            let whole = class.nodes[side].map(|node| trees[side].whole(node));
            whole.map(|whole| trimmed_lines(whole.slice(&trees[side].source)))
        };
        // Who dates it anew and notes something below as well goes on with what was there.
        let children =
            |side: usize| class.nodes[side].map_or(0, |node| trees[side].node(node).children.len());
        let is_worked_on = new.value(Field::Due) != was.value(Field::Due)
            && was.value(Field::Due).is_some()
            && children(side) > children(BASE);
        if !is_said_already
            && !is_worked_on
            && !keeps_a_part[side].contains(&index)
            && text(BASE) != text(other)
            && is_another_promise(&was.title, &new.title)
        {
            class.nodes[side] = None;
        }
    }
}

/// Where one side changed a part and the other also holds that version, the equal ones belong together: after a merge that
/// kept both, or where both put in the same and one of them took something much like it away.
fn rebind(trees: Trees<'_>, classes: &mut [Class]) {
    let key = |side: usize, node: usize| match trees[side].head(node) {
        Some(head) => head.title.clone(),
        None => trees[side].key(node),
    };
    for (side, other) in [(OURS, THEIRS), (THEIRS, OURS)] {
        let bound: HashSet<usize> = classes
            .iter()
            .filter_map(|class| class.nodes[side])
            .collect();
        let mut loose: HashMap<String, Vec<usize>> = HashMap::new();
        for node in 1..trees[side].nodes.len() {
            if !bound.contains(&node) && !matches!(trees[side].node(node).kind, Kind::Section(_)) {
                loose.entry(key(side, node)).or_default().push(node);
            }
        }
        if loose.is_empty() {
            continue;
        }
        for class in classes.iter_mut() {
            let (Some(base), Some(mine), Some(their)) =
                (class.nodes[BASE], class.nodes[side], class.nodes[other])
            else {
                continue;
            };
            let wanted = key(other, their);
            let own = key(side, mine);
            if own == wanted || key(BASE, base) == wanted {
                continue;
            }
            if let Some([node]) = loose.get(&wanted).map(Vec::as_slice)
                && trees[side].head(*node).is_some() == trees[other].head(their).is_some()
            {
                if own == key(BASE, base) {
                    class.nodes[other] = None;
                } else {
                    class.nodes[side] = Some(*node);
                }
            }
        }
    }
}
