//! What is carried: an open item with what belongs to it, as it goes from a meeting into the agenda.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::change::{AddedItem, NewItem, subtree};
use crate::markdown::Document;
use crate::meeting::{AGED, ActionItem, ItemCopy, Meeting, Role, Series, Skimmed};
use crate::text::{Span, fold_white_space};

/// An item that was carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedItem {
    /// Its words without attributes.
    pub title: String,
    /// Who promised it.
    pub owner: Option<String>,
    /// When it is to be done.
    pub due: Option<NaiveDate>,
    /// The meeting in which it was first written.
    pub origin: NaiveDate,
    /// The meeting from which it was taken now.
    pub from: NaiveDate,
    /// How often it has been carried, this time included.
    pub times: usize,
    /// The title of the section into which it went.
    pub section: String,
}

/// One list item that goes into the agenda: an open item with what belongs to it, or several below the text of the
/// list item around them, which does not go itself.
pub(super) struct Group {
    /// The meeting from which it comes.
    pub meeting: NaiveDate,
    pub section_title: String,
    pub role: Option<Role>,
    pub item: NewItem,
    /// The marks between the brackets of the action items in it, where they stand now.
    pub marks: Vec<Span>,
    pub carried: Vec<CarriedItem>,
    /// The same items as they are to be read from the agenda.
    pub added: Vec<AddedItem>,
    pub aged: bool,
    pub origin: NaiveDate,
}

/// The groups that go from the meeting `skimmed` into the agenda on `target`, in order: those of the items that `live` names, with their
/// open children and their notes.
pub(super) fn groups_of(
    skimmed: &Skimmed,
    live: &[&ItemCopy],
    series: &Series,
    target: NaiveDate,
) -> Vec<Group> {
    if live.is_empty() {
        return Vec::new();
    }
    // What is around the items, and what has ended below them, is needed now.
    let Some(meeting) = series.whole(skimmed.date()) else {
        return Vec::new();
    };
    let document = meeting.document();
    let items = meeting.items();
    let at: HashMap<usize, usize> = items
        .iter()
        .enumerate()
        .map(|(index, item)| (item.checkbox.span.start, index))
        .collect();
    let identity: BTreeMap<usize, &ItemCopy> = live
        .iter()
        .filter_map(|copy| {
            Some((
                *at.get(&skimmed.items().get(copy.item)?.checkbox.span.start)?,
                *copy,
            ))
        })
        .collect();
    let goes = |item: usize| identity.contains_key(&item);
    let mut groups: Vec<(Option<usize>, Group)> = Vec::new();
    for index in identity.keys() {
        let item = &items[*index];
        if has_live_ancestor(items, item, &goes) {
            continue; // it goes along with that one
        }
        let taken = subtree::take(document, items, *index, meeting.due_date(), &goes);
        let carried: Vec<CarriedItem> = taken
            .items
            .iter()
            .map(|index| {
                carried_item(
                    &items[*index],
                    identity[index],
                    series,
                    meeting.date(),
                    target,
                )
            })
            .collect();
        let around = document.items()[item.list_item].parent;
        let context = around
            .map(|parent| context_line(document, items, parent))
            .filter(|text| !text.is_empty());
        let added = added_items(meeting, &taken.items);
        let group = new_group(meeting, item, taken, (carried, added), context.is_some());
        match (groups.last_mut(), context) {
            (Some((last, above)), Some(_)) if *last == around => above.join(group),
            (_, Some(context)) => groups.push((around, group.below(&context))),
            (_, None) => groups.push((None, group)),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Whether an action item around `item` goes, and takes it along.
fn has_live_ancestor(
    items: &[ActionItem],
    item: &ActionItem,
    goes: &dyn Fn(usize) -> bool,
) -> bool {
    let mut around = item.parent;
    while let Some(parent) = around {
        if goes(parent) {
            return true;
        }
        around = items[parent].parent;
    }
    false
}

/// The text of the list item `parent` on one line: its title if it is an action item, else its first paragraph.
fn context_line(document: &Document, items: &[ActionItem], parent: usize) -> String {
    let title = match items.binary_search_by_key(&parent, |item| item.list_item) {
        Ok(index) => items[index].title.clone(),
        Err(_) => {
            let lines = document.items()[parent]
                .lines
                .iter()
                .map(|line| line.slice(document.source()));
            fold_white_space(&lines.collect::<Vec<_>>().join(" "))
        }
    };
    if title.is_empty() {
        title
    } else {
        subtree::context_text(&title)
    }
}

fn new_group(
    meeting: &Meeting,
    item: &ActionItem,
    taken: subtree::Subtree,
    (carried, added): (Vec<CarriedItem>, Vec<AddedItem>),
    in_context: bool,
) -> Group {
    let section = item
        .section
        .map(|section| meeting.sections()[section].title.clone());
    let item_lines = NewItem {
        lines: taken.lines,
        marker: taken.marker,
    };
    let item_lines = if in_context {
        item_lines.indented()
    } else {
        item_lines
    };
    Group {
        meeting: meeting.date(),
        added,
        section_title: section.unwrap_or_default(),
        role: item.role,
        marks: taken
            .items
            .iter()
            .map(|index| meeting.items()[*index].checkbox.mark)
            .collect(),
        aged: carried.iter().any(|item| item.times >= AGED),
        origin: carried
            .iter()
            .map(|item| item.origin)
            .min()
            .unwrap_or(meeting.date()),
        carried,
        item: item_lines,
    }
}

impl Group {
    /// The group below a line of plain text.
    fn below(mut self, context: &str) -> Group {
        let mut above = NewItem::bullet(context);
        let begins_anew = self
            .item
            .lines
            .first()
            .is_some_and(|line| subtree::interrupts_text(line));
        if !begins_anew {
            above.lines.push(String::new()); // a list that begins at 2 would run into the text
        }
        self.item = above.followed_by(self.item);
        self
    }

    /// Take `other` in, below the same line.
    fn join(&mut self, other: Group) {
        let above = std::mem::replace(&mut self.item, NewItem::bullet(""));
        self.item = above.followed_by(other.item);
        self.marks.extend(other.marks);
        self.carried.extend(other.carried);
        self.added.extend(other.added);
        self.aged |= other.aged;
        self.origin = self.origin.min(other.origin);
    }
}

/// `items` of `meeting` as they are to be read where they go.
fn added_items(meeting: &Meeting, items: &[usize]) -> Vec<AddedItem> {
    let added = items.iter().map(|index| {
        let item = &meeting.items()[*index];
        let mut around = item.parent;
        while around.is_some_and(|parent| !items.contains(&parent)) {
            around = around.and_then(|parent| meeting.items()[parent].parent);
        }
        AddedItem {
            since: meeting.origin_of(item),
            title: item.title.clone(),
            parent: around.map(|parent| meeting.items()[parent].title.clone()),
            is_personal: item.role == Some(Role::Personal),
        }
    });
    added.collect()
}

fn carried_item(
    item: &ActionItem,
    copy: &ItemCopy,
    series: &Series,
    from: NaiveDate,
    target: NaiveDate,
) -> CarriedItem {
    let origin = copy.identity.origin;
    // The agenda counts although it may not be there yet.
    let until = series.meeting(target).map_or(target, Skimmed::due_date);
    let not_counted = usize::from(series.meeting(target).is_none());
    CarriedItem {
        title: item.title.clone(),
        owner: item.owner().map(str::to_string),
        due: item.due(),
        origin,
        from,
        times: series.times_carried(origin, until) + not_counted,
        section: String::new(),
    }
}
