//! What `export` takes out: everything, once, and nothing personal unless it is asked for.

use crate::sandbox::{Run, Sandbox};

const EARLIER: &str = "---
date: 2026-11-10
status: held
tags: [a, b] # kept
---

Before any heading.

# 1:1

## Wins
- [>] =HYPERLINK(\"http://example.com\") @alex p:1 due:2026-11-20
  - a note

## Personal
Secret move to Lisbon.
- [ ] secret flat @alex

### Notes
- [>] secret school @alex

## Notes

Title
-----
- [ ] Read, \"slowly\" @dana
";

const LATER: &str = "---
date: 2026-11-17
status: held
---

## Wins
- [x] =HYPERLINK(\"http://example.com\") @alex p:1 due:2026-11-20 since:2026-11-10 done:2026-11-16

## Career
- [ ] secret school @alex since:2026-11-10
";

fn notebook() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-10.md", EARLIER);
    sandbox.write("alex/meetings/2026-11-17.md", LATER);
    sandbox
}

fn json(run: Run) -> serde_json::Value {
    serde_json::from_str(&run.ended_with(0).stdout).expect("JSON")
}

#[test]
fn nothing_personal_goes_out_unless_asked_for() {
    let sandbox = notebook();
    for format in ["json", "csv"] {
        let run = sandbox.run(&["export", "--format", format, "--to", "2026-11-10"]);
        let text = run.ended_with(0).stdout.to_lowercase();
        for word in [
            "secret",
            "lisbon",
            "personal sections",
            "\"personal\": true",
        ] {
            assert!(!text.contains(word), "{word}:\n{text}");
        }
        let run = sandbox.run(&["export", "--format", format, "--personal"]);
        let text = run.ended_with(0).stdout;
        assert!(text.contains("secret flat") && text.contains("secret school"));
    }
    // What was carried out of it is not personal any more, but where it came from is.
    let exported = json(sandbox.run(&["export"]));
    let items = exported["items"].as_array().expect("items");
    let school = items.iter().find(|item| item["title"] == "secret school");
    let history = school.expect("the copy")["history"]
        .as_array()
        .expect("one");
    assert_eq!(history.len(), 1);
    assert_eq!(history[0]["section"], "Career");
}

#[test]
fn every_line_is_in_it_and_every_item_once() {
    let sandbox = notebook();
    let exported = json(sandbox.run(&["export", "--personal"]));
    let meetings = exported["meetings"].as_array().expect("meetings");
    for (meeting, source) in meetings.iter().zip([EARLIER, LATER]) {
        let front_matter = meeting["front_matter"]["text"].as_str().expect("a text");
        let mut text = format!("---\n{front_matter}---\n");
        text.push_str(meeting["preface"].as_str().expect("a text"));
        for section in meeting["sections"].as_array().expect("sections") {
            text.push_str(section["heading"].as_str().expect("a text"));
            text.push_str(section["text"].as_str().expect("a text"));
        }
        assert_eq!(text, source);
    }
    let items = exported["items"].as_array().expect("items");
    let mut titles: Vec<&str> = (items.iter())
        .map(|item| item["title"].as_str().expect("a title"))
        .collect();
    titles.sort_unstable();
    let expected = [
        "=HYPERLINK(\"http://example.com\")",
        "Read, \"slowly\"",
        "secret flat",
        "secret school",
    ];
    assert_eq!(titles, expected);
    let first = &items[0];
    assert_eq!(first["status"], "done");
    assert_eq!(first["since"], "2026-11-10");
    assert_eq!(
        (&first["carried"], &first["priority"]),
        (&1.into(), &1.into())
    );
    let states: Vec<_> = (first["history"].as_array().expect("a history").iter())
        .map(|place| format!("{} {}", place["date"], place["status"]))
        .collect();
    let expected = ["\"2026-11-10\" \"carried\"", "\"2026-11-17\" \"done\""];
    assert_eq!(states, expected);
    // The reference that `items` shows is the beginning of it.
    let listed = json(sandbox.run(&["items", "--all", "--json"]));
    for item in listed["items"].as_array().expect("items") {
        let reference = item["ref"].as_str().expect("a reference");
        let is_known = |exported: &serde_json::Value| {
            exported["title"] == item["title"]
                && exported["id"]
                    .as_str()
                    .is_some_and(|id| id.starts_with(reference))
        };
        assert!(items.iter().any(is_known), "{item}");
    }
}

#[test]
fn only_a_period() {
    let sandbox = notebook();
    let dates = |arguments: &[&str]| -> Vec<String> {
        let exported = json(sandbox.run(arguments));
        let meetings = exported["meetings"].as_array().expect("meetings").clone();
        meetings
            .iter()
            .map(|meeting| meeting["date"].to_string())
            .collect()
    };
    let later = dates(&["export", "--from", "2026-11-11"]);
    assert_eq!(later, ["\"2026-11-17\""]);
    let earlier = dates(&["export", "--to", "2026-11-16"]);
    assert_eq!(earlier, ["\"2026-11-10\""]);
    // An item is as it was then.
    let exported = json(sandbox.run(&["export", "--to", "2026-11-16"]));
    assert_eq!(exported["items"][0]["status"], "carried");
    let run = sandbox.run_line("export --from 2026-11-17 --to 2026-11-10");
    assert!(run.ended_with(2).stderr.contains("is after"));
}

#[test]
fn a_table_for_spreadsheets() {
    let sandbox = notebook();
    let run = sandbox.run(&["export", "-o", "items.csv"]).ended_with(0);
    assert_eq!(run.stdout, "items.csv\n");
    let table = sandbox.read("alex/items.csv");
    let rows: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 4, "{table}");
    let harmless = "\"'=HYPERLINK(\"\"http://example.com\"\")\",done,alex,2026-11-20,2026-11-10,2026-11-16,1,1,2026-11-17,Wins,wins,meetings/2026-11-17.md,7,2026-11-10 carried; 2026-11-17 done";
    assert!(rows[1].ends_with(harmless), "{table}");
    assert!(rows[2].contains("\"Read, \"\"slowly\"\"\""), "{table}");
    // An older table is replaced; what is something else is not.
    sandbox.run(&["export", "-o", "items.csv"]).ended_with(0);
    let refused = sandbox.run(&["export", "-o", "items.csv", "--format", "json"]);
    assert!(refused.ended_with(2).stderr.contains("something else"));
    assert_eq!(sandbox.read("alex/items.csv"), table);
    sandbox
        .run(&["export", "-o", "meetings/2026-11-10.md"])
        .ended_with(2);
    assert_eq!(sandbox.read("alex/meetings/2026-11-10.md"), EARLIER);
}

#[test]
fn what_can_not_be_read_is_said() {
    let sandbox = notebook();
    sandbox.write("alex/meetings/2026-11-24 (copy).md", "- [ ] lost?\n");
    let run = sandbox.run(&["export"]).ended_with(1);
    assert!(
        run.stderr.contains("2026-11-24 (copy).md"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout
            .starts_with("{\n  \"format\": \"oneonone-export\",\n  \"version\": 1,\n")
    );
}
