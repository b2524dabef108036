//! The laws of the merge on thousands of random agendas: of each item, word and day it is known beforehand what must come
//! of it. Git's own merges of text are held to the same, to see what the difference is.

mod deeds;
mod model;
mod oracle;
mod page;

use std::fs;
use std::path::Path;

use oneonone::meeting::Vocabulary;
use oneonone::merge::{Merged, Names, Three, merge};

use crate::dice::Dice;
use crate::surroundings;
use deeds::both_add;
use model::Agenda;
use oracle::{Story, fault, remark_fault};

/// How many triples are tried; `ONEONONE_TRIPLES` asks for more, `ONEONONE_SEED` for others.
const TRIPLES: usize = 1000;
/// Git's own merges are real processes, so fewer of them are tried.
const BESIDE_GIT: usize = 300;

#[derive(Default)]
struct Figures {
    overlapping: usize,
    with_remarks: usize,
    not_again: usize,
}

fn setting(name: &str) -> Option<usize> {
    surroundings::asked(name)?.parse().ok()
}

fn merged(base: &str, ours: &str, theirs: &str, names: [&str; 2]) -> Result<Merged, String> {
    let [ours_by, theirs_by] = names.map(|name| Some(name.to_string()));
    let names = Names {
        ours: ours_by,
        theirs: theirs_by,
    };
    merge(
        Three::new(base, ours, theirs),
        &names,
        &Vocabulary::default(),
    )
    .map_err(|refused| refused.to_string())
}

/// All laws for one story; what is counted goes into `figures`.
fn check(
    base: &Agenda,
    ours: &Agenda,
    theirs: &Agenda,
    figures: &mut Figures,
) -> Result<(), String> {
    let [b, o, t] = [base, ours, theirs].map(Agenda::written);
    let result = merged(&b, &o, &t, ["Dana", "Alex"])?;
    let swapped = merged(&b, &t, &o, ["Alex", "Dana"])?;
    if result != swapped {
        return Err("swapping the sides gives something else".to_string());
    }
    let equal =
        |one: Result<Merged, String>, other: &str| one.is_ok_and(|merged| merged.text == other);
    if !equal(merged(&b, &o, &o, ["Dana", "Alex"]), &o)
        || !equal(merged(&b, &b, &t, ["Dana", "Alex"]), &t)
    {
        return Err("a side alone does not come out as it is".to_string());
    }
    let story = Story { base, ours, theirs };
    let remarks: Vec<usize> = result.remarks.iter().map(|remark| remark.line).collect();
    if let Some(fault) =
        fault(&story, &result.text).or_else(|| remark_fault(&story, &result.text, &remarks))
    {
        return Err(format!("{fault}\n--- merged\n{}", result.text));
    }
    let again = [&o, &t].map(|side| {
        equal(
            merged(&b, &result.text, side, ["Dana", "Alex"]),
            &result.text,
        )
    });
    figures.not_again += usize::from(again.contains(&false));
    figures.overlapping += usize::from(o != b && t != b && o != t);
    figures.with_remarks += usize::from(!result.remarks.is_empty());
    Ok(())
}

fn story(seed: u64) -> [Agenda; 3] {
    let mut dice = Dice(seed);
    let base = Agenda::new(&mut dice);
    let mut ours = base.edited(&mut dice, "da");
    let mut theirs = base.edited(&mut dice, "al");
    if dice.one_in(6) {
        both_add(&mut dice, &mut ours, &mut theirs);
    }
    [base, ours, theirs]
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are part of the answer")]
fn both_changes_come_out_and_nothing_else() {
    let first = setting("ONEONONE_SEED").unwrap_or(1) as u64 * 1_000_000;
    let count = setting("ONEONONE_TRIPLES").unwrap_or(TRIPLES);
    let mut figures = Figures::default();
    let mut faults: Vec<(u64, String)> = Vec::new();
    for seed in first..first + count as u64 {
        let [base, ours, theirs] = story(seed);
        if let Err(fault) = check(&base, &ours, &theirs, &mut figures) {
            faults.push((seed, fault));
        }
    }
    if let Some((seed, first)) = faults.first() {
        let [base, ours, theirs] = story(*seed).map(|agenda| agenda.written());
        let told = faults
            .iter()
            .map(|(seed, fault)| format!("\n{seed}: {}", fault.lines().next().unwrap_or_default()));
        panic!(
            "{} of {count} are wrong:{}\n\nseed {seed}: {first}\n--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}",
            faults.len(),
            told.collect::<String>(),
        );
    }
    println!(
        "{count} triples, both sides changed in {}: all laws hold in all; {} with something to look at; merged again {} differ",
        figures.overlapping, figures.with_remarks, figures.not_again
    );
    assert!(
        figures.not_again * 200 <= count,
        "{} of {count} differ when merged again",
        figures.not_again
    );
}

/// The same stories through git's text merge, plain and as a union.
#[test]
#[allow(clippy::print_stdout, reason = "the figures are part of the answer")]
fn what_git_makes_of_the_same() {
    let folder = surroundings::folder();
    let mut table = [(0, 0); 3];
    for seed in 0..BESIDE_GIT as u64 {
        let [base, ours, theirs] = story(seed);
        let texts = [&base, &ours, &theirs].map(Agenda::written);
        let story = Story {
            base: &base,
            ours: &ours,
            theirs: &theirs,
        };
        let own = merged(&texts[0], &texts[1], &texts[2], ["Dana", "Alex"])
            .map(|merged| merged.text)
            .ok();
        let results = [
            own,
            by_git(folder.path(), &texts, &[]),
            by_git(folder.path(), &texts, &["--union"]),
        ];
        for (row, result) in table.iter_mut().zip(results) {
            let Some(text) = result else { continue };
            match fault(&story, &text) {
                None => row.0 += 1,
                Some(_) => row.1 += 1,
            }
        }
    }
    println!("of {BESIDE_GIT} triples      right  silently wrong");
    for (name, (right, wrong)) in ["item by item", "git merge-file", "merge=union"]
        .iter()
        .zip(table)
    {
        println!("{name:<20} {right:>6} {wrong:>15}");
    }
    assert_eq!(table[0], (BESIDE_GIT, 0));
    assert!(table[1].0 < BESIDE_GIT, "the stories are too easy");
}

/// What `git merge-file` makes of the three texts; nothing where it calls it a conflict.
fn by_git(folder: &Path, [base, ours, theirs]: &[String; 3], options: &[&str]) -> Option<String> {
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        fs::write(folder.join(name), text).expect("a file");
    }
    let output = surroundings::tool("git")
        .current_dir(folder)
        .args(["merge-file", "-p", "--quiet"])
        .args(options)
        .args(["ours", "base", "theirs"])
        .output()
        .expect("git runs");
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
