//! Which meetings one side put on another day: their files have other names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::version::NotebookVersion;
use crate::markdown::Document;
use crate::meeting::{MeetingText, Skimmed};
use crate::text::count_shared;

/// How much of the lines must be the same for a file that has no `moved_from` to be the same under another name.
const ALIKE: f64 = 0.6;
/// Fewer lines than this say too little.
const ENOUGH_LINES: usize = 4;

/// For each meeting of `base` that `side` has on another day, that day.
pub fn moves(
    base: Option<&NotebookVersion>,
    side: &NotebookVersion,
) -> BTreeMap<NaiveDate, NaiveDate> {
    let mut found = BTreeMap::new();
    let Some(base) = base else { return found };
    let gone: Vec<&MeetingText> = base
        .texts()
        .iter()
        .filter(|old| side.meeting(old.date).is_none())
        .collect();
    if gone.is_empty() {
        return found;
    }
    let mut new: Vec<&MeetingText> = side
        .texts()
        .iter()
        .filter(|meeting| base.meeting(meeting.date).is_none())
        .collect();
    for old in &gone {
        let was_due = old.due_date();
        let by_date = new.iter().position(|meeting| meeting.due_date() == was_due);
        let by_text = || {
            let alike = new
                .iter()
                .enumerate()
                .map(|(at, meeting)| (shared_lines(old, meeting), at));
            let best =
                alike.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
            best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, at)| at)
        };
        if let Some(at) = by_date.or_else(by_text) {
            found.insert(old.date, new.remove(at).date);
        }
    }
    found
}

/// The meetings that neither side had before and that were due on one day, where at least one side moved it and the two have
/// it on different days: when it was due, and where the two have it.
pub fn moved_unshared(
    base: Option<&NotebookVersion>,
    ours: &NotebookVersion,
    theirs: &NotebookVersion,
    arrived: &BTreeSet<NaiveDate>,
) -> Vec<(NaiveDate, NaiveDate, NaiveDate)> {
    // What was shared already was on another day then, or is another meeting.
    let was_due: BTreeSet<NaiveDate> = base
        .iter()
        .flat_map(|base| base.series().meetings().iter().map(Skimmed::due_date))
        .collect();
    let new = |side: &NotebookVersion| {
        let mut of_day: BTreeMap<NaiveDate, Vec<NaiveDate>> = BTreeMap::new();
        for text in side.texts() {
            let is_new = base.is_none_or(|base| base.meeting(text.date).is_none());
            if is_new && !arrived.contains(&text.date) {
                let due = text.due_date();
                of_day.entry(due).or_default().push(text.date);
            }
        }
        of_day
    };
    let (of_ours, of_theirs) = (new(ours), new(theirs));
    let both = of_ours.iter().filter(|(due, _)| !was_due.contains(due));
    both.filter_map(|(due, our_days)| {
        // One who has two of a day made another meeting of it.
        match (our_days.as_slice(), of_theirs.get(due)?.as_slice()) {
            ([we], [they]) if we != they => Some((*due, *we, *they)),
            _ => None,
        }
    })
    .collect()
}

/// Which part of the lines below the front matter of two texts is the same, from 0 to 1.
fn shared_lines(one: &MeetingText, other: &MeetingText) -> f64 {
    let [one, other] = [one, other].map(|text| Document::new(text.source.clone()));
    let lines = |document: &Document| -> Vec<String> {
        let lines = document.body().slice(document.source()).lines();
        let lines = lines.map(|line| line.trim().to_string());
        lines.filter(|line| !line.is_empty()).collect()
    };
    let (one, other) = (lines(&one), lines(&other));
    let most = one.len().max(other.len());
    match most < ENOUGH_LINES {
        true => 0.0,
        false => count_shared(one, other) as f64 / most as f64,
    }
}
