//! Places where a merge kept both versions, because both people had changed the same words.

use super::document::Document;
use super::rules;
use crate::text::{Diagnostic, Span};

/// How the comment begins that stands beside a second version, in the body and in the front matter.
const IN_BODY: &str = "<!-- both changed this";
const IN_FRONT_MATTER: &str = "# both changed this";

/// Each comment that a merge left beside a second version.
pub(super) fn diagnostics(document: &Document) -> Vec<Diagnostic> {
    let source = document.source();
    let body = document.body().start;
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let comment = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - comment.len();
        at += line.len();
        let is_one = match start < body {
            true => comment.starts_with(IN_FRONT_MATTER),
            false => comment.starts_with(IN_BODY) && !is_in_fence(document, start),
        };
        if is_one {
            let span = Span::new(start, start + comment.trim_end().len());
            let message = "both changed this; two versions stand here";
            found.push(
                Diagnostic::new(rules::BOTH_CHANGED, span, message)
                    .with_help("keep one of the two and remove the comment"),
            );
        }
    }
    found
}

/// Whether the byte at `offset` is in a fenced code block, where somebody only speaks of such comments.
fn is_in_fence(document: &Document, offset: usize) -> bool {
    let around = document
        .verbatim()
        .iter()
        .find(|span| span.start < offset && offset < span.end);
    around.is_some_and(|span| span.slice(document.source()).starts_with(['`', '~']))
}
