//! The printed table. A row is printed as soon as it is known: a full run takes minutes.

mod row;

use std::io::{self, Write};

pub use row::{Row, Target};

const HEADER: [&str; 7] = [
    "work",
    "ours, ms: median (min–max)",
    "beside, ms: median",
    "ratio",
    "target",
    "met?",
    "cpu ms",
];
const WIDTHS: [usize; 7] = [48, 26, 27, 5, 15, 4, 13];

/// The table, and what went wrong on the way.
#[derive(Default)]
pub struct Table {
    begun: bool,
    pub failures: usize,
    met: usize,
    missed: usize,
}

impl Table {
    pub fn row(&mut self, row: &Row) {
        if !self.begun {
            self.begun = true;
            print(HEADER);
            print(
                WIDTHS
                    .map(|width| "-".repeat(width))
                    .each_ref()
                    .map(String::as_str),
            );
        }
        let met = match row.met() {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "–",
        };
        self.met += usize::from(met == "yes");
        self.missed += usize::from(met == "NO");
        let ratio = row
            .ratio
            .map(|ratio| format!("{ratio:.2}"))
            .unwrap_or_default();
        let target = row.target.to_string();
        print([
            &row.work,
            &row.ours,
            &row.beside,
            &ratio,
            &target,
            met,
            &row.cpu,
        ]);
    }

    /// A remark between the rows.
    pub fn note(&self, text: &str) {
        write(&format!("  · {text}"));
    }

    /// Something could not run, or a count is wrong: the only things that make the run fail.
    pub fn failure(&mut self, group: &str, text: &str) {
        self.failures += 1;
        write(&format!("  ! {group}: {text}"));
    }

    pub fn end(&self) {
        write(&format!(
            "\n{} targets met, {} missed, {} failures",
            self.met, self.missed, self.failures
        ));
    }
}

fn print(cells: [&str; 7]) {
    let line: Vec<String> = cells
        .iter()
        .zip(WIDTHS)
        .map(|(cell, width)| format!("{cell:<width$}"))
        .collect();
    write(line.join("  ").trim_end());
}

/// A closed pipe is no reason to stop measuring loudly.
fn write(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
