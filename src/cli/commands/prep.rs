use chrono::NaiveDate;
use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose, WriteFlags, style};
use crate::cli::render::json::prep::PrepJson;
use crate::cli::render::prep::{Around, screen};
use crate::cli::shared::question::QuestionSources;
use crate::meeting::{ItemSelection, Pair, Series, Side, list, weekday_date};
use crate::notebook::{Notebook, boilerplate};
use crate::plan;
use crate::practice::Recent;
use crate::practice::checks::{look_back, some_on_pair};
use crate::practice::questions::{ASKED_AGAIN_AFTER, Wish};
use crate::view::{PrepInput, prep};

/// See on one screen what to have in mind just before the meeting
///
/// What you promised and what the other one promised, what the last meeting came to, what was planned, which answers are
/// owed, what has been left out lately, what is new since you last wrote, and a question to ask. Your private note is
/// shown to you alone.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone prep alex")]
pub struct PrepArgs {
    #[command(flatten)]
    whose: Whose,
    /// Say in the agenda that you have read it, so that the other one knows
    #[arg(long = "read", conflicts_with = "json")]
    mark_read: bool,
    #[command(flatten)]
    read: ReadFlags,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &PrepArgs) -> Result<ExitCode, CliError> {
    let notebook = match args.mark_read {
        true => context.notebook_to_change(args.whose.who.as_deref())?,
        false => context.notebook(args.whose.who.as_deref())?,
    };
    let series = context.series(&notebook)?;
    let known = context.me(&notebook);
    let me = known.unwrap_or(Side::Manager);
    let today = context.today;
    let date = context.next_date(&series)?;
    let (recent, asked) = read_once(&notebook, &series, today);
    let open = list(series.meetings(), ItemSelection::Open);
    let writers = context.writers(&notebook, &recent);
    let findings = some_on_pair(&series, &recent, &open, &writers, today, &|check| {
        check.prep.is_some()
    });
    let all = PrepInput {
        series: &series,
        recent: &recent,
        open: &open,
        findings: &findings,
        writers: &writers,
    };
    let prep = prep(all, me, date, today);
    let sources = QuestionSources::of(context, notebook.clone(), &series, asked)?;
    let question = sources
        .choose(context, &open, Wish::default())
        .map(|chosen| chosen.text);
    if args.read.json {
        context
            .ui
            .json(&PrepJson::new(&notebook, &prep, me, question))?;
        return Ok(ExitCode::Done);
    }
    let pair = &notebook.settings().pair;
    let around = Around {
        pair,
        me,
        today,
        question,
    };
    for line in screen(&prep, &around, context.ui.width(), context.ui.height()) {
        context.ui.line(&line);
    }
    if context.outside.stdout_is_terminal {
        context.show_private_note(&notebook, date);
    }
    if known.is_none() {
        hint_at_me(context, pair);
    }
    match args.mark_read {
        true => mark_read(context, args, &notebook, date),
        false => Ok(ExitCode::Done),
    }
}

/// The next agenda and the meetings before it as far back as any check looks, and as far as a question counts as asked.
fn read_once(notebook: &Notebook, series: &Series, today: NaiveDate) -> (Recent, Recent) {
    let look_back = look_back(notebook.settings());
    let count = look_back.max(ASKED_AGAIN_AFTER);
    let mut recent = Recent::read(series, &boilerplate(notebook), today, count);
    let mut asked = recent.clone();
    asked.held.truncate(ASKED_AGAIN_AFTER);
    recent.held.truncate(look_back);
    recent.leave_out_damaged();
    (recent, asked)
}

fn hint_at_me(context: &mut Context, pair: &Pair) {
    context.ui.hint(&format!(
        "shown as for {}; who are you? set `me:` in your configuration, or git's `user.email`",
        pair.manager.first_name()
    ));
}

/// Say in the agenda that the manager has read it.
fn mark_read(
    context: &mut Context,
    args: &PrepArgs,
    notebook: &Notebook,
    date: NaiveDate,
) -> Result<ExitCode, CliError> {
    let manager = &notebook.settings().pair.manager;
    if context.me(notebook) != Some(Side::Manager) {
        let error = CliError::new(
            "the agenda was not marked: it is the manager's to say that they have read it",
        );
        return Err(error.hint(format!(
            "that is {}; if that is you, set `me:` in your configuration",
            manager.first_name()
        )));
    }
    let handle = manager.handle.clone();
    let clock = context.clock();
    let series = context.series(notebook)?;
    if series.meeting(date).is_none() {
        return Err(
            CliError::new(format!("there is no agenda for {} yet", weekday_date(date)))
                .hint(format!("make it with `oneonone new {}`", notebook.name())),
        );
    }
    let plan = context.change(notebook, series, args.write, |series| {
        plan::mark_read(series, date, &handle, clock)
    })?;
    if plan.is_some() {
        let news = Shown::new()
            .plain("marked as read: ")
            .styled(style::TITLE, &weekday_date(date));
        context.ui.status(&news);
    }
    Ok(ExitCode::Done)
}
