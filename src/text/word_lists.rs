//! Lists of words as they stand in a data file.

/// The lists of `text`, each with its key: a line is `key: word, word`, and one that begins with `#` is a remark.
pub fn word_lists(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (key, words) = line.split_once(": ")?;
        Some((key, words.split(", ").collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_list() {
        let text = "# a: remark\nwins: wins, what went well\n\nsmall: of\n";
        let lists: Vec<(&str, Vec<&str>)> = word_lists(text).collect();
        let wins = vec!["wins", "what went well"];
        assert_eq!(lists, [("wins", wins), ("small", vec!["of"])]);
    }
}
