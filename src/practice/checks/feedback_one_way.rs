use super::super::page::Page;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use super::feedback::{pieces, to};
use crate::meeting::{Limit, Role, Side, Unit};
use crate::text::{Advice, Rule, counted};

/// Thanks count: they are feedback, too.
pub const CHECK: Check = Check {
    speaks: "for so many meetings nobody wrote feedback for one of the two",
    why: "Whoever only gets feedback is being graded, and whoever only gives it learns nothing about themselves.",
    instead: Advice::new(
        "Write one small thing under the heading of the one who got nothing: what helped, or what to try.",
    ),
    limits: &[Limit::new(4, Unit::Meetings)],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("feedback-one-way"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let limit = meetings(limits);
    let is_unknown = |page: &Page| pieces(page).any(|entry| to(context, page, entry).is_none());
    if context.recent(limit).any(is_unknown) {
        return Vec::new();
    }
    let [dana, alex] = [Side::Manager, Side::Ic].map(|side| silence(context, side));
    let (side, longest) = if alex.meetings > dana.meetings {
        (Side::Ic, alex)
    } else {
        (Side::Manager, dana)
    };
    if longest.meetings < limit {
        return Vec::new();
    }
    let whom = if dana.meetings == alex.meetings {
        "either way".to_string()
    } else {
        format!("for {}", context.name(side))
    };
    let since = longest
        .since
        .map_or(String::new(), |date| format!(", since {date}"));
    let count = counted(longest.meetings, "meeting");
    let message = format!("no feedback {whom} in the last {count}{since}");
    vec![
        context
            .say(context.page.heading(Role::Feedback), message)
            .with_help(Advice::new("one small thing will do: {add-feedback}")),
    ]
}

/// For how many held meetings nobody has written feedback for one of the two.
#[derive(Clone, Copy)]
struct Silence {
    meetings: usize,
    /// When the last was written, where anyone did.
    since: Option<chrono::NaiveDate>,
}

fn silence(context: &CheckContext<'_>, side: Side) -> Silence {
    let may_be_for = |page: &Page| {
        pieces(page).any(|entry| to(context, page, entry).is_none_or(|known| known == side))
    };
    if may_be_for(context.page) {
        return Silence {
            meetings: 0,
            since: None,
        };
    }
    let last = context.before.iter().position(may_be_for);
    let before = last.unwrap_or(context.before.len());
    Silence {
        meetings: before + usize::from(context.is_record),
        since: last.map(|at| context.before[at].date()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const FOR_DANA: &str = "## Feedback\n### For Dana\n- Situation: planning\n### For Alex\n";
    const FOR_ALEX: &str = "## Feedback\n### For Dana\n### For Alex\n- Thanks: the talk\n";
    const NONE: &str = "## Feedback\n### For Dana\n<!-- what? -->\n### For Alex\n- Nothing\n";

    fn after(case: Case, pages: &[&str]) -> Case {
        pages.iter().fold(case, |case, page| case.after(page))
    }

    #[test]
    fn the_longer_silence_is_named() {
        let up_only = [FOR_ALEX, FOR_DANA, FOR_DANA, NONE, FOR_DANA];
        says(
            &CHECK,
            after(Case::agenda(NONE), &up_only),
            &["no feedback for Alex in the last 4 meetings, since 2026-10-20"],
        );
        says(
            &CHECK,
            after(Case::record(FOR_DANA), &[NONE, NONE, NONE]),
            &["no feedback for Alex in the last 4 meetings"],
        );
        says(
            &CHECK,
            after(
                Case::agenda(""),
                &[FOR_DANA, FOR_ALEX, NONE, NONE, NONE, NONE],
            ),
            &["no feedback for Dana in the last 5 meetings, since 2026-10-13"],
        );
        says(
            &CHECK,
            after(Case::agenda(NONE), &[NONE; 4]),
            &["no feedback either way in the last 4 meetings"],
        );
        let carried = "## Feedback\n### For Alex\n- [ ] Situation: talk since:2026-10-20\n";
        says(
            &CHECK,
            after(Case::agenda(carried), &[FOR_DANA; 4]),
            &["no feedback for Alex in the last 4 meetings"],
        );
    }

    #[test]
    fn both_ways_or_unknown_is_silence() {
        silent(&CHECK, after(Case::agenda(NONE), &[NONE, NONE, NONE]));
        silent(
            &CHECK,
            after(Case::agenda(""), &[FOR_ALEX, FOR_DANA, NONE, NONE]),
        );
        silent(&CHECK, after(Case::agenda(FOR_ALEX), &[FOR_DANA; 4]));
        let unknown = "## Feedback\n- The talk went well\n";
        silent(
            &CHECK,
            after(Case::agenda(""), &[FOR_DANA, FOR_DANA, unknown, FOR_DANA]),
        );
        silent(
            &CHECK,
            after(Case::agenda(""), &[FOR_DANA; 4]).with_limits("5 meetings"),
        );
    }
}
