//! The box and the attributes of one item from three: which word stays, and how it gets into the lines of a head.

use super::head::{Field, Head};
use super::tree::Tree;
use super::written::Written;
use crate::markdown::CheckboxStatus;
use crate::text::{Span, TextEdit, apply_edits};

/// The mark in the box; `None` for no box.
pub(super) fn merged_mark(
    base: Option<Written<'_>>,
    ours: Written<'_>,
    theirs: Written<'_>,
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    let mark = |side: Written<'_>| side.head.mark(&side.tree.source).map(str::to_string);
    let (was, we, they) = (base.and_then(mark), mark(ours), mark(theirs));
    // Two who both put the item in began with an open box.
    let was_there = base.is_some();
    if we == they || was_there && they == was {
        return we;
    }
    if was_there && we == was {
        return they;
    }
    let (Some(we), Some(they)) = (&we, &they) else {
        return we.or(they); // a box that one side took away and the other ticked
    };
    Some(chosen_mark(was.as_deref(), we, they, remarks).to_string())
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
pub(super) struct Choice<'a> {
    /// The side whose word stays.
    pub stays: Option<Written<'a>>,
    /// The side whose word is noted below the item.
    pub noted: Option<Written<'a>>,
    /// Whether one side changed it and the other took it away.
    pub was_taken_away: bool,
}

pub(super) fn choose_field<'a>(
    field: Field,
    base: Option<Written<'a>>,
    ours: Written<'a>,
    theirs: Written<'a>,
) -> Choice<'a> {
    let value = |side: Written<'a>| side.head.value(field);
    let just = |stays: Option<Written<'a>>| Choice {
        stays,
        noted: None,
        was_taken_away: false,
    };
    // The earlier `since:` is the truth, and `done:` is no promise.
    let is_told = matches!(
        field,
        Field::Owner | Field::Priority | Field::Due | Field::From
    );
    let was = base.and_then(value);
    match (value(ours), value(theirs)) {
        (None, None) => just(None),
        (Some(we), Some(they)) if we == they => {
            let token =
                |side: Written<'a>| side.head.token(field).map(|token| side.slice(token.text));
            // Written otherwise, meaning the same: the one that was changed, or else the one that sorts first.
            let before = base.and_then(token);
            if token(ours) == before {
                just(Some(theirs))
            } else if token(theirs) == before || token(ours) <= token(theirs) {
                just(Some(ours))
            } else {
                just(Some(theirs))
            }
        }
        (we, they) if we == was => just(they.map(|_| theirs)),
        (we, they) if they == was => just(we.map(|_| ours)),
        (Some(_), None) => Choice {
            was_taken_away: is_told,
            ..just(Some(ours))
        },
        (None, Some(_)) => Choice {
            was_taken_away: is_told,
            ..just(Some(theirs))
        },
        (Some(we), Some(they)) => {
            let ours_first = we < they;
            let ours_stays = if field == Field::Due {
                !ours_first
            } else {
                ours_first
            };
            let (stays, other) = if ours_stays {
                (ours, theirs)
            } else {
                (theirs, ours)
            };
            Choice {
                noted: is_told.then_some(other),
                ..just(Some(stays))
            }
        }
    }
}
/// `lines`, the head of an item, with this mark in its box and these attributes.
pub(super) fn with_fields(lines: String, mark: Option<&str>, wanted: &[(Field, String)]) -> String {
    // Alone, without its indentation, it is read as it is in its place.
    let start = lines.len() - lines.trim_start_matches([' ', '\t']).len();
    let (indent, text) = lines.split_at(start);
    let tree = Tree::read(text.to_string());
    let Some(head) = (1..tree.nodes.len()).find_map(|node| tree.head(node)) else {
        return lines;
    };
    let mut edits = Vec::new();
    match (head.checkbox, mark) {
        (Some(checkbox), Some(mark)) if checkbox.mark.slice(text) != mark => {
            edits.push(TextEdit::replace(text, checkbox.mark, mark));
        }
        (Some(checkbox), None) => {
            edits.push(TextEdit::replace(
                text,
                Span::new(head.marker.end, checkbox.span.end),
                "",
            ));
        }
        (None, Some(mark)) => edits.push(TextEdit::insert(head.marker.end, format!(" [{mark}]"))),
        _ => {}
    }
    for token in &head.tokens {
        let Some(field) = token.field else { continue };
        let value = wanted
            .iter()
            .find(|(wanted, _)| *wanted == field)
            .map(|(_, value)| value);
        match value {
            Some(value) if value != token.text.slice(text) => {
                edits.push(TextEdit::replace(text, token.text, value.as_str()));
            }
            Some(_) => {}
            None => edits.push(TextEdit::replace(
                text,
                Span::new(token.glue.start, token.text.end),
                "",
            )),
        }
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
        Err(_) => lines,
    }
}

/// Where in the head an attribute goes: among those at its end, in the order in which they are written.
fn place_of(head: &Head, field: Field) -> usize {
    let mut place = head.text().end;
    for token in head.tokens.iter().rev() {
        match token.field {
            Some(other) if other > field => place = token.glue.start,
            _ => break,
        }
    }
    place
}
