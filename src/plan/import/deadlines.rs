//! Days by which something is to be done, as they stand in documents: `by 12/4`, `(due 11/30)`.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::meeting::{ActionItem, DayFinder, DayOrder, Meeting, Settings};
use crate::plan::amend::{Amendment, amended};

/// The words in front of such a day.
const BEFORE: [&str; 4] = ["by", "due", "until", "deadline"];

/// `meeting` with `due:` behind each item that has none and names such a day, in `order` where it is written in numbers.
/// One without a year is the first on or after the day of the meeting. All else stays as it is.
pub(super) fn with_deadlines(
    mut meeting: Arc<Meeting>,
    order: Option<DayOrder>,
    settings: &Settings,
) -> Arc<Meeting> {
    for index in 0..meeting.items().len() {
        let item = &meeting.items()[index];
        if item.due().is_some() {
            continue;
        }
        let Some(day) = deadline(&meeting, item, order) else {
            continue;
        };
        let due = Amendment::Due(Some(day));
        // Where it would not be read back, the words stay what they are.
        if let Ok(edited) = amended(&meeting, index, &due, &settings.vocabulary) {
            meeting = Arc::clone(edited.meeting());
        }
    }
    meeting
}

/// The day that `item` names behind a word for a deadline; none where it may be two.
fn deadline(meeting: &Meeting, item: &ActionItem, order: Option<DayOrder>) -> Option<NaiveDate> {
    let finder = DayFinder {
        yearless: true,
        prose: None,
    };
    item.lines.iter().find_map(|line| {
        let text = line.slice(meeting.source());
        let found = finder.find(text)?;
        let before = text[..found.start].trim_end_matches([' ', ':']);
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
        if !BEFORE.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            return None;
        }
        let yearless = || found.meaning.month_day(order)?.on_or_after(meeting.date());
        found.meaning.day(order).or_else(yearless)
    })
}
