//! Where the lines of a text begin and end.

use memchr::memchr2_iter;

/// A place as people count: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters (Unicode scalar values).
    pub column: usize,
}

/// How a text ends its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NewlineStyle {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
}

impl NewlineStyle {
    /// The style of the first line end of `text`; `\n` where there is none.
    pub fn of(text: &str) -> Self {
        match memchr::memchr(b'\n', text.as_bytes()) {
            Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => NewlineStyle::CrLf,
            _ => NewlineStyle::Lf,
        }
    }

    /// The bytes that end a line.
    pub fn as_str(self) -> &'static str {
        match self {
            NewlineStyle::Lf => "\n",
            NewlineStyle::CrLf => "\r\n",
        }
    }

    /// `text`, which has `\n` only, with this style's line ends.
    pub fn imposed_on(self, text: &str) -> String {
        match self {
            NewlineStyle::Lf => text.to_string(),
            NewlineStyle::CrLf => text.replace('\n', "\r\n"),
        }
    }
}

/// Where the lines of one text start.
///
/// `\n`, `\r\n` and a lone `\r` end a line, as in CommonMark; U+2028 does not.
#[derive(Clone, Debug)]
pub struct LineTable {
    starts: Vec<usize>,
    length: usize,
}

impl LineTable {
    /// The table of `text`, made in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let inside_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !inside_crlf {
                starts.push(at + 1);
            }
        }
        LineTable {
            starts,
            length: text.len(),
        }
    }

    /// The line (from 0) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// Offset of the first byte of `line` (from 0); the text's length past its end.
    pub fn start_of(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.length)
    }

    /// Offset just after `line`'s line end, which is the start of the next line.
    pub fn end_of(&self, line: usize) -> usize {
        self.start_of(line + 1)
    }

    /// How many lines there are; the empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The place of `offset` in `text`, the text that this table was made of.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let line = self.line_of(offset.min(text.len()));
        let before = text
            .as_bytes()
            .get(self.start_of(line)..offset.min(text.len()));
        // Every byte that does not continue a character starts one.
        let column = before
            .unwrap_or_default()
            .iter()
            .filter(|b| (**b & 0xC0) != 0x80)
            .count();
        LineColumn {
            line: line + 1,
            column: column + 1,
        }
    }
}

/// `line` without its line end.
pub(crate) fn without_line_end(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\r\nb\rc\n\u{2028}d";
        let table = LineTable::new(text);
        assert_eq!(table.count(), 4);
        assert_eq!(table.start_of(1), 3);
        assert_eq!(table.start_of(2), 5);
        assert_eq!(table.line_of(6), 2);
    }

    #[test]
    fn columns_are_characters() {
        let text = "x\n日本 @ben";
        let table = LineTable::new(text);
        let at = text.find('@').unwrap_or_default();
        assert_eq!(table.place(text, at), LineColumn { line: 2, column: 4 });
        assert_eq!(table.place("", 0), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn style_is_that_of_the_first_line() {
        assert_eq!(NewlineStyle::of("a\r\nb\n"), NewlineStyle::CrLf);
        assert_eq!(NewlineStyle::of("a\nb\r\n"), NewlineStyle::Lf);
        assert_eq!(NewlineStyle::of(""), NewlineStyle::Lf);
    }
}
