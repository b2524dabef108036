//! Which sections of two texts are the same section: those of one title in sections that are the same themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::matching::{Evenness, MAX_PAIRS, Matcher, child_keys};
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
        if let [Some(a), Some(b)] = pages
            && self.is_free(a, b)
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
        let free = |matcher: &Self| {
            let of = |tree: &Tree| tree.node(0).children[1..].to_vec();
            (matcher.free_a(&of(tree_a)), matcher.free_b(&of(tree_b)))
        };
        let (a, b) = free(self);
        let mut titled: HashMap<&str, Vec<usize>> = HashMap::new();
        for other in b {
            if let Some(heading) = tree_b.heading(other) {
                titled.entry(&heading.folded).or_default().push(other);
            }
        }
        let mut pairs = Vec::new();
        for node in a {
            let title = tree_a.heading(node).map(|heading| heading.folded.as_str());
            let Some(others) = title.and_then(|title| titled.get(title)) else {
                continue;
            };
            let others = others.iter().take(MAX_ALIKE).copied();
            let others = others.filter(|other| self.may_be_moved(node, *other, vocabulary));
            pairs.extend(others.map(|other| (node, other)));
        }
        self.unique(pairs);
        self.sections_within(vocabulary, pages);
        // A heading that was renamed still has the same things below it.
        let (a, b) = free(self);
        self.renamed(&a, &b);
        self.sections_within(vocabulary, pages);
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
            self.renamed(a, b);
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
    fn renamed(&mut self, a: &[usize], b: &[usize]) {
        let (tree_a, tree_b) = (self.a, self.b);
        let told = |tree: &Tree, nodes: Vec<usize>| -> Vec<(usize, BTreeSet<String>)> {
            let told = nodes.into_iter().map(|node| (node, contents(tree, node)));
            told.collect()
        };
        let (a, b) = (self.free_a(a), self.free_b(b));
        if a.len() * b.len() > MAX_PAIRS {
            return;
        }
        let (a, b) = (told(tree_a, a), told(tree_b, b));
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
        shared > 0 || is_one_empty && is_known && one.level != other.level
    }
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
