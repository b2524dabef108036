//! The next agenda as the place into which things go: which section, where in it, and whether all is still there.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::change_set::PlanError;
use super::insert::{NewItem, Position, insert_after, into_part, into_section, open_end};
use crate::markdown::{BlockKind, Document};
use crate::meeting::{Meeting, Role, Vocabulary};
use crate::text::{Span, TextEdit, apply_edits, fold_title};

/// The agenda that receives, and the template that says how it would be laid out.
pub(super) struct Agenda {
    meeting: Meeting,
    document: Document,
    template: Meeting,
}

/// Where in the agenda a group goes. The order is that of the edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Into this section of the agenda.
    Section(usize),
    /// Into a new section, like this one of the template.
    LikeTemplate(usize),
    /// Into a new section of this role, at the end.
    AtTheEnd(Role),
}

/// What goes into one place of the agenda.
pub(super) struct Arrival {
    /// The list item.
    pub item: NewItem,
    /// Whether it stands before what is there already.
    pub first: bool,
}

impl Agenda {
    /// The agenda on `date` with `text`, or that `text` will make; `template` is what the template gives for the date.
    pub fn new(date: NaiveDate, text: &str, template: &str, vocabulary: &Vocabulary) -> Self {
        Agenda {
            meeting: Meeting::read(date, text.to_string(), None, vocabulary),
            template: Meeting::read(date, template.to_string(), None, vocabulary),
            document: Document::new(text.to_string()),
        }
    }

    /// The agenda as a meeting.
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// The title of the section that `place` is or will be.
    pub fn title(&self, place: &Place) -> String {
        match place {
            Place::Section(section) => self.meeting.sections()[*section].title.clone(),
            Place::LikeTemplate(section) => self.template.sections()[*section].title.clone(),
            Place::AtTheEnd(role) => role.title().to_string(),
        }
    }

    /// Where something from a section with this title and role goes: exact title first, then the role, then the
    /// template's place for either, else the action items.
    pub fn place(&self, title: &str, role: Option<Role>) -> Place {
        self.place_of(title, role)
            .or_else(|| self.place_of(Role::ActionItems.title(), Some(Role::ActionItems)))
            .unwrap_or(Place::AtTheEnd(Role::ActionItems))
    }

    /// Where a section with this title and role is or belongs; `None` where neither the agenda nor the template
    /// has one.
    pub fn place_of(&self, title: &str, role: Option<Role>) -> Option<Place> {
        if let Some(section) = section_for(&self.meeting, title, role) {
            return Some(Place::Section(section));
        }
        section_for(&self.template, title, role).map(|section| self.like_template(section))
    }

    /// A section within another that the agenda lacks is not made alone: what belongs there goes into the outer one.
    fn like_template(&self, section: usize) -> Place {
        let Some(parent) = self.template.sections()[section].parent else {
            return Place::LikeTemplate(section);
        };
        let outer = &self.template.sections()[parent];
        let is_title_of_page = outer.level == 1;
        if is_title_of_page {
            return Place::LikeTemplate(section);
        }
        match section_for(&self.meeting, &outer.title, self.template.role_at(parent)) {
            Some(present) => Place::Section(present),
            None => self.like_template(parent),
        }
    }

    /// The edits that put `arrivals` into `place`, those that go first before the others.
    pub fn edits(&self, place: &Place, arrivals: &[Arrival]) -> Vec<TextEdit> {
        let items: Vec<NewItem> = arrivals
            .iter()
            .map(|arrival| arrival.item.clone())
            .collect();
        match place {
            Place::Section(section) => {
                let section = &self.meeting.sections()[*section];
                let first = arrivals.iter().take_while(|arrival| arrival.first).count();
                if !self.has_bullets(section.own) || first == 0 {
                    return vec![into_section(
                        &self.document,
                        section,
                        &items,
                        Position::Last,
                    )];
                }
                let mut edits = vec![into_section(
                    &self.document,
                    section,
                    &items[..first],
                    Position::First,
                )];
                if first < items.len() {
                    edits.push(into_section(
                        &self.document,
                        section,
                        &items[first..],
                        Position::Last,
                    ));
                }
                edits
            }
            Place::LikeTemplate(section) => {
                let like = &self.template.sections()[*section];
                vec![self.new_section(
                    self.offset_of_new(*section),
                    &[(like.level, &like.title)],
                    &items,
                )]
            }
            Place::AtTheEnd(role) => {
                let (end, level) = self.end();
                vec![self.new_section(end, &[(level, role.title())], &items)]
            }
        }
    }

    /// Whether a list stands where things go that go to `place`.
    pub fn has_list(&self, place: &Place) -> bool {
        let Place::Section(section) = place else {
            return false;
        };
        let own = self.meeting.sections()[*section].own;
        let mut blocks = self.document.blocks().iter();
        blocks.any(|block| block.kind == BlockKind::List && own.contains(block.span))
    }

    /// The edit that puts `items` into a new section with `title` below the section of `role`, which is made where the
    /// template has it, else at the end, if it is missing; and the title of the section of `role`.
    pub fn new_below(&self, role: Role, title: &str, items: &[NewItem]) -> (TextEdit, String) {
        let place = self.place_of(role.title(), Some(role));
        let place = place.unwrap_or(Place::AtTheEnd(role));
        let outer = self.title(&place);
        let edit = match place {
            Place::Section(section) => {
                let section = &self.meeting.sections()[section];
                self.new_section(section.whole.end, &[(section.level + 1, title)], items)
            }
            Place::LikeTemplate(section) => {
                let level = self.template.sections()[section].level;
                let headings = [(level, outer.as_str()), (level + 1, title)];
                self.new_section(self.offset_of_new(section), &headings, items)
            }
            Place::AtTheEnd(_) => {
                let (end, level) = self.end();
                let headings = [(level, outer.as_str()), (level + 1, title)];
                self.new_section(end, &headings, items)
            }
        };
        (edit, outer)
    }

    /// Where a section at the end begins, and the level of its heading.
    fn end(&self) -> (usize, usize) {
        let levels = self.meeting.sections().iter().map(|section| section.level);
        let level = levels.filter(|level| *level > 1).min();
        (open_end(&self.document), level.unwrap_or(2))
    }

    fn has_bullets(&self, own: Span) -> bool {
        let first = self
            .document
            .blocks()
            .iter()
            .find(|b| b.kind == BlockKind::List && own.contains(b.span));
        first.is_some_and(|list| {
            let mut items = self.document.items().iter();
            items
                .find(|item| list.span.contains(item.marker))
                .is_some_and(|item| item.marker.end - item.marker.start == 1)
        })
    }

    /// Where a section like the template's `section` begins: behind the nearest one before it that the agenda has,
    /// else before the nearest one after it, else at the end.
    fn offset_of_new(&self, section: usize) -> usize {
        let sections = self.template.sections();
        let level = sections[section].level;
        let present = |index: usize| {
            let other = &sections[index];
            let found = (other.level == level)
                .then(|| section_for(&self.meeting, &other.title, other.role))??;
            Some(self.meeting.sections()[found].whole)
        };
        let before = (0..section).rev().find_map(present).map(|whole| whole.end);
        let after = || {
            (section + 1..sections.len())
                .find_map(present)
                .map(|whole| whole.start)
        };
        before.or_else(after).unwrap_or(open_end(&self.document))
    }

    /// A new section with `items` at `offset`: its heading with its level, below those of new sections around it.
    fn new_section(
        &self,
        offset: usize,
        headings: &[(usize, &str)],
        items: &[NewItem],
    ) -> TextEdit {
        let source = self.document.source();
        let headings: Vec<String> = headings
            .iter()
            .map(|(level, title)| format!("{} {title}\n", "#".repeat((*level).clamp(1, 6))))
            .collect();
        let heading = headings.join("\n");
        let scratch = Document::new(heading.clone());
        let list = into_part(
            &scratch,
            Span::new(heading.len(), heading.len()),
            items,
            Position::Last,
        );
        let mut text = format!("{heading}{}", list.replacement);
        let above = &source[..offset];
        let is_empty = above.trim_matches(['\u{feff}', '\n', '\r']).is_empty();
        let blank_above = is_empty || above.ends_with("\n\n") || above.ends_with("\n\r\n");
        if !blank_above {
            text.insert(0, '\n');
        }
        if offset < source.len() {
            text.push('\n');
        }
        insert_after(&self.document, offset, &text)
    }

    /// The agenda's text after `edits`; it is read again to make sure that it holds what it held, `added` as open
    /// items, and no other item.
    pub fn after(&self, edits: &[TextEdit], added: &[AddedItem]) -> Result<String, PlanError> {
        let after = self.edited(edits)?;
        let read = Meeting::read(
            self.meeting.date(),
            after.clone(),
            None,
            &Vocabulary::default(),
        );
        // How often each is there too few times, or with a minus too many.
        let mut missing: HashMap<ItemKey, isize> = HashMap::new();
        for key in keys(&self.meeting) {
            *missing.entry(key).or_default() += 1;
        }
        for item in added {
            let key = (item.since, item.title.clone(), true, item.parent.clone());
            *missing.entry(key).or_default() += 1;
        }
        for key in keys(&read) {
            *missing.entry(key).or_default() -= 1;
        }
        let wrong = missing
            .into_iter()
            .filter(|(_, count)| *count != 0)
            .map(|((_, title, ..), _)| title)
            .min();
        match wrong {
            Some(title) => Err(PlanError::NotReadBack {
                path: self.meeting.path(),
                wanted: format!("`{title}`"),
            }),
            None => Ok(after),
        }
    }

    /// The agenda's text after `edits`.
    pub fn edited(&self, edits: &[TextEdit]) -> Result<String, PlanError> {
        let path = self.meeting.path();
        apply_edits(self.document.source(), edits).map_err(|cause| PlanError::Edit { path, cause })
    }
}

/// An item that goes into the agenda, as it is to be read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AddedItem {
    /// What its `since:` says.
    pub since: NaiveDate,
    /// Its title.
    pub title: String,
    /// The title of the action item around it.
    pub parent: Option<String>,
}

/// What an item is told by: `since:` or the meeting's date, its title, whether it is open, the title of the action
/// item around it.
type ItemKey = (NaiveDate, String, bool, Option<String>);

fn keys(meeting: &Meeting) -> impl Iterator<Item = ItemKey> + '_ {
    meeting.items().iter().map(|item| {
        let since = item.since().unwrap_or(meeting.date());
        let parent = item
            .parent
            .map(|parent| meeting.items()[parent].title.clone());
        (since, item.title.clone(), item.status().is_open(), parent)
    })
}

/// The section of `meeting` with this title and role, else with this role.
fn section_for(meeting: &Meeting, title: &str, role: Option<Role>) -> Option<usize> {
    let folded = fold_title(title);
    let same_title = (0..meeting.sections().len()).find(|index| {
        let section = &meeting.sections()[*index];
        !folded.is_empty()
            && fold_title(&section.title) == folded
            && meeting.role_at(*index) == role
    });
    same_title.or_else(|| role.and_then(|role| meeting.section_of_role(role)))
}
