use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args};

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose, WriteFlags, style};
use crate::cli::render::json::ask::AskJson;
use crate::cli::render::question::reason_line;
use crate::cli::shared::private::heading;
use crate::cli::shared::question::{AskedIn, QuestionSources, Where};
use crate::meeting::{ItemSelection, ListedItem, Series, list, weekday_date};
use crate::plan::{Addition, Contribution};
use crate::practice::questions::{ASKED_AGAIN_AFTER, Chosen, Depth, Question, Topic, Wish};

/// Ask for a question that suits this pair now
///
/// It is about what was spoken of least in the last six meetings, and none that was asked in the last twenty. On the
/// same state of the notebook it is the same question for both of you. At a terminal you may put it into the next
/// agenda right away. The pair's own questions stand in `questions.md` in the notebook.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  oneonone ask alex\n  oneonone ask alex --topic career --depth deep --private\n  oneonone ask alex --another --add"
)]
pub struct AskArgs {
    #[command(flatten)]
    whose: Whose,
    /// About this
    #[arg(long, value_name = "TOPIC", value_parser = PossibleValuesParser::new(Topic::ALL.map(Topic::word)))]
    topic: Option<String>,
    /// As deep as this
    #[arg(long, value_name = "DEPTH", value_parser = PossibleValuesParser::new(Depth::ALL.map(Depth::word)))]
    depth: Option<String>,
    /// Another one than that; given twice, the one after
    #[arg(long, action = ArgAction::Count)]
    another: u8,
    /// Put it into the next agenda
    #[arg(long, conflicts_with = "json")]
    add: bool,
    /// Put it into my private note beside the next meeting, which nobody else gets
    #[arg(long, conflicts_with_all = ["add", "json"])]
    private: bool,
    #[command(flatten)]
    read: ReadFlags,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &AskArgs) -> Result<ExitCode, CliError> {
    let notebook = match args.add {
        true => context.notebook_to_change(args.whose.who.as_deref())?,
        false => context.notebook(args.whose.who.as_deref())?,
    };
    let series = context.series(&notebook)?;
    let sources = QuestionSources::read(context, notebook, &series)?;
    let mut wish = Wish {
        topic: args.topic.as_deref().and_then(Topic::from_word),
        depth: args.depth.as_deref().and_then(Depth::from_word),
        passed_over: usize::from(args.another),
    };
    let place = match (args.add, args.private) {
        (true, _) => Where::Agenda,
        (_, true) => Where::Private,
        _ => Where::Anywhere,
    };
    if let Some((question, place)) = sources.asked_in(wish, place) {
        if args.another == 0 {
            return show_standing(context, args, &sources, question, &place);
        }
        wish.passed_over -= 1; // the one that stands there is the one that is passed over first
    }
    let open = list(series.meetings(), ItemSelection::Open);
    let chosen = next(context, &sources, &open, wish)?;
    if args.read.json {
        context.ui.json(&AskJson::chosen(
            sources.notebook.name(),
            sources.date,
            &chosen,
        ))?;
        return Ok(ExitCode::Done);
    }
    show(context, &chosen);
    if args.add {
        return put(context, args.write, &sources, series, &chosen);
    }
    if args.private {
        return keep_private(context, args.write, &sources, &chosen);
    }
    let day = weekday_date(sources.date);
    if !context.ui.is_interactive() || args.write.dry_run {
        let who = named(context);
        context.ui.hint(&format!(
            "`oneonone ask{who} --add` puts it into the agenda for {day}; `--another` gives another"
        ));
        return Ok(ExitCode::Done);
    }
    if args.write.yes {
        return put(context, args.write, &sources, series, &chosen);
    }
    decide(context, args, &sources, series, wish, chosen)
}

/// Let the user say at the terminal where the question goes.
fn decide(
    context: &mut Context,
    args: &AskArgs,
    sources: &QuestionSources,
    series: Series,
    mut wish: Wish,
    mut chosen: Chosen,
) -> Result<ExitCode, CliError> {
    let open = list(series.meetings(), ItemSelection::Open);
    let day = weekday_date(sources.date);
    loop {
        let question = format!(
            "Put it into the agenda for {day} (y, n, p: my private note instead, a: another question)"
        );
        let answer = context.ui.ask(&question, Some("n")).unwrap_or_default();
        match answer.to_lowercase().as_str() {
            "y" | "yes" => return put(context, args.write, sources, series, &chosen),
            "p" | "private" => return keep_private(context, args.write, sources, &chosen),
            "a" | "another" => {
                wish.passed_over += 1;
                chosen = next(context, sources, &open, wish)?;
                show(context, &chosen);
            }
            _ => return Ok(ExitCode::Done),
        }
    }
}

fn next(
    context: &Context,
    sources: &QuestionSources,
    open: &[ListedItem],
    wish: Wish,
) -> Result<Chosen, CliError> {
    sources.choose(context, open, wish).ok_or_else(|| {
        let such = match (wish.topic, wish.depth) {
            (None, None) => "every question".to_string(),
            (Some(topic), None) => format!("every question about `{}`", topic.word()),
            (None, Some(depth)) => format!("every `{}` question", depth.word()),
            (Some(topic), Some(depth)) => {
                format!("every `{}` question about `{}`", depth.word(), topic.word())
            }
        };
        CliError::new(format!(
            "{such} was asked in the last {ASKED_AGAIN_AFTER} meetings, or passed over now"
        ))
        .hint("ask for another topic or depth, or write questions of your own into `questions.md` in the notebook")
    })
}

fn show(context: &mut Context, chosen: &Chosen) {
    let text = Shown::new().styled(style::TITLE, &chosen.text);
    context.ui.line(&text);
    let why = reason_line(&chosen.question, chosen.reason);
    context.ui.status(&why);
}

fn show_standing(
    context: &mut Context,
    args: &AskArgs,
    sources: &QuestionSources,
    question: &Question,
    place: &AskedIn,
) -> Result<ExitCode, CliError> {
    let text = question.put_to(&sources.notebook.settings().pair);
    if args.read.json {
        let stands_in = match place {
            AskedIn::Agenda(_) => "agenda",
            AskedIn::Private => "private",
        };
        let name = sources.notebook.name();
        context.ui.json(&AskJson::asked_in(
            name,
            sources.date,
            question,
            &text,
            stands_in,
        ))?;
        return Ok(ExitCode::Done);
    }
    context.ui.line(&Shown::new().styled(style::TITLE, &text));
    let day = weekday_date(sources.date);
    let news = match place {
        AskedIn::Agenda(section) => Shown::new()
            .plain("it stands in ")
            .styled(style::TITLE, section)
            .plain(&format!(" of the agenda for {day} already")),
        AskedIn::Private => Shown::new().plain(&format!(
            "it stands in your private note beside {day} already"
        )),
    };
    context.ui.status(&news);
    let who = named(context);
    context
        .ui
        .hint(&format!("`oneonone ask{who} --another` gives another"));
    Ok(ExitCode::Done)
}

fn put(
    context: &mut Context,
    write: WriteFlags,
    sources: &QuestionSources,
    series: Series,
    chosen: &Chosen,
) -> Result<ExitCode, CliError> {
    let question = Addition::Question {
        text: chosen.text.clone(),
        role: chosen.question.topic.home(),
    };
    let question = Contribution::Addition(&question);
    if let Some(put) = context.put_into_next_agenda(&sources.notebook, series, write, question)? {
        context.tell_put(&sources.notebook, &put, "");
    }
    Ok(ExitCode::Done)
}

fn keep_private(
    context: &mut Context,
    write: WriteFlags,
    sources: &QuestionSources,
    chosen: &Chosen,
) -> Result<ExitCode, CliError> {
    let line = format!("- Question: {}", chosen.text);
    let notes = context.private_place(&sources.notebook, sources.date)?;
    let path = context.shown_path(&notes.path(sources.date));
    if write.dry_run {
        let news = format!("dry run: `{line}` would go into {path}, nothing was written");
        context.ui.status(&Shown::new().styled(style::DIM, &news));
        return Ok(ExitCode::Done);
    }
    let heading = heading(&sources.notebook, sources.date);
    notes
        .add_line(sources.date, &heading, &line)
        .map_err(|error| CliError::new(format!("can't write `{path}`: {error}")))?;
    let news = format!(
        "added to your private note beside {}",
        weekday_date(sources.date)
    );
    context.ui.news(&news);
    context.ui.plain_line(&path);
    Ok(ExitCode::Done)
}

/// ` alex` where the notebook had to be named.
fn named(context: &Context) -> String {
    let named = context.named.as_ref();
    named.map_or(String::new(), |name| format!(" {name}"))
}
