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

/// The words of a command line in which `|` stands between two of them.
fn words(line: &str) -> Vec<&str> {
    line.split('|').collect()
}

/// A record that was closed with these words, and closed with them again.
#[track_caller]
fn closed_twice(before: &str, line: &str) -> (String, crate::sandbox::Run) {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", before);
    sandbox.run(&words(line)).ended_with(0);
    let once = sandbox.read("alex/meetings/2026-11-17.md");
    let run = sandbox.run(&words(line)).ended_with(0);
    let twice = sandbox.read("alex/meetings/2026-11-17.md");
    assert_eq!(once, twice, "{run:?}");
    (twice, run)
}

#[test]
fn the_same_words_twice_are_there_once() {
    let line = "close|alex|--date|2026-11-17|--summary|The panel  has no date yet|--decision|One CSV a month|--decision|* not a list|--step|Call Marta @alex 2026-12-01|--step|Write it up @dana 2026-12-01";
    for before in [
        "# 1:1\n\n## Decisions\n\n## Summary\n\n## Action items\n",
        "# 1:1\r\n\r\n## Summary\r\n- a list\r\n\r\n## Decisions\r\n* one\r\n",
        "---\nstatus: planned\n---\n",
    ] {
        let (text, run) = closed_twice(before, line);
        for words in [
            "The panel has no date yet",
            "One CSV a month",
            "not a list",
            "Call Marta",
            "Write it up",
        ] {
            assert_eq!(text.matches(words).count(), 1, "{words}\n{text}");
        }
        let said = "`One CSV a month` stands there already, and was not added again";
        assert!(run.stderr.contains(said), "{run:?}");
    }
    let none = "close|alex|--date|2026-11-17|--summary|Well|--no-steps";
    let (text, _) = closed_twice("## Summary\n", none);
    assert_eq!(text.matches("None").count(), 1, "{text}");
    let twice =
        "close|alex|--date|2026-11-17|--summary|Well|--decision|One|--decision|One|--no-steps";
    let (text, _) = closed_twice("## Decisions\n", twice);
    assert_eq!(text.matches("One").count(), 1, "{text}");
}

#[test]
fn what_only_looks_the_same_is_added() {
    let sandbox = Sandbox::new();
    let before = "## Decisions\n- One CSV a month\n\n## Notes\nAll well\n\n## Summary\nAll is well\n\n## Action items\n- [ ] Call Marta @dana due:2026-12-01\n- [x] Send the report @alex since:2026-11-10\n- [x] Book it @alex\n";
    sandbox.write("alex/meetings/2026-11-17.md", before);
    let line = "close|alex|--date|2026-11-17|--summary|All well|--decision|One CSV a week|--step|Call Marta @alex 2026-12-01|--step|Send the report @alex 2026-12-01|--step|Book it @alex 2026-12-08";
    sandbox.run(&words(line)).ended_with(0);
    let after = sandbox.read("alex/meetings/2026-11-17.md");
    for line in [
        "- One CSV a week\n",
        "\nAll is well\n",
        "- [ ] Call Marta @alex due:2026-12-01\n",
        "- [ ] Send the report @alex due:2026-12-01\n",
    ] {
        assert!(after.contains(line), "{line}\n{after}");
    }
    assert_eq!(after.matches("All well").count(), 2, "{after}");
    assert_eq!(after.matches("Book it").count(), 1, "{after}");
}
