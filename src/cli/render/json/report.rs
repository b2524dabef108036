//! `report --json`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Day, SideJson};
use crate::markdown::plain;
use crate::practice::Label;
use crate::view::{DatedText, KeptPromises, MeetingOutcome, Promise, Report, ReportedFeedback};

/// A look back over some days.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReportJson<'a> {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Each date on which the two met or were to meet, in order.
    pub meetings: Vec<MeetingFateJson>,
    /// What went well.
    pub wins: Vec<DatedTextJson<'a>>,
    /// What was decided.
    pub decisions: Vec<DatedTextJson<'a>>,
    /// What was done and said about the career of the individual contributor.
    pub growth: GrowthJson<'a>,
    /// What each of the two was told by the other.
    pub feedback: Vec<FeedbackJson<'a>>,
    /// What was asked of one another.
    pub asks: AsksJson,
    /// What the manager promised.
    pub manager: PromisesJson<'a>,
    /// What the individual contributor promised.
    pub ic: PromisesJson<'a>,
    /// What was carried longest, of what is open or ended in these days.
    pub carried_longest: Vec<PromiseJson<'a>>,
    /// How many entries were written on each topic, by the role of its section; personal sections are not counted.
    pub topics: BTreeMap<&'static str, usize>,
}

/// A date with what became of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MeetingFateJson {
    /// The date of the meeting.
    pub date: Day,
    /// What became of it: `held`, `moved`, `cancelled` or `missed`.
    pub fate: &'static str,
}

/// Something that was written in a meeting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DatedTextJson<'a> {
    /// The date of the meeting.
    pub date: Day,
    /// What was written.
    pub text: &'a str,
}

/// What was done and said about a career.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GrowthJson<'a> {
    /// Steps that were done.
    pub done: Vec<DatedTextJson<'a>>,
    /// Steps that are still to be done.
    pub open: Vec<PromiseJson<'a>>,
    /// What else was said.
    pub said: Vec<DatedTextJson<'a>>,
}

/// A piece of feedback.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedbackJson<'a> {
    /// The date of the meeting.
    pub date: Day,
    /// For which of the two it is; `null` where the text doesn't say.
    pub to: Option<SideJson>,
    /// Its parts, in order.
    pub parts: Vec<FeedbackPartJson<'a>>,
    /// Whether there is an answer to it.
    pub answered: bool,
}

/// A part of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedbackPartJson<'a> {
    /// What it is, for instance `situation`; `null` where it has no label.
    pub label: Option<&'static str>,
    /// What was written.
    pub text: &'a str,
}

/// What was asked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AsksJson {
    /// How much was asked.
    pub asked: usize,
    /// How much of it has an answer.
    pub answered: usize,
}

/// What one side promised.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PromisesJson<'a> {
    /// What was done.
    pub kept: Vec<DatedTextJson<'a>>,
    /// How many were let go.
    pub dropped: usize,
    /// How many are still open.
    pub open: usize,
    /// How many of these are overdue.
    pub overdue: usize,
}

/// A promise with its state.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PromiseJson<'a> {
    /// Its text, without its attributes.
    pub title: &'a str,
    /// Its plain form, by which it is the same item however it is written: without marks, escapes and typographic signs.
    pub plain: Cow<'a, str>,
    /// The handle of whoever has it.
    pub owner: Option<&'a str>,
    /// The date of the meeting in which it was first written.
    pub since: Day,
    /// The day until which it is to be done.
    pub due: Option<Day>,
    /// Over how many meetings it was carried.
    pub carried: usize,
    /// Its box in a word: `open`, `in-progress`, `done`, `carried`, `dropped` or `unknown`.
    pub status: &'static str,
}

impl<'a> ReportJson<'a> {
    /// `report` for scripts.
    pub fn new(report: &'a Report) -> Self {
        let topics = report.topics.iter();
        ReportJson {
            from: Day(report.period.from),
            to: Day(report.period.to),
            meetings: report.meetings.iter().map(MeetingFateJson::new).collect(),
            wins: dated(&report.wins),
            decisions: dated(&report.decisions),
            growth: GrowthJson {
                done: dated(&report.steps_done),
                open: promises(&report.steps_open),
                said: dated(&report.career),
            },
            feedback: report.feedback.iter().map(FeedbackJson::new).collect(),
            asks: AsksJson {
                asked: report.asks.asked,
                answered: report.asks.answered,
            },
            manager: PromisesJson::new(&report.manager),
            ic: PromisesJson::new(&report.ic),
            carried_longest: promises(&report.longest),
            topics: topics.map(|(role, count)| (role.word(), *count)).collect(),
        }
    }
}

impl MeetingFateJson {
    fn new((date, outcome): &(NaiveDate, MeetingOutcome)) -> Self {
        MeetingFateJson {
            date: Day(*date),
            fate: match outcome {
                MeetingOutcome::Held => "held",
                MeetingOutcome::Moved => "moved",
                MeetingOutcome::Cancelled => "cancelled",
                MeetingOutcome::Missed => "missed",
            },
        }
    }
}

fn dated(all: &[DatedText]) -> Vec<DatedTextJson<'_>> {
    let all = all.iter();
    all.map(|text| DatedTextJson {
        date: Day(text.date),
        text: &text.text,
    })
    .collect()
}

fn promises(all: &[Promise]) -> Vec<PromiseJson<'_>> {
    let all = all.iter();
    all.map(|promise| PromiseJson {
        title: &promise.title,
        plain: plain(&promise.title),
        owner: promise.owner.as_deref(),
        since: Day(promise.origin),
        due: promise.due.map(Day),
        carried: promise.times,
        status: promise.status.word(),
    })
    .collect()
}

impl<'a> PromisesJson<'a> {
    fn new(promises: &'a KeptPromises) -> Self {
        PromisesJson {
            kept: dated(&promises.kept),
            dropped: promises.dropped,
            open: promises.open,
            overdue: promises.overdue,
        }
    }
}

impl<'a> FeedbackJson<'a> {
    fn new(feedback: &'a ReportedFeedback) -> Self {
        let parts = feedback.parts.iter();
        FeedbackJson {
            date: Day(feedback.date),
            to: feedback.to.map(SideJson::from),
            parts: parts
                .map(|(label, text)| FeedbackPartJson {
                    label: label.map(Label::word),
                    text,
                })
                .collect(),
            answered: feedback.is_answered,
        }
    }
}
