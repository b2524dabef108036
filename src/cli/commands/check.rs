use std::path::Path;

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::args::ReadFlags;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::render::diagnostics;
use crate::cli::render::json::{Checked, CheckedDiagnostic};
use crate::cli::ui::{Shown, style};
use crate::markdown::Wanted;
use crate::meeting::{Meeting, MeetingPath};
use crate::notebook::{FileProblem, LoadError, Notebook, Threads, notebook_around};
use crate::text::counted;

/// Look for what is wrong with the files
///
/// Lines that look like items and are none, front matter that can't be read, conflict markers, owners that nobody
/// knows: each with its place and what to write instead.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Whose notebooks, or which files; all in reach without
    #[arg(value_name = "WHO|FILE", add = ArgValueCandidates::new(complete::people))]
    what: Vec<String>,
    /// Exit with 1 if there is anything but hints
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &CheckArgs) -> Result<ExitCode, CliError> {
    let mut found = Vec::new();
    let mut checked = 0;
    if args.what.is_empty() {
        let (notebooks, failed) = context.open_all()?;
        found.extend(failed.iter().map(|error| of_configuration(context, error)));
        for notebook in notebooks {
            checked += check_notebook(context, &notebook, None, &mut found)?;
        }
    }
    for what in &args.what {
        if what.ends_with(".md") {
            let (notebook, meeting) = file(context, what)?;
            checked += check_notebook(context, &notebook, Some(meeting), &mut found)?;
        } else {
            for notebook in context.notebooks(Some(what))? {
                checked += check_notebook(context, &notebook, None, &mut found)?;
            }
        }
    }
    let serious = found
        .iter()
        .any(|diagnostic: &CheckedDiagnostic| diagnostic.severity != "hint");
    if args.read.json {
        context.ui.json(&Checked { diagnostics: found })?;
    } else {
        for diagnostic in &found {
            for line in diagnostics::lines(diagnostic) {
                context.ui.line(&line);
            }
        }
        let news = match found.len() {
            0 => format!("{} checked, nothing found", counted(checked, "file")),
            n => format!(
                "{} checked, {} found",
                counted(checked, "file"),
                counted(n, "remark")
            ),
        };
        context.ui.status(&Shown::new().styled(style::DIM, &news));
    }
    Ok(if args.strict && serious {
        ExitCode::Report
    } else {
        ExitCode::Done
    })
}

/// The notebook and the meeting that a path means; also one relative to the only notebook in reach.
fn file(context: &mut Context, path: &str) -> Result<(Notebook, MeetingPath), CliError> {
    let unknown = || {
        CliError::new(format!("`{path}` is no meeting of a notebook")).hint(
            "meetings are files such as `meetings/2026-11-24.md` in a folder with `oneonone.yaml`",
        )
    };
    let name = Path::new(path)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let meeting = name
        .as_deref()
        .and_then(MeetingPath::from_file_name)
        .ok_or_else(unknown)?;
    let full = context.folder.join(path);
    let around = full
        .parent()
        .filter(|_| full.symlink_metadata().is_ok())
        .and_then(notebook_around);
    let notebook = match around {
        Some(root) => Notebook::open(&root)?,
        None => context.notebook(None)?,
    };
    Ok((notebook, meeting))
}

fn check_notebook(
    context: &Context,
    notebook: &Notebook,
    only: Option<MeetingPath>,
    found: &mut Vec<CheckedDiagnostic>,
) -> Result<usize, CliError> {
    let (series, problems) = notebook.series(Wanted::Any, Threads::Many)?;
    let mut checked = 0;
    if only.is_none() {
        for warning in notebook.warnings() {
            found.push(CheckedDiagnostic {
                path: context.shown_file(notebook, crate::notebook::CONFIGURATION_FILE),
                line: warning.line,
                column: 1,
                severity: "warning",
                code: "unknown-key",
                message: warning.message.clone(),
                help: warning.help.clone(),
            });
        }
    }
    let is_meant = |path: &str| only.is_none_or(|only| only.to_string() == path);
    for problem in problems.iter().filter(|problem| is_meant(&problem.path)) {
        found.push(of_file(context, notebook, problem));
        checked += 1;
    }
    for meeting in series
        .meetings()
        .iter()
        .filter(|meeting| is_meant(&meeting.path().to_string()))
    {
        found.extend(of_meeting(context, notebook, meeting));
        checked += 1;
    }
    if let (Some(only), 0) = (only, checked) {
        return Err(CliError::new(format!(
            "there is no `{only}` in `{}`",
            notebook.name()
        )));
    }
    Ok(checked)
}

/// A notebook whose settings can't be read.
fn of_configuration(context: &Context, error: &LoadError) -> CheckedDiagnostic {
    let (path, line, message, help) = match error {
        LoadError::Config { path, cause } => {
            (path, cause.line, cause.message.clone(), cause.help.clone())
        }
        LoadError::Io { path, cause } => (path, 0, cause.to_string(), None),
        LoadError::Outside(path) => (path, 0, error.to_string(), None),
    };
    CheckedDiagnostic {
        path: context.shown_path(path),
        line,
        column: 1,
        severity: "error",
        code: "unreadable-settings",
        message,
        help,
    }
}

fn of_file(context: &Context, notebook: &Notebook, problem: &FileProblem) -> CheckedDiagnostic {
    CheckedDiagnostic {
        path: context.shown_file(notebook, &problem.path),
        line: 0,
        column: 0,
        severity: "warning",
        code: problem.code,
        message: problem.message.clone(),
        help: Some(problem.help.clone()),
    }
}

/// What is noticed in one meeting.
pub fn of_meeting(
    context: &Context,
    notebook: &Notebook,
    meeting: &Meeting,
) -> Vec<CheckedDiagnostic> {
    let settings = notebook.settings();
    let whole = Meeting::read(
        meeting.date(),
        meeting.source().to_string(),
        meeting.damage(),
        &settings.vocabulary,
    );
    let document = whole.document();
    let path = context.shown_file(notebook, &meeting.path().to_string());
    whole
        .diagnostics(|name| settings.pair.side_of(name).is_some())
        .into_iter()
        .map(|diagnostic| {
            let place = document.place(diagnostic.span.start);
            CheckedDiagnostic {
                path: path.clone(),
                line: place.line,
                column: place.column,
                severity: diagnostics::severity_word(diagnostic.severity),
                code: diagnostic.code,
                message: diagnostic.message,
                help: diagnostic.help,
            }
        })
        .collect()
}
