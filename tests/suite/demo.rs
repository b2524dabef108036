//! What `demo` writes, on many days. The files are read with a small reader of its own, so that the writer can't vouch for
//! itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};

use oneonone::meeting::Settings;
use oneonone::notebook::parse_configuration;
use oneonone::plan::demo::{self, DemoPair, PAIRS};
use oneonone::text::stable_hash;

/// What the notebook of `pair` says of itself.
fn settings(pair: &DemoPair) -> Settings {
    let read = parse_configuration(pair.configuration).expect("settings");
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    read.settings
}

/// One file of the workspace.
#[derive(Debug, PartialEq)]
pub struct DemoFile {
    /// Where it is, relative to the workspace.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// The whole workspace as it would look on `today`.
pub fn workspace(today: NaiveDate) -> Vec<DemoFile> {
    let notebook = |pair: &DemoPair| {
        let plan = demo::notebook(pair, &settings(pair), today);
        let files = plan.files().map(|name| DemoFile {
            path: format!("{}/{name}", pair.folder),
            text: plan.made(name).expect("a file that is made").to_string(),
        });
        files.collect::<Vec<_>>()
    };
    PAIRS.iter().flat_map(notebook).collect()
}

/// A story that is told otherwise makes other files: what every file held on some days when the stories were first told,
/// but for what `.gitignore` has learnt since. After a wanted change the left side of the failure is what to write here.
#[test]
fn a_year_is_told_as_it_always_was() {
    let hash = |today: &str| {
        let files = workspace(day(today));
        let parts: Vec<&[u8]> = files
            .iter()
            .flat_map(|file| [file.path.as_bytes(), b"\0", file.text.as_bytes(), b"\0"])
            .collect();
        format!("{:016x}", stable_hash(&parts))
    };
    let told = [
        ("2026-11-25", "3d9ba6ba4e3812bb"),
        ("2024-02-29", "9e67e00cc2c5a4b3"),
        ("2025-12-31", "dbaa604e87f56744"),
        ("2026-01-03", "f3594426aa2d7dcd"),
        ("2099-12-28", "161be27410942052"),
    ];
    assert_eq!(
        told.map(|(today, _)| (today, hash(today))),
        told.map(|(today, hash)| (today, hash.to_string()))
    );
}

/// A task list item as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
struct Task {
    section: String,
    /// Text without `since:` and `done:`, below its parents' texts.
    path: Vec<String>,
    status: char,
    since: Option<NaiveDate>,
    notes: Vec<String>,
}

/// The tasks of one meeting file; what stands in a fence is no task.
fn tasks(text: &str) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    let mut section = String::new();
    let mut open_parents: Vec<(usize, String)> = Vec::new();
    let mut in_fence = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_fence = !in_fence;
        }
        if in_fence {
            continue;
        }
        if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
        let content = line.trim_start();
        let indent = line.len() - content.len();
        let Some(entry) = content.strip_prefix("- ") else {
            continue;
        };
        open_parents.retain(|(parent, _)| *parent < indent);
        let Some((status, words)) = entry
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("] "))
        else {
            if let Some(task) = tasks.last_mut()
                && !open_parents.is_empty()
            {
                task.notes.push(entry.to_owned());
            }
            continue;
        };
        let (mut title, mut since) = (Vec::new(), None);
        for word in words.split(' ') {
            match word.split_once(':') {
                Some(("since", date)) => since = Some(date.parse().expect("it is there")),
                Some(("done", _)) => {}
                _ => title.push(word),
            }
        }
        open_parents.push((indent, title.join(" ")));
        tasks.push(Task {
            section: section.clone(),
            path: open_parents
                .iter()
                .map(|(_, title)| title.clone())
                .collect(),
            status: status.chars().next().expect("it is there"),
            since,
            notes: Vec::new(),
        });
    }
    tasks
}

/// The meetings of a notebook by date.
fn meetings(files: &[DemoFile], folder: &str) -> BTreeMap<NaiveDate, String> {
    let prefix = format!("{folder}/meetings/");
    let name = |file: &DemoFile| {
        Some(
            file.path
                .strip_prefix(&prefix)?
                .strip_suffix(".md")?
                .to_owned(),
        )
    };
    files
        .iter()
        .filter_map(|file| Some((name(file)?.parse().expect("it is there"), file.text.clone())))
        .collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("it is there")
}

/// Each weekday, a leap day and its neighbours, the turn of a year, and a day long after.
fn some_days() -> Vec<NaiveDate> {
    let weeks = [
        "2026-11-23",
        "2024-02-25",
        "2028-02-25",
        "2025-12-27",
        "2099-12-28",
    ];
    weeks
        .into_iter()
        .flat_map(|first| (0..10).map(move |days| day(first) + TimeDelta::days(days)))
        .collect()
}

/// The law of carry, meeting by meeting.
fn check_carry(meetings: &BTreeMap<NaiveDate, String>) {
    let pages: Vec<(NaiveDate, Vec<Task>)> = meetings
        .iter()
        .map(|(date, text)| (*date, tasks(text)))
        .collect();
    // The day on which the meeting in the file of `date` was first due.
    let due = |date: &NaiveDate| {
        let mut lines = meetings[date].lines();
        lines
            .find_map(|line| line.strip_prefix("moved_from: "))
            .map_or(*date, day)
    };
    let dues: BTreeSet<NaiveDate> = meetings.keys().map(due).collect();
    for (index, (date, here)) in pages.iter().enumerate() {
        let keys: BTreeSet<_> = here.iter().map(|task| (task.since, &task.path)).collect();
        assert_eq!(keys.len(), here.len(), "the same item twice on {date}");
        for task in here {
            assert!(
                "x->".contains(task.status) || index + 1 == pages.len(),
                "open on {date}: {task:?}"
            );
            assert_ne!(
                (task.status, index + 1),
                ('>', pages.len()),
                "carried to nowhere on {date}: {task:?}"
            );
            let origin = task.since.unwrap_or(due(date));
            assert!(
                origin <= *date && dues.contains(&origin),
                "{date}: {task:?}"
            );
            if task.status == '>' {
                let copies: Vec<&Task> = pages[index + 1]
                    .1
                    .iter()
                    .filter(|copy| {
                        copy.path == task.path
                            && copy.section == task.section
                            && copy.since == Some(origin)
                    })
                    .collect();
                assert_eq!(copies.len(), 1, "copies of {task:?} of {date}");
                assert!(
                    copies[0].notes.starts_with(&task.notes),
                    "notes of {task:?} of {date}"
                );
            }
            if task.since.is_some() {
                let (before, originals) = &pages[index - 1];
                let original = originals.iter().find(|original| {
                    original.path == task.path
                        && original.since.unwrap_or(due(before)) == origin
                        && original.status == '>'
                });
                assert!(original.is_some(), "{task:?} of {date} comes from nowhere");
            }
        }
    }
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    for today in some_days() {
        assert_eq!(workspace(today), workspace(today));
    }
}

#[test]
fn every_open_item_is_carried_to_the_newest_meeting() {
    for today in some_days() {
        let files = workspace(today);
        for pair in PAIRS {
            check_carry(&meetings(&files, pair.folder));
        }
    }
}

#[test]
fn about_a_year_ends_just_before_today() {
    for today in some_days() {
        let files = workspace(today);
        for (pair, count) in PAIRS.iter().zip([48, 24]) {
            let meetings = meetings(&files, pair.folder);
            let (first, last) = (
                *meetings.keys().next().expect("it is there"),
                *meetings.keys().next_back().expect("it is there"),
            );
            assert_eq!(meetings.len(), count);
            assert!(
                (1..=7).contains(&(today - last).num_days()),
                "{last} before {today}"
            );
            assert!(
                (340..=375).contains(&(today - first).num_days()),
                "{first} before {today}"
            );
            let cadence = settings(pair).cadence.expect("a rhythm");
            assert_eq!(last.weekday(), cadence.day);
        }
    }
}

#[test]
fn only_a_due_date_lies_ahead() {
    for today in some_days() {
        for file in workspace(today) {
            for word in file.text.split_whitespace() {
                let date = word
                    .strip_prefix("since:")
                    .or_else(|| word.strip_prefix("done:"))
                    .unwrap_or(word);
                if let Ok(date) = date.parse::<NaiveDate>() {
                    assert!(date < today, "{word} in {}", file.path);
                }
            }
        }
    }
}

#[test]
fn every_day_in_a_text_is_filled_in() {
    for file in workspace(day("2026-11-23")) {
        if file.path.contains("/meetings/") {
            assert!(!file.text.contains(['{', '}']), "{}", file.path);
        }
    }
}

/// What a tour of the tool needs to find in the newest meetings.
#[test]
fn the_newest_meetings_have_something_to_show() {
    some_days().into_iter().for_each(check_newest);
}

fn check_newest(today: NaiveDate) {
    let files = workspace(today);
    for (folder, ic, at_least) in [("alex", "@alex", 6), ("zoe", "@zoe", 4)] {
        let meetings = meetings(&files, folder);
        let newest = tasks(meetings.values().next_back().expect("it is there"));
        let open: Vec<&Task> = newest.iter().filter(|task| task.status == ' ').collect();
        let words = |task: &Task| task.path.last().expect("it is there").clone();
        assert!(open.iter().filter(|task| task.path.len() == 1).count() >= at_least);
        let times_carried = |task: &Task| {
            task.since
                .map_or(0, |since| meetings.range(since..).count() - 1)
        };
        assert!(open.iter().filter(|task| times_carried(task) >= 3).count() >= 2);
        let overdue = |task: &&&Task| {
            let due = words(task)
                .split(' ')
                .find_map(|word| word.strip_prefix("due:").map(day));
            due.is_some_and(|due| due < today)
        };
        assert_eq!(open.iter().filter(overdue).count(), 1);
        for owner in ["@dana", ic] {
            assert!(
                open.iter().any(|task| words(task).contains(owner)),
                "{owner}"
            );
        }
        assert!(open.iter().any(|task| task.section == "Career"));
        assert!(
            open.iter()
                .any(|task| task.path.len() == 2 && !task.notes.is_empty())
        );
        assert!(newest.iter().any(|task| task.status == 'x'));
    }
}

#[test]
fn moved_cancelled_and_skipped_meetings_are_there() {
    let files = workspace(day("2026-11-23"));
    let alex = meetings(&files, "alex");
    let with = |line: &str| alex.values().filter(|text| text.contains(line)).count();
    assert_eq!(with("\nmoved_from: "), 1);
    assert_eq!(with("\nstatus: cancelled\n"), 1);
    assert_eq!(with("\ncancelled_by: dana\nreason: "), 1);
    let days: Vec<NaiveDate> = alex.keys().copied().collect();
    assert!(
        days.windows(2)
            .any(|pair| (pair[1] - pair[0]).num_days() == 14)
    );
}

#[test]
fn a_moved_meeting_stays_within_the_week() {
    for file in some_days().into_iter().flat_map(workspace) {
        let moved_from = file
            .text
            .lines()
            .find_map(|line| line.strip_prefix("moved_from: "));
        if let Some(planned) = moved_from.map(day) {
            let held = day(&file.path[file.path.len() - 13..file.path.len() - 3]);
            assert!(
                (1..=7).contains(&(held - planned).num_days()),
                "{}",
                file.path
            );
            assert!(held.weekday().num_days_from_monday() < 5, "{}", file.path);
        }
    }
}

#[test]
fn file_names_are_plain_and_texts_end_with_one_newline() {
    let files = workspace(day("2026-11-23"));
    let names: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names.len(), files.len());
    for file in &files {
        assert!(file.path.is_ascii() && !file.path.starts_with('/') && !file.path.contains(".."));
        assert!(
            file.text.ends_with('\n') && !file.text.ends_with("\n\n"),
            "{}",
            file.path
        );
        assert!(
            !file.text.contains('\r') && !file.text.lines().any(|line| line.ends_with(' ')),
            "{}",
            file.path
        );
    }
}
