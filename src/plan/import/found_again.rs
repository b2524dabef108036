//! When a line of a source is in a meeting already.

use std::borrow::Cow;

use crate::markdown::{CheckboxStatus, item_meant};
use crate::meeting::read_attributes;
use crate::text::Span;

/// A line as it must be found again: the level of a heading and blanks at its end don't count.
pub(super) fn comparable(line: &str) -> &str {
    let line = line.trim_end();
    let rest = line.trim_start().trim_start_matches('#');
    if rest.len() < line.trim_start().len() && rest.starts_with([' ', '\t']) {
        return rest;
    }
    // The line below a heading that was raised.
    match line.trim_start() {
        rest if !rest.is_empty() && rest.bytes().all(|byte| byte == b'=') => "-",
        rest if !rest.is_empty() && rest.bytes().all(|byte| byte == b'-') => "-",
        _ => line,
    }
}

/// Whether `line` of a meeting is `wanted`, a line of a source, perhaps with what we have written into it since: an open
/// box may have been ended or carried on, and attributes may have been added.
pub(super) fn stands_for(line: &str, wanted: &str) -> bool {
    if comparable(line) == comparable(wanted) {
        return true;
    }
    let (line, wanted) = (as_item(line), as_item(wanted));
    let (Some(found), Some(wanted)) = (BoxLine::of(&line), BoxLine::of(&wanted)) else {
        return false;
    };
    found.before == wanted.before
        && (found.mark == wanted.mark || wanted.mark == ' ')
        && CheckboxStatus::of(found.mark.encode_utf8(&mut [0; 4])) != CheckboxStatus::Unknown
        && only_attributes_added(found.after, wanted.after)
}

/// `line` as the item as which it was probably meant, where it is one line that could be; else as it is.
fn as_item(line: &str) -> Cow<'_, str> {
    // In a list it may be indented as code is.
    let content = line.trim_start_matches([' ', '\t']);
    match item_meant(content) {
        Some(item) => Cow::Owned(format!("{}{item}", &line[..line.len() - content.len()])),
        None => Cow::Borrowed(line),
    }
}

/// A line with a box, in three parts.
struct BoxLine<'a> {
    /// All in front of the box.
    before: &'a str,
    /// The sign in it.
    mark: char,
    /// All behind it.
    after: &'a str,
}

impl BoxLine<'_> {
    fn of(line: &str) -> Option<BoxLine<'_>> {
        let (before, rest) = line.split_once('[')?;
        let marker = before.trim_matches([' ', '\t', '>']);
        let number = marker.trim_end_matches(['.', ')']);
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let mark = rest.chars().next()?;
        let after = rest[mark.len_utf8()..].strip_prefix(']')?;
        (["-", "*", "+"].contains(&marker) || is_number && number.len() < marker.len()).then_some(
            BoxLine {
                before,
                mark,
                after,
            },
        )
    }
}

/// Whether `text` has the words of `wanted` in their order, and beside them nothing but attributes.
fn only_attributes_added(text: &str, wanted: &str) -> bool {
    let whole = [Span::new(0, text.len())];
    let (attributes, _) = read_attributes(text, &whole, &whole);
    let mut wanted = wanted.split_whitespace().peekable();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let place = Span::new(at, at + word.trim_end().len());
        at += word.len();
        let is_wanted = place.is_empty() || wanted.next_if_eq(&word.trim_end()).is_some();
        if !is_wanted && !attributes.spans().any(|span| span.contains(place)) {
            return false;
        }
    }
    wanted.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_marks_are_no_other_text() {
        let check = |line: &str, wanted: &str, expected: bool| {
            assert_eq!(stands_for(line, wanted), expected, "{line} / {wanted}");
        };
        check("- [>] a b", "- [ ] a b", true);
        check("- [x] a b done:2026-11-17", "- [ ] a b", true);
        check("- [-] a b", "- [ ] a b", true);
        check("* [>] a @dana due:2026-12-01", "* [ ] a @dana", true);
        check(
            "- [ ] a @dana due:2026-12-01 since:2026-11-03",
            "- [ ] a since:2026-11-03",
            true,
        );
        check("1. [ ] a @dana", "1. [ ] a", true);
        check("- [ ] a", "- [x] a", false);
        check("- [ ] a b", "- [ ] a", false);
        check("- [ ] a", "- [ ] a b", false);
        check("- [ ] a due:2026-12-01", "- [ ] a due:2026-12-08", false);
        check("- [ ] a @dana", "- [ ] a @alex", false);
        check("  - [>] a", "- [ ] a", false);
        check("a since:2026-11-03", "a", false);
        check("☐ a b", "- [ ] a b", true);
        check("  \\- \\[x\\] a", "  - [x] a", true);
        check("- [x] a done:2026-11-17", "☐ a", true);
        check("☑ a", "- [ ] a", true);
        check("- [ ] a", "☑ a", false);
        check("☐ a", "* [ ] a", false);
    }
}
