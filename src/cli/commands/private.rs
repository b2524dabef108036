use chrono::NaiveDate;
use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, WhichMeeting};
use crate::cli::outside::open_in_editor;
use crate::cli::shared::private::heading;
use crate::meeting::weekday_date;
use crate::notebook::{Notebook, PrivateNotes};

/// Open my private note beside a meeting
///
/// It lies outside the shared folder, in a folder that only you can look into; nobody else gets it, and `sync`
/// refuses to send a copy of it. Which meeting is said as for `show`, which shows the note below the meeting on your screen. Where the notes
/// are you choose by `private:` in your own configuration.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone private alex last")]
pub struct PrivateArgs {
    #[command(flatten)]
    which: WhichMeeting,
    /// Print the note instead
    #[arg(long)]
    show: bool,
}

pub fn run(context: &mut Context, args: &PrivateArgs) -> Result<ExitCode, CliError> {
    let which = context.who_and_date(&args.which)?;
    let (who, date) = (which.who.as_deref(), which.date.as_deref());
    let notebook = context.notebook(who)?;
    let series = context.series(&notebook)?;
    let date = context.meeting(&series, date)?.date();
    if args.show {
        show(context, &notebook, date);
        return Ok(ExitCode::Done);
    }
    let notes = context.private_place(&notebook, date)?;
    let path = context.shown_path(&notes.path(date));
    let failed = |error: std::io::Error| {
        CliError::new(format!("can't write `{path}`: {error}"))
            .hint("name another folder as `private:` in your own configuration")
    };
    if !context.outside.stdout_is_terminal {
        notes.make_folder().map_err(failed)?;
        context.ui.plain_line(&path);
        return Ok(ExitCode::Done);
    }
    let heading = heading(&notebook, date);
    notes.begin(date, &heading).map_err(failed)?;
    let opened = open_in_editor(
        &mut context.ui,
        &context.outside,
        context.user.editor.as_deref(),
        &notes.path(date),
    );
    // An editor that ends badly may have saved before.
    let is_kept = notes.keep_if_written(date, &heading).map_err(failed)?;
    opened?;
    tell(context, &notes, date, is_kept);
    Ok(ExitCode::Done)
}

fn tell(context: &mut Context, notes: &PrivateNotes, date: NaiveDate, is_kept: bool) {
    if is_kept {
        let path = context.shown_path(&notes.path(date));
        context.ui.plain_line(&path);
    } else {
        let news = "nothing was written, so no note is kept";
        context.ui.news(news);
    }
}

fn show(context: &mut Context, notebook: &Notebook, date: NaiveDate) {
    match context.private_note(notebook, date) {
        Some(note) => {
            for line in note.lines() {
                context.ui.plain_line(line);
            }
        }
        None => {
            let news = format!("there is no private note beside {}", weekday_date(date));
            context.ui.news(&news);
        }
    }
}
