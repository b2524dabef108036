//! How alike two titles are.

use std::collections::HashMap;

/// Alike enough to be the same promise when its origin, `since:`, is the same too.
pub(super) const SIMILAR: f64 = 0.5;
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

/// How alike the titles of two items are that nothing else says to be the same. Where the numbers in them differ they are
/// two: `Review 12` that gives way to `Review 13` was not reworded. A number that was put in between the words says how
/// many, and makes no other item of it; one at the end may be the next of a row.
pub(super) fn similarity_of_items(a: &str, b: &str) -> f64 {
    if numbers(a) == numbers(b) || differ_by_a_number_within(a, b) {
        similarity(a, b)
    } else {
        0.0
    }
}

/// Whether one of two titles is the other with a number put in between two of its words.
fn differ_by_a_number_within(a: &str, b: &str) -> bool {
    let words = |text: &'_ str| text.split_whitespace().map(str::to_lowercase).collect();
    let (a, b): (Vec<String>, Vec<String>) = (words(a), words(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(&long);
    let at = same.take_while(|(one, other)| one == other).count();
    long.len() == short.len() + 1
        && (1..short.len()).contains(&at)
        && long[at].chars().all(char::is_numeric)
        && long[at + 1..] == short[at..]
}

/// The same by words alone, for items that stand in different places.
pub(super) fn similarity_by_words(a: &str, b: &str) -> f64 {
    if numbers(a) == numbers(b) {
        words_in_common(&a.to_lowercase(), &b.to_lowercase())
    } else {
        0.0
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

fn numbers(text: &str) -> Vec<&str> {
    let words = text.split_whitespace();
    let mut numbers: Vec<&str> = words
        .filter(|word| word.contains(|c: char| c.is_numeric()))
        .collect();
    numbers.sort_unstable();
    numbers
}

fn words_in_common(a: &str, b: &str) -> f64 {
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut count = 0;
    for word in a.split_whitespace() {
        *left.entry(word).or_default() += 1;
        count += 1;
    }
    let mut shared = 0;
    for word in b.split_whitespace() {
        count += 1;
        if let Some(number) = left.get_mut(word).filter(|number| **number > 0) {
            *number -= 1;
            shared += 2;
        }
    }
    if count == 0 {
        0.0
    } else {
        f64::from(shared) / f64::from(count)
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
        assert!(similarity_of_items("12 reviews to write", "reviews to write") < SIMILAR);
        assert!(similarity_of_items("Review v2 of it", "Review of it") < SIMILAR);
        assert!(similarity_by_words("Review PR 12 today", "Review PR 12 now") >= NEARLY_SAME);
    }
}
