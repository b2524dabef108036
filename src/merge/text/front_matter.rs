//! The front matter of three texts, key by key.

use std::collections::BTreeSet;

use super::diff3::{Piece, three_way};
use super::second_version::Names;
use super::sides::{BASE, OURS, THEIRS, Trees};
use crate::markdown::yaml_scalar;
use crate::meeting::MeetingStatus;
use crate::practice::CONFIRMED_BY;

/// Everything before the body, and the lines of it at which to look.
pub(super) struct MergedFrontMatter {
    /// The text.
    pub text: String,
    /// Numbers of lines, from 1, and what to say of each.
    pub remarks: Vec<(usize, &'static str)>,
    /// Lines of either side that are there in another form.
    pub absorbed: Vec<String>,
    /// Comments that stay with their key although one side deleted both.
    pub kept: Vec<String>,
}

/// One key with its lines, comments above it included.
#[derive(Clone, Debug)]
struct Entry {
    key: String,
    /// Comments and blank lines above it.
    above: String,
    /// The lines of `key: value`.
    lines: String,
    /// The value as the string that was written, where it is one.
    value: Option<String>,
}

impl Entry {
    fn is_same(&self, other: &Entry) -> bool {
        self.lines.trim_end() == other.lines.trim_end()
    }
}

/// The parts of a front matter.
#[derive(Clone, Debug)]
struct Parts {
    opening: String,
    entries: Vec<Entry>,
    /// Comments and blank lines below the last key.
    below: String,
    closing: String,
}

/// Merge what stands before the bodies. Swapping the sides gives the same.
pub(super) fn merge_front_matter(trees: Trees<'_>, names: &Names) -> MergedFrontMatter {
    let before = |side: usize| trees[side].source[..trees[side].body].to_string();
    let [base, ours, theirs] = [before(BASE), before(OURS), before(THEIRS)];
    let just = |text: String| MergedFrontMatter {
        text,
        remarks: Vec::new(),
        absorbed: Vec::new(),
        kept: Vec::new(),
    };
    if ours == theirs || theirs == base {
        return just(ours);
    }
    if ours == base {
        return just(theirs);
    }
    let parts = [parts(trees, BASE), parts(trees, OURS), parts(trees, THEIRS)];
    match parts {
        [base, Some(mut ours), Some(mut theirs)] => {
            if let Some(base) = &base {
                let (we, they) = (ours.clone(), theirs.clone());
                ours.give_back_comments(base, &they);
                theirs.give_back_comments(base, &we);
            }
            merge_parts(base, &ours, &theirs, names)
        }
        // One side took it away; what the other changed in it stays.
        [_, Some(_), None] => just(ours),
        [_, None, Some(_)] => just(theirs),
        [_, None, None] => just(ours.min(theirs)),
    }
}

impl Parts {
    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Take out the comments that stood in `base` above a key which is taken away here: they now stand above the next key,
    /// and would be there twice where that key stays because `other` changed it.
    fn give_back_comments(&mut self, base: &Parts, other: &Parts) {
        for was in &base.entries {
            let stays = other
                .entry(&was.key)
                .filter(|entry| !was.is_same(entry) && self.entry(&was.key).is_none());
            for line in stays.iter().flat_map(|entry| entry.above.lines()) {
                if line.trim().is_empty() || !was.above.lines().any(|old| old == line) {
                    continue;
                }
                let mut places: Vec<(&mut String, &str)> = self
                    .entries
                    .iter_mut()
                    .map(|entry| {
                        let before = base.entry(&entry.key);
                        (
                            &mut entry.above,
                            before.map_or("", |before| before.above.as_str()),
                        )
                    })
                    .collect();
                places.push((&mut self.below, &base.below));
                let count = |text: &str| text.lines().filter(|own| *own == line).count();
                let place = places
                    .into_iter()
                    .find(|(text, before)| count(text) > count(before));
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

fn parts(trees: Trees<'_>, side: usize) -> Option<Parts> {
    let tree = trees[side];
    let front_matter = tree.front_matter.as_ref()?;
    let text = |from: usize, to: usize| tree.source[from..to].to_string();
    let content = front_matter.content;
    let mut at = content.start;
    let entries = front_matter.entries.iter().map(|entry| {
        let above = text(at, entry.lines.start.max(at));
        at = entry.lines.end;
        Entry {
            key: entry.key.clone(),
            above,
            lines: text(entry.lines.start, entry.lines.end),
            value: entry.value.clone(),
        }
    });
    let entries: Vec<Entry> = entries.collect();
    Some(Parts {
        opening: text(0, content.start),
        entries,
        below: text(at, content.end),
        closing: text(content.end, tree.body),
    })
}

fn merge_parts(
    base: Option<Parts>,
    ours: &Parts,
    theirs: &Parts,
    names: &Names,
) -> MergedFrontMatter {
    let empty = Parts {
        opening: String::new(),
        entries: Vec::new(),
        below: String::new(),
        closing: String::new(),
    };
    let base = base.unwrap_or(empty);
    let mut text = one_of(&base.opening, &ours.opening, &theirs.opening);
    let known = format!("{}{}", all_comments(ours), all_comments(theirs));
    let mut remarks = Vec::new();
    let mut absorbed = Vec::new();
    let mut kept = Vec::new();
    for key in order(&base, ours, theirs) {
        let find = |parts: &Parts| parts.entries.iter().find(|entry| entry.key == key).cloned();
        let (was, we, they) = (find(&base), find(ours), find(theirs));
        if let (Some(we), Some(they)) = (&we, &they)
            && we.lines != they.lines
        {
            let both = we.lines.lines().chain(they.lines.lines());
            absorbed.extend(both.map(|line| line.trim().to_string()));
        }
        let Some(entry) = merge_entry(was, we, they) else {
            continue;
        };
        text.push_str(&entry.above);
        let line = text.matches('\n').count() + 1;
        text.push_str(&entry.lines);
        if entry.was_taken_away {
            kept.extend(entry.above.lines().map(|line| line.trim().to_string()));
            let said = "one took this key away, the other changed it; it stays";
            remarks.push((line, said));
        }
        if let Some((other, is_ours)) = entry.other {
            let name = if is_ours { &names.ours } else { &names.theirs };
            // A value may take several lines.
            let told = other.trim().replace('\n', "\n# ");
            let comment = match name {
                Some(name) => format!("# both changed this: {name} wrote {told}\n"),
                None => format!("# both changed this; the other one was {told}\n"),
            };
            let said = "both changed this value; the other one is noted below";
            remarks.push((line, said));
            let is_there = known
                .match_indices("# both changed this")
                .any(|(at, _)| known[at..].contains(&format!(" {told}\n")));
            if !is_there {
                text.push_str(&comment);
            }
        }
    }
    text.push_str(&union(&base.below, &ours.below, &theirs.below));
    text.push_str(&one_of(&base.closing, &ours.closing, &theirs.closing));
    MergedFrontMatter {
        text,
        remarks,
        absorbed,
        kept,
    }
}

fn all_comments(parts: &Parts) -> String {
    let mut text: String = parts
        .entries
        .iter()
        .map(|entry| entry.above.as_str())
        .collect();
    text.push_str(&parts.below);
    text
}

fn one_of(base: &str, ours: &str, theirs: &str) -> String {
    if ours == base {
        theirs.to_string()
    } else if theirs == base || ours <= theirs {
        ours.to_string()
    } else {
        theirs.to_string()
    }
}

/// Comments of both, each once.
fn union(base: &str, ours: &str, theirs: &str) -> String {
    let lines =
        |text: &str| -> Vec<String> { text.split_inclusive('\n').map(str::to_string).collect() };
    let (b, o, t) = (lines(base), lines(ours), lines(theirs));
    let mut result = String::new();
    for piece in three_way(&b, &o, &t) {
        match piece {
            Piece::Same(range) => result.push_str(&b[range].concat()),
            Piece::Ours(_, range) | Piece::Alike(_, range, _) => {
                result.push_str(&o[range].concat())
            }
            Piece::Theirs(_, range) => result.push_str(&t[range].concat()),
            Piece::Conflict { ours, theirs, .. } => {
                let both: BTreeSet<&String> = o[ours].iter().chain(&t[theirs]).collect();
                result.extend(both.into_iter().map(String::as_str));
            }
        }
    }
    result
}

/// The keys of both, those that only one has where it has them.
fn order(base: &Parts, ours: &Parts, theirs: &Parts) -> Vec<String> {
    let keys = |parts: &Parts| -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for entry in &parts.entries {
            if !keys.contains(&entry.key) {
                keys.push(entry.key.clone());
            }
        }
        keys
    };
    let (b, o, t) = (keys(base), keys(ours), keys(theirs));
    let mut order: Vec<String> = Vec::new();
    let mut add = |keys: &[String]| {
        for key in keys {
            if !order.contains(key) {
                order.push(key.clone());
            }
        }
    };
    for piece in three_way(&b, &o, &t) {
        match piece {
            Piece::Same(range) => add(&b[range]),
            Piece::Ours(before, range) | Piece::Alike(before, range, _) => {
                add(&o[range]);
                add(&b[before]);
            }
            Piece::Theirs(before, range) => {
                add(&t[range]);
                add(&b[before]);
            }
            Piece::Conflict { base, ours, theirs } => {
                let mut new: Vec<String> = o[ours].iter().chain(&t[theirs]).cloned().collect();
                new.sort();
                add(&b[base]);
                add(&new);
            }
        }
    }
    order
}

/// What one key became.
struct MergedEntry {
    above: String,
    lines: String,
    /// The line that did not stay, and whether it is ours.
    other: Option<(String, bool)>,
    /// Whether one side took it away, and the other changed it.
    was_taken_away: bool,
}

fn merge_entry(
    base: Option<Entry>,
    ours: Option<Entry>,
    theirs: Option<Entry>,
) -> Option<MergedEntry> {
    let (ours, theirs) = match (ours, theirs) {
        (None, None) => return None,
        (Some(only), None) | (None, Some(only)) => {
            let is_untouched = base.as_ref().is_some_and(|base| base.is_same(&only));
            return (!is_untouched).then_some(MergedEntry {
                above: only.above,
                lines: only.lines,
                other: None,
                was_taken_away: base.is_some(),
            });
        }
        (Some(ours), Some(theirs)) => (ours, theirs),
    };
    let above = match &base {
        Some(base) => union(&base.above, &ours.above, &theirs.above),
        None => union("", &ours.above, &theirs.above),
    };
    let lines = |lines: String| MergedEntry {
        above: above.clone(),
        lines,
        other: None,
        was_taken_away: false,
    };
    let was = base.as_ref();
    if ours.is_same(&theirs) || was.is_some_and(|base| base.is_same(&theirs)) {
        return Some(lines(ours.lines.clone()));
    }
    if was.is_some_and(|base| base.is_same(&ours)) {
        return Some(lines(theirs.lines));
    }
    // The same value in other quotes is no other value.
    let says = |entry: &Entry| entry.value.clone();
    if says(&ours).is_some() && says(&ours) == says(&theirs) {
        return Some(lines(ours.lines.min(theirs.lines)));
    }
    if let Some(value) = was.and_then(says) {
        if says(&theirs).as_ref() == Some(&value) {
            return Some(lines(ours.lines));
        }
        if says(&ours).as_ref() == Some(&value) {
            return Some(lines(theirs.lines));
        }
    }
    let set = merge_sets(was, &ours, &theirs).or_else(|| merge_names(was, &ours, &theirs));
    if let Some(set) = set {
        return Some(lines(set));
    }
    let ours_stays = goes_before(&ours, &theirs);
    let (stays, other) = if ours_stays {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let is_silent = matches!(stays.key.as_str(), "status" | "moved_from");
    Some(MergedEntry {
        above,
        lines: stays.lines,
        other: (!is_silent).then_some((other.lines, !ours_stays)),
        was_taken_away: false,
    })
}

/// Which of two values of one key stays. The further status and the earlier date do; otherwise what sorts first.
fn goes_before(one: &Entry, other: &Entry) -> bool {
    let value = |entry: &Entry| {
        let value = entry.lines.split_once(':').map_or("", |(_, value)| value);
        value.trim().trim_matches(['"', '\'']).to_string()
    };
    let rank = |entry: &Entry| match MeetingStatus::from_word(&value(entry)) {
        Some(MeetingStatus::Held) => 0,
        Some(MeetingStatus::Cancelled) => 1,
        Some(MeetingStatus::Moved) => 2,
        Some(MeetingStatus::Planned) => 3,
        None => 4,
    };
    if one.key == "status" && rank(one) != rank(other) {
        return rank(one) < rank(other);
    }
    (value(one), &one.lines) <= (value(other), &other.lines)
}

/// A list as its lines or its brackets hold it.
struct List {
    /// What stands before the members: `key: [`, or `key:` with its line end.
    head: String,
    members: Vec<String>,
    is_flow: bool,
}

fn list(entry: &Entry) -> Option<List> {
    let (key, value) = entry.lines.split_once(':')?;
    let flow = value
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(members) = flow {
        if members.contains(['[', '{', '"', '\'', '\n', '#']) {
            return None;
        }
        let members = members.split(',').map(|member| member.trim().to_string());
        return Some(List {
            head: format!("{key}: ["),
            members: members.filter(|member| !member.is_empty()).collect(),
            is_flow: true,
        });
    }
    let (first, rest) = value.split_once('\n')?;
    let is_block = first.trim().is_empty() && !rest.trim().is_empty();
    let are_members = rest.lines().all(|line| line.trim_start().starts_with("- "));
    (is_block && are_members).then(|| List {
        head: format!("{key}:{first}\n"),
        members: rest.split_inclusive('\n').map(str::to_string).collect(),
        is_flow: false,
    })
}

/// Lists are sets: what either took away is gone, what either put in is there, the new ones in order.
fn merge_sets(base: Option<&Entry>, ours: &Entry, theirs: &Entry) -> Option<String> {
    let (we, they) = (list(ours)?, list(theirs)?);
    if we.is_flow != they.is_flow {
        return None;
    }
    let was = base.and_then(list).filter(|was| was.is_flow == we.is_flow);
    let was = was.map(|was| was.members).unwrap_or_default();
    let mut members: Vec<&String> = was
        .iter()
        .filter(|member| we.members.contains(member) && they.members.contains(member))
        .collect();
    let new: BTreeSet<&String> = we
        .members
        .iter()
        .chain(&they.members)
        .filter(|member| !was.contains(member))
        .collect();
    members.extend(new);
    let head = if we.head <= they.head {
        we.head
    } else {
        they.head
    };
    let members: Vec<&str> = members.into_iter().map(String::as_str).collect();
    Some(match we.is_flow {
        true => format!("{head}{}]\n", members.join(", ")),
        false => format!("{head}{}", members.concat()),
    })
}

/// Who confirmed a record: both may do so at the same time, and then both have.
fn merge_names(base: Option<&Entry>, ours: &Entry, theirs: &Entry) -> Option<String> {
    if ours.key != CONFIRMED_BY {
        return None;
    }
    let names = |entry: &Entry| -> Option<Vec<String>> {
        let value = entry.value.as_ref()?.replace(',', " ");
        Some(value.split_whitespace().map(str::to_string).collect())
    };
    let (we, they) = (names(ours)?, names(theirs)?);
    let was = base.and_then(names).unwrap_or_default();
    let kept = was
        .iter()
        .filter(|name| we.contains(name) && they.contains(name));
    let new: BTreeSet<&String> = we
        .iter()
        .chain(&they)
        .filter(|name| !was.contains(name))
        .collect();
    let all: Vec<&str> = kept.chain(new).map(String::as_str).collect();
    let value = yaml_scalar(&all.join(" "));
    Some(format!("{CONFIRMED_BY}: {value}\n"))
}
