//! A notebook that an older version kept: `tests/older`, with four meetings, every item of the first carried by it into
//! each of the next, and titles with marks, escapes, names in the sentence and a block id. Its last run was killed before
//! two originals were marked.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::sandbox::Sandbox;

const MEETINGS: [&str; 4] = ["2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27"];

fn notebook() -> Sandbox {
    let sandbox = Sandbox::new();
    let older = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/older");
    let files = MEETINGS.map(|day| format!("meetings/{day}.md"));
    for file in files.iter().map(String::as_str).chain(["oneonone.yaml"]) {
        let text = fs::read_to_string(older.join(file)).expect("a text");
        sandbox.write(&format!("pair/{file}"), text);
    }
    sandbox
}

fn run(sandbox: &Sandbox, line: &str) -> String {
    let words = ["--today", "2026-10-28"].into_iter().chain(line.split(' '));
    let words: Vec<&str> = words.collect();
    sandbox.run_in("pair", &words).ended_with(0).stdout
}

fn json(sandbox: &Sandbox, line: &str) -> Value {
    serde_json::from_str(&run(sandbox, line)).expect("JSON")
}

/// What is said of each item of a listing: title, owner, state, how often it was carried.
fn told(listing: &Value) -> Vec<String> {
    let items = listing["items"].as_array().expect("items");
    let word = |value: &Value| value.as_str().unwrap_or("-").to_string();
    let line = |item: &Value| {
        let [plain, owner, status] = ["plain", "owner", "status"].map(|key| word(&item[key]));
        format!("{plain} | {owner} | {status} | {}", item["carried"])
    };
    items.iter().map(line).collect()
}

#[test]
fn each_item_of_an_older_notebook_is_one_with_its_copies() {
    let sandbox = notebook();
    let listing = json(&sandbox, "items --all --json");
    assert_eq!(
        told(&listing),
        [
            "CI takes 40 minutes on the `main` branch | alex | open | 3",
            "Read Designing Data-Intensive Applications, chapter 3 | alex | open | 3",
            "Write a page of notes | - | open | 3",
            "Plan the first second week off | alex | open | 3",
            "to send the deck | alex | open | 3",
            "Rename `time_zone` to time_zone in the docs | dana | open | 3",
            "Talk to R&D about \"quotas\" | alex | open | 3",
            "Create a README (@dana) | dana | open | 3",
            "Jeff, @alex and others review the plan | alex | open | 3",
            "Order the keyboard | dana | done | 3",
            "Close the old ticket [#12](https://example.com/12) | alex | dropped | 3",
            "Don't forget the on-call hand-over | dana | open | 3",
            "Follow up on [the contract][c] | dana | open | 3",
        ]
    );
    for item in listing["items"].as_array().expect("items") {
        let reference = item["ref"].as_str().expect("a reference");
        let story = json(&sandbox, &format!("thread {reference} --json"));
        let said = story["mentions"].as_array().expect("mentions");
        let days: Vec<&Value> = said.iter().map(|mention| &mention["date"]).collect();
        assert_eq!(days, MEETINGS, "{item}");
        let told = run(&sandbox, &format!("thread {reference}"));
        assert!(!told.contains("reworded"), "{told}");
    }
}

#[test]
fn an_older_notebook_is_carried_once_and_without_remark() {
    let sandbox = notebook();
    let open = told(&json(&sandbox, "items --json"));
    run(&sandbox, "new --no-edit --date 2026-11-03");
    let carried = told(&json(&sandbox, "items --json"));
    let once_more = open.iter().map(|told| told.replace("| 3", "| 4"));
    assert_eq!(carried, once_more.collect::<Vec<String>>());
    let before = sandbox.files("pair");
    run(&sandbox, "carry");
    assert_eq!(sandbox.files("pair"), before, "nothing is carried again");
    for day in &MEETINGS[..3] {
        let text = sandbox.read(&format!("pair/meetings/{day}.md"));
        assert!(!text.contains("[ ]"), "{day}: {text}");
    }

    let check = json(&sandbox, "check --json");
    let found = check["diagnostics"].as_array().expect("diagnostics");
    let mut codes: Vec<&str> = found
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    // All of it is of what the two do, and nothing of how they or the older version wrote.
    assert_eq!(
        codes,
        [
            "agenda-empty",
            "blocker-old",
            "blocker-without-proposal",
            "close-without-summary",
            "feedback-one-way",
            "promise-old",
            "recognition-missing",
            "wins-missing",
        ]
    );
}

/// The mark that must stand last stood before what was added to it.
#[test]
fn an_item_with_a_block_id_within_its_attributes_is_changed_and_found_again() {
    let sandbox = notebook();
    let line = "- [x] Order the keyboard @dana ^a95049 since:2026-10-06";
    let file = "pair/meetings/2026-10-27.md";
    assert!(sandbox.read(file).contains(line));
    run(&sandbox, "reopen keyboard");
    run(&sandbox, "due keyboard 2026-11-10");
    run(&sandbox, "new --no-edit --date 2026-11-03");
    run(&sandbox, "assign keyboard alex");
    run(&sandbox, "done keyboard");
    let listing = told(&json(&sandbox, "items --all --json"));
    let keyboard: Vec<&String> = listing
        .iter()
        .filter(|one| one.contains("keyboard"))
        .collect();
    assert_eq!(keyboard, ["Order the keyboard | alex | done | 4"]);
}
