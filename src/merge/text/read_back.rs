//! The merged text is read again before anyone gets it: what must hold of it whatever was merged.

use super::boxes::BoxRead;
use super::boxes::boxes;
use super::boxes::boxes_of;
use std::collections::{HashMap, HashSet};

use super::emit::Emitted;
use super::tree::is_personal;
use crate::markdown::{Damage, Document, FrontMatter};
use crate::meeting::Vocabulary;
use crate::text::fold_title;

/// What is wrong with a merged text.
pub(super) enum Fault {
    /// It would lose or double something; nobody may get it.
    Harm(String),
    /// A section would stand in another one, said in words; nobody may get it either.
    Displaced(String),
    /// These lines, trimmed, are there although one side deleted them and the other left them alone. Nothing is lost, so it
    /// may be given away if it is said.
    Back(HashSet<String>),
}

/// What is wrong with `merged`, if anything: it must hold what both sides wrote, and nothing twice.
pub(super) fn fault(
    base: &str,
    ours: &str,
    theirs: &str,
    merged: &str,
    emitted: &Emitted,
    vocabulary: &Vocabulary,
) -> Option<Fault> {
    if let Some(damage) = Damage::of(merged) {
        return Some(Fault::Harm(damage.diagnostic().message));
    }
    if is_sound(ours) && is_sound(theirs) && !is_sound(merged) {
        let message = "the front matter could not be read".to_string();
        return Some(Fault::Harm(message));
    }
    let document = Document::new(merged.to_string());
    let read: Vec<BoxRead> = boxes_of(&document).map(|(_, read)| read).collect();
    if read != emitted.boxes {
        let odd = read
            .iter()
            .zip(&emitted.boxes)
            .find(|(is, wanted)| is != wanted);
        let title = odd.map_or("an item", |(_, wanted)| wanted.title.as_str());
        let message = format!("`{title}` would be read as something else");
        return Some(Fault::Harm(message));
    }
    let displaced = emitted.headings.as_ref();
    let displaced = displaced.and_then(|headings| displaced_heading(&document, headings));
    if let Some(harm) = displaced {
        return Some(Fault::Displaced(harm));
    }
    if let Some(harm) = told_line(ours, theirs, &document, vocabulary) {
        return Some(Fault::Harm(harm));
    }
    let (was, we, they) = (Counts::of(base), Counts::of(ours), Counts::of(theirs));
    let is = Counts::of(merged);
    let harm = item_fault(&was, &we, &they, &is, emitted)
        .or_else(|| item_fault(&was, &they, &we, &is, emitted))
        .or_else(|| lost_line(base, ours, merged, emitted))
        .or_else(|| lost_line(base, theirs, merged, emitted));
    if let Some(harm) = harm {
        return Some(Fault::Harm(harm));
    }
    let mut back = lines_back(base, ours, theirs, merged, emitted);
    back.extend(lines_back(base, theirs, ours, merged, emitted));
    (!back.is_empty()).then_some(Fault::Back(back))
}

/// A heading that would be read below another one than that of the section which it is to stand in. `wanted` says for
/// each heading which one that is.
fn displaced_heading(document: &Document, wanted: &[Option<usize>]) -> Option<String> {
    let headings = document.headings();
    let mut around: Vec<usize> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        around.retain(|outer| headings[*outer].level < heading.level);
        if wanted.get(at) != Some(&around.last().copied()) {
            let title = heading.title.trim();
            return Some(format!(
                "the heading `{title}` would stand below another one"
            ));
        }
        around.push(at);
    }
    let is_short = headings.len() < wanted.len();
    is_short.then(|| "a heading would stand deeper than there are levels".to_string())
}

/// Whether a line of either side stands below other headings in `merged` than a side has it below. Lines know nothing of
/// headings, so this is what holds a text that was merged line by line.
pub(super) fn has_displaced_line(ours: &str, theirs: &str, merged: &str) -> bool {
    let [ours, theirs, merged] = [ours, theirs, merged].map(|text| Document::new(text.to_string()));
    let (ours, theirs) = (lines_below(&ours), lines_below(&theirs));
    let known: HashSet<&str> = ours.iter().chain(&theirs).map(|(line, _)| *line).collect();
    lines_below(&merged)
        .iter()
        .any(|line| known.contains(line.0) && !ours.contains(line) && !theirs.contains(line))
}

/// The lines of a document, trimmed, each with the titles of the headings that it stands below, but for the first level's:
/// the page's title changes with the date.
fn lines_below(document: &Document) -> HashSet<(&str, Vec<String>)> {
    let text = document.source();
    let mut lines = HashSet::new();
    let mut note = |start: usize, end: usize, around: &[(usize, String)]| {
        let titles: Vec<String> = around.iter().map(|(_, title)| title.clone()).collect();
        let said = text[start..end].lines().map(str::trim);
        let said = said.filter(|line| !line.is_empty());
        lines.extend(said.map(|line| (line, titles.clone())));
    };
    let headings = document.headings();
    let outermost = headings.iter().filter(|heading| heading.level == 1).count();
    let mut around: Vec<(usize, String)> = Vec::new();
    let mut from = document.body().start;
    for heading in headings {
        note(from, heading.span.start.max(from), &around);
        from = heading.span.start.max(from);
        around.retain(|(level, _)| *level < heading.level);
        if heading.level > 1 || outermost > 1 {
            around.push((heading.level, fold_title(&heading.title)));
        }
    }
    note(from, text.len(), &around);
    lines
}

/// A line that stands in a personal section only, on either side, and would stand outside.
fn told_line(
    ours: &str,
    theirs: &str,
    merged: &Document,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let sides = [ours, theirs].map(|text| Document::new(text.to_string()));
    let sides = sides
        .each_ref()
        .map(|side| PersonalLines::of(side, vocabulary));
    if sides.iter().all(|side| side.inside.is_empty()) {
        return None;
    }
    let told = PersonalLines::of(merged, vocabulary)
        .outside
        .into_iter()
        .any(|line| {
            sides.iter().any(|side| side.inside.contains(line))
                && !sides.iter().any(|side| side.outside.contains(line))
        });
    // Not which one: anyone may read the message.
    told.then(|| "a line of a personal section would stand outside".to_string())
}

/// The lines of a text, trimmed, that are not blank: those in personal sections, and all others. Of a heading it is the
/// title: its level depends on what stands around it.
struct PersonalLines<'a> {
    inside: HashSet<&'a str>,
    outside: HashSet<&'a str>,
}

impl<'a> PersonalLines<'a> {
    fn of(document: &'a Document, vocabulary: &Vocabulary) -> Self {
        let text = document.source();
        let mut lines = PersonalLines {
            inside: HashSet::new(),
            outside: HashSet::new(),
        };
        let mut around: Vec<(usize, bool)> = Vec::new();
        let mut regions: Vec<(usize, bool)> = vec![(0, false)];
        for heading in document.headings() {
            around.retain(|(level, _)| *level < heading.level);
            let is_inside = around.last().is_some_and(|(_, is_inside)| *is_inside);
            let is_inside = is_inside || is_personal(vocabulary, &heading.title);
            around.push((heading.level, is_inside));
            regions.push((heading.span.end, is_inside));
            let titles = match is_inside {
                true => &mut lines.inside,
                false => &mut lines.outside,
            };
            titles.extend(Some(heading.title.trim()).filter(|title| !title.is_empty()));
        }
        for (at, (start, is_inside)) in regions.iter().enumerate() {
            let next = document.headings().get(at);
            let end = next.map_or(text.len(), |next| next.span.start);
            let said = text[(*start).min(end)..end].lines().map(str::trim);
            let said = said.filter(|line| !line.is_empty());
            match is_inside {
                true => lines.inside.extend(said),
                false => lines.outside.extend(said),
            }
        }
        lines
    }
}

fn is_sound(text: &str) -> bool {
    FrontMatter::read(text).is_none_or(|front_matter| front_matter.diagnostics(text).is_empty())
}

/// How often each title stands behind a box, and behind an open one.
struct Counts {
    all: HashMap<String, usize>,
    open: HashMap<String, usize>,
}

impl Counts {
    fn of(text: &str) -> Counts {
        let mut counts = Counts {
            all: HashMap::new(),
            open: HashMap::new(),
        };
        for read in boxes(text) {
            if read.is_open {
                *counts.open.entry(read.title.clone()).or_default() += 1;
            }
            *counts.all.entry(read.title).or_default() += 1;
        }
        counts
    }

    fn all(&self, title: &str) -> usize {
        self.all.get(title).copied().unwrap_or(0)
    }
}

/// Every open item of `side` is there, unless `other` deleted or reworded it; and nothing is open twice.
fn item_fault(
    was: &Counts,
    side: &Counts,
    other: &Counts,
    is: &Counts,
    emitted: &Emitted,
) -> Option<String> {
    for title in side.open.keys() {
        let is_changed_by_other = other.all(title) < was.all(title);
        if is.all(title) == 0 && !is_changed_by_other && !emitted.absorbed.contains(title) {
            return Some(format!("`{title}` would be lost"));
        }
    }
    // An item that one side reworded and the other opened again is open in words that were not open before.
    let most = |title: &str| side.all(title).max(other.all(title));
    let doubled = is
        .open
        .iter()
        .find(|(title, count)| most(title) > 0 && **count > most(title));
    doubled.map(|(title, _)| format!("`{title}` would stand there twice"))
}

/// Every new line of `side` is there, or in another form.
fn lost_line(base: &str, side: &str, merged: &str, emitted: &Emitted) -> Option<String> {
    let (was, own, result) = (lines(base), lines(side), lines(merged));
    let lost = own.keys().find(|line| {
        !was.contains_key(**line)
            && !result.contains_key(**line)
            && !emitted.absorbed.contains(**line)
    });
    lost.map(|line| format!("the line `{line}` would be lost"))
}

/// The lines that `side` deleted and `other` left alone and that are there all the same.
fn lines_back(
    base: &str,
    side: &str,
    other: &str,
    merged: &str,
    emitted: &Emitted,
) -> HashSet<String> {
    let (was, own) = (lines(base), lines(side));
    let (others, result) = (lines(other), lines(merged));
    let back = was.iter().filter(|(line, count)| {
        !own.contains_key(**line)
            && others.get(**line) == Some(*count)
            && result.contains_key(**line)
            && !emitted.kept.contains(**line)
            && !emitted.absorbed.contains(**line)
    });
    back.map(|(line, _)| line.to_string()).collect()
}

/// The lines of `text` that are not blank, trimmed, with how often each stands there.
fn lines(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        *counts.entry(line).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
