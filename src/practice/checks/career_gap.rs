use super::super::page::Page;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, days, limit, meetings};
use crate::meeting::{Limit, PairKind, Role, Unit};
use crate::text::{Advice, Rule};

/// Four meetings, or five weeks where they are far apart, are the figure of the practice.
pub const CHECK: Check = Check {
    speaks: "nothing stands under Career in so many meetings, and for so many days",
    why: "Career is the topic that is always important and never urgent, so it is the first to go missing.",
    instead: Advice::new(
        "Write one small thing: what you learned, or what you would like to be doing half a year from now.",
    ),
    limits: &[Limit::new(4, Unit::Meetings), Limit::new(35, Unit::Days)],
    not_for: &[PairKind::Peer],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("career-gap"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let speaks = |page: &Page| page.speaks_of(Role::Career);
    if speaks(context.page) {
        return Vec::new();
    }
    let last = context.before.iter().position(speaks);
    let silent =
        context.before.len().min(last.unwrap_or(usize::MAX)) + usize::from(context.is_record);
    let enough_meetings = limit(limits, Unit::Meetings).is_none_or(|_| silent >= meetings(limits));
    let since = match last {
        Some(last) => Some(context.before[last].date()),
        None => context.before.last().map(Page::date),
    };
    let Some(since) = since.filter(|_| enough_meetings) else {
        return Vec::new();
    };
    if (context.today - since).num_days() < days(limits) {
        return Vec::new();
    }
    let message = match last {
        Some(_) => format!("nothing about career in {silent} meetings, since {since}"),
        None => format!("nothing about career in the last {silent} meetings"),
    };
    vec![
        context
            .say(context.page.heading(Role::Career), message)
            .with_help(Advice::new("a small step will do: {add-career}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn career_is_not_forgotten() {
        let empty = "## Career\n<!-- one step? -->\n";
        let agenda = || Case::agenda(empty);
        let with = |meetings: usize, before: &str| {
            (0..meetings).fold(agenda().after(before), |case, _| case.after(empty))
        };
        says(
            &CHECK,
            with(5, "## Career\n- read a book\n"),
            &["nothing about career in 5 meetings, since 2026-10-13"],
        );
        says(
            &CHECK,
            with(5, ""),
            &["nothing about career in the last 6 meetings"],
        );
        let four = || with(4, "## Career\n- read a book\n");
        says(
            &CHECK,
            four(),
            &["nothing about career in 4 meetings, since 2026-10-20"],
        );
        silent(&CHECK, four().with_limits("4 meetings or 36 days"));
        silent(&CHECK, with(3, "## Career\n- read a book\n"));
        silent(&CHECK, agenda());
        silent(&CHECK, with(5, "").with_limits("10 meetings"));
        says(
            &CHECK,
            with(2, "## Career\n- read a book\n").with_limits("2 meetings"),
            &["nothing about career in 2 meetings, since 2026-11-03"],
        );
    }
}
