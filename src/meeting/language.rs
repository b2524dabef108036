use super::words::WORDS;

/// A language whose words for a one-on-one are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Italian.
    Italian,
    /// Dutch.
    Dutch,
    /// Polish.
    Polish,
    /// Japanese.
    Japanese,
    /// Chinese.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 10] = [
        Language::English,
        Language::German,
        Language::French,
        Language::Spanish,
        Language::Portuguese,
        Language::Italian,
        Language::Dutch,
        Language::Polish,
        Language::Japanese,
        Language::Chinese,
    ];

    /// Its code of two letters, as in ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Portuguese => "pt",
            Language::Italian => "it",
            Language::Dutch => "nl",
            Language::Polish => "pl",
            Language::Japanese => "ja",
            Language::Chinese => "zh",
        }
    }

    /// The language with this code; what follows the two letters, as in `de-CH`, makes no difference.
    pub fn from_code(code: &str) -> Option<Language> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let mut all = Language::ALL.into_iter();
        all.find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The language of which most of these titles of headings have words; none where two have as many.
    pub fn of_headings<'t>(titles: impl IntoIterator<Item = &'t str>) -> Option<Language> {
        WORDS.spoken(titles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
