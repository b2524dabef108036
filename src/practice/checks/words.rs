//! What some checks look for in English words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::{fold_title, word_lists};

/// The lists of `templates/check-words.txt`, which says what each is.
pub(super) struct CheckWords {
    judgements: Vec<&'static str>,
    of_persons: Vec<&'static str>,
    links: Vec<&'static str>,
    degrees: Vec<&'static str>,
    pronouns: Vec<&'static str>,
    negations: Vec<&'static str>,
    generic_praise: Vec<&'static str>,
    fillers: Vec<&'static str>,
    pub common: Vec<&'static str>,
    pub leads: Vec<&'static str>,
    pub telling: Vec<&'static str>,
    pub no_doing: Vec<&'static str>,
}

/// All lists, read once.
pub(super) static WORDS: LazyLock<CheckWords> = LazyLock::new(|| {
    let text = include_str!("../../../templates/check-words.txt");
    let mut lists: BTreeMap<&str, Vec<&'static str>> = word_lists(text).collect();
    let mut list = |key| lists.remove(key).unwrap_or_default();
    CheckWords {
        judgements: list("judgements"),
        of_persons: list("of-persons"),
        links: list("links"),
        degrees: list("degrees"),
        pronouns: list("pronouns"),
        negations: list("negations"),
        generic_praise: list("generic-praise"),
        fillers: list("fillers"),
        common: list("common"),
        leads: list("leads"),
        telling: list("telling"),
        no_doing: list("no-doing"),
    }
});

/// The word of judgement in `text`, if one of the two or somebody else is judged there. What stands in quotation marks
/// or in code is not the writer's own word.
pub fn judgement(text: &str) -> Option<&'static str> {
    let text = without_quotes(text).to_lowercase();
    for sentence in text.split(['.', ';', '!', '?', ':']) {
        let tokens: Vec<&str> = sentence.split([' ', ',', '(', ')', '\n']).collect();
        let tokens: Vec<&str> = tokens
            .into_iter()
            .map(|word| word.trim_matches(['*', '_']))
            .filter(|word| !word.is_empty())
            .collect();
        for (at, token) in tokens.iter().enumerate() {
            let before = &tokens[..at];
            if is_denied(before) {
                continue;
            }
            let find = |list: &[&'static str]| list.iter().copied().find(|word| word == token);
            if let Some(word) = find(&WORDS.judgements) {
                return Some(word);
            }
            if let Some(word) = find(&WORDS.of_persons).filter(|_| is_of_person(before)) {
                return Some(word);
            }
        }
    }
    None
}

/// Whether the words before say no.
fn is_denied(before: &[&str]) -> bool {
    let near = before.iter().rev().take(4);
    near.into_iter().any(|word| {
        WORDS.negations.contains(word) || word.ends_with("n't") || word.ends_with("n’t")
    })
}

/// Whether the words before say that what follows is said of somebody: `you were so …`, `@bo is …`.
fn is_of_person(before: &[&str]) -> bool {
    let mut rest = before;
    while let Some((last, others)) = rest.split_last()
        && WORDS.degrees.contains(last)
    {
        rest = others;
    }
    let Some((link, subject)) = rest.split_last() else {
        return false;
    };
    let is_person = |word: &&str| WORDS.pronouns.contains(word) || word.starts_with('@');
    let contracted = ["'re", "’re", "'s", "’s"];
    let is_contracted = contracted
        .iter()
        .any(|end| link.strip_suffix(end).is_some_and(|word| is_person(&word)));
    // Where nobody is named at the start it is said of the one the text is about.
    is_contracted || WORDS.links.contains(link) && subject.last().is_none_or(is_person)
}

/// `text` without what stands in quotation marks or between backticks.
fn without_quotes(text: &str) -> String {
    let mut kept = String::new();
    let mut closing = None;
    for c in text.chars() {
        match closing {
            Some(close) if c == close => closing = None,
            Some(_) => {}
            None => match c {
                '"' | '`' => closing = Some(c),
                '“' | '„' => closing = Some('”'),
                '«' => closing = Some('»'),
                _ => kept.push(c),
            },
        }
    }
    kept
}

/// Whether `text` is praise in words that fit everybody, with hardly another word: two at most.
pub fn is_generic_praise(text: &str) -> bool {
    let folded = format!(" {} ", fold_title(&without_quotes(text)));
    let found = WORDS
        .generic_praise
        .iter()
        .find(|phrase| folded.contains(&format!(" {phrase} ")));
    let Some(phrase) = found else { return false };
    let rest = folded.replacen(phrase, " ", 1);
    let said = rest
        .split_whitespace()
        .filter(|word| !WORDS.fillers.contains(word));
    said.count() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words() {
        let text = include_str!("../../../templates/check-words.txt");
        assert_eq!(word_lists(text).count(), 12);
        let lists = [
            &WORDS.judgements,
            &WORDS.of_persons,
            &WORDS.links,
            &WORDS.degrees,
            &WORDS.pronouns,
            &WORDS.negations,
            &WORDS.generic_praise,
            &WORDS.fillers,
            &WORDS.common,
            &WORDS.leads,
            &WORDS.telling,
            &WORDS.no_doing,
        ];
        assert!(lists.iter().all(|list| !list.is_empty()));
    }

    #[test]
    fn a_judgement_is_of_a_person() {
        for (text, expected) in [
            ("You were careless with the tests", Some("careless")),
            ("careless", Some("careless")),
            ("you were so lazy", Some("lazy")),
            ("you're just too slow", Some("slow")),
            ("@bo is a bit rude in reviews", Some("rude")),
            ("She is **stubborn**, again", Some("stubborn")),
            ("turned on lazy loading", None),
            ("the page is slow", None),
            ("the talk with them was difficult", None),
            ("you were not careless", None),
            ("you weren't rude", None),
            ("the customer called it \"useless\"", None),
            ("removed the `useless` flag", None),
            ("sent the agenda a day late", None),
            ("Du warst sehr spät", None),
            ("le test est rude", None),
        ] {
            assert_eq!(judgement(text), expected, "{text}");
        }
    }

    #[test]
    fn praise_that_fits_everybody() {
        for generic in [
            "Good job!",
            "great work this week, Alex",
            "Thank you for all your hard work",
            "Well done on the import",
            "keep it up",
        ] {
            assert!(is_generic_praise(generic), "{generic}");
        }
        for specific in [
            "Great work on the import: support tickets are down by a third",
            "well done splitting the release into four steps",
            "You answered every ticket within a day",
            "Gute Arbeit",
            "",
        ] {
            assert!(!is_generic_praise(specific), "{specific}");
        }
    }
}
