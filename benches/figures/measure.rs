//! Whole processes, measured side by side: wall time, processor time and peak memory of each.

mod kernel;

use std::ffi::{OsStr, OsString, c_int};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub use kernel::{settle, stay_on_two_processors};

/// One program to run, without a shell.
pub struct Step {
    program: PathBuf,
    arguments: Vec<OsString>,
}

/// One side of a comparison: one or more steps that count together, and what is made ready before each run, untimed.
pub struct Contender<'a> {
    pub steps: Vec<Step>,
    pub prepare: Box<dyn Fn() -> Result<(), String> + 'a>,
}

/// What one run took.
#[derive(Clone, Copy, Default)]
struct Usage {
    wall: f64,
    cpu: f64,
    peak: f64,
}

/// Medians over all runs of a contender; times in milliseconds, memory in MiB.
#[derive(Clone, Copy)]
pub struct Figure {
    pub median: f64,
    pub min: f64,
    pub max: f64,
    pub cpu: f64,
    pub peak: f64,
}

impl Step {
    pub fn new<A: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = A>) -> Self {
        let arguments = arguments
            .into_iter()
            .map(|argument| argument.as_ref().to_owned())
            .collect();
        Step {
            program: program.to_owned(),
            arguments,
        }
    }

    fn words(&self) -> String {
        let name = self
            .program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let rest = self
            .arguments
            .iter()
            .map(|argument| argument.to_string_lossy());
        std::iter::once(name)
            .chain(rest)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl<'a> Contender<'a> {
    /// A contender that changes nothing, so nothing has to be made ready.
    pub fn new(step: Step) -> Self {
        Contender {
            steps: vec![step],
            prepare: Box::new(|| Ok(())),
        }
    }

    pub fn prepared(step: Step, prepare: impl Fn() -> Result<(), String> + 'a) -> Self {
        Contender {
            steps: vec![step],
            prepare: Box::new(prepare),
        }
    }
}

/// Where and under which conditions everything runs.
pub struct Stage {
    /// Answers and complaints go to files here: a program that sees a pipe or `/dev/null` may do less work.
    pub outputs: PathBuf,
    /// An empty home: nobody's own settings take part.
    pub home: PathBuf,
    /// No search for a repository goes above the corpora.
    pub ceiling: PathBuf,
    /// How long the runs of one comparison may last together.
    pub budget: Duration,
}

impl Stage {
    /// Runs the contenders in turn (A B C, B C A, …), so that whatever else the machine does meets all of them.
    pub fn compare(&self, contenders: &[Contender]) -> Result<Vec<Figure>, String> {
        let start = Instant::now();
        for contender in contenders {
            self.run(contender)?;
        }
        let once = start.elapsed().as_secs_f64().max(1e-4);
        let rounds = (self.budget.as_secs_f64() / once).clamp(5.0, 61.0) as usize | 1;
        let mut runs: Vec<Vec<Usage>> = contenders.iter().map(|_| Vec::new()).collect();
        for round in 0..rounds {
            for turn in 0..contenders.len() {
                let which = (round + turn) % contenders.len();
                runs[which].push(self.run(&contenders[which])?);
            }
        }
        Ok(runs.iter().map(|runs| summary(runs)).collect())
    }

    /// Runs one program once and gives the path of what it printed.
    pub fn answer(&self, step: &Step) -> Result<PathBuf, String> {
        self.step(step).map(|_| self.outputs.join("stdout"))
    }

    fn run(&self, contender: &Contender) -> Result<Usage, String> {
        (contender.prepare)()?;
        let mut sum = Usage::default();
        for step in &contender.steps {
            let usage = self.step(step)?;
            sum.wall += usage.wall;
            sum.cpu += usage.cpu;
            sum.peak = sum.peak.max(usage.peak);
        }
        Ok(sum)
    }

    fn step(&self, step: &Step) -> Result<Usage, String> {
        let failed = |what: String| format!("`{}` {what}", step.words());
        let open = |name: &str| {
            File::create(self.outputs.join(name)).map_err(|error| failed(error.to_string()))
        };
        let mut command = Command::new(&step.program);
        command
            .args(&step.arguments)
            .stdin(Stdio::null())
            .stdout(open("stdout")?)
            .stderr(open("stderr")?);
        self.surroundings(&mut command);
        let start = Instant::now();
        let child = command
            .spawn()
            .map_err(|error| failed(format!("does not start: {error}")))?;
        let (status, rusage) =
            kernel::wait(child.id()).ok_or_else(|| failed("got lost".to_owned()))?;
        let wall = start.elapsed().as_secs_f64() * 1e3;
        if status != 0 {
            let said = fs::read_to_string(self.outputs.join("stderr")).unwrap_or_default();
            let said = said.lines().next().unwrap_or("and said nothing");
            return Err(failed(format!("ended with {}: {said}", ending(status))));
        }
        let cpu = rusage.cpu();
        Ok(Usage {
            wall,
            cpu,
            peak: rusage.peak(),
        })
    }

    fn surroundings(&self, command: &mut Command) {
        for name in [
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "RIPGREP_CONFIG_PATH",
            "RUST_BACKTRACE",
        ] {
            command.env_remove(name);
        }
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
        ] {
            command.env(name, &self.home);
        }
        command.env("GIT_CEILING_DIRECTORIES", &self.ceiling);
        command.envs([
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("EDITOR", "true"),
        ]);
        command.envs([("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8"), ("TZ", "UTC")]);
    }
}

fn summary(runs: &[Usage]) -> Figure {
    let sorted = |field: fn(&Usage) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(field).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let middle = |values: &[f64]| values[values.len() / 2];
    let wall = sorted(|usage| usage.wall);
    Figure {
        median: middle(&wall),
        min: wall[0],
        max: wall[wall.len() - 1],
        cpu: middle(&sorted(|usage| usage.cpu)),
        peak: middle(&sorted(|usage| usage.peak)),
    }
}

/// The words for what `wait4` says.
fn ending(status: c_int) -> String {
    match (status >> 8 & 0xFF, status & 0x7F) {
        (code, 0) => format!("exit code {code}"),
        (_, signal) => format!("signal {signal}"),
    }
}
