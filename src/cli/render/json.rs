//! What `--json` prints. These types are the interface for scripts: fields are added, never renamed or removed.

use serde::Serialize;

use crate::cli::deeds;
use crate::meeting::{ListedItem, MeetingPath, Side};
use crate::notebook::Notebook;
use crate::plan::CarriedItem;
use crate::plan::by_hand::HandCopy;
use crate::practice::checks::Placed;
use crate::view::{Hit, Mention, PairStatus, Promises};

/// An item as listed.
#[derive(Debug, Serialize)]
pub struct Item<'a> {
    pub r#ref: &'a str,
    pub title: &'a str,
    pub status: &'static str,
    pub owner: Option<&'a str>,
    pub due: Option<String>,
    pub overdue: bool,
    pub since: String,
    pub carried: usize,
    pub notebook: &'a str,
    pub date: String,
    pub section: Option<&'a str>,
    pub role: Option<&'static str>,
    pub path: String,
    pub line: usize,
    pub column: usize,
}

impl<'a> Item<'a> {
    /// `item` of `notebook`, whose file is shown as `path`.
    pub fn new(
        item: &'a ListedItem,
        reference: &'a str,
        notebook: &'a str,
        path: String,
        today: chrono::NaiveDate,
    ) -> Self {
        Item {
            r#ref: reference,
            title: &item.title,
            status: item.status.word(),
            owner: item.owner.as_deref(),
            due: item.due.map(|due| due.to_string()),
            overdue: item.is_overdue(today),
            since: item.origin.to_string(),
            carried: item.times,
            notebook,
            date: item.date.to_string(),
            section: item.section.as_deref(),
            role: item.role.map(crate::meeting::Role::word),
            path,
            line: item.line,
            column: item.column,
        }
    }
}

/// What `items --json` prints.
#[derive(Debug, Serialize)]
pub struct Items<'a> {
    pub items: Vec<Item<'a>>,
}

/// What `thread --json` prints.
#[derive(Debug, Serialize)]
pub struct Thread {
    pub title: String,
    pub mentions: Vec<ThreadMention>,
}

/// One mention in a thread.
#[derive(Debug, Serialize)]
pub struct ThreadMention {
    pub date: String,
    pub status: &'static str,
    pub path: String,
    pub line: usize,
    pub text: String,
}

impl ThreadMention {
    /// `mention`, whose file is shown as `path`.
    pub fn new(mention: &Mention, path: String) -> Self {
        ThreadMention {
            date: mention.date.to_string(),
            status: mention.status.word(),
            path,
            line: mention.line,
            text: mention.text.clone(),
        }
    }
}

/// What `search --json` prints.
#[derive(Debug, Serialize)]
pub struct Hits {
    pub hits: Vec<SearchHit>,
}

/// One line that was found.
#[derive(Debug, Serialize)]
pub struct SearchHit {
    pub notebook: String,
    pub date: String,
    pub section: Option<String>,
    pub path: String,
    pub line: usize,
    pub text: String,
}

impl SearchHit {
    /// `hit` in `notebook`, whose file is shown as `path`.
    pub fn new(hit: &Hit, notebook: &str, path: String) -> Self {
        SearchHit {
            notebook: notebook.to_string(),
            date: hit.date.to_string(),
            section: hit.section.clone(),
            path,
            line: hit.line,
            text: hit.text.clone(),
        }
    }
}

/// What `status --json` prints.
#[derive(Debug, Serialize)]
pub struct Statuses {
    pub pairs: Vec<Pair>,
}

/// How one pair stands.
#[derive(Debug, Serialize)]
pub struct Pair {
    pub notebook: String,
    pub manager: PairSide,
    pub ic: PairSide,
    pub me: Option<&'static str>,
    pub last_held: Option<String>,
    pub next: Option<String>,
    pub agenda_ready: bool,
    pub days_late: i64,
    pub unowned: usize,
    pub neglected: Vec<Neglected>,
    pub damaged_files: usize,
}

/// One side of a pair.
#[derive(Debug, Serialize)]
pub struct PairSide {
    pub handle: String,
    pub open: usize,
    pub overdue: usize,
    pub oldest: Option<String>,
}

/// A topic that was passed over.
#[derive(Debug, Serialize)]
pub struct Neglected {
    pub topic: &'static str,
    pub meetings: usize,
}

impl PairSide {
    /// One side with its promises.
    pub fn new(handle: &str, promises: &Promises) -> Self {
        PairSide {
            handle: handle.to_string(),
            open: promises.open,
            overdue: promises.overdue,
            oldest: promises.oldest.map(|date| date.to_string()),
        }
    }
}

impl Pair {
    /// The status of the pair of `notebook`.
    pub fn new(notebook: &Notebook, status: &PairStatus, me: Option<Side>) -> Self {
        let pair = &notebook.settings().pair;
        Pair {
            notebook: notebook.name().to_string(),
            manager: PairSide::new(pair.manager.handle.as_str(), &status.manager),
            ic: PairSide::new(pair.ic.handle.as_str(), &status.ic),
            me: me.map(|side| match side {
                Side::Manager => "manager",
                Side::Ic => "ic",
            }),
            last_held: status.last_held.map(|date| date.to_string()),
            next: status.next.map(|date| date.to_string()),
            agenda_ready: status.agenda_ready,
            days_late: status.days_late,
            unowned: status.unowned,
            neglected: status
                .neglected
                .iter()
                .map(|(role, meetings)| Neglected {
                    topic: role.word(),
                    meetings: *meetings,
                })
                .collect(),
            damaged_files: status.damaged,
        }
    }
}

/// What `show --json` prints.
#[derive(Debug, Serialize)]
pub struct Meeting<'a> {
    pub notebook: &'a str,
    pub date: String,
    pub path: String,
    pub status: &'static str,
    pub moved_from: Option<String>,
    pub sections: Vec<Section<'a>>,
    pub items: Vec<Item<'a>>,
    pub text: &'a str,
    /// The user's own note beside it, which is on this machine alone.
    pub private: Option<String>,
}

/// A section of a meeting.
#[derive(Debug, Serialize)]
pub struct Section<'a> {
    pub title: &'a str,
    pub level: usize,
    pub role: Option<&'static str>,
    pub text: &'a str,
}

/// What `check --json` prints.
#[derive(Debug, Serialize)]
pub struct Checked {
    pub diagnostics: Vec<CheckedDiagnostic>,
}

/// One diagnostic with its place.
#[derive(Clone, Debug, Serialize)]
pub struct CheckedDiagnostic {
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
}

impl CheckedDiagnostic {
    /// `placed` for scripts.
    pub fn new(placed: &Placed) -> Self {
        let diagnostic = &placed.diagnostic;
        CheckedDiagnostic {
            path: placed.path.clone(),
            line: placed.place.map_or(0, |place| place.line),
            column: placed.place.map_or(0, |place| place.column),
            severity: diagnostic.rule.severity().word(),
            code: diagnostic.rule.code(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.as_ref().map(deeds::help),
        }
    }
}

/// What `carry --json` prints.
#[derive(Debug, Serialize)]
pub struct Carried<'a> {
    pub path: String,
    pub carried: Vec<CarriedJson<'a>>,
    pub marked: usize,
    pub by_hand: Vec<HandCopyJson<'a>>,
}

/// An item that somebody had copied by hand.
#[derive(Debug, Serialize)]
pub struct HandCopyJson<'a> {
    pub title: &'a str,
    pub since: String,
    pub file: String,
    pub line: usize,
}

impl<'a> HandCopyJson<'a> {
    pub fn new(copy: &'a HandCopy) -> Self {
        HandCopyJson {
            title: &copy.title,
            since: copy.origin.to_string(),
            file: MeetingPath::new(copy.date).to_string(),
            line: copy.line,
        }
    }
}

/// An item that was carried.
#[derive(Debug, Serialize)]
pub struct CarriedJson<'a> {
    pub title: &'a str,
    pub owner: Option<&'a str>,
    pub since: String,
    pub from: String,
    pub carried: usize,
    pub section: &'a str,
}

impl<'a> CarriedJson<'a> {
    /// `item` for scripts.
    pub fn new(item: &'a CarriedItem) -> Self {
        CarriedJson {
            title: &item.title,
            owner: item.owner.as_deref(),
            since: item.origin.to_string(),
            from: item.from.to_string(),
            carried: item.times,
            section: &item.section,
        }
    }
}

/// What `undo --list --json` prints.
#[derive(Debug, Serialize)]
pub struct Changes {
    pub changes: Vec<Change>,
}

/// A change that can be taken back.
#[derive(Debug, Serialize)]
pub struct Change {
    pub notebook: String,
    pub number: u64,
    /// A moment, in UTC.
    pub at: String,
    pub command: String,
    pub undoes: Option<u64>,
    /// The files, as `show` gives paths.
    pub paths: Vec<String>,
}

/// What `doctor --json` prints.
#[derive(Debug, Serialize)]
pub struct Diagnosis {
    pub findings: Vec<Found>,
}

/// Something that is wrong with a clone.
#[derive(Debug, Serialize)]
pub struct Found {
    pub notebook: String,
    pub code: &'static str,
    pub message: String,
    pub path: Option<String>,
    pub line: usize,
    pub column: usize,
    pub help: String,
}
