//! `ask --json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::Day;
use crate::practice::questions::{Chosen, Question, Reason};

/// A question for the next meeting.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AskJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// The date of the next meeting.
    pub date: Day,
    /// The question, with names put in.
    pub question: &'a str,
    /// What it is about, for instance `career` or `new-work`.
    pub topic: &'static str,
    /// How deep it goes: `light`, `middle` or `deep`.
    pub depth: &'static str,
    /// Why it is about that: `wished`, `first-meeting`, `room` (few open items and a light load) or `thinnest`; `null`
    /// where the question stands somewhere already.
    pub reason: Option<&'static str>,
    /// In how many of the last held meetings its topic was spoken of, where it is `thinnest`.
    pub meetings: Option<usize>,
    /// Of how many held meetings that is.
    pub of: Option<usize>,
    /// Where it stands already: `agenda` or `private`.
    pub stands_in: Option<&'static str>,
}

impl<'a> AskJson<'a> {
    /// `chosen` for the meeting of `notebook` on `date`.
    pub fn chosen(notebook: &'a str, date: NaiveDate, chosen: &'a Chosen) -> Self {
        let (reason, meetings, of) = match chosen.reason {
            Reason::Wished => ("wished", None, None),
            Reason::FirstMeeting => ("first-meeting", None, None),
            Reason::Room => ("room", None, None),
            Reason::Thinnest { meetings, of } => ("thinnest", Some(meetings), Some(of)),
        };
        AskJson {
            reason: Some(reason),
            meetings,
            of,
            ..AskJson::of(notebook, date, &chosen.question, &chosen.text)
        }
    }

    /// `question`, in these words, which stands in `stands_in` already.
    pub fn asked_in(
        notebook: &'a str,
        date: NaiveDate,
        question: &Question,
        text: &'a str,
        stands_in: &'static str,
    ) -> Self {
        AskJson {
            stands_in: Some(stands_in),
            ..AskJson::of(notebook, date, question, text)
        }
    }

    fn of(notebook: &'a str, date: NaiveDate, question: &Question, text: &'a str) -> Self {
        AskJson {
            notebook,
            date: Day(date),
            question: text,
            topic: question.topic.word(),
            depth: question.depth.word(),
            reason: None,
            meetings: None,
            of: None,
            stands_in: None,
        }
    }
}
