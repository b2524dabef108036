use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, style};
use crate::cli::complete;
use crate::cli::outside::show_in_pager;
use crate::cli::render::json::thread::{MentionJson, ThreadJson};
use crate::markdown::plain;
use crate::meeting::{ItemSelection, weekday_date};
use crate::view::thread;

/// Show everything said on one item, over all meetings
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone thread runners")]
pub struct ThreadArgs {
    /// Which item
    #[arg(value_name = "REF", add = ArgValueCandidates::new(complete::open_items))]
    reference: String,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &ThreadArgs) -> Result<ExitCode, CliError> {
    let notebooks = context.notebooks(None)?;
    let mut found = context.item(&notebooks, &args.reference, ItemSelection::Open)?;
    let notebook = &notebooks[found.notebook];
    let series = found.series_with_all_items(context, notebook)?;
    let item = found.item;
    let mentions = thread(&series, item.hash);
    if args.read.json {
        let mentions = mentions
            .iter()
            .map(|mention| {
                MentionJson::new(
                    mention,
                    context.shown_file(notebook, &mention.path().to_string()),
                )
            })
            .collect();
        context.ui.json(&ThreadJson {
            title: &item.title,
            plain: plain(&item.title),
            mentions,
        })?;
        return Ok(ExitCode::Done);
    }
    for mention in &mentions {
        let place = format!(
            "{}:{}",
            context.shown_file(notebook, &mention.path().to_string()),
            mention.line
        );
        let mut head = Shown::new()
            .styled(style::TITLE, &weekday_date(mention.date))
            .plain("  ")
            .styled(style::TYPED, mention.status.word());
        if mention.reworded {
            head.push(", reworded");
        }
        context
            .ui
            .line(&head.plain("  ").styled(style::DIM, &place));
        for line in mention.text.lines() {
            context.ui.line(&Shown::new().plain("  ").plain(line));
        }
    }
    show_in_pager(&mut context.ui, &context.outside)?;
    Ok(ExitCode::Done)
}
