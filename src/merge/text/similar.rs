//! How alike two titles are.

use super::promise::{Word, is_extended, numbers_differ, words};
use crate::text::count_shared;

/// Alike enough to be the same promise when its origin, `since:`, is the same too.
pub const SIMILAR: f64 = 0.5;
/// Alike enough when it stands between the same neighbours.
pub(super) const VERY_SIMILAR: f64 = 0.6;
/// Alike enough when it stands elsewhere.
pub(super) const NEARLY_SAME: f64 = 0.75;
/// Letters are compared one by one only in texts of at most this many bytes.
const MAX_LETTERS: usize = 400;

/// How alike `a` and `b` are, from 0 to 1: by their words (Dice's coefficient), or by their letters where nearly all are the
/// same.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let letters = if a.len() <= MAX_LETTERS && b.len() <= MAX_LETTERS {
        strsim::normalized_levenshtein(&a, &b)
    } else {
        0.0
    };
    // Half of the letters are the same in any two sentences.
    let letters = if letters >= NEARLY_SAME { letters } else { 0.0 };
    words_in_common(&a, &b).max(letters)
}

/// Whether `new` may be `old` in other words, when both have one origin.
pub fn is_reworded(old: &str, new: &str) -> bool {
    similarity(old, new) >= SIMILAR
}

/// How alike the titles of two items are that nothing else says to be the same. Where a number, a reference or an address
/// was changed they are two: `Review 12` that gives way to `Review 13` was not reworded. One that was put in or taken away
/// makes no other item of it, unless it is the next of a row.
pub fn similarity_of_items(a: &str, b: &str) -> f64 {
    let (one, other) = (words(a), words(b));
    if numbers_differ(&one, &other) {
        return 0.0;
    }
    let extended = if is_extended(&one, &other) {
        NEARLY_SAME
    } else {
        0.0
    };
    similarity(a, b)
        .max(alike_by_words(&one, &other))
        .max(extended)
}

/// How many words two titles share, with a full stop or without, references that only one of them has left aside.
fn alike_by_words(one: &[Word], other: &[Word]) -> f64 {
    let text = |words: &[Word]| -> String {
        let plain = words.iter().filter(|word| !word.is_reference);
        plain
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    words_in_common(&text(one), &text(other))
}

/// The same by words alone, for items that stand in different places.
pub(super) fn similarity_by_words(a: &str, b: &str) -> f64 {
    let (one, other) = (words(a), words(b));
    match numbers_differ(&one, &other) {
        true => 0.0,
        false => {
            words_in_common(&a.to_lowercase(), &b.to_lowercase()).max(alike_by_words(&one, &other))
        }
    }
}

/// How alike two paragraphs are: with a full stop or without, a word is the same, and the boxes of items in a quote say
/// nothing of their words.
pub(super) fn similarity_of_blocks(a: &str, b: &str) -> f64 {
    let is_of_box = |word: &&str| {
        let inside = word.trim_start_matches('[').trim_end_matches(']');
        word.len() > inside.len() && inside.chars().count() <= 1
    };
    let bare = |text: &str| {
        let words = text.split_whitespace().filter(|word| !is_of_box(word));
        let bare =
            words.map(
                |word| match word.trim_end_matches(|c: char| c.is_ascii_punctuation()) {
                    "" => word,
                    bare => bare,
                },
            );
        bare.collect::<Vec<_>>().join(" ")
    };
    similarity(a, b).max(similarity(&bare(a), &bare(b)))
}

fn words_in_common(a: &str, b: &str) -> f64 {
    let (a, b) = (a.split_whitespace(), b.split_whitespace());
    match a.clone().count() + b.clone().count() {
        0 => 0.0,
        count => 2.0 * count_shared(a, b) as f64 / count as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewording_is_told_from_another_item() {
        assert!(
            similarity(
                "Ask the platform team for runners",
                "Ask the infra team for runners"
            ) > VERY_SIMILAR
        );
        assert!(similarity("book room", "book the big room") > VERY_SIMILAR);
        assert!(similarity("write doc", "book room") < SIMILAR);
        assert!(similarity("", "x") < SIMILAR);
        assert!(similarity_of_blocks("Intro.", "Intro here.") > SIMILAR);
        assert!(similarity_of_blocks("---", "***") < SIMILAR);
        assert!(similarity_of_items("Review PR 12", "Review PR 13") < SIMILAR);
        assert!(similarity_of_items("Ask for runners", "Ask for 4 runners") > VERY_SIMILAR);
        assert!(similarity_of_items("Ask for 3 runners", "Ask for runners") > VERY_SIMILAR);
        assert!(similarity_of_items("Ask for 3 runners", "Ask for 4 runners") < SIMILAR);
        assert!(similarity_of_items("Draft the plan", "Draft the plan 2") < SIMILAR);
        assert!(similarity_of_items("Review v2 of it", "Review v3 of it") < SIMILAR);
        let import = "Fix the import test";
        assert!(similarity_of_items(import, "Fix the import test (#2531)") > VERY_SIMILAR);
        assert!(similarity_of_items("Call Bob", "Call Bob: ABC-12, on 4.12.") > VERY_SIMILAR);
        assert!(similarity_of_items(import, "[Fix the import test](https://x/12)") > VERY_SIMILAR);
        let changed = similarity_of_items("Fix test (#2531)", "Fix test (#2532)");
        assert!(changed < SIMILAR);
        assert!(similarity_by_words("Review PR 12 today", "Review PR 12 now") >= NEARLY_SAME);
    }
}
