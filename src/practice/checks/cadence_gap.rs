use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, days};
use crate::meeting::{Limit, Skimmed, Unit};
use crate::text::{Advice, Rule, Span};

/// A week of grace is what the practice leaves to move a meeting in.
pub const CHECK: Check = Check {
    speaks: "the last held meeting lies further back than the pair's rhythm and so many days",
    why: "What makes the meeting work is that it takes place. Moved within a week is fine; left out is how it dies.",
    instead: Advice::new(
        "Meet, even if only for ten minutes. If the rhythm is wrong, change `cadence` in `oneonone.yaml`.",
    ),
    limits: &[Limit::new(7, Unit::Days)],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("cadence-gap"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let Some(cadence) = &context.settings().cadence else {
        return Vec::new();
    };
    let Some(last) = context.series.last_held(context.today).map(Skimmed::date) else {
        return Vec::new();
    };
    let gap = (context.today - last).num_days();
    if gap <= cadence.days() + days(limits) {
        return Vec::new();
    }
    let message = format!(
        "the last meeting was {gap} days ago, on {last}; you meet every {}",
        cadence.every
    );
    vec![context.say(Span::at(0), message).with_help(Advice::new(
        "find a day with {move}, or change `cadence` in `oneonone.yaml`",
    ))]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn the_rhythm_is_kept() {
        let cancelled = "---\nstatus: cancelled\n---\n";
        let two_left_out = || Case::agenda("").after("").after(cancelled).after(cancelled);
        says(
            &CHECK,
            two_left_out(),
            &["the last meeting was 21 days ago, on 2026-11-03; you meet every week"],
        );
        silent(&CHECK, two_left_out().with_limits("14 days"));
        silent(&CHECK, two_left_out().on("2026-11-17"));
        silent(&CHECK, Case::agenda("").after("").after(cancelled));
        silent(&CHECK, Case::agenda(""));
    }
}
