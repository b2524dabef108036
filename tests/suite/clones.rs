//! Two people, two machines, one bare repository between them: for tests of all that goes through git.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::sandbox::{CONFIGURATION, Run, finished, program};
use crate::surroundings;

/// The homes of Dana and Alex, each with a clone `pair` of one bare repository, and the program on their PATH.
pub struct Clones {
    folder: tempfile::TempDir,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Dana,
    Alex,
}

pub use Who::{Alex, Dana};

/// What is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Victim {
    /// The program alone.
    Program,
    /// Its whole process group, as closing a terminal or a scheduler does.
    Group,
}

/// When the program is killed: at the edge of a step that it has git do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The step is not done.
    Before,
    /// The step is done, and the program does not learn of it.
    After,
}

/// A git that counts in the folder `COUNT` who calls it, and kills the caller with its whole process group at a call. What
/// git itself calls is not counted: it finds its own programs first.
const KILLING_GIT: &str = r#"
[ -n "$COUNT" ] || exec "$REAL" "$@"
call=1
until mkdir "$COUNT/$call" 2>/dev/null; do call=$((call + 1)); done
[ "$KILL_AT $KILL_WHEN" = "$call Before" ] && exec kill -KILL -- "-$PPID"
"$REAL" "$@"
code=$?
[ "$KILL_AT $KILL_WHEN" = "$call After" ] && kill -KILL -- "-$PPID"
exit "$code"
"#;

impl Who {
    /// The handle.
    pub fn name(self) -> &'static str {
        match self {
            Dana => "dana",
            Alex => "alex",
        }
    }

    fn identity(self) -> (&'static str, &'static str) {
        match self {
            Dana => ("Dana Ng", "dana@example.com"),
            Alex => ("Alex Kim", "alex@example.com"),
        }
    }
}

/// An agenda with these lines below `## Action items`.
pub fn agenda(date: &str, items: &str) -> String {
    format!(
        "---\ndate: {date}\nmanager: dana\nic: alex\nstatus: planned\n---\n\n# 1:1\n\n## Wins\n- One\n\n## Action items\n{items}"
    )
}

impl Clones {
    /// The homes, with git's identities; no repository yet.
    pub fn homes() -> Clones {
        Clones::with_settings("")
    }

    fn with_settings(settings: &str) -> Clones {
        let clones = Clones {
            folder: surroundings::folder(),
        };
        std::fs::create_dir(clones.path("bin")).expect("a folder");
        std::os::unix::fs::symlink(program(), clones.path("bin/oneonone")).expect("a link");
        for who in [Dana, Alex] {
            std::fs::create_dir(clones.home(who)).expect("a folder");
            let (name, email) = who.identity();
            let config = format!(
                "[user]\n\tname = {name}\n\temail = {email}\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[advice]\n\tdetachedHead = false\n{settings}"
            );
            std::fs::write(clones.home(who).join(".gitconfig"), config).expect("a file");
        }
        clones
    }

    /// Both have a clone of a notebook with two meetings, and are in step.
    pub fn new() -> Clones {
        Clones::made_with("", &[])
    }

    /// The same, with these settings of git's own for both, and the bare repository made with these options.
    pub fn made_with(settings: &str, options: &[&str]) -> Clones {
        let clones = Clones::with_settings(settings);
        let mut arguments = vec!["init", "--quiet", "--bare", "--initial-branch=main"];
        arguments.extend(options);
        let remote = clones.path("remote.git");
        arguments.push(remote.to_str().expect("a path"));
        clones.git_in(Dana, &clones.home(Dana), &arguments);
        clones.git_in(
            Dana,
            &clones.home(Dana),
            &["clone", "--quiet", "../remote.git", "pair"],
        );
        clones.write(Dana, "oneonone.yaml", CONFIGURATION);
        clones.write(
            Dana,
            ".gitattributes",
            "meetings/*.md text eol=lf merge=oneonone\n",
        );
        clones.write(Dana, ".gitignore", "*~\n");
        clones.write(
            Dana,
            "meetings/2026-11-17.md",
            agenda("2026-11-17", "- [ ] Book a room @dana\n"),
        );
        clones.write(
            Dana,
            "meetings/2026-11-24.md",
            agenda("2026-11-24", "- [ ] Write the plan @alex\n"),
        );
        clones.run(Dana, &["init", "--no-git"]).ended_with(0);
        clones.run(Dana, &["init"]).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones
            .run_in(Alex, &clones.home(Alex), &["join", "../remote.git", "pair"])
            .ended_with(0);
        clones
    }

    /// A path in the sandbox.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Someone's home.
    pub fn home(&self, who: Who) -> PathBuf {
        self.path(who.name())
    }

    /// Someone's clone.
    pub fn clone_of(&self, who: Who) -> PathBuf {
        self.home(who).join("pair")
    }

    /// Write a file in someone's clone.
    pub fn write(&self, who: Who, file: &str, text: impl AsRef<[u8]>) {
        let path = self.clone_of(who).join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// Make a program for the shell in the `bin` that comes first for both.
    pub fn write_program(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path("bin").join(name);
        let _ = std::fs::remove_file(&path);
        write_script(&path, text);
        path
    }

    /// Make a hook in someone's clone.
    pub fn write_hook(&self, who: Who, name: &str, text: &str) {
        write_script(&self.clone_of(who).join(".git/hooks").join(name), text);
    }

    /// The text of a file in someone's clone.
    #[track_caller]
    pub fn read(&self, who: Who, file: &str) -> String {
        let path = self.clone_of(who).join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A program, ready to run as `who` in `folder`.
    pub fn command(&self, who: Who, folder: &Path, program: &Path, arguments: &[&str]) -> Command {
        let mut path = self.path("bin").into_os_string();
        path.push(":");
        path.push(surroundings::path());
        let mut command = surroundings::command(program, &self.home(who));
        command
            .args(arguments)
            .current_dir(folder)
            .env("PATH", path)
            .env("XDG_STATE_HOME", self.home(who).join(".state"))
            .env("XDG_DATA_HOME", self.home(who).join(".data"))
            .stdin(Stdio::null());
        command
    }

    /// The program as `who`, ready to run in the clone.
    pub fn program(&self, who: Who, arguments: &[&str]) -> Command {
        self.command(who, &self.clone_of(who), program(), arguments)
    }

    /// Run the program as `who` in the clone.
    pub fn run(&self, who: Who, arguments: &[&str]) -> Run {
        finished(self.program(who, arguments))
    }

    /// Run the program as `who` in `folder`.
    pub fn run_in(&self, who: Who, folder: &Path, arguments: &[&str]) -> Run {
        finished(self.command(who, folder, program(), arguments))
    }

    /// `oneonone sync` as `who` in the clone.
    pub fn sync(&self, who: Who) -> Run {
        self.run(who, &["sync"])
    }

    /// Begin `oneonone sync` as `who` in the clone, and kill it without mercy `after` that time; gives whether that is what
    /// ended it.
    pub fn sync_and_kill(&self, who: Who, after: Duration, victim: Victim) -> bool {
        use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
        let mut command = self.program(who, &["sync"]);
        command
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        std::thread::sleep(after);
        let target = match victim {
            Victim::Program => child.id().to_string(),
            Victim::Group => format!("-{}", child.id()),
        };
        let _ = surroundings::tool("kill")
            .args(["-KILL", "--", &target])
            .stderr(Stdio::null())
            .status();
        child.wait().expect("an end").signal() == Some(9)
    }

    /// `oneonone sync` as `who` in the clone; how often it called git.
    pub fn sync_and_count(&self, who: Who) -> usize {
        let (command, count) = self.sync_by_killing_git(who);
        finished(command).ended_with(0);
        std::fs::read_dir(count).expect("a folder").count()
    }

    /// Begin `oneonone sync` as `who` in the clone, and kill it with its process group around its `call`th call of git, from
    /// 1; gives whether that is what ended it.
    pub fn sync_and_kill_at(&self, who: Who, call: usize, moment: Moment) -> bool {
        use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
        let (mut command, _) = self.sync_by_killing_git(who);
        command
            .process_group(0)
            .env("KILL_AT", call.to_string())
            .env("KILL_WHEN", format!("{moment:?}"));
        let output = command.output().expect("the program runs");
        output.status.signal() == Some(9)
    }

    fn sync_by_killing_git(&self, who: Who) -> (Command, PathBuf) {
        let real = std::env::split_paths(surroundings::path())
            .map(|folder| folder.join("git"))
            .find(|path| path.is_file())
            .expect("git");
        let real = format!("REAL='{}'", real.display());
        self.write_program("git", &format!("{real}{KILLING_GIT}"));
        let count = self.path("count");
        let _ = std::fs::remove_dir_all(&count);
        std::fs::create_dir(&count).expect("a folder");
        let mut command = self.program(who, &["sync"]);
        command.env("COUNT", &count);
        (command, count)
    }

    /// Run git as `who` in the clone; its output.
    #[track_caller]
    pub fn git(&self, who: Who, arguments: &[&str]) -> String {
        self.git_in(who, &self.clone_of(who), arguments)
    }

    /// Run git as `who` in `folder`; its output.
    #[track_caller]
    pub fn git_in(&self, who: Who, folder: &Path, arguments: &[&str]) -> String {
        let run = self.try_git(who, folder, arguments).ended_with(0);
        run.stdout.trim_end().to_string()
    }

    /// Run git as `who` in `folder`, however it ends.
    pub fn try_git(&self, who: Who, folder: &Path, arguments: &[&str]) -> Run {
        finished(self.command(who, folder, Path::new("git"), arguments))
    }

    /// The newest commit of someone's branch.
    #[track_caller]
    pub fn head(&self, who: Who) -> String {
        self.git(who, &["rev-parse", "HEAD"])
    }

    /// Both have the same commit, and nothing that is not committed.
    #[track_caller]
    pub fn are_in_step(&self) {
        assert_eq!(self.head(Dana), self.head(Alex));
        for who in [Dana, Alex] {
            assert_eq!(self.git(who, &["status", "--porcelain"]), "", "{who:?}");
            self.is_calm(who);
        }
    }

    /// Nothing is half done in someone's clone, and nothing of ours lies about in its git folder.
    #[track_caller]
    pub fn is_calm(&self, who: Who) {
        self.has_none_of(who, &["MERGE_HEAD", "oneonone-index"]);
    }

    /// Nothing is half done in someone's clone.
    #[track_caller]
    pub fn is_calm_but_for_indexes(&self, who: Who) {
        self.has_none_of(who, &["MERGE_HEAD"]);
    }

    #[track_caller]
    fn has_none_of(&self, who: Who, names: &[&str]) {
        let entries = std::fs::read_dir(self.clone_of(who).join(".git")).expect("a git folder");
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(
                !names.iter().any(|other| name.starts_with(other)),
                "{who:?} has {name}"
            );
        }
    }
}

/// A program for the shell at `path`.
pub fn write_script(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, format!("#!/bin/sh\n{text}")).expect("a file");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a program");
}
