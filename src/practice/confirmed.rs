//! Who stands behind what a record says: the handles under `confirmed_by` in its front matter.

use crate::meeting::{Pair, Side, Skimmed};

/// The key.
pub const CONFIRMED_BY: &str = "confirmed_by";

/// The names that the front matter of `meeting` gives, as written; `None` where it says nothing.
pub fn confirming_names(meeting: &Skimmed) -> Option<Vec<String>> {
    let front_matter = meeting.front_matter()?;
    let entry = front_matter.entry(CONFIRMED_BY)?;
    let written = match &entry.value {
        Some(value) => value.clone(),
        // A list: on this line or on those below.
        None => {
            let lines = entry.lines.slice(meeting.source()).lines();
            let lines = lines.map(|line| line.split(" #").next().unwrap_or_default());
            let text: Vec<&str> = lines.collect();
            text.join("\n").split_once(':')?.1.to_string()
        }
    };
    let names: Vec<String> = written
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '"' | '\'' | '@'))
        .filter(|name| name.chars().any(char::is_alphanumeric))
        .map(str::to_string)
        .collect();
    (!names.is_empty()).then_some(names)
}

/// Which of `pair` the front matter of `meeting` names; `None` where it says nothing.
pub fn confirmed_by(meeting: &Skimmed, pair: &Pair) -> Option<Vec<Side>> {
    let side = |name: &String| {
        let is_first_name = |side: &Side| {
            let first_name = pair.person(*side).first_name();
            first_name.to_lowercase() == name.to_lowercase()
        };
        pair.side_of(name)
            .or_else(|| [Side::Manager, Side::Ic].into_iter().find(is_first_name))
    };
    let mut sides: Vec<Side> = Vec::new();
    for side in confirming_names(meeting)?.iter().filter_map(side) {
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    Some(sides)
}
