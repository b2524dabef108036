//! Words that are looked for, and the text in which they are: the one place that says what is found.

use super::plain::{findable, plain};
use crate::text::{fold_for_search, without_accents};

/// A text in which something is looked for.
#[derive(Clone, Debug)]
pub struct Searched {
    /// With its accents.
    whole: String,
    /// Without, where it has any.
    bare: Option<String>,
}

impl Searched {
    /// `text`, the words of one paragraph.
    pub fn new(text: &str) -> Self {
        Self::of_folded(findable(text))
    }

    /// `text` with all its marks, as those of code are.
    pub fn verbatim(text: &str) -> Self {
        Self::of_folded(fold_for_search(text))
    }

    fn of_folded(whole: String) -> Self {
        let bare = without_accents(&whole);
        Searched { whole, bare }
    }

    /// The words of the text, each in lower case and without signs.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.whole.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    }

    fn for_word(&self, word: &SoughtWord) -> &str {
        match &self.bare {
            Some(bare) if !word.has_accents => bare,
            _ => &self.whole,
        }
    }
}

/// What somebody looks for: words, perhaps as one phrase.
#[derive(Clone, Debug)]
pub struct Sought {
    words: Vec<SoughtWord>,
    phrase: SoughtWord,
}

/// One of them. Accents count where they were typed.
#[derive(Clone, Debug)]
struct SoughtWord {
    folded: String,
    has_accents: bool,
}

impl SoughtWord {
    fn new(folded: &str) -> Self {
        SoughtWord {
            folded: folded.to_string(),
            has_accents: without_accents(folded).is_some(),
        }
    }
}

impl Sought {
    /// What `typed` looks for. It may be written as in a file: `time\_zone` looks for `time_zone`.
    pub fn new(typed: &str) -> Self {
        let words = plain(typed);
        let folded = fold_for_search(&words);
        Sought {
            words: folded.split_whitespace().map(SoughtWord::new).collect(),
            phrase: SoughtWord::new(&folded),
        }
    }

    /// The same, as it was typed: of `**a` the marks count.
    pub fn verbatim(typed: &str) -> Self {
        let folded = fold_for_search(typed);
        Sought {
            words: folded.split_whitespace().map(SoughtWord::new).collect(),
            phrase: SoughtWord::new(&folded),
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether it is all of `text`.
    pub fn is_all_of(&self, text: &Searched) -> bool {
        !self.is_empty() && text.for_word(&self.phrase) == self.phrase.folded
    }

    /// Whether all of the words stand in `text`, wherever.
    pub fn is_in(&self, text: &Searched) -> bool {
        let holds = |word: &SoughtWord| text.for_word(word).contains(&word.folded);
        self.words.iter().all(holds)
    }

    /// Whether `text` has them beside each other and in this order, from the beginning of a word on. One word is no
    /// phrase.
    pub fn is_phrase_in(&self, text: &Searched) -> bool {
        let phrase = &self.phrase.folded;
        let text = text.for_word(&self.phrase);
        let begins_word = |at: usize| {
            !phrase.starts_with(char::is_alphanumeric)
                || !text[..at].ends_with(char::is_alphanumeric)
        };
        self.words.len() > 1
            && text
                .match_indices(phrase.as_str())
                .any(|(at, _)| begins_word(at))
    }

    /// Whether each begins a word of `text`: `run` finds `runners`, and `ci` does not find `decide`. One with a sign in
    /// it may stand anywhere.
    pub fn begins_words_of(&self, text: &Searched) -> bool {
        self.words.iter().all(|word| {
            let text = text.for_word(word);
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|other| other.starts_with(&word.folded))
                || word.folded.contains(|c: char| !c.is_alphanumeric())
                    && text.contains(&word.folded)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, text: &str, is_found: bool) {
        let found = Sought::new(typed).is_in(&Searched::new(text));
        assert_eq!(found, is_found, "{typed} in {text}");
    }

    #[test]
    fn what_looks_alike_finds_each_other() {
        for (one, other) in [
            ("don't", "don’t"),
            ("time_zone", "time\\_zone"),
            ("R&D", "R&amp;D"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("ＡＰＩ", "API"),
            ("ΟΔΟΣ", "οδος"),
            ("well-known", "well\u{2011}known"),
            ("10 km", "10\u{a0}km"),
            ("release plan", "**release** _plan_"),
            ("ＦＹ２６ plan", "fy26 PLAN"),
        ] {
            check(one, other, true);
            check(other, one, true);
        }
    }

    #[test]
    fn accents_count_where_they_are_typed() {
        check("uberblick", "Der Überblick", true);
        check("überblick", "Der U\u{308}berblick", true);
        check("überblick", "Der Uberblick", false);
        check("zoe lodz", "Zoë in Łódź", true);
        check("zoë lodz", "Zoë in Łódź", true);
        check("zoë lodz", "Zoe in Łódź", false);
        check("smørrebrød", "smorrebrod", false);
        // In other scripts they make another letter.
        check("か", "が", false);
    }

    #[test]
    fn a_phrase_is_words_in_their_order() {
        let text = Searched::new("Ask for **the** runners");
        for (typed, expected) in [
            ("for the", true),
            ("the run", true),
            ("for  the", true),
            ("or the", false),
            ("the for", false),
            ("the", false),
        ] {
            assert_eq!(Sought::new(typed).is_phrase_in(&text), expected, "{typed}");
        }
    }
}
