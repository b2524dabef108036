//! Lines of a text from elsewhere that were meant as items, as such.

use std::collections::BTreeSet;

use super::repair::box_repairs;
use super::{changed_lines, repaired};
use crate::change::EditedMeeting;
use crate::markdown::{self, Damage, Document};
use crate::meeting::{Meeting, Vocabulary};
use chrono::NaiveDate;

/// A text in which lines became items.
pub struct MendedText {
    /// The text.
    pub document: Document,
    /// Which lines those are, from 0.
    pub lines: BTreeSet<usize>,
}

/// `document` with the lines that were probably meant as items as such: those alone that can be so without another line
/// being read otherwise, as the `vocabulary` knows sections. No line is added, and none goes.
pub fn with_boxes(document: Document, vocabulary: &Vocabulary) -> MendedText {
    let nothing = |document| MendedText {
        document,
        lines: BTreeSet::new(),
    };
    if Damage::of(document.source()).is_some() || box_repairs(&document).is_empty() {
        return nothing(document);
    }
    // The day makes no difference to what a line is.
    let before = Meeting::read(
        NaiveDate::default(),
        document.source().to_string(),
        None,
        vocabulary,
    );
    let after = repaired(
        EditedMeeting::unchanged(before.clone()),
        &BTreeSet::new(),
        vocabulary,
        |meeting| box_repairs(meeting.document()),
    );
    let lines = changed_lines(&before, after.meeting());
    MendedText {
        document: Document::new(after.meeting().shared_source()),
        lines: lines.into_iter().map(|line| line.line - 1).collect(),
    }
}

/// How many lines of `meeting` look like items and are none.
pub fn almost_boxes(meeting: &Meeting) -> usize {
    let diagnostics = meeting.document().diagnostics();
    let is_almost =
        |found: &&crate::text::Diagnostic| found.rule == markdown::rules::ALMOST_A_CHECKBOX;
    diagnostics.iter().filter(is_almost).count()
}
