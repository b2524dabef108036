use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::args::WriteFlags;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::ui::{Shown, style};
use crate::meeting::Meeting;
use crate::notebook::Notebook;
use crate::operations::{ChangeSet, ListedItem, Verdict, Which, tick};
use crate::text::counted;

/// Mark items as done
///
/// One byte changes in the file. An item is named by its short reference from `items`, by `file:line`, or by words.
#[derive(Debug, Args)]
pub struct DoneArgs {
    /// Which items
    #[arg(value_name = "REF", required = true, add = ArgValueCandidates::new(complete::open_items))]
    references: Vec<String>,
    #[command(flatten)]
    write: WriteFlags,
}

/// Drop items, with a reason
///
/// The reason stays below the item as a note.
#[derive(Debug, Args)]
pub struct DropArgs {
    /// Which items
    #[arg(value_name = "REF", required = true, add = ArgValueCandidates::new(complete::open_items))]
    references: Vec<String>,
    /// Why; asked for at a terminal
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    write: WriteFlags,
}

/// Open items again that were done or dropped
#[derive(Debug, Args)]
pub struct ReopenArgs {
    /// Which items
    #[arg(value_name = "REF", required = true)]
    references: Vec<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run_done(context: &mut Context, args: &DoneArgs) -> Result<ExitCode, CliError> {
    run(
        context,
        &args.references,
        args.write,
        &Verdict::Done,
        Which::Open,
    )
}

pub fn run_drop(context: &mut Context, args: &DropArgs) -> Result<ExitCode, CliError> {
    let reason = match &args.reason {
        Some(reason) => Some(reason.clone()),
        None if context.ui.is_interactive() => context.ui.ask("Why is it dropped", None),
        None => None,
    };
    let reason = reason
        .filter(|reason| !reason.trim().is_empty())
        .ok_or_else(|| {
            CliError::new("why is it dropped?")
                .hint("add `--reason \"…\"`; it stays below the item as a note")
        })?;
    run(
        context,
        &args.references,
        args.write,
        &Verdict::Dropped(reason),
        Which::Open,
    )
}

pub fn run_reopen(context: &mut Context, args: &ReopenArgs) -> Result<ExitCode, CliError> {
    let notebooks = context.notebooks(None)?;
    // Among those that ended the reference may mean one that is done or one that was dropped.
    let first = match context.item(&notebooks, &args.references[0], Which::Done) {
        Ok((_, item)) if item.status.is_ended() => Which::Done,
        _ => Which::Dropped,
    };
    run(context, &args.references, args.write, &Verdict::Open, first)
}

fn run(
    context: &mut Context,
    references: &[String],
    write: WriteFlags,
    verdict: &Verdict,
    first: Which,
) -> Result<ExitCode, CliError> {
    let notebooks = context.notebooks(None)?;
    // All are found before any is changed.
    let mut found: Vec<(usize, ListedItem)> = Vec::new();
    for reference in references {
        let item = context.item(&notebooks, reference, first)?;
        if !found.contains(&item) {
            found.push(item);
        }
    }
    let word = match verdict {
        Verdict::Done => "done",
        Verdict::Dropped(_) => "dropped",
        Verdict::Open => "open again",
    };
    for (index, notebook) in notebooks.iter().enumerate() {
        let items: Vec<&ListedItem> = found
            .iter()
            .filter(|(of, _)| *of == index)
            .map(|(_, item)| item)
            .collect();
        if items.is_empty() {
            continue;
        }
        let outcome = context.change(notebook, write, |series| {
            let mut changes = ChangeSet::default();
            for item in &items {
                for change in verdict_on(notebook, series, item, &items, verdict)? {
                    if !changes.changes().contains(&change) {
                        changes.push(change);
                    }
                }
            }
            Ok((changes, ()))
        })?;
        if outcome.dry_run {
            continue;
        }
        for item in items {
            tell(context, notebook, item, word, outcome.changes.is_empty());
        }
    }
    Ok(ExitCode::Done)
}

/// The change to the meeting in which `item` stands; all of `items` in that meeting at once.
fn verdict_on(
    notebook: &Notebook,
    series: &crate::meeting::Series,
    item: &ListedItem,
    items: &[&ListedItem],
    verdict: &Verdict,
) -> Result<Vec<crate::operations::FileChange>, CliError> {
    let (meeting, _) = find(notebook, series, item)?;
    let mut indexes = Vec::new();
    for other in items {
        let (of, index) = find(notebook, series, other)?;
        if of.date() == meeting.date() {
            indexes.push(index);
        }
    }
    Ok(tick(&meeting, &indexes, verdict)?.changes().to_vec())
}

/// `item` in `series` as it is now: its meeting, read whole, and its index there.
pub fn find(
    notebook: &Notebook,
    series: &crate::meeting::Series,
    item: &ListedItem,
) -> Result<(Meeting, usize), CliError> {
    let gone = || {
        CliError::new(format!(
            "`{}` is no longer in `{}`",
            item.title,
            notebook.name()
        ))
        .hint("see `oneonone items`")
    };
    let standings = series.standings();
    let same = standings
        .iter()
        .filter(|standing| standing.hash() == item.hash && !standing.superseded);
    let standing = same
        .max_by_key(|standing| standing.meeting)
        .ok_or_else(gone)?;
    let skimmed = &series.meetings()[standing.meeting];
    let meeting = Meeting::read(
        skimmed.date(),
        skimmed.source().to_string(),
        skimmed.damage(),
        &series.settings().vocabulary,
    );
    let place = skimmed.items()[standing.item].checkbox.span;
    let index = meeting
        .items()
        .iter()
        .position(|item| item.checkbox.span == place)
        .ok_or_else(gone)?;
    Ok((meeting, index))
}

fn tell(
    context: &mut Context,
    notebook: &Notebook,
    item: &ListedItem,
    word: &str,
    unchanged: bool,
) {
    let place = format!(
        "{}:{}",
        context.shown_file(notebook, &item.path().to_string()),
        item.line
    );
    let lead = if unchanged {
        format!("already {word}: ")
    } else {
        format!("{word}: ")
    };
    context
        .ui
        .status(&Shown::new().styled(style::GOOD, &lead).plain(&item.title));
    context.ui.line(&Shown::new().plain(&place));
    if let Ok((series, _)) = notebook.series()
        && let Ok((meeting, index)) = find(notebook, &series, item)
        && !meeting.items()[index].status().is_open()
    {
        let below = meeting
            .items()
            .iter()
            .filter(|child| child.parent == Some(index) && child.status().is_open())
            .count();
        if below > 0 {
            context.ui.hint(&format!(
                "{} below it stays open and will be carried",
                counted(below, "item")
            ));
        }
    }
}
