//! What people wrote in a section, as opposed to what the template put there.

use super::practice::Label;
use crate::markdown::{BlockKind, Document};
use crate::text::Span;

/// Whether `part` of `document` holds anything that a person wrote: comments, headings, empty bullets and labels
/// that nobody filled in do not count.
pub fn has_content(document: &Document, part: Span) -> bool {
    let source = document.source();
    document
        .blocks()
        .iter()
        .filter(|block| part.contains(block.span))
        .any(|block| match block.kind {
            BlockKind::Heading | BlockKind::Rule => false,
            BlockKind::Html => !block.span.slice(source).trim_start().starts_with("<!--"),
            BlockKind::List => block.span.slice(source).lines().any(is_filled_line),
            BlockKind::Paragraph | BlockKind::Code | BlockKind::Quote => true,
        })
}

/// Whether a line of a list says something: more than a marker, an empty box, a label such as `Situation:`, or a
/// question, to which only an answer below it says something.
fn is_filled_line(line: &str) -> bool {
    let mut text =
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '+' | '>'));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len() && digits.starts_with(['.', ')']) {
        text = digits[1..].trim_start();
    }
    let text = text.strip_prefix("[ ]").unwrap_or(text).trim();
    let is_label = text.ends_with(':') && !text.contains(' ');
    let is_question = matches!(Label::at_start_of(text), Some((Label::Question, _)));
    !text.is_empty() && !is_label && !is_question
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_text_is_empty() {
        let check = |source: &str, expected: bool| {
            let document = Document::new(source.to_string());
            assert_eq!(
                has_content(&document, Span::new(0, source.len())),
                expected,
                "{source:?}"
            );
        };
        check("## Wins\n<!-- what? -->\n\n### For Dana\n", false);
        check("- \n- [ ]\n- Situation:\n  - Behavior:\n1. \n", false);
        check("- Situation: planning\n", true);
        check("<!-- p -->\n- shipped it\n", true);
        check("- Question: What is slow?\n", false);
        check("- Question: What is slow?\n  - The deploy\n", true);
        check("text\n", true);
    }
}
