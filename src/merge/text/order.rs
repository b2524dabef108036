//! One order from two, for the parts in one part.

use std::collections::HashSet;

use crate::merge::three::Three;

/// One order of two rows that both come from that of the base; and whether both brought what they share into another order.
/// Where nothing else decides, `text` does.
pub(super) fn ordered<K: Ord>(
    rows: &Three<Vec<usize>>,
    text: &dyn Fn(usize) -> K,
) -> (Vec<usize>, bool) {
    let Three { base, ours, theirs } = rows;
    let (in_ours, in_theirs) = (set(ours), set(theirs));
    let is_shared = |part: &usize| in_ours.contains(part) && in_theirs.contains(part);
    let (shared_ours, shared_theirs) = (only(ours, is_shared), only(theirs, is_shared));
    if shared_ours == shared_theirs {
        return (woven(ours, theirs, &shared_ours, text), false);
    }
    let before = only(base, is_shared);
    let old = set(&before);
    let is_moved = |row: &[usize]| only(row, |part| old.contains(part)) != before;
    let (moved_ours, moved_theirs) = (is_moved(&shared_ours), is_moved(&shared_theirs));
    let ours_leads = match moved_ours == moved_theirs {
        true => texts(&shared_ours, text) <= texts(&shared_theirs, text),
        false => moved_ours,
    };
    let (lead, other) = match ours_leads {
        true => (ours, theirs),
        false => (theirs, ours),
    };
    if moved_ours || moved_theirs {
        return (led(lead, other, text), moved_ours && moved_theirs);
    }
    // Both put the same in, in different places: it stands in one of them, and says nothing of the place of other things.
    let other = only(other, |part| !is_shared(part) || old.contains(part));
    (led(lead, &other, text), false)
}

fn set(row: &[usize]) -> HashSet<usize> {
    row.iter().copied().collect()
}

fn only(row: &[usize], is_wanted: impl Fn(&usize) -> bool) -> Vec<usize> {
    row.iter().copied().filter(is_wanted).collect()
}

fn texts<K>(row: &[usize], text: &dyn Fn(usize) -> K) -> Vec<K> {
    row.iter().map(|part| text(*part)).collect()
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
            let at = anchor.and_then(|anchor| row[from..].iter().position(|part| *part == anchor));
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
    let is_one_first = one.is_empty() || other.is_empty() || texts(one, text) <= texts(other, text);
    match is_one_first {
        true => [one, other].concat(),
        false => [other, one].concat(),
    }
}

/// The row `lead` with what only `other` has: at the end if it stood there, else behind what stood before it.
fn led<K: Ord>(lead: &[usize], other: &[usize], text: &dyn Fn(usize) -> K) -> Vec<usize> {
    let (in_lead, in_other) = (set(lead), set(other));
    let mut result = lead.to_vec();
    let mut at = other.len();
    while at > 0 {
        let end = at;
        while at > 0 && !in_lead.contains(&other[at - 1]) {
            at -= 1;
        }
        let run = &other[at..end];
        if !run.is_empty() {
            let is_own = |part: &&usize| !in_other.contains(part);
            // What only `lead` has at the same point.
            let own = if end == other.len() {
                let count = result.iter().rev().take_while(is_own).count();
                result.len() - count..result.len()
            } else {
                let before = at.checked_sub(1).map(|at| other[at]);
                let place = result.iter().position(|part| Some(*part) == before);
                let start = place.map_or(0, |place| place + 1);
                start..start + result[start..].iter().take_while(is_own).count()
            };
            let both = by_text(&result[own.clone()], run, text);
            result.splice(own, both);
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
        let rows = Three::new(row(base), row(ours), row(theirs));
        let text = |part: usize| NAMES[part];
        let told = |rows: &Three<Vec<usize>>| {
            ordered(rows, &text)
                .0
                .into_iter()
                .map(|part| NAMES[part])
                .collect::<String>()
        };
        assert_eq!(told(&rows), expected, "{base} {ours} {theirs}");
        assert_eq!(told(&rows.swap()), expected, "{base} {theirs} {ours}");
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
