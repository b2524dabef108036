//! Which nodes of two trees are the same.
//!
//! Each step pairs only what is unique on both sides, from the surest to the least sure; the place alone never makes a
//! pair of two items. First within the same surroundings, then over the whole text, for what was moved.

mod neighbours;
mod sections;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::item_head::{Field, ItemHead, Value};
use super::similar::{NEARLY_SAME, SIMILAR, similarity_by_words, similarity_of_items};
use super::tree::{ChunkKind, Kind, Tree};
use crate::text::common;

/// Each unmatched node between two neighbours is compared with each of the other text; of more than this many pairs none
/// are.
const MAX_PAIRS: usize = 10_000;
/// A paragraph of at least this many bytes that stands in one other place only was moved there.
const TELLING: usize = 20;

/// Two trees and the pairs found so far.
pub(super) struct Matching<'a> {
    a: &'a Tree,
    b: &'a Tree,
    /// For each node of `a` its partner.
    pub to_b: Vec<Option<usize>>,
    /// For each node of `b` its partner.
    pub to_a: Vec<Option<usize>>,
    /// Nodes of either that have a partner elsewhere; two such are never paired.
    taken: (HashSet<usize>, HashSet<usize>),
}

impl<'a> Matching<'a> {
    /// No pairs yet but the roots.
    pub fn new(a: &'a Tree, b: &'a Tree) -> Self {
        let mut matching = Matching {
            a,
            b,
            to_b: vec![None; a.nodes.len()],
            to_a: vec![None; b.nodes.len()],
            taken: (HashSet::new(), HashSet::new()),
        };
        matching.pair(0, 0);
        matching
    }

    /// Make a pair.
    pub fn pair(&mut self, a: usize, b: usize) {
        self.to_b[a] = Some(b);
        self.to_a[b] = Some(a);
    }

    /// Let `a` be known as having a partner elsewhere.
    pub fn take_a(&mut self, a: usize) {
        self.taken.0.insert(a);
    }

    /// Let `b` be known as having a partner elsewhere.
    pub fn take_b(&mut self, b: usize) {
        self.taken.1.insert(b);
    }

    /// Pair all that is surely or probably the same, what was reworded included.
    pub fn all(&mut self) {
        self.sections();
        self.moved_sections();
        self.inwards_from(0, 0, Self::children);
        self.moved();
        self.reworded();
    }

    /// Pair only what says the same: for nodes that both sides put in.
    pub fn exact(&mut self) {
        self.sections();
        self.inwards_from(0, 0, Self::children);
        self.same_elsewhere();
    }

    fn is_free(&self, a: usize, b: usize) -> bool {
        self.to_b[a].is_none()
            && self.to_a[b].is_none()
            && !(self.taken.0.contains(&a) && self.taken.1.contains(&b))
    }

    /// Make a pair if neither has a partner.
    fn pair_if_free(&mut self, a: usize, b: usize) {
        if self.is_free(a, b) {
            self.pair(a, b);
        }
    }

    fn free_a(&self, nodes: &[usize]) -> Vec<usize> {
        let free = nodes.iter().copied();
        free.filter(|node| self.to_b[*node].is_none()).collect()
    }

    fn free_b(&self, nodes: &[usize]) -> Vec<usize> {
        let free = nodes.iter().copied();
        free.filter(|node| self.to_a[*node].is_none()).collect()
    }

    /// All nodes of the two but the roots.
    fn all_nodes(&self) -> (Vec<usize>, Vec<usize>) {
        let all = |tree: &Tree| (1..tree.nodes.len()).collect();
        (all(self.a), all(self.b))
    }

    /// Pair the free ones of `a` and `b` that have the same key, in their order, if the key stands there as often as
    /// `often` says.
    fn by_key<K: Hash + Eq>(
        &mut self,
        (a, b): (&[usize], &[usize]),
        often: Often,
        key: impl Fn(&'a Tree, usize) -> Option<K>,
    ) {
        let grouped = |tree: &'a Tree, nodes: Vec<usize>| {
            let mut groups: HashMap<K, Vec<usize>> = HashMap::new();
            for node in nodes {
                if let Some(key) = key(tree, node) {
                    groups.entry(key).or_default().push(node);
                }
            }
            groups
        };
        let of_b = grouped(self.b, self.free_b(b));
        if of_b.is_empty() {
            return;
        }
        for (key, left) in grouped(self.a, self.free_a(a)) {
            let Some(right) = of_b.get(&key) else {
                continue;
            };
            let fits = match often {
                Often::Equally => left.len() == right.len(),
                Often::Any => true,
                Often::Once => left.len() == 1 && right.len() == 1,
            };
            if fits {
                let pairs = left.into_iter().zip(right);
                pairs.for_each(|(a, b)| self.pair_if_free(a, *b));
            }
        }
    }

    /// Take `step` in the pair of `a` and `b`, in the pairs in them, and so on inwards.
    fn inwards_from(&mut self, a: usize, b: usize, step: fn(&mut Self, usize, usize)) {
        let mut open = vec![(a, b)];
        while let Some((a, b)) = open.pop() {
            // What is in the root are the sections.
            if a != 0 {
                step(self, a, b);
            }
            let children = self.a.node(a).children.iter();
            open.extend(children.filter_map(|child| Some((*child, self.to_b[*child]?))));
        }
    }

    /// Pair what is in the paired nodes `parent_a` and `parent_b`.
    fn children(&mut self, parent_a: usize, parent_b: usize) {
        let (tree_a, tree_b) = (self.a, self.b);
        let a: &[usize] = &tree_a.node(parent_a).children;
        let b: &[usize] = &tree_b.node(parent_b).children;
        self.by_key((a, b), Often::Equally, |tree, node| {
            let head = tree.head(node)?;
            Some((title_and_owner(head), head.value(Field::Since)))
        });
        self.by_key((a, b), Often::Any, |tree, node| {
            Some(tree.head(node)?.key(&tree.source))
        });
        self.by_key((a, b), Often::Once, |tree, node| {
            Some(title_and_owner(tree.head(node)?))
        });
        self.by_key((a, b), Often::Once, |tree, node| {
            Some(&tree.head(node)?.title)
        });
        self.by_key((a, b), Often::Once, |tree, node| {
            Some(plain_and_owner(tree.head(node)?))
        });
        self.by_key((a, b), Often::Once, |tree, node| {
            Some(&tree.head(node)?.plain)
        });
        let blocks = |tree: &Tree, nodes: Vec<usize>| -> (Vec<usize>, Vec<String>) {
            let blocks = nodes.into_iter().filter(|node| tree.head(*node).is_none());
            blocks.map(|node| (node, tree.key(node))).unzip()
        };
        let (a, keys_a) = blocks(tree_a, self.free_a(a));
        let (b, keys_b) = blocks(tree_b, self.free_b(b));
        for (x, y) in common(&keys_a, &keys_b) {
            self.pair_if_free(a[x], b[y]);
        }
        // The comment that a template puts below a heading: there is one, whatever it says.
        self.by_key((&a, &b), Often::Once, |tree, node| {
            let part = tree.node(node);
            let is_prompt = matches!(part.kind, Kind::Chunk(ChunkKind::Comment)) && part.place == 0;
            is_prompt.then_some(())
        });
    }

    /// Pair boxes and paragraphs that both put in, in different places. Two notes in the same words below different items
    /// are two; and what one wrote in a personal section is not what the other wrote outside, whatever the words.
    fn same_elsewhere(&mut self) {
        let (a, b) = self.all_nodes();
        self.by_key((&a, &b), Often::Any, |tree, node| {
            Some((
                tree.node(node).is_personal,
                title_and_owner(boxed(tree, node)?),
            ))
        });
        self.by_key((&a, &b), Often::Any, |tree, node| {
            Some((tree.node(node).is_personal, &boxed(tree, node)?.title))
        });
        self.by_key((&a, &b), Often::Once, |tree, node| {
            Some((tree.node(node).is_personal, &boxed(tree, node)?.plain))
        });
        self.by_key((&a, &b), Often::Once, |tree, node| {
            Some((tree.node(node).is_personal, telling_block(tree, node)?))
        });
        self.inwards(&a);
    }

    /// Pair what stands in other surroundings now.
    fn moved(&mut self) {
        let (a, b) = self.all_nodes();
        let telling = |tree: &'a Tree, node: usize| {
            let is_telling = |head: &&ItemHead| head.checkbox.is_some() || head.title.contains(' ');
            tree.head(node).filter(is_telling)
        };
        self.by_key((&a, &b), Often::Once, |tree, node| {
            telling(tree, node).map(title_and_owner)
        });
        self.by_key((&a, &b), Often::Once, |tree, node| {
            Some(&telling(tree, node)?.title)
        });
        self.by_key((&a, &b), Often::Once, |tree, node| {
            Some(&telling(tree, node)?.plain)
        });
        self.by_key((&a, &b), Often::Once, telling_block);
        self.inwards(&a);
    }

    /// Pair what was reworded: by its origin, then by its neighbours, then wherever it stands.
    fn reworded(&mut self) {
        let (tree_a, tree_b) = (self.a, self.b);
        let (all_a, all_b) = self.all_nodes();
        let mut of_day: HashMap<&Value, Vec<(usize, &ItemHead)>> = HashMap::new();
        for node in self.free_b(&all_b) {
            let head = tree_b.head(node);
            if let Some((since, head)) =
                head.and_then(|head| Some((head.value(Field::Since)?, head)))
            {
                of_day.entry(since).or_default().push((node, head));
            }
        }
        let mut pairs = Vec::new();
        for node in self.free_a(&all_a) {
            let head = tree_a.head(node);
            let Some((head, since)) = head.and_then(|head| Some((head, head.value(Field::Since)?)))
            else {
                continue;
            };
            let others = of_day.get(since).into_iter().flatten();
            let alike = others
                .filter(|(_, other)| similarity_of_items(&head.title, &other.title) >= SIMILAR);
            pairs.extend(alike.map(|(other, _)| (node, *other)));
        }
        self.unique(pairs);
        self.inwards(&all_a);
        self.inwards_from(0, 0, Self::between_neighbours);
        self.moved_and_reworded(&all_a, &all_b);
        self.inwards(&all_a);
    }

    /// Pair boxes that stand elsewhere in nearly the same words.
    fn moved_and_reworded(&mut self, a: &[usize], b: &[usize]) {
        let boxed_of = |tree: &'a Tree, nodes: Vec<usize>| -> Vec<(usize, &'a str)> {
            let nodes = nodes.into_iter();
            nodes
                .filter_map(|node| Some((node, boxed(tree, node)?.title.as_str())))
                .collect()
        };
        let (a, b) = (
            boxed_of(self.a, self.free_a(a)),
            boxed_of(self.b, self.free_b(b)),
        );
        if a.len() * b.len() > MAX_PAIRS {
            return;
        }
        let mut pairs = Vec::new();
        for (node, title) in a {
            let alike = b
                .iter()
                .filter(|(_, other)| similarity_by_words(title, other) >= NEARLY_SAME);
            pairs.extend(alike.map(|(other, _)| (node, *other)));
        }
        self.unique(pairs);
    }

    /// Of the candidate pairs, those of which neither node is in another pair.
    fn unique(&mut self, pairs: Vec<(usize, usize)>) {
        let mut left: HashMap<usize, usize> = HashMap::new();
        let mut right: HashMap<usize, usize> = HashMap::new();
        for (a, b) in &pairs {
            *left.entry(*a).or_default() += 1;
            *right.entry(*b).or_default() += 1;
        }
        for (a, b) in pairs {
            if left[&a] == 1 && right[&b] == 1 {
                self.pair_if_free(a, b);
            }
        }
    }

    /// Pair what is in those of `nodes` that have a partner, as far as it has none.
    fn inwards(&mut self, nodes: &[usize]) {
        for node in nodes {
            if let Some(other) = self.to_b[*node] {
                let mut children = self.a.node(*node).children.iter();
                if children.any(|child| self.to_b[*child].is_none()) {
                    self.inwards_from(*node, other, Self::children);
                }
            }
        }
    }
}

/// How often a key has to stand on the two sides for its nodes to be paired.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Often {
    /// Once on either.
    Once,
    /// Equally often.
    Equally,
    /// However often.
    Any,
}

/// What a paragraph says that is long enough to be known again.
fn telling_block(tree: &Tree, node: usize) -> Option<String> {
    match tree.node(node).kind {
        Kind::Chunk(_) if tree.text(node).trim().len() >= TELLING => Some(tree.key(node)),
        _ => None,
    }
}

/// The head of an item with a box.
fn boxed(tree: &Tree, node: usize) -> Option<&ItemHead> {
    tree.head(node).filter(|head| head.checkbox.is_some())
}

fn title_and_owner(head: &ItemHead) -> (&str, Option<&Value>) {
    (&head.title, head.value(Field::Owner))
}

fn plain_and_owner(head: &ItemHead) -> (&str, Option<&Value>) {
    (&head.plain, head.value(Field::Owner))
}

#[cfg(test)]
mod tests;
