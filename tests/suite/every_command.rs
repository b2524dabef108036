//! Every command, by clap's own list: how it is run, and what holds of each. A command that is new stands in every table,
//! or a table says why it has no place there.

mod dry_run;
mod help;
mod hostile_notebook;
mod no_terminal;
mod privacy;
pub mod scene;

use std::collections::BTreeSet;

use clap::Command as Clap;

/// How each command is run, in all its forms. Words in single quotes are one; a line that begins with `dana:` or `alex:`
/// is theirs alone, by what they may do or where they stand. All of them do what they are there for in the [`scene`].
#[rustfmt::skip] // one a line
pub const RUNS: &[(&str, &[&str])] = &[
    ("", &["", "--quiet"]),
    ("init", &[
        "init", "init ../other --manager 'Dana Ng' --ic Zoe",
        "init ../other --manager 'Dana Ng' --ic Zoe --kind skip-level --every week --on tuesday --at 10:00 --time-zone Europe/Berlin --duration 45 --template weekly --language de --no-git",
        "init ../other --manager 'Dana Ng' --ic Zoe --dry-run",
    ]),
    ("join", &["join ../../remote.git ../mine", "join ../../remote.git ../mine --as alex"]),
    ("new", &[
        "new", "new --date 2026-12-08", "new --date 2026-12-08 --dry-run",
        "new --date 2026-12-08 --template weekly --no-edit",
    ]),
    ("carry", &["carry", "carry --dry-run", "carry --from 2026-11-17 --to 2026-11-24 --json"]),
    ("edit", &["edit"]),
    ("show", &["show 2026-11-17", "show 2026-11-17 --plain", "show 2026-11-17 --json"]),
    ("move", &["move --to 2026-11-26", "move --to 2026-11-26 --dry-run", "move --date 2026-11-24 --to 2026-11-27 --force"]),
    ("cancel", &["cancel --reason x", "cancel --reason x --dry-run", "cancel --date 2026-11-24 --by dana --reason x"]),
    ("close", &[
        "close --today 2026-11-24 --yes --anyway --summary 'All well' --step 'Write it up @alex fri'",
        "close --today 2026-11-24 --yes --anyway --summary 'All well' --no-steps --format markdown",
        "close --today 2026-11-24 --anyway --summary 'All well' --no-steps --dry-run",
        "close --date 2026-11-24 --today 2026-11-24 --yes --anyway --summary 'All well' --decision 'We go on' --no-steps",
    ]),
    ("log", &["log", "log --json", "log --from 2026-11-10 --to 2026-11-17"]),
    ("items", &[
        "items", "items --json", "items --all", "items --owner alex --open", "alex:items --mine --done",
        "dana:items --theirs --dropped", "items --overdue --since 2026-11-03", "items --section personal",
    ]),
    ("add", &[
        "add Something", "add Something --section wins", "add Something --dry-run", "add Something --owner dana --due fri",
    ]),
    ("done", &["done 'Read a book 2026-11-24'", "done 'Read a book 2026-11-24' --dry-run"]),
    ("drop", &["drop 'Read a book 2026-11-24' --reason x", "drop 'Read a book 2026-11-24' --reason x --dry-run"]),
    ("reopen", &["reopen 'Call the bank'", "reopen 'Call the bank' --dry-run"]),
    ("assign", &["assign 'Read a book 2026-11-24' dana", "assign 'Read a book 2026-11-24' dana --dry-run"]),
    ("due", &["due 'Read a book 2026-11-24' fri", "due 'Read a book 2026-11-24' fri --dry-run"]),
    ("thread", &["thread 'Read a book 2026-11-24'", "thread 'Read a book 2026-11-24' --json", "thread CarryNews"]),
    ("prep", &[
        "prep", "prep --json", "prep --today 2026-11-24", "prep --today 2026-11-18", "dana:prep --read",
        "dana:prep --read --dry-run",
    ]),
    ("status", &["status", "status --json", "status --due"]),
    ("ask", &[
        "ask", "ask --json", "ask --topic career --depth deep", "ask --add", "ask --private", "ask --another",
        "ask --add --dry-run",
    ]),
    ("feedback", &[
        "feedback --to dana --situation s --behavior b --impact i --suggest x",
        "feedback --to dana --situation s --behavior b --impact i --suggest x --dry-run",
    ]),
    ("check", &[
        "check", "check --strict", "check --json", "check meetings/2026-11-17.md",
        "check meetings/2026-11-24.md meetings/2026-11-10.md --json", "check --explain",
    ]),
    ("fix", &["fix --dry-run", "fix --yes"]),
    ("doctor", &["doctor", "doctor --json"]),
    ("search", &[
        "search quorvex", "search quorvex --json", "search quorvex --section wins", "search quorvex --section notes --json",
        "search item", "search quorvex --section personal", "search zindle", "search item --with pair",
    ]),
    ("report", &[
        "report", "report --json", "report --format markdown", "report --from 2020-01-01 --format markdown",
        "report --from 2020-01-01 --json", "report --from 2020-01-01 --html ../report.html",
        "report --from 2020-01-01 --to 2026-11-17 --format markdown",
    ]),
    ("calendar", &["calendar", "calendar --output ../all.ics"]),
    ("export", &[
        "export", "export --format csv", "export --from 2026-11-10 --to 2026-11-10", "export --output ../all.json",
        "export --format csv --output ../all.csv", "export --personal", "export --personal --format csv",
    ]),
    ("import", &["import ../old.md", "import ../old.md --dry-run", "import ../old.md --date-format dmy --other-headings keep --dry-run"]),
    ("handover", &[
        "handover --list", "handover --json", "alex:handover --to Kim --all",
        "alex:handover --to Kim --all --output ../for-kim.md", "alex:handover --to Kim --all --dry-run",
    ]),
    ("sync", &["sync", "sync --dry-run", "sync --all", "sync --take-theirs", "sync --keep-both"]),
    ("private", &["private", "private --show"]),
    ("undo", &["undo", "undo --list", "undo --list --json", "undo --dry-run"]),
    ("merge-driver", &["merge-driver ../base.md ../ours.md ../theirs.md 7 meetings/2026-11-17.md"]),
    ("demo", &["demo ../demo"]),
    ("completions", &["completions bash", "completions zsh"]),
    ("man", &["man", "man close", "man --dir ../man"]),
    ("help", &["help", "help new"]),
];

/// Options that stand in no line of [`RUNS`], and why.
#[rustfmt::skip] // one a line
const NOT_RUN: &[(&str, &str, &str)] = &[
    ("init", "in-repository", "it wants a repository of another kind around the folder; repositories.rs makes one"),
    ("new", "without", "it goes on without a file that can't be read, and in the scene there is none"),
    ("carry", "without", "it goes on without a file that can't be read, and in the scene there is none"),
    ("check", "format", "it only says what to type for it; tests/transcripts/check.md asks"),
    ("handover", "include", "its letters come from the words of a notebook, and the scenes have other words; handover.rs asks for them first"),
];

/// Options that need no line of their command: `--yes` answers what is asked, and without a terminal nothing is; what wants it
/// then (`fix`, `close`) has it in its lines. What `--help` and `--version` say knows no meeting.
const NAMED_ONCE: [&str; 3] = ["yes", "help", "version"];

/// The long options of `program` that no line of their command in `runs` has, and those that `not_run` names and must not.
fn unrun(program: Clap, runs: &[(&str, &[&str])], not_run: &[(&str, &str, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut excused = BTreeSet::new();
    for (name, command) in commands_of(program) {
        let lines = runs.iter().find(|(command, _)| *command == name);
        let lines = lines.map_or(&[][..], |(_, lines)| lines);
        let options = command
            .get_arguments()
            .filter(|option| !option.is_global_set());
        for option in options.filter_map(|option| option.get_long()) {
            let word = format!("--{option}");
            let is_run = lines
                .iter()
                .any(|line| scene::words(line).contains(&word.as_str()));
            let row = not_run
                .iter()
                .position(|row| (row.0, row.1) == (name.as_str(), option));
            excused.extend(row);
            match (is_run, row) {
                (false, None) if !NAMED_ONCE.contains(&option) => {
                    faults.push(format!("`{name} {word}` is run by no line"));
                }
                (true, Some(_)) => {
                    faults.push(format!("`{name} {word}` is run, and said not to be"))
                }
                _ => {}
            }
        }
    }
    let gone = (0..not_run.len()).filter(|row| !excused.contains(row));
    faults
        .extend(gone.map(|row| format!("`{} --{}` is no option", not_run[row].0, not_run[row].1)));
    faults
}

#[test]
fn every_option_is_run_or_it_is_said_why_not() {
    let faults = unrun(oneonone::cli::command(), RUNS, NOT_RUN);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_option_that_nobody_runs_is_named() {
    let planted = oneonone::cli::command().mut_subcommand("log", |log| {
        log.arg(clap::Arg::new("all").long("all").hide(true))
    });
    let not_run = [
        NOT_RUN,
        &[
            ("log", "json", "it is run"),
            ("log", "gone", "there is none"),
        ],
    ]
    .concat();
    assert_eq!(
        unrun(planted, RUNS, &not_run),
        [
            "`log --json` is run, and said not to be",
            "`log --all` is run by no line",
            "`log --gone` is no option",
        ]
    );
}

/// A table, by its name, and the commands that stand in it.
struct Table {
    name: &'static str,
    commands: Vec<&'static str>,
}

fn tables() -> Vec<Table> {
    fn table<T>(name: &'static str, rows: &[(&'static str, T)]) -> Table {
        let commands = rows.iter().map(|(command, _)| *command).collect();
        Table { name, commands }
    }
    vec![
        table("every_command.rs, RUNS", RUNS),
        table("every_command/privacy.rs, PERSONAL", privacy::PERSONAL),
        table("every_command/privacy.rs, NOTES", privacy::NOTES),
        table("every_command/dry_run.rs, DRY_RUN", dry_run::DRY_RUN),
        table(
            "every_command/hostile_notebook.rs, HOSTILE",
            hostile_notebook::HOSTILE,
        ),
        table(
            "every_command/no_terminal.rs, NO_TERMINAL",
            no_terminal::NO_TERMINAL,
        ),
        table("every_command/help.rs, HELP", help::HELP),
    ]
}

/// All commands, hidden ones too, with those below them; the program by itself is the empty name.
pub fn commands_of(program: Clap) -> Vec<(String, Clap)> {
    fn add(name: &str, command: &Clap, found: &mut Vec<(String, Clap)>) {
        found.push((name.to_string(), command.clone()));
        if name == "help" {
            return; // below it is a copy of all the others
        }
        for below in command.get_subcommands() {
            if !name.is_empty() && below.get_name() == "help" {
                continue; // clap makes one wherever there is anything below
            }
            let name = format!("{name} {}", below.get_name());
            add(name.trim_start(), below, found);
        }
    }
    let mut program = program;
    program.build();
    let mut found = Vec::new();
    add("", &program, &mut found);
    found
}

/// What is wrong with the tables, where `program` has these commands.
fn faults(program: Clap) -> Vec<String> {
    let known: BTreeSet<String> = commands_of(program)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let mut faults = Vec::new();
    for table in tables() {
        let stands = |name: &&String| !table.commands.contains(&name.as_str());
        let missing = known.iter().filter(stands);
        faults.extend(missing.map(|name| format!("`{name}` is missing in {}", table.name)));
        let gone = table.commands.iter().filter(|name| !known.contains(**name));
        faults.extend(
            gone.map(|name| format!("`{name}` is no command, and stands in {}", table.name)),
        );
        let once: BTreeSet<&str> = table.commands.iter().copied().collect();
        if once.len() != table.commands.len() {
            faults.push(format!("a command stands twice in {}", table.name));
        }
    }
    faults
}

#[test]
fn every_command_stands_in_every_table() {
    let faults = faults(oneonone::cli::command());
    assert!(
        faults.is_empty(),
        "say there what holds of it, or why nothing does:\n{}",
        faults.join("\n")
    );
}

#[test]
fn a_command_that_nobody_wrote_down_is_named_for_every_table() {
    let below = Clap::new("deep");
    let planted = Clap::new("planted").hide(true).subcommand(below);
    let faults = faults(oneonone::cli::command().subcommand(planted));
    let mut expected = Vec::new();
    for table in tables() {
        for name in ["planted", "planted deep"] {
            expected.push(format!("`{name}` is missing in {}", table.name));
        }
    }
    assert_eq!(faults, expected);
}
