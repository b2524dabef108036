//! What stays, and where.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{Agenda, Item, Place};
use super::Story;

/// What becomes of the things in a story.
#[derive(Default)]
pub struct Fates {
    /// Items that stay, with the places in which each may stand: several where both moved it.
    pub items: BTreeMap<String, Vec<Place>>,
    /// Items of which it depends on such a place whether they stay.
    pub open_items: BTreeSet<String>,
    /// Items that stay for what one said of them, although the other deleted them.
    pub kept: BTreeSet<String>,
    pub sections: BTreeSet<String>,
    pub open_sections: BTreeSet<String>,
    /// Paragraphs that stay, with the sections in which each may stand.
    pub prose: BTreeMap<String, Vec<String>>,
}

pub fn fates(story: &Story<'_>) -> Fates {
    let mut fates = Fates::default();
    for name in story.names(|agenda| agenda.sections.iter().map(|s| s.name.as_str()).collect()) {
        let states = story.states(|agenda| agenda.section(name));
        if let [Some(base), Some(only), None] | [Some(base), None, Some(only)] = states
            && base.title != only.title
        {
            // A heading that was given another title stays with what is below it.
            let side = whose(story, |agenda| agenda.section(name).is_some());
            for item in side.row(&Place::In(name.to_string())) {
                keep_whole(story, &mut fates, side, &item.name);
            }
            for prose in side.prose.iter().filter(|prose| prose.section == name) {
                let sections = vec![name.to_string()];
                fates.prose.insert(prose.name.clone(), sections);
            }
        }
        if stays(states, |base, only| base.title != only.title) {
            fates.sections.insert(name.to_string());
        }
    }
    for name in story.names(|agenda| agenda.items.iter().map(|item| item.name.as_str()).collect()) {
        let states = story.states(|agenda| agenda.item(name));
        if !stays(states, says_something) {
            continue;
        }
        if let [Some(_), Some(_), None] | [Some(_), None, Some(_)] = states {
            let side = whose(story, |agenda| agenda.item(name).is_some());
            keep_whole(story, &mut fates, side, name);
            fates.kept.insert(name.to_string());
        }
        fates.items.insert(
            name.to_string(),
            places(states.map(|item| item.map(|item| &item.place))),
        );
    }
    for name in story.names(|agenda| {
        agenda
            .prose
            .iter()
            .map(|prose| prose.name.as_str())
            .collect()
    }) {
        let states = story.states(|agenda| agenda.paragraph(name));
        if stays(states, |base, only| base.words != only.words) {
            let sections = places(states.map(|prose| prose.map(|prose| &prose.section)));
            fates.prose.insert(name.to_string(), sections);
        }
    }
    let mut known = usize::MAX;
    while known != fates.items.len() {
        known = fates.items.len();
        keep_what_is_around(story, &mut fates);
    }
    circles(story, &mut fates);
    fates
}

fn stays<T>([base, ours, theirs]: [Option<&T>; 3], is_changed: impl Fn(&T, &T) -> bool) -> bool {
    match (base, ours, theirs) {
        (_, None, None) => false,
        (Some(base), Some(only), None) | (Some(base), None, Some(only)) => is_changed(base, only),
        _ => true,
    }
}

/// Whether someone said something else of an item, or put it elsewhere; that it was carried says nothing.
fn says_something(base: &Item, only: &Item) -> bool {
    let mut alike = only.clone();
    // A note is a thing of its own: one that was added is something said, one that was deleted is not.
    alike.notes.retain(|note| !base.notes.contains(note));
    let mut was = base.clone();
    was.notes.clear();
    if only.mark == '>' && matches!(base.mark, ' ' | '/') {
        alike.mark = base.mark;
    }
    alike != was
}

fn places<T: PartialEq + Clone>(states: [Option<&T>; 3]) -> Vec<T> {
    match states {
        [base, Some(ours), Some(theirs)] if ours == theirs || base == Some(theirs) => {
            vec![ours.clone()]
        }
        [base, Some(ours), Some(theirs)] if base == Some(ours) => vec![theirs.clone()],
        [_, ours, theirs] => ours.into_iter().chain(theirs).cloned().collect(),
    }
}

fn whose<'a>(story: &Story<'a>, has: impl Fn(&Agenda) -> bool) -> &'a Agenda {
    if has(story.ours) {
        story.ours
    } else {
        story.theirs
    }
}

/// Let an item stay with all that `side` has below it and the other side nowhere. What the other has elsewhere speaks for
/// itself.
fn keep_whole(story: &Story<'_>, fates: &mut Fates, side: &Agenda, name: &str) {
    let is_there =
        |name: &str| story.ours.item(name).is_some() && story.theirs.item(name).is_some();
    let mut below = vec![name.to_string()];
    while let Some(name) = below.pop() {
        let Some(item) = side.item(&name) else {
            continue;
        };
        fates
            .items
            .entry(name.clone())
            .or_insert_with(|| vec![item.place.clone()]);
        if !is_there(&name) {
            let row = side.row(&Place::Below(name));
            below.extend(row.iter().map(|item| item.name.clone()));
        }
    }
}

/// What stays needs what it stands in.
fn keep_what_is_around(story: &Story<'_>, fates: &mut Fates) {
    let places: Vec<Vec<Place>> = fates.items.values().cloned().collect();
    let of_prose = fates
        .prose
        .values()
        .map(|sections| sections.iter().cloned().map(Place::In).collect::<Vec<_>>());
    let all: Vec<Vec<Place>> = places.into_iter().chain(of_prose).collect();
    for places in all {
        let is_sure = places.len() == 1;
        for place in &places {
            match place {
                Place::In(section) if is_sure => {
                    fates.sections.insert(section.clone());
                }
                Place::In(section) => {
                    fates.open_sections.insert(section.clone());
                }
                Place::Below(around) if fates.items.contains_key(around) => {}
                Place::Below(around) => {
                    let side = whose(story, |agenda| agenda.item(around).is_some());
                    if is_sure {
                        keep_whole(story, fates, side, around);
                    } else {
                        fates.open_items.extend(side.subtree(around));
                        let mut outer = around.clone();
                        while let Some(Place::Below(next)) =
                            side.item(&outer).map(|item| &item.place)
                        {
                            fates.open_items.extend(side.subtree(next));
                            outer = next.clone();
                        }
                        if let Some(Place::In(section)) = side.item(&outer).map(|item| &item.place)
                        {
                            fates.open_sections.insert(section.clone());
                        }
                    }
                }
            }
        }
    }
}

/// Each may have put one of two items below the other: then they may stand where they were, too.
fn circles(story: &Story<'_>, fates: &mut Fates) {
    let names: Vec<String> = fates.items.keys().cloned().collect();
    for name in names {
        let mut around = vec![name.clone()];
        let mut at = 0;
        let mut is_circle = false;
        while let Some(next) = around.get(at).cloned() {
            for place in fates.items.get(&next).into_iter().flatten() {
                if let Place::Below(outer) = place {
                    is_circle |= *outer == name;
                    if !around.contains(outer) {
                        around.push(outer.clone());
                    }
                }
            }
            at += 1;
        }
        if is_circle {
            let all = story.all();
            let before = all.iter().filter_map(|agenda| agenda.item(&name));
            let places: Vec<Place> = before.map(|item| item.place.clone()).collect();
            fates.items.insert(name, places);
        }
    }
}
