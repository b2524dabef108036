//! What must be there of each item.

use oneonone::markdown::CheckboxStatus;
use oneonone::meeting::{ActionItem, Meeting, parse_date};

use super::super::model::{Item, Place};
use super::fate::Fates;
use super::page::titles;
use super::{Story, changed, merged_words};

/// What must be there of one item.
pub struct Expected {
    pub titles: Vec<String>,
    mark: char,
    owner: Option<String>,
    due: Option<u32>,
    since: Option<u32>,
    notes: Vec<String>,
    /// Notes that one of the two deleted.
    gone: Vec<String>,
    /// Whether the two should look at it.
    is_told: bool,
}

pub fn fault(story: &Story<'_>, fates: &Fates, read: &Meeting) -> Option<String> {
    let names = story.names(|agenda| agenda.items.iter().map(|item| item.name.as_str()).collect());
    names.into_iter().find_map(|name| {
        let found: Vec<&ActionItem> = read
            .items()
            .iter()
            .filter(|item| first_word(item) == name)
            .collect();
        let fault = match fates.items.get(name) {
            None if fates.open_items.contains(name) || found.is_empty() => None,
            None => Some(format!(
                "is there {} times, although it was deleted",
                found.len()
            )),
            Some(places) => {
                let expected = expected(story.states(|agenda| agenda.item(name)));
                item_fault(&expected, &found, read)
                    .or_else(|| place_fault(story, places, &found, read))
            }
        };
        fault.map(|fault| format!("{name}: {fault}"))
    })
}

pub fn first_word(item: &ActionItem) -> &str {
    item.title.split(' ').next().unwrap_or_default()
}

fn item_fault(expected: &Expected, found: &[&ActionItem], read: &Meeting) -> Option<String> {
    let mut titles: Vec<&str> = found.iter().map(|item| item.title.as_str()).collect();
    titles.sort_unstable();
    if titles != expected.titles {
        return Some(format!("is there as {titles:?}, not {:?}", expected.titles));
    }
    for item in found {
        if item.status() != CheckboxStatus::of(&expected.mark.to_string()) {
            return Some(format!(
                "is {}, not [{}]",
                item.status().word(),
                expected.mark
            ));
        }
        if item.owner() != expected.owner.as_deref() {
            return Some(format!(
                "is owned by {:?}, not {:?}",
                item.owner(),
                expected.owner
            ));
        }
        let day = |month: u32, day: Option<u32>| parse_date(&format!("2026-{month}-{:02}", day?));
        if item.due() != day(12, expected.due) {
            return Some(format!("is due {:?}, not {:?}", item.due(), expected.due));
        }
        if item.since() != day(11, expected.since) {
            return Some(format!(
                "is since {:?}, not {:?}",
                item.since(),
                expected.since
            ));
        }
    }
    let below = &read.source()[found[0].line_start..found[0].end];
    let count = |note: &String| below.matches(note.as_str()).count();
    let missing = expected.notes.iter().find(|note| count(note) != 1);
    let back = expected.gone.iter().find(|note| count(note) != 0);
    missing
        .map(|note| format!("has {} times the note `{note}`", count(note)))
        .or_else(|| back.map(|note| format!("has the note `{note}` again")))
}

fn place_fault(
    story: &Story<'_>,
    places: &[Place],
    found: &[&ActionItem],
    read: &Meeting,
) -> Option<String> {
    found.iter().find_map(|item| {
        let is_at = |place: &Place| match (place, item.parent) {
            (Place::Below(name), Some(parent)) => first_word(&read.items()[parent]) == name,
            (Place::In(name), None) => item.section.is_some_and(|section| {
                titles(story, name).contains(&read.sections()[section].title.as_str())
            }),
            _ => false,
        };
        let around = item.parent.map(|parent| first_word(&read.items()[parent]));
        let section = item.section.map(|section| &read.sections()[section].title);
        (!places.iter().any(is_at))
            .then(|| format!("stands below {around:?} in {section:?}, not at {places:?}"))
    })
}

pub fn expected([base, ours, theirs]: [Option<&Item>; 3]) -> Expected {
    match (base, ours, theirs) {
        (Some(base), Some(ours), Some(theirs)) => both(base, ours, theirs),
        (base, Some(only), _) | (base, None, Some(only)) => Expected {
            titles: vec![only.title()],
            mark: only.mark,
            owner: only.owner.clone(),
            due: only.due,
            since: only.since,
            notes: only.notes.clone(),
            gone: Vec::new(),
            is_told: base.is_some(),
        },
        (_, None, None) => unreachable!("what neither has does not stay"),
    }
}

fn both(base: &Item, ours: &Item, theirs: &Item) -> Expected {
    let has = |item: &Item, note: &String| item.notes.contains(note);
    let (mut notes, gone): (Vec<String>, Vec<String>) = [base, ours, theirs]
        .into_iter()
        .flat_map(|item| item.notes.iter().cloned())
        .partition(|note| !has(base, note) || has(ours, note) && has(theirs, note));
    notes.sort();
    notes.dedup();
    let mut is_told = false;
    let mut noted = |note: String| {
        notes.push(note);
        is_told = true;
    };
    let owner = changed(&base.owner, &ours.owner, &theirs.owner).unwrap_or_else(|both| {
        let (stays, other) = by_order(both, false);
        other
            .into_iter()
            .for_each(|owner| noted(format!("Also: @{owner}")));
        stays
    });
    let due = changed(&base.due, &ours.due, &theirs.due).unwrap_or_else(|both| {
        let (stays, other) = by_order(both, true);
        other
            .into_iter()
            .for_each(|day| noted(format!("Also: due:2026-12-{day:02}")));
        stays
    });
    let since = changed(&base.since, &ours.since, &theirs.since)
        .unwrap_or_else(|both| by_order(both, false).0);
    let mut titles = match merged_words(&base.words, &ours.words, &theirs.words) {
        Some(words) => vec![
            Item {
                words,
                ..base.clone()
            }
            .title(),
        ],
        None => vec![ours.title(), theirs.title()],
    };
    titles.sort();
    is_told |= titles.len() > 1;
    let mark = changed(&base.mark, &ours.mark, &theirs.mark).unwrap_or_else(|(one, other)| {
        is_told |= matches!((one, other), ('x', '-') | ('-', 'x'));
        of_two_marks(base.mark, one, other)
    });
    Expected {
        titles,
        mark,
        owner,
        due,
        since,
        notes,
        gone,
        is_told,
    }
}

/// Of two values the one that stays and the one that is noted; where one took it away, there is nothing to note.
fn by_order<T: Ord>(both: (Option<T>, Option<T>), last_stays: bool) -> (Option<T>, Option<T>) {
    match both {
        (Some(one), Some(other)) if (one > other) == last_stays => (Some(one), Some(other)),
        (Some(one), Some(other)) => (Some(other), Some(one)),
        (one, other) => (one.or(other), None),
    }
}

/// The table of `docs/sharing.md`: what an item becomes that both marked differently.
fn of_two_marks(base: char, one: char, other: char) -> char {
    let is_either = |mark: char| one == mark || other == mark;
    // Of one that was carried, too, an ending is the last word.
    let was_open = matches!(base, ' ' | '/' | '>');
    if !was_open {
        for open in ['/', ' '] {
            if is_either(open) {
                return open; // opened again is a word of its own
            }
        }
    }
    *['x', '-', '>', '/', ' ']
        .iter()
        .find(|mark| is_either(**mark))
        .expect("a mark that is known")
}

/// Whether one deleted what the other still has.
fn is_kept<T>(states: [Option<&T>; 3]) -> bool {
    matches!(states, [Some(_), Some(_), None] | [Some(_), None, Some(_)])
}

/// Lines to look at are those of the items of which the two said different things, and of no other.
pub fn remark_fault(
    story: &Story<'_>,
    fates: &Fates,
    merged: &str,
    remarks: &[usize],
) -> Option<String> {
    let lines: Vec<&str> = merged.lines().collect();
    let named = |name: &str| {
        remarks.iter().any(|line| {
            let mut words = lines
                .get(line - 1)
                .into_iter()
                .flat_map(|line| line.split(' '));
            words.any(|word| word == name)
        })
    };
    let untold = fates.sections.iter().find(|name| {
        let titles = titles(story, name);
        let is_heading = |line: &&str| {
            line.strip_prefix("## ")
                .is_some_and(|title| titles.contains(&title))
        };
        is_kept(story.states(|agenda| agenda.section(name)))
            && !remarks
                .iter()
                .any(|line| lines.get(line - 1).is_some_and(is_heading))
    });
    if let Some(name) = untold {
        return Some(format!("the section `{name}`: no remark among {remarks:?}"));
    }
    fates.items.keys().find_map(|name| {
        let states = story.states(|agenda| agenda.item(name));
        let is_told = match states {
            [Some(_), Some(_), Some(_)] => expected(states).is_told,
            _ => fates.kept.contains(name),
        };
        // What stays together is told of once, at its top.
        let is_inside = || {
            let place = states
                .into_iter()
                .flatten()
                .next_back()
                .map(|item| &item.place);
            match place {
                Some(Place::Below(around)) => is_kept(story.states(|agenda| agenda.item(around))),
                Some(Place::In(section)) => is_kept(story.states(|agenda| agenda.section(section))),
                None => false,
            }
        };
        (is_told && !named(name) && !is_inside())
            .then(|| format!("{name}: no remark among {remarks:?}"))
    })
}
