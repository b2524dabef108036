//! The screen before a meeting for scripts: fields are added, never renamed or removed.

use serde::Serialize;

use crate::meeting::Side;
use crate::notebook::Notebook;
use crate::view::{Prep, Promised};

/// What `prep --json` prints.
#[derive(Debug, Serialize)]
pub struct PrepJson {
    pub notebook: String,
    pub date: String,
    pub agenda: bool,
    pub me: &'static str,
    pub mine: PrepPromised,
    pub theirs: PrepPromised,
    pub unowned: Vec<String>,
    pub last: Option<PrepLast>,
    pub owed: Vec<String>,
    pub left_out: Vec<String>,
    pub new: Option<Vec<String>>,
    pub below_the_line: Vec<String>,
    pub points: usize,
    pub minutes: Option<u32>,
    pub question: Option<String>,
}

/// What one of the two promised.
#[derive(Debug, Serialize)]
pub struct PrepPromised {
    pub open: Vec<PrepPromise>,
    pub kept: usize,
    pub all: usize,
}

/// A promise.
#[derive(Debug, Serialize)]
pub struct PrepPromise {
    pub title: String,
    pub since: String,
    pub carried: usize,
    pub due: Option<String>,
}

/// The last held meeting.
#[derive(Debug, Serialize)]
pub struct PrepLast {
    pub date: String,
    pub summary: Vec<String>,
    pub plans: Vec<PrepPlan>,
}

/// A plan.
#[derive(Debug, Serialize)]
pub struct PrepPlan {
    pub title: String,
    pub status: Option<&'static str>,
}

impl PrepJson {
    /// `prep` of `notebook` for scripts.
    pub fn new(notebook: &Notebook, prep: &Prep, me: Side, question: Option<String>) -> Self {
        let promised = |promised: &Promised| PrepPromised {
            open: promised
                .open
                .iter()
                .map(|item| PrepPromise {
                    title: item.title.clone(),
                    since: item.origin.to_string(),
                    carried: item.times,
                    due: item.due.map(|due| due.to_string()),
                })
                .collect(),
            kept: promised.kept,
            all: promised.all,
        };
        let plans = prep.plan.iter().map(|plan| PrepPlan {
            title: plan.title.clone(),
            status: plan.status.map(|status| status.word()),
        });
        let plans: Vec<PrepPlan> = plans.collect();
        PrepJson {
            notebook: notebook.name().to_string(),
            date: prep.date.to_string(),
            agenda: prep.has_agenda,
            me: match me {
                Side::Manager => "manager",
                Side::Ic => "ic",
            },
            mine: promised(&prep.mine),
            theirs: promised(&prep.theirs),
            unowned: prep.unowned.iter().map(|item| item.title.clone()).collect(),
            last: prep.summary.as_ref().map(|(date, summary)| PrepLast {
                date: date.to_string(),
                summary: summary.clone(),
                plans,
            }),
            owed: prep.owed.clone(),
            left_out: prep.left_out.clone(),
            new: prep.fresh.clone(),
            below_the_line: prep.below_the_line.clone(),
            points: prep.points.0,
            minutes: prep.points.1,
            question,
        }
    }
}
