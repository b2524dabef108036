use super::super::page::Page;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use crate::meeting::{Limit, PairKind, Side, Unit};
use crate::text::{Advice, Rule, counted};

/// Two numbers may differ by chance; three in a row are worth a question.
pub const CHECK: Check = Check {
    speaks: "the number that the IC wrote as `mood` went down from each of so many held meetings to the next",
    why: "The number is the IC's own, and only the two of you see it. Where it goes down step by step there may be something to talk about, or nothing.",
    instead: Advice::new("Ask how things are, and leave time for the answer."),
    limits: &[Limit::new(3, Unit::Meetings)],
    not_for: &[PairKind::Peer],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("mood-falling"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    // Two at least, for one number goes nowhere.
    let count = meetings(limits).max(2);
    let itself = context.is_record.then_some(context.page);
    let held: Vec<&Page> = itself
        .into_iter()
        .chain(context.before)
        .take(count)
        .collect();
    let moods: Option<Vec<u8>> = held.iter().rev().map(|page| mood(page)).collect();
    let Some(moods) = moods.filter(|moods| moods.len() == count) else {
        return Vec::new();
    };
    let (Some(newest), Some(last)) = (held.first(), moods.last()) else {
        return Vec::new();
    };
    let turns_now = !context.is_record && mood(context.page).is_some_and(|now| now >= *last);
    if turns_now || !moods.is_sorted_by(|earlier, later| earlier > later) {
        return Vec::new();
    }
    let numbers: Vec<String> = moods.iter().map(u8::to_string).collect();
    let message = format!(
        "{} wrote {} as mood in the last {}",
        context.name(Side::Ic),
        numbers.join(", "),
        counted(count, "meeting")
    );
    vec![
        context
            .say_of(newest, newest.front_span("mood"), message)
            .with_help("a good moment to ask how things are"),
    ]
}

/// The IC's own number, 1 to 5.
fn mood(page: &Page) -> Option<u8> {
    let number = page.front("mood")?.trim().parse().ok()?;
    (1..=5).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    fn moods(case: Case, moods: &[&str]) -> Case {
        moods.iter().fold(case, |case, mood| {
            case.after(&format!("---\nmood: {mood}\n---\n"))
        })
    }

    #[test]
    fn three_steps_down_are_worth_a_question() {
        let said = "Alex wrote 4, 3, 2 as mood in the last 3 meetings";
        says(
            &CHECK,
            moods(Case::agenda(""), &["5", "4", "3", "2"]),
            &[said],
        );
        says(
            &CHECK,
            moods(Case::record("---\nmood: 2\n---\n"), &["4", "3"]),
            &[said],
        );
        for up in [
            &["4", "3", "3"][..],
            &["2", "3", "4"],
            &["4", "", "2"],
            &["7", "6", "5"],
            &["3", "2"],
            &["4", "3", "tired"],
        ] {
            silent(&CHECK, moods(Case::agenda(""), up));
        }
        silent(
            &CHECK,
            moods(Case::agenda("---\nmood: 4\n---\n"), &["4", "3", "2"]),
        );
        silent(
            &CHECK,
            moods(Case::agenda(""), &["4", "3", "2"]).with_limits("4 meetings"),
        );
    }
}
