//! Whether two texts hold the same items, in other words at most.

use chrono::NaiveDate;

use super::text::is_reworded;
use crate::markdown::{Wanted, decode};
use crate::meeting::{ActionItem, Skimmed, Vocabulary};
use crate::text::count_shared;

/// So many words of a meeting may be others at least, whatever its length.
const FEW_WORDS: usize = 3;
/// Of all its words this part may be others.
const PART_OF_WORDS: usize = 5;

/// Whether two texts of the meeting on `date` say the same in other words: each item of `before` is in `after` once, with
/// the same box, in a section of the same role, in words that are alike; nothing is there twice or new, and hardly a word
/// of the rest is gone.
pub fn says_the_same(
    date: NaiveDate,
    before: &[u8],
    after: &[u8],
    vocabulary: &Vocabulary,
) -> bool {
    let read = |bytes: &[u8]| {
        let (source, damage) = decode(bytes.to_vec());
        Skimmed::read(date, source, damage, vocabulary, Wanted::Any)
    };
    let (before, after) = (read(before), read(after));
    before.damage() == after.damage()
        && has_same_items(before.items(), after.items())
        && hardly_a_word_is_gone(before.source(), after.source())
}

fn has_same_items(before: &[ActionItem], after: &[ActionItem]) -> bool {
    let mut left: Vec<&ActionItem> = after.iter().collect();
    let mut reworded = Vec::new();
    for item in before {
        let same = left
            .iter()
            .position(|other| is_alike(item, other) && item.title == other.title);
        match same {
            Some(at) => drop(left.remove(at)),
            None => reworded.push(item),
        }
    }
    reworded.len() == left.len()
        && reworded
            .iter()
            .zip(left)
            .all(|(old, new)| is_alike(old, new) && is_reworded(&old.title, &new.title))
}

fn is_alike(one: &ActionItem, other: &ActionItem) -> bool {
    one.status() == other.status() && one.role == other.role
}

fn hardly_a_word_is_gone(before: &str, after: &str) -> bool {
    let words = |text| {
        let words = str::split(text, |c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let count = words(before).count();
    let gone = count - count_shared(words(before), words(after));
    let may_go = (count / PART_OF_WORDS).max(FEW_WORDS);
    gone <= may_go && (count == 0 || gone < count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: bool) {
        let date = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
        let same = says_the_same(
            date,
            before.as_bytes(),
            after.as_bytes(),
            &Vocabulary::default(),
        );
        assert_eq!(same, expected, "{before:?} → {after:?}");
    }

    #[test]
    fn other_words_and_another_layout_say_the_same() {
        let text =
            "# 1:1\n\n## Action items\n- [ ] Write teh plan @alex\n- [x] Book a room @dana\n";
        check(text, text, true);
        check(text, &text.replace("teh", "the"), true);
        check(text, &text.replace("- [", "* ["), true);
        check(text, &text.replace("items\n-", "items\n\n-"), true);
        check(
            "- [ ] a b c d\n- [ ] e f g h\n",
            "- [ ] e f g h\n- [ ] a b c d\n",
            true,
        );
    }

    #[test]
    fn what_is_lost_doubled_or_ended_is_not_the_same() {
        let text = "# 1:1\n\n## Wins\n- One and two and three and four and five\n\n## Action items\n- [ ] Write the plan\n- [x] Book a room\n";
        for after in [
            "",
            "\n",
            "# 1:1\n",
            &text.replace("- [ ] Write the plan\n", ""),
            &text.replace("[ ]", "[x]"),
            &text.replace(
                "- [ ] Write the plan\n",
                "- [ ] Write the plan\n- [ ] Write the plan\n",
            ),
            &text.replace("Write the plan", "Sell all shares"),
            &text.replace("- [x] Book a room", "- [x] Book a room\n- [ ] More"),
            &text.replace("- One and two and three and four and five\n", ""),
            &text.replace("## Action items", "## Personal"),
        ] {
            check(text, after, false);
        }
        check("# Only a title and nothing else\n", "", false);
    }
}
