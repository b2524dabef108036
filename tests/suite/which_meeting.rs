//! WHO and DATE on one line: May, Jan, Sam and Mon are people, and days.

use crate::sandbox::Sandbox;

/// Notebooks with the ICs May, Mon and Alex, each with meetings in December, the 4th of May and November; today is Monday
/// 2026-11-23.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let alex = sandbox.read("alex/oneonone.yaml");
    for handle in ["may", "mon", "alex"] {
        let name = handle[..1].to_uppercase() + &handle[1..];
        let own = alex.replace("Alex", &name).replace("alex", handle);
        sandbox.write(&format!("all/{handle}/oneonone.yaml"), own);
        for date in [
            "2026-05-04",
            "2026-11-03",
            "2026-11-24",
            "2026-11-30",
            "2026-12-04",
        ] {
            let text = format!("{name} on {date}\n");
            sandbox.write(&format!("all/{handle}/meetings/{date}.md"), text);
        }
    }
    sandbox
}

/// What `show` prints of the words, without the marks around it.
fn shown(sandbox: &Sandbox, folder: &str, words: &str) -> String {
    let line = format!("show --plain {words}");
    let words: Vec<&str> = line.split_whitespace().collect();
    let run = sandbox.run_in(folder, &words);
    assert_eq!(run.code, Some(0), "{words:?}: {}", run.stderr);
    run.stdout.trim().to_string()
}

#[test]
fn a_date_may_be_several_words() {
    let sandbox = sandbox();
    for (words, expected) in [
        ("alex 4 dec", "Alex on 2026-12-04"),
        ("alex Dec 4", "Alex on 2026-12-04"),
        ("alex next week", "Alex on 2026-11-30"),
        ("alex last", "Alex on 2026-11-03"),
        ("al 2026-11-30", "Alex on 2026-11-30"),
        // The day that is over, where none to come has a meeting.
        ("alex 3 nov", "Alex on 2026-11-03"),
        ("alex may 4", "Alex on 2026-05-04"),
        ("may next", "May on 2026-11-24"),
        ("may", "May on 2026-11-24"),
        ("may 4 dec", "May on 2026-12-04"),
        ("may may 4", "May on 2026-05-04"),
    ] {
        assert_eq!(shown(&sandbox, "all", words), expected, "{words}");
    }
    // In a notebook nobody needs to be named.
    for (words, expected) in [
        ("4 dec", "Alex on 2026-12-04"),
        ("dec 4", "Alex on 2026-12-04"),
        ("mon", "Alex on 2026-11-30"),
        ("may 4", "Alex on 2026-05-04"),
        ("next", "Alex on 2026-11-24"),
    ] {
        assert_eq!(shown(&sandbox, "all/alex", words), expected, "{words}");
    }
}

#[test]
fn what_is_a_name_and_a_day_is_asked_for_and_never_guessed() {
    let sandbox = sandbox();
    for (folder, words, hint) in [
        ("all", "mon", "`@mon`"),
        ("all/mon", "Mon", "`@Mon`"),
        ("all", "may 4", "`@may 4`"),
        ("all/may", "may 4", "`@may 4`"),
    ] {
        for command in ["show", "edit", "private"] {
            let line = format!("{command} {words}");
            let line: Vec<&str> = line.split_whitespace().collect();
            let run = sandbox.run_in(folder, &line).ended_with(2);
            assert!(
                run.stderr.contains("is a day, and") && run.stderr.contains(hint),
                "{line:?}: {}",
                run.stderr
            );
        }
    }
    // As the hint says.
    assert_eq!(shown(&sandbox, "all", "@mon"), "Mon on 2026-11-24");
    assert_eq!(
        shown(&sandbox, "all", "@may next week"),
        "May on 2026-11-30"
    );
    assert_eq!(
        shown(&sandbox, "all/may", "2026-05-04"),
        "May on 2026-05-04"
    );
    assert_eq!(
        shown(&sandbox, "all", "mon 2026-05-04"),
        "Mon on 2026-05-04"
    );
}

#[test]
fn the_words_of_the_language_of_a_notebook_are_days_too() {
    let sandbox = sandbox();
    let german = sandbox.read("alex/oneonone.yaml") + "language: de\n";
    let sam = german.replace("Alex", "Sam").replace("alex", "sam");
    sandbox.write("alex/oneonone.yaml", &german);
    sandbox.write("sam/oneonone.yaml", sam);
    for notebook in ["alex", "sam"] {
        sandbox.write(&format!("{notebook}/meetings/2026-11-28.md"), notebook);
    }
    assert_eq!(shown(&sandbox, "alex", "sam"), "alex");
    assert_eq!(shown(&sandbox, "alex", "samstag"), "alex");
    let run = sandbox.run_in("sam", &["show", "sam"]).ended_with(2);
    assert!(run.stderr.contains("`sam` is a day, and"), "{}", run.stderr);
}

#[test]
fn at_a_terminal_one_says_which() {
    let sandbox = Sandbox::new();
    let monday = sandbox.read("alex/oneonone.yaml").replace("alex", "mon");
    sandbox.write("alex/oneonone.yaml", monday);
    for date in ["2026-11-24", "2026-11-30"] {
        sandbox.write(&format!("alex/meetings/{date}.md"), format!("On {date}\n"));
    }
    for (answers, day) in [("person\n", "2026-11-24"), ("x\nd\n", "2026-11-30")] {
        let run = sandbox.typed("show --plain mon", answers).ended_with(0);
        let expected = format!("On {day}");
        assert!(run.stdout.contains(&expected), "{answers}: {}", run.stdout);
    }
    let run = sandbox.typed("show --plain mon", "\n").ended_with(2);
    assert!(
        run.stdout.contains("`@mon` for the person"),
        "{}",
        run.stdout
    );
}
