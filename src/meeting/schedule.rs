//! On which date the pair meets next.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::meeting::{MeetingStatus, Series, Skimmed};

/// The date of the next agenda, seen from `today`.
///
/// It is the first date of the rhythm from today on that is not yet held, moved away or cancelled; an agenda that is
/// planned for today or later, up to that date, comes first. Without a cadence in `oneonone.yaml` it is a week after
/// the last meeting, or today.
pub fn next_date(series: &Series, today: NaiveDate) -> Option<NaiveDate> {
    // Beyond that a date has no ten characters.
    let slot = next_slot(series, today).filter(|slot| slot.year() <= 9999)?;
    let planned = series
        .meetings()
        .iter()
        .find(|meeting| meeting.date() >= today && meeting.status() == MeetingStatus::Planned);
    match planned {
        Some(meeting) if meeting.date() <= slot || meeting.moved_from() == Some(slot) => {
            Some(meeting.date())
        }
        _ => Some(slot),
    }
}

/// The first agenda that is still to come, seen from `today`, before `date`: what is open waits for that one.
pub fn agenda_before(series: &Series, date: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let is_to_come = |meeting: &&Skimmed| {
        let planned = meeting.status() == MeetingStatus::Planned;
        planned && meeting.date() >= today && meeting.date() < date
    };
    let meeting = series.meetings().iter().find(is_to_come)?;
    Some(meeting.date())
}

fn next_slot(series: &Series, today: NaiveDate) -> Option<NaiveDate> {
    let Some(cadence) = &series.settings().cadence else {
        let last = series.meetings().last().map(Skimmed::due_date);
        let next = last.and_then(|last| last.checked_add_days(Days::new(7)));
        return Some(next.map_or(today, |next| next.max(today)));
    };
    let until = series
        .meetings()
        .partition_point(|meeting| meeting.due_date() <= today);
    // With nothing before today the first that is to come.
    let told = &series.meetings()[..until.max(1).min(series.meetings().len())];
    let due: Vec<NaiveDate> = told.iter().map(Skimmed::due_date).collect();
    let mut from = today;
    // Every turn leaves a date behind that a meeting has taken.
    for _ in 0..=series.meetings().len() {
        let slot = cadence.next(&due, from)?;
        if is_free(series, slot, today) {
            return Some(slot);
        }
        from = slot.succ_opt()?;
    }
    None
}

/// Whether an agenda may be made or filled on `date`, seen from `today`.
fn is_free(series: &Series, date: NaiveDate, today: NaiveDate) -> bool {
    let taken = |meeting: &Skimmed| {
        let is_over = meeting.status() != MeetingStatus::Planned;
        // One that was moved to a day before today took its date along, though nobody has closed it.
        let is_past = is_over || meeting.date() < today;
        (meeting.date() == date && is_over) || (meeting.moved_from() == Some(date) && is_past)
    };
    !series.meetings().iter().any(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Wanted;
    use crate::meeting::{Cadence, Every, Settings, parse_date, settings_for_tests};

    /// The meetings of a pair: of each its date, and what its front matter says.
    type Meetings<'a> = &'a [(&'a str, &'a str)];

    const WEEKLY: Option<Every> = Some(Every::Weeks(1));
    const FORTNIGHTLY: Option<Every> = Some(Every::Weeks(2));
    const MONTHLY: Option<Every> = Some(Every::Month);

    fn date(text: &str) -> NaiveDate {
        parse_date(text).expect("a date")
    }

    /// Two who meet `every` so often, on a Tuesday, and have `meetings`: seen from `today` the next is on `expected`.
    #[track_caller]
    fn check(every: Option<Every>, meetings: Meetings, today: &str, expected: &str) {
        let usual = settings_for_tests();
        let cadence = usual.cadence.clone();
        let settings = Settings {
            cadence: every.and_then(|every| Some(Cadence { every, ..cadence? })),
            ..usual
        };
        let read = |(day, front_matter): &(&str, &str)| {
            let source = format!("---\n{front_matter}\n---\n");
            let vocabulary = &settings.vocabulary;
            Skimmed::read(date(day), source, None, vocabulary, Wanted::Open)
        };
        let meetings = meetings.iter().map(read).collect();
        let next = next_date(&Series::new(settings.clone(), meetings), date(today));
        let next = next.map_or("none".to_string(), |next| next.to_string());
        assert_eq!(next, expected);
    }

    #[test]
    fn the_first_date_of_the_rhythm_from_today_on() {
        check(WEEKLY, &[], "2026-11-23", "2026-11-24");
        check(WEEKLY, &[], "2026-11-24", "2026-11-24");
        check(WEEKLY, &[], "2026-11-25", "2026-12-01");
        let held = &[("2026-11-17", "status: held")];
        check(WEEKLY, held, "2026-11-18", "2026-11-24");
        check(FORTNIGHTLY, held, "2026-11-18", "2026-12-01");
        check(MONTHLY, held, "2026-11-18", "2026-12-15");
    }

    #[test]
    fn the_rhythm_goes_by_the_last_date_that_was_due() {
        let two = &[
            ("2026-11-10", "status: held"),
            ("2026-11-17", "status: held"),
        ];
        check(FORTNIGHTLY, two, "2026-11-18", "2026-12-01");
        // What is due today is the last; what is due later is not.
        let today = &[("2026-11-10", ""), ("2026-11-24", "status: held")];
        check(FORTNIGHTLY, today, "2026-11-24", "2026-12-08");
        let later = &[
            ("2026-11-10", "status: held"),
            ("2026-12-01", "status: held"),
        ];
        check(FORTNIGHTLY, later, "2026-11-18", "2026-11-24");
        // With nothing before, the first one that is to come.
        check(
            FORTNIGHTLY,
            &[
                ("2026-12-08", "status: cancelled"),
                ("2026-12-15", "status: cancelled"),
            ],
            "2026-11-18",
            "2026-11-24",
        );
        // A meeting that was moved keeps the rhythm of the date on which it was due.
        check(
            FORTNIGHTLY,
            &[("2026-11-23", "status: held\nmoved_from: 2026-11-17")],
            "2026-11-24",
            "2026-12-01",
        );
    }

    #[test]
    fn the_rhythm_goes_by_most_dates() {
        let held = |date| (date, "status: held");
        let off = ["2026-10-13", "2026-10-27", "2026-11-03"].map(held);
        check(FORTNIGHTLY, &off, "2026-11-04", "2026-11-10");
        let last = ["2026-06-30", "2026-07-28", "2026-08-25"].map(held);
        check(MONTHLY, &last, "2026-08-26", "2026-09-29");
    }

    #[test]
    fn a_date_that_is_held_or_cancelled_is_taken() {
        check(
            WEEKLY,
            &[("2026-11-24", "status: held")],
            "2026-11-24",
            "2026-12-01",
        );
        check(
            WEEKLY,
            &[
                ("2026-11-24", "status: cancelled"),
                ("2026-12-01", "status: moved"),
                ("2026-12-08", "status: held"),
            ],
            "2026-11-24",
            "2026-12-15",
        );
        check(
            FORTNIGHTLY,
            &[("2026-11-24", "status: cancelled")],
            "2026-11-24",
            "2026-12-08",
        );
        check(
            MONTHLY,
            &[("2026-11-24", "status: cancelled")],
            "2026-11-24",
            "2026-12-22",
        );
    }

    #[test]
    fn a_date_from_which_a_meeting_was_moved_and_held_or_cancelled_is_taken() {
        let earlier = |status: &str| format!("status: {status}\nmoved_from: 2026-11-24");
        for status in ["held", "cancelled"] {
            check(
                WEEKLY,
                &[("2026-11-20", &earlier(status))],
                "2026-11-21",
                "2026-12-01",
            );
            check(
                WEEKLY,
                &[("2026-11-26", &earlier(status))],
                "2026-11-24",
                "2026-12-01",
            );
        }
    }

    #[test]
    fn a_meeting_that_was_moved_to_an_earlier_day_takes_its_date_along() {
        let earlier = ("2026-11-20", "moved_from: 2026-11-24");
        for today in ["2026-11-21", "2026-11-24"] {
            check(WEEKLY, &[earlier], today, "2026-12-01");
        }
        let before = ("2026-11-10", "status: held");
        check(FORTNIGHTLY, &[before, earlier], "2026-11-21", "2026-12-08");
        let before = ("2026-10-27", "status: held");
        check(MONTHLY, &[before, earlier], "2026-11-21", "2026-12-22");
        // On the day itself, and before it, it is the next.
        for today in ["2026-11-18", "2026-11-20"] {
            check(WEEKLY, &[earlier], today, "2026-11-20");
        }
        // One into the week before, and one that somebody made on the old date in spite of it.
        let far = ("2026-11-13", "moved_from: 2026-11-24");
        check(WEEKLY, &[far], "2026-11-23", "2026-12-01");
        check(
            WEEKLY,
            &[earlier, ("2026-11-24", "")],
            "2026-11-21",
            "2026-11-24",
        );
    }

    #[test]
    fn an_agenda_that_is_planned_comes_first() {
        check(WEEKLY, &[("2026-11-24", "")], "2026-11-24", "2026-11-24");
        check(WEEKLY, &[("2026-11-23", "")], "2026-11-23", "2026-11-23");
        check(WEEKLY, &[("2026-11-22", "")], "2026-11-23", "2026-11-24");
        // One for later than the next date does not, unless it was moved there from it.
        check(WEEKLY, &[("2026-11-26", "")], "2026-11-23", "2026-11-24");
        let moved = &[("2026-11-26", "moved_from: 2026-11-24")];
        check(WEEKLY, moved, "2026-11-23", "2026-11-26");
        check(
            WEEKLY,
            &[("2026-11-26", "moved_from: 2026-11-17")],
            "2026-11-23",
            "2026-11-24",
        );
        // What was held or cancelled is no agenda any more.
        check(
            WEEKLY,
            &[("2026-11-23", "status: held")],
            "2026-11-23",
            "2026-11-24",
        );
        // The nearest counts.
        check(
            WEEKLY,
            &[("2026-11-22", ""), ("2026-11-23", ""), ("2026-11-24", "")],
            "2026-11-23",
            "2026-11-23",
        );
    }

    #[test]
    fn without_a_rhythm_it_is_a_week_after_the_last_meeting() {
        check(None, &[], "2026-11-25", "2026-11-25");
        let held = &[
            ("2026-11-13", "status: held"),
            ("2026-11-20", "status: held"),
        ];
        check(None, held, "2026-11-25", "2026-11-27");
        check(None, held, "2026-11-26", "2026-11-27");
        check(None, held, "2026-11-27", "2026-11-27");
        check(None, held, "2026-11-28", "2026-11-28");
        let moved = &[("2026-11-20", "status: held\nmoved_from: 2026-11-24")];
        check(None, moved, "2026-11-25", "2026-12-01");
    }

    #[test]
    fn there_is_no_date_of_more_than_ten_characters() {
        check(WEEKLY, &[], "9999-12-27", "9999-12-28");
        check(WEEKLY, &[], "9999-12-29", "none");
        check(
            WEEKLY,
            &[("9999-12-28", "status: held")],
            "9999-12-27",
            "none",
        );
        check(None, &[("9999-12-28", "")], "9999-12-30", "none");
    }
}
