//! The time before anything happens.

use super::super::bench::Bench;
use super::super::measure::{Contender, Step};
use super::super::table::{Row, Table, Target};

/// `--version` and `--help` beside `rg --version`.
pub fn version_and_help(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let mut contenders: Vec<Contender> = ["--version", "--help"]
        .map(|flag| Contender::new(Step::new(&bench.ours, [flag])))
        .into();
    contenders.extend(
        bench
            .ripgrep
            .as_ref()
            .map(|rg| Contender::new(Step::new(rg, ["--version"]))),
    );
    let figures = bench.stage.compare(&contenders)?;
    let beside = figures.get(2).map(|&rg| ("rg --version", rg));
    table.row(&Row::times(
        "start-up, --version",
        figures[0],
        beside,
        Target::Ratio(1.3),
    ));
    table.row(&Row::times(
        "start-up, --help",
        figures[1],
        beside,
        Target::Ratio(1.3),
    ));
    Ok(())
}
