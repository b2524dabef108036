use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, place_of};
use super::text::quoted_in;
use crate::markdown::CheckboxStatus;
use crate::meeting::{ActionItem, Identity, ItemCopy, Limit, Skimmed};
use crate::text::{Advice, Rule};

/// One half of the central law; the other is `item-doubled`.
pub const CHECK: Check = Check {
    speaks: "an item is marked `[>]`, and no other meeting has it",
    why: "The mark says that the item goes on somewhere else, so nobody looks for it here any more: the promise is gone, and nobody decided that.",
    instead: Advice::new(
        "Write `[ ]` again, and the next {carry} takes it along; write `[-]` where it was let go, `[x]` where it was done.",
    ),
    ..Check::practice(Rule::warning("item-lost"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let (meetings, item_copies) = (context.series.meetings(), context.item_copies);
    // What a damaged file hides may well be the copy.
    let last_damaged = meetings
        .iter()
        .rposition(|meeting| meeting.damage().is_some());
    let is_certain = |item_copy: &ItemCopy| last_damaged.is_none_or(|at| at < item_copy.meeting);
    let mut reworded = RewordedCopies::read(meetings, item_copies);
    let mut lost: BTreeMap<(usize, usize), &ItemCopy> = BTreeMap::new();
    for item_copy in item_copies {
        let is_carried = item(meetings, item_copy).status() == CheckboxStatus::Carried;
        let has_no_copy = is_carried && !item_copy.superseded && is_certain(item_copy);
        if has_no_copy && !reworded.take_for(item_copy) {
            lost.insert((item_copy.meeting, item_copy.item), item_copy);
        }
    }
    // The steps of an item are lost with it, which need not be said of each.
    let is_step = |item_copy: &ItemCopy| {
        let parent = item(meetings, item_copy).parent;
        parent.is_some_and(|parent| lost.contains_key(&(item_copy.meeting, parent)))
    };
    lost.values()
        .filter(|item_copy| !is_step(item_copy))
        .map(|item_copy| {
            let item = item(meetings, item_copy);
            let message = format!(
                "{} is marked as carried on, but no other meeting has it",
                quoted_in(&item.title, item.role)
            );
            let meeting = &meetings[item_copy.meeting];
            context
                .say_in(meeting, place_of(meeting, item), message)
                .with_help("write `[ ]` to have it carried again, `[-]` if it was let go")
        })
        .collect()
}

fn item<'m>(meetings: &'m [Skimmed], item_copy: &ItemCopy) -> &'m ActionItem {
    &meetings[item_copy.meeting].items()[item_copy.item]
}

/// Copies that stand for nothing in the same words: somebody reworded them after they had been carried.
struct RewordedCopies<'s>(BTreeMap<NaiveDate, Vec<&'s ItemCopy>>);

impl<'s> RewordedCopies<'s> {
    fn read(meetings: &[Skimmed], item_copies: &'s [ItemCopy]) -> Self {
        let mut copies: BTreeMap<&Identity, (Vec<&ItemCopy>, usize)> = BTreeMap::new();
        for item_copy in item_copies {
            let (copies, older) = copies.entry(&item_copy.identity).or_default();
            if item(meetings, item_copy).since().is_some() {
                copies.push(item_copy);
            }
            *older += usize::from(item_copy.superseded);
        }
        let mut by_origin: BTreeMap<NaiveDate, Vec<&ItemCopy>> = BTreeMap::new();
        for (identity, (copies, older)) in copies {
            // Each older one has one copy; the first of those left over is where the new words begin.
            let new = copies.len().saturating_sub(older);
            let first = copies.into_iter().take(new);
            by_origin.entry(identity.origin).or_default().extend(first);
        }
        RewordedCopies(by_origin)
    }

    /// Take one that may be `standing` in other words: written first in the same meeting, and now in another.
    fn take_for(&mut self, item_copy: &ItemCopy) -> bool {
        let Some(copies) = self.0.get_mut(&item_copy.identity.origin) else {
            return false;
        };
        let may_be = |copy: &&ItemCopy| {
            copy.meeting != item_copy.meeting && copy.identity != item_copy.identity
        };
        let Some(at) = copies.iter().position(may_be) else {
            return false;
        };
        copies.remove(at);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    const SAID: &str = "`Write it up` is marked as carried on, but no other meeting has it";

    #[test]
    fn what_was_carried_stands_somewhere() {
        let first = "- [>] Write it up\n";
        says(&CHECK, Case::agenda("").after(first), &[SAID]);
        says(&CHECK, Case::record(first), &[SAID]);
        says(
            &CHECK,
            Case::agenda("")
                .after(first)
                .after("- [>] Write it up since:2026-11-10\n"),
            &[SAID],
        );
        says(
            &CHECK,
            Case::agenda("- [ ] Write it up since:2026-11-10\n").after(first),
            &[SAID], // 11-17 is not the meeting it was carried from
        );
        says(
            &CHECK,
            Case::agenda("").after("## Personal\n- [>] Write it up\n"),
            &["something personal is marked as carried on, but no other meeting has it"],
        );
        says(
            &CHECK,
            Case::agenda("").after("- [>] Write it up\n  - [>] First page\n"),
            &[SAID],
        );
        for open in [
            "- [ ] Write it up since:2026-11-17\n",
            "- [x] Write it up since:2026-11-17\n",
            "- [-] Write it up since:2026-11-17\n",
            "- [/] Write it  up @dana due:2026-12-01 since:2026-11-17\n",
        ] {
            silent(&CHECK, Case::agenda(open).after(first));
        }
        silent(
            &CHECK,
            Case::agenda("").after("- [ ] Write it up\n- [!] b\n"),
        );
    }

    #[test]
    fn an_item_may_be_reworded() {
        let first = "- [>] Write it up\n- [>] Ask Ruth\n";
        let later = "- [>] Put it on paper since:2026-11-10\n- [>] Ask Ruth since:2026-11-10\n";
        let now = "- [ ] Put it on paper since:2026-11-10\n- [ ] Ask Ruth since:2026-11-10\n";
        silent(&CHECK, Case::agenda(now).after(first).after(later));
        // One reworded item doesn't stand for two.
        says(
            &CHECK,
            Case::agenda("- [ ] Put it on paper since:2026-11-17\n").after(first),
            &["`Ask Ruth` is marked as carried on, but no other meeting has it"],
        );
    }

    #[test]
    fn a_damaged_file_may_hide_the_copy() {
        let first = "- [>] Write it up\n";
        silent(&CHECK, Case::agenda("---\nstatus: planned\n").after(first));
        // One that lies further back hides none.
        says(
            &CHECK,
            Case::agenda("").after("---\nstatus: held\n").after(first),
            &[SAID],
        );
    }
}
