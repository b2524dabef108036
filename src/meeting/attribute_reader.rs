//! Reading the attributes of an item's first paragraph, also in the forms of other tools.

mod emphasis;

use chrono::NaiveDate;

use super::attributes::{
    AttributeKey, Attributes, BLOCK_ID_RANK, DateAttribute, Name, OWNER_RANK, PRIORITY_RANK,
};
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
        plain,
        start: lines.first().map_or(0, |line| line.start),
        found: Attributes::default(),
        names: Vec::new(),
        fields: Vec::new(),
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
    /// The parts of the paragraph that are no markup.
    plain: &'a [Span],
    /// Where the paragraph's text begins.
    start: usize,
    found: Attributes,
    names: Vec<Name>,
    /// Which of the names are written as a field, such as `[owner:: ana]`.
    fields: Vec<Span>,
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
            let read = if self.may_begin(at) || self.is_link(at) {
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

    /// Start of text, white space or `(` stands before `at`, but for marks of emphasis.
    fn may_begin(&self, at: usize) -> bool {
        let at = self.marks_before(at);
        at == self.start
            || self.source[..at]
                .chars()
                .next_back()
                .is_none_or(|c| c.is_whitespace() || c == '(')
    }

    /// Whether a link to a person's address begins at `at` whose whole text is a name: `[@alex](mailto:alex@example.com)`.
    fn is_link(&self, at: usize) -> bool {
        let rest = &self.source[at..];
        let begins = rest.starts_with('@') && self.source[..at].ends_with('[');
        if !begins || !self.is_markup(at - 1) || self.source[..at - 1].ends_with('!') {
            return false;
        }
        let after = rest[1..].trim_start_matches(continues_handle);
        after.starts_with("](mailto:")
    }

    /// The end of the line, white space or closing punctuation stands at `at`, but for marks of emphasis.
    fn may_end(&self, at: usize, line_end: usize) -> bool {
        let at = self.marks_after(at, line_end);
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
            c if c.is_ascii_alphabetic() => self.key_value(rest, at, line_end),
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
                let inside = 10 + time_length(&value[10..]);
                let closed = value[inside..].starts_with(')');
                let span = Span::new(at, end + inside + 2);
                return closed.then(|| self.push_date(key, date, span, end + 1));
            }
        }
        let begins_well = name.chars().next().is_some_and(begins_handle);
        if !begins_well || !(self.may_end(end, line_end) || self.is_link(at)) {
            return None;
        }
        self.names.push(Name {
            name: normalized(name),
            span: Span::new(at, end),
            in_text: false,
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
        let (written, _) = rest.split_once(':')?;
        let (key, word) = AttributeKey::WRITTEN.into_iter().find(|(key, word)| {
            // The other keys with a capital are words of a sentence.
            let may_have_capital = *key == AttributeKey::Due;
            *word == written || may_have_capital && word.eq_ignore_ascii_case(written)
        })?;
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
        let time = match value[10..].starts_with('T') {
            true => time_length(&value[10..]),
            false => 0,
        };
        let end = value_start + 10 + time;
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
                in_text: false,
            });
            self.fields.push(Span::new(at, end));
            return Some(end);
        }
        let (_, key) = AttributeKey::FOREIGN.into_iter().find(|(known, key)| {
            let may_have_capital = *key == AttributeKey::Due;
            *known == word || may_have_capital && known.eq_ignore_ascii_case(word)
        })?;
        let date = value.get(..10).and_then(parse_date);
        let date = date.filter(|_| value.len() == 10 + time_length(&value[10..]));
        let Some(date) = date else {
            if key == AttributeKey::Due {
                self.not_a_field(value, Span::new(at, end));
            }
            return None;
        };
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

    /// Say that the value of a field, which stands at `span` and should be a day, is none.
    fn not_a_field(&mut self, value: &str, span: Span) {
        let help = match lenient_date(value) {
            Some(date) => format!("write `due:{date}`"),
            None => "write a day as `due:YYYY-MM-DD`".to_string(),
        };
        let message = format!(
            "`{}` is read as text: it is not a day",
            span.slice(self.source)
        );
        let told = Diagnostic::new(rules::NOT_A_DATE, span, message);
        self.diagnostics.push(told.with_help(help));
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
        if let Some(line) = lines.last() {
            self.block_id(*line);
        }
        let apart = self.owner_apart(lines);
        if let Some(index) = apart.or((!self.names.is_empty()).then_some(0)) {
            let mut owner = self.names.remove(index);
            owner.in_text = apart.is_none();
            if !owner.in_text {
                self.found.spans.push((owner.span, OWNER_RANK));
            }
            self.found.owner = Some(owner);
        }
        for name in &mut self.names {
            name.in_text = true;
        }
        self.found.mentions = std::mem::take(&mut self.names);
        self.found.spans.sort_by_key(|(span, _)| *span);
        for line in lines {
            self.take_emphasis(*line);
        }
        self.found.spans.sort_by_key(|(span, _)| *span);
        (self.found, self.diagnostics)
    }

    /// The mark at the end of `line` by which other notes name the block, as in Obsidian. An older version wrote what it
    /// added behind it, a `since:` among that.
    fn block_id(&mut self, line: Span) {
        let trimmed = |end: usize| line.start + self.source[line.start..end].trim_end().len();
        let last = trimmed(line.end);
        let (mut end, mut was_carried) = (last, false);
        let names = || self.names.iter().map(|name| name.span);
        let known = || self.found.spans().chain(names());
        while let Some(span) = known().find(|span| span.start >= line.start && span.end == end) {
            let is_since = |date: &DateAttribute| date.key == AttributeKey::Since;
            let mut since = self.found.dates.iter().filter(|date| is_since(date));
            was_carried |= since.any(|date| date.span == span);
            end = trimmed(span.start);
        }
        if !was_carried {
            end = last;
        }
        let text = &self.source[line.start..end];
        let Some((before, id)) = text.rsplit_once('^') else {
            return;
        };
        let is_id = id.len() > 1 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let start = end - id.len() - 1;
        let stands_apart = before.ends_with([' ', '\t']) && !before.trim().is_empty();
        if is_id && stands_apart && !self.is_markup(start) {
            self.found
                .spans
                .push((Span::new(start, end), BLOCK_ID_RANK));
        }
    }

    /// Which of the names owns the item and is no part of its sentence: one at the very start, else one among the
    /// attributes at the end of the first line or of the last, else one that is written as a field.
    fn owner_apart(&self, lines: &[Span]) -> Option<usize> {
        let is_first = |name: &Name| self.marks_before(name.span.start) == self.start;
        let at_start = self.names.iter().position(is_first);
        let is_field = |name: &Name| self.fields.contains(&name.span);
        at_start
            .or_else(|| self.trailing_name(*lines.first()?).ok())
            .or_else(|| self.name_at_end(lines))
            .or_else(|| self.names.iter().position(is_field))
    }

    /// The name among the attributes at the end of the paragraph, which may run over several lines.
    fn name_at_end(&self, lines: &[Span]) -> Option<usize> {
        for line in lines.iter().rev() {
            match self.trailing_name(*line) {
                Ok(index) => return Some(index),
                Err(end) if end <= line.start => {}
                Err(_) => return None,
            }
        }
        None
    }

    /// The name among the attributes at the end of `line`.
    ///
    /// # Errors
    /// Where there is none: where those attributes begin.
    fn trailing_name(&self, line: Span) -> Result<usize, usize> {
        // What stands at the end, marks of emphasis and blanks left aside.
        let bare_end = |mut end: usize| loop {
            let text = &self.source[line.start..end];
            let trimmed = self.marks_before(line.start + text.trim_end().len());
            let trimmed = trimmed.max(line.start);
            if trimmed == end {
                return end;
            }
            end = trimmed;
        };
        let mut end = bare_end(line.end);
        loop {
            let ends_here = |span: Span| span.start >= line.start && span.end == end;
            if let Some(index) = self.names.iter().position(|name| ends_here(name.span)) {
                return Ok(index);
            }
            // What was meant as a day is an attribute, too, though it can't be read as one.
            let half_read = self.diagnostics.iter().map(|told| told.span);
            let mut spans = self.found.spans().chain(half_read);
            let span = spans.find(|span| ends_here(*span)).ok_or(end)?;
            end = bare_end(span.start);
        }
    }
}

/// How many bytes at the start of `text` are a time of day behind a date: `T09:00`, ` 10:00`, `T09:00:00Z`.
fn time_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['T', ' ']) else {
        return 0;
    };
    let is_of_time = |c: char| c.is_ascii_digit() || c == ':';
    let digits = rest.find(|c| !is_of_time(c)).unwrap_or(rest.len());
    let time = &rest[..digits];
    if !time.starts_with(|c: char| c.is_ascii_digit()) || !time.contains(':') || time.ends_with(':')
    {
        return 0;
    }
    1 + digits + usize::from(rest[digits..].starts_with('Z'))
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
