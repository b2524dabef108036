//! Which checks have nothing to say to which pairs.

use crate::meeting::PairKind;

/// Between peers: what lays a duty on a manager, and what only somebody who is managed would bring.
const NOT_FOR_PEERS: [&str; 11] = [
    "agenda-empty",
    "agenda-unread",
    "ask-unanswered",
    "blocker-old",
    "career-gap",
    "feedback-unanswered",
    "feedback-without-suggestion",
    "growth-path-missing",
    "mood-falling",
    "priorities-unordered",
    "recognition-missing",
];

/// At skip level: what belongs to the week with one's own manager.
const NOT_AT_SKIP_LEVEL: [&str; 4] = [
    "blocker-old",
    "plan-vague",
    "plan-vanished",
    "priorities-unordered",
];

/// Whether the check with `code` speaks to a pair of `kind` that doesn't say anything else in `oneonone.yaml`.
pub fn speaks_to(kind: PairKind, code: &str) -> bool {
    match kind {
        PairKind::Manager => true,
        PairKind::SkipLevel => !NOT_AT_SKIP_LEVEL.contains(&code),
        PairKind::Peer => !NOT_FOR_PEERS.contains(&code),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::super::{agenda_empty, career_gap, wins_missing};
    use super::*;

    #[test]
    fn a_manager_is_told_what_peers_are_not() {
        let empty = || Case::agenda("## Wins\n");
        let said = "nothing new is on the agenda yet; it is for Alex to set it";
        says(&agenda_empty::CHECK, empty(), &[said]);
        says(
            &agenda_empty::CHECK,
            empty().of_kind(PairKind::SkipLevel),
            &[said],
        );
        silent(&agenda_empty::CHECK, empty().of_kind(PairKind::Peer));
        let without_career = || (0..6).fold(Case::agenda("- x\n"), |case, _| case.after("- x\n"));
        says(
            &career_gap::CHECK,
            without_career(),
            &["nothing about career in the last 6 meetings"],
        );
        silent(&career_gap::CHECK, without_career().of_kind(PairKind::Peer));
        // What both owe one another is said to all.
        let wins = || Case::record("## Wins\n").of_kind(PairKind::Peer);
        says(&wins_missing::CHECK, wins(), &["no win is written down"]);
    }

    #[test]
    fn a_pair_may_want_a_check_all_the_same() {
        let empty = |setting: &str| {
            Case::agenda("## Wins\n")
                .of_kind(PairKind::Peer)
                .with_limits(setting)
        };
        let said = "nothing new is on the agenda yet; it is for Alex to set it";
        says(&agenda_empty::CHECK, empty("on"), &[said]);
        silent(&agenda_empty::CHECK, empty("off"));
    }
}
