//! The `oneonone` program: it takes what the process is given, arguments, environment, folder, clock and what is a
//! terminal, and hands it on as a value. Completions, which a shell asks for before any argument is read, find the folder
//! and the shell's variables by themselves (`cli/complete.rs`, `cli/shells.rs`).
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
    let outside = Outside {
        arguments: std::env::args_os().collect(),
        variables: std::env::vars_os().collect(),
        folder: std::env::current_dir().unwrap_or_default(),
        now: now.timestamp(),
        today: now.date_naive(),
        time: now.time(),
        stdin_is_terminal: std::io::stdin().is_terminal(),
        stdout_is_terminal: std::io::stdout().is_terminal(),
        stderr_is_terminal: std::io::stderr().is_terminal(),
    };
    counting_readings(|| run(outside).into())
}

/// Run, and say on standard error how often each text was read, if a test asks for that.
#[cfg(debug_assertions)]
#[expect(clippy::print_stderr, reason = "no word of the program: for a test")]
fn counting_readings(run: impl FnOnce() -> ExitCode) -> ExitCode {
    if std::env::var_os("ONEONONE_COUNT_READINGS").is_none() {
        return run();
    }
    oneonone::markdown::count_readings();
    let code = run();
    eprint!("{}", oneonone::markdown::readings_counted());
    code
}

#[cfg(not(debug_assertions))]
fn counting_readings(run: impl FnOnce() -> ExitCode) -> ExitCode {
    run()
}
