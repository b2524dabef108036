//! Five-second capture: an action item, or a talking point, into the next agenda.

use chrono::NaiveDate;

use crate::change::{Agenda, AgendaPlace, Arrival, EditedMeeting, NewItem, PlanError};
use crate::markdown::{BlockKind, Document, ListItem};
use crate::meeting::{Handle, Meeting, Role, Vocabulary};
use crate::practice::Label;
use crate::text::{fold_white_space, one_line};

/// What is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// An action item, into the section for those.
    ActionItem {
        /// What is promised.
        text: String,
        /// Who promised it.
        owner: Option<Handle>,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// A talking point, into the section with this title or role; a personal one is made if need be.
    TalkingPoint {
        /// The point.
        text: String,
        /// A role's name (`blockers`) or a title.
        section: String,
    },
    /// A paragraph, into the section with this role; a point where a list stands there already.
    Paragraph {
        /// What it says.
        text: String,
        /// That of the section in which it is to stand.
        role: Role,
    },
    /// A question for the meeting, into the section of this role, which is made if need be where it is the personal one;
    /// else into the notes, which are made if need be.
    Question {
        /// The question.
        text: String,
        /// The section's role.
        role: Role,
    },
}

/// An agenda with something more in it.
#[derive(Clone, Debug)]
pub struct Added {
    /// The agenda as it is then, read back from its text.
    pub agenda: EditedMeeting,
    /// The title of the section into which it went.
    pub section: String,
}

/// The agenda `meeting` with `addition` in it.
///
/// `template` is what the template gives for its date: it says where a missing section belongs.
///
/// # Errors
/// When there is no such section, no text, or the text would not be read back as one point.
pub fn add(
    meeting: &Meeting,
    template: &Meeting,
    vocabulary: &Vocabulary,
    addition: &Addition,
) -> Result<Added, PlanError> {
    let agenda = Agenda::new(meeting, template, vocabulary);
    if let Some(damage) = meeting.document().damage() {
        return Err(PlanError::Damaged {
            path: meeting.path(),
            damage,
        });
    }
    let (title, place) = match addition {
        Addition::ActionItem { text, .. } => (
            text,
            agenda.place(Role::ActionItems.title(), Some(Role::ActionItems)),
        ),
        Addition::TalkingPoint { text, section } => {
            let role = Role::from_word(section).or_else(|| vocabulary.role(section));
            let place = match role {
                Some(Role::Personal) => Some(agenda.place(section, role)),
                _ => agenda.place_of(section, role),
            };
            let none = || PlanError::NoSection(section.clone());
            (text, place.ok_or_else(none)?)
        }
        Addition::Paragraph { text, role } => {
            let place = match role {
                Role::ActionItems => Some(agenda.place(role.title(), Some(*role))),
                _ => agenda.place_of(role.title(), Some(*role)),
            };
            let none = || PlanError::NoSection(role.word().to_string());
            (text, place.ok_or_else(none)?)
        }
        Addition::Question { text, role } => {
            let place = match role {
                // What is said to it is personal.
                Role::Personal => Some(agenda.place(role.title(), Some(*role))),
                _ => [*role, Role::Notes]
                    .into_iter()
                    .find_map(|role| agenda.place_of(role.title(), Some(role))),
            };
            (text, place.unwrap_or(AgendaPlace::New(Role::Notes)))
        }
    };
    let words = one_line(title);
    if words.is_empty() {
        return Err(PlanError::NoText);
    }
    let section = agenda.title(&place);
    let is_paragraph = matches!(addition, Addition::Paragraph { .. }) && !agenda.has_list(&place);
    // A text such as `# 1` or `- x` would be structure; then its first character is escaped.
    for words in [words.clone(), format!("\\{words}")] {
        let line = match addition {
            Addition::ActionItem { owner, due, .. } => {
                let owner = owner
                    .as_ref()
                    .map_or(String::new(), |owner| format!(" @{owner}"));
                let due = due.map_or(String::new(), |due| format!(" due:{due}"));
                format!("- [ ] {words}{owner}{due}")
            }
            Addition::Paragraph { .. } if is_paragraph => words,
            Addition::TalkingPoint { .. } | Addition::Paragraph { .. } => format!("- {words}"),
            Addition::Question { .. } => {
                let label = Label::Question.word_in(vocabulary.language());
                format!("- {label}: {words}")
            }
        };
        let marker = if is_paragraph { "" } else { "-" };
        let added = line.clone();
        let item = NewItem {
            lines: vec![line],
            marker: marker.to_string(),
        };
        let after = agenda.edited(&agenda.edits(&place, &[Arrival { item, first: false }]))?;
        let is_read_back = match is_paragraph {
            true => is_paragraph_read_back(meeting, after.meeting(), &added),
            false => {
                let boxed = matches!(addition, Addition::ActionItem { .. });
                let text = added[2..].strip_prefix("[ ] ").filter(|_| boxed);
                let point = (boxed, text.unwrap_or(&added[2..]).to_string());
                adds_only(meeting, after.meeting(), &[point], 1)
            }
        };
        if is_read_back {
            return Ok(Added {
                agenda: after,
                section,
            });
        }
    }
    Err(PlanError::NotReadBack {
        path: meeting.path(),
        wanted: format!("`{words}`"),
    })
}

/// Whether `after` is `before` with just these list items more, each told by whether it has a box and by its text, and
/// with at most `headings` new headings.
pub(super) fn adds_only(
    before: &Meeting,
    after: &Meeting,
    added: &[(bool, String)],
    headings: usize,
) -> bool {
    let (before, after) = (before.document(), after.document());
    let mut expected = texts(before);
    expected.extend_from_slice(added);
    expected.sort();
    let counts = before.headings().len()..=before.headings().len() + headings;
    texts(after) == expected
        && counts.contains(&after.headings().len())
        && after.verbatim().len() == before.verbatim().len()
}

/// Whether `after` is `before` with just one paragraph more, `added`.
fn is_paragraph_read_back(before: &Meeting, after: &Meeting, added: &str) -> bool {
    let (before, after) = (before.document(), after.document());
    let paragraphs = |document: &Document| {
        let blocks = document.blocks().iter();
        let paragraphs = blocks.filter(|block| block.kind == BlockKind::Paragraph);
        let texts =
            paragraphs.map(|block| block.span.slice(document.source()).trim_end().to_string());
        texts.collect::<Vec<_>>()
    };
    let mut expected = paragraphs(before);
    expected.push(added.to_string());
    expected.sort();
    let mut read = paragraphs(after);
    read.sort();
    read == expected && texts(before) == texts(after)
}

/// Each list item's first paragraph, and whether it has a box.
fn texts(document: &Document) -> Vec<(bool, String)> {
    let text = |item: &ListItem| {
        let lines = item.lines.iter().map(|line| line.slice(document.source()));
        (
            item.checkbox.is_some(),
            fold_white_space(&lines.collect::<Vec<_>>().join(" ")),
        )
    };
    let mut texts: Vec<_> = document.items().iter().map(text).collect();
    texts.sort();
    texts
}
