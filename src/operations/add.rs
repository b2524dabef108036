//! Five-second capture: an action item, or a talking point, into the next agenda.

use chrono::NaiveDate;

use super::agenda::{Agenda, Arrival};
use super::change_set::PlanError;
use super::insert::NewItem;
use crate::meeting::{Handle, MeetingPath, Role, Vocabulary};
use crate::text::fold_white_space;

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
    /// A talking point, into the section with this title or role.
    TalkingPoint {
        /// The point.
        text: String,
        /// A role's name (`blockers`) or a title.
        section: String,
    },
}

/// The agenda `text` of the meeting on `date` with `addition` in it, and the title of the section.
///
/// `template` is what the template gives for that date: it says where a missing section belongs.
///
/// # Errors
/// When there is no such section, no text, or the text would not be read back as one point.
pub fn add(
    date: NaiveDate,
    text: &str,
    template: &str,
    vocabulary: &Vocabulary,
    addition: &Addition,
) -> Result<(String, String), PlanError> {
    let agenda = Agenda::new(date, text, template, vocabulary);
    if let Some(damage) = crate::markdown::Damage::of(text) {
        return Err(PlanError::Damaged {
            path: MeetingPath::new(date),
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
            let place = agenda
                .place_of(section, role)
                .ok_or_else(|| PlanError::NoSection(section.clone()))?;
            (text, place)
        }
    };
    let words = fold_white_space(title);
    if words.is_empty() {
        return Err(PlanError::NoText);
    }
    let section = agenda.title(&place);
    let mut refused = None;
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
            Addition::TalkingPoint { .. } => format!("- {words}"),
        };
        let item = NewItem {
            lines: vec![line],
            marker: "-".to_string(),
        };
        let edits = agenda.edits(&place, &[Arrival { item, first: false }]);
        match agenda.after(&edits, &[]) {
            Ok(after) if is_read_back(&agenda, &after, vocabulary, addition) => {
                return Ok((after, section));
            }
            Ok(_) => {}
            Err(error) => refused = Some(error),
        }
    }
    let path = MeetingPath::new(date);
    Err(refused.unwrap_or(PlanError::NotReadBack {
        path,
        wanted: format!("`{words}`"),
    }))
}

/// Whether there is just one list item more, with a box only if it is an action item, and no other heading.
fn is_read_back(
    agenda: &Agenda,
    after: &str,
    vocabulary: &Vocabulary,
    addition: &Addition,
) -> bool {
    let before = agenda.meeting();
    let read = crate::meeting::Meeting::read(before.date(), after.to_string(), None, vocabulary);
    let is_item = matches!(addition, Addition::ActionItem { .. });
    let list_items = |meeting: &crate::meeting::Meeting| meeting.document().items().len();
    read.items().len() == before.items().len() + usize::from(is_item)
        && list_items(&read) == list_items(before) + 1
        && read.sections().len() >= before.sections().len()
        && read.sections().len() <= before.sections().len() + 1
        && read.document().verbatim().len() == before.document().verbatim().len()
}
