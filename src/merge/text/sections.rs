//! Which sections of two texts are the same section: those of one title in sections that are the same themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::matching::{Evenness, MAX_PAIRS, Matcher, child_keys};
use super::similar::{SIMILAR, is_reworded, similarity_of_blocks, similarity_of_items};
use super::tree::Tree;
use crate::meeting::Vocabulary;

/// Of more sections of one title than this none is compared with what was moved.
const MAX_ALIKE: usize = 100;

impl Matcher<'_> {
    /// Pair sections from the outside to the inside. Two of one title in different sections are two, however alike.
    pub(super) fn sections(&mut self, vocabulary: &Vocabulary) {
        let (tree_a, tree_b) = (self.a, self.b);
        if let (Some(first_a), Some(first_b)) = (
            tree_a.node(0).children.first(),
            tree_b.node(0).children.first(),
        ) && self.is_free(*first_a, *first_b)
        {
            self.pair(*first_a, *first_b);
        }
        let pages = [tree_a, tree_b].map(|tree| tree.page_title(vocabulary));
        // A heading of the first level is known by its title; the page's title changes with the date.
        let outermost = |tree: &Tree| -> Vec<usize> {
            let sections = tree.node(0).children.iter().copied();
            sections
                .filter(|node| tree.heading(*node).is_some_and(|h| h.level == 1))
                .collect()
        };
        self.by_title(&outermost(tree_a), &outermost(tree_b));
        if let [Some(a), Some(b)] = [tree_a, tree_b].map(Tree::lone_title)
            && self.is_free(a, b)
            && self.is_one_title((a, b), pages)
        {
            self.pair(a, b);
        }
        self.sections_within(vocabulary, pages);
    }

    /// Pair sections that one put into another section, or on another level: where no other has the title, and what is in
    /// them does not say that they are two.
    pub(super) fn moved_sections(&mut self, vocabulary: &Vocabulary) {
        let (tree_a, tree_b) = (self.a, self.b);
        let pages = [tree_a, tree_b].map(|tree| tree.page_title(vocabulary));
        let pairs = self.moved_candidates(vocabulary);
        self.unique(pairs);
        self.sections_within(vocabulary, pages);
        // A heading that was renamed still has the same things below it.
        let (a, b) = self.free_sections();
        self.renamed(&a, &b, vocabulary);
        self.sections_within(vocabulary, pages);
    }

    fn free_sections(&self) -> (Vec<usize>, Vec<usize>) {
        let of = |tree: &Tree| tree.node(0).children[1..].to_vec();
        (self.free_a(&of(self.a)), self.free_b(&of(self.b)))
    }

    /// The sections of one title that have no partner yet and may have been moved.
    fn moved_candidates(&self, vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
        let (a, b) = self.free_sections();
        let mut titled: HashMap<&str, Vec<usize>> = HashMap::new();
        for other in b {
            if let Some(heading) = self.b.heading(other) {
                titled.entry(&heading.folded).or_default().push(other);
            }
        }
        let mut pairs = Vec::new();
        for node in a {
            let title = self.a.heading(node).map(|heading| heading.folded.as_str());
            let Some(others) = title.and_then(|title| titled.get(title)) else {
                continue;
            };
            let others = others.iter().take(MAX_ALIKE).copied();
            let others = others.filter(|other| self.may_be_moved(node, *other, vocabulary));
            pairs.extend(others.map(|other| (node, other)));
        }
        pairs
    }

    /// Whether the headings of the first level that stand alone above all others in the two texts are one: a page's title
    /// that was changed, as it is with every date; not a section that gave way to another one.
    fn is_one_title(&self, (a, b): (usize, usize), pages: [Option<usize>; 2]) -> bool {
        let (tree_a, tree_b) = (self.a, self.b);
        let titles = |tree: &Tree, title: usize| -> HashSet<String> {
            let others = tree.node(0).children.iter().skip(1);
            let others = others.filter(|node| **node != title);
            let others = others.filter_map(|node| tree.heading(*node));
            others.map(|heading| heading.folded.clone()).collect()
        };
        let (Some(one), Some(other)) = (tree_a.heading(a), tree_b.heading(b)) else {
            return false;
        };
        let (within_a, within_b) = (titles(tree_a, a), titles(tree_b, b));
        let is_put_in = |title: &str| within_a.contains(title) != within_b.contains(title);
        if is_put_in(&one.folded) || is_put_in(&other.folded) {
            return false;
        }
        let (own, others) = (contents(tree_a, a), contents(tree_b, b));
        let holds_the_same = !own.is_disjoint(&others) || !within_a.is_disjoint(&within_b);
        let is_empty = |titles: &HashSet<String>, contents: &BTreeSet<String>| {
            titles.is_empty() && contents.is_empty()
        };
        let are_pages = pages == [Some(a), Some(b)];
        let says_nothing = is_empty(&within_a, &own) && is_empty(&within_b, &others);
        holds_the_same || are_pages && (says_nothing || is_reworded(&one.folded, &other.folded))
    }

    /// Pair what is in paired sections, and so on inwards.
    fn sections_within(&mut self, vocabulary: &Vocabulary, pages: [Option<usize>; 2]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let is_open = |page: Option<usize>, partner: &[Option<usize>]| {
            page.filter(|page| partner[*page].is_none())
        };
        let page_a = is_open(pages[0], &self.to_b);
        let page_b = is_open(pages[1], &self.to_a);
        let within = |tree: &Tree, page: Option<usize>| -> Vec<Vec<usize>> {
            let mut within = vec![Vec::new(); tree.nodes.len()];
            for node in tree.node(0).children.iter().skip(1) {
                let around = tree.heading(*node).map_or(0, |heading| heading.around);
                // A page's title that only one of the two has stands around nothing.
                within[if Some(around) == page { 0 } else { around }].push(*node);
            }
            within
        };
        let (within_a, within_b) = (within(tree_a, page_a), within(tree_b, page_b));
        // Those in a section come behind it: one round is enough.
        for around_a in [0]
            .into_iter()
            .chain(tree_a.node(0).children.iter().copied())
        {
            let Some(around_b) = self.to_b[around_a] else {
                continue;
            };
            let (a, b) = (&within_a[around_a], &within_b[around_b]);
            if a.is_empty() || b.is_empty() {
                continue;
            }
            self.by_title(a, b);
            // First by what they hold: one that was deleted may have the same meaning as another in its new words.
            self.renamed(a, b, vocabulary);
            let role = |tree: &Tree, node: usize| {
                let heading = tree.heading(node)?;
                Some((heading.level, vocabulary.role(&heading.title)?))
            };
            self.by_key(
                (a, b),
                |n| role(tree_a, n),
                |n| role(tree_b, n),
                Evenness::One,
            );
        }
    }

    /// Pair sections of one title; of several of them those that hold the same, then in their order.
    fn by_title(&mut self, a: &[usize], b: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let title = |tree: &Tree, node: usize| tree.heading(node).map(|h| h.folded.clone());
        let (free_a, free_b) = (self.free_a(a), self.free_b(b));
        let names = |tree: &Tree, nodes: &[usize]| -> usize {
            let names: HashSet<_> = nodes.iter().map(|node| title(tree, *node)).collect();
            names.len()
        };
        let is_doubled =
            names(tree_a, &free_a) < free_a.len() || names(tree_b, &free_b) < free_b.len();
        if is_doubled && free_a.len() * free_b.len() <= MAX_PAIRS {
            let mut pairs = Vec::new();
            for node in free_a {
                let others = free_b.iter().copied().filter(|other| {
                    title(tree_a, node) == title(tree_b, *other)
                        && shares(&contents(tree_a, node), &contents(tree_b, *other))
                });
                pairs.extend(others.map(|other| (node, other)));
            }
            self.unique(pairs);
        }
        self.by_key(
            (a, b),
            |n| title(tree_a, n),
            |n| title(tree_b, n),
            Evenness::Any,
        );
    }

    /// Pair sections on one level with other titles that hold the same.
    fn renamed(&mut self, a: &[usize], b: &[usize], vocabulary: &Vocabulary) {
        let (tree_a, tree_b) = (self.a, self.b);
        let told = |tree: &Tree, nodes: Vec<usize>| -> Vec<(usize, BTreeSet<String>)> {
            let told = nodes.into_iter().map(|node| (node, contents(tree, node)));
            told.collect()
        };
        let (a, b) = (self.free_a(a), self.free_b(b));
        if a.is_empty() || b.is_empty() || a.len() * b.len() > MAX_PAIRS {
            return;
        }
        let moved = self.moved_candidates(vocabulary);
        let (mut a, mut b) = (told(tree_a, a), told(tree_b, b));
        // What stands elsewhere in its own name was put there, not renamed.
        a.retain(|(node, _)| !moved.iter().any(|(moved, _)| moved == node));
        b.retain(|(node, _)| !moved.iter().any(|(_, moved)| moved == node));
        let level = |tree: &Tree, node: usize| tree.heading(node).map(|heading| heading.level);
        for (node, keys) in a {
            let candidates: Vec<usize> = b
                .iter()
                .filter(|(other, _)| self.to_a[*other].is_none())
                .filter(|(other, own)| {
                    level(tree_a, node) == level(tree_b, *other) && shares(&keys, own)
                })
                .map(|(other, _)| *other)
                .collect();
            if let [other] = candidates.as_slice()
                && self.is_free(node, *other)
            {
                self.pair(node, *other);
            }
        }
    }

    /// Whether two sections of one title in different surroundings may be one that was moved. One that was taken out of
    /// one section, and another of the same title put into another, looks alike: then what is in them has to say it.
    fn may_be_moved(&self, a: usize, b: usize, vocabulary: &Vocabulary) -> bool {
        let (Some(one), Some(other)) = (self.a.heading(a), self.b.heading(b)) else {
            return false;
        };
        let (own, others) = (contents(self.a, a), contents(self.b, b));
        let shared = own.intersection(&others).count();
        let is_one_empty = own.is_empty() || others.is_empty();
        // Of a section that is known there is one, so that it was put on another level.
        let is_known = vocabulary.role(&one.title).is_some();
        shared > 0
            || is_one_empty && is_known && one.level != other.level
            || own.len() * others.len() <= MAX_PAIRS
                && own
                    .iter()
                    .any(|text| others.iter().any(|other| is_known_again(text, other)))
    }
}

fn is_known_again(text: &str, other: &str) -> bool {
    similarity_of_items(text, other).max(similarity_of_blocks(text, other)) >= SIMILAR
}

fn shares(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    shared > 0 && shared * 2 >= one.len().max(other.len())
}

/// What stands in a section and in all sections within, without comments.
fn contents(tree: &Tree, section: usize) -> BTreeSet<String> {
    let level = |node: usize| tree.heading(node).map_or(0, |heading| heading.level);
    let below = tree
        .node(0)
        .children
        .iter()
        .skip(tree.node(section).place + 1);
    let within = below
        .copied()
        .take_while(|next| level(*next) > level(section));
    [section]
        .into_iter()
        .chain(within)
        .flat_map(|node| child_keys(tree, node))
        .collect()
}
