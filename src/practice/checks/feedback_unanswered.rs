use super::super::entry::Entry;
use super::super::label::Label;
use super::super::page::Page;
use super::answers::{is_ended, is_repeated};
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use super::feedback::{pieces, to};
use super::text::quoted;
use crate::meeting::{Limit, PairKind, Side, Unit};
use crate::text::{Advice, Rule};

/// Feedback in the meeting itself has time until the next one.
pub const CHECK: Check = Check {
    speaks: "feedback to the manager in one of the meetings before has no `Answer:`",
    why: "Telling one's manager takes some courage. Whoever never hears what came of it won't do it again.",
    instead: Advice::new(
        "The manager writes `- Answer: …` below it: what will be otherwise, or why not.",
    ),
    limits: &[Limit::new(4, Unit::Meetings)],
    not_for: &[PairKind::Peer],
    prep: Some(PrepPart::Owed),
    ..Check::practice(Rule::hint("feedback-unanswered"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let manager = context.name(Side::Manager);
    let earlier = &context.before[..context.before.len().min(meetings(limits))];
    let mut found = Vec::new();
    for (at, page) in earlier.iter().enumerate() {
        for entry in pieces(page) {
            let Some(part) = entry.parts.first() else {
                continue;
            };
            let is_answered = entry.has(Label::Answer)
                || entry.has(Label::Thanks)
                || is_ended(page, part)
                || answers(page, entry, context.page)
                // The newest of several counts.
                || earlier[..at].iter().any(|later| is_repeated(page, entry, part, later));
            if is_answered || to(context, page, entry) != Some(Side::Manager) {
                continue;
            }
            let title = quoted(entry.title());
            let message = format!("{manager} has not answered the feedback {title}");
            found.push(
                context
                    .say_of(page, entry.place(), message)
                    .with_help("write `- Answer: …` below it: what will be otherwise, or why not"),
            );
        }
    }
    found
}

/// Whether `entry` of `page` stands in `later` again with an answer or an ending.
fn answers(page: &Page, entry: &Entry, later: &Page) -> bool {
    let Some(part) = entry.parts.first() else {
        return false;
    };
    is_repeated(page, entry, part, later)
        && later.entries().iter().any(|other| {
            let is_same = other.title() == entry.title();
            let has_ended = other
                .parts
                .first()
                .is_some_and(|part| is_ended(later, part));
            is_same && (other.has(Label::Answer) || has_ended)
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const FEEDBACK: &str =
        "## Feedback\n### For Dana\n- Situation: planning\n  - Behavior: began late\n";

    #[test]
    fn feedback_to_the_manager_gets_an_answer() {
        let said = "Dana has not answered the feedback `planning`";
        says(&CHECK, Case::agenda("").after(FEEDBACK), &[said]);
        says(&CHECK, Case::record("").after(FEEDBACK), &[said]);
        says(
            &CHECK,
            Case::agenda("")
                .after(FEEDBACK)
                .after("")
                .after("")
                .after(""),
            &[said],
        );
        let again = format!("{FEEDBACK}  - Impact: no time\n");
        says(&CHECK, Case::agenda(&again).after(FEEDBACK), &[said]);
        says(
            &CHECK,
            Case::agenda("").after(FEEDBACK).after(FEEDBACK),
            &[said],
        );
        let by_name = "## Feedback\n- @alex: planning began late\n";
        says(
            &CHECK,
            Case::agenda("").after(by_name),
            &["Dana has not answered the feedback `planning began late`"],
        );
    }

    #[test]
    fn what_was_answered_or_is_new_is_no_debt() {
        let answered = format!("{FEEDBACK}  - Answer: a timer from now on\n");
        silent(&CHECK, Case::agenda("").after(&answered));
        silent(&CHECK, Case::agenda(&answered).after(FEEDBACK));
        silent(&CHECK, Case::agenda(FEEDBACK));
        silent(&CHECK, Case::record(FEEDBACK));
        for other in [
            "## Feedback\n### For Alex\n- Situation: planning\n",
            "## Feedback\n- Situation: planning\n",
            "## Feedback\n### For Dana\n- Thanks: for the timer\n",
            "## Feedback\n### For Dana\n- [x] Situation: planning\n",
            "## Feedback\n### For Dana\n- none\n",
        ] {
            silent(&CHECK, Case::agenda("").after(other));
        }
        let old = Case::agenda("").after(FEEDBACK).after("").after("");
        silent(&CHECK, old.with_limits("2 meetings"));
    }
}
