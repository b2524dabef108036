//! Which sections of two texts are the same section: those of one title in sections that are the same themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::similar::{SIMILAR, is_reworded, similarity_of_blocks, similarity_of_items};
use super::super::tree::{ChunkKind, Kind, Tree};
use super::{MAX_PAIRS, Matching, Often};

/// Of more sections of one title than this none is compared with what was moved.
const MAX_ALIKE: usize = 100;

impl Matching<'_> {
    /// Pair sections from the outside to the inside. Two of one title in different sections are two, however alike.
    pub(super) fn sections(&mut self) {
        let first = |tree: &Tree| tree.node(0).children.first().copied();
        if let (Some(a), Some(b)) = (first(self.a), first(self.b)) {
            self.pair_if_free(a, b);
        }
        // A heading of the first level is known by its title; the page's title changes with the date.
        let outermost = |tree: &Tree| -> Vec<usize> {
            let sections = tree.node(0).children.iter().copied();
            sections.filter(|node| tree.level(*node) == 1).collect()
        };
        self.by_title(&outermost(self.a), &outermost(self.b));
        if let (Some(a), Some(b)) = (self.a.lone_title(), self.b.lone_title())
            && self.is_one_title(a, b)
        {
            self.pair_if_free(a, b);
        }
        self.sections_within();
    }

    /// Pair sections that one put into another section, or on another level: where no other has the title, and what is in
    /// them does not say that they are two.
    pub(super) fn moved_sections(&mut self) {
        let pairs = self.moved_candidates();
        self.unique(pairs);
        self.sections_within();
        // A heading that was renamed still has the same things below it.
        let (a, b) = self.free_sections();
        self.renamed(&a, &b);
        self.sections_within();
    }

    fn free_sections(&self) -> (Vec<usize>, Vec<usize>) {
        let (a, b) = (&self.a.node(0).children, &self.b.node(0).children);
        (self.free_a(&a[1..]), self.free_b(&b[1..]))
    }

    /// The sections of one title that have no partner yet and may have been moved.
    fn moved_candidates(&self) -> Vec<(usize, usize)> {
        let (a, b) = self.free_sections();
        let mut titled: HashMap<&str, Vec<usize>> = HashMap::new();
        for other in b {
            titled
                .entry(self.b.folded_title(other))
                .or_default()
                .push(other);
        }
        let mut pairs = Vec::new();
        for node in a {
            let others = titled.get(self.a.folded_title(node)).into_iter().flatten();
            let others = others.take(MAX_ALIKE).copied();
            let others = others.filter(|other| self.may_be_moved(node, *other));
            pairs.extend(others.map(|other| (node, other)));
        }
        pairs
    }

    /// Whether the headings of the first level that stand alone above all others in the two texts are one: a page's title
    /// that was changed, as it is with every date; not a section that gave way to another one.
    fn is_one_title(&self, a: usize, b: usize) -> bool {
        let (tree_a, tree_b) = (self.a, self.b);
        let titles = |tree: &Tree, title: usize| -> HashSet<String> {
            let others = tree.node(0).children.iter().skip(1);
            let others = others.filter(|node| **node != title);
            others
                .map(|node| tree.folded_title(*node).to_string())
                .collect()
        };
        let (one, other) = (tree_a.folded_title(a), tree_b.folded_title(b));
        let (within_a, within_b) = (titles(tree_a, a), titles(tree_b, b));
        let is_put_in = |title: &str| within_a.contains(title) != within_b.contains(title);
        if is_put_in(one) || is_put_in(other) {
            return false;
        }
        let (own, others) = (contents(tree_a, a), contents(tree_b, b));
        let holds_the_same = !own.is_disjoint(&others) || !within_a.is_disjoint(&within_b);
        let are_pages = tree_a.page_title() == Some(a) && tree_b.page_title() == Some(b);
        let says_nothing =
            within_a.is_empty() && own.is_empty() && within_b.is_empty() && others.is_empty();
        holds_the_same || are_pages && (says_nothing || is_reworded(one, other))
    }

    /// Pair what is in paired sections, and so on inwards.
    fn sections_within(&mut self) {
        let (tree_a, tree_b) = (self.a, self.b);
        let within = |tree: &Tree, partner: &[Option<usize>]| -> Vec<Vec<usize>> {
            let page = tree.page_title().filter(|page| partner[*page].is_none());
            let mut within = vec![Vec::new(); tree.nodes.len()];
            for node in tree.node(0).children.iter().skip(1) {
                let around = tree.heading(*node).map_or(0, |heading| heading.around);
                // A page's title that only one of the two has stands around nothing.
                within[if Some(around) == page { 0 } else { around }].push(*node);
            }
            within
        };
        let (within_a, within_b) = (within(tree_a, &self.to_b), within(tree_b, &self.to_a));
        // Those in a section come behind it: one round is enough.
        let sections = tree_a.node(0).children.iter().copied();
        for around_a in [0].into_iter().chain(sections) {
            let Some(around_b) = self.to_b[around_a] else {
                continue;
            };
            let (a, b) = (&within_a[around_a], &within_b[around_b]);
            if a.is_empty() || b.is_empty() {
                continue;
            }
            self.by_title(a, b);
            // First by what they hold: one that was deleted may have the same meaning as another in its new words.
            self.renamed(a, b);
            self.by_key((a, b), Often::Once, |tree, node| {
                let heading = tree.heading(node)?;
                Some((heading.level, heading.role?))
            });
        }
    }

    /// Pair sections of one title; of several of them those that hold the same, then in their order.
    fn by_title(&mut self, a: &[usize], b: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let (free_a, free_b) = (self.free_a(a), self.free_b(b));
        let is_doubled = |tree: &Tree, nodes: &[usize]| {
            let titles: HashSet<&str> = nodes.iter().map(|node| tree.folded_title(*node)).collect();
            titles.len() < nodes.len()
        };
        if (is_doubled(tree_a, &free_a) || is_doubled(tree_b, &free_b))
            && free_a.len() * free_b.len() <= MAX_PAIRS
        {
            let mut pairs = Vec::new();
            for node in free_a {
                let others = free_b.iter().copied().filter(|other| {
                    tree_a.folded_title(node) == tree_b.folded_title(*other)
                        && shares(&contents(tree_a, node), &contents(tree_b, *other))
                });
                pairs.extend(others.map(|other| (node, other)));
            }
            self.unique(pairs);
        }
        self.by_key((a, b), Often::Any, |tree, node| {
            Some(tree.folded_title(node))
        });
    }

    /// Pair sections on one level with other titles that hold the same.
    fn renamed(&mut self, a: &[usize], b: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let (mut a, mut b) = (self.free_a(a), self.free_b(b));
        if a.is_empty() || b.is_empty() || a.len() * b.len() > MAX_PAIRS {
            return;
        }
        // What stands elsewhere in its own name was put there, not renamed.
        let moved = self.moved_candidates();
        a.retain(|node| !moved.iter().any(|(moved, _)| moved == node));
        b.retain(|node| !moved.iter().any(|(_, moved)| moved == node));
        let b: Vec<_> = b
            .into_iter()
            .map(|node| (node, contents(tree_b, node)))
            .collect();
        for node in a {
            let keys = contents(tree_a, node);
            let is_alike = |(other, own): &&(usize, BTreeSet<String>)| {
                self.to_a[*other].is_none()
                    && tree_a.level(node) == tree_b.level(*other)
                    && shares(&keys, own)
            };
            let mut alike = b.iter().filter(is_alike);
            if let (Some((other, _)), None) = (alike.next(), alike.next()) {
                self.pair_if_free(node, *other);
            }
        }
    }

    /// Whether two sections of one title in different surroundings may be one that was moved. One that was taken out of
    /// one section, and another of the same title put into another, looks alike: then what is in them has to say it.
    fn may_be_moved(&self, a: usize, b: usize) -> bool {
        let (own, others) = (contents(self.a, a), contents(self.b, b));
        let is_one_empty = own.is_empty() || others.is_empty();
        // Of a section that is known there is one, so that it was put on another level.
        let is_known = self
            .a
            .heading(a)
            .is_some_and(|heading| heading.role.is_some());
        let is_known_again = |text: &String, other: &String| {
            similarity_of_items(text, other).max(similarity_of_blocks(text, other)) >= SIMILAR
        };
        !own.is_disjoint(&others)
            || is_one_empty && is_known && self.a.level(a) != self.b.level(b)
            || own.len() * others.len() <= MAX_PAIRS
                && own
                    .iter()
                    .any(|text| others.iter().any(|other| is_known_again(text, other)))
    }
}

fn shares(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    shared > 0 && shared * 2 >= one.len().max(other.len())
}

/// What stands in a section and in all sections within, without comments.
fn contents(tree: &Tree, section: usize) -> BTreeSet<String> {
    let below = tree
        .node(0)
        .children
        .iter()
        .skip(tree.node(section).place + 1);
    let within = below
        .copied()
        .take_while(|next| tree.level(*next) > tree.level(section));
    let nodes = [section]
        .into_iter()
        .chain(within)
        .flat_map(|node| &tree.node(node).children);
    let nodes =
        nodes.filter(|node| !matches!(tree.node(**node).kind, Kind::Chunk(ChunkKind::Comment)));
    let said = nodes.map(|node| match tree.head(*node) {
        Some(head) => head.title.clone(),
        None => tree.key(*node),
    });
    said.collect()
}

#[cfg(test)]
mod tests;
