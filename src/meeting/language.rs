//! The languages in which sections have titles.

use crate::text::{nearest, word_lists};

/// Make of a list of languages, each with its code, the type of them and what is known of each.
macro_rules! languages {
    ($($name:ident = $code:literal,)*) => {
        /// A language whose words for a one-on-one are known.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Language {
            $(#[doc = concat!(stringify!($name), ".")] $name,)*
        }

        impl Language {
            /// All of them.
            pub const ALL: [Language; [$($code),*].len()] = [$(Language::$name),*];

            /// Its code of two letters, as in ISO 639-1.
            pub fn code(self) -> &'static str {
                match self {
                    $(Language::$name => $code,)*
                }
            }

            /// The text of the file with its words.
            pub(super) fn words(self) -> &'static str {
                match self {
                    $(Language::$name => include_str!(concat!("../../templates/words/", $code, ".txt")),)*
                }
            }
        }
    };
}

languages! {
    English = "en",
    German = "de",
    French = "fr",
    Spanish = "es",
    Portuguese = "pt",
    Italian = "it",
    Dutch = "nl",
    Polish = "pl",
    Japanese = "ja",
    Chinese = "zh",
}

impl Language {
    /// The words under `key` in the language's file, in order; none where it has no such line.
    pub fn listed(self, key: &str) -> Vec<&'static str> {
        let mut lists = word_lists(self.words());
        let found = lists.find(|(known, _)| *known == key);
        found.map_or_else(Vec::new, |(_, words)| words)
    }

    /// The text under `key` in the language's file, or in that of English.
    pub fn phrase(self, key: &str) -> String {
        match self.listed(key) {
            none if none.is_empty() && self != Language::English => Language::English.phrase(key),
            words => words.join(", "),
        }
    }

    /// The language that was probably meant by `word`, which is no code of one.
    pub fn meant(word: &str) -> Option<Language> {
        let named = |language: Language| {
            let names = language.listed("called").into_iter();
            names.map(move |name| (name, language))
        };
        let names: Vec<(&str, Language)> = Language::ALL.into_iter().flat_map(named).collect();
        let near = nearest(word, names.iter().map(|(name, _)| *name))?;
        let found = names.into_iter().find(|(name, _)| *name == near);
        found.map(|(_, language)| language)
    }

    /// The language with this code; what follows the two letters, as in `de-CH`, makes no difference.
    pub fn from_code(code: &str) -> Option<Language> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let mut all = Language::ALL.into_iter();
        all.find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_meant_by_its_name() {
        for (word, code) in [
            ("german", Some("de")),
            ("Deutsch", Some("de")),
            ("francais", Some("fr")),
            ("Portugese", Some("pt")),
            ("日本語", Some("ja")),
            ("klingon", None),
        ] {
            assert_eq!(Language::meant(word).map(Language::code), code, "{word}");
        }
    }

    #[test]
    fn codes_name_languages() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("de-CH"), Some(Language::German));
        assert_eq!(Language::from_code("PT_br"), Some(Language::Portuguese));
        assert_eq!(Language::from_code("german"), None);
        assert_eq!(Language::from_code(""), None);
    }
}
