//! The blank lines between the parts of the merged text.

use super::super::tree::{ChunkKind, Kind};
use super::Emitter;
use crate::merge::three::{Ours, Revision, Theirs, Three};

impl Emitter<'_> {
    /// The blank lines before a part that stands behind `before`; `is_loose` says how list items stand here.
    pub(super) fn gap(
        &self,
        part: usize,
        container: usize,
        before: Option<usize>,
        is_loose: bool,
    ) -> String {
        let gap_in = |revision: Revision| {
            let node = self.node(part, revision)?;
            let tree = self.trees[revision];
            let is_here = self.tree.parent(revision, node) == container;
            is_here.then(|| tree.node(node).gap.slice(&tree.source))
        };
        let is_behind_last = |revision: Revision| {
            let node = self.node(part, revision);
            let before = node.and_then(|node| node.checked_sub(1));
            before.is_some_and(|before| self.tree.of[revision][before] == self.last)
        };
        let is_at_top = |revision: Revision| {
            let tree = self.trees[revision];
            let node = self.node(part, revision);
            node.is_some_and(|node| tree.node(node).gap.start == tree.body)
        };
        let is_known = Revision::ALL.into_iter().any(is_behind_last);
        let is_below_top = !self.done.text.is_empty();
        let mut chosen = merged_gap(Three::of(|revision| {
            // The blank lines at the top of a text set nothing apart.
            gap_in(revision).filter(|_| !(is_known && is_below_top && is_at_top(revision)))
        }));
        if chosen.is_empty() {
            // A side on which something else stands before it, or nothing at all, does not say that no blank line must be
            // here.
            if is_known {
                let gap = |revision| gap_in(revision).filter(|_| is_behind_last(revision));
                chosen = merged_gap(Three::of(gap));
            } else if !self.is_item(part) && is_below_top {
                let gaps = [Ours, Theirs].into_iter().filter_map(gap_in);
                chosen = gaps.max_by_key(|gap| gap.len()).unwrap_or_default();
            }
        }
        let chosen = chosen.to_string();
        let blank = || "\n".to_string();
        // Text that stood before it on neither side: an underlined heading would take it in.
        let is_section = matches!(self.kind(part), Kind::Section(_));
        if is_section && is_below_top && !is_known && chosen.is_empty() {
            return blank();
        }
        let Some(before) = before.filter(|before| !self.are_neighbours(*before, part)) else {
            return chosen;
        };
        // Parts that stood together on no side: they must not run into one another.
        match (self.kind(before), self.kind(part)) {
            (Kind::Item(_), Kind::Item(_)) if is_loose => blank(),
            (Kind::Item(_), Kind::Item(_)) => String::new(),
            (_, Kind::Section(_)) if chosen.is_empty() => blank(),
            (Kind::Chunk(ChunkKind::Comment), _) | (_, Kind::Chunk(ChunkKind::Comment)) => chosen,
            _ if chosen.is_empty() => blank(),
            _ => chosen,
        }
    }

    fn are_neighbours(&self, before: usize, part: usize) -> bool {
        Revision::ALL.into_iter().any(|revision| {
            let (before, node) = (self.node(before, revision), self.node(part, revision));
            before.is_some() && node.is_some_and(|node| self.trees[revision].before(node) == before)
        })
    }

    /// Whether the list items in a part are set apart by blank lines.
    pub(super) fn is_loose(&self, container: usize) -> bool {
        self.sides(container).any(|(tree, node)| {
            tree.node(node).children.windows(2).any(|pair| {
                tree.head(pair[0]).is_some()
                    && tree.head(pair[1]).is_some()
                    && !tree.node(pair[1]).gap.is_empty()
            })
        })
    }
}

/// The blank lines before one part, from those in the three texts.
fn merged_gap(gaps: Three<Option<&str>>) -> &str {
    let (Some(ours), Some(theirs)) = (gaps.ours, gaps.theirs) else {
        return gaps.ours.or(gaps.theirs).unwrap_or_default();
    };
    if let Ok(Some(gap)) = gaps.resolved() {
        return gap;
    }
    // The one with more lines; of two alike in that, the one that sorts first.
    let size = |gap: &str| {
        (
            gap.matches('\n').count(),
            std::cmp::Reverse(gap.to_string()),
        )
    };
    match size(ours) >= size(theirs) {
        true => ours,
        false => theirs,
    }
}
