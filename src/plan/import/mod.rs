//! Notes that were kept elsewhere as meetings: one file a date, and no line lost.
//!
//! What is not understood stays as it is; only where a text is cut, and by which date, is decided here.

mod assemble;
mod chips;
mod closed;
mod deadlines;
mod document;
mod found_again;
mod html;
mod note;
mod plain_heading;
mod years;

pub use self::assemble::{Imported, import};
pub use self::document::{OtherHeadings, read_document};
pub use self::html::{HtmlError, is_html, markdown_of};
pub use self::note::read_notes;

use chrono::NaiveDate;

use self::closed::PersonalHeading;
use super::fix::{MendedText, with_boxes};
use crate::markdown::{Damage, Document};
use crate::meeting::{DayOrder, MeetingPath, MonthDay, Vocabulary};

/// A file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSource {
    /// Its path, as it is shown.
    pub path: String,
    /// Its name without the ending.
    pub stem: String,
    /// What the file holds, line ends and byte-order mark included.
    pub text: String,
}

impl ImportSource {
    /// Its text as it is taken over: without a byte-order mark, each line ended by `\n`, boxes that are written with other
    /// signs as items.
    fn read(&self, vocabulary: &Vocabulary) -> MendedText {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        with_boxes(Document::new(text.replace("\r\n", "\n")), vocabulary)
    }
}

/// A part of a source that belongs to one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// To which meeting.
    date: NaiveDate,
    /// Front matter, with its two `---` lines.
    front_matter: Option<String>,
    /// What stands below it.
    text: String,
    /// Which lines of that are personal where they come from.
    personal: Vec<bool>,
    /// The personal section of its document in which it begins.
    within: Option<PersonalHeading>,
    /// What to write above it where it follows another piece: a title for what has none.
    title: Option<String>,
    /// How many of its lines became items.
    mended: usize,
}

/// What was read from the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// In the order in which they come to stand.
    pieces: Vec<Piece>,
    /// The date of the meeting that what stands above the first dated heading goes into.
    pub preface: Option<NaiveDate>,
    /// The order in which dates in numbers are written.
    order: Option<DayOrder>,
    /// The notes of each date of which there are several, by their paths.
    pub joined: Vec<(NaiveDate, Vec<String>)>,
    /// What has a date and was not cut at, or has none and was left out: its place, and why.
    pub remarks: Vec<(String, String)>,
}

/// Why nothing is imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No heading and no name has a date.
    #[error("no heading in `{0}` has a date")]
    NoDates(String),
    /// No name of a file has a date.
    #[error("no note in `{0}` has a date in its name")]
    NoDatedNotes(String),
    /// A date could be one of two days.
    #[error("`{text}` may be {day_first} or {month_first}")]
    Ambiguous {
        /// `file:line`, or the file.
        place: String,
        /// The date as written.
        text: String,
        /// With the day first.
        day_first: NaiveDate,
        /// With the month first.
        month_first: NaiveDate,
    },
    /// A date without a year could be one of two days.
    #[error("`{text}` may be {day_first} or {month_first}")]
    AmbiguousYearless {
        /// `file:line`, or the file.
        place: String,
        /// The date as written.
        text: String,
        /// With the day first.
        day_first: MonthDay,
        /// With the month first.
        month_first: MonthDay,
    },
    /// A date without a year, which does not follow from those above and below it.
    #[error("`{text}` has no year, and the dates above and below it leave it open")]
    NoYear {
        /// `file:line`.
        place: String,
        /// The date as written.
        text: String,
    },
    /// HTML that is not read.
    #[error("`{path}` {cause}")]
    Html {
        /// The file.
        path: String,
        /// Why.
        cause: HtmlError,
    },
    /// A date that does not exist.
    #[error("`{text}` is no day")]
    NoDay {
        /// `file:line`, or the file.
        place: String,
        /// The date as written.
        text: String,
    },
    /// Headings with dates of their own may begin meetings or not.
    #[error("{} a date and may begin a meeting, or be about something else", headings(.title, *.more))]
    Doubtful {
        /// `file:line` of the first.
        place: String,
        /// What it says.
        title: String,
        /// How many more name other days.
        more: usize,
    },
    /// A file that can't be taken over as it is.
    #[error("`{path}` can't be imported: {}", crate::change::damage_in_words(*.damage))]
    Damaged {
        /// Which.
        path: String,
        /// Why.
        damage: Damage,
    },
    /// What stands above it on the same day would swallow it.
    #[error(
        "`{0}` would become part of a block of code or a comment that another note of that day never closes"
    )]
    NeverClosed(String),
    /// There are meetings on those dates, and they do not hold what would be imported.
    #[error("{} there already, with other text", there(.0))]
    Taken(Vec<MeetingPath>),
    /// Among the other headings of the meeting on this day a title would no longer say that its section is personal.
    #[error(
        "what is personal in the text would not be so in `{0}`, where the titles of other sections are others"
    )]
    Opened(MeetingPath),
    /// What would be written does not hold every line; a fault of ours, found before it did harm.
    #[error("nothing was imported, because the line `{0}` would not be found again")]
    Lost(String),
}

/// `the heading a and 3 more have`
fn headings(title: &str, more: usize) -> String {
    match more {
        0 => format!("the heading `{title}` has"),
        more => format!("the heading `{title}` and {more} more have"),
    }
}

/// `a, b and 3 more are`
fn there(paths: &[MeetingPath]) -> String {
    const SHOWN: usize = 3;
    let names: Vec<String> = paths
        .iter()
        .take(SHOWN)
        .map(|path| format!("`{path}`"))
        .collect();
    let more = match paths.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let are = if paths.len() == 1 { "is" } else { "are" };
    format!("{}{more} {are}", names.join(", "))
}
