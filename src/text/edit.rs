//! A change of a few bytes of a text.

use super::Span;

/// One change to a text: the bytes of `span`, which must be `expected`, become `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The bytes that must stand at `span`, or nothing is changed at all.
    pub expected: String,
    /// What stands there afterwards.
    pub replacement: String,
}

impl TextEdit {
    /// Put `text` in at `offset` (bytes).
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        TextEdit {
            span: Span::at(offset),
            expected: String::new(),
            replacement: text.into(),
        }
    }

    /// Replace what `source` has at `span`.
    pub fn replace(source: &str, span: Span, text: impl Into<String>) -> Self {
        TextEdit {
            span,
            expected: span.slice(source).to_string(),
            replacement: text.into(),
        }
    }
}

/// Why a set of edits was not applied; the text is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits touch the same bytes.
    #[error("two edits overlap at byte {0}")]
    Overlap(usize),
    /// The bytes at the place are not the ones that the edit was planned for.
    #[error("expected `{expected}` at byte {offset}")]
    Mismatch {
        /// Where, in bytes.
        offset: usize,
        /// What the edit was planned for.
        expected: String,
    },
}

/// Apply `edits`, in any order, to `source`.
///
/// Every byte that no edit names is the same in the result, and several insertions at one place keep their order.
/// This one function is why no command ever re-prints a file.
///
/// # Errors
/// When two edits overlap, or the text at a place is not what its edit expects.
pub fn apply_edits(source: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let edits = in_order(source, edits)?;
    Ok(splice(source, edits))
}

/// `edits` in the order of the text, if they fit `source` and one another.
pub(super) fn in_order<'e>(
    source: &str,
    edits: &'e [TextEdit],
) -> Result<Vec<&'e TextEdit>, EditError> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end)); // stable: insertions keep their order
    let mut done = 0;
    for edit in &sorted {
        if edit.span.start < done {
            return Err(EditError::Overlap(edit.span.start));
        }
        if source.get(edit.span.start..edit.span.end) != Some(edit.expected.as_str()) {
            return Err(EditError::Mismatch {
                offset: edit.span.start,
                expected: edit.expected.clone(),
            });
        }
        done = edit.span.end;
    }
    Ok(sorted)
}

/// `source` with `edits`, which are in order and fit it.
pub(super) fn splice<'e>(source: &str, edits: impl IntoIterator<Item = &'e TextEdit>) -> String {
    let mut result = String::with_capacity(source.len() + 64);
    let mut done = 0;
    for edit in edits {
        result.push_str(&source[done..edit.span.start]);
        result.push_str(&edit.replacement);
        done = edit.span.end;
    }
    result.push_str(&source[done..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untouched_bytes_stay() {
        let source = "one\r\ntwo\tthree";
        let edits = [
            TextEdit::replace(source, Span::new(5, 8), "2"),
            TextEdit::insert(0, "zero "),
            TextEdit::insert(0, "half "),
        ];
        assert_eq!(
            apply_edits(source, &edits).as_deref(),
            Ok("zero half one\r\n2\tthree")
        );
    }

    #[test]
    fn refuses_overlap_and_mismatch() {
        let source = "abcdef";
        let overlap = [
            TextEdit::replace(source, Span::new(0, 3), "x"),
            TextEdit::replace(source, Span::new(2, 4), "y"),
        ];
        assert_eq!(apply_edits(source, &overlap), Err(EditError::Overlap(2)));
        let stale = TextEdit::replace("abXdef", Span::new(2, 3), "y");
        assert!(matches!(
            apply_edits(source, &[stale]),
            Err(EditError::Mismatch { offset: 2, .. })
        ));
        // A place inside a character is a mismatch, not a panic.
        let inside = TextEdit::insert(1, "x");
        assert!(apply_edits("é", &[inside]).is_err());
    }
}
