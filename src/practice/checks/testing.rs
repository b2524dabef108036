//! Small notebooks to try a check on.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::super::boilerplate::Boilerplate;
use super::super::page::Page;
use super::super::writers::{Authorship, Writers};
use super::check::{Check, CheckKind};
use super::context::CheckContext;
use super::run::on_meeting;
use crate::markdown::Damage;
use crate::meeting::{
    CheckSetting, CheckSettings, ItemSelection, Meeting, MeetingStatus, PairKind, Series, Settings,
    Side, list, parse_date, settings_for_tests,
};

/// A meeting on 24 November 2026 of Alex and their manager Dana, with weekly meetings before it.
pub struct Case {
    source: String,
    is_record: bool,
    before: Vec<String>,
    today: NaiveDate,
    limits: Option<String>,
    kind: PairKind,
    writers: Vec<(NaiveDate, Vec<Option<Authorship>>)>,
    time: Option<(u32, u32)>,
}

fn date(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

impl Case {
    /// An agenda with this text, on the day of the meeting.
    pub fn agenda(source: &str) -> Self {
        Case {
            source: source.to_string(),
            is_record: false,
            before: Vec::new(),
            today: date("2026-11-24"),
            limits: None,
            kind: PairKind::Manager,
            writers: Vec::new(),
            time: Some((10, 0)),
        }
    }

    /// An agenda of these lines, each with who wrote it and when, as in `23T18:00` for the 23rd.
    pub fn agenda_by(lines: &[(&str, Side, &str)]) -> Self {
        let source: String = lines.iter().map(|(line, ..)| format!("{line}\n")).collect();
        let writers = lines.iter().map(|(_, side, at)| {
            let at = format!("2026-11-{at}:00").parse().expect("a time");
            let side = Some(*side);
            Some(Authorship { side, at })
        });
        Case::agenda(&source).written("2026-11-24", writers.collect())
    }

    /// A meeting with this text that was held, a day ago.
    pub fn record(source: &str) -> Self {
        Case {
            is_record: true,
            today: date("2026-11-25"),
            ..Case::agenda(source)
        }
    }

    /// With another held meeting between what is there and the one looked at: each a week before the next.
    pub fn after(mut self, source: &str) -> Self {
        self.before.push(source.to_string());
        self
    }

    /// Seen on this day.
    pub fn on(mut self, day: &str) -> Self {
        self.today = date(day);
        self
    }

    /// With a rhythm that says nothing of the time.
    pub fn at_no_time(mut self) -> Self {
        self.time = None;
        self
    }

    /// With a setting of the check's own.
    pub fn with_limits(mut self, text: &str) -> Self {
        self.limits = Some(text.to_string());
        self
    }

    /// Of two who are this to one another.
    pub fn of_kind(mut self, kind: PairKind) -> Self {
        self.kind = kind;
        self
    }

    /// With who wrote the lines of the meeting on `day`.
    pub fn written(mut self, day: &str, lines: Vec<Option<Authorship>>) -> Self {
        self.writers.push((date(day), lines));
        self
    }
}

fn run(check: &Check, case: &Case) -> Vec<String> {
    let mut checks = CheckSettings::default();
    if let Some(text) = &case.limits {
        let usual = check.limits.first().map(|limit| limit.unit);
        checks.set(
            check.rule,
            CheckSetting::parse(text, usual).expect("limits"),
        );
    }
    let mut settings = Settings {
        checks,
        kind: case.kind,
        ..settings_for_tests()
    };
    if let Some(cadence) = &mut settings.cadence {
        cadence.time = case.time;
    }
    let held = date("2026-11-24");
    let meeting = |weeks: usize, source: &str| {
        let day = held - Days::new(7 * weeks as u64);
        let damage = Damage::of(source);
        Arc::new(Meeting::read(day, source, damage, &settings.vocabulary))
    };
    let subject = meeting(0, &case.source);
    let before = case.before.iter().rev().enumerate();
    let before: Vec<Arc<Meeting>> = before.map(|(at, source)| meeting(at + 1, source)).collect();
    let page = |meeting: &Arc<Meeting>| Page::read(Arc::clone(meeting), &Boilerplate::default());
    let took_place = |meeting: &&Arc<Meeting>| {
        !matches!(
            meeting.status(),
            MeetingStatus::Moved | MeetingStatus::Cancelled
        )
    };
    let pages: Vec<Page> = before.iter().filter(took_place).map(page).collect();
    let subject_page = page(&subject);
    let mut all = before;
    all.push(subject);
    let series = Series::of_whole(settings.clone(), all);
    let open = list(series.meetings(), ItemSelection::Open);
    let mut writers = Writers::default();
    for (day, lines) in &case.writers {
        writers.add(*day, lines.clone());
    }
    let item_copies = series.item_copies();
    let context = |rule| CheckContext {
        rule,
        series: &series,
        item_copies: &item_copies,
        page: &subject_page,
        is_record: case.is_record,
        is_newest: true,
        before: &pages,
        open: &open,
        writers: &writers,
        today: case.today,
    };
    let found = on_meeting(&context, &|_| true).into_iter();
    found
        .filter(|finding| finding.diagnostic.rule == check.rule)
        .map(|finding| finding.diagnostic.message)
        .collect()
}

/// Hold `check` to saying exactly this of `case`.
pub fn says(check: &Check, case: Case, expected: &[&str]) {
    assert!(matches!(check.kind, CheckKind::Practice(..)));
    assert_eq!(
        run(check, &case),
        expected,
        "{}: {}",
        check.rule.code(),
        case.source
    );
}

/// Hold `check` to saying nothing of `case`.
pub fn silent(check: &Check, case: Case) {
    says(check, case, &[]);
}
