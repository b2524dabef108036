use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use crate::meeting::{Cadence, Limit, Unit};
use crate::text::{Advice, Rule};

/// Half an hour to an hour is what the practice gives.
pub const CHECK: Check = Check {
    speaks: "the meeting is planned for less or for more than so many minutes",
    why: "In a quarter of an hour there is time for the work alone, and past an hour nobody listens any more.",
    instead: Advice::new(
        "Change `duration` at the top of the agenda; for every meeting to come, below `cadence` in `oneonone.yaml`.",
    ),
    limits: &[Limit::new(30, Unit::Minutes), Limit::new(60, Unit::Minutes)],
    ..Check::practice(Rule::hint("duration"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let [one, other] = limits else {
        return Vec::new();
    };
    let (least, most) = (one.amount.min(other.amount), one.amount.max(other.amount));
    let usual = context.settings().cadence.as_ref();
    let planned = match context.page.front("duration") {
        Some(written) => written.trim().parse().ok(),
        None => usual.and_then(|cadence: &Cadence| cadence.duration),
    };
    let Some(minutes) = planned.filter(|minutes| !(least..=most).contains(minutes)) else {
        return Vec::new();
    };
    let (message, help) = if minutes < least {
        (
            format!("planned for {minutes} minutes, which is less than {least}"),
            "take more time, or meet more often and set the limit of this check to suit you",
        )
    } else {
        (
            format!("planned for {minutes} minutes, which is more than {most}"),
            "leave something for next time; one large topic may get a meeting of its own",
        )
    };
    vec![
        context
            .say(context.page.front_span("duration"), message)
            .with_help(help),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn half_an_hour_to_an_hour() {
        let planned = |minutes: &str| Case::agenda(&format!("---\nduration: {minutes}\n---\n"));
        says(
            &CHECK,
            planned("15"),
            &["planned for 15 minutes, which is less than 30"],
        );
        says(
            &CHECK,
            planned("90"),
            &["planned for 90 minutes, which is more than 60"],
        );
        silent(&CHECK, planned("30"));
        silent(&CHECK, planned("60"));
        silent(&CHECK, planned("an hour"));
        silent(&CHECK, planned("15").with_limits("15 to 60 minutes"));
        silent(&CHECK, Case::record("---\nduration: 15\n---\n"));
    }

    #[test]
    fn without_a_word_in_the_agenda_the_rhythm_counts() {
        silent(&CHECK, Case::agenda(""));
        says(
            &CHECK,
            Case::agenda("").with_limits("45 to 60 minutes"),
            &["planned for 30 minutes, which is less than 45"],
        );
    }
}
