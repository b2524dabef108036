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

use super::args::Command;
use super::context::Context;
use super::error::CliError;
use super::exit_code::ExitCode;

/// Run `command`; without one show how every pair stands.
pub fn run(context: &mut Context, command: Option<Command>) -> Result<ExitCode, CliError> {
    match command {
        None => status::run(context, &status::StatusArgs::default()),
        Some(Command::Init(args)) => init::run(context, args),
        Some(Command::Join(args)) => join::run(context, &args),
        Some(Command::New(args)) => new::run(context, &args),
        Some(Command::Carry(args)) => carry::run(context, &args),
        Some(Command::Edit(args)) => edit::run(context, &args),
        Some(Command::Show(args)) => show::run(context, &args),
        Some(Command::Move(args)) => reschedule::run(context, &args),
        Some(Command::Cancel(args)) => cancel::run(context, &args),
        Some(Command::Close(args)) => close::run(context, &args),
        Some(Command::Log(args)) => log::run(context, &args),
        Some(Command::Items(args)) => items::run(context, &args),
        Some(Command::Add(args)) => add::run(context, &args),
        Some(Command::Done(args)) => tick::run_done(context, &args),
        Some(Command::Drop(args)) => tick::run_drop(context, &args),
        Some(Command::Reopen(args)) => tick::run_reopen(context, &args),
        Some(Command::Assign(args)) => amend::run_assign(context, &args),
        Some(Command::Due(args)) => amend::run_due(context, &args),
        Some(Command::Thread(args)) => thread::run(context, &args),
        Some(Command::Prep(args)) => prep::run(context, &args),
        Some(Command::Status(args)) => status::run(context, &args),
        Some(Command::Ask(args)) => ask::run(context, &args),
        Some(Command::Feedback(args)) => feedback::run(context, &args),
        Some(Command::Check(args)) => check::run(context, &args),
        Some(Command::Fix(args)) => fix::run(context, &args),
        Some(Command::Doctor(args)) => doctor::run(context, &args),
        Some(Command::Search(args)) => search::run(context, &args),
        Some(Command::Calendar(args)) => calendar::run(context, &args),
        Some(Command::Export(args)) => export::run(context, &args),
        Some(Command::Report(args)) => report::run(context, &args),
        Some(Command::Import(args)) => import::run(context, &args),
        Some(Command::Handover(args)) => handover::run(context, &args),
        Some(Command::Sync(args)) => sync::run(context, &args),
        Some(Command::MergeDriver(args)) => merge_driver::run(context, &args),
        Some(Command::Private(args)) => private::run(context, &args),
        Some(Command::Undo(args)) => undo::run(context, &args),
        Some(Command::Demo(args)) => demo::run(context, &args),
        Some(Command::Completions(args)) => completions::run(context, &args),
        Some(Command::Man(args)) => man::run(context, &args),
    }
}
