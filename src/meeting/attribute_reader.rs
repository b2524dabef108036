//! Reading the attributes of an item's first paragraph, also in the forms of other tools.

use chrono::NaiveDate;

use super::attributes::{AttributeKey, Attributes, DateAttribute, Name, OWNER_RANK, PRIORITY_RANK};
use super::date::parse_date;
use super::person::{begins_handle, continues_handle};
use super::rules;
use crate::text::{Diagnostic, Span, normalized};

/// Read the attributes of a paragraph of `source` whose lines and plain parts are given.
///
/// What looks like a date attribute and is none is text, and a diagnostic that says what to write.
pub fn read_attributes(
    source: &str,
    lines: &[Span],
    plain: &[Span],
) -> (Attributes, Vec<Diagnostic>) {
    let mut reader = AttributeReader {
        source,
        start: lines.first().map_or(0, |line| line.start),
        found: Attributes::default(),
        names: Vec::new(),
        diagnostics: Vec::new(),
    };
    for line in lines {
        for part in plain {
            let start = part.start.max(line.start);
            let end = part.end.min(line.end);
            if start < end {
                reader.part(Span::new(start, end), line.end);
            }
        }
    }
    reader.finish(lines)
}

struct AttributeReader<'a> {
    source: &'a str,
    /// Where the paragraph's text begins.
    start: usize,
    found: Attributes,
    names: Vec<Name>,
    diagnostics: Vec<Diagnostic>,
}

impl AttributeReader<'_> {
    fn part(&mut self, part: Span, line_end: usize) {
        let text = part.slice(self.source);
        // Most text holds none of these characters, and then no attribute either.
        let may_hold_one = text
            .bytes()
            .any(|b| matches!(b, b'@' | b':' | b'>') || b >= 0xe2);
        if !may_hold_one && !text.starts_with('(') {
            return;
        }
        let mut at = part.start;
        while at < part.end {
            let rest = &self.source[at..part.end];
            let read = if self.may_begin(at) {
                self.attribute(rest, at, line_end)
            } else {
                None
            };
            at = match read {
                Some(end) => end,
                None => at + rest.chars().next().map_or(1, char::len_utf8),
            };
        }
    }

    /// Start of text, white space or `(` stands before `at`.
    fn may_begin(&self, at: usize) -> bool {
        at == self.start
            || self.source[..at]
                .chars()
                .next_back()
                .is_none_or(|c| c.is_whitespace() || c == '(')
    }

    /// The end of the line, white space or closing punctuation stands at `at`.
    fn may_end(&self, at: usize, line_end: usize) -> bool {
        at >= line_end
            || self.source[at..].chars().next().is_none_or(|c| {
                c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')')
            })
    }

    /// Read what begins at `at`; the offset behind it, if it was an attribute or a failed one.
    fn attribute(&mut self, rest: &str, at: usize, line_end: usize) -> Option<usize> {
        match rest.chars().next()? {
            '@' => self.at_sign(rest, at, line_end),
            '[' | '(' => self.in_brackets(rest, at),
            '-' => {
                let value = rest.strip_prefix("-> ")?;
                self.date(AttributeKey::Due, value, at, at + 3, line_end)
            }
            c if c.is_ascii_lowercase() => self.key_value(rest, at, line_end),
            c => self.emoji(c, rest, at, line_end),
        }
    }

    fn at_sign(&mut self, rest: &str, at: usize, line_end: usize) -> Option<usize> {
        let name: String = rest[1..]
            .chars()
            .take_while(|c| continues_handle(*c))
            .collect();
        let name = name.trim_end_matches('.');
        let end = at + 1 + name.len();
        for (word, key) in [("due", AttributeKey::Due), ("done", AttributeKey::Done)] {
            // @due(2026-12-01), as in TaskPaper.
            if name == word
                && let Some(value) = rest[1 + name.len()..].strip_prefix('(')
            {
                let date = parse_date(value.get(..10)?)?;
                let closed = value[10..].starts_with(')');
                return closed.then(|| self.push_date(key, date, Span::new(at, end + 12), end + 1));
            }
        }
        let begins_well = name.chars().next().is_some_and(begins_handle);
        if !begins_well || !self.may_end(end, line_end) {
            return None;
        }
        self.names.push(Name {
            name: normalized(name),
            span: Span::new(at, end),
        });
        Some(end)
    }

    fn key_value(&mut self, rest: &str, at: usize, line_end: usize) -> Option<usize> {
        if let Some(value) = rest.strip_prefix("p:") {
            let level = value
                .bytes()
                .next()
                .filter(|byte| (b'1'..=b'3').contains(byte))?;
            let end = at + 3;
            if !self.may_end(end, line_end) {
                return None;
            }
            let span = Span::new(at, end);
            return self.push_priority(level - b'0', span);
        }
        let (key, word) = AttributeKey::WRITTEN
            .into_iter()
            .find(|(_, word)| rest.strip_prefix(word).is_some_and(|r| r.starts_with(':')))?;
        let value_start = at + word.len() + 1;
        let value = &self.source[value_start..line_end];
        let end = self.date(key, value, at, value_start, line_end);
        if end.is_none() {
            self.not_a_date(key, word, value, at);
        }
        end
    }

    /// A date at the start of `value`, whose attribute begins at `at`.
    fn date(
        &mut self,
        key: AttributeKey,
        value: &str,
        at: usize,
        value_start: usize,
        line_end: usize,
    ) -> Option<usize> {
        let date = parse_date(value.get(..10)?)?;
        let end = value_start + 10;
        if !self.may_end(end, line_end) {
            return None;
        }
        Some(self.push_date(key, date, Span::new(at, end), value_start))
    }

    fn push_date(
        &mut self,
        key: AttributeKey,
        date: NaiveDate,
        span: Span,
        value_start: usize,
    ) -> usize {
        // A second date of the same key is text: removing it from the title would hide it.
        if self.found.date(key).is_none() {
            let value = Span::new(value_start, value_start + 10);
            self.found.dates.push(DateAttribute {
                key,
                date,
                span,
                value,
            });
            self.found.spans.push((span, key.rank()));
        }
        span.end
    }

    fn push_priority(&mut self, level: u8, span: Span) -> Option<usize> {
        if self.found.priority.is_none() {
            self.found.priority = Some((level, span));
            self.found.spans.push((span, PRIORITY_RANK));
        }
        Some(span.end)
    }

    /// `[due:: 2026-12-01]`, `(due:: 2026-12-01)`, `[owner:: ana]` as in Dataview; `(A)` as in todo.txt.
    fn in_brackets(&mut self, rest: &str, at: usize) -> Option<usize> {
        let close = if rest.starts_with('[') { ']' } else { ')' };
        let inside = &rest[1..rest.find(close)?];
        let end = at + inside.len() + 2;
        let stands_alone = rest[inside.len() + 2..].starts_with([' ', '\t']);
        if close == ')' && at == self.start && matches!(inside, "A" | "B" | "C") && stands_alone {
            return self.push_priority(inside.as_bytes()[0] - b'A' + 1, Span::new(at, end));
        }
        let (word, value) = inside.split_once("::")?;
        let word = word.trim();
        let blanks = value.len() - value.trim_start().len();
        let value_start = at + 1 + inside.len() - value.len() + blanks;
        let value = value.trim();
        if matches!(word, "owner" | "assignee") {
            let name = value.strip_prefix('@').unwrap_or(value);
            let is_name = name.chars().next().is_some_and(begins_handle)
                && name.chars().all(continues_handle);
            if !is_name {
                return None;
            }
            self.names.push(Name {
                name: normalized(name),
                span: Span::new(at, end),
            });
            return Some(end);
        }
        let (_, key) = AttributeKey::FOREIGN
            .into_iter()
            .find(|(known, _)| *known == word)?;
        let date = parse_date(value)?;
        Some(self.push_date(key, date, Span::new(at, end), value_start))
    }

    /// `📅 2026-12-01` and its like, as in Obsidian Tasks, with or without a variation selector.
    fn emoji(&mut self, c: char, rest: &str, at: usize, line_end: usize) -> Option<usize> {
        let key = match c {
            '📅' | '📆' | '🗓' => AttributeKey::Due,
            '✅' => AttributeKey::Done,
            '➕' => AttributeKey::Since,
            '❌' => AttributeKey::Dropped,
            _ => return None,
        };
        let value = rest[c.len_utf8()..].trim_start_matches(['\u{fe0e}', '\u{fe0f}', ' ']);
        let value_start = at + rest.len() - value.len();
        self.date(key, value, at, value_start, line_end)
    }

    fn not_a_date(&mut self, key: AttributeKey, word: &str, value: &str, at: usize) {
        let written = value
            .trim_start()
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let bare = written.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        // `from: Bob` and `done: yes` are ordinary words; a `due:` without a date never is.
        let is_adjacent = !value.is_empty() && !value.starts_with(char::is_whitespace);
        if key != AttributeKey::Due && !is_adjacent {
            return;
        }
        let help = match lenient_date(bare) {
            Some(date) => format!("write `{word}:{date}`"),
            None => format!("write a day as `{word}:YYYY-MM-DD`"),
        };
        let blank = if value.starts_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        let end = at + word.len() + 1 + (value.len() - value.trim_start().len()) + bare.len();
        self.diagnostics.push(
            Diagnostic::new(
                rules::NOT_A_DATE,
                Span::new(at, end),
                format!("`{word}:{blank}{bare}` is read as text: it is not a day"),
            )
            .with_help(help),
        );
    }

    fn finish(mut self, lines: &[Span]) -> (Attributes, Vec<Diagnostic>) {
        if let Some(owner) = self.owner_index(lines.first()) {
            let owner = self.names.remove(owner);
            self.found.spans.push((owner.span, OWNER_RANK));
            self.found.owner = Some(owner);
        }
        self.found.mentions = self.names;
        self.found.spans.sort_by_key(|(span, _)| *span);
        (self.found, self.diagnostics)
    }

    /// Which of the names owns the item: one at the very start, else one among the attributes at the end of the
    /// first line, else the first.
    fn owner_index(&self, first_line: Option<&Span>) -> Option<usize> {
        let at_start = self
            .names
            .iter()
            .position(|name| name.span.start == self.start);
        at_start
            .or_else(|| self.trailing_name(*first_line?))
            .or((!self.names.is_empty()).then_some(0))
    }

    fn trailing_name(&self, line: Span) -> Option<usize> {
        let mut end = line.start + line.slice(self.source).trim_end().len();
        loop {
            let ends_here = |span: Span| span.start >= line.start && span.end == end;
            if let Some(index) = self.names.iter().position(|name| ends_here(name.span)) {
                return Some(index);
            }
            let (span, _) = self.found.spans.iter().find(|(span, _)| ends_here(*span))?;
            end = line.start + self.source[line.start..span.start].trim_end().len();
        }
    }
}

/// `2026-9-1` and `2026/09/01` as the day that was meant.
pub fn lenient_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Attributes, Vec<Diagnostic>) {
        let all = Span::new(0, text.len());
        read_attributes(text, &[all], &[all])
    }

    /// Owner and dates in one short text.
    fn told(text: &str) -> String {
        let (found, diagnostics) = read(text);
        let mut told = found
            .owner
            .map_or(String::new(), |owner| format!("@{} ", owner.name));
        for date in found.dates {
            told += &format!("{:?}={} ", date.key, date.date);
        }
        if let Some((level, _)) = found.priority {
            told += &format!("p{level} ");
        }
        told += &"!".repeat(diagnostics.len());
        told.trim_end().to_string()
    }

    #[test]
    fn names_stand_alone() {
        for (text, expected) in [
            ("ask @ana", "@ana"),
            ("(@ana)", "@ana"),
            ("ask @ana, then", "@ana"),
            ("ask @ana.", "@ana"),
            ("@ana: do it", "@ana"),
            ("mail bob@x.com", ""),
            ("https://x/@ana", ""),
            ("@ana's", ""),
            ("\\@ana", ""),
            ("@", ""),
            ("@Jose\u{301} x", "@José"),
            // At the start, at the end, or first.
            ("@dana ask @bob", "@dana"),
            (
                "ask @bob about it @dana due:2026-12-01",
                "@dana Due=2026-12-01",
            ),
            ("ask @bob and @eve about it", "@bob"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_whole_or_text_with_a_diagnostic() {
        for (text, expected) in [
            ("a due:2026-09-28", "Due=2026-09-28"),
            ("a due:2026-09-28.", "Due=2026-09-28"),
            ("a (due:2026-09-28)", "Due=2026-09-28"),
            (
                "a since:2026-09-28 done:2026-09-29 from:2026-01-01",
                "Since=2026-09-28 Done=2026-09-29 From=2026-01-01",
            ),
            ("a due: 2026-09-28", "!"),
            ("a due: fri", "!"),
            ("a due:tomorrow", "!"),
            ("a due:2026-02-30", "!"),
            ("a due:2026-9-1", "!"),
            ("a due:2026-09-281", "!"),
            ("a due:2026-09-28-x", "!"),
            ("a due:", "!"),
            ("a overdue:2026-09-28", ""),
            ("see http://h:80/due:2026-01-01", ""),
            ("re:plan at 12:30 from: Bob", ""),
            ("a p:1 b", "p1"),
            ("a p:4 b", ""),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
        assert_eq!(
            read("a due:2026-9-1").1[0].help,
            Some("write `due:2026-09-01`".into())
        );
    }

    #[test]
    fn forms_of_other_tools() {
        for (text, expected) in [
            ("t 📅️ 2026-09-28 see wiki", "Due=2026-09-28"),
            ("t 🗓2026-09-28", "Due=2026-09-28"),
            (
                "t ➕ 2026-09-01 ✅ 2026-09-28",
                "Since=2026-09-01 Done=2026-09-28",
            ),
            ("t [due:: 2026-09-28]  [owner:: ana]", "@ana Due=2026-09-28"),
            ("t (due:: 2026-09-28) x", "Due=2026-09-28"),
            ("t [person:: [[Joe]]]", ""),
            ("t @due(2026-09-28)", "Due=2026-09-28"),
            ("t -> 2026-09-28", "Due=2026-09-28"),
            ("(A) call", "p1"),
            ("x (A) call", ""),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn attributes_are_written_in_order() {
        let place = |text: &str, key| {
            let (found, _) = read(text);
            found.place_of(text, Span::new(0, text.len()), key)
        };
        assert_eq!(place("do it @ana", AttributeKey::Since), 10);
        assert_eq!(
            place("do it @ana due:2026-09-28  ", AttributeKey::Since),
            25
        );
        assert_eq!(place("do it @ana since:2026-09-28", AttributeKey::Due), 10);
        assert_eq!(place("do due:2026-09-28 it", AttributeKey::Since), 20);
        assert_eq!(place("do it done:2026-09-28", AttributeKey::Since), 5);
    }
}
