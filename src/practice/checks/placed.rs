//! What is noticed in a file of a notebook, with its place: what `check` says, as a value.

use super::check::CheckKind;
use super::check_of;
use crate::meeting::Meeting;
use crate::text::{Diagnostic, Help, LineColumn, Rule, Span};

/// A diagnostic with the file in which it is, and its place there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The file, as the notebook calls it: `meetings/2026-11-24.md`.
    pub path: String,
    /// Line and column; `None` for the file as a whole.
    pub place: Option<LineColumn>,
    /// What was noticed, with the change that makes it right where there is one right form.
    pub diagnostic: Diagnostic,
    /// Whether it is about what stands in a personal section: nothing of that is ever quoted.
    pub is_personal: bool,
    /// The line on which it begins; `None` for what is about the whole file, and for what is personal.
    pub line: Option<MarkedLine>,
}

/// A line of a file, and the part of it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedLine {
    /// The line, without its end.
    pub text: String,
    /// The bytes of it that are meant.
    pub marked: Span,
}

impl Placed {
    /// Something about the file at `path` that is no meeting, or that can't be read as one.
    pub fn in_file(
        path: &str,
        place: Option<LineColumn>,
        rule: Rule,
        message: &str,
        help: Option<Help>,
    ) -> Self {
        let mut diagnostic = Diagnostic::new(rule, Span::at(0), message);
        diagnostic.help = help;
        Placed {
            path: path.to_string(),
            place,
            diagnostic,
            is_personal: false,
            line: None,
        }
    }

    /// `diagnostic` about `meeting`.
    pub fn in_meeting(meeting: &Meeting, diagnostic: Diagnostic) -> Self {
        let is_personal = meeting.is_personal(diagnostic.span.start);
        let line = marked_line(meeting.source(), diagnostic.span);
        Placed {
            path: meeting.path().to_string(),
            place: Some(meeting.place(diagnostic.span.start)),
            line: line.filter(|_| !is_personal),
            is_personal,
            diagnostic,
        }
    }

    /// The same in words that quote nothing where it is personal: what is said then is what the check says of any line.
    /// The checks of the practice have words of their own for what is personal.
    #[must_use]
    pub fn without_quotes(mut self) -> Self {
        let check = check_of(self.diagnostic.rule).filter(|_| self.is_personal);
        if let Some(check) = check.filter(|check| matches!(check.kind, CheckKind::Health)) {
            self.diagnostic.message = check.speaks.to_string();
            self.diagnostic.help = Some(Help::Explained(check.rule));
        }
        self
    }
}

/// The line on which `span` begins, and the part of it that `span` covers; none for a remark on the whole file.
fn marked_line(source: &str, span: Span) -> Option<MarkedLine> {
    if span.end == 0 {
        return None;
    }
    let start = source.get(..span.start)?.rfind(['\n', '\r']);
    let start = start.map_or(0, |before| before + 1);
    let rest = source.get(start..)?;
    let text = rest.split(['\n', '\r']).next().unwrap_or_default();
    let from = span.start - start;
    let to = (span.end - start).min(text.len());
    Some(MarkedLine {
        text: text.to_string(),
        marked: Span::new(from.min(to), to),
    })
}
