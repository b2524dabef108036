use super::super::label::Label;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::feedback::{PARTS, has_other_labels, pieces};
use super::text::quoted;
use crate::meeting::Limit;
use crate::text::{Advice, Rule};

/// The three parts keep an observation apart from what one thinks of it. Thanks need none of that.
pub const CHECK: Check = Check {
    speaks: "feedback lacks its `Situation:`, `Behavior:` or `Impact:`",
    why: "What happened, when, and what came of it can be checked and repeated. The rest is an opinion, and opinions are defended against.",
    instead: Advice::new(
        "Write what is missing below it. For a plain thank-you begin the line with `Thanks:`.",
    ),
    ..Check::practice(Rule::hint("feedback-incomplete"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let language = context.series.settings().vocabulary.language();
    let mut found = Vec::new();
    for entry in pieces(context.page) {
        let missing: Vec<String> = PARTS
            .into_iter()
            .filter(|label| !entry.has(*label))
            .map(|label| format!("`{}:`", label.word_in(language)))
            .collect();
        let is_exempt = entry.is_over() || entry.has(Label::Thanks) || has_other_labels(entry);
        let missing = match missing.as_slice() {
            _ if is_exempt => continue,
            [] => continue,
            [one] => one.clone(),
            [others @ .., last] => format!("{} and no {last}", others.join(", no ")),
        };
        let message = format!("the feedback {} has no {missing}", quoted(entry.title()));
        found.push(
            context
                .say(entry.place(), message)
                .with_help("when was it, what was done, what came of it?"),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    fn feedback(text: &str) -> Case {
        Case::agenda(&format!("## Feedback\n### For Dana\n{text}"))
    }

    #[test]
    fn feedback_has_three_parts() {
        for (text, missing) in [
            (
                "- Situation: planning\n  - Behavior: sent it a day ahead\n",
                "`planning` has no `Impact:`",
            ),
            (
                "- Situation: planning\n  - Behavior: sent it a day ahead\n  - Impact:\n",
                "`planning` has no `Impact:`",
            ),
            (
                "Behavior: sent it a day ahead\n",
                "`sent it a day ahead` has no `Situation:` and no `Impact:`",
            ),
            (
                "- I liked the planning\n",
                "`I liked the planning` has no `Situation:`, no `Behavior:` and no `Impact:`",
            ),
            (
                "Situation: Planung\nVerhalten: kam zu spät\n",
                "`Planung` has no `Impact:`",
            ),
            (
                "- [ ] Situation: planning\n",
                "`planning` has no `Behavior:` and no `Impact:`",
            ),
        ] {
            says(
                &CHECK,
                feedback(text),
                &[&format!("the feedback {missing}")],
            );
        }
    }

    #[test]
    fn what_is_whole_or_no_feedback_is_left_alone() {
        for text in [
            "- Situation: planning\n  - Behavior: sent it a day ahead\n  - Impact: I came prepared\n",
            "- Situation: planning\n- Behaviour: sent it a day ahead\n- Impact: I came prepared\n",
            "- Thanks: you stayed late on Friday\n",
            "- How did my talk go?\n",
            "- Ask: was the report too long?\n",
            "- Nothing this week\n",
            "- [ ] Send the slides @dana\n",
            "- [x] Situation: planning\n",
            "- Start: demos\n- Stop: meetings at noon\n- Continue: pairing\n",
            "- Situation: Planung\n  - Verhalten: kam zu spät\n  - Wirkung: wir warteten\n",
            "- Situation: planlægning\n  - Adfærd: kom for sent\n  - Virkning: vi ventede\n",
            "Situation: planlægning\nAdfærd: kom for sent\n",
            "- Situation:\n  - Behavior:\n  - Impact:\n",
        ] {
            silent(&CHECK, feedback(text));
        }
        silent(&CHECK, Case::agenda("## Notes\n- I liked the planning\n"));
    }
}
