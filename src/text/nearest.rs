//! The word that was probably meant.

/// Of `known` the one that was probably meant by `typed`: one letter off for a short word, two for a longer one.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let allowed = if typed.chars().count() < 5 { 1 } else { 2 };
    known
        .into_iter()
        .map(|word| {
            (
                strsim::damerau_levenshtein(&word.to_lowercase(), &typed),
                word,
            )
        })
        .min()
        .filter(|(distance, _)| *distance <= allowed)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near() {
        assert_eq!(nearest("alx", ["alex", "zoe"]), Some("alex"));
        assert_eq!(nearest("cadense", ["cadence", "checks"]), Some("cadence"));
        assert_eq!(nearest("x", ["ic", "checks"]), None);
        assert_eq!(nearest("bo", []), None);
    }
}
