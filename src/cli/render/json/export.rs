//! `export`. A file of today must be read in ten years: fields are added, never renamed or removed; what can't be done so
//! gets a new [`VERSION`].

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::Day;
use crate::markdown::plain;
use crate::meeting::{AttributeKey, Meeting, Person, Role, Series, spelled};
use crate::view::export::{Export, ExportScope, ExportedItem, ExportedMeeting, ItemPlace};

/// The name of the format.
const FORMAT: &str = "oneonone-export";
/// Its version.
const VERSION: u32 = 1;

/// All meetings of a pair, and all its items.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExportJson<'a> {
    /// The name of the format: `oneonone-export`.
    pub format: &'static str,
    /// Its version: 1.
    pub version: u32,
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The manager.
    pub manager: ParticipantJson<'a>,
    /// The individual contributor.
    pub ic: ParticipantJson<'a>,
    /// The first day that was asked for.
    pub from: Option<Day>,
    /// The last day that was asked for.
    pub to: Option<Day>,
    /// Whether personal sections are in it.
    pub personal: bool,
    /// The meetings, oldest first.
    pub meetings: Vec<ExportedMeetingJson<'a>>,
    /// The items, each once.
    pub items: Vec<ExportedItemJson<'a>>,
}

/// One of the two.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ParticipantJson<'a> {
    /// The handle, without `@`.
    pub handle: &'a str,
    /// The full name.
    pub name: &'a str,
    /// The address.
    pub email: Option<&'a str>,
}

/// A meeting: front matter, preface, then each section's heading and text give the whole file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExportedMeetingJson<'a> {
    /// Its date.
    pub date: Day,
    /// Its file, from the folder of the notebook.
    pub path: String,
    /// What became of it: `planned`, `held`, `moved` or `cancelled`.
    pub status: &'static str,
    /// The day on which it was first due, where it was moved.
    pub moved_from: Option<Day>,
    /// Why the program changes nothing in the file, if so: a code, as in `check --json`.
    pub damage: Option<&'static str>,
    /// Its front matter, where it has any.
    pub front_matter: Option<FrontMatterJson<'a>>,
    /// What stands above the first heading.
    pub preface: &'a str,
    /// Its sections, in order.
    pub sections: Vec<ExportedSectionJson<'a>>,
}

/// Front matter, as it is written and as it is read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FrontMatterJson<'a> {
    /// What stands between the two lines `---`.
    pub text: &'a str,
    /// Its keys, in order.
    pub entries: Vec<FrontMatterEntryJson>,
}

/// One `key: value` of it; lists and the like have no value here, but stand in the text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FrontMatterEntryJson {
    /// The key.
    pub key: String,
    /// Its value, where that is one word or line.
    pub value: Option<String>,
}

/// A section up to the next heading.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExportedSectionJson<'a> {
    /// The text of its heading.
    pub title: &'a str,
    /// The level of its heading, from 1.
    pub level: usize,
    /// What it is for, for instance `wins`.
    pub role: Option<&'static str>,
    /// The heading as it is written.
    pub heading: &'a str,
    /// What stands below it, up to the next heading.
    pub text: &'a str,
}

/// A promise, once.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExportedItemJson<'a> {
    /// What it is known by: of its title and its origin, the same on every machine.
    pub id: String,
    /// The `id` of the item around it.
    pub parent: Option<String>,
    /// Its text, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// The box of its newest copy in a word: `open`, `in-progress`, `done`, `carried`, `dropped` or `unknown`.
    pub status: &'static str,
    /// The handle of whoever has it.
    pub owner: Option<&'a str>,
    /// The day until which it is to be done.
    pub due: Option<Day>,
    /// The date of the meeting in which it was first written.
    pub since: Day,
    /// The day on which it was done.
    pub done: Option<Day>,
    /// Its priority: 1 is the highest.
    pub priority: Option<u8>,
    /// Over how many meetings it was carried.
    pub carried: usize,
    /// The date of the meeting in which its newest copy stands.
    pub date: Day,
    /// The title of the section in which that stands.
    pub section: Option<&'a str>,
    /// What that section is for, for instance `action-items`.
    pub role: Option<&'static str>,
    /// The file of its newest copy, from the folder of the notebook.
    pub path: String,
    /// The line of its box there, from 1.
    pub line: usize,
    /// All its copies, oldest first.
    pub history: Vec<ItemCopyJson<'a>>,
}

/// A copy of an item.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemCopyJson<'a> {
    /// The date of the meeting.
    pub date: Day,
    /// Its box there in a word: `open`, `in-progress`, `done`, `carried`, `dropped` or `unknown`.
    pub status: &'static str,
    /// The title of the section in which it stands.
    pub section: Option<&'a str>,
    /// The file, from the folder of the notebook.
    pub path: String,
    /// The line of its box, from 1.
    pub line: usize,
    /// The item with its notes, as it is written.
    pub text: &'a str,
}

impl<'a> ExportJson<'a> {
    /// `export`, which was made of `series` in `scope`, under the name of its notebook.
    pub fn new(notebook: &'a str, series: &'a Series, scope: ExportScope, export: &Export) -> Self {
        let pair = &series.settings().pair;
        let whole: Vec<&Meeting> = series.all_whole().map(Arc::as_ref).collect();
        ExportJson {
            format: FORMAT,
            version: VERSION,
            notebook,
            manager: participant(&pair.manager),
            ic: participant(&pair.ic),
            from: scope.from.map(Day),
            to: scope.to.map(Day),
            personal: scope.personal,
            meetings: (export.meetings.iter())
                .map(|exported| meeting_record(&whole, exported))
                .collect(),
            items: (export.items.iter())
                .map(|exported| item_record(&whole, exported))
                .collect(),
        }
    }
}

fn participant(person: &Person) -> ParticipantJson<'_> {
    ParticipantJson {
        handle: person.handle.as_str(),
        name: &person.name,
        email: person.email.as_deref(),
    }
}

fn meeting_record<'a>(
    whole: &[&'a Meeting],
    exported: &ExportedMeeting,
) -> ExportedMeetingJson<'a> {
    let meeting = whole[exported.meeting];
    let source = meeting.source();
    let front_matter = meeting.front_matter();
    let head = meeting.document().body().start;
    let first = meeting.sections().first();
    let first = first.map_or(source.len(), |section| section.heading.start);
    ExportedMeetingJson {
        date: Day(meeting.date()),
        path: meeting.path().to_string(),
        status: meeting.status().word(),
        moved_from: meeting.moved_from().map(Day),
        damage: meeting
            .damage()
            .map(|damage| damage.diagnostic().rule.code()),
        front_matter: front_matter.map(|front_matter| FrontMatterJson {
            text: front_matter.content.slice(source),
            entries: (front_matter.entries.iter())
                .map(|entry| FrontMatterEntryJson {
                    key: entry.key.clone(),
                    value: entry.value.clone(),
                })
                .collect(),
        }),
        preface: source.get(head..first).unwrap_or_default(),
        sections: (exported.sections.iter())
            .map(|section| section_record(meeting, *section))
            .collect(),
    }
}

fn section_record(meeting: &Meeting, index: usize) -> ExportedSectionJson<'_> {
    let section = &meeting.sections()[index];
    ExportedSectionJson {
        title: &section.title,
        level: section.level,
        role: section.role.map(Role::word),
        heading: section.heading.slice(meeting.source()),
        text: section.own.slice(meeting.source()),
    }
}

fn item_record<'a>(whole: &[&'a Meeting], exported: &ExportedItem) -> ExportedItemJson<'a> {
    let newest = exported.newest();
    let meeting = whole[newest.meeting];
    let item = &meeting.items()[newest.item];
    let date = |key| item.date(key).map(Day);
    ExportedItemJson {
        id: spelled(exported.hash),
        parent: exported.parent.map(spelled),
        title: &item.title,
        plain: plain(&item.title),
        status: item.status().word(),
        owner: item.owner(),
        due: date(AttributeKey::Due),
        since: Day(exported.origin),
        done: date(AttributeKey::Done),
        priority: item.attributes.priority.map(|(priority, _)| priority),
        carried: exported.carried,
        date: Day(meeting.date()),
        section: title_of(meeting, item.section),
        role: item.role.map(Role::word),
        path: meeting.path().to_string(),
        line: newest.line,
        history: (exported.history.iter())
            .map(|place| place_record(whole, place))
            .collect(),
    }
}

fn place_record<'a>(whole: &[&'a Meeting], place: &ItemPlace) -> ItemCopyJson<'a> {
    let meeting = whole[place.meeting];
    let item = &meeting.items()[place.item];
    let text = meeting.source().get(item.line_start..item.end);
    ItemCopyJson {
        date: Day(meeting.date()),
        status: item.status().word(),
        section: title_of(meeting, item.section),
        path: meeting.path().to_string(),
        line: place.line,
        text: text.unwrap_or_default().trim_end(),
    }
}

fn title_of(meeting: &Meeting, section: Option<usize>) -> Option<&str> {
    section.map(|section| meeting.sections()[section].title.as_str())
}
