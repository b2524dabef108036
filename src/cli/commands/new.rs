use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, Whose, WriteFlags, style};
use crate::cli::complete;
use crate::cli::shared::agenda;
use crate::cli::shared::carried::tell_carried;
use crate::cli::shared::edit::edit;
use crate::meeting::{MeetingPath, weekday_date};
use crate::plan::prepare_planned;

/// Make the next agenda, with all open items carried into it
///
/// The date is the next one of the pair's rhythm. If the agenda is there already, items that became open since are
/// carried into it. At a terminal it is opened in your editor.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone new alex --date fri")]
pub struct NewArgs {
    #[command(flatten)]
    whose: Whose,
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
    let mut notebook = context.notebook_to_change(args.whose.who.as_deref())?;
    agenda::go_without(&mut notebook, &args.without)?;
    let template = agenda::template(&notebook, args.template.as_deref())?;
    let series = context.series(&notebook)?;
    let date = match &args.date {
        Some(text) => context.when(text, &series)?,
        None => context.next_date(&series)?,
    };
    let today = context.today;
    let plan = context.change(&notebook, series, args.write, |series| {
        prepare_planned(series, &template, date, today)
    })?;
    let Some(plan) = plan else {
        return Ok(ExitCode::Done);
    };
    let path = MeetingPath::new(date).to_string();
    let was_there = plan.made(&path).is_none();
    let shown = context.shown_file(&notebook, &path);
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
    let nothing_new = was_there && plan.is_empty() && plan.news.waits_for.is_none();
    context.ui.status(&if nothing_new {
        news.plain("; there is nothing to carry")
    } else {
        news
    });
    tell_carried(context, &plan.news);
    context.ui.plain_line(&shown);
    if !args.no_edit && context.ui.is_interactive() && context.outside.stdout_is_terminal {
        edit(context, &notebook, date)?;
    }
    Ok(ExitCode::Done)
}
