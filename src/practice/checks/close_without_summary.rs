use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use crate::meeting::{Limit, Role};
use crate::text::{Advice, Rule};

/// Said of the last meeting only; older ones nobody remembers well enough.
pub const CHECK: Check = Check {
    speaks: "a meeting was held, and nothing stands under Summary",
    why: "Two sentences at the end show at once whether both heard the same thing, and they are what one reads before the next meeting.",
    instead: Advice::new(
        "Write under Summary what you both take away, while you still know; {close} asks for it.",
    ),
    ..Check::practice(Rule::hint("close-without-summary"), Stage::Record, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    if context.page.speaks_of(Role::Summary) {
        return Vec::new();
    }
    // Where no heading is known the summary may stand under one in the pair's own language.
    let sections = context.page.meeting().sections();
    if !sections.is_empty() && sections.iter().all(|section| section.role.is_none()) {
        return Vec::new();
    }
    let said = context.say(
        context.page.heading(Role::Summary),
        "the meeting has no summary",
    );
    vec![said.with_help("two sentences will do: what do you both take away?")]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn a_meeting_ends_with_a_summary() {
        let said = "the meeting has no summary";
        for without in [
            "## Wins\n- Shipped it\n## Summary\n<!-- two sentences -->\n",
            "## Wins\n- Shipped it\n",
            "",
        ] {
            says(&CHECK, Case::record(without), &[said]);
        }
        for with in [
            "## Summary\nWe ship on Friday.\n",
            "## Recap\n- ship on Friday\n",
            "# Gespräch\n## Zusammenfassung\nAm Freitag.\n",
        ] {
            silent(&CHECK, Case::record(with));
        }
        silent(&CHECK, Case::agenda("## Summary\n"));
    }
}
