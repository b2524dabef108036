use super::super::entry::{Entry, Part};
use super::super::label::Label;
use super::super::page::Page;
use super::answers::{author, is_ended, is_repeated, unanswered};
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use super::text::quoted;
use crate::meeting::{Limit, PairKind, Role, Side, Unit};
use crate::text::{Advice, Rule};

/// An ask is complete by itself; what is missing is the other side's.
pub const CHECK: Check = Check {
    speaks: "an `Ask:` of one of the last meetings has no `Answer:` below it, neither there nor where it was carried to",
    why: "An ask without an answer teaches not to ask. A no, or a day by which there will be a yes or a no, is an answer.",
    instead: Advice::new("The other side writes `- Answer: …` below it: yes, no, or by when."),
    limits: &[Limit::new(4, Unit::Meetings)],
    not_for: &[PairKind::Peer],
    prep: Some(PrepPart::Owed),
    ..Check::practice(Rule::hint("ask-unanswered"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let pages: Vec<&Page> = context.recent(meetings(limits)).collect();
    let mut found = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let (later, earlier) = (&pages[..at], &pages[at + 1..]);
        for entry in page.entries() {
            for ask in unanswered(entry, Label::Ask) {
                let first = first_of(page, entry, ask, earlier);
                let is_new = at == 0 && !context.is_record && entry.since.is_none();
                let is_asked = !is_new || first.is_some();
                let goes_on = later
                    .iter()
                    .any(|later| is_repeated(page, entry, ask, later));
                // The newest copy is the one that counts.
                if is_asked && !goes_on && !is_ended(page, ask) {
                    let first = first.unwrap_or((page, entry, ask));
                    found.push(say(context, (page, entry, ask), first));
                }
            }
        }
    }
    found
}

/// An ask, with the entry and the meeting in which it stands.
type FoundAsk<'a> = (&'a Page, &'a Entry, &'a Part);

/// Where `ask` was first asked, if that was in one of the meetings before, which are the newest first.
fn first_of<'a>(
    page: &Page,
    entry: &Entry,
    ask: &Part,
    earlier: &[&'a Page],
) -> Option<FoundAsk<'a>> {
    let oldest_first = earlier.iter().rev();
    oldest_first
        .flat_map(|earlier| earlier.entries().iter().map(move |entry| (*earlier, entry)))
        .flat_map(|(earlier, entry)| entry.parts.iter().map(move |part| (earlier, entry, part)))
        .find(|(earlier, other, part)| {
            let origin = other.since.unwrap_or(earlier.meeting().due_date());
            let is_copy = entry.since == Some(origin) && entry.title() == other.title();
            let is_same_text = part.label == ask.label && part.text == ask.text;
            is_same_text && (is_copy || entry.since.is_none()) && earlier.date() < page.date()
        })
}

fn say(
    context: &CheckContext<'_>,
    (page, entry, ask): FoundAsk<'_>,
    first: FoundAsk<'_>,
) -> Finding {
    let (first_page, first_entry, first_ask) = first;
    let since = first_entry.since.unwrap_or(first_page.date());
    let asker = author(
        context.writers,
        first_page,
        first_entry,
        first_ask,
        context.pair(),
    );
    let ask_named = match entry.role {
        Some(Role::Personal) => "under Personal".to_string(), // never quoted
        _ => quoted(&ask.text),
    };
    let message = match asker.map(Side::other) {
        Some(side) => format!(
            "{} owes an answer to the ask {ask_named}, since {since}",
            context.name(side)
        ),
        None => format!("the ask {ask_named} has no answer, since {since}"),
    };
    context
        .say_of(page, ask.span, message)
        .with_help("write `- Answer: …` below it: yes, no, or by when")
}

#[cfg(test)]
mod tests {
    use super::super::super::writers::Authorship;
    use super::super::testing::{Case, says, silent};
    use super::*;
    use crate::meeting::parse_date;

    const ASK: &str = "## Blockers\n- No access\n  - Ask: who grants it?\n";

    #[test]
    fn an_ask_gets_an_answer() {
        let said = "the ask `who grants it?` has no answer, since 2026-11-17";
        says(&CHECK, Case::agenda("").after(ASK), &[said]);
        says(
            &CHECK,
            Case::agenda("").after("## Notes\n- Ask: who grants it?\n  - Answer:\n"),
            &[said],
        );
        says(
            &CHECK,
            Case::record(ASK),
            &["the ask `who grants it?` has no answer, since 2026-11-24"],
        );
        says(
            &CHECK,
            Case::agenda("").after("## Personal\n- Ask: two weeks off in May?\n"),
            &["the ask under Personal has no answer, since 2026-11-17"],
        );
        let oldest = Case::agenda("").after(ASK).after("").after("").after("");
        says(
            &CHECK,
            oldest,
            &["the ask `who grants it?` has no answer, since 2026-10-27"],
        );
        let two = "## Notes\n- Access\n  - Ask: to A?\n  - Answer: yes\n  - Ask: to B?\n";
        says(
            &CHECK,
            Case::agenda("").after(two),
            &["the ask `to B?` has no answer, since 2026-11-17"],
        );
    }

    #[test]
    fn it_is_the_others_debt() {
        let at = parse_date("2026-11-17")
            .and_then(|date| date.and_hms_opt(9, 0, 0))
            .expect("a time");
        let by = |side| Some(Authorship { side, at });
        let written = |side| {
            let lines = vec![None, by(None), by(Some(side))];
            Case::agenda("").after(ASK).written("2026-11-17", lines)
        };
        for (side, said) in [
            (
                Side::Ic,
                "Dana owes an answer to the ask `who grants it?`, since 2026-11-17",
            ),
            (
                Side::Manager,
                "Alex owes an answer to the ask `who grants it?`, since 2026-11-17",
            ),
        ] {
            says(&CHECK, written(side), &[said]);
        }
    }

    #[test]
    fn the_newest_copy_counts() {
        let asked = "- [>] No access @alex\n  - Ask: who grants it?\n";
        let carried = "- [ ] No access @alex since:2026-11-10\n  - Ask: who grants it?\n";
        let said = "the ask `who grants it?` has no answer, since 2026-11-10";
        let between = carried.replace("[ ]", "[>]");
        says(
            &CHECK,
            Case::agenda(carried).after(asked).after(&between),
            &[said],
        );
        for ending in [
            format!("{carried}  - Answer: Priya\n"),
            carried.replace("[ ]", "[x]"),
            carried.replace("[ ]", "[-]"),
            carried.replace("  - Ask: who grants it?\n", ""), // taken back
        ] {
            silent(&CHECK, Case::agenda(&ending).after(asked).after(&between));
        }
        // Written anew by hand.
        says(
            &CHECK,
            Case::agenda(ASK).after(ASK),
            &["the ask `who grants it?` has no answer, since 2026-11-17"],
        );
        silent(
            &CHECK,
            Case::agenda(&format!("{ASK}  - Answer: Priya\n")).after(ASK),
        );
    }

    #[test]
    fn what_is_answered_ended_or_new_is_no_debt() {
        for answered in [
            "## Notes\n- Ask: who grants it?\n  - Answer: Priya, by Friday\n",
            "## Notes\n- Ask: who grants it?\n- Answer: Priya\n",
            "## Notes\n- Ask: who grants it? Answer: Priya\n",
            "## Notes\n- [x] No access\n  - Ask: who grants it?\n",
            "## Notes\n- No access\n  - [x] Ask: who grants it?\n",
            "## Notes\n- Ask:\n",
            "## Notes\n- Bitte: wer hilft?\n  - Antwort: Priya\n",
            "## Notes\n- Bøn: hvem?\n",
        ] {
            silent(&CHECK, Case::agenda("").after(answered));
        }
        silent(&CHECK, Case::agenda(ASK));
        let old = Case::agenda("").after(ASK).after("").after("");
        silent(&CHECK, old.with_limits("2 meetings"));
    }
}
