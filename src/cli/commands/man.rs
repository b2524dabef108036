use std::path::PathBuf;

use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode};
use crate::cli::outside::feed;
use crate::notebook::{Existing, refuse_reserved, write_files};

/// Show the manual page of a command, or write all of them
///
/// At a terminal the page is shown; elsewhere its source is printed, for `man -l -`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone man close")]
pub struct ManArgs {
    /// Which command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write all pages into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub fn run(context: &mut Context, args: &ManArgs) -> Result<ExitCode, CliError> {
    let mut program = (context.command_line)();
    program.build();
    if let Some(folder) = &args.dir {
        let folder = context.folder.join(folder);
        let shown = context.shown_path(&folder);
        refuse_reserved(&folder, context.notes_folder().as_deref())?;
        let pages = std::iter::once(&program).chain(
            program
                .get_subcommands()
                .filter(|sub| sub.get_name() != "help"),
        );
        let pages: Result<Vec<(String, String)>, CliError> = pages
            .map(|page| Ok((format!("{}.1", page_name(page)), roff(page)?)))
            .collect();
        let pages = pages?;
        let files = pages
            .iter()
            .map(|(name, page)| (name.as_str(), page.as_str()));
        write_files(&folder, files, Existing::Replace)?;
        for (name, _) in &pages {
            context.ui.plain_line(&format!("{shown}/{name}"));
        }
        return Ok(ExitCode::Done);
    }
    let page = match &args.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            CliError::new(format!("there is no command `{name}`"))
                .hint("see all with `oneonone --help`")
        })?,
    };
    let text = roff(page)?;
    if context.outside.stdout_is_terminal {
        feed(&mut context.ui, &context.outside, "man -l -", &text)?;
    } else {
        context.ui.raw(&text);
    }
    Ok(ExitCode::Done)
}

fn page_name(page: &clap::Command) -> String {
    page.get_display_name()
        .unwrap_or(page.get_name())
        .replace(' ', "-")
}

fn roff(page: &clap::Command) -> Result<String, CliError> {
    let mut text = Vec::new();
    let name = page_name(page);
    clap_mangen::Man::new(page.clone().name(name).version(env!("CARGO_PKG_VERSION")))
        .section("1")
        .render(&mut text)
        .map_err(|error| CliError::output(&error))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
