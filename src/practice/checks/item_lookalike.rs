use std::collections::BTreeMap;

use super::check::{Check, Stage};
use super::context::{CheckContext, Finding, place_of};
use super::text::quoted_in;
use crate::meeting::{ActionItem, Limit, Skimmed};
use crate::text::{Advice, LineTable, Rule, Span, fold_white_space, without_invisible};

/// Two that nobody can tell apart by looking; only the signs in them differ.
pub const CHECK: Check = Check {
    speaks: "two open items look alike, and differ by signs that nobody sees",
    why: "You see one promise twice, or take the one for the other; and what is ticked at the one stays open at the other.",
    instead: Advice::new(
        "Type the words of one of the two anew, or take it out if they are one. Signs without a shape come along when text is copied from a web page, a chat or a PDF.",
    ),
    ..Check::practice(Rule::warning("item-lookalike"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let meetings = context.series.meetings();
    let mut alike: BTreeMap<String, Vec<Lookalike<'_>>> = BTreeMap::new();
    for copy in context.item_copies {
        let meeting = &meetings[copy.meeting];
        let item = &meeting.items()[copy.item];
        // With the markers of a merge both versions of it stand there; and a copy is the same in its plain form.
        if item.status().is_open() && meeting.damage().is_none() && !copy.superseded {
            let seen = fold_white_space(&without_invisible(&item.title));
            alike
                .entry(seen)
                .or_default()
                .push(Lookalike { meeting, item });
        }
    }
    let mut found = Vec::new();
    for open in alike.values() {
        let Some((newest, others)) = open.split_last() else {
            continue;
        };
        let is_other = |other: &&Lookalike<'_>| {
            fold_white_space(&other.item.title) != fold_white_space(&newest.item.title)
        };
        let Some(other) = others.iter().rev().find(is_other) else {
            continue;
        };
        let name = quoted_in(&without_invisible(&newest.item.title), newest.item.role);
        let place = format!("meetings/{}.md:{}", other.meeting.date(), other.line());
        let message = format!(
            "{name} looks like the item at `{place}`, and is another: they differ by signs that nobody sees"
        );
        found.push(
            context
                .say_in(newest.meeting, newest.span(), message)
                .with_help("type the words of one of the two anew, or take it out"),
        );
    }
    found
}

/// An open item.
struct Lookalike<'m> {
    meeting: &'m Skimmed,
    item: &'m ActionItem,
}

impl Lookalike<'_> {
    fn span(&self) -> Span {
        place_of(self.meeting, self.item)
    }

    fn line(&self) -> usize {
        LineTable::new(self.meeting.source()).line_of(self.span().start) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn two_that_look_alike_are_named_with_both_places() {
        for other in [
            "Write it\u{200b} up",
            "\u{feff}Write it up",
            "Write\u{2060} it up",
            "Write it up\u{200e}",
            "Wri\u{ad}te it up",
        ] {
            says(
                &CHECK,
                Case::agenda(&format!("- [ ] Write it up\n- [ ] {other}\n")),
                &[
                    "`Write it up` looks like the item at `meetings/2026-11-24.md:1`, and is another: they differ by signs that nobody sees",
                ],
            );
        }
        // What was carried is the same, whatever came along.
        silent(
            &CHECK,
            Case::agenda("- [ ] Write it up since:2026-11-17\n")
                .after("- [ ] Write\u{200b} it up\n"),
        );
        says(
            &CHECK,
            Case::record("## Personal\n- [ ] a\n- [ ] a\u{200b}\n"),
            &[
                "something personal looks like the item at `meetings/2026-11-24.md:1`, and is another: they differ by signs that nobody sees",
            ],
        );
    }

    #[test]
    fn what_can_be_told_apart_is_no_matter() {
        for (before, now) in [
            ("", "- [ ] a\n- [ ] b\u{200b}\n"),
            ("", "- [x] a\n- [ ] a\u{200b}\n"),
            ("", "- [ ] a\u{200b}\n- [ ] a\u{200b}\n"),
            ("", "- [ ] می\u{200c}خواهم\n"),
            ("- [>] a\u{200b}\n", "- [ ] a since:2026-11-17\n"),
            ("", "- [ ] Café\n- [ ] Cafe\n"),
        ] {
            silent(&CHECK, Case::agenda(now).after(before));
        }
    }
}
