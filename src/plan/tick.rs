//! Ending items and taking that back: one byte each, and a note where a reason is given.

use crate::change::{
    EditedMeeting, FileChange, Plan, PlanError, insert_after, interrupts_text, revise_items,
};
use crate::markdown::{CheckboxStatus, Document, ListItem};
use crate::meeting::{ActionItem, AttributeKey, ListedItem, Meeting, Series, Vocabulary, locate};
use crate::practice::Label;
use crate::text::{Span, TextEdit, one_line};

/// What an item becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Ticked: `[x]`.
    Done,
    /// Dropped, for this reason.
    Dropped(String),
    /// Open again.
    Open,
}

impl Verdict {
    fn status(&self) -> CheckboxStatus {
        match self {
            Verdict::Done => CheckboxStatus::Done,
            Verdict::Dropped(_) => CheckboxStatus::Dropped,
            Verdict::Open => CheckboxStatus::Open,
        }
    }
}

/// What there is to say of an item that was ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// It was so before.
    pub was_so: bool,
    /// How many open items stand right below it.
    pub open_below: usize,
}

/// Plan to give `verdict` on `items`, wherever in `series` they stand now. The news are of each item, in their order.
///
/// # Errors
/// When one is gone or has a status that is not ours, its file can't be changed, or would not say so when read again.
pub fn tick(
    series: &Series,
    items: &[&ListedItem],
    verdict: &Verdict,
) -> Result<Plan<Vec<Ticked>>, PlanError> {
    let mut meetings: Vec<(&Meeting, Vec<usize>)> = Vec::new();
    let mut news = Vec::new();
    for item in items {
        let gone = || PlanError::ItemGone(item.title.clone());
        let (meeting, index) = locate(series, item).ok_or_else(gone)?;
        if meeting.items()[index].status() == CheckboxStatus::Unknown {
            return Err(PlanError::UnknownStatus(item.title.clone()));
        }
        let is_open_below =
            |child: &&ActionItem| child.parent == Some(index) && child.status().is_open();
        news.push(Ticked {
            was_so: meeting.items()[index].status() == verdict.status(),
            open_below: meeting.items().iter().filter(is_open_below).count(),
        });
        match meetings
            .iter_mut()
            .find(|(other, _)| other.date() == meeting.date())
        {
            Some((_, indexes)) => indexes.push(index),
            None => meetings.push((meeting, vec![index])),
        }
    }
    let vocabulary = &series.settings().vocabulary;
    let changes = meetings
        .into_iter()
        .map(|(meeting, items)| Ok(ticked(meeting, &items, verdict, vocabulary)?.into()));
    let changes: Vec<FileChange> = changes.collect::<Result<_, PlanError>>()?;
    Ok(Plan::from_iter(changes).map(|()| news))
}

/// `meeting` with `verdict` given on these of its `items`; those that are so already stay untouched.
///
/// # Errors
/// When the file can't be changed, or would not say so when read again.
pub fn ticked(
    meeting: &Meeting,
    items: &[usize],
    verdict: &Verdict,
    vocabulary: &Vocabulary,
) -> Result<EditedMeeting, PlanError> {
    let status = verdict.status();
    let document = meeting.document();
    let mut edits = Vec::new();
    let mut changed = Vec::new();
    for index in items {
        let item = &meeting.items()[*index];
        if item.status() == status || changed.contains(index) {
            continue;
        }
        changed.push(*index);
        let mark = status.mark().unwrap_or(" ");
        edits.push(TextEdit::replace(
            meeting.source(),
            item.checkbox.mark,
            mark,
        ));
        match verdict {
            Verdict::Dropped(reason) => {
                let label = Label::Dropped.word_in(vocabulary.language());
                let note = format!("{label}: {}", one_line(reason));
                edits.push(dropped_note(document, item, &note));
            }
            Verdict::Open => edits.extend(without_ending(document, item)),
            Verdict::Done => {}
        }
    }
    revise_items(meeting, &edits, vocabulary, |index, read| {
        let before = &meeting.items()[index];
        let wanted = if changed.contains(&index) {
            status
        } else {
            before.status()
        };
        read.title == before.title && read.status() == wanted
    })
}

/// `note`, which says why, as the last note of `item`, written as its other notes are.
fn dropped_note(document: &Document, item: &ActionItem, note: &str) -> TextEdit {
    let source = document.source();
    let list = document.items();
    let own = &list[item.list_item];
    let is_child = |other: &&ListItem| {
        other.parent == Some(item.list_item) && other.line_start != own.line_start
    };
    let last_child = list.iter().rev().find(is_child);
    let child = last_child.filter(|child| child.marker.end - child.marker.start == 1);
    let lead = match child {
        Some(child) => Span::new(child.line_start, child.marker.end)
            .slice(source)
            .to_string(),
        None => format!("{}-", below_text(source, own, item)),
    };
    let mut note = format!("{lead} {note}\n");
    // Below a fence that nobody closed there is nothing but its inside; then the note comes first.
    let is_inside = |fence: &&Span| fence.start >= own.line_start && fence.start < own.end;
    let place = match (
        document.unclosed_fences().iter().find(is_inside),
        item.lines.last(),
    ) {
        (Some(_), Some(last)) => document.lines().end_of(document.lines().line_of(last.end)),
        _ => own.end,
    };
    // Text right below would run into the note.
    let below = source[place..]
        .split(['\n', '\r'])
        .next()
        .unwrap_or_default();
    let below = below.trim_start_matches([' ', '\t', '>']);
    let is_item = list.iter().any(|other| other.line_start == place);
    let begins_block = below.starts_with(['#', '<', '`', '~']) || interrupts_text(below);
    if !below.is_empty() && !is_item && !begins_block {
        note.push('\n');
    }
    insert_after(document, place, &note)
}

/// What stands in front of a line below the text of `item`: quote marks stay, list markers become blanks.
fn below_text(source: &str, own: &ListItem, item: &ActionItem) -> String {
    let line = Span::new(own.line_start, item.checkbox.span.start).slice(source);
    let quotes = line.rfind('>').map_or(0, |at| at + 1);
    let (quotes, rest) = line.split_at(quotes);
    // One blank behind a quote mark belongs to it, and does not indent.
    let space = if quotes.is_empty() || rest.starts_with(' ') {
        ""
    } else {
        " "
    };
    let blank: String = rest
        .chars()
        .map(|c| if c == '\t' { c } else { ' ' })
        .collect();
    format!("{quotes}{space}{blank}")
}

/// The reason in `line`, a note that says why an item was dropped.
fn reason_in(line: &str) -> Option<&str> {
    let (label, reason) = Label::at_start_of(line)?;
    (label == Label::Dropped).then(|| reason.trim())
}

/// The note that says why `item` was dropped.
fn reason_note<'a>(document: &'a Document, item: &ActionItem) -> Option<&'a ListItem> {
    let source = document.source();
    document.items().iter().rev().find(|note| {
        let is_one_line = !source[note.line_start..note.end]
            .trim_end()
            .contains(['\n', '\r']);
        is_one_line
            && note.parent == Some(item.list_item)
            && note
                .lines
                .first()
                .is_some_and(|line| reason_in(line.slice(source)).is_some())
    })
}

/// Why `item` of `document` was dropped, if a note below it says so.
pub fn reason_of(document: &Document, item: &ActionItem) -> Option<String> {
    let line = reason_note(document, item)?.lines.first()?;
    reason_in(line.slice(document.source())).map(str::to_string)
}

/// Take back what was written when `item` ended: `done:DATE`, and the note with the reason.
fn without_ending(document: &Document, item: &ActionItem) -> Vec<TextEdit> {
    let source = document.source();
    let mut edits = Vec::new();
    if let Some(done) = item.attributes.date(AttributeKey::Done) {
        let before = &source[..done.span.start];
        let start = before.trim_end_matches([' ', '\t']).len();
        edits.push(TextEdit::replace(
            source,
            Span::new(start, done.span.end),
            "",
        ));
    }
    if item.status() == CheckboxStatus::Dropped
        && let Some(note) = reason_note(document, item)
    {
        // Without a line end of its own it was the last line of the file: then the one before it goes.
        let has_line_end = source[..note.end].ends_with(['\n', '\r']);
        let start = match has_line_end {
            true => note.line_start,
            false => source[..note.line_start]
                .trim_end_matches(['\n', '\r'])
                .len(),
        };
        edits.push(TextEdit::replace(source, Span::new(start, note.end), ""));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    fn check(source: &str, title: &str, verdict: &Verdict, expected: &str) {
        let date = parse_date("2026-11-17").expect("a date");
        let vocabulary = Vocabulary::default();
        let meeting = Meeting::read(date, source.to_string(), None, &vocabulary);
        let item = meeting
            .items()
            .iter()
            .position(|item| item.title == title)
            .expect("the item");
        let ticked = ticked(&meeting, &[item], verdict, &vocabulary).expect("it is ticked");
        assert_eq!(ticked.meeting().source(), expected);
    }

    #[test]
    fn one_byte_whatever_is_around() {
        check(
            "- [ ] a\r\n- [ ] b\r\n",
            "b",
            &Verdict::Done,
            "- [ ] a\r\n- [x] b\r\n",
        );
        check("> 1. [/] a\n", "a", &Verdict::Done, "> 1. [x] a\n");
        check("- [X] a", "a", &Verdict::Done, "- [X] a");
        check("- [-] a", "a", &Verdict::Open, "- [ ] a");
        check(
            "- [x] a @ana done:2026-11-05\n",
            "a",
            &Verdict::Open,
            "- [ ] a @ana\n",
        );
        check(
            "- [-] a\n  - n\n  - Dropped: x\n- b\n",
            "a",
            &Verdict::Open,
            "- [ ] a\n  - n\n- b\n",
        );
        check("- [-] a\r\n  - Dropped: x", "a", &Verdict::Open, "- [ ] a");
    }

    #[test]
    fn a_reason_is_the_last_note() {
        let dropped = Verdict::Dropped("no  longer\nneeded".to_string());
        check(
            "- [ ] a\n- [ ] b\n",
            "a",
            &dropped,
            "- [-] a\n  - Dropped: no longer needed\n- [ ] b\n",
        );
        check(
            "1. [ ] a\n   text",
            "a text",
            &dropped,
            "1. [-] a\n   text\n   - Dropped: no longer needed",
        );
        check(
            "> - [ ] a\n",
            "a",
            &dropped,
            "> - [-] a\n>   - Dropped: no longer needed\n",
        );
        check(
            "- [ ] a\n\t* n\n",
            "a",
            &dropped,
            "- [-] a\n\t* n\n\t* Dropped: no longer needed\n",
        );
        check(
            "- [ ] a\r\n",
            "a",
            &dropped,
            "- [-] a\r\n  - Dropped: no longer needed\r\n",
        );
    }
}
