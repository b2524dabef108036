//! List items inside a block that is no list, such as a quote.

use super::boxes::boxes;
use super::by_word::by_word;
use super::diff3::{holds, slices, three_way_of_lines};
use super::draft::Draft;
use super::fields::chosen_mark;
use super::second_version::{BOTH_CHANGED, KEPT};
use super::weave::settled_line;
use crate::markdown::Checkbox;
use crate::merge::three::{Pick, Three};
use crate::text::common;

/// The lines of a list item with a box that both changed, one of them in its box only: the words of the other with the box that
/// both boxes give. Nothing for any other lines.
pub(super) fn with_merged_box(
    lines: Three<&str>,
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    let items = Three::new(
        parted(lines.base)?,
        parted(lines.ours)?,
        parted(lines.theirs)?,
    );
    let words = items.map(|item| (item.before, item.after.trim_end()));
    let like = match words.pick() {
        Pick::Same if lines.ours <= lines.theirs => items.ours,
        Pick::Same | Pick::Theirs => items.theirs,
        Pick::Ours => items.ours,
        Pick::Conflict => return None,
    };
    let marks = items.map(|item| item.mark);
    let mark = marks
        .resolved()
        .unwrap_or_else(|marks| chosen_mark(Some(marks.base), marks.ours, marks.theirs, remarks));
    Some(format!("{}{mark}{}", like.before, like.after))
}

/// A line cut at the mark in its box.
#[derive(Clone, Copy)]
struct Parted<'a> {
    before: &'a str,
    mark: &'a str,
    after: &'a str,
}

fn parted(line: &str) -> Option<Parted<'_>> {
    let at = content_of_item(line)?;
    let mark = Checkbox::read(line, at)?.mark;
    Some(Parted {
        before: &line[..mark.start],
        mark: mark.slice(line),
        after: &line[mark.end..],
    })
}

/// Where the content of the list item begins that begins on this line, in quotes or not.
fn content_of_item(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['>', ' ', '\t']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = match digits {
        0 => rest.strip_prefix(['-', '*', '+'])?,
        _ => rest[digits..].strip_prefix(['.', ')'])?,
    };
    let content = behind.trim_start_matches([' ', '\t']);
    (content.len() < behind.len()).then_some(line.len() - content.len())
}

/// The lines of `text`, those of one list item together, but for a comment.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut is_in_item = false;
    for line in text.split_inclusive('\n') {
        let begins_item = content_of_item(line).is_some();
        let words = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        let ends_item = words.is_empty() || words.starts_with("<!--");
        match items.last_mut() {
            Some(last) if is_in_item && !begins_item && !ends_item => last.push_str(line),
            _ => items.push(line.to_string()),
        }
        is_in_item = begins_item || is_in_item && !ends_item;
    }
    items
}

/// Merge a block that holds items and that both changed, one by one. Our version of an item stands above theirs where both
/// stay, or the other way round; `comment` stands below the second one.
pub(super) fn merge_items(texts: Three<&str>, is_ours_first: bool, comment: &str) -> Draft {
    let items = texts.map(items);
    let rows = items.as_ref().map(Vec::as_slice);
    let keys = rows.map(keys);
    let mut merger = ItemsMerger {
        is_ours_first,
        comment,
        done: Draft::default(),
    };
    for hunk in three_way_of_lines(keys.as_ref().map(Vec::as_slice)) {
        merger.run(slices(rows, &hunk));
    }
    merger.done
}

struct ItemsMerger<'a> {
    is_ours_first: bool,
    comment: &'a str,
    done: Draft,
}

impl ItemsMerger<'_> {
    /// Items that both have in place of those of the base; each of the same number, if they are as many, is the same one.
    fn run(&mut self, items: Three<&[String]>) {
        let count = items.base.len();
        if items.ours.len() != count || items.theirs.len() != count {
            return self.both(items);
        }
        for at in 0..count {
            match self.one(items.map(|items| items[at].as_str())) {
                Some(text) => self.done.text.push_str(&text),
                None => self.both(items.map(|items| &items[at..=at])),
            }
        }
    }

    fn one(&mut self, item: Three<&str>) -> Option<String> {
        if let Some(settled) = settled_line(item) {
            return Some(settled.to_string());
        }
        let mut said = Vec::new();
        let merged = with_merged_box(item, &mut said);
        said.into_iter().for_each(|remark| self.done.remark(remark));
        let merged = merged.or_else(|| by_word(item))?;
        for side in item.sides() {
            self.done.absorb(side);
            let titles = boxes(side).into_iter().map(|item| item.title);
            self.done.absorbed.extend(titles);
        }
        Some(merged)
    }

    /// What both share stands there once. What only one of them has was changed or put in, or the other deleted it.
    fn both(&mut self, items: Three<&[String]>) {
        let base = items.base;
        let (first, second) = match self.is_ours_first {
            true => (items.ours, items.theirs),
            false => (items.theirs, items.ours),
        };
        let (keys_first, keys_second, base_keys) = (keys(first), keys(second), keys(base));
        let is_held = holds(&base_keys, &keys_first, &keys_second)
            || holds(&base_keys, &keys_second, &keys_first);
        // Where both only put something in, or one has taken in what the other wrote, nothing stands against anything.
        let is_change = !is_held && !base.is_empty();
        let is_new = |item: &&String| !base.contains(item);
        let (mut i, mut j) = (0, 0);
        let ends = [(first.len(), second.len())];
        for (x, y) in common(&keys_first, &keys_second).into_iter().chain(ends) {
            let one: Vec<&String> = first[i..x].iter().filter(is_new).collect();
            let other: Vec<&String> = second[j..y].iter().filter(is_new).collect();
            let start = self.done.text.len();
            let both = one.iter().chain(&other);
            self.done.text.extend(both.map(|item| item.as_str()));
            if is_change {
                match (one.last(), other.last()) {
                    (Some(_), Some(last)) => {
                        let comment = format!("{}{}\n", lead_below(last), self.comment);
                        self.done.text.push_str(&comment);
                        self.done.remarks.push((start, BOTH_CHANGED));
                    }
                    (None, None) => {}
                    _ => self.done.remarks.push((start, KEPT)),
                }
            }
            if let (Some(one), Some(other)) = (first.get(x), second.get(y)) {
                let was = base_keys.iter().position(|key| *key == keys_first[x]);
                let was = was.map_or_else(|| with_open_box(one), |at| base[at].clone());
                let merged = self.one(Three::new(&was, one, other));
                self.done.text.push_str(merged.as_deref().unwrap_or(one));
            }
            (i, j) = (x + 1, y + 1);
        }
    }
}

/// What is compared of items: all but the marks in their boxes.
fn keys(items: &[String]) -> Vec<String> {
    let keys = items.iter().map(|item| match parted(item) {
        Some(item) => format!("{} {}", item.before, item.after.trim_end()),
        None => item.trim_end().to_string(),
    });
    keys.collect()
}

/// An item as both began with it who both put it in.
fn with_open_box(item: &str) -> String {
    parted(item).map_or(item.to_string(), |item| {
        format!("{} {}", item.before, item.after)
    })
}

/// What stands before text below `line` that belongs to it: its quote marks, and blanks for a list marker.
fn lead_below(line: &str) -> String {
    let at = content_of_item(line)
        .unwrap_or(line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
    let kept = line[..at].chars().map(|c| match c {
        '>' | '\t' => c,
        _ => ' ',
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_in_a_quote() {
        let check = |ours: &str, theirs: &str, expected: Option<&str>| {
            let told = [(ours, theirs), (theirs, ours)].map(|(ours, theirs)| {
                let lines = Three::new("> - [ ] a b\n", ours, theirs);
                with_merged_box(lines, &mut Vec::new())
            });
            assert_eq!(
                told,
                [expected, expected].map(|line| line.map(str::to_string))
            );
        };
        check("> - [x] a b\n", "> - [-] a b\n", Some("> - [x] a b\n"));
        check("> - [x] a b\n", "> - [-] a c\n", Some("> - [x] a c\n"));
        check("> - [ ] a b c\n", "> - [/] a b\n", Some("> - [/] a b c\n"));
        check("> - [ ] a c\n", "> - [ ] a d\n", None);
        check("> - [x] a b\n", "> a b\n", None);
    }

    #[test]
    fn item_by_item() {
        let check = |base: &str, ours: &str, theirs: &str, expected: &str| {
            let block = |text: &str| text.replace('|', "\n");
            let texts = [base, ours, theirs].map(block);
            let [b, o, t] = texts.each_ref().map(String::as_str);
            assert_eq!(
                merge_items(Three::new(b, o, t), true, "<!-- ! -->").text,
                block(expected)
            );
            assert_eq!(
                merge_items(Three::new(b, t, o), false, "<!-- ! -->").text,
                block(expected)
            );
            // Once more with a side: what is there already stays as it is.
            let again = block(expected);
            assert_eq!(
                merge_items(Three::new(b, &again, t), true, "<!-- ! -->").text,
                again
            );
            assert_eq!(
                merge_items(Three::new(b, o, &again), true, "<!-- ! -->").text,
                again
            );
        };
        check(
            "> 1. a|> b|",
            "> 1. c|> b|",
            "> 1. d|> b|",
            "> 1. c|> b|> 1. d|> b|>    <!-- ! -->|",
        );
        check(
            "> a|> - b|",
            "> c|> - b|",
            "> d|> - b|",
            "> c|> d|> <!-- ! -->|> - b|",
        );
        check(
            "> - [ ] a|> - [ ] b|> - [ ] c|",
            "> - [x] a|> - [ ] d|> - [ ] c|",
            "> - [-] a|> - [ ] e|> - [/] c|",
            "> - [x] a|> - [ ] d|> - [ ] e|>   <!-- ! -->|> - [/] c|",
        );
        // Deleted by one.
        check(
            "> - [ ] a|> - [ ] b|> - [ ] c|",
            "> - [ ] c|",
            "> - [ ] a|> - [x] b|> - [ ] c|> - [ ] d|",
            "> - [x] b|> - [ ] c|> - [ ] d|",
        );
        check(
            "> - [ ] a|",
            "> - [ ] b|> - [ ] a|",
            "> - [ ] c|> - [x] a|",
            "> - [ ] b|> - [ ] c|> - [x] a|",
        );
    }
}
