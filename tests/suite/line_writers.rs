//! Who wrote a line: two clones with real git, and what is read of their history.

use std::collections::BTreeMap;
use std::path::Path;

use oneonone::git::{LineWriter, Repository, line_writers};
use oneonone::markdown::Wanted;
use oneonone::meeting::{Side, parse_date};
use oneonone::notebook::{Notebook, Threads};
use oneonone::practice::{Boilerplate, Recent};
use oneonone::sharing;

use crate::clones::{Alex, Clones, Dana, Who, agenda};
use crate::sandbox::Sandbox;
use crate::surroundings::alone;

const FILE: &str = "meetings/2026-11-24.md";

/// For each line of `text` the first letter of its writer's address, `.` where it is not committed, `?` where nothing
/// tells; `None` where nothing tells of the whole file.
fn letters(folder: &Path, name: &str, text: &str) -> Option<String> {
    let folder = folder.canonicalize().expect("a folder").join("meetings");
    let found = line_writers(&folder, &BTreeMap::from([(name.to_string(), text)]))?;
    let letter = |writer: &Option<LineWriter>| match writer {
        Some(LineWriter::Committed { email, .. }) => email.chars().next().unwrap_or('-'),
        Some(LineWriter::Uncommitted) => '.',
        None => '?',
    };
    Some(found[name].iter().map(letter).collect())
}

/// The writers of the lines of the newest meeting in someone's clone, each beside its line.
fn told(clones: &Clones, who: Who) -> Vec<String> {
    let text = clones.read(who, FILE);
    let found = letters(&clones.clone_of(who), "2026-11-24.md", &text).expect("a history");
    let lines = text.split('\n').zip(found.chars());
    lines
        .filter(|(line, _)| line.starts_with("- "))
        .map(|(line, letter)| format!("{letter} {line}"))
        .collect()
}

fn add(clones: &Clones, who: Who, line: &str) {
    let text = clones.read(who, FILE);
    clones.write(who, FILE, format!("{text}{line}\n"));
}

/// Both write at the same time, and each sync ends with a merge of ours; then one ticks what the other wrote.
fn both_write(clones: &Clones) {
    add(clones, Dana, "- from Dana");
    let text = clones.read(Alex, FILE);
    let text = text.replace("- One", "- One\n- from Alex");
    clones.write(Alex, FILE, text);
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    add(clones, Alex, "- not committed");
}

const BOTH: [&str; 5] = [
    "d - One",
    "a - from Alex",
    "d - [x] Write the plan @alex",
    "d - from Dana",
    ". - not committed",
];

#[test]
fn each_line_is_theirs_who_wrote_it_also_after_a_merge() {
    alone(
        "line_writers::each_line_is_theirs_who_wrote_it_also_after_a_merge",
        |_| {
            let clones = Clones::new();
            both_write(&clones);
            assert_eq!(told(&clones, Alex), BOTH);
            assert_eq!(told(&clones, Dana), BOTH[..4]);
            // Git itself says the same of all but the tick.
            let blame = clones.git(Dana, &["blame", "--line-porcelain", FILE]);
            assert_eq!(blame.matches("author-mail <alex@").count(), 2);
        },
    );
}

#[test]
fn repositories_that_only_git_can_read_tell_the_same() {
    alone(
        "line_writers::repositories_that_only_git_can_read_tell_the_same",
        |_| {
            let mut kinds = vec![Clones::made_with("", &["--object-format=sha256"])];
            let probe = Clones::homes();
            let made = ["init", "-q", "--ref-format=reftable", "x"];
            if probe.try_git(Dana, &probe.home(Dana), &made).code == Some(0) {
                kinds.push(Clones::made_with(
                    "[init]\n\tdefaultRefFormat = reftable\n",
                    &[],
                ));
            }
            for clones in &kinds {
                let repository = Repository::around(&clones.clone_of(Alex)).expect("a repository");
                assert!(!repository.expect("a repository").is_read_in_process());
                both_write(clones);
                assert_eq!(told(clones, Alex), BOTH);
                clones.git(Dana, &["mv", FILE, "meetings/2026-11-26.md"]);
                clones.git(Dana, &["commit", "-qm", "Move"]);
                let text = clones.read(Dana, "meetings/2026-11-26.md");
                let found =
                    letters(&clones.clone_of(Dana), "2026-11-26.md", &text).expect("a history");
                assert_eq!(found.matches('a').count(), 1, "{found}");
            }
            let clones = Clones::new();
            both_write(&clones);
            let sparse = ["sparse-checkout", "set", "--sparse-index", "meetings"];
            clones.git(Alex, &sparse);
            assert_eq!(told(&clones, Alex), BOTH);
        },
    );
}

#[test]
fn a_moved_meeting_keeps_its_writers() {
    alone("line_writers::a_moved_meeting_keeps_its_writers", |_| {
        let clones = Clones::new();
        both_write(&clones);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones
            .run(Dana, &["move", "--to", "2026-11-26"])
            .ended_with(0);
        let moved = "2026-11-26.md";
        let text = clones.read(Dana, &format!("meetings/{moved}"));
        let writers = |clones: &Clones| {
            let found = letters(&clones.clone_of(Dana), moved, &text).expect("a history");
            let lines = text.split('\n').zip(found.chars());
            let told =
                lines.filter(|(line, _)| line.starts_with("- ") || line.contains(": 2026-11-2"));
            told.map(|(line, letter)| format!("{letter} {line}"))
                .collect::<Vec<_>>()
        };
        let expected = |letter: &str| {
            let mut all = vec![
                format!("{letter} date: 2026-11-26"),
                format!("{letter} moved_from: 2026-11-24"),
            ];
            all.extend(BOTH[..4].iter().map(ToString::to_string));
            all.push("a - not committed".to_string());
            all
        };
        assert_eq!(writers(&clones), expected("."));
        clones.sync(Dana).ended_with(0);
        assert_eq!(writers(&clones), expected("d"));
    });
}

#[test]
fn line_ends_and_a_missing_one_make_no_difference() {
    alone(
        "line_writers::line_ends_and_a_missing_one_make_no_difference",
        |_| {
            let clones = Clones::new();
            both_write(&clones);
            let text = clones.read(Dana, FILE);
            let name = "2026-11-24.md";
            let plain = letters(&clones.clone_of(Dana), name, &text).expect("a history");
            assert!(!plain.contains(['.', '?']), "{plain}");
            let crlf = text.replace('\n', "\r\n");
            assert_eq!(
                letters(&clones.clone_of(Dana), name, &crlf),
                Some(plain.clone())
            );
            let bare = letters(&clones.clone_of(Dana), name, text.trim_end()).expect("a history");
            assert_eq!(bare, plain[..plain.len() - 1]);
        },
    );
}

#[test]
fn what_a_shallow_clone_left_out_is_not_guessed() {
    alone(
        "line_writers::what_a_shallow_clone_left_out_is_not_guessed",
        |_| {
            let clones = Clones::new();
            both_write(&clones);
            let home = clones.home(Dana);
            let address = format!("file://{}", clones.path("remote.git").display());
            let clone = ["clone", "--quiet", "--depth=1", &address, "shallow"];
            clones.git_in(Dana, &home, &clone);
            let folder = home.join("shallow");
            let text = clones.read(Dana, FILE);
            let found = letters(&folder, "2026-11-24.md", &text).expect("a history");
            assert!(found.chars().all(|letter| letter == '?'), "{found}");
            std::fs::write(folder.join(FILE), format!("{text}- new\n")).expect("a file");
            clones.git_in(Dana, &folder, &["commit", "-qam", "One line"]);
            let text = format!("{text}- new\n- newer\n");
            let found = letters(&folder, "2026-11-24.md", &text).expect("a history");
            assert!(found.ends_with("?d.?"), "{found}");
        },
    );
}

#[test]
fn without_a_commit_all_is_mine_and_without_a_repository_nothing_is_said() {
    alone(
        "line_writers::without_a_commit_all_is_mine_and_without_a_repository_nothing_is_said",
        |_| {
            let sandbox = Sandbox::new();
            let text = agenda("2026-11-24", "");
            sandbox.write("alex/meetings/2026-11-24.md", &text);
            let folder = sandbox.path("alex");
            assert_eq!(letters(&folder, "2026-11-24.md", &text), None);
            sandbox.run(&["init"]).ended_with(0);
            let found = letters(&folder, "2026-11-24.md", &text).expect("a repository");
            assert!(found.chars().all(|letter| letter == '.'), "{found}");
            // A notebook that a repository around it keeps out of is no part of its history.
            sandbox.write("alex/.gitignore", "/meetings/\n");
            assert_eq!(letters(&folder, "2026-11-24.md", &text), None);
        },
    );
}

#[test]
fn the_two_are_told_apart_by_their_addresses() {
    alone(
        "line_writers::the_two_are_told_apart_by_their_addresses",
        |_| {
            let clones = Clones::new();
            both_write(&clones);
            clones.write(Dana, FILE, clones.read(Dana, FILE) + "- by nobody known\n");
            let stranger = ["-c", "user.email=x@example.com", "commit", "-qam", "Other"];
            clones.git(Dana, &stranger);
            clones.write(Dana, FILE, clones.read(Dana, FILE) + "- mine, now\n");
            let notebook = Notebook::open(&clones.clone_of(Dana)).expect("a notebook");
            let (series, _) = notebook
                .series(Wanted::Any, Threads::Many)
                .expect("meetings");
            let today = parse_date("2026-11-23").expect("a date");
            let recent = Recent::read(&series, &Boilerplate::default(), today, 3);
            let now = today.and_hms_opt(12, 0, 0).expect("a time");
            let writers = sharing::writers(&notebook, Some(Side::Manager), now, recent.pages());
            let page = recent.agenda.as_ref().expect("an agenda");
            let sides: Vec<String> = page
                .entries()
                .iter()
                .map(|entry| {
                    let written = writers.written(page, entry).expect("a writer");
                    let is_now = if written.at == now { ", now" } else { "" };
                    format!("{:?}{is_now} {}", written.side, entry.title())
                })
                .collect();
            assert_eq!(
                sides,
                [
                    "Some(Manager) One",
                    "Some(Ic) from Alex",
                    "Some(Manager) Write the plan",
                    "Some(Manager) from Dana",
                    "None by nobody known",
                    "Some(Manager), now mine, now",
                ]
            );
        },
    );
}
