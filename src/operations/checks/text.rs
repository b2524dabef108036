//! How messages name what somebody wrote.

use crate::meeting::Role;
use crate::operations::practice::Entry;

/// A message names an entry; it doesn't repeat it.
const LONGEST: usize = 60;

/// `text` between backticks, cut after a word where it is long.
pub fn quoted(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return format!("`{text}`");
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    let at_word = match cut.rfind(' ') {
        Some(blank) => cut[..blank].trim_end(),
        None => cut.as_str(),
    };
    format!("`{at_word}…`")
}

/// `text` of `entry` as a message names it. What is personal is never repeated.
pub fn named(entry: &Entry, text: &str) -> String {
    if entry.role == Some(Role::Personal) {
        "under Personal".to_string()
    } else {
        quoted(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_after_a_word() {
        assert_eq!(quoted("short"), "`short`");
        let long = "the nightly import of the third party catalogue takes more than six hours";
        let cut = "`the nightly import of the third party catalogue takes more…`";
        assert_eq!(quoted(long), cut);
        assert_eq!(quoted(&"é".repeat(61)), format!("`{}…`", "é".repeat(59)));
        assert_eq!(quoted(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
    }
}
