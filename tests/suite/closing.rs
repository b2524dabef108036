//! The end of a meeting at a terminal: what is asked for, and what is written.

use crate::sandbox::Sandbox;

const FILE: &str = "alex/meetings/2026-11-23.md";
const AGENDA: &str = "---\ndate: 2026-11-23\nstatus: planned\n---\n\n# 1:1\n\n## Decisions\n\n## Summary\n\n## Action items\n- [ ] Old @dana since:2026-11-03\n- [ ] Write to Marta\n";

#[test]
fn what_is_missing_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.write(FILE, AGENDA);
    // A summary, two decisions; then of the step that is there already who and when, where a wrong answer is asked again.
    let answers = "All well\nOne CSV\nNo cake\n\nx\na\nsomeday\nfri\n";
    let run = sandbox.typed("close", answers).ended_with(0);
    assert!(run.stdout.contains("`someday` is no day"), "{}", run.stdout);
    let written = sandbox.read(FILE);
    assert!(
        written.starts_with("---\ndate: 2026-11-23\nstatus: held\n"),
        "{written}"
    );
    let record = "## Decisions\n- One CSV\n- No cake\n\n## Summary\nAll well\n\n## Action items\n- [ ] Old @dana since:2026-11-03\n- [ ] Write to Marta @alex due:2026-11-27\n";
    assert!(written.ends_with(record), "{written}");
}

#[test]
fn that_nothing_happens_next_is_an_answer() {
    let sandbox = Sandbox::new();
    sandbox.write(FILE, AGENDA.replace("- [ ] Write to Marta\n", ""));
    sandbox.typed("close", "All well\n\nnone\n").ended_with(0);
    let written = sandbox.read(FILE);
    assert!(
        written.ends_with("- [ ] Old @dana since:2026-11-03\n- None\n"),
        "{written}"
    );
}

#[test]
fn who_gives_up_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(FILE, AGENDA);
    for answers in ["\n", "\u{4}", "All well\n\u{4}", "All well\n\nx\n\u{4}"] {
        let run = sandbox.typed("close", answers).ended_with(2);
        assert!(run.stdout.contains("nothing was closed"), "{}", run.stdout);
        assert_eq!(sandbox.read(FILE), AGENDA);
    }
}
