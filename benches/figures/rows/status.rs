//! One look at ten pairs.

use super::super::bench::Bench;
use super::super::corpus::{Person, TEN_IN_GIT};
use super::super::measure::{Contender, Step};
use super::super::table::{Row, Table, Target};

/// `status` over ten years of ten pairs, beside `git status` in each of the ten, which says much less.
pub fn ten_pairs(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let Some(git) = &bench.git else {
        table.note("status: left out, because its notebooks are git repositories");
        return Ok(());
    };
    let (workspace, _) = bench.corpus(&TEN_IN_GIT)?;
    let one = |index| {
        let folder = workspace.join(Person::new(index).handle);
        Step::new(git, ["-C".as_ref(), folder.as_os_str(), "status".as_ref()])
    };
    let mut each = Contender::new(one(0));
    each.steps.extend((1..TEN_IN_GIT.people).map(one));
    let contenders = [Contender::new(bench.ours(&workspace, &["status"])), each];
    let figures = bench.stage.compare(&contenders)?;
    let beside = Some(("git status, 10 times", figures[1]));
    table.row(&Row::times(
        "status, 10 pairs × 520 meetings",
        figures[0],
        beside,
        Target::Ratio(1.5),
    ));
    Ok(())
}
