//! The floors: which room stands on which. What each must not know stands in `src/lib.rs`.

use std::collections::BTreeSet;

use super::arrows::Arrow;
use super::sources::{Module, Sources};

/// Each folder of `src` with its floor. A room knows those below it, and none beside it.
const FLOORS: [(&str, u8); 12] = [
    ("text", 1),
    ("markdown", 2),
    ("meeting", 3),
    ("change", 4),
    ("practice", 5),
    ("plan", 6),
    ("view", 6),
    ("merge", 7),
    ("notebook", 8),
    ("git", 8),
    ("sharing", 9),
    ("cli", 10),
];

/// The rooms with their floors, from the top down.
pub fn rooms() -> impl Iterator<Item = (&'static str, u8)> {
    FLOORS.into_iter().rev()
}

/// The roof: the library's root, which only says what is there, and the program.
const ROOF: u8 = 11;

/// The floor of the room that `module` stands in; `None` where nobody gave it one.
fn floor(module: &[String]) -> Option<u8> {
    let room = module.first().map_or("", String::as_str);
    match room {
        "" | "main" => Some(ROOF),
        _ => FLOORS
            .iter()
            .find(|(known, _)| *known == room)
            .map(|(_, floor)| *floor),
    }
}

/// What is wrong with the rooms, a line each: one without a floor, one that is no more.
pub fn unknown_rooms(sources: &Sources) -> Vec<String> {
    let rooms: BTreeSet<&str> = sources
        .0
        .keys()
        .filter_map(|module| module.first())
        .map(String::as_str)
        .collect();
    let homeless = sources
        .0
        .iter()
        .filter(|(module, _)| floor(module).is_none())
        .map(|(_, source)| {
            format!(
                "src/{}: give `{}` a floor in `FLOORS`",
                source.path,
                top(&source.path)
            )
        });
    let gone = FLOORS.iter().filter(|(room, _)| !rooms.contains(room));
    homeless
        .chain(gone.map(|(room, _)| format!("src/{room} has a floor and is not there")))
        .collect()
}

fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// Every import that goes up or to the side, a line each.
pub fn upward(sources: &Sources, arrows: &[Arrow]) -> Vec<String> {
    let reaches_up = |arrow: &Arrow, to: &[String]| {
        let (Some(here), Some(there)) = (floor(&arrow.from), floor(to)) else {
            return false;
        };
        // The root of the library is nobody's to import.
        there > here || there == here && arrow.from.first() != to.first()
    };
    let faults = arrows.iter().filter(|arrow| {
        // A name may be handed on through another room than the one where it is defined.
        reaches_up(arrow, &arrow.to) || reaches_up(arrow, sources.split(&arrow.path).0)
    });
    faults
        .map(|arrow| {
            let path = &sources.0[&arrow.from].path;
            format!(
                "src/{path}:{} names `{}`",
                arrow.line,
                arrow.path.join("::")
            )
        })
        .collect()
}

/// Each file and folder of `cli` with its floor within the face: what a command is made of knows no command.
const FACE: [(&str, u8); 17] = [
    ("exit_code", 1),
    ("flags", 1),
    ("error", 2),
    ("deeds", 2),
    ("excluded_in_words", 2),
    ("outside", 3),
    ("sharing_error", 3),
    ("complete", 3),
    ("shells", 3),
    ("context", 4),
    ("whose", 4),
    ("basics", 4),
    ("render", 5),
    ("shared", 6),
    ("commands", 7),
    ("args", 8),
    // `cli/mod.rs`, which runs all of it.
    ("", 9),
];

/// The floor of `module` within the face; `None` where nobody gave it one.
fn face_floor(module: &[String]) -> Option<u8> {
    let part = module.get(1).map_or("", String::as_str);
    let known = FACE.iter().find(|(known, _)| *known == part);
    known.map(|(_, floor)| *floor)
}

/// Every import within `cli` that goes up, or from one command to another, and every part of it without a floor, a line
/// each.
pub fn upward_in_face(sources: &Sources, arrows: &[Arrow]) -> Vec<String> {
    let is_face = |module: &[String]| module.first().is_some_and(|room| room == "cli");
    let homeless = sources
        .0
        .iter()
        .filter(|(module, _)| is_face(module) && face_floor(module).is_none());
    let homeless =
        homeless.map(|(_, source)| format!("src/{}: give it a floor in `FACE`", source.path));
    let is_there = |part: &str| {
        let mut modules = sources.0.keys();
        modules.any(|module| is_face(module) && module.get(1).map_or("", String::as_str) == part)
    };
    let gone = FACE.iter().filter(|(part, _)| !is_there(part));
    let gone = gone.map(|(part, _)| format!("src/cli/{part} has a floor and is not there"));
    let is_command = |module: &Module| module.len() > 2 && module[1] == "commands";
    let is_another = |one: &Module, other: &Module| {
        is_command(one) && other[1] == "commands" && other.get(2) != one.get(2)
    };
    let faults = arrows.iter().filter(|arrow| {
        // A test of what is to be typed asks the whole command line.
        !arrow.in_test
            && is_face(&arrow.from)
            && is_face(&arrow.to)
            && (face_floor(&arrow.to) > face_floor(&arrow.from)
                || arrow.to.len() > 1 && is_another(&arrow.from, &arrow.to))
    });
    let faults = faults.map(|arrow| {
        let path = &sources.0[&arrow.from].path;
        let named = arrow.path.join("::");
        format!("src/{path}:{} names `{named}`", arrow.line)
    });
    homeless.chain(gone).chain(faults).collect()
}
