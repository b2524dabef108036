//! The blank lines between the parts of the merged text.

use super::super::sides::{BASE, OURS, THEIRS};
use super::super::tree::{ChunkKind, Kind};
use super::Emitter;

impl Emitter<'_> {
    /// The blank lines before a part that stands behind `before`; `is_loose` says how list items stand here.
    pub(super) fn gap(
        &self,
        class: usize,
        container: usize,
        before: Option<usize>,
        is_loose: bool,
    ) -> String {
        const SIDES: [usize; 3] = [BASE, OURS, THEIRS];
        let gap_in = |side: usize| {
            let tree = self.trees[side];
            let part = tree.node(self.node(class, side)?);
            let is_here = self.plan.of[side][part.parent] == container;
            is_here.then(|| part.gap.slice(&tree.source))
        };
        let is_behind_last = |side: usize| {
            let before = self.node(class, side).and_then(|node| node.checked_sub(1));
            before.is_some_and(|before| self.plan.of[side][before] == self.last)
        };
        let gap_behind_last = |side: usize| gap_in(side).filter(|_| is_behind_last(side));
        let is_at_top = |side: usize| {
            let tree = self.trees[side];
            self.node(class, side)
                .is_some_and(|node| tree.node(node).gap.start == tree.body)
        };
        let is_known = SIDES.into_iter().any(is_behind_last);
        let is_below_top = !self.done.text.is_empty();
        let mut chosen = merged_gap(SIDES.map(|side| {
            // The blank lines at the top of a text set nothing apart.
            gap_in(side).filter(|_| !(is_known && is_below_top && is_at_top(side)))
        }));
        if chosen.is_empty() {
            // A side on which something else stands before it, or nothing at all, does not say that no blank line must be
            // here.
            let is_item = matches!(self.kind(class), Kind::Item(_));
            if is_known {
                chosen = merged_gap(SIDES.map(gap_behind_last));
            } else if !is_item && is_below_top {
                let gaps = [OURS, THEIRS].into_iter().filter_map(gap_in);
                chosen = gaps.max_by_key(|gap| gap.len()).unwrap_or_default();
            }
        }
        // Text that stood before it on neither side: an underlined heading would take it in.
        let is_section = matches!(self.kind(class), Kind::Section(_));
        if is_section && is_below_top && !is_known && chosen.is_empty() {
            return "\n".to_string();
        }
        let Some(before) = before else {
            return chosen.to_string();
        };
        if self.are_neighbours(before, class) {
            return chosen.to_string();
        }
        // Parts that stood together on no side: they must not run into one another.
        let needs_blank = match (self.kind(before), self.kind(class)) {
            (Kind::Item(_), Kind::Item(_)) => {
                return if is_loose {
                    "\n".to_string()
                } else {
                    String::new()
                };
            }
            (_, Kind::Section(_)) => true,
            (Kind::Chunk(ChunkKind::Comment), _) | (_, Kind::Chunk(ChunkKind::Comment)) => false,
            _ => true,
        };
        if needs_blank && chosen.is_empty() {
            "\n".to_string()
        } else {
            chosen.to_string()
        }
    }

    fn are_neighbours(&self, before: usize, class: usize) -> bool {
        [BASE, OURS, THEIRS].into_iter().any(|side| {
            let (Some(before), Some(node)) = (self.node(before, side), self.node(class, side))
            else {
                return false;
            };
            self.trees[side].before(node) == Some(before)
        })
    }

    /// Whether the list items in a part are set apart by blank lines.
    pub(super) fn is_loose(&self, container: usize) -> bool {
        self.sides(container).any(|(side, node)| {
            let tree = self.trees[side];
            tree.node(node).children.windows(2).any(|pair| {
                tree.head(pair[0]).is_some()
                    && tree.head(pair[1]).is_some()
                    && !tree.node(pair[1]).gap.is_empty()
            })
        })
    }
}

/// The blank lines before one part, from those in the three texts.
fn merged_gap(gaps: [Option<&str>; 3]) -> &str {
    match gaps.into() {
        (_, Some(ours), Some(theirs)) if ours == theirs => ours,
        (Some(base), Some(ours), Some(theirs)) if ours == base => theirs,
        (Some(base), Some(ours), Some(theirs)) if theirs == base => ours,
        (_, Some(ours), Some(theirs)) => {
            // The one with more lines; of two alike in that, the one that sorts first.
            let size = |gap: &str| {
                (
                    gap.matches('\n').count(),
                    std::cmp::Reverse(gap.to_string()),
                )
            };
            if size(ours) >= size(theirs) {
                ours
            } else {
                theirs
            }
        }
        (_, Some(only), None) | (_, None, Some(only)) => only,
        (_, None, None) => "",
    }
}
