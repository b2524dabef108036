//! A report for scripts: fields are added, never renamed or removed.

use serde::Serialize;

use crate::meeting::Side;
use crate::practice::Label;
use crate::view::{Fate, KeptPromises, Promise, Report, Told};

/// What `report --json` prints.
#[derive(Debug, Serialize)]
pub struct ReportJson<'a> {
    pub from: String,
    pub to: String,
    pub meetings: Vec<ReportMeeting>,
    pub wins: Vec<ReportTold<'a>>,
    pub decisions: Vec<ReportTold<'a>>,
    pub growth: ReportGrowth<'a>,
    pub feedback: Vec<ReportFeedback<'a>>,
    pub asks: ReportAsks,
    pub manager: ReportPromises<'a>,
    pub ic: ReportPromises<'a>,
    pub carried_longest: Vec<ReportPromise<'a>>,
    pub topics: std::collections::BTreeMap<&'static str, usize>,
}

/// A meeting with what became of it.
#[derive(Debug, Serialize)]
pub struct ReportMeeting {
    pub date: String,
    pub fate: &'static str,
}

/// Something that was told in a meeting.
#[derive(Debug, Serialize)]
pub struct ReportTold<'a> {
    pub date: String,
    pub text: &'a str,
}

/// What was done and said about the IC's career.
#[derive(Debug, Serialize)]
pub struct ReportGrowth<'a> {
    pub done: Vec<ReportTold<'a>>,
    pub open: Vec<ReportPromise<'a>>,
    pub said: Vec<ReportTold<'a>>,
}

/// A piece of feedback.
#[derive(Debug, Serialize)]
pub struct ReportFeedback<'a> {
    pub date: String,
    pub to: Option<&'static str>,
    pub parts: Vec<ReportPart<'a>>,
    pub answered: bool,
}

/// A part of it.
#[derive(Debug, Serialize)]
pub struct ReportPart<'a> {
    pub label: Option<&'static str>,
    pub text: &'a str,
}

/// What was asked, and how much of it has an answer.
#[derive(Debug, Serialize)]
pub struct ReportAsks {
    pub asked: usize,
    pub answered: usize,
}

/// What one side promised.
#[derive(Debug, Serialize)]
pub struct ReportPromises<'a> {
    pub kept: Vec<ReportTold<'a>>,
    pub dropped: usize,
    pub open: usize,
    pub overdue: usize,
}

/// A promise with its state.
#[derive(Debug, Serialize)]
pub struct ReportPromise<'a> {
    pub title: &'a str,
    pub owner: Option<&'a str>,
    pub since: String,
    pub due: Option<String>,
    pub carried: usize,
    pub status: &'static str,
}

impl<'a> ReportJson<'a> {
    /// `report` for scripts.
    pub fn new(report: &'a Report) -> Self {
        let told = |all: &'a [Told]| -> Vec<ReportTold<'a>> {
            let all = all.iter();
            all.map(|told| ReportTold {
                date: told.date.to_string(),
                text: &told.text,
            })
            .collect()
        };
        let promise = |promise: &'a Promise| ReportPromise {
            title: &promise.title,
            owner: promise.owner.as_deref(),
            since: promise.origin.to_string(),
            due: promise.due.map(|due| due.to_string()),
            carried: promise.times,
            status: promise.status.word(),
        };
        let side = |promises: &'a KeptPromises| ReportPromises {
            kept: told(&promises.kept),
            dropped: promises.dropped,
            open: promises.open,
            overdue: promises.overdue,
        };
        let meetings = report.meetings.iter();
        let feedback = report.feedback.iter();
        let topics = report.topics.iter();
        ReportJson {
            from: report.period.from.to_string(),
            to: report.period.to.to_string(),
            meetings: meetings
                .map(|(date, fate)| ReportMeeting {
                    date: date.to_string(),
                    fate: match fate {
                        Fate::Held => "held",
                        Fate::Moved => "moved",
                        Fate::Cancelled => "cancelled",
                        Fate::Missed => "missed",
                    },
                })
                .collect(),
            wins: told(&report.wins),
            decisions: told(&report.decisions),
            growth: ReportGrowth {
                done: told(&report.steps_done),
                open: report.steps_open.iter().map(promise).collect(),
                said: told(&report.career),
            },
            feedback: feedback
                .map(|one| ReportFeedback {
                    date: one.date.to_string(),
                    to: one.to.map(|side| match side {
                        Side::Manager => "manager",
                        Side::Ic => "ic",
                    }),
                    parts: one
                        .parts
                        .iter()
                        .map(|(label, text)| ReportPart {
                            label: label.map(Label::word),
                            text,
                        })
                        .collect(),
                    answered: one.is_answered,
                })
                .collect(),
            asks: ReportAsks {
                asked: report.asks.asked,
                answered: report.asks.answered,
            },
            manager: side(&report.manager),
            ic: side(&report.ic),
            carried_longest: report.longest.iter().map(promise).collect(),
            topics: topics.map(|(role, count)| (role.word(), *count)).collect(),
        }
    }
}
