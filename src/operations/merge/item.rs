//! The head of one list item from three: the box, the words and each attribute by itself.

use std::cmp::Ordering;

use super::diff3::{Piece, three_way};
use super::file::Names;
use super::head::{Field, Head, Token};
use super::plan::BASE;
use super::tree::Tree;
use crate::markdown::CheckboxStatus;
use crate::text::{NewlineStyle, Span, TextEdit, apply_edits, normalized};

/// One item in one of the three texts.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// The text it stands in.
    pub tree: &'a Tree,
    /// Its head.
    pub head: &'a Head,
}

impl<'a> Written<'a> {
    fn text(&self) -> &'a str {
        self.head.span.slice(&self.tree.source)
    }

    fn slice(&self, span: Span) -> &'a str {
        span.slice(&self.tree.source)
    }

    fn status(&self) -> Option<CheckboxStatus> {
        self.head.checkbox.map(|checkbox| checkbox.status)
    }
}

/// What a head became.
pub(super) struct MergedHead<'a> {
    /// Its lines.
    pub lines: String,
    /// The same item in the words of the other side, when both changed the same words; with that side's name.
    pub second: Option<(String, Option<&'a str>)>,
    /// Notes to stand below it: what an attribute said on the other side.
    pub notes: Vec<Note>,
    /// What to say of it.
    pub remarks: Vec<&'static str>,
}

/// What an attribute said on the side whose word did not stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Without the name: `Also: due:2026-10-01`.
    pub text: String,
    /// Whose it is.
    pub name: Option<String>,
}

/// Merge the heads of one item that both sides have. Swapping the sides gives the same.
pub(super) fn merge_heads<'a>(
    written: [Option<Written<'a>>; 3],
    ours: Written<'a>,
    theirs: Written<'a>,
    names: &'a Names,
) -> MergedHead<'a> {
    let base = written[BASE];
    if let Some(lines) = one_changed(base.map(|base| base.text()), ours.text(), theirs.text()) {
        return MergedHead::plain(lines.to_string());
    }
    if ours.head.is_opaque || theirs.head.is_opaque {
        return both_versions(ours, theirs, names, |side| side.text().to_string());
    }
    let mut merged = MergedHead::plain(String::new());
    let mark = merged_mark(base, ours, theirs, &mut merged.remarks);
    let mut wanted: Vec<(Field, String)> = Vec::new();
    for field in Field::ALL {
        let choice = choose_field(field, base, ours, theirs);
        let token = |side: Written<'a>| side.head.token(field).map(|token| side.slice(token.text));
        if let Some(text) = choice.stays.and_then(token) {
            wanted.push((field, text.to_string()));
        }
        if let Some(text) = choice.noted.and_then(token) {
            let is_ours = choice
                .noted
                .is_some_and(|side| std::ptr::eq(side.head, ours.head));
            merged.notes.push(Note {
                text: format!("Also: {text}"),
                name: if is_ours {
                    names.ours.clone()
                } else {
                    names.theirs.clone()
                },
            });
            merged.remarks.push(match field {
                Field::Due => {
                    "both changed when it is due; the later day stays, the other one is noted below"
                }
                Field::Owner => "both gave it to someone else; the other name is noted below",
                _ => "both changed an attribute; the other value is noted below",
            });
        }
    }
    let finish = |text: String, like: Written<'_>| {
        with_layout(
            &with_fields(text, mark.as_deref(), &wanted),
            base,
            ours,
            theirs,
            like,
        )
    };
    match words(base, ours, theirs) {
        Words::Of(side) => merged.lines = finish(side.text().to_string(), side),
        Words::Mixed(text, like) => merged.lines = finish(text, like),
        Words::Both => {
            let both = both_versions(ours, theirs, names, |side| {
                finish(side.text().to_string(), side)
            });
            merged.lines = both.lines;
            merged.second = both.second;
            merged.remarks.extend(both.remarks);
        }
    }
    merged
}

impl MergedHead<'_> {
    fn plain(lines: String) -> Self {
        MergedHead {
            lines,
            second: None,
            notes: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// The text where at most one side changed it, or both alike.
fn one_changed<'a>(base: Option<&str>, ours: &'a str, theirs: &'a str) -> Option<&'a str> {
    if ours == theirs || base == Some(theirs) {
        Some(ours)
    } else if base == Some(ours) {
        Some(theirs)
    } else {
        None
    }
}

fn both_versions<'a>(
    ours: Written<'a>,
    theirs: Written<'a>,
    names: &'a Names,
    text: impl Fn(Written<'a>) -> String,
) -> MergedHead<'a> {
    let sort = |side: Written<'a>| (side.head.title.clone(), side.text());
    let (first, second, name) = if sort(ours) <= sort(theirs) {
        (ours, theirs, &names.theirs)
    } else {
        (theirs, ours, &names.ours)
    };
    MergedHead {
        lines: text(first),
        second: Some((text(second), name.as_deref())),
        notes: Vec::new(),
        remarks: vec!["both changed these words; both versions stand here, keep one"],
    }
}

/// The mark in the box; `None` for no box.
fn merged_mark(
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
    let (Some(our_status), Some(their_status)) = (ours.status(), theirs.status()) else {
        return we.or(they); // a box that one side took away and the other ticked
    };
    let from = base
        .and_then(|base| base.status())
        .unwrap_or(CheckboxStatus::Open);
    let chosen = merged_status(from, our_status, their_status);
    let is_both_ended =
        our_status != their_status && our_status.is_ended() && their_status.is_ended();
    if is_both_ended {
        remarks.push("one ended it as done, the other dropped it");
    }
    match (our_status == chosen, their_status == chosen) {
        (true, true) => we.min(they),
        (true, false) => we,
        _ => they,
    }
}

/// What an item becomes that both changed, from `base`.
///
/// Of an open one an ending is the last word; one that had ended, or was carried, and is open again is to be done.
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
        if status.is_open() && !base.is_open() {
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
struct Choice<'a> {
    /// The side whose word stays.
    stays: Option<Written<'a>>,
    /// The side whose word is noted below the item.
    noted: Option<Written<'a>>,
}

fn choose_field<'a>(
    field: Field,
    base: Option<Written<'a>>,
    ours: Written<'a>,
    theirs: Written<'a>,
) -> Choice<'a> {
    let value = |side: Written<'a>| side.head.value(field);
    let just = |stays: Option<Written<'a>>| Choice { stays, noted: None };
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
        (Some(_), None) => just(Some(ours)),
        (None, Some(_)) => just(Some(theirs)),
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
            // The earlier `since:` is the truth, and `done:` is no promise.
            let is_told = matches!(
                field,
                Field::Owner | Field::Priority | Field::Due | Field::From
            );
            Choice {
                stays: Some(stays),
                noted: is_told.then_some(other),
            }
        }
    }
}

/// The words of an item.
enum Words<'a> {
    /// Those of one side.
    Of(Written<'a>),
    /// Words of both, as lines laid out like those of this side.
    Mixed(String, Written<'a>),
    /// Both changed the same ones.
    Both,
}

fn words<'a>(base: Option<Written<'a>>, ours: Written<'a>, theirs: Written<'a>) -> Words<'a> {
    let title = |side: Written<'a>| side.head.title.as_str();
    let lesser = if ours.text() <= theirs.text() {
        ours
    } else {
        theirs
    };
    let was = base.map(title);
    match (Some(title(ours)) == was, Some(title(theirs)) == was) {
        _ if title(ours) == title(theirs) => {
            // One that is as it was gives way; else the attributes stand where the side has them that has more of them.
            let rank = |side: Written<'a>| {
                let is_new = base.map(|base| base.text()) != Some(side.text());
                (is_new, side.head.values.len())
            };
            match rank(ours).cmp(&rank(theirs)) {
                Ordering::Greater => Words::Of(ours),
                Ordering::Less => Words::Of(theirs),
                Ordering::Equal => Words::Of(lesser),
            }
        }
        (true, _) => Words::Of(theirs),
        (_, true) => Words::Of(ours),
        _ => base
            .and_then(|base| mixed(base, ours, theirs, lesser))
            .map_or(Words::Both, |text| Words::Mixed(text, lesser)),
    }
}

/// The lines of `like` with the words of both sides, where they changed different ones.
fn mixed<'a>(
    base: Written<'a>,
    ours: Written<'a>,
    theirs: Written<'a>,
    like: Written<'a>,
) -> Option<String> {
    let all = |_: &&Token| true;
    let plain = |token: &&Token| token.field.is_none();
    let rows: [fn(&&Token) -> bool; 2] = [all, plain];
    rows.into_iter().find_map(|filter| {
        let row = |side: Written<'a>| -> (Vec<String>, Vec<(Written<'a>, Token)>) {
            let tokens = side.head.tokens.iter().filter(filter);
            let keyed = tokens.map(|token| {
                let key = match token.field {
                    Some(field) => format!("\n{field:?}"),
                    None => normalized(side.slice(token.text)),
                };
                (key, (side, token.clone()))
            });
            keyed.unzip()
        };
        let ((b, base_tokens), (o, our_tokens), (t, their_tokens)) =
            (row(base), row(ours), row(theirs));
        let mut chosen: Vec<(Written<'a>, Token)> = Vec::new();
        for piece in three_way(&b, &o, &t) {
            match piece {
                Piece::Same(range) => chosen.extend_from_slice(&base_tokens[range]),
                Piece::Ours(_, range) | Piece::Alike(_, range) => {
                    chosen.extend_from_slice(&our_tokens[range])
                }
                Piece::Theirs(_, range) => chosen.extend_from_slice(&their_tokens[range]),
                Piece::Conflict { .. } => return None,
            }
        }
        let run = chosen
            .iter()
            .rev()
            .take_while(|(_, token)| token.field.is_some())
            .count();
        let attributes = chosen.len() - run;
        let is_mixed =
            |pair: &[(Written<'_>, Token)]| !std::ptr::eq(pair[0].0.head, pair[1].0.head);
        if chosen[attributes..].windows(2).any(is_mixed) {
            chosen[attributes..].sort_by_key(|(_, token)| token.field);
        }
        let text = like.head.text();
        let mut lines = like
            .slice(Span::new(like.head.span.start, text.start))
            .to_string();
        for (index, (side, token)) in chosen.iter().enumerate() {
            let glue = side.slice(token.glue);
            let needs_blank = index > 0 && glue.is_empty() && !follows_closely(&chosen, index);
            lines.push_str(if needs_blank || index == 0 && glue.is_empty() {
                " "
            } else {
                glue
            });
            lines.push_str(side.slice(token.text));
        }
        lines.push_str(like.slice(Span::new(text.end, like.head.span.end)));
        Some(lines)
    })
}

/// Whether the token at `index` stood right behind the one before it, with no blank between.
fn follows_closely(tokens: &[(Written<'_>, Token)], index: usize) -> bool {
    let ((side, token), (other, before)) = (&tokens[index], &tokens[index - 1]);
    std::ptr::eq(side.head, other.head) && before.text.end == token.text.start
}

/// `lines`, the head of an item, with this mark in its box and these attributes.
fn with_fields(lines: String, mark: Option<&str>, wanted: &[(Field, String)]) -> String {
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

/// `lines`, whose layout is that of `like`, with the list marker and the trailing blanks of the side that changed those.
fn with_layout(
    lines: &str,
    base: Option<Written<'_>>,
    ours: Written<'_>,
    theirs: Written<'_>,
    like: Written<'_>,
) -> String {
    let marker = |side: Written<'_>| side.slice(side.head.marker).to_string();
    let tail = |side: Written<'_>| {
        let end = side.head.text().end;
        side.slice(Span::new(end, side.head.span.end)).to_string()
    };
    let chosen = |part: &dyn Fn(Written<'_>) -> String| {
        let (we, they) = (part(ours), part(theirs));
        let was = base.map(part);
        one_changed(was.as_deref(), &we, &they)
            .map_or_else(|| we.clone().min(they.clone()), str::to_string)
    };
    let mut text = lines.to_string();
    let (old, new) = (tail(like), chosen(&tail));
    if old != new && text.ends_with(&old) && !new.is_empty() {
        text.truncate(text.len() - old.len());
        text.push_str(&new);
    }
    let lead = |side: Written<'_>| {
        side.slice(Span::new(side.head.span.start, side.head.marker.start))
            .to_string()
    };
    let (old, new) = (lead(like), chosen(&lead));
    if old != new && text.starts_with(&old) {
        text.replace_range(..old.len(), &new);
    }
    let at = new.len();
    let (old, new) = (marker(like), chosen(&marker));
    if old != new && old.len() == new.len() && text.get(at..at + old.len()) == Some(old.as_str()) {
        text.replace_range(at..at + old.len(), &new);
    }
    if NewlineStyle::of(&text) == NewlineStyle::Lf && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// What a value says in the note below an item, for comparing.
pub(super) fn is_note(line: &str, note: &Note) -> bool {
    line.trim_start_matches(['-', '*', '+', ' '])
        .strip_prefix(note.text.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::merge::plan::{OURS, THEIRS};

    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let trees = [base, ours, theirs].map(|text| Tree::read(format!("{text}\n")));
        let written = |side: usize| Written {
            tree: &trees[side],
            head: trees[side].head(2).expect("an item"),
        };
        let names = Names {
            ours: Some("Dana".to_string()),
            theirs: Some("Alex".to_string()),
        };
        let told = |ours: usize, theirs: usize| {
            let merged = merge_heads(
                [Some(written(BASE)), None, None],
                written(ours),
                written(theirs),
                &names,
            );
            let second = merged.second.map(|(second, _)| second).unwrap_or_default();
            let notes: Vec<&str> = merged.notes.iter().map(|note| note.text.as_str()).collect();
            format!("{}{second}{}", merged.lines, notes.join("\n"))
                .trim_end()
                .to_string()
        };
        assert_eq!(told(OURS, THEIRS), expected);
        assert_eq!(told(THEIRS, OURS), expected);
    }

    #[test]
    fn each_field_by_itself() {
        check(
            "- [ ] a @ben due:2026-09-21",
            "- [x] a @ben due:2026-09-21",
            "- [ ] a @ben due:2026-09-28",
            "- [x] a @ben due:2026-09-28",
        );
        check("- [ ] a b", "- [x] a b", "- [ ] a c", "- [x] a c");
        check(
            "- [ ] a b c",
            "- [ ] x b c @ana",
            "- [ ] a b y due:2026-09-28",
            "- [ ] x b y @ana due:2026-09-28",
        );
        check(
            "- [ ] a @x",
            "- [ ] a @z",
            "- [ ] a @y",
            "- [ ] a @y\nAlso: @z",
        );
        check(
            "- [ ] a",
            "- [ ] a due:2026-09-21",
            "- [ ] a due:2026-09-28",
            "- [ ] a due:2026-09-28\nAlso: due:2026-09-21",
        );
        check(
            "- [ ] a b",
            "- [ ] a x",
            "- [ ] a y",
            "- [ ] a x\n- [ ] a y",
        );
        check("- [ ] a", "- [-] a", "- [x] a", "- [x] a");
        check("- [ ] a", "- [>] a", "- [x] a", "- [x] a");
        check("- [x] a", "- [ ] a", "- [>] a", "- [ ] a");
        check("- a", "- [ ] a", "- b a", "- [ ] b a");
        check("- [ ] a  ", "- [ ] a", "- [x] a  ", "- [x] a");
        check("* [ ] a", "- [ ] a", "* [x] a", "- [x] a");
        check("- [ ] a @x", "- [ ] a", "- [x] a @x", "- [x] a");
    }
}
