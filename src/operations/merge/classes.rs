//! The parts of three texts, each with its place in every text that has it.

use std::collections::{HashMap, HashSet};

use super::matching::Matcher;
use super::plan::{BASE, Class, OURS, THEIRS, Trees};
use super::tree::Kind;
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
