//! The lines that may be handed over, as a list.

use super::table::{Cell, lines};
use crate::cli::outside::{Shown, style};
use crate::meeting::{Pair, Side};
use crate::view::handover::Passage;

/// Who wrote `passage`, where that is worth saying: the line is about the IC, and they may think it their own.
pub fn by_the_manager(passage: &Passage, pair: &Pair) -> Option<String> {
    let is_theirs = passage.author == Some(Side::Manager);
    is_theirs.then(|| format!("written by {}", pair.manager.first_name()))
}

/// All `passages` with the letters by which they are named, and `+` before those that `--all` takes.
pub fn listing(
    passages: &[Passage],
    references: &[String],
    pair: &Pair,
    width: Option<usize>,
) -> Vec<Shown> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut topic = None;
    let length = references.iter().map(String::len).max().unwrap_or(0);
    for (passage, reference) in passages.iter().zip(references) {
        if topic != Some(passage.topic) {
            topic = Some(passage.topic);
            let title = passage.topic.title(pair);
            rows.push(vec![Cell::new(title, style::TITLE)]);
        }
        let mark = if passage.is_offered() { "+" } else { "-" };
        rows.push(vec![
            Cell::new(format!("{reference:length$}"), style::TYPED),
            Cell::new(mark, style::NONE),
            Cell::new(passage.text.as_str(), style::NONE),
            Cell::new(
                by_the_manager(passage, pair).unwrap_or_default(),
                style::DIM,
            ),
        ]);
    }
    // A heading is no column.
    let mut shown = Vec::new();
    for part in rows.chunk_by(|a, b| a.len() == b.len()) {
        shown.extend(lines(part, 2, width));
    }
    shown
}
