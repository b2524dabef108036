//! Where sections go: into which section, and in which order; and whose heading stays.

use std::collections::HashSet;

use super::plan::{Concern, Plan, ordered_parts};
use super::sides::{BASE, OURS, THEIRS, Trees};
use super::tree::{is_personal, trimmed_lines};
use crate::meeting::Vocabulary;

const SIDES: [usize; 3] = [BASE, OURS, THEIRS];

impl Plan {
    /// Whether a part is a section.
    pub(super) fn is_section(&self, trees: Trees<'_>, class: usize) -> bool {
        let nodes = self.classes[class].nodes;
        let mut sides = SIDES.into_iter();
        sides.any(|side| nodes[side].is_some_and(|node| trees[side].heading(node).is_some()))
    }

    /// The page's title over the texts: around all sections where it stays, also of a text that has none.
    fn page(&self, trees: Trees<'_>, vocabulary: &Vocabulary) -> Page {
        let titles = SIDES.map(|side| {
            let title = trees[side].page_title(vocabulary);
            title.map(|node| self.of[side][node])
        });
        let class = titles[OURS].or(titles[THEIRS]).or(titles[BASE]);
        let is_one = titles
            .into_iter()
            .flatten()
            .all(|title| Some(title) == class);
        match class.filter(|_| is_one) {
            Some(class) if self.alive[class] => Page::Of(class),
            // Who deleted it with all that was below it deleted a section, not a title.
            Some(class) if self.is_deleted_whole(trees, class) => Page::None,
            Some(class) => Page::Gone(class),
            None => Page::None,
        }
    }

    /// Whether a section is deleted with all that stood in it, and something did.
    fn is_deleted_whole(&self, trees: Trees<'_>, class: usize) -> bool {
        let nodes = self.classes[class].nodes;
        let Some(base) = nodes[BASE] else {
            return false;
        };
        let whole = trees[BASE].whole_section(base);
        let inside = |node: &usize| {
            let start = trees[BASE].node(*node).lines.start;
            whole.start < start && start < whole.end
        };
        let inside: Vec<usize> = (1..trees[BASE].nodes.len()).filter(inside).collect();
        let is_gone = |side: usize| {
            let is_left = |node: &usize| self.classes[self.of[BASE][*node]].nodes[side].is_some();
            nodes[side].is_none() && !inside.iter().any(is_left)
        };
        !inside.is_empty() && (is_gone(OURS) || is_gone(THEIRS))
    }

    pub(super) fn choose_sections_around(&mut self, trees: Trees<'_>, vocabulary: &Vocabulary) {
        let page = self.page(trees, vocabulary);
        for index in 1..self.classes.len() {
            if !self.is_section(trees, index) {
                continue;
            }
            let at = |side: usize| {
                let node = self.classes[index].nodes[side]?;
                let heading = trees[side].heading(node)?;
                let around = self.of[side][heading.around];
                Some(match page {
                    Page::Of(title) if around == 0 && heading.level > 1 => {
                        // Above the title, where there is one.
                        match self.classes[title].nodes[side] {
                            Some(_) => 0,
                            None => title,
                        }
                    }
                    Page::Gone(title) if around == title => 0,
                    _ => around,
                })
            };
            let places = [at(BASE), at(OURS), at(THEIRS)];
            let whole = |side: usize, node: usize| trees[side].whole_section(node);
            let (place, concern) = self.place(trees, index, places, &whole);
            self.around[index] = place;
            self.concerns
                .extend(concern.map(|concern| (index, concern)));
        }
        // Each side may have put one of two sections into the other: then both stay where they were.
        for index in 1..self.classes.len() {
            let mut seen = 0;
            let mut around = self.around[index];
            while around != 0 && around != index && seen <= self.classes.len() {
                around = self.around[around];
                seen += 1;
            }
            if around != 0 {
                let node = self.classes[index].nodes[BASE];
                let heading = node.and_then(|node| trees[BASE].heading(node));
                self.around[index] = heading.map_or(0, |heading| self.of[BASE][heading.around]);
            }
        }
    }

    /// Let the headings stay around sections that stay; adds them to `kept`. A remark at the outermost is enough: gives
    /// the sections within.
    pub(super) fn keep_sections_around(
        &mut self,
        trees: Trees<'_>,
        vocabulary: &Vocabulary,
        kept: &mut Vec<usize>,
    ) -> HashSet<usize> {
        let page = match self.page(trees, vocabulary) {
            Page::Of(title) | Page::Gone(title) => title,
            Page::None => 0,
        };
        let mut within = HashSet::new();
        let mut all: HashSet<usize> = kept.iter().copied().collect();
        for index in 1..self.classes.len() {
            if !self.alive[index] || !self.is_section(trees, index) {
                continue;
            }
            let mut inner = index;
            let mut around = self.around[index];
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
    pub(super) fn choose_headings(&mut self, trees: Trees<'_>, vocabulary: &Vocabulary) {
        for index in 1..self.classes.len() {
            let nodes = self.classes[index].nodes;
            let (Some(ours), Some(theirs)) = (nodes[OURS], nodes[THEIRS]) else {
                continue;
            };
            let is_personal = |side: usize, node: usize| {
                let heading = trees[side].heading(node);
                heading.is_some_and(|heading| is_personal(vocabulary, &heading.title))
            };
            let side = match (is_personal(OURS, ours), is_personal(THEIRS, theirs)) {
                (true, false) => OURS,
                (false, true) => THEIRS,
                _ => continue,
            };
            let below = |side: usize, node: usize| {
                let tree = trees[side];
                let whole = tree.whole_section(node).slice(&tree.source);
                let heading = tree.text(node).len();
                trimmed_lines(&whole[heading.min(whole.len())..])
                    .trim_end()
                    .to_string()
            };
            let node = if side == OURS { ours } else { theirs };
            let is_written = match nodes[BASE] {
                Some(base) => below(BASE, base) != below(side, node),
                None => true,
            };
            if is_written {
                self.heading_of.insert(index, side);
                self.concerns.push((index, Concern::StaysPersonalHeading));
            }
        }
    }

    /// The sections in one row: each followed by those in it.
    pub(super) fn order_sections(&mut self, trees: Trees<'_>) {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.classes.len()];
        for index in 1..self.classes.len() {
            if self.alive[index] && self.is_section(trees, index) {
                members[self.around[index]].push(index);
            }
        }
        let rows = SIDES.map(|side| -> Vec<usize> {
            let sections = trees[side].node(0).children.iter();
            sections.map(|section| self.of[side][*section]).collect()
        });
        let mut row_in: [Vec<Vec<usize>>; 3] = SIDES.map(|_| vec![Vec::new(); self.classes.len()]);
        for side in SIDES {
            for class in &rows[side] {
                if self.alive[*class] && self.stands_so(trees, side, *class) {
                    row_in[side][self.around[*class]].push(*class);
                }
            }
        }
        let mut within: Vec<Vec<usize>> = vec![Vec::new(); self.classes.len()];
        for (index, members) in members.into_iter().enumerate() {
            if members.is_empty() {
                continue;
            }
            let rows = SIDES.map(|side| std::mem::take(&mut row_in[side][index]));
            // Of two at one point the one on the deeper level comes first: else it would be read as one in the other.
            let key = |class: usize| (7 - self.level(trees, class), self.text(trees, class));
            let (sections, twice) = ordered_parts(&rows, members.into_iter().collect(), &key);
            if twice {
                self.concerns.push((index, Concern::OrderedTwice));
            }
            within[index] = sections;
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

    /// Whether a side has a section where it will stand. What stands elsewhere there says nothing of the order here.
    fn stands_so(&self, trees: Trees<'_>, side: usize, class: usize) -> bool {
        let node = self.classes[class].nodes[side];
        let heading = node.and_then(|node| trees[side].heading(node));
        let wanted = self.around[class];
        heading.is_some_and(|heading| {
            let around = self.of[side][heading.around];
            // A page's title that this side does not have stands around all the same, and one that is gone around nothing.
            around == wanted
                || around == 0 && self.classes[wanted].nodes[side].is_none()
                || wanted == 0 && !self.alive[around]
        })
    }

    fn level(&self, trees: Trees<'_>, class: usize) -> usize {
        let nodes = self.classes[class].nodes;
        let levels = SIDES.into_iter().filter_map(|side| {
            let heading = trees[side].heading(nodes[side]?)?;
            Some(heading.level)
        });
        levels.max().unwrap_or(0).min(7)
    }
}

/// What becomes of the page's title.
#[derive(Clone, Copy)]
enum Page {
    /// It stays.
    Of(usize),
    /// It goes.
    Gone(usize),
    /// There is none, or not one alone.
    None,
}
