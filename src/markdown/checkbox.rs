//! The box at the start of a list item.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Span, is_invisible};

/// What stands between the brackets of a task list item.
///
/// GitHub knows a space and `x`; `>` and `-` are customary in bullet journals and Obsidian, `~` is GitLab's, and
/// `/` is in wide use for work that has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckboxStatus {
    /// `[ ]`, and `[⇥]`, which the parser takes for the same.
    Open,
    /// `[/]`: open, in progress.
    InProgress,
    /// `[x]` or `[X]`.
    Done,
    /// `[>]`: carried to a later agenda.
    Carried,
    /// `[-]`, and `[~]` as GitLab writes it.
    Dropped,
    /// Any other single character; someone's own convention, left alone.
    Unknown,
}

impl CheckboxStatus {
    /// The status that one grapheme between the brackets stands for.
    pub fn of(mark: &str) -> Self {
        match mark {
            " " | "\t" => CheckboxStatus::Open,
            "/" => CheckboxStatus::InProgress,
            "x" | "X" => CheckboxStatus::Done,
            ">" => CheckboxStatus::Carried,
            "-" | "~" => CheckboxStatus::Dropped,
            _ => CheckboxStatus::Unknown,
        }
    }

    /// Whether the item still has to be done: open, or in progress.
    pub fn is_open(self) -> bool {
        matches!(self, CheckboxStatus::Open | CheckboxStatus::InProgress)
    }

    /// Whether the item has ended: done or dropped.
    pub fn is_ended(self) -> bool {
        matches!(self, CheckboxStatus::Done | CheckboxStatus::Dropped)
    }

    /// The mark that we write for this status; `None` for one we never write.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            CheckboxStatus::Open => Some(" "),
            CheckboxStatus::Done => Some("x"),
            CheckboxStatus::Carried => Some(">"),
            CheckboxStatus::Dropped => Some("-"),
            CheckboxStatus::InProgress | CheckboxStatus::Unknown => None,
        }
    }

    /// The status in one word, as in JSON and filters.
    pub fn word(self) -> &'static str {
        match self {
            CheckboxStatus::Open => "open",
            CheckboxStatus::InProgress => "in-progress",
            CheckboxStatus::Done => "done",
            CheckboxStatus::Carried => "carried",
            CheckboxStatus::Dropped => "dropped",
            CheckboxStatus::Unknown => "unknown",
        }
    }
}

/// A checkbox in the source: `[`, one grapheme, `]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkbox {
    /// All of it, brackets included.
    pub span: Span,
    /// The grapheme between the brackets.
    pub mark: Span,
    /// What the mark stands for.
    pub status: CheckboxStatus,
}

impl Checkbox {
    /// The checkbox that starts at byte `at` of `source`, with text behind it on the same line.
    pub fn read(source: &str, at: usize) -> Option<Checkbox> {
        Checkbox::at(source, at).filter(|checkbox| {
            let rest = &source[checkbox.span.end..];
            !rest
                .split(['\n', '\r'])
                .next()
                .unwrap_or_default()
                .trim()
                .is_empty()
        })
    }

    /// The checkbox that starts at byte `at` of `source`: `[`, one grapheme, `]`, then white space or the line's end.
    ///
    /// A box with no text at all is no item, as in GitHub's reference implementation; that is the caller's to see.
    pub fn at(source: &str, at: usize) -> Option<Checkbox> {
        let rest = source.get(at..)?.strip_prefix('[')?;
        let mark = rest.graphemes(true).next()?;
        if matches!(mark, "[" | "]" | "\n" | "\r" | "\r\n") {
            return None;
        }
        // A no-break space or a character without width looks open and is not: see `near_miss`.
        if mark != " " && mark != "\t" && is_blank(mark) {
            return None;
        }
        let after = rest[mark.len()..].strip_prefix(']')?;
        if !after.is_empty() && !after.starts_with([' ', '\t', '\n', '\r']) {
            return None;
        }
        let start = at + 1;
        Some(Checkbox {
            span: Span::new(at, start + mark.len() + 1),
            mark: Span::new(start, start + mark.len()),
            status: CheckboxStatus::of(mark),
        })
    }
}

/// Whether nothing of `text` can be seen: white space of any kind, and characters without width.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(source: &str) -> Option<CheckboxStatus> {
        Checkbox::read(source, 0).map(|checkbox| checkbox.status)
    }

    #[test]
    fn one_grapheme_then_blank_then_text() {
        assert_eq!(status("[ ] a"), Some(CheckboxStatus::Open));
        assert_eq!(status("[\t] a"), Some(CheckboxStatus::Open));
        assert_eq!(status("[X]\ta"), Some(CheckboxStatus::Done));
        assert_eq!(status("[~] a"), Some(CheckboxStatus::Dropped));
        assert_eq!(status("[👩‍👩‍👧] a"), Some(CheckboxStatus::Unknown));
        for no in [
            "[ ]",
            "[ ] ",
            "[ ]a",
            "[x](u)",
            "[>](u)",
            "[AS] a",
            "[] a",
            "[\u{a0}] a",
            "[ ]\n a",
            "[]] a",
        ] {
            assert_eq!(status(no), None, "{no:?}");
        }
    }
}
