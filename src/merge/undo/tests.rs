//! Undo, case by case: what a change did, what stands there now, and all that stands there afterwards.

use super::*;
use crate::change::record;
use crate::change::testing::{Texts, after, series, texts};

/// Meetings: of each its date and its text.
type Meetings<'a> = &'a [(&'a str, &'a str)];

fn version((day, text): (&str, &str)) -> FileText {
    FileText::new(format!("meetings/{day}.md"), text)
}

fn file(before: Option<(&str, &str)>, after: Option<(&str, &str)>) -> JournalFile {
    JournalFile {
        before: before.map(version),
        after: after.map(version),
        ..JournalFile::default()
    }
}

fn rewritten(day: &str, before: &str, after: &str) -> JournalFile {
    file(Some((day, before)), Some((day, after)))
}

/// An agenda that was made, of a template that gives `blank`.
fn made(day: &str, blank: &str, text: &str) -> JournalFile {
    JournalFile {
        blank: Some(blank.to_string()),
        ..file(None, Some((day, text)))
    }
}

fn removed(day: &str, text: &str) -> JournalFile {
    file(Some((day, text)), None)
}

/// A meeting that was moved: first it got the text `after`, then the name of that day.
fn moved(from: &str, before: &str, to: &str, after: &str) -> JournalFile {
    JournalFile {
        between: vec![version((from, after))],
        ..file(Some((from, before)), Some((to, after)))
    }
}

fn numbered(number: u64, files: &[JournalFile]) -> JournalEntry {
    JournalEntry {
        number,
        at: 0,
        command: "new".to_string(),
        undoes: None,
        files: files.to_vec(),
    }
}

fn undoing(number: u64, undoes: u64, files: &[JournalFile]) -> JournalEntry {
    JournalEntry {
        undoes: Some(undoes),
        ..numbered(number, files)
    }
}

/// Taking back what was done to `files`, where there is `now`, leads to `then`; and `outcomes` become of them.
#[track_caller]
fn check(files: &[JournalFile], now: Meetings, then: Meetings, outcomes: &[Outcome]) {
    let now = texts(now);
    let (plan, found) = taken_back(files, &now);
    assert_eq!(found, texts(then));
    let found: Vec<Outcome> = plan.news.iter().map(|file| file.outcome).collect();
    assert_eq!(found, outcomes);
}

fn taken_back(files: &[JournalFile], now: &Texts) -> (Plan<Vec<TakenBack>>, Texts) {
    let plan = undo(&numbered(1, files), &series(now)).expect("a plan");
    let then = after(now, &plan);
    (plan, then)
}

const DAY: &str = "2026-11-17";
const NEXT: &str = "2026-11-24";

#[test]
fn what_is_as_the_change_left_it_becomes_what_it_was() {
    let ticked = [rewritten(DAY, "- [ ] a\n", "- [x] a\n")];
    let other = (NEXT, "- [x] a\n");
    check(
        &ticked,
        &[(DAY, "- [x] a\n"), other],
        &[(DAY, "- [ ] a\n"), other],
        &[Outcome::Restored],
    );
    check(
        &[made(DAY, "## Wins\n", "## Wins\n- a\n")],
        &[(DAY, "## Wins\n- a\n"), other],
        &[other],
        &[Outcome::Removed],
    );
    check(
        &[removed(DAY, "## Wins\n")],
        &[other],
        &[(DAY, "## Wins\n"), other],
        &[Outcome::MadeAgain],
    );
    check(
        &[moved(DAY, "a\n", "2026-11-19", "b\n")],
        &[("2026-11-19", "b\n"), other],
        &[(DAY, "a\n"), other],
        &[Outcome::Restored],
    );
}

#[test]
fn what_is_as_it_was_stays() {
    let now = [(DAY, "- [ ] a\n")];
    let was_so = [Outcome::WasSo];
    check(
        &[rewritten(DAY, "- [ ] a\n", "- [x] a\n")],
        &now,
        &now,
        &was_so,
    );
    check(&[made(NEXT, "", "- [ ] a\n")], &now, &now, &was_so);
    check(&[removed(DAY, "- [ ] a\n")], &now, &now, &was_so);
    check(
        &[moved(DAY, "- [ ] a\n", NEXT, "- [x] a\n")],
        &now,
        &now,
        &was_so,
    );
}

#[test]
fn what_somebody_removed_since_stays_away() {
    let other = [("2026-11-10", "- [x] a\n")];
    let gone = [Outcome::Gone];
    check(
        &[rewritten(DAY, "- [ ] a\n", "- [x] a\n")],
        &other,
        &other,
        &gone,
    );
    check(
        &[moved(DAY, "- [ ] a\n", NEXT, "- [x] a\n")],
        &other,
        &other,
        &gone,
    );
}

#[test]
fn a_change_that_was_cut_short_is_taken_back_from_where_it_was() {
    // The text was written, the new name was not given yet.
    check(
        &[moved(DAY, "a\n", NEXT, "b\n")],
        &[(DAY, "b\n")],
        &[(DAY, "a\n")],
        &[Outcome::Restored],
    );
    // The agenda was made, the mark was not.
    check(
        &[
            made(NEXT, "", "- [ ] a since:2026-11-17\n"),
            rewritten(DAY, "- [ ] a\n", "- [>] a\n"),
        ],
        &[(DAY, "- [ ] a\n"), (NEXT, "- [ ] a since:2026-11-17\n")],
        &[(DAY, "- [ ] a\n")],
        &[Outcome::Removed, Outcome::WasSo],
    );
}

#[test]
fn what_was_written_since_stays() {
    let kept = [Outcome::LaterEditsKept];
    check(
        &[rewritten(DAY, "- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n")],
        &[(DAY, "- [x] a\n- [x] b\n")],
        &[(DAY, "- [ ] a\n- [x] b\n")],
        &kept,
    );
    // Of an agenda that was made that stays, and what the template gave.
    let blank = "## Wins\n\n## Action items\n";
    check(
        &[made(
            DAY,
            blank,
            &format!("{blank}- [ ] a since:2026-11-10\n"),
        )],
        &[(
            DAY,
            "## Wins\n- ours\n\n## Action items\n- [ ] a since:2026-11-10\n",
        )],
        &[(DAY, "## Wins\n- ours\n\n## Action items\n")],
        &kept,
    );
    // Of one that was removed and begun anew, both.
    check(
        &[removed(DAY, "## Wins\n- a\n")],
        &[(DAY, "## Notes\n- b\n")],
        &[(DAY, "## Notes\n- b\n\n## Wins\n- a\n")],
        &kept,
    );
    // One that was moved gets its name back.
    check(
        &[moved(DAY, "- [ ] a\n- [ ] b\n", NEXT, "- [x] a\n- [ ] b\n")],
        &[(NEXT, "- [x] a\n- [x] b\n")],
        &[(DAY, "- [ ] a\n- [x] b\n")],
        &kept,
    );
}

#[test]
fn lines_to_look_at_are_named() {
    let files = [rewritten(
        DAY,
        "- [ ] Call Bob\n",
        "- [ ] Call Bob about runners\n",
    )];
    let now = texts(&[(DAY, "- [ ] Call Bob about the budget\n")]);
    let (plan, _) = taken_back(&files, &now);
    assert_eq!(plan.news[0].path, "meetings/2026-11-17.md");
    let lines: Vec<usize> = plan.news[0].remarks.iter().map(|r| r.line).collect();
    assert_eq!(lines, [1]);
}

#[test]
fn the_way_back_opens_what_was_carried_before_its_copy_goes() {
    let files = [
        made(NEXT, "## Wins\n", "## Wins\n- [ ] a since:2026-11-17\n"),
        rewritten(DAY, "- [ ] a\n", "- [>] a\n"),
    ];
    let now = texts(&[
        (DAY, "- [>] a\n"),
        (NEXT, "## Wins\n- [ ] a since:2026-11-17\n"),
    ]);
    let (plan, then) = taken_back(&files, &now);
    let order: Vec<&str> = plan.changes().iter().map(FileChange::path).collect();
    assert_eq!(order, ["meetings/2026-11-17.md", "meetings/2026-11-24.md"]);
    // What becomes of them is told in the order in which they were changed.
    let told: Vec<&str> = plan.news.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(told, ["meetings/2026-11-24.md", "meetings/2026-11-17.md"]);
    // Taken back in turn, with a word that was written since, the agenda is what the template gave and that word.
    let mut back = Vec::new();
    record(&mut back, &plan);
    let (_, again) = taken_back(&back, &then);
    assert_eq!(again, now);
    let mut edited = then;
    edited.extend(texts(&[(NEXT, "## Wins\n- b\n")]));
    let (_, again) = taken_back(&back, &edited);
    let both = "## Wins\n- [ ] a since:2026-11-17\n- b\n";
    assert_eq!(again, texts(&[(DAY, "- [>] a\n"), (NEXT, both)]));
}

#[test]
fn nothing_is_planned_where_something_is_in_the_way() {
    let refusal = |files: &[JournalFile], now: Meetings| {
        let error = undo(&numbered(1, files), &series(&texts(now))).expect_err("a refusal");
        error.to_string()
    };
    let damaged = "<<<<<<< ours\n- [x] a\n=======\n- [x] b\n>>>>>>> theirs\n";
    let error = refusal(
        &[rewritten(DAY, "- [ ] a\n", "- [x] a\n")],
        &[(DAY, damaged)],
    );
    assert!(
        error.starts_with("`meetings/2026-11-17.md` can't be changed: "),
        "{error}"
    );
    let error = refusal(
        &[moved(DAY, "a\n", NEXT, "b\n")],
        &[(DAY, "c\n"), (NEXT, "b\n")],
    );
    assert_eq!(
        error,
        "`meetings/2026-11-17.md` is there, so `meetings/2026-11-24.md` can't get that name back"
    );
}

#[test]
fn how_far_a_change_is_done() {
    let files = [
        made(NEXT, "", "- [ ] a since:2026-11-17\n"),
        rewritten(DAY, "- [ ] a\n", "- [>] a\n"),
    ];
    let check = |now: Meetings, expected| {
        let found = progress(&numbered(1, &files), &series(&texts(now)));
        assert_eq!(found, expected, "{now:?}");
    };
    let copy = (NEXT, "- [ ] a since:2026-11-17\n");
    check(&[(DAY, "- [ ] a\n")], Progress::NotDone);
    check(&[(DAY, "- [ ] a\n"), copy], Progress::HalfDone);
    check(&[(DAY, "- [>] a\n")], Progress::HalfDone);
    check(&[(DAY, "- [>] a\n"), copy], Progress::Done);
    // Edited since, or gone: it happened.
    check(&[(DAY, "- [>] b\n"), (NEXT, "- [x] c\n")], Progress::Done);
    check(&[copy], Progress::Done);
}

/// Of `changes`, the newest first, this one is taken back where there is `now`; `None` if none is.
#[track_caller]
fn check_which(
    changes: &[JournalEntry],
    number: Option<u64>,
    now: Meetings,
    expected: Option<(u64, bool)>,
) {
    let found = to_take_back(changes, number, &series(&texts(now)));
    let found = found.map(|found| (found.change.number, found.begun));
    assert_eq!(found, expected);
}

#[test]
fn the_newest_change_that_happened_is_taken_back() {
    let changes = [
        numbered(3, &[rewritten(DAY, "c\n", "d\n")]),
        numbered(2, &[rewritten(DAY, "b\n", "c\n")]),
        numbered(1, &[rewritten(NEXT, "x\n", "y\n")]),
    ];
    let now = |day, next| [(DAY, day), (NEXT, next)];
    check_which(&changes, None, &now("d\n", "y\n"), Some((3, false)));
    check_which(&changes, None, &now("c\n", "y\n"), Some((2, false)));
    check_which(&changes[1..], None, &now("b\n", "y\n"), Some((1, false)));
    check_which(&changes[1..], None, &now("b\n", "x\n"), None);
    check_which(&changes, Some(1), &now("d\n", "y\n"), Some((1, false)));
    check_which(&changes, Some(1), &now("d\n", "x\n"), None);
    check_which(&changes, Some(4), &now("d\n", "y\n"), None);
    check_which(&[], None, &now("d\n", "y\n"), None);
}

#[test]
fn an_undo_that_was_cut_short_is_finished() {
    let first = numbered(
        1,
        &[rewritten(DAY, "a\n", "b\n"), rewritten(NEXT, "x\n", "y\n")],
    );
    let undo = undoing(
        2,
        1,
        &[rewritten(NEXT, "y\n", "x\n"), rewritten(DAY, "b\n", "a\n")],
    );
    let changes = [undo, first];
    let halfway = [(DAY, "b\n"), (NEXT, "x\n")];
    check_which(&changes, None, &halfway, Some((1, true)));
    check_which(&changes, Some(1), &halfway, Some((1, true)));
    // Who names the undo itself wants that taken back.
    check_which(&changes, Some(2), &halfway, Some((2, false)));
    // Done to its end, it is a change as any other; not begun, it never happened.
    let undone = [(DAY, "a\n"), (NEXT, "x\n")];
    check_which(&changes, None, &undone, Some((2, false)));
    let not_begun = [(DAY, "b\n"), (NEXT, "y\n")];
    check_which(&changes, None, &not_begun, Some((1, false)));
    // What it undid is no longer in the journal.
    check_which(&changes[..1], None, &halfway, Some((2, false)));
}
