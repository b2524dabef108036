use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::change::Template;
use crate::cli::commands::carry;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::flags::WriteFlags;
use crate::cli::outside::{Shown, style};
use crate::meeting::{MeetingPath, Series, next_date, weekday_date};
use crate::notebook::{Notebook, find_template};
use crate::plan::prepare;

/// Make the next agenda, with all open items carried into it
///
/// The date is the next one of the pair's rhythm. If the agenda is there already, items that became open since are
/// carried into it. At a terminal it is opened in your editor.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Whose: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
    /// On which day instead: a date or words such as `fri`, `next week`, `+2w`
    #[arg(long, value_name = "WHEN")]
    date: Option<String>,
    /// From which template instead
    #[arg(long, value_name = "NAME", add = ArgValueCandidates::new(complete::templates))]
    template: Option<String>,
    /// Don't open the editor
    #[arg(long)]
    no_edit: bool,
    /// Go on without this file, which can't be read and may hold open items
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    without: Vec<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &NewArgs) -> Result<ExitCode, CliError> {
    let mut notebook = context.notebook_to_change(args.who.as_deref())?;
    go_without(&mut notebook, &args.without)?;
    let template = template(&notebook, args.template.as_deref())?;
    let series = context.series(&notebook)?;
    let date = match &args.date {
        Some(text) => context.when(text, &series)?,
        None => next(context, &series)?,
    };
    let outcome = context.change(&notebook, series, args.write, |series| {
        if series.meeting(date).is_some() {
            crate::plan::planned(series, date)?;
        }
        let plan = prepare(series, &template, date)?;
        Ok((plan.changes.clone(), (plan, series.meeting(date).is_some())))
    })?;
    let Some(value) = outcome else {
        return Ok(ExitCode::Done);
    };
    let (plan, was_there) = value;
    let path = MeetingPath::new(date);
    let shown = context.shown_file(&notebook, &path.to_string());
    let day = weekday_date(date);
    let news = match was_there {
        true => Shown::new()
            .plain("the agenda for ")
            .styled(style::TITLE, &day)
            .plain(" is there already"),
        false => Shown::new()
            .plain("made the agenda for ")
            .styled(style::TITLE, &day),
    };
    let nothing_new = was_there && plan.changes.is_empty();
    context.ui.status(&if nothing_new {
        news.plain("; there is nothing to carry")
    } else {
        news
    });
    carry::tell(context, &plan);
    context.ui.line(&Shown::new().plain(&shown));
    if !args.no_edit && context.ui.is_interactive() && context.outside.stdout_is_terminal {
        crate::cli::commands::edit::open(context, &notebook, date)?;
    }
    Ok(ExitCode::Done)
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

/// The date of the next agenda.
pub fn next(context: &Context, series: &Series) -> Result<chrono::NaiveDate, CliError> {
    next_date(series, context.today).ok_or_else(|| {
        CliError::new("no next date can be found").hint("say which day with `--date`")
    })
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
