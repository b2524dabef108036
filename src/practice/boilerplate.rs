//! What a template says by itself, which nobody wrote.

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
    use super::super::page::{Page, named_in};
    use super::*;
    use crate::change::{Template, render};
    use crate::meeting::{Meeting, Role, Series, Side, parse_date, settings_for_tests};

    #[test]
    fn a_prompt_left_in_place_is_known() {
        let boilerplate = Boilerplate::of(["## Wins\n- [ ] What went well?\n1. For {{ date }}\n"]);
        assert!(boilerplate.has("What  went well?"));
        assert!(!boilerplate.has("What went well? All of it"));
        assert!(!boilerplate.has("For 2026-11-24"));
    }

    fn series(held: bool) -> Series {
        let settings = settings_for_tests();
        let date = parse_date("2026-11-17").expect("a date");
        let meeting = Meeting::read(date, String::new(), None, &settings.vocabulary);
        let meetings = if held { vec![meeting] } else { Vec::new() };
        Series::of_whole(settings, meetings)
    }

    #[test]
    fn each_built_in_template_is_an_agenda_with_a_prompt_everywhere() {
        let date = parse_date("2026-11-24").expect("a date");
        for template in Template::all_built_in() {
            let name = template.text.lines().next().unwrap_or_default();
            for held in [false, true] {
                let series = series(held);
                let text = render(&template, &series, date).expect("an agenda");
                assert!(
                    text.lines().all(|line| line.chars().count() <= 120),
                    "{name}: {text}"
                );
                let vocabulary = &series.settings().vocabulary;
                let meeting = Meeting::read(date, text.clone(), None, vocabulary);
                let sections = meeting.sections();
                for section in sections.iter().filter(|section| section.level > 1) {
                    let has_prompt = section.own.slice(&text).contains("<!-- ");
                    let has_below = sections.iter().any(|other| {
                        other
                            .parent
                            .is_some_and(|parent| sections[parent].heading == section.heading)
                    });
                    assert!(has_prompt || has_below, "{name}: {}", section.title);
                }
                for role in [
                    Role::Wins,
                    Role::Feedback,
                    Role::Notes,
                    Role::Summary,
                    Role::ActionItems,
                ] {
                    assert!(
                        meeting.section_of_role(role).is_some(),
                        "{name}: {}",
                        role.word()
                    );
                }
                for side in [Side::Manager, Side::Ic] {
                    let is_theirs =
                        |title: &str| named_in(title, &series.settings().pair) == Some(side);
                    assert!(
                        sections.iter().any(|s| s.level == 3 && is_theirs(&s.title)),
                        "{name}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_built_in_template_says_nothing() {
        let date = parse_date("2026-11-24").expect("a date");
        let series = series(true);
        for template in Template::all_built_in() {
            let text = render(&template, &series, date).expect("an agenda");
            let meeting = Meeting::read(date, text, None, &series.settings().vocabulary);
            let page = Page::read(meeting.clone(), &Boilerplate::default());
            assert_eq!(page.entries(), [], "{}", template.name);
            assert!(
                meeting.diagnostics(|_| true).is_empty(),
                "{}",
                template.name
            );
        }
    }
}
