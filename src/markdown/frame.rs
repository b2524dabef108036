//! Where front matter begins and ends, and what is none although it stands between two `---`.

use super::yaml_line::key_of;
use crate::text::{Span, without_line_end};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Where front matter stands, if a text begins with one.
pub(super) enum Frame {
    /// There is none: the body begins after a byte-order mark, if there is one.
    None { body: usize },
    /// It is complete: all of it, and what stands between its two lines.
    Closed { span: Span, content: Span },
    /// The opening line has no closing one; everything is body.
    Unclosed { opening: Span },
}

impl Frame {
    /// Cut by hand: an opening `---`, a closing `---` or `...`, blanks after either. What stands between two such lines
    /// is front matter if it is empty, comments or a mapping; anything else is text between two rules.
    pub(super) fn of(source: &str) -> Frame {
        let start = if source.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        };
        let end_of_line = |from: usize| {
            memchr::memchr(b'\n', &source.as_bytes()[from..])
                .map_or(source.len(), |at| from + at + 1)
        };
        let content_start = end_of_line(start);
        let opening = &source[start..content_start];
        if opening.trim_end() != "---" {
            return Frame::None { body: start };
        }
        let mut at = content_start;
        while at < source.len() {
            let end = end_of_line(at);
            let is_closing = matches!(source.as_bytes()[at], b'-' | b'.')
                && matches!(source[at..end].trim_end(), "---" | "...");
            if is_closing && !may_be_mapping(&source[content_start..at]) {
                return Frame::None { body: start };
            }
            if is_closing {
                return Frame::Closed {
                    span: Span::new(start, end),
                    content: Span::new(content_start, at),
                };
            }
            at = end;
        }
        Frame::Unclosed {
            opening: Span::new(start, start + opening.trim_end().len()),
        }
    }

    /// Where the body begins, in bytes.
    pub(super) fn body_start(&self) -> usize {
        match self {
            Frame::None { body } => *body,
            Frame::Closed { span, .. } => span.end,
            Frame::Unclosed { opening } => opening.start,
        }
    }
}

/// Where the body of `source` begins, in bytes: below its front matter, if it has any.
pub fn body_start(source: &str) -> usize {
    Frame::of(source).body_start()
}

/// Whether `content`, which stands between two `---`, is written as a YAML mapping, or holds nothing but comments.
///
/// Its first line that says anything decides: a mapping that is not valid YAML is front matter with a mistake in it,
/// and is to be reported as that. But a line with a checkbox makes it text, whatever stands above it: somebody promised
/// something there.
fn may_be_mapping(content: &str) -> bool {
    let says_something = |line: &&str| {
        let text = line.trim();
        !text.is_empty() && !text.starts_with('#')
    };
    let first = content.lines().find(says_something);
    first.is_none_or(begins_mapping) && !holds_checkbox(content)
}

/// Whether `line` can be the first of a mapping: a key with its colon, of which Markdown would make nothing but text.
fn begins_mapping(line: &str) -> bool {
    let text = without_line_end(line).trim_start();
    let is_markup = text.starts_with([
        '-', '*', '+', '>', '|', '[', ']', '}', ',', '`', '~', '@', '%', '=',
    ]);
    let is_html = text.starts_with('<') && !text.starts_with("<<:");
    text.starts_with('{') || !is_markup && !is_html && !is_numbered(text) && key_of(text).is_some()
}

/// Whether `text` begins with the number of a list, `1.` or `1)`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Whether a line of `content` begins a list item with a checkbox, other than in a text of several lines that is the
/// value of a key.
fn holds_checkbox(content: &str) -> bool {
    let mut is_in_text = false;
    for line in content.lines() {
        if line.starts_with([' ', '\t']) && is_in_text || line.trim().is_empty() {
            continue;
        }
        if begins_with_checkbox(line) {
            return true;
        }
        is_in_text = key_of(line).is_some_and(|(_, after)| {
            line[after..]
                .trim_start()
                .starts_with(['|', '>', '"', '\''])
        });
    }
    false
}

fn begins_with_checkbox(line: &str) -> bool {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let after_marker = match text.strip_prefix(['-', '*', '+']) {
        Some(rest) => rest,
        None if is_numbered(text) => {
            text.trim_start_matches(|c: char| c.is_ascii_digit() || ".)".contains(c))
        }
        None => return false,
    };
    let mut signs = after_marker.trim_start().chars();
    let is_box = signs.next() == Some('[') && signs.next().is_some() && signs.next() == Some(']');
    is_box && signs.next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, is_front_matter: bool) {
        let is_closed = matches!(Frame::of(source), Frame::Closed { .. });
        assert_eq!(is_closed, is_front_matter, "{source:?}");
        let crlf = source.replace('\n', "\r\n");
        let is_closed = matches!(Frame::of(&format!("\u{feff}{crlf}")), Frame::Closed { .. });
        assert_eq!(
            is_closed, is_front_matter,
            "with CRLF and a byte-order mark: {source:?}"
        );
    }

    #[test]
    fn a_mapping_comments_or_nothing() {
        for content in [
            "",
            "\n",
            "# only a comment\n",
            "# a comment\n\na: 1\n",
            "a: 1\n",
            "Note: see below\n",
            "owner: @ana\n",
            "title: x\nand a line that is none\n",
            "\"a\": 1\n",
            "  a: 1\n  b: 2\n",
            "{a: 1}\n",
            "todo:\n  - \"[ ] a\"\n  - '- [ ] b'\n",
            "notes: |\n  - [ ] a\n  - [ ] b\nmore: 1\n",
            "notes: >-\n\n  - [ ] a\n",
            "quoted: \"a\n  - [ ] b\"\n",
            "2026: a year\n",
            "<<: *base\n",
        ] {
            check(&format!("---\n{content}---\n"), true);
            check(&format!("---\n{content}...\ntext\n"), true);
        }
    }

    #[test]
    fn text_between_two_rules() {
        for content in [
            "- [ ] a\n",
            "- a\n- b\n",
            "- a: b\n",
            "* CI: slow\n",
            "1. CI: slow\n2. Runners: few\n",
            "1) CI: slow\n",
            "a plain sentence\n",
            "A title\n",
            "# A heading\n- [ ] a\n",
            "> said: so\n",
            "**Note**: see below\n",
            "[a](b): c\n",
            "@dana: hello\n",
            "<!-- a: b -->\n",
            "Note: see below\n- [ ] a\n",
            "Note: see below\n  - [x] a\n",
            "Note:\n\n1. [ ] a\n",
            "Note: x\n> - [/] a\n",
            "Note: x\n- [ ]\n",
            "notes: |\n  text\n- [ ] a\n",
            "http://example.com\n",
        ] {
            check(&format!("---\n{content}---\n"), false);
            check(&format!("---\n{content}...\ntext\n"), false);
        }
    }
}
