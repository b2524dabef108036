//! The head of one list item from three: the box, the words and each attribute by itself.

use super::fields::{choose_field, merged_mark, with_fields};
use super::item_head::Field;
use super::item_text::{ItemText, ItemTexts};
use super::merged_lines::{MergedLines, ValueNote};
use super::second_version::Names;
use super::tree::trimmed_lines;
use super::wording::{Words, words};
use crate::merge::three::Pick;

/// Merge the heads of one item that both sides have. Swapping the sides gives the same.
pub(super) fn merge_heads<'a>(items: ItemTexts<'a>, names: &'a Names) -> MergedLines<'a> {
    if let Ok(Some(lines)) = items.each(|item| item.text()).resolved() {
        return MergedLines::just(lines);
    }
    if let Some(side) = one_reworded(items) {
        return match side.head.is_opaque {
            true => MergedLines::just(side.text()),
            false => MergedLines::just(&with_layout(side.text(), items, side)),
        };
    }
    if items.sides().iter().any(|side| side.head.is_opaque) {
        return both_versions(items, names, |side| side.text().to_string());
    }
    let mut merged = MergedLines::default();
    let mark = merged_mark(items, &mut merged.remarks);
    let mut wanted: Vec<(Field, &str)> = Vec::new();
    for field in Field::ALL {
        let choice = choose_field(field, items);
        let written = |side| items.get(side)?.written(field);
        wanted.extend(choice.stays.and_then(written).map(|text| (field, text)));
        if choice.was_taken_away {
            merged.remarks.push(match field {
                Field::Due => "one took away when it is due, the other changed it; it stays",
                Field::Owner => "one took its owner away, the other changed it; it stays",
                _ => "one took an attribute away, the other changed it; it stays",
            });
        }
        if let Some(side) = choice.noted
            && let Some(text) = written(side)
        {
            merged.notes.push(ValueNote {
                text: format!("Also: {text}"),
                name: names.of(side).map(str::to_string),
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
    let finish = |text: &str, like: ItemText<'_>| {
        with_layout(&with_fields(text, mark, &wanted), items, like)
    };
    match words(items) {
        Words::Of(side) => merged.lines = finish(side.text(), side),
        Words::Mixed(text, like) => merged.lines = finish(&text, like),
        Words::Both => {
            let both = both_versions(items, names, |side| finish(side.text(), side));
            merged.lines = both.lines;
            merged.second = both.second;
            merged.remarks.extend(both.remarks);
        }
    }
    merged
}

/// The side whose lines say something else than the base, if the other's differ from it only in blanks at their ends and
/// in how they end.
fn one_reworded(items: ItemTexts<'_>) -> Option<ItemText<'_>> {
    match items.each(|item| trimmed_lines(item.text())).pick() {
        Pick::Same if items.ours.text() > items.theirs.text() => Some(items.theirs),
        Pick::Same | Pick::Ours => Some(items.ours),
        Pick::Theirs => Some(items.theirs),
        Pick::Conflict => None,
    }
}

fn both_versions<'a>(
    items: ItemTexts<'a>,
    names: &'a Names,
    text: impl Fn(ItemText<'a>) -> String,
) -> MergedLines<'a> {
    let sort = |side: ItemText<'a>| (&side.head.title, side.text());
    let is_ours_first = sort(items.ours) <= sort(items.theirs);
    MergedLines::both(items.sides().map(text), is_ours_first, names)
}

/// `lines`, whose layout is that of `like`, with the list marker and the trailing blanks of the side that changed those.
fn with_layout<'a>(lines: &str, items: ItemTexts<'a>, like: ItemText<'a>) -> String {
    let old_and_new = |part: fn(&ItemText<'a>) -> &'a str| {
        let parts = items.each(|item| part(&item));
        (part(&like), parts.resolved_or_lesser().unwrap_or_default())
    };
    let mut text = lines.to_string();
    let (old, new) = old_and_new(ItemText::tail);
    if old != new && text.ends_with(old) && !new.is_empty() {
        text.truncate(text.len() - old.len());
        text.push_str(new);
    }
    let (old, new) = old_and_new(ItemText::lead);
    if old != new && text.starts_with(old) {
        text.replace_range(..old.len(), new);
    }
    let at = new.len();
    let (old, new) = old_and_new(ItemText::marker);
    if old != new && old.len() == new.len() && text.get(at..at + old.len()) == Some(old) {
        text.replace_range(at..at + old.len(), new);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// What a value says in the note below an item, for comparing.
pub(super) fn is_note(line: &str, note: &ValueNote) -> bool {
    line.trim_start_matches(['-', '*', '+', ' '])
        .strip_prefix(note.text.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;
    use crate::meeting::Vocabulary;
    use crate::merge::three::Three;

    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let trees = Three::new(base, ours, theirs)
            .map(|text| Tree::read(format!("{text}\n"), &Vocabulary::default()));
        let items = trees
            .as_ref()
            .map(|tree| ItemText::of(tree, 2).expect("an item"));
        let items = Three::new(Some(items.base), items.ours, items.theirs);
        let names = Names {
            ours: Some("Dana".to_string()),
            theirs: Some("Alex".to_string()),
        };
        let told = |items: ItemTexts<'_>| {
            let merged = merge_heads(items, &names);
            let second = merged.second.map(|(second, _)| second).unwrap_or_default();
            let notes: Vec<&str> = merged.notes.iter().map(|note| note.text.as_str()).collect();
            format!("{}{second}{}", merged.lines, notes.join("\n"))
                .trim_end()
                .to_string()
        };
        assert_eq!(told(items), expected);
        assert_eq!(told(items.swap()), expected);
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
        // A formatter that one side ran, or both, changed no words.
        check("- [ ] *a* b", "- [ ] _a_ b", "- [x] *a* c", "- [x] _a_ c");
        check("- [ ] *a*", "- [ ] _a_", "- [ ] *b*", "- [ ] *b*");
        check(
            "- [ ] __a_b__",
            "- [ ] **a_b**",
            "- [x] __a\\_b__",
            "- [x] **a_b**",
        );
        check("- [ ] a_b", "- [ ] a\\_b", "- [ ] a_c", "- [ ] a_c");
        check("- [ ] a", "- [-] a", "- [x] a", "- [x] a");
        check("- [ ] a", "- [>] a", "- [x] a", "- [x] a");
        check("- [x] a", "- [ ] a", "- [>] a", "- [ ] a");
        check("- a", "- [ ] a", "- b a", "- [ ] b a");
        check("- [ ] a  ", "- [ ] a", "- [x] a  ", "- [x] a");
        check("* [ ] a", "- [ ] a", "* [x] a", "- [x] a");
        check("- [ ] a @x", "- [ ] a", "- [x] a @x", "- [x] a");
    }
}
