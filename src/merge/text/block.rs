//! One block that is no list item from three: line by line, and where the same lines were changed word by word.

use super::boxes::boxes;
use super::by_word::by_word;
use super::diff3::three_way_of_lines;
use super::merged_lines::MergedLines;
use super::quoted::{merge_items, with_merged_box};
use super::second_version::{Names, both_changed};
use super::tree::ChunkKind;
use super::weave::{settled_line, woven};
use crate::merge::three::Three;
use crate::text::common;

/// The line of a table at which its rows begin.
const ROWS: usize = 2;

/// Merge one block that both sides have. Swapping the sides gives the same.
pub(super) fn merge_blocks<'a>(
    kind: ChunkKind,
    blocks: Three<&str, Option<&str>>,
    names: &'a Names,
) -> MergedLines<'a> {
    let Three { base, ours, theirs } = blocks;
    let Some(base) = base else {
        // Both put it in, saying the same but for blanks; or both have a template's prompt there.
        return MergedLines::just(ours.min(theirs));
    };
    let texts = Three::new(base, ours, theirs);
    if let Ok(text) = texts.resolved() {
        return MergedLines::just(text);
    }
    let mut remarks = Vec::new();
    if let Some(lines) = by_line(kind, texts, &mut remarks) {
        return MergedLines {
            remarks,
            ..MergedLines::just(&lines)
        };
    }
    let is_ours_first = (ours.trim(), ours) <= (theirs.trim(), theirs);
    // Items that it holds must not stand there twice because of one that both changed.
    if kind == ChunkKind::Prose && holds_boxes(ours) && holds_boxes(theirs) {
        let comment = both_changed(names.of_second(is_ours_first));
        let items = merge_items(texts, is_ours_first, &comment);
        let remarks = items.remarks.into_iter().map(|(_, remark)| remark);
        return MergedLines {
            remarks: remarks.collect(),
            ..MergedLines::just(&items.text)
        };
    }
    MergedLines::both([ours, theirs].map(str::to_string), is_ours_first, names)
}

fn holds_boxes(text: &str) -> bool {
    !boxes(text).is_empty()
}

/// The lines of both sides; nothing where both changed the same ones and no words tell them apart.
pub(super) fn by_line(
    kind: ChunkKind,
    texts: Three<&str>,
    remarks: &mut Vec<&'static str>,
) -> Option<String> {
    let lines = texts.map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let lines = lines.as_ref().map(Vec::as_slice);
    let keys = lines.map(|lines| lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>());
    let keys = keys.as_ref().map(Vec::as_slice);
    woven(three_way_of_lines(keys), lines, keys, |at, there| {
        let by_words = || {
            let is_table_row = kind == ChunkKind::Table && at >= ROWS;
            if kind != ChunkKind::Prose && !(is_table_row && there.base.is_empty()) {
                return None;
            }
            match there.base.is_empty() {
                true => Some(both_insertions(there.ours, there.theirs)),
                false => {
                    let texts = there.map(|lines| lines.concat());
                    by_word(texts.as_ref().map(String::as_str))
                }
            }
        };
        each_line(there, remarks).or_else(by_words)
    })
}

/// Lines of which as many stand there as before, where each was changed by one side at most, or in its box only.
fn each_line(lines: Three<&[&str]>, remarks: &mut Vec<&'static str>) -> Option<String> {
    let count = lines.base.len();
    if lines.ours.len() != count || lines.theirs.len() != count {
        return None;
    }
    let mut said = Vec::new();
    let chosen = (0..count).map(|at| {
        let line = lines.map(|lines| lines[at]);
        let settled = settled_line(line).map(str::to_string);
        settled.or_else(|| with_merged_box(line, &mut said))
    });
    let chosen: Option<String> = chosen.collect();
    if chosen.is_some() {
        remarks.extend(said);
    }
    chosen
}

/// Two runs of lines put in at one place: both, what they share once, and otherwise in the order of their text.
fn both_insertions(ours: &[&str], theirs: &[&str]) -> String {
    let mut result = String::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in common(ours, theirs)
        .into_iter()
        .chain([(ours.len(), theirs.len())])
    {
        let (one, other) = (ours[i..x].concat(), theirs[j..y].concat());
        result.push_str(one.as_str().min(&other));
        result.push_str(one.as_str().max(&other));
        result.extend(ours.get(x).copied());
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
            let blocks = Three::new(Some(base), one, other);
            let merged = merge_blocks(ChunkKind::Prose, blocks, &names);
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
