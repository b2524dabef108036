//! Whose commits those of a clone are.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outside::{Outside, Shown, style};
use crate::git::STEP_VARIABLE;
use crate::meeting::{Person, Side};
use crate::notebook::Notebook;
use crate::sharing::{OnRewrite, Session, set_identity};

/// What sync has to know of the outside.
pub fn session(context: &Context) -> Session {
    let outside: &Outside = &context.outside;
    let is_set = |name: &&str| outside.variable(name).is_some();
    Session {
        is_person: context.ui.is_interactive(),
        ssh_is_chosen: ["GIT_SSH_COMMAND", "GIT_SSH"].iter().any(is_set),
        author_is_chosen: [
            "GIT_AUTHOR_NAME",
            "GIT_AUTHOR_EMAIL",
            "GIT_COMMITTER_NAME",
            "GIT_COMMITTER_EMAIL",
        ]
        .iter()
        .all(is_set),
        is_in_hook: is_set(&STEP_VARIABLE),
        on_rewrite: OnRewrite::Stop,
    }
}

/// Ask at the terminal which of the two the user is; `None` where they don't say.
pub fn ask_who(context: &mut Context, notebook: &Notebook) -> Option<Side> {
    let pair = &notebook.settings().pair;
    let sides = [Side::Manager, Side::Ic];
    let question = format!(
        "Are you {} or {}",
        in_short(pair.person(sides[0])),
        in_short(pair.person(sides[1]))
    );
    loop {
        // No answer is an answer, too.
        let answer = context.ui.ask(&question, None)?;
        if answer.is_empty() {
            return None;
        }
        let begins = |side: &&Side| {
            let name = pair.person(**side).name.to_lowercase();
            name.starts_with(&answer.to_lowercase())
        };
        let side = pair
            .side_of(&answer)
            .or_else(|| sides.iter().find(begins).copied());
        if side.is_some() {
            return side;
        }
        let handles = sides.map(|side| pair.person(side).handle.to_string());
        context.ui.hint(&format!(
            "`{answer}` is neither; write `{}`, or nothing to leave it open",
            handles.join("` or `")
        ));
    }
}

fn in_short(person: &Person) -> String {
    format!("{} ({})", person.handle, person.name)
}

/// Let commits in the repository of `folder` be those of the person on `side`; only this clone is told.
pub fn be(
    context: &mut Context,
    notebook: &Notebook,
    folder: &Path,
    side: Side,
) -> Result<(), CliError> {
    let person = notebook.settings().pair.person(side);
    set_identity(folder, &person.name, person.email.as_deref())?;
    let mail = person
        .email
        .as_ref()
        .map_or(String::new(), |email| format!(" <{email}>"));
    context.ui.status(
        &Shown::new()
            .plain("commits in this clone are by ")
            .styled(style::TITLE, &format!("{}{mail}", person.name)),
    );
    Ok(())
}
