//! All that stands in the meetings of one pair, as data: for other programs, and to take along.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::meeting::{AttributeKey, ItemCopy, Meeting, Role, Series, item_copies};

/// What is to be taken out.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportScope {
    /// Only meetings on this day or later.
    pub from: Option<NaiveDate>,
    /// Only meetings on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Personal sections too, with the items in them.
    pub personal: bool,
}

impl ExportScope {
    fn has(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// The meetings of a pair as data, by their indexes in the series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The meetings, oldest first.
    pub meetings: Vec<ExportedMeeting>,
    /// The items, by where they were first found.
    pub items: Vec<ExportedItem>,
}

/// A meeting that is exported, and how much of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedMeeting {
    /// Its index in the series.
    pub meeting: usize,
    /// The indexes of its sections that are in.
    pub sections: Vec<usize>,
}

/// One promise, with all that became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedItem {
    /// A number for it, from which the short reference is made: the same on every machine.
    pub hash: u64,
    /// The number of the item around it.
    pub parent: Option<u64>,
    /// The meeting in which it was first written.
    pub origin: NaiveDate,
    /// How often it was carried, as of its newest mention.
    pub carried: usize,
    /// Where it stands, oldest first; never empty.
    pub history: Vec<ItemPlace>,
}

/// An item as it stands in one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPlace {
    /// The meeting, by its index in the series.
    pub meeting: usize,
    /// The item, by its index in the meeting.
    pub item: usize,
    /// The line of its box, from 1.
    pub line: usize,
}

impl ExportedItem {
    /// Its newest mention.
    pub fn newest(&self) -> &ItemPlace {
        &self.history[self.history.len() - 1]
    }
}

/// The meetings of `series` that are in `scope`.
///
/// A personal section, with all sections within it and whatever their titles, is left out unless it is asked for. An
/// item has only those mentions that stand in what is taken out; one without any is left out.
pub fn export(series: &Series, scope: ExportScope) -> Export {
    let whole: Vec<&Meeting> = series.all_whole().map(Arc::as_ref).collect();
    let is_in = |meeting: &Meeting, section: Option<usize>| {
        scope.personal || section.is_none_or(|section| !meeting.is_within(section, Role::Personal))
    };
    let meetings: Vec<ExportedMeeting> = whole
        .iter()
        .enumerate()
        .filter(|(_, meeting)| scope.has(meeting.date()))
        .map(|(index, meeting)| ExportedMeeting {
            meeting: index,
            sections: (0..meeting.sections().len())
                .filter(|section| is_in(meeting, Some(*section)))
                .collect(),
        })
        .collect();
    let item_copies = item_copies(whole.iter().map(|meeting| meeting.skimmed()));
    let hash_at: HashMap<(usize, usize), u64> = item_copies
        .iter()
        .map(|copy| ((copy.meeting, copy.item), copy.hash()))
        .collect();
    let mut items: Vec<ExportedItem> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for ItemCopy {
        meeting: index,
        item,
        identity,
        ..
    } in &item_copies
    {
        let meeting = whole[*index];
        let written = &meeting.items()[*item];
        if !scope.has(meeting.date()) || !is_in(meeting, written.section) {
            continue;
        }
        let hash = hash_at[&(*index, *item)];
        let at = *known.entry(hash).or_insert_with(|| {
            items.push(ExportedItem {
                hash,
                parent: None,
                origin: identity.origin,
                carried: 0,
                history: Vec::new(),
            });
            items.len() - 1
        });
        let parent = written.parent.map(|parent| hash_at[&(*index, parent)]);
        let place = meeting.place(written.checkbox.span.start);
        let exported = &mut items[at];
        exported.parent = parent;
        exported.carried = series.times_carried(identity.origin, meeting.due_date());
        exported.history.push(ItemPlace {
            meeting: *index,
            item: *item,
            line: place.line,
        });
    }
    Export { meetings, items }
}

/// The names of the columns of [`table`].
pub const COLUMNS: [&str; 15] = [
    "id", "title", "status", "owner", "due", "since", "done", "priority", "carried", "date",
    "section", "role", "path", "line", "history",
];

/// The items of `export`, which was made of `series`, as the cells of a table, without the names of its columns.
pub fn table(series: &Series, export: &Export) -> Vec<Vec<String>> {
    let whole: Vec<&Meeting> = series.all_whole().map(Arc::as_ref).collect();
    let row = |exported: &ExportedItem| {
        let newest = exported.newest();
        let meeting = whole[newest.meeting];
        let item = &meeting.items()[newest.item];
        let section = meeting.sections_around(item).next();
        let date = |key| {
            item.date(key)
                .map_or_else(String::new, |date| date.to_string())
        };
        let history: Vec<String> = exported
            .history
            .iter()
            .map(|place| {
                let meeting = whole[place.meeting];
                let status = meeting.items()[place.item].status().word();
                format!("{} {status}", meeting.date())
            })
            .collect();
        vec![
            crate::meeting::spelled(exported.hash),
            item.title.clone(),
            item.status().word().to_string(),
            item.owner().unwrap_or_default().to_string(),
            date(AttributeKey::Due),
            exported.origin.to_string(),
            date(AttributeKey::Done),
            item.attributes
                .priority
                .map_or_else(String::new, |(priority, _)| priority.to_string()),
            exported.carried.to_string(),
            meeting.date().to_string(),
            section.map_or_else(String::new, |section| section.title.clone()),
            item.role.map_or("", Role::word).to_string(),
            meeting.path().to_string(),
            newest.line.to_string(),
            history.join("; "),
        ]
    };
    export.items.iter().map(row).collect()
}
