//! An open item that somebody copied into a later agenda by hand, as one does in a shared document, is the copy: it is
//! neither doubled nor lost. Where it is not clear what was copied, nothing is joined, and that is said.

use crate::clones::{Alex, Clones, Dana, agenda};
use crate::memory::{Memory, date};
use crate::sandbox::Sandbox;
use oneonone::change::Plan;
use oneonone::meeting::ItemSelection;
use oneonone::plan::CarryNews;

const FIRST: &str = "2026-11-03";
const MIDDLE: &str = "2026-11-10";
const LAST: &str = "2026-11-17";

/// The notebook with these meetings, and what a carry into the last day makes of it.
#[track_caller]
fn carried(files: &[(&str, &str)]) -> (Memory, Plan<CarryNews>) {
    let memory = Memory::new(files);
    let plan = memory.plan(date(LAST)).expect("a plan");
    let after = memory.after(&plan);
    // Again it changes nothing, and killed after any file it ends where it would have.
    let again = after.plan(date(LAST)).expect("a plan");
    assert!(again.is_empty(), "{}", again.diff());
    for applied in 0..plan.changes().len() {
        let crashed = memory.after_some(&plan.changes()[..applied]);
        let rest = crashed.plan(date(LAST)).expect("a plan");
        let finished = crashed.after(&rest);
        assert_eq!(finished.files, after.files, "killed after {applied} files");
    }
    (after, plan)
}

/// The files after a carry, each of which must hold its text.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let (after, plan) = carried(files);
    for (day, text) in expected {
        assert_eq!(after.files[&date(day)], *text, "{day} of {files:?}");
    }
    assert!(!plan.news.by_hand.is_empty(), "it is not said: {files:?}");
    assert!(plan.news.unclear.is_empty(), "{:?}", plan.news.unclear);
}

/// Nothing is joined: the agenda holds `count` open items, and `unclear` is told of.
#[track_caller]
fn stays_apart(files: &[(&str, &str)], count: usize, unclear: usize) {
    let (after, plan) = carried(files);
    assert!(plan.news.by_hand.is_empty(), "{:?}", plan.news.by_hand);
    assert_eq!(plan.news.unclear.len(), unclear, "{:?}", plan.news.unclear);
    let open = after.list(ItemSelection::Open);
    assert_eq!(open.len(), count, "{open:#?}");
}

#[test]
fn a_copy_in_the_next_agenda_is_the_copy() {
    check(
        &[(FIRST, "- [ ] Call Bob\n"), (LAST, "- [ ] Call Bob\n")],
        &[
            (FIRST, "- [>] Call Bob\n"),
            (LAST, "- [ ] Call Bob since:2026-11-03\n"),
        ],
    );
    // With an owner and a day of its own, in progress, in another section, in other lines, with CRLF.
    check(
        &[
            (
                FIRST,
                "## Action items\n- [ ] Call Bob @dana due:2026-11-10\n",
            ),
            (
                LAST,
                "## Career\n* [/] Call\n  Bob due:2026-11-24\n\n## Action items\n",
            ),
        ],
        &[
            (
                FIRST,
                "## Action items\n- [>] Call Bob @dana due:2026-11-10\n",
            ),
            (
                LAST,
                "## Career\n* [/] Call since:2026-11-03\n  Bob due:2026-11-24\n\n## Action items\n",
            ),
        ],
    );
    check(
        &[
            (FIRST, "- [ ] a @Dana\r\n"),
            (LAST, "- [ ] a @dana\r\n- [ ] b\r\n"),
        ],
        &[
            (FIRST, "- [>] a @Dana\r\n"),
            (LAST, "- [ ] a @dana since:2026-11-03\r\n- [ ] b\r\n"),
        ],
    );
    check(
        &[(FIRST, "- [ ] a\n"), (LAST, "- [ ] a @alex\n")],
        &[
            (FIRST, "- [>] a\n"),
            (LAST, "- [ ] a @alex since:2026-11-03\n"),
        ],
    );
}

#[test]
fn a_copy_that_went_through_another_program_is_the_copy() {
    for (original, copy) in [
        ("Call Bob", "Call **Bob**"),
        ("Don't ship time_zone - yet", "Don’t ship time\\_zone – yet"),
        ("Ask R&D", "Ask R&amp;D"),
        ("==Read== _this_", "Read\u{a0}this\u{200b}"),
    ] {
        check(
            &[
                (FIRST, &format!("- [ ] {original}\n")),
                (LAST, &format!("- [ ] {copy}\n")),
            ],
            &[
                (FIRST, &format!("- [>] {original}\n")),
                (LAST, &format!("- [ ] {copy} since:2026-11-03\n")),
            ],
        );
    }
    // Of two that differ in marks alone each finds its own, and the one that is left its formatted self.
    let two = "- [ ] a_b\n- [ ] a\\_b\n";
    for copies in [two, "- [ ] a_b\n- [ ] **a_b**\n"] {
        let carried = copies.replace('\n', " since:2026-11-03\n");
        check(
            &[(FIRST, two), (LAST, copies)],
            &[(FIRST, "- [>] a_b\n- [>] a\\_b\n"), (LAST, &carried)],
        );
    }
    // Nobody knows of which of the two this is a copy.
    stays_apart(&[(FIRST, two), (LAST, "- [ ] **a_b**\n")], 3, 1);
}

#[test]
fn what_was_carried_before_keeps_its_first_date() {
    check(
        &[
            ("2026-10-27", "- [>] a\n"),
            (FIRST, "- [>] a since:2026-10-27\n"),
            (MIDDLE, "- [ ] a since:2026-10-27\n"),
            (LAST, "- [ ] a\n"),
        ],
        &[
            (MIDDLE, "- [>] a since:2026-10-27\n"),
            (LAST, "- [ ] a since:2026-10-27\n"),
        ],
    );
}

#[test]
fn copied_from_agenda_to_agenda() {
    // What stands in the agenda is the copy of the newest; the older one is not lost, and it is said that it is there.
    let (after, plan) = carried(&[
        (FIRST, "- [ ] a\n"),
        (MIDDLE, "- [ ] a\n"),
        (LAST, "## Action items\n- [ ] a\n"),
    ]);
    assert_eq!((plan.news.by_hand.len(), plan.news.items.len()), (1, 1));
    assert_eq!(
        after.files[&date(LAST)],
        "## Action items\n- [ ] a since:2026-11-10\n- [ ] a since:2026-11-03\n"
    );
    // Only into one in between: both are carried, and it is said.
    let files = [
        (FIRST, "- [ ] a @alex\n"),
        (MIDDLE, "- [ ] a\n"),
        (LAST, "## Action items\n"),
    ];
    stays_apart(&files, 2, 1);
}

#[test]
fn copied_with_what_belongs_to_it() {
    check(
        &[
            (FIRST, "- [ ] P\n  - a note\n  - [ ] R\n  - [x] D\n"),
            (LAST, "- [ ] P\n  - a note\n  - [ ] R\n"),
        ],
        &[
            (FIRST, "- [>] P\n  - a note\n  - [>] R\n  - [x] D\n"),
            (
                LAST,
                "- [ ] P since:2026-11-03\n  - a note\n  - [ ] R since:2026-11-03\n",
            ),
        ],
    );
    // Without its child: the child is not lost.
    let (after, plan) = carried(&[
        (FIRST, "- [ ] P\n  - [ ] R\n"),
        (LAST, "## Action items\n- [ ] P\n"),
    ]);
    assert_eq!((plan.news.by_hand.len(), plan.news.items.len()), (1, 1));
    let agenda = &after.files[&date(LAST)];
    assert_eq!(agenda.matches("[ ] P").count(), 1, "{agenda}");
    assert_eq!(
        agenda.matches("[ ] R since:2026-11-03").count(),
        1,
        "{agenda}"
    );
    // The child alone.
    check(
        &[(FIRST, "- [x] P\n  - [ ] R\n"), (LAST, "- [ ] R\n")],
        &[
            (FIRST, "- [x] P\n  - [>] R\n"),
            (LAST, "- [ ] R since:2026-11-03\n"),
        ],
    );
}

#[test]
fn what_is_not_clear_stays_apart() {
    // Copied twice, two originals, another owner.
    stays_apart(&[(FIRST, "- [ ] a\n"), (LAST, "- [ ] a\n- [ ] a\n")], 3, 2);
    stays_apart(&[(FIRST, "- [ ] a\n- [ ] a\n"), (LAST, "- [ ] a\n")], 3, 1);
    stays_apart(
        &[(FIRST, "- [ ] a @dana\n"), (LAST, "- [ ] a @alex\n")],
        2,
        1,
    );
    // Ended in the copy: open is what is carried, and it is said.
    stays_apart(&[(FIRST, "- [ ] a\n"), (LAST, "- [x] a\n")], 1, 1);
    stays_apart(
        &[(FIRST, "- [ ] a\n"), (MIDDLE, "- [-] a\n"), (LAST, "")],
        1,
        1,
    );
}

#[test]
fn other_words_are_another_promise() {
    stays_apart(
        &[(FIRST, "- [ ] Call Bob\n"), (LAST, "- [ ] call Bob\n")],
        2,
        0,
    );
    stays_apart(
        &[(FIRST, "- [ ] Ship 12\n"), (LAST, "- [ ] Ship 13\n")],
        2,
        0,
    );
    stays_apart(
        &[(FIRST, "- [ ] a\n"), (LAST, "- [ ] a since:2026-11-10\n")],
        2,
        0,
    );
    stays_apart(&[(FIRST, "- [x] a\n"), (LAST, "- [ ] a\n")], 1, 0);
    // The same words below another item, and on the other side of what is personal.
    stays_apart(
        &[
            (FIRST, "- [ ] P\n  - [ ] t\n"),
            (LAST, "- [ ] Q\n  - [ ] t\n"),
        ],
        4,
        0,
    );
    stays_apart(
        &[
            (FIRST, "## Personal\n- [ ] a\n"),
            (LAST, "## Action items\n- [ ] a\n"),
        ],
        2,
        0,
    );
}

#[test]
fn of_two_owners_each_has_a_copy() {
    check(
        &[
            (FIRST, "- [ ] a @dana\n- [ ] a @alex\n"),
            (LAST, "- [ ] a @alex\n- [ ] a @dana\n"),
        ],
        &[
            (FIRST, "- [>] a @dana\n- [>] a @alex\n"),
            (
                LAST,
                "- [ ] a @alex since:2026-11-03\n- [ ] a @dana since:2026-11-03\n",
            ),
        ],
    );
}

#[test]
fn carry_and_new_say_so() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", "- [ ] Call Bob @dana\n");
    sandbox.write(
        "alex/meetings/2026-11-24.md",
        "## Action items\n- [ ] Call Bob @dana\n",
    );
    let preview = sandbox.run_line("carry alex --dry-run").ended_with(0);
    assert!(
        preview
            .stdout
            .contains("+- [ ] Call Bob @dana since:2026-11-17"),
        "{preview:?}"
    );
    let run = sandbox.run_line("carry alex").ended_with(0);
    assert!(
        run.stderr.contains("`Call Bob` was copied by hand in `meetings/2026-11-24.md:2`: it is the one of 2026-11-17, and is not carried again"),
        "{run:?}"
    );
    let listed = sandbox.run_line("items alex").ended_with(0).stdout;
    assert_eq!(listed.matches("Call Bob").count(), 1, "{listed}");
    sandbox.run_line("undo --yes").ended_with(0);
    assert_eq!(
        sandbox.read("alex/meetings/2026-11-24.md"),
        "## Action items\n- [ ] Call Bob @dana\n"
    );

    sandbox.write(
        "alex/meetings/2026-11-24.md",
        "## Action items\n- [ ] Call Bob @alex\n",
    );
    let run = sandbox.run_line("new alex --no-edit").ended_with(0);
    assert!(
        run.stderr.contains("with another owner; both are kept"),
        "{run:?}"
    );
}

#[test]
fn sync_joins_what_came_in() {
    let clones = Clones::new();
    clones.write(
        Dana,
        "meetings/2026-11-24.md",
        agenda("2026-11-24", "- [ ] Send the numbers @dana\n"),
    );
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    // Alex writes the next agenda by hand, with what is still open; Dana notes something else.
    clones.write(
        Alex,
        "meetings/2026-12-01.md",
        agenda("2026-12-01", "- [ ] Send the numbers @dana\n"),
    );
    let text = clones.read(Dana, "meetings/2026-11-24.md");
    clones.write(
        Dana,
        "meetings/2026-11-24.md",
        format!("{text}- [ ] Book a flight @dana\n"),
    );
    clones.sync(Dana).ended_with(0);
    let run = clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    let (old, new) = (
        clones.read(Dana, "meetings/2026-11-24.md"),
        clones.read(Dana, "meetings/2026-12-01.md"),
    );
    assert!(
        old.contains("- [>] Send the numbers @dana\n"),
        "{old}\n{run:?}"
    );
    assert!(
        new.contains("- [ ] Send the numbers @dana since:2026-11-24\n"),
        "{new}\n{run:?}"
    );
    assert!(old.contains("- [ ] Book a flight @dana\n"), "{old}");
    // What was clear to nobody before stays as it was, and is not told again.
    let again = clones.sync(Alex).ended_with(0);
    assert_eq!(again.stdout, "", "{again:?}");
}

#[test]
fn sync_keeps_apart_what_is_not_clear() {
    let clones = Clones::new();
    clones.write(
        Dana,
        "meetings/2026-11-24.md",
        agenda("2026-11-24", "- [ ] Send the numbers @dana\n"),
    );
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.write(
        Alex,
        "meetings/2026-12-01.md",
        agenda("2026-12-01", "- [ ] Send the numbers @alex\n"),
    );
    clones.sync(Alex);
    clones.sync(Dana);
    clones.are_in_step();
    assert!(
        clones
            .read(Dana, "meetings/2026-12-01.md")
            .contains("- [ ] Send the numbers @alex\n")
    );
    assert!(
        clones
            .read(Dana, "meetings/2026-11-24.md")
            .contains("- [ ] Send the numbers @dana\n")
    );
}
