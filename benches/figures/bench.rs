//! What is on this machine, and which corpora are there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use super::corpus::{Corpus, Truth};
use super::measure::{self, Stage, Step};

/// Everything that a group of rows needs to know.
pub struct Bench {
    pub ours: PathBuf,
    pub ripgrep: Option<PathBuf>,
    pub git: Option<PathBuf>,
    /// This program, which runs itself as the baselines.
    pub this: PathBuf,
    pub root: PathBuf,
    pub stage: Stage,
    pub quick: bool,
}

/// The list of open items as the program gives it.
pub struct Listed {
    pub count: u64,
    pub first_reference: String,
}

impl Bench {
    /// What is there; with `quick` for the smaller sizes.
    pub fn new(quick: bool) -> Result<Self, String> {
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let root = temporary.parent().unwrap_or(temporary).join("bench-corpus");
        let stage = Stage {
            outputs: root.join("outputs"),
            home: root.join("home"),
            ceiling: root.clone(),
            budget: Duration::from_secs(if quick { 1 } else { 5 }),
        };
        for folder in [&stage.outputs, &stage.home] {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let ours =
            env::var_os("ONEONONE_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_oneonone").into());
        let this = env::current_exe().map_err(|error| error.to_string())?;
        Ok(Bench {
            ours: ours.into(),
            ripgrep: find("rg"),
            git: find("git"),
            this,
            root,
            stage,
            quick,
        })
    }

    /// The folder of a corpus and what is in it, made now if it is not there.
    pub fn corpus(&self, corpus: &Corpus) -> Result<(PathBuf, Truth), String> {
        if corpus.truth(&self.root).is_none() {
            // In a process of its own: a child's peak memory starts with that of the process it was forked from, so
            // this one must stay small.
            let status = Command::new(&self.this)
                .arg("--make")
                .arg(corpus.name)
                .arg(&self.root)
                .status();
            if !status.map_err(|error| error.to_string())?.success() {
                return Err(format!("the corpus {} could not be made", corpus.name));
            }
            measure::settle(&self.root)?;
        }
        let truth = corpus
            .truth(&self.root)
            .ok_or_else(|| format!("the corpus {} has no marker", corpus.name))?;
        Ok((corpus.folder(&self.root), truth))
    }

    /// A run of the program in a workspace, on the Monday after the last meetings.
    pub fn ours(&self, workspace: &Path, arguments: &[&str]) -> Step {
        let start = [
            OsString::from("-C"),
            workspace.into(),
            "--today".into(),
            super::corpus::TODAY.into(),
        ];
        Step::new(
            &self.ours,
            start
                .into_iter()
                .chain(arguments.iter().map(OsString::from)),
        )
    }

    /// This program as a baseline.
    pub fn baseline(&self, arguments: &[&str]) -> Step {
        Step::new(&self.this, ["--baseline"].iter().chain(arguments))
    }

    /// What the program lists as open, read in a process of its own for the same reason as above.
    pub fn listed(&self, workspace: &Path, who: &[&str]) -> Result<Listed, String> {
        let arguments = [&["items"], who, &["--json"]].concat();
        let answer = self.stage.answer(&self.ours(workspace, &arguments))?;
        let answer = answer
            .to_str()
            .ok_or("the folder of the corpora is not UTF-8")?
            .to_owned();
        let copy = format!("{answer}.json");
        fs::rename(&answer, &copy).map_err(|error| error.to_string())?;
        let lines = self
            .stage
            .answer(&Step::new(&self.this, ["--count", &copy]))?;
        let lines = fs::read_to_string(lines).map_err(|error| error.to_string())?;
        let (count, reference) = lines.trim().split_once(' ').ok_or("no count came back")?;
        let count = count
            .parse()
            .map_err(|_| format!("`{count}` is not a count"))?;
        Ok(Listed {
            count,
            first_reference: reference.to_owned(),
        })
    }
}

/// A program on the PATH.
fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}
