//! Boxes that a service for documents writes with other signs: `import` takes them for the items that they are.

use crate::sandbox::Sandbox;

/// The titles of all items with their status, as `items --all` has them, in the order of the text.
#[track_caller]
fn items(sandbox: &Sandbox) -> Vec<(String, String)> {
    let listed = sandbox.run(&["items", "--all", "--json"]).ended_with(0);
    let listed: serde_json::Value = serde_json::from_str(&listed.stdout).expect("JSON");
    let mut items: Vec<(i64, String, String)> = (listed["items"].as_array().expect("items").iter())
        .map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or_default().to_string();
            let line = item["line"].as_i64().unwrap_or_default();
            (line, text("title"), text("status"))
        })
        .collect();
    items.sort();
    let two = items.into_iter().map(|(_, title, status)| (title, status));
    two.collect()
}

#[track_caller]
fn imported(document: &str) -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    sandbox.write("doc.md", document);
    let run = sandbox.run(&["import", "../doc.md"]).ended_with(0);
    (sandbox, run.stderr)
}

#[test]
fn boxes_of_other_signs_are_items() {
    for line in [
        "☐ send it",
        "- ☐ send it",
        "* ☐ send it",
        "-   ☐ send it",
        "1. ☐ send it",
        "> ☐ send it",
        "□ send it",
        "\\- [ ] send it",
        "\\- \\[ \\] send it",
        "\\* \\[ \\] send it",
        "- \\[ \\] send it",
        "-   \\[ \\] send it",
        "\\[ \\] send it",
        "\\[\\] send it",
        "-\u{a0}[ ] send it",
        "- [\u{a0}]\u{a0}send it",
        "– [ ] send it",
        "•\t☐\tsend it",
        "[ ] send it",
        "- **[ ]** send it",
    ] {
        let (sandbox, said) = imported(&format!(
            "## 2026-11-17\n\n### Wins\n\nall well\n\n{line}\n"
        ));
        let expected = vec![("send it".to_string(), "open".to_string())];
        assert_eq!(items(&sandbox), expected, "{line:?}");
        assert!(
            said.contains("1 line that was meant as an item"),
            "{line:?}\n{said}"
        );
        // Nothing is left to be told, and nothing of it is other text when it is imported again.
        let found = sandbox.run(&["check"]).stdout;
        assert!(!found.contains("almost-a-checkbox"), "{line:?}\n{found}");
        let again = sandbox.run(&["import", "../doc.md"]).ended_with(0).stderr;
        assert!(
            again.contains("every line is there already"),
            "{line:?}\n{again}"
        );
        assert!(!again.contains("meant as an item"), "{again}");
    }
}

#[test]
fn ticked_boxes_of_other_signs_are_done() {
    for line in [
        "☑ sent",
        "- ☑ sent",
        "* ☑\u{fe0f} sent",
        "\\- \\[x\\] sent",
        "- \\[X\\] sent",
        "• [x] sent",
        "\\[x\\] sent",
        "- [x]\u{a0}sent",
    ] {
        let (sandbox, _) = imported(&format!("## 2026-11-17\n{line}\n"));
        let expected = vec![("sent".to_string(), "done".to_string())];
        assert_eq!(items(&sandbox), expected, "{line:?}");
    }
}

#[test]
fn what_is_no_box_stays_as_it_is() {
    let body = "\\- a point\n\n\\[x\\](http://example.com) a link\n\n✅ shipped\n\na ☐ b\n\n```\n☐ code\n```\n\n- [a](b) c\n\n\\[1\\] a source\n";
    let (sandbox, said) = imported(&format!("## 2026-11-17\n\n{body}"));
    assert!(sandbox.read("alex/meetings/2026-11-17.md").ends_with(body));
    assert_eq!(items(&sandbox), []);
    assert!(!said.contains("meant as"), "{said}");
}

/// A line that would swallow the one below stays text, and is told of.
#[test]
fn what_can_not_be_an_item_without_another_line_is_told() {
    let (sandbox, said) = imported("## 2026-11-17\n\n☐ one\n\n☐ two\nand more of it\n\n☐ three\n");
    let written = sandbox.read("alex/meetings/2026-11-17.md");
    assert!(written.contains("\n☐ two\nand more of it\n"), "{written}");
    assert_eq!(items(&sandbox).len(), 2);
    for part in [
        "2 lines that were meant as items",
        "1 line looks like an item",
        "oneonone check",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn a_line_is_found_again_in_either_form() {
    let document = "## 2026-11-17\n\n☐ one @alex\n☑ two\n\n  \\- \\[ \\] three\n";
    // As it was imported before boxes were mended, and mended since.
    for text in [
        "☐ one @alex\n☑ two\n\n  \\- \\[ \\] three\n",
        "- [ ] one @alex\n- [x] two\n\n  - [ ] three\n",
        "- [>] one @alex\n- [x] two\n\n  - [x] three done:2026-11-20\n",
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("doc.md", document);
        let here = format!("## 2026-11-17\n\n{text}");
        sandbox.write("alex/meetings/2026-11-17.md", &here);
        let run = sandbox.run(&["import", "../doc.md"]).ended_with(0);
        assert!(
            run.stderr.contains("every line is there already"),
            "{text}\n{}",
            run.stderr
        );
        assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), here);
    }
    // Another status is another text.
    let sandbox = Sandbox::new();
    sandbox.write("doc.md", document);
    sandbox.write(
        "alex/meetings/2026-11-17.md",
        "## 2026-11-17\n\n☐ one @alex\n☐ two\n\n  - [ ] three\n",
    );
    sandbox.run(&["import", "../doc.md"]).ended_with(2);
}

/// An open box above a log belongs to its newest meeting, whatever it is written with.
#[test]
fn an_odd_box_above_a_log_is_open() {
    let (sandbox, _) =
        imported("# Dana / Alex\n\n☐ renew the contract\n\n## 2026-11-17\nb\n\n## 2026-11-10\na\n");
    let newest = sandbox.read("alex/meetings/2026-11-17.md");
    assert!(newest.contains("- [ ] renew the contract\n"), "{newest}");
}

#[test]
fn notes_of_a_folder_are_mended_and_counted_too() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "notes/2026-11-17.md",
        "---\na: b\n---\n☐ one\n\\- [x] two\n",
    );
    sandbox.write(
        "notes/2026-11-17 more.md",
        "* ☐ three [Dana](mailto:dana@example.com)\n",
    );
    sandbox.write("notes/2026-11-10.md", "- [ ] four\n");
    let run = sandbox.run(&["import", "../notes"]).ended_with(0);
    assert!(
        run.stderr.contains("3 lines that were meant as items"),
        "{}",
        run.stderr
    );
    assert_eq!(items(&sandbox).len(), 4);
    let written = sandbox.read("alex/meetings/2026-11-17.md");
    assert!(
        written.starts_with("---\na: b\n---\n- [ ] one\n- [x] two\n"),
        "{written}"
    );
    assert!(
        written.contains("* [ ] three [Dana](mailto:dana@example.com) @dana\n"),
        "{written}"
    );
    sandbox.run(&["undo"]).ended_with(0);
    assert_eq!(sandbox.files("alex/meetings"), []);
}
