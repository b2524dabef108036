//! From the arguments to the rows: what is on this machine, which corpora are there, which groups were asked for.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

use super::corpus::{Corpus, Truth};
use super::measure::{self, Stage, Step};
use super::rows::GROUPS;
use super::table::Table;
use super::{baseline, helper};

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

/// Reads the arguments; a run as a baseline or as a helper of another run ends here.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let words: Vec<&str> = arguments
        .iter()
        .filter_map(|argument| argument.to_str())
        .collect();
    let helper = match words.first() {
        Some(&"--baseline") => Some(baseline::run(&arguments[1..])),
        Some(&"--make") => Some(helper::make(&words[1..])),
        Some(&"--count") => Some(helper::count(&words[1..])),
        _ => None,
    };
    if let Some(result) = helper {
        return result.map_or_else(|error| complain(&error), |()| ExitCode::SUCCESS);
    }
    // `cargo test --all-targets` runs this too, without the flag: it must not take minutes there.
    if !words.contains(&"--bench") {
        return ExitCode::SUCCESS;
    }
    let only = words
        .iter()
        .position(|word| *word == "--only")
        .and_then(|at| words.get(at + 1))
        .copied();
    match Bench::new(words.contains(&"--quick")) {
        Ok(bench) => bench.run(only.unwrap_or("")),
        Err(error) => complain(&error),
    }
}

impl Bench {
    fn new(quick: bool) -> Result<Self, String> {
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

    fn run(&self, only: &str) -> ExitCode {
        measure::stay_on_two_processors();
        let mut table = Table::default();
        if self.ripgrep.is_none() {
            table.note("ripgrep not found: column left out");
        }
        if self.git.is_none() {
            table.note("git not found: column left out");
        }
        let groups: Vec<_> = GROUPS
            .iter()
            .filter(|(name, _)| name.contains(only))
            .collect();
        if groups.is_empty() {
            let names: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
            return complain(&format!(
                "no group has `{only}` in its name: {}",
                names.join(", ")
            ));
        }
        for (name, group) in groups {
            if let Err(error) = group(self, &mut table) {
                table.failure(name, &error);
            }
        }
        table.end();
        if table.failures == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
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

#[allow(clippy::print_stderr)]
fn complain(error: &str) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}
