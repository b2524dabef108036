use chrono::NaiveDate;

use super::super::entry::Entry;
use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, days};
use super::text::quoted;
use crate::meeting::{Limit, PairKind, Role, Side, Unit};
use crate::text::{Advice, Rule, fold_title};

/// Two weeks: long enough to have tried it oneself.
pub const CHECK: Check = Check {
    speaks: "a blocker has stood there for more than so many days, and nothing in it or below it has the manager's handle",
    why: "What is still in the way after that long won't go away by itself, and a manager can open doors that the IC can't.",
    instead: Advice::new(
        "Agree on one step that the manager takes, and write it below as an item with their handle.",
    ),
    limits: &[Limit::new(14, Unit::Days)],
    not_for: &[PairKind::SkipLevel, PairKind::Peer],
    ..Check::practice(Rule::hint("blocker-old"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let blockers = context
        .page
        .of(Role::Blockers)
        .filter(|entry| !entry.is_over() && !names_manager(context, entry));
    let manager = context.pair().person(Side::Manager);
    blockers
        .filter_map(|entry| {
            let since = first_written(context, entry);
            let age = (context.today - since).num_days();
            if age <= days(limits) {
                return None;
            }
            let message = format!(
                "the blocker {} has been there for {age} days, since {since}, without a step of {}",
                quoted(entry.title()),
                manager.first_name()
            );
            let said = context.say(entry.place(), message);
            Some(said.with_help(format!(
                "what can {} do? Write `- [ ] … @{}` below it",
                manager.first_name(),
                manager.handle
            )))
        })
        .collect()
}

/// Whether the manager's handle stands anywhere in `entry`: as an owner, as one who speaks, or just named.
fn names_manager(context: &CheckContext<'_>, entry: &Entry) -> bool {
    let text = entry.span.slice(context.page.meeting().source());
    let names = text.split('@').skip(1).map(|after| {
        let end = after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'));
        after[..end.unwrap_or(after.len())].trim_end_matches(['.', '-'])
    });
    names
        .into_iter()
        .any(|name| context.pair().side_of(name) == Some(Side::Manager))
}

/// When `entry` was first written: as an item says it, or in the first of the meetings in a row that have it in the
/// same words.
fn first_written(context: &CheckContext<'_>, entry: &Entry) -> NaiveDate {
    let title = fold_title(entry.title());
    let has_it = |page: &&Page| {
        let mut blockers = page.of(Role::Blockers);
        blockers.any(|blocker| fold_title(blocker.title()) == title)
    };
    let oldest = context.before.iter().take_while(has_it).last();
    let written = oldest.map_or(context.page.date(), Page::date);
    entry.since.map_or(written, |since| since.min(written))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn after_two_weeks_a_blocker_needs_the_manager() {
        let blocker = "## Blockers\n- CI takes 40 minutes\n";
        let three_weeks = |now: &str| {
            Case::agenda(now)
                .after(blocker)
                .after(blocker)
                .after(blocker)
        };
        let said = "the blocker `CI takes 40 minutes` has been there for 21 days, since 2026-11-03, without a step of Dana";
        says(&CHECK, three_weeks(blocker), &[said]);
        says(
            &CHECK,
            three_weeks(
                "## Blockers\n- CI takes  40 minutes.\n  - Proposed: shard it\n  - asked @danae\n",
            ),
            &[
                "the blocker `CI takes 40 minutes.` has been there for 21 days, since 2026-11-03, without a step of Dana",
            ],
        );
        says(
            &CHECK,
            Case::agenda("## Blockers\n- [ ] No access @alex since:2026-11-08\n"),
            &[
                "the blocker `No access` has been there for 16 days, since 2026-11-08, without a step of Dana",
            ],
        );
        for fine in [
            "## Blockers\n- CI takes 50 minutes\n",
            "## Blockers\n- CI takes 40 minutes\n  - [ ] Ask for runners @dana\n",
            "## Blockers\n- CI takes 40 minutes\n  - @dana: it is in the budget\n",
            "## Blockers\n- CI takes 40 minutes (with @Dana.)\n",
            "## Blockers\n- [x] CI takes 40 minutes\n",
            "## Notes\n- CI takes 40 minutes\n",
        ] {
            silent(&CHECK, three_weeks(fine));
        }
        silent(&CHECK, three_weeks(blocker).with_limits("30 days"));
        silent(&CHECK, Case::agenda(blocker).after(blocker).after(blocker));
        silent(
            &CHECK,
            Case::agenda(blocker)
                .after(blocker)
                .after(blocker)
                .after("")
                .after(blocker),
        );
    }
}
