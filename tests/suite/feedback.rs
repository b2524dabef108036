//! Feedback, asked for part by part at a terminal.

use crate::sandbox::Sandbox;

const AGENDA: &str = "alex/meetings/2026-11-24.md";

#[test]
fn each_part_is_asked_for() {
    let sandbox = Sandbox::new();
    // An empty answer is asked for again; a suggestion may stay out.
    let answers = "planning\n\nread it beforehand\nwe were done early\n\n";
    let run = sandbox.typed("feedback --to dana", answers).ended_with(0);
    for guidance in [
        "One moment: when and where was it?",
        "What did Dana do or say",
        "What came of it",
        "What would help next time",
    ] {
        assert!(run.stdout.contains(guidance), "{guidance}: {}", run.stdout);
    }
    let entry = "- Situation: planning\n  - Behavior: read it beforehand\n  - Impact: we were done early\n\n";
    let agenda = sandbox.read(AGENDA);
    assert!(agenda.contains(entry), "{agenda}\n{}", run.stdout);
    let run = sandbox.typed(
        "feedback --to dana --situation s --behavior b --impact i",
        "keep it\n",
    );
    assert_eq!(run.code, Some(0));
    let entry = "- Situation: s\n  - Behavior: b\n  - Impact: i\n  - Suggest: keep it\n";
    assert!(sandbox.read(AGENDA).contains(entry));
}

#[test]
fn the_ic_is_not_told_what_to_suggest() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .typed("feedback --to alex", "s\nb\ni\n")
        .ended_with(0);
    assert!(!run.stdout.contains("Suggest"), "{}", run.stdout);
    assert!(sandbox.read(AGENDA).contains("### For Alex\n"));
}

#[test]
fn a_trait_gets_a_hint_and_is_kept_if_wanted() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .typed("feedback --to alex", "s\nwas lazy\nslept\ni\n")
        .ended_with(0);
    assert!(
        run.stdout.contains("`lazy` says what somebody is like"),
        "{}",
        run.stdout
    );
    assert!(sandbox.read(AGENDA).contains("  - Behavior: slept\n"));
    let kept = sandbox
        .typed("feedback --to alex", "s\nwas lazy\n\ni\n")
        .ended_with(0);
    assert!(
        sandbox.read(AGENDA).contains("  - Behavior: was lazy\n"),
        "{}",
        kept.stdout
    );
}

#[test]
fn without_an_answer_nothing_is_written() {
    let sandbox = Sandbox::new();
    let before = sandbox.files("alex");
    for answers in ["\u{4}", "s\n\u{4}", "s\nb\n\u{4}"] {
        let run = sandbox.typed("feedback --to dana", answers).ended_with(2);
        assert!(
            run.stdout.contains("no answer; nothing was written"),
            "{}",
            run.stdout
        );
    }
    assert_eq!(sandbox.files("alex"), before);
}

#[test]
fn who_i_am_says_whom_it_is_for_and_undo_takes_it_back() {
    let sandbox = Sandbox::new();
    sandbox.run_line("new").ended_with(0);
    let before = sandbox.read(AGENDA);
    let mut command = sandbox.command(
        "alex",
        &[
            "feedback",
            "--situation",
            "s",
            "--behavior",
            "b",
            "--impact",
            "i",
        ],
    );
    command.env("ONEONONE_ME", "alex");
    let run = crate::sandbox::finished(command).ended_with(0);
    assert!(run.stderr.contains("added to For Dana"), "{}", run.stderr);
    sandbox.run_line("undo").ended_with(0);
    assert_eq!(sandbox.read(AGENDA), before);
}
