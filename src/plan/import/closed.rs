//! What is personal where it comes from is personal where it comes to stand.

use crate::meeting::{Meeting, Role, Vocabulary};
use crate::text::Span;

/// The heading of the personal section in which a piece begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonalHeading {
    /// How many `#` it has.
    pub level: usize,
    /// As it is written.
    pub written: String,
}

impl PersonalHeading {
    /// That of the outermost personal section around the one whose heading begins at `start`.
    pub fn around(source: &Meeting, start: usize) -> Option<Self> {
        let sections = source.sections();
        let own = sections
            .iter()
            .find(|section| section.heading.start == start)?;
        let around =
            std::iter::successors(own.parent, |at| sections.get(*at).and_then(|at| at.parent));
        around
            .filter_map(|at| sections.get(at))
            .filter(|section| section.role == Some(Role::Personal))
            .last()
            .map(|section| PersonalHeading {
                level: section.level,
                written: section
                    .heading
                    .slice(source.source())
                    .trim_end()
                    .to_string(),
            })
    }

    /// It with the title of such a section in this notebook instead of its own.
    pub fn titled(&self, vocabulary: &Vocabulary) -> Self {
        let title = vocabulary.title(Role::Personal);
        PersonalHeading {
            level: self.level,
            written: format!("{} {title}", "#".repeat(self.level)),
        }
    }

    /// Whether a personal section of its level is still open at the end of `above`.
    pub fn goes_on(&self, above: &Meeting) -> bool {
        let mut open = above.sections().iter().filter(|section| {
            section.whole.end == above.source().len() && section.role == Some(Role::Personal)
        });
        open.next()
            .is_some_and(|outermost| outermost.level == self.level)
    }
}

/// Each line of `part` of a text that was read as `meeting`, with whether it stands in a personal section, the heading
/// of that section with it.
pub(super) fn personal_lines(meeting: &Meeting, part: Span) -> impl Iterator<Item = (&str, bool)> {
    let mut end = part.start;
    part.slice(meeting.source())
        .split_inclusive('\n')
        .map(move |line| {
            end += line.len();
            let after = meeting
                .sections()
                .partition_point(|section| section.heading.start < end);
            let is_personal = after
                .checked_sub(1)
                .is_some_and(|section| meeting.is_within(section, Role::Personal));
            (line, is_personal)
        })
}
