use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, meetings};
use super::text::quoted;
use crate::meeting::{AGED, ActionItem, Limit, Role, Side, Skimmed, Unit};
use crate::text::{Advice, Rule, counted};

/// As many times as bring an item to the top of its section.
pub const CHECK: Check = Check {
    speaks: "an open item was carried so many times and has no due date that is still to come",
    why: "What is carried from week to week is read by nobody any more, and it hides the items that count.",
    instead: Advice::new(
        "Do it, split off a first step, hand it over ({assign}), give it a new day ({due}) or let it go ({drop}).",
    ),
    limits: &[Limit::new(AGED as u32, Unit::Meetings)],
    ..Check::practice(Rule::hint("promise-old"), Stage::Pair, run)
};

/// Whether this check speaks of `item`, which stands in the meeting that is looked at: one remark on an item is enough, and
/// that one is about all of it.
pub fn speaks_of(context: &CheckContext<'_>, item: &ActionItem) -> bool {
    let settings = &context.settings().checks;
    let meeting = context.page.meeting();
    let times = context
        .series
        .times_carried(meeting.origin_of(item), meeting.due_date());
    !settings.is_off(CHECK.rule) && times >= meetings(settings.limits(CHECK.rule, CHECK.limits))
}

const HELP: Advice = Advice::new(
    "do it, split it, {assign-in-short} it, give it another `due` day, or {drop-in-short} it",
);

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let old = context
        .open
        .iter()
        .filter(|item| item.times >= meetings(limits) && !has_time(context, item.due));
    old.filter_map(|listed| {
        let (meeting, item) = context.item(listed)?;
        // What is personal has all the time in the world; a blocker has a check of its own.
        if item.role == Some(Role::Personal) || is_blocker_without_manager(context, item) {
            return None;
        }
        if around(meeting, item).any(|parent| speaks_for_steps(context, meeting, parent, limits)) {
            return None;
        }
        let was_due = match listed.due {
            Some(due) => format!(" and was due on {due}"),
            None => String::new(),
        };
        let message = format!(
            "{} was carried {}, since {}{was_due}",
            quoted(&listed.title),
            counted(listed.times, "time"),
            listed.origin
        );
        let said = context.say_in(meeting, item.checkbox.span, message);
        Some(said.with_help(HELP))
    })
    .collect()
}

/// Whether `due` is still to come.
fn has_time(context: &CheckContext<'_>, due: Option<chrono::NaiveDate>) -> bool {
    due.is_some_and(|due| due >= context.today)
}

/// The items around `item`, from the inside out.
fn around<'m>(
    meeting: &'m Skimmed,
    item: &ActionItem,
) -> impl Iterator<Item = &'m ActionItem> + use<'m> {
    let parent = |item: &ActionItem| item.parent.and_then(|at| meeting.items().get(at));
    std::iter::successors(parent(item), move |around| parent(around))
}

/// Whether what is said of `parent`, or its day, holds for its steps as well.
fn speaks_for_steps(
    context: &CheckContext<'_>,
    meeting: &Skimmed,
    parent: &ActionItem,
    limits: &[Limit],
) -> bool {
    let times = context
        .series
        .times_carried(meeting.origin_of(parent), meeting.due_date());
    parent.status().is_open() && (has_time(context, parent.due()) || times >= meetings(limits))
}

fn is_blocker_without_manager(context: &CheckContext<'_>, item: &ActionItem) -> bool {
    let owner = item.owner().and_then(|owner| context.pair().side_of(owner));
    item.role == Some(Role::Blockers) && owner != Some(Side::Manager)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    /// Three meetings, and an agenda with this in it.
    fn now(text: &str) -> Case {
        Case::agenda(text).after("").after("").after("")
    }

    #[test]
    fn what_was_carried_often_wants_a_decision() {
        says(
            &CHECK,
            now("## Action items\n- [ ] Write it up @alex since:2026-11-03\n"),
            &["`Write it up` was carried 3 times, since 2026-11-03"],
        );
        says(
            &CHECK,
            now("- [/] Write it up @dana due:2026-11-23 since:2026-11-03\n"),
            &["`Write it up` was carried 3 times, since 2026-11-03 and was due on 2026-11-23"],
        );
        for fine in [
            "- [ ] Write it up due:2026-11-24 since:2026-11-03\n",
            "- [ ] Write it up since:2026-11-10\n",
            "- [x] Write it up since:2026-11-03\n",
            "- [-] Write it up since:2026-11-03\n",
            "- [ ] Write it up\n",
            "- Write it up since:2026-11-03\n",
            "## Personal\n- [ ] Write it up since:2026-11-03\n",
            "## Blockers\n- [ ] Write it up since:2026-11-03\n",
        ] {
            silent(&CHECK, now(fine));
        }
        let twice = "- [ ] Write it up since:2026-11-10\n";
        says(
            &CHECK,
            now(twice).with_limits("2 meetings"),
            &["`Write it up` was carried 2 times, since 2026-11-10"],
        );
        says(
            &CHECK,
            now("## Blockers\n- [ ] Write it up @dana since:2026-11-03\n"),
            &["`Write it up` was carried 3 times, since 2026-11-03"],
        );
    }

    #[test]
    fn an_item_speaks_for_its_steps() {
        says(
            &CHECK,
            now("- [ ] Move house since:2026-11-03\n  - [ ] Pack since:2026-11-03\n"),
            &["`Move house` was carried 3 times, since 2026-11-03"],
        );
        silent(
            &CHECK,
            now(
                "- [ ] Move house due:2026-12-01 since:2026-11-03\n  - [ ] Pack since:2026-11-03\n",
            ),
        );
        says(
            &CHECK,
            now("- [x] Move house since:2026-11-03\n  - [ ] Pack since:2026-11-03\n"),
            &["`Pack` was carried 3 times, since 2026-11-03"],
        );
    }
}
