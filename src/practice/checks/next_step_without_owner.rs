use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::next_steps::{open_items, with_those_around};
use super::text::quoted;
use crate::meeting::{Limit, Role};
use crate::text::{Advice, Rule};

/// Only one of the two can promise something in their meeting.
pub const CHECK: Check = Check {
    speaks: "an open item under Action items belongs to neither of the two",
    why: "What belongs to both or to somebody else is done by nobody: each waits for the other.",
    instead: Advice::new(
        "Write the handle of one of the two behind it, or use {assign}. If somebody else does the work, one of you asks them.",
    ),
    ..Check::practice(Rule::hint("next-step-without-owner"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let pair = context.pair();
    let mut found = Vec::new();
    for item in open_items(context.page, Role::ActionItems) {
        let mut owners = with_those_around(context.page, item).filter_map(|item| item.owner());
        let owner = owners.next();
        if owner.is_some_and(|owner| pair.side_of(owner).is_some()) {
            continue;
        }
        let title = quoted(&item.title);
        let message = match owner {
            None => format!("the next step {title} has no owner"),
            Some(owner) => {
                format!("the next step {title} belongs to `@{owner}`, who isn't one of you two")
            }
        };
        let help = format!(
            "write `@{}` or `@{}` behind it",
            pair.ic.handle, pair.manager.handle
        );
        found.push(context.say(item.checkbox.span, message).with_help(help));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn a_next_step_belongs_to_one_of_the_two() {
        let steps = |items: &str| format!("## Action items\n{items}");
        let said = "the next step `Order laptops` has no owner";
        for without in [
            "- [ ] Order laptops\n",
            "- [/] Order laptops due:2026-12-01\n",
            "- [ ] Order laptops since:2026-11-03\n",
            "- Hardware\n  - [ ] Order laptops\n",
        ] {
            says(&CHECK, Case::agenda(&steps(without)), &[said]);
            says(&CHECK, Case::record(&steps(without)), &[said]);
        }
        says(
            &CHECK,
            Case::record(&steps("- [ ] Order laptops @henrik\n")),
            &["the next step `Order laptops` belongs to `@henrik`, who isn't one of you two"],
        );
        for fine in [
            "- [ ] Order laptops @alex\n",
            "- [ ] ask @henrik for laptops @dana\n",
            "- [ ] @DANA: order laptops\n",
            "- [ ] Move @alex\n  - [ ] Order laptops\n",
            "- [x] Order laptops\n- [>] Order chairs\n- [-] Order desks\n",
            "- [ ]\n- Order laptops\n<!-- - [ ] who? -->\n",
        ] {
            silent(&CHECK, Case::record(&steps(fine)));
        }
        silent(&CHECK, Case::record("## Career\n- [ ] Read a book\n"));
    }
}
