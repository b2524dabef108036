use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, WriteFlags, style};
use crate::cli::complete;
use crate::cli::shared::item::refused;
use crate::cli::shared::people::participant;
use crate::markdown::unmarked;
use crate::meeting::{ItemSelection, ListedItem, Series, weekday_date};
use crate::notebook::Notebook;
use crate::plan::{Amendment, amend};

/// Give an item to someone
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone assign runners dana")]
pub struct AssignArgs {
    /// Which item
    #[arg(value_name = "REF", add = ArgValueCandidates::new(complete::open_items))]
    reference: String,
    /// To whom
    #[arg(value_name = "HANDLE", add = ArgValueCandidates::new(complete::handles))]
    handle: String,
    #[command(flatten)]
    write: WriteFlags,
}

/// Say by when an item is to be done
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone due runners fri")]
pub struct DueArgs {
    /// Which item
    #[arg(value_name = "REF", add = ArgValueCandidates::new(complete::open_items))]
    reference: String,
    /// A date, words such as `fri`, `next week`, `+2w`, `next` for the next meeting, or `none`
    #[arg(value_name = "WHEN", required = true, num_args = 1..)]
    when: Vec<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run_assign(context: &mut Context, args: &AssignArgs) -> Result<ExitCode, CliError> {
    let (notebook, item, series) = the_item(context, &args.reference)?;
    let handle = participant(&notebook, &args.handle)?;
    let news = format!("now @{handle}'s: ");
    change(
        context,
        (&notebook, &item, series),
        args.write,
        &Amendment::Owner(handle),
        &news,
    )
}

pub fn run_due(context: &mut Context, args: &DueArgs) -> Result<ExitCode, CliError> {
    let (notebook, item, series) = the_item(context, &args.reference)?;
    let text = args.when.join(" ");
    if text == "none" {
        return change(
            context,
            (&notebook, &item, series),
            args.write,
            &Amendment::Due(None),
            "no date any more: ",
        );
    }
    let date = context.when(&text, &series)?;
    let news = format!("due {}: ", weekday_date(date));
    change(
        context,
        (&notebook, &item, series),
        args.write,
        &Amendment::Due(Some(date)),
        &news,
    )
}

fn the_item(
    context: &mut Context,
    reference: &str,
) -> Result<(Notebook, ListedItem, Series), CliError> {
    let mut notebooks = context.notebooks_to_change()?;
    let mut found = context.item(&notebooks, reference, ItemSelection::Open)?;
    let notebook = notebooks.swap_remove(found.notebook);
    let series = found.series(context, &notebook)?;
    Ok((notebook, found.item, series))
}

fn change(
    context: &mut Context,
    (notebook, item, series): (&Notebook, &ListedItem, Series),
    write: WriteFlags,
    amendment: &Amendment,
    news: &str,
) -> Result<ExitCode, CliError> {
    let plan = context.change(notebook, series, write, |series| {
        amend(series, item, amendment).map_err(|error| refused(notebook, error))
    })?;
    if plan.is_none() {
        return Ok(ExitCode::Done);
    }
    context.ui.status(
        &Shown::new()
            .styled(style::GOOD, news)
            .plain(&unmarked(&item.title)),
    );
    let place = format!(
        "{}:{}",
        context.shown_file(notebook, &item.path().to_string()),
        item.line
    );
    context.ui.plain_line(&place);
    Ok(ExitCode::Done)
}
