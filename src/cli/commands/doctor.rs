use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, style};
use crate::cli::complete;
use crate::cli::render::findings;
use crate::cli::render::json::doctor::{DoctorJson, FaultJson};
use crate::cli::shared::identity;
use crate::notebook::{Notebook, is_program};
use crate::sharing::{Outlook, doctor, guards};
use crate::text::counted;

/// Look for what is wrong with this clone of a notebook
///
/// Whether git is there, set up, and knows you; whether anything private is in the repository or was ever; who else
/// committed; what waits to be finished, resolved or pushed. Each with what to type. Nothing is changed; the exit code
/// is 1 if something was found.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone doctor alex")]
pub struct DoctorArgs {
    /// Whose; all in reach without
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &DoctorArgs) -> Result<ExitCode, CliError> {
    let (notebooks, failed) = match &args.who {
        Some(who) => (context.notebooks(Some(who))?, Vec::new()),
        None => context.open_all()?,
    };
    context.warn_of(&failed);
    let mut all: Vec<FaultJson> = Vec::new();
    for notebook in &notebooks {
        let found = look_at(context, notebook)?;
        if !args.read.json {
            tell(context, notebook, &found);
            tell_filters(context, notebook);
        }
        all.extend(found);
    }
    let is_well = all.is_empty() && failed.is_empty();
    if args.read.json {
        context.ui.json(&DoctorJson { findings: all })?;
    }
    Ok(ExitCode::reporting(is_well))
}

fn look_at(context: &Context, notebook: &Notebook) -> Result<Vec<FaultJson>, CliError> {
    let outlook = Outlook {
        is_on_path: is_on_path(context),
        notes: context.private_notes(notebook),
        author_is_chosen: identity::session(context).author_is_chosen,
        now: context.outside.now,
    };
    let found = doctor(notebook, &outlook)?.into_iter();
    Ok(found
        .map(|finding| findings::in_words(context, notebook, finding))
        .collect())
}

fn tell(context: &mut Context, notebook: &Notebook, found: &[FaultJson]) {
    for found in found {
        context.ui.line(&findings::line(found));
    }
    if found.is_empty() {
        let news = Shown::new()
            .styled(style::TITLE, notebook.name())
            .plain(": ")
            .styled(style::GOOD, "all is well");
        context.ui.line(&news);
    }
}

/// Which filters guard how much: that they work is found out above.
fn tell_filters(context: &mut Context, notebook: &Notebook) {
    for (filter, count) in guards(notebook) {
        let verb = if count == 1 { "goes" } else { "go" };
        let files = counted(count, "file");
        let news = format!(
            "{}: {files} {verb} through the filter `{filter}`",
            notebook.name()
        );
        context.ui.status(&Shown::new().styled(style::DIM, &news));
    }
}

/// Whether a shell would find this program by its name.
fn is_on_path(context: &Context) -> bool {
    let program = format!("oneonone{}", std::env::consts::EXE_SUFFIX);
    let path = context.outside.variables.get(std::ffi::OsStr::new("PATH"));
    path.is_some_and(|path| {
        std::env::split_paths(path).any(|folder| is_program(&folder.join(&program)))
    })
}
