//! What happens with more of everything: linear in the files, constant in the other people.

use super::super::bench::Bench;
use super::super::corpus::{LARGE, MEDIUM, Person, SMALL, TEN};
use super::super::measure::Contender;
use super::super::table::{Row, Table, Target};
use super::items::largest;

/// Noise on a busy machine stays below this; a cost that grows faster than the files does not.
const SAME: Target = Target::Ratio(1.25);

/// `items` at each size, as time per file: the last against the one before.
pub fn with_size(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let mut each = Vec::new();
    for corpus in [&SMALL, &MEDIUM, &LARGE] {
        if bench.quick && corpus.name == LARGE.name {
            continue;
        }
        let (workspace, _) = bench.corpus(corpus)?;
        let figures = bench
            .stage
            .compare(&[Contender::new(bench.ours(&workspace, &["items"]))])?;
        each.push((
            corpus.name,
            figures[0].median * 1e3 / corpus.meetings() as f64,
        ));
    }
    let words = |(name, time): &(&str, f64)| format!("{name} {time:.1}");
    let (last, before) = (&each[each.len() - 1], &each[each.len() - 2]);
    let all = each.iter().map(words).collect::<Vec<_>>().join(", ") + " µs";
    table.row(&Row::words(
        "growth, items, time per meeting",
        all,
        words(before),
        Some(last.1 / before.1),
        SAME,
    ));
    Ok(())
}

/// One person's command among ten and among two hundred people; that person's notebook is the same in both.
pub fn with_other_people(bench: &Bench, table: &mut Table) -> Result<(), String> {
    if bench.quick {
        table.note("growth-of-one: left out by --quick, it needs L");
        return Ok(());
    }
    let ((few, _), (many, _)) = (bench.corpus(&TEN)?, bench.corpus(largest(bench))?);
    let handle = Person::new(0).handle;
    let contender = |workspace| Contender::new(bench.ours(workspace, &["items", &handle]));
    let figures = bench.stage.compare(&[contender(&many), contender(&few)])?;
    let work = format!(
        "growth, items WHO, {} and {} people",
        LARGE.people, TEN.people
    );
    table.row(&Row::times(
        work,
        figures[0],
        Some(("10 people", figures[1])),
        SAME,
    ));
    Ok(())
}
