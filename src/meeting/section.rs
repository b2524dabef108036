//! A section of a meeting, with its role.

use super::language::Language;
use super::role::Role;
use super::unheaded::{SectionStart, StartForm};
use super::vocabulary::Vocabulary;
use crate::markdown::{Heading, sections};
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
    /// Level of the heading, 1 to 6; of a line that stands for one, the level that a heading in its place would have.
    pub level: usize,
    /// Whether a heading made it, and not a line that stands for one.
    pub has_heading: bool,
    /// The start of the line of the point that stands for its heading.
    pub point: Option<usize>,
}

/// The sections that begin at `starts` in a text of this `length`. `spoken` says in which language the file is; it is asked
/// only where a title leaves open what it means.
pub(super) fn meeting_sections(
    starts: &[SectionStart],
    length: usize,
    vocabulary: &Vocabulary,
    spoken: &dyn Fn() -> Option<Language>,
) -> Vec<MeetingSection> {
    let headings: Vec<Heading> = starts.iter().map(|start| start.heading.clone()).collect();
    let mut read: Vec<MeetingSection> = Vec::with_capacity(starts.len());
    for (section, start) in sections(&headings, length).into_iter().zip(starts) {
        let around = section.parent.map(|parent| &read[parent]);
        let title = match start.form {
            StartForm::Rest => around.map_or_else(String::new, |around| around.title.clone()),
            _ => section.title,
        };
        let has_heading = start.form == StartForm::Heading;
        let level = match has_heading {
            true => section.level,
            false => around.map_or(2, |around| (around.level + 1).clamp(2, 6)),
        };
        let meaning = vocabulary.meaning(&title, level, spoken);
        read.push(MeetingSection {
            parent: section.parent,
            role: meaning.role,
            by_word: meaning.by_word,
            title,
            heading: section.heading,
            own: section.own,
            whole: section.whole,
            level,
            has_heading,
            point: match start.form {
                StartForm::Point(start) => Some(start),
                _ => None,
            },
        });
    }
    read
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
