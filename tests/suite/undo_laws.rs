//! `undo` on random notebooks: the way back leads where one came from, from wherever one was cut short, and with
//! whatever was written since.

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use oneonone::change::{JournalEntry, Plan, record};
use oneonone::meeting::ItemSelection;
use oneonone::merge::{Outcome, Progress, UndoError, progress, undo};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::laws::cases;
use super::memory::Memory;
use super::random_notebook::notebook;

const BY_HAND: &str = "Written by hand, since then.";

/// `plan` as the journal has it.
fn recorded<T>(plan: &Plan<T>) -> JournalEntry {
    let mut files = Vec::new();
    record(&mut files, plan);
    JournalEntry {
        number: 1,
        at: 0,
        command: "new".to_string(),
        undoes: None,
        files,
    }
}

/// The lines that say something; how lines end and where blank ones stand is the merge's affair.
fn lines(text: &str) -> Vec<&str> {
    let lines = text.split(['\r', '\n']).map(str::trim_end);
    lines.filter(|line| !line.is_empty()).collect()
}

/// How often each open item is there.
fn open(memory: &Memory) -> BTreeMap<(NaiveDate, String), usize> {
    let mut found = BTreeMap::new();
    for item in memory.list(ItemSelection::Open) {
        *found.entry((item.origin, item.title)).or_default() += 1;
    }
    found
}

/// Cut short after any step, or done to its end, a carry is taken back to the byte; and done again.
fn leads_back(memory: &Memory, target: NaiveDate) -> TestCaseResult {
    let Ok(plan) = memory.plan(target) else {
        return Ok(());
    };
    let change = recorded(&plan);
    let steps = plan.changes();
    for count in 0..=steps.len() {
        let cut = memory.after_some(&steps[..count]);
        let expected = match count {
            0 if steps.is_empty() => Progress::Done,
            0 => Progress::NotDone,
            count if count == steps.len() => Progress::Done,
            _ => Progress::HalfDone,
        };
        prop_assert_eq!(
            progress(&change, &cut.whole_series()),
            expected,
            "{}",
            count
        );
        let way = undo(&change, &cut.whole_series());
        let way = way.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&cut.after(&way), memory, "{}", count);
    }
    let after = memory.after(&plan);
    let way = undo(&change, &after.whole_series());
    let way = way.map_err(|error| TestCaseError::fail(error.to_string()))?;
    let again = undo(&recorded(&way), &memory.whole_series());
    let again = again.map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(memory.after(&again), after);
    Ok(())
}

/// With a paragraph of their own at the end of every meeting only the carry goes. Gives whether it could.
fn keeps_what_was_written_since(memory: &Memory, target: NaiveDate) -> Result<bool, TestCaseError> {
    let Ok(plan) = memory.plan(target) else {
        return Ok(true);
    };
    let mut edited = memory.after(&plan);
    let by_hand = |text: &str| format!("{}\n\n## Since\n\n{BY_HAND}\n", text.trim_end());
    for text in edited.files.values_mut() {
        *text = by_hand(text);
    }
    let way = match undo(&recorded(&plan), &edited.whole_series()) {
        Ok(way) => way,
        Err(UndoError::Refused { .. }) => return Ok(false),
        Err(error) => return Err(TestCaseError::fail(error.to_string())),
    };
    let kept = |outcome| matches!(outcome, Outcome::LaterEditsKept);
    prop_assert!(way.news.iter().all(|file| kept(file.outcome)));
    let back = edited.after(&way);
    for (day, text) in &back.files {
        prop_assert!(text.contains(BY_HAND), "{}\n{}", day, text);
    }
    // A new agenda stays, because somebody wrote into it; nothing in it is open.
    prop_assert_eq!(open(&back), open(memory));
    for (day, text) in &memory.files {
        let expected = by_hand(text);
        prop_assert_eq!(lines(&back.files[day]), lines(&expected), "{}", day);
    }
    Ok(true)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_way_back_leads_where_one_came_from((memory, target) in notebook()) {
        leads_back(&memory, target)?;
    }
}

#[test]
fn what_was_written_since_stays() {
    let (all, refused) = (Cell::new(0), Cell::new(0));
    let result = TestRunner::new(cases(300)).run(&notebook(), |(memory, target)| {
        all.set(all.get() + 1);
        if !keeps_what_was_written_since(&memory, target)? {
            refused.set(refused.get() + 1);
        }
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.expect_err("a case"));
    let (all, refused) = (all.get(), refused.get());
    assert!(refused * 50 <= all, "{refused} of {all} were refused");
}
