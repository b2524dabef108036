use std::collections::BTreeSet;

use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::text::quoted;
use crate::meeting::{Limit, MeetingSection};
use crate::text::{Advice, Rule, fold_title};

/// A section that one word of its title closes.
pub const CHECK: Check = Check {
    speaks: "a section counts as personal by one word of its title alone, and may be about something else",
    why: "What is personal is left out of search, export, reports and the recap. Where a title leaves it in doubt it counts as personal, so that nothing gets out by a guess; but then nobody finds what was not meant to be hidden.",
    instead: Advice::new(
        "Say in `oneonone.yaml` what the title means, under `sections:`; as personal, if it is.",
    ),
    ..Check::practice(Rule::hint("personal-by-word"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    let mut said = Vec::new();
    for page in std::iter::once(context.page).chain(context.before) {
        for section in in_doubt(page) {
            if told.insert(fold_title(&section.title)) {
                let title = &section.title;
                let message = format!(
                    "{} counts as personal by one word alone, and is left out of search and export",
                    quoted(title)
                );
                let line = title.replace(['"', '\\'], "");
                said.push(context.say_of(page, section.heading, message).with_help(format!(
                    "write in `oneonone.yaml`, under `sections:`, `personal: [\"{line}\"]`, or another role if it is none"
                )));
            }
        }
    }
    said
}

/// The outermost sections of `page` that one word closes: below a personal one all is personal anyway.
fn in_doubt(page: &Page) -> impl Iterator<Item = &MeetingSection> {
    let meeting = page.meeting();
    meeting.sections().iter().filter(move |section| {
        let around = section.parent.and_then(|parent| meeting.role_at(parent));
        section.by_word && around != section.role
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn one_word_is_doubtful() {
        let said = "`Personal shopper` counts as personal by one word alone, and is left out of search and export";
        let text = "## Personal shopper\n- a\n### Private box\n";
        says(&CHECK, Case::agenda(text), &[said]);
        says(&CHECK, Case::record(text).after(text), &[said]);
        says(&CHECK, Case::agenda("## Wins\n").after(text), &[said]);
        says(
            &CHECK,
            Case::agenda("## Notes (private)\n"),
            &[
                "`Notes (private)` counts as personal by one word alone, and is left out of search and export",
            ],
        );
        for text in [
            "## Personal\n### Private box\n",
            "## 3. Personal (2)\n",
            "## 7. Personal {#personal}\n",
            "## Personal (just us) #private\n",
            "## Persönliches (privat)\n",
            "## Private notes\n",
            "## Private beta\n",
            "## Personal development\n",
            "## Health\n",
        ] {
            silent(&CHECK, Case::agenda(text));
        }
    }
}
