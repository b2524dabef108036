//! The head of one list item from three: the box, the words and each attribute by itself.

use super::fields::{choose_field, merged_mark, with_fields};
use super::head::Field;
use super::second_version::Names;
use super::tree::trimmed_lines;
use super::wording::{Words, words};
use super::written::Written;
use crate::text::Span;

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
    base: Option<Written<'a>>,
    ours: Written<'a>,
    theirs: Written<'a>,
    names: &'a Names,
) -> MergedHead<'a> {
    if let Some(lines) = one_changed(base.map(|base| base.text()), ours.text(), theirs.text()) {
        return MergedHead::plain(lines.to_string());
    }
    if let Some(side) = one_reworded(base, ours, theirs) {
        let lines = match side.head.is_opaque {
            true => side.text().to_string(),
            false => with_layout(side.text(), base, ours, theirs, side),
        };
        return MergedHead::plain(lines);
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
        if choice.was_taken_away {
            merged.remarks.push(match field {
                Field::Due => "one took away when it is due, the other changed it; it stays",
                Field::Owner => "one took its owner away, the other changed it; it stays",
                _ => "one took an attribute away, the other changed it; it stays",
            });
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

/// The side whose lines say something else than the base, if the other's differ from it only in blanks at their ends and
/// in how they end.
fn one_reworded<'a>(
    base: Option<Written<'a>>,
    ours: Written<'a>,
    theirs: Written<'a>,
) -> Option<Written<'a>> {
    let lines = |side: Written<'a>| trimmed_lines(side.text());
    let (was, we, they) = (base.map(lines), lines(ours), lines(theirs));
    if was.as_ref() == Some(&we) {
        Some(theirs)
    } else if was.as_ref() == Some(&they) {
        Some(ours)
    } else if we == they {
        Some(if ours.text() <= theirs.text() {
            ours
        } else {
            theirs
        })
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
    if !text.ends_with('\n') {
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
    use super::super::sides::{BASE, OURS, THEIRS};
    use super::super::tree::Tree;
    use super::*;

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
            let merged = merge_heads(Some(written(BASE)), written(ours), written(theirs), &names);
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
