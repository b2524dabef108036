//! List items inside a block that is merged as a whole, such as a quote: their boxes, and two versions of one line.

use super::diff3::common;
use super::fields::chosen_mark;
use crate::markdown::Checkbox;

/// The lines of a list item with a box that both changed, one of them in its box only: the words of the other with the box that
/// both boxes give. Nothing for any other lines.
pub(super) fn with_merged_box(
    base: &str,
    ours: &str,
    theirs: &str,
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    let [was, we, they] = [parted(base)?, parted(ours)?, parted(theirs)?];
    let words = |line: &Parted<'_>| format!("{}\0{}", line.before, line.after.trim_end());
    let like = match (words(&was), words(&we), words(&they)) {
        (_, our_words, their_words) if our_words == their_words => {
            if ours <= theirs {
                &we
            } else {
                &they
            }
        }
        (words, our_words, _) if our_words == words => &they,
        (words, _, their_words) if their_words == words => &we,
        _ => return None,
    };
    let mark = if we.mark == was.mark {
        they.mark
    } else if they.mark == was.mark {
        we.mark
    } else {
        chosen_mark(Some(was.mark), we.mark, they.mark, remarks)
    };
    Some(format!("{}{mark}{}", like.before, like.after))
}

/// A line cut at the mark in its box.
struct Parted<'a> {
    before: &'a str,
    mark: &'a str,
    after: &'a str,
}

fn parted(line: &str) -> Option<Parted<'_>> {
    let at = content_of_item(line)?;
    let mark = Checkbox::read(line, at)?.mark;
    Some(Parted {
        before: &line[..mark.start],
        mark: mark.slice(line),
        after: &line[mark.end..],
    })
}

/// Where the content of the list item begins that begins on this line, in quotes or not.
fn content_of_item(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['>', ' ', '\t']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = match digits {
        0 => rest.strip_prefix(['-', '*', '+'])?,
        _ => rest[digits..].strip_prefix(['.', ')'])?,
    };
    let content = behind.trim_start_matches([' ', '\t']);
    (content.len() < behind.len()).then_some(line.len() - content.len())
}

/// The lines of `text`, those of one list item together, but for a comment.
pub(super) fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut is_in_item = false;
    for line in text.split_inclusive('\n') {
        let begins_item = content_of_item(line).is_some();
        let words = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        let ends_item = words.is_empty() || words.starts_with("<!--");
        match items.last_mut() {
            Some(last) if is_in_item && !begins_item && !ends_item => last.push_str(line),
            _ => items.push(line.to_string()),
        }
        is_in_item = begins_item || is_in_item && !ends_item;
    }
    items
}

/// Lines that both changed, in both versions: what they share stands there once, and below each run of lines that is only in
/// `second` stands `comment`.
pub(super) fn both_versions(first: &[String], second: &[String], comment: &str) -> String {
    let mut result = String::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in common(first, second)
        .into_iter()
        .chain([(first.len(), second.len())])
    {
        result.extend(first[i..x].iter().map(String::as_str));
        result.extend(second[j..y].iter().map(String::as_str));
        if let Some(last) = second[j..y].last() {
            result.push_str(&format!("{}{comment}\n", lead_below(last)));
        }
        result.extend(first.get(x).map(String::as_str));
        (i, j) = (x + 1, y + 1);
    }
    result
}

/// What stands before text below `line` that belongs to it: its quote marks, and blanks for a list marker.
fn lead_below(line: &str) -> String {
    let at = content_of_item(line)
        .unwrap_or(line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
    let kept = line[..at].chars().map(|c| match c {
        '>' | '\t' => c,
        _ => ' ',
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_in_a_quote() {
        let check = |ours: &str, theirs: &str, expected: Option<&str>| {
            let told = [(ours, theirs), (theirs, ours)].map(|(ours, theirs)| {
                with_merged_box("> - [ ] a b\n", ours, theirs, &mut Vec::new())
            });
            assert_eq!(
                told,
                [expected, expected].map(|line| line.map(str::to_string))
            );
        };
        check("> - [x] a b\n", "> - [-] a b\n", Some("> - [x] a b\n"));
        check("> - [x] a b\n", "> - [-] a c\n", Some("> - [x] a c\n"));
        check("> - [ ] a b c\n", "> - [/] a b\n", Some("> - [/] a b c\n"));
        check("> - [ ] a c\n", "> - [ ] a d\n", None);
        check("> - [x] a b\n", "> a b\n", None);
    }

    #[test]
    fn both_versions_of_a_line() {
        let lines = |text: &str| {
            text.split_inclusive('\n')
                .map(str::to_string)
                .collect::<Vec<_>>()
        };
        let both = |first: &str, second: &str| both_versions(&lines(first), &lines(second), "!");
        assert_eq!(
            both("> 1. a\n> b\n", "> 1. c\n> b\n"),
            "> 1. a\n> 1. c\n>    !\n> b\n"
        );
        assert_eq!(both("> a\n", "> b\n"), "> a\n> b\n> !\n");
        assert_eq!(both("a\nb\n", "a\n"), "a\nb\n");
    }
}
