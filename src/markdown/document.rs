//! One Markdown text, its source untouched, with what was found in it.

use std::sync::Arc;

use super::frame::Frame;
use super::front_matter::FrontMatter;
use super::outline::{Block, Heading, ListItem, Outline};
use super::rules;
use crate::text::{Diagnostic, LineColumn, LineTable, NewlineStyle, Span};

/// What makes a document one that we read as far as we can and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A merge left its markers behind.
    ConflictMarkers(Span),
    /// The front matter has no closing `---`.
    UnclosedFrontMatter(Span),
    /// The bytes are not UTF-8; what was read has replacement characters in it.
    NotUtf8(Span),
    /// There is a NUL byte: this is hardly a text.
    NulByte(Span),
}

impl Damage {
    /// The damage of `source`, if it has any, in one quick look.
    pub fn of(source: &str) -> Option<Damage> {
        if let Some(marker) = find_conflict_marker(source) {
            return Some(Damage::ConflictMarkers(marker));
        }
        if let Frame::Unclosed { opening } = Frame::of(source) {
            return Some(Damage::UnclosedFrontMatter(opening));
        }
        memchr::memchr(0, source.as_bytes()).map(|at| Damage::NulByte(Span::new(at, at + 1)))
    }

    /// The damage as a diagnostic.
    pub fn diagnostic(self) -> Diagnostic {
        let (rule, span, message, help) = match self {
            Damage::ConflictMarkers(span) => (
                rules::CONFLICT_MARKERS,
                span,
                "a merge left conflict markers here; the file is not changed until they are gone",
                "keep the right lines and delete those that begin with `<<<<<<<`, `=======`, `>>>>>>>`",
            ),
            Damage::UnclosedFrontMatter(span) => (
                rules::FRONT_MATTER_UNCLOSED,
                span,
                "the front matter that begins here is never closed; the file is not changed until it is",
                "add a line `---` below the last `key: value`",
            ),
            Damage::NotUtf8(span) => (
                rules::NOT_UTF8,
                span,
                "the file is not UTF-8; it is not changed",
                "save it as UTF-8 in your editor",
            ),
            Damage::NulByte(span) => (
                rules::NUL_BYTE,
                span,
                "there is a NUL byte here; the file is not changed",
                "save it as UTF-8 text in your editor",
            ),
        };
        Diagnostic::new(rule, span, message).with_help(help)
    }
}

/// One Markdown document: its source, untouched, and spans into it.
#[derive(Clone, Debug)]
pub struct Document {
    source: Arc<str>,
    lines: LineTable,
    front_matter: Option<Arc<FrontMatter>>,
    body: Span,
    outline: Outline,
    damage: Option<Damage>,
}

impl Document {
    /// Read `source`. This never fails.
    pub fn new(source: impl Into<Arc<str>>) -> Self {
        let source = source.into();
        let front_matter = FrontMatter::read(&source).map(Arc::new);
        Document::with_front_matter(source, front_matter)
    }

    /// Read `source`, whose `front_matter` was read before.
    pub fn with_front_matter(source: Arc<str>, front_matter: Option<Arc<FrontMatter>>) -> Self {
        #[cfg(debug_assertions)]
        super::read_counts::note(super::read_counts::ReadPass::Whole, &source);
        let body = Span::new(Frame::of(&source).body_start(), source.len());
        let damage = Damage::of(&source);
        let mut outline = Outline::default();
        outline.add(&source, body);
        Document {
            lines: LineTable::new(&source),
            source,
            front_matter,
            body,
            outline,
            damage,
        }
    }

    /// The text, byte for byte.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same, to be held beside it.
    pub fn shared_source(&self) -> Arc<str> {
        Arc::clone(&self.source)
    }

    /// The front matter, if there is a complete one.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        self.front_matter.as_deref()
    }

    /// The same, to be held beside it.
    pub fn shared_front_matter(&self) -> Option<Arc<FrontMatter>> {
        self.front_matter.clone()
    }

    /// Everything below the front matter.
    pub fn body(&self) -> Span {
        self.body
    }

    /// Headings at the top level.
    pub fn headings(&self) -> &[Heading] {
        &self.outline.headings
    }

    /// All list items, parents before children.
    pub fn items(&self) -> &[ListItem] {
        &self.outline.items
    }

    /// Blocks at the top level.
    pub fn blocks(&self) -> &[Block] {
        &self.outline.blocks
    }

    /// Code and HTML blocks.
    pub fn verbatim(&self) -> &[Span] {
        &self.outline.verbatim
    }

    /// Fenced code blocks that nobody closed: whatever stands below them belongs to them.
    pub fn unclosed_fences(&self) -> &[Span] {
        &self.outline.unclosed_fences
    }

    /// Why the document must not be changed, if so.
    pub fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// How its lines end.
    pub fn newline(&self) -> NewlineStyle {
        NewlineStyle::of(&self.source)
    }

    /// The table of its lines.
    pub fn lines(&self) -> &LineTable {
        &self.lines
    }

    /// The place of the byte at `offset`.
    pub fn place(&self, offset: usize) -> LineColumn {
        self.lines.place(&self.source, offset)
    }
}

/// `bytes` as text, and what damage that found. Where they are not UTF-8, replacement characters stand in the text.
pub fn decode(bytes: Vec<u8>) -> (String, Option<Damage>) {
    match String::from_utf8(bytes) {
        Ok(source) => {
            let damage = Damage::of(&source);
            (source, damage)
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let source = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // What comes before the first bad byte is the same in both.
            (source, Some(Damage::NotUtf8(Span::at(good))))
        }
    }
}

/// The first line that only a failed merge writes: `<<<<<<< name` or `>>>>>>> name`.
///
/// Seven bytes in a row cover one of every seven places, so only those are looked at: this runs over every file.
fn find_conflict_marker(source: &str) -> Option<Span> {
    const LENGTH: usize = 7;
    let bytes = source.as_bytes();
    let marker_over = |at: usize| {
        let is_mark = |byte: &&u8| **byte == bytes[at];
        // No further than one byte more than a marker has, or a long row of them would be read again and again.
        let start = at
            - bytes[..at]
                .iter()
                .rev()
                .take(LENGTH)
                .take_while(is_mark)
                .count();
        let starts_line = start == 0 || matches!(bytes[start - 1], b'\n' | b'\r');
        let length = bytes[start..]
            .iter()
            .take(LENGTH + 1)
            .take_while(is_mark)
            .count();
        let ends_well = matches!(bytes.get(start + LENGTH), Some(b' ' | b'\n' | b'\r') | None);
        (starts_line && length == LENGTH && ends_well).then(|| Span::new(start, start + LENGTH))
    };
    (LENGTH - 1..bytes.len())
        .step_by(LENGTH)
        .filter(|at| matches!(bytes[*at], b'<' | b'>'))
        .find_map(marker_over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_found_and_the_rest_is_read() {
        let unclosed = Document::new("---\ndate: x\n# H\n- [ ] a\n".to_string());
        assert_eq!(
            unclosed.damage(),
            Some(Damage::UnclosedFrontMatter(Span::new(0, 3)))
        );
        assert_eq!(unclosed.items().len(), 1);

        let conflict =
            Document::new("- [ ] a\n<<<<<<< ours\n- [x] b\n=======\n>>>>>>> theirs\n".to_string());
        assert_eq!(
            conflict.damage(),
            Some(Damage::ConflictMarkers(Span::new(8, 15)))
        );
        assert_eq!(Document::new("Title\n=======\n".to_string()).damage(), None);
        for at in 0..20 {
            let filler = "x\n".repeat(at);
            let source = format!(
                "{filler}{}>>>>>>> theirs",
                if at % 2 == 0 { "\n" } else { "" }
            );
            assert!(Document::new(source).damage().is_some(), "{at}");
        }
        for no in ["a <<<<<<< b\n", "<<<<<<\n", "<<<<<<<<\n", ">>>>>>>x\n"] {
            assert_eq!(Document::new(no.to_string()).damage(), None, "{no}");
        }

        assert_eq!(
            decode(b"- [ ] caf\xe9\n".to_vec()).1,
            Some(Damage::NotUtf8(Span::at(9)))
        );
    }

    #[test]
    fn rules_in_the_body_are_no_front_matter() {
        let document = Document::new("- [ ] a\n\n---\n- [ ] b\n---\n- [ ] c\n".to_string());
        assert_eq!(
            document
                .items()
                .iter()
                .filter(|item| item.checkbox.is_some())
                .count(),
            3
        );
    }
}
