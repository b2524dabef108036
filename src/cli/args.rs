use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::commands::{
    add, amend, ask, calendar, cancel, carry, check, close, completions, demo, doctor, edit,
    export, feedback, fix, handover, import, init, items, join, log, man, merge_driver, new, prep,
    private, report, reschedule, search, show, status, sync, thread, tick, undo,
};

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

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Start from this folder instead of the one you are in
    #[arg(short = 'C', long = "notebook", value_name = "DIR", global = true, value_hint = clap::ValueHint::DirPath)]
    pub notebook: Option<PathBuf>,
    /// Let this date be today, for planning and for tests
    #[arg(
        long,
        value_name = "DATE",
        global = true,
        env = "ONEONONE_TODAY",
        hide_env = true
    )]
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

/// The commands, in the order of a week.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::InitArgs),
    Join(join::JoinArgs),
    New(new::NewArgs),
    Carry(carry::CarryArgs),
    Edit(edit::EditArgs),
    Show(show::ShowArgs),
    Move(reschedule::MoveArgs),
    Cancel(cancel::CancelArgs),
    Close(close::CloseArgs),
    Log(log::LogArgs),
    Items(items::ItemsArgs),
    Add(add::AddArgs),
    Done(tick::DoneArgs),
    Drop(tick::DropArgs),
    Reopen(tick::ReopenArgs),
    Assign(amend::AssignArgs),
    Due(amend::DueArgs),
    Thread(thread::ThreadArgs),
    Prep(prep::PrepArgs),
    Status(status::StatusArgs),
    Ask(ask::AskArgs),
    Feedback(feedback::FeedbackArgs),
    Check(check::CheckArgs),
    Fix(fix::FixArgs),
    Doctor(doctor::DoctorArgs),
    Search(search::SearchArgs),
    Report(report::ReportArgs),
    Calendar(calendar::CalendarArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Handover(handover::HandoverArgs),
    Sync(sync::SyncArgs),
    Private(private::PrivateArgs),
    Undo(undo::UndoArgs),
    MergeDriver(merge_driver::MergeDriverArgs),
    Demo(demo::DemoArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
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

/// The command line as clap knows it, for completions and manual pages.
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
