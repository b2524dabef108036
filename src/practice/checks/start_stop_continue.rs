use super::super::entry::Entry;
use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use crate::meeting::{Limit, Role};
use crate::text::{Advice, Rule, Span, fold_title};

/// The three questions, in the order in which they are asked.
const WORDS: [&str; 3] = ["Start", "Stop", "Continue"];

/// The exercise as headings, or as labels in front of lines.
pub const CHECK: Check = Check {
    speaks: "one of Start, Stop and Continue has an entry, and another has none",
    why: "The three hold each other in balance: only Stop is a complaint, and only Continue is a pat on the back.",
    instead: Advice::new("Write one line for each, however small, or take all three headings out."),
    ..Check::practice(Rule::hint("start-stop-continue"), Stage::Any, run)
};

/// One round of the exercise: for each question where it stands, and whether anything does.
#[derive(Clone, Copy, Debug, Default)]
struct Round {
    /// The heading or the label, and whether something stands below or behind it.
    asked: [Option<(Span, bool)>; 3],
}

impl Round {
    fn ask(&mut self, question: usize, place: Span, is_answered: bool) {
        let before = self.asked[question];
        self.asked[question] = Some(match before {
            Some((first, was_answered)) => (first, was_answered || is_answered),
            None => (place, is_answered),
        });
    }
}

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let rounds = by_headings(context.page)
        .into_iter()
        .chain(by_labels(context.page));
    rounds.filter_map(|round| said_of(context, round)).collect()
}

fn said_of(context: &CheckContext<'_>, (is_feedback, round): (bool, Round)) -> Option<Finding> {
    let asked = round.asked.iter().flatten().count();
    // `Start: 10:00` alone is no exercise.
    if asked < 2 && !is_feedback {
        return None;
    }
    let is_answered = |at: &usize| round.asked[*at].is_some_and(|(_, is_answered)| is_answered);
    let (answered, missing): (Vec<usize>, Vec<usize>) = (0..WORDS.len()).partition(is_answered);
    let first = *answered.first()?;
    let first_missing = *missing.first()?;
    let place = round.asked[first_missing].or(round.asked[first])?.0;
    let told = |which: &[usize]| {
        let words: Vec<&str> = which.iter().map(|at| WORDS[*at]).collect();
        words.join(" and ")
    };
    let has = if answered.len() == 1 { "has" } else { "have" };
    let have = if missing.len() == 1 { "has" } else { "have" };
    let message = format!(
        "{} {has} an entry, {} {have} none",
        told(&answered),
        told(&missing)
    );
    Some(
        context
            .say(place, message)
            .with_help("one line for each of the three"),
    )
}

/// Which question `title` asks.
fn question(title: &str) -> Option<usize> {
    match fold_title(title).as_str() {
        "start" | "start doing" => Some(0),
        "stop" | "stop doing" => Some(1),
        "continue" | "continue doing" | "keep doing" => Some(2),
        _ => None,
    }
}

/// Whether `entry` of `page` belongs to a round of the exercise.
pub fn is_of_exercise(page: &Page, entry: &Entry) -> bool {
    let section = page.section_of(entry);
    section.is_some_and(|section| question(&section.title).is_some())
        || !labels(page, entry).is_empty()
}

/// The rounds whose questions are headings beside each other, and whether they stand under Feedback.
fn by_headings(page: &Page) -> Vec<(bool, Round)> {
    let sections = page.meeting().sections();
    let mut rounds: Vec<(Option<usize>, bool, Round)> = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let Some(question) = question(&section.title) else {
            continue;
        };
        let is_inside = |entry: &&Entry| section.whole.contains(entry.span);
        let is_answered = page.entries().iter().any(|entry| is_inside(&entry));
        let is_feedback = page.meeting().role_at(index) == Some(Role::Feedback);
        let at = match rounds
            .iter()
            .position(|(parent, ..)| *parent == section.parent)
        {
            Some(at) => at,
            None => {
                rounds.push((section.parent, is_feedback, Round::default()));
                rounds.len() - 1
            }
        };
        rounds[at].2.ask(question, section.heading, is_answered);
    }
    rounds
        .into_iter()
        .map(|(_, is_feedback, round)| (is_feedback, round))
        .collect()
}

/// The rounds whose questions are labels: one for each section.
fn by_labels(page: &Page) -> Vec<(bool, Round)> {
    let mut rounds: Vec<(Option<usize>, bool, Round)> = Vec::new();
    for section in std::iter::once(None).chain((0..page.meeting().sections().len()).map(Some)) {
        let mut round = Round::default();
        let own = |entry: &&Entry| entry.section == section;
        for entry in page.entries().iter().filter(own) {
            for (question, place, is_answered) in labels(page, entry) {
                round.ask(question, place, is_answered);
            }
        }
        if round.asked.iter().flatten().next().is_some() {
            let role = section.and_then(|section| page.meeting().role_at(section));
            rounds.push((section, role == Some(Role::Feedback), round));
        }
    }
    rounds
        .into_iter()
        .map(|(_, is_feedback, round)| (is_feedback, round))
        .collect()
}

/// The lines of `entry` that begin with a label of the exercise: which, where, and whether it is filled in.
fn labels(page: &Page, entry: &Entry) -> Vec<(usize, Span, bool)> {
    let source = page.meeting().source();
    let mut found: Vec<(usize, Span, bool)> = Vec::new();
    let mut start = entry.span.start;
    let mut open: Option<usize> = None; // indent of a label with nothing behind it
    for line in entry.span.slice(source).split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let text = line.trim_start_matches(|c: char| c.is_whitespace() || "-*+>_".contains(c));
        let indent = line.len() - line.trim_start().len();
        if text.trim().is_empty() || text.starts_with("<!--") {
            continue;
        }
        let label = text
            .split_once(':')
            .and_then(|(word, rest)| Some((question(word)?, rest)));
        match label {
            Some((question, rest)) => {
                let is_filled = !rest
                    .trim_matches(|c: char| c.is_whitespace() || "*_".contains(c))
                    .is_empty();
                open = (!is_filled).then_some(indent);
                found.push((question, span, is_filled));
            }
            None if open.is_some_and(|open| indent > open) => {
                if let Some(last) = found.last_mut() {
                    last.2 = true;
                }
            }
            None => open = None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn the_three_go_together() {
        let only_stop = "Stop has an entry, Start and Continue have none";
        let no_stop = "Start and Continue have an entry, Stop has none";
        for (text, said) in [
            (
                "## Feedback\n### Start\n### Stop\n- meetings at noon\n### Continue\n<!-- what? -->\n",
                only_stop,
            ),
            (
                "## Start\n- pairing\n## Stop\n\n## Continue doing\n- demos\n",
                no_stop,
            ),
            (
                "## Feedback\n- Start:\n- Stop: meetings at noon\n- Continue:\n",
                only_stop,
            ),
            (
                "## Feedback\n- **Start:** pairing\n- **Stop:**\n- **Continue:** demos\n",
                no_stop,
            ),
            (
                "## Notes\nStart: pairing\nStop:\nContinue: demos\n",
                no_stop,
            ),
            (
                "## Feedback\n- Start:\n  - pairing\n- Continue:\n  - demos\n",
                no_stop,
            ),
            (
                "## Feedback\n### For Alex\n- Stop: meetings at noon\n",
                only_stop,
            ),
        ] {
            says(&CHECK, Case::agenda(text), &[said]);
            says(&CHECK, Case::record(text), &[said]);
        }
    }

    #[test]
    fn each_round_is_one() {
        let dana = "### For Dana\n#### Start\n- a\n#### Stop\n- b\n#### Continue\n- c\n";
        let alex = "### For Alex\n#### Start\n#### Stop\n#### Continue\n- c\n";
        let text = format!("## Feedback\n{dana}{alex}");
        let said = "Continue has an entry, Start and Stop have none";
        says(&CHECK, Case::agenda(&text), &[said]);
        silent(&CHECK, Case::agenda(&format!("## Feedback\n{dana}")));
    }

    #[test]
    fn other_uses_of_the_words_are_none() {
        for text in [
            "## Feedback\n### Start\n### Stop\n### Continue\n",
            "## Feedback\n- Start: a\n- Stop: b\n- Continue: c\n",
            "## Notes\n- Start: 10:00\n",
            "## Start\n- the plan\n",
            "## Plans\n- Start the migration\n- Stop: the old server\n",
            "## Feedback\n### Anfangen\n- a\n### Aufhören\n",
        ] {
            silent(&CHECK, Case::agenda(text));
        }
    }
}
