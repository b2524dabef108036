//! What `calendar` writes, read back by another library: the right instants, whatever the clocks do.

use std::collections::BTreeSet;

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};
use chrono::{Datelike as _, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _};

use crate::sandbox::{CONFIGURATION, Sandbox};

/// A notebook that meets on Tuesdays at ten in `zone`, with meetings whose front matter says `entries`.
fn notebook(zone: &str, meetings: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    let settings = format!("{CONFIGURATION}  time_zone: {zone}\n");
    sandbox.write("alex/oneonone.yaml", settings);
    for (date, entries) in meetings {
        let text = format!("---\ndate: {date}\n{entries}---\n\n## Notes\nsecret words\n");
        sandbox.write(&format!("alex/meetings/{date}.md"), text);
    }
    sandbox
}

fn calendar(sandbox: &Sandbox) -> String {
    let run = sandbox.run(&["calendar"]).ended_with(0);
    assert!(!run.stdout.contains("secret"), "{}", run.stdout);
    for line in run.stdout.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    run.stdout
}

/// The first `count` meetings in UTC, as calcard expands them, cancelled ones left out.
fn instants(text: &str, count: usize) -> Vec<String> {
    let calendar = ICalendar::parse(text).expect("a calendar");
    let expanded = calendar.expand_dates(Tz::Floating, 400);
    assert_eq!(expanded.errors, []);
    let is_cancelled =
        |event: u32| calendar.components[event as usize].has_property(&ICalendarProperty::Status);
    let moments: BTreeSet<_> = expanded
        .events
        .iter()
        .filter(|event| !is_cancelled(event.comp_id))
        .map(|event| event.start.to_utc().format("%Y-%m-%d %H:%M").to_string())
        .collect();
    moments.into_iter().take(count).collect()
}

#[test]
fn the_hour_stays_over_both_changes_of_the_clocks() {
    let berlin = notebook("Europe/Berlin", &[("2026-03-24", "status: held\n")]);
    let instants_of = |sandbox: &Sandbox| instants(&calendar(sandbox), 33);
    let found = instants_of(&berlin);
    assert_eq!(found[0], "2026-03-24 09:00");
    assert_eq!(found[1], "2026-03-31 08:00"); // summer time since the 29th
    assert_eq!(found[30], "2026-10-20 08:00");
    assert_eq!(found[31], "2026-10-27 09:00"); // winter time since the 25th

    let new_york = notebook("America/New_York", &[("2026-03-03", "status: held\n")]);
    let found = instants(&calendar(&new_york), 37);
    assert_eq!(found[0], "2026-03-03 15:00");
    assert_eq!(found[1], "2026-03-10 14:00"); // since the 8th
    assert_eq!(found[34], "2026-10-27 14:00");
    assert_eq!(found[35], "2026-11-03 15:00"); // since the 1st
}

#[test]
fn moved_and_cancelled_dates_are_exceptions() {
    let sandbox = notebook(
        "Europe/Berlin",
        &[
            ("2026-10-20", "status: held\n"),
            ("2026-10-29", "status: held\nmoved_from: 2026-10-27\n"),
            (
                "2026-11-03",
                "status: cancelled\ncancelled_by: dana\nreason: secret\n",
            ),
            ("2026-11-10", "status: held\nduration: 60\n"),
            ("2026-11-20", "status: held\n"), // an extra one
        ],
    );
    let text = calendar(&sandbox);
    let expected = [
        "2026-10-20 08:00",
        "2026-10-29 09:00",
        "2026-11-10 09:00",
        "2026-11-20 09:00",
        "2026-11-24 09:00", // on the 17th nothing is recorded, and a later one was held
        "2026-12-01 09:00",
    ];
    assert_eq!(instants(&text, 6), expected);
    let moved = "RECURRENCE-ID;TZID=Europe/Berlin:20261027T100000\r\n";
    assert!(text.contains(moved), "{text}");
    assert!(text.contains("DURATION:PT60M"), "{text}");
    // Nothing of the day on which it is written is in it.
    let later = sandbox.run(&["calendar", "--today", "2027-05-05"]);
    assert_eq!(later.ended_with(0).stdout, text);
}

#[test]
fn a_meeting_moved_onto_a_date_of_the_rhythm_takes_its_place() {
    let sandbox = notebook(
        "Europe/Berlin",
        &[
            ("2026-10-20", ""),
            ("2026-11-03", "moved_from: 2026-10-27\n"),
        ],
    );
    let expected = ["2026-10-20 08:00", "2026-11-03 09:00", "2026-11-10 09:00"];
    let text = calendar(&sandbox);
    assert_eq!(instants(&text, 3), expected);
    assert!(text.contains("EXDATE;TZID=Europe/Berlin:20261103T100000\r\n"));
}

#[test]
fn meetings_of_an_earlier_rhythm_stand_alone() {
    // Until October on Thursdays, since then on Tuesdays: only the settings of today are known.
    let sandbox = notebook(
        "Europe/Berlin",
        &[
            ("2026-09-03", "status: held\n"),
            ("2026-09-17", "status: cancelled\n"),
            ("2026-10-01", "status: held\n"),
            ("2026-10-06", "status: held\n"),
        ],
    );
    let text = calendar(&sandbox);
    let expected = [
        "2026-09-03 08:00",
        "2026-10-01 08:00",
        "2026-10-06 08:00",
        "2026-10-13 08:00",
    ];
    assert_eq!(instants(&text, 4), expected);
    assert_eq!(text.matches("RRULE:FREQ=WEEKLY").count(), 1);
    assert!(text.contains("STATUS:CANCELLED"));
}

#[test]
fn other_rhythms() {
    for (every, meeting, expected) in [
        ("2 weeks", "2026-11-10", ["2026-11-10", "2026-11-24"]),
        ("month", "2026-11-10", ["2026-11-10", "2026-12-08"]),
        ("month", "2026-09-29", ["2026-09-29", "2026-10-27"]), // the fifth, or else the last
    ] {
        let sandbox = notebook("Europe/Berlin", &[(meeting, "")]);
        let settings = sandbox.read("alex/oneonone.yaml");
        let settings = settings.replace("every: week", &format!("every: {every}"));
        sandbox.write("alex/oneonone.yaml", settings);
        let found = instants(&calendar(&sandbox), 2);
        let days: Vec<&str> = found.iter().map(|moment| &moment[..10]).collect();
        assert_eq!(days, expected, "{every}");
        let next = sandbox.run_line("new --dry-run --today 2026-12-31");
        let agenda = next.stdout.lines().nth(1).expect("a diff").to_string();
        let date = agenda.trim_start_matches("+++ b/meetings/");
        let all = instants(&calendar(&sandbox), 100);
        let is_due = all.iter().any(|moment| moment[..10] == date[..10]);
        assert!(is_due, "`new` would make {date}, the calendar has {all:?}");
    }
}

#[test]
fn names_come_back_as_they_are() {
    let name = "Ng, Dana; \\\"née\\\" Ωμέγα-Wörterbuch-Überlänge-Ñandú the Third of Her Name";
    let sandbox = notebook("Europe/Berlin", &[("2026-11-10", "")]);
    let settings = sandbox.read("alex/oneonone.yaml");
    let quoted = format!(
        "name: \"{}\"",
        name.replace('\\', "\\\\").replace('"', "\\\"")
    );
    sandbox.write(
        "alex/oneonone.yaml",
        settings.replace("name: Dana Ng", &quoted),
    );
    let text = calendar(&sandbox);
    let calendar = ICalendar::parse(&text).expect("a calendar");
    let summary = calendar
        .components
        .iter()
        .find_map(|component| component.property(&ICalendarProperty::Summary))
        .expect("a summary");
    let expected = ICalendarValue::Text(format!("1:1 Alex Kim and {name}"));
    assert_eq!(summary.values, [expected]);
}

/// The offset from UTC at `moment`, by the rules in the VTIMEZONE of `text`: each observance is expanded like an event,
/// and the newest onset decides, as RFC 5545 says.
fn onsets(text: &str) -> Vec<(NaiveDateTime, i32, i32)> {
    let zone = text
        .split_once("BEGIN:VTIMEZONE")
        .and_then(|(_, rest)| rest.split_once("END:VTIMEZONE"))
        .expect("a time zone")
        .0;
    let mut found = Vec::new();
    for part in zone.split("END:") {
        let Some((_, properties)) = part
            .split_once("BEGIN:STANDARD")
            .or(part.split_once("BEGIN:DAYLIGHT"))
        else {
            continue;
        };
        let seconds = |property: &str| {
            let value = properties.split_once(property).expect("an offset").1;
            let value = value.split_once("\r\n").expect("a line").0;
            let number = |at: std::ops::Range<usize>| value[at].parse::<i32>().expect("digits");
            let size = number(1..3) * 3600 + number(3..5) * 60;
            if value.starts_with('-') { -size } else { size }
        };
        let event = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n",
            properties.trim_start()
        );
        let expanded = ICalendar::parse(&event)
            .expect("an event")
            .expand_dates(Tz::Floating, 70);
        assert_eq!(expanded.errors, []);
        for event in expanded.events {
            let (from, to) = (seconds("TZOFFSETFROM:"), seconds("TZOFFSETTO:"));
            let utc = event.start.naive_local() - TimeDelta::seconds(i64::from(from));
            found.push((utc, from, to));
        }
    }
    found.sort();
    found
}

#[test]
fn the_rules_of_time_zones_are_those_of_another_database() {
    for zone in [
        "Europe/Berlin",
        "Europe/Dublin",
        "Europe/London",
        "America/New_York",
        "America/Santiago",
        "America/Sao_Paulo",
        "America/Phoenix",
        "Asia/Kolkata",
        "Asia/Jerusalem",
        "Asia/Beirut",
        "Africa/Cairo",
        "Antarctica/Troll",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "UTC",
    ] {
        let sandbox = notebook(zone, &[("2026-01-06", "")]);
        let text = calendar(&sandbox);
        let onsets = onsets(&text);
        let other: chrono_tz::Tz = zone.parse().expect("a zone");
        let start = chrono::NaiveDate::from_ymd_opt(2026, 1, 6).expect("a date");
        for hour in 0..24 * 365 * 6 {
            let moment = start.and_time(chrono::NaiveTime::MIN) + TimeDelta::hours(hour);
            let after = onsets.partition_point(|(onset, _, _)| *onset <= moment);
            let ours = onsets[after.checked_sub(1).expect("one in force")].2;
            let theirs = other.offset_from_utc_datetime(&moment).fix();
            assert_eq!(ours, theirs.local_minus_utc(), "{zone} {moment}\n{text}");
        }
        let of_thirty_years = onsets.partition_point(|(onset, _, _)| onset.year() <= 2055);
        let onsets = &onsets[..of_thirty_years];
        for (before, after) in onsets.iter().zip(&onsets[1..]) {
            assert_eq!(
                before.2, after.1,
                "{zone}: each onset begins where the last led"
            );
        }
    }
}

#[test]
fn without_a_time_zone_or_a_time() {
    let sandbox = notebook("Europe/Berlin", &[("2026-11-10", "")]);
    sandbox.write("alex/oneonone.yaml", CONFIGURATION);
    let run = sandbox.run(&["calendar"]).ended_with(0);
    assert!(run.stdout.contains("\r\nDTSTART:20261110T100000\r\n"));
    assert!(!run.stdout.contains("VTIMEZONE"));
    let hint = "hint: `oneonone.yaml`: its times are those of wherever one is; write for instance `time_zone: Europe/Berlin` below `cadence:`\n";
    assert_eq!(run.stderr, hint);

    let settings = CONFIGURATION.replace("  time: \"10:00\"\n", "");
    sandbox.write("alex/oneonone.yaml", settings);
    let run = sandbox.run(&["calendar"]).ended_with(0);
    assert!(
        run.stdout
            .contains("\r\nDTSTART;VALUE=DATE:20261110\r\nRRULE:")
    );
    assert!(!run.stdout.contains("DURATION"));

    let settings = CONFIGURATION.split("cadence:").next().expect("the people");
    sandbox.write("alex/oneonone.yaml", settings);
    let run = sandbox.run(&["calendar"]).ended_with(0);
    assert!(
        run.stdout
            .contains("\r\nDTSTART;VALUE=DATE:20261110\r\nSUMMARY")
    );
    assert!(run.stderr.contains("no `cadence:`"));
}

#[test]
fn what_can_not_be_written_is_refused() {
    let sandbox = notebook("Europe/Berlim", &[("2026-11-10", "")]);
    let run = sandbox.run(&["calendar"]).ended_with(2);
    assert_eq!(
        run.stderr,
        "error: `Europe/Berlim` is no time zone\nhint: write for instance `time_zone: Europe/Berlin` below `cadence:` in `oneonone.yaml`\n"
    );
    let empty = notebook("Europe/Berlin", &[]);
    let run = empty.run(&["calendar", "-o", "new.ics"]).ended_with(2);
    assert!(run.stderr.starts_with("error: there is no meeting yet"));
    assert!(!empty.path("alex/new.ics").exists());

    // A copy of a notebook would have the same events once more.
    let sandbox = notebook("Europe/Berlin", &[("2026-11-10", "")]);
    sandbox.write("copy/oneonone.yaml", CONFIGURATION);
    sandbox.write("copy/meetings/2026-11-10.md", "");
    let run = sandbox.run_in(".", &["calendar"]).ended_with(2);
    assert!(run.stderr.contains("the same pair, dana and alex"));
}

#[test]
fn all_notebooks_in_one_calendar() {
    let sandbox = notebook("Europe/Berlin", &[("2026-11-10", "")]);
    let settings = sandbox.read("alex/oneonone.yaml");
    let zoe = settings
        .replace("alex", "zoe")
        .replace("Alex Kim", "Zoë Brontë");
    let in_york = zoe.replace("Europe/Berlin", "america/new_york");
    sandbox.write("zoe/oneonone.yaml", in_york);
    sandbox.write("zoe/meetings/2026-11-10.md", "");
    sandbox.write("sam/oneonone.yaml", settings.replace("alex", "sam"));
    sandbox.write("broken/oneonone.yaml", "manager: 5\n");
    let run = sandbox.run_in(".", &["calendar"]).ended_with(1);
    assert_eq!(run.stdout.matches("BEGIN:VTIMEZONE").count(), 2);
    assert!(run.stdout.contains("TZID:America/New_York\r\n"));
    for (who, first) in [("alex", "2026-11-10 09:00"), ("zoe", "2026-11-10 15:00")] {
        let alone = sandbox.run_in(".", &["calendar", who]).ended_with(0);
        assert_eq!(instants(&alone.stdout, 1), [first]);
    }
    let calendar = ICalendar::parse(&run.stdout).expect("a calendar");
    let known: BTreeSet<&str> = calendar.uids().collect();
    assert_eq!(known.len(), 2);
    assert!(
        run.stderr.contains("left out: `sam` has no meeting yet"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("broken/oneonone.yaml"),
        "{}",
        run.stderr
    );
    // Which folder it is in, and what the two are called, changes nothing of how events are known.
    sandbox.write("moved/oneonone.yaml", zoe.replace("Dana Ng", "Dana Smith"));
    sandbox.write("moved/meetings/2026-11-10.md", "");
    let moved = sandbox.run_in("moved", &["calendar"]).ended_with(0).stdout;
    let moved = ICalendar::parse(&moved).expect("a calendar");
    assert!(moved.uids().all(|uid| known.contains(uid)));
}
