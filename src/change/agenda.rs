//! The next agenda as the place into which things go: which section, where in it, and whether all is still there.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::edited_meeting::EditedMeeting;
use super::insert::{NewItem, Position, insert_after, into_part, into_section, open_end};
use super::plan_error::PlanError;
use crate::markdown::{Block, BlockKind, Document, unmarked};
use crate::meeting::{Meeting, MeetingSection, Role, Vocabulary};
use crate::text::{Span, TextEdit, fold_title};

/// The agenda that receives, and the template that says how it would be laid out.
pub struct Agenda<'a> {
    meeting: &'a Meeting,
    template: &'a Meeting,
    vocabulary: &'a Vocabulary,
}

/// Where in the agenda a group goes. The order is that of the edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgendaPlace {
    /// Into this section of the agenda.
    Section(usize),
    /// Into a new section, like this one of the template.
    LikeTemplate(usize),
    /// Into a new section of this role: a personal one before the action items, another at the end.
    New(Role),
}

/// Where a new section goes.
struct NewPlace {
    /// Where it begins, in bytes.
    offset: usize,
    /// The level of its heading.
    level: usize,
}

/// What goes into one place of the agenda.
pub struct Arrival {
    /// The list item.
    pub item: NewItem,
    /// Whether it stands before what is there already.
    pub first: bool,
}

impl<'a> Agenda<'a> {
    /// The agenda `meeting`, which is there or will be; `template` is what the template gives for its date.
    pub fn new(meeting: &'a Meeting, template: &'a Meeting, vocabulary: &'a Vocabulary) -> Self {
        Agenda {
            meeting,
            template,
            vocabulary,
        }
    }

    /// The agenda as a meeting.
    pub fn meeting(&self) -> &'a Meeting {
        self.meeting
    }

    fn document(&self) -> &'a Document {
        self.meeting.document()
    }

    /// The title of the section that `place` is or will be.
    pub fn title(&self, place: &AgendaPlace) -> String {
        match place {
            AgendaPlace::Section(section) => self.meeting.sections()[*section].title.clone(),
            AgendaPlace::LikeTemplate(section) => self.template.sections()[*section].title.clone(),
            AgendaPlace::New(role) => self.vocabulary.title(*role).to_string(),
        }
    }

    /// Where something from a section with this title and role goes: exact title first, then the role, then the
    /// template's place for either, else the action items. What is personal goes nowhere but into a personal section,
    /// which is made if need be.
    pub fn place(&self, title: &str, role: Option<Role>) -> AgendaPlace {
        if let Some(place) = self.place_of(title, role) {
            return place;
        }
        if role == Some(Role::Personal) {
            return AgendaPlace::New(Role::Personal);
        }
        self.place_of(Role::ActionItems.title(), Some(Role::ActionItems))
            .unwrap_or(AgendaPlace::New(Role::ActionItems))
    }

    /// Where a section with this title and role is or belongs; `None` where neither the agenda nor the template
    /// has one.
    pub fn place_of(&self, title: &str, role: Option<Role>) -> Option<AgendaPlace> {
        if let Some(section) = section_for(self.meeting, title, role) {
            return Some(AgendaPlace::Section(section));
        }
        let section = section_for(self.template, title, role)?;
        match role {
            Some(Role::Personal) => self.like_personal(section),
            _ => Some(self.like_template(section)),
        }
    }

    /// The place of the template's personal section in or around `section`. Within a section that is not personal it is
    /// none: a new one must never be replaced by the outer one, as others are.
    fn like_personal(&self, section: usize) -> Option<AgendaPlace> {
        let sections = self.template.sections();
        let around = std::iter::successors(Some(section), |index| sections[*index].parent);
        let outermost = around
            .filter(|index| sections[*index].role == Some(Role::Personal))
            .last()?;
        let parent = sections[outermost].parent;
        let is_at_top = parent.is_none_or(|parent| sections[parent].level == 1);
        is_at_top.then_some(AgendaPlace::LikeTemplate(outermost))
    }

    /// A section within another that the agenda lacks is not made alone: what belongs there goes into the outer one.
    fn like_template(&self, section: usize) -> AgendaPlace {
        let Some(parent) = self.template.sections()[section].parent else {
            return AgendaPlace::LikeTemplate(section);
        };
        let outer = &self.template.sections()[parent];
        let is_title_of_page = outer.level == 1;
        if is_title_of_page {
            return AgendaPlace::LikeTemplate(section);
        }
        match section_for(self.meeting, &outer.title, self.template.role_at(parent)) {
            Some(present) => AgendaPlace::Section(present),
            None => self.like_template(parent),
        }
    }

    /// The edits that put `arrivals` into `place`, those that go first before the others.
    pub fn edits(&self, place: &AgendaPlace, arrivals: &[Arrival]) -> Vec<TextEdit> {
        let items: Vec<NewItem> = arrivals
            .iter()
            .map(|arrival| arrival.item.clone())
            .collect();
        match place {
            AgendaPlace::Section(section) => {
                let section = &self.meeting.sections()[*section];
                let first = arrivals.iter().take_while(|arrival| arrival.first).count();
                let has_bullets = section.point.is_some() || self.has_bullets(section.own);
                if !has_bullets || first == 0 {
                    return vec![into_section(
                        self.document(),
                        section,
                        &items,
                        Position::Last,
                    )];
                }
                let mut edits = vec![into_section(
                    self.document(),
                    section,
                    &items[..first],
                    Position::First,
                )];
                if first < items.len() {
                    edits.push(into_section(
                        self.document(),
                        section,
                        &items[first..],
                        Position::Last,
                    ));
                }
                edits
            }
            AgendaPlace::LikeTemplate(_) | AgendaPlace::New(_) => {
                let new = self.new_place(place);
                let headings = [(new.level, self.title(place))];
                vec![self.new_section(new.offset, &headings, &items)]
            }
        }
    }

    /// Whether a list stands where things go that go to `place`.
    pub fn has_list(&self, place: &AgendaPlace) -> bool {
        let AgendaPlace::Section(section) = place else {
            return false;
        };
        let section = &self.meeting.sections()[*section];
        let own = section.own;
        let mut blocks = self.document().blocks().iter();
        let is_list = |block: &Block| block.kind == BlockKind::List && own.contains(block.span);
        section.point.is_some() || blocks.any(is_list)
    }

    /// The edit that puts `items` into a new section with `title` below the section of `role`, which is made where the
    /// template has it, else at the end, if it is missing; and the title of the section of `role`.
    pub fn new_below(&self, role: Role, title: &str, items: &[NewItem]) -> (TextEdit, String) {
        let place = self.place_of(role.title(), Some(role));
        let place = place.unwrap_or(AgendaPlace::New(role));
        // Below a line that stands for a heading nothing can have a heading of its own.
        let place = match place {
            AgendaPlace::Section(section) if !self.meeting.sections()[section].has_heading => {
                AgendaPlace::New(role)
            }
            place => place,
        };
        let outer = self.title(&place);
        let edit = match place {
            AgendaPlace::Section(section) => {
                let section = &self.meeting.sections()[section];
                let headings = [(section.level + 1, title.to_string())];
                self.new_section(section.whole.end, &headings, items)
            }
            AgendaPlace::LikeTemplate(_) | AgendaPlace::New(_) => {
                let NewPlace { offset, level } = self.new_place(&place);
                let headings = [(level, outer.clone()), (level + 1, title.to_string())];
                self.new_section(offset, &headings, items)
            }
        };
        (edit, outer)
    }

    /// Where the section begins that has to be made for `place`, and the level of its heading. It neither comes to stand
    /// within a personal section nor takes what is not personal into one.
    fn new_place(&self, place: &AgendaPlace) -> NewPlace {
        let actions = || self.meeting.section_of_role(Role::ActionItems);
        let (new, role) = match place {
            AgendaPlace::LikeTemplate(section) => {
                (self.beside(*section), self.template.role_at(*section))
            }
            AgendaPlace::New(Role::Personal) => {
                let before = actions().map(|section| &self.meeting.sections()[section]);
                let before = before.filter(|section| section.has_heading);
                let before = before.map(|section| NewPlace {
                    offset: section.whole.start,
                    level: section.level,
                });
                (before.unwrap_or_else(|| self.end()), Some(Role::Personal))
            }
            AgendaPlace::New(role) => (self.end(), Some(*role)),
            AgendaPlace::Section(section) => {
                let section = &self.meeting.sections()[*section];
                let (offset, level) = (section.whole.end, section.level);
                (NewPlace { offset, level }, section.role)
            }
        };
        match role {
            Some(Role::Personal) => new,
            _ => self.outside_personal(new),
        }
    }

    /// `new`, or, where it would be within a personal section, a place behind that one.
    fn outside_personal(&self, new: NewPlace) -> NewPlace {
        let around = self.meeting.sections().iter().find(|section| {
            section.role == Some(Role::Personal)
                && section.level < new.level
                && section.whole.start < new.offset
                && new.offset <= section.whole.end
        });
        around.map_or(new, |personal| NewPlace {
            offset: personal.whole.end.min(open_end(self.document())),
            level: personal.level,
        })
    }

    /// Where a section at the end begins, and the level of its heading.
    fn end(&self) -> NewPlace {
        let levels = self.meeting.sections().iter().map(|section| section.level);
        let level = levels.filter(|level| *level > 1).min();
        NewPlace {
            offset: open_end(self.document()),
            level: level.unwrap_or(2),
        }
    }

    fn has_bullets(&self, own: Span) -> bool {
        let first = self
            .document()
            .blocks()
            .iter()
            .find(|b| b.kind == BlockKind::List && own.contains(b.span));
        first.is_some_and(|list| {
            let mut items = self.document().items().iter();
            items
                .find(|item| list.span.contains(item.marker))
                .is_some_and(|item| item.marker.end - item.marker.start == 1)
        })
    }

    /// Where a section like the template's `section` begins: behind the nearest one before it that the agenda has,
    /// else before the nearest one after it, on the level of that one; else at the end.
    fn beside(&self, section: usize) -> NewPlace {
        let sections = self.template.sections();
        let level = sections[section].level;
        let present = |index: usize| {
            let other = &sections[index];
            let found = (other.level == level)
                .then(|| section_for(self.meeting, &other.title, other.role))??;
            Some(&self.meeting.sections()[found]).filter(|section| section.has_heading)
        };
        let behind = |section: &MeetingSection| NewPlace {
            offset: section.whole.end,
            level: section.level,
        };
        let before = |section: &MeetingSection| NewPlace {
            offset: section.whole.start,
            level: section.level,
        };
        let earlier = (0..section).rev().find_map(present).map(behind);
        let later = || (section + 1..sections.len()).find_map(present).map(before);
        earlier.or_else(later).unwrap_or(NewPlace {
            offset: open_end(self.document()),
            level,
        })
    }

    /// A new section with `items` at `offset`: its heading with its level, below those of new sections around it.
    fn new_section(
        &self,
        offset: usize,
        headings: &[(usize, String)],
        items: &[NewItem],
    ) -> TextEdit {
        let source = self.document().source();
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
        insert_after(self.document(), offset, &text)
    }

    /// The agenda after `edits`, read again to make sure that it holds what it held, `added` as open items, and no other
    /// item; and that nothing personal came out of a personal section, or anything else into one.
    pub fn with_items(
        &self,
        edits: &[TextEdit],
        added: &[AddedItem],
    ) -> Result<EditedMeeting, PlanError> {
        let after = self.edited(edits)?;
        // How often each is there too few times, or with a minus too many.
        let mut missing: HashMap<ItemKey, isize> = HashMap::new();
        for key in keys(self.meeting) {
            *missing.entry(key).or_default() += 1;
        }
        for item in added {
            *missing.entry(item.key()).or_default() += 1;
        }
        for key in keys(after.meeting()) {
            *missing.entry(key).or_default() -= 1;
        }
        let wrong = missing
            .into_iter()
            .filter(|(_, count)| *count != 0)
            .map(|(key, _)| key.title)
            .min();
        match wrong {
            Some(title) => Err(PlanError::NotReadBack {
                path: self.meeting.path(),
                wanted: format!("`{}`", unmarked(&title)),
            }),
            None => Ok(after),
        }
    }

    /// The agenda after `edits`.
    pub fn edited(&self, edits: &[TextEdit]) -> Result<EditedMeeting, PlanError> {
        EditedMeeting::of(self.meeting, edits, self.vocabulary)
    }
}

/// An item that goes into the agenda, as it is to be read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedItem {
    /// What its `since:` says.
    pub since: NaiveDate,
    /// Its title.
    pub title: String,
    /// The title of the action item around it.
    pub parent: Option<String>,
    /// Whether it is personal.
    pub is_personal: bool,
}

impl AddedItem {
    fn key(&self) -> ItemKey {
        ItemKey {
            since: self.since,
            title: self.title.clone(),
            parent: self.parent.clone(),
            is_open: true,
            is_personal: self.is_personal,
        }
    }
}

/// What an item is told by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ItemKey {
    /// `since:`, or the meeting's date.
    since: NaiveDate,
    title: String,
    /// The title of the action item around it.
    parent: Option<String>,
    is_open: bool,
    is_personal: bool,
}

fn keys(meeting: &Meeting) -> impl Iterator<Item = ItemKey> + '_ {
    meeting.items().iter().map(|item| ItemKey {
        since: item.since().unwrap_or(meeting.date()),
        title: item.title.clone(),
        parent: item
            .parent
            .map(|parent| meeting.items()[parent].title.clone()),
        is_open: item.status().is_open(),
        is_personal: item.role == Some(Role::Personal),
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

#[cfg(test)]
mod tests;
