use super::super::label::Label;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::feedback::pieces;
use super::words::judgement;
use crate::meeting::Limit;
use crate::text::{Advice, Rule};

/// A short list of words, looked for in the one part that tells what was done.
pub const CHECK: Check = Check {
    speaks: "`Behavior:` names a trait, such as careless, instead of what was done",
    why: "Nobody can change what they are by next week. What they did they can do otherwise, or again.",
    instead: Advice::new("Write what a camera would have seen: who said or did what."),
    ..Check::practice(Rule::hint("feedback-trait"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let behaviors = pieces(context.page)
        .filter(|entry| !entry.is_over())
        .flat_map(|entry| &entry.parts)
        .filter(|part| part.label == Some(Label::Behavior));
    behaviors
        .filter_map(|part| {
            let word = judgement(&part.text)?;
            let message = format!("`{word}` is a trait, not something that was done");
            let said = context.say(part.span, message);
            Some(said.with_help("what would a camera have seen?"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn behavior_is_an_act() {
        let feedback = |behavior: &str| {
            format!("## Feedback\n### For Alex\n- Situation: review\n  - Behavior: {behavior}\n")
        };
        for (behavior, word) in [
            ("you were careless", "careless"),
            ("You're so brilliant", "brilliant"),
            ("unprofessional tone", "unprofessional"),
        ] {
            let said = format!("`{word}` is a trait, not something that was done");
            says(&CHECK, Case::agenda(&feedback(behavior)), &[&said]);
            says(&CHECK, Case::record(&feedback(behavior)), &[&said]);
        }
        for behavior in [
            "merged without a test",
            "made the images load lazily, lazy loading at last",
            "told the customer that we are not careless",
            "called the plan \"useless\"",
            "du warst unhöflich",
            "",
        ] {
            silent(&CHECK, Case::agenda(&feedback(behavior)));
        }
        silent(
            &CHECK,
            Case::agenda("## Feedback\n- Impact: it looked careless\n"),
        );
        silent(&CHECK, Case::agenda("## Notes\n- Behavior: careless\n"));
    }
}
