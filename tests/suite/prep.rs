//! The screen before a meeting and its end, where two share it through git.

use crate::clones::{Alex, Clones, Dana, Who, agenda};
use crate::sandbox::finished;

const FILE: &str = "meetings/2027-01-05.md";

/// What `who` does is committed at this moment of their clock.
fn sync_at(clones: &Clones, who: Who, moment: &str) {
    let mut command = clones.program(who, &["sync"]);
    command
        .env("GIT_AUTHOR_DATE", moment)
        .env("GIT_COMMITTER_DATE", moment);
    finished(command).ended_with(0);
}

#[test]
fn what_the_other_wrote_is_new_until_it_was_read() {
    let clones = Clones::new();
    clones.write(Dana, FILE, agenda("2027-01-05", ""));
    sync_at(&clones, Dana, "2027-01-04T10:00:00");
    sync_at(&clones, Alex, "2027-01-04T10:01:00");
    let text = clones.read(Alex, FILE);
    let text = text.replace(
        "- One",
        "- One\n- A win of Alex's\n\n## Personal\n- a baby in May",
    );
    clones.write(Alex, FILE, text);
    sync_at(&clones, Alex, "2027-01-04T12:00:00");
    sync_at(&clones, Dana, "2027-01-04T12:01:00");
    let day = ["--today", "2027-01-05"];
    let prep = |more: &[&str]| {
        let arguments = [&day[..], &["prep", "--json"], more].concat();
        let screen = clones.run(Dana, &arguments).ended_with(0).stdout;
        serde_json::from_str::<serde_json::Value>(&screen).expect("JSON")
    };
    let screen = prep(&[]);
    assert_eq!(
        screen["new"],
        serde_json::json!(["A win of Alex's"]),
        "{screen}"
    );
    assert!(!screen.to_string().contains("baby"));
    let said = |code: &str| {
        let arguments = [&day[..], &["check", FILE]].concat();
        clones
            .run(Dana, &arguments)
            .ended_with(0)
            .stdout
            .contains(code)
    };
    assert!(said("agenda-unread"));

    let read = [&day[..], &["prep", "--read"]].concat();
    clones.run(Dana, &read).ended_with(0);
    assert!(
        clones
            .read(Dana, FILE)
            .contains("read_by: \"dana 2027-01-05 ")
    );
    assert_eq!(prep(&[])["new"], serde_json::json!([]));
    assert!(!said("agenda-unread"));
    // Alex learns of it, and can't say it for her.
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    assert!(clones.read(Alex, FILE).contains("read_by:"));
    clones.run(Alex, &read).ended_with(2);
}

#[test]
fn both_close_it_once_each() {
    let clones = Clones::new();
    let close = ["--today", "2026-11-24", "close"];
    let said = [&close[..], &["--summary", "All well", "--no-steps"]].concat();
    clones.write(Dana, "meetings/2026-11-24.md", agenda("2026-11-24", ""));
    clones.run(Dana, &said).ended_with(0);
    clones.sync(Dana).ended_with(0);
    // Alex has not got it yet, and is told so.
    let early = clones.run(Alex, &close).ended_with(2);
    let hint = "if the other one closed it already, `oneonone sync pair` first";
    assert!(early.stderr.contains(hint), "{}", early.stderr);
    clones.sync(Alex).ended_with(0);
    let run = clones.run(Alex, &close).ended_with(0);
    assert!(run.stderr.contains("confirmed by both"), "{}", run.stderr);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    let record = clones.read(Dana, "meetings/2026-11-24.md");
    assert!(record.contains("confirmed_by: dana alex\n"), "{record}");
    assert!(
        record.contains("All well\n") && record.contains("\nNone\n"),
        "{record}"
    );
}
