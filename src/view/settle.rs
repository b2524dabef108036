//! Finding what became of each date on which a pair was to meet.

use chrono::{Datelike as _, NaiveDate};

use super::ledger::{Became, DueDate, Ledger};
use super::rhythm::{dates_since, spacings};
use crate::meeting::{
    Cadence, Every, MOVE_WITHIN_DAYS, MeetingStatus, Series, Skimmed, week_number,
};

/// What became of each date on which the pair of `series` was to meet, seen from `today`: of those before it, and of
/// today's if it is settled. Dates without a meeting are found by the cadence in `oneonone.yaml`, over changes of it as
/// far as the dates of the files tell; without a cadence there are none.
pub fn ledger(series: &Series, today: NaiveDate) -> Ledger {
    let (mut dates, planned) = of_files(series, today);
    let Some(cadence) = &series.settings().cadence else {
        return Ledger {
            dates,
            rhythms: Vec::new(),
        };
    };
    mark_extra(&mut dates, cadence);
    let mut firsts: Vec<NaiveDate> = dates
        .iter()
        .filter(|date| !date.is_extra)
        .map(|date| date.due)
        .chain(planned)
        .collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|date| week_number(*date));
    let mut rhythms: Vec<(NaiveDate, Every)> = Vec::new();
    let mut missed = Vec::new();
    for (at, spacing) in spacings(&firsts, cadence).into_iter().enumerate() {
        if rhythms.last().map(|(_, every)| *every) != Some(spacing.every) {
            rhythms.push((firsts[at], spacing.every));
        }
        missed.extend(spacing.left_out);
    }
    if let Some(last) = firsts.last() {
        if rhythms.last().map(|(_, every)| *every) != Some(cadence.every) {
            rhythms.push((*last, cadence.every));
        }
        missed.extend(dates_since(*last, today, cadence));
    }
    let passed = missed.into_iter().filter(|date| *date < today);
    dates.extend(passed.map(|due| DueDate {
        due,
        on: None,
        became: Became::Missed,
        is_extra: false,
        is_closed: false,
    }));
    dates.sort_by_key(|date| (date.due, date.on));
    Ledger { dates, rhythms }
}

/// What the files say, and the dates of agendas that are still to come on the day on which they were due.
fn of_files(series: &Series, today: NaiveDate) -> (Vec<DueDate>, Vec<NaiveDate>) {
    let mut dates = Vec::new();
    let mut planned = Vec::new();
    let mut moved_away = Vec::new();
    for meeting in series.meetings() {
        let (due, on) = (meeting.due_date(), meeting.date());
        let front_matter = meeting.front_matter();
        let value = |key: &str| {
            let value = front_matter.as_ref()?.get(key)?.trim();
            (!value.is_empty()).then(|| value.to_string())
        };
        let became = match meeting.status() {
            MeetingStatus::Moved => {
                moved_away.push(on);
                continue;
            }
            MeetingStatus::Cancelled => Became::Cancelled {
                by: value("cancelled_by").map(|by| by.trim_start_matches('@').to_lowercase()),
                reason: value("reason"),
            },
            MeetingStatus::Held => Became::Held,
            // Nobody closed it; every other count takes it for held too.
            MeetingStatus::Planned if on < today => Became::Held,
            MeetingStatus::Planned => Became::ToCome,
        };
        let is_settled = match became {
            Became::Held => on <= today,
            Became::ToCome => due < today,
            _ => due <= today,
        };
        if !is_settled {
            planned.push(due);
            continue;
        }
        dates.push(DueDate {
            due,
            on: Some(on),
            is_extra: false,
            is_closed: meeting.status() == MeetingStatus::Held,
            became,
        });
    }
    for due in moved_away {
        settle_moved(series, &mut dates, due, today);
    }
    dates.sort_by_key(|date| (date.due, date.on));
    (dates, planned)
}

/// A file on `due` says that its meeting was moved: by hand, for `oneonone move` leaves no such file. Where another file
/// says that it was due then, all is said. Else it is the next one within the week that was due on no day of the rhythm.
fn settle_moved(series: &Series, dates: &mut Vec<DueDate>, due: NaiveDate, today: NaiveDate) {
    let claims = |meeting: &&Skimmed| meeting.moved_from() == Some(due);
    if due > today || series.meetings().iter().any(|meeting| claims(&meeting)) {
        return;
    }
    let day = series
        .settings()
        .cadence
        .as_ref()
        .map(|cadence| cadence.day);
    let is_other_day = |date: NaiveDate| day.is_some_and(|day| date.weekday() != day);
    let target = dates.iter_mut().find(|date| {
        let days = (date.due - due).num_days();
        date.moved_by().is_none()
            && (1..=MOVE_WITHIN_DAYS).contains(&days)
            && is_other_day(date.due)
    });
    match target {
        Some(date) => date.due = due,
        None => dates.push(DueDate {
            due,
            on: None,
            became: Became::MovedAway,
            is_extra: false,
            is_closed: false,
        }),
    }
}

/// Of several meetings in one week all but one are extra; that one is the one on the day of `cadence`, else the first.
fn mark_extra(dates: &mut [DueDate], cadence: &Cadence) {
    for week in dates.chunk_by_mut(|a, b| week_number(a.due) == week_number(b.due)) {
        let on_the_day = week
            .iter()
            .position(|date| date.due.weekday() == cadence.day);
        let due = on_the_day.unwrap_or(0);
        for (at, date) in week.iter_mut().enumerate() {
            date.is_extra = at != due;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ledger::Sums;
    use super::*;
    use crate::meeting::{Meeting, Settings, parse_date, settings_for_tests};

    fn date(text: &str) -> NaiveDate {
        parse_date(text).expect("a date")
    }

    fn settings(every: Option<Every>) -> Settings {
        Settings {
            cadence: every.map(|every| Cadence {
                every,
                day: chrono::Weekday::Tue,
                week: None,
                time: None,
                time_zone: None,
                duration: None,
            }),
            ..settings_for_tests()
        }
    }

    /// The ledger of meetings on these days, each with its front matter without the fences; `""` is a file without any.
    fn of(every: Option<Every>, today: &str, files: &[(&str, &str)]) -> Ledger {
        let settings = settings(every);
        let meetings = files.iter().map(|(day, front)| {
            let source = match *front {
                "" => "Just some notes\n".to_string(),
                front => format!("---\n{}\n---\n", front.replace("; ", "\n")),
            };
            Meeting::read(date(day), source, None, &settings.vocabulary)
        });
        let series = Series::of_whole(settings.clone(), meetings);
        ledger(&series, date(today))
    }

    fn told(ledger: &Ledger) -> Vec<String> {
        let lines = ledger.dates.iter().map(|date| {
            let mut line = format!("{} {}", date.due, date.became.word());
            if let Became::Cancelled { by, reason } = &date.became {
                let known = [by, reason].into_iter().flatten();
                line.extend(known.map(|text| format!(" {text}")));
            }
            if let Some(days) = date.moved_by() {
                line.push_str(&format!(" {days:+}"));
            }
            line + if date.is_extra { " extra" } else { "" }
        });
        lines.collect()
    }

    /// Weekly meetings on Tuesdays, seen from 2026-11-23, a Monday.
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let ledger = of(Some(Every::Weeks(1)), "2026-11-23", files);
        assert_eq!(told(&ledger), expected, "{files:?}");
    }

    #[test]
    fn held_moved_cancelled_missed() {
        check(
            &[
                ("2026-10-20", "status: held"),
                ("2026-10-29", "status: held; moved_from: 2026-10-27"),
                (
                    "2026-11-03",
                    "status: cancelled; cancelled_by: Dana; reason: ill",
                ),
                ("2026-11-17", "status: held"),
                ("2026-11-24", "status: planned"),
            ],
            &[
                "2026-10-20 held",
                "2026-10-27 held +2",
                "2026-11-03 cancelled dana ill",
                "2026-11-10 missed",
                "2026-11-17 held",
            ],
        );
    }

    #[test]
    fn by_hand_and_without_front_matter() {
        check(
            &[("2026-11-10", ""), ("2026-11-17", "status: planned")],
            &["2026-11-10 held", "2026-11-17 held"],
        );
        check(&[], &[]);
        check(
            &[("2026-11-17", "status: cancelled; reason: \"\"")],
            &["2026-11-17 cancelled"],
        );
    }

    #[test]
    fn a_vacation() {
        check(
            &[("2026-10-20", ""), ("2026-11-17", "")],
            &[
                "2026-10-20 held",
                "2026-10-27 missed",
                "2026-11-03 missed",
                "2026-11-10 missed",
                "2026-11-17 held",
            ],
        );
        // Nothing after it either.
        check(
            &[("2026-11-03", "")],
            &["2026-11-03 held", "2026-11-10 missed", "2026-11-17 missed"],
        );
    }

    #[test]
    fn moved_across_others_and_into_another_week() {
        check(
            &[
                ("2026-11-03", ""),
                ("2026-11-17", "status: held"),
                ("2026-11-18", "status: held; moved_from: 2026-11-10"),
            ],
            &["2026-11-03 held", "2026-11-10 held +8", "2026-11-17 held"],
        );
        // Forward, and before today.
        check(
            &[("2026-11-20", "status: held; moved_from: 2026-11-24")],
            &["2026-11-24 held -4"],
        );
        // Still to come, and it was due.
        check(
            &[
                ("2026-11-17", "moved_from: 2026-11-16"),
                ("2026-11-25", "moved_from: 2026-11-20"),
            ],
            &["2026-11-16 held +1", "2026-11-20 to-come +5 extra"],
        );
    }

    #[test]
    fn moved_by_hand() {
        check(
            &[
                ("2026-11-10", "status: moved"),
                ("2026-11-12", "status: held"),
            ],
            &["2026-11-10 held +2", "2026-11-17 missed"],
        );
        check(
            &[("2026-11-10", "status: moved"), ("2026-11-17", "")],
            &["2026-11-10 moved-away", "2026-11-17 held"],
        );
        let both = ("2026-11-19", "status: held; moved_from: 2026-11-17");
        check(
            &[("2026-11-17", "status: moved"), both],
            &["2026-11-17 held +2"],
        );
        check(&[("2026-11-24", "status: moved")], &[]);
    }

    #[test]
    fn two_in_a_week() {
        check(
            &[("2026-11-10", ""), ("2026-11-16", ""), ("2026-11-17", "")],
            &[
                "2026-11-10 held",
                "2026-11-16 held extra",
                "2026-11-17 held",
            ],
        );
        check(
            &[("2026-11-18", ""), ("2026-11-19", "")],
            &["2026-11-18 held", "2026-11-19 held extra"],
        );
    }

    #[test]
    fn what_is_to_come_is_left_out() {
        check(
            &[
                ("2026-11-17", ""),
                ("2026-11-23", "status: planned"),
                ("2026-11-24", "status: cancelled"),
                ("2026-12-01", "status: held"),
            ],
            &["2026-11-17 held"],
        );
        // Today's counts once it is settled.
        check(&[("2026-11-23", "status: held")], &["2026-11-23 held"]);
        check(
            &[("2026-11-23", "status: cancelled")],
            &["2026-11-23 cancelled"],
        );
        // An agenda of this week is no reason to take the date before it for kept.
        let ledger = of(
            Some(Every::Weeks(1)),
            "2026-11-26",
            &[("2026-11-17", ""), ("2026-11-27", "")],
        );
        assert_eq!(told(&ledger), ["2026-11-17 held"]);
    }

    #[test]
    fn every_two_weeks_and_every_month() {
        let ledger = of(
            Some(Every::Weeks(2)),
            "2026-11-23",
            &[
                ("2026-09-29", ""),
                ("2026-10-06", ""),
                ("2026-10-13", ""),
                ("2026-11-10", ""),
            ],
        );
        assert_eq!(
            told(&ledger),
            [
                "2026-09-29 held",
                "2026-10-06 held",
                "2026-10-13 held",
                "2026-10-27 missed",
                "2026-11-10 held"
            ]
        );
        let monthly = of(
            Some(Every::Month),
            "2026-11-23",
            &[("2026-07-14", ""), ("2026-09-08", "")],
        );
        assert_eq!(
            told(&monthly),
            [
                "2026-07-14 held",
                "2026-08-11 missed",
                "2026-09-08 held",
                "2026-10-13 missed",
                "2026-11-10 missed"
            ]
        );
    }

    #[test]
    fn another_cadence_before() {
        let two_weeks = ["2026-08-25", "2026-09-08", "2026-09-22", "2026-10-06"];
        let weekly = [
            "2026-10-13",
            "2026-10-20",
            "2026-10-27",
            "2026-11-10",
            "2026-11-17",
        ];
        let all = two_weeks.iter().chain(&weekly);
        let files: Vec<(&str, &str)> = all.map(|day| (*day, "")).collect();
        let ledger = of(Some(Every::Weeks(1)), "2026-11-23", &files);
        let missed: Vec<String> = told(&ledger)
            .into_iter()
            .filter(|line| line.ends_with("missed"))
            .collect();
        assert_eq!(missed, ["2026-11-03 missed"]);
        let expected = [
            (date("2026-08-25"), Every::Weeks(2)),
            (date("2026-10-06"), Every::Weeks(1)),
        ];
        assert_eq!(ledger.rhythms, expected);
        let late = ledger.between(Some(date("2026-11-01")), Some(date("2026-11-10")));
        assert_eq!(told(&late), ["2026-11-03 missed", "2026-11-10 held"]);
        assert_eq!(late.rhythms, expected[1..]);
    }

    #[test]
    fn without_a_cadence_nothing_is_missed() {
        let ledger = of(
            None,
            "2026-11-23",
            &[("2026-08-04", ""), ("2026-11-03", "")],
        );
        assert_eq!(told(&ledger), ["2026-08-04 held", "2026-11-03 held"]);
        assert!(ledger.rhythms.is_empty());
    }

    #[test]
    fn sums_add_up() {
        let ledger = of(
            Some(Every::Weeks(1)),
            "2026-11-23",
            &[
                ("2026-10-22", "status: held; moved_from: 2026-10-13"),
                ("2026-10-20", "status: cancelled; cancelled_by: dana"),
                ("2026-10-27", "status: cancelled; cancelled_by: \"@Alex\""),
                ("2026-11-03", "status: cancelled"),
                ("2026-11-17", ""),
                ("2026-11-18", ""),
            ],
        );
        let cancelled_by = [("alex".to_string(), 1), ("dana".to_string(), 1)];
        let expected = Sums {
            due: 6,
            held: 3,
            moved: 1,
            moved_too_far: 1,
            cancelled: 3,
            cancelled_by: cancelled_by.into_iter().collect(),
            missed: 1,
            moved_away: 0,
            to_come: 0,
            extra: 1,
        };
        assert_eq!(ledger.sums(), expected);
    }
}
