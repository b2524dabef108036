//! What could be repaired in one meeting: each with the bytes to change, and what is to be read afterwards.

use chrono::NaiveDate;

use crate::markdown::{Checkbox, CheckboxStatus, Document};
use crate::meeting::{ActionItem, AttributeKey, Meeting, Series, rules};
use crate::practice::checks::day_meant;
use crate::text::{LineTable, Span, TextEdit, apply_edits};

/// A change within one line.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// The line that changes, from 0.
    pub line: usize,
    /// The bytes that change.
    pub edit: TextEdit,
    /// What is read otherwise then.
    pub effect: Effect,
}

/// What a repair changes in the reading; all else must stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The line is an item with this status.
    Item(CheckboxStatus),
    /// The item that begins on line `item` has a date that was text before.
    Date {
        item: usize,
        key: AttributeKey,
        date: NaiveDate,
        /// What was text.
        text: String,
    },
    /// The front matter states the same day in our form.
    StatedDate,
    /// Nothing: another tool's form becomes ours.
    Nothing,
}

/// What could be repaired in `meeting`, in the order of the text. `series` has all meetings.
pub(super) fn repairs(meeting: &Meeting, series: &Series) -> Vec<Repair> {
    let source = meeting.source();
    let lines = LineTable::new(source);
    let mut found = Vec::new();
    for diagnostic in meeting.diagnostics(|_| true) {
        if let Some(day) = day_meant(meeting, &diagnostic, series) {
            found.push(Repair {
                line: lines.line_of(day.edit.span.start),
                effect: Effect::Date {
                    item: lines.line_of(day.item.line_start),
                    key: day.key,
                    date: day.date,
                    text: day.edit.expected.clone(),
                },
                edit: day.edit,
            });
        } else if diagnostic.rule == rules::DATE_FORM {
            found.extend(diagnostic.repair.map(|edit| Repair {
                line: lines.line_of(edit.span.start),
                edit,
                effect: Effect::StatedDate,
            }));
        } else {
            found.extend(of_line(source, &lines, diagnostic.repair));
        }
    }
    for item in meeting.items() {
        found.extend(spellings(source, item).map(|edit| Repair {
            line: lines.line_of(edit.span.start),
            edit,
            effect: Effect::Nothing,
        }));
    }
    found.sort_by_key(|repair| (repair.edit.span.start, repair.edit.span.end));
    found
}

/// The lines of `document` that could become items, in order.
pub(super) fn box_repairs(document: &Document) -> Vec<Repair> {
    let (source, lines) = (document.source(), document.lines());
    let diagnostics = document.diagnostics();
    let mut found: Vec<Repair> = diagnostics
        .into_iter()
        .filter_map(|diagnostic| of_line(source, lines, diagnostic.repair))
        .collect();
    found.sort_by_key(|repair| (repair.edit.span.start, repair.edit.span.end));
    found
}

/// `edit` of `source`, whose `lines` are these, as a repair by which its line becomes an item.
fn of_line(source: &str, lines: &LineTable, edit: Option<TextEdit>) -> Option<Repair> {
    let edit = edit?;
    let line = lines.line_of(edit.span.start);
    let text = Span::new(lines.start_of(line), lines.end_of(line)).slice(source);
    let status = status_after(text, lines.start_of(line), &edit)?;
    Some(Repair {
        line,
        edit,
        effect: Effect::Item(status),
    })
}

/// The status of the box that `line`, which begins at `start`, has after `edit`.
fn status_after(line: &str, start: usize, edit: &TextEdit) -> Option<CheckboxStatus> {
    let here = TextEdit {
        span: Span::new(
            edit.span.start.checked_sub(start)?,
            edit.span.end.checked_sub(start)?,
        ),
        ..edit.clone()
    };
    let after = apply_edits(line, &[here]).ok()?;
    let mut brackets = after.match_indices('[');
    let found = brackets.find_map(|(at, _)| Checkbox::read(&after, at));
    found.map(|checkbox| checkbox.status)
}

/// The attributes of `item` that are written in the form of another tool, in ours. What has no form of ours stays.
fn spellings(source: &str, item: &ActionItem) -> impl Iterator<Item = TextEdit> {
    let attributes = &item.attributes;
    let dates = attributes
        .dates
        .iter()
        .filter_map(|date| Some((date.span, format!("{}:{}", date.key.word()?, date.date))));
    let priority = attributes
        .priority
        .iter()
        .map(|(level, span)| (*span, format!("p:{level}")));
    let names = attributes
        .owner
        .iter()
        .chain(&attributes.mentions)
        .filter(|name| !name.span.slice(source).starts_with('@'))
        .map(|name| (name.span, format!("@{}", name.name)));
    dates
        .chain(priority)
        .chain(names)
        .filter(|(span, text)| span.slice(source) != text)
        .map(|(span, text)| TextEdit::replace(source, span, text))
}
