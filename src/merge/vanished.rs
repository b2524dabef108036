//! Open items that are in one version of a notebook and nowhere in another.

use std::borrow::Cow;
use std::collections::HashSet;

use super::text::is_reworded;
use crate::markdown::{CheckboxStatus, plain};
use crate::meeting::{
    Identity, ItemCopy, Meeting, MeetingPath, MeetingText, Vocabulary, item_copies,
};

/// An open item that is nowhere any more, neither open nor ended: at most as copies that say to have been carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Where it stood.
    pub path: MeetingPath,
    /// On which line, from 1.
    pub line: usize,
    /// Its title.
    pub title: String,
    /// Whether there still is a copy, which says that it was carried, and nothing it was carried to.
    pub is_carried: bool,
}

/// The items that are open in `before` and of which `after` has no copy, or none but those that were carried on.
pub fn vanished(
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<Vanished> {
    let read = |texts: &[MeetingText]| -> Vec<Meeting> {
        let meetings = texts.iter();
        meetings
            .map(|text| Meeting::read(text.date, text.source.clone(), text.damage, vocabulary))
            .collect()
    };
    let (old, new) = (read(before), read(after));
    let there = item_copies(new.iter().map(Meeting::skimmed));
    let status = |standing: &ItemCopy| new[standing.meeting].items()[standing.item].status();
    let (carried, live): (Vec<&ItemCopy>, Vec<&ItemCopy>) = there
        .iter()
        .filter(|standing| !standing.superseded)
        .partition(|standing| status(standing) == CheckboxStatus::Carried);
    let known: HashSet<&Identity> = live.iter().map(|standing| &standing.identity).collect();
    let titles: HashSet<&str> = live
        .iter()
        .map(|standing| standing.identity.title.as_str())
        .collect();
    let old_titles: HashSet<Cow<'_, str>> = old
        .iter()
        .flat_map(|meeting| meeting.items())
        .map(|item| plain(&item.title))
        .collect();
    // One that was reworded, or moved to another day by hand, has another identity.
    let is_there_otherwise = |identity: &Identity| {
        titles.contains(identity.title.as_str())
            || live.iter().any(|other| {
                other.identity.origin == identity.origin
                    && !old_titles.contains(other.identity.title.as_str())
                    && is_reworded(&identity.title, &other.identity.title)
            })
    };
    // Whoever carries by hand may write it anew, in other words and without a word of where it is from.
    let is_carried_otherwise = |from: &ItemCopy| {
        live.iter().any(|other| {
            (other.identity.origin == from.identity.origin || other.meeting > from.meeting)
                && is_reworded(&from.identity.title, &other.identity.title)
        })
    };
    let mut found: Vec<Vanished> = Vec::new();
    for standing in item_copies(old.iter().map(Meeting::skimmed)) {
        let meeting = &old[standing.meeting];
        let item = &meeting.items()[standing.item];
        let counts = !standing.superseded && item.status().is_open();
        let identity = &standing.identity;
        if !counts || known.contains(identity) || is_there_otherwise(identity) {
            continue;
        }
        let copy = carried
            .iter()
            .find(|copy| copy.identity == *identity)
            .or_else(|| {
                carried
                    .iter()
                    .find(|copy| copy.identity.title == identity.title)
            });
        if copy.is_some_and(|copy| is_carried_otherwise(copy)) {
            continue;
        }
        found.push(Vanished {
            path: meeting.path(),
            line: meeting.place(item.line_start).line,
            title: item.title.clone(),
            is_carried: copy.is_some(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::text_for_tests as text;

    #[test]
    fn an_open_item_that_is_nowhere_is_lost() {
        let before = "- [ ] a\n- [ ] b\n- [x] c\n- [ ] write the whole doc\n- [ ] e\n";
        let after = "- [x] a\n- [-] b\n- [ ] c\n- [ ] write the whole page\n";
        assert_eq!(lost([before, ""], [after, ""]), [("e".to_string(), false)]);
    }

    /// What is lost between a notebook of two meetings, and one in which these texts stand.
    fn lost(before: [&str; 2], after: [&str; 2]) -> Vec<(String, bool)> {
        let both = |[old, new]: [&str; 2]| [text("2026-11-17", old), text("2026-11-24", new)];
        let found = vanished(&both(before), &both(after), &Vocabulary::default());
        let told = found.into_iter().map(|gone| (gone.title, gone.is_carried));
        told.collect()
    }

    #[test]
    fn what_is_carried_to_nowhere_is_lost() {
        let open = "- [ ] write the plan\n";
        let carried = "- [>] write the plan\n";
        let copy = "- [ ] write the plan since:2026-11-17\n";
        let is_lost = [("write the plan".to_string(), true)];
        assert_eq!(lost([open, ""], [carried, "# 1:1\n"]), is_lost);
        // The copy was deleted, and the older one is still marked.
        assert_eq!(lost([carried, copy], [carried, ""]), is_lost);
        let carried_copy = "- [>] write the plan since:2026-11-17\n";
        assert_eq!(lost([carried, copy], [carried, carried_copy]), is_lost);
        let gone = [("write the plan".to_string(), false)];
        assert_eq!(lost([open, ""], ["", "- [ ] something else\n"]), gone);
    }

    #[test]
    fn what_moved_on_is_not_lost() {
        let none: [(String, bool); 0] = [];
        let (open, carried) = ("- [ ] write the plan\n", "- [>] write the plan\n");
        for copy in [
            "- [ ] write the plan since:2026-11-17\n",
            "- [x] write the plan since:2026-11-17\n",
            "- [-] write the plan since:2026-11-17\n",
            "- [ ] write the whole plan since:2026-11-17\n",
            // By hand.
            "- [ ] write the plan\n",
            "- [ ] write the whole plan\n",
        ] {
            assert_eq!(lost([open, ""], [carried, copy]), none, "{copy}");
            assert_eq!(lost([open, copy], [carried, copy]), none, "{copy}");
        }
        assert_eq!(lost([carried, ""], [carried, ""]), none);
    }
}
