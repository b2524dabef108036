use chrono::NaiveDate;

use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, days};
use crate::meeting::{Limit, MeetingStatus, Skimmed, Unit};
use crate::text::{Advice, Rule, Span};

/// Six days, because after a week the next meeting is due anyway and replaces nothing.
pub const CHECK: Check = Check {
    speaks: "a meeting was called off not long ago, and no other stands in its place within so many days",
    why: "A meeting that is called off says that something else mattered more. On another day of the week it says nothing of the kind.",
    instead: Advice::new(
        "Move the next one with {move} before you call it off. For this one find a day with {new-on}.",
    ),
    limits: &[Limit::new(6, Unit::Days)],
    ..Check::practice(Rule::hint("cancelled"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let meetings = context.series.meetings();
    let cancelled = meetings.iter().filter(|meeting| {
        is_recent(context, meeting.date()) && meeting.status() == MeetingStatus::Cancelled
    });
    let without_another = cancelled.filter(|meeting| {
        let is_in_its_place = |other: &&Skimmed| {
            let after = (other.date() - meeting.date()).num_days();
            (1..=days(limits)).contains(&after)
        };
        let mut others = meetings.iter().filter(is_in_its_place);
        !others.any(|other| matches!(other.status(), MeetingStatus::Planned | MeetingStatus::Held))
    });
    without_another
        .map(|meeting| {
            let front_matter = meeting.front_matter();
            let status = front_matter
                .as_ref()
                .and_then(|front_matter| front_matter.entry("status"));
            let span = status.map_or(Span::at(0), |status| status.raw);
            context
                .say_in(meeting, span, "called off, and no other day took its place")
                .with_help(Advice::new(
                    "find one with {new-on}, and next time {move} it",
                ))
        })
        .collect()
}

/// Whether one may still want to hear of a meeting on `date`: since the last one held, or not two rounds ago.
fn is_recent(context: &CheckContext<'_>, date: NaiveDate) -> bool {
    let last = context.series.last_held(context.today).map(Skimmed::date);
    let two_rounds = context
        .settings()
        .cadence
        .as_ref()
        .map(|cadence| 2 * cadence.days());
    last.is_none_or(|last| date > last)
        || two_rounds.is_some_and(|most| (context.today - date).num_days() < most)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const CANCELLED: &str = "---\nstatus: cancelled\n---\n";
    const SAID: &str = "called off, and no other day took its place";

    #[test]
    fn a_cancelled_meeting_is_made_up_for() {
        says(&CHECK, Case::agenda("").after("").after(CANCELLED), &[SAID]);
        says(
            &CHECK,
            Case::agenda("")
                .after(CANCELLED)
                .after(CANCELLED)
                .after(CANCELLED),
            &[SAID, SAID, SAID],
        );
        // Held since, and less than two rounds ago.
        let held_since = || Case::agenda("").after(CANCELLED).after("");
        says(&CHECK, held_since().on("2026-11-23"), &[SAID]);
        silent(&CHECK, held_since());
        // The next one in the rhythm is no other day for it, unless the pair says so.
        silent(
            &CHECK,
            Case::agenda("")
                .after("")
                .after(CANCELLED)
                .with_limits("7 days"),
        );
        silent(
            &CHECK,
            Case::agenda("").after(CANCELLED).after("").after(""),
        );
        silent(&CHECK, Case::agenda("").after("---\nstatus: moved\n---\n"));
        silent(&CHECK, Case::agenda("").after(""));
    }
}
