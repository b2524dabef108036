use super::super::label::Label;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::feedback::{has_other_labels, pieces, to};
use super::text::quoted;
use crate::meeting::{Limit, PairKind, Side};
use crate::text::{Advice, Rule};

/// Only of feedback that goes up: there a wish is easier to take than a complaint.
pub const CHECK: Check = Check {
    speaks: "feedback to the manager carries no `Suggest:`",
    why: "Feedback that goes up is easier to say and easier to take with an offer: it shows what would help, and not only what didn't.",
    instead: Advice::new("Add `- Suggest: …`: what to try the next time, or to keep as it is."),
    not_for: &[PairKind::Peer],
    ..Check::practice(Rule::hint("feedback-without-suggestion"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    pieces(context.page)
        .filter(|entry| !entry.is_over() && !entry.has(Label::Thanks) && !has_other_labels(entry))
        .filter(|entry| !entry.has(Label::Suggest) && !entry.has(Label::Proposed))
        .filter(|entry| to(context, context.page, entry) == Some(Side::Manager))
        .map(|entry| {
            let manager = context.name(Side::Manager);
            let title = quoted(entry.title());
            let message = format!("the feedback {title} for {manager} suggests nothing");
            context
                .say(entry.place(), message)
                .with_help("write `- Suggest: …` below it: what to try, or what to keep")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn feedback_to_the_manager_suggests_something() {
        let whole =
            "- Situation: planning\n  - Behavior: began late\n  - Impact: we ran out of time\n";
        let said = "the feedback `planning` for Dana suggests nothing";
        let for_dana = |text: &str| format!("## Feedback\n### For Dana\n{text}");
        says(&CHECK, Case::agenda(&for_dana(whole)), &[said]);
        says(&CHECK, Case::record(&for_dana(whole)), &[said]);
        let empty = format!("{whole}  - Suggest:\n");
        says(&CHECK, Case::agenda(&for_dana(&empty)), &[said]);
        says(
            &CHECK,
            Case::agenda("## Feedback\n- @alex: planning began late\n"),
            &["the feedback `planning began late` for Dana suggests nothing"],
        );
        for fine in [
            format!("{whole}  - Suggest: a timer\n"),
            format!("{whole}- Suggestion: a timer\n"),
            "- Thanks: for the timer\n".to_string(),
            "- Situation: Planung\n  - Vorschlag: ein Wecker\n".to_string(),
            "- [x] Situation: planning\n".to_string(),
            String::new(),
        ] {
            silent(&CHECK, Case::agenda(&for_dana(&fine)));
        }
        silent(
            &CHECK,
            Case::agenda(&format!("## Feedback\n### For Alex\n{whole}")),
        );
        silent(&CHECK, Case::agenda(&format!("## Feedback\n{whole}")));
    }
}
