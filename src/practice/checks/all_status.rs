use super::super::entry::Entry;
use super::super::page::Page;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use crate::meeting::{Limit, Role, Unit};
use crate::text::{Advice, Rule, Span, counted};

/// As many meetings as Career may be passed over.
pub const CHECK: Check = Check {
    speaks: "for so many meetings nothing was written but of the work itself: nothing about career, feedback, personal things, or under a heading of the pair's own",
    why: "What the work is at can be read elsewhere. How the two of you work together, how the team is, where the IC wants to go: for that there is only this meeting.",
    instead: Advice::new(
        "Bring one question that has nothing to do with a ticket: how the team works, what you would change, what you would like to learn.",
    ),
    limits: &[Limit::new(4, Unit::Meetings)],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("all-status"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let count = meetings(limits);
    let held = context.before.len() + usize::from(context.is_record);
    // Whoever writes nothing down may well talk of everything.
    let is_told = |page: &Page| !page.entries().is_empty();
    let held_pages = context.recent(count).skip(usize::from(!context.is_record));
    if held < count || !held_pages.into_iter().all(is_told) {
        return Vec::new();
    }
    let mut entries = context.recent(count).flat_map(Page::entries);
    if !entries.all(is_status) {
        return Vec::new();
    }
    let message = format!(
        "what was written down in the last {} is all about the work itself",
        counted(count, "meeting")
    );
    vec![
        context.say(Span::at(0), message).with_help(
            "one line about how you work together, or where it should lead, changes that",
        ),
    ]
}

/// Whether `entry` says how the work stands. Under a heading that nobody knows it may be about anything.
fn is_status(entry: &Entry) -> bool {
    entry.role.is_some_and(|role| match role {
        Role::Wins
        | Role::Blockers
        | Role::Priorities
        | Role::Plans
        | Role::Notes
        | Role::Decisions
        | Role::Summary
        | Role::ActionItems => true,
        Role::Career | Role::Feedback | Role::Personal => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const STATUS: &str =
        "## Wins\n- Shipped it\n## Career\n<!-- a step? -->\n## Plans\n- Ship more\n";
    const SAID: &str = "what was written down in the last 4 meetings is all about the work itself";

    /// The meetings before `case`.
    fn after(case: Case, before: &[&str]) -> Case {
        before.iter().fold(case, |case, text| case.after(text))
    }

    #[test]
    fn there_is_more_to_talk_of_than_the_work() {
        says(&CHECK, after(Case::agenda(STATUS), &[STATUS; 4]), &[SAID]);
        says(&CHECK, after(Case::agenda(""), &[STATUS; 4]), &[SAID]);
        says(&CHECK, after(Case::record(STATUS), &[STATUS; 3]), &[SAID]);
        for other in [
            "## Career\n- A talk at the guild\n",
            "## Feedback\n### For Dana\n- Situation: Monday\n",
            "## Personal\n- The speech went well\n",
            "## Team\n- Who looks after the new one?\n",
            "How are you?\n",
            "",
        ] {
            silent(
                &CHECK,
                after(Case::agenda(STATUS), &[STATUS, STATUS, other, STATUS]),
            );
        }
        silent(
            &CHECK,
            after(Case::agenda("## Career\n- A book\n"), &[STATUS; 4]),
        );
        silent(&CHECK, after(Case::agenda(STATUS), &[STATUS; 3]));
        silent(&CHECK, after(Case::record(STATUS), &[STATUS; 2]));
        silent(
            &CHECK,
            after(Case::agenda(STATUS), &[STATUS; 4]).with_limits("5 meetings"),
        );
    }
}
