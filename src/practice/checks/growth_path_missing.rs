use super::super::page::Page;
use super::answers::author;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding, meetings};
use crate::meeting::{Limit, PairKind, Role, Side, Unit};
use crate::text::{Advice, Rule, counted};

/// Two months of weekly meetings: where the ways lead doesn't change every week.
pub const CHECK: Check = Check {
    speaks: "for so many meetings the manager has written nothing under Career",
    why: "The IC knows where they would like to go; which ways are open, often only the manager does.",
    instead: Advice::new(
        "The manager writes one line: a role, a project or a person that could be a next step.",
    ),
    limits: &[Limit::new(8, Unit::Meetings)],
    not_for: &[PairKind::Peer],
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("growth-path-missing"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let may_be_managers = |page: &Page| {
        let entries = page.of(Role::Career).filter(|entry| entry.since.is_none());
        entries
            .flat_map(|entry| entry.parts.iter().map(move |part| (entry, part)))
            .map(|(entry, part)| author(context.writers, page, entry, part, context.pair()))
            .any(|side| side != Some(Side::Ic))
    };
    if may_be_managers(context.page) {
        return Vec::new();
    }
    let last = context.before.iter().position(may_be_managers);
    let silent = last.unwrap_or(context.before.len()) + usize::from(context.is_record);
    if silent < meetings(limits) {
        return Vec::new();
    }
    let message = format!(
        "{} has written nothing under Career in the last {}",
        context.name(Side::Manager),
        counted(silent, "meeting")
    );
    vec![
        context
            .say(context.page.heading(Role::Career), message)
            .with_help("one line will do: which role, project or person could be a next step?"),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::super::writers::Authorship;
    use super::super::testing::{Case, says, silent};
    use super::*;
    use crate::meeting::parse_date;

    const BY_ALEX: &str = "## Career\n- @alex: read a book\n";

    fn after(case: Case, pages: &[&str]) -> Case {
        pages.iter().fold(case, |case, page| case.after(page))
    }

    #[test]
    fn the_manager_shows_ways() {
        let said = "Dana has written nothing under Career in the last 8 meetings";
        says(&CHECK, after(Case::agenda(""), &[BY_ALEX; 8]), &[said]);
        says(&CHECK, after(Case::record(BY_ALEX), &[""; 7]), &[said]);
        let carried = "## Career\n- [ ] lead a project since:2026-01-06\n";
        says(&CHECK, after(Case::agenda(carried), &[BY_ALEX; 8]), &[said]);
        says(
            &CHECK,
            after(Case::agenda(""), &[BY_ALEX; 3]).with_limits("3 meetings"),
            &["Dana has written nothing under Career in the last 3 meetings"],
        );
    }

    #[test]
    fn a_line_of_theirs_or_of_unknown_hand_is_silence() {
        for line in [
            "## Career\n- @dana: you could lead the import\n",
            "## Career\n- read a book\n",
            "## Career\n- @alex: lead a project\n  - @dana: the import would fit\n",
        ] {
            silent(&CHECK, after(Case::agenda(line), &[""; 8]));
            let mut pages = [BY_ALEX; 8];
            pages[4] = line;
            silent(&CHECK, after(Case::agenda(""), &pages));
        }
        silent(&CHECK, after(Case::agenda(""), &[BY_ALEX; 7]));
        let at = parse_date("2026-11-17")
            .and_then(|date| date.and_hms_opt(9, 0, 0))
            .expect("a time");
        let side = Some(Side::Manager);
        let lines = vec![None, Some(Authorship { side, at })];
        let mut pages = [BY_ALEX; 8];
        pages[7] = "## Career\n- the import would fit\n";
        silent(
            &CHECK,
            after(Case::agenda(""), &pages).written("2026-11-17", lines),
        );
    }
}
