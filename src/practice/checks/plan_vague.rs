use super::super::entry::Entry;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::text::quoted;
use super::words::WORDS;
use crate::meeting::{Limit, PairKind, Role, is_month, is_weekday};
use crate::text::{Advice, Rule, fold_title};

/// Only the openings that say the least, and only in English: of anything else the check keeps silent.
pub const CHECK: Check = Check {
    speaks: "a plan begins with `work on`, `continue`, `keep …ing`, `look into` or `help with`, and names no result and no day",
    why: "Of a plan that names what will be there, both of you can see next time whether it is. Of one that only names the work, nobody can say anything.",
    instead: Advice::new("Name the thing that will be finished, and the day."),
    not_for: &[PairKind::SkipLevel],
    ..Check::practice(Rule::hint("plan-vague"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    // What was carried has been seen before; its age is what counts now.
    let plans = context
        .page
        .of(Role::Plans)
        .filter(|entry| !entry.is_over() && entry.since.is_none());
    plans
        .filter(|entry| is_vague(entry))
        .map(|entry| {
            let message = format!(
                "the plan {} names neither a result nor a day",
                quoted(entry.title())
            );
            context
                .say(entry.place(), message)
                .with_help("what will be there when it is done, and when?")
        })
        .collect()
}

fn is_vague(entry: &Entry) -> bool {
    let [part] = entry.parts.as_slice() else {
        return false; // a note below it says more
    };
    if part.label.is_some() || entry.due.is_some() {
        return false;
    }
    let folded = fold_title(&part.text);
    let words: Vec<&str> = folded
        .split(' ')
        .skip_while(|word| WORDS.leads.contains(word))
        .collect();
    begins_vaguely(&words) && !says_more(&part.text, &words)
}

fn begins_vaguely(words: &[&str]) -> bool {
    matches!(
        words,
        ["work" | "working", "on", ..]
            | ["continue" | "continuing", ..]
            | ["look" | "looking", "into", ..]
            | ["help" | "helping", "with", ..]
    ) || matches!(words, ["keep", doing, ..] if is_doing(doing))
}

/// Whether `word` says what somebody is doing: `improving`, and not `morning`.
fn is_doing(word: &str) -> bool {
    word.ends_with("ing") && !WORDS.no_doing.contains(&word)
}

/// Whether there may be a result or a day in `text`, whose words are `words`.
fn says_more(text: &str, words: &[&str]) -> bool {
    /// Whoever writes as much has said something.
    const MANY: usize = 12;
    words.len() > MANY
        || text.contains(|c: char| c.is_numeric())
        || text.contains([':', ';', '(', '–', '—', '→'])
        || words
            .iter()
            .any(|word| WORDS.telling.contains(word) || is_weekday(word) || is_month(word))
        || words.windows(2).any(|pair| pair == ["so", "that"])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    fn plan(text: &str) -> Case {
        Case::agenda(&format!("## Plans\n- {text}\n"))
    }

    #[test]
    fn a_plan_names_a_result_or_a_day() {
        for vague in [
            "Work on the import",
            "I'll work on the import",
            "I’ll be fine\n- Continue",
            "We'll keep improving the docs",
            "I'm going to look into the flaky tests",
            "to help with hiring",
            "[ ] **Working on** the import @alex",
            "Continue with the ledger",
        ] {
            let last = vague.rsplit("- ").next().expect("a text");
            let title = last.trim_start_matches("[ ] ").trim_end_matches(" @alex");
            let title = title.replace("**", "");
            let said = format!("the plan `{title}` names neither a result nor a day");
            says(&CHECK, plan(vague), &[&said]);
        }
    }

    #[test]
    fn what_may_name_one_is_let_be() {
        for clear in [
            "Finish the import",
            "Work on the import until it takes 10,000 rows",
            "Work on the import by Friday",
            "Work on the import: rows with two names",
            "Work on step 4 of the move",
            "Look into the flaky tests so that Monday's build is green",
            "Continue\n  - the first two steps are done on Thursday",
            "[ ] Work on the import due:2026-12-01",
            "[ ] Work on the import since:2026-11-17",
            "[x] Work on the import",
            "Keep mornings free",
            "Keep evening calls short",
            "Workshop on naming",
            "Weiter am Import arbeiten",
            "インポートの作業を続ける",
        ] {
            silent(&CHECK, plan(clear));
        }
        silent(&CHECK, Case::agenda("## Notes\n- Work on the import\n"));
        silent(&CHECK, Case::record("## Plans\n- Work on the import\n"));
    }
}
