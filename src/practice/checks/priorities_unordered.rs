use super::super::entry::Entry;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, limit};
use crate::meeting::{Limit, PairKind, Role, Side, Unit};
use crate::text::{Advice, Rule, counted};

/// Up to five things one keeps in one's head.
pub const CHECK: Check = Check {
    speaks: "the IC has more than so many open items, and what stands under Priorities is no numbered list",
    why: "With many things at once the order is the one decision that counts, and it is the manager who can help with it.",
    instead: Advice::new(
        "Number the list (`1.`, `2.`, …), or give the items `p:1` to `p:3`. What stands last may wait.",
    ),
    limits: &[Limit::new(5, Unit::Items)],
    not_for: &[PairKind::SkipLevel, PairKind::Peer],
    ..Check::practice(Rule::hint("priorities-unordered"), Stage::Agenda, run)
};

fn run(context: &CheckContext<'_>, limits: &[Limit]) -> Vec<Finding> {
    let most = limit(limits, Unit::Items).map_or(usize::MAX, |most| most as usize);
    let is_of_ic = |owner: &String| context.pair().side_of(owner) == Some(Side::Ic);
    let open = context
        .open
        .iter()
        .filter(|item| item.owner.as_ref().is_some_and(is_of_ic))
        .count();
    let priorities: Vec<&Entry> = context
        .page
        .of(Role::Priorities)
        .filter(|entry| !entry.is_over())
        .collect();
    let is_ordered = priorities
        .iter()
        .any(|entry| entry.is_numbered || begins_with_a_number(entry.title()));
    let has_ranks = context
        .page
        .meeting()
        .items()
        .iter()
        .any(|item| item.status().is_open() && item.attributes.priority.is_some());
    let [first, _, ..] = priorities.as_slice() else {
        return Vec::new();
    };
    if open <= most || is_ordered || has_ranks {
        return Vec::new();
    }
    let message = format!(
        "{} has {}, and the priorities are in no order",
        context.name(Side::Ic),
        counted(open, "open item")
    );
    vec![
        context
            .say(first.place(), message)
            .with_help("number them; what stands last may wait"),
    ]
}

/// Whether somebody gave it a place in an order: `#1`, `P1`, `1:`.
fn begins_with_a_number(title: &str) -> bool {
    title
        .trim_start_matches(['#', 'P', 'p', '*', '_', '(', '['])
        .starts_with(|c: char| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    /// An agenda with these priorities and so many items of Alex.
    fn busy(priorities: &str, items: usize) -> Case {
        let items: String = (1..=items)
            .map(|number| format!("- [ ] Thing {number} @alex\n"))
            .collect();
        Case::agenda(&format!(
            "## Priorities\n{priorities}## Action items\n{items}"
        ))
    }

    #[test]
    fn many_items_want_an_order() {
        let list = "- Import\n- Export\n";
        says(
            &CHECK,
            busy(list, 6),
            &["Alex has 6 open items, and the priorities are in no order"],
        );
        silent(&CHECK, busy(list, 5));
        silent(&CHECK, busy(list, 6).with_limits("8 items"));
        for ordered in [
            "1. Import\n2. Export\n",
            "- 1: Import\n- 2: Export\n",
            "- P1 Import\n- P2 Export\n",
            "- Import\n- Export\n- [ ] Backup p:1\n",
            "- Import\n- [x] Export\n",
            "- Import\n",
            "First the import, then the export.\n",
            "",
        ] {
            silent(&CHECK, busy(ordered, 6));
        }
    }

    #[test]
    fn what_the_manager_promised_is_not_counted() {
        let items =
            "- [ ] a @dana\n- [ ] b @dana\n- [ ] c\n- [ ] d\n- [x] e @alex\n- [ ] f @alex\n";
        silent(
            &CHECK,
            Case::agenda(&format!(
                "## Priorities\n- Import\n- Export\n## Action items\n{items}"
            )),
        );
    }
}
