//! The `oneonone` program: the only reader of arguments, environment, folder, clock and terminal.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one door to what the process is given"
)]

use std::io::IsTerminal as _;
use std::process::ExitCode;

use oneonone::cli::{Outside, SHELLS, command, run};

fn main() -> ExitCode {
    clap_complete::CompleteEnv::with_factory(command)
        .shells(SHELLS)
        .complete();
    let now = chrono::Local::now();
    run(Outside {
        arguments: std::env::args_os().collect(),
        variables: std::env::vars_os().collect(),
        folder: std::env::current_dir().unwrap_or_default(),
        now: now.timestamp(),
        today: now.date_naive(),
        time: now.time(),
        stdin_is_terminal: std::io::stdin().is_terminal(),
        stdout_is_terminal: std::io::stdout().is_terminal(),
        stderr_is_terminal: std::io::stderr().is_terminal(),
    })
    .into()
}
