//! What looks at the practice of a pair: `prep`, `check`, `report`, `log`.

use super::super::bench::Bench;
use super::super::corpus::{Person, TEN_IN_GIT};
use super::super::measure::{Contender, Step};
use super::super::table::{Row, Table, Target};
use super::sharing::Clone;

/// `prep` of ten pairs, and of one with a commit for each meeting, beside `git status` there.
pub fn prep(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let Some(git) = &bench.git else {
        table.note("prep: left out, because its notebooks are git repositories");
        return Ok(());
    };
    let (workspace, _) = bench.corpus(&TEN_IN_GIT)?;
    let status = |index| {
        let folder = workspace.join(Person::new(index).handle);
        Step::new(git, ["-C".as_ref(), folder.as_os_str(), "status".as_ref()])
    };
    let people = 0..TEN_IN_GIT.people;
    let ours = |index| bench.ours(&workspace, &["prep", &Person::new(index).handle]);
    let contenders = [
        all(people.clone().map(ours)),
        all(people.clone().map(status)),
    ];
    let figures = bench.stage.compare(&contenders)?;
    table.row(&Row::times(
        "prep of 10 pairs × 520 meetings",
        figures[0],
        Some(("git status, 10 times", figures[1])),
        Target::Ratio(1.5),
    ));
    with_history(bench, table, "prep", Target::Ratio(1.5))
}

/// `check` of all notebooks, of one, and of one with a commit for each meeting.
pub fn check(bench: &Bench, table: &mut Table) -> Result<(), String> {
    beside_reading(bench, table, "check", None)?;
    beside_reading(bench, table, "check", Some(0))?;
    with_history(bench, table, "check", Target::None)
}

/// `report` of the last quarter.
pub fn report(bench: &Bench, table: &mut Table) -> Result<(), String> {
    beside_reading(bench, table, "report", Some(0))
}

/// `log` of the last year.
pub fn log(bench: &Bench, table: &mut Table) -> Result<(), String> {
    beside_reading(bench, table, "log", Some(0))
}

/// `command` for one of ten people or for all, beside the reading of the same files.
fn beside_reading(
    bench: &Bench,
    table: &mut Table,
    command: &str,
    who: Option<usize>,
) -> Result<(), String> {
    let (workspace, _) = bench.corpus(&TEN_IN_GIT)?;
    let handle = who.map(|index| Person::new(index).handle);
    let arguments: Vec<&str> = [command].into_iter().chain(handle.as_deref()).collect();
    // Not the repository: no command reads all of that.
    let folders = who.map_or(0..TEN_IN_GIT.people, |index| index..index + 1);
    let read = |index| {
        let folder = workspace.join(Person::new(index).handle).join("meetings");
        bench.baseline(&["read-all", &folder.display().to_string()])
    };
    let contenders = [
        Contender::new(bench.ours(&workspace, &arguments)),
        all(folders.map(read)),
    ];
    let figures = bench.stage.compare(&contenders)?;
    let work = match who {
        Some(_) => format!("{command} WHO, 520 meetings"),
        None => format!("{command}, 10 pairs × 520 meetings"),
    };
    let beside = Some(("read all", figures[1]));
    table.row(&Row::times(work, figures[0], beside, Target::None));
    Ok(())
}

/// `command` in a notebook with a commit for each of 520 meetings, beside `git status` in it.
fn with_history(
    bench: &Bench,
    table: &mut Table,
    command: &str,
    target: Target,
) -> Result<(), String> {
    let Some(git) = &bench.git else {
        return Ok(());
    };
    let clone = Clone::new(bench, git, "practice")?;
    let contenders = [
        Contender::new(bench.ours(clone.folder(), &[command])),
        Contender::new(clone.git(&["status"])),
    ];
    let figures = bench.stage.compare(&contenders)?;
    let work = format!("{command}, 520 meetings, 520 commits");
    let beside = Some(("git status", figures[1]));
    table.row(&Row::times(work, figures[0], beside, target));
    Ok(())
}

/// Steps that count together.
fn all<'a>(steps: impl IntoIterator<Item = Step>) -> Contender<'a> {
    Contender {
        steps: steps.into_iter().collect(),
        prepare: Box::new(|| Ok(())),
    }
}
