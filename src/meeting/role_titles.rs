//! The titles of roles in all languages, and the words that people put beside them, as tables.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::language::Language;
use super::role::Role;
use super::words::WORDS;
use crate::text::{fold_for_search, fold_words, word_lists};

/// The words of all languages about roles, as [`fold_words`] has them; `templates/words/en.txt` says what each is.
#[derive(Debug, Default)]
pub(super) struct RoleTitles {
    pub(super) titles: HashMap<String, Vec<(Role, Language)>>,
    /// The title that we write, in each language.
    pub(super) first: HashMap<(Role, Language), &'static str>,
    pub(super) lead: HashSet<String>,
    pub(super) when: HashSet<String>,
    pub(super) tail: HashSet<String>,
    pub(super) beside: HashSet<String>,
    /// Numbers in words, and the weeks and their like that they count.
    pub(super) counts: HashSet<String>,
    pub(super) units: HashSet<String>,
    /// Words by which one of the two is meant, as by a name.
    pub(super) who: HashSet<String>,
    pub(super) filler: HashSet<String>,
    /// Titles that without their accents are another word: by it, the title in lower case and its language.
    pub(super) accented: HashMap<String, (String, Language)>,
    /// Titles of several words without those that may be missing.
    pub(super) short: HashMap<String, Vec<(Role, Language)>>,
}

/// All titles, read once.
pub(super) static TITLES: LazyLock<RoleTitles> = LazyLock::new(RoleTitles::read);

impl RoleTitles {
    fn read() -> RoleTitles {
        let mut read = RoleTitles::default();
        for language in Language::ALL {
            let lists: Vec<(&str, Vec<&'static str>)> = word_lists(language.words()).collect();
            let ands = lists.iter().filter(|(key, _)| *key == "and");
            let ands: Vec<String> = ands
                .flat_map(|(_, words)| words.iter().map(|word| fold_words(word)))
                .collect();
            for (key, listed) in lists {
                let set = match key {
                    "lead" => &mut read.lead,
                    "when" => &mut read.when,
                    "tail" => &mut read.tail,
                    "beside" => &mut read.beside,
                    "who" => &mut read.who,
                    "filler" => &mut read.filler,
                    "days" | "weeks" | "months-unit" => &mut read.units,
                    "months" | "counts" => {
                        let into = match key {
                            "months" => &mut read.when,
                            _ => &mut read.counts,
                        };
                        into.extend(
                            listed
                                .iter()
                                .flat_map(|forms| forms.split(' '))
                                .map(fold_words),
                        );
                        continue;
                    }
                    "accented" => {
                        let titles = listed.into_iter();
                        read.accented.extend(titles.map(|title| {
                            let with_accents = (fold_for_search(title), language);
                            (fold_words(title), with_accents)
                        }));
                        continue;
                    }
                    _ => {
                        if let Some(role) = Role::from_word(key) {
                            read.first.insert((role, language), listed[0]);
                            for title in listed {
                                read.add(title, &ands, role, language);
                            }
                        }
                        continue;
                    }
                };
                set.extend(listed.into_iter().map(fold_words));
            }
        }
        let mut short: HashMap<String, Vec<(Role, Language)>> = HashMap::new();
        for (title, known) in &read.titles {
            if let Some(words) = read.shortened(title) {
                short.entry(words).or_default().extend(known);
            }
        }
        read.short = short;
        read
    }

    /// `title` without the words that may be missing; `None` where less than two are left.
    pub fn shortened(&self, title: &str) -> Option<String> {
        let may_be_missing =
            |word: &&str| self.filler.contains(*word) || WORDS.light.contains(*word);
        let words: Vec<&str> = title
            .split(' ')
            .filter(|word| !may_be_missing(word))
            .collect();
        (words.len() > 1).then(|| words.join(" "))
    }

    fn add(&mut self, title: &str, ands: &[String], role: Role, language: Language) {
        let folded = fold_words(title);
        // A sign may stand for the word between two things, and two letters for one with dots on it.
        let words = folded
            .split(' ')
            .filter(|word| !ands.contains(&(*word).to_string()));
        let mut forms = vec![words.collect::<Vec<_>>().join(" ")];
        if language == Language::German {
            let spelled = title.to_lowercase().replace('ä', "ae").replace('ö', "oe");
            forms.push(fold_words(&spelled.replace('ü', "ue")));
        }
        forms.push(folded);
        for form in forms {
            let known = self.titles.entry(form).or_default();
            if !known.contains(&(role, language)) {
                known.push((role, language));
            }
        }
    }

    /// The title that a new section of `role` gets in `language`.
    pub fn first(&self, role: Role, language: Language) -> Option<&'static str> {
        self.first.get(&(role, language)).copied()
    }

    /// Whether `words` are a title in any language.
    pub fn has(&self, words: &str) -> bool {
        self.titles.contains_key(words)
    }

    /// Whether `words` are a title in English.
    pub fn is_english(&self, words: &str) -> bool {
        let known = self.titles.get(words);
        known.is_some_and(|known| known.iter().any(|(_, of)| *of == Language::English))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_titles_in_each_language() {
        for language in Language::ALL {
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Personal) {
                let first = TITLES.first(role, language);
                assert!(first.is_some(), "{role:?} {language:?}");
            }
        }
        for role in Role::ALL {
            let first = TITLES.first(role, Language::English);
            assert_eq!(first.unwrap_or("Personal"), role.title());
        }
    }

    /// The titles of two roles, each with what it means in which language. A new one is to be thought about.
    #[test]
    fn titles_of_two_roles_are_listed() {
        let mut ties: Vec<String> = TITLES
            .titles
            .iter()
            .filter(|(_, known)| known.iter().any(|(role, _)| *role != known[0].0))
            .map(|(title, known)| {
                let known = known
                    .iter()
                    .map(|(role, of)| format!("{} {}", of.code(), role.word()));
                format!("{title}: {}", known.collect::<Vec<_>>().join(", "))
            })
            .collect();
        ties.sort();
        assert_eq!(ties, ["resultados: es summary, pt wins"]);
    }
}
