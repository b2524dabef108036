//! A text with edits of it; edits of what comes out become edits of the text that was there first.

use std::sync::Arc;

use super::edit::{EditError, TextEdit, in_order, splice};
use super::span::Span;

/// A text and the edits of it, which fit it and one another and are in its order. Without any it stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedText {
    before: Arc<str>,
    edits: Vec<TextEdit>,
}

impl EditedText {
    /// `before` as it is.
    pub fn unchanged(before: impl Into<Arc<str>>) -> Self {
        EditedText {
            before: before.into(),
            edits: Vec::new(),
        }
    }

    /// `before` with `edits`, given in any order.
    ///
    /// # Errors
    /// As [`apply_edits`](super::apply_edits).
    pub fn new(before: impl Into<Arc<str>>, edits: &[TextEdit]) -> Result<Self, EditError> {
        let before = before.into();
        let edits = in_order(&before, edits)?.into_iter();
        let edits = edits.filter(|edit| edit.expected != edit.replacement);
        Ok(EditedText {
            edits: edits.cloned().collect(),
            before,
        })
    }

    /// `before` made `after` by one edit of all that lies between what both begin and end with: for a text of which no
    /// more is known than what becomes of it.
    pub fn between(before: impl Into<Arc<str>>, after: &str) -> Self {
        let before = before.into();
        let same = |(a, b): &(char, char)| a == b;
        let length = |(a, _): (char, char)| a.len_utf8();
        let both = before.chars().zip(after.chars());
        let start: usize = both.take_while(same).map(length).sum();
        let both = before[start..]
            .chars()
            .rev()
            .zip(after[start..].chars().rev());
        let end: usize = both.take_while(same).map(length).sum();
        let span = Span::new(start, before.len() - end);
        let edit = TextEdit::replace(&before, span, &after[start..after.len() - end]);
        let is_nothing = edit.expected == edit.replacement;
        EditedText {
            edits: if is_nothing { Vec::new() } else { vec![edit] },
            before,
        }
    }

    /// The text that the edits are of.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The edits, apart from one another and in the order of the text.
    pub fn edits(&self) -> &[TextEdit] {
        &self.edits
    }

    /// Whether nothing is edited.
    pub fn is_unchanged(&self) -> bool {
        self.edits.is_empty()
    }

    /// The text with the edits.
    pub fn after(&self) -> String {
        splice(&self.before, &self.edits)
    }

    /// The same text, edited further: `later` are edits of [`after`](Self::after).
    ///
    /// # Errors
    /// As [`apply_edits`](super::apply_edits), for what came out so far.
    pub fn then(self, later: &[TextEdit]) -> Result<Self, EditError> {
        if self.edits.is_empty() {
            return EditedText::new(self.before, later);
        }
        let middle = self.after();
        let later = in_order(&middle, later)?;
        let mut edits = Vec::new();
        // How many bytes the edits so far add in front of a place.
        let mut growth = 0_isize;
        let (mut first, mut later) = (self.edits.iter().peekable(), later.into_iter().peekable());
        let mut edited = self.in_middle().into_iter().peekable();
        loop {
            // All that touches, of both, becomes one edit.
            let starts = [edited.peek().copied(), later.peek().map(|edit| edit.span)];
            let Some(start) = starts.iter().flatten().map(|span| span.start).min() else {
                break;
            };
            let mut here = Span::at(start);
            let mut of_later = Vec::new();
            let growth_before = growth;
            loop {
                if let Some(span) = edited.next_if(|span| span.start <= here.end) {
                    here.end = here.end.max(span.end);
                    growth += first.next().map_or(0, growth_of);
                } else if let Some(edit) = later.next_if(|edit| edit.span.start <= here.end) {
                    here.end = here.end.max(edit.span.end);
                    of_later.push(edit);
                } else {
                    break;
                }
            }
            let span = Span::new(
                here.start.saturating_add_signed(-growth_before),
                here.end.saturating_add_signed(-growth),
            );
            let text = splice_part(&middle, here, of_later);
            edits.push(TextEdit::replace(&self.before, span, text));
        }
        EditedText::new(self.before, &edits)
    }

    /// Where the replacement of each edit stands in the text with the edits.
    fn in_middle(&self) -> Vec<Span> {
        let mut growth = 0_isize;
        let places = self.edits.iter().map(|edit| {
            let start = edit.span.start.saturating_add_signed(growth);
            growth += growth_of(edit);
            Span::new(start, start + edit.replacement.len())
        });
        places.collect()
    }
}

/// How many bytes longer a text is after `edit`.
fn growth_of(edit: &TextEdit) -> isize {
    edit.replacement.len() as isize - edit.expected.len() as isize
}

/// The part of `text` at `span` with `edits`, which are within it and in order.
fn splice_part(text: &str, span: Span, edits: Vec<&TextEdit>) -> String {
    let moved: Vec<TextEdit> = edits
        .into_iter()
        .map(|edit| TextEdit {
            span: Span::new(edit.span.start - span.start, edit.span.end - span.start),
            ..edit.clone()
        })
        .collect();
    splice(span.slice(text), &moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    /// Every set of up to two edits of `text` that fit one another.
    fn all_edits(text: &str) -> Vec<Vec<TextEdit>> {
        let spans =
            (0..=text.len()).flat_map(|start| (start..=text.len()).map(move |end| (start, end)));
        let single: Vec<TextEdit> = spans
            .flat_map(|(start, end)| {
                ["", "x", "yy"].map(|new| TextEdit::replace(text, Span::new(start, end), new))
            })
            .collect();
        let pairs = single.iter().flat_map(|one| {
            let others = single.iter().filter(|other| one.span <= other.span);
            others.map(|other| vec![one.clone(), other.clone()])
        });
        let all = single.iter().map(|one| vec![one.clone()]).chain(pairs);
        all.filter(|edits| apply_edits(text, edits).is_ok())
            .collect()
    }

    #[test]
    fn edits_of_what_came_out_become_edits_of_what_was_there() {
        let text = "ab";
        for first in all_edits(text) {
            let once = EditedText::new(text, &first).expect("they fit");
            let middle = apply_edits(text, &first).expect("they fit");
            assert_eq!(once.after(), middle);
            for later in all_edits(&middle) {
                let both = once.clone().then(&later).expect("they fit");
                let expected = apply_edits(&middle, &later).expect("they fit");
                assert_eq!(both.after(), expected, "{first:?} {later:?}");
                assert_eq!(both.before(), text);
            }
        }
    }

    #[test]
    fn what_nobody_touched_is_no_part_of_an_edit() {
        let text = "- [ ] a\n- [ ] b\n";
        let tick = |text: &str, at| TextEdit::replace(text, Span::new(at, at + 1), "x");
        let one = EditedText::new(text, &[TextEdit::insert(0, "# A\n")]).expect("it fits");
        let two = one.then(&[tick("# A\n- [ ] a\n", 7)]).expect("it fits");
        assert_eq!(
            two.edits(),
            [TextEdit::insert(0, "# A\n"), tick(text, 3)],
            "two edits, of one place each"
        );
        let back = TextEdit::replace(&two.after(), Span::new(7, 8), " ");
        let back = two.then(&[back]).expect("it fits");
        assert_eq!(back.edits(), [TextEdit::insert(0, "# A\n")]);
    }

    #[test]
    fn between_two_texts_is_what_differs() {
        for (before, after, expected) in [
            ("- [ ] a\n", "- [x] a\n", Some(("- [", " ", "x"))),
            ("aa", "a", Some(("a", "a", ""))),
            ("a", "aa", Some(("a", "", "a"))),
            ("é", "è", Some(("", "é", "è"))),
            ("", "a", Some(("", "", "a"))),
            ("a", "a", None),
        ] {
            let edited = EditedText::between(before, after);
            let found = edited.edits().iter().map(|edit| {
                let above = &before[..edit.span.start];
                (above, edit.expected.as_str(), edit.replacement.as_str())
            });
            assert_eq!(found.collect::<Vec<_>>(), Vec::from_iter(expected));
            assert_eq!(edited.after(), after);
        }
    }
}
