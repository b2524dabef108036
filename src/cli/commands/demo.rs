use std::path::PathBuf;

use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, style};
use crate::cli::render::agenda::readable;
use crate::cli::shared::agenda;
use crate::cli::shared::carried::tell_carried;
use crate::cli::shared::repository::{make, refuse_misplaced, refuse_occupied};
use crate::meeting::next_date;
use crate::notebook::{Notebook, apply, make_files, parse_configuration, refuse_reserved};
use crate::plan::{demo, prepare};
use crate::sharing::outer;

/// Make a workspace to try things on: two pairs and a year of their meetings
///
/// Then makes the next agenda of the first pair, shows it, and says what to try. On the same day it writes the same.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone demo try-it")]
pub struct DemoArgs {
    /// The folder; must not be there yet, or be empty
    #[arg(value_name = "DIR", default_value = "oneonone-demo", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

pub fn run(context: &mut Context, args: &DemoArgs) -> Result<ExitCode, CliError> {
    let folder = context.folder.join(&args.folder);
    let shown = context.shown_path(&folder);
    refuse_occupied(&folder, &shown, "oneonone demo DIR")?;
    refuse_misplaced(context, &folder, "oneonone demo DIR")?;
    refuse_reserved(&folder, context.notes_folder().as_deref())?;
    let around = outer(&folder).ok().flatten();
    for pair in demo::PAIRS {
        let read = parse_configuration(pair.configuration);
        let settings = read
            .map_err(|problem| CliError::new(problem.message))?
            .settings;
        let plan = demo::notebook(pair, &settings, context.today);
        make_files(&folder.join(pair.folder), &plan)?;
    }
    context.ui.status(
        &Shown::new()
            .plain("made ")
            .styled(style::TITLE, &shown)
            .plain(": two pairs, a year of meetings each"),
    );
    if let Some(around) = around {
        for pair in demo::PAIRS {
            make(&folder.join(pair.folder))?;
        }
        let top = context.shown_path(&around.top);
        context.ui.status(
            &Shown::new()
                .plain("made each a git repository of its own: the one around them, ")
                .styled(style::TITLE, &top)
                .plain(", gets nothing of them"),
        );
    }
    play(context, &folder, &shown)
}

/// The first act: the next agenda of Alex, as `new` makes it.
fn play(
    context: &mut Context,
    folder: &std::path::Path,
    shown: &str,
) -> Result<ExitCode, CliError> {
    let notebook = Notebook::open(&folder.join("alex"))?;
    let series = context.series(&notebook)?;
    let date = next_date(&series, context.today)
        .ok_or_else(|| CliError::new("the demo has no next date"))?;
    let template = agenda::template(&notebook, None)?;
    let plan = prepare(&series, &template, date)?;
    apply(notebook.root(), &plan)?;
    tell_carried(context, &plan.news);
    let series = context.series(&notebook)?;
    if let Some(meeting) = series.whole(date) {
        context
            .ui
            .line(&Shown::new().styled(style::DIM, &format!("{shown}/alex/{}", meeting.path())));
        context.ui.line(&Shown::new());
        for line in readable(&series, meeting, context.today) {
            context.ui.line(&line);
        }
        context.ui.line(&Shown::new());
    }
    suggest(context, shown);
    Ok(ExitCode::Done)
}

/// What to try then.
fn suggest(context: &mut Context, shown: &str) {
    context
        .ui
        .line(&Shown::new().styled(style::TITLE, "Now try, from that folder:"));
    for (command, what) in [
        (format!("cd {shown}"), "two notebooks lie here"),
        ("oneonone".to_string(), "how every pair stands"),
        (
            "oneonone items --overdue".to_string(),
            "what is past its day",
        ),
        (
            "oneonone done meetup".to_string(),
            "tick an item by a word of it; one byte changes",
        ),
        (
            "oneonone new zoe --dry-run".to_string(),
            "the next agenda as a diff",
        ),
        (
            "oneonone search promotion".to_string(),
            "where something was said",
        ),
        (
            "oneonone show zoe last".to_string(),
            "the last meeting that was held",
        ),
    ] {
        let blanks = " ".repeat(30_usize.saturating_sub(command.chars().count()).max(2));
        context.ui.line(
            &Shown::new()
                .plain("  ")
                .styled(style::TYPED, &command)
                .plain(&blanks)
                .styled(style::DIM, what),
        );
    }
}
