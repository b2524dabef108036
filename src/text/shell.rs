//! Words as a shell takes them.

use unicode_normalization::char::is_combining_mark;

/// `text` as one word of a command that is to be pasted into a shell, whatever is in it.
pub fn shell_quoted(text: &str) -> String {
    let is_harmless = |c: char| c.is_alphanumeric() || "-_./:@=,+%".contains(c);
    if !text.is_empty() && text.chars().all(is_harmless) {
        return text.to_string();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Whether every shell takes `text` as one word that means itself: letters, digits, `_`, `.`, `/`, and `-` but not first.
pub fn is_plain_word(text: &str) -> bool {
    let is_plain =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '_' | '-' | '.' | '/');
    !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::{is_plain_word, shell_quoted};

    #[test]
    fn plain_words() {
        for text in [
            "alex",
            "Zoë",
            "zoe\u{308}",
            "陳怡君",
            "a-b_c.d/e",
            "2026-11-24",
            "दाना्",
            ".",
        ] {
            assert!(is_plain_word(text), "{text}");
        }
        let signs = "$`\\\"'!*?[]{}()<>|&;#~=:@%^+, \t\n\r\u{b}\0\u{1b}\u{a0}\u{2019}\u{2013}\u{202e}\u{200b}\u{feff}\u{3000}";
        for sign in signs.chars() {
            for text in [format!("a{sign}b"), format!("{sign}b"), format!("a{sign}")] {
                assert!(!is_plain_word(&text), "{text:?}");
            }
        }
        for text in ["", "-", "-rf", "--help"] {
            assert!(!is_plain_word(text), "{text}");
        }
    }

    #[test]
    fn words() {
        for (text, expected) in [
            ("meetings/2026-11-24.md", "meetings/2026-11-24.md"),
            ("", "''"),
            ("two words", "'two words'"),
            ("it's", "'it'\\''s'"),
            ("$(rm -rf x)", "'$(rm -rf x)'"),
            ("a\nb", "'a\nb'"),
        ] {
            assert_eq!(shell_quoted(text), expected);
        }
    }
}
