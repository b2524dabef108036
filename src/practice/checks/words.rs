//! English words that some checks look for. Each list is short on purpose: what isn't on it passes, and a word that
//! also means something else counts only where it is said of a person.

use crate::text::fold_title;

/// Words that judge a person and mean nothing else.
const JUDGEMENTS: [&str; 15] = [
    "arrogant",
    "careless",
    "disrespectful",
    "immature",
    "incompetent",
    "inconsiderate",
    "irresponsible",
    "selfish",
    "thoughtless",
    "uncooperative",
    "unhelpful",
    "unmotivated",
    "unprofessional",
    "untrustworthy",
    "useless",
];

/// Words that judge only where they are said of a person: code may be lazy, a winter rude.
const OF_PERSONS: [&str; 18] = [
    "aggressive",
    "bossy",
    "brilliant",
    "chaotic",
    "difficult",
    "disorganized",
    "disorganised",
    "dumb",
    "lazy",
    "moody",
    "negative",
    "passive",
    "rude",
    "sloppy",
    "slow",
    "smart",
    "stubborn",
    "toxic",
];

/// What links a person and a word about them.
const LINKS: [&str; 22] = [
    "am", "is", "are", "was", "were", "be", "been", "being", "seem", "seems", "seemed", "appear",
    "appears", "appeared", "look", "looks", "looked", "act", "acts", "acted", "as", "too",
];

/// What may stand between a link and the word, or before the word at the start.
const DEGREES: [&str; 19] = [
    "so",
    "very",
    "too",
    "really",
    "quite",
    "rather",
    "just",
    "a",
    "an",
    "bit",
    "little",
    "always",
    "often",
    "usually",
    "simply",
    "pretty",
    "being",
    "again",
    "sometimes",
];

const PRONOUNS: [&str; 8] = ["you", "he", "she", "they", "i", "we", "who", "everyone"];
const NEGATIONS: [&str; 4] = ["not", "never", "no", "without"];

/// Words of praise that say nothing about what was praised.
const GENERIC_PRAISE: [&str; 18] = [
    "good job",
    "great job",
    "nice job",
    "awesome job",
    "amazing job",
    "excellent job",
    "good work",
    "great work",
    "nice work",
    "awesome work",
    "amazing work",
    "excellent work",
    "hard work",
    "well done",
    "keep it up",
    "way to go",
    "good stuff",
    "great stuff",
];

/// Words that say nothing of what was done, beside praise.
const FILLERS: [&str; 38] = [
    "a",
    "again",
    "all",
    "always",
    "an",
    "and",
    "as",
    "did",
    "everything",
    "excellent",
    "for",
    "good",
    "great",
    "i",
    "in",
    "it",
    "just",
    "keep",
    "much",
    "of",
    "on",
    "really",
    "so",
    "team",
    "thank",
    "thanks",
    "that",
    "the",
    "this",
    "to",
    "today",
    "up",
    "very",
    "week",
    "with",
    "you",
    "your",
    "last",
];

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
            let find = |list: &'static [&str]| list.iter().copied().find(|word| word == token);
            if let Some(word) = find(&JUDGEMENTS) {
                return Some(word);
            }
            if let Some(word) = find(&OF_PERSONS).filter(|_| is_of_person(before)) {
                return Some(word);
            }
        }
    }
    None
}

/// Whether the words before say no.
fn is_denied(before: &[&str]) -> bool {
    let near = before.iter().rev().take(4);
    near.into_iter()
        .any(|word| NEGATIONS.contains(word) || word.ends_with("n't") || word.ends_with("n’t"))
}

/// Whether the words before say that what follows is said of somebody: `you were so …`, `@bo is …`.
fn is_of_person(before: &[&str]) -> bool {
    let mut rest = before;
    while let Some((last, others)) = rest.split_last()
        && DEGREES.contains(last)
    {
        rest = others;
    }
    let Some((link, subject)) = rest.split_last() else {
        return false;
    };
    let is_person = |word: &&str| PRONOUNS.contains(word) || word.starts_with('@');
    let contracted = ["'re", "’re", "'s", "’s"];
    let is_contracted = contracted
        .iter()
        .any(|end| link.strip_suffix(end).is_some_and(|word| is_person(&word)));
    // Where nobody is named at the start it is said of the one the text is about.
    is_contracted || LINKS.contains(link) && subject.last().is_none_or(is_person)
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
    let found = GENERIC_PRAISE
        .iter()
        .find(|phrase| folded.contains(&format!(" {phrase} ")));
    let Some(phrase) = found else { return false };
    let rest = folded.replacen(phrase, " ", 1);
    let said = rest
        .split_whitespace()
        .filter(|word| !FILLERS.contains(word));
    said.count() <= 2
}

/// Whether `text` says only that there is nothing to say.
pub fn says_nothing(text: &str) -> bool {
    let folded = fold_title(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    match words.as_slice() {
        [] => true,
        ["n", "a"] | ["not", "yet"] | ["not", "today"] => true,
        [first, ..] if words.len() <= 4 => match *first {
            "none" | "nothing" => true,
            "no" => words.get(1).is_none_or(|word| *word == "feedback"),
            "na" | "nope" | "tbd" | "todo" => words.len() == 1,
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn nothing_is_said_in_few_words() {
        for nothing in [
            "none",
            "Nothing this week.",
            "—",
            "n/a",
            "No feedback yet",
            "no",
        ] {
            assert!(says_nothing(nothing), "{nothing}");
        }
        for something in [
            "No agenda came before the meeting",
            "nothing that you said on Monday reached the team",
            "todo lists helped",
        ] {
            assert!(!says_nothing(something), "{something}");
        }
    }
}
