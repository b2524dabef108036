//! `docs/architecture.md` says what is: its drawing is made of the imports, and what it names is where it says.

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::{Arrow, arrows};
use super::floors::rooms;
use super::sources::{Module, Sources, module_of};

const PAGE: &str = include_str!("../../../docs/architecture.md");

/// The drawing of the rooms: from the top floor down, each with the rooms from which it takes something.
fn drawing(arrows: &[Arrow]) -> String {
    let mut taken: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let room = |module: &Module| {
        let first = module.first()?;
        rooms().find(|(room, _)| *room == first.as_str())
    };
    for arrow in arrows.iter().filter(|arrow| !arrow.in_test) {
        if let (Some((from, _)), Some((to, _))) = (room(&arrow.from), room(&arrow.to))
            && from != to
        {
            taken.entry(from).or_default().insert(to);
        }
    }
    let lines = rooms().map(|(room, floor)| {
        let from: Vec<&str> = rooms()
            .map(|(other, _)| other)
            .filter(|other| taken.get(room).is_some_and(|taken| taken.contains(other)))
            .collect();
        let line = match from.is_empty() {
            true => format!("{floor:>2}  {room}"),
            false => format!("{floor:>2}  {room:<8} -> {}", from.join(", ")),
        };
        format!("{line}\n")
    });
    lines.collect()
}

#[test]
fn the_drawing_is_true() {
    let drawn = drawing(&arrows(&Sources::ours()));
    let (_, behind) = PAGE.split_once("```text\n").expect("a drawing");
    let (shown, _) = behind.split_once("```").expect("its end");
    assert_eq!(shown, drawn, "put this into docs/architecture.md:\n{drawn}");
}

/// Each file that `page` names in backticks, with what it says is in it, if anything.
fn named(page: &str) -> Vec<(Option<&str>, &str)> {
    let spans: Vec<&str> = page.split('`').collect();
    let mut named = Vec::new();
    for at in (1..spans.len()).step_by(2) {
        if !spans[at].ends_with(".rs") || spans[at].starts_with("tests/") {
            continue;
        }
        let thing = (at >= 2 && spans[at - 1] == " in ").then(|| spans[at - 2]);
        named.push((thing, spans[at].trim_start_matches("src/")));
    }
    named
}

/// What of `page` is not so, a line each.
fn untrue(sources: &Sources, page: &str) -> Vec<String> {
    let faults = named(page).into_iter().filter_map(|(thing, path)| {
        let Some(source) = sources.0.get(&module_of(path)) else {
            return Some(format!("there is no src/{path}"));
        };
        let thing = thing?;
        let is_there = ["fn ", "struct ", "enum "].iter().any(|kind| {
            let begins = format!("{kind}{thing}");
            let mut ends = source.text.split(&begins).skip(1);
            ends.any(|behind| behind.starts_with(['(', '<', ' ', ';']))
        });
        (!is_there).then(|| format!("src/{path} has no `{thing}`"))
    });
    faults.collect()
}

#[test]
fn what_the_page_names_is_there() {
    let sources = Sources::ours();
    let faults = untrue(&sources, PAGE);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // And it would be seen.
    let page = "`carry_into` in `plan/carry.rs`, `carried` in `plan/carry.rs`, `plan/carrier.rs`";
    assert_eq!(
        untrue(&sources, page),
        [
            "src/plan/carry.rs has no `carried`",
            "there is no src/plan/carrier.rs"
        ]
    );
}
