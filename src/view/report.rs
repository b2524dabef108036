//! A look back over a period: what went well, what was promised and kept, what was said to one another, and how regularly
//! the two met. It is about the pair, both get the same, and it gives no marks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ledger::Became;
use super::settle::ledger;
use crate::markdown::CheckboxStatus;
use crate::meeting::{ItemSelection, ListedItem, Pair, Role, Series, Side, list};
use crate::practice::{Entry, Label, Page};

/// How many of the promises that were carried longest are named.
const LONGEST: usize = 5;
/// An item belongs to them from this many times on, which is when an agenda puts it on top.
const LONG: usize = crate::meeting::AGED;

/// The days that a report is about, the first and the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether `date` is one of its days.
    pub fn has(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// A look back over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which days.
    pub period: Period,
    /// Each date in it on which the two met or were to meet, with what became of it, in order.
    pub meetings: Vec<(NaiveDate, MeetingOutcome)>,
    /// What went well, each with the meeting where it was told.
    pub wins: Vec<DatedText>,
    /// What was decided.
    pub decisions: Vec<DatedText>,
    /// Steps of the IC's career that were done.
    pub steps_done: Vec<DatedText>,
    /// Steps that are still to be done.
    pub steps_open: Vec<Promise>,
    /// What else was said about the IC's career.
    pub career: Vec<DatedText>,
    /// What each side was told by the other.
    pub feedback: Vec<ReportedFeedback>,
    /// What was asked of one another.
    pub asks: Asks,
    /// What the manager promised.
    pub manager: KeptPromises,
    /// What the IC promised.
    pub ic: KeptPromises,
    /// What was carried longest, of what is open or ended in the period.
    pub longest: Vec<Promise>,
    /// How much was written on each topic: entries, by role. Nothing of personal sections is counted.
    pub topics: Vec<(Role, usize)>,
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingOutcome {
    /// It was held on the day on which it was due.
    Held,
    /// It was held on another day than the one on which it was first due.
    Moved,
    /// It was called off.
    Cancelled,
    /// It passed, and nobody wrote anything.
    Missed,
}

/// Something that was told in a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedText {
    /// The day of the meeting.
    pub date: NaiveDate,
    /// Its first line, and who said it where that is known.
    pub text: String,
}

/// A promise with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What was promised, without attributes.
    pub title: String,
    /// Whose.
    pub owner: Option<String>,
    /// When it was first made.
    pub origin: NaiveDate,
    /// By when it is to be done.
    pub due: Option<NaiveDate>,
    /// How often it was carried.
    pub times: usize,
    /// What became of it.
    pub status: CheckboxStatus,
}

/// What one side promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptPromises {
    /// Those that were done.
    pub kept: Vec<DatedText>,
    /// How many were let go.
    pub dropped: usize,
    /// How many are still open.
    pub open: usize,
    /// How many of these are past their day.
    pub overdue: usize,
}

impl KeptPromises {
    /// How many there were.
    pub fn all(&self) -> usize {
        self.kept.len() + self.dropped + self.open
    }
}

/// A piece of feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedFeedback {
    /// The meeting.
    pub date: NaiveDate,
    /// For whom; `None` where the text doesn't say.
    pub to: Option<Side>,
    /// Its parts in order: the label where it has one, and the text.
    pub parts: Vec<(Option<Label>, String)>,
    /// Whether there is an answer to it.
    pub is_answered: bool,
}

/// What was asked of one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// How many asks.
    pub asked: usize,
    /// How many of them have an answer, or ended.
    pub answered: usize,
}

/// The look back over `period` at `series`, of which all items were read, seen from `today`. `pages` are the meetings of
/// the period that were held, in order of date.
pub fn report(series: &Series, pages: &[Page], period: Period, today: NaiveDate) -> Report {
    let pair = &series.settings().pair;
    // As it was at the end of the period: what came later is another story.
    let until = series
        .meetings()
        .partition_point(|meeting| meeting.date() <= period.to);
    let today = today.min(period.to);
    let items: Vec<ListedItem> = list(&series.meetings()[..until], ItemSelection::All)
        .into_iter()
        .filter(|item| item.role != Some(Role::Personal))
        .filter(|item| item.origin <= period.to && item.date >= period.from)
        .collect();
    let career: Vec<&ListedItem> = items
        .iter()
        .filter(|item| item.role == Some(Role::Career))
        .collect();
    let side = |wanted: Side| promises(&items, pair, wanted, today);
    Report {
        period,
        meetings: outcomes(series, period, today),
        wins: dated_texts(pages, pair, Role::Wins),
        decisions: dated_texts(pages, pair, Role::Decisions),
        steps_done: career
            .iter()
            .filter(|item| item.status == CheckboxStatus::Done)
            .map(|item| ended(item))
            .collect(),
        steps_open: career
            .iter()
            .filter(|item| is_open(item.status))
            .map(|item| promise(item))
            .collect(),
        career: dated_texts(pages, pair, Role::Career),
        feedback: pages
            .iter()
            .flat_map(|page| {
                page.of(Role::Feedback)
                    .map(|entry| feedback(page, entry, pair))
            })
            .collect(),
        asks: asks(pages),
        manager: side(Side::Manager),
        ic: side(Side::Ic),
        longest: longest(&items),
        topics: topics(pages),
    }
}

fn outcomes(series: &Series, period: Period, today: NaiveDate) -> Vec<(NaiveDate, MeetingOutcome)> {
    let mut outcomes: Vec<(NaiveDate, MeetingOutcome)> = ledger(series, today)
        .dates
        .iter()
        .filter_map(|date| {
            let outcome = match date.became {
                Became::Held if date.moved_by().is_some() => MeetingOutcome::Moved,
                Became::Held => MeetingOutcome::Held,
                Became::Cancelled { .. } => MeetingOutcome::Cancelled,
                Became::Missed | Became::MovedAway => MeetingOutcome::Missed,
                Became::ToCome => return None,
            };
            Some((date.on.unwrap_or(date.due), outcome))
        })
        .filter(|(date, _)| period.has(*date))
        .collect();
    outcomes.sort_by_key(|(date, _)| *date);
    outcomes
}

/// What stands without a box in sections of `role`, as it was told; what was carried there was told before.
fn dated_texts(pages: &[Page], pair: &Pair, role: Role) -> Vec<DatedText> {
    let mut all = Vec::new();
    for page in pages {
        let entries = page.of(role).filter(|entry| entry.status.is_none());
        all.extend(entries.map(|entry| DatedText {
            date: page.date(),
            text: match page.speaker(entry, pair) {
                Some(side) => format!("{}: {}", pair.person(side).first_name(), entry.title()),
                None => entry.title().to_string(),
            },
        }));
    }
    all
}

fn promises(items: &[ListedItem], pair: &Pair, wanted: Side, today: NaiveDate) -> KeptPromises {
    let mut promises = KeptPromises::default();
    let is_theirs = |item: &&ListedItem| {
        item.owner.as_deref().and_then(|name| pair.side_of(name)) == Some(wanted)
    };
    for item in items.iter().filter(is_theirs) {
        match item.status {
            CheckboxStatus::Done => promises.kept.push(ended(item)),
            CheckboxStatus::Dropped => promises.dropped += 1,
            status if is_open(status) => {
                promises.open += 1;
                promises.overdue += usize::from(item.due.is_some_and(|due| due < today));
            }
            _ => {}
        }
    }
    promises.kept.sort_by_key(|kept| kept.date);
    promises
}

/// Whether an item was open at the end of the period; it may have been carried on since.
fn is_open(status: CheckboxStatus) -> bool {
    status.is_open() || status == CheckboxStatus::Carried
}

fn ended(item: &ListedItem) -> DatedText {
    DatedText {
        date: item.date,
        text: item.title.clone(),
    }
}

fn promise(item: &ListedItem) -> Promise {
    Promise {
        title: item.title.clone(),
        owner: item.owner.clone(),
        origin: item.origin,
        due: item.due,
        times: item.times,
        status: match item.status {
            CheckboxStatus::Carried => CheckboxStatus::Open,
            status => status,
        },
    }
}

fn longest(items: &[ListedItem]) -> Vec<Promise> {
    let is_known = |item: &&ListedItem| is_open(item.status) || item.status.is_ended();
    let mut items: Vec<&ListedItem> = items
        .iter()
        .filter(is_known)
        .filter(|item| item.times >= LONG)
        .collect();
    items.sort_by_key(|item| (std::cmp::Reverse(item.times), item.origin));
    items.into_iter().take(LONGEST).map(promise).collect()
}

fn feedback(page: &Page, entry: &Entry, pair: &Pair) -> ReportedFeedback {
    let parts = entry.parts.iter();
    let parts = parts.map(|part| (part.label, part.text.clone())).collect();
    ReportedFeedback {
        date: page.date(),
        to: page.feedback_to(entry, pair),
        parts,
        is_answered: entry.has(Label::Answer),
    }
}

/// An ask that was carried along is one: the newest copy of it counts.
fn asks(pages: &[Page]) -> Asks {
    let mut by_text: BTreeMap<&str, bool> = BTreeMap::new();
    for page in pages {
        for entry in page.entries() {
            let is_personal = entry.role == Some(Role::Personal);
            let Some(ask) = entry.part(Label::Ask).filter(|_| !is_personal) else {
                continue;
            };
            let is_ended = entry.status.is_some_and(CheckboxStatus::is_ended);
            by_text.insert(&ask.text, entry.has(Label::Answer) || is_ended);
        }
    }
    Asks {
        asked: by_text.len(),
        answered: by_text.values().filter(|is_answered| **is_answered).count(),
    }
}

fn topics(pages: &[Page]) -> Vec<(Role, usize)> {
    let roles = Role::ALL.into_iter();
    roles
        .filter(|role| !matches!(role, Role::Personal | Role::Summary | Role::ActionItems))
        .map(|role| (role, pages.iter().map(|page| page.of(role).count()).sum()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Meeting, parse_date, settings_for_tests};

    fn date(text: &str) -> NaiveDate {
        parse_date(text).expect("a date")
    }

    /// The look back at these meetings over November 2026, seen from the 30th.
    fn november(meetings: &[(&str, &str)]) -> Report {
        let settings = settings_for_tests();
        let read = |(day, source): &(&str, &str)| {
            Meeting::read(date(day), (*source).to_string(), None, &settings.vocabulary)
        };
        let series = Series::of_whole(settings.clone(), meetings.iter().map(read));
        let period = Period {
            from: date("2026-11-01"),
            to: date("2026-11-30"),
        };
        let mut pages: Vec<Page> = series
            .held(period.to)
            .filter(|meeting| period.has(meeting.date()))
            .filter_map(|held| Page::of_series(&series, held.date(), &Default::default()))
            .collect();
        pages.reverse();
        report(&series, &pages, period, period.to)
    }

    #[test]
    fn promises_are_counted_once_and_by_side() {
        let report = november(&[
            ("2026-10-20", "- [x] long ago @dana\n"),
            (
                "2026-10-27",
                "- [>] a @dana\n- [ ] old @alex due:2026-11-03\n",
            ),
            (
                "2026-11-03",
                "- [x] a @dana since:2026-10-27\n- [-] b @alex\n- [x] c @zoe\n",
            ),
            (
                "2026-11-10",
                "- [ ] old @alex due:2026-11-03 since:2026-10-27\n",
            ),
        ]);
        assert_eq!(report.manager.kept.len(), 1);
        assert_eq!(report.manager.all(), 1);
        assert_eq!(
            (report.ic.dropped, report.ic.open, report.ic.overdue),
            (1, 1, 1)
        );
    }

    #[test]
    fn who_speaks_is_named() {
        let report = november(&[("2026-11-03", "## Wins\n- @dana: you did it\n- I did\n")]);
        let wins: Vec<&str> = report.wins.iter().map(|win| win.text.as_str()).collect();
        assert_eq!(wins, ["Dana: you did it", "I did"]);
    }

    #[test]
    fn nothing_personal_is_told() {
        let personal = "## Personal\n- a baby in May\n- [x] tell the team @alex\n  - Ask: who?\n### Wins\n- passed the test\n### Career\n- [ ] leave @alex\n";
        let report = november(&[("2026-11-03", personal)]);
        let empty = november(&[("2026-11-03", "")]);
        assert_eq!(report, empty);
    }

    #[test]
    fn meetings_are_held_moved_cancelled_or_missed() {
        let report = november(&[
            ("2026-11-03", "---\nstatus: held\n---\n"),
            ("2026-11-12", "---\nmoved_from: 2026-11-10\n---\n"),
            (
                "2026-11-17",
                "---\nstatus: cancelled\n---\n## Wins\n- never told\n",
            ),
            ("2026-11-30", "---\nstatus: planned\n---\n"),
        ]);
        let outcomes: Vec<MeetingOutcome> = report
            .meetings
            .iter()
            .map(|(_, outcome)| *outcome)
            .collect();
        let expected = [
            MeetingOutcome::Held,
            MeetingOutcome::Moved,
            MeetingOutcome::Cancelled,
            MeetingOutcome::Missed,
        ];
        assert_eq!(outcomes, expected); // nobody wrote anything on the 24th
        assert!(report.wins.is_empty());
    }

    #[test]
    fn feedback_and_asks_have_answers_or_not() {
        let report = november(&[
            (
                "2026-11-03",
                "## Blockers\n- Ask: who?\n- x\n  - Ask: when?\n  - Answer: soon\n## Feedback\n### For Dana\n- Situation: s\n  - Behavior: b\n  - Answer: yes\n### For Alex\n- Situation: t\n",
            ),
            ("2026-11-10", "## Blockers\n- Ask: who?\n  - Answer: me\n"),
        ]);
        assert_eq!(
            report.asks,
            Asks {
                asked: 2,
                answered: 2
            }
        );
        let dated_texts: Vec<(Option<Side>, bool)> = report
            .feedback
            .iter()
            .map(|one| (one.to, one.is_answered))
            .collect();
        assert_eq!(
            dated_texts,
            [(Some(Side::Manager), true), (Some(Side::Ic), false)]
        );
    }
}
