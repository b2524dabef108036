//! One block that is no list item from three: line by line, and where the same lines were changed word by word.

use super::by_word::{blanks_of_the_changed, by_word, with_blanks};
use super::diff3::{Piece, common, holds, three_way_of_lines};
use super::file::Names;
use super::tree::ChunkKind;

/// The line of a table at which its rows begin.
const ROWS: usize = 2;

/// What a block became.
pub(super) struct MergedBlock<'a> {
    /// Its lines.
    pub lines: String,
    /// The other side's version, when both changed the same words; with that side's name.
    pub second: Option<(String, Option<&'a str>)>,
}

/// Merge one block that both sides have. Swapping the sides gives the same.
pub(super) fn merge_blocks<'a>(
    kind: ChunkKind,
    base: Option<&str>,
    ours: &str,
    theirs: &str,
    names: &'a Names,
) -> MergedBlock<'a> {
    let just = |lines: &str| MergedBlock {
        lines: lines.to_string(),
        second: None,
    };
    let Some(base) = base else {
        // Both put it in, saying the same but for blanks; or both have a template's prompt there.
        return just(ours.min(theirs));
    };
    if ours == theirs || theirs == base {
        return just(ours);
    }
    if ours == base {
        return just(theirs);
    }
    match by_line(kind, base, ours, theirs) {
        Some(lines) => just(&lines),
        None => {
            let (first, second, name) = if (ours.trim(), ours) <= (theirs.trim(), theirs) {
                (ours, theirs, &names.theirs)
            } else {
                (theirs, ours, &names.ours)
            };
            MergedBlock {
                lines: first.to_string(),
                second: Some((second.to_string(), name.as_deref())),
            }
        }
    }
}

/// The lines of both sides; nothing where both changed the same ones and no words tell them apart.
pub(super) fn by_line(kind: ChunkKind, base: &str, ours: &str, theirs: &str) -> Option<String> {
    let lines =
        |text: &str| -> Vec<String> { text.split_inclusive('\n').map(str::to_string).collect() };
    let (b, o, t) = (lines(base), lines(ours), lines(theirs));
    let keys = |lines: &[String]| -> Vec<String> {
        lines
            .iter()
            .map(|line| line.trim_end().to_string())
            .collect()
    };
    let mut result = String::new();
    let (mut our_at, mut their_at) = (0, 0);
    let (base_keys, our_keys, their_keys) = (keys(&b), keys(&o), keys(&t));
    for piece in three_way_of_lines(&base_keys, &our_keys, &their_keys) {
        match piece {
            Piece::Same(range) => {
                for at in range {
                    result.push_str(blanks_of_the_changed(&b[at], &o[our_at], &t[their_at]));
                    our_at += 1;
                    their_at += 1;
                }
            }
            Piece::Ours(before, range) => {
                let theirs = &t[their_at..their_at + before.len()];
                their_at += before.len();
                our_at = range.end;
                result.push_str(&with_blanks(&o[range], &b[before], theirs));
            }
            Piece::Theirs(before, range) => {
                let ours = &o[our_at..our_at + before.len()];
                our_at += before.len();
                their_at = range.end;
                result.push_str(&with_blanks(&t[range], &b[before], ours));
            }
            Piece::Alike(_, ours, theirs) => {
                our_at = ours.end;
                their_at = theirs.end;
                // They may still differ in the blanks at their ends.
                result.push_str(&o[ours].concat().min(t[theirs].concat()));
            }
            Piece::Conflict { base, ours, theirs } => {
                our_at = ours.end;
                their_at = theirs.end;
                let (was, we, they) = (
                    &base_keys[base.clone()],
                    &our_keys[ours.clone()],
                    &their_keys[theirs.clone()],
                );
                let (ours, theirs) = (&o[ours], &t[theirs]);
                match (holds(was, we, they), holds(was, they, we)) {
                    (true, false) => {
                        result.extend(ours.iter().map(String::as_str));
                        continue;
                    }
                    (false, true) => {
                        result.extend(theirs.iter().map(String::as_str));
                        continue;
                    }
                    _ => {}
                }
                if let Some(lines) = each_line(&b[base.clone()], ours, theirs) {
                    result.push_str(&lines);
                    continue;
                }
                let is_table_row = kind == ChunkKind::Table && base.start >= ROWS;
                if kind != ChunkKind::Prose && !(is_table_row && base.is_empty()) {
                    return None;
                }
                let merged = match base.is_empty() {
                    true => both_insertions(ours, theirs),
                    false => by_word(&b[base].concat(), &ours.concat(), &theirs.concat())?,
                };
                result.push_str(&merged);
            }
        }
    }
    Some(result)
}

/// Lines of which as many stand there as before, where each was changed by one side at most.
fn each_line(base: &[String], ours: &[String], theirs: &[String]) -> Option<String> {
    if base.len() != ours.len() || base.len() != theirs.len() {
        return None;
    }
    let lines = base.iter().zip(ours).zip(theirs);
    let chosen = lines.map(|((base, ours), theirs)| {
        let (was, we, they) = (base.trim_end(), ours.trim_end(), theirs.trim_end());
        if we == they {
            Some(blanks_of_the_changed(base, ours, theirs))
        } else if we == was {
            Some(theirs.as_str())
        } else if they == was {
            Some(ours.as_str())
        } else {
            None
        }
    });
    chosen.collect()
}

/// Two runs of lines put in at one place: both, what they share once, and otherwise in the order of their text.
fn both_insertions(ours: &[String], theirs: &[String]) -> String {
    let mut result = String::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in common(ours, theirs)
        .into_iter()
        .chain([(ours.len(), theirs.len())])
    {
        let (one, other) = (ours[i..x].concat(), theirs[j..y].concat());
        result.push_str(one.as_str().min(&other));
        result.push_str(one.as_str().max(&other));
        result.extend(ours.get(x).map(String::as_str));
        (i, j) = (x + 1, y + 1);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let names = Names::default();
        for (one, other) in [(ours, theirs), (theirs, ours)] {
            let merged = merge_blocks(ChunkKind::Prose, Some(base), one, other, &names);
            let second = merged
                .second
                .map(|(second, _)| format!("|{second}"))
                .unwrap_or_default();
            assert_eq!(format!("{}{second}", merged.lines), expected);
        }
    }

    #[test]
    fn lines_and_words() {
        check("a\nb\nc\n", "a x\nb\nc\n", "a\nb\nc y\n", "a x\nb\nc y\n");
        check("a\n", "a\nx\n", "a\ny\n", "a\nx\ny\n");
        check("a\n", "a\nx\nz\n", "a\nx\ny\n", "a\nx\ny\nz\n");
        check(
            "one two three\n",
            "1 two three\n",
            "one two 3\n",
            "1 two 3\n",
        );
        check("one two\n", "one x\n", "one y\n", "one x\n|one y\n");
        check("a  \nb\n", "a\nb\n", "a  \nc\n", "a\nc\n");
        // Nothing but blanks tells the two apart.
        check("a\n", "b  c\n", "b c\n", "b  c\n");
        check("a\nb\n", "a\nb\nx  \n", "a\nb\nx\n", "a\nb\nx\n");
        check("a  \nb\n", "a\nb\n", "c  \nb\n", "c\nb\n");
        // A line that grew at its end.
        check("a b\n", "a b c\n", "x b\n", "x b c\n");
        // Another line break.
        check("a b c d\n", "a\nb c d\n", "a b x d\n", "a\nb x d\n");
        check("a b c d\n", "a b\nc d\n", "a b x d\n", "a b\nx d\n");
        // One of them has taken in what the other wrote.
        check("a\nb\n", "a\nx\nc\n", "a\nx\nb\n", "a\nx\nc\n");
        check("a\nb\n", "a\nc\nx\n", "a\nb\nx\n", "a\nc\nx\n");
        check("a b\n", "a x c\n", "a x b\n", "a x c\n");
    }
}
