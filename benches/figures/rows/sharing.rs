//! Sharing: `sync` and the merge, beside the git commands that they replace.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::bench::Bench;
use super::super::corpus::{PAIR, Person};
use super::super::measure::{Contender, Step, settle};
use super::super::table::{Row, Table, Target};

/// `sync` when neither side has anything new, beside `git fetch`.
pub fn nothing_to_do(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let Some(git) = &bench.git else {
        table.note("sync: left out, because it needs git");
        return Ok(());
    };
    let clone = Clone::new(bench, git, "quiet")?;
    let contenders = [
        Contender::new(clone.sync(bench)),
        Contender::new(clone.git(&["fetch", "--quiet"])),
    ];
    let figures = bench.stage.compare(&contenders)?;
    table.row(&Row::times(
        "sync, nothing to do, 520 commits",
        figures[0],
        Some(("git fetch", figures[1])),
        Target::Ratio(1.2),
    ));
    Ok(())
}

/// `sync` with one line to send, beside what one would type.
pub fn one_change(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let Some(git) = &bench.git else {
        return Ok(());
    };
    let ours = Clone::new(bench, git, "ours")?;
    let theirs = Clone::new(bench, git, "plain")?;
    let mut plain = Contender::prepared(theirs.git(&["add", "meetings"]), || theirs.change());
    plain.steps.extend([
        theirs.git(&["commit", "--quiet", "--message", "2026-11-17: 1 added"]),
        theirs.git(&["pull", "--quiet", "--no-rebase"]),
        theirs.git(&["push", "--quiet"]),
    ]);
    let contenders = [
        Contender::prepared(ours.sync(bench), || ours.change()),
        plain,
    ];
    let figures = bench.stage.compare(&contenders)?;
    ours.has_sent_everything()?;
    table.row(&Row::times(
        "sync, one change, 520 commits",
        figures[0],
        Some(("add, commit, pull, push", figures[1])),
        Target::Ratio(1.2),
    ));
    Ok(())
}

/// One file that both changed, as git calls a merge driver, beside git's own text merge.
pub fn one_file(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let Some(git) = &bench.git else {
        return Ok(());
    };
    let clone = Clone::new(bench, git, "merge")?;
    let base = clone.folder.join(&clone.newest);
    let base = fs::read_to_string(base).map_err(|error| error.to_string())?;
    let put_in = |at: usize, line: &str| -> String {
        let lines = base.lines().enumerate();
        lines
            .flat_map(|(number, text)| {
                let extra = (number == at).then(|| format!("{line}\n"));
                [extra.unwrap_or_default(), format!("{text}\n")]
            })
            .collect()
    };
    let count = base.lines().count();
    let (ours, theirs) = (
        put_in(count / 3, "- one side was here"),
        put_in(2 * count / 3, "- the other one too"),
    );
    let folder = &clone.folder;
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).map_err(|error| error.to_string())
    };
    write(".base", &base)?;
    write(".theirs", &theirs)?;
    let path = |name: &str| folder.join(name).into_os_string();
    let driver = Step::new(
        &bench.ours,
        [
            "-C".into(),
            folder.into(),
            "merge-driver".into(),
            path(".base"),
            path(".ours"),
            path(".theirs"),
            "7".into(),
            clone.newest.clone().into(),
        ],
    );
    let plain = clone.git(&["merge-file", "--quiet", ".ours", ".base", ".theirs"]);
    let contenders = [
        Contender::prepared(driver, || write(".ours", &ours)),
        Contender::prepared(plain, || write(".ours", &ours)),
    ];
    let figures = bench.stage.compare(&contenders)?;
    table.row(&Row::times(
        format!("merge of one file of {} KB", base.len() / 1024),
        figures[0],
        Some(("git merge-file", figures[1])),
        Target::Ratio(3.0),
    ));
    Ok(())
}

/// A clone of a notebook with a commit for each of its meetings, and the bare repository that it shares.
pub(super) struct Clone {
    folder: PathBuf,
    git: PathBuf,
    /// The newest meeting: the one that people write in.
    newest: String,
    changes: Cell<usize>,
}

impl Clone {
    pub(super) fn new(bench: &Bench, git: &Path, name: &str) -> Result<Clone, String> {
        let (source, _) = bench.corpus(&PAIR)?;
        let root = bench.root.join("sharing").join(name);
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|error| error.to_string())?;
        }
        let folder = root.join("clone");
        fs::create_dir_all(folder.join("meetings")).map_err(|error| error.to_string())?;
        let mut clone = Clone {
            folder,
            git: git.to_owned(),
            newest: String::new(),
            changes: Cell::new(0),
        };
        let remote = root.join("remote.git").display().to_string();
        clone.call(&["init", "--quiet", "--initial-branch=main"])?;
        clone.call(&[
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            &remote,
        ])?;
        for (key, value) in [
            ("user.name", "Dana Ng"),
            ("user.email", "dana@example.com"),
            ("gc.auto", "0"),
            ("maintenance.auto", "false"),
        ] {
            clone.call(&["config", key, value])?;
        }
        clone.newest = clone.history(&source.join(Person::new(0).handle))?;
        clone.call(&["remote", "add", "origin", &remote])?;
        clone.call(&["push", "--quiet", "--set-upstream", "origin", "main"])?;
        settle(&root)?;
        Ok(clone)
    }

    /// A commit for each meeting, oldest first; gives the path of the newest.
    fn history(&self, notebook: &Path) -> Result<String, String> {
        let copy = |name: &str| {
            let copied = fs::copy(notebook.join(name), self.folder.join(name));
            copied.map(drop).map_err(|error| format!("{name}: {error}"))
        };
        copy("oneonone.yaml")?;
        let names = fs::read_dir(notebook.join("meetings")).map_err(|error| error.to_string())?;
        let mut names: Vec<String> = names
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        self.call(&["add", "oneonone.yaml"])?;
        for name in &names {
            let path = format!("meetings/{name}");
            copy(&path)?;
            self.call(&["add", &path])?;
            self.call(&["commit", "--quiet", "--message", name])?;
        }
        let newest = names.pop().ok_or("the corpus has no meetings")?;
        Ok(format!("meetings/{newest}"))
    }

    fn call(&self, arguments: &[&str]) -> Result<(), String> {
        let status = Command::new(&self.git)
            .current_dir(&self.folder)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(arguments)
            .status();
        match status.map_err(|error| error.to_string())?.success() {
            true => Ok(()),
            false => Err(format!("`git {}` failed", arguments.join(" "))),
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn git(&self, arguments: &[&str]) -> Step {
        let folder = ["-C".as_ref(), self.folder.as_os_str()];
        let arguments = arguments.iter().map(AsRef::as_ref);
        Step::new(&self.git, folder.into_iter().chain(arguments))
    }

    fn sync(&self, bench: &Bench) -> Step {
        bench.ours(&self.folder, &["sync", "--quiet"])
    }

    /// One more line in the newest meeting.
    fn change(&self) -> Result<(), String> {
        self.changes.set(self.changes.get() + 1);
        let path = self.folder.join(&self.newest);
        let mut text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        text.push_str(&format!(
            "- [ ] one more, number {} @dana\n",
            self.changes.get()
        ));
        fs::write(&path, text).map_err(|error| error.to_string())
    }

    /// A command that does nothing is fast, too.
    fn has_sent_everything(&self) -> Result<(), String> {
        self.call(&["diff", "--quiet", "@{upstream}"])
    }
}
