//! Where sections go: into which section, and in which order; and whose heading stays.

use std::collections::HashSet;

use super::merged_tree::{Concern, MergedTree, ordered_parts, without_circles};
use super::tree::{Tree, trimmed_lines};
use crate::meeting::Role;
use crate::merge::three::{Base, Ours, Revision, Theirs, Three};

impl MergedTree<'_> {
    /// Whether a part is a section.
    pub(super) fn is_section(&self, part: usize) -> bool {
        let is_one = |revision: &Revision| {
            let node = self.parts[part][*revision];
            node.is_some_and(|node| self.trees[*revision].heading(node).is_some())
        };
        Revision::ALL.iter().any(is_one)
    }

    /// The page's title over the texts: around all sections where it stays, also of a text that has none.
    fn page(&self) -> PageTitle {
        let titles = Three::of(|revision| {
            let title = self.trees[revision].page_title()?;
            Some(self.of[revision][title])
        });
        let Some(part) = titles.ours.or(titles.theirs).or(titles.base) else {
            return PageTitle::None;
        };
        let is_one = titles
            .all()
            .into_iter()
            .flatten()
            .all(|title| title == part);
        match is_one {
            true if self.alive[part] => PageTitle::Stays(part),
            // Who deleted it with all that was below it deleted a section, not a title.
            true if !self.is_deleted_whole(part) => PageTitle::Goes(part),
            _ => PageTitle::None,
        }
    }

    /// Whether a section is deleted with all that stood in it, and something did.
    fn is_deleted_whole(&self, part: usize) -> bool {
        let nodes = self.parts[part];
        let (tree, Some(base)) = (self.trees.base, nodes.base) else {
            return false;
        };
        let whole = tree.whole_section(base);
        let inside = |node: &usize| {
            let start = tree.node(*node).lines.start;
            whole.start < start && start < whole.end
        };
        let inside: Vec<usize> = (1..tree.nodes.len()).filter(inside).collect();
        let is_gone = |side: &Revision| {
            let is_left = |node: &usize| self.parts[self.of.base[*node]][*side].is_some();
            nodes[*side].is_none() && !inside.iter().any(is_left)
        };
        !inside.is_empty() && Revision::SIDES.iter().any(is_gone)
    }

    /// The section around the section `node` of a text.
    fn section_around(&self, revision: Revision, node: usize) -> Option<usize> {
        let heading = self.trees[revision].heading(node)?;
        Some(self.of[revision][heading.around])
    }

    pub(super) fn choose_sections_around(&mut self) {
        let page = self.page();
        let trees = self.trees;
        for part in 1..self.parts.len() {
            if !self.is_section(part) {
                continue;
            }
            let places = Three::of(|revision| {
                let node = self.parts[part][revision]?;
                let around = self.section_around(revision, node)?;
                let is_below_title = trees[revision].level(node) > 1;
                Some(match page {
                    // Above the title, where there is one.
                    PageTitle::Stays(title) if around == 0 && is_below_title => {
                        match self.parts[title][revision] {
                            Some(_) => 0,
                            None => title,
                        }
                    }
                    PageTitle::Goes(title) if around == title => 0,
                    _ => around,
                })
            });
            let whole = |side: Revision, node| trees[side].whole_section(node);
            self.around[part] = self.place(part, places, &whole);
        }
        let before = |part: usize| {
            let node = self.parts[part].base;
            node.and_then(|node| self.section_around(Base, node))
                .unwrap_or(0)
        };
        self.around = without_circles(&self.around, before);
    }

    /// Let the headings stay around sections that stay; adds them to `kept`. A remark at the outermost is enough: gives
    /// the sections within.
    pub(super) fn keep_sections_around(&mut self, kept: &mut Vec<usize>) -> HashSet<usize> {
        let page = match self.page() {
            PageTitle::Stays(title) | PageTitle::Goes(title) => title,
            PageTitle::None => 0,
        };
        let mut within = HashSet::new();
        let mut all: HashSet<usize> = kept.iter().copied().collect();
        for part in 1..self.parts.len() {
            if !self.alive[part] || !self.is_section(part) {
                continue;
            }
            let mut inner = part;
            let mut around = self.around[part];
            while around != 0 && around != page {
                if !self.alive[around] {
                    self.alive[around] = true;
                    kept.push(around);
                    all.insert(around);
                }
                if all.contains(&around) {
                    within.insert(inner);
                }
                inner = around;
                around = self.around[around];
            }
        }
        within
    }

    /// Whose heading stays where one of the two calls a section personal and the other does not: that of the one who does,
    /// if anything was written below it meanwhile.
    pub(super) fn choose_headings(&mut self) {
        for part in 1..self.parts.len() {
            let nodes = self.parts[part];
            let (Some(ours), Some(theirs)) = (nodes.ours, nodes.theirs) else {
                continue;
            };
            let is_personal = |tree: &Tree, node: usize| {
                let heading = tree.heading(node);
                heading.is_some_and(|heading| heading.role == Some(Role::Personal))
            };
            let [our_tree, their_tree] = self.trees.sides();
            let (side, node) = match (is_personal(our_tree, ours), is_personal(their_tree, theirs))
            {
                (true, false) => (Ours, ours),
                (false, true) => (Theirs, theirs),
                _ => continue,
            };
            let below = |tree: &Tree, node: usize| {
                let whole = tree.whole_section(node).slice(&tree.source);
                let heading = tree.text(node).len().min(whole.len());
                trimmed_lines(&whole[heading..]).trim_end().to_string()
            };
            let written = below(self.trees[side], node);
            let is_as_before = nodes
                .base
                .is_some_and(|base| below(self.trees.base, base) == written);
            if !is_as_before {
                self.heading_of.insert(part, side);
                self.concerns.push((part, Concern::StaysPersonalHeading));
            }
        }
    }

    /// The sections in one row: each followed by those in it.
    pub(super) fn order_sections(&mut self) {
        let count = self.parts.len();
        let mut members: Vec<HashSet<usize>> = vec![HashSet::new(); count];
        for part in 1..count {
            if self.alive[part] && self.is_section(part) {
                members[self.around[part]].insert(part);
            }
        }
        let mut rows: Vec<Three<Vec<usize>>> = vec![Three::default(); count];
        for revision in Revision::ALL {
            for section in &self.trees[revision].node(0).children {
                let part = self.of[revision][*section];
                if self.alive[part] && self.stands_so(revision, part) {
                    rows[self.around[part]][revision].push(part);
                }
            }
        }
        let mut within: Vec<Vec<usize>> = Vec::with_capacity(count);
        for (part, members) in members.into_iter().enumerate() {
            // Of two at one point the one on the deeper level comes first: else it would be read as one in the other.
            let key = |part: usize| (7 - self.level(part), self.text(part));
            let (sections, twice) = ordered_parts(&rows[part], members, &key);
            self.concerns
                .extend(twice.then_some((part, Concern::OrderedTwice)));
            within.push(sections);
        }
        let mut row = Vec::new();
        let mut open: Vec<usize> = within[0].iter().rev().copied().collect();
        while let Some(section) = open.pop() {
            row.push(section);
            open.extend(within[section].iter().rev());
        }
        for section in row.iter().rev() {
            let around = self.around[*section];
            self.height[around] = self.height[around].max(self.height[*section] + 1);
        }
        self.children[0] = row;
    }

    /// Whether a text has a section where it will stand. What stands elsewhere there says nothing of the order here.
    fn stands_so(&self, revision: Revision, part: usize) -> bool {
        let node = self.parts[part][revision];
        let wanted = self.around[part];
        node.and_then(|node| self.section_around(revision, node))
            .is_some_and(|around| {
                // A page's title that this side does not have stands around all the same, and one that is gone around nothing.
                around == wanted
                    || around == 0 && self.parts[wanted][revision].is_none()
                    || wanted == 0 && !self.alive[around]
            })
    }

    fn level(&self, part: usize) -> usize {
        let levels = Revision::ALL.iter().filter_map(|revision| {
            let node = self.parts[part][*revision]?;
            Some(self.trees[*revision].level(node))
        });
        levels.max().unwrap_or(0).min(7)
    }
}

/// What becomes of the page's title.
#[derive(Clone, Copy)]
enum PageTitle {
    /// It stays.
    Stays(usize),
    /// It goes.
    Goes(usize),
    /// There is none, or not one alone.
    None,
}
