//! Why a question is asked, in words.

use crate::cli::outside::{Shown, style};
use crate::practice::questions::{Question, Reason};
use crate::text::counted;

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
