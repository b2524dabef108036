//! Which of the two the user is, and whose commits those of a clone are.

use std::path::Path;

use crate::cli::basics::{CliError, Context, Shown, style};
use crate::cli::outside::Outside;
use crate::git::{STEP_VARIABLE, user_email};
use crate::meeting::{Person, Side};
use crate::notebook::Notebook;
use crate::sharing::{OnRewrite, Session, set_identity};

impl Context {
    /// Which of the two the user is: by the environment, the user's configuration, or git's e-mail address.
    pub fn me(&self, notebook: &Notebook) -> Option<Side> {
        let pair = &notebook.settings().pair;
        let known = self
            .outside
            .variable("ONEONONE_ME")
            .or(self.user.me.as_deref());
        if let Some(me) = known {
            return pair.side_of(me).or_else(|| pair.side_of_email(me));
        }
        pair.side_of_email(&user_email(notebook.root())?)
    }

    /// What the user is called, where git or `me:` says that it is neither of the two; `None` also where nothing says.
    pub fn somebody_else(&self, notebook: &Notebook) -> Option<String> {
        if self.me(notebook).is_some() {
            return None;
        }
        let pair = &notebook.settings().pair;
        let email = user_email(notebook.root());
        if email
            .as_deref()
            .and_then(|email| pair.side_of_email(email))
            .is_some()
        {
            return None;
        }
        // Without both addresses an unknown one may be that of either; a handle is of nobody else.
        let are_known = pair.manager.email.is_some() && pair.ic.email.is_some();
        let me = self
            .outside
            .variable("ONEONONE_ME")
            .or(self.user.me.as_deref());
        let is_telling = |name: &&str| are_known || !name.contains('@');
        me.filter(is_telling)
            .map(str::to_string)
            .or_else(|| email.filter(|email| is_telling(&email.as_str())))
    }
}

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
