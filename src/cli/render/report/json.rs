//! A report for scripts: fields are added, never renamed or removed.

use serde::Serialize;

use crate::meeting::Side;
use crate::practice::Label;
use crate::view::{DatedText, KeptPromises, MeetingOutcome, Promise, Report, ReportedFeedback};

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
        let meetings = report.meetings.iter();
        let feedback = report.feedback.iter();
        let topics = report.topics.iter();
        ReportJson {
            from: report.period.from.to_string(),
            to: report.period.to.to_string(),
            meetings: meetings
                .map(|(date, outcome)| ReportMeeting {
                    date: date.to_string(),
                    fate: fate_word(outcome),
                })
                .collect(),
            wins: told(&report.wins),
            decisions: told(&report.decisions),
            growth: ReportGrowth {
                done: told(&report.steps_done),
                open: promises(&report.steps_open),
                said: told(&report.career),
            },
            feedback: feedback.map(ReportFeedback::new).collect(),
            asks: ReportAsks {
                asked: report.asks.asked,
                answered: report.asks.answered,
            },
            manager: ReportPromises::new(&report.manager),
            ic: ReportPromises::new(&report.ic),
            carried_longest: promises(&report.longest),
            topics: topics.map(|(role, count)| (role.word(), *count)).collect(),
        }
    }
}

fn fate_word(outcome: &MeetingOutcome) -> &'static str {
    match outcome {
        MeetingOutcome::Held => "held",
        MeetingOutcome::Moved => "moved",
        MeetingOutcome::Cancelled => "cancelled",
        MeetingOutcome::Missed => "missed",
    }
}

fn told(all: &[DatedText]) -> Vec<ReportTold<'_>> {
    let all = all.iter();
    all.map(|told| ReportTold {
        date: told.date.to_string(),
        text: &told.text,
    })
    .collect()
}

fn promises(all: &[Promise]) -> Vec<ReportPromise<'_>> {
    let all = all.iter();
    all.map(|promise| ReportPromise {
        title: &promise.title,
        owner: promise.owner.as_deref(),
        since: promise.origin.to_string(),
        due: promise.due.map(|due| due.to_string()),
        carried: promise.times,
        status: promise.status.word(),
    })
    .collect()
}

impl<'a> ReportPromises<'a> {
    fn new(promises: &'a KeptPromises) -> Self {
        ReportPromises {
            kept: told(&promises.kept),
            dropped: promises.dropped,
            open: promises.open,
            overdue: promises.overdue,
        }
    }
}

impl<'a> ReportFeedback<'a> {
    fn new(told: &'a ReportedFeedback) -> Self {
        let parts = told.parts.iter();
        ReportFeedback {
            date: told.date.to_string(),
            to: told.to.map(|side| match side {
                Side::Manager => "manager",
                Side::Ic => "ic",
            }),
            parts: parts
                .map(|(label, text)| ReportPart {
                    label: label.map(Label::word),
                    text,
                })
                .collect(),
            answered: told.is_answered,
        }
    }
}
