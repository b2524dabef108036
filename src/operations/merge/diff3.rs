//! Three sequences, the first of which both others began as: what each changed, and where the changes meet.

use std::ops::Range;

/// A table of this many cells is made at most; longer sequences that have little in common are taken as wholly different.
const MAX_CELLS: usize = 4_000_000;

/// A part of the three sequences, by ranges in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Unchanged: the range in the base.
    Same(Range<usize>),
    /// Changed by us alone: what was there, and what we have.
    Ours(Range<usize>, Range<usize>),
    /// Changed by them alone: what was there, and what they have.
    Theirs(Range<usize>, Range<usize>),
    /// Changed alike by both: what was there, what we have, and what they have.
    Alike(Range<usize>, Range<usize>, Range<usize>),
    /// Changed differently by both.
    Conflict {
        /// What was there.
        base: Range<usize>,
        /// What we have.
        ours: Range<usize>,
        /// What they have.
        theirs: Range<usize>,
    },
}

/// Pairs of indexes at which `a` and `b` are the same, a longest such row.
pub(super) fn common<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..]
        .iter()
        .rev()
        .zip(b[head..].iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let (middle_a, middle_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    pairs.extend(
        longest(middle_a, middle_b)
            .into_iter()
            .map(|(x, y)| (x + head, y + head)),
    );
    pairs.extend((0..tail).map(|at| (a.len() - tail + at, b.len() - tail + at)));
    pairs
}

fn longest<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > MAX_CELLS {
        return Vec::new();
    }
    let width = b.len() + 1;
    // How long a common row is that begins at each pair of places.
    let mut length = vec![0_u32; (a.len() + 1) * width];
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            length[x * width + y] = if a[x] == b[y] {
                length[(x + 1) * width + y + 1] + 1
            } else {
                length[(x + 1) * width + y].max(length[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    let mut pairs = Vec::new();
    while x < a.len() && y < b.len() {
        if a[x] == b[y] {
            pairs.push((x, y));
            x += 1;
            y += 1;
        } else if length[(x + 1) * width + y] >= length[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}

/// One change: what stood in the base, and what stands in the side instead.
#[derive(Clone, Debug)]
struct Change {
    base: Range<usize>,
    side: Range<usize>,
}

fn changes<T: PartialEq>(base: &[T], side: &[T]) -> Vec<Change> {
    let mut found = Vec::new();
    let (mut at_base, mut at_side) = (0, 0);
    for (x, y) in common(base, side)
        .into_iter()
        .chain([(base.len(), side.len())])
    {
        if x > at_base || y > at_side {
            found.push(Change {
                base: at_base..x,
                side: at_side..y,
            });
        }
        (at_base, at_side) = (x + 1, y + 1);
    }
    found
}

/// Whether two changes touch the same elements, or put something in at the same point.
fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    match (a.is_empty(), b.is_empty()) {
        (false, false) => a.start < b.end && b.start < a.end,
        (true, true) => a.start == b.start,
        (true, false) => b.start < a.start && a.start < b.end,
        (false, true) => a.start < b.start && b.start < a.end,
    }
}

/// Lay the changes of both sides side by side.
///
/// Changes that touch without overlapping do not meet: a replaced word and the one behind it are two changes.
pub(super) fn three_way<T: PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Piece> {
    let (our, their) = (changes(base, ours), changes(base, theirs));
    let (mut i, mut j) = (0, 0);
    let mut at = 0;
    let mut pieces = Vec::new();
    while i < our.len() || j < their.len() {
        let (first_i, first_j) = (i, j);
        let ours_first = match (our.get(i), their.get(j)) {
            (Some(a), Some(b)) => {
                (a.base.start, a.base.end) <= (b.base.start, b.base.end) || meet(&a.base, &b.base)
            }
            (a, _) => a.is_some(),
        };
        let mut range = if ours_first {
            i += 1;
            our[first_i].base.clone()
        } else {
            j += 1;
            their[first_j].base.clone()
        };
        // Whatever meets the range widens it, and may make more meet it.
        loop {
            if let Some(next) = our.get(i).filter(|next| meet(&range, &next.base)) {
                range = range.start.min(next.base.start)..range.end.max(next.base.end);
                i += 1;
            } else if let Some(next) = their.get(j).filter(|next| meet(&range, &next.base)) {
                range = range.start.min(next.base.start)..range.end.max(next.base.end);
                j += 1;
            } else {
                break;
            }
        }
        if range.start > at {
            pieces.push(Piece::Same(at..range.start));
        }
        at = at.max(range.end);
        pieces.push(match (&our[first_i..i], &their[first_j..j]) {
            (mine, []) => Piece::Ours(range.clone(), widened(mine, &range)),
            ([], other) => Piece::Theirs(range.clone(), widened(other, &range)),
            (mine, other) => {
                let (mine, other) = (widened(mine, &range), widened(other, &range));
                if ours[mine.clone()] == theirs[other.clone()] {
                    Piece::Alike(range.clone(), mine, other)
                } else {
                    Piece::Conflict {
                        base: range.clone(),
                        ours: mine,
                        theirs: other,
                    }
                }
            }
        });
    }
    if at < base.len() {
        pieces.push(Piece::Same(at..base.len()));
    }
    pieces
}

/// The range of the side that stands for `range` of the base, which the changes lie in.
fn widened(changes: &[Change], range: &Range<usize>) -> Range<usize> {
    let start = changes.first().map_or(0, |first| {
        first.side.start - (first.base.start - range.start)
    });
    let end = changes
        .last()
        .map_or(0, |last| last.side.end + (range.end - last.base.end));
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(base: &str, ours: &str, theirs: &str) -> String {
        let (b, o, t): (Vec<char>, Vec<char>, Vec<char>) = (
            base.chars().collect(),
            ours.chars().collect(),
            theirs.chars().collect(),
        );
        let text = |from: &[char], range: Range<usize>| from[range].iter().collect::<String>();
        let pieces = three_way(&b, &o, &t).into_iter().map(|piece| match piece {
            Piece::Same(range) => text(&b, range),
            Piece::Ours(_, range) => format!("o{{{}}}", text(&o, range)),
            Piece::Theirs(_, range) => format!("t{{{}}}", text(&t, range)),
            Piece::Alike(_, range, _) => format!("={{{}}}", text(&o, range)),
            Piece::Conflict { ours, theirs, .. } => {
                format!("!{{{}|{}}}", text(&o, ours), text(&t, theirs))
            }
        });
        pieces.collect()
    }

    #[test]
    fn changes_side_by_side() {
        assert_eq!(told("abc", "aXc", "abY"), "ao{X}t{Y}");
        assert_eq!(told("abc", "abcX", "Yabc"), "t{Y}abco{X}");
        assert_eq!(told("abc", "aXbc", "aYbc"), "a!{X|Y}bc");
        assert_eq!(told("abc", "aXbc", "aXbc"), "a={X}bc");
        assert_eq!(told("abc", "aXc", "aYc"), "a!{X|Y}c");
        assert_eq!(told("abcd", "aXYd", "abZd"), "a!{XY|bZ}d");
        assert_eq!(told("ab", "aXb", "aY"), "ao{X}t{Y}");
        assert_eq!(told("", "X", ""), "o{X}");
        assert_eq!(told("abc", "", "abc"), "o{}");
    }

    #[test]
    fn a_longest_common_row() {
        let of = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            common(&a, &b)
                .into_iter()
                .map(|(x, _)| a[x])
                .collect::<String>()
        };
        assert_eq!(of("axbycz", "abc"), "abc");
        assert_eq!(of("abc", "cab"), "ab");
        assert_eq!(of("", "abc"), "");
    }
}
