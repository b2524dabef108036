/// `text` as one word of a command that is to be pasted into a shell, whatever is in it.
pub fn shell_quoted(text: &str) -> String {
    let is_harmless = |c: char| c.is_alphanumeric() || "-_./:@=,+%".contains(c);
    if !text.is_empty() && text.chars().all(is_harmless) {
        return text.to_string();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_quoted;

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
