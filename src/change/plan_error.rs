//! Why a command can't do what it was asked to, as far as its plan knows.

use std::fmt;

use super::template::TemplateError;
use crate::markdown::Damage;
use crate::meeting::MeetingPath;
use crate::text::{EditError, Help};

/// Why a change can't be planned. Nothing was touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The template gave no agenda.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The file is one that we never change.
    #[error("`{path}` can't be changed: {}", damage_in_words(*.damage))]
    Damaged {
        /// Which file.
        path: MeetingPath,
        /// Why.
        damage: Damage,
    },
    /// The place is not what the plan was made for; a fault of ours, found before it did harm.
    #[error("`{path}` was not changed, because the change would have hit the wrong place: {cause}")]
    Edit {
        /// Which file.
        path: MeetingPath,
        /// What did not fit.
        cause: EditError,
    },
    /// The file read after the change would not say what was meant.
    #[error("`{path}` was not changed, because {wanted} would not be read back from it")]
    NotReadBack {
        /// Which file.
        path: MeetingPath,
        /// What should have come out.
        wanted: String,
    },
    /// Front matter that can't be changed safely.
    #[error("`{path}` was not changed: {cause}")]
    FrontMatter {
        /// Which file.
        path: MeetingPath,
        /// Why.
        cause: crate::markdown::FrontMatterError,
    },
    /// There is no meeting on that date.
    #[error("there is no meeting on {0}")]
    NoMeeting(chrono::NaiveDate),
    /// There is a meeting on that date already.
    #[error("there is already a meeting on {0}")]
    DateTaken(chrono::NaiveDate),
    /// A file of an earlier meeting can't be read, and an open item could stand in it.
    #[error("nothing is carried: an open item could stand in `{path}`, which is left out: {why}")]
    LeftOut {
        /// The file.
        path: String,
        /// Why.
        why: String,
        /// What to do.
        help: Help,
    },
    /// A file that can't be read takes the date.
    #[error("`{path}` takes the date {date}, and is left out: {why}")]
    Taken {
        /// The date.
        date: chrono::NaiveDate,
        /// The file.
        path: String,
        /// Why.
        why: String,
        /// What to do.
        help: Help,
    },
    /// The meeting is over, or was called off.
    #[error("the meeting on {date} is {status}")]
    NotPlanned {
        /// Its date.
        date: chrono::NaiveDate,
        /// Its status, in one word.
        status: &'static str,
    },
    /// Moved further than the practice allows.
    #[error(
        "{to} is {days} days from {first}, the day on which the meeting was due; a meeting moves within seven"
    )]
    MovedTooFar {
        /// The date it was first due.
        first: chrono::NaiveDate,
        /// The date asked for.
        to: chrono::NaiveDate,
        /// Days between.
        days: i64,
    },
    /// The item that was meant is no longer in the notebook.
    #[error("`{0}` is no longer there")]
    ItemGone(String),
    /// The item's box says what nobody here knows.
    #[error("`{0}` has a status that oneonone does not know, and is left as it is")]
    UnknownStatus(String),
    /// The text to add is empty.
    #[error("there is no text to add")]
    NoText,
    /// The agenda has no section of that name.
    #[error("there is no section `{0}`")]
    NoSection(String),
}

/// Why a damaged file is not changed, in words.
pub struct DamageInWords(Damage);

impl fmt::Display for DamageInWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Damage::ConflictMarkers(_) => "a merge left conflict markers in it",
            Damage::UnclosedFrontMatter(_) => "its front matter is never closed",
            Damage::NotUtf8(_) => "it is not UTF-8",
            Damage::NulByte(_) => "it holds a NUL byte",
        })
    }
}

/// Why a file with `damage` is not touched, as the end of a sentence.
pub fn damage_in_words(damage: Damage) -> DamageInWords {
    DamageInWords(damage)
}
