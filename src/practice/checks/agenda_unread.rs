use chrono::NaiveDateTime;

use super::super::entry::Entry;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, days};
use super::text::listed;
use crate::meeting::{Limit, PairKind, Role, Side, Unit};
use crate::text::{Advice, Rule};

/// Said from the day before on: until then there is time to read.
pub const CHECK: Check = Check {
    speaks: "the meeting is so many days away or less, and the manager has written nothing in the agenda since the IC's last points came, as git's history tells",
    why: "Whoever reads the agenda for the first time in the meeting can only react. A note below a point shows that it was read, and often settles it.",
    instead: Advice::new(
        "Put a word below the points that need one, or write `read_by` with your handle at the top of the agenda.",
    ),
    limits: &[Limit::new(1, Unit::Days)],
    not_for: &[PairKind::Peer],
    ..Check::practice(Rule::hint("agenda-unread"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let date = context.page.date();
    if (date - context.today).num_days() > days(limits) {
        return Vec::new();
    }
    let read = context.writers.newest(date, Side::Manager);
    let is_unread = |entry: &&Entry| {
        // What was carried is known to both; what is personal is named to nobody.
        let is_new = entry.since.is_none() && entry.role != Some(Role::Personal);
        let written = newest_line(context, entry, Side::Ic).filter(|_| is_new && !entry.is_over());
        written.is_some_and(|written| read.is_none_or(|read| read < written))
    };
    let unread: Vec<&Entry> = context.page.entries().iter().filter(is_unread).collect();
    let Some(first) = unread.first() else {
        return Vec::new();
    };
    let message = format!(
        "not read by {} yet: {}",
        context.name(Side::Manager),
        listed(unread.iter().map(|entry| entry.title()))
    );
    let help = Advice::new("a note below it says that it was, or {read}");
    vec![context.say(first.place(), message).with_help(help)]
}

/// When `side` last wrote something in `entry`, notes included.
fn newest_line(context: &CheckContext<'_>, entry: &Entry, side: Side) -> Option<NaiveDateTime> {
    let first = context.page.place(entry.span.start).line;
    let last = context.page.place(entry.span.end.saturating_sub(1)).line;
    (first..=last)
        .filter_map(|line| context.writers.of_line(context.page.date(), line))
        .filter(|line| line.side == Some(side))
        .map(|line| line.at)
        .max()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const HEADING: (&str, Side, &str) = ("## Blockers", Side::Ic, "19T18:00");
    const CI: (&str, Side, &str) = ("- CI is slow", Side::Ic, "20T10:00");

    #[test]
    fn what_came_after_the_manager_was_here_is_unread() {
        let access = ("- No access", Side::Ic, "22T10:00");
        says(
            &CHECK,
            Case::agenda_by(&[HEADING, CI, access]),
            &["not read by Dana yet: `CI is slow` and `No access`"],
        );
        let between = ("  - They know", Side::Manager, "21T10:00");
        says(
            &CHECK,
            Case::agenda_by(&[HEADING, CI, between, access]),
            &["not read by Dana yet: `No access`"],
        );
        let asked = ("  - Ask: until when?", Side::Ic, "22T10:00");
        says(
            &CHECK,
            Case::agenda_by(&[HEADING, CI, between, asked]),
            &["not read by Dana yet: `CI is slow`"],
        );
    }

    #[test]
    fn a_word_of_the_manager_shows_that_it_was_read() {
        let note = ("  - They know", Side::Manager, "21T10:00");
        silent(&CHECK, Case::agenda_by(&[HEADING, CI, note]));
        let mark = [
            ("---", Side::Ic, "19T18:00"),
            ("read_by: dana", Side::Manager, "21T10:00"),
            ("---", Side::Ic, "19T18:00"),
        ];
        silent(
            &CHECK,
            Case::agenda_by(&[mark[0], mark[1], mark[2], HEADING, CI]),
        );
        // Before the last day there is time.
        silent(&CHECK, Case::agenda_by(&[HEADING, CI]).on("2026-11-22"));
        says(
            &CHECK,
            Case::agenda_by(&[HEADING, CI])
                .on("2026-11-22")
                .with_limits("2 days"),
            &["not read by Dana yet: `CI is slow`"],
        );
    }

    #[test]
    fn where_there_is_nothing_to_read_or_nothing_tells_it_is_silent() {
        silent(&CHECK, Case::agenda("## Blockers\n- CI is slow\n"));
        for line in [
            "- ",
            "- [ ] CI is slow since:2026-11-17",
            "- [x] CI is slow",
        ] {
            silent(
                &CHECK,
                Case::agenda_by(&[HEADING, (line, Side::Ic, "20T10:00")]),
            );
        }
        silent(
            &CHECK,
            Case::agenda_by(&[
                ("## Personal", Side::Ic, "19T18:00"),
                ("- A hard week", Side::Ic, "20T10:00"),
            ]),
        );
        silent(
            &CHECK,
            Case::agenda_by(&[HEADING, ("- CI is slow", Side::Manager, "20T10:00")]),
        );
    }
}
