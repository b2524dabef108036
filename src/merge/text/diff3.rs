//! Three sequences, the first of which both others began as: what each changed, and where the changes meet.

use std::ops::Range;

use crate::text::common;

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
/// Changes that touch without overlapping do not meet: a replaced line and the one behind it are two changes.
pub(super) fn three_way<T: PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Piece> {
    laid_out(base, ours, theirs, |range, change, _| {
        meet(range, &change.base)
    })
}

/// The same for lines of which a side may have taken in those of the other already: what it has in place of some then holds
/// what the other put in beside them, and the two meet.
pub(super) fn three_way_of_lines<T: PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Piece> {
    with_held_met(three_way(base, ours, theirs), ours, theirs)
}

/// The same for words. But what one side puts in right behind words that the other replaced goes on from what is no longer
/// there: these two meet as well, if `is_word` holds for any of what is put in.
pub(super) fn three_way_of_words<T: PartialEq>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    is_word: impl Fn(&T) -> bool,
) -> Vec<Piece> {
    let pieces = laid_out(base, ours, theirs, |range, change, side| {
        let goes_on = change.base.is_empty()
            && !range.is_empty()
            && change.base.start == range.end
            && side[change.side.clone()].iter().any(&is_word);
        goes_on || meet(range, &change.base)
    });
    with_held_met(pieces, ours, theirs)
}

/// `pieces` with those two made one of which the one puts in, right beside what the other replaces, what that has there.
fn with_held_met<T: PartialEq>(pieces: Vec<Piece>, ours: &[T], theirs: &[T]) -> Vec<Piece> {
    let mut result: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let met = result.last().and_then(|last| match (last, &piece) {
            (Piece::Ours(b, o), Piece::Theirs(c, t)) if b.end == c.start => {
                let is_held = b.is_empty() && is_within(&ours[o.clone()], &theirs[t.clone()])
                    || c.is_empty() && is_within(&theirs[t.clone()], &ours[o.clone()]);
                is_held.then(|| Piece::Conflict {
                    base: b.start..c.end,
                    ours: o.start..o.end + c.len(),
                    theirs: t.start - b.len()..t.end,
                })
            }
            (Piece::Theirs(b, t), Piece::Ours(c, o)) if b.end == c.start => {
                let is_held = b.is_empty() && is_within(&theirs[t.clone()], &ours[o.clone()])
                    || c.is_empty() && is_within(&ours[o.clone()], &theirs[t.clone()]);
                is_held.then(|| Piece::Conflict {
                    base: b.start..c.end,
                    ours: o.start - b.len()..o.end,
                    theirs: t.start..t.end + c.len(),
                })
            }
            _ => None,
        });
        match met {
            Some(met) => {
                result.pop();
                result.push(met);
            }
            None => result.push(piece),
        }
    }
    result
}

/// Whether `row` has all of `part`, in this order.
fn is_within<T: PartialEq>(part: &[T], row: &[T]) -> bool {
    let mut row = row.iter();
    part.iter().all(|wanted| row.any(|is| is == wanted))
}

fn laid_out<T: PartialEq>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    meet: impl Fn(&Range<usize>, &Change, &[T]) -> bool,
) -> Vec<Piece> {
    let (our, their) = (changes(base, ours), changes(base, theirs));
    let (mut i, mut j) = (0, 0);
    let mut at = 0;
    let mut pieces = Vec::new();
    while i < our.len() || j < their.len() {
        let (first_i, first_j) = (i, j);
        let ours_first = match (our.get(i), their.get(j)) {
            (Some(a), Some(b)) => {
                (a.base.start, a.base.end) <= (b.base.start, b.base.end) || meet(&a.base, b, theirs)
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
            if let Some(next) = our.get(i).filter(|next| meet(&range, next, ours)) {
                range = range.start.min(next.base.start)..range.end.max(next.base.end);
                i += 1;
            } else if let Some(next) = their.get(j).filter(|next| meet(&range, next, theirs)) {
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

/// Whether `one` holds all that `other` made of `base`: it has what that put in, in this order, and not what that took
/// out; and went on from there. So does the result of a merge that is merged again with one of its sides.
pub(super) fn holds<T: PartialEq>(base: &[T], one: &[T], other: &[T]) -> bool {
    let (mine, others) = (changes(base, one), changes(base, other));
    let removed = |changes: &[Change]| -> Vec<usize> {
        changes
            .iter()
            .flat_map(|change| change.base.clone())
            .collect()
    };
    let (my_removed, other_removed) = (removed(&mine), removed(&others));
    let added = |changes: &[Change]| -> Vec<usize> {
        changes
            .iter()
            .flat_map(|change| change.side.clone())
            .collect()
    };
    let mut my_added = added(&mine).into_iter();
    let other_added = added(&others);
    let goes_on = !other_added.is_empty() || my_removed.len() > other_removed.len();
    goes_on
        && other_removed.iter().all(|at| my_removed.contains(at))
        && other_added
            .iter()
            .all(|at| my_added.any(|mine| one[mine] == other[*at]))
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
    fn words_written_on_behind() {
        let of = |text: &str| text.chars().collect::<Vec<_>>();
        let conflicts = |base: &str, ours: &str, theirs: &str| {
            let pieces = [(ours, theirs), (theirs, ours)].map(|(one, other)| {
                three_way_of_words(&of(base), &of(one), &of(other), |c| *c != '@')
                    .iter()
                    .any(|piece| matches!(piece, Piece::Conflict { .. }))
            });
            assert_eq!(pieces[0], pieces[1]);
            pieces[0]
        };
        assert!(conflicts("abc", "aXc", "abYc"));
        assert!(conflicts("ab", "aX", "abY"));
        assert!(conflicts("abc", "ac", "abYc"));
        assert!(!conflicts("abc", "aXc", "aYbc"));
        assert!(!conflicts("abc", "Xbc", "abcY"));
        assert!(!conflicts("abc", "aXc", "abY"));
        assert!(!conflicts("ab", "aX", "ab@"));
        // One of them has taken in what the other put in before it.
        assert!(conflicts("abc", "aXYc", "aXbc"));
    }

    #[test]
    fn one_holds_the_other() {
        let check = |base: &str, one: &str, other: &str| {
            let of = |text: &str| text.chars().collect::<Vec<_>>();
            holds(&of(base), &of(one), &of(other))
        };
        assert!(check("ab", "XY", "Xb"));
        assert!(check("ab", "XY", "aY"));
        assert!(check("ab", "aYX", "aX"));
        assert!(check("ab", "YX", "abX"));
        assert!(!check("ab", "aX", "aYX"));
        assert!(!check("ab", "aX", "aY"));
        assert!(
            !check("abc", "aXc", "ac"),
            "it replaced what the other took out"
        );
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
