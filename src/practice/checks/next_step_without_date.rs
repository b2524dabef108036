use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::next_steps::{open_items, with_those_around};
use super::promise_old;
use super::text::quoted;
use crate::meeting::{Limit, Role};
use crate::text::{Advice, Rule};

/// What looks like a date and is none has a diagnostic of its own.
pub const CHECK: Check = Check {
    speaks: "an open item under Action items has no `due:`",
    why: "Without a day both picture another one, and neither can say that it is late.",
    instead: Advice::new(
        "Write `due:` with a day behind it, or use {due}. A day that turns out wrong can be moved.",
    ),
    ..Check::practice(Rule::hint("next-step-without-date"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let is_dated = |title: &str| title.contains("due:");
    open_items(context.page, Role::ActionItems)
        .filter(|item| {
            !with_those_around(context.page, item)
                .any(|item| item.due().is_some() || is_dated(&item.title))
        })
        .filter(|item| !promise_old::speaks_of(context, item))
        .map(|item| {
            let message = format!("the next step {} has no date", quoted(&item.title));
            context
                .say(item.checkbox.span, message)
                .with_help(Advice::new(
                    "by when? write `due:YYYY-MM-DD` behind it, or use {due}",
                ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn a_next_step_has_a_day() {
        let steps = |items: &str| format!("## Action items\n{items}");
        let said = "the next step `Order laptops` has no date";
        for without in [
            "- [ ] Order laptops @alex\n",
            "- [ ] Order laptops @alex since:2026-11-03\n",
            "- [ ] Order laptops @alex\n  - [ ] Ask for a price due:2026-12-01\n",
        ] {
            says(&CHECK, Case::agenda(&steps(without)), &[said]);
            says(&CHECK, Case::record(&steps(without)), &[said]);
        }
        for fine in [
            "- [ ] Order laptops due:2026-12-01\n",
            "- [ ] Order laptops 📅 2026-12-01\n",
            "- [ ] Order laptops due: fri\n", // which is said already
            "- [ ] Move due:2026-12-01\n  - [ ] Order laptops\n",
            "- [x] Order laptops\n- [>] Order chairs\n- [-] Order desks\n",
            "- Order laptops\n",
        ] {
            silent(&CHECK, Case::record(&steps(fine)));
        }
        silent(&CHECK, Case::record("## Career\n- [ ] Read a book\n"));
    }
}
