//! Editing a meeting, and what looks wrong in it then.

use chrono::NaiveDate;

use crate::cli::basics::{CliError, Context};
use crate::cli::outside::open_in_editor;
use crate::cli::render::diagnostics;
use crate::meeting::MeetingPath;
use crate::notebook::Notebook;
use crate::practice::checks::on_file;
use crate::text::Severity;

/// Let the user edit the meeting on `date`, and say what looks wrong in it then.
pub fn edit(context: &mut Context, notebook: &Notebook, date: NaiveDate) -> Result<(), CliError> {
    let path = MeetingPath::new(date);
    let before = notebook.text(path);
    let opened = open_in_editor(
        &mut context.ui,
        &context.outside,
        context.user.editor.as_deref(),
        &notebook.root().join(path.to_string()),
    );
    // An editor that ends badly may have saved before.
    if let Some(before) = before {
        context.record_edit(notebook, path, &before);
    }
    opened?;
    tell_problems(context, notebook, date)
}

/// Show what looks wrong in the meeting on `date` as it is now.
fn tell_problems(
    context: &mut Context,
    notebook: &Notebook,
    date: NaiveDate,
) -> Result<(), CliError> {
    let series = context.series(notebook)?;
    let Some(meeting) = series.whole(date) else {
        return Ok(());
    };
    for mut placed in on_file(meeting, &series) {
        if placed.diagnostic.rule.severity() != Severity::Hint {
            placed.path = context.shown_file(notebook, &placed.path);
            for line in diagnostics::lines(&placed, context.ui.width()) {
                context.ui.status(&line);
            }
        }
    }
    Ok(())
}
