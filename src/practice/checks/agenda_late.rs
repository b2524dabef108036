use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::super::entry::Entry;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, limit};
use super::text::listed;
use crate::meeting::{Limit, Role, Side, Unit};
use crate::text::{Advice, Rule, counted};

/// A day is what the other needs to think a point over, or to ask somebody.
pub const CHECK: Check = Check {
    speaks: "something of the IC's came onto the agenda less than so many hours before the meeting, as git's history tells",
    why: "A point that nobody could think over gets the first answer that comes to mind.",
    instead: Advice::new(
        "Write points down on the day they come up: {add} takes a line at any time, and {sync} hands it over. What can't wait still belongs on the agenda.",
    ),
    limits: &[Limit::new(24, Unit::Hours)],
    ..Check::practice(Rule::hint("agenda-late"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let (Some(hours), Some((start, end))) = (limit(limits, Unit::Hours), times(context)) else {
        return Vec::new();
    };
    let from = start - TimeDelta::hours(i64::from(hours));
    let came_late = |entry: &&Entry| {
        let written = context.writers.written(context.page, entry);
        written.is_some_and(|line| line.at > from && line.at < end)
    };
    let late: Vec<&Entry> = context
        .page
        .entries()
        .iter()
        .filter(|entry| is_point(entry) && context.author(context.page, entry) == Some(Side::Ic))
        .filter(came_late)
        .collect();
    let Some(first) = late.first() else {
        return Vec::new();
    };
    let message = format!(
        "came less than {} before the meeting: {}",
        counted(hours as usize, "hour"),
        listed(late.iter().map(|entry| entry.title()))
    );
    vec![context.say(first.place(), message).with_help(format!(
        "tell {} of it, so that it comes as no surprise",
        context.name(Side::Manager)
    ))]
}

/// When the meeting begins, and until when one may prepare it. Where nobody says at what time it is, the whole day counts
/// as before it.
fn times(context: &CheckContext<'_>) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let date = context.page.date();
    let time = context.settings().cadence.as_ref().and_then(|cadence| {
        let (hour, minute) = cadence.time?;
        NaiveTime::from_hms_opt(hour, minute, 0)
    });
    match time {
        Some(time) => Some((date.and_time(time), date.and_time(time))),
        None => Some((
            date.and_time(NaiveTime::MIN),
            date.succ_opt()?.and_time(NaiveTime::MIN),
        )),
    }
}

/// Whether `entry` is something to talk of: not what was written while talking, and not what is nobody's business.
fn is_point(entry: &Entry) -> bool {
    !entry.is_over()
        && !matches!(
            entry.role,
            Some(
                Role::Personal | Role::Notes | Role::Decisions | Role::Summary | Role::ActionItems
            )
        )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const HEADING: (&str, Side, &str) = ("## Blockers", Side::Ic, "23T18:00");

    #[test]
    fn what_came_in_the_last_hours_is_named() {
        let said = "came less than 24 hours before the meeting: `CI is slow` and `No access`";
        let agenda = || {
            Case::agenda_by(&[
                HEADING,
                ("- Old news", Side::Ic, "23T09:59"),
                ("- CI is slow", Side::Ic, "23T10:01"),
                ("- No access", Side::Ic, "24T09:30"),
                ("- The office moves", Side::Manager, "24T09:30"),
            ])
        };
        says(&CHECK, agenda(), &[said]);
        silent(&CHECK, agenda().with_limits("0 hours"));
        says(
            &CHECK,
            agenda().with_limits("1 hour"),
            &["came less than 1 hour before the meeting: `No access`"],
        );
    }

    #[test]
    fn what_is_no_point_of_the_agenda_may_come_at_any_time() {
        for (heading, line) in [
            ("## Blockers", "- @dana: they know"),
            ("## Blockers", "- [ ] CI is slow since:2026-11-17"),
            ("## Blockers", "- [x] CI is slow"),
            ("## Blockers", "-"),
            ("## Notes", "- They know"),
            ("## Personal", "- A hard week"),
            ("## Summary", "All is well"),
            ("## Action items", "- [ ] Write it up @alex"),
        ] {
            let lines = [
                (heading, Side::Ic, "23T18:00"),
                (line, Side::Ic, "23T18:00"),
            ];
            silent(&CHECK, Case::agenda_by(&lines));
        }
        // Without a time, all of the day is before the meeting.
        let at_noon = || Case::agenda_by(&[HEADING, ("- No access", Side::Ic, "24T12:00")]);
        silent(&CHECK, at_noon());
        says(
            &CHECK,
            at_noon().at_no_time(),
            &["came less than 24 hours before the meeting: `No access`"],
        );
        // While they were talking.
        silent(
            &CHECK,
            Case::agenda_by(&[HEADING, ("- No access", Side::Ic, "24T10:20")]),
        );
        // Nothing tells.
        silent(&CHECK, Case::agenda("## Blockers\n- No access\n"));
    }
}
