use super::super::entry::Entry;
use super::super::label::Label;
use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::text::quoted;
use super::words::is_generic_praise;
use crate::meeting::{Limit, Role, Side};
use crate::text::{Advice, Rule, fold_title};

/// English phrases only; praise with some words of its own passes.
pub const CHECK: Check = Check {
    speaks: "praise for the IC says neither what was done nor what came of it: good job, great work",
    why: "Praise that fits everybody reaches nobody. What exactly was good, and why it mattered, can be done again.",
    instead: Advice::new(
        "Name the one thing that was done, and write `Impact:` with what it changed.",
    ),
    ..Check::practice(Rule::hint("praise-generic"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let entries = context.page.entries().iter();
    entries
        .filter(|entry| !entry.is_over() && entry.since.is_none() && !entry.has(Label::Impact))
        .filter(|entry| is_praise_of_ic(context, context.page, entry))
        .filter(|entry| is_generic_praise(&entry.words()))
        .map(|entry| {
            let title = quoted(entry.title());
            let message =
                format!("the praise {title} says neither what was done nor what it changed");
            context
                .say(entry.place(), message)
                .with_help("name the one thing, and add `- Impact: …`")
        })
        .collect()
}

/// Whether `entry` is praise that the manager gives, as far as anything tells.
fn is_praise_of_ic(context: &CheckContext<'_>, page: &Page, entry: &Entry) -> bool {
    let first = entry.parts.first().and_then(|part| part.label);
    let may_praise = match entry.role {
        Some(Role::Feedback | Role::Wins) => true,
        Some(Role::Personal) => false,
        _ => first == Some(Label::Thanks),
    };
    if !may_praise {
        return false;
    }
    if entry.role == Some(Role::Feedback)
        && let Some(side) = page.feedback_to(entry, context.pair())
    {
        return side == Side::Ic;
    }
    match context.author(page, entry) {
        Some(side) => side == Side::Manager,
        None => names_ic(context, &entry.words()),
    }
}

/// Whether `text` names the IC, and not the manager.
fn names_ic(context: &CheckContext<'_>, text: &str) -> bool {
    let folded = fold_title(text);
    let names = |side: Side| {
        let person = context.pair().person(side);
        let called = [person.handle.as_str(), person.first_name()];
        let mut called = called.iter().map(|name| fold_title(name));
        called.any(|name| folded.split(' ').any(|word| word == name))
    };
    names(Side::Ic) && !names(Side::Manager)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn praise_names_what_was_done() {
        for (text, title) in [
            ("## Feedback\n### For Alex\n- Good job!\n", "Good job!"),
            (
                "## Feedback\n### For Alex\n- Thanks: great work this week\n",
                "great work this week",
            ),
            ("## Wins\n- @dana: well done, Alex\n", "well done, Alex"),
            (
                "## Notes\n- Thanks: all your hard work, Alex\n",
                "all your hard work, Alex",
            ),
            (
                "## Feedback\n### For Alex\n- Behavior: great job\n  - Impact:\n",
                "great job",
            ),
        ] {
            let said =
                format!("the praise `{title}` says neither what was done nor what it changed");
            says(&CHECK, Case::agenda(text), &[&said]);
            says(&CHECK, Case::record(text), &[&said]);
        }
    }

    #[test]
    fn praise_with_words_of_its_own_or_for_others_passes() {
        for text in [
            "## Feedback\n### For Alex\n- Great work splitting the release into steps\n",
            "## Feedback\n### For Alex\n- Good job\n  - Impact: support is quiet\n",
            "## Feedback\n### For Alex\n- Good job\n  - Behavior: you answered every ticket within a day\n",
            "## Feedback\n### For Dana\n- Good job!\n",
            "## Feedback\n- Good job!\n",
            "## Wins\n- @alex: good job by all\n",
            "## Wins\n- good job\n",
            "## Notes\n- Thanks: great work, Dana\n",
            "## Notes\n- good job, Alex\n",
            "## Personal\n- Thanks: good job, Alex\n",
            "## Feedback\n### For Alex\n- Gute Arbeit\n",
            "## Feedback\n### For Alex\n- [x] Good job\n",
        ] {
            silent(&CHECK, Case::agenda(text));
        }
    }
}
