//! A rule on the first line: what stands between it and the next one is text of the meeting, unless it is written as
//! front matter. What somebody promised there is listed, carried, ticked and imported like anything else.

use crate::sandbox::Sandbox;

/// What may stand between the two rules, each with an open item `Call the bank`.
const BETWEEN: [&str; 9] = [
    "- [ ] Call the bank @dana\n",
    "\n\n- [ ] Call the bank @dana\n\n",
    "A plain sentence.\n\n- [ ] Call the bank @dana\n",
    "Note: see below\n- [ ] Call the bank @dana\n",
    "# Action items\n* [ ] Call the bank @dana\n",
    "1. CI: slow\n2. [ ] Call the bank @dana\n",
    "- CI: slow\n  - [ ] Call the bank @dana\n",
    "> - [ ] Call the bank @dana\n",
    "tasks:\n  - [ ] Call the bank @dana\n",
];

/// The forms in which an editor may save it.
fn saved(text: &str) -> [String; 3] {
    let crlf = text.replace('\n', "\r\n");
    [text.to_string(), crlf.clone(), format!("\u{feff}{crlf}")]
}

#[test]
fn what_stands_between_two_rules_is_found_and_carried() {
    for between in BETWEEN {
        let text = format!("---\n{between}---\n\n## Notes\n- more\n");
        for text in saved(&text) {
            let sandbox = Sandbox::new();
            sandbox.write("alex/meetings/2026-11-17.md", &text);
            let listed = sandbox.run_line("items alex").ended_with(0).stdout;
            assert!(listed.contains("Call the bank"), "{text:?}\n{listed}");
            sandbox.run_line("new alex --no-edit").ended_with(0);
            let agenda = sandbox.read("alex/meetings/2026-11-24.md");
            assert!(
                agenda.contains("[ ] Call the bank @dana since:2026-11-17"),
                "{text:?}\n{agenda}"
            );
            let marked = text.replacen("[ ]", "[>]", 1);
            assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), marked);
        }
    }
}

#[test]
fn what_is_written_about_the_meeting_goes_above_the_rules() {
    let sandbox = Sandbox::new();
    let text = "---\n- [ ] Call the bank @dana due:2026-12-01\n---\n\n## Summary\nAll well\n\n## Action items\n- [ ] Write @alex due:2026-12-01\n";
    sandbox.write("alex/meetings/2026-11-17.md", text);
    sandbox
        .run_line("close alex --date 2026-11-17 --yes")
        .ended_with(0);
    let closed = sandbox.read("alex/meetings/2026-11-17.md");
    assert!(closed.starts_with("---\nstatus: held\n"), "{closed}");
    assert!(closed.ends_with(text), "{closed}");
    sandbox.run_line("done bank").ended_with(0);
    let ticked = sandbox.read("alex/meetings/2026-11-17.md");
    assert_eq!(ticked, closed.replace("[ ] Call", "[x] Call"));
}

#[test]
fn what_is_written_as_front_matter_stays_front_matter() {
    for between in [
        "status: held\n",
        "# a comment\nstatus: held\n",
        "notes: |\n  - [ ] Call the bank\nstatus: held\n",
        "todo:\n  - \"[ ] Call the bank\"\nstatus: held\n",
    ] {
        for text in saved(&format!("---\n{between}---\n\n- [ ] Write\n")) {
            let sandbox = Sandbox::new();
            sandbox.write("alex/meetings/2026-11-17.md", &text);
            let listed = sandbox.run_line("items alex").ended_with(0).stdout;
            assert!(!listed.contains("Call the bank"), "{text:?}\n{listed}");
            let log = sandbox.run_line("log alex").ended_with(0).stdout;
            assert!(log.contains("2026-11-17  held"), "{text:?}\n{log}");
        }
    }
}

#[test]
fn import_takes_the_text_between_the_rules_as_text() {
    for between in BETWEEN {
        let sandbox = Sandbox::new();
        let text = format!("---\n{between}---\n\n## 2026-11-17\n- [ ] Write\n");
        sandbox.write("notes.md", &text);
        sandbox.run_line("import ../notes.md --yes").ended_with(0);
        let made = sandbox.read("alex/meetings/2026-11-17.md");
        assert!(!made.contains("```"), "a block of code hides it:\n{made}");
        let listed = sandbox.run_line("items alex").ended_with(0).stdout;
        assert!(
            listed.contains("Call the bank"),
            "{text:?}\n{made}\n{listed}"
        );
    }
}
