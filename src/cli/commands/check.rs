use std::path::Path;

use clap::builder::UnknownArgumentValueParser;
use clap::{Arg, Args};
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, style};
use crate::cli::complete;
use crate::cli::deeds::command_for;
use crate::cli::render::diagnostics;
use crate::cli::render::json::check::{CheckJson, DiagnosticJson};
use crate::markdown::Wanted;
use crate::meeting::MeetingPath;
use crate::notebook::{FileProblem, LoadError, Notebook, Threads, boilerplate, in_parallel};
use crate::practice::checks::{CheckInput, Placed, Scope, all, check_with, explain, nearest_code};
use crate::sharing::read_series;
use crate::text::{LineColumn, Rule, counted};

/// Settings that can't be read. No setting could switch it off, so it is no check.
const UNREADABLE_SETTINGS: Rule = Rule::error("unreadable-settings");

/// See what would make the next meeting a better one, and what is wrong with the files
///
/// Blockers without a way out, vague plans, feedback that only goes one way; lines that look like items and are none,
/// front matter that can't be read: each with its place and what to write instead. They are hints: nothing is blocked
/// and nothing is changed. The practice is looked at in the next agenda and the last held meeting, the files' health in
/// all.
#[derive(Debug, Args)]
#[command(arg = retired_format(), after_help = "Example:\n  oneonone check alex --strict")]
pub struct CheckArgs {
    /// Whose notebooks, or which files; all in reach without
    #[arg(value_name = "WHO|FILE", add = ArgValueCandidates::new(complete::people))]
    what: Vec<String>,
    /// Exit with 1 if anything was found
    #[arg(long)]
    strict: bool,
    /// Say what a check looks for and why, and how to switch it off; without a code list them all
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "",
          conflicts_with_all = ["what", "strict", "json"],
          add = ArgValueCandidates::new(complete::checks))]
    explain: Option<String>,
    #[command(flatten)]
    read: ReadFlags,
}

/// `--format`, which scripts may still say: they are told what to type for it.
fn retired_format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .help("Say `--json` for it")
        .hide(true)
        .value_parser(UnknownArgumentValueParser::suggest_arg("--json"))
}

pub fn run(context: &mut Context, args: &CheckArgs) -> Result<ExitCode, CliError> {
    if let Some(code) = &args.explain {
        return explained(context, code);
    }
    let mut found = Vec::new();
    let mut checked = 0;
    if args.what.is_empty() {
        let (notebooks, failed) = context.open_all()?;
        found.extend(failed.iter().map(|error| of_configuration(context, error)));
        for notebook in notebooks {
            checked += check_notebook(context, &notebook, Scope::Notebook, &mut found)?;
        }
    }
    for what in &args.what {
        if what.ends_with(".md") {
            let (notebook, meeting) = context.meeting_file(what)?;
            let scope = Scope::Meeting(meeting.date());
            checked += check_notebook(context, &notebook, scope, &mut found)?;
        } else {
            for notebook in context.notebooks(Some(what))? {
                checked += check_notebook(context, &notebook, Scope::Notebook, &mut found)?;
            }
        }
    }
    let is_clean = found.is_empty();
    if args.read.json {
        let diagnostics = found.iter().map(DiagnosticJson::new).collect();
        context.ui.json(&CheckJson { diagnostics })?;
    } else {
        show(context, &found, checked);
    }
    Ok(ExitCode::reporting(is_clean || !args.strict))
}

/// What was `found` in the files that were `checked`, for people.
fn show(context: &mut Context, found: &[Placed], checked: usize) {
    let width = context.ui.width();
    for placed in found {
        for line in diagnostics::lines(placed, width) {
            context.ui.line(&line);
        }
    }
    let files = counted(checked, "file");
    let news = match found.len() {
        0 => format!("{files} checked, nothing found"),
        n => format!("{files} checked, {} found", counted(n, "remark")),
    };
    context.ui.status(&Shown::new().styled(style::DIM, &news));
}

/// What stands in `docs/checks.md` about the check `code`; with none, a line about each.
fn explained(context: &mut Context, code: &str) -> Result<ExitCode, CliError> {
    if code.is_empty() {
        for check in all() {
            let line = Shown::new()
                .styled(style::TITLE, &format!("{:28}", check.rule.code()))
                .plain(check.speaks);
            context.ui.line(&line);
        }
        return Ok(ExitCode::Done);
    }
    let Some(check) = check_with(code) else {
        let error = CliError::new(format!("there is no check `{code}`"));
        return Err(match nearest_code(code) {
            Some(known) => error.hint(format!("did you mean `{known}`?")),
            None => error.hint("`oneonone check --explain` lists them"),
        });
    };
    let title = Shown::new().styled(style::TITLE, check.rule.code());
    context.ui.line(&title);
    for line in explain(check, &command_for).lines() {
        context.ui.plain_line(line);
    }
    Ok(ExitCode::Done)
}

/// Check what `scope` names of `notebook`, and say how many files were looked at.
fn check_notebook(
    context: &Context,
    notebook: &Notebook,
    scope: Scope,
    found: &mut Vec<Placed>,
) -> Result<usize, CliError> {
    let (series, problems) = read_series(notebook, Wanted::Any, Threads::Many)?;
    let recent = scope.recent(&series, &boilerplate(notebook), context.today);
    let input = CheckInput {
        series: &series,
        settings: notebook.warnings(),
        unread: problems.iter().map(FileProblem::placed).collect(),
        recent: &recent,
        writers: &context.writers(notebook, &recent),
        today: context.today,
    };
    let checked = scope.check(input, |dates, look| in_parallel(dates, look));
    if let (Scope::Meeting(date), 0) = (scope, checked.files) {
        return Err(CliError::new(format!(
            "there is no `{}` in `{}`",
            MeetingPath::new(date),
            notebook.name()
        )));
    }
    found.extend(checked.found.into_iter().map(|placed| Placed {
        path: context.shown_file(notebook, &placed.path),
        ..placed
    }));
    Ok(checked.files)
}

/// A notebook whose settings can't be read.
fn of_configuration(context: &Context, error: &LoadError) -> Placed {
    let whole = |path: &Path, message: String| {
        let place = LineColumn { line: 0, column: 1 };
        let path = context.shown_path(path);
        Placed::in_file(&path, Some(place), UNREADABLE_SETTINGS, &message, None)
    };
    match error {
        LoadError::Config { path, cause } => {
            cause.placed(&context.shown_path(path), UNREADABLE_SETTINGS)
        }
        LoadError::Io { path, cause } => whole(path, cause.to_string()),
        LoadError::Outside { path, .. } => whole(path, error.to_string()),
    }
}
