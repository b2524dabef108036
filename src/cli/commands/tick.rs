use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, WriteFlags, style};
use crate::cli::complete;
use crate::cli::shared::item::{ChosenItem, refused};
use crate::markdown::unmarked;
use crate::meeting::{ItemSelection, ListedItem};
use crate::notebook::Notebook;
use crate::plan::{Ticked, Verdict, tick};
use crate::text::counted;

/// Mark items as done
///
/// One byte changes in the file. An item is named by its short reference from `items`, by `file:line`, or by words.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone done runners")]
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
#[command(
    after_help = "Example:\n  oneonone drop runners --reason \"the platform team has its own\""
)]
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
#[command(after_help = "Example:\n  oneonone reopen runners")]
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
        ItemSelection::Open,
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
        ItemSelection::Open,
    )
}

pub fn run_reopen(context: &mut Context, args: &ReopenArgs) -> Result<ExitCode, CliError> {
    run(
        context,
        &args.references,
        args.write,
        &Verdict::Open,
        ItemSelection::Ended,
    )
}

fn run(
    context: &mut Context,
    references: &[String],
    write: WriteFlags,
    verdict: &Verdict,
    first: ItemSelection,
) -> Result<ExitCode, CliError> {
    let notebooks = context.notebooks_to_change()?;
    // All are found before any is changed.
    let mut found: Vec<ChosenItem> = Vec::new();
    for reference in references {
        let one = context.item(&notebooks, reference, first)?;
        if !found
            .iter()
            .any(|other| (other.notebook, &other.item) == (one.notebook, &one.item))
        {
            found.push(one);
        }
    }
    for (index, notebook) in notebooks.iter().enumerate() {
        let mut of_notebook: Vec<&mut ChosenItem> = found
            .iter_mut()
            .filter(|one| one.notebook == index)
            .collect();
        let Some(first) = of_notebook.first_mut() else {
            continue;
        };
        let series = first.series(context, notebook)?;
        let items: Vec<&ListedItem> = of_notebook.iter().map(|one| &one.item).collect();
        let plan = context.change(notebook, series, write, |series| {
            tick(series, &items, verdict).map_err(|error| refused(notebook, error))
        })?;
        let Some(plan) = plan else { continue };
        for (item, news) in items.iter().zip(&plan.news) {
            tell(context, notebook, item, verdict, *news);
        }
    }
    Ok(ExitCode::Done)
}

fn tell(
    context: &mut Context,
    notebook: &Notebook,
    item: &ListedItem,
    verdict: &Verdict,
    news: Ticked,
) {
    let word = match verdict {
        Verdict::Done => "done",
        Verdict::Dropped(_) => "dropped",
        Verdict::Open => "open again",
    };
    let lead = if news.was_so {
        format!("already {word}: ")
    } else {
        format!("{word}: ")
    };
    context.ui.status(
        &Shown::new()
            .styled(style::GOOD, &lead)
            .plain(&unmarked(&item.title)),
    );
    let place = format!(
        "{}:{}",
        context.shown_file(notebook, &item.path().to_string()),
        item.line
    );
    context.ui.plain_line(&place);
    if *verdict != Verdict::Open && news.open_below > 0 {
        let verb = if news.open_below == 1 {
            "stays"
        } else {
            "stay"
        };
        context.ui.hint(&format!(
            "{} below it {verb} open and will be carried",
            counted(news.open_below, "item")
        ));
    }
}
