//! What is written in one way and looked for in another: `search`, REF, and what the screen and JSON show of it.

use crate::sandbox::Sandbox;

const FILE: &str = "alex/meetings/2026-11-24.md";

/// A notebook whose only meeting holds `text`.
fn holding(text: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(FILE, text);
    sandbox
}

#[test]
fn a_search_finds_what_is_written_otherwise() {
    for (one, other) in [
        ("don't panic", "don’t panic"),
        ("time_zone", "time\\_zone"),
        ("R&D", "R&amp;D"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ＡＰＩ", "API"),
        ("release plan", "**release** _plan_"),
        ("well-known", "well‑known"),
        ("ΟΔΟΣ", "οδος"),
        ("naive", "naïve"),
    ] {
        for (written, typed) in [(one, other), (other, one)] {
            let sandbox = holding(&format!("## Notes\n- we said {written} again\n- no\n"));
            let run = sandbox.run(&["search", "--with", "alex", typed]);
            let accents_are_typed = typed == "naïve";
            let expected = usize::from(!accents_are_typed);
            let run = run.ended_with(1 - expected as i32);
            assert_eq!(
                run.stdout.lines().count(),
                expected,
                "{typed} in {written}: {run:?}"
            );
        }
    }
}

#[test]
fn a_phrase_comes_first_and_nothing_is_a_failure() {
    let sandbox = holding("## Notes\n- plan the release\n- the release plan\n");
    let run = sandbox
        .run(&["search", "--with", "alex", "release plan"])
        .ended_with(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].ends_with("the release plan"), "{lines:?}");
    for arguments in [
        &["search", "--with", "alex", "nowhere"][..],
        &["search", "--with", "alex", "nowhere", "--json"],
        &["search", "release", "--section", "wins"],
    ] {
        let run = sandbox.run(arguments).ended_with(1);
        assert!(!run.stdout.contains("release"), "{run:?}");
    }
}

#[test]
fn a_reference_finds_an_item_however_it_is_written() {
    for (title, reference) in [
        ("Don’t ship time\\_zone", "don't ship"),
        ("Ask **R&amp;D** for it", "r&d"),
        ("Rename ＡＰＩ keys", "api keys"),
        ("Ring the Straße office", "STRASSE"),
        ("Write the _release_ plan", "release plan"),
    ] {
        let text = format!("## Action items\n- [ ] {title}\n- [ ] plan a release @alex\n");
        let sandbox = holding(&text);
        sandbox.run(&["done", reference]).ended_with(0);
        let ticked = text.replacen("[ ]", "[x]", 1);
        let after = sandbox.read(FILE);
        // Nothing of the title changes by it.
        assert!(
            after.starts_with(ticked.lines().next().unwrap_or_default()),
            "{after}"
        );
        assert!(
            after.contains(&format!("- [x] {title}")),
            "{reference}: {after}"
        );
        assert!(
            after.contains("- [ ] plan a release @alex"),
            "{reference}: {after}"
        );
    }
}

#[test]
fn the_screen_shows_words_and_json_both() {
    let title = "**Don’t** ship `a_b` ~~now~~ time\\_zone";
    let sandbox = holding(&format!("## Action items\n- [ ] {title} @alex\n"));
    let words = "Don’t ship `a_b` now time_zone";
    let listed = sandbox.run_in("alex", &["items"]).ended_with(0);
    assert!(listed.stdout.contains(words), "{listed:?}");
    assert!(!listed.stdout.contains("**"), "{listed:?}");
    let json = sandbox
        .run_in("alex", &["items", "--json"])
        .ended_with(0)
        .stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let item = &json["items"][0];
    assert_eq!(item["title"], title);
    assert_eq!(item["plain"], "Don't ship `a_b` now time_zone");
    let reference = item["ref"].as_str().expect("a reference");
    let done = sandbox.run_in("alex", &["done", reference]).ended_with(0);
    assert!(format!("{done:?}").contains(words), "{done:?}");
}
