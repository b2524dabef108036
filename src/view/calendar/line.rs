//! The lines of an iCalendar file.

use crate::text::printable;

/// No line is longer, in bytes without its end (RFC 5545, section 3.1).
const LONGEST: usize = 75;

/// Content lines of an iCalendar file: folded, and ended by CR LF.
#[derive(Debug, Default)]
pub(super) struct CalendarLines(String);

impl CalendarLines {
    /// Add `line`, which has no line end in it.
    pub fn add(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let mut end = room;
            while !rest.is_char_boundary(end) {
                end -= 1; // a character is never cut, so that also careless readers get it whole
            }
            self.0.push_str(&rest[..end]);
            self.0.push_str("\r\n ");
            rest = &rest[end..];
            room = LONGEST - 1; // the blank counts
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }

    /// Add all lines of `other`.
    pub fn append(&mut self, other: CalendarLines) {
        self.0.push_str(&other.0);
    }

    /// The text.
    pub fn finish(self) -> String {
        self.0
    }
}

/// `text` as a value of type TEXT (RFC 5545, section 3.3.11), on one line, with what might change how it is shown in a
/// form that can be seen.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let folded = |line: &str| {
            let mut lines = CalendarLines::default();
            lines.add(line);
            lines.finish()
        };
        assert_eq!(folded(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
        assert_eq!(
            folded(&"x".repeat(150)),
            format!("{}\r\n {}\r\n {}\r\n", "x".repeat(75), "x".repeat(74), "x")
        );
        let umlauts = "ü".repeat(200);
        let text = folded(&umlauts);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(text.replace("\r\n ", ""), format!("{umlauts}\r\n"));
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(escaped("Ng, Dana; \\o/ \u{1b}"), "Ng\\, Dana\\; \\\\o/ ␛");
        assert_eq!(escaped("a\r\nb: \"c\""), "a\\nb: \"c\"");
    }
}
