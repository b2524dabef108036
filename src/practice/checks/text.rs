//! How messages name what somebody wrote.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::markdown::unmarked;
use crate::meeting::Role;

/// `title` as it is quoted in a message: without the marks of Markdown, in backticks, and cut at a word where it is long.
pub fn quoted(title: &str) -> String {
    /// What leaves room for the rest of the sentence on a line.
    const LONGEST: usize = 60;
    let title = unmarked(title).replace('`', "'");
    if title.graphemes(true).count() <= LONGEST {
        return format!("`{title}`");
    }
    let start: String = title.graphemes(true).take(LONGEST).collect();
    let at_word = match start.rsplit_once(' ') {
        Some((before, _)) if before.chars().count() > LONGEST / 2 => before.to_string(),
        // Scripts without blanks, and a long address, are cut where they are.
        _ => start.graphemes(true).take(LONGEST - 1).collect(),
    };
    let cut = at_word.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—']);
    format!("`{cut}…`")
}

/// The same for something that stands in a section of `role`: what is personal is never quoted.
pub fn quoted_in(title: &str, role: Option<Role>) -> String {
    if role == Some(Role::Personal) {
        return "something personal".to_string();
    }
    quoted(title)
}

/// Some titles in one sentence: the first ones quoted, the others counted.
pub fn listed<'t>(titles: impl IntoIterator<Item = &'t str>) -> String {
    const SHOWN: usize = 3;
    let titles: Vec<&str> = titles.into_iter().collect();
    let shown: Vec<String> = titles
        .iter()
        .take(SHOWN)
        .map(|title| quoted(title))
        .collect();
    match (shown.split_last(), titles.len().saturating_sub(SHOWN)) {
        (Some((last, before)), 0) if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        (_, 0) => shown.concat(),
        (_, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_short() {
        for (title, expected) in [
            ("a", "`a`"),
            ("run `make`", "`run 'make'`"),
            ("**Send** the _deck_", "`Send the deck`"),
            ("time\\_zone for R&amp;D", "`time_zone for R&D`"),
            (
                "Shadow reads: compare old and new for every invoice while the freeze lasts",
                "`Shadow reads: compare old and new for every invoice while…`",
            ),
            (
                "A list that goes on and on, and has a comma right here at, and then more",
                "`A list that goes on and on, and has a comma right here at…`",
            ),
        ] {
            assert_eq!(quoted(title), expected);
        }
        let long = "会議".repeat(40);
        assert_eq!(quoted(&long).chars().count(), 62);
        assert_eq!(quoted_in("a", Some(Role::Personal)), "something personal");
    }

    #[test]
    fn of_many_titles_the_first_are_named() {
        for (titles, expected) in [
            (&["a"][..], "`a`"),
            (&["a", "b"], "`a` and `b`"),
            (&["a", "b", "c"], "`a`, `b` and `c`"),
            (&["a", "b", "c", "d", "e"], "`a`, `b`, `c` and 2 more"),
        ] {
            assert_eq!(listed(titles.iter().copied()), expected);
        }
    }
}
