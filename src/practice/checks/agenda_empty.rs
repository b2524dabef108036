use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use crate::meeting::{Limit, PairKind, Side};
use crate::text::{Advice, Rule, Span};

/// Whose agenda it is: the practice says that of the IC.
pub const CHECK: Check = Check {
    speaks: "the IC has written nothing of their own into the agenda",
    why: "It is the IC's meeting. What nobody puts on the agenda is not talked about, and an agenda of the manager's alone turns into a status report.",
    instead: Advice::new(
        "Write one line under any heading. A single win or question will do; {add} takes it from the command line.",
    ),
    not_for: &[PairKind::Peer],
    ..Check::practice(Rule::hint("agenda-empty"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    // What was carried here was written for another meeting.
    let fresh = context
        .page
        .entries()
        .iter()
        .filter(|entry| entry.since.is_none());
    let authors: Vec<Option<Side>> = fresh
        .map(|entry| context.author(context.page, entry))
        .collect();
    // Where nothing tells who wrote an entry it may well be the IC's.
    if authors.iter().any(|author| *author != Some(Side::Manager)) {
        return Vec::new();
    }
    let ic = context.name(Side::Ic);
    let message = if authors.is_empty() {
        format!("nothing new is on the agenda yet; it is for {ic} to set it")
    } else {
        format!("{ic} has put nothing on the agenda yet")
    };
    let said = context.say(Span::at(0), message);
    vec![said.with_help(Advice::new("add a line: {add-win}"))]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn an_agenda_needs_an_entry_of_the_ic() {
        let said = "nothing new is on the agenda yet; it is for Alex to set it";
        says(&CHECK, Case::agenda("## Wins\n- \n## Plans\n"), &[said]);
        says(
            &CHECK,
            Case::agenda("## Action items\n- [ ] a @alex since:2026-11-03\n"),
            &[said],
        );
        says(
            &CHECK,
            Case::agenda("## Notes\n- @dana: the office moves\n"),
            &["Alex has put nothing on the agenda yet"],
        );
        silent(&CHECK, Case::agenda("## Wins\n- Shipped it\n"));
        silent(&CHECK, Case::record("## Wins\n"));
    }
}
