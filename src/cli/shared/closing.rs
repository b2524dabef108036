//! What is missing at the end of a meeting: said, or asked for.

use chrono::NaiveDate;

use crate::cli::basics::{CliError, Context, Shown, style};
use crate::cli::shared::people::participant;
use crate::git::has_remote;
use crate::markdown::unmarked;
use crate::meeting::{Handle, Role, Series, long_date, next_date, weekday_date};
use crate::notebook::Notebook;
use crate::plan::{Amendment, Closing, Missing, NextStep};
use crate::practice::{Page, is_word_for_nothing};
use crate::text::shell_quoted;

/// A next step from one line: what, `@owner`, and a day or words for one behind it.
pub fn step(
    context: &Context,
    notebook: &Notebook,
    series: &Series,
    text: &str,
) -> Result<NextStep, CliError> {
    let form = || {
        let pair = &notebook.settings().pair;
        CliError::new(format!("`{text}` has no owner and day")).hint(format!(
            "write what, who and by when: \"Call Marta @{} fri\"",
            pair.ic.handle
        ))
    };
    let (what, rest) = text.rsplit_once('@').ok_or_else(form)?;
    let (owner, when) = rest.split_once(char::is_whitespace).ok_or_else(form)?;
    let owner = participant(notebook, owner)?;
    let when = when.trim();
    let when = when.strip_prefix("due:").unwrap_or(when);
    let due = context.when(when.strip_prefix("by ").unwrap_or(when), series)?;
    Ok(NextStep {
        text: what.trim().to_string(),
        owner,
        due,
    })
}

/// What is missing when `closing` is in.
pub fn still_missing(missing: Missing, closing: &Closing) -> Missing {
    Missing {
        summary: missing.summary && closing.summary.is_none(),
        steps: missing.steps && closing.steps.is_empty() && !closing.no_steps,
        ..missing
    }
}

/// The record lacks something, and nobody can be asked.
pub fn incomplete(
    context: &Context,
    notebook: &Notebook,
    page: &Page,
    still: &Missing,
) -> CliError {
    let name = notebook.name();
    let mut lacks: Vec<String> = Vec::new();
    let mut hints: Vec<String> = Vec::new();
    if still.summary {
        lacks.push("a summary".to_string());
        hints.push("add `--summary \"…\"`".to_string());
    }
    if still.steps {
        lacks.push("next steps".to_string());
        hints.push("add `--step \"… @owner fri\"`, or `--no-steps`".to_string());
    }
    let items = page.meeting().items();
    let place = |index: usize| {
        let place = page.place(items[index].checkbox.span.start);
        let path = page.meeting().path().to_string();
        let file = format!("{}:{}", context.shown_file(notebook, &path), place.line);
        shell_quoted(&file)
    };
    for index in &still.unowned {
        lacks.push(format!("an owner for `{}`", unmarked(&items[*index].title)));
        hints.push(format!("`oneonone assign {} HANDLE`", place(*index)));
    }
    for index in &still.undated {
        lacks.push(format!("a day for `{}`", unmarked(&items[*index].title)));
        hints.push(format!("`oneonone due {} WHEN`", place(*index)));
    }
    let mut error = CliError::new(format!(
        "the meeting on {} was not closed: it lacks {}",
        weekday_date(page.date()),
        lacks.join(", ")
    ));
    if has_remote(notebook.root()) {
        let sync = format!("if the other one closed it already, `oneonone sync {name}` first");
        hints.insert(0, sync);
    }
    for hint in hints {
        error = error.hint(hint);
    }
    error.hint(format!(
        "or close it as it is: `oneonone close {name} --anyway`"
    ))
}

/// Ask for what is missing.
pub fn ask(
    context: &mut Context,
    notebook: &Notebook,
    series: &Series,
    page: &Page,
    still: &Missing,
    closing: &mut Closing,
) -> Result<(), CliError> {
    let day = long_date(page.date());
    let head = Shown::new()
        .plain("closing ")
        .styled(style::TITLE, &day)
        .plain("; an empty answer goes on");
    context.ui.status(&head);
    if still.summary {
        let question = "What does it come to, in a sentence or two";
        let answer = context.ui.ask(question, None).ok_or_else(given_up)?;
        if answer.is_empty() {
            return Err(given_up().hint("a meeting needs a summary, or `--anyway`"));
        }
        closing.summary = Some(answer);
    }
    if !page.speaks_of(Role::Decisions) && closing.decisions.is_empty() {
        ask_decisions(context, closing)?;
    }
    if still.steps {
        ask_steps(context, notebook, series, closing)?;
    }
    let items = page.meeting().items();
    for index in &still.unowned {
        let owner = ask_owner(context, notebook, &unmarked(&items[*index].title))?;
        closing.amendments.push((*index, Amendment::Owner(owner)));
    }
    for index in &still.undated {
        let due = ask_due(context, series, &unmarked(&items[*index].title))?;
        closing.amendments.push((*index, Amendment::Due(Some(due))));
    }
    Ok(())
}

fn given_up() -> CliError {
    CliError::new("nothing was closed")
}

fn ask_decisions(context: &mut Context, closing: &mut Closing) -> Result<(), CliError> {
    loop {
        let question = match closing.decisions.is_empty() {
            true => "What was decided",
            false => "What else was decided",
        };
        let answer = context.ui.ask(question, None).ok_or_else(given_up)?;
        if answer.is_empty() {
            return Ok(());
        }
        closing.decisions.push(answer);
    }
}

fn ask_steps(
    context: &mut Context,
    notebook: &Notebook,
    series: &Series,
    closing: &mut Closing,
) -> Result<(), CliError> {
    loop {
        let question = match closing.steps.is_empty() {
            true => "What happens next (`none` if nothing does)",
            false => "And what else",
        };
        let text = context.ui.ask(question, None).ok_or_else(given_up)?;
        match text.as_str() {
            "" if closing.steps.is_empty() => continue,
            "" => return Ok(()),
            none if closing.steps.is_empty() && is_word_for_nothing(none) => {
                closing.no_steps = true;
                return Ok(());
            }
            _ => {}
        }
        let owner = ask_owner(context, notebook, &text)?;
        let due = ask_due(context, series, &text)?;
        closing.steps.push(NextStep { text, owner, due });
    }
}

fn ask_owner(context: &mut Context, notebook: &Notebook, title: &str) -> Result<Handle, CliError> {
    let pair = &notebook.settings().pair;
    let question = format!(
        "  Who does `{title}`: {} or {}",
        pair.manager.handle, pair.ic.handle
    );
    loop {
        let answer = context.ui.ask(&question, None);
        let answer = answer.ok_or_else(given_up)?;
        // The beginning of a handle will do.
        let meant: Vec<&Handle> = [&pair.manager.handle, &pair.ic.handle]
            .into_iter()
            .filter(|handle| {
                let start = answer.trim_start_matches('@').to_lowercase();
                !start.is_empty() && handle.as_str().to_lowercase().starts_with(&start)
            })
            .collect();
        if let [handle] = meant.as_slice() {
            return Ok((*handle).clone());
        }
    }
}

fn ask_due(context: &mut Context, series: &Series, title: &str) -> Result<NaiveDate, CliError> {
    // Not the meeting that is being closed.
    let after = context.today.succ_opt().unwrap_or(context.today);
    let usual = next_date(series, after).map(|next| next.to_string());
    loop {
        let answer = context
            .ui
            .ask(&format!("  By when is `{title}` done"), usual.as_deref());
        let answer = answer.ok_or_else(given_up)?;
        match context.when(&answer, series) {
            Ok(due) => {
                let understood = Shown::new()
                    .plain("  → ")
                    .styled(style::DIM, &weekday_date(due));
                context.ui.status(&understood);
                return Ok(due);
            }
            Err(error) => context.ui.error(&error),
        }
    }
}
