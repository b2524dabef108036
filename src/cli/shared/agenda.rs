//! The next agenda: from which template it is made, without which files, and putting something into it.

use chrono::NaiveDate;

use crate::change::Template;
use crate::cli::basics::{CliError, Context, Shown, WriteFlags, style};
use crate::meeting::{MeetingPath, Series, weekday_date};
use crate::notebook::{Notebook, find_template};
use crate::plan::{Contribution, contribute, prepare};

/// What was put into an agenda.
pub struct Put {
    /// The meeting.
    pub date: NaiveDate,
    /// The title of the section.
    pub section: String,
    /// Whether the agenda was there already.
    pub was_there: bool,
}

impl Context {
    /// Put `contribution` into the next agenda of `notebook`; with `--dry-run` show it, and give `None`.
    ///
    /// `series` is the notebook as it was read.
    pub fn put_into_next_agenda(
        &mut self,
        notebook: &Notebook,
        mut series: Series,
        write: WriteFlags,
        contribution: Contribution<'_>,
    ) -> Result<Option<Put>, CliError> {
        let template = template(notebook, None)?;
        let date = self.next_date(&series)?;
        let was_there = series.meeting(date).is_some();
        if !was_there && !write.dry_run {
            // First the agenda with all open items, as `new` makes it: should the second step fail, or be planned again,
            // nothing is there twice.
            self.change(notebook, series, write, |series| {
                prepare(series, &template, date)
            })?;
            series = self.series(notebook)?;
        }
        let plan = self.change(notebook, series, write, |series| {
            contribute(series, &template, date, contribution)
        })?;
        Ok(plan.map(|plan| Put {
            date,
            section: plan.news,
            was_there,
        }))
    }

    /// Say what was put where; `more` goes between, such as when it is due.
    pub fn tell_put(&mut self, notebook: &Notebook, put: &Put, more: &str) {
        let mut news = Shown::new()
            .plain("added to ")
            .styled(style::TITLE, &put.section)
            .plain(" on ")
            .plain(&weekday_date(put.date))
            .plain(more);
        if !put.was_there {
            news.push("; made the agenda");
        }
        self.ui.status(&news);
        let shown = self.shown_file(notebook, &MeetingPath::new(put.date).to_string());
        self.ui.plain_line(&shown);
    }
}

/// The template called `name`, else the notebook's.
pub fn template(notebook: &Notebook, name: Option<&str>) -> Result<Template, CliError> {
    let name = name.unwrap_or(&notebook.settings().template);
    find_template(notebook, name)?.ok_or_else(|| {
        let built_in: Vec<&str> = Template::built_in_names().collect();
        CliError::new(format!("there is no template `{name}`")).hint(format!(
            "built in are {}; your own are files in `templates/`, such as `templates/{}.md`",
            built_in.join(", "),
            if name.chars().all(char::is_alphanumeric) {
                name
            } else {
                "own"
            }
        ))
    })
}

/// Go on without these files of `notebook` where they can't be read.
///
/// # Errors
/// When one is not there.
pub fn go_without(notebook: &mut Notebook, files: &[String]) -> Result<(), CliError> {
    match notebook.go_without(files)? {
        None => Ok(()),
        Some(file) => Err(
            CliError::new(format!("there is no `{file}` in `meetings/`")).hint(
                "name one that is said to be left out, as in `--without meetings/2026-11-24.md`",
            ),
        ),
    }
}
