//! Floor 10: the face on the command line. Everything that a person types or reads passes here.
//!
//! Within it each part takes only from those that stand before it in this list: `exit_code` and `flags`; `error`,
//! `deeds` and `excluded_in_words`, with whose words `sharing_error` goes on; `outside`, and the completions; `context` and `whose`;
//! `basics`, which gathers of these what every command is made of; `render`; `shared`; `commands`; `args`; and this file,
//! which runs all of it.

mod args;
mod basics;
mod commands;
mod complete;
mod context;
mod deeds;
mod error;
mod excluded_in_words;
mod exit_code;

mod flags;
mod outside;
mod render;
mod shared;
mod sharing_error;
mod shells;
mod whose;

pub use args::command;
pub use deeds::command_for;
pub use exit_code::ExitCode;
pub use outside::Outside;
pub use shells::SHELLS;

use args::Cli;
use clap::FromArgMatches as _;
use context::Context;
use outside::Ui;

/// Run the program on what the outside gives, and say how it ended.
pub fn run(outside: Outside) -> ExitCode {
    // Looked up here, because also what fails before the arguments are understood must not pass for a conflict.
    let is_merge_driver = outside
        .arguments
        .get(1)
        .is_some_and(|word| word == "merge-driver");
    match run_command(outside) {
        ExitCode::NotDone if is_merge_driver => ExitCode::NotMerged,
        code => code,
    }
}

fn run_command(outside: Outside) -> ExitCode {
    let matches = command().try_get_matches_from(&outside.arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return outside::show_usage(&error),
    };
    let ui = Ui::new(&outside, cli.global.color, cli.global.quiet);
    let mut context = match Context::new(outside, &cli.global, ui, command) {
        Ok(context) => context,
        Err(refused) => {
            let (mut ui, error) = *refused;
            ui.error(&error);
            return error.exit_code();
        }
    };
    let result = commands::run(&mut context, cli.command.as_ref());
    let result = result.and_then(|code| context.ui.finish().map(|()| code));
    match result {
        Ok(code) => {
            context.tell_left_out(None);
            code
        }
        Err(error) => {
            let _ = context.ui.finish();
            context.tell_left_out(Some(&error));
            let error = error.here(context.named.as_deref(), &context.outside.folder);
            context.ui.error(&error);
            error.exit_code()
        }
    }
}
