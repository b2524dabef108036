//! The merged text is read again before anyone gets it: what must hold of it whatever was merged.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::draft::Draft;
use super::tree::{Tree, Trees};
use crate::markdown::Damage;
use crate::merge::three::Three;

/// What is wrong with a merged text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Violation {
    /// It would lose or double something; nobody may get it.
    Harm(String),
    /// A section would stand in another one, said in words; nobody may get it either.
    Displaced(String),
    /// These lines, trimmed, are there although one side deleted them and the other left them alone. Nothing is lost, so it
    /// may be given away if it is said.
    Back(BTreeSet<String>),
}

/// What is wrong with `merged`, the text of `draft` as it is read, if anything: it must hold what both sides wrote, and
/// nothing twice.
pub(super) fn violation(trees: Trees<'_>, merged: &Tree, draft: &Draft) -> Option<Violation> {
    if let Some(damage) = Damage::of(&merged.source) {
        return Some(Violation::Harm(damage.diagnostic().message));
    }
    if trees.sides().into_iter().all(is_sound) && !is_sound(merged) {
        let message = "the front matter could not be read".to_string();
        return Some(Violation::Harm(message));
    }
    if let Some(harm) = misread_box(merged, draft) {
        return Some(Violation::Harm(harm));
    }
    let wanted = draft.headings.as_ref();
    if let Some(harm) = wanted.and_then(|wanted| displaced_heading(merged, wanted)) {
        return Some(Violation::Displaced(harm));
    }
    let boxes = trees.map(BoxCounts::of);
    let boxes = boxes.as_ref();
    let are = BoxCounts::of(merged);
    let lines = trees.map(|tree| lines(&tree.source));
    let lines = lines.as_ref();
    let result = self::lines(&merged.source);
    let harm = told_line(trees, merged)
        .or_else(|| item_fault(boxes, &are, draft))
        .or_else(|| item_fault(boxes.swap(), &are, draft))
        .or_else(|| lost_line(lines, &result, draft))
        .or_else(|| lost_line(lines.swap(), &result, draft));
    if let Some(harm) = harm {
        return Some(Violation::Harm(harm));
    }
    let mut back = lines_back(lines, &result, draft);
    back.extend(lines_back(lines.swap(), &result, draft));
    (!back.is_empty()).then_some(Violation::Back(back))
}

fn is_sound(tree: &Tree) -> bool {
    let front_matter = tree.front_matter.as_ref();
    front_matter.is_none_or(|front_matter| front_matter.diagnostics(&tree.source).is_empty())
}

/// A box that would not be read as it was meant.
fn misread_box(merged: &Tree, draft: &Draft) -> Option<String> {
    let read = merged.boxes.iter().map(|(_, read)| read);
    if read.clone().eq(&draft.boxes) {
        return None;
    }
    let odd = read.zip(&draft.boxes).find(|(is, wanted)| is != wanted);
    let title = odd.map_or("an item", |(_, wanted)| wanted.title.as_str());
    Some(format!("`{title}` would be read as something else"))
}

/// A heading that would be read below another one than that of the section which it is to stand in. `wanted` says for
/// each heading which one that is.
fn displaced_heading(merged: &Tree, wanted: &[Option<usize>]) -> Option<String> {
    let headings = merged.node(0).children.iter();
    let headings = headings.filter_map(|section| merged.heading(*section));
    let headings: Vec<_> = headings.skip(1).collect();
    for (at, heading) in headings.iter().enumerate() {
        // The first section has no heading, and the root is around it.
        let around = merged.node(heading.around).place.checked_sub(1);
        if wanted.get(at) != Some(&around) {
            let title = &heading.title;
            return Some(format!(
                "the heading `{title}` would stand below another one"
            ));
        }
    }
    let is_short = headings.len() < wanted.len();
    is_short.then(|| "a heading would stand deeper than there are levels".to_string())
}

/// Whether a line of either side stands below other headings in `merged` than a side has it below. Lines know nothing of
/// headings, so this is what holds a text that was merged line by line.
pub(super) fn has_displaced_line(trees: Trees<'_>, merged: &Tree) -> bool {
    let [ours, theirs] = trees.sides().map(lines_below);
    let known: HashSet<&str> = ours.iter().chain(&theirs).map(|(line, _)| *line).collect();
    lines_below(merged)
        .iter()
        .any(|line| known.contains(line.0) && !ours.contains(line) && !theirs.contains(line))
}

/// The lines of a text, trimmed, each with the titles of the headings that it stands below, but for the first level's: the
/// page's title changes with the date.
fn lines_below(tree: &Tree) -> HashSet<(&str, Vec<&str>)> {
    let sections = &tree.node(0).children;
    let outermost = sections.iter().filter(|section| tree.level(**section) == 1);
    let is_page = outermost.count() == 1;
    let mut lines = HashSet::new();
    for section in sections {
        let mut titles = Vec::new();
        let mut around = *section;
        while let Some(heading) = tree.heading(around).filter(|heading| heading.level > 0) {
            if heading.level > 1 || !is_page {
                titles.push(heading.folded.as_str());
            }
            around = heading.around;
        }
        let there = tree.region(*section).slice(&tree.source);
        lines.extend(said(there).map(|line| (line, titles.clone())));
    }
    lines
}

/// A line that stands in a personal section only, on either side, and would stand outside.
fn told_line(trees: Trees<'_>, merged: &Tree) -> Option<String> {
    let sides = trees.sides().map(PersonalLines::of);
    let is_personal = |line: &&str| sides.iter().any(|side| side.inside.contains(line));
    let is_open = |line: &&str| sides.iter().any(|side| side.outside.contains(line));
    let outside = PersonalLines::of(merged).outside;
    let told = outside
        .iter()
        .any(|line| is_personal(line) && !is_open(line));
    // Not which one: anyone may read the message.
    told.then(|| "a line of a personal section would stand outside".to_string())
}

/// The lines of a text, trimmed, that are not blank: those in personal sections, and all others. Of a heading it is the
/// title: its level depends on what stands around it.
#[derive(Default)]
struct PersonalLines<'a> {
    inside: HashSet<&'a str>,
    outside: HashSet<&'a str>,
}

impl<'a> PersonalLines<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut lines = PersonalLines::default();
        lines.outside.extend(said(&tree.source[..tree.body]));
        for section in &tree.node(0).children {
            let node = tree.node(*section);
            let there = match node.is_personal {
                true => &mut lines.inside,
                false => &mut lines.outside,
            };
            there.extend(said(
                &tree.source[node.lines.end..tree.region(*section).end],
            ));
            there.extend(tree.heading(*section).map(|heading| heading.title.as_str()));
        }
        lines.outside.remove("");
        lines
    }
}

/// The lines of `text` that are not blank, trimmed.
fn said(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// How often each title stands behind a box, and behind an open one.
#[derive(Default)]
struct BoxCounts<'a> {
    all: BTreeMap<&'a str, usize>,
    open: BTreeMap<&'a str, usize>,
}

impl<'a> BoxCounts<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut counts = BoxCounts::default();
        for (_, read) in &tree.boxes {
            *counts.all.entry(&read.title).or_default() += 1;
            if read.is_open {
                *counts.open.entry(&read.title).or_default() += 1;
            }
        }
        counts
    }

    fn all(&self, title: &str) -> usize {
        self.all.get(title).copied().unwrap_or(0)
    }
}

/// Every open item of our side is there, unless theirs deleted or reworded it; and nothing is open twice.
fn item_fault(boxes: Three<&BoxCounts<'_>>, are: &BoxCounts<'_>, draft: &Draft) -> Option<String> {
    let Three { base, ours, theirs } = boxes;
    for title in ours.open.keys() {
        let is_changed_by_them = theirs.all(title) < base.all(title);
        if are.all(title) == 0 && !is_changed_by_them && !draft.absorbed.contains(*title) {
            return Some(format!("`{title}` would be lost"));
        }
    }
    // An item that one side reworded and the other opened again is open in words that were not open before.
    let most = |title: &str| ours.all(title).max(theirs.all(title));
    let mut open = are.open.iter();
    let doubled = open.find(|(title, count)| most(title) > 0 && **count > most(title));
    doubled.map(|(title, _)| format!("`{title}` would stand there twice"))
}

/// The lines of a text that are not blank, trimmed, with how often each stands there.
type LineCounts<'a> = BTreeMap<&'a str, usize>;

fn lines(text: &str) -> LineCounts<'_> {
    let mut counts = LineCounts::new();
    for line in said(text) {
        *counts.entry(line).or_default() += 1;
    }
    counts
}

/// Every new line of our side is there, or in another form.
fn lost_line(
    lines: Three<&LineCounts<'_>>,
    result: &LineCounts<'_>,
    draft: &Draft,
) -> Option<String> {
    let lost = lines.ours.keys().find(|line| {
        !lines.base.contains_key(*line)
            && !result.contains_key(*line)
            && !draft.absorbed.contains(**line)
    });
    lost.map(|line| format!("the line `{line}` would be lost"))
}

/// The lines that our side deleted and theirs left alone and that are there all the same.
fn lines_back(
    lines: Three<&LineCounts<'_>>,
    result: &LineCounts<'_>,
    draft: &Draft,
) -> BTreeSet<String> {
    let back = lines.base.iter().filter(|(line, count)| {
        !lines.ours.contains_key(*line)
            && lines.theirs.get(*line) == Some(*count)
            && result.contains_key(*line)
            && !draft.kept.contains(**line)
            && !draft.absorbed.contains(**line)
    });
    back.map(|(line, _)| line.to_string()).collect()
}

#[cfg(test)]
mod tests;
