use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use crate::meeting::{Limit, Skimmed};
use crate::text::{Advice, Rule, Span};

/// What is left where both moved one meeting, and nobody joined the two.
pub const CHECK: Check = Check {
    speaks: "two meetings were moved from the same day: `moved_from` says the same in both",
    why: "One meeting stands there twice, and each of you writes in another one of the two.",
    instead: Advice::new(
        "Take what is in one of the two over into the other, and delete the file; or take `moved_from` out where it is another meeting.",
    ),
    ..Check::practice(Rule::warning("moved-twice"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let mut of_day: BTreeMap<NaiveDate, Vec<&Skimmed>> = BTreeMap::new();
    for meeting in context.series.meetings() {
        if let Some(first) = meeting.moved_from() {
            of_day.entry(first).or_default().push(meeting);
        }
    }
    let twice = of_day.into_iter().filter_map(|(first, meetings)| {
        let (newest, others) = meetings.split_last()?;
        let other = others.last()?;
        let message = format!("moved from {first}, as {} is: one meeting, on two days", other.path());
        let help = format!(
            "put what is in one of the two into the other and delete it, or take `moved_from` out of `{}`",
            newest.path()
        );
        Some(context.say_in(newest, Span::at(0), message).with_help(help))
    });
    twice.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn a_meeting_is_moved_to_one_day() {
        let moved = |from: &str| format!("---\nmoved_from: {from}\n---\n");
        says(
            &CHECK,
            Case::agenda(&moved("2026-11-20")).after(&moved("2026-11-20")),
            &["moved from 2026-11-20, as meetings/2026-11-17.md is: one meeting, on two days"],
        );
        // Said once of three, and of records as well.
        says(
            &CHECK,
            Case::record(&moved("2026-11-20"))
                .after(&moved("2026-11-20"))
                .after(&moved("2026-11-20")),
            &["moved from 2026-11-20, as meetings/2026-11-17.md is: one meeting, on two days"],
        );
        silent(
            &CHECK,
            Case::agenda(&moved("2026-11-20")).after(&moved("2026-11-13")),
        );
        silent(&CHECK, Case::agenda(&moved("2026-11-20")).after(""));
        silent(&CHECK, Case::agenda(&moved("2026-11-17")).after(""));
        silent(&CHECK, Case::agenda(&moved("soon")).after(&moved("soon")));
    }
}
