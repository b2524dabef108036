//! Days by which something is to be done, as they stand in documents: `by 12/4`, `(due 11/30)`, `bis 4.12.`, `12月4日まで`.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::meeting::{
    ActionItem, DayFinder, DayOrder, FoundDate, Language, Meeting, Settings, touches,
};
use crate::plan::amend::{Amendment, amended};
use crate::text::fold_words;

/// The words beside such a day, in all languages.
static WORDS: LazyLock<DeadlineWords> = LazyLock::new(|| {
    let folded = |key: &str| -> Vec<String> {
        let languages = Language::ALL.into_iter();
        let listed = languages.flat_map(|language| language.listed(key));
        listed.map(fold_words).collect()
    };
    DeadlineWords {
        before: folded("deadline"),
        behind: folded("deadline-behind"),
    }
});

struct DeadlineWords {
    before: Vec<String>,
    behind: Vec<String>,
}

impl DeadlineWords {
    /// Whether one of them ends `before` or begins `after`, between which a day stands. A day of the week that is
    /// `named` may stand between.
    fn stand_beside(&self, before: &str, after: &str, named: bool) -> bool {
        let (before, after) = (last_words(before), first_words(after));
        let ends = |text: &str| {
            let text = fold_words(text);
            self.before.iter().any(|word| ends_with(&text, word))
        };
        let begins = |text: &str| {
            let text = fold_words(text);
            self.behind.iter().any(|word| begins_with(&text, word))
        };
        // `sexta-feira` is one.
        let is_letter = |c: char| c.is_alphabetic() || c == '-';
        let without_last = || {
            let rest = before.trim_end_matches(|c| !is_letter(c));
            rest.trim_end_matches(is_letter)
        };
        let without_first = || {
            let rest = after.trim_start_matches(|c| !is_letter(c));
            rest.trim_start_matches(is_letter)
        };
        ends(before) || begins(after) || named && (ends(without_last()) || begins(without_first()))
    }
}

/// How much of a line beside a day is looked at; no words for a deadline are longer.
const NEAR: usize = 80;

fn last_words(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

fn first_words(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// Whether `text` ends with `word`, and that with its first letter begins a word, unless it is of a script in which words
/// touch.
fn ends_with(text: &str, word: &str) -> bool {
    let rest = text.strip_suffix(word);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' ') || touches(word))
}

/// The same at the start. A word of one sign may be the beginning of another: `前` of `前端`.
fn begins_with(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| {
        let goes_on = rest.starts_with(char::is_alphanumeric);
        !goes_on || touches(word) && word.chars().nth(1).is_some()
    })
}

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

/// The day that `item` names beside a word for a deadline; none where it may be two.
fn deadline(meeting: &Meeting, item: &ActionItem, order: Option<DayOrder>) -> Option<NaiveDate> {
    let mut lines = item.lines.iter();
    lines.find_map(|line| {
        let text = line.slice(meeting.source());
        let found = days_in(text).find(|found| {
            let (before, after) = (&text[..found.start], &text[found.end..]);
            WORDS.stand_beside(before, after, found.weekday.is_some())
        })?;
        let yearless = || found.meaning.month_day(order)?.on_or_after(meeting.date());
        found.meaning.day(order).or_else(yearless)
    })
}

/// The days in `text`, in order, with their places in it.
fn days_in(text: &str) -> impl Iterator<Item = FoundDate> {
    let finder = DayFinder {
        yearless: true,
        prose: None,
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut found = finder.find(&text[at..])?;
        found.start += at;
        found.end += at;
        at = found.end;
        Some(found)
    })
}
