//! The merged text is read again before anyone gets it: what must hold of it whatever was merged.

use std::collections::{HashMap, HashSet};

use super::emit::Emitted;
use super::head::Head;
use crate::markdown::{Damage, Document, FrontMatter};

/// A box as it is read: its mark, and the words behind it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct BoxRead {
    pub mark: String,
    pub title: String,
    pub is_open: bool,
}

/// All boxes in `text`, in order.
pub(super) fn boxes(text: &str) -> Vec<BoxRead> {
    if !text.contains('[') {
        return Vec::new();
    }
    let document = Document::new(text.to_string());
    boxes_of(&document).map(|(_, read)| read).collect()
}

/// All boxes in a document, in order, with the places where they stand.
pub(super) fn boxes_of(document: &Document) -> impl Iterator<Item = (usize, BoxRead)> + '_ {
    let text = document.source();
    document.items().iter().filter_map(move |item| {
        let checkbox = item.checkbox?;
        let head = Head::read(text, item, item.end, false);
        let read = BoxRead {
            mark: checkbox.mark.slice(text).to_string(),
            title: head.title,
            is_open: checkbox.status.is_open(),
        };
        Some((checkbox.span.start, read))
    })
}

/// What is wrong with a merged text.
pub(super) enum Fault {
    /// It would lose or double something; nobody may get it.
    Harm(String),
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
) -> Option<Fault> {
    if let Some(damage) = Damage::of(merged) {
        return Some(Fault::Harm(damage.diagnostic().message));
    }
    if is_sound(ours) && is_sound(theirs) && !is_sound(merged) {
        let message = "the front matter could not be read".to_string();
        return Some(Fault::Harm(message));
    }
    let read = boxes(merged);
    if read != emitted.boxes {
        let odd = read
            .iter()
            .zip(&emitted.boxes)
            .find(|(is, wanted)| is != wanted);
        let title = odd.map_or("an item", |(_, wanted)| wanted.title.as_str());
        let message = format!("`{title}` would be read as something else");
        return Some(Fault::Harm(message));
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
