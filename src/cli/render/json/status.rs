//! `status --json`.

use serde::Serialize;

use super::{Day, SideJson};
use crate::meeting::{Person, Side};
use crate::notebook::Notebook;
use crate::view::{PairStatus, Promises};

/// How every pair stands, the one that needs you most first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StatusJson<'a> {
    /// The pairs.
    pub pairs: Vec<PairJson<'a>>,
}

/// How one pair stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PairJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The manager, with what they promised.
    pub manager: PairSideJson<'a>,
    /// The individual contributor, with what they promised.
    pub ic: PairSideJson<'a>,
    /// Which of the two you are, where that is known.
    pub me: Option<SideJson>,
    /// The date of the last held meeting.
    pub last_held: Option<Day>,
    /// The date of the next meeting.
    pub next: Option<Day>,
    /// Whether its agenda is there.
    pub agenda_ready: bool,
    /// How many days the last meeting lies back beyond the rhythm of the pair.
    pub days_late: i64,
    /// How many open items belong to neither of the two.
    pub unowned: usize,
    /// What was passed over in the last meetings.
    pub neglected: Vec<NeglectedJson>,
    /// How many files can be read only in part.
    pub damaged_files: usize,
}

/// One side of a pair.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PairSideJson<'a> {
    /// The handle, without `@`.
    pub handle: &'a str,
    /// How many of their items are open.
    pub open: usize,
    /// How many of those are overdue.
    pub overdue: usize,
    /// The date of the meeting in which the oldest of them was first written.
    pub oldest: Option<Day>,
}

/// A topic that was passed over.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NeglectedJson {
    /// What it is: `career` or `feedback`.
    pub topic: &'static str,
    /// In how many held meetings in a row, up to the last.
    pub meetings: usize,
}

impl<'a> PairSideJson<'a> {
    fn new(person: &'a Person, promises: &Promises) -> Self {
        PairSideJson {
            handle: person.handle.as_str(),
            open: promises.open,
            overdue: promises.overdue,
            oldest: promises.oldest.map(Day),
        }
    }
}

impl<'a> PairJson<'a> {
    /// The status of the pair of `notebook`.
    pub fn new(notebook: &'a Notebook, status: &PairStatus, me: Option<Side>) -> Self {
        let pair = &notebook.settings().pair;
        let neglected = status.neglected.iter();
        PairJson {
            notebook: notebook.name(),
            manager: PairSideJson::new(&pair.manager, &status.manager),
            ic: PairSideJson::new(&pair.ic, &status.ic),
            me: me.map(SideJson::from),
            last_held: status.last_held.map(Day),
            next: status.next.map(Day),
            agenda_ready: status.agenda_ready,
            days_late: status.days_late,
            unowned: status.unowned,
            neglected: neglected
                .map(|(role, meetings)| NeglectedJson {
                    topic: role.word(),
                    meetings: *meetings,
                })
                .collect(),
            damaged_files: status.damaged,
        }
    }
}
