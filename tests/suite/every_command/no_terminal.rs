//! Without a terminal nothing waits and nothing is asked: a command that lacks an answer ends at once, changes nothing, and
//! says by which option the answer is given.

use Without::{Goes, Wants};

use super::scene::{Scene, ended, lines, words};
use crate::clones::{Alex, Dana};
use crate::sandbox::program;

/// What a command does where nobody can answer.
pub enum Without {
    /// It needs no answer.
    Goes,
    /// These lines lack an answer; what each says is wanted.
    Wants(&'static [(&'static str, &'static str)]),
}

#[rustfmt::skip] // one a line
pub const NO_TERMINAL: &[(&str, Without)] = &[
    ("", Goes),
    ("init", Wants(&[("init ../other", "--manager")])),
    ("join", Goes),
    ("new", Goes),
    ("carry", Goes),
    ("edit", Goes),
    ("show", Goes),
    ("move", Wants(&[("move", "--to")])),
    ("cancel", Goes),
    ("close", Wants(&[("close --today 2026-11-24", "--summary")])),
    ("log", Goes),
    ("items", Goes),
    ("add", Goes),
    ("done", Goes),
    ("drop", Wants(&[("drop 'Read a book 2026-11-24'", "--reason")])),
    ("reopen", Goes),
    ("assign", Goes),
    ("due", Goes),
    ("thread", Goes),
    ("prep", Goes),
    ("status", Goes),
    ("ask", Goes),
    ("feedback", Wants(&[("feedback", "--situation")])),
    ("check", Goes),
    ("fix", Wants(&[("fix", "--yes")])),
    ("doctor", Goes),
    ("search", Goes),
    ("report", Goes),
    ("calendar", Goes),
    ("export", Goes),
    ("import", Goes),
    ("handover", Wants(&[("handover --to Kim", "--all")])),
    ("sync", Goes),
    ("private", Goes),
    ("undo", Goes),
    ("merge-driver", Goes),
    ("demo", Goes),
    ("completions", Goes),
    ("man", Goes),
    ("help", Goes),
];

/// Closes the standard input, and goes on.
const CLOSED: [&str; 2] = ["-c", "exec \"$0\" \"$@\" <&-"];

/// The same with a standard input that stays open and silent is seen wherever a [`Scene`] is.
#[test]
fn with_a_closed_standard_input_all_goes_on() {
    let scene = Scene::new();
    let before = scene.everything();
    let mut faults = Vec::new();
    let mut last = None;
    for line in lines() {
        if last == Some(line.command) {
            continue; // one of each will do
        }
        last = Some(line.command);
        let who = line.who[0];
        let mut arguments = CLOSED.to_vec();
        arguments.push(program().to_str().expect("a path"));
        arguments.extend(words(line.text));
        let folder = scene.clones.clone_of(who);
        let command = scene
            .clones
            .command(who, &folder, "sh".as_ref(), &arguments);
        let run = ended(line.text, command);
        if !matches!(run.code, Some(0 | 1)) {
            faults.push(format!("{}: {run:?}", line.text));
        }
        for path in scene.restore_after(&line, &before) {
            faults.push(format!("{}: changes {}", line.text, path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn who_lacks_an_answer_says_by_which_option_it_is_given() {
    let scene = Scene::new();
    let before = scene.everything();
    let mut faults = Vec::new();
    for (_, row) in NO_TERMINAL {
        let Wants(wanted) = row else { continue };
        for (line, option) in *wanted {
            let who = if line.starts_with("handover") {
                Alex
            } else {
                Dana
            };
            let run = scene.run(who, line);
            let is_told = run.stderr.contains(option);
            if run.code == Some(0) || !is_told || scene.everything() != before {
                faults.push(format!("{line}: {run:?}"));
                scene.restore();
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
