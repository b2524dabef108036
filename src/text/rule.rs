//! What can be noticed: its code, and how much it matters.

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file can't be changed, or a part of it can't be read.
    Error,
    /// Something is probably not what the writer meant.
    Warning,
    /// Worth knowing; nothing is wrong with the file.
    Hint,
}

impl Severity {
    /// The severity in one word.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// What can be noticed in a file: its code, by which users know it, and how much it matters.
///
/// Each is declared once, as a constant beside what notices it. Whoever speaks of it names that constant:
///
/// ```
/// use oneonone::{markdown::Document, markdown::rules};
/// let found = Document::new("- [] ask Bo\n".to_string()).diagnostics();
/// assert!(found[0].rule == rules::ALMOST_A_CHECKBOX);
/// ```
///
/// So one that is misspelt does not compile,
///
/// ```compile_fail,E0425
/// use oneonone::{markdown::Document, markdown::rules};
/// let found = Document::new("- [] ask Bo\n".to_string()).diagnostics();
/// assert!(found[0].rule == rules::ALMOST_A_CHECKBOXX);
/// ```
///
/// nor does a code in quotation marks, which nobody would check,
///
/// ```compile_fail,E0308
/// use oneonone::{markdown::Document, markdown::rules};
/// let found = Document::new("- [] ask Bo\n".to_string()).diagnostics();
/// assert!(found[0].rule == "almost-a-checkbox");
/// ```
///
/// nor a code that is not in kebab case.
///
/// ```
/// use oneonone::text::Rule;
/// const RULE: Rule = Rule::hint("item-lost");
/// assert_eq!(RULE.code(), "item-lost");
/// ```
///
/// ```compile_fail,E0080
/// use oneonone::text::Rule;
/// const RULE: Rule = Rule::hint("item lost");
/// assert_eq!(RULE.code(), "item lost");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    code: &'static str,
    severity: Severity,
}

impl Rule {
    /// The rule with this code; what breaks it is an error.
    pub const fn error(code: &'static str) -> Self {
        Rule::new(code, Severity::Error)
    }

    /// The rule with this code; what breaks it is worth a warning.
    pub const fn warning(code: &'static str) -> Self {
        Rule::new(code, Severity::Warning)
    }

    /// The rule with this code; what breaks it is worth a hint.
    pub const fn hint(code: &'static str) -> Self {
        Rule::new(code, Severity::Hint)
    }

    const fn new(code: &'static str, severity: Severity) -> Self {
        assert!(is_kebab_case(code), "a code is written in kebab case");
        Rule { code, severity }
    }

    /// Its stable name in kebab case, for instance `almost-a-checkbox`: to be shown and to be looked up, not to be
    /// compared with what stands in quotation marks.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// How much it matters.
    pub const fn severity(self) -> Severity {
        self.severity
    }
}

/// Whether `code` is words of small letters and digits with a dash between each two.
const fn is_kebab_case(code: &str) -> bool {
    let bytes = code.as_bytes();
    let mut is_in_word = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'a'..=b'z' | b'0'..=b'9' => is_in_word = true,
            b'-' if is_in_word => is_in_word = false,
            _ => return false,
        }
        at += 1;
    }
    is_in_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_kebab_case() {
        for (code, expected) in [
            ("duration", true),
            ("almost-a-checkbox", true),
            ("not-utf8", true),
            ("", false),
            ("-", false),
            ("item-", false),
            ("-item", false),
            ("item--lost", false),
            ("item lost", false),
            ("item_lost", false),
            ("Item", false),
            ("prüfung", false),
        ] {
            assert_eq!(is_kebab_case(code), expected, "{code}");
        }
    }
}
