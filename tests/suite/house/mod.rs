//! The keeper of the house: imports go down, no files stand in a circle, no room grows into a warehouse. The rules are
//! those of `src/lib.rs`; each is shown to see the fault that it is there for.

mod arrows;
mod copies;
mod figures;
mod floors;
mod names;
mod page;
mod plans;
mod sources;
mod spoken;
mod type_names;

use std::path::{Path, PathBuf};

use self::arrows::{arrows, circles};
use self::figures::Figures;
use self::floors::{unknown_rooms, upward, upward_in_face};
use self::sources::Sources;

#[test]
fn each_room_has_a_floor() {
    let faults = unknown_rooms(&Sources::ours());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn imports_go_down() {
    let sources = Sources::ours();
    let faults = upward(&sources, &arrows(&sources));
    assert!(
        faults.is_empty(),
        "move the code down, or pass the value in:\n{}",
        faults.join("\n")
    );
}

#[test]
fn no_command_knows_another_and_nothing_below_knows_one() {
    let sources = Sources::ours();
    let faults = upward_in_face(&sources, &arrows(&sources));
    assert!(
        faults.is_empty(),
        "move what two commands need to `cli/shared`:\n{}",
        faults.join("\n")
    );
}

#[test]
fn no_files_stand_in_a_circle() {
    let circles = told_circles(&Sources::ours());
    assert!(
        circles.is_empty(),
        "move what both need below them:\n{}",
        circles.join("\n")
    );
}

fn told_circles(sources: &Sources) -> Vec<String> {
    let arrows = arrows(sources);
    let told = circles(&arrows).into_iter().map(|circle| {
        let within = arrows.iter().filter(|arrow| {
            !arrow.in_test
                && !arrow.handed_on
                && circle.contains(&arrow.from)
                && circle.contains(&arrow.to)
        });
        let lines: Vec<String> = within
            .map(|arrow| {
                let [from, to] = [&arrow.from, &arrow.to].map(|module| &sources.0[module].path);
                format!(
                    "  src/{from}:{} takes `{}` from src/{to}",
                    arrow.line,
                    arrow.path.join("::")
                )
            })
            .collect();
        format!("{} files:\n{}", circle.len(), lines.join("\n"))
    });
    told.collect()
}

/// Ways to bring in names that the keepers can't follow, a line each.
fn unseen(sources: &Sources) -> Vec<String> {
    let tests = names::all_tests(sources);
    let mut faults = Vec::new();
    for (module, source) in &sources.0 {
        if tests.contains(&source.path) {
            continue;
        }
        let globs = names::names(sources, module, source).globs;
        for glob in globs.iter().filter(|glob| !glob.in_test) {
            faults.push(format!(
                "src/{}:{} names all of `{}`",
                source.path,
                glob.line,
                glob.path.join("::")
            ));
        }
        for word in ["#[path", "include!(", "extern crate"] {
            let lines = source.text.lines().enumerate();
            let found = lines.filter(|(_, line)| line.trim_start().starts_with(word));
            faults.extend(
                found.map(|(line, _)| format!("src/{}:{} has `{word}`", source.path, line + 1)),
            );
        }
    }
    faults
}

#[test]
fn each_name_is_brought_in_by_its_name() {
    let mut sources = Sources::ours();
    let found = unseen(&sources);
    assert!(found.is_empty(), "{found:?}");
    for text in [
        "use super::*;",
        "use crate::git::*;",
        "fn planted() { use crate::text::*; }",
        "#[path = \"other.rs\"]\nmod planted;",
        "include!(\"other.rs\");",
        "extern crate self as planted;",
    ] {
        let before = sources.append("text/span.rs", text);
        assert_eq!(unseen(&sources).len(), 1, "{text}: {:?}", unseen(&sources));
        sources.put("text/span.rs", before);
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are part of the answer")]
fn figures_of_the_house() {
    let other = crate::surroundings::asked("HOUSE").map(PathBuf::from);
    let root = other
        .as_deref()
        .unwrap_or(Path::new(env!("CARGO_MANIFEST_DIR")));
    let figures = Figures::of(root);
    println!("{}", figures.table());
    if other.is_some() {
        return; // asked for, not ours to hold
    }
    let (share, room) = figures.largest_room();
    assert!(
        share <= 25.0,
        "`{room}` holds {share:.1} % of the lines; give a part of it a room of its own"
    );
    assert!(
        figures.median <= 110,
        "half of the files have more than {} lines",
        figures.median
    );
    let (path, lines) = &figures.longest;
    assert!(
        *lines <= 520,
        "src/{path} has {lines} lines; a second concern moved in"
    );
    assert!(
        figures.percent_long() <= 1.5,
        "{:.2} % of the functions are long",
        figures.percent_long()
    );
}

/// What goes up where `text` stands at the end of src/`path`.
fn upward_with(sources: &mut Sources, path: &str, text: &str) -> Vec<String> {
    let before = sources.append(path, text);
    let faults = upward(sources, &arrows(sources));
    sources.put(path, before);
    faults
}

#[test]
fn an_import_that_goes_up_is_seen_however_it_is_written() {
    let mut sources = Sources::ours();
    for (path, text) in [
        ("text/span.rs", "use crate::git::Repository;"),
        ("text/span.rs", "use crate::git;"),
        (
            "text/span.rs",
            "use crate::{git as other, text::Span as here};",
        ),
        (
            "text/span.rs",
            "use crate::{text::{self}, markdown::{self}};",
        ),
        ("text/span.rs", "pub(crate) use crate::cli::run;"),
        ("text/span.rs", "use super::super::sharing::sync;"),
        ("text/span.rs", "fn planted() { crate::notebook::apply(); }"),
        (
            "text/span.rs",
            "fn planted() -> Option<crate::meeting::Meeting> { None }",
        ),
        (
            "text/span.rs",
            "fn planted() { println!(\"{}\", crate::meeting::AGED); }",
        ),
        (
            "text/span.rs",
            "#[cfg(test)]\nmod planted { use crate::plan::*; }",
        ),
        (
            "text/span.rs",
            "#[cfg(test)]\nmod planted { use super::super::super::plan::tick; }",
        ),
        (
            "text/span.rs",
            "fn planted() { use crate::{git::Repository}; }",
        ),
        (
            "text/span.rs",
            "use super::super as house;\nuse house::git::Repository;",
        ),
        ("text/span.rs", "#[cfg(not(test))]\nuse crate::cli::run;"),
        // To the side.
        ("plan/tick.rs", "use crate::view::status;"),
        ("view/thread.rs", "use crate::plan::{tick};"),
        ("git/find.rs", "use crate::notebook::Notebook;"),
        ("notebook/scan.rs", "use crate::git::{self};"),
        // The program's own file and the root stand above all.
        ("cli/mod.rs", "use crate::main;"),
    ] {
        let upward = upward_with(&mut sources, path, text);
        let here = format!("src/{path}:");
        assert!(
            !upward.is_empty() && upward.iter().all(|fault| fault.starts_with(&here)),
            "{path}: {text}\n{upward:?}"
        );
    }
}

#[test]
fn an_import_from_command_to_command_is_seen_and_one_from_below() {
    for (path, text) in [
        ("cli/commands/new.rs", "use crate::cli::commands::carry;"),
        ("cli/commands/new.rs", "use super::{carry::CarryArgs};"),
        (
            "cli/shared/agenda.rs",
            "fn planted() { crate::cli::commands::new::run(); }",
        ),
        ("cli/render/table.rs", "use crate::cli::shared::agenda;"),
        ("cli/outside/ui.rs", "use crate::cli::context::Context;"),
        ("cli/flags.rs", "use super::error::CliError;"),
        ("cli/planted.rs", ""),
    ] {
        let mut sources = Sources::ours();
        match path {
            "cli/planted.rs" => sources.put(path, text.to_string()),
            _ => drop(sources.append(path, text)),
        }
        let faults = upward_in_face(&sources, &arrows(&sources));
        assert!(
            faults.len() == 1 && faults[0].starts_with(&format!("src/{path}:")),
            "{path}: {text}\n{faults:?}"
        );
    }
}

#[test]
fn a_name_of_another_room_is_seen_through_a_third() {
    let mut sources = Sources::ours();
    sources.append("git/mod.rs", "pub use crate::text::Span as Planted;");
    sources.append("markdown/section.rs", "use crate::git::Planted;");
    let upward = upward(&sources, &arrows(&sources));
    assert_eq!(upward.len(), 1, "{upward:?}");
}

#[test]
fn what_only_looks_like_an_import_is_none() {
    let mut sources = Sources::ours();
    for text in [
        "// use crate::git::Repository;",
        "/// See [`crate::git::Repository`].\nfn planted() {}",
        "const PLANTED: &str = \"use crate::git::Repository;\";",
        "fn planted() { git::call(); }",
        "use other::git::Repository;",
    ] {
        let upward = upward_with(&mut sources, "text/span.rs", text);
        assert!(upward.is_empty(), "{text}\n{upward:?}");
    }
}

#[test]
fn a_room_without_a_floor_is_seen() {
    let mut sources = Sources::ours();
    sources.put("lsp/mod.rs", "use crate::cli::run;".to_string());
    assert_eq!(
        unknown_rooms(&sources),
        ["src/lsp/mod.rs: give `lsp` a floor in `FLOORS`"]
    );
    let mut sources = Sources::ours();
    sources.put("helpers.rs", String::new());
    assert_eq!(
        unknown_rooms(&sources),
        ["src/helpers.rs: give `helpers.rs` a floor in `FLOORS`"]
    );
    let mut sources = Sources::ours();
    sources
        .0
        .retain(|module, _| module.first().is_none_or(|room| room != "view"));
    assert_eq!(
        unknown_rooms(&sources),
        ["src/view has a floor and is not there"]
    );
}

#[test]
fn a_circle_of_files_is_seen() {
    let span = "text/span.rs";
    let hash = "text/stable_hash.rs";
    let parent = "text/mod.rs";
    for faults in [
        // Two neighbours, by way of the parent that hands on their names.
        vec![
            (span, "use crate::text::stable_hash;"),
            (hash, "use super::Span;"),
        ],
        // Three, by a group and by a path in code.
        vec![
            (span, "fn planted() { super::stable_hash::planted(); }"),
            (hash, "use super::{count::counted};"),
            ("text/count.rs", "use crate::text::{Span};"),
        ],
        // Through a name that is shown, but not one of the file's own folder.
        vec![
            (span, "pub(super) use super::stable_hash::stable_hash;"),
            (hash, "use super::span::Span;"),
        ],
        // A parent and two of its children: each pair alone would do.
        vec![
            (
                parent,
                "fn planted() { span::planted(); stable_hash::planted(); }",
            ),
            (
                span,
                "fn planted() { super::stable_hash::planted(); super::planted(); }",
            ),
            (hash, "fn planted() { super::planted(); }"),
        ],
        // Code that tests leave out.
        vec![
            (span, "#[cfg(not(test))]\nuse super::stable_hash;"),
            (hash, "use super::Span;"),
        ],
    ] {
        let mut sources = Sources::ours();
        for (path, text) in &faults {
            sources.append(path, text);
        }
        let circles = told_circles(&sources);
        assert!(!circles.is_empty(), "{faults:?}");
    }
}

#[test]
fn a_parent_and_its_child_may_know_each_other() {
    let mut sources = Sources::ours();
    sources.append("text/mod.rs", "fn planted() { span::planted(); }");
    sources.append("text/span.rs", "use super::planted as parent;");
    assert_eq!(
        told_circles(&sources).len(),
        told_circles(&Sources::ours()).len()
    );
}

/// The tests' own floor: what the machine has around them is read in one place.
#[test]
fn only_surroundings_knows_the_machine() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut faults = Vec::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let path = entry.path();
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        if !is_source
            || ["surroundings.rs", "house/mod.rs", "house_doors/list.rs"]
                .iter()
                .any(|name| path.ends_with(name))
        {
            continue;
        }
        let text = std::fs::read_to_string(path).expect("a source file");
        for word in ["Command::new(", "tempdir(", "temp_dir(", "env::var"] {
            if text.contains(word) {
                faults.push(format!("{} uses `{word}`", path.display()));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "take `Sandbox::tool`, `surroundings::tool`, `surroundings::folder` or `surroundings::asked`:\n{}",
        faults.join("\n")
    );
}
