//! What other programs make of a file: `tests/formatted` has an agenda, and what Prettier 3, mdformat 1 (with its
//! plugins for GFM and front matter) and the Markdown export of a document service made of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use oneonone::markdown::CheckboxStatus;
use oneonone::meeting::{ItemSelection, ListedItem, Series, Vocabulary};
use oneonone::merge::{Names, Three, merge};
use oneonone::view::thread;

use crate::memory::{Memory, date};

const DAY: &str = "2026-11-24";
const NEXT: &str = "2026-12-01";

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formatted");
    fs::read_to_string(folder.join(name)).expect("a text")
}

/// The agenda as each program has it.
fn formatted() -> [(&'static str, String); 4] {
    ["agenda.md", "prettier.md", "mdformat.md", "exported.md"].map(|name| (name, text(name)))
}

/// What is said of an item, and not how or where it is written.
fn said(item: &ListedItem) -> (u64, CheckboxStatus, Option<String>, String, String, usize) {
    (
        item.hash,
        item.status,
        item.owner.clone(),
        format!("{:?} {:?}", item.due, item.role),
        format!("{} {}", item.origin, item.date),
        item.times,
    )
}

/// The items by their references, each with its story: when it was mentioned, how it stood, whether in other words.
type Told = BTreeMap<u64, String>;

/// What is told in one way alone, a line an item.
#[track_caller]
fn same(now: &Told, before: &Told, what: &str) {
    let only = |one: &Told, other: &Told| -> Vec<String> {
        let lines = one
            .iter()
            .filter(|(hash, said)| other.get(hash) != Some(said));
        lines.map(|(_, said)| said.clone()).collect()
    };
    let (new, gone) = (only(now, before), only(before, now));
    assert!(
        new.is_empty() && gone.is_empty(),
        "{what}\n{new:#?} instead of {gone:#?}"
    );
}

fn told(memory: &Memory) -> Told {
    let series: Series = memory.whole_series();
    let items = memory.list(ItemSelection::All);
    let told = items.iter().map(|item| {
        let mentions = thread(&series, item.hash).into_iter();
        let story: Vec<_> = mentions
            .map(|mention| (mention.date, mention.status, mention.reworded))
            .collect();
        (item.hash, format!("{:?} {story:?}", said(item)))
    });
    told.collect()
}

#[test]
fn every_item_keeps_its_reference() {
    let [(_, agenda), others @ ..] = formatted();
    let before = told(&Memory::new(&[(DAY, &agenda)]));
    assert_eq!(before.len(), 22);
    for (name, text) in others {
        same(&told(&Memory::new(&[(DAY, &text)])), &before, name);
    }
}

#[test]
fn every_item_keeps_its_story() {
    for (name, text) in formatted() {
        let carried = |memory: &Memory| memory.after(&memory.plan(date(NEXT)).expect("a plan"));
        let after = carried(&Memory::new(&[(DAY, &text)]));
        let before = told(&after);
        assert_eq!(before.len(), 22, "{name}");
        // A formatter runs over the one or the other file later, and over both.
        for (other, formatted) in formatted() {
            let formatted = carried(&Memory::new(&[(DAY, &formatted)]));
            for day in [DAY, NEXT] {
                let mut mixed = after.clone();
                let text = formatted.files[&date(day)].clone();
                mixed.files.insert(date(day), text);
                same(
                    &told(&mixed),
                    &before,
                    &format!("{day} of {name} by {other}"),
                );
                let again = mixed.plan(date(NEXT)).expect("a plan");
                assert!(
                    again.is_empty(),
                    "{day} of {name} by {other}: {}",
                    again.diff()
                );
            }
        }
    }
}

/// What comes out where the one side let a program run and the other changed two items.
#[test]
fn a_merge_knows_them_again() {
    let names = Names {
        ours: Some("Dana".to_string()),
        theirs: Some("Alex".to_string()),
    };
    let [(_, agenda), others @ ..] = formatted();
    let changed = agenda
        .replace("- [ ] fix time_zone", "- [x] fix time_zone")
        .replace("- [ ] parent_x\n", "- [ ] parent_x @alex\n- [ ] one more\n")
        .replace("* [ ] star list\n", "");
    let expected = told(&Memory::new(&[(DAY, &changed)]));
    assert_eq!(expected.len(), 22);
    for (name, text) in &others {
        let three = Three::new(agenda.as_str(), text.as_str(), changed.as_str());
        for three in [three, three.swap()] {
            let merged = merge(three, &names, &Vocabulary::default()).expect("a merge");
            let merged_told = told(&Memory::new(&[(DAY, &merged.text)]));
            same(&merged_told, &expected, &format!("{name}\n{}", merged.text));
        }
    }
    // Each has a program of their own.
    let before = told(&Memory::new(&[(DAY, &agenda)]));
    for (name, ours) in &others {
        for (other, theirs) in &others {
            let three = Three::new(agenda.as_str(), ours.as_str(), theirs.as_str());
            let merged = merge(three, &names, &Vocabulary::default()).expect("a merge");
            let merged_told = told(&Memory::new(&[(DAY, &merged.text)]));
            same(
                &merged_told,
                &before,
                &format!("{name} and {other}\n{}", merged.text),
            );
        }
    }
}
