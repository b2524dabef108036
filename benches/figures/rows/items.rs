//! Listing what is open: all notebooks, one notebook, and the memory that it takes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::super::bench::Bench;
use super::super::corpus::{Corpus, LARGE, MEDIUM, Person, SMALL, TEN};
use super::super::measure::{Contender, Figure, Step};
use super::super::table::{Row, Table, Target};

/// All open items, beside ripgrep and beside reading alone. The counts of every size are checked first.
pub fn everyone(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let sizes: &[&Corpus] = if bench.quick {
        &[&SMALL, &MEDIUM]
    } else {
        &[&SMALL, &MEDIUM, &LARGE]
    };
    for corpus in sizes {
        check(bench, table, corpus)?;
    }
    let corpus = largest(bench);
    let (workspace, _) = bench.corpus(corpus)?;
    let folder = workspace
        .to_str()
        .ok_or("the folder of the corpora is not UTF-8")?;
    let mut contenders = vec![
        Contender::new(bench.ours(&workspace, &["items"])),
        Contender::new(bench.baseline(&["read-all", folder])),
    ];
    contenders.extend(ripgrep(bench, folder).map(Contender::new));
    let figures = bench.stage.compare(&contenders)?;
    let work = format!("items, {}: {} meetings", corpus.name, corpus.meetings());
    table.row(&Row::times(
        &work,
        figures[0],
        figures.get(2).map(|&rg| ("rg", rg)),
        Target::Ratio(0.6),
    ));
    table.row(&Row::times(
        &work,
        figures[0],
        Some(("read all", figures[1])),
        Target::Ratio(2.0),
    ));
    Ok(())
}

/// Peak memory at each size, and how much was printed: only that may make it grow.
pub fn memory(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let sizes: &[&Corpus] = if bench.quick {
        &[&SMALL, &MEDIUM]
    } else {
        &[&SMALL, &MEDIUM, &LARGE]
    };
    for corpus in sizes {
        let (workspace, _) = bench.corpus(corpus)?;
        let folder = workspace
            .to_str()
            .ok_or("the folder of the corpora is not UTF-8")?;
        let items = bench.ours(&workspace, &["items"]);
        let answer =
            fs::metadata(bench.stage.answer(&items)?).map_err(|error| error.to_string())?;
        let printed = answer.len() as f64 / 1024.0 / 1024.0;
        let mut contenders = vec![Contender::new(items)];
        contenders.extend(ripgrep(bench, folder).map(Contender::new));
        let figures = bench.stage.compare(&contenders)?;
        let work = format!(
            "peak memory, items, {}: {printed:.2} MiB printed",
            corpus.name
        );
        table.row(&Row::memory(
            work,
            figures[0],
            figures.get(1).map(|&rg| ("rg", rg)),
            Target::Memory(64.0),
        ));
    }
    // A child's peak begins with that of the process it was started from: figures near it would mean less than they say.
    let own = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let own = own
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or("unknown")
        .trim();
    table.note(&format!(
        "the measuring process itself: {own}; no figure can be below it"
    ));
    Ok(())
}

/// One person's items among ten people.
pub fn one_person(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let (workspace, truth) = bench.corpus(&TEN)?;
    let handle = Person::new(0).handle;
    let listed = bench.listed(&workspace, &[&handle])?.count;
    table.note(&format!(
        "open items of {handle}: {} written, {listed} listed",
        truth.first_open
    ));
    if !truth.first_agrees(listed) {
        table.failure("items-who", "the counts differ");
    }
    let folder = workspace.join(&handle);
    let folder = folder
        .to_str()
        .ok_or("the folder of the corpora is not UTF-8")?;
    let mut contenders = vec![Contender::new(bench.ours(&workspace, &["items", &handle]))];
    contenders.extend(ripgrep(bench, folder).map(Contender::new));
    let figures = bench.stage.compare(&contenders)?;
    let beside = figures.get(1).map(|&rg: &Figure| ("rg", rg));
    table.row(&Row::times(
        "items WHO, 520 meetings",
        figures[0],
        beside,
        Target::Ratio(0.7),
    ));
    Ok(())
}

/// The largest size that this run uses.
pub fn largest(bench: &Bench) -> &'static Corpus {
    if bench.quick { &MEDIUM } else { &LARGE }
}

/// What the program lists must be what was written; and ripgrep must have seen every file.
fn check(bench: &Bench, table: &mut Table, corpus: &Corpus) -> Result<(), String> {
    let (workspace, truth) = bench.corpus(corpus)?;
    let listed = bench.listed(&workspace, &[])?.count;
    let (name, open, quoted, files, mib) = (
        corpus.name,
        truth.open,
        truth.quoted,
        truth.files,
        truth.bytes >> 20,
    );
    table.note(&format!(
        "{name}: {files} meetings, {mib} MiB; open items: {open} written (and {quoted} in quotes), {listed} listed"
    ));
    if !truth.agrees(listed) {
        table.failure(
            "items",
            &format!("the counts of {name} differ: {open} written, {listed} listed"),
        );
    }
    let folder = workspace
        .to_str()
        .ok_or("the folder of the corpora is not UTF-8")?;
    if let Some(rg) = ripgrep(bench, folder) {
        let lines = lines(&bench.stage.answer(&rg)?).map_err(|error| error.to_string())?;
        if lines != truth.naive {
            let text = format!(
                "ripgrep printed {lines} lines of {name}, not {}: does it skip files?",
                truth.naive
            );
            table.failure("items", &text);
        }
    }
    Ok(())
}

/// Counts lines piece by piece: this process must stay small, see the memory rows.
fn lines(path: &Path) -> io::Result<u64> {
    let (mut file, mut buffer, mut lines) = (File::open(path)?, vec![0; 64 * 1024], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(lines),
            read => lines += memchr::memchr_iter(b'\n', &buffer[..read]).count() as u64,
        }
    }
}

/// What a person without the program would search with.
fn ripgrep(bench: &Bench, folder: &str) -> Option<Step> {
    let pattern = r"^\s*([-*+]|\d+[.)]) \[ \]";
    bench
        .ripgrep
        .as_ref()
        .map(|rg| Step::new(rg, ["-j2", "-n", pattern, folder]))
}
