//! List items inside a block that is no list, such as a quote.

use std::ops::Range;

use super::boxes::boxes;
use super::by_word::by_word;
use super::diff3::{Piece, holds, three_way_of_lines};
use super::fields::chosen_mark;
use super::second_version::BOTH_CHANGED;
use super::weave::blanks_of_the_changed;
use crate::markdown::Checkbox;
use crate::text::common;

const KEPT: &str = "one deleted this, the other changed it; it stays";

/// The lines of a list item with a box that both changed, one of them in its box only: the words of the other with the box that
/// both boxes give. Nothing for any other lines.
pub(super) fn with_merged_box(
    base: &str,
    ours: &str,
    theirs: &str,
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    let [was, we, they] = [parted(base)?, parted(ours)?, parted(theirs)?];
    let words = |line: &Parted<'_>| format!("{}\0{}", line.before, line.after.trim_end());
    let like = match (words(&was), words(&we), words(&they)) {
        (_, our_words, their_words) if our_words == their_words => {
            if ours <= theirs {
                &we
            } else {
                &they
            }
        }
        (words, our_words, _) if our_words == words => &they,
        (words, _, their_words) if their_words == words => &we,
        _ => return None,
    };
    let mark = if we.mark == was.mark {
        they.mark
    } else if they.mark == was.mark {
        we.mark
    } else {
        chosen_mark(Some(was.mark), we.mark, they.mark, remarks)
    };
    Some(format!("{}{mark}{}", like.before, like.after))
}

/// A line cut at the mark in its box.
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

/// What becomes of a block that holds items, one by one.
pub(super) struct Items<'a> {
    /// The block in the three texts, cut up.
    texts: [Vec<String>; 3],
    /// Whether our version of an item stands above theirs where both stay.
    is_ours_first: bool,
    /// What stands below the second one.
    comment: &'a str,
    done: MergedItems,
}

/// What a block that holds items became.
#[derive(Default)]
pub(super) struct MergedItems {
    /// Its lines.
    pub text: String,
    /// What to say, with the offset in the text.
    pub remarks: Vec<(usize, &'static str)>,
    /// Lines, trimmed, and titles of either side that are there in another form.
    pub absorbed: Vec<String>,
}

impl<'a> Items<'a> {
    /// Merge a block that both changed.
    pub fn merge(texts: [&str; 3], is_ours_first: bool, comment: &'a str) -> MergedItems {
        let mut items = Items {
            texts: texts.map(items),
            is_ours_first,
            comment,
            done: MergedItems::default(),
        };
        items.all();
        items.done
    }

    fn all(&mut self) {
        let keys = self.texts.each_ref().map(|items| keys(items));
        let (mut our_at, mut their_at) = (0, 0);
        for piece in three_way_of_lines(&keys[0], &keys[1], &keys[2]) {
            let (base, ours, theirs) = match piece {
                Piece::Same(base) => {
                    let (ours, theirs) =
                        (our_at..our_at + base.len(), their_at..their_at + base.len());
                    (base, ours, theirs)
                }
                Piece::Ours(base, ours) => {
                    let theirs = their_at..their_at + base.len();
                    (base, ours, theirs)
                }
                Piece::Theirs(base, theirs) => {
                    let ours = our_at..our_at + base.len();
                    (base, ours, theirs)
                }
                Piece::Alike(base, ours, theirs) | Piece::Conflict { base, ours, theirs } => {
                    (base, ours, theirs)
                }
            };
            (our_at, their_at) = (ours.end, theirs.end);
            self.run(base, ours, theirs);
        }
    }

    /// Items that both have in place of those of the base; each of the same number, if they are as many, is the same one.
    fn run(&mut self, base: Range<usize>, ours: Range<usize>, theirs: Range<usize>) {
        let [b, o, t] = [
            self.texts[0][base].to_vec(),
            self.texts[1][ours].to_vec(),
            self.texts[2][theirs].to_vec(),
        ];
        if b.len() == o.len() && b.len() == t.len() {
            for at in 0..b.len() {
                match self.one(&b[at], &o[at], &t[at]) {
                    Some(text) => self.done.text.push_str(&text),
                    None => self.both(&b[at..=at], &o[at..=at], &t[at..=at]),
                }
            }
        } else {
            self.both(&b, &o, &t);
        }
    }

    fn one(&mut self, base: &str, ours: &str, theirs: &str) -> Option<String> {
        let (was, we, they) = (base.trim_end(), ours.trim_end(), theirs.trim_end());
        if we == they {
            Some(blanks_of_the_changed(base, ours, theirs).to_string())
        } else if we == was {
            Some(theirs.to_string())
        } else if they == was {
            Some(ours.to_string())
        } else {
            let mut said = Vec::new();
            let merged = with_merged_box(base, ours, theirs, &mut said);
            let start = self.done.text.len();
            self.done
                .remarks
                .extend(said.into_iter().map(|remark| (start, remark)));
            let merged = merged.or_else(|| by_word(base, ours, theirs));
            if merged.is_some() {
                for side in [ours, theirs] {
                    let lines = side.lines().map(|line| line.trim().to_string());
                    let titles = boxes(side).into_iter().map(|item| item.title);
                    self.done.absorbed.extend(lines.chain(titles));
                }
            }
            merged
        }
    }

    /// What both share stands there once. What only one of them has was changed or put in, or the other deleted it.
    fn both(&mut self, base: &[String], ours: &[String], theirs: &[String]) {
        let (first, second) = match self.is_ours_first {
            true => (ours, theirs),
            false => (theirs, ours),
        };
        let (keys_first, keys_second, base_keys) = (keys(first), keys(second), keys(base));
        let is_held = holds(&base_keys, &keys_first, &keys_second)
            || holds(&base_keys, &keys_second, &keys_first);
        // Where both only put something in, or one has taken in what the other wrote, nothing stands against anything.
        let is_change = !is_held && !base.is_empty();
        let is_new = |item: &&String| !base.contains(item);
        let (mut i, mut j) = (0, 0);
        for (x, y) in common(&keys_first, &keys_second)
            .into_iter()
            .chain([(first.len(), second.len())])
        {
            let one: Vec<&String> = first[i..x].iter().filter(is_new).collect();
            let other: Vec<&String> = second[j..y].iter().filter(is_new).collect();
            let start = self.done.text.len();
            self.done.text.extend(one.iter().map(|item| item.as_str()));
            self.done
                .text
                .extend(other.iter().map(|item| item.as_str()));
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
                let merged = self.one(&was, one, other);
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
                with_merged_box("> - [ ] a b\n", ours, theirs, &mut Vec::new())
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
                Items::merge([b, o, t], true, "<!-- ! -->").text,
                block(expected)
            );
            assert_eq!(
                Items::merge([b, t, o], false, "<!-- ! -->").text,
                block(expected)
            );
            // Once more with a side: what is there already stays as it is.
            let again = block(expected);
            assert_eq!(Items::merge([b, &again, t], true, "<!-- ! -->").text, again);
            assert_eq!(Items::merge([b, o, &again], true, "<!-- ! -->").text, again);
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
