use super::super::label::Label;
use super::super::page::Page;
use super::answers::author;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use super::feedback::{pieces, to};
use crate::meeting::{Limit, PairKind, Role, Side, Unit};
use crate::text::{Advice, Rule, counted};

/// Thanks, feedback for the IC, or a win that the manager saw: any of them is recognition.
pub const CHECK: Check = Check {
    speaks: "for so many meetings the manager has written no thanks, no feedback for the IC and no win",
    why: "What is seen and said is done again. Good work that nobody mentions looks, from the inside, like work that nobody needed.",
    instead: Advice::new(
        "The manager adds a win that they saw, or a line `Thanks: …` with what was done and what it changed.",
    ),
    limits: &[Limit::new(4, Unit::Meetings)],
    not_for: &[PairKind::Peer],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("recognition-missing"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let may_recognise = |page: &Page| may_recognise(context, page);
    if may_recognise(context.page) {
        return Vec::new();
    }
    let last = context.before.iter().position(may_recognise);
    let silent = last.unwrap_or(context.before.len()) + usize::from(context.is_record);
    if silent < meetings(limits) {
        return Vec::new();
    }
    let since = last.map_or(String::new(), |at| {
        format!(", since {}", context.before[at].date())
    });
    let message = format!(
        "no word of recognition from {} in the last {}{since}",
        context.name(Side::Manager),
        counted(silent, "meeting")
    );
    vec![
        context
            .say(context.page.heading(Role::Wins), message)
            .with_help("write what you saw: `- Thanks: …`, or a win of theirs"),
    ]
}

/// Whether the manager recognised something in `page`, or may have: who wrote it is not always known.
fn may_recognise(context: &CheckContext<'_>, page: &Page) -> bool {
    let by_manager = |side: Option<Side>| side != Some(Side::Ic);
    let thanks = page.entries().iter().any(|entry| {
        entry.since.is_none()
            && entry.parts.iter().any(|part| {
                let is_for = page.feedback_to(entry, context.pair());
                let by = match is_for.filter(|_| entry.role == Some(Role::Feedback)) {
                    Some(side) => Some(side.other()),
                    None => author(context.writers, page, entry, part, context.pair()),
                };
                part.label == Some(Label::Thanks) && by_manager(by)
            })
    });
    let feedback = pieces(page).any(|entry| to(context, page, entry) != Some(Side::Manager));
    let mut wins = page.of(Role::Wins).filter(|entry| entry.since.is_none());
    thanks || feedback || wins.any(|entry| by_manager(context.author(page, entry)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const NOTHING: &str = "## Wins\n- @alex: shipped it\n## Feedback\n### For Alex\n";

    fn after(case: Case, pages: &[&str]) -> Case {
        pages.iter().fold(case, |case, page| case.after(page))
    }

    #[test]
    fn the_manager_says_what_went_well() {
        says(
            &CHECK,
            after(Case::agenda(NOTHING), &[NOTHING; 4]),
            &["no word of recognition from Dana in the last 4 meetings"],
        );
        says(
            &CHECK,
            after(Case::record(""), &[NOTHING; 3]),
            &["no word of recognition from Dana in the last 4 meetings"],
        );
        let thanks = "## Notes\n- Thanks: you stayed late\n";
        says(
            &CHECK,
            after(Case::agenda(""), &[thanks, "", "", "", "", ""]),
            &["no word of recognition from Dana in the last 5 meetings, since 2026-10-13"],
        );
        // Thanks and feedback to the manager are the other way round.
        let upward = "## Feedback\n### For Dana\n- Thanks: the timer\n- Situation: planning\n";
        says(
            &CHECK,
            after(Case::agenda(upward), &[NOTHING; 4]),
            &["no word of recognition from Dana in the last 4 meetings"],
        );
    }

    #[test]
    fn recognition_or_doubt_is_silence() {
        for given in [
            "## Wins\n- @dana: Alex shipped it\n",
            "## Notes\n- Shipped it\n  - Thanks: for staying late\n",
            "## Feedback\n### For Alex\n- Situation: the talk\n",
            "## Wins\n- shipped it\n", // nobody knows who wrote it
        ] {
            silent(&CHECK, after(Case::agenda(""), &["", given, "", "", ""]));
            silent(&CHECK, after(Case::agenda(given), &[NOTHING; 5]));
        }
        silent(&CHECK, after(Case::agenda(""), &["", "", ""]));
        silent(
            &CHECK,
            after(Case::agenda(""), &[""; 4]).with_limits("5 meetings"),
        );
    }
}
