use chrono::Months;
use clap::{Args, ValueEnum};

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose, style};
use crate::cli::outside::show_in_pager;
use crate::cli::render::json::report::ReportJson;
use crate::cli::render::report::{MARK, document, lines, outline, page, title};
use crate::meeting::Series;
use crate::notebook::{Notebook, boilerplate, write_output};
use crate::practice::Page;
use crate::view::{Period, report};

/// Look back: wins, growth, feedback, promises kept, and how regularly you met
///
/// For a review, or for yourselves: over the last three months, or any other time. Both of you get the same. Nothing of
/// personal sections is in it, and it gives no marks.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  oneonone report alex --from 2026-01-01\n  oneonone report alex --html review.html"
)]
pub struct ReportArgs {
    #[command(flatten)]
    whose: Whose,
    /// From this day on: a date, or words such as `3 months ago`; three months back without
    #[arg(long, value_name = "WHEN")]
    from: Option<String>,
    /// Up to this day; today without
    #[arg(long, value_name = "WHEN")]
    to: Option<String>,
    /// Write one page to this file that can be opened anywhere, also without a network
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with_all = ["format", "json"])]
    html: Option<std::path::PathBuf>,
    /// How to print it
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        conflicts_with = "json"
    )]
    format: ReportFormat,
    #[command(flatten)]
    read: ReadFlags,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For the terminal, with small charts
    Text,
    /// A Markdown document
    Markdown,
}

pub fn run(context: &mut Context, args: &ReportArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook(args.whose.who.as_deref())?;
    let period = period(context, args)?;
    let series = context.series_with_all_items(&notebook)?;
    let pages = pages(context, &notebook, &series, period);
    let report = report(&series, &pages, period, context.today);
    let pair = &notebook.settings().pair;
    if args.read.json {
        context.ui.json(&ReportJson::new(&report))?;
        return Ok(ExitCode::Done);
    }
    let title = title(&report, pair);
    let blocks = outline(&report, pair);
    if let Some(file) = &args.html {
        let path = context.folder.join(file);
        write_output(
            &path,
            &page(&title, &blocks),
            MARK,
            context.notes_folder().as_deref(),
        )?;
        context.ui.news("wrote the report");
        let shown = context.shown_path(&path);
        context.ui.line(&Shown::new().styled(style::TITLE, &shown));
        return Ok(ExitCode::Done);
    }
    match args.format {
        ReportFormat::Markdown => {
            for line in document(&title, &blocks).lines() {
                context.ui.plain_line(line);
            }
        }
        ReportFormat::Text => {
            for line in lines(&title, &blocks) {
                context.ui.line(&line);
            }
        }
    }
    show_in_pager(&mut context.ui, &context.outside)?;
    Ok(ExitCode::Done)
}

/// The days to look back at.
fn period(context: &Context, args: &ReportArgs) -> Result<Period, CliError> {
    /// A quarter is what most reviews are about.
    const USUAL: Months = Months::new(3);
    let day = |text: &Option<String>| {
        let Some(text) = text else { return Ok(None) };
        context.past(text).map(Some)
    };
    let to = day(&args.to)?.unwrap_or(context.today);
    let usual = to.checked_sub_months(USUAL).unwrap_or(to);
    let from = day(&args.from)?.unwrap_or(usual);
    if from > to {
        return Err(
            CliError::new(format!("{from} is after {to}")).hint("give the earlier day to `--from`")
        );
    }
    Ok(Period { from, to })
}

/// The meetings of the period that were held.
fn pages(context: &Context, notebook: &Notebook, series: &Series, period: Period) -> Vec<Page> {
    let boilerplate = boilerplate(notebook);
    let mut pages: Vec<Page> = series
        .held(context.today)
        .filter(|meeting| period.has(meeting.date()))
        .filter_map(|meeting| Page::of_series(series, meeting.date(), &boilerplate))
        .collect();
    pages.reverse();
    pages
}
