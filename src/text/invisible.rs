//! Signs that nobody sees.

use std::borrow::Cow;

/// Whether `c` takes no room and has no shape of its own: what Unicode calls default ignorable. Scripts and emoji need
/// some of them, so they are no fault in a text; but two texts that differ in nothing else look alike.
///
/// The property `Default_Ignorable_Code_Point` of <https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>,
/// with the marks of annotations.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// `text` as it looks: without what nobody sees.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_taken_out() {
        for (text, seen) in [
            ("Write the plan", "Write the plan"),
            ("Wri\u{200b}te the\u{feff} plan\u{ad}", "Write the plan"),
            ("\u{200f}שלום\u{200e}", "שלום"),
            ("❤\u{fe0f}", "❤"),
            ("a\u{e0041}\u{e0042}b", "ab"),
            ("grüße\u{a0}日本", "grüße\u{a0}日本"),
        ] {
            assert_eq!(without_invisible(text), seen);
        }
        assert!(matches!(without_invisible("grüße"), Cow::Borrowed(_)));
    }
}
