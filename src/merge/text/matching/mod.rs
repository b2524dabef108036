//! Which parts of two texts are the same part.
//!
//! Each step pairs only what is unique on both sides, from the surest to the least sure; the place alone never makes a
//! pair of two items. First within the same surroundings, then over the whole text, for what was moved.

mod neighbours;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::head::{Field, Head, Value};
use super::similar::{NEARLY_SAME, SIMILAR, similarity_by_words, similarity_of_items};
use super::tree::{ChunkKind, Kind, Tree};
use crate::meeting::Vocabulary;
use crate::text::common;

/// Each unmatched part between two neighbours is compared with each of the other text; of more than this many pairs none
/// are.
pub(super) const MAX_PAIRS: usize = 10_000;
/// A paragraph of at least this many bytes that stands in one other place only was moved there.
const TELLING: usize = 20;

/// Two texts and the pairs found so far.
pub(super) struct Matcher<'a> {
    pub(super) a: &'a Tree,
    pub(super) b: &'a Tree,
    /// For each part of `a` its partner.
    pub to_b: Vec<Option<usize>>,
    /// For each part of `b` its partner.
    pub to_a: Vec<Option<usize>>,
    /// Parts of either that have a partner elsewhere; two such are never paired.
    taken: (HashSet<usize>, HashSet<usize>),
    /// For each part of either whether it is personal.
    personal: (Vec<bool>, Vec<bool>),
}

impl<'a> Matcher<'a> {
    /// No pairs yet but the roots.
    pub fn new(a: &'a Tree, b: &'a Tree, vocabulary: &Vocabulary) -> Self {
        let mut matcher = Matcher {
            a,
            b,
            to_b: vec![None; a.nodes.len()],
            to_a: vec![None; b.nodes.len()],
            taken: (HashSet::new(), HashSet::new()),
            personal: (a.personal(vocabulary), b.personal(vocabulary)),
        };
        matcher.pair(0, 0);
        matcher
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
    pub fn all(&mut self, vocabulary: &Vocabulary) {
        self.sections(vocabulary);
        self.moved_sections(vocabulary);
        self.contexts(0, 0);
        self.moved();
        self.reworded();
    }

    /// Pair only what says the same: for parts that both sides put in.
    pub fn exact(&mut self, vocabulary: &Vocabulary) {
        self.sections(vocabulary);
        self.contexts(0, 0);
        self.same_elsewhere();
    }

    pub(super) fn is_free(&self, a: usize, b: usize) -> bool {
        self.to_b[a].is_none()
            && self.to_a[b].is_none()
            && !(self.taken.0.contains(&a) && self.taken.1.contains(&b))
    }

    pub(super) fn free_a(&self, nodes: &[usize]) -> Vec<usize> {
        let free = nodes.iter().copied();
        free.filter(|node| self.to_b[*node].is_none()).collect()
    }

    pub(super) fn free_b(&self, nodes: &[usize]) -> Vec<usize> {
        let free = nodes.iter().copied();
        free.filter(|node| self.to_a[*node].is_none()).collect()
    }

    /// Pair the free ones of `a` and `b` that have the same key: where the key stands equally often on both sides, or
    /// `uneven` is allowed, in their order; otherwise not at all.
    pub(super) fn by_key<K: Hash + Eq>(
        &mut self,
        (a, b): (&[usize], &[usize]),
        key_a: impl Fn(usize) -> Option<K>,
        key_b: impl Fn(usize) -> Option<K>,
        evenness: Evenness,
    ) {
        let mut of_b: HashMap<K, Vec<usize>> = HashMap::new();
        for node in self.free_b(b) {
            if let Some(key) = key_b(node) {
                of_b.entry(key).or_default().push(node);
            }
        }
        if of_b.is_empty() {
            return;
        }
        let mut of_a: HashMap<K, Vec<usize>> = HashMap::new();
        let mut order: Vec<(usize, K)> = Vec::new();
        for node in self.free_a(a) {
            if let (Some(key), Some(again)) = (key_a(node), key_a(node)) {
                of_a.entry(key).or_default().push(node);
                order.push((node, again));
            }
        }
        for (first, key) in order {
            let (Some(left), Some(right)) = (of_a.get(&key), of_b.get(&key)) else {
                continue;
            };
            let fits = match evenness {
                Evenness::Same => left.len() == right.len(),
                Evenness::Any => true,
                Evenness::One => left.len() == 1 && right.len() == 1,
            };
            if fits && left.first() == Some(&first) {
                let pairs: Vec<(usize, usize)> =
                    left.iter().copied().zip(right.iter().copied()).collect();
                for (a, b) in pairs {
                    if self.is_free(a, b) {
                        self.pair(a, b);
                    }
                }
            }
        }
    }

    /// Pair what is in the paired parts `a` and `b`, and so on inwards.
    fn contexts(&mut self, a: usize, b: usize) {
        let mut open = vec![(a, b)];
        while let Some((a, b)) = open.pop() {
            if a != 0 {
                self.children(a, b);
            }
            let children = self.a.node(a).children.iter();
            open.extend(children.filter_map(|child| Some((*child, self.to_b[*child]?))));
        }
    }

    fn children(&mut self, parent_a: usize, parent_b: usize) {
        let (tree_a, tree_b) = (self.a, self.b);
        let (a, b) = (
            &tree_a.node(parent_a).children,
            &tree_b.node(parent_b).children,
        );
        let with_since = |tree: &'a Tree, node: usize| {
            let head = tree.head(node)?;
            Some((
                head.title.as_str(),
                head.value(Field::Owner),
                head.value(Field::Since),
            ))
        };
        self.by_key(
            (a, b),
            |n| with_since(tree_a, n),
            |n| with_since(tree_b, n),
            Evenness::Same,
        );
        let whole = |tree: &Tree, node: usize| Some(tree.head(node)?.key(&tree.source));
        self.by_key(
            (a, b),
            |n| whole(tree_a, n),
            |n| whole(tree_b, n),
            Evenness::Any,
        );
        self.by_key(
            (a, b),
            |n| title_and_owner(tree_a, n),
            |n| title_and_owner(tree_b, n),
            Evenness::One,
        );
        let title = |tree: &'a Tree, node: usize| Some(tree.head(node)?.title.as_str());
        self.by_key(
            (a, b),
            |n| title(tree_a, n),
            |n| title(tree_b, n),
            Evenness::One,
        );
        let blocks = |tree: &Tree, nodes: &[usize]| -> (Vec<usize>, Vec<String>) {
            let blocks = nodes.iter().filter(|node| tree.head(**node).is_none());
            blocks.map(|node| (*node, tree.key(*node))).unzip()
        };
        let ((a, keys_a), (b, keys_b)) = (
            blocks(tree_a, &self.free_a(a)),
            blocks(tree_b, &self.free_b(b)),
        );
        for (x, y) in common(&keys_a, &keys_b) {
            if self.is_free(a[x], b[y]) {
                self.pair(a[x], b[y]);
            }
        }
        self.prompts(&a, &b);
    }

    /// The comment that a template puts below a heading: there is one, whatever it says.
    fn prompts(&mut self, a: &[usize], b: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let is_prompt = |tree: &Tree, node: usize| {
            let part = tree.node(node);
            matches!(part.kind, Kind::Chunk(ChunkKind::Comment))
                && tree.node(part.parent).children.first() == Some(&node)
        };
        let prompt = |tree: &Tree, node: usize| is_prompt(tree, node).then_some(());
        self.by_key(
            (a, b),
            |n| prompt(tree_a, n),
            |n| prompt(tree_b, n),
            Evenness::One,
        );
    }

    /// Pair boxes and paragraphs that both put in, in different places. Two notes in the same words below different items
    /// are two.
    fn same_elsewhere(&mut self) {
        let (tree_a, tree_b) = (self.a, self.b);
        let all = |tree: &Tree| (1..tree.nodes.len()).collect::<Vec<_>>();
        let (a, b) = (all(tree_a), all(tree_b));
        // What one wrote in a personal section is not what the other wrote outside, whatever the words.
        let owned = |tree: &'a Tree, node: usize| {
            has_box(tree, node).then(|| title_and_owner(tree, node))?
        };
        let personal = self.personal.clone();
        self.by_key(
            (&a, &b),
            |n| Some((personal.0[n], owned(tree_a, n)?)),
            |n| Some((personal.1[n], owned(tree_b, n)?)),
            Evenness::Any,
        );
        let title = |tree: &'a Tree, node: usize| {
            has_box(tree, node).then(|| tree.head(node).map(|head| head.title.as_str()))?
        };
        self.by_key(
            (&a, &b),
            |n| Some((personal.0[n], title(tree_a, n)?)),
            |n| Some((personal.1[n], title(tree_b, n)?)),
            Evenness::Any,
        );
        let block = |tree: &Tree, node: usize| telling_block(tree, node);
        self.by_key(
            (&a, &b),
            |n| Some((personal.0[n], block(tree_a, n)?)),
            |n| Some((personal.1[n], block(tree_b, n)?)),
            Evenness::One,
        );
        self.inwards(&a);
    }

    /// Pair paragraphs that are long enough to be known again, wherever they stand.
    fn telling_blocks(&mut self, a: &[usize], b: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        self.by_key(
            (a, b),
            |n| telling_block(tree_a, n),
            |n| telling_block(tree_b, n),
            Evenness::One,
        );
    }

    /// Pair what stands in other surroundings now.
    fn moved(&mut self) {
        let (tree_a, tree_b) = (self.a, self.b);
        let all = |tree: &Tree| (1..tree.nodes.len()).collect::<Vec<_>>();
        let (a, b) = (all(tree_a), all(tree_b));
        let telling = |tree: &Tree, node: usize| {
            let is_told = |head: &&Head| head.checkbox.is_some() || head.title.contains(' ');
            tree.head(node).filter(is_told).is_some()
        };
        let owned = |tree: &'a Tree, node: usize| {
            telling(tree, node).then(|| title_and_owner(tree, node))?
        };
        self.by_key(
            (&a, &b),
            |n| owned(tree_a, n),
            |n| owned(tree_b, n),
            Evenness::One,
        );
        let title = |tree: &'a Tree, node: usize| {
            telling(tree, node).then(|| tree.head(node).map(|head| head.title.as_str()))?
        };
        self.by_key(
            (&a, &b),
            |n| title(tree_a, n),
            |n| title(tree_b, n),
            Evenness::One,
        );
        self.telling_blocks(&a, &b);
        self.inwards(&a);
    }

    /// Pair what was reworded: by its origin, then by its neighbours.
    fn reworded(&mut self) {
        let (tree_a, tree_b) = (self.a, self.b);
        let all: Vec<usize> = (1..tree_a.nodes.len()).collect();
        let mut of_day: HashMap<&Value, Vec<usize>> = HashMap::new();
        for node in 1..tree_b.nodes.len() {
            if let Some(since) = tree_b.head(node).and_then(|head| head.value(Field::Since))
                && self.to_a[node].is_none()
            {
                of_day.entry(since).or_default().push(node);
            }
        }
        let mut pairs = Vec::new();
        for node in self.free_a(&all) {
            let Some(head) = tree_a.head(node) else {
                continue;
            };
            let Some(others) = head.value(Field::Since).and_then(|since| of_day.get(since)) else {
                continue;
            };
            let alike = others.iter().copied().filter(|other| {
                tree_b
                    .head(*other)
                    .is_some_and(|other| similarity_of_items(&head.title, &other.title) >= SIMILAR)
            });
            pairs.extend(alike.map(|other| (node, other)));
        }
        self.unique(pairs);
        self.inwards(&all);
        let mut open = vec![(0, 0)];
        while let Some((a, b)) = open.pop() {
            if a != 0 {
                self.between_neighbours(a, b);
            }
            let children = tree_a.node(a).children.iter();
            open.extend(children.filter_map(|child| Some((*child, self.to_b[*child]?))));
        }
        self.moved_and_reworded(&all);
        self.inwards(&all);
    }

    /// Pair boxes that stand elsewhere in nearly the same words.
    fn moved_and_reworded(&mut self, all: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let mut free_a = self.free_a(all);
        free_a.retain(|node| has_box(tree_a, *node));
        let others: Vec<usize> = (1..tree_b.nodes.len()).collect();
        let mut free_b = self.free_b(&others);
        free_b.retain(|node| has_box(tree_b, *node));
        if free_a.len() * free_b.len() > MAX_PAIRS {
            return;
        }
        let title = |tree: &'a Tree, node: usize| tree.head(node).map_or("", |head| &head.title);
        let mut pairs = Vec::new();
        for node in free_a {
            let is_alike = |other: &usize| {
                similarity_by_words(title(tree_a, node), title(tree_b, *other)) >= NEARLY_SAME
            };
            pairs.extend(
                free_b
                    .iter()
                    .copied()
                    .filter(is_alike)
                    .map(|other| (node, other)),
            );
        }
        self.unique(pairs);
    }

    /// Of the candidate pairs, those of which neither part is in another pair.
    pub(super) fn unique(&mut self, pairs: Vec<(usize, usize)>) {
        let mut left: HashMap<usize, usize> = HashMap::new();
        let mut right: HashMap<usize, usize> = HashMap::new();
        for (a, b) in &pairs {
            *left.entry(*a).or_default() += 1;
            *right.entry(*b).or_default() += 1;
        }
        for (a, b) in pairs {
            if left[&a] == 1 && right[&b] == 1 && self.is_free(a, b) {
                self.pair(a, b);
            }
        }
    }

    /// Pair what is in those of `nodes` that have a partner, as far as it has none.
    fn inwards(&mut self, nodes: &[usize]) {
        for node in nodes {
            if let Some(other) = self.to_b[*node] {
                let has_free = self
                    .a
                    .node(*node)
                    .children
                    .iter()
                    .any(|child| self.to_b[*child].is_none());
                if has_free {
                    self.contexts(*node, other);
                }
            }
        }
    }
}

/// How often a key has to stand on the two sides for its parts to be paired.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Evenness {
    /// Once on either.
    One,
    /// Equally often.
    Same,
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

fn has_box(tree: &Tree, node: usize) -> bool {
    let head = tree.head(node);
    head.is_some_and(|head| head.checkbox.is_some())
}

fn title_and_owner(tree: &Tree, node: usize) -> Option<(&str, Option<&Value>)> {
    let head = tree.head(node)?;
    Some((head.title.as_str(), head.value(Field::Owner)))
}

pub(super) fn child_keys(tree: &Tree, node: usize) -> impl Iterator<Item = String> + '_ {
    let children = tree.node(node).children.iter();
    let said = children
        .filter(|child| !matches!(tree.node(**child).kind, Kind::Chunk(ChunkKind::Comment)));
    said.map(|child| match tree.head(*child) {
        Some(head) => head.title.clone(),
        None => tree.key(*child),
    })
}
