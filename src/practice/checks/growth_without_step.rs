use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::next_steps::open_items;
use super::promise_old;
use super::text::quoted;
use crate::meeting::{ActionItem, Limit, Role, parse_date};
use crate::text::{Advice, Rule};

/// A day anywhere below will do: growth needs one step, not a plan.
pub const CHECK: Check = Check {
    speaks: "an open item under Career has no `due:`, and no step below it has one",
    why: "A large aim without a small step stays an aim. What has a day is begun.",
    instead: Advice::new(
        "Write one step below it that fits into a week or two, with `due:` and a day.",
    ),
    ..Check::practice(Rule::hint("growth-without-step"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let items: Vec<&ActionItem> = open_items(context.page, Role::Career).collect();
    let is_step = |item: &ActionItem| {
        let mut others = items.iter();
        others.any(|other| other.line_start < item.line_start && item.line_start < other.end)
    };
    items
        .iter()
        .filter(|item| !is_step(item) && !is_dated(context.page, item))
        .filter(|item| !promise_old::speaks_of(context, item))
        .map(|item| {
            let title = quoted(&item.title);
            let message = format!("{title} has no next step with a date");
            context
                .say(item.checkbox.span, message)
                .with_help("write one small step below it: `- [ ] … due:YYYY-MM-DD`")
        })
        .collect()
}

/// Whether `item` of `page`, or a step below it that is still to be taken, has a day; one in plain words counts.
fn is_dated(page: &Page, item: &ActionItem) -> bool {
    let ended: Vec<&ActionItem> = page
        .meeting()
        .items()
        .iter()
        .filter(|other| other.line_start > item.line_start && other.status().is_ended())
        .collect();
    let parts = page.entries().iter().flat_map(|entry| &entry.parts);
    item.due().is_some()
        || parts
            .filter(|part| item.line_start <= part.span.start && part.span.start < item.end)
            .filter(|part| {
                let is_inside = |ended: &&&ActionItem| {
                    ended.line_start <= part.span.start && part.span.start < ended.end
                };
                !ended.iter().any(|ended| is_inside(&ended))
            })
            .any(|part| part.due.is_some() || has_day(&part.text))
}

/// Whether a day stands in `text`, or something that was meant as one.
fn has_day(text: &str) -> bool {
    text.contains("due:")
        || text
            .split(|c: char| !(c.is_ascii_digit() || c == '-'))
            .any(|word| parse_date(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn an_aim_has_a_step_with_a_day() {
        let said = "`Lead a project` has no next step with a date";
        for without in [
            "- [ ] Lead a project @alex\n",
            "- [ ] Lead a project since:2026-11-03\n",
            "- [ ] Lead a project\n  - [ ] Read a book\n  - talk to Priya\n",
            "- [ ] Lead a project\n  - [x] Read a book due:2026-11-20\n",
        ] {
            let text = format!("## Career\n{without}");
            says(&CHECK, Case::agenda(&text), &[said]);
            says(&CHECK, Case::record(&text), &[said]);
        }
    }

    #[test]
    fn a_day_anywhere_below_will_do() {
        for with in [
            "- [ ] Lead a project due:2026-12-01\n",
            "- [ ] Lead a project\n  - [ ] Read a book due:2026-12-01\n",
            "- [ ] Lead a project\n  - Read a book due:2026-12-01\n",
            "- [ ] Lead a project\n  - talk to Priya on 2026-12-01.\n",
            "- [ ] Lead a project due: fri\n", // which is said already
            "- [x] Lead a project\n- [>] Read a book\n",
            "- Lead a project\n",
            "<!-- - [ ] what? -->\n- [ ]\n",
        ] {
            silent(&CHECK, Case::agenda(&format!("## Career\n{with}")));
        }
        silent(&CHECK, Case::agenda("## Plans\n- [ ] Lead a project\n"));
    }
}
