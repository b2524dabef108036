//! Whether one text speaks of what stands in another: by the words in common, as leniently as can be.

use super::words::WORDS;
use crate::text::fold_title;

/// The words of a text that say what it is about, folded.
#[derive(Clone, Debug)]
pub struct SubjectWords(Vec<String>);

impl SubjectWords {
    /// The words of `text`, without short ones and those that stand everywhere. A script without blanks between words
    /// gives every two neighbouring characters.
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        for word in fold_title(text).split(' ') {
            let letters: Vec<char> = word.chars().collect();
            if letters.iter().any(|c| is_packed(*c)) {
                words.extend(letters.windows(2).map(|pair| pair.iter().collect()));
            } else if (letters.len() >= SHORTEST || word.contains(|c: char| c.is_numeric()))
                && !WORDS.common.contains(&word)
            {
                words.push(word.to_string());
            }
        }
        SubjectWords(words)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether `text` has words of `subject`, be it in another form: `rehearsal` and `rehearse`, `export` and
/// `Rechnungsexport`. One is enough if it is long, and so tells much; else a third of them.
pub fn speaks_of(text: &SubjectWords, subject: &SubjectWords) -> bool {
    let has = |word: &&String| text.0.iter().any(|other| are_alike(word, other));
    let in_common: Vec<&String> = subject.0.iter().filter(has).collect();
    in_common.iter().any(|word| word.chars().count() >= TELLING)
        || in_common.len() >= (subject.0.len() / 3).max(1)
}

fn are_alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let length = short.chars().count();
    if length < SHORTEST {
        return short == long;
    }
    let in_common = short.chars().zip(long.chars()).take_while(|(a, b)| a == b);
    long.contains(short) || 3 * in_common.count() >= (2 * length).max(3 * SHORTEST)
}

/// Shorter words are articles and the like, in most languages.
const SHORTEST: usize = 4;

/// From this length on a word stands for one thing.
const TELLING: usize = 7;

/// Whether words of the script of `c` stand without blanks between them.
fn is_packed(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, subject: &str, expected: bool) {
        let found = speaks_of(&SubjectWords::of(text), &SubjectWords::of(subject));
        assert_eq!(found, expected, "{text} / {subject}");
    }

    #[test]
    fn one_word_in_common_is_enough() {
        check(
            "The rehearsal took six hours",
            "Rehearse the backfill",
            true,
        );
        check("Backfills", "rehearse the BACKFILL", true);
        check("Der Rechnungsexport läuft", "Export fertig machen", true);
        check("Schnellere Prüfungen", "Prüfung der Belege", true);
        check("#412 is merged", "Fix #412", true);
        check(
            "Ledger lists",
            "List of small steps for the ledger and for Ruth",
            true,
        );
        check("発表の準備ができた", "準備する", true);
    }

    #[test]
    fn words_that_stand_everywhere_are_none() {
        check("Slept well", "Rehearse the backfill", false);
        check(
            "More of that next week",
            "Only then, with them, next week",
            false,
        );
        check("Prose", "Process", false);
        check("#413 is merged", "Fix #412", false);
        check("休み", "準備する", false);
        check(
            "See you on Thursday",
            "Rehearse the backfill on Thursday",
            false,
        );
        check(
            "A buddy for Ruth",
            "List of small first tickets for Ruth, near a good place",
            false,
        );
        assert!(SubjectWords::of("and so on, with that").is_empty());
    }
}
