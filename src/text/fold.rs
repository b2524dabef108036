//! Texts without what makes no difference: case, marks, blanks.

use std::borrow::Cow;

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

/// `text` with the signs that an editor of documents puts in place of those on the keyboard in their plain form:
/// quotes, apostrophes, dashes, hyphens, blanks. Without signs that have no width, white space folded, composed.
pub fn fold_signs(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let plain: String = text
        .chars()
        .filter(|c| !is_without_width(*c))
        .map(plain_sign)
        .collect();
    Cow::Owned(fold_white_space(&plain))
}

/// Whether [`fold_signs`] finds nothing to do.
fn is_folded(text: &str) -> bool {
    let is_even = !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ");
    if text.is_ascii() {
        return is_even && !text.bytes().any(|byte| byte < b' ');
    }
    let is_plain =
        |c: char| plain_sign(c) == c && !is_without_width(c) && (c == ' ' || !c.is_whitespace());
    is_even && text.chars().all(is_plain) && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// The sign of the keyboard for which `c` stands.
fn plain_sign(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{2039}' | '\u{203a}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Whether `c` is put into a text by programs, between its words or letters, and says nothing. Joiners and selectors,
/// of which scripts and emoji are made, are none.
pub fn is_without_width(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}')
}

/// `text` as it is looked for: case, width and signs that nobody sees do not matter. Accents stay.
///
/// Upper case and then lower is Unicode's full case folding but for a few letters that are read differently: the dotted
/// `İ` and the dotless `ı` of Turkish are an `i`.
pub fn fold_for_search(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = text.to_string();
    // What case makes of a sign may have a form of its own again; twice is enough, and more changes nothing.
    for _ in 0..3 {
        let composed = folded.nfkc().filter(|c| !is_invisible(*c));
        let cased: String = composed
            .map(|c| if c == 'İ' { 'i' } else { c })
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase)
            .nfkc()
            .map(plain_sign)
            .collect();
        if cased == folded {
            break;
        }
        folded = cased;
    }
    fold_white_space(&folded)
}

/// `folded`, which came from [`fold_for_search`], without accents and their like; `None` where it has none.
pub fn without_accents(folded: &str) -> Option<String> {
    if folded.is_ascii() {
        return None;
    }
    let mut bare = String::with_capacity(folded.len());
    for c in folded.nfd() {
        push_without_accent(&mut bare, c);
    }
    let bare = normalized(&bare);
    (bare != folded).then_some(bare)
}

/// Add `c`, a sign in lower case of a decomposed text. Accents, and what encloses a sign, are left out; those of other
/// scripts make another letter.
fn push_without_accent(text: &mut String, c: char) {
    match c {
        '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' => {}
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'ł' => text.push('l'),
        'ø' => text.push('o'),
        'đ' => text.push('d'),
        'ı' => text.push('i'),
        c => text.push(c),
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
        match c.is_alphanumeric() || is_combining_mark(c) {
            true => push_without_accent(&mut folded, c),
            false => folded.push(' '),
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
