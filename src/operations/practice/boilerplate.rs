use std::collections::BTreeSet;

use crate::text::fold_white_space;

/// The lines that templates put into an agenda: left in place they say nothing.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    lines: BTreeSet<String>,
}

impl Boilerplate {
    /// The lines of `templates`, the texts of templates. Lines that a template fills in are never left in place.
    pub fn of<'a>(templates: impl IntoIterator<Item = &'a str>) -> Self {
        let lines = templates
            .into_iter()
            .flat_map(str::lines)
            .filter(|line| !line.contains("{{") && !line.contains("{%"))
            .map(|line| fold_white_space(without_marker(line)))
            .filter(|line| !line.is_empty());
        Boilerplate {
            lines: lines.collect(),
        }
    }

    /// Whether `text`, one line without its list marker, stands so in a template.
    pub(super) fn has(&self, text: &str) -> bool {
        self.lines.contains(&fold_white_space(text))
    }
}

/// A line of a list without its marker and box.
fn without_marker(line: &str) -> &str {
    let text =
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '+' | '>'));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = match digits.strip_prefix(['.', ')']) {
        Some(rest) if digits.len() < text.len() => rest.trim_start(),
        _ => text,
    };
    text.strip_prefix("[ ]").unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_left_in_place_is_known() {
        let boilerplate = Boilerplate::of(["## Wins\n- [ ] What went well?\n1. For {{ date }}\n"]);
        assert!(boilerplate.has("What  went well?"));
        assert!(!boilerplate.has("What went well? All of it"));
        assert!(!boilerplate.has("For 2026-11-24"));
    }
}
