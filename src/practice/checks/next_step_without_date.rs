use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::next_steps::{open_items, with_those_around};
use super::promise_old;
use super::text::quoted;
use crate::meeting::{ActionItem, DayFinder, Language, Limit, Role};
use crate::text::{Advice, Rule, Span};

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
    let language = context.settings().vocabulary.language();
    let days = DayFinder {
        yearless: true,
        prose: Some(language.unwrap_or(Language::English)),
    };
    // A day in the words, or in what stands below, says when; a `due:` that is none is told of already.
    let says_a_day = |item: &ActionItem| {
        let text = Span::new(item.checkbox.span.end, item.end);
        let lines = text.slice(context.page.meeting().source()).lines();
        has_due(&item.title)
            || lines
                .map(without_since)
                .any(|line| days.find(&line).is_some())
    };
    open_items(context.page, Role::ActionItems)
        .filter(|item| {
            !with_those_around(context.page, item)
                .any(|item| item.due().is_some() || says_a_day(item))
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

/// Whether `due:` stands in `title` as a word.
fn has_due(title: &str) -> bool {
    let words = title.split(|c: char| c.is_whitespace() || "([*_".contains(c));
    let is_due = |word: &str| word.to_lowercase().starts_with("due:");
    words.into_iter().any(is_due)
}

/// `line` without the day since when it is open.
fn without_since(line: &str) -> String {
    let words = line.split(' ');
    let is_since = |word: &&str| word.starts_with("since:") || word.starts_with("from:");
    let kept: Vec<&str> = words.filter(|word| !is_since(word)).collect();
    kept.join(" ")
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
            "- [ ] Order laptops @alex\n  - 12 of them and 3 of 5 chairs\n",
            "- [ ] Order laptops @alex since:2026-11-03\n  - version 1.2.3\n",
        ] {
            says(&CHECK, Case::agenda(&steps(without)), &[said]);
            says(&CHECK, Case::record(&steps(without)), &[said]);
        }
        let overdue = "- [ ] Order overdue: laptops @alex\n";
        let said = "the next step `Order overdue: laptops` has no date";
        says(&CHECK, Case::record(&steps(overdue)), &[said]);
        for fine in [
            "- [ ] Order laptops due:2026-12-01\n",
            "- [ ] Order laptops 📅 2026-12-01\n",
            "- [ ] Order laptops due: fri\n", // which is said already
            "- [ ] Order laptops @alex\n  - [ ] Ask for a price due:2026-12-01\n",
            "- [ ] Order laptops by 2026-12-01\n",
            "- [ ] Order laptops until Friday 4 December\n",
            "- [ ] Order laptops by Dec 4th\n",
            "- [ ] Order laptops (due 11/30)\n",
            "- [ ] Order laptops bis 4. Dezember\n",
            "- [ ] Order laptops\n  - by 4 December\n",
            "- [ ] Order laptops Due:2026-12-01\n",
            "- [ ] Move due:2026-12-01\n  - [ ] Order laptops\n",
            "- [x] Order laptops\n- [>] Order chairs\n- [-] Order desks\n",
            "- Order laptops\n",
        ] {
            silent(&CHECK, Case::record(&steps(fine)));
        }
        silent(&CHECK, Case::record("## Career\n- [ ] Read a book\n"));
    }
}
