//! What was asked already, found in the meetings.

use super::super::entry::Entry;
use super::super::label::Label;
use super::super::page::Page;
use super::bank::{Bank, key};
use super::situation::{ASKED_AGAIN_AFTER, LOOKED_AT, Situation, Wish};
use super::topic::Topic;
use crate::meeting::{Pair, Role, Side};
use crate::text::fold_title;

/// When each question of the bank was last asked: it is found in the meetings by its words.
pub(super) struct Memory {
    /// For each question how many held meetings ago; 0 is the next agenda.
    asked: Vec<Option<usize>>,
    /// For each question its topic.
    topics: Vec<Topic>,
}

impl Memory {
    /// What was asked in the agenda and the held meetings of `situation`, and in the user's own notes beside them.
    pub fn of(bank: &Bank, situation: &Situation<'_>) -> Memory {
        let pair = &situation.settings.pair;
        let questions = bank.questions().iter();
        let keys: Vec<String> = questions.map(|q| key(&q.put_to(pair))).collect();
        let mut asked = vec![None; keys.len()];
        let mut note = |ago: usize, text: &str| {
            let text = key(text);
            for (asked, key) in asked.iter_mut().zip(&keys) {
                if asked.is_none() && is_asked_in(key, &text) {
                    *asked = Some(ago);
                }
            }
        };
        let recent = situation.recent;
        let agenda = recent.agenda.iter().map(|page| (0, page));
        let held = recent.held.iter().take(ASKED_AGAIN_AFTER).enumerate();
        for (ago, page) in agenda.chain(held.map(|(at, page)| (at + 1, page))) {
            for part in page.entries().iter().flat_map(|entry| &entry.parts) {
                note(ago, &part.text);
            }
        }
        for (date, text) in situation.privately {
            let at = recent.held.iter().position(|page| page.date() == *date);
            match at {
                Some(at) if at < ASKED_AGAIN_AFTER => note(at + 1, text),
                None if *date == situation.date => note(0, text),
                _ => {}
            }
        }
        Memory {
            asked,
            topics: bank
                .questions()
                .iter()
                .map(|question| question.topic)
                .collect(),
        }
    }

    /// Whether the question at `index` of the bank was asked in the meetings that count.
    pub fn was_asked(&self, index: usize) -> bool {
        self.asked.get(index).is_some_and(Option::is_some)
    }

    /// How lately something about `topic` was asked: the less the better.
    pub fn how_lately(&self, topic: Topic) -> usize {
        let last = self.asked_about(topic).min();
        last.map_or(0, |ago| ASKED_AGAIN_AFTER + 1 - ago)
    }

    /// Whether something about `topic` was asked in the agenda or in the last few meetings.
    pub fn was_asked_of_late(&self, topic: Topic) -> bool {
        self.asked_about(topic).any(|ago| ago <= LOOKED_AT)
    }

    fn asked_about(&self, topic: Topic) -> impl Iterator<Item = usize> + '_ {
        let of_topic = self.topics.iter().zip(&self.asked);
        of_topic
            .filter(move |(other, _)| **other == topic)
            .filter_map(|(_, asked)| *asked)
    }

    /// In how many of the last few held meetings `topic` was spoken of: something stands in its section, or a question
    /// about it was asked.
    pub fn spoken_of(&self, topic: Topic, situation: &Situation<'_>) -> usize {
        let held = situation.recent.held.iter().take(LOOKED_AT).enumerate();
        let speaks = |(at, page): &(usize, &Page)| {
            is_spoken_of(topic, page, &situation.settings.pair)
                || self.asked_about(topic).any(|ago| ago == at + 1)
        };
        held.filter(speaks).count()
    }
}

/// Whether the question with `key` is what `text` says; an answer may stand on the next line of the same point.
fn is_asked_in(key: &str, text: &str) -> bool {
    let rest = text.strip_prefix(key);
    !key.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn is_spoken_of(topic: Topic, page: &Page, pair: &Pair) -> bool {
    if topic.role().is_some_and(|role| page.speaks_of(role)) {
        return true;
    }
    let title = fold_title(topic.word());
    page.entries().iter().any(|entry| {
        let about_manager = topic == Topic::Manager
            && entry.role == Some(Role::Feedback)
            && page.feedback_to(entry, pair) == Some(Side::Manager);
        let is_titled = |entry: &Entry| {
            let section = page.section_of(entry);
            section.is_some_and(|section| fold_title(&section.title) == title)
        };
        about_manager || is_titled(entry)
    })
}

/// A question of `bank` that stands in `page`, with the title of its section: the first that fits `wish`.
pub fn asked_in(bank: &Bank, page: &Page, pair: &Pair, wish: Wish) -> Option<(usize, String)> {
    page.entries().iter().find_map(|entry| {
        let text = &entry.parts.first()?.text;
        let found = question_in(bank, text, pair, wish)?;
        let title = page.section_of(entry).map(|section| section.title.clone());
        Some((found, title.unwrap_or_default()))
    })
}

/// The index of the question of `bank` that `text` asks, if it fits `wish`.
pub fn question_in(bank: &Bank, text: &str, pair: &Pair, wish: Wish) -> Option<usize> {
    let text = key(text);
    bank.questions().iter().position(|question| {
        wish.fits(question) && is_asked_in(&key(&question.put_to(pair)), &text)
    })
}

/// The questions in a note of the user's own: its lines that begin with `Question:`.
pub fn asked_in_note(note: &str) -> Vec<String> {
    let asked = |line: &str| {
        let text = line.trim_start_matches([' ', '\t', '-', '*', '+', '>']);
        match Label::at_start_of(text)? {
            (Label::Question, rest) => Some(rest.trim_end().to_string()),
            _ => None,
        }
    };
    note.lines().filter_map(asked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_line_by_line() {
        let note = "# Private\n\n- Question: How are you?\nseemed tired\n* **Question:** Why?\n- A question: no\n";
        assert_eq!(asked_in_note(note), ["How are you?", "Why?"]);
    }

    #[test]
    fn a_question_is_known_by_its_words() {
        assert!(is_asked_in(&key("What is slow?"), &key("**what** is slow")));
        assert!(is_asked_in(
            &key("What is slow?"),
            &key("What is slow? The deploy")
        ));
        assert!(!is_asked_in(&key("What is slow?"), &key("What is slower?")));
        assert!(!is_asked_in("", "anything"));
    }
}
