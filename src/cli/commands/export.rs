use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, style};
use crate::cli::render::json::export::ExportJson;
use crate::markdown::Wanted;
use crate::meeting::{Series, Skimmed};
use crate::notebook::{Notebook, Threads, in_parallel, write_output};
use crate::sharing::read_series;
use crate::text::{counted, csv_row};
use crate::view::export::{COLUMNS, ExportScope, export, table};

/// Write all meetings of a pair as JSON, or their items as a table
///
/// JSON holds every meeting with its front matter, its sections and its words, and every item once with all that became
/// of it; docs/format.md says what stands where. CSV holds the items, one a row. Personal sections are left out, with
/// the items in them, unless you ask for them; private notes are never in it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone export alex --format csv --output items.csv")]
pub struct ExportArgs {
    #[command(flatten)]
    whose: Whose,
    /// As what; without it the name of the file decides, else it is JSON
    #[arg(long, value_name = "FORMAT")]
    format: Option<ExportFormat>,
    /// Write it to this file instead of printing it; an older export there is replaced
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Only meetings on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only meetings on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Personal sections too
    #[arg(long)]
    personal: bool,
}

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// All of it
    Json,
    /// A table of the items, for spreadsheets
    Csv,
}

/// With what every export as JSON begins.
const JSON_MARK: &str = "{\n  \"format\": \"oneonone-export\"";

pub fn run(context: &mut Context, args: &ExportArgs) -> Result<ExitCode, CliError> {
    let (from, to) = context.past_days(args.from.as_deref(), args.to.as_deref())?;
    let scope = ExportScope {
        from,
        to,
        personal: args.personal,
    };
    let notebook = context.notebook(args.whose.who.as_deref())?;
    let (series, is_whole) = all_meetings(context, &notebook)?;
    let exported = export(&series, scope);
    let format = args.format.unwrap_or_else(|| format_of(args));
    let head = csv_row(&COLUMNS);
    let mark = match format {
        ExportFormat::Json => {
            let value = ExportJson::new(notebook.name(), &series, scope, &exported);
            context.ui.json(&value)?;
            JSON_MARK
        }
        ExportFormat::Csv => {
            context.ui.raw(&head);
            for row in table(&series, &exported) {
                context.ui.raw(&csv_row(&row));
            }
            &head
        }
    };
    if let Some(file) = &args.output {
        let text = context.ui.take_answer();
        let path = context.folder.join(file);
        write_output(&path, &text, mark, context.notes_folder().as_deref())?;
        let news = format!(
            "wrote {} and {}",
            counted(exported.meetings.len(), "meeting"),
            counted(exported.items.len(), "item")
        );
        context.ui.news(&news);
        let shown = context.shown_path(&path);
        context.ui.line(&Shown::new().styled(style::TITLE, &shown));
    }
    Ok(ExitCode::reporting(is_whole))
}

/// All meetings of `notebook`, and whether all could be read. What could not is said.
fn all_meetings(context: &mut Context, notebook: &Notebook) -> Result<(Series, bool), CliError> {
    let (series, problems) = read_series(notebook, Wanted::Any, Threads::Many)?;
    // All are needed whole, and to read them is most of the work.
    let dates: Vec<NaiveDate> = series.meetings().iter().map(Skimmed::date).collect();
    in_parallel(&dates, |date| series.whole(*date).is_some());
    for problem in &problems {
        let file = context.shown_file(notebook, &problem.path);
        let odd = format!("left out: `{file}`: {}", problem.message);
        context.ui.warning(&odd);
    }
    Ok((series, problems.is_empty()))
}

fn format_of(args: &ExportArgs) -> ExportFormat {
    let extension = args.output.as_ref().and_then(|file| file.extension());
    if extension.is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
        ExportFormat::Csv
    } else {
        ExportFormat::Json
    }
}
