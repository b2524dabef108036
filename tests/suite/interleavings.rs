//! Two people, two clones and a bare repository between them: both do whatever they like in any order, and are killed
//! in the middle of it. In the end both have the same, and no item that was ever written is lost or there twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::clones::{Alex, Clones, Dana, Victim, Who};
use crate::dice::Dice;
use crate::surroundings;

/// How many histories are played; `ONEONONE_HISTORIES` asks for more.
const HISTORIES: usize = 6;
/// How many things the two do in each.
const STEPS: usize = 40;

/// The two clones, and what was ever written and deleted in them.
struct World {
    clones: Clones,
    dice: Dice,
    written: BTreeSet<String>,
    deleted: BTreeSet<String>,
    told: Vec<String>,
}

const PEOPLE: [Who; 2] = [Dana, Alex];
const DAYS: [&str; 3] = ["2026-11-17", "2026-11-24", "2026-12-01"];
const WORDS: [&str; 8] = [
    "runners", "budget", "chapter", "keys", "invoice", "metrics", "retro", "goals",
];

impl World {
    fn new(seed: u64) -> World {
        World {
            clones: Clones::new(),
            dice: Dice(seed),
            written: BTreeSet::new(),
            deleted: BTreeSet::new(),
            told: vec![format!("seed {seed}")],
        }
    }

    /// Run the program, which must end well.
    #[track_caller]
    fn run(&self, who: Who, arguments: &[&str]) {
        let run = self.clones.run(who, arguments);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert_eq!(
            run.code,
            Some(0),
            "{arguments:?}\n{said}{}",
            self.told.join("\n")
        );
        // What it names as lost must have been deleted.
        let lost = [
            "no longer there: `",
            "marked as carried, and in no later agenda: `",
        ];
        let named = run.stdout.lines().filter_map(|line| {
            let title = lost.iter().find_map(|said| line.strip_prefix(said))?;
            title.split(' ').find(|word| word.starts_with("nr"))
        });
        for name in named {
            let told = self.told.join("\n");
            assert!(
                self.deleted.contains(name),
                "a false alarm: {name}\n{said}{told}"
            );
        }
    }

    /// The meetings that a person has, with their texts.
    fn meetings(&self, who: Who) -> Vec<(PathBuf, String)> {
        let folder = self.clones.clone_of(who).join("meetings");
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        paths.sort();
        paths
            .into_iter()
            .map(|path| (path.clone(), fs::read_to_string(path).expect("a text")))
            .collect()
    }

    /// A name for an item that is never used twice.
    fn name(&mut self) -> String {
        let name = format!("nr{:03}", self.written.len());
        self.written.insert(name.clone());
        name
    }

    fn step(&mut self) {
        let who = PEOPLE[self.dice.roll(2)];
        match self.dice.roll(20) {
            0..=3 => {
                let name = self.name();
                let word = WORDS[self.dice.roll(WORDS.len())];
                self.told.push(format!("{who:?} adds {name}"));
                self.run(
                    who,
                    &[
                        "add",
                        &format!("{name} about the {word} of us"),
                        "--owner",
                        who.name(),
                    ],
                );
            }
            4 | 5 => {
                let day = DAYS[self.dice.roll(DAYS.len())];
                self.told.push(format!("{who:?} prepares {day}"));
                self.run(who, &["new", "--date", day, "--no-edit"]);
            }
            6 => {
                self.told.push(format!("{who:?} carries"));
                let _ = self.clones.program(who, &["carry"]).output();
            }
            7..=13 => self.edit(who),
            14..=16 => {
                self.told.push(format!("{who:?} syncs"));
                self.run(who, &["sync"]);
            }
            17 => {
                self.told.push(format!("{who:?} undoes"));
                let _ = self.clones.program(who, &["undo", "--dry-run"]).output();
            }
            _ => self.sync_and_kill(who),
        }
    }

    /// Something by hand in one line with a box.
    fn edit(&mut self, who: Who) {
        let meetings = self.meetings(who);
        let Some((path, text)) = self.dice.pick(&meetings).cloned() else {
            return;
        };
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        let boxed: Vec<usize> = (0..lines.len())
            .filter(|at| lines[*at].starts_with("- ["))
            .collect();
        let Some(at) = self.dice.pick(&boxed).copied() else {
            return;
        };
        let is_live = !lines[at].starts_with("- [>]");
        let told = format!(
            "{who:?} in {}: `{}`",
            path.file_name().unwrap_or_default().display(),
            lines[at]
        );
        match self.dice.roll(9) {
            0 | 1 => lines[at].replace_range(3..4, "x"),
            2 if is_live => lines[at].replace_range(3..4, "-"),
            3 if is_live => lines[at].replace_range(3..4, " "),
            4 => {
                let word = WORDS[self.dice.roll(WORDS.len())];
                let parts = lines[at]
                    .split(' ')
                    .map(|part| if WORDS.contains(&part) { word } else { part });
                lines[at] = parts.collect::<Vec<_>>().join(" ");
            }
            5 => {
                let note = format!("  - a note, {}", self.dice.roll(1000));
                lines.insert(at + 1, note);
            }
            6 => {
                // Into another section, or to another place in its own.
                let line = lines.remove(at);
                let headings: Vec<usize> = (0..lines.len())
                    .filter(|at| lines[*at].starts_with("## "))
                    .collect();
                let heading = self.dice.pick(&headings).copied().unwrap_or(0);
                lines.insert(heading + 1, line);
            }
            7 => {
                let day = format!(" due:2026-12-{:02}", 1 + self.dice.roll(28));
                if !lines[at].contains("due:") {
                    lines[at].push_str(&day);
                }
            }
            _ => {
                let line = lines.remove(at);
                self.deleted.extend(
                    line.split(' ')
                        .find(|word| word.starts_with("nr"))
                        .map(str::to_string),
                );
            }
        }
        let now = lines.get(at).map_or("", String::as_str);
        self.told.push(format!("{told} -> `{now}`"));
        fs::write(path, format!("{}\n", lines.join("\n"))).expect("a file");
    }

    /// Begin a sync and kill it, with or without the programs it started.
    fn sync_and_kill(&mut self, who: Who) {
        let after = Duration::from_millis(self.dice.roll(90) as u64);
        let victim = match self.dice.roll(2) {
            0 => Victim::Group,
            _ => Victim::Program,
        };
        self.told.push(format!(
            "{who:?} syncs and is killed after {after:?}: {victim:?}"
        ));
        self.clones.sync_and_kill(who, after, victim);
        self.is_not_in_a_merge(who);
    }

    fn is_not_in_a_merge(&self, who: Who) {
        for name in [
            "MERGE_HEAD",
            "rebase-merge",
            "rebase-apply",
            "CHERRY_PICK_HEAD",
        ] {
            let path = self.clones.clone_of(who).join(".git").join(name);
            assert!(!path.exists(), "{name} is left\n{}", self.told.join("\n"));
        }
    }

    /// Both sync until neither has anything to send, and have the same.
    fn settle(&mut self) {
        for _ in 0..3 {
            for who in PEOPLE {
                self.run(who, &["sync"]);
            }
        }
        let [dana, alex] = PEOPLE.map(|who| {
            let meetings = self.meetings(who).into_iter();
            let named = meetings
                .map(|(path, text)| (path.file_name().map(|name| name.to_os_string()), text));
            named.collect::<Vec<_>>()
        });
        assert_eq!(dana, alex, "the clones differ\n{}", self.told.join("\n"));
        self.clones.are_in_step();
        self.clones
            .git(Dana, &["fsck", "--strict", "--no-dangling"]);
    }

    /// How often both had written.
    fn merges(&self) -> usize {
        let merges = self
            .clones
            .git(Dana, &["rev-list", "--count", "--merges", "HEAD"]);
        merges.trim().parse().expect("a number")
    }

    /// Every item that was ever written is open once, or ended, or was deleted by someone.
    fn nothing_is_lost(&self) {
        let meetings = self.meetings(Dana);
        let texts: Vec<&str> = meetings.iter().map(|(_, text)| text.as_str()).collect();
        let all = texts.join("\n");
        for marker in ["<<<<<<<", ">>>>>>>", "======="] {
            assert!(!all.lines().any(|line| line.starts_with(marker)), "{all}");
        }
        for name in &self.written {
            let lines: Vec<&str> = all
                .lines()
                .filter(|line| line.trim_start().starts_with("- [") && line.contains(name.as_str()))
                .collect();
            let with = |marks: &[&str]| {
                lines
                    .iter()
                    .filter(|line| {
                        marks
                            .iter()
                            .any(|mark| line.contains(&format!("- [{mark}]")))
                    })
                    .count()
            };
            let (open, ended) = (with(&[" ", "/"]), with(&["x", "-"]));
            // Where both reworded it, both versions stand there until the two decide.
            let versions = all.lines().zip(all.lines().skip(1)).filter(|(line, next)| {
                line.contains(name.as_str()) && next.contains("<!-- both changed this")
            });
            let allowed = 1 + versions.count();
            let is_well = open <= allowed && (open > 0 || ended > 0 || self.deleted.contains(name));
            assert!(
                is_well,
                "{name}: {lines:#?}\n{all}\n{}",
                self.told.join("\n")
            );
        }
    }
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "how much was tried belongs to the answer"
)]
fn whatever_the_two_do_nothing_is_lost() {
    let wanted = surroundings::asked("ONEONONE_HISTORIES").and_then(|text| text.parse().ok());
    let first = surroundings::asked("ONEONONE_SEED")
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let (mut merges, mut written) = (0, 0);
    for seed in first..first + wanted.unwrap_or(HISTORIES) as u64 {
        let mut world = World::new(seed);
        for _ in 0..STEPS {
            world.step();
        }
        world.settle();
        world.nothing_is_lost();
        merges += world.merges();
        written += world.written.len();
    }
    println!("{merges} merges over {written} items");
    assert!(merges > 0, "the two never wrote at the same time");
}

/// `sync` is killed at any moment, two hundred times: each time the next one does its work.
#[test]
fn a_killed_sync_is_finished_by_the_next() {
    let mut world = World::new(77);
    for round in 0..200 {
        let who = PEOPLE[round % 2];
        let name = world.name();
        let text = format!("{name} about the budget of us");
        world.run(who, &["add", &text, "--owner", who.name()]);
        world.sync_and_kill(who);
        if round % 10 == 9 {
            world.run(who, &["sync"]);
        }
    }
    world.settle();
    world.nothing_is_lost();
}
