//! The front matter of three texts, key by key.

use std::collections::BTreeSet;

use super::diff3::{slices, three_way};
use super::draft::Draft;
use super::second_version::Names;
use super::tree::{Tree, Trees};
use super::values::{KeyLines, merge_values};
use crate::merge::three::Three;

/// The parts of a front matter.
#[derive(Clone, Debug, Default)]
struct FrontMatterParts<'a> {
    opening: &'a str,
    entries: Vec<KeyLines<'a>>,
    /// Comments and blank lines below the last key.
    below: String,
    closing: &'a str,
}

/// Merge what stands before the bodies. Swapping the sides gives the same.
pub(super) fn merge_front_matter(trees: Trees<'_>, names: &Names) -> Draft {
    let texts = match trees.map(|tree| &tree.source[..tree.body]).resolved() {
        Ok(text) => return Draft::of(text),
        Err(texts) => texts,
    };
    match trees.map(parts) {
        Three {
            base,
            ours: Some(mut ours),
            theirs: Some(mut theirs),
        } => {
            let base = base.unwrap_or_default();
            let (we, they) = (ours.clone(), theirs.clone());
            ours.give_back_comments(&base, &they);
            theirs.give_back_comments(&base, &we);
            merge_parts(&Three::new(base, ours, theirs), names)
        }
        // One side took it away; what the other changed in it stays.
        Three { ours: Some(_), .. } => Draft::of(texts.ours),
        Three {
            theirs: Some(_), ..
        } => Draft::of(texts.theirs),
        _ => Draft::of(texts.ours.min(texts.theirs)),
    }
}

fn parts(tree: &Tree) -> Option<FrontMatterParts<'_>> {
    let front_matter = tree.front_matter.as_ref()?;
    let text = |from: usize, to: usize| &tree.source[from..to];
    let content = front_matter.content;
    let mut at = content.start;
    let entries = front_matter.entries.iter().map(|entry| {
        let above = text(at, entry.lines.start.max(at)).to_string();
        at = entry.lines.end;
        KeyLines {
            key: &entry.key,
            above,
            lines: entry.lines.slice(&tree.source),
            value: entry.value.as_deref(),
        }
    });
    let entries: Vec<KeyLines<'_>> = entries.collect();
    Some(FrontMatterParts {
        opening: text(0, content.start),
        entries,
        below: text(at, content.end).to_string(),
        closing: text(content.end, tree.body),
    })
}

impl<'a> FrontMatterParts<'a> {
    fn entry(&self, key: &str) -> Option<&KeyLines<'a>> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The keys, each once.
    fn keys(&self) -> Vec<&'a str> {
        let mut keys = Vec::new();
        add_new(&mut keys, self.entries.iter().map(|entry| entry.key));
        keys
    }

    fn all_comments(&self) -> String {
        let above = self.entries.iter().map(|entry| entry.above.as_str());
        above.chain([self.below.as_str()]).collect()
    }

    /// Take out the comments that stood in `base` above a key which is taken away here: they now stand above the next key,
    /// and would be there twice where that key stays because `other` changed it.
    fn give_back_comments(&mut self, base: &FrontMatterParts<'_>, other: &FrontMatterParts<'_>) {
        for was in &base.entries {
            let stays = other
                .entry(was.key)
                .filter(|entry| was.said() != entry.said() && self.entry(was.key).is_none());
            for line in stays.iter().flat_map(|entry| entry.above.lines()) {
                if line.trim().is_empty() || !was.above.lines().any(|old| old == line) {
                    continue;
                }
                let entries = self.entries.iter_mut().map(|entry| {
                    let before = base.entry(entry.key);
                    (
                        &mut entry.above,
                        before.map_or("", |before| before.above.as_str()),
                    )
                });
                let mut places = entries.chain([(&mut self.below, base.below.as_str())]);
                let count = |text: &str| text.lines().filter(|own| *own == line).count();
                let place = places.find(|(text, before)| count(text) > count(before));
                if let Some((text, _)) = place {
                    *text = without_line(text, line);
                }
            }
        }
    }
}

/// `text` without the first line that reads `line`.
fn without_line(text: &str, line: &str) -> String {
    let mut is_found = false;
    let rest = text.split_inclusive('\n').filter(|own| {
        let is_it = !is_found && own.trim_end_matches(['\r', '\n']) == line;
        is_found |= is_it;
        !is_it
    });
    rest.collect()
}

fn merge_parts(parts: &Three<FrontMatterParts<'_>>, names: &Names) -> Draft {
    let parts = parts.as_ref();
    let mut draft = Draft::of(parts.map(|parts| parts.opening).resolved_or_lesser());
    let known = parts.sides().map(FrontMatterParts::all_comments).concat();
    for key in order(parts.map(FrontMatterParts::keys)) {
        merge_entry(
            parts.map(|parts| parts.entry(key)),
            names,
            &known,
            &mut draft,
        );
    }
    let below = union(parts.map(|parts| parts.below.as_str()));
    draft.text.push_str(&below);
    let closing = parts.map(|parts| parts.closing).resolved_or_lesser();
    draft.text.push_str(closing);
    draft
}

/// Add what one key becomes to `draft`; `known` are all comments of both sides.
fn merge_entry(
    entries: Three<Option<&KeyLines<'_>>>,
    names: &Names,
    known: &str,
    draft: &mut Draft,
) {
    if let Some((_, only)) = entries.only_side() {
        if entries.base.is_some_and(|base| base.said() == only.said()) {
            return;
        }
        draft.text.push_str(&only.above);
        if entries.base.is_some() {
            draft.keep(&only.above);
            draft.remark("one took this key away, the other changed it; it stays");
        }
        return draft.text.push_str(only.lines);
    }
    let (Some(ours), Some(theirs)) = (entries.ours, entries.theirs) else {
        return;
    };
    if ours.lines != theirs.lines {
        draft.absorb(ours.lines);
        draft.absorb(theirs.lines);
    }
    let above = union(entries.map(|entry| entry.map_or("", |entry| &entry.above)));
    draft.text.push_str(&above);
    let (lines, other) = merge_values(Three::new(entries.base, ours, theirs));
    let Some(side) = other else {
        return draft.text.push_str(&lines);
    };
    draft.remark("both changed this value; the other one is noted below");
    draft.text.push_str(&lines);
    // A value may take several lines.
    let other = entries[side].map_or("", |entry| entry.lines.trim());
    let other = other.replace('\n', "\n# ");
    let is_there = known
        .match_indices("# both changed this")
        .any(|(at, _)| known[at..].contains(&format!(" {other}\n")));
    if !is_there {
        draft.text.push_str(&match names.of(side) {
            Some(name) => format!("# both changed this: {name} wrote {other}\n"),
            None => format!("# both changed this; the other one was {other}\n"),
        });
    }
}

/// Comments of both, each once.
fn union(texts: Three<&str>) -> String {
    let lines = texts.map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let rows = lines.as_ref().map(Vec::as_slice);
    let hunks = three_way(rows).into_iter();
    let merged = hunks.map(|hunk| match slices(rows, &hunk).resolved() {
        Ok(lines) => lines.concat(),
        Err(Three { ours, theirs, .. }) => {
            let both: BTreeSet<&str> = ours.iter().chain(theirs).copied().collect();
            both.into_iter().collect()
        }
    });
    merged.collect()
}

/// The keys of both, those that only one has where it has them.
fn order(keys: Three<Vec<&str>>) -> Vec<&str> {
    let rows = keys.as_ref().map(Vec::as_slice);
    let mut order: Vec<&str> = Vec::new();
    for hunk in three_way(rows) {
        let there = slices(rows, &hunk);
        match there.resolved() {
            Ok(keys) => add_new(&mut order, keys.iter().chain(there.base).copied()),
            Err(Three { base, ours, theirs }) => {
                let mut new = [ours, theirs].concat();
                new.sort_unstable();
                add_new(&mut order, base.iter().copied().chain(new));
            }
        }
    }
    order
}

/// Add those of `keys` that are not there.
fn add_new<'a>(there: &mut Vec<&'a str>, keys: impl Iterator<Item = &'a str>) {
    for key in keys {
        if !there.contains(&key) {
            there.push(key);
        }
    }
}
