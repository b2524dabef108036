//! Somebody shares a notebook that is full of traps: orders to the terminal wherever words may stand, links that lead out
//! and into git's folder, damaged files, a pipe, odd settings. Every command ends by itself, lets no order out, shows and
//! changes nothing outside, and still does what can be done with what is sound.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use Hostile::{But, Goes, Refuses};

use super::scene::{Line, Scene, changed, lines};
use crate::clones::{Alex, Clones, Dana};
use crate::{personal, surroundings};

/// How a command ends there.
pub enum Hostile {
    /// Every line of it does what it is there for, as far as files are sound.
    Goes,
    /// Every line of it says what is wrong, and does nothing; why.
    Refuses(&'static str),
    /// These lines refuse, and all others go; why.
    But(&'static [&'static str], &'static str),
}

#[rustfmt::skip] // one a line
pub const HOSTILE: &[(&str, Hostile)] = &[
    ("", Goes),
    ("init", Goes),
    ("join", Goes),
    ("new", Refuses("nothing is carried past a file that can't be read, unless one says so")),
    ("carry", Refuses("nothing is carried past a file that can't be read, unless one says so")),
    ("edit", Goes),
    ("show", Goes),
    ("move", Goes),
    ("cancel", Goes),
    ("close", Goes),
    ("log", Goes),
    ("items", Goes),
    ("add", Goes),
    ("done", Goes),
    ("drop", Goes),
    ("reopen", Goes),
    ("assign", Goes),
    ("due", Goes),
    ("thread", Goes),
    ("prep", Goes),
    ("status", Goes),
    ("ask", Goes),
    ("feedback", Goes),
    ("check", Goes),
    ("fix", Goes),
    ("doctor", Goes),
    ("search", Goes),
    ("report", Goes),
    ("calendar", Goes),
    ("export", Goes),
    ("import", But(&["import ../old.md"], "where the meeting would be written lies a link into git's folder")),
    ("handover", Goes),
    ("sync", Refuses("a file with conflict markers is not shared")),
    ("private", Goes),
    ("undo", Goes),
    ("merge-driver", Goes),
    ("demo", Goes),
    ("completions", Goes),
    ("man", Goes),
    ("help", Goes),
];

/// What no terminal may get: a control, a C1 control, a change of direction.
const ORDERS: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{8}";

/// Beside git's index: empty, locked while a sync is under way, and never taken away.
const LOCK: &str = ".git/oneonone-sync.lock";

/// A word of a file outside.
const OUTSIDE: &str = "vombat";

fn is_order(sign: char) -> bool {
    sign.is_control() && !"\n\r\t".contains(sign)
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn scene() -> Scene {
    let clones = Clones::new();
    for who in [Alex, Dana] {
        let home = clones.home(who);
        let settings = format!("me: {}\nnotebooks: []\n", who.name());
        std::fs::create_dir_all(home.join(".config/oneonone")).expect("a folder");
        std::fs::write(home.join(".config/oneonone/config.yaml"), settings).expect("a file");
        std::fs::write(
            home.join("old.md"),
            format!("# 13 October 2026\n\n- [ ] {ORDERS} old @alex\n"),
        )
        .expect("a file");
        for name in ["base", "ours", "theirs"] {
            std::fs::write(
                home.join(format!("{name}.md")),
                format!("# {ORDERS}\n- {name} {ORDERS}\n"),
            )
            .expect("a file");
        }
    }
    std::fs::create_dir(clones.path("outside")).expect("a folder");
    std::fs::write(
        clones.path("outside/secret.md"),
        format!("- [ ] {OUTSIDE} @alex\n"),
    )
    .expect("a file");
    for who in [Alex, Dana] {
        for (file, text) in personal::files() {
            let text = match file.as_str() {
                "oneonone.yaml" => format!(
                    "{}kind: mentor\nodd: [1, {{a: \"\\e[2J\"}}]\n",
                    text.replace("name: Dana Ng", "name: \"Dana \\u202e Ng\"")
                        .replace("Private matters", "Private \\e[2J matters")
                ),
                "meetings/2026-11-03.md" => format!("<<<<<<< {ORDERS}\n{text}=======\n>>>>>>> x\n"),
                _ => text
                    .replace("quorvex", &format!("quorvex {ORDERS}"))
                    .replace("Shipped", &format!("{ORDERS} Shipped")),
            };
            let text = match file.as_str() {
                "meetings/2026-11-17.md" => text + "- [x] Call the bank @dana\n",
                _ => text,
            };
            clones.write(who, &file, text);
        }
        clones.run(who, &["add", "Something of mine"]);
        let pair = clones.clone_of(who);
        clones.write(
            who,
            "meetings/2026-09-29.md",
            b"- [ ] \xff\xfe \xc0\xaf @alex\n",
        );
        clones.write(who, "meetings/2026-09-22.md", b"- [ ] a\0b @alex\n");
        std::fs::create_dir(pair.join("templates")).expect("a folder");
        for (link, target) in [
            ("meetings/2026-10-20.md", "../../../outside/secret.md"),
            ("meetings/2026-10-13.md", "../.git/config"),
            ("meetings/2026-10-06.md", "2026-10-06.md"),
            ("templates/linked.md", "../../../outside/secret.md"),
            ("questions.md", "../../outside/secret.md"),
        ] {
            symlink(target, pair.join(link)).expect("a link");
        }
        let mut pipe = surroundings::tool("mkfifo");
        pipe.arg(pair.join("meetings/2026-09-15.md"));
        assert!(pipe.status().expect("mkfifo").success());
    }
    Scene::of(clones)
}

/// What lies outside of the two notebooks and is nobody's to change: the files there, the settings, git's configuration.
fn outside(scene: &Scene) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut places = vec!["outside".to_string(), "bin".to_string()];
    for who in ["alex", "dana"] {
        places.extend([".gitconfig", ".config", "old.md"].map(|place| format!("{who}/{place}")));
    }
    places
        .iter()
        .flat_map(|place| scene.files_in(place))
        .collect()
}

#[test]
fn in_a_hostile_notebook_every_command_ends_well() {
    let scene = scene();
    let (before, all) = (outside(&scene), scene.everything());
    let mut faults = Vec::new();
    for line in lines() {
        let who = line.who[0];
        let run = scene.run(who, line.text);
        let mut fault = |what: &str| faults.push(format!("{}: {what}: {run:?}", line.text));
        let said = format!("{}{}", run.stdout, run.stderr);
        if said.chars().any(is_order) {
            fault("lets an order out");
        }
        if said.contains(OUTSIDE) {
            fault("tells what stands outside");
        }
        if line.changes && outside(&scene) != before {
            fault("changes something outside");
        }
        let refuses = refusal(&line);
        match run.code {
            Some(0 | 1) if refuses.is_none() => {}
            Some(2 | 3) if refuses.is_some() && run.stderr.contains("error: ") => {
                let mut changed = changed(&all, &scene.everything());
                changed.retain(|path| !path.ends_with(LOCK));
                if !changed.is_empty() {
                    fault(&format!("refuses, and changes {changed:?}"));
                }
            }
            Some(0..=3) => fault(&format!("should refuse by {refuses:?}")),
            _ => fault("ends badly"),
        }
        for path in scene.restore_after(&line, &all) {
            faults.push(format!("{}: changes {}", line.text, path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Why the line refuses to do anything there.
fn refusal(line: &Line) -> Option<&'static str> {
    let row = HOSTILE.iter().find(|(command, _)| *command == line.command);
    match &row.expect("a row").1 {
        Refuses(why) => Some(why),
        But(refused, why) => refused.contains(&line.text).then_some(*why),
        Goes => None,
    }
}

#[test]
fn what_refuses_is_run() {
    for (command, row) in HOSTILE {
        let But(refused, _) = row else { continue };
        let lines = lines();
        let mut of_it = lines.iter().filter(|line| line.command == *command);
        assert!(
            of_it.any(|line| refusal(line).is_none()),
            "`{command}` goes by no line: say that it refuses"
        );
        for line in *refused {
            assert!(
                lines
                    .iter()
                    .any(|run| run.command == *command && run.text == *line),
                "`{line}` stands not in the row of `{command}` in RUNS"
            );
        }
    }
}
