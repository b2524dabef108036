//! Commands that write, on ten years of one pair. Each run has a fresh copy of the notebook.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::super::bench::Bench;
use super::super::corpus::{BACKLOG, Corpus, PAIR, PAIR_WITH_AGENDA, Person};
use super::super::measure::{Contender, settle};
use super::super::table::{Row, Table, Target};

const TARGET: Target = Target::RatioAndTime(2.0, 30.0);

/// The next agenda, with the few items that the last meeting left open.
pub fn new(bench: &Bench, table: &mut Table) -> Result<(), String> {
    change(
        bench,
        table,
        &PAIR,
        "new",
        TARGET,
        &["new", &who(), "--no-edit"],
    )
}

/// The first `new` of people who begin after ten years: the baseline writes as many files as the program did.
pub fn backlog(bench: &Bench, table: &mut Table) -> Result<(), String> {
    change(
        bench,
        table,
        &BACKLOG,
        "new, first time",
        Target::None,
        &["new", &who(), "--no-edit"],
    )
}

/// Carrying into an agenda that is there.
pub fn carry(bench: &Bench, table: &mut Table) -> Result<(), String> {
    change(
        bench,
        table,
        &PAIR_WITH_AGENDA,
        "carry",
        TARGET,
        &["carry", &who()],
    )
}

/// Ticking one item off.
pub fn done(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let scene = Scene::new(bench, &PAIR)?;
    scene.prepare()?;
    let reference = bench
        .listed(&scene.workspace, &[&scene.handle])?
        .first_reference;
    change(bench, table, &PAIR, "done", TARGET, &["done", &reference])
}

/// One more item into the agenda that is there.
pub fn add(bench: &Bench, table: &mut Table) -> Result<(), String> {
    change(
        bench,
        table,
        &PAIR_WITH_AGENDA,
        "add",
        TARGET,
        &[
            "add",
            &who(),
            "Ask the platform team for runners",
            "--owner",
            "dana",
        ],
    )
}

/// Whose notebook it is.
fn who() -> String {
    Person::new(0).handle
}

/// Runs one command beside a program that reads the same files and writes two.
fn change(
    bench: &Bench,
    table: &mut Table,
    corpus: &Corpus,
    name: &str,
    target: Target,
    arguments: &[&str],
) -> Result<(), String> {
    let scene = Scene::new(bench, corpus)?;
    let step = || bench.ours(&scene.workspace, arguments);
    scene.prepare()?;
    bench.stage.answer(&step())?;
    let written = scene.changed()?;
    if written == 0 {
        return Err(format!("`{name}` changed no meeting"));
    }
    let (few, many) = (2, written.max(2));
    let writes = if matches!(target, Target::None) {
        many
    } else {
        few
    };
    let notebook = scene.workspace.join(&scene.handle);
    let folder = notebook
        .to_str()
        .ok_or("the folder of the corpora is not UTF-8")?;
    let baseline = bench.baseline(&["replace", folder, &writes.to_string()]);
    let contenders = [
        Contender::prepared(step(), || scene.prepare()),
        Contender::prepared(baseline, || scene.prepare()),
    ];
    let figures = bench.stage.compare(&contenders)?;
    let files = if written == 1 {
        "1 file".to_owned()
    } else {
        format!("{written} files")
    };
    let work = format!("{name}, 520 meetings, wrote {files}");
    let beside = format!("read, write {writes}");
    table.row(&Row::times(
        work,
        figures[0],
        Some((&beside, figures[1])),
        target,
    ));
    Ok(())
}

/// A notebook and the copy of it that is worked on.
struct Scene {
    source: PathBuf,
    workspace: PathBuf,
    handle: String,
}

impl Scene {
    fn new(bench: &Bench, corpus: &Corpus) -> Result<Self, String> {
        let (source, _) = bench.corpus(corpus)?;
        Ok(Scene {
            source,
            workspace: bench.root.join("work"),
            handle: who(),
        })
    }

    /// A fresh copy, on the disk and in the cache.
    fn prepare(&self) -> Result<(), String> {
        if self.workspace.exists() {
            fs::remove_dir_all(&self.workspace).map_err(|error| error.to_string())?;
        }
        copy(&self.source, &self.workspace)
            .map_err(|error| format!("copying the notebook: {error}"))?;
        settle(&self.workspace)
    }

    /// How many meetings are not what they were: a command that does nothing is fast, too.
    fn changed(&self) -> Result<usize, String> {
        let mut changed = 0;
        for entry in WalkDir::new(self.workspace.join(&self.handle).join("meetings")).min_depth(1) {
            let path = entry.map_err(|error| error.to_string())?.into_path();
            let before = path
                .strip_prefix(&self.workspace)
                .map(|name| self.source.join(name));
            let before = before.map_err(|error| error.to_string())?;
            changed += usize::from(fs::read(&path).ok() != fs::read(before).ok());
        }
        Ok(changed)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), std::io::Error> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(
            entry
                .path()
                .strip_prefix(from)
                .expect("a walk stays below its start"),
        );
        if entry.file_type().is_dir() {
            fs::create_dir(&target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
