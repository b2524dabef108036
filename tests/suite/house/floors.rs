//! The floors: which room stands on which. What each must not know stands in `src/lib.rs`.

use std::collections::BTreeSet;

use super::arrows::Arrow;
use super::sources::Sources;

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
