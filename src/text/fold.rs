//! Texts without what makes no difference: case, marks, blanks.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use super::invisible::is_invisible;

/// Unicode NFC: the composed form, so that `José` typed on two machines is one name.
pub fn normalized(text: &str) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_string();
    }
    text.nfc().collect()
}

/// NFC with every run of white space as one space and none at the ends.
pub fn fold_white_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    if folded.is_ascii() {
        folded
    } else {
        normalized(&folded)
    }
}

/// `text` as one line that may go into a file: without control characters, white space folded.
pub fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    fold_white_space(&spaced.replace(char::is_control, ""))
}

/// `text` as words that are looked for: case, accents, width, emoji, punctuation, spacing and signs that nobody sees do
/// not matter.
pub fn fold_words(text: &str) -> String {
    if text.is_ascii() {
        return fold_title(text);
    }
    let mut folded = String::with_capacity(text.len());
    let decomposed = text.nfkd().filter(|c| !is_invisible(*c));
    for c in decomposed.flat_map(char::to_lowercase) {
        match c {
            // Accents, and what encloses a sign; those of other scripts make another letter.
            '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c if c.is_alphanumeric() || is_combining_mark(c) => folded.push(c),
            _ => folded.push(' '),
        }
    }
    fold_white_space(&folded)
}

/// A heading as it is compared: case, emoji, punctuation and spacing do not matter.
pub fn fold_title(text: &str) -> String {
    if text.is_ascii() {
        let letter = |c: char| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        };
        return fold_white_space(&text.chars().map(letter).collect::<String>());
    }
    let letter = |c: char| {
        if c.is_alphanumeric() || is_combining_mark(c) && c != '\u{fe0f}' {
            c
        } else {
            ' '
        }
    };
    let letters: String = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text
            .chars()
            .flat_map(char::to_lowercase)
            .map(letter)
            .collect(),
        _ => text
            .nfkc()
            .flat_map(char::to_lowercase)
            .map(letter)
            .collect(),
    };
    fold_white_space(&letters)
}

/// A lower-case ASCII name for a folder or handle: `Zoë Brontë` gives `zoe-bronte`.
///
/// `None` when nothing of the text can be written that way, as with `陳怡君`.
pub fn ascii_slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        // Letters that have no decomposition but one customary spelling.
        let spelled: &str = match c {
            'ß' => "ss",
            'æ' | 'Æ' => "ae",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "th",
            'ı' => "i",
            '\'' | '’' => continue,
            _ => "",
        };
        if !spelled.is_empty() {
            slug.push_str(spelled);
        } else if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphabetic() {
            return None; // a half-spelled name would be worse than asking for one
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_meet() {
        assert_eq!(
            fold_title("🏆 Wins and Achievements"),
            "wins and achievements"
        );
        assert_eq!(fold_title("WINS & achievements:"), "wins achievements");
        assert_eq!(fold_title("Erfolge ✨"), "erfolge");
        assert_eq!(fold_title("Pläne"), fold_title("Pla\u{308}ne"));
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        for (text, expected) in [
            ("Persönliches", "personliches"),
            ("PRIVE\u{301}!", "prive"),
            ("Per\u{200b}so\u{ad}nal", "personal"),
            ("Ｐｅｒｓｏｎａｌ：", "personal"),
            ("Straße & Łódź", "strasse lodz"),
            ("İstanbul", "istanbul"),
            ("プライベート", "プライベート"),
            ("7\u{fe0f}\u{20e3} 个人", "7 个人"),
            ("How’s life", "how s life"),
        ] {
            assert_eq!(fold_words(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_folded_stays_so(text in "\\PC{0,24}") {
            let folded = fold_words(&text);
            proptest::prop_assert_eq!(fold_words(&folded), folded);
        }
    }

    #[test]
    fn slugs_are_ascii_or_nothing() {
        assert_eq!(ascii_slug("Zoë Brontë").as_deref(), Some("zoe-bronte"));
        assert_eq!(ascii_slug("Sam O'Neil").as_deref(), Some("sam-oneil"));
        assert_eq!(ascii_slug("Łukasz Żak").as_deref(), Some("lukasz-zak"));
        assert_eq!(ascii_slug("陳怡君"), None);
        assert_eq!(ascii_slug("../x"), Some("x".to_string()));
    }

    #[test]
    fn white_space_folds() {
        assert_eq!(fold_white_space("  a\u{a0}b\t c\n"), "a b c");
    }
}
