use std::collections::BTreeMap;

use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, place_of};
use super::text::quoted_in;
use crate::meeting::{ActionItem, ItemCopy, Limit, Skimmed};
use crate::text::{Advice, Help, Rule};

/// One half of the central law; the other is `item-lost`.
pub const CHECK: Check = Check {
    speaks: "the same item is open in two places",
    why: "Each of you ticks another one of the two, and one of them stays open for ever.",
    instead: Advice::new(
        "{carry} marks the older one where the other is its copy. Of two in one meeting, take one out, or say in other words what sets it apart.",
    ),
    ..Check::practice(Rule::warning("item-doubled"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let meetings = context.series.meetings();
    let mut alike: BTreeMap<&str, Vec<OpenCopy<'_>>> = BTreeMap::new();
    for item_copy in context.item_copies {
        let meeting = &meetings[item_copy.meeting];
        let item = &meeting.items()[item_copy.item];
        // With the markers of a merge both versions of it stand there.
        if item.status().is_open() && meeting.damage().is_none() {
            let of_title = alike.entry(&item.title).or_default();
            of_title.push(OpenCopy {
                item_copy,
                meeting,
                item,
            });
        }
    }
    let mut found = Vec::new();
    for open in alike.values() {
        let Some((newest, others)) = open.split_last() else {
            continue;
        };
        let Some(other) = others.iter().rev().find(|other| newest.doubles(other)) else {
            continue;
        };
        let name = quoted_in(&newest.item.title, newest.item.role);
        let (message, help) = if newest.item_copy.meeting == other.item_copy.meeting {
            (
                format!("{name} stands here twice, open both times"),
                Help::from("take one of the two out, or say what sets it apart"),
            )
        } else {
            (
                format!("{name} is open here and on {}", other.meeting.date()),
                Advice::new("{carry} marks the older one, if this is its copy").into(),
            )
        };
        found.push(
            context
                .say_in(
                    newest.meeting,
                    place_of(newest.meeting, newest.item),
                    message,
                )
                .with_help(help),
        );
    }
    found
}

/// An open item.
struct OpenCopy<'m> {
    item_copy: &'m ItemCopy,
    meeting: &'m Skimmed,
    item: &'m ActionItem,
}

impl OpenCopy<'_> {
    /// Whether `other`, which stands before it and has the same title, is the same item.
    fn doubles(&self, other: &OpenCopy<'_>) -> bool {
        if self.item_copy.meeting == other.item_copy.meeting {
            // Under another heading or item the same words may mean another thing.
            return self.item.parent == other.item.parent
                && self.item.section == other.item.section;
        }
        // Where the items around are open twice, those are what is said something of.
        let goes_with_another = self.is_step_of_open() && other.is_step_of_open();
        self.item_copy.identity == other.item_copy.identity && !goes_with_another
    }

    fn is_step_of_open(&self) -> bool {
        let parent = self.item.parent.and_then(|at| self.meeting.items().get(at));
        parent.is_some_and(|parent| parent.status().is_open())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn an_open_item_is_open_once() {
        says(
            &CHECK,
            Case::agenda("- [ ] Write it up since:2026-11-17\n").after("- [ ] Write it up\n"),
            &["`Write it up` is open here and on 2026-11-17"],
        );
        // Copied by hand, and then carried.
        says(
            &CHECK,
            Case::agenda("- [ ] Write it up\n- [ ] Write it up since:2026-11-17\n")
                .after("- [>] Write it up\n"),
            &["`Write it up` stands here twice, open both times"],
        );
        says(
            &CHECK,
            Case::record("## Personal\n- [ ] a\n- [/] a\n"),
            &["something personal stands here twice, open both times"],
        );
        says(
            &CHECK,
            Case::agenda("- [ ] Move\n  - [ ] Pack since:2026-11-17\n  - [ ] Pack\n"),
            &["`Pack` stands here twice, open both times"],
        );
        says(
            &CHECK,
            Case::agenda("- [ ] Move since:2026-11-17\n  - [ ] Pack since:2026-11-17\n")
                .after("- [>] Move\n  - [ ] Pack\n"),
            &["`Pack` is open here and on 2026-11-17"],
        );
    }

    #[test]
    fn the_same_words_may_mean_another_thing() {
        for (before, now) in [
            ("- [>] a\n", "- [ ] a since:2026-11-17\n"),
            ("- [ ] a\n", "- [x] a since:2026-11-17\n"),
            ("- [x] a\n", "- [ ] a\n"),
            // A promise of this week, in the words of another's.
            ("- [ ] a\n", "- [ ] a\n"),
            ("", "## Career\n- [ ] a\n## Action items\n- [ ] a\n"),
            ("", "- [ ] Ruth\n  - [ ] Ask\n- [ ] Jonas\n  - [ ] Ask\n"),
            ("", "- [ ] a\n- [-] a\n"),
            (
                "",
                "<<<<<<< HEAD\n- [ ] a\n=======\n- [ ] a\n>>>>>>> main\n",
            ),
        ] {
            silent(&CHECK, Case::agenda(now).after(before));
        }
        // Said of the item around, and of that alone.
        says(
            &CHECK,
            Case::agenda("- [ ] Ruth since:2026-11-17\n  - [ ] Ask since:2026-11-17\n")
                .after("- [ ] Ruth\n  - [ ] Ask\n"),
            &["`Ruth` is open here and on 2026-11-17"],
        );
    }
}
