use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, WriteFlags, style};
use crate::cli::complete;
use crate::cli::shared::agenda;
use crate::meeting::Side;
use crate::notebook::Notebook;
use crate::plan::{Contribution, Feedback};
use crate::practice::checks::judgement;

/// Put a piece of feedback into the next agenda: Situation, Behavior, Impact
///
/// It goes below Feedback, under the name of whoever gets it, and the other one can read it once it is synced. At a
/// terminal each part is asked for that you don't give; feedback to the manager also has a suggestion.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  oneonone feedback alex --to dana --situation \"planning on Monday\" \\\n    --behavior \"the agenda was there a day ahead\" --impact \"we were done in half the time\" --suggest \"keep it\""
)]
pub struct FeedbackArgs {
    /// Whose notebook: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
    /// Who gets it; the other one, where it is known who you are
    #[arg(long, value_name = "HANDLE", add = ArgValueCandidates::new(complete::handles))]
    to: Option<String>,
    /// When and where it was
    #[arg(long, value_name = "TEXT")]
    situation: Option<String>,
    /// What they did or said
    #[arg(long, value_name = "TEXT")]
    behavior: Option<String>,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    impact: Option<String>,
    /// What would help next time, or should stay
    #[arg(long, value_name = "TEXT")]
    suggest: Option<String>,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &FeedbackArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook_to_change(args.who.as_deref())?;
    let to = receiver(context, &notebook, args.to.as_deref())?;
    let series = context.series(&notebook)?;
    agenda::template(&notebook, None)?; // before anybody is asked for anything
    let feedback = if context.ui.is_interactive() {
        asked(context, &notebook, to, args)?
    } else {
        given(to, args)?
    };
    let contribution = Contribution::Feedback(&feedback);
    let put = context.put_into_next_agenda(&notebook, series, args.write, contribution)?;
    let name = notebook.settings().pair.person(to).first_name();
    if !context.ui.is_interactive() {
        if let Some(hint) = trait_hint(&feedback.behavior, name) {
            context.ui.hint(&hint);
        }
        if is_manager(&notebook, to) && feedback.suggest.is_none() {
            context.ui.hint(&format!(
                "{name} can do more with it if it says what would help: `--suggest \"…\"`"
            ));
        }
    }
    if let Some(put) = put {
        context.tell_put(&notebook, &put, "");
    }
    Ok(ExitCode::Done)
}

/// Whether the one on `side` is the manager of the other.
fn is_manager(notebook: &Notebook, side: Side) -> bool {
    side == Side::Manager && notebook.settings().kind.has_manager()
}

/// The one of the two who gets it: by handle or name, else the one who isn't me.
fn receiver(context: &Context, notebook: &Notebook, to: Option<&str>) -> Result<Side, CliError> {
    let pair = &notebook.settings().pair;
    let Some(to) = to else {
        return context.me(notebook).map(Side::other).ok_or_else(|| {
            CliError::new("for whom is the feedback?").hint(format!(
                "add `--to {}` or `--to {}`",
                pair.manager.handle, pair.ic.handle
            ))
        });
    };
    if let Some(side) = pair.side_of(to.strip_prefix('@').unwrap_or(to)) {
        return Ok(side);
    }
    let begins = |side: &Side| {
        let name = pair.person(*side).name.to_lowercase();
        name.starts_with(&to.to_lowercase())
    };
    let mut sides = [Side::Manager, Side::Ic].into_iter().filter(begins);
    match (sides.next(), sides.next()) {
        (Some(side), None) => Ok(side),
        _ => Err(CliError::new(format!(
            "`{to}` is not a participant of `{}`",
            notebook.name()
        ))
        .hint(format!(
            "the two are {} and {}",
            pair.manager.handle, pair.ic.handle
        ))),
    }
}

/// The feedback of the flags alone.
fn given(to: Side, args: &FeedbackArgs) -> Result<Feedback, CliError> {
    let parts = [
        ("--situation", &args.situation),
        ("--behavior", &args.behavior),
        ("--impact", &args.impact),
    ];
    let is_missing =
        |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let missing: Vec<&str> = parts
        .iter()
        .filter(|(_, text)| is_missing(text))
        .map(|(flag, _)| *flag)
        .collect();
    if let [first, ..] = missing.as_slice() {
        let what = match *first {
            "--situation" => "when and where was it?",
            "--behavior" => "what was done or said?",
            _ => "what came of it?",
        };
        let flags: Vec<String> = missing
            .iter()
            .map(|flag| format!("`{flag} \"…\"`"))
            .collect();
        return Err(CliError::new(what).hint(format!(
            "add {}; at a terminal what is missing is asked for",
            flags.join(" and ")
        )));
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(Feedback {
        to,
        situation: text(&args.situation),
        behavior: text(&args.behavior),
        impact: text(&args.impact),
        suggest: args.suggest.clone().filter(|text| !text.trim().is_empty()),
    })
}

/// The feedback, each part that no flag gives asked for at the terminal.
fn asked(
    context: &mut Context,
    notebook: &Notebook,
    to: Side,
    args: &FeedbackArgs,
) -> Result<Feedback, CliError> {
    let name = notebook.settings().pair.person(to).first_name().to_string();
    let situation = part(
        context,
        args.situation.as_deref(),
        "Situation",
        "One moment: when and where was it?",
    )?;
    let behavior = part(
        context,
        args.behavior.as_deref(),
        "Behavior",
        &format!("What did {name} do or say, so that anybody there would agree?"),
    )?;
    let behavior = match trait_hint(&behavior, &name) {
        Some(hint) => {
            context.ui.hint(&hint);
            let again = context.ui.ask("Behavior, Enter keeps it", Some(&behavior));
            again.ok_or_else(nothing_written)?
        }
        None => behavior,
    };
    let impact = part(
        context,
        args.impact.as_deref(),
        "Impact",
        "What came of it, for you, the work or others?",
    )?;
    let suggest = match &args.suggest {
        None if is_manager(notebook, to) => {
            let line = "What would help next time, or should stay as it is? Enter leaves it out";
            context.ui.status(&Shown::new().styled(style::DIM, line));
            Some(
                context
                    .ui
                    .ask("Suggest", None)
                    .ok_or_else(nothing_written)?,
            )
        }
        given => given.clone(),
    };
    Ok(Feedback {
        to,
        situation,
        behavior,
        impact,
        suggest: suggest.filter(|text| !text.trim().is_empty()),
    })
}

/// One part: as given, else asked for until there is an answer, with a line that says what is meant.
fn part(
    context: &mut Context,
    given: Option<&str>,
    label: &str,
    guidance: &str,
) -> Result<String, CliError> {
    if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
        return Ok(given.to_string());
    }
    loop {
        context
            .ui
            .status(&Shown::new().styled(style::DIM, guidance));
        let answer = context.ui.ask(label, None).ok_or_else(nothing_written)?;
        if !answer.is_empty() {
            return Ok(answer);
        }
    }
}

fn nothing_written() -> CliError {
    CliError::new("no answer; nothing was written")
}

/// What to say where `behavior` names a trait of the one who gets it.
fn trait_hint(behavior: &str, name: &str) -> Option<String> {
    let word = judgement(behavior)?;
    Some(format!(
        "`{word}` says what somebody is like; what {name} did can be done otherwise, or again"
    ))
}
