//! Three sequences, the first of which both others began as: what each changed, and where the changes meet.

use std::ops::Range;

use crate::merge::three::{Ours, Pick, Revision, Theirs, Three};
use crate::text::common;

/// A stretch of the three sequences, by its range in each: unchanged, or changed by one of the two, or by both.
pub(super) type Hunk = Three<Range<usize>>;

/// What stands in `hunk` of the three sequences.
pub(super) fn slices<'a, T>(rows: Three<&'a [T]>, hunk: &Hunk) -> Three<&'a [T]> {
    rows.zip(hunk.clone()).map(|(row, range)| &row[range])
}

/// One change: what stood in the base, and what stands in the side instead.
#[derive(Clone, Debug)]
struct Replaced {
    base: Range<usize>,
    side: Range<usize>,
}

fn replaced<T: PartialEq>(base: &[T], side: &[T]) -> Vec<Replaced> {
    let mut found = Vec::new();
    let (mut at_base, mut at_side) = (0, 0);
    let ends = [(base.len(), side.len())];
    for (x, y) in common(base, side).into_iter().chain(ends) {
        if x > at_base || y > at_side {
            found.push(Replaced {
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
pub(super) fn three_way<T: PartialEq>(rows: Three<&[T]>) -> Vec<Hunk> {
    laid_out(rows, |range, change, _| meet(range, &change.base))
}

/// The same for lines of which a side may have taken in those of the other already: what it has in place of some then holds
/// what the other put in beside them, and the two meet.
pub(super) fn three_way_of_lines<T: PartialEq>(rows: Three<&[T]>) -> Vec<Hunk> {
    with_held_met(three_way(rows), rows)
}

/// The same for words. But what one side puts in right behind words that the other replaced goes on from what is no longer
/// there: these two meet as well, if `is_word` holds for any of what is put in.
pub(super) fn three_way_of_words<T: PartialEq>(
    rows: Three<&[T]>,
    is_word: impl Fn(&T) -> bool,
) -> Vec<Hunk> {
    let hunks = laid_out(rows, |range, change, side| {
        let goes_on = change.base.is_empty()
            && !range.is_empty()
            && change.base.start == range.end
            && side[change.side.clone()].iter().any(&is_word);
        goes_on || meet(range, &change.base)
    });
    with_held_met(hunks, rows)
}

/// `hunks` with those two made one of which the one puts in, right beside what the other replaces, what that has there.
fn with_held_met<T: PartialEq>(hunks: Vec<Hunk>, rows: Three<&[T]>) -> Vec<Hunk> {
    let mut result: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match result.last_mut().filter(|last| is_held(last, &hunk, rows)) {
            Some(last) => {
                let both = last.clone().zip(hunk);
                *last = both.map(|(one, other)| one.start..other.end);
            }
            None => result.push(hunk),
        }
    }
    result
}

/// Whether one of two neighbouring hunks, changed by one side each, puts in what the other one has.
fn is_held<T: PartialEq>(one: &Hunk, other: &Hunk, rows: Three<&[T]>) -> bool {
    let (first, second) = (slices(rows, one), slices(rows, other));
    let (first_new, second_new) = match (first.pick(), second.pick()) {
        (Pick::Ours, Pick::Theirs) => (first.ours, second.theirs),
        (Pick::Theirs, Pick::Ours) => (first.theirs, second.ours),
        _ => return false,
    };
    first.base.is_empty() && is_within(first_new, second_new)
        || second.base.is_empty() && is_within(second_new, first_new)
}

/// Whether `row` has all of `part`, in this order.
fn is_within<T: PartialEq>(part: &[T], row: &[T]) -> bool {
    let mut row = row.iter();
    part.iter().all(|wanted| row.any(|is| is == wanted))
}

fn laid_out<T: PartialEq>(
    rows: Three<&[T]>,
    meet: impl Fn(&Range<usize>, &Replaced, &[T]) -> bool,
) -> Vec<Hunk> {
    let Three { base, ours, theirs } = rows;
    let (our, their) = (replaced(base, ours), replaced(base, theirs));
    let (mut i, mut j) = (0, 0);
    let mut hunks = Vec::new();
    // Where each sequence is: up to there all is in a hunk.
    let mut at = Three::new(0, 0, 0);
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
        if range.start > at.base {
            at = add_unchanged(&mut hunks, at, range.start);
        }
        let end = |changes: &[Replaced], at: usize| match changes.last() {
            Some(last) => last.side.end + (range.end - last.base.end),
            None => at + range.len(),
        };
        let (our_end, their_end) = (
            end(&our[first_i..i], at.ours),
            end(&their[first_j..j], at.theirs),
        );
        let ends = Three::new(range.end, our_end, their_end);
        hunks.push(at.zip(ends).map(|(start, end)| start..end));
        at = ends;
    }
    if at.base < base.len() {
        add_unchanged(&mut hunks, at, base.len());
    }
    hunks
}

/// Add what nobody changed, from `at` up to `end` in the base; gives where each sequence is then.
fn add_unchanged(hunks: &mut Vec<Hunk>, at: Three<usize>, end: usize) -> Three<usize> {
    let count = end - at.base;
    hunks.push(at.map(|start| start..start + count));
    at.map(|start| start + count)
}

/// The side that holds what the other one put in, if one alone does.
pub(super) fn side_that_holds<T: PartialEq>(rows: Three<&[T]>) -> Option<Revision> {
    let Three { base, ours, theirs } = rows;
    match (holds(base, ours, theirs), holds(base, theirs, ours)) {
        (true, false) => Some(Ours),
        (false, true) => Some(Theirs),
        _ => None,
    }
}

/// Whether `one` holds all that `other` made of `base`: it has what that put in, in this order, and not what that took
/// out; and went on from there. So does the result of a merge that is merged again with one of its sides.
pub(super) fn holds<T: PartialEq>(base: &[T], one: &[T], other: &[T]) -> bool {
    let (mine, others) = (replaced(base, one), replaced(base, other));
    let removed = |changes: &[Replaced]| -> Vec<usize> {
        changes
            .iter()
            .flat_map(|change| change.base.clone())
            .collect()
    };
    let (my_removed, other_removed) = (removed(&mine), removed(&others));
    let added = |changes: &[Replaced]| -> Vec<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(base: &str, ours: &str, theirs: &str) -> String {
        let (b, o, t): (Vec<char>, Vec<char>, Vec<char>) = (
            base.chars().collect(),
            ours.chars().collect(),
            theirs.chars().collect(),
        );
        let rows = Three::new(&b[..], &o[..], &t[..]);
        let told = three_way(rows).into_iter().map(|hunk| {
            let there = slices(rows, &hunk);
            let Three { base, ours, theirs } = there.map(|row| row.iter().collect::<String>());
            match there.pick() {
                Pick::Same if base == ours => base,
                Pick::Same => format!("={{{ours}}}"),
                Pick::Ours => format!("o{{{ours}}}"),
                Pick::Theirs => format!("t{{{theirs}}}"),
                Pick::Conflict => format!("!{{{ours}|{theirs}}}"),
            }
        });
        told.collect()
    }

    #[test]
    fn words_written_on_behind() {
        let of = |text: &str| text.chars().collect::<Vec<_>>();
        let conflicts = |base: &str, ours: &str, theirs: &str| {
            let found = [(ours, theirs), (theirs, ours)].map(|(one, other)| {
                let (base, one, other) = (of(base), of(one), of(other));
                let rows = Three::new(&base[..], &one[..], &other[..]);
                let hunks = three_way_of_words(rows, |c| *c != '@');
                hunks
                    .iter()
                    .any(|hunk| slices(rows, hunk).pick() == Pick::Conflict)
            });
            assert_eq!(found[0], found[1]);
            found[0]
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
