use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::text::quoted;
use crate::meeting::{Limit, Role};
use crate::text::{Advice, Rule, counted};

/// Wins first, however small.
pub const CHECK: Check = Check {
    speaks: "Wins has no entry, or another section with an entry stands before it",
    why: "Beginning with what went well sets the tone, and small wins are forgotten by the time anyone asks for them in a review.",
    instead: Advice::new(
        "Write one win on top, however small: yours, or one that you helped along.",
    ),
    ..Check::practice(Rule::hint("wins-missing"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let wins = context.page.heading(Role::Wins);
    if !context.page.speaks_of(Role::Wins) {
        if context
            .page
            .entries()
            .iter()
            .all(|entry| entry.since.is_some())
            && !context.is_record
        {
            return Vec::new(); // nothing at all is there yet, which is said already
        }
        if let Some(title) = unknown_heading(context.page) {
            let message = format!(
                "no heading of this meeting is known, neither {} nor any other",
                quoted(&title)
            );
            let line = title.replace(['"', '\\'], "");
            return vec![context.say(wins, message).with_help(format!(
                "write in `oneonone.yaml` what they mean, under `sections:`, for instance `wins: [\"{line}\"]`"
            ))];
        }
        let without = |page: &&Page| !page.speaks_of(Role::Wins);
        let in_a_row = 1 + context.before.iter().take_while(without).count();
        let message = match in_a_row {
            1 => "no win is written down".to_string(),
            count => format!(
                "no win is written down, {} in a row",
                counted(count, "meeting")
            ),
        };
        return vec![
            context
                .say(wins, message)
                .with_help("one line will do, however small"),
        ];
    }
    let mut others = context.page.entries().iter();
    let first = others.find(|entry| entry.role.is_some_and(|role| role != Role::Personal));
    match first {
        Some(first) if first.role != Some(Role::Wins) => {
            let message = format!(
                "Wins come after `{}`",
                context
                    .page
                    .section_of(first)
                    .map_or("", |section| section.title.as_str())
            );
            vec![
                context
                    .say(wins, message)
                    .with_help("let the agenda begin with them"),
            ]
        }
        _ => Vec::new(),
    }
}

/// The first heading below that of the page, where the file has such and none is known.
fn unknown_heading(page: &Page) -> Option<String> {
    let sections = page.meeting().sections();
    let is_known = sections.iter().any(|section| section.role.is_some());
    let mut below = sections.iter().filter(|section| section.level > 1);
    let first = below.find(|section| section.has_heading && !section.title.is_empty());
    first
        .filter(|_| !is_known)
        .map(|section| section.title.clone())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn wins_come_first() {
        says(
            &CHECK,
            Case::agenda("## Wins\n## Plans\n- Ship it\n"),
            &["no win is written down"],
        );
        says(
            &CHECK,
            Case::agenda("## Wins\n## Plans\n- Ship it\n")
                .after("## Wins\n- one\n")
                .after("## Wins\n"),
            &["no win is written down, 2 meetings in a row"],
        );
        says(
            &CHECK,
            Case::record("## Plans\n- Ship it\n## Wins\n- Shipped\n"),
            &["Wins come after `Plans`"],
        );
        silent(
            &CHECK,
            Case::agenda("## Wins\n- Shipped\n## Plans\n- Ship it\n"),
        );
        silent(
            &CHECK,
            Case::agenda("## Wins\n## Plans\n- [ ] a since:2026-11-03\n"),
        );
        silent(
            &CHECK,
            Case::agenda("Good morning\n## Personal\n- moved\n## Wins\n- Shipped\n"),
        );
    }
}
