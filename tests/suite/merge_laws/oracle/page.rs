//! What must be there of headings and paragraphs, and how lines must end.

use oneonone::meeting::Meeting;

use super::super::model::{Agenda, Prose};
use super::fate::Fates;
use super::{Story, changed, merged_words};

/// The titles that a section may have: two, where both renamed it.
pub fn titles<'a>(story: &Story<'a>, name: &str) -> Vec<&'a str> {
    let title = |agenda: &'a Agenda| agenda.section(name).map(|section| section.title.as_str());
    match story.states(title) {
        [Some(base), Some(ours), Some(theirs)] => changed(&base, &ours, &theirs)
            .map_or_else(|(one, other)| vec![one, other], |title| vec![title]),
        [_, ours, theirs] => ours.into_iter().chain(theirs).collect(),
    }
}

pub fn sections_fault(story: &Story<'_>, fates: &Fates, read: &Meeting) -> Option<String> {
    let names = story.names(|agenda| agenda.sections.iter().map(|s| s.name.as_str()).collect());
    names.into_iter().find_map(|name| {
        let titles = titles(story, name);
        let found = read
            .sections()
            .iter()
            .filter(|section| titles.contains(&section.title.as_str()))
            .count();
        let wanted = usize::from(fates.sections.contains(name));
        let is_fault = found != wanted && !fates.open_sections.contains(name);
        is_fault.then(|| format!("the section `{name}` is there {found} times, not {wanted}"))
    })
}

pub fn prose_fault(story: &Story<'_>, fates: &Fates, read: &Meeting) -> Option<String> {
    let names = story.names(|agenda| {
        agenda
            .prose
            .iter()
            .map(|prose| prose.name.as_str())
            .collect()
    });
    names.into_iter().find_map(|name| {
        let mut wanted = match fates.prose.get(name) {
            None => Vec::new(),
            Some(_) => texts(story.states(|agenda| agenda.paragraph(name))),
        };
        let lines = || {
            read.source()
                .lines()
                .filter(|line| line.split(' ').next() == Some(name))
        };
        let mut found: Vec<&str> = lines().collect();
        found.sort_unstable();
        wanted.sort_unstable();
        if found != wanted {
            return Some(format!("{name}: {found:?}, not {wanted:?}"));
        }
        let start = read.source().find(&format!("\n{name} "))?;
        let section = read
            .sections()
            .iter()
            .find(|section| section.own.start <= start && start < section.own.end);
        let title = section.map_or("", |section| section.title.as_str());
        let places = fates.prose.get(name)?;
        let is_there = places
            .iter()
            .any(|place| titles(story, place).contains(&title));
        (!is_there).then(|| format!("{name}: stands in `{title}`, not in {places:?}"))
    })
}

fn texts(states: [Option<&Prose>; 3]) -> Vec<String> {
    match states {
        [Some(base), Some(ours), Some(theirs)] => {
            match merged_words(&base.words, &ours.words, &theirs.words) {
                Some(words) => vec![
                    Prose {
                        words,
                        ..base.clone()
                    }
                    .text(),
                ],
                None => vec![ours.text(), theirs.text()],
            }
        }
        [_, ours, theirs] => ours.into_iter().chain(theirs).map(Prose::text).collect(),
    }
}

pub fn layout_fault(story: &Story<'_>, merged: &str) -> Option<String> {
    let [base, ours, theirs] = story.all().map(|agenda| agenda.layout);
    let wanted = |of: fn(super::super::model::Layout) -> bool| {
        changed(&of(base), &of(ours), &of(theirs)).unwrap_or_default()
    };
    let ends = merged.matches('\n').count();
    let returns = merged.matches("\r\n").count();
    let wanted_returns = if wanted(|layout| layout.crlf) {
        ends
    } else {
        0
    };
    if returns != wanted_returns || merged.matches('\r').count() != returns {
        return Some(format!(
            "{returns} of {ends} lines end with a carriage return"
        ));
    }
    if merged.ends_with('\n') != wanted(|layout| layout.ends) {
        return Some("the end of the last line".to_string());
    }
    // New items are written in the way of who wrote them; those that were there follow who stripped the blanks.
    let is_old = |line: &str| {
        story.base.items.iter().any(|item| {
            line.contains(&format!("] {} ", item.name))
                && story.ours.item(&item.name).is_some()
                && story.theirs.item(&item.name).is_some()
        })
    };
    let blanks = wanted(|layout| layout.blanks);
    let odd = merged
        .lines()
        .find(|line| is_old(line) && line.ends_with(' ') != blanks);
    odd.map(|line| format!("`{line}` does not end as it should"))
}
