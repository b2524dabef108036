use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::check::{Check, Kind, Stage};
use super::look::{Look, Said, place_of};
use super::text::quoted_in;
use crate::markdown::CheckboxStatus;
use crate::meeting::{ActionItem, Identity, Limit, Skimmed, Standing};
use crate::text::{Advice, Rule};

/// One half of the central law; the other is `item-doubled`.
pub const CHECK: Check = Check {
    rule: Rule::warning("item-lost"),
    speaks: "an item is marked `[>]`, and no other meeting has it",
    why: "The mark says that the item goes on somewhere else, so nobody looks for it here any more: the promise is gone, and nobody decided that.",
    instead: Advice::new(
        "Write `[ ]` again, and the next {carry} takes it along; write `[-]` where it was let go, `[x]` where it was done.",
    ),
    limits: &[],
    not_for: &[],
    prep: None,
    kind: Kind::Practice(Stage::Pair, run),
};

fn run(look: &Look<'_>, _: &[Limit]) -> Vec<Said> {
    let (meetings, standings) = (look.series.meetings(), look.standings);
    // What a damaged file hides may well be the copy.
    let last_damaged = meetings
        .iter()
        .rposition(|meeting| meeting.damage().is_some());
    let is_certain = |standing: &Standing| last_damaged.is_none_or(|at| at < standing.meeting);
    let mut reworded = Reworded::read(meetings, standings);
    let mut lost: BTreeMap<(usize, usize), &Standing> = BTreeMap::new();
    for standing in standings {
        let is_carried = item(meetings, standing).status() == CheckboxStatus::Carried;
        let has_no_copy = is_carried && !standing.superseded && is_certain(standing);
        if has_no_copy && !reworded.take_for(standing) {
            lost.insert((standing.meeting, standing.item), standing);
        }
    }
    // The steps of an item are lost with it, which need not be said of each.
    let is_step = |standing: &Standing| {
        let parent = item(meetings, standing).parent;
        parent.is_some_and(|parent| lost.contains_key(&(standing.meeting, parent)))
    };
    lost.values()
        .filter(|standing| !is_step(standing))
        .map(|standing| {
            let item = item(meetings, standing);
            let message = format!(
                "{} is marked as carried on, but no other meeting has it",
                quoted_in(&item.title, item.role)
            );
            let meeting = &meetings[standing.meeting];
            look.say_in(meeting, place_of(meeting, item), message)
                .with_help("write `[ ]` to have it carried again, `[-]` if it was let go")
        })
        .collect()
}

fn item<'m>(meetings: &'m [Skimmed], standing: &Standing) -> &'m ActionItem {
    &meetings[standing.meeting].items()[standing.item]
}

/// Copies that stand for nothing in the same words: somebody reworded them after they had been carried.
struct Reworded<'s>(BTreeMap<NaiveDate, Vec<&'s Standing>>);

impl<'s> Reworded<'s> {
    fn read(meetings: &[Skimmed], standings: &'s [Standing]) -> Self {
        let mut copies: BTreeMap<&Identity, (Vec<&Standing>, usize)> = BTreeMap::new();
        for standing in standings {
            let (copies, older) = copies.entry(&standing.identity).or_default();
            if item(meetings, standing).since().is_some() {
                copies.push(standing);
            }
            *older += usize::from(standing.superseded);
        }
        let mut by_origin: BTreeMap<NaiveDate, Vec<&Standing>> = BTreeMap::new();
        for (identity, (copies, older)) in copies {
            // Each older one has one copy; the first of those left over is where the new words begin.
            let new = copies.len().saturating_sub(older);
            let first = copies.into_iter().take(new);
            by_origin.entry(identity.origin).or_default().extend(first);
        }
        Reworded(by_origin)
    }

    /// Take one that may be `standing` in other words: written first in the same meeting, and now in another.
    fn take_for(&mut self, standing: &Standing) -> bool {
        let Some(copies) = self.0.get_mut(&standing.identity.origin) else {
            return false;
        };
        let may_be = |copy: &&Standing| {
            copy.meeting != standing.meeting && copy.identity != standing.identity
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
