//! An agenda further ahead takes nothing from one that comes before it: what is open waits for its meeting.

use crate::sandbox::Sandbox;

/// A notebook with an open item in a past meeting and one in the agenda of tomorrow; today is Monday 2026-11-23.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", "- [ ] Old\n");
    sandbox.write("alex/meetings/2026-11-24.md", "- [ ] Next\n");
    sandbox
}

#[test]
fn a_new_agenda_further_ahead_leaves_the_next_one_what_it_has() {
    let sandbox = sandbox();
    let run = sandbox.run_line("new alex --date 2026-12-01").ended_with(0);
    assert!(
        run.stderr
            .contains("waits for the agenda of Tue 2026-11-24"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), "- [ ] Old\n");
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), "- [ ] Next\n");
    let made = sandbox.read("alex/meetings/2026-12-01.md");
    assert!(
        made.contains("date: 2026-12-01") && !made.contains("- [ ] "),
        "{made}"
    );

    // Again, and by `carry`, nothing changes.
    for line in ["new alex --date 2026-12-01", "carry alex --to 2026-12-01"] {
        let run = sandbox.run_line(line).ended_with(0);
        assert!(run.stderr.contains("waits for"), "{line}: {}", run.stderr);
        assert_eq!(sandbox.read("alex/meetings/2026-12-01.md"), made, "{line}");
    }
    // The next agenda gets what is due to it.
    sandbox.run_line("carry alex").ended_with(0);
    let next = sandbox.read("alex/meetings/2026-11-24.md");
    assert!(
        next.contains("- [ ] Next") && next.contains("- [ ] Old"),
        "{next}"
    );
    assert_eq!(sandbox.read("alex/meetings/2026-12-01.md"), made);
}

#[test]
fn once_the_meeting_before_is_over_all_of_it_comes_along() {
    let sandbox = sandbox();
    sandbox.run_line("new alex --date 2026-12-01").ended_with(0);
    sandbox.run_line("carry alex").ended_with(0);
    // It needs no closing: its day is over.
    sandbox
        .run_line("carry alex --today 2026-11-25")
        .ended_with(0);
    let later = sandbox.read("alex/meetings/2026-12-01.md");
    assert!(
        later.contains("- [ ] Next") && later.contains("- [ ] Old"),
        "{later}"
    );
}

#[test]
fn who_names_the_meeting_from_which_to_take_gets_it() {
    let sandbox = sandbox();
    sandbox.run_line("new alex --date 2026-12-01").ended_with(0);
    sandbox
        .run_line("carry alex --from 2026-11-24 --to 2026-12-01")
        .ended_with(0);
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), "- [>] Next\n");
}

#[test]
fn an_agenda_that_is_cancelled_or_held_keeps_nothing_waiting() {
    for status in ["cancelled", "held"] {
        let sandbox = sandbox();
        let text = format!("---\nstatus: {status}\n---\n\n- [ ] Next\n");
        sandbox.write("alex/meetings/2026-11-24.md", text);
        sandbox.run_line("new alex --date 2026-12-01").ended_with(0);
        let made = sandbox.read("alex/meetings/2026-12-01.md");
        assert!(
            made.contains("- [ ] Next") && made.contains("- [ ] Old"),
            "{status}: {made}"
        );
    }
}

#[test]
fn scripts_are_told_why_nothing_was_carried() {
    let sandbox = sandbox();
    sandbox.run_line("new alex --date 2026-12-01").ended_with(0);
    let run = sandbox
        .run_line("carry alex --to 2026-12-01 --json")
        .ended_with(0);
    assert!(
        run.stdout.contains("\"waits_for\": \"2026-11-24\""),
        "{}",
        run.stdout
    );
}
