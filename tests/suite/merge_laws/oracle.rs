//! What must come of what the two did, by `docs/sharing.md`, worked out without looking at the merge.

use std::collections::BTreeSet;

use oneonone::markdown::CheckboxStatus;
use oneonone::meeting::{Meeting, Vocabulary, parse_date};

use super::model::{Agenda, Item, section_title};

/// The three states of an agenda.
pub struct Story<'a> {
    pub base: &'a Agenda,
    pub ours: &'a Agenda,
    pub theirs: &'a Agenda,
}

/// What is wrong with `merged` as the merge of a story; the first fault, if there is one.
pub fn fault(story: &Story<'_>, merged: &str) -> Option<String> {
    for marker in ["<<<<<<<", "=======", ">>>>>>>"] {
        if merged.lines().any(|line| line.starts_with(marker)) {
            return Some("a conflict marker".to_string());
        }
    }
    let date = parse_date("2026-11-24").expect("a date");
    let read = Meeting::read(date, merged.to_string(), None, &Vocabulary::default());
    if read
        .front_matter()
        .is_none_or(|front| !front.diagnostics(merged).is_empty())
    {
        return Some("the front matter can't be read".to_string());
    }
    items_fault(story, &read)
        .or_else(|| prose_fault(story, merged))
        .or_else(|| keys_fault(story, merged))
}

fn names<'a, T>(
    story: &Story<'a>,
    of: impl Fn(&'a Agenda) -> &'a [T],
    name: impl Fn(&'a T) -> &'a str,
) -> BTreeSet<&'a str>
where
    T: 'a,
{
    let all = [story.base, story.ours, story.theirs];
    all.into_iter()
        .flat_map(|agenda| of(agenda).iter().map(&name))
        .collect()
}

fn items_fault(story: &Story<'_>, read: &Meeting) -> Option<String> {
    for name in names(story, |agenda| &agenda.items, |item| item.name.as_str()) {
        let found: Vec<&oneonone::meeting::ActionItem> = read
            .items()
            .iter()
            .filter(|item| item.title.split(' ').next() == Some(name))
            .collect();
        let states = [
            story.base.item(name),
            story.ours.item(name),
            story.theirs.item(name),
        ];
        let expected = expected(states);
        let fault = |what: String| Some(format!("{name}: {what}"));
        if found.len() != expected.titles.len() {
            return fault(format!(
                "is there {} times, not {}",
                found.len(),
                expected.titles.len()
            ));
        }
        for item in &found {
            let item: &oneonone::meeting::ActionItem = item;
            let title = expected.titles.iter().find(|title| **title == item.title);
            if title.is_none() {
                return fault(format!(
                    "is called `{}`, not {:?}",
                    item.title, expected.titles
                ));
            }
            if item.status() != CheckboxStatus::of(&expected.mark.to_string()) {
                return fault(format!(
                    "is {}, not [{}]",
                    item.status().word(),
                    expected.mark
                ));
            }
            if item.owner() != expected.owner.as_deref() {
                return fault(format!(
                    "has the owner {:?}, not {:?}",
                    item.owner(),
                    expected.owner
                ));
            }
            let due = expected
                .due
                .and_then(|day| parse_date(&format!("2026-12-{day:02}")));
            if item.due() != due {
                return fault(format!("is due {:?}, not {due:?}", item.due()));
            }
            let section = item
                .section
                .map(|section| read.sections()[section].title.as_str());
            if !expected
                .sections
                .iter()
                .any(|title| Some(*title) == section)
            {
                return fault(format!(
                    "stands in {section:?}, not in {:?}",
                    expected.sections
                ));
            }
        }
        if let Some(first) = found.first() {
            let below = &read.source()[first.line_start..first.end];
            if let Some(note) = expected
                .notes
                .iter()
                .find(|note| below.matches(note.as_str()).count() != 1)
            {
                return fault(format!("has not once the note `{note}` below it"));
            }
        }
    }
    None
}

/// What must be there of one item.
#[derive(Default)]
struct Expected {
    titles: Vec<String>,
    mark: char,
    owner: Option<String>,
    due: Option<u32>,
    sections: Vec<&'static str>,
    notes: Vec<String>,
}

impl Expected {
    /// One side's item as it is.
    fn just(item: &Item) -> Expected {
        Expected {
            titles: vec![item.title()],
            mark: item.mark,
            owner: item.owner.clone(),
            due: item.due,
            sections: vec![section_title(item.section)],
            notes: item.notes.clone(),
        }
    }
}

fn expected([base, ours, theirs]: [Option<&Item>; 3]) -> Expected {
    match (base, ours, theirs) {
        (_, None, None) => Expected::default(),
        (None, Some(only), None) | (None, None, Some(only)) => Expected::just(only),
        (Some(base), Some(only), None) | (Some(base), None, Some(only)) => {
            // Deleted by one: it stays if the other said something else of it; that it was carried or moved says nothing.
            let mut alike = only.clone();
            alike.section = base.section;
            if only.mark == '>' && matches!(base.mark, ' ' | '/') {
                alike.mark = base.mark;
            }
            if alike == *base {
                Expected::default()
            } else {
                Expected::just(only)
            }
        }
        (None, Some(_), Some(_)) => unreachable!("what is new has a name of its own"),
        (Some(base), Some(ours), Some(theirs)) => both(base, ours, theirs),
    }
}

/// The one that changed, or both where they changed differently.
fn changed<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Result<T, (T, T)> {
    if ours == theirs || theirs == base {
        Ok(ours.clone())
    } else if ours == base {
        Ok(theirs.clone())
    } else {
        Err((ours.clone(), theirs.clone()))
    }
}

fn both(base: &Item, ours: &Item, theirs: &Item) -> Expected {
    let mut notes: Vec<String> = ours.notes.iter().chain(&theirs.notes).cloned().collect();
    notes.sort();
    notes.dedup();
    let owner = changed(&base.owner, &ours.owner, &theirs.owner).unwrap_or_else(|(one, other)| {
        notes.push(format!(
            "Also: @{}",
            one.clone().max(other.clone()).unwrap_or_default()
        ));
        one.min(other)
    });
    let due = changed(&base.due, &ours.due, &theirs.due).unwrap_or_else(|(one, other)| {
        notes.push(format!(
            "Also: due:2026-12-{:02}",
            one.min(other).unwrap_or_default()
        ));
        one.max(other)
    });
    let words: Vec<Result<String, (String, String)>> = (0..3)
        .map(|at| changed(&base.words[at], &ours.words[at], &theirs.words[at]))
        .collect();
    let titles = match words.iter().any(Result::is_err) {
        true => vec![ours.title(), theirs.title()],
        false => {
            let mut merged = base.clone();
            for (at, word) in words.into_iter().enumerate() {
                merged.words[at] = word.unwrap_or_default();
            }
            vec![merged.title()]
        }
    };
    let sections = match changed(&base.section, &ours.section, &theirs.section) {
        Ok(section) => vec![section_title(section)],
        Err((one, other)) => vec![section_title(one), section_title(other)],
    };
    let mark = changed(&base.mark, &ours.mark, &theirs.mark)
        .unwrap_or_else(|(one, other)| of_two_marks(base.mark, one, other));
    Expected {
        titles,
        mark,
        owner,
        due,
        sections,
        notes,
    }
}

/// The table of `docs/sharing.md`: what an item becomes that both marked differently.
fn of_two_marks(base: char, one: char, other: char) -> char {
    let is_either = |mark: char| one == mark || other == mark;
    let was_open = matches!(base, ' ' | '/');
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

fn prose_fault(story: &Story<'_>, merged: &str) -> Option<String> {
    for name in names(story, |agenda| &agenda.prose, |prose| prose.name.as_str()) {
        let states = [story.base, story.ours, story.theirs]
            .map(|agenda| agenda.paragraph(name).map(|prose| prose.text()));
        let expected: Vec<String> = match &states {
            [Some(base), Some(ours), Some(theirs)]
                if ours != base && theirs != base && ours != theirs =>
            {
                let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
                let (base, our, their) = (words(base), words(ours), words(theirs));
                let merged: Result<Vec<String>, _> = (0..base.len())
                    .map(|at| changed(&base[at], &our[at], &their[at]))
                    .collect();
                merged.map_or_else(
                    |_| vec![ours.clone(), theirs.clone()],
                    |words| vec![words.join(" ")],
                )
            }
            [Some(base), Some(ours), Some(theirs)] => vec![if ours == base {
                theirs.clone()
            } else {
                ours.clone()
            }],
            [Some(base), Some(only), None] | [Some(base), None, Some(only)] => {
                if only == base {
                    Vec::new()
                } else {
                    vec![only.clone()]
                }
            }
            [None, Some(only), None] | [None, None, Some(only)] => vec![only.clone()],
            _ => Vec::new(),
        };
        let mut found: Vec<&str> = merged
            .lines()
            .filter(|line| line.split(' ').next() == Some(name))
            .collect();
        let mut wanted: Vec<&str> = expected.iter().map(String::as_str).collect();
        found.sort_unstable();
        wanted.sort_unstable();
        if found != wanted {
            return Some(format!("{name}: {found:?}, not {wanted:?}"));
        }
    }
    None
}

fn keys_fault(story: &Story<'_>, merged: &str) -> Option<String> {
    let lines: Vec<&str> = merged.lines().collect();
    let keys = story.ours.keys.iter().chain(&story.theirs.keys);
    keys.map(|(key, value)| format!("{key}: {value}"))
        .find(|line| lines.iter().filter(|other| *other == line).count() != 1)
        .map(|line| format!("`{line}` is not there once"))
}
