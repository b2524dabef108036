//! Persons as shared-document services name them: a link to an e-mail address, `[Dana Ng](mailto:dana@example.com)`.

use std::sync::Arc;

use crate::meeting::{ActionItem, Meeting, Pair, Person, Settings};
use crate::plan::amend::{Amendment, amended};
use crate::text::fold_words;

/// `meeting` with `@handle` behind each item that has no owner and names one of the two by such a link: at its start,
/// else at its end, else the only one in it. All else stays as it is.
pub(super) fn with_owners(meeting: &Meeting, settings: &Settings) -> Arc<Meeting> {
    let mut meeting = Arc::new(meeting.clone());
    for index in 0..meeting.items().len() {
        let item = &meeting.items()[index];
        if item.owner().is_some() {
            continue;
        }
        let Some(person) = person_of(meeting.source(), item, &settings.pair) else {
            continue;
        };
        let owner = Amendment::Owner(person.handle.clone());
        // Where it would not be read back, the words stay what they are.
        if let Ok(edited) = amended(&meeting, index, &owner, &settings.vocabulary) {
            meeting = Arc::clone(edited.meeting());
        }
    }
    meeting
}

/// Who `item` is of by its links to persons.
fn person_of<'a>(source: &str, item: &ActionItem, pair: &'a Pair) -> Option<&'a Person> {
    let mut first = None;
    let mut last = None;
    let mut chips = Vec::new();
    let mut is_start = true;
    for line in &item.lines {
        let text = line.slice(source);
        let mut at = 0;
        while let Some(chip) = Chip::next(text, at) {
            let before = text[at..chip.start].trim_matches(is_separator);
            let person = chip.person(pair);
            if is_start && before.is_empty() && first.is_none() {
                first = person;
            }
            is_start = false;
            last = text[chip.end..]
                .trim_matches(is_separator)
                .is_empty()
                .then_some(person)
                .flatten();
            chips.extend(person);
            at = chip.end;
        }
        if !text[at..].trim_matches(is_separator).is_empty() {
            is_start = false;
            last = None;
        }
    }
    let only = || match chips.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    first.or(last).or_else(only)
}

/// What may stand between a person and the words.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation() && !matches!(c, '[' | ']')
        || matches!(c, '–' | '—' | '：' | '、')
}

/// A link to an e-mail address.
struct Chip<'t> {
    start: usize,
    end: usize,
    words: &'t str,
    address: &'t str,
}

impl<'t> Chip<'t> {
    /// The first in `text` at or behind `from`.
    fn next(text: &'t str, from: usize) -> Option<Chip<'t>> {
        const MIDDLE: &str = "](mailto:";
        let middle = from + text[from..].find(MIDDLE)?;
        let start = from + text[from..middle].rfind('[')?;
        let address = middle + MIDDLE.len();
        let end = address + text[address..].find(')')?;
        let written = &text[address..end];
        Some(Chip {
            start,
            end: end + 1,
            words: &text[start + 1..middle],
            address: written.split(['?', ' ']).next().unwrap_or(written),
        })
    }

    /// Which of the two it is: by the address, else by the name.
    fn person<'p>(&self, pair: &'p Pair) -> Option<&'p Person> {
        let two = [&pair.manager, &pair.ic];
        let by_address = |person: &&&'p Person| {
            (person.email.as_deref()).is_some_and(|email| email.eq_ignore_ascii_case(self.address))
        };
        let words = fold_words(self.words);
        let by_name = |person: &&&'p Person| {
            words == fold_words(&person.name) || words == fold_words(person.handle.as_str())
        };
        let found = two
            .iter()
            .find(by_address)
            .or_else(|| two.iter().find(by_name));
        found.copied()
    }
}
