//! What stands below a heading of a personal section is nobody else's: no command that looks back, sums up, passes on or
//! judges ever shows a word of it, or writes it anywhere but into the notebook. And what stands in a private note is shown
//! to who wrote it, when it is asked for, and goes nowhere.

use std::path::Path;

use Told::{But, Never};

use super::scene::{Line, NOTED, Scene, lines};
use crate::clones::{Clones, Who};
use crate::personal::SECRET;
use crate::sandbox::Run;

/// Whether a command tells what is private.
pub enum Told {
    /// No line of it.
    Never,
    /// These do on purpose, and no others; why.
    But(&'static [&'static str], &'static str),
}

/// What commands tell of personal sections.
#[rustfmt::skip] // one a line
pub const PERSONAL: &[(&str, Told)] = &[
    ("", Never),
    ("init", Never),
    ("join", Never),
    ("new", But(&["new"], "it names what it carries, and that goes into a personal section again")),
    ("carry", But(&["carry", "carry --dry-run", "carry --from 2026-11-17 --to 2026-11-24 --json"], "it names what it carries, and that goes into a personal section again")),
    ("edit", Never),
    ("show", But(&["show 2026-11-17", "show 2026-11-17 --plain", "show 2026-11-17 --json"], "it shows the file")),
    ("move", Never),
    ("cancel", Never),
    ("close", But(&["close --today 2026-11-24 --anyway --summary 'All well' --no-steps --dry-run"], "a diff shows the lines around a change")),
    ("log", Never),
    ("items", But(&[
        "items", "items --json", "items --all", "items --owner alex --open", "items --mine --done", "items --theirs --dropped",
        "items --overdue --since 2026-11-03", "items --section personal",
    ], "a promise is a promise wherever it stands")),
    ("add", Never),
    ("done", Never),
    ("drop", Never),
    ("reopen", Never),
    ("assign", Never),
    ("due", Never),
    ("thread", But(&["thread CarryNews"], "it was asked for by its words")),
    ("prep", Never),
    ("status", Never),
    ("ask", But(&["ask --add --dry-run"], "a diff shows the lines around a change")),
    ("feedback", But(&["feedback --to dana --situation s --behavior b --impact i --suggest x --dry-run"], "a diff shows the lines around a change")),
    ("check", Never),
    ("fix", But(&["fix --dry-run", "fix --yes"], "it shows what it changes")),
    ("doctor", Never),
    ("search", But(&["search quorvex --section personal"], "the section was asked for by its name")),
    ("report", Never),
    ("calendar", Never),
    ("export", But(&["export --personal", "export --personal --format csv"], "it was asked for by a word of its own")),
    ("import", But(&["import ../old.md --dry-run", "import ../old.md --date-format dmy --other-headings keep --dry-run"], "a diff shows what would be written")),
    ("handover", Never),
    ("sync", Never),
    ("private", Never),
    ("undo", But(&["undo --dry-run"], "a diff shows the lines around a change")),
    ("merge-driver", Never),
    ("demo", Never),
    ("completions", Never),
    ("man", Never),
    ("help", Never),
];

/// What commands tell of private notes.
#[rustfmt::skip] // one a line
pub const NOTES: &[(&str, Told)] = &[
    ("", Never),
    ("init", Never),
    ("join", Never),
    ("new", Never),
    ("carry", Never),
    ("edit", Never),
    ("show", But(&["show 2026-11-17 --json"], "a field of its own, for a program of the one who asks")),
    ("move", Never),
    ("cancel", Never),
    ("close", Never),
    ("log", Never),
    ("items", Never),
    ("add", Never),
    ("done", Never),
    ("drop", Never),
    ("reopen", Never),
    ("assign", Never),
    ("due", Never),
    ("thread", Never),
    ("prep", Never),
    ("status", Never),
    ("ask", Never),
    ("feedback", Never),
    ("check", Never),
    ("fix", Never),
    ("doctor", Never),
    ("search", Never),
    ("report", Never),
    ("calendar", Never),
    ("export", Never),
    ("import", Never),
    ("handover", Never),
    ("sync", Never),
    ("private", But(&["private --show"], "it is there to show them")),
    ("undo", Never),
    ("merge-driver", Never),
    ("demo", Never),
    ("completions", Never),
    ("man", Never),
    ("help", Never),
];

/// Why the line may tell something, by `table`.
fn tells(table: &[(&str, Told)], line: &Line) -> Option<&'static str> {
    let row = table.iter().find(|(command, _)| *command == line.command);
    match &row.expect("a row").1 {
        But(lines, why) if lines.contains(&line.text) => Some(why),
        Never | But(..) => None,
    }
}

#[test]
fn what_tells_on_purpose_is_run() {
    for (table, name) in [(PERSONAL, "PERSONAL"), (NOTES, "NOTES")] {
        for (command, row) in table {
            let But(told, _) = row else { continue };
            let runs: Vec<&str> = lines()
                .iter()
                .filter(|line| line.command == *command)
                .map(|line| line.text)
                .collect();
            for line in *told {
                assert!(
                    runs.contains(line),
                    "{name}: `{line}` stands not in the row of `{command}` in RUNS"
                );
            }
        }
    }
}

/// The lines that a run said in which `word` stands, but for those that repeat what was typed.
fn said<'a>(run: &'a Run, word: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = run.stdout.lines().chain(run.stderr.lines());
    lines.filter(move |said| said.to_lowercase().contains(word) && !said.contains("no line holds"))
}

#[test]
fn no_command_tells_what_is_private() {
    let scene = Scene::new();
    let before = scene.everything();
    let mut faults = Vec::new();
    for line in lines() {
        for who in line.who.clone() {
            let run = scene.run(who, line.text);
            let what = format!("{who:?}: {}", line.text);
            if !matches!(run.code, Some(0 | 1)) {
                faults.push(format!("{what}: {run:?}"));
            }
            for (table, word) in [(PERSONAL, SECRET), (NOTES, NOTED)] {
                let told: Vec<&str> = said(&run, word).collect();
                match tells(table, &line) {
                    Some(why) if told.is_empty() => {
                        faults.push(format!("{what}: tells no `{word}`, and is said to: {why}"));
                    }
                    None if !told.is_empty() => faults.push(format!("{what}: {told:?}")),
                    _ => {}
                }
            }
            if line.changes {
                let files = written(&scene, who).chain(committed(&scene.clones, who));
                faults.extend(files.map(|place| format!("{what}: is in {place}")));
            }
            for path in scene.restore_after(&line, &before) {
                faults.push(format!("{what}: changes {}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Files in which something private stands that has no place there.
fn written(scene: &Scene, who: Who) -> impl Iterator<Item = String> {
    let name = Path::new(who.name());
    let holds = |bytes: &[u8], word: &str| memchr::memmem::find(bytes, word.as_bytes()).is_some();
    let files = scene.everything().into_iter();
    let wrong = files.filter(move |(path, bytes)| {
        let at_home = path.strip_prefix(name).ok();
        let is_in = |folder: &str| at_home.is_some_and(|path| path.starts_with(folder));
        let is_scenery = at_home.is_some_and(|path| {
            ["old.md", "base.md", "ours.md", "theirs.md"]
                .iter()
                .any(|file| path == Path::new(file))
        });
        let is_of_pair = is_in("pair") || is_in("mine") || !path.starts_with(name);
        let is_of_user = is_in(".state") || is_scenery; // what `undo` needs
        let is_told = holds(bytes, SECRET) && !is_of_pair && !is_of_user;
        let is_noted =
            holds(bytes, NOTED) && !path.components().any(|part| part.as_os_str() == ".data");
        is_told || is_noted
    });
    wrong.map(|(path, _)| path.display().to_string())
}

/// Where a private note was committed to.
fn committed(clones: &Clones, who: Who) -> impl Iterator<Item = String> {
    let places = [clones.clone_of(who), clones.path("remote.git")];
    let wrong = places.into_iter().filter(move |place| {
        let all = clones.git_in(who, place, &["log", "--all", "--patch"]);
        assert!(all.contains(SECRET), "nothing was looked at");
        all.contains(NOTED)
    });
    wrong.map(|place| place.display().to_string())
}
