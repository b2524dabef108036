use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::change::Plan;
use crate::cli::basics::{CliError, Context, ExitCode, Shown, WriteFlags, style};
use crate::cli::complete;
use crate::meeting::MeetingPath;
use crate::notebook::Notebook;
use crate::plan::{Fixed, fix};
use crate::text::{counted, shell_quoted};

/// Repair what `check` finds and no person has to decide
///
/// Lines that were meant as items (`- [] a`, `[ ] a`), days in words (`due: fri`, seen from the day of the meeting), and
/// the forms of other tools: Obsidian Tasks, Dataview, TaskPaper, todo.txt, [x]it!. You see a diff first. Only those
/// lines change, and only where all others are read as before; the rest is left for you.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone fix alex --dry-run")]
pub struct FixArgs {
    /// Whose notebooks, or which files; all in reach without
    #[arg(value_name = "WHO|FILE", add = ArgValueCandidates::new(complete::people))]
    what: Vec<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &FixArgs) -> Result<ExitCode, CliError> {
    let mut wanted: Vec<(Notebook, Option<NaiveDate>)> = Vec::new();
    if args.what.is_empty() {
        let all = context.notebooks_to_change()?;
        if args.write.yes && !args.write.dry_run && all.len() > 1 {
            refuse_unnamed(context, &all)?;
        }
        wanted.extend(all.into_iter().map(|notebook| (notebook, None)));
    }
    for what in &args.what {
        if what.ends_with(".md") {
            let (notebook, meeting) = context.meeting_file(what)?;
            wanted.push((notebook, Some(meeting.date())));
        } else {
            let all = context.notebooks(Some(what))?;
            wanted.extend(all.into_iter().map(|notebook| (notebook, None)));
        }
    }
    let (mut found, mut fixed, mut left, mut declined) = (0, 0, 0, 0);
    for (notebook, only) in &wanted {
        let (plan, outcome) = fix_notebook(context, notebook, *only, args.write)?;
        found += plan.news.lines.len();
        left += plan.news.left;
        match outcome {
            FixOutcome::Made => {
                fixed += plan.news.lines.len();
                tell(context, notebook, &plan.news);
            }
            FixOutcome::Shown => {}
            FixOutcome::Declined => declined += plan.news.lines.len(),
        }
    }
    if declined > 0 {
        let lines = counted(declined, "line");
        let error = CliError::new(format!(
            "{lines} could be repaired, and nothing was changed"
        ));
        return Err(error.hint("add `--yes` to write what is shown"));
    }
    let news = match fixed {
        0 if found > 0 => None,
        0 => Some("nothing to repair".to_string()),
        _ => Some(format!("repaired {}", counted(fixed, "line"))),
    };
    if let Some(news) = news {
        context.ui.status(&Shown::new().styled(style::GOOD, &news));
    }
    if left > 0 {
        let news = format!(
            "left {} for you: see `oneonone check`",
            counted(left, "remark")
        );
        context.ui.news(&news);
    }
    Ok(ExitCode::Done)
}

/// Refuse to write into several notebooks unseen of which some were merely found.
fn refuse_unnamed(context: &Context, all: &[Notebook]) -> Result<(), CliError> {
    let found: Vec<&Notebook> = all
        .iter()
        .filter(|notebook| context.is_merely_found(notebook))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = found.iter().map(|notebook| notebook.name()).collect();
    let words: Vec<String> = names.iter().map(|name| shell_quoted(name)).collect();
    Err(CliError::new(format!(
        "{} were merely found here: {}",
        counted(found.len(), "notebook"),
        names.join(", ")
    ))
    .hint(format!(
        "name those that are meant: `oneonone fix {} --yes`",
        words.join(" ")
    ))
    .hint_for_elsewhere(context.hint_at_settings(&found)))
}

/// What became of the repairs of one notebook.
enum FixOutcome {
    /// They were made; there may have been none to make.
    Made,
    /// They were shown and not made, as was asked.
    Shown,
    /// They were shown, and nobody said yes.
    Declined,
}

fn fix_notebook(
    context: &mut Context,
    notebook: &Notebook,
    only: Option<NaiveDate>,
    write: WriteFlags,
) -> Result<(Plan<Fixed>, FixOutcome), CliError> {
    let series = context.series_with_all_items(notebook)?;
    if let Some(date) = only.filter(|date| series.meeting(*date).is_none()) {
        let path = MeetingPath::new(date);
        return Err(CliError::new(format!(
            "there is no `{path}` in `{}`",
            notebook.name()
        )));
    }
    let plan = fix(&series, only);
    if let Some(date) = only.filter(|_| plan.news.left > 0) {
        let whole = fix(&series, None).news.lines;
        let more = whole.iter().filter(|fixed| fixed.date == date).count();
        if more > plan.news.lines.len() {
            context.ui.hint(&format!(
                "an item that stands in several meetings is repaired in all of them at once: `oneonone fix {}`",
                notebook.name()
            ));
        }
    }
    if !plan.is_empty() && !write.dry_run && !write.yes {
        context.show_diff(&plan);
        let question = format!("Write this to `{}` (y/n)", notebook.name());
        if !context.ui.is_interactive() || !context.ui.confirm(&question) {
            return Ok((plan, FixOutcome::Declined));
        }
    }
    if plan.is_empty() {
        return Ok((plan, FixOutcome::Made));
    }
    let made = context.change(notebook, series, write, |series| {
        Ok::<_, CliError>(fix(series, only))
    })?;
    Ok(match made {
        Some(plan) => (plan, FixOutcome::Made),
        None => (plan, FixOutcome::Shown),
    })
}

/// Each line that was repaired, as it is now.
fn tell(context: &mut Context, notebook: &Notebook, fixed: &Fixed) {
    for fixed in &fixed.lines {
        let path = MeetingPath::new(fixed.date).to_string();
        let place = format!("{}:{}", context.shown_file(notebook, &path), fixed.line);
        context.ui.line(
            &Shown::new()
                .styled(style::DIM, &place)
                .plain("  ")
                .plain(&fixed.text),
        );
    }
}
