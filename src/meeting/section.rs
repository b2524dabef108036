//! A section of a meeting, with its role.

use super::language::Language;
use super::role::Role;
use super::vocabulary::Vocabulary;
use crate::markdown::{Heading, Section, sections};
use crate::text::Span;

/// A heading with all below it, and what that is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingSection {
    /// The section around it.
    pub parent: Option<usize>,
    /// The heading's text.
    pub title: String,
    /// What the title means by itself.
    pub role: Option<Role>,
    /// Whether a single word of the title decided that, and may have said something else.
    pub by_word: bool,
    /// The lines of the heading itself.
    pub heading: Span,
    /// From the heading to the next one, whatever its level.
    pub own: Span,
    /// From the heading to the end of all below it.
    pub whole: Span,
    /// Level of the heading, 1 to 6.
    pub level: usize,
}

/// The sections that `headings` of a text of this `length` make. `spoken` says in which language the file is; it is asked
/// only where a title leaves open what it means.
pub(super) fn meeting_sections(
    headings: &[Heading],
    length: usize,
    vocabulary: &Vocabulary,
    spoken: &dyn Fn() -> Option<Language>,
) -> Vec<MeetingSection> {
    let read = |section: Section| {
        let meaning = vocabulary.meaning(&section.title, section.level, spoken);
        MeetingSection {
            parent: section.parent,
            role: meaning.role,
            by_word: meaning.by_word,
            title: section.title,
            heading: section.heading,
            own: section.own,
            whole: section.whole,
            level: section.level,
        }
    };
    let read_all = sections(headings, length).into_iter().map(read);
    read_all.collect()
}

/// The role of `section`, or of the nearest one around it that has a role. Of a personal section all is personal.
pub(super) fn role_at(sections: &[MeetingSection], section: usize) -> Option<Role> {
    let mut nearest = None;
    let mut around = Some(section);
    while let Some(section) = around.and_then(|index| sections.get(index)) {
        // What is below a personal heading is nobody else's, whatever its own heading says.
        if section.role == Some(Role::Personal) {
            return section.role;
        }
        nearest = nearest.or(section.role);
        around = section.parent;
    }
    nearest
}
