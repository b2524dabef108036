//! One block that is no list item from three: line by line, and where the same lines were changed word by word.

use super::boxes::boxes;
use super::by_word::by_word;
use super::diff3::three_way_of_lines;
use super::quoted::{Items, with_merged_box};
use super::second_version::{BOTH_CHANGED, Names, both_changed};
use super::tree::ChunkKind;
use super::weave::{blanks_of_the_changed, woven};
use crate::text::common;

/// The line of a table at which its rows begin.
const ROWS: usize = 2;

/// What a block became.
pub(super) struct MergedBlock<'a> {
    /// Its lines.
    pub lines: String,
    /// The other side's version, when both changed the same words; with that side's name.
    pub second: Option<(String, Option<&'a str>)>,
    /// What to say of it.
    pub remarks: Vec<&'static str>,
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
        remarks: Vec::new(),
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
    let mut remarks = Vec::new();
    if let Some(lines) = merge_lines(kind, [base, ours, theirs], &mut remarks) {
        return MergedBlock {
            lines,
            second: None,
            remarks,
        };
    }
    let is_ours_first = (ours.trim(), ours) <= (theirs.trim(), theirs);
    let (first, second, name) = match is_ours_first {
        true => (ours, theirs, names.theirs.as_deref()),
        false => (theirs, ours, names.ours.as_deref()),
    };
    // Items that it holds must not stand there twice because of one that both changed.
    if kind == ChunkKind::Prose && holds_boxes(ours) && holds_boxes(theirs) {
        let comment = both_changed(name);
        let items = Items::merge([base, ours, theirs], is_ours_first, &comment);
        return MergedBlock {
            lines: items.text,
            second: None,
            remarks: items
                .remarks
                .into_iter()
                .map(|(_, remark)| remark)
                .collect(),
        };
    }
    MergedBlock {
        lines: first.to_string(),
        second: Some((second.to_string(), name)),
        remarks: vec![BOTH_CHANGED],
    }
}

fn holds_boxes(text: &str) -> bool {
    !boxes(text).is_empty()
}

/// The lines of both sides; nothing where both changed the same ones and no words tell them apart.
pub(super) fn by_line(kind: ChunkKind, base: &str, ours: &str, theirs: &str) -> Option<String> {
    merge_lines(kind, [base, ours, theirs], &mut Vec::new())
}

fn merge_lines(
    kind: ChunkKind,
    texts: [&str; 3],
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    let lines =
        |text: &str| -> Vec<String> { text.split_inclusive('\n').map(str::to_string).collect() };
    let [b, o, t] = texts.map(lines);
    let keys = |lines: &[String]| -> Vec<String> {
        lines
            .iter()
            .map(|line| line.trim_end().to_string())
            .collect()
    };
    let keys = [keys(&b), keys(&o), keys(&t)];
    let pieces = three_way_of_lines(&keys[0], &keys[1], &keys[2]);
    woven(pieces, [&b, &o, &t], &keys, |at, [base, ours, theirs]| {
        let by_words = || {
            let is_table_row = kind == ChunkKind::Table && at >= ROWS;
            if kind != ChunkKind::Prose && !(is_table_row && base.is_empty()) {
                return None;
            }
            match base.is_empty() {
                true => Some(both_insertions(ours, theirs)),
                false => by_word(&base.concat(), &ours.concat(), &theirs.concat()),
            }
        };
        each_line(base, ours, theirs, remarks).or_else(by_words)
    })
}

/// Lines of which as many stand there as before, where each was changed by one side at most, or in its box only.
fn each_line(
    base: &[String],
    ours: &[String],
    theirs: &[String],
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    if base.len() != ours.len() || base.len() != theirs.len() {
        return None;
    }
    let mut said = Vec::new();
    let lines = base.iter().zip(ours).zip(theirs);
    let chosen = lines.map(|((base, ours), theirs)| {
        let (was, we, they) = (base.trim_end(), ours.trim_end(), theirs.trim_end());
        if we == they {
            Some(blanks_of_the_changed(base, ours, theirs).to_string())
        } else if we == was {
            Some(theirs.clone())
        } else if they == was {
            Some(ours.clone())
        } else {
            with_merged_box(base, ours, theirs, &mut said)
        }
    });
    let chosen: Option<String> = chosen.collect();
    if chosen.is_some() {
        remarks.extend(said);
    }
    chosen
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
