//! Who moves nothing gets the order of the other, with what is new on both sides.

use oneonone::meeting::Meeting;

use super::super::model::{Agenda, Place};
use super::Story;
use super::fate::Fates;
use super::item::first_word;
use super::page::titles;

pub fn fault(story: &Story<'_>, fates: &Fates, read: &Meeting) -> Option<String> {
    [(story.ours, story.theirs), (story.theirs, story.ours)]
        .into_iter()
        .filter(|(_, other)| moved_nothing(story.base, other))
        .find_map(|(side, _)| {
            rows_fault(story, side, fates, read).or_else(|| sections_fault(story, side, read))
        })
}

fn moved_nothing(base: &Agenda, side: &Agenda) -> bool {
    let both = |agenda: &Agenda| -> Vec<(String, Place)> {
        let items = agenda
            .items
            .iter()
            .filter(|item| base.item(&item.name).is_some() && side.item(&item.name).is_some());
        items
            .map(|item| (item.name.clone(), item.place.clone()))
            .collect()
    };
    let sections = |agenda: &Agenda| -> Vec<String> {
        let sections = agenda.sections.iter().filter(|section| {
            base.section(&section.name).is_some() && side.section(&section.name).is_some()
        });
        sections.map(|section| section.name.clone()).collect()
    };
    both(base) == both(side) && sections(base) == sections(side)
}

/// Items that stand together in `side` and in the result do so in the order of `side`.
fn rows_fault(story: &Story<'_>, side: &Agenda, fates: &Fates, read: &Meeting) -> Option<String> {
    let mut places: Vec<&Place> = side.items.iter().map(|item| &item.place).collect();
    places.dedup();
    places.into_iter().find_map(|place| {
        let stays = |name: &str| {
            fates
                .items
                .get(name)
                .is_some_and(|places| places.as_slice() == [place.clone()])
        };
        let wanted: Vec<&str> = side
            .row(place)
            .into_iter()
            .map(|item| item.name.as_str())
            .filter(|name| stays(name))
            .collect();
        let is_here = |item: &&oneonone::meeting::ActionItem| match (place, item.parent) {
            (Place::Below(name), Some(parent)) => first_word(&read.items()[parent]) == name,
            (Place::In(name), None) => item.section.is_some_and(|section| {
                titles(story, name).contains(&read.sections()[section].title.as_str())
            }),
            _ => false,
        };
        let mut found: Vec<&str> = read
            .items()
            .iter()
            .filter(is_here)
            .map(first_word)
            .filter(|name| wanted.contains(name))
            .collect();
        found.dedup(); // both versions of one
        (found != wanted).then(|| format!("the order at {place:?} is {found:?}, not {wanted:?}"))
    })
}

fn sections_fault(story: &Story<'_>, side: &Agenda, read: &Meeting) -> Option<String> {
    let found: Vec<&str> = read
        .sections()
        .iter()
        .map(|section| section.title.as_str())
        .collect();
    let place = |name: &str| {
        found
            .iter()
            .position(|title| titles(story, name).contains(title))
    };
    // What both put in may stand where either has it.
    let is_shared = |name: &str| {
        let states = story.states(|agenda| agenda.section(name));
        matches!(states, [None, Some(_), Some(_)])
    };
    let names = side.sections.iter().map(|section| section.name.as_str());
    let places: Vec<usize> = names
        .filter(|name| !is_shared(name))
        .filter_map(place)
        .collect();
    (!places.is_sorted()).then(|| format!("the order of sections is {found:?}"))
}
