//! What `doctor` found, in the user's words, each with what to type.

use std::path::PathBuf;

use super::json::doctor::FaultJson;
use crate::cli::context::Context;
use crate::cli::deeds;
use crate::cli::excluded_in_words;
use crate::cli::outside::{Shown, style};
use crate::cli::sharing_error::{set_up_filter, way_out};
use crate::git::MINIMUM;
use crate::notebook::Notebook;
use crate::sharing::{CloneFault, Excluded, FilterFault};
use crate::text::{counted, shell_quoted};

/// A finding as one line: what is wrong, and what to type.
pub fn line(found: &FaultJson) -> Shown {
    let lead = match (&found.path, found.line) {
        (Some(path), 0) => path.clone(),
        (Some(path), line) => format!("{path}:{line}:{}", found.column),
        (None, _) => found.notebook.clone(),
    };
    Shown::new()
        .styled(style::TITLE, &lead)
        .plain(": ")
        .plain(&found.message)
        .styled(style::TYPED, &format!(" → {}", found.help))
}

/// `finding` about `notebook`, in words.
pub fn told(context: &Context, notebook: &Notebook, finding: CloneFault) -> FaultJson {
    let name = notebook.name();
    let set_up = format!(
        "`oneonone init {}`",
        shell_quoted(&context.shown_path(notebook.root()))
    );
    let sync = format!("`oneonone sync {}`", shell_quoted(name));
    // From wherever one stands.
    let git = match context.outside.folder == notebook.root() {
        true => "git".to_string(),
        false => context.git_in(notebook.root()),
    };
    let (oldest, second) = MINIMUM;
    let mut path = None;
    let mut place = (0, 0);
    let (code, message, help) = match finding {
        CloneFault::NoGit => (
            "no-git",
            "git is not installed, so nothing can be shared".to_string(),
            format!("install git {oldest}.{second} or newer"),
        ),
        CloneFault::OldGit(version) => (
            "old-git",
            format!("git {version} is too old to merge meetings"),
            format!("install git {oldest}.{second} or newer"),
        ),
        CloneFault::NoRepository => (
            "no-repository",
            "the notebook is in no git repository, so nothing is shared".to_string(),
            set_up,
        ),
        CloneFault::GitRefuses(words) => (
            "git-refuses",
            format!("git does not want to look at the repository: {words}"),
            format!("`{git} status` says what to do"),
        ),
        CloneFault::OtherContent(top, other) => (
            "other-content",
            format!(
                "the repository `{}` holds other things too, such as `{other}`: whoever can read those can read the notes",
                context.shown_path(&top.components().collect::<PathBuf>())
            ),
            "give the pair a repository of its own: move the notebook's folder out of it, then `oneonone init` there".to_string(),
        ),
        CloneFault::NoDriver => (
            "no-driver",
            "this clone does not know how to merge meetings".to_string(),
            set_up,
        ),
        CloneFault::NoAttribute => (
            "no-attribute",
            "`.gitattributes` does not say `meetings/*.md text eol=lf merge=oneonone`".to_string(),
            set_up,
        ),
        CloneFault::NotOnPath => (
            "not-on-path",
            "git won't find `oneonone` when it merges: it is in no folder of `PATH`".to_string(),
            "add its folder to `PATH`, in the settings of your shell".to_string(),
        ),
        CloneFault::NoIdentity => (
            "no-identity",
            "git does not know who you are, so nothing can be committed".to_string(),
            "`git config --global user.name \"…\"` and `git config --global user.email …`"
                .to_string(),
        ),
        CloneFault::ForeignIdentity(email) => (
            "foreign-identity",
            format!("your commits here would be by `{email}`, who is neither of the two"),
            format!("`{git} config user.email …`, with the address in `oneonone.yaml`"),
        ),
        CloneFault::PrivateTracked(file) => (
            "private-tracked",
            format!("`{file}` is private by its name, and git has it"),
            format!("`{git} rm --cached {}`, and keep it out of the folder: `oneonone private {}`", shell_quoted(&file), shell_quoted(name)),
        ),
        CloneFault::PrivateStaged(file) => (
            "private-staged",
            format!("`{file}` is private by its name, and the next commit would have it"),
            format!("`{git} restore --staged {}`, and keep it out of the folder: `oneonone private {}`", shell_quoted(&file), shell_quoted(name)),
        ),
        CloneFault::PrivateInHistory { path, commit } => (
            "private-in-history",
            format!("`{path}` is private by its name, and is in the history since commit {commit}"),
            format!("taking it out needs the history rewritten, for instance by `git filter-repo --invert-paths --path {}`, in every clone; the other side has it already", shell_quoted(&path)),
        ),
        CloneFault::Stranger(person) => (
            "stranger",
            format!(
                "`{} <{}>` committed here and is neither of the two: who else can read this?",
                person.name, person.email
            ),
            "look at who has access; if it is one of you, say so in `.mailmap`".to_string(),
        ),
        CloneFault::File(placed) => {
            let diagnostic = placed.diagnostic;
            path = Some(context.shown_file(notebook, &placed.path));
            place = placed.place.map_or((0, 0), |at| (at.line, at.column));
            let edit = || format!("`oneonone edit {}`", shell_quoted(name));
            let help = diagnostic.help.as_ref().map_or_else(edit, deeds::help);
            (diagnostic.rule.code(), diagnostic.message, help)
        }
        CloneFault::Excluded { excluded, top } => {
            let file = top.join(&excluded.path);
            // As git is called here.
            let below = file.strip_prefix(notebook.root()).unwrap_or(&file);
            let below = below.to_string_lossy().into_owned();
            let excluded = excluded_in_words::shown(excluded, |path| context.shown_path(&top.join(path)));
            let at = excluded_in_words::place_of(&excluded);
            let at = at.map_or(String::new(), |at| format!(" ({at})"));
            let message = format!("{}{at}, so the other side would never get it", excluded.sentence());
            let typed = Excluded { path: below, ..excluded };
            let help = excluded_in_words::way_in(&git, &typed);
            ("stays-behind", message, help)
        }
        CloneFault::Recoded(recoded) => {
            let at = excluded_in_words::attribute_place(&recoded);
            let at = at.map_or(String::new(), |at| format!(" ({at})"));
            let attribute = recoded.recoding.attribute();
            (
                "recoded",
                format!("git would not store `{}` as it is written, by the attribute `{attribute}`{at}", recoded.path),
                excluded_in_words::stored_as_written(&git, &recoded),
            )
        }
        CloneFault::Filter {
            filter,
            path: file,
            fault,
        } => {
            let way_out = set_up_filter("git", &filter);
            match fault {
                FilterFault::NotSetUp => (
                    "filter-not-set-up",
                    format!("`{file}` and others like it go through the filter `{filter}`, which is not set up in this clone"),
                    way_out,
                ),
                FilterFault::Fails(said) => {
                    let said = said.lines().next().unwrap_or("it says nothing").to_string();
                    (
                        "filter-fails",
                        format!("the filter `{filter}` fails for `{file}`: {said}"),
                        format!("put that right; if it was never set up here: {way_out}"),
                    )
                }
                FilterFault::Unsteady => (
                    "filter-unsteady",
                    format!("the filter `{filter}` makes something else of `{file}` each time, so git finds it changed for ever"),
                    "use one that makes the same of the same text, as transcrypt and git-crypt do".to_string(),
                ),
                FilterFault::Lossy => (
                    "filter-lossy",
                    format!("the filter `{filter}` does not give back what is in `{file}`"),
                    format!("look at `{git} config --get-regexp filter`; where git changes line ends of what is encrypted, say `{file} -text` in `.gitattributes`"),
                ),
            }
        }
        CloneFault::InProgress(what) => (
            "in-progress",
            format!("a {} was begun and is not finished", what.command()),
            way_out(&git, what),
        ),
        CloneFault::Detached => (
            "detached",
            "no branch is checked out, so commits would be lost".to_string(),
            format!("`{git} switch main`, or whatever your branch is called"),
        ),
        CloneFault::Locked(file, seconds) => {
            let seconds = usize::try_from(seconds).unwrap_or(0);
            let age = match seconds / 60 {
                minutes @ ..120 => counted(minutes, "minute"),
                minutes => counted(minutes / 60, "hour"),
            };
            let file = context.shown_path(&file);
            (
                "locked",
                format!("`{file}` has kept git from working for {age}"),
                format!("if no git is running, `rm {}`", shell_quoted(&file)),
            )
        }
        CloneFault::Unwritable(folder, why) => {
            let folder = context.shown_path(&folder.components().collect::<PathBuf>());
            (
                "git-unwritable",
                format!("nothing can be committed: git can't write in `{folder}`: {why}"),
                format!("look at who may write there with `ls -la {}`, and at the room on the disk", shell_quoted(&folder)),
            )
        }
        CloneFault::NoRemote => (
            "no-remote",
            "there is no other repository to share with".to_string(),
            format!("`{git} remote add origin URL`, with one that only the two of you can read"),
        ),
        CloneFault::NoCommit => ("no-commit", "nothing is committed yet".to_string(), sync),
        CloneFault::NoUpstream => (
            "no-upstream",
            "the branch was never pushed".to_string(),
            sync,
        ),
        CloneFault::NotPushed(count) => {
            let commits = counted(count, "commit");
            let verb = if count == 1 { "is" } else { "are" };
            ("not-pushed", format!("{commits} {verb} only here"), sync)
        }
        CloneFault::PrivateInNotebook(folder) => (
            "private-in-notebook",
            format!("your private notes would lie in the shared folder, at `{}`", context.shown_path(&folder)),
            "name another folder as `private:` in your own configuration".to_string(),
        ),
        CloneFault::PrivateExposed(folder, work_tree) => (
            "private-exposed",
            format!(
                "your private notes at `{}` would get into the repository `{}`",
                context.shown_path(&folder),
                context.shown_path(&work_tree)
            ),
            "add the folder to its `.gitignore`, or name another as `private:` in your own configuration"
                .to_string(),
        ),
        CloneFault::PrivateOpen(file) => {
            let file = context.shown_path(&file);
            (
                "private-open",
                format!("others on this machine may look into `{file}`"),
                format!("`chmod go= {}`", shell_quoted(&file)),
            )
        }
    };
    FaultJson {
        notebook: name.to_string(),
        code,
        message,
        path,
        line: place.0,
        column: place.1,
        help,
    }
}
