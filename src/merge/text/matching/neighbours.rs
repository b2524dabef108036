//! Nodes that were changed where they stand: what is between the same neighbours, and much alike, is the same.

use std::collections::{HashMap, HashSet};

use super::super::similar::{SIMILAR, VERY_SIMILAR, similarity_of_blocks, similarity_of_items};
use super::super::tree::Tree;
use super::{MAX_PAIRS, Matching};

/// A paragraph that alone stands where another stood alone, and shares a word or two with it, was rewritten.
const ALONE: f64 = 0.2;

impl Matching<'_> {
    /// Pair the nodes in `parent_a` and `parent_b` that stand between the same neighbours and are much alike.
    pub(super) fn between_neighbours(&mut self, parent_a: usize, parent_b: usize) {
        let (tree_a, tree_b) = (self.a, self.b);
        let (a, b) = (
            &tree_a.node(parent_a).children,
            &tree_b.node(parent_b).children,
        );
        let place_in_b: HashMap<usize, usize> =
            b.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        // Neighbours are those that stand here on both sides; what has a partner elsewhere was moved away, or to here.
        let neighbour = |matcher: &Self, node: usize| -> Option<usize> {
            place_in_b.get(&matcher.to_b[node]?).copied()
        };
        let here: HashSet<usize> = a.iter().copied().collect();
        let mut start_in_b = 0;
        let mut run: Vec<usize> = Vec::new();
        for node in a.iter().copied().map(Some).chain([None]) {
            let place = node.and_then(|node| neighbour(self, node));
            if let (Some(node), None) = (node, place) {
                run.push(node);
                continue;
            }
            let is_no_neighbour =
                |node: &&usize| self.to_a[**node].is_none_or(|other| !here.contains(&other));
            let others: Vec<usize> = b[start_in_b..]
                .iter()
                .take_while(is_no_neighbour)
                .copied()
                .collect();
            self.most_alike(&self.free_a(&run), &self.free_b(&others));
            run.clear();
            start_in_b = place.map_or(b.len(), |place| place + 1);
        }
        // Text that was reworded while the items around it were brought into another order.
        let blocks = |tree: &Tree, nodes: Vec<usize>| -> Vec<usize> {
            let blocks = nodes.into_iter();
            blocks.filter(|node| tree.head(*node).is_none()).collect()
        };
        let (a, b) = (
            blocks(tree_a, self.free_a(a)),
            blocks(tree_b, self.free_b(b)),
        );
        self.most_alike(&a, &b);
    }

    /// Pair each of `a` with the one of `b` that is most like it, where that holds both ways.
    fn most_alike(&mut self, a: &[usize], b: &[usize]) {
        if a.len() * b.len() > MAX_PAIRS {
            return;
        }
        let is_alone = a.len() == 1 && b.len() == 1;
        let alike = |x: usize, y: usize| match (self.a.head(x), self.b.head(y)) {
            (Some(one), Some(other)) => {
                let alike = similarity_of_items(&one.title, &other.title);
                (alike >= VERY_SIMILAR).then_some(alike)
            }
            (None, None) => {
                let alike = similarity_of_blocks(&self.a.key(x), &self.b.key(y));
                let enough = if is_alone { ALONE } else { SIMILAR };
                (alike >= enough).then_some(alike)
            }
            _ => None,
        };
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for x in a {
            pairs.extend(b.iter().filter_map(|y| Some((alike(*x, *y)?, *x, *y))));
        }
        pairs.sort_by(|one, other| {
            other
                .0
                .total_cmp(&one.0)
                .then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        for (_, x, y) in pairs {
            if self.is_free(x, y) {
                self.pair(x, y);
                self.inwards_from(x, y, Self::children);
            }
        }
    }
}
