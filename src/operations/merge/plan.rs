//! What becomes of every part: whether it stays, where it goes, and in which order.

use std::collections::{HashMap, HashSet};

use super::head::Head;
use super::matching::Matcher;
use super::tree::{Kind, Tree};
use crate::markdown::CheckboxStatus;
use crate::meeting::Vocabulary;

/// The three texts, in the order base, ours, theirs.
pub(super) type Trees<'a> = [&'a Tree; 3];
pub(super) const BASE: usize = 0;
pub(super) const OURS: usize = 1;
pub(super) const THEIRS: usize = 2;

/// One part over the three texts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class {
    /// Its node in each of the texts.
    pub nodes: [Option<usize>; 3],
}

/// Something to say of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    /// One deleted it, the other changed it.
    KeptAlthoughDeleted,
    /// Both moved it to different places.
    MovedTwice,
    /// Both put the parts in it into another order.
    OrderedTwice,
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
    container: Vec<usize>,
    alive: Vec<bool>,
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
        container: vec![0; count],
        alive: vec![false; count],
    };
    plan.choose_containers(trees);
    plan.choose_alive(trees);
    plan.order(trees);
    plan
}

fn classes(trees: Trees<'_>, vocabulary: &Vocabulary) -> (Vec<Class>, [Vec<usize>; 3]) {
    let mut to_ours = Matcher::new(trees[BASE], trees[OURS]);
    to_ours.all(vocabulary);
    let mut to_theirs = Matcher::new(trees[BASE], trees[THEIRS]);
    to_theirs.all(vocabulary);
    let mut classes: Vec<Class> = (0..trees[BASE].nodes.len())
        .map(|node| Class {
            nodes: [Some(node), to_ours.to_b[node], to_theirs.to_b[node]],
        })
        .collect();
    rebind(trees, &mut classes);
    // What is in only one of the sides, or in both and not in the base.
    let mut sides = Matcher::new(trees[OURS], trees[THEIRS]);
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

/// Where both sides changed a part differently and one of them also holds the other's version, as after a merge that
/// kept both, the equal ones belong together.
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
            if own == wanted || key(BASE, base) == wanted || key(BASE, base) == own {
                continue;
            }
            if let Some([node]) = loose.get(&wanted).map(Vec::as_slice)
                && trees[side].head(*node).is_some() == trees[other].head(their).is_some()
            {
                class.nodes[side] = Some(*node);
            }
        }
    }
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
            let (base, ours, theirs) = (at(BASE), at(OURS), at(THEIRS));
            self.container[index] = match (ours, theirs) {
                (Some(ours), Some(theirs)) if ours == theirs || base == Some(theirs) => ours,
                (Some(ours), Some(theirs)) if base == Some(ours) => theirs,
                (Some(ours), Some(theirs)) => {
                    self.concerns.push((index, Concern::MovedTwice));
                    self.earlier(trees, ours, theirs)
                }
                (Some(only), None) | (None, Some(only)) => only,
                (None, None) => base.unwrap_or(0),
            };
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

    fn choose_alive(&mut self, trees: Trees<'_>) {
        let changed = |class: &Class, side: usize| match (class.nodes[BASE], class.nodes[side]) {
            (Some(base), Some(node)) => is_changed(trees, base, side, node),
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
        // What was changed stays with all that is in it.
        for index in &kept {
            let nodes = self.classes[*index].nodes;
            let side = if nodes[OURS].is_some() { OURS } else { THEIRS };
            let mut inside: Vec<usize> = nodes[side].into_iter().collect();
            while let Some(node) = inside.pop() {
                self.alive[self.of[side][node]] = true;
                inside.extend(&trees[side].node(node).children);
            }
        }
        for index in 0..self.classes.len() {
            let mut around = self.container[index];
            while self.alive[index] && !self.alive[around] {
                self.alive[around] = true;
                kept.push(around);
                around = self.container[around];
            }
        }
        let concerns = kept
            .into_iter()
            .map(|index| (index, Concern::KeptAlthoughDeleted));
        self.concerns.extend(concerns);
    }

    fn order(&mut self, trees: Trees<'_>) {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.classes.len()];
        for index in 1..self.classes.len() {
            if self.alive[index] {
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
            let text = |class: usize| {
                let nodes = self.classes[class].nodes;
                let text = [OURS, THEIRS].into_iter().filter_map(|side| {
                    Some(trees[side].whole(nodes[side]?).slice(&trees[side].source))
                });
                text.min().unwrap_or_default()
            };
            let rows = [row(BASE), row(OURS), row(THEIRS)];
            let (mut ordered, twice) = ordered(&rows, &text);
            if twice {
                self.concerns.push((index, Concern::OrderedTwice));
            }
            // Parts whose surroundings are gone on the side that has them.
            let there: HashSet<usize> = ordered.iter().copied().collect();
            let mut rest: Vec<usize> = set
                .into_iter()
                .filter(|class| !there.contains(class))
                .collect();
            rest.sort_by_key(|class| text(*class));
            ordered.extend(rest);
            self.children[index] = ordered;
        }
    }
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

/// One order of two rows, `rows[OURS]` and `rows[THEIRS]`, that both come from `rows[BASE]`; and whether both brought
/// what they share into another order.
fn ordered<'a>(rows: &[Vec<usize>; 3], text: &dyn Fn(usize) -> &'a str) -> (Vec<usize>, bool) {
    let [base, ours, theirs] = rows;
    let (in_ours, in_theirs): (HashSet<usize>, HashSet<usize>) = (
        ours.iter().copied().collect(),
        theirs.iter().copied().collect(),
    );
    let shared = |row: &[usize]| -> Vec<usize> {
        let shared = row.iter().copied();
        shared
            .filter(|class| in_ours.contains(class) && in_theirs.contains(class))
            .collect()
    };
    let (shared_ours, shared_theirs) = (shared(ours), shared(theirs));
    if shared_ours == shared_theirs {
        return (woven(ours, theirs, &shared_ours, text), false);
    }
    let before = shared(base);
    let old: HashSet<usize> = before.iter().copied().collect();
    let of_old = |row: &[usize]| {
        row.iter()
            .copied()
            .filter(|class| old.contains(class))
            .collect::<Vec<_>>()
    };
    let (moved_ours, moved_theirs) = (
        of_old(&shared_ours) != before,
        of_old(&shared_theirs) != before,
    );
    let ours_leads = match (moved_ours, moved_theirs) {
        (true, false) => true,
        (false, true) => false,
        _ => {
            let texts = |row: &[usize]| row.iter().map(|class| text(*class)).collect::<Vec<_>>();
            texts(&shared_ours) <= texts(&shared_theirs)
        }
    };
    let (lead, other) = if ours_leads {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    (led(lead, other, text), moved_ours && moved_theirs)
}

/// Two rows with the same order of what they share: what only one has goes between, two runs at one point by their text.
fn woven<'a>(
    ours: &[usize],
    theirs: &[usize],
    shared: &[usize],
    text: &dyn Fn(usize) -> &'a str,
) -> Vec<usize> {
    let mut result = Vec::with_capacity(ours.len().max(theirs.len()));
    let (mut i, mut j) = (0, 0);
    for anchor in shared.iter().copied().map(Some).chain([None]) {
        let until = |row: &[usize], from: usize| {
            let at =
                anchor.and_then(|anchor| row[from..].iter().position(|class| *class == anchor));
            at.map_or(row.len(), |at| from + at)
        };
        let (end_i, end_j) = (until(ours, i), until(theirs, j));
        result.extend(by_text(&ours[i..end_i], &theirs[j..end_j], text));
        result.extend(anchor);
        (i, j) = ((end_i + 1).min(ours.len()), (end_j + 1).min(theirs.len()));
    }
    result
}

fn by_text<'a>(one: &[usize], other: &[usize], text: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let texts = |run: &[usize]| run.iter().map(|class| text(*class)).collect::<Vec<_>>();
    let (first, second) = if one.is_empty() || other.is_empty() || texts(one) <= texts(other) {
        (one, other)
    } else {
        (other, one)
    };
    first.iter().chain(second).copied().collect()
}

/// The row `lead` with what only `other` has: at the end if it stood there, else behind what stood before it.
fn led<'a>(lead: &[usize], other: &[usize], text: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let in_lead: HashSet<usize> = lead.iter().copied().collect();
    let in_other: HashSet<usize> = other.iter().copied().collect();
    let mut result = lead.to_vec();
    let mut at = other.len();
    while at > 0 {
        let end = at;
        while at > 0 && !in_lead.contains(&other[at - 1]) {
            at -= 1;
        }
        let run = &other[at..end];
        if !run.is_empty() {
            let before = at.checked_sub(1).map(|at| other[at]);
            let place = match before {
                _ if end == other.len() => result.len(),
                Some(before) => result
                    .iter()
                    .position(|class| *class == before)
                    .map_or(0, |at| at + 1),
                None => 0,
            };
            let own: Vec<usize> = match end == other.len() {
                true => {
                    let own = result
                        .iter()
                        .rev()
                        .take_while(|class| !in_other.contains(class))
                        .count();
                    result.split_off(result.len() - own)
                }
                false => {
                    let own = result[place..]
                        .iter()
                        .take_while(|class| !in_other.contains(class))
                        .count();
                    result.drain(place..place + own).collect()
                }
            };
            let place = place.min(result.len());
            result.splice(place..place, by_text(&own, run, text));
        }
        at = at.saturating_sub(1);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let row = |text: &str| -> Vec<usize> {
            let at = |c: char| NAMES.iter().position(|name| name.starts_with(c));
            text.chars().filter_map(at).collect()
        };
        let rows = [row(base), row(ours), row(theirs)];
        let text = |class: usize| NAMES[class];
        let told = |rows: &[Vec<usize>; 3]| {
            ordered(rows, &text)
                .0
                .into_iter()
                .map(|class| NAMES[class])
                .collect::<String>()
        };
        assert_eq!(told(&rows), expected, "{base} {ours} {theirs}");
        let swapped = [row(base), row(theirs), row(ours)];
        assert_eq!(told(&swapped), expected, "{base} {theirs} {ours}");
    }

    #[test]
    fn two_orders_become_one() {
        check("abc", "abc", "abc", "abc");
        check("abc", "bac", "abc", "bac");
        check("ab", "abd", "abc", "abcd");
        check("ab", "bad", "ab", "bad");
        check("ab", "ba", "abc", "bac");
        check("abc", "acb", "adbc", "adcb");
        check("abc", "bca", "cab", "bca");
        check("ab", "dab", "cab", "cdab");
        check("abc", "ac", "abc", "abc");
    }
}
