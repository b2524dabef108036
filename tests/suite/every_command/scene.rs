//! Two people who share a notebook in which much is personal, with private notes beside it, and not in step: so that every
//! command has something to do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{RUNS, dry_run};
use crate::clones::{Alex, Clones, Dana, Who};
use crate::personal;
use crate::sandbox::Run;
use crate::surroundings;

/// A word that stands in private notes only.
pub const NOTED: &str = "zindle";

/// The scene; whatever a command does to it can be taken back.
pub struct Scene {
    pub clones: Clones,
    kept: tempfile::TempDir,
}

/// A line of [`RUNS`] that somebody runs.
pub struct Line {
    /// The command.
    pub command: &'static str,
    /// The words.
    pub text: &'static str,
    /// Who runs it: Alex, Dana, or either.
    pub who: Vec<Who>,
    /// Whether it may leave something behind.
    pub changes: bool,
}

/// All lines of [`RUNS`].
pub fn lines() -> Vec<Line> {
    let rows = RUNS.iter();
    rows.flat_map(|(command, lines)| {
        lines.iter().map(|line| {
            let (whose, text) = match line.split_once(':') {
                Some((who @ ("dana" | "alex"), text)) => (Some(who), text),
                _ => (None, *line),
            };
            let changes = dry_run::changes(command, text);
            let who = match whose {
                Some("dana") => vec![Dana],
                None if dry_run::reads(command) && !changes => vec![Alex, Dana],
                _ => vec![Alex],
            };
            Line {
                command,
                text,
                who,
                changes,
            }
        })
    })
    .collect()
}

/// The words of a line; what stands in single quotes is one.
pub fn words(line: &str) -> Vec<&str> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        1 => vec![part],
        _ => part.split_whitespace().collect(),
    });
    words.collect()
}

impl Scene {
    /// The scene with all that is personal.
    pub fn new() -> Scene {
        let clones = Clones::new();
        for (file, mut text) in personal::files() {
            if file == "meetings/2026-11-17.md" {
                text.push_str("- [x] Call the bank @dana\n");
            }
            clones.write(Dana, &file, text);
        }
        for who in [Dana, Alex] {
            let home = clones.home(who);
            let settings = format!("me: {}\nnotebooks: []\n", who.name());
            std::fs::create_dir_all(home.join(".config/oneonone")).expect("a folder");
            std::fs::write(home.join(".config/oneonone/config.yaml"), settings).expect("a file");
        }
        clones.sync(Dana).ended_with(0);
        clones.sync(Alex).ended_with(0);
        for who in [Dana, Alex] {
            let home = clones.home(who);
            for day in ["2026-11-10", "2026-11-17", "2026-11-24"] {
                let run = clones.run(who, &["private", day]).ended_with(0);
                let note = Path::new(run.stdout.trim_end());
                std::fs::create_dir_all(note.parent().expect("a folder")).expect("a folder");
                std::fs::write(note, format!("# Private\n\n- {NOTED} is {NOTED}\n"))
                    .expect("a note");
            }
            let old = "# 13 October 2026\n\n## Personal\n- an old quorvex\n\n## Actions\n- [ ] Old @alex\n";
            std::fs::write(home.join("old.md"), old).expect("a file");
            let text = clones.read(who, "meetings/2026-11-17.md");
            for (name, line) in [
                ("base", ""),
                ("ours", "- our quorvex\n"),
                ("theirs", "- their quorvex\n"),
            ] {
                let text = text.replacen("## Personal\n", &format!("## Personal\n{line}"), 1);
                std::fs::write(home.join(format!("{name}.md")), text).expect("a file");
            }
        }
        // Each has changed something, and what Dana did can come in.
        for who in [Dana, Alex] {
            let file = "meetings/2026-11-24.md";
            let text = clones.read(who, file);
            let line = format!("- [ ] Of {} quorvex @dana\n", who.name());
            let text = text.replacen("## Personal\n", &format!("## Personal\n{line}"), 1);
            clones.write(
                who,
                file,
                text.replace("- [ ] An item quorvex", "- [x] An item quorvex"),
            );
            clones
                .run(who, &["add", &format!("Thought of {}", who.name())])
                .ended_with(0);
            if who == Dana {
                clones.sync(Dana).ended_with(0);
            }
        }
        clones.run(Dana, &["add", "A later thought"]).ended_with(0);
        Scene::of(clones)
    }

    /// A scene of these clones, as they are now.
    pub fn of(clones: Clones) -> Scene {
        for folder in ["remote.git", "alex/pair/.git", "dana/pair/.git"] {
            std::fs::remove_dir_all(clones.path(folder).join("hooks")).expect("a folder"); // samples
        }
        let kept = surroundings::folder();
        copy(&clones.path(""), kept.path());
        Scene { clones, kept }
    }

    /// Make everything what it was before `line` was run; and say what a line changed that may leave nothing behind.
    pub fn restore_after(&self, line: &Line, before: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
        let changed = match line.changes {
            true => Vec::new(),
            false => changed(before, &self.everything()),
        };
        if line.changes || !changed.is_empty() {
            self.restore();
        }
        changed
    }

    /// Make everything what it was.
    pub fn restore(&self) {
        let folder = self.clones.path("");
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            std::fs::remove_dir_all(entry.path()).expect("a folder of ours");
        }
        copy(self.kept.path(), &folder);
    }

    /// Every file there is, git's own too, with its bytes; links by where they lead, and no pipes.
    pub fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.files_in("")
    }

    /// The same of one folder or file.
    pub fn files_in(&self, relative: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let folder = self.clones.path("");
        let entries = walkdir::WalkDir::new(folder.join(relative))
            .into_iter()
            .flatten();
        entries
            .filter(|entry| entry.file_type().is_file() || entry.file_type().is_symlink())
            .map(|entry| {
                let bytes = match std::fs::read_link(entry.path()) {
                    Ok(target) => target.into_os_string().into_encoded_bytes(),
                    Err(_) => std::fs::read(entry.path()).unwrap_or_default(),
                };
                let path = entry.path().strip_prefix(&folder).expect("below it");
                (path.to_path_buf(), bytes)
            })
            .collect()
    }

    /// Run a line as `who`, without a terminal: nothing ever comes on the standard input, which stays open.
    #[track_caller]
    pub fn run(&self, who: Who, line: &str) -> Run {
        ended(line, self.clones.program(who, &words(line)))
    }
}

/// Where the two differ.
pub fn changed(
    before: &BTreeMap<PathBuf, Vec<u8>>,
    now: &BTreeMap<PathBuf, Vec<u8>>,
) -> Vec<PathBuf> {
    let paths: BTreeSet<&PathBuf> = before.keys().chain(now.keys()).collect();
    let differ = paths
        .into_iter()
        .filter(|path| before.get(*path) != now.get(*path));
    differ.cloned().collect()
}

fn copy(from: &Path, to: &Path) {
    let mut command = surroundings::tool("cp");
    command.arg("-a").arg(from.join(".")).arg(to);
    assert!(command.status().expect("cp").success());
}

/// No command may take longer, by far.
const MOST_TIME: Duration = Duration::from_secs(60);

/// Run `command` to its end, with a standard input that stays open and silent.
#[track_caller]
pub fn ended(line: &str, mut command: Command) -> Run {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let input = child.stdin.take();
    let (mut out, mut err) = (
        child.stdout.take().expect("a pipe"),
        child.stderr.take().expect("a pipe"),
    );
    let read = |stream: &mut dyn std::io::Read| {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an output");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let started = Instant::now();
    std::thread::scope(|scope| {
        let outputs = [
            scope.spawn(|| read(&mut out)),
            scope.spawn(|| read(&mut err)),
        ];
        let status = loop {
            if let Some(status) = child.try_wait().expect("its state") {
                break status;
            }
            if started.elapsed() > MOST_TIME {
                child.kill().expect("killed");
                child.wait().expect("its end");
                panic!("`{line}` does not end");
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        drop(input);
        let [stdout, stderr] = outputs.map(|output| output.join().expect("an output"));
        assert!(!stderr.contains("panicked"), "`{line}`: {stderr}");
        let asks = stdout.contains("(y/n)") || stderr.contains("(y/n)");
        assert!(
            !asks,
            "`{line}` asks, and nobody is there: {stdout}{stderr}"
        );
        Run {
            stdout,
            stderr,
            code: status.code(),
        }
    })
}
