//! One order from two, for the parts in one part.

use std::collections::HashSet;

/// One order of two rows, `rows[OURS]` and `rows[THEIRS]`, that both come from `rows[BASE]`; and whether both brought
/// what they share into another order.
pub(super) fn ordered<K: Ord>(
    rows: &[Vec<usize>; 3],
    text: &dyn Fn(usize) -> K,
) -> (Vec<usize>, bool) {
    let [base, ours, theirs] = rows;
    let (in_ours, in_theirs): (HashSet<usize>, HashSet<usize>) = (
        ours.iter().copied().collect(),
        theirs.iter().copied().collect(),
    );
    let shared = |row: &[usize]| -> Vec<usize> {
        let shared = row.iter().copied();
        shared
            .filter(|class| in_ours.contains(class) && in_theirs.contains(class))
            .collect()
    };
    let (shared_ours, shared_theirs) = (shared(ours), shared(theirs));
    if shared_ours == shared_theirs {
        return (woven(ours, theirs, &shared_ours, text), false);
    }
    let before = shared(base);
    let old: HashSet<usize> = before.iter().copied().collect();
    let of_old = |row: &[usize]| {
        row.iter()
            .copied()
            .filter(|class| old.contains(class))
            .collect::<Vec<_>>()
    };
    let (moved_ours, moved_theirs) = (
        of_old(&shared_ours) != before,
        of_old(&shared_theirs) != before,
    );
    let ours_leads = match (moved_ours, moved_theirs) {
        (true, false) => true,
        (false, true) => false,
        _ => {
            let texts = |row: &[usize]| row.iter().map(|class| text(*class)).collect::<Vec<_>>();
            texts(&shared_ours) <= texts(&shared_theirs)
        }
    };
    let (lead, other) = if ours_leads {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    if moved_ours || moved_theirs {
        return (led(lead, other, text), moved_ours && moved_theirs);
    }
    // Both put the same in, in different places: it stands in one of them, and says nothing of the place of other things.
    let is_new = |class: &usize| {
        in_ours.contains(class) && in_theirs.contains(class) && !old.contains(class)
    };
    let other: Vec<usize> = other
        .iter()
        .copied()
        .filter(|class| !is_new(class))
        .collect();
    (led(lead, &other, text), false)
}

/// Two rows with the same order of what they share: what only one has goes between, two runs at one point by their text.
fn woven<K: Ord>(
    ours: &[usize],
    theirs: &[usize],
    shared: &[usize],
    text: &dyn Fn(usize) -> K,
) -> Vec<usize> {
    let mut result = Vec::with_capacity(ours.len().max(theirs.len()));
    let (mut i, mut j) = (0, 0);
    for anchor in shared.iter().copied().map(Some).chain([None]) {
        let until = |row: &[usize], from: usize| {
            let at =
                anchor.and_then(|anchor| row[from..].iter().position(|class| *class == anchor));
            at.map_or(row.len(), |at| from + at)
        };
        let (end_i, end_j) = (until(ours, i), until(theirs, j));
        result.extend(by_text(&ours[i..end_i], &theirs[j..end_j], text));
        result.extend(anchor);
        (i, j) = ((end_i + 1).min(ours.len()), (end_j + 1).min(theirs.len()));
    }
    result
}

fn by_text<K: Ord>(one: &[usize], other: &[usize], text: &dyn Fn(usize) -> K) -> Vec<usize> {
    let texts = |run: &[usize]| run.iter().map(|class| text(*class)).collect::<Vec<_>>();
    let (first, second) = if one.is_empty() || other.is_empty() || texts(one) <= texts(other) {
        (one, other)
    } else {
        (other, one)
    };
    first.iter().chain(second).copied().collect()
}

/// The row `lead` with what only `other` has: at the end if it stood there, else behind what stood before it.
fn led<K: Ord>(lead: &[usize], other: &[usize], text: &dyn Fn(usize) -> K) -> Vec<usize> {
    let in_lead: HashSet<usize> = lead.iter().copied().collect();
    let in_other: HashSet<usize> = other.iter().copied().collect();
    let mut result = lead.to_vec();
    let mut at = other.len();
    while at > 0 {
        let end = at;
        while at > 0 && !in_lead.contains(&other[at - 1]) {
            at -= 1;
        }
        let run = &other[at..end];
        if !run.is_empty() {
            let before = at.checked_sub(1).map(|at| other[at]);
            let place = match before {
                _ if end == other.len() => result.len(),
                Some(before) => result
                    .iter()
                    .position(|class| *class == before)
                    .map_or(0, |at| at + 1),
                None => 0,
            };
            let own: Vec<usize> = match end == other.len() {
                true => {
                    let own = result
                        .iter()
                        .rev()
                        .take_while(|class| !in_other.contains(class))
                        .count();
                    result.split_off(result.len() - own)
                }
                false => {
                    let own = result[place..]
                        .iter()
                        .take_while(|class| !in_other.contains(class))
                        .count();
                    result.drain(place..place + own).collect()
                }
            };
            let place = place.min(result.len());
            result.splice(place..place, by_text(&own, run, text));
        }
        at = at.saturating_sub(1);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let row = |text: &str| -> Vec<usize> {
            let at = |c: char| NAMES.iter().position(|name| name.starts_with(c));
            text.chars().filter_map(at).collect()
        };
        let rows = [row(base), row(ours), row(theirs)];
        let text = |class: usize| NAMES[class];
        let told = |rows: &[Vec<usize>; 3]| {
            ordered(rows, &text)
                .0
                .into_iter()
                .map(|class| NAMES[class])
                .collect::<String>()
        };
        assert_eq!(told(&rows), expected, "{base} {ours} {theirs}");
        let swapped = [row(base), row(theirs), row(ours)];
        assert_eq!(told(&swapped), expected, "{base} {theirs} {ours}");
    }

    #[test]
    fn two_orders_become_one() {
        check("abc", "abc", "abc", "abc");
        check("abc", "bac", "abc", "bac");
        check("ab", "abd", "abc", "abcd");
        check("ab", "bad", "ab", "bad");
        check("ab", "ba", "abc", "bac");
        check("abc", "acb", "adbc", "adcb");
        check("abc", "bca", "cab", "bca");
        check("ab", "dab", "cab", "cdab");
        check("abc", "ac", "abc", "abc");
        check("bcd", "abd", "bacd", "abcd");
    }
}
