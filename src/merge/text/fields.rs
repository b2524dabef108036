//! The box and the attributes of one item from three: which word stays, and how it gets into the lines of a head.

use super::item_head::{Field, ItemHead};
use super::item_text::ItemTexts;
use super::tree::Tree;
use crate::markdown::CheckboxStatus;
use crate::meeting::Vocabulary;
use crate::merge::three::{Ours, Pick, Revision, Theirs, Three};
use crate::text::{Span, TextEdit, apply_edits};

/// The mark in the box; `None` for no box.
pub(super) fn merged_mark<'a>(
    items: ItemTexts<'a>,
    remarks: &mut Vec<&'static str>,
) -> Option<&'a str> {
    // Two who both put the item in began with an open box.
    match items.each(|item| item.mark()).resolved() {
        Ok(mark) => mark.flatten(),
        Err(marks) => match marks.map(Option::flatten) {
            Three {
                base,
                ours: Some(ours),
                theirs: Some(theirs),
            } => Some(chosen_mark(base, ours, theirs, remarks)),
            // A box that one side took away and the other ticked.
            Three { ours, theirs, .. } => ours.or(theirs),
        },
    }
}

/// One of the marks that both put into a box with `base`, or into a new one, in which each changed it.
pub(super) fn chosen_mark<'a>(
    base: Option<&str>,
    ours: &'a str,
    theirs: &'a str,
    remarks: &mut Vec<&'static str>,
) -> &'a str {
    let [our_status, their_status] = [ours, theirs].map(CheckboxStatus::of);
    let from = base.map_or(CheckboxStatus::Open, CheckboxStatus::of);
    let chosen = merged_status(from, our_status, their_status);
    let is_both_ended =
        our_status != their_status && our_status.is_ended() && their_status.is_ended();
    if is_both_ended {
        remarks.push("one ended it as done, the other dropped it");
    }
    let is_unknown = |status: CheckboxStatus| status == CheckboxStatus::Unknown;
    if is_unknown(our_status) || is_unknown(their_status) {
        remarks.push("both changed its box; the mark of one of them is gone");
    }
    match (our_status == chosen, their_status == chosen) {
        (true, true) => ours.min(theirs),
        (true, false) => ours,
        _ => theirs,
    }
}

/// What an item becomes that both changed, from `base`.
///
/// Of an open one an ending is the last word; one that had ended and is open again is to be done. Of a carried one an
/// ending is the last word too: that it is open again says that its copy is gone, not that somebody wants more of it.
fn merged_status(
    base: CheckboxStatus,
    ours: CheckboxStatus,
    theirs: CheckboxStatus,
) -> CheckboxStatus {
    let rank = |status: CheckboxStatus| {
        let ended = match status {
            CheckboxStatus::Done => 5,
            CheckboxStatus::Dropped => 4,
            CheckboxStatus::Carried => 3,
            CheckboxStatus::InProgress => 2,
            CheckboxStatus::Open => 1,
            CheckboxStatus::Unknown => 0,
        };
        if status.is_open() && !base.is_open() && base != CheckboxStatus::Carried {
            ended + 10
        } else {
            ended
        }
    };
    if rank(ours) >= rank(theirs) {
        ours
    } else {
        theirs
    }
}

/// What becomes of one attribute.
#[derive(Default)]
pub(super) struct Choice {
    /// The side whose word stays.
    pub stays: Option<Revision>,
    /// The side whose word is noted below the item.
    pub noted: Option<Revision>,
    /// Whether one side changed it and the other took it away.
    pub was_taken_away: bool,
}

/// Choose between the words of both on `field`.
pub(super) fn choose_field(field: Field, items: ItemTexts<'_>) -> Choice {
    let values = items
        .each(|item| item.head.value(field))
        .map(Option::flatten);
    // The earlier `since:` is the truth, and `done:` is no promise.
    let is_told = matches!(
        field,
        Field::Owner | Field::Priority | Field::Due | Field::From
    );
    let side = match values.pick() {
        // Written otherwise, meaning the same: the one that was changed, or else the one that sorts first.
        Pick::Same => items.each(|item| item.written(field)).side_or_lesser(),
        Pick::Ours => Ours,
        Pick::Theirs => Theirs,
        Pick::Conflict => {
            let stays = match (values.ours, values.theirs) {
                (Some(ours), Some(theirs)) if (ours < theirs) == (field == Field::Due) => Theirs,
                (None, _) => Theirs,
                _ => Ours,
            };
            let is_taken_away = values.only_side().is_some();
            return Choice {
                stays: Some(stays),
                noted: (is_told && !is_taken_away).then_some(stays.other()),
                was_taken_away: is_told && is_taken_away,
            };
        }
    };
    Choice {
        stays: values[side].is_some().then_some(side),
        ..Choice::default()
    }
}

/// `lines`, the head of an item, with this mark in its box and these attributes.
pub(super) fn with_fields(lines: &str, mark: Option<&str>, wanted: &[(Field, &str)]) -> String {
    // Alone, without its indentation, it is read as it is in its place.
    let start = lines.len() - lines.trim_start_matches([' ', '\t']).len();
    let (indent, text) = lines.split_at(start);
    let tree = Tree::read(text.to_string(), &Vocabulary::default());
    let Some(head) = (1..tree.nodes.len()).find_map(|node| tree.head(node)) else {
        return lines.to_string();
    };
    let mut edits = Vec::new();
    match (head.checkbox, mark) {
        (Some(checkbox), Some(mark)) => edits.push(TextEdit::replace(text, checkbox.mark, mark)),
        (Some(checkbox), None) => {
            let with_blank = Span::new(head.marker.end, checkbox.span.end);
            edits.push(TextEdit::replace(text, with_blank, ""));
        }
        (None, Some(mark)) => edits.push(TextEdit::insert(head.marker.end, format!(" [{mark}]"))),
        (None, None) => {}
    }
    for token in &head.tokens {
        let Some(field) = token.field else { continue };
        let value = wanted.iter().find(|(wanted, _)| *wanted == field);
        edits.push(match value {
            Some((_, value)) => TextEdit::replace(text, token.text, *value),
            None => TextEdit::replace(text, Span::new(token.glue.start, token.text.end), ""),
        });
    }
    for (field, value) in wanted {
        if head.token(*field).is_none() {
            edits.push(TextEdit::insert(
                place_of(head, *field),
                format!(" {value}"),
            ));
        }
    }
    // A box that is not open and text that is too long to be an item are no reason to fail here: it is read again later.
    match apply_edits(text, &edits) {
        Ok(changed) => format!("{indent}{changed}"),
        Err(_) => lines.to_string(),
    }
}

/// Where in the head an attribute goes: among those at its end, in the order in which they are written.
fn place_of(head: &ItemHead, field: Field) -> usize {
    let mut place = head.text().end;
    for token in head.tokens.iter().rev() {
        match token.field {
            Some(other) if other > field => place = token.glue.start,
            _ => break,
        }
    }
    place
}
