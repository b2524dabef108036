//! What `export` prints as JSON. A file of today must be read in ten years: fields are added, never renamed or removed;
//! what can't be done so gets a new [`VERSION`].

use std::sync::Arc;

use serde::Serialize;

use crate::meeting::{AttributeKey, Meeting, Person, Role, Series, spelled};
use crate::view::export::{Export, ExportScope, ExportedItem, ExportedMeeting, ItemPlace};

/// The name of the format.
const FORMAT: &str = "oneonone-export";
/// Its version.
const VERSION: u32 = 1;

/// All of it.
#[derive(Debug, Serialize)]
pub struct Exported<'a> {
    pub format: &'static str,
    pub version: u32,
    pub notebook: &'a str,
    pub manager: Participant<'a>,
    pub ic: Participant<'a>,
    /// The first day that was asked for.
    pub from: Option<String>,
    /// The last day that was asked for.
    pub to: Option<String>,
    /// Whether personal sections are in it.
    pub personal: bool,
    pub meetings: Vec<MeetingRecord<'a>>,
    pub items: Vec<ItemRecord<'a>>,
}

/// One of the two.
#[derive(Debug, Serialize)]
pub struct Participant<'a> {
    pub handle: &'a str,
    pub name: &'a str,
    pub email: Option<&'a str>,
}

/// A meeting: front matter, preface, then each section's heading and text give the whole file.
#[derive(Debug, Serialize)]
pub struct MeetingRecord<'a> {
    pub date: String,
    /// Relative to the notebook.
    pub path: String,
    pub status: &'static str,
    pub moved_from: Option<String>,
    /// Why the tool changes nothing in the file, if so.
    pub damage: Option<&'static str>,
    pub front_matter: Option<FrontMatterRecord<'a>>,
    /// What stands above the first heading.
    pub preface: &'a str,
    pub sections: Vec<SectionRecord<'a>>,
}

/// Front matter, as it is written and as it is read.
#[derive(Debug, Serialize)]
pub struct FrontMatterRecord<'a> {
    pub text: &'a str,
    pub entries: Vec<EntryRecord>,
}

/// One `key: value` of it; lists and the like have no value here, but stand in the text.
#[derive(Debug, Serialize)]
pub struct EntryRecord {
    pub key: String,
    pub value: Option<String>,
}

/// A section up to the next heading.
#[derive(Debug, Serialize)]
pub struct SectionRecord<'a> {
    pub title: &'a str,
    pub level: usize,
    pub role: Option<&'static str>,
    /// The heading as it is written.
    pub heading: &'a str,
    pub text: &'a str,
}

/// A promise, once.
#[derive(Debug, Serialize)]
pub struct ItemRecord<'a> {
    /// What it is known by: of its title and its origin, the same on every machine.
    pub id: String,
    /// The item around it.
    pub parent: Option<String>,
    pub title: &'a str,
    pub status: &'static str,
    pub owner: Option<&'a str>,
    pub due: Option<String>,
    /// The meeting in which it was first written.
    pub since: String,
    pub done: Option<String>,
    pub priority: Option<u8>,
    pub carried: usize,
    /// The meeting in which its newest copy stands.
    pub date: String,
    pub section: Option<&'a str>,
    pub role: Option<&'static str>,
    pub path: String,
    pub line: usize,
    /// All its copies, oldest first.
    pub history: Vec<PlaceRecord<'a>>,
}

/// A copy of an item.
#[derive(Debug, Serialize)]
pub struct PlaceRecord<'a> {
    pub date: String,
    pub status: &'static str,
    pub section: Option<&'a str>,
    pub path: String,
    pub line: usize,
    /// The item with its notes, as it is written.
    pub text: &'a str,
}

impl<'a> Exported<'a> {
    /// `export`, which was made of `series` in `scope`, under the name of its notebook.
    pub fn new(notebook: &'a str, series: &'a Series, scope: ExportScope, export: &Export) -> Self {
        let pair = &series.settings().pair;
        let whole: Vec<&Meeting> = series.all_whole().map(Arc::as_ref).collect();
        Exported {
            format: FORMAT,
            version: VERSION,
            notebook,
            manager: participant(&pair.manager),
            ic: participant(&pair.ic),
            from: scope.from.map(|date| date.to_string()),
            to: scope.to.map(|date| date.to_string()),
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

fn participant(person: &Person) -> Participant<'_> {
    Participant {
        handle: person.handle.as_str(),
        name: &person.name,
        email: person.email.as_deref(),
    }
}

fn meeting_record<'a>(whole: &[&'a Meeting], exported: &ExportedMeeting) -> MeetingRecord<'a> {
    let meeting = whole[exported.meeting];
    let source = meeting.source();
    let front_matter = meeting.front_matter();
    let head = meeting.document().body().start;
    let first = meeting.sections().first();
    let first = first.map_or(source.len(), |section| section.heading.start);
    MeetingRecord {
        date: meeting.date().to_string(),
        path: meeting.path().to_string(),
        status: meeting.status().word(),
        moved_from: meeting.moved_from().map(|date| date.to_string()),
        damage: meeting
            .damage()
            .map(|damage| damage.diagnostic().rule.code()),
        front_matter: front_matter.map(|front_matter| FrontMatterRecord {
            text: front_matter.content.slice(source),
            entries: (front_matter.entries.iter())
                .map(|entry| EntryRecord {
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

fn section_record(meeting: &Meeting, index: usize) -> SectionRecord<'_> {
    let section = &meeting.sections()[index];
    SectionRecord {
        title: &section.title,
        level: section.level,
        role: section.role.map(Role::word),
        heading: section.heading.slice(meeting.source()),
        text: section.own.slice(meeting.source()),
    }
}

fn item_record<'a>(whole: &[&'a Meeting], exported: &ExportedItem) -> ItemRecord<'a> {
    let newest = exported.newest();
    let meeting = whole[newest.meeting];
    let item = &meeting.items()[newest.item];
    let date = |key| item.date(key).map(|date| date.to_string());
    ItemRecord {
        id: spelled(exported.hash),
        parent: exported.parent.map(spelled),
        title: &item.title,
        status: item.status().word(),
        owner: item.owner(),
        due: date(AttributeKey::Due),
        since: exported.origin.to_string(),
        done: date(AttributeKey::Done),
        priority: item.attributes.priority.map(|(priority, _)| priority),
        carried: exported.carried,
        date: meeting.date().to_string(),
        section: title_of(meeting, item.section),
        role: item.role.map(Role::word),
        path: meeting.path().to_string(),
        line: newest.line,
        history: (exported.history.iter())
            .map(|place| place_record(whole, place))
            .collect(),
    }
}

fn place_record<'a>(whole: &[&'a Meeting], place: &ItemPlace) -> PlaceRecord<'a> {
    let meeting = whole[place.meeting];
    let item = &meeting.items()[place.item];
    let text = meeting.source().get(item.line_start..item.end);
    PlaceRecord {
        date: meeting.date().to_string(),
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
