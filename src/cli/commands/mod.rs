//! One command, one file: the arguments with their help on top, below them what is done.

pub mod add;
pub mod amend;
pub mod ask;
pub mod calendar;
pub mod cancel;
pub mod carry;
pub mod check;
pub mod close;
pub mod completions;
pub mod demo;
pub mod doctor;
pub mod edit;
pub mod export;
pub mod feedback;
pub mod fix;
pub mod handover;
pub mod import;
pub mod init;
pub mod items;
pub mod join;
pub mod log;
pub mod man;
pub mod merge_driver;
pub mod new;
pub mod prep;
pub mod private;
pub mod report;
pub mod reschedule;
pub mod search;
pub mod show;
pub mod status;
pub mod sync;
pub mod thread;
pub mod tick;
pub mod undo;

use clap::Subcommand;

use super::context::Context;
use super::error::CliError;
use super::exit_code::ExitCode;

/// Make of a list of commands the type that clap fills and the call of each.
macro_rules! commands {
    ($($name:ident($arguments:path) = $run:path,)*) => {
        /// The commands, in the order of a week.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($name($arguments),)*
        }

        impl Command {
            fn run(&self, context: &mut Context) -> Result<ExitCode, CliError> {
                match self {
                    $(Command::$name(arguments) => $run(context, arguments),)*
                }
            }
        }
    };
}

commands! {
    Init(init::InitArgs) = init::run,
    Join(join::JoinArgs) = join::run,
    New(new::NewArgs) = new::run,
    Carry(carry::CarryArgs) = carry::run,
    Edit(edit::EditArgs) = edit::run,
    Show(show::ShowArgs) = show::run,
    Move(reschedule::MoveArgs) = reschedule::run,
    Cancel(cancel::CancelArgs) = cancel::run,
    Close(close::CloseArgs) = close::run,
    Log(log::LogArgs) = log::run,
    Items(items::ItemsArgs) = items::run,
    Add(add::AddArgs) = add::run,
    Done(tick::DoneArgs) = tick::run_done,
    Drop(tick::DropArgs) = tick::run_drop,
    Reopen(tick::ReopenArgs) = tick::run_reopen,
    Assign(amend::AssignArgs) = amend::run_assign,
    Due(amend::DueArgs) = amend::run_due,
    Thread(thread::ThreadArgs) = thread::run,
    Prep(prep::PrepArgs) = prep::run,
    Status(status::StatusArgs) = status::run,
    Ask(ask::AskArgs) = ask::run,
    Feedback(feedback::FeedbackArgs) = feedback::run,
    Check(check::CheckArgs) = check::run,
    Fix(fix::FixArgs) = fix::run,
    Doctor(doctor::DoctorArgs) = doctor::run,
    Search(search::SearchArgs) = search::run,
    Report(report::ReportArgs) = report::run,
    Calendar(calendar::CalendarArgs) = calendar::run,
    Export(export::ExportArgs) = export::run,
    Import(import::ImportArgs) = import::run,
    Handover(handover::HandoverArgs) = handover::run,
    Sync(sync::SyncArgs) = sync::run,
    Private(private::PrivateArgs) = private::run,
    Undo(undo::UndoArgs) = undo::run,
    MergeDriver(merge_driver::MergeDriverArgs) = merge_driver::run,
    Demo(demo::DemoArgs) = demo::run,
    Completions(completions::CompletionsArgs) = completions::run,
    Man(man::ManArgs) = man::run,
}

/// Run `command`; without one show how every pair stands.
pub fn run(context: &mut Context, command: Option<&Command>) -> Result<ExitCode, CliError> {
    match command {
        Some(command) => command.run(context),
        None => status::run(context, &status::StatusArgs::default()),
    }
}
