//! The value of one key of the front matter that both sides have.

use std::collections::BTreeSet;

use crate::markdown::yaml_scalar;
use crate::meeting::MeetingStatus;
use crate::merge::three::{Ours, Pick, Revision, Theirs, Three};
use crate::practice::CONFIRMED_BY;

/// One key with its lines, comments above it included.
#[derive(Clone, Debug)]
pub(super) struct KeyLines<'a> {
    /// The key.
    pub key: &'a str,
    /// Comments and blank lines above it.
    pub above: String,
    /// The lines of `key: value`.
    pub lines: &'a str,
    /// The value as the string that was written, where it is one.
    pub value: Option<&'a str>,
}

impl<'a> KeyLines<'a> {
    /// What is compared of it.
    pub fn said(&self) -> &'a str {
        self.lines.trim_end()
    }
}

/// One key that both sides have, and the base or not.
type Entries<'e, 'a> = Three<&'e KeyLines<'a>, Option<&'e KeyLines<'a>>>;

/// The lines of a key that both have; and the side whose value did not stay, if that is to be said.
pub(super) fn merge_values(entries: Entries<'_, '_>) -> (String, Option<Revision>) {
    let Three { ours, theirs, .. } = entries;
    let just = |lines: &str| (lines.to_string(), None);
    match entries.each(KeyLines::said).pick() {
        Pick::Same | Pick::Ours => return just(ours.lines),
        Pick::Theirs => return just(theirs.lines),
        Pick::Conflict => {}
    }
    // The same value in other quotes is no other value.
    let values = entries.each(|entry| entry.value).map(Option::flatten);
    match values.pick() {
        Pick::Same if values.ours.is_some() => return just(ours.lines.min(theirs.lines)),
        Pick::Ours if values.base.is_some() => return just(ours.lines),
        Pick::Theirs if values.base.is_some() => return just(theirs.lines),
        _ => {}
    }
    if let Some(set) = merge_lists(entries).or_else(|| merge_names(entries)) {
        return (set, None);
    }
    let is_silent = matches!(ours.key, "status" | "moved_from");
    let (stays, other) = match goes_before(ours, theirs) {
        true => (ours, Theirs),
        false => (theirs, Ours),
    };
    (stays.lines.to_string(), (!is_silent).then_some(other))
}

/// Which of two values of one key stays. The further status and the earlier date do; otherwise what sorts first.
fn goes_before(one: &KeyLines<'_>, other: &KeyLines<'_>) -> bool {
    let value = |entry: &KeyLines<'_>| {
        let value = entry.lines.split_once(':').map_or("", |(_, value)| value);
        value.trim().trim_matches(['"', '\'']).to_string()
    };
    let rank = |entry: &KeyLines<'_>| match MeetingStatus::from_word(&value(entry)) {
        Some(MeetingStatus::Held) => 0,
        Some(MeetingStatus::Cancelled) => 1,
        Some(MeetingStatus::Moved) => 2,
        Some(MeetingStatus::Planned) => 3,
        None => 4,
    };
    if one.key == "status" && rank(one) != rank(other) {
        return rank(one) < rank(other);
    }
    (value(one), one.lines) <= (value(other), other.lines)
}

/// A list as its lines or its brackets hold it.
struct List<'a> {
    /// What stands before the members: `key: [`, or `key:` with its line end.
    head: String,
    members: Vec<&'a str>,
    is_flow: bool,
}

fn list<'a>(entry: &KeyLines<'a>) -> Option<List<'a>> {
    let (key, value) = entry.lines.split_once(':')?;
    let flow = value.trim().strip_prefix('[');
    if let Some(members) = flow.and_then(|rest| rest.strip_suffix(']')) {
        if members.contains(['[', '{', '"', '\'', '\n', '#']) {
            return None;
        }
        let members = members.split(',').map(str::trim);
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
        members: rest.split_inclusive('\n').collect(),
        is_flow: false,
    })
}

fn merge_lists(entries: Entries<'_, '_>) -> Option<String> {
    let (ours, theirs) = (list(entries.ours)?, list(entries.theirs)?);
    if ours.is_flow != theirs.is_flow {
        return None;
    }
    let base = entries.base.and_then(list);
    let base = base.filter(|base| base.is_flow == ours.is_flow);
    let base = base.map(|base| base.members).unwrap_or_default();
    let members = merged_set(&base, &ours.members, &theirs.members);
    let head = ours.head.min(theirs.head);
    Some(match ours.is_flow {
        true => format!("{head}{}]\n", members.join(", ")),
        false => format!("{head}{}", members.concat()),
    })
}

/// Who confirmed a record: both may do so at the same time, and then both have.
fn merge_names(entries: Entries<'_, '_>) -> Option<String> {
    if entries.ours.key != CONFIRMED_BY {
        return None;
    }
    let names = entries.each(|entry| {
        let names = entry.value?.split(|c: char| c == ',' || c.is_whitespace());
        Some(names.filter(|name| !name.is_empty()).collect::<Vec<_>>())
    });
    let names = names.map(Option::flatten);
    let all = merged_set(
        &names.base.unwrap_or_default(),
        &names.ours?,
        &names.theirs?,
    );
    Some(format!("{CONFIRMED_BY}: {}\n", yaml_scalar(&all.join(" "))))
}

/// What either took away is gone, what either put in is there, the new ones in order.
fn merged_set<'a>(base: &[&'a str], ours: &[&'a str], theirs: &[&'a str]) -> Vec<&'a str> {
    let stay = |member: &&&str| ours.contains(member) && theirs.contains(member);
    let new = ours.iter().chain(theirs);
    let new: BTreeSet<&&str> = new.filter(|member| !base.contains(member)).collect();
    base.iter().filter(stay).chain(new).copied().collect()
}
