//! What one of the two should have before their eyes just before the meeting.

use chrono::NaiveDate;

use crate::markdown::{BlockKind, CheckboxStatus, plain};
use crate::meeting::{ItemSelection, ListedItem, Pair, Role, Series, Side, Skimmed, list_some};
use crate::practice::checks::{Finding, PrepPart, check_of};
use crate::practice::{Entry, Page, Recent, Writers};

/// Over so many held meetings promises and entries are counted.
const LATELY: usize = 4;
/// In less time nothing is talked through; in minutes.
const MINUTES_A_POINT: usize = 5;

/// What one of the two looks at before a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prep {
    /// The meeting, and whether its agenda is there.
    pub date: NaiveDate,
    /// Whether its agenda is there.
    pub has_agenda: bool,
    /// What I promised.
    pub mine: Promised,
    /// What the other one promised.
    pub theirs: Promised,
    /// What nobody of the two owns.
    pub unowned: Vec<ListedItem>,
    /// What the last held meeting came to.
    pub summary: Option<(NaiveDate, Vec<String>)>,
    /// What was planned in it.
    pub plan: Vec<EarlierPlan>,
    /// Answers that are owed, from the checks.
    pub owed: Vec<String>,
    /// What has been left out lately, from the checks.
    pub left_out: Vec<String>,
    /// What the other one wrote since I last wrote or read; `None` where nothing tells who wrote what.
    pub fresh: Option<Vec<String>>,
    /// Priorities that stand below the line: what may wait.
    pub below_the_line: Vec<String>,
    /// How many points the agenda has, beside what was carried, and for how many minutes.
    pub points: (usize, Option<u32>),
    /// How many of the points of the last meetings I wrote, and how many the other one; `None` where that is not known.
    pub share: Option<(usize, usize)>,
}

impl Prep {
    /// Whether there is more on the agenda than there is time for.
    pub fn is_too_much(&self) -> bool {
        let (points, minutes) = self.points;
        minutes.is_some_and(|minutes| points * MINUTES_A_POINT > minutes as usize)
    }
}

/// What one of the two promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promised {
    /// What is open: what is overdue first, then the oldest.
    pub open: Vec<ListedItem>,
    /// Of what was on the table in the last meetings, how much was done …
    pub kept: usize,
    /// … and how much there was.
    pub all: usize,
}

/// A plan of the last meeting, with what is known of it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPlan {
    /// What was planned.
    pub title: String,
    /// What became of it; `None` for a plan without a box.
    pub status: Option<CheckboxStatus>,
}

/// What is known of a pair before a meeting.
#[derive(Clone, Copy, Debug)]
pub struct PrepInput<'a> {
    /// The notebook's meetings, read for their open items at least.
    pub series: &'a Series,
    /// The agenda and the last held meetings.
    pub recent: &'a Recent,
    /// All open items.
    pub open: &'a [ListedItem],
    /// What the checks say.
    pub findings: &'a [Finding],
    /// Who wrote which line.
    pub writers: &'a Writers,
}

/// What `me` should look at before the meeting on `date`, seen from `today`.
pub fn prep(known: PrepInput<'_>, me: Side, date: NaiveDate, today: NaiveDate) -> Prep {
    let PrepInput {
        series,
        recent,
        open,
        findings,
        writers,
    } = known;
    let pair = &series.settings().pair;
    // What ended lately stands in the last meetings; what is open may stand anywhere.
    let mut items = lately(series, recent);
    items.extend(open.iter().cloned());
    items.retain(|item| item.role != Some(Role::Personal));
    let since = recent.held.iter().take(LATELY).next_back().map(Page::date);
    let promised = |side| promised(&items, pair, side, since, today);
    let agenda = recent.agenda.as_ref().filter(|page| page.date() == date);
    let said = |part: PrepPart| -> Vec<String> {
        let meant = findings.iter().map(|finding| &finding.diagnostic);
        let meant = meant.filter(|diagnostic| {
            check_of(diagnostic.rule).is_some_and(|check| check.prep == Some(part))
        });
        meant.map(|diagnostic| diagnostic.message.clone()).collect()
    };
    let last = recent.held.first();
    Prep {
        date,
        has_agenda: agenda.is_some(),
        mine: promised(me),
        theirs: promised(me.other()),
        unowned: items
            .iter()
            .filter(|item| item.status.is_open() && owner(item, pair).is_none())
            .cloned()
            .collect(),
        summary: last.map(|page| {
            (
                page.date(),
                page.of(Role::Summary).map(Entry::words).collect(),
            )
        }),
        plan: last.map(|page| planned(page, &items)).unwrap_or_default(),
        owed: said(PrepPart::Owed),
        left_out: said(PrepPart::LeftOut),
        fresh: agenda.and_then(|page| fresh(page, writers, pair, me)),
        below_the_line: agenda.map(below_the_line).unwrap_or_default(),
        points: (
            agenda.map_or(0, |page| points(page).count()),
            minutes(series, agenda),
        ),
        share: share(recent, writers, pair, me),
    }
}

/// What ended in the last meetings and on the agenda.
fn lately(series: &Series, recent: &Recent) -> Vec<ListedItem> {
    let mut due_dates: Vec<NaiveDate> = series.meetings().iter().map(Skimmed::due_date).collect();
    due_dates.sort_unstable();
    let pages = recent.held.iter().take(LATELY).rev().chain(&recent.agenda);
    let meetings: Vec<Skimmed> = pages.map(|page| page.meeting().skimmed().clone()).collect();
    list_some(&meetings, &due_dates, ItemSelection::Ended)
}

fn owner(item: &ListedItem, pair: &Pair) -> Option<Side> {
    pair.side_of(item.owner.as_deref()?)
}

fn promised(
    items: &[ListedItem],
    pair: &Pair,
    side: Side,
    since: Option<NaiveDate>,
    today: NaiveDate,
) -> Promised {
    let own = items.iter().filter(|item| owner(item, pair) == Some(side));
    let mut promised = Promised::default();
    for item in own {
        let is_recent = since.is_some_and(|since| item.date >= since);
        let is_known = item.status.is_open() || item.status.is_ended();
        // What was promised in the meeting to come is not yet on the table.
        if is_recent && is_known && item.origin < today {
            promised.all += 1;
            promised.kept += usize::from(item.status == CheckboxStatus::Done);
        }
        if item.status.is_open() {
            promised.open.push(item.clone());
        }
    }
    promised
        .open
        .sort_by_key(|item| (!item.is_overdue(today), item.origin));
    promised
}

/// The plans of `page`, each with its newest state.
fn planned(page: &Page, items: &[ListedItem]) -> Vec<EarlierPlan> {
    page.of(Role::Plans)
        .map(|entry| {
            let title = plain(entry.title());
            let is_it = |item: &&ListedItem| plain(&item.title) == title;
            let newest = items.iter().rev().find(is_it);
            EarlierPlan {
                title: entry.title().to_string(),
                status: entry
                    .status
                    .map(|status| newest.map_or(status, |newest| newest.status)),
            }
        })
        .collect()
}

/// What the other one wrote on `page` since I last wrote on it.
fn fresh(page: &Page, writers: &Writers, pair: &Pair, me: Side) -> Option<Vec<String>> {
    if !writers.knows(page.date()) {
        return None;
    }
    let seen = writers.newest(page.date(), me);
    let is_fresh = |entry: &&Entry| {
        entry.since.is_none()
            && entry.role != Some(Role::Personal)
            && writers.author(page, entry, pair) == Some(me.other())
            && writers
                .written(page, entry)
                .is_some_and(|written| seen.is_none_or(|seen| written.at > seen))
    };
    let entries = page.entries().iter().filter(is_fresh);
    Some(entries.map(|entry| entry.title().to_string()).collect())
}

/// The entries of Priorities that stand below a line drawn there.
fn below_the_line(page: &Page) -> Vec<String> {
    let document = page.meeting().document();
    let rules: Vec<usize> = document
        .blocks()
        .iter()
        .filter(|block| block.kind == BlockKind::Rule)
        .map(|block| block.span.start)
        .collect();
    page.of(Role::Priorities)
        .filter(|entry| {
            let section = page.section_of(entry);
            let start = section.map_or(0, |section| section.heading.start);
            rules
                .iter()
                .any(|rule| start < *rule && *rule < entry.span.start)
        })
        .map(|entry| entry.title().to_string())
        .collect()
}

/// The points of an agenda that time is needed for: what was carried is looked at by itself, and what came of the meeting
/// is none.
fn points(page: &Page) -> impl Iterator<Item = &Entry> {
    page.entries().iter().filter(|entry| {
        entry.since.is_none()
            && !matches!(
                entry.role,
                Some(Role::ActionItems | Role::Summary | Role::Decisions)
            )
    })
}

fn minutes(series: &Series, agenda: Option<&Page>) -> Option<u32> {
    let own = agenda.and_then(|page| page.front("duration")?.trim().parse().ok());
    own.or_else(|| series.settings().cadence.as_ref()?.duration)
}

/// How many of the points of the last held meetings each wrote, mine first.
fn share(recent: &Recent, writers: &Writers, pair: &Pair, me: Side) -> Option<(usize, usize)> {
    let mut share = (0, 0);
    for page in recent.held.iter().take(LATELY) {
        for entry in points(page) {
            match writers.author(page, entry, pair)? {
                side if side == me => share.0 += 1,
                _ => share.1 += 1,
            }
        }
    }
    (share != (0, 0)).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Meeting, list, parse_date, settings_for_tests};

    fn day(text: &str) -> NaiveDate {
        parse_date(text).expect("a date")
    }

    /// What Dana sees on 24 November before the meeting of that day.
    fn seen(meetings: &[(&str, &str)]) -> Prep {
        let settings = settings_for_tests();
        let read = |(date, source): &(&str, &str)| {
            Meeting::read(day(date), (*source).to_string(), None, &settings.vocabulary)
        };
        let series = Series::of_whole(settings.clone(), meetings.iter().map(read));
        let today = day("2026-11-24");
        let recent = Recent::read(&series, &Default::default(), today, 12);
        let open = list(series.meetings(), ItemSelection::Open);
        let known = PrepInput {
            series: &series,
            recent: &recent,
            open: &open,
            findings: &[],
            writers: &Writers::default(),
        };
        prep(known, Side::Manager, today, today)
    }

    #[test]
    fn promises_of_each_side_with_what_was_kept_lately() {
        let seen = seen(&[
            ("2026-10-06", "- [x] long ago @dana\n"),
            ("2026-10-13", ""),
            (
                "2026-11-03",
                "- [x] a @dana\n- [>] b @dana\n- [-] c @dana\n- [x] d @alex\n",
            ),
            (
                "2026-11-10",
                "- [>] b @dana since:2026-11-03\n- [>] late @dana due:2026-11-20\n",
            ),
            ("2026-11-17", "## Personal\n- [x] mine @dana\n"),
            (
                "2026-11-24",
                "- [ ] b @dana since:2026-11-03\n- [ ] late @dana due:2026-11-20 since:2026-11-10\n- [ ] new @dana\n- [ ] whose\n",
            ),
        ]);
        let open: Vec<&str> = seen
            .mine
            .open
            .iter()
            .map(|item| item.title.as_str())
            .collect();
        assert_eq!(open, ["late", "b", "new"]); // what is past its day comes first
        assert_eq!((seen.mine.kept, seen.mine.all), (1, 4));
        assert_eq!((seen.theirs.kept, seen.theirs.all), (1, 1));
        let unowned: Vec<&str> = seen
            .unowned
            .iter()
            .map(|item| item.title.as_str())
            .collect();
        assert_eq!(unowned, ["whose"]);
    }

    #[test]
    fn the_last_meeting_and_its_plans() {
        let seen = seen(&[
            (
                "2026-11-17",
                "## Plans\n- [>] ship it @alex\n- [x] test it\n- rest\n## Summary\nAll well.\n",
            ),
            (
                "2026-11-24",
                "## Plans\n- [ ] ship it @alex since:2026-11-17\n",
            ),
        ]);
        assert_eq!(
            seen.summary,
            Some((day("2026-11-17"), vec!["All well.".to_string()]))
        );
        let plans: Vec<(&str, Option<CheckboxStatus>)> = seen
            .plan
            .iter()
            .map(|plan| (plan.title.as_str(), plan.status))
            .collect();
        let expected = [
            ("ship it", Some(CheckboxStatus::Open)),
            ("test it", Some(CheckboxStatus::Done)),
            ("rest", None),
        ];
        assert_eq!(plans, expected);
    }

    #[test]
    fn who_fills_the_agenda_is_counted_by_points() {
        let pages = "## Wins\n- @alex: a\n- @alex: b\n## Notes\n- @dana: c\n## Action items\n- [ ] d @dana\n";
        let known = [
            ("2026-11-10", pages),
            ("2026-11-17", "## Summary\nAll well.\n"),
        ];
        assert_eq!(seen(&known).share, Some((1, 2)));
        let unknown = [("2026-11-17", "## Wins\n- a\n- @dana: b\n")];
        assert_eq!(seen(&unknown).share, None);
    }

    #[test]
    fn what_may_wait_stands_below_the_line() {
        let priorities = "## Wins\n- a\n\n---\n## Priorities\n1. first\n2. second\n\n---\n\n- later\n## Plans\n- p\n";
        let seen = seen(&[("2026-11-24", priorities)]);
        assert_eq!(seen.below_the_line, ["later"]);
        assert_eq!(seen.points, (5, Some(30)));
        assert!(!seen.is_too_much());
    }
}
