use chrono::{Days, NaiveDate};
use clap::builder::UnknownArgumentValueParser;
use clap::{Arg, Args};
use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::deeds::{self, command_for};
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::flags::ReadFlags;
use crate::cli::outside::{Shown, style};
use crate::cli::render::diagnostics;
use crate::cli::render::json::{Checked, CheckedDiagnostic};
use crate::cli::shared::checked::{of_file_shown_as, told};
use crate::markdown::Wanted;
use crate::meeting::{ItemSelection, MeetingPath, Series, list};
use crate::notebook::{
    CONFIGURATION_FILE, FileProblem, LoadError, Notebook, Threads, boilerplate, in_parallel,
};
use crate::practice::Recent;
use crate::practice::checks::{all, check_with, explain, health, look_back, nearest_code, on_pair};
use crate::sharing::read_series;
use crate::text::{Rule, counted};

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
            checked += check_notebook(context, &notebook, None, &mut found)?;
        }
    }
    for what in &args.what {
        if what.ends_with(".md") {
            let (notebook, meeting) = context.meeting_file(what)?;
            checked += check_notebook(context, &notebook, Some(meeting), &mut found)?;
        } else {
            for notebook in context.notebooks(Some(what))? {
                checked += check_notebook(context, &notebook, None, &mut found)?;
            }
        }
    }
    let is_clean = found.is_empty();
    if args.read.json {
        context.ui.json(&Checked { diagnostics: found })?;
    } else {
        show(context, &found, checked);
    }
    Ok(if args.strict && !is_clean {
        ExitCode::Report
    } else {
        ExitCode::Done
    })
}

/// What was `found` in the files that were `checked`, for people.
fn show(context: &mut Context, found: &[CheckedDiagnostic], checked: usize) {
    let width = context.ui.width();
    for diagnostic in found {
        for line in diagnostics::lines(diagnostic, width) {
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
        context.ui.line(&Shown::new().plain(line));
    }
    Ok(ExitCode::Done)
}

/// Check `notebook`, or `only` one meeting of it, and say how many files were looked at.
fn check_notebook(
    context: &Context,
    notebook: &Notebook,
    only: Option<MeetingPath>,
    found: &mut Vec<CheckedDiagnostic>,
) -> Result<usize, CliError> {
    let (series, problems) = read_series(notebook, Wanted::Any, Threads::Many)?;
    let checks = &notebook.settings().checks;
    let first_new = found.len();
    let mut checked = 0;
    if only.is_none() {
        for warning in notebook.warnings() {
            found.push(CheckedDiagnostic {
                path: context.shown_file(notebook, CONFIGURATION_FILE),
                line: warning.line,
                column: 1,
                rule: health::UNKNOWN_KEY,
                message: warning.message.clone(),
                help: warning.help.as_ref().map(deeds::help),
                source: None,
            });
        }
    }
    let is_meant = |path: &str| only.is_none_or(|only| only.to_string() == path);
    for problem in problems.iter().filter(|problem| is_meant(&problem.path)) {
        found.push(of_file(context, notebook, problem));
        checked += 1;
    }
    let practice = of_practice(context, notebook, &series, only);
    let meant: Vec<(String, NaiveDate)> = series
        .meetings()
        .iter()
        .map(|meeting| (meeting.path().to_string(), meeting.date()))
        .filter(|(path, _)| is_meant(path))
        .map(|(path, date)| (context.shown_file(notebook, &path), date))
        .collect();
    let noticed = in_parallel(&meant, |(path, date)| {
        let whole = series.whole(*date);
        whole.map_or_else(Vec::new, |meeting| {
            of_file_shown_as(path, notebook.settings(), meeting)
        })
    });
    for ((_, of), mut of_meeting) in meant.iter().zip(noticed) {
        let own = practice.iter().filter(|(date, _)| date == of);
        of_meeting.extend(own.map(|(_, diagnostic)| diagnostic.clone()));
        of_meeting.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        found.extend(of_meeting);
        checked += 1;
    }
    if let (Some(only), 0) = (only, checked) {
        return Err(CliError::new(format!(
            "there is no `{only}` in `{}`",
            notebook.name()
        )));
    }
    let own = found.split_off(first_new);
    found.extend(own.into_iter().filter(|found| !checks.is_off(found.rule)));
    Ok(checked)
}

/// What the checks of the practice say, each with the date of its file: of the next agenda and the last held meeting, or
/// of `only` one meeting as it was then.
fn of_practice(
    context: &Context,
    notebook: &Notebook,
    series: &Series,
    only: Option<MeetingPath>,
) -> Vec<(NaiveDate, CheckedDiagnostic)> {
    let boilerplate = boilerplate(notebook);
    let count = look_back(notebook.settings());
    let mut today = context.today;
    let recent = match only {
        None => Some(Recent::read(series, &boilerplate, today, count)),
        Some(only) => {
            let date = only.date();
            if date < today {
                today = date.checked_add_days(Days::new(1)).unwrap_or(date);
            }
            Recent::around(series, &boilerplate, date, today, count)
        }
    };
    let Some(mut recent) = recent else {
        return Vec::new();
    };
    recent.leave_out_damaged();
    let open = list(series.meetings(), ItemSelection::Open);
    let writers = context.writers(notebook, &recent);
    let said = on_pair(series, &recent, &open, &writers, today).into_iter();
    said.filter_map(|finding| {
        // Of a file without items a listing knows no headings, and so not what is personal.
        let meeting = series.whole(finding.date)?;
        let path = context.shown_file(notebook, &meeting.path().to_string());
        let diagnostic = &finding.diagnostic;
        Some((finding.date, told(path, meeting, finding.place, diagnostic)))
    })
    .collect()
}

/// A notebook whose settings can't be read.
fn of_configuration(context: &Context, error: &LoadError) -> CheckedDiagnostic {
    let (path, line, message, help) = match error {
        LoadError::Config { path, cause } => (
            path,
            cause.line,
            cause.message.clone(),
            cause.help.as_ref().map(deeds::help),
        ),
        LoadError::Io { path, cause } => (path, 0, cause.to_string(), None),
        LoadError::Outside { path, .. } => (path, 0, error.to_string(), None),
    };
    CheckedDiagnostic {
        path: context.shown_path(path),
        line,
        column: 1,
        rule: UNREADABLE_SETTINGS,
        message,
        help,
        source: None,
    }
}

fn of_file(context: &Context, notebook: &Notebook, problem: &FileProblem) -> CheckedDiagnostic {
    CheckedDiagnostic {
        path: context.shown_file(notebook, &problem.path),
        line: 0,
        column: 0,
        rule: problem.rule,
        message: problem.message.clone(),
        help: Some(deeds::help(&problem.help)),
        source: None,
    }
}
