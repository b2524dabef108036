//! The help of every command: the same however it is asked for, on a screen of 80 columns, with an example that is right.

use Help::{NotForIt, Shows};

use super::commands_of;
use super::scene::words;
use crate::sandbox::{Run, Sandbox, finished};

/// What the help of a command has.
pub enum Help {
    /// An example to type.
    Shows,
    /// None; why.
    NotForIt(&'static str),
}

#[rustfmt::skip] // one a line
pub const HELP: &[(&str, Help)] = &[
    ("", NotForIt("it lists the commands, and says with which one begins")),
    ("init", Shows),
    ("join", Shows),
    ("new", Shows),
    ("carry", Shows),
    ("edit", Shows),
    ("show", Shows),
    ("move", Shows),
    ("cancel", Shows),
    ("close", Shows),
    ("log", Shows),
    ("items", Shows),
    ("add", Shows),
    ("done", Shows),
    ("drop", Shows),
    ("reopen", Shows),
    ("assign", Shows),
    ("due", Shows),
    ("thread", Shows),
    ("prep", Shows),
    ("status", Shows),
    ("ask", Shows),
    ("feedback", Shows),
    ("check", Shows),
    ("fix", Shows),
    ("doctor", Shows),
    ("search", Shows),
    ("report", Shows),
    ("calendar", Shows),
    ("export", Shows),
    ("import", Shows),
    ("handover", Shows),
    ("sync", Shows),
    ("private", Shows),
    ("undo", Shows),
    ("merge-driver", NotForIt("git calls it")),
    ("demo", Shows),
    ("completions", Shows),
    ("man", Shows),
    ("help", NotForIt("it is the help")),
];

fn run(sandbox: &Sandbox, line: &str, columns: &str) -> Run {
    let mut command = sandbox.command("", &words(line));
    command.env("COLUMNS", columns);
    finished(command)
}

/// The examples in the help of the command called `name`, each in one line.
fn examples(name: &str) -> Vec<String> {
    let all = commands_of(oneonone::cli::command());
    let (_, command) = all
        .into_iter()
        .find(|(command, _)| command == name)
        .expect("a command");
    let after = command
        .get_after_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let after = after.replace("\\\n", " ");
    let lines = after
        .lines()
        .skip_while(|line| !line.starts_with("Example"));
    let examples = lines.skip(1).take_while(|line| line.starts_with("  "));
    examples.map(|line| line.trim().to_string()).collect()
}

#[test]
fn every_help_is_right() {
    let sandbox = Sandbox::new();
    let mut faults = Vec::new();
    for (name, row) in HELP {
        let asked = match *name {
            "help" => run(&sandbox, "help help", "80"),
            name => run(&sandbox, &format!("{name} --help"), "80"),
        };
        let other = run(&sandbox, &format!("help {name}"), "80");
        let mut fault = |what: String| faults.push(format!("`{name}`: {what}"));
        if (asked.code, other.code) != (Some(0), Some(0)) || asked.stdout != other.stdout {
            fault(format!(
                "is not the same by both ways: {asked:?}\n{other:?}"
            ));
        }
        if !asked.stderr.is_empty() {
            fault(format!("says something beside it: {}", asked.stderr));
        }
        if let Some(long) = asked.stdout.lines().find(|line| line.chars().count() > 80) {
            fault(format!("is wider than 80 columns: {long}"));
        }
        let examples = examples(name);
        match row {
            Shows if examples.is_empty() || !asked.stdout.contains("Example") => {
                fault("shows no example".to_string());
            }
            NotForIt(why) if !examples.is_empty() => {
                fault(format!("shows an example, and is said not to: {why}"));
            }
            Shows | NotForIt(_) => {}
        }
        for example in examples {
            let typed = example.replace('"', "'");
            let matches = oneonone::cli::command().try_get_matches_from(words(&typed));
            let is_of_it = matches.is_ok_and(|matches| matches.subcommand_name() == Some(name));
            if !is_of_it {
                fault(format!("the example is not understood: {example}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Clap would read the environment by itself for an option that names a variable; only `main.rs` reads it.
#[test]
fn no_option_reads_the_environment() {
    for (name, command) in commands_of(oneonone::cli::command()) {
        let mut options = command.get_arguments();
        let reads = options.find(|option| option.get_env().is_some());
        assert!(
            reads.is_none(),
            "`{name}`: {}",
            reads.map_or("", |option| option.get_id().as_str())
        );
    }
}

#[test]
fn every_option_says_what_it_is() {
    for (name, command) in commands_of(oneonone::cli::command()) {
        assert!(command.get_about().is_some(), "`{name}` says nothing");
        for argument in command.get_arguments() {
            assert!(
                argument.get_help().is_some(),
                "`{name}`: {}",
                argument.get_id()
            );
        }
    }
}
