//! The words of each language by which a title is known to be of what is personal; `templates/words/en.txt` says what
//! each key means.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::language::Language;
use crate::text::{fold_words, word_lists};

/// The words of all languages, as [`fold_words`] has them.
#[derive(Debug, Default)]
pub(super) struct PersonalWords {
    /// What a section of what is personal is called.
    pub titles: HashSet<String>,
    /// The same, only as the whole title.
    pub alone: HashSet<String>,
    /// Forms of personal and private.
    pub forms: HashSet<String>,
    /// Those in scripts without blanks, where they touch the next word; the longest first.
    pub touching: Vec<String>,
    /// A form that is also a noun for staff, with the languages in which it is.
    pub staff: HashMap<String, Vec<Language>>,
    /// A word, and a noun for staff that stands behind it.
    pub behind: HashSet<(String, String)>,
    /// Things of the work that can be private.
    pub work: HashSet<String>,
    /// Things of the career that can be personal.
    pub career: HashSet<String>,
    /// Words that may stand before the first one that counts.
    pub light: HashSet<String>,
    /// Words behind what is described.
    pub small: HashSet<String>,
    /// Words that join two things.
    pub and: HashSet<String>,
    /// Words that tell the language of a heading.
    pub tells: HashMap<String, Vec<Language>>,
    /// The first title of each language.
    pub first: HashMap<Language, &'static str>,
}

/// All words, read once.
pub(super) static WORDS: LazyLock<PersonalWords> = LazyLock::new(PersonalWords::read);

impl Language {
    /// The language of which most of these titles of headings have words; none where two have as many.
    pub fn of_headings<'t>(titles: impl IntoIterator<Item = &'t str>) -> Option<Language> {
        WORDS.spoken(titles)
    }
}

impl PersonalWords {
    fn read() -> PersonalWords {
        let mut words = PersonalWords::default();
        for language in Language::ALL {
            let mut staff = Vec::new();
            for (key, listed) in word_lists(language.words()) {
                for word in listed {
                    let folded = fold_words(word);
                    match key {
                        "titles" => {
                            words.first.entry(language).or_insert(word);
                            words.titles.insert(folded);
                        }
                        "alone" => drop(words.alone.insert(folded)),
                        "words" if touches(&folded) => words.touching.push(folded),
                        "words" => drop(words.forms.insert(folded)),
                        "staff" => {
                            words
                                .staff
                                .entry(folded.clone())
                                .or_default()
                                .push(language);
                            staff.push(folded);
                        }
                        "behind" => {
                            let pairs = staff.iter().map(|noun| (folded.clone(), noun.clone()));
                            words.behind.extend(pairs);
                        }
                        "work" => drop(words.work.insert(folded)),
                        "career-things" => drop(words.career.insert(folded)),
                        "light" => drop(words.light.insert(folded)),
                        "small" => drop(words.small.insert(folded)),
                        "and" => drop(words.and.insert(folded)),
                        "tells" => words.tells.entry(folded).or_default().push(language),
                        _ => {}
                    }
                }
            }
        }
        // Where a sign stands for the word between two things, it is no word: `Family & friends`.
        for titles in [&mut words.titles, &mut words.alone] {
            let is_word = |word: &&str| !words.and.contains(*word);
            let without = |title: &String| {
                let words: Vec<&str> = title.split(' ').filter(is_word).collect();
                words.join(" ")
            };
            let more: Vec<String> = titles.iter().map(without).collect();
            titles.extend(more);
        }
        words
            .touching
            .sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    /// The language of which most of these titles have words; none where two have as many.
    pub fn spoken<'t>(&self, titles: impl IntoIterator<Item = &'t str>) -> Option<Language> {
        let mut counts: HashMap<Language, usize> = HashMap::new();
        for title in titles {
            for word in fold_words(title).split(' ') {
                for language in self.tells.get(word).into_iter().flatten() {
                    *counts.entry(*language).or_default() += 1;
                }
            }
        }
        let most = counts.values().copied().max()?;
        let mut with_most = counts.into_iter().filter(|(_, count)| *count == most);
        let (language, _) = with_most.next()?;
        with_most.next().is_none().then_some(language)
    }
}

/// Whether `word` is of a script in which words touch one another.
pub fn touches(word: &str) -> bool {
    word.chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Role;

    /// The keys with lists of single words.
    const OF_WORDS: [&str; 12] = [
        "accented",
        "words",
        "staff",
        "behind",
        "career-things",
        "small",
        "and",
        "tells",
        "lead",
        "tail",
        "nothing-begins",
        "todo-nouns",
    ];

    /// The other keys, but for those that name a role.
    const OF_PHRASES: [&str; 29] = [
        "titles",
        "alone",
        "work",
        "light",
        "when",
        "beside",
        "nothing",
        "situation",
        "behavior",
        "impact",
        "suggest",
        "proposed",
        "ask",
        "answer",
        "thanks",
        "dropped",
        "question",
        "for-whom",
        "called",
        "meets",
        "no-steps",
        "who",
        "filler",
        "todo-labels",
        "task-columns",
        "thing-columns",
        "who-columns",
        "when-columns",
        "state-columns",
    ];

    /// The keys of words for days, which `days` reads.
    const OF_DAYS: [&str; 24] = [
        "ago",
        "counts",
        "days",
        "deadline",
        "deadline-behind",
        "end-of-month",
        "end-of-quarter",
        "end-of-week",
        "in-days",
        "last-month",
        "last-week",
        "months",
        "months-unit",
        "next-day",
        "next-meeting",
        "next-month",
        "next-week",
        "overmorrow",
        "this-day",
        "today",
        "tomorrow",
        "weekdays",
        "weeks",
        "yesterday",
    ];

    #[test]
    fn every_line_is_read() {
        for language in Language::ALL {
            let is_list = |line: &&str| !line.starts_with('#');
            let lines = language.words().lines().filter(is_list).count();
            assert_eq!(word_lists(language.words()).count(), lines, "{language:?}");
            for (key, listed) in word_lists(language.words()) {
                let is_role = Role::from_word(key).is_some();
                let is_of_words = OF_WORDS.contains(&key);
                let is_written = ["date-", "recap-"].iter().any(|of| key.starts_with(of));
                let is_known = is_role
                    || is_of_words
                    || is_written
                    || OF_PHRASES.contains(&key)
                    || OF_DAYS.contains(&key);
                assert!(is_known, "{language:?}: {key}");
                for word in listed {
                    let folded = fold_words(word);
                    // `-` stands where a language has no such word for days.
                    let is_none = OF_DAYS.contains(&key) && word == "-";
                    assert!(
                        !folded.is_empty() || is_none,
                        "{language:?}: {key}: {word:?}"
                    );
                    let is_one_word = !folded.contains(' ');
                    assert!(is_one_word || !is_of_words, "{language:?}: {key}: {word:?}");
                }
            }
        }
        assert_eq!(WORDS.first.len(), Language::ALL.len());
    }

    /// A word for something personal must never open what another language closes.
    #[test]
    fn no_word_has_two_meanings() {
        let words = &*WORDS;
        for form in &words.forms {
            for opens in [&words.work, &words.career, &words.small, &words.and] {
                assert!(!opens.contains(form), "{form}");
            }
        }
        let both: Vec<&String> = words.work.intersection(&words.career).collect();
        assert_eq!(both, [""; 0]);
        let both: Vec<&String> = words.titles.intersection(&words.alone).collect();
        assert_eq!(both, [""; 0]);
    }

    #[test]
    fn headings_tell_their_language() {
        let spoken = |titles: &[&str]| WORDS.spoken(titles.iter().copied());
        assert_eq!(
            spoken(&["Erfolge", "Hindernisse", "Team"]),
            Some(Language::German)
        );
        assert_eq!(
            spoken(&["Réussites", "Blocages", "Career"]),
            Some(Language::French)
        );
        assert_eq!(spoken(&["Wins", "Next steps"]), Some(Language::English));
        assert_eq!(spoken(&["Wins", "Erfolge"]), None);
        assert_eq!(spoken(&["Team"]), None);
    }
}
