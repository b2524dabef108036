//! Emphasis around attributes, which hides none and goes with those that it is around alone.

use super::AttributeReader;
use crate::meeting::attributes::MARKS_RANK;
use crate::text::Span;

impl AttributeReader<'_> {
    /// Where the marks of emphasis begin that end at `at`.
    pub(super) fn marks_before(&self, at: usize) -> usize {
        let mut start = at;
        while let Some(before) = self.source.get(self.start..start) {
            match before.bytes().next_back() {
                Some(b'*' | b'_') if self.is_markup(start - 1) => start -= 1,
                Some(b'=' | b'~') if before.ends_with("==") || before.ends_with("~~") => start -= 2,
                _ => break,
            }
        }
        start
    }

    /// Where the marks of emphasis end that begin at `at`.
    pub(super) fn marks_after(&self, at: usize, line_end: usize) -> usize {
        let mut end = at;
        while let Some(after) = self.source.get(end..line_end) {
            match after.bytes().next() {
                Some(b'*' | b'_') if self.is_markup(end) => end += 1,
                Some(b'=' | b'~') if after.starts_with("==") || after.starts_with("~~") => end += 2,
                _ => break,
            }
        }
        end
    }

    pub(super) fn is_markup(&self, at: usize) -> bool {
        let is_in = |part: &&Span| part.start <= at && at < part.end;
        self.plain.iter().find(is_in).is_none()
    }

    /// Let the emphasis in `line` that is around attributes alone go with them: with the one that it is around, or
    /// beside several.
    pub(super) fn take_emphasis(&mut self, line: Span) {
        let spans: Vec<Span> = self
            .found
            .spans()
            .filter(|span| line.contains(*span))
            .collect();
        let mut marks = Vec::new();
        for (at, first) in spans.iter().enumerate() {
            let before = self.marks_before(first.start);
            if before == first.start {
                continue;
            }
            let opening = &self.source[before..first.start];
            for (last_at, last) in spans.iter().enumerate().skip(at) {
                let gap = last_at.checked_sub(1).filter(|_| last_at > at);
                let gap = gap.map_or("", |previous| &self.source[spans[previous].end..last.start]);
                if !gap.trim().is_empty() {
                    break;
                }
                // `**@alex:**` has its colon inside.
                let colon = usize::from(self.source[last.end..].starts_with(':'));
                let after = self.marks_after(last.end + colon, line.end);
                let closing = &self.source[last.end + colon..after];
                let pairs = opening.bytes().rev().zip(closing.bytes());
                let length = pairs.take_while(|(opens, closes)| opens == closes).count();
                if length == 0 {
                    continue;
                }
                let start = first.start - length;
                let end = last.end + colon + length;
                if last_at == at {
                    self.found.widen(*first, Span::new(start, end));
                } else {
                    marks.push(Span::new(start, first.start));
                    marks.push(Span::new(last.end, end));
                }
                break;
            }
        }
        let marks = marks.into_iter().map(|span| (span, MARKS_RANK));
        self.found.spans.extend(marks);
    }
}
