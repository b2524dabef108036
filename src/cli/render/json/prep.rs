//! `prep --json`.

use std::borrow::Cow;

use serde::Serialize;

use super::{Day, SideJson};
use crate::markdown::plain;
use crate::meeting::{ListedItem, Side};
use crate::notebook::Notebook;
use crate::view::{EarlierPlan, Prep, Promised};

/// The screen before a meeting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PrepJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The date of the next meeting.
    pub date: Day,
    /// Whether its agenda is there.
    pub agenda: bool,
    /// For which of the two it is; `manager` where that is not known.
    pub me: SideJson,
    /// What you promised.
    pub mine: PromisedJson<'a>,
    /// What the other one promised.
    pub theirs: PromisedJson<'a>,
    /// The titles of open items that belong to neither of the two.
    pub unowned: Vec<&'a str>,
    /// The last held meeting.
    pub last: Option<LastMeetingJson<'a>>,
    /// The answers that somebody owes.
    pub owed: &'a [String],
    /// What has been left out lately.
    pub left_out: &'a [String],
    /// What the other one wrote since you last wrote or read; `null` where nothing tells who wrote what.
    pub new: Option<&'a [String]>,
    /// Priorities that stand below the line: what may wait.
    pub below_the_line: &'a [String],
    /// How many points the agenda has, beside what was carried.
    pub points: usize,
    /// For how many minutes the meeting is planned.
    pub minutes: Option<u32>,
    /// A question to ask.
    pub question: Option<String>,
}

/// What one of the two promised.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PromisedJson<'a> {
    /// What is open: what is overdue first, then the oldest.
    pub open: Vec<OpenPromiseJson<'a>>,
    /// Of what was on the table in the last meetings, how much was done …
    pub kept: usize,
    /// … and how much there was.
    pub all: usize,
}

/// An open promise.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OpenPromiseJson<'a> {
    /// Its text, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// The date of the meeting in which it was first written.
    pub since: Day,
    /// Over how many meetings it was carried.
    pub carried: usize,
    /// The day until which it is to be done.
    pub due: Option<Day>,
}

/// The last held meeting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LastMeetingJson<'a> {
    /// Its date.
    pub date: Day,
    /// Its summary, a line each.
    pub summary: &'a [String],
    /// What was planned in it.
    pub plans: Vec<PlanJson<'a>>,
}

/// A plan.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanJson<'a> {
    /// What was planned.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// What became of it, in a word such as `open` or `done`; `null` for a plan without a box.
    pub status: Option<&'static str>,
}

impl<'a> PrepJson<'a> {
    /// `prep` of `notebook` for scripts.
    pub fn new(notebook: &'a Notebook, prep: &'a Prep, me: Side, question: Option<String>) -> Self {
        let summary = prep.summary.as_ref();
        PrepJson {
            notebook: notebook.name(),
            date: Day(prep.date),
            agenda: prep.has_agenda,
            me: me.into(),
            mine: PromisedJson::new(&prep.mine),
            theirs: PromisedJson::new(&prep.theirs),
            unowned: prep
                .unowned
                .iter()
                .map(|item| item.title.as_str())
                .collect(),
            last: summary.map(|(date, summary)| LastMeetingJson {
                date: Day(*date),
                summary,
                plans: prep.plan.iter().map(PlanJson::new).collect(),
            }),
            owed: &prep.owed,
            left_out: &prep.left_out,
            new: prep.fresh.as_deref(),
            below_the_line: &prep.below_the_line,
            points: prep.points.0,
            minutes: prep.points.1,
            question,
        }
    }
}

impl<'a> PromisedJson<'a> {
    fn new(promised: &'a Promised) -> Self {
        PromisedJson {
            open: promised.open.iter().map(OpenPromiseJson::new).collect(),
            kept: promised.kept,
            all: promised.all,
        }
    }
}

impl<'a> OpenPromiseJson<'a> {
    fn new(item: &'a ListedItem) -> Self {
        OpenPromiseJson {
            title: &item.title,
            plain: plain(&item.title),
            since: Day(item.origin),
            carried: item.times,
            due: item.due.map(Day),
        }
    }
}

impl<'a> PlanJson<'a> {
    fn new(plan: &'a EarlierPlan) -> Self {
        PlanJson {
            title: &plan.title,
            plain: plain(&plan.title),
            status: plan.status.map(|status| status.word()),
        }
    }
}
