//! A question to ask, in words and for scripts.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::outside::{Shown, style};
use crate::practice::questions::{Chosen, Question, Reason};
use crate::text::counted;

/// What `ask --json` prints.
#[derive(Debug, Serialize)]
pub struct Asked<'a> {
    pub notebook: &'a str,
    /// The next meeting.
    pub date: String,
    pub question: &'a str,
    pub topic: &'static str,
    pub depth: &'static str,
    /// Why it is about that; nothing where the question stands somewhere already.
    pub reason: Option<&'static str>,
    /// In how many of the last `of` held meetings its topic was spoken of.
    pub meetings: Option<usize>,
    pub of: Option<usize>,
    /// Where it stands already: `agenda` or `private`.
    pub stands_in: Option<&'static str>,
}

impl<'a> Asked<'a> {
    /// `chosen` for the meeting of `notebook` on `date`.
    pub fn chosen(notebook: &'a str, date: NaiveDate, chosen: &'a Chosen) -> Self {
        let (meetings, of) = match chosen.reason {
            Reason::Thinnest { meetings, of } => (Some(meetings), Some(of)),
            _ => (None, None),
        };
        Asked {
            reason: Some(match chosen.reason {
                Reason::Wished => "wished",
                Reason::FirstMeeting => "first-meeting",
                Reason::Room => "room",
                Reason::Thinnest { .. } => "thinnest",
            }),
            meetings,
            of,
            ..Asked::of(notebook, date, &chosen.question, &chosen.text)
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
        Asked {
            stands_in: Some(stands_in),
            ..Asked::of(notebook, date, question, text)
        }
    }

    fn of(notebook: &'a str, date: NaiveDate, question: &Question, text: &'a str) -> Self {
        Asked {
            notebook,
            date: date.to_string(),
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

/// What `question` is about and why it was chosen, in a line.
pub fn reason_line(question: &Question, reason: Reason) -> Shown {
    let why = match reason {
        Reason::Wished => String::new(),
        Reason::FirstMeeting => ", for two who meet for the first time".to_string(),
        Reason::Room => ": few open items and a light load".to_string(),
        // Of one or two meetings nothing can be said about what comes up too seldom.
        Reason::Thinnest { of: 0..=2, .. } => String::new(),
        Reason::Thinnest { meetings: 0, of } => {
            format!(": in none of the last {}", counted(of, "meeting"))
        }
        Reason::Thinnest { meetings, of } if meetings < of => {
            format!(": in {meetings} of the last {}", counted(of, "meeting"))
        }
        Reason::Thinnest { .. } => String::new(),
    };
    let topic = question.topic.word().replace("new-work", "new work");
    let topic = topic.replace("first-meeting", "first meeting");
    let text = format!("{topic}, {}{why}", question.depth.word());
    Shown::new().styled(style::DIM, &text)
}
