use super::super::entry::Entry;
use super::super::label::Label;
use super::super::page::Page;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding};
use super::in_common::{SubjectWords, speaks_of};
use super::text::listed;
use crate::meeting::{Limit, PairKind, Role, weekday_date};
use crate::text::{Advice, Rule, counted};

/// One word in common is enough for a plan to be spoken of: better too silent than wrong.
pub const CHECK: Check = Check {
    speaks: "a plan of the last held meeting that has no box is spoken of nowhere in the agenda, nor in what was written down at the end of that meeting",
    why: "A plan that nobody comes back to teaches both of you that plans don't count. Done, put off and given up are all fine endings.",
    instead: Advice::new(
        "Say in a word what became of it: under Wins where it is done, under Plans where it goes on. Written as `- [ ]` it comes back by itself.",
    ),
    not_for: &[PairKind::SkipLevel],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("plan-vanished"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let Some(last) = context.before.first() else {
        return Vec::new();
    };
    // As long as the agenda is being begun nothing is missing in it.
    let fresh = |role: Role| context.page.of(role).any(|entry| entry.since.is_none());
    if !fresh(Role::Wins) || !fresh(Role::Plans) {
        return Vec::new();
    }
    let said: Vec<SubjectWords> = context
        .page
        .entries()
        .iter()
        .chain(said_at_the_end(last))
        .map(|entry| SubjectWords::of(&entry.words()))
        .collect();
    let vanished: Vec<&str> = last
        .of(Role::Plans)
        .filter(|plan| is_plain(plan))
        .filter(|plan| {
            let words = SubjectWords::of(plan.title());
            !words.is_empty() && !said.iter().any(|said| speaks_of(said, &words))
        })
        .map(Entry::title)
        .collect();
    if vanished.is_empty() {
        return Vec::new();
    }
    let are = if vanished.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} of {} {are} not spoken of any more: {}",
        counted(vanished.len(), "plan"),
        weekday_date(last.date()),
        listed(vanished.iter().copied())
    );
    vec![
        context
            .say(context.page.heading(Role::Plans), message)
            .with_help("done, put off or given up? One word under Wins or Plans will do"),
    ]
}

/// What was written of the plans of `page` in the meeting itself.
fn said_at_the_end(page: &Page) -> impl Iterator<Item = &Entry> {
    page.entries().iter().filter(|entry| {
        matches!(
            entry.role,
            Some(Role::Notes | Role::Decisions | Role::Summary | Role::ActionItems)
        )
    })
}

/// Whether `plan` has no box, so that nothing else keeps it, and doesn't say itself how it ended.
fn is_plain(plan: &Entry) -> bool {
    /// How an ending looks that somebody wrote into the line.
    const ENDED: [&str; 7] = ["~~", "✅", "✔", "✓", "❌", "✗", "(done"];
    plan.status.is_none()
        && plan.since.is_none()
        && !plan.has(Label::Answer)
        && !plan.has(Label::Dropped)
        && !ENDED.iter().any(|mark| plan.words().contains(mark))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const NOW: &str = "## Wins\n- Shipped it\n## Plans\n- Pack for the holiday\n";

    #[test]
    fn a_plan_that_nobody_comes_back_to_is_named() {
        let one = "## Plans\n- Rehearse the backfill on Thursday\n";
        says(
            &CHECK,
            Case::agenda(NOW).after(one),
            &[
                "1 plan of Tue 2026-11-17 is not spoken of any more: `Rehearse the backfill on Thursday`",
            ],
        );
        says(
            &CHECK,
            Case::agenda(NOW).after(&format!("{one}- Talk to Marta about cents\n")),
            &[
                "2 plans of Tue 2026-11-17 are not spoken of any more: `Rehearse the backfill on Thursday` and `Talk to Marta about cents`",
            ],
        );
    }

    #[test]
    fn one_word_of_it_anywhere_is_enough() {
        let last = "## Plans\n- Rehearse the backfill on Thursday\n";
        for now in [
            "## Wins\n- The rehearsal took six hours\n## Plans\n- Rest\n",
            "## Wins\n- Slept\n## Plans\n- Second backfill\n",
            "## Wins\n- Slept\n## Plans\n- Rest\n## Action items\n- [ ] Backfills, both since:2026-11-10\n",
            "## Wins\n- Slept\n## Plans\n- Rest\n## Notes\n- Night\n  - Dropped: no backfill before June\n",
        ] {
            silent(&CHECK, Case::agenda(now).after(last));
        }
        for last in [
            "## Plans\n- Rehearse the backfill\n## Summary\nThe backfill waits.\n",
            "## Plans\n- Rehearse the backfill\n## Action items\n- [>] Backfill\n",
            "## Plans\n- [x] Rehearse the backfill\n",
            "## Plans\n- [>] Rehearse the backfill\n",
            "## Plans\n- [-] Rehearse the backfill\n",
            "## Plans\n- ~~Rehearse the backfill~~\n",
            "## Plans\n- Rehearse the backfill\n  - Answer: not before June\n",
            "## Plans\n- And so on\n",
        ] {
            silent(&CHECK, Case::agenda(NOW).after(last));
        }
    }

    #[test]
    fn an_agenda_that_is_only_begun_lacks_nothing() {
        let last = "## Plans\n- Rehearse the backfill on Thursday\n";
        for now in [
            "",
            "## Wins\n- Slept\n",
            "## Plans\n- Rest\n",
            "## Wins\n- Slept\n## Plans\n- [ ] Rest since:2026-11-10\n",
        ] {
            silent(&CHECK, Case::agenda(now).after(last));
        }
        silent(&CHECK, Case::agenda(NOW));
        silent(&CHECK, Case::record(NOW).after(last));
    }
}
