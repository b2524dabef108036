//! The command line as clap knows it.

use clap::{CommandFactory as _, Parser};

use super::commands::Command;
use super::flags::Global;

/// One-on-one meetings in plain Markdown
///
/// A manager and an individual contributor share a folder; each meeting is one dated Markdown file that either of
/// them edits in any editor. oneonone writes the next agenda, carries open items forward so that none is lost, and
/// shows what is still open.
///
/// Without a command it shows how every pair stands.
#[derive(Debug, Parser)]
#[command(
    name = "oneonone",
    version,
    max_term_width = 100,
    disable_help_subcommand = false
)]
#[command(after_help = "Start: oneonone init        Look around first: oneonone demo")]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The command line, for completions and manual pages.
pub fn command() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::command().debug_assert();
    }
}
