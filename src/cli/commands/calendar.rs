use std::path::PathBuf;

use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, style};
use crate::meeting::Series;
use crate::notebook::{Notebook, write_output};
use crate::text::counted;
use crate::view::calendar;

/// Write the meetings as an iCalendar file, for any calendar program
///
/// The cadence becomes a repeating event; dates that were moved or cancelled are its exceptions. Only the two names and
/// the times are in it, nothing of an agenda. Without WHO it holds all notebooks in reach. The same notebooks give the
/// same file, so it can be written anew at any time.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone calendar alex --output alex.ics")]
pub struct CalendarArgs {
    #[command(flatten)]
    whose: Whose,
    /// Write it to this file instead of printing it; an older calendar there is replaced
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// With what every calendar begins.
const MARK: &str = "BEGIN:VCALENDAR";

pub fn run(context: &mut Context, args: &CalendarArgs) -> Result<ExitCode, CliError> {
    let (notebooks, failed) = match &args.whose.who {
        Some(who) => (context.notebooks(Some(who))?, Vec::new()),
        None => context.open_all()?,
    };
    let mut known: Vec<(&Notebook, Series)> = Vec::new();
    let mut empty: Vec<&Notebook> = Vec::new();
    for notebook in &notebooks {
        let series = context.series(notebook)?;
        if series.meetings().is_empty() {
            empty.push(notebook);
        } else {
            known.push((notebook, series));
        }
    }
    if known.is_empty() {
        let error =
            CliError::new("there is no meeting yet, so nobody knows when the rhythm begins");
        return Err(match empty.as_slice() {
            [one] => error.hint(format!(
                "make the first agenda with `oneonone new {}`",
                one.name()
            )),
            _ => error.hint("make the first agenda with `oneonone new WHO`"),
        });
    }
    let text = calendar(&known.iter().map(|(_, series)| series).collect::<Vec<_>>())?;
    match &args.output {
        None => context.ui.raw(&text),
        Some(file) => {
            let path = context.folder.join(file);
            write_output(&path, &text, MARK, context.notes_folder().as_deref())?;
            let pairs = counted(known.len(), "pair");
            let news = format!("wrote the meetings of {pairs}");
            context.ui.news(&news);
            let shown = context.shown_path(&path);
            context.ui.line(&Shown::new().styled(style::TITLE, &shown));
        }
    }
    for notebook in empty {
        let name = notebook.name();
        let odd = format!("left out: `{name}` has no meeting yet, so its rhythm has no beginning");
        context.ui.warning(&odd);
    }
    for (notebook, _) in &known {
        hint_at_times(context, notebook);
    }
    context.warn_of(&failed);
    Ok(ExitCode::reporting(failed.is_empty()))
}

/// Say what the calendar of `notebook` has to do without.
fn hint_at_times(context: &mut Context, notebook: &Notebook) {
    let cadence = notebook.settings().cadence.as_ref();
    let missing = match cadence {
        None => {
            "it has no `cadence:`, so nothing repeats; write for instance `every: week` and `day: tuesday` below it"
        }
        Some(cadence) if cadence.time.is_none() => {
            "its meetings take whole days; write for instance `time: \"10:00\"` below `cadence:`"
        }
        Some(cadence) if cadence.time_zone.is_none() => {
            "its times are those of wherever one is; write for instance `time_zone: Europe/Berlin` below `cadence:`"
        }
        Some(_) => return,
    };
    let file = context.shown_file(notebook, crate::notebook::CONFIGURATION_FILE);
    context.ui.hint(&format!("`{file}`: {missing}"));
}
