//! What `doctor` found, in the user's words, each with what to type.

use std::path::{Path, PathBuf};

use super::json::doctor::FaultJson;
use crate::cli::context::Context;
use crate::cli::deeds;
use crate::cli::excluded_in_words::{attribute_place, place_of, shown, stored_as_written, way_in};
use crate::cli::outside::{Shown, style};
use crate::cli::sharing_error::{set_up_filter, way_out};
use crate::git::{MINIMUM, Recoded};
use crate::notebook::Notebook;
use crate::sharing::{
    CloneFault, Excluded, FilterFault, PrivacyFault, RepositoryFault, SetUpFault, StateFault,
};
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
pub fn in_words(context: &Context, notebook: &Notebook, finding: CloneFault) -> FaultJson {
    let around = ToldFrom {
        context,
        notebook,
        // From wherever one stands.
        git: match context.outside.folder == notebook.root() {
            true => "git".to_string(),
            false => context.git_in(notebook.root()),
        },
    };
    let mut path = None;
    let mut place = (0, 0);
    let (code, message, help) = match finding {
        CloneFault::Repository(fault) => around.repository(fault),
        CloneFault::SetUp(fault) => around.set_up(fault),
        CloneFault::Privacy(fault) => around.privacy(fault),
        CloneFault::State(fault) => around.state(fault),
        CloneFault::Excluded { excluded, top } => around.excluded(excluded, &top),
        CloneFault::Recoded(recoded) => around.recoded(&recoded),
        CloneFault::Filter {
            filter,
            path,
            fault,
        } => around.filter(&filter, &path, &fault),
        CloneFault::File(placed) => {
            let diagnostic = placed.diagnostic;
            path = Some(context.shown_file(notebook, &placed.path));
            place = placed.place.map_or((0, 0), |at| (at.line, at.column));
            let edit = || format!("`oneonone edit {}`", shell_quoted(notebook.name()));
            let help = diagnostic.help.as_ref().map_or_else(edit, deeds::help);
            (diagnostic.rule.code(), diagnostic.message, help)
        }
    };
    FaultJson {
        notebook: notebook.name().to_string(),
        code,
        message,
        path,
        line: place.0,
        column: place.1,
        help,
    }
}

/// A stable word for it, what is wrong, and what to do.
type FaultInWords = (&'static str, String, String);

/// Where a finding is told.
struct ToldFrom<'a> {
    context: &'a Context,
    notebook: &'a Notebook,
    /// How git is called from here.
    git: String,
}

impl ToldFrom<'_> {
    fn shown(&self, path: &Path) -> String {
        self.context.shown_path(path)
    }

    /// What sets a clone up.
    fn init(&self) -> String {
        let folder = self.shown(self.notebook.root());
        format!("`oneonone init {}`", shell_quoted(&folder))
    }

    fn repository(&self, fault: RepositoryFault) -> FaultInWords {
        let (oldest, second) = MINIMUM;
        let install = format!("install git {oldest}.{second} or newer");
        match fault {
            RepositoryFault::NoGit => (
                "no-git",
                "git is not installed, so nothing can be shared".to_string(),
                install,
            ),
            RepositoryFault::OldGit(version) => (
                "old-git",
                format!("git {version} is too old to merge meetings"),
                install,
            ),
            RepositoryFault::NoRepository => (
                "no-repository",
                "the notebook is in no git repository, so nothing is shared".to_string(),
                self.init(),
            ),
            RepositoryFault::GitRefuses(words) => (
                "git-refuses",
                format!("git does not want to look at the repository: {words}"),
                format!("`{} status` says what to do", self.git),
            ),
            RepositoryFault::OtherContent(top, other) => (
                "other-content",
                format!(
                    "the repository `{}` holds other things too, such as `{other}`: whoever can read those can read the notes",
                    self.shown(&top.components().collect::<PathBuf>())
                ),
                "give the pair a repository of its own: move the notebook's folder out of it, then `oneonone init` there".to_string(),
            ),
        }
    }

    fn set_up(&self, fault: SetUpFault) -> FaultInWords {
        let git = &self.git;
        match fault {
            SetUpFault::NoDriver => (
                "no-driver",
                "this clone does not know how to merge meetings".to_string(),
                self.init(),
            ),
            SetUpFault::NoAttribute => (
                "no-attribute",
                "`.gitattributes` does not say `meetings/*.md text eol=lf merge=oneonone`"
                    .to_string(),
                self.init(),
            ),
            SetUpFault::NotOnPath => (
                "not-on-path",
                "git won't find `oneonone` when it merges: it is in no folder of `PATH`"
                    .to_string(),
                "add its folder to `PATH`, in the settings of your shell".to_string(),
            ),
            SetUpFault::NoIdentity => (
                "no-identity",
                "git does not know who you are, so nothing can be committed".to_string(),
                "`git config --global user.name \"…\"` and `git config --global user.email …`"
                    .to_string(),
            ),
            SetUpFault::ForeignIdentity(email) => (
                "foreign-identity",
                format!("your commits here would be by `{email}`, who is neither of the two"),
                format!("`{git} config user.email …`, with the address in `oneonone.yaml`"),
            ),
        }
    }

    fn privacy(&self, fault: PrivacyFault) -> FaultInWords {
        let git = &self.git;
        let keep = || {
            let name = shell_quoted(self.notebook.name());
            format!("and keep it out of the folder: `oneonone private {name}`")
        };
        match fault {
            PrivacyFault::Tracked(file) => (
                "private-tracked",
                format!("`{file}` is private by its name, and git has it"),
                format!("`{git} rm --cached {}`, {}", shell_quoted(&file), keep()),
            ),
            PrivacyFault::Staged(file) => (
                "private-staged",
                format!("`{file}` is private by its name, and the next commit would have it"),
                format!("`{git} restore --staged {}`, {}", shell_quoted(&file), keep()),
            ),
            PrivacyFault::InHistory { path, commit } => (
                "private-in-history",
                format!("`{path}` is private by its name, and is in the history since commit {commit}"),
                format!(
                    "taking it out needs the history rewritten, for instance by `git filter-repo --invert-paths --path {}`, in every clone; the other side has it already",
                    shell_quoted(&path)
                ),
            ),
            PrivacyFault::Stranger(person) => (
                "stranger",
                format!(
                    "`{} <{}>` committed here and is neither of the two: who else can read this?",
                    person.name, person.email
                ),
                "look at who has access; if it is one of you, say so in `.mailmap`".to_string(),
            ),
            PrivacyFault::NotesInNotebook(folder) => (
                "private-in-notebook",
                format!(
                    "your private notes would lie in the shared folder, at `{}`",
                    self.shown(&folder)
                ),
                "name another folder as `private:` in your own configuration".to_string(),
            ),
            PrivacyFault::NotesExposed(folder, work_tree) => (
                "private-exposed",
                format!(
                    "your private notes at `{}` would get into the repository `{}`",
                    self.shown(&folder),
                    self.shown(&work_tree)
                ),
                "add the folder to its `.gitignore`, or name another as `private:` in your own configuration".to_string(),
            ),
            PrivacyFault::NotesOpen(file) => {
                let file = self.shown(&file);
                (
                    "private-open",
                    format!("others on this machine may look into `{file}`"),
                    format!("`chmod go= {}`", shell_quoted(&file)),
                )
            }
        }
    }

    fn state(&self, fault: StateFault) -> FaultInWords {
        let git = &self.git;
        let sync = || format!("`oneonone sync {}`", shell_quoted(self.notebook.name()));
        match fault {
            StateFault::InProgress(what) => (
                "in-progress",
                format!("a {} was begun and is not finished", what.command()),
                way_out(git, what),
            ),
            StateFault::Detached => (
                "detached",
                "no branch is checked out, so commits would be lost".to_string(),
                format!("`{git} switch main`, or whatever your branch is called"),
            ),
            StateFault::Locked(file, seconds) => {
                let file = self.shown(&file);
                (
                    "locked",
                    format!("`{file}` has kept git from working for {}", age(seconds)),
                    format!("if no git is running, `rm {}`", shell_quoted(&file)),
                )
            }
            StateFault::Unwritable(folder, why) => {
                let folder = self.shown(&folder.components().collect::<PathBuf>());
                (
                    "git-unwritable",
                    format!("nothing can be committed: git can't write in `{folder}`: {why}"),
                    format!(
                        "look at who may write there with `ls -la {}`, and at the room on the disk",
                        shell_quoted(&folder)
                    ),
                )
            }
            StateFault::NoRemote => (
                "no-remote",
                "there is no other repository to share with".to_string(),
                format!(
                    "`{git} remote add origin URL`, with one that only the two of you can read"
                ),
            ),
            StateFault::NoCommit => ("no-commit", "nothing is committed yet".to_string(), sync()),
            StateFault::NoUpstream => (
                "no-upstream",
                "the branch was never pushed".to_string(),
                sync(),
            ),
            StateFault::NotPushed(count) => {
                let commits = counted(count, "commit");
                let verb = if count == 1 { "is" } else { "are" };
                ("not-pushed", format!("{commits} {verb} only here"), sync())
            }
        }
    }

    fn excluded(&self, excluded: Excluded, top: &Path) -> FaultInWords {
        let file = top.join(&excluded.path);
        // As git is called here.
        let below = file.strip_prefix(self.notebook.root()).unwrap_or(&file);
        let below = below.to_string_lossy().into_owned();
        let excluded = shown(excluded, |path| self.shown(&top.join(path)));
        let at = in_brackets(place_of(&excluded));
        let message = format!(
            "{}{at}, so the other side would never get it",
            excluded.sentence()
        );
        let typed = Excluded {
            path: below,
            ..excluded
        };
        ("stays-behind", message, way_in(&self.git, &typed))
    }

    fn recoded(&self, recoded: &Recoded) -> FaultInWords {
        let at = in_brackets(attribute_place(recoded));
        let attribute = recoded.recoding.attribute();
        let path = &recoded.path;
        (
            "recoded",
            format!(
                "git would not store `{path}` as it is written, by the attribute `{attribute}`{at}"
            ),
            stored_as_written(&self.git, recoded),
        )
    }

    fn filter(&self, filter: &str, file: &str, fault: &FilterFault) -> FaultInWords {
        let set_up = || set_up_filter("git", filter);
        match fault {
            FilterFault::NotSetUp => (
                "filter-not-set-up",
                format!(
                    "`{file}` and others like it go through the filter `{filter}`, which is not set up in this clone"
                ),
                set_up(),
            ),
            FilterFault::Fails(said) => (
                "filter-fails",
                format!(
                    "the filter `{filter}` fails for `{file}`: {}",
                    said.lines().next().unwrap_or("it says nothing")
                ),
                format!("put that right; if it was never set up here: {}", set_up()),
            ),
            FilterFault::Unsteady => (
                "filter-unsteady",
                format!(
                    "the filter `{filter}` makes something else of `{file}` each time, so git finds it changed for ever"
                ),
                "use one that makes the same of the same text, as transcrypt and git-crypt do"
                    .to_string(),
            ),
            FilterFault::Lossy => (
                "filter-lossy",
                format!("the filter `{filter}` does not give back what is in `{file}`"),
                format!(
                    "look at `{} config --get-regexp filter`; where git changes line ends of what is encrypted, say `{file} -text` in `.gitattributes`",
                    self.git
                ),
            ),
        }
    }
}

fn in_brackets(place: Option<String>) -> String {
    place.map_or(String::new(), |place| format!(" ({place})"))
}

/// So many seconds, in minutes, or hours where they are many.
fn age(seconds: i64) -> String {
    let seconds = usize::try_from(seconds).unwrap_or(0);
    match seconds / 60 {
        minutes @ ..120 => counted(minutes, "minute"),
        minutes => counted(minutes / 60, "hour"),
    }
}
