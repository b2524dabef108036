//! What two sequences have in common.

use std::collections::HashMap;
use std::hash::Hash;

/// A table of this many cells is made at most; longer sequences that have little in common are taken as wholly different.
const MAX_CELLS: usize = 4_000_000;

/// Pairs of indexes at which `a` and `b` are the same, a longest such row.
pub fn common<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
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

/// How many elements `a` and `b` share in whatever order, each as often as it stands in both.
pub fn count_shared<T: Hash + Eq>(
    a: impl IntoIterator<Item = T>,
    b: impl IntoIterator<Item = T>,
) -> usize {
    let mut left: HashMap<T, usize> = HashMap::new();
    for element in a {
        *left.entry(element).or_default() += 1;
    }
    let take = |element: T| match left.get_mut(&element) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    b.into_iter()
        .map(take)
        .filter(|is_shared| *is_shared)
        .count()
}

#[cfg(test)]
mod tests {
    use super::{common, count_shared};

    #[test]
    fn shared_as_often_as_in_both() {
        let check = |a: &str, b: &str, expected: usize| {
            assert_eq!(count_shared(a.chars(), b.chars()), expected);
            assert_eq!(count_shared(b.chars(), a.chars()), expected);
        };
        check("", "", 0);
        check("abc", "cba", 3);
        check("aab", "abb", 2);
        check("aa", "b", 0);
    }

    #[test]
    fn a_longest_row() {
        assert_eq!(common(b"axbc", b"abyc"), [(0, 0), (2, 1), (3, 3)]);
        assert_eq!(common(b"", b"a"), []);
        assert_eq!(common(b"aa", b"a"), [(0, 0)]);
    }
}
