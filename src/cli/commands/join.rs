use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, style};
use crate::cli::shared::identity;
use crate::cli::shared::repository::{refuse_misplaced, refuse_occupied};
use crate::git::user_email;
use crate::meeting::Side;
use crate::notebook::{Notebook, discover, refuse_reserved};
use crate::sharing::{Notice, folder_of, join, outer, set_up_driver};

/// Take part in a notebook that the other one has shared
///
/// Clones its repository, sets the clone up so that git merges meetings item by item, and finds out which of the two you
/// are: by git's `user.email`, by `--as`, or by asking.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone join git@git.example.com:dana/alex.git alex")]
pub struct JoinArgs {
    /// The address of the repository, as for `git clone`
    #[arg(value_name = "URL", allow_hyphen_values = true)]
    url: String,
    /// The folder; must not be there yet, or be empty [default: called like the repository]
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// Which of the two you are
    #[arg(long = "as", value_name = "HANDLE")]
    me: Option<String>,
}

pub fn run(context: &mut Context, args: &JoinArgs) -> Result<ExitCode, CliError> {
    let name = match &args.folder {
        Some(folder) => folder.clone(),
        None => PathBuf::from(folder_of(&args.url)?),
    };
    let target = context.folder.join(&name);
    let shown = context.shown_path(&target);
    refuse_occupied(&target, &shown, "oneonone join URL DIR")?;
    refuse_misplaced(context, &target, "oneonone join URL DIR")?;
    refuse_reserved(&target, context.notes_folder().as_deref())?;
    let around = outer(&target).ok().flatten();
    let session = identity::session(context);
    let here = context.folder.clone();
    let folder = join(&here, &args.url, Some(&name), &session, &mut |notice| {
        if let Notice::Running(command) = notice {
            context
                .ui
                .status(&Shown::new().styled(style::DIM, &format!("$ {command}")));
        }
    })?;
    context.ui.status(
        &Shown::new()
            .plain("cloned into ")
            .styled(style::TITLE, &shown),
    );
    if let Some(around) = around {
        let top = context.shown_path(&around.top);
        context.ui.status(
            &Shown::new()
                .plain("it is a repository of its own: the one around it, ")
                .styled(style::TITLE, &top)
                .plain(", gets nothing of it"),
        );
    }
    set_up_driver(&folder)?;
    let roots = discover(&folder);
    let Some(root) = roots.first() else {
        context.ui.warning("there is no notebook in it yet");
        context.ui.hint(&format!(
            "start one with `oneonone init {shown}`, then `oneonone sync`"
        ));
        context.ui.plain_line(&shown);
        return Ok(ExitCode::Done);
    };
    let notebook = Notebook::open(root)?;
    find_out_who(context, &notebook, &folder, args.me.as_deref())?;
    context.ui.hint(&format!(
        "make the next agenda with `oneonone new`, share with `oneonone sync`, both in {shown}"
    ));
    context.ui.plain_line(&shown);
    Ok(ExitCode::Done)
}

/// Which of the two the user is; said, and where git did not know it, written into the clone's own settings.
fn find_out_who(
    context: &mut Context,
    notebook: &Notebook,
    folder: &Path,
    me: Option<&str>,
) -> Result<(), CliError> {
    let pair = &notebook.settings().pair;
    if let Some(me) = me {
        let side = pair.side_of(me).or_else(|| pair.side_of_email(me));
        let side = side.ok_or_else(|| {
            CliError::new(format!("`{me}` is neither of the two")).hint(format!(
                "the two are `{}` and `{}`; the clone is there: say who you are with `git config user.name` and `git config user.email` in it",
                pair.manager.handle, pair.ic.handle
            ))
        })?;
        return identity::be(context, notebook, folder, side);
    }
    let known = user_email(folder).and_then(|email| pair.side_of_email(&email));
    if let Some(side) = known {
        say_who(context, notebook, side);
        return Ok(());
    }
    if context.ui.is_interactive()
        && let Some(side) = identity::ask_who(context, notebook)
    {
        return identity::be(context, notebook, folder, side);
    }
    context.ui.warning(&format!(
        "git's `user.email` is neither that of {} nor of {}",
        pair.manager.name, pair.ic.name
    ));
    context.ui.hint("say who you are: `git config user.name \"Your Name\"` and `git config user.email you@example.com` in that folder");
    Ok(())
}

fn say_who(context: &mut Context, notebook: &Notebook, side: Side) {
    let person = notebook.settings().pair.person(side);
    context.ui.status(
        &Shown::new()
            .plain("you are ")
            .styled(style::TITLE, &person.name),
    );
}
