//! Which entries are pieces of feedback, and to whom.

use super::super::entry::Entry;
use super::super::label::Label;
use super::super::nothing::says_nothing;
use super::super::page::Page;
use super::context::CheckContext;
use super::start_stop_continue::is_of_exercise;
use crate::meeting::{Role, Side};

/// The labels of a whole piece of feedback.
pub const PARTS: [Label; 3] = [Label::Situation, Label::Behavior, Label::Impact];

/// The pieces of feedback that were written in `page`. What was carried there was written elsewhere; questions, what is
/// to be done, and the lines of a start, stop and continue exercise have no need of parts.
pub fn pieces(page: &Page) -> impl Iterator<Item = &Entry> {
    page.of(Role::Feedback).filter(|entry| {
        let has_parts = PARTS.iter().any(|label| entry.has(*label));
        let first = entry.parts.first().and_then(|part| part.label);
        let is_question = matches!(first, Some(Label::Ask | Label::Answer))
            || !has_parts && entry.title().ends_with(['?', '？']);
        let is_task = entry.status.is_some() && !has_parts && !entry.has(Label::Thanks);
        let is_nothing = entry.parts.iter().all(|part| says_nothing(&part.text));
        let is_carried = entry.since.is_some();
        !(is_question || is_task || is_nothing || is_carried || is_of_exercise(page, entry))
    })
}

/// To whom `entry` of `page` is feedback: by the heading above it, else the other one than its author.
pub fn to(context: &CheckContext<'_>, page: &Page, entry: &Entry) -> Option<Side> {
    page.feedback_to(entry, context.pair())
        .or_else(|| context.author(page, entry).map(Side::other))
}

/// Whether `entry` seems to have labels that we don't know, such as those of another language.
pub fn has_other_labels(entry: &Entry) -> bool {
    let words = entry
        .parts
        .iter()
        .flat_map(|part| part.text.split_whitespace());
    words
        .map(|word| word.trim_matches(['*', '_']))
        .any(|word| word.ends_with([':', '：']) && word.starts_with(char::is_alphabetic))
}
