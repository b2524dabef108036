//! What one of the two should have before their eyes just before the meeting.

use chrono::NaiveDate;

use super::checks::Finding;
use super::listing::{ListedItem, Which, list_some};
use super::practice::{Entry, Page, Recent, Writers};
use crate::markdown::{BlockKind, CheckboxStatus};
use crate::meeting::{Meeting, Pair, Role, Series, Side};

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
    pub plan: Vec<Planned>,
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
    /// How many of the entries of the last meetings I wrote, and how many the other one; `None` where that is not known.
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
pub struct Planned {
    /// What was planned.
    pub title: String,
    /// What became of it; `None` for a plan without a box.
    pub status: Option<CheckboxStatus>,
}

/// The checks whose findings are answers that somebody owes.
const OWED: [&str; 2] = ["ask-unanswered", "feedback-unanswered"];
/// The checks whose findings say what has been left out.
const LEFT_OUT: [&str; 9] = [
    "career-gap",
    "feedback-one-way",
    "recognition-missing",
    "growth-path-missing",
    "cadence-gap",
    "all-status",
    "plan-vanished",
    "mood-falling",
    "summary-unconfirmed",
];

/// What `me` should look at before the meeting on `date`. `series` was read for all items; `recent` holds the agenda and
/// the last held meetings, `findings` what the checks say of them.
pub fn prep(
    series: &Series,
    recent: &Recent,
    findings: &[Finding],
    writers: &Writers,
    me: Side,
    date: NaiveDate,
    today: NaiveDate,
) -> Prep {
    let pair = &series.settings().pair;
    let mut due_dates: Vec<NaiveDate> = series.meetings().iter().map(Meeting::due_date).collect();
    due_dates.sort_unstable();
    let items: Vec<ListedItem> = list_some(series.meetings(), &due_dates, Which::All)
        .into_iter()
        .filter(|item| item.role != Some(Role::Personal))
        .collect();
    let since = recent.held.iter().take(LATELY).next_back().map(Page::date);
    let promised = |side| promised(&items, pair, side, since, today);
    let agenda = recent.agenda.as_ref().filter(|page| page.date() == date);
    let said = |codes: &[&str]| -> Vec<String> {
        let meant = findings.iter().map(|finding| &finding.diagnostic);
        let meant = meant.filter(|diagnostic| codes.contains(&diagnostic.code));
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
        owed: said(&OWED),
        left_out: said(&LEFT_OUT),
        fresh: agenda.and_then(|page| fresh(page, writers, pair, me)),
        below_the_line: agenda.map(below_the_line).unwrap_or_default(),
        points: (agenda.map_or(0, points), minutes(series, agenda)),
        share: share(recent, writers, pair, me),
    }
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
fn planned(page: &Page, items: &[ListedItem]) -> Vec<Planned> {
    page.of(Role::Plans)
        .map(|entry| {
            let newest = items.iter().rev().find(|item| item.title == entry.title());
            Planned {
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

/// The points of an agenda that time is needed for: what was carried is looked at by itself.
fn points(page: &Page) -> usize {
    let is_point = |entry: &&Entry| {
        entry.since.is_none()
            && !matches!(
                entry.role,
                Some(Role::ActionItems | Role::Summary | Role::Decisions)
            )
    };
    page.entries().iter().filter(is_point).count()
}

fn minutes(series: &Series, agenda: Option<&Page>) -> Option<u32> {
    let own = agenda.and_then(|page| page.front("duration")?.trim().parse().ok());
    own.or_else(|| series.settings().cadence.as_ref()?.duration)
}

/// How many of the entries of the last held meetings each wrote, mine first.
fn share(recent: &Recent, writers: &Writers, pair: &Pair, me: Side) -> Option<(usize, usize)> {
    let mut share = (0, 0);
    for page in recent.held.iter().take(LATELY) {
        for entry in page.entries() {
            match writers.author(page, entry, pair) {
                Some(side) if side == me => share.0 += 1,
                Some(_) => share.1 += 1,
                None if entry.since.is_some() => {}
                None => return None,
            }
        }
    }
    (share != (0, 0)).then_some(share)
}
