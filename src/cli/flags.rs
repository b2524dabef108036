//! Options that many commands take. They know no command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Start from this folder instead of the one you are in
    #[arg(short = 'C', long = "notebook", value_name = "DIR", global = true, value_hint = clap::ValueHint::DirPath)]
    pub notebook: Option<PathBuf>,
    /// Let this date be today, for planning and for tests
    #[arg(long, value_name = "DATE", global = true)]
    pub today: Option<String>,
    /// Use colours: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        global = true
    )]
    pub color: Color,
    /// Say nothing but the answer and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// At a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Options of commands that read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct ReadFlags {
    /// Print JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// Options of commands that write.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct WriteFlags {
    /// Show as a diff what would be written, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Answer every question with yes
    #[arg(short, long)]
    pub yes: bool,
}
