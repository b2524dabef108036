use chrono::NaiveDate;

use super::super::recent::Recent;
use super::super::writers::Writers;
use super::PRACTICE;
use super::check::Kind;
use super::kinds::speaks_to;
use super::look::{Finding, Look};
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
        .flat_map(|check| settings.checks.limits(check.code, check.limits))
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

/// The same for the checks whose code `is_asked` wants. None that looks for what carry lost or doubled may be among them
/// where `series` was read for its open items only.
pub fn some_on_pair(
    series: &Series,
    recent: &Recent,
    open: &[ListedItem],
    writers: &Writers,
    today: NaiveDate,
    is_asked: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let standings = series.standings();
    let look = |page, is_record, is_newest, before| Look {
        series,
        standings: &standings,
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
        let look = look(last, true, recent.agenda.is_none(), before);
        found.extend(on_meeting(&look, is_asked));
    }
    if let Some(agenda) = &recent.agenda {
        found.extend(on_meeting(
            &look(agenda, false, true, &recent.held),
            is_asked,
        ));
    }
    found.sort_by_key(|finding| (finding.date, finding.diagnostic.span.start));
    found
}

/// What those of the checks that `is_asked` wants and that are switched on say of the one meeting that `look` looks at.
pub(super) fn on_meeting(look: &Look<'_>, is_asked: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let settings = &look.settings().checks;
    let mut found = Vec::new();
    for check in PRACTICE.iter().filter(|check| is_asked(check.code)) {
        let Kind::Practice(stage, run) = check.kind else {
            continue;
        };
        let speaks = settings.is_on(check.code) || speaks_to(look.settings().kind, check.code);
        if settings.is_off(check.code) || !speaks || !look.is_at(stage) {
            continue;
        }
        for said in run(look, settings.limits(check.code, check.limits)) {
            found.push(Finding {
                date: said.date,
                place: said.place,
                diagnostic: Diagnostic {
                    code: check.code,
                    severity: check.severity,
                    span: said.span,
                    message: said.message,
                    help: said.help,
                },
            });
        }
    }
    found
}
