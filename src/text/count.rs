//! Numbers with their nouns.

/// A number with its noun in the right form: `1 item`, `2 items`.
///
/// `noun` is the singular; English nouns that add an `s`, or end with `ry`, are all we use.
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix("ry")) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ries"),
        (_, None) => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(counted(0, "item"), "0 items");
        assert_eq!(counted(1, "item"), "1 item");
        assert_eq!(counted(2, "item"), "2 items");
        assert_eq!(counted(2, "repository"), "2 repositories");
    }
}
