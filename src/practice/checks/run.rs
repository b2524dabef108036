//! Running the checks over the meetings of a pair.

use chrono::NaiveDate;

use super::super::recent::Recent;
use super::super::writers::Writers;
use super::PRACTICE;
use super::check::{Check, CheckKind};
use super::context::{CheckContext, Finding};
use crate::meeting::{ListedItem, Series, Settings, Unit};
use crate::text::Diagnostic;

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
    let context = |page, is_record, is_newest, before| CheckContext {
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
        let context = context(last, true, recent.agenda.is_none(), before);
        found.extend(on_meeting(&context, is_asked));
    }
    if let Some(agenda) = &recent.agenda {
        found.extend(on_meeting(
            &context(agenda, false, true, &recent.held),
            is_asked,
        ));
    }
    found.sort_by_key(|finding| (finding.date, finding.diagnostic.span.start));
    found
}

/// What those of the checks that `is_asked` wants and that are switched on say of the one meeting that `look` looks at.
pub(super) fn on_meeting(
    context: &CheckContext<'_>,
    is_asked: &dyn Fn(&Check) -> bool,
) -> Vec<Finding> {
    let settings = &context.settings().checks;
    let mut found = Vec::new();
    for check in PRACTICE.iter().filter(|check| is_asked(check)) {
        let CheckKind::Practice(stage, run) = check.kind else {
            continue;
        };
        let speaks =
            settings.is_on(check.rule) || !check.not_for.contains(&context.settings().kind);
        if settings.is_off(check.rule) || !speaks || !stage.is_that_of(context) {
            continue;
        }
        for said in run(context, settings.limits(check.rule, check.limits)) {
            found.push(Finding {
                date: said.date,
                place: said.place,
                diagnostic: Diagnostic {
                    rule: check.rule,
                    span: said.span,
                    message: said.message,
                    help: said.help,
                },
            });
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
