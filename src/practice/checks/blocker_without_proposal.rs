use super::super::label::Label;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::text::quoted;
use crate::meeting::{Limit, Role};
use crate::text::{Advice, Rule};

/// A way out, or a plain ask for help: "no problem without a solution" alone would bury problems.
pub const CHECK: Check = Check {
    speaks: "a blocker has neither a `Proposed:` nor an `Ask:` below it, and isn't a question itself",
    why: "A blocker with a way out can be decided in a minute. Where you see none, saying whom you need is just as good: an ask is complete by itself.",
    instead: Advice::new("Add a note `- Proposed: …` or `- Ask: …` below it."),
    ..Check::practice(Rule::hint("blocker-without-proposal"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let blockers = context
        .page
        .of(Role::Blockers)
        .filter(|entry| !entry.is_over());
    blockers
        .filter(|entry| !entry.has(Label::Proposed) && !entry.has(Label::Ask))
        .filter(|entry| !entry.title().ends_with(['?', '？']))
        .map(|entry| {
            let message = format!(
                "the blocker {} has no proposed solution and no ask",
                quoted(entry.title())
            );
            context
                .say(entry.place(), message)
                .with_help("write `- Proposed: …` or `- Ask: …` below it")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn a_blocker_has_a_way_out_or_an_ask() {
        let said = "the blocker `CI takes 40 minutes` has no proposed solution and no ask";
        says(
            &CHECK,
            Case::agenda("## Blockers\n- CI takes 40 minutes\n"),
            &[said],
        );
        says(
            &CHECK,
            Case::agenda("## Blockers\n- CI takes 40 minutes\n  - Proposed:\n  - Ask:\n"),
            &[said],
        );
        for complete in [
            "- CI takes 40 minutes\n  - Proposed: shard it\n",
            "- CI takes 40 minutes\n  - Ask: who can help?\n",
            "- CI takes 40 minutes\n- Proposed: shard it\n",
            "- Ask: who can grant access?\n",
            "- Who can grant access?\n",
            "- [x] CI takes 40 minutes\n",
        ] {
            silent(&CHECK, Case::agenda(&format!("## Blockers\n{complete}")));
        }
        silent(&CHECK, Case::agenda("## Notes\n- CI takes 40 minutes\n"));
    }
}
