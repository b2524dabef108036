//! The merge on odd documents: quotes, tabs, fences, HTML, numbered and loose lists, several of them within one another.
//!
//! What the two do is done to the text and not to a tree, with words that stand nowhere else. So of every word it is
//! known who wrote it and who took it out, whatever the document is read as.
//! `PROPTEST_CASES=3000 cargo test --test suite merge_odd` tries more, and others every time.

use std::cell::Cell;
use std::collections::BTreeSet;

use oneonone::markdown::{Damage, Document};
use oneonone::meeting::Vocabulary;
use oneonone::merge::{MergeRefused, Merged, Names, Three, merge};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::dice::Dice;
use super::laws::cases;
use super::random_notebook::{document, with_words};

/// Words of the document begin with `n`, those that Dana and Alex write with `L` and `R`.
const LETTERS: [char; 3] = ['n', 'L', 'R'];

/// The words of their own that stand in `text`: a letter, others for digits, and the letter once more.
fn words(text: &str) -> BTreeSet<&str> {
    let is_inside = |c: char| ('A'..='J').contains(&c);
    text.match_indices(LETTERS)
        .filter_map(|(at, letter)| {
            let rest = text[at + letter.len()..].trim_start_matches(is_inside);
            let end = text.len() - rest.len();
            (end > at + letter.len() && rest.starts_with(letter)).then(|| &text[at..=end])
        })
        .collect()
}

/// The word with this number. A digit would make it another number, and titles with other numbers other items.
fn word(letter: char, number: usize) -> String {
    let digits = number.to_string().into_bytes();
    let inside = digits.iter().map(|digit| char::from(digit - b'0' + b'A'));
    [letter].into_iter().chain(inside).chain([letter]).collect()
}

/// `text` with words of its own, one in each item's title, too.
fn worded(text: &str) -> String {
    let mut next = 0;
    let mut text = with_words(text, &mut next);
    for number in 0..next {
        text = text.replace(&format!("n{number}n"), &word('n', number));
    }
    let document = Document::new(text.clone());
    let boxes = document.items().iter().filter_map(|item| item.checkbox);
    let mut ends: Vec<usize> = boxes.map(|checkbox| checkbox.span.end).collect();
    ends.sort_unstable();
    for (number, end) in ends.into_iter().rev().enumerate() {
        text.insert_str(end, &format!(" {}", word('n', next + number)));
    }
    text
}

/// One of the two at work.
struct Hand {
    dice: Dice,
    letter: char,
    written: usize,
}

impl Hand {
    fn word(&mut self) -> String {
        self.written += 1;
        word(self.letter, self.written)
    }

    /// `text` after up to three changes.
    fn edited(&mut self, text: &str) -> String {
        (0..=self.dice.roll(3)).fold(text.to_string(), |text, _| self.changed(&text))
    }

    fn changed(&mut self, text: &str) -> String {
        let document = Document::new(text.to_string());
        let newline = document.newline().as_str();
        let whole_lines = |start: usize, end: usize| {
            let rest = text[end..].find('\n');
            start..rest.map_or(text.len(), |at| end + at + 1)
        };
        let items = document.items();
        let mut changed = text.to_string();
        match self.dice.roll(10) {
            0 | 1 => {
                let boxes: Vec<_> = items.iter().filter_map(|item| item.checkbox).collect();
                if let Some(checkbox) = self.dice.pick(&boxes) {
                    let mark = ["x", " ", "-", ">", "/"][self.dice.roll(5)];
                    let span = checkbox.mark;
                    changed.replace_range(span.start..span.end, mark);
                }
            }
            2 | 3 => {
                if let Some(item) = self.dice.pick(items) {
                    let lead = &text[item.line_start..item.marker.start];
                    let marker = item.marker.slice(text);
                    if lead.trim_start_matches([' ', '\t', '>']).is_empty() {
                        let line = format!("{lead}{marker} [ ] {}{newline}", self.word());
                        changed.insert_str(item.line_start, &line);
                    }
                }
            }
            4 => {
                if !text.is_empty() && !text.ends_with('\n') {
                    changed.push_str(newline);
                }
                let line = format!("{newline}{} at the end{newline}", self.word());
                changed.push_str(&line);
            }
            5 => {
                if let Some(block) = self.dice.pick(document.blocks()) {
                    changed.replace_range(whole_lines(block.span.start, block.span.end), "");
                }
            }
            6 => {
                if let Some(item) = self.dice.pick(items) {
                    changed.replace_range(whole_lines(item.line_start, item.end), "");
                }
            }
            7 | 8 => {
                let all: Vec<&str> = words(text).into_iter().collect();
                if let Some(old) = self.dice.pick(&all)
                    && let Some(at) = text.find(old)
                {
                    let end = at + old.len();
                    let new = self.word();
                    match self.dice.one_in(2) {
                        true => changed.replace_range(at..end, &new),
                        false => changed.insert_str(end, &format!(" {new}")),
                    }
                }
            }
            _ => {
                let roots: Vec<_> = items.iter().filter(|item| item.parent.is_none()).collect();
                if let (Some(item), Some(before)) = (self.dice.pick(&roots), self.dice.pick(&roots))
                    && before.line_start < item.line_start
                {
                    let lines = whole_lines(item.line_start, item.end);
                    let mut moved = text[lines.clone()].to_string();
                    if !moved.ends_with('\n') {
                        moved.push_str(newline);
                    }
                    changed.replace_range(lines, "");
                    changed.insert_str(before.line_start, &moved);
                }
            }
        }
        changed
    }
}

fn merged(base: &str, ours: &str, theirs: &str, by: [&str; 2]) -> Result<Merged, MergeRefused> {
    let [ours_by, theirs_by] = by.map(|name| Some(name.to_string()));
    let names = Names {
        ours: ours_by,
        theirs: theirs_by,
    };
    merge(
        Three::new(base, ours, theirs),
        &names,
        &Vocabulary::default(),
    )
}

/// How often something came of it that is no loss and still not good.
#[derive(Default)]
struct Figures {
    merged: Cell<usize>,
    /// Of these, refused.
    refused: Cell<usize>,
    /// Merged again with one of the sides something else came of it, or nothing.
    not_again: Cell<usize>,
}

fn count(figure: &Cell<usize>) {
    figure.set(figure.get() + 1);
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are part of the answer")]
fn no_word_is_lost_and_none_comes_back() {
    let mut runner = TestRunner::new(cases(1_000));
    let figures = Figures::default();
    let outcome = runner.run(&(document(), any::<u64>()), |(raw, seed)| {
        check(&raw, seed, &figures)
    });
    if let Err(fault) = outcome {
        panic!("{fault}");
    }
    let [all, refused, not_again] =
        [&figures.merged, &figures.refused, &figures.not_again].map(Cell::get);
    println!("of {all} odd documents {refused} are refused, merged again {not_again} differ");
    assert!(refused * 100 <= all, "{refused} of {all} are refused");
    assert!(
        not_again * 25 <= all,
        "{not_again} of {all} differ when merged again"
    );
}

/// All that holds for one document and what two people, led by `seed`, make of it.
fn check(raw: &str, seed: u64, figures: &Figures) -> TestCaseResult {
    let base = worded(raw);
    let mut hands = ['L', 'R'].map(|letter| Hand {
        dice: Dice(seed ^ letter as u64),
        letter,
        written: 0,
    });
    let [left, right] = [0, 1].map(|side| hands[side].edited(&base));
    prop_assume!(
        [&base, &left, &right]
            .iter()
            .all(|text| Damage::of(text).is_none())
    );

    let result = merged(&base, &left, &right, ["Dana", "Alex"]);
    let swapped = merged(&base, &right, &left, ["Alex", "Dana"]);
    prop_assert_eq!(result.is_ok(), swapped.is_ok(), "refused one way only");
    for (base, ours, theirs, alone) in [
        (&base, &left, &base, &left),
        (&base, &base, &right, &right),
        (&base, &left, &left, &left),
    ] {
        let text = merged(base, ours, theirs, ["Dana", "Alex"]).map(|merged| merged.text);
        prop_assert_eq!(text.as_ref(), Ok(alone));
    }
    count(&figures.merged);
    // One that is refused leaves both as they were.
    let (Ok(result), Ok(swapped)) = (result, swapped) else {
        count(&figures.refused);
        return Ok(());
    };
    prop_assert_eq!(&result, &swapped);
    prop_assert_eq!(Damage::of(&result.text), None, "\n{}", &result.text);
    let again = [(&result.text, &right), (&left, &result.text)]
        .map(|(ours, theirs)| merged(&base, ours, theirs, ["Dana", "Alex"]));
    if again
        .iter()
        .any(|again| again.as_ref().map(|again| &again.text) != Ok(&result.text))
    {
        count(&figures.not_again);
    }
    let (was, now) = (words(&base), words(&result.text));
    let (ours, theirs) = (words(&left), words(&right));
    for word in was.iter().chain(&ours).chain(&theirs) {
        let stays = match (
            was.contains(word),
            ours.contains(word),
            theirs.contains(word),
        ) {
            (false, _, _) | (true, true, true) => Some(true),
            (true, false, false) => Some(false),
            (true, _, _) => None, // taken out here, and there perhaps part of what was changed
        };
        prop_assert!(
            stays.is_none_or(|stays| stays == now.contains(word)),
            "{word} is {} there\n--- base\n{base}\n--- left\n{left}\n--- right\n{right}\n--- merged\n{}",
            if now.contains(word) {
                "still"
            } else {
                "no longer"
            },
            &result.text
        );
    }
    Ok(())
}
