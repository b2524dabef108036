use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::change::{JournalEntry, Plan};
use crate::cli::basics::{CliError, Context, ExitCode, Shown, WriteFlags, style};
use crate::cli::complete;
use crate::cli::render::json::undo::{ChangeJson, UndoJson};
use crate::cli::render::table::{Cell, lines};
use crate::cli::render::time::ago;
use crate::cli::shared::journal::Recording;
use crate::git;
use crate::meeting::Series;
use crate::merge::{Outcome, TakenBack, to_take_back, undo};
use crate::notebook::Notebook;
use crate::text::shell_quoted;

/// Take back my last change, and keep what was written since
///
/// Every command that changes meetings can be taken back, and so can what you wrote in the editor that `new` or `edit`
/// opened; also after a sync: it is then simply a new change. Taking back is a change itself, so `undo` twice gives
/// what was there before. What the other one did is never taken back.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone undo alex --dry-run")]
pub struct UndoArgs {
    /// Whose (may be left out), and which change, by its number in `--list`
    #[arg(value_name = "[WHO] [NUMBER]", num_args = 0..=2, add = ArgValueCandidates::new(complete::people))]
    words: Vec<String>,
    /// List what can be taken back, the newest first
    #[arg(long, conflicts_with = "dry_run")]
    list: bool,
    /// Print the list as JSON
    #[arg(long, requires = "list")]
    json: bool,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &UndoArgs) -> Result<ExitCode, CliError> {
    let (who, number) = who_and_number(&args.words)?;
    if args.list {
        return list(context, who, args.json);
    }
    // Without a name it is the newest change of all notebooks in reach; a number means something in one of them only.
    let notebooks = match (who, number) {
        (None, None) => context.notebooks(None)?,
        _ => vec![context.notebook(who)?],
    };
    let mut newest: Option<(&Notebook, Series, JournalEntry, bool)> = None;
    for notebook in &notebooks {
        let changes = changes(context, notebook);
        let series = context.series_with_all_items(notebook)?;
        if let Some(candidate) = to_take_back(&changes, number, &series)
            && newest
                .as_ref()
                .is_none_or(|(.., change, _)| change.at < candidate.change.at)
        {
            let change = candidate.change.clone();
            newest = Some((notebook, series, change, candidate.begun));
        } else if let Some(number) = number {
            return not_to_take_back(context, notebook, &changes, number);
        }
    }
    let Some((notebook, series, change, begun)) = newest else {
        return Err(CliError::new("there is nothing to take back").hint(
            "only what oneonone changed on this machine can be; see `oneonone undo{who} --list`",
        ));
    };
    // What was changed was meant then; but that a notebook of other people was named once does not name it again.
    if who.is_none()
        && let Some(why) = context.left_out(notebook)
    {
        return Err(CliError::new(why).hint(format!(
            "if its last change is meant: `oneonone undo {}`",
            shell_quoted(notebook.name())
        )));
    }
    let recording = match begun {
        true => Recording::Finish,
        false => Recording::Undo(change.number),
    };
    let plan = context.change_as(recording, notebook, series, args.write, |series| {
        undo(&change, series)
    })?;
    if let Some(plan) = plan {
        tell(context, notebook, &change, &plan);
    }
    Ok(ExitCode::Done)
}

/// `alex`, `3`, or `alex 3`.
fn who_and_number(words: &[String]) -> Result<(Option<&str>, Option<u64>), CliError> {
    match words {
        [] => Ok((None, None)),
        [word] => match word.parse() {
            Ok(number) => Ok((None, Some(number))),
            Err(_) => Ok((Some(word), None)),
        },
        [who, number, ..] => match number.parse() {
            Ok(number) => Ok((Some(who), Some(number))),
            Err(_) => Err(
                CliError::new(format!("`{number}` is no number of a change"))
                    .hint("see the numbers with `oneonone undo --list`"),
            ),
        },
    }
}

/// The changes to `notebook`, the newest first; those that can't be read are said and left out.
fn changes(context: &mut Context, notebook: &Notebook) -> Vec<JournalEntry> {
    let Some(journal) = context.journal(notebook) else {
        return Vec::new();
    };
    let (changes, unreadable) = journal.changes();
    for path in unreadable {
        context
            .ui
            .warning(&format!("left out: `{}` can't be read", path.display()));
    }
    changes
}

fn not_to_take_back(
    context: &mut Context,
    notebook: &Notebook,
    changes: &[JournalEntry],
    number: u64,
) -> Result<ExitCode, CliError> {
    let Some(change) = changes.iter().find(|change| change.number == number) else {
        return Err(
            CliError::new(format!("`{}` has no change {number}", notebook.name()))
                .hint("see the numbers with `oneonone undo{who} --list`"),
        );
    };
    context.ui.news(&format!(
        "nothing to take back: all is as it was before `{}`",
        change.command
    ));
    Ok(ExitCode::Done)
}

fn tell(
    context: &mut Context,
    notebook: &Notebook,
    change: &JournalEntry,
    plan: &Plan<Vec<TakenBack>>,
) {
    let when = ago(change.at, context.outside.now);
    let is_idle = plan.is_empty();
    let verb = match is_idle {
        true => "nothing is left to take back of ",
        false => "took back ",
    };
    context.ui.status(
        &Shown::new()
            .plain(verb)
            .styled(style::TITLE, &format!("`{}`", change.command))
            .styled(style::DIM, &format!(", {when}")),
    );
    for file in &plan.news {
        let path = context.shown_file(notebook, &file.path);
        let words = match file.outcome {
            Outcome::Restored => "as it was before",
            Outcome::LaterEditsKept => "what was written since stays",
            Outcome::Removed => "gone",
            Outcome::MadeAgain => "there again",
            Outcome::WasSo => "was so already",
            Outcome::Gone => "removed by someone since; left alone",
        };
        context.ui.line(
            &Shown::new()
                .plain(&path)
                .styled(style::DIM, &format!("  {words}")),
        );
        for remark in &file.remarks {
            context.ui.status(
                &Shown::new()
                    .styled(style::WARNING, "look at")
                    .plain(&format!(" {path}:{}: {}", remark.line, remark.message)),
            );
        }
    }
    if is_idle {
        context.ui.hint(&format!(
            "nothing was changed; take back an earlier change by its number: `oneonone undo {} --list`",
            shell_quoted(notebook.name())
        ));
    } else if git::has_remote(notebook.root()) {
        context.ui.hint(&format!(
            "share it with `oneonone sync {}`",
            shell_quoted(notebook.name())
        ));
    }
}

fn list(context: &mut Context, who: Option<&str>, as_json: bool) -> Result<ExitCode, CliError> {
    let notebooks = context.notebooks(who)?;
    let mut found: Vec<(&Notebook, JournalEntry)> = Vec::new();
    for notebook in &notebooks {
        let changes = changes(context, notebook);
        found.extend(changes.into_iter().map(|change| (notebook, change)));
    }
    found.sort_by_key(|(_, change)| std::cmp::Reverse(change.at)); // of one second, as they are
    if as_json {
        let changes = found.iter().map(|(notebook, change)| ChangeJson {
            notebook: notebook.name(),
            number: change.number,
            at: moment(change.at),
            command: &change.command,
            undoes: change.undoes,
            paths: paths(context, notebook, change),
        });
        let changes = changes.collect();
        context.ui.json(&UndoJson { changes })?;
        return Ok(ExitCode::Done);
    }
    if found.is_empty() {
        context.ui.news("there is nothing to take back");
    }
    let rows: Vec<Vec<Cell>> = found
        .iter()
        .map(|(notebook, change)| {
            let name = notebooks.get(1).map_or("", |_| notebook.name());
            let command = match change.undoes {
                Some(number) => format!("{} (took back {number})", change.command),
                None => change.command.clone(),
            };
            vec![
                Cell::new(name, style::NONE),
                Cell::new(change.number.to_string(), style::TYPED),
                Cell::new(ago(change.at, context.outside.now), style::DIM),
                Cell::new(command, style::NONE),
                Cell::new(paths(context, notebook, change).join(", "), style::DIM),
            ]
        })
        .collect();
    for line in lines(&rows, 4, context.ui.width()) {
        context.ui.line(&line);
    }
    Ok(ExitCode::Done)
}

/// The paths of the files of `change`, as they are shown.
fn paths(context: &Context, notebook: &Notebook, change: &JournalEntry) -> Vec<String> {
    let files = change.files.iter();
    files
        .filter_map(|file| file.after.as_ref().or(file.before.as_ref()))
        .map(|version| context.shown_file(notebook, &version.path))
        .collect()
}

/// A moment in seconds since 1970 as scripts read it.
fn moment(at: i64) -> String {
    chrono::DateTime::from_timestamp(at, 0)
        .map(|moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        .unwrap_or_default()
}
