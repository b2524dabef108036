use std::path::{Path, PathBuf};

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, Shown, style};
use crate::cli::complete;
use crate::cli::excluded_in_words;
use crate::cli::shared::identity;
use crate::cli::shared::reach::Reach;
use crate::cli::sharing_error::Telling;
use crate::notebook::Notebook;
use crate::sharing::{
    End, Notice, OnRewrite, Place, Session, SyncError, SyncReport, pending, remote_around, sync,
};
use crate::text::{counted, without_credentials};

/// Share with the other one: commit, fetch, merge item by item, push
///
/// Only the notebook's own files are committed, by their paths; what else is staged or changed stays as it is. A
/// repository with several notebooks is shared as a whole. Notebooks that are neither named, nor around, nor in your
/// settings are asked about first. Whatever happens, it is never left in the middle of a merge.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  oneonone sync alex\n\nExit codes: 0 in sync, 2 stopped (the message says why), 3 committed here and not sent:\nthe other side was not reached."
)]
pub struct SyncArgs {
    /// Whose: a handle, a name, or the beginning of one; without it the one around, else those in `notebooks:` of your
    /// settings
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    who: Option<String>,
    /// Also those that were merely found below the folder, without asking
    #[arg(long, conflicts_with = "who")]
    all: bool,
    /// Where the other side took commits back: let go of them too, and put what was not sent yet on top of what they have
    #[arg(long, conflicts_with = "keep_both")]
    take_theirs: bool,
    /// Where the other side took commits back: merge as usual, which sends them again
    #[arg(long)]
    keep_both: bool,
    /// Show what would be committed, and do nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

impl SyncArgs {
    fn on_rewrite(&self) -> OnRewrite {
        match (self.take_theirs, self.keep_both) {
            (true, _) => OnRewrite::TakeTheirs,
            (_, true) => OnRewrite::KeepBoth,
            _ => OnRewrite::Stop,
        }
    }
}

pub fn run(context: &mut Context, args: &SyncArgs) -> Result<ExitCode, CliError> {
    let mut reach = match &args.who {
        Some(who) => Reach {
            own: context.notebooks(Some(who))?,
            ..Reach::default()
        },
        None => context.reach()?,
    };
    if args.dry_run {
        reach.own.append(&mut reach.found); // looking is no acting
    }
    let broken = std::mem::take(&mut reach.broken);
    let is_single = reach.own.len() + reach.found.len() == 1 && broken.is_empty();
    let mut round = SyncRound {
        is_single,
        dry_run: args.dry_run,
        on_rewrite: args.on_rewrite(),
        places: broken.len(),
        errors: broken.into_iter().map(CliError::from).collect(),
        ..SyncRound::default()
    };
    for notebook in &reach.own {
        round.share(context, notebook)?;
    }
    let found = reach
        .found
        .iter()
        .filter(|notebook| !round.has(notebook))
        .collect();
    let left = merely_found(context, found, args.all)?;
    for notebook in &left.meant {
        round.share(context, notebook)?;
    }
    for error in &round.errors {
        let error = error.clone().here(None, &context.outside.folder);
        context.ui.error(&error);
    }
    if let Some(refusal) = left.refusal {
        return Err(refusal);
    }
    if !round.errors.is_empty() {
        return Err(CliError::new(format!(
            "{} of {} not synced",
            round.errors.len(),
            counted(round.places, "repository")
        )));
    }
    if round.places == 0 {
        return Err(CliError::new("nothing was synced")
            .hint("name what is meant, as in `oneonone sync alex`, or go into its folder"));
    }
    Ok(match round.not_pushed {
        true => ExitCode::NotPushed,
        false => ExitCode::Done,
    })
}

/// Several repositories, one after the other.
#[derive(Default)]
struct SyncRound {
    is_single: bool,
    dry_run: bool,
    on_rewrite: OnRewrite,
    seen: Vec<PathBuf>,
    places: usize,
    errors: Vec<CliError>,
    not_pushed: bool,
}

impl SyncRound {
    /// Whether the notebook went along with another one of its repository.
    fn has(&self, notebook: &Notebook) -> bool {
        self.seen.iter().any(|root| root == notebook.root())
    }

    /// Share the repository of `notebook`; what stops one does not stop the others.
    fn share(&mut self, context: &mut Context, notebook: &Notebook) -> Result<(), CliError> {
        if self.has(notebook) {
            return Ok(());
        }
        self.places += 1;
        let private = context
            .private_notes(notebook)
            .map(|notes| notes.real_base());
        let result = Place::around(notebook.root(), private)
            .map_err(CliError::from)
            .and_then(|place| {
                let roots = place.notebooks.iter().map(|shared| shared.notebook.root());
                self.seen.extend(roots.map(Path::to_path_buf));
                if !self.is_single {
                    let shown = context.shown_path(&place.top);
                    context.ui.line(&Shown::new().styled(style::TITLE, &shown));
                }
                match self.dry_run {
                    true => preview(context, &place),
                    false => one(context, notebook, &place, self.on_rewrite),
                }
            });
        match result {
            Ok(code) => self.not_pushed |= code == ExitCode::NotPushed,
            Err(error) if self.is_single => return Err(error),
            Err(error) => self.errors.push(error),
        }
        Ok(())
    }
}

/// What becomes of notebooks that were merely found.
#[derive(Default)]
struct Left<'a> {
    /// Those that are meant.
    meant: Vec<&'a Notebook>,
    /// Why the others are not synced, where that was not said by the user.
    refusal: Option<CliError>,
}

/// Which of the notebooks `found` are meant: none in which the user can be neither of the two; the others as the user
/// says, at the terminal or by `--all`.
fn merely_found<'a>(
    context: &mut Context,
    found: Vec<&'a Notebook>,
    all: bool,
) -> Result<Left<'a>, CliError> {
    let mut left = Left::default();
    let mut open = Vec::new();
    for notebook in found {
        match context.somebody_else(notebook) {
            None => open.push(notebook),
            Some(me) => context.ui.warning(&format!(
                "left out: `{}` was merely found here, and `{me}` is neither of its two",
                context.shown_path(notebook.root())
            )),
        }
    }
    if open.is_empty() || all {
        left.meant = open;
        return Ok(left);
    }
    let lines: Vec<String> = open
        .iter()
        .map(|notebook| {
            let remote = remote_around(notebook.root());
            let remote = remote.unwrap_or_else(|| "no remote".to_string());
            format!("{}  {remote}", context.shown_path(notebook.root()))
        })
        .collect();
    let count = counted(open.len(), "notebook");
    let (are, yours) = match open.len() {
        1 => ("is", "it is yours"),
        _ => ("are", "they are yours"),
    };
    if !context.ui.is_interactive() {
        let error = CliError::new(format!(
            "{count} {are} not synced, because nothing says that {yours}: merely found here"
        ));
        let error = lines.into_iter().fold(error, CliError::at);
        left.refusal = Some(
            error
                .hint_for_elsewhere(context.hint_at_settings(&open))
                .hint("or sync once with `oneonone sync --all`, or one by its name"),
        );
        return Ok(left);
    }
    let news = format!("{count} {are} merely found here, and nothing says that {yours}:");
    context.ui.news(&news);
    for line in &lines {
        context.ui.status(&Shown::new().plain("  ").plain(line));
    }
    if context.ui.confirm("Commit and push there (y/n)") {
        left.meant = open;
    } else {
        context.ui.hint(&context.hint_at_settings(&open));
    }
    Ok(left)
}

fn preview(context: &mut Context, place: &Place) -> Result<ExitCode, CliError> {
    let pending = pending(place).map_err(|error| refused(context, place, error, false))?;
    for line in &pending.lines {
        context.ui.plain_line(line);
    }
    let news = match pending.changes.len() {
        0 => "dry run: nothing would be committed".to_string(),
        n => format!("dry run: {} would be committed", counted(n, "file")),
    };
    context.ui.status(&Shown::new().styled(style::DIM, &news));
    Ok(ExitCode::Done)
}

fn one(
    context: &mut Context,
    notebook: &Notebook,
    place: &Place,
    on_rewrite: OnRewrite,
) -> Result<ExitCode, CliError> {
    if let Some(me) = context.somebody_else(notebook) {
        context.ui.warning(&format!(
            "`{me}` is neither of the two of `{}`",
            notebook.name()
        ));
        context.ui.hint(
            "if you are one of them, say so by `me:` in your settings, or by git's `user.email`",
        );
    }
    let session = Session {
        on_rewrite,
        ..identity::session(context)
    };
    let (mut report, mut end) = sync_and_say(context, place, &session);
    // Whose commits they are is asked for, never made up.
    if matches!(end, Err(SyncError::NoIdentity))
        && session.is_person
        && let Some(side) = identity::ask_who(context, notebook)
        && context
            .ui
            .confirm("Write name and mail of that person into the settings of this clone")
    {
        identity::be(context, notebook, &place.top, side)?;
        (report, end) = sync_and_say(context, place, &session);
    }
    tell_reworded(context, place, &report);
    tell_news(context, place, &report);
    match end {
        Ok(end) => Ok(tell_end(context, &report, &end)),
        Err(error) => {
            tell_committed(context, &report);
            Err(refused(context, place, error, !report.committed.is_empty()))
        }
    }
}

/// Why `place` was not synced, with paths and commands as they are typed in the folder one stands in.
fn refused(context: &Context, place: &Place, error: SyncError, is_committed: bool) -> CliError {
    let shown = |path: &str| context.shown_path(&place.top.join(path));
    let is_within = context.outside.folder.starts_with(&place.top);
    let typed = |path: String| if is_within { shown(&path) } else { path };
    let error = match error {
        SyncError::Unmerged(path) => SyncError::Unmerged(typed(path)),
        SyncError::Private(path) => SyncError::Private(typed(path)),
        SyncError::PrivateCopy { path, note } => SyncError::PrivateCopy {
            path: shown(&path),
            note,
        },
        SyncError::LeftOut { path, why, help } => SyncError::LeftOut {
            path: shown(&path),
            why,
            help,
        },
        SyncError::ConflictMarkers { path, line } => SyncError::ConflictMarkers {
            path: shown(&path),
            line,
        },
        SyncError::Excluded(left) if is_within => SyncError::Excluded(
            left.into_iter()
                .map(|excluded| excluded_in_words::shown(excluded, shown))
                .collect(),
        ),
        other => other,
    };
    let git = match is_within {
        true => "git".to_string(),
        false => context.git_in(&place.top),
    };
    CliError::of_sync(error, &Telling { git, is_committed })
}

fn sync_and_say(
    context: &mut Context,
    place: &Place,
    session: &Session,
) -> (SyncReport, Result<End, SyncError>) {
    sync(place, session, &mut |notice| {
        let text = match notice {
            Notice::Waiting => "another sync is at work here; waiting for it".to_string(),
            Notice::Running(command) => format!("$ {command}"),
        };
        context.ui.status(&Shown::new().styled(style::DIM, &text));
    })
}

fn tell_end(context: &mut Context, report: &SyncReport, end: &End) -> ExitCode {
    let has_news = !report.received.lines.is_empty() || !report.went.is_empty();
    match end {
        End::Pushed | End::UpToDate if has_news => {}
        End::Pushed | End::UpToDate => context.ui.news("in sync; nothing new"),
        End::AtWork => context.ui.news("left to the sync that is at work here"),
        End::Empty => context.ui.news("there is nothing to share yet"),
        End::NoRemote => {
            tell_committed(context, report);
            context.ui.warning("there is no remote to share with");
            context.ui.hint(
                "add one that only the two of you can read: `git remote add origin URL`, then sync again",
            );
        }
        End::NotReached(said) => {
            tell_committed(context, report);
            context.ui.warning(&format!("not pushed: {}", reason(said)));
            for line in said.lines().filter(|line| !line.trim().is_empty()) {
                context.ui.status(
                    &Shown::new()
                        .plain("  ")
                        .plain(&without_credentials(line.trim_end())),
                );
            }
            context
                .ui
                .hint("what you wrote is committed here; the next `oneonone sync` sends it");
            return ExitCode::NotPushed;
        }
    }
    ExitCode::Done
}

/// Why the other side was not reached, from what git and ssh say of it.
fn reason(said: &str) -> &'static str {
    const NOT_LET_IN: [&str; 6] = [
        "Permission denied",
        "Authentication failed",
        "could not read Username",
        "could not read Password",
        "terminal prompts disabled",
        "Host key verification failed",
    ];
    if NOT_LET_IN.iter().any(|sign| said.contains(sign)) {
        "the other side did not let us in (authentication)"
    } else {
        "the other side was not reached"
    }
}

/// What was committed and is not there yet for the other one.
fn tell_committed(context: &mut Context, report: &SyncReport) {
    list(context, "committed here", &report.committed);
}

/// Say in which files a hook has changed words.
fn tell_reworded(context: &mut Context, place: &Place, report: &SyncReport) {
    for path in &report.reworded {
        let shown = context.shown_path(&place.top.join(path));
        context.ui.news(&format!(
            "a hook changed words of `{shown}` as it was committed; every item is there, once"
        ));
    }
}

/// Say what came in and went out, in plain words.
fn tell_news(context: &mut Context, place: &Place, report: &SyncReport) {
    let by = match report.received.by.as_slice() {
        [] => String::new(),
        names => format!(" from {}", names.join(" and ")),
    };
    list(context, &format!("came in{by}"), &report.received.lines);
    if !report.received.strangers.is_empty() {
        let strangers = in_backticks(&report.received.strangers);
        context.ui.warning(&format!(
            "what came in is also by {strangers}, who is neither of the two"
        ));
        context
            .ui
            .hint("look at who has access; if it is one of you, say so in `.mailmap`");
    }
    list(context, "went out", &report.went);
    let path = |path: &str| context.shown_path(&place.top.join(path));
    let remarks: Vec<String> = report
        .remarks
        .iter()
        .map(|remark| match remark.line {
            0 => format!("{}: {}", path(&remark.path), remark.message),
            line => format!("{}:{line}: {}", path(&remark.path), remark.message),
        })
        .collect();
    let vanished: Vec<String> = report
        .vanished
        .iter()
        .map(|item| format!("{} (was {}:{})", item.message, path(&item.path), item.line))
        .collect();
    list(context, "to look at", &remarks);
    for line in &vanished {
        context.ui.line(&Shown::new().styled(style::WARNING, line));
    }
}

fn list(context: &mut Context, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    context.ui.line(&Shown::new().plain(title).plain(":"));
    for line in lines {
        context.ui.line(&Shown::new().plain("  ").plain(line));
    }
}

fn in_backticks(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
