//! Running the checks over the meetings of a pair.

use chrono::NaiveDate;

use super::super::recent::Recent;
use super::super::writers::Writers;
use super::PRACTICE;
use super::check::{Check, CheckKind};
use super::context::{CheckContext, Finding};
use crate::meeting::{ListedItem, Series, Settings, Unit};
use crate::text::Rule;

/// How many held meetings the checks look back at with `settings`, the one looked at included.
pub fn look_back(settings: &Settings) -> usize {
    /// Enough to say since when something is missing, which is more than to say that it is.
    const USUAL: u32 = 12;
    /// More than a year of weekly meetings helps nobody, and every page costs time.
    const MOST: u32 = 60;
    let own = PRACTICE
        .iter()
        .flat_map(|check| settings.checks.limits(check.rule, check.limits))
        .filter(|limit| limit.unit == Unit::Meetings)
        .map(|limit| limit.amount + 1);
    own.max().unwrap_or(0).clamp(USUAL, MOST) as usize
}

/// What the checks of the practice say of the agenda and of the last held meeting in `recent`, in the order of dates and
/// of the text. `series` was read for every box; `open` are all its open items; `writers` says who wrote the lines of `recent`.
pub fn on_pair(
    series: &Series,
    recent: &Recent,
    open: &[ListedItem],
    writers: &Writers,
    today: NaiveDate,
) -> Vec<Finding> {
    some_on_pair(series, recent, open, writers, today, &|_| true)
}

/// The same for the checks that `is_asked` wants. None that looks for what carry lost or doubled may be among them
/// where `series` was read for its open items only.
pub fn some_on_pair(
    series: &Series,
    recent: &Recent,
    open: &[ListedItem],
    writers: &Writers,
    today: NaiveDate,
    is_asked: &dyn Fn(&Check) -> bool,
) -> Vec<Finding> {
    let item_copies = series.item_copies();
    let context = |rule, page, is_record, is_newest, before| CheckContext {
        rule,
        series,
        item_copies: &item_copies,
        page,
        is_record,
        is_newest,
        before,
        open,
        writers,
        today,
    };
    let mut found = Vec::new();
    if let Some((last, before)) = recent.held.split_first() {
        let is_newest = recent.agenda.is_none();
        let of_record = |rule| context(rule, last, true, is_newest, before);
        found.extend(on_meeting(&of_record, is_asked));
    }
    if let Some(agenda) = &recent.agenda {
        let of_agenda = |rule| context(rule, agenda, false, true, &recent.held[..]);
        found.extend(on_meeting(&of_agenda, is_asked));
    }
    found.sort_by_key(|finding| (finding.date, finding.diagnostic.span.start));
    found
}

/// What those of the checks that `is_asked` wants and that are switched on say of one meeting, of which `context` gives
/// each what it may know.
pub(super) fn on_meeting<'a>(
    context: &dyn Fn(Rule) -> CheckContext<'a>,
    is_asked: &dyn Fn(&Check) -> bool,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for check in PRACTICE.iter().filter(|check| is_asked(check)) {
        let CheckKind::Practice(stage, run) = check.kind else {
            continue;
        };
        let context = context(check.rule);
        let settings = context.settings();
        if check.speaks_to(settings) && stage.is_that_of(&context) {
            let limits = settings.checks.limits(check.rule, check.limits);
            found.extend(run(&context, limits));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::super::{agenda_empty, career_gap, wins_missing};
    use crate::meeting::PairKind;

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
