//! What a notebook of two peers does otherwise than that of a manager and an IC.

use crate::sandbox::{CONFIGURATION, Sandbox};

/// A notebook of this kind with five held meetings that say nothing.
fn notebook(kind: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/oneonone.yaml", format!("{CONFIGURATION}{kind}"));
    for day in ["10-20", "10-27", "11-03", "11-10", "11-17"] {
        let text = "---\nstatus: held\n---\n\n## Wins\n- Shipped it\n";
        sandbox.write(&format!("alex/meetings/2026-{day}.md"), text);
    }
    sandbox
}

/// What is said of a notebook whose `oneonone.yaml` ends with `kind`: the topics that `status` finds neglected, whether
/// `feedback` to the one under `manager:` wants a suggestion, and whether the agenda is that of `peer`.
fn check(kind: &str, neglected: &[&str], wants_suggestion: bool, is_of_peers: bool) {
    let sandbox = notebook(kind);
    let status = sandbox.run_line("status --json").ended_with(0).stdout;
    let status: serde_json::Value = serde_json::from_str(&status).expect("JSON");
    let topics = status["pairs"][0]["neglected"].as_array().expect("a list");
    let topics: Vec<&str> = topics
        .iter()
        .filter_map(|one| one["topic"].as_str())
        .collect();
    assert_eq!(topics, neglected, "{kind}");
    let line = "feedback --to dana --situation s --behavior b --impact i";
    let run = sandbox.run_line(line).ended_with(0);
    assert_eq!(
        run.stderr.contains("--suggest"),
        wants_suggestion,
        "{kind}: {}",
        run.stderr
    );
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    assert_eq!(
        agenda.contains("## Where our work meets\n"),
        is_of_peers,
        "{kind}"
    );
}

#[test]
fn peers_owe_one_another_no_management() {
    check("", &["career", "feedback"], true, false);
    check("kind: skip-level\n", &["career", "feedback"], true, false);
    check("kind: peer\n", &["feedback"], false, true);
    check(
        "kind: peer\ntemplate: weekly\n",
        &["feedback"],
        false,
        false,
    );
}

#[test]
fn a_kind_of_a_later_version_is_read_as_usual() {
    check("kind: mentor\n", &["career", "feedback"], true, false);
    let run = notebook("kind: mentor\n").run_line("check").ended_with(0);
    let said = "what `kind` says is not understood; it counts as `manager`";
    assert!(run.stdout.contains(said), "{}", run.stdout);
}
