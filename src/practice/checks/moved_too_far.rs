use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, days};
use crate::meeting::{Limit, Unit, weekday_date};
use crate::text::{Advice, Rule, counted};

/// The practice lets a meeting be moved within the week.
pub const CHECK: Check = Check {
    speaks: "the meeting was moved further than so many days from its first date",
    why: "A meeting that moves to another day of the week takes place; one that moves further is as good as left out.",
    instead: Advice::new(
        "Find an earlier day with {move}; a shorter meeting soon beats a long one late.",
    ),
    limits: &[Limit::new(7, Unit::Days)],
    ..Check::practice(Rule::hint("moved-too-far"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let date = context.page.date();
    let Some(first) = context.page.meeting().moved_from() else {
        return Vec::new();
    };
    let distance = (date - first).num_days().abs();
    if distance <= days(limits) {
        return Vec::new();
    }
    let message = format!(
        "moved {} from its first date, {}",
        counted(usize::try_from(distance).unwrap_or(usize::MAX), "day"),
        weekday_date(first)
    );
    vec![
        context
            .say(context.page.front_span("moved_from"), message)
            .with_help(Advice::new("find a day that is closer with {move}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn a_meeting_moves_within_the_week() {
        let moved = |from: &str| format!("---\nmoved_from: {from}\n---\n");
        says(
            &CHECK,
            Case::agenda(&moved("2026-11-16")),
            &["moved 8 days from its first date, Mon 2026-11-16"],
        );
        says(
            &CHECK,
            Case::agenda(&moved("2026-12-08")),
            &["moved 14 days from its first date, Tue 2026-12-08"],
        );
        silent(&CHECK, Case::agenda(&moved("2026-11-17")));
        silent(&CHECK, Case::agenda(&moved("2026-11-24")));
        silent(&CHECK, Case::agenda(&moved("last week")));
        silent(
            &CHECK,
            Case::agenda(&moved("2026-11-10")).with_limits("14 days"),
        );
        silent(&CHECK, Case::record(&moved("2026-11-10")));
        silent(&CHECK, Case::agenda(""));
    }
}
