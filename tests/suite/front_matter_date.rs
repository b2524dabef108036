//! `date:` in front matter, as other tools and people write it: the file's name counts, nothing is lost by its form, and
//! what is moved or imported goes by it.

use crate::sandbox::Sandbox;

/// Where the front matter has `entry`, a meeting on Tuesday 24 November 2026 with one open item.
fn meeting(entry: &str) -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    let text = format!(
        "---\ntags: [a,  b]\n{entry}\nmood: ok # kept\n---\n\n## Action items\n- [ ] send it\n"
    );
    sandbox.write("alex/meetings/2026-11-24.md", &text);
    (sandbox, text)
}

#[track_caller]
fn carries_it(sandbox: &Sandbox, entry: &str) {
    sandbox.run(&["new", "--today", "2026-11-25"]).ended_with(0);
    let next = sandbox.read("alex/meetings/2026-12-01.md");
    assert!(next.contains("send it since:2026-11-24"), "{entry}\n{next}");
}

#[test]
fn the_day_of_the_files_name_is_read_with_a_time_a_zone_as_a_link_and_in_a_list() {
    for entry in [
        "date: 2026-11-24",
        "date: \"2026-11-24\"",
        "date: '2026-11-24'",
        "date: 2026-11-24T10:00",
        "date: 2026-11-24T10:00:00Z",
        "date: 2026-11-24T10:00:00+01:00",
        "date: 2026-11-24T10:00:00.000-05:00",
        "date: 2026-11-24 10:00",
        "date: 2026-11-24 10:00:00 +01:00",
        "date: Tuesday 2026-11-24",
        "date: \"[[2026-11-24]]\"",
        "date: \"[[2026-11-24|Tuesday]]\"",
        "date: \"[[journal/2026-11-24]]\"",
        "date: [[2026-11-24]]",
        "date: [2026-11-24]",
        "date: [ \"2026-11-24\" ] # one",
        "date:\n- 2026-11-24",
        "date:\n  - \"[[2026-11-24]]\"",
    ] {
        let (sandbox, text) = meeting(entry);
        let found = sandbox.run(&["check"]).stdout;
        assert!(!found.contains("date-"), "{entry}\n{found}");
        let fixed = sandbox.run(&["fix", "--yes"]).ended_with(0);
        assert!(
            fixed.stderr.contains("nothing to repair"),
            "{entry}\n{}",
            fixed.stderr
        );
        assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), text, "{entry}");
        carries_it(&sandbox, entry);
    }
}

#[test]
fn another_form_of_that_day_is_told_and_mended() {
    for (entry, mended) in [
        ("date: 24.11.2026", "date: 2026-11-24"),
        ("date: 24.11.26", "date: 2026-11-24"),
        ("date: Nov 24, 2026", "date: 2026-11-24"),
        (
            "date: \"Nov 24, 2026\" # a Tuesday",
            "date: \"2026-11-24\" # a Tuesday",
        ),
        (
            "date: Tue, Nov 24, 2026, 10:00",
            "date: Tue, 2026-11-24, 10:00",
        ),
        ("date: 24. November 2026", "date: 2026-11-24"),
        ("date: 24 novembre 2026", "date: 2026-11-24"),
        ("date: 2026年11月24日", "date: 2026-11-24"),
        ("date: 11/24/2026", "date: 2026-11-24"),
        ("date: 24/11/2026", "date: 2026-11-24"),
        ("date: 2026/11/24", "date: 2026-11-24"),
        ("date: 20261124", "date: 2026-11-24"),
        ("date: [Nov 24, 2026]", "date: [2026-11-24]"),
        ("date: [\"24.11.2026\"]", "date: [\"2026-11-24\"]"),
        ("date:\n- 24.11.2026", "date:\n- 2026-11-24"),
    ] {
        let (sandbox, text) = meeting(entry);
        let found = sandbox.run(&["check"]).stdout;
        for part in ["hint[date-form]", "meetings/2026-11-24.md:", "2026-11-24"] {
            assert!(found.contains(part), "{entry}: {part}\n{found}");
        }
        assert!(!found.contains("date-differs"), "{entry}\n{found}");
        let fixed = sandbox.run(&["fix", "--yes"]).ended_with(0);
        assert!(
            fixed.stderr.contains("repaired 1 line"),
            "{entry}\n{}",
            fixed.stderr
        );
        let expected = text.replace(entry, mended);
        assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), expected);
        assert!(!sandbox.run(&["check"]).stdout.contains("date-"), "{entry}");
        carries_it(&sandbox, entry);
    }
}

/// The name of the file tells which of two days is meant.
#[test]
fn a_date_in_numbers_is_that_of_the_name_in_either_order() {
    for name in ["2026-12-11", "2026-11-12"] {
        let sandbox = Sandbox::new();
        let path = format!("alex/meetings/{name}.md");
        sandbox.write(&path, "---\ndate: 11/12/2026\n---\n- [ ] a\n");
        sandbox.run(&["fix", "--yes"]).ended_with(0);
        assert_eq!(
            sandbox.read(&path),
            format!("---\ndate: {name}\n---\n- [ ] a\n")
        );
    }
}

#[test]
fn another_day_is_told_and_left() {
    for entry in [
        "date: 2026-11-25",
        "date: 2026-11-25T10:00",
        "date: \"[[2026-11-17]]\"",
        "date: 25.11.2026",
        "date: Nov 25, 2026",
        "date: [2026-11-25]",
        "date:\n  - 2026-11-25",
        "date: soon",
        "date: 31.11.2026",
        "date: 12/11/2026",
    ] {
        let (sandbox, text) = meeting(entry);
        let found = sandbox.run(&["check"]).stdout;
        for part in [
            "warning[date-differs]",
            "the name counts",
            "write `date: 2026-11-24`",
        ] {
            assert!(found.contains(part), "{entry}: {part}\n{found}");
        }
        assert!(!found.contains("date-form"), "{entry}\n{found}");
        sandbox.run(&["fix", "--yes"]).ended_with(0);
        assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), text, "{entry}");
        carries_it(&sandbox, entry);
    }
}

/// A link leads to a note of that name: it is read, and left.
#[test]
fn a_link_to_a_note_with_a_name_of_its_own_is_left() {
    let (sandbox, text) = meeting("date: \"[[24.11.2026]]\"");
    assert!(!sandbox.run(&["check"]).stdout.contains("date-"));
    sandbox.run(&["fix", "--yes"]).ended_with(0);
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), text);
}

/// What is beside the day stays when the meeting is moved.
#[test]
fn a_moved_meeting_takes_the_form_along() {
    for (entry, moved) in [
        ("date: 2026-11-24T10:00", "date: 2026-11-26T10:00"),
        (
            "date: 2026-11-24 10:00:00 +01:00",
            "date: 2026-11-26 10:00:00 +01:00",
        ),
        ("date: \"[[2026-11-24]]\"", "date: \"[[2026-11-26]]\""),
        ("date: [2026-11-24]", "date: [2026-11-26]"),
        ("date:\n  - 2026-11-24", "date:\n  - 2026-11-26"),
        ("date: 24.11.2026", "date: 2026-11-26"),
        ("date: Nov 24, 2026 # x", "date: 2026-11-26 # x"),
        ("date: 2026-11-24", "date: 2026-11-26"),
        // Another day says nothing of this one.
        ("date: 2026-11-17T10:00", "date: 2026-11-26"),
    ] {
        let (sandbox, text) = meeting(entry);
        let run = sandbox
            .run(&["move", "--date", "2026-11-24", "--to", "2026-11-26"])
            .ended_with(0);
        let written = sandbox.read("alex/meetings/2026-11-26.md");
        let expected = text.replace(entry, moved).replace(
            "mood: ok # kept\n",
            "mood: ok # kept\nmoved_from: 2026-11-24\n",
        );
        assert_eq!(written, expected, "{entry}\n{}", run.stderr);
    }
}

#[test]
fn notes_are_imported_by_it() {
    for written in [
        "date: 2026-11-03T10:00",
        "date: 2026-11-03 10:00:00 +01:00",
        "date: \"[[2026-11-03]]\"",
        "date: [[2026-11-03]]",
        "date: 03.11.2026",
        "date: Nov 3, 2026",
        "date: [2026-11-03]",
        "date: [Nov 3, 2026]",
        "date:\n  - 2026-11-03",
        "date:\n- \"[[2026-11-03|Tue]]\"",
        "Date: 2026-11-03",
    ] {
        let note = format!("---\ntags: x\n{written}\n---\n- [ ] send it\n");
        for (path, source) in [("note.md", "../note.md"), ("notes/talk.md", "../notes")] {
            let sandbox = Sandbox::new();
            sandbox.write(path, &note);
            sandbox.run(&["import", source]).ended_with(0);
            assert_eq!(
                sandbox.read("alex/meetings/2026-11-03.md"),
                note,
                "{written}"
            );
        }
    }
    // The other notes tell the order of one that may be two days.
    let sandbox = Sandbox::new();
    sandbox.write("notes/a.md", "---\ndate: 03/11/2026\n---\na\n");
    let run = sandbox.run(&["import", "../notes"]).ended_with(2);
    assert!(
        run.stderr
            .contains("`03/11/2026` may be 2026-11-03 or 2026-03-11"),
        "{}",
        run.stderr
    );
    sandbox.write("notes/b.md", "---\ndate: 17/11/2026\n---\nb\n");
    sandbox.run(&["import", "../notes"]).ended_with(0);
    assert!(sandbox.path("alex/meetings/2026-11-03.md").exists());
    // Of two in one list neither is the note's.
    let sandbox = Sandbox::new();
    sandbox.write(
        "notes/a.md",
        "---\ndate: [2026-11-03, 2026-11-10]\n---\na\n",
    );
    sandbox.run(&["import", "../notes"]).ended_with(2);
}
