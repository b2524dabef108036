use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, WriteFlags, style};
use crate::meeting::{DayOrder, ItemSelection, MeetingPath, list, weekday_date};
use crate::notebook::{ForeignFile, ForeignFiles, Notebook, read_foreign};
use crate::plan::import::{
    ImportError, ImportSource, Imported, OtherHeadings, Pieces, import, is_html, markdown_of,
    read_document, read_notes,
};
use crate::text::counted;

/// Take over notes that were kept elsewhere: a running document, or a folder of dated notes
///
/// A document is cut at its headings with a date, such as `## 2026-11-17`, `## 17 November 2026`, `## Nov 17, 2026` or
/// `## 17.11.2026`, into one meeting a date; what stands above the first goes on top of the earliest meeting, or of the
/// newest where that comes first and a box above is open. Of a folder, such as one of Obsidian, every note becomes the
/// meeting whose date its name has. HTML, as services for
/// shared documents export it, is made Markdown first. No line is lost: what is not understood stays as it is. A meeting that is there
/// already is left alone where it holds all of it, and else nothing is written at all.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone import notes.md alex --dry-run")]
pub struct ImportArgs {
    /// The document, or the folder
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::AnyPath)]
    source: PathBuf,
    #[command(flatten)]
    whose: Whose,
    /// How dates such as 03/04/2026 are meant: `dmy` for 3 April, `mdy` for 4 March
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    date_format: Option<DateFormat>,
    /// Whether headings with a date that may be about something else begin meetings, too: `cut` or `keep`
    #[arg(long, value_name = "ANSWER", hide_possible_values = true)]
    other_headings: Option<OtherHeadingsAnswer>,
    #[command(flatten)]
    write: WriteFlags,
}

/// What becomes of headings that have a date and may be about something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OtherHeadingsAnswer {
    /// Each begins a meeting
    Cut,
    /// They stay in the meeting above
    Keep,
}

impl From<OtherHeadingsAnswer> for OtherHeadings {
    fn from(answer: OtherHeadingsAnswer) -> Self {
        match answer {
            OtherHeadingsAnswer::Cut => OtherHeadings::Cut,
            OtherHeadingsAnswer::Keep => OtherHeadings::Keep,
        }
    }
}

/// The order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateFormat {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

/// How many remarks are shown.
const SHOWN: usize = 10;

pub fn run(context: &mut Context, args: &ImportArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook_to_change(args.whose.who.as_deref())?;
    let path = context.folder.join(&args.source);
    let files = read_foreign(&path)?;
    let shown = context.shown_path(&path);
    let (pieces, others) = read(context, args, &notebook, &shown, &files)?;
    let series = context.series_with_all_items(&notebook)?;
    let today = context.today;
    for (place, remark) in pieces.remarks.iter().take(SHOWN) {
        context.ui.warning(&format!("{place}: {remark}"));
    }
    if pieces.remarks.len() > SHOWN {
        let more = pieces.remarks.len() - SHOWN;
        context.ui.warning(&format!("and so {more} more"));
    }
    if others > 0 {
        let left = counted(others, "other file");
        let news = format!("left alone: {left} in `{shown}`");
        context.ui.status(&Shown::new().styled(style::DIM, &news));
    }
    let plan = context.change(&notebook, series, args.write, |series| {
        import(series, &pieces, today)
    })?;
    let Some(plan) = plan else {
        return Ok(ExitCode::Done);
    };
    tell(context, &notebook, &plan.news, &pieces);
    hint_at_open_items(context, &notebook, &plan.news)?;
    Ok(ExitCode::Done)
}

/// The next agenda would carry all that nobody ticked off in years.
fn hint_at_open_items(
    context: &mut Context,
    notebook: &Notebook,
    imported: &Imported,
) -> Result<(), CliError> {
    let series = context.series(notebook)?;
    let open = list(series.meetings(), ItemSelection::Open);
    let along = open
        .iter()
        .filter(|item| imported.made.contains(&item.date));
    let count = along.count();
    if count > 0 {
        let items = counted(count, "open item");
        let name = notebook.name();
        context.ui.hint(&format!(
            "{items} came along, and the next agenda will carry what is still open: see `oneonone items {name}`"
        ));
    }
    Ok(())
}

fn read(
    context: &mut Context,
    args: &ImportArgs,
    notebook: &Notebook,
    shown: &str,
    files: &ForeignFiles,
) -> Result<(Pieces, usize), CliError> {
    let order = args.date_format.map(|format| match format {
        DateFormat::Dmy => DayOrder::DayFirst,
        DateFormat::Mdy => DayOrder::MonthFirst,
    });
    let source = |file: &ForeignFile| source_of(file, context.shown_path(&file.path));
    let settings = notebook.settings();
    Ok(match files {
        ForeignFiles::One(file) => {
            let source = source(file)?;
            let given = args.other_headings.map(OtherHeadings::from);
            let read = |answer| read_document(&source, order, answer, settings);
            let pieces = match read(given) {
                Err(error @ ImportError::Doubtful { .. }) => {
                    read(Some(ask(context, error)?)).map_err(CliError::from)
                }
                read => read.map_err(CliError::from),
            };
            (pieces?, 0)
        }
        ForeignFiles::Folder(files, others) => {
            let sources = files
                .iter()
                .map(source)
                .collect::<Result<Vec<ImportSource>, _>>()?;
            (read_notes(shown, &sources, order, settings)?, *others)
        }
    })
}

/// `file`, shown as `path`, as Markdown.
fn source_of(file: &ForeignFile, path: String) -> Result<ImportSource, ImportError> {
    let stem = file.path.file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy().into_owned();
    let (path, text) = if is_html(&file.path, &file.text) {
        match markdown_of(&file.text) {
            // Lines are counted in what is made of it.
            Ok(text) => (format!("{path} as Markdown"), text),
            Err(cause) => return Err(ImportError::Html { path, cause }),
        }
    } else {
        (path, file.text.clone())
    };
    Ok(ImportSource { path, stem, text })
}

/// Ask what becomes of the headings that `error` tells of, where somebody is there to answer.
fn ask(context: &mut Context, error: ImportError) -> Result<OtherHeadings, CliError> {
    if !context.ui.is_interactive() {
        return Err(error.into());
    }
    context.ui.warning(&error.to_string());
    let answer = context.ui.ask("Make each of them a meeting (y/n)", None);
    match answer.unwrap_or_default().to_lowercase().as_str() {
        "y" | "yes" => Ok(OtherHeadings::Cut),
        "n" | "no" => Ok(OtherHeadings::Keep),
        _ => Err(error.into()),
    }
}

fn tell(context: &mut Context, notebook: &Notebook, imported: &Imported, pieces: &Pieces) {
    let news = match (imported.made.first(), imported.made.last()) {
        (Some(first), Some(last)) if first != last => format!(
            "imported {}, from {} to {}",
            counted(imported.made.len(), "meeting"),
            weekday_date(*first),
            weekday_date(*last)
        ),
        (Some(first), _) => format!("imported the meeting on {}", weekday_date(*first)),
        _ => "nothing to import: every line is there already".to_string(),
    };
    context.ui.news(&news);
    if !imported.there.is_empty() && !imported.made.is_empty() {
        let there = counted(imported.there.len(), "meeting");
        let news = format!("passed over {there} that had every line already");
        context.ui.news(&news);
    }
    if let Some(date) = pieces.preface.filter(|date| imported.made.contains(date)) {
        let news = format!(
            "what stood above the first dated heading is on top of {}",
            file(context, notebook, date)
        );
        context.ui.news(&news);
    }
    tell_of_boxes(context, notebook, imported);
    for (date, paths) in &pieces.joined {
        if !imported.made.contains(date) {
            continue;
        }
        let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
        let file = file(context, notebook, *date);
        let news = format!("joined in {file}: {}", names.join(", "));
        context.ui.news(&news);
    }
    for date in &imported.made {
        let file = file(context, notebook, *date);
        context.ui.plain_line(&file);
    }
}

/// Of lines with boxes that are written with other signs.
fn tell_of_boxes(context: &mut Context, notebook: &Notebook, imported: &Imported) {
    match imported.mended {
        0 => {}
        1 => context
            .ui
            .news("1 line that was meant as an item is one now"),
        mended => {
            let lines = counted(mended, "line");
            let news = format!("{lines} that were meant as items are items now");
            context.ui.news(&news);
        }
    }
    if imported.left > 0 {
        let look = if imported.left == 1 {
            "looks like an item and is"
        } else {
            "look like items and are"
        };
        let lines = counted(imported.left, "line");
        let name = notebook.name();
        let hint = format!("{lines} {look} none: see `oneonone check {name}`");
        context.ui.hint(&hint);
    }
}

fn file(context: &Context, notebook: &Notebook, date: NaiveDate) -> String {
    context.shown_file(notebook, &MeetingPath::new(date).to_string())
}
