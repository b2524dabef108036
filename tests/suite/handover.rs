//! Handing over: the IC says yes or no to each line at a terminal, and nothing private or personal ever gets out.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::clones::{Alex, Clones, Dana};
use crate::sandbox::{Run, Sandbox};

const MEETING: &str = "---\nstatus: held\n---\n\n# 1:1\n\n## Wins\n- Shipped it\n- Fixed it\n\n\
    ## Feedback\n### For Dana\n- Situation: planning\n  - Behavior: late\n  - Impact: waste\n\n\
    ## Personal\n- SECRET divorce\n- [ ] SECRET lawyer @alex\n\n\
    ## Action items\n- [ ] Import @alex\n  - a note that stays\n- [ ] SECRET lawyer @alex since:2026-11-17\n";

fn one_meeting() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", MEETING);
    sandbox.write("home/.config/oneonone/config.yaml", "me: alex\n");
    sandbox
}

/// Run at a terminal at which `answers` are typed.
fn typed(mut command: Command, answers: &str) -> Run {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("an input");
    input.write_all(answers.as_bytes()).expect("answers");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    Run {
        stdout: String::from_utf8_lossy(&output.stdout).replace('\r', ""),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code(),
    }
}

#[test]
fn each_line_is_asked_for() {
    let sandbox = one_meeting();
    let line = "handover --to 'Kim Sato <kim@example.com>' --output ../for-kim.md";
    // Import yes by default, Shipped no, Fixed yes after something else, the rhythm no, feedback left at its default.
    let answers = "\nn\nperhaps\nY\nno\nno\n\n";
    let run = typed(sandbox.at_a_terminal("alex", line), answers).ended_with(0);
    assert!(
        run.stdout.contains("2 lines to pass on, 4 left out"),
        "{run:?}"
    );
    let text = sandbox.read("for-kim.md");
    assert_eq!(
        text,
        "# Handover: Alex Kim, from Dana Ng to Kim Sato\n\n\
         Alex agreed to pass these lines on. Everything else stays between Alex and Dana.\n\n\
         ## 2026-11-23\n\n\
         ### Action items\n- [ ] Import @alex since:2026-11-17\n\n\
         ### Wins\n- Fixed it (2026-11-17)\n"
    );
}

#[test]
fn whoever_stops_answering_passes_nothing_on() {
    let sandbox = one_meeting();
    let line = "handover --to Kim --output ../for-kim.md";
    let run = typed(sandbox.at_a_terminal("alex", line), "y\ny\n").ended_with(2);
    assert!(run.stdout.contains("nothing was passed on"), "{run:?}");
    let run = typed(sandbox.at_a_terminal("alex", line), "n\nn\nn\nn\nn\nn\n").ended_with(2);
    assert!(run.stdout.contains("no line was chosen"), "{run:?}");
    assert!(!sandbox.path("for-kim.md").exists());
}

#[test]
fn nothing_private_or_personal_gets_out() {
    let sandbox = one_meeting();
    let private = sandbox.run_line("private 2026-11-17").ended_with(0);
    let note = private.stdout.trim_end();
    std::fs::create_dir_all(Path::new(note).parent().expect("a folder")).expect("a folder");
    std::fs::write(note, "SECRET resignation\n").expect("a note");
    let shown = typed(sandbox.at_a_terminal("alex", "show 2026-11-17"), "").ended_with(0);
    assert!(shown.stdout.contains("SECRET resignation"), "{shown:?}");
    for line in [
        "handover --list",
        "handover --json",
        "handover --to Kim --all",
        "handover --to Kim --all --json",
    ] {
        let run = sandbox.run_line(line).ended_with(0);
        assert!(run.stdout.contains("Import"), "{line}: {run:?}");
        assert!(!run.stdout.contains("SECRET"), "{line}: {run:?}");
        assert!(!run.stdout.contains("a note that stays"), "{line}: {run:?}");
    }
    let run = sandbox.run_line("handover --to Kim --all").ended_with(0);
    assert!(!run.stdout.contains("planning"), "{run:?}");
}

#[test]
fn what_the_manager_wrote_is_passed_on_only_by_name() {
    let clones = Clones::new();
    let file = "meetings/2026-11-17.md";
    let text = clones.read(Dana, file) + "\n## Career\n- Needs to speak up more\n";
    clones.write(Dana, file, text);
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    let text = clones.read(Alex, file) + "- I'd like to lead a team\n";
    clones.write(Alex, file, text);
    let list = clones.run(Alex, &["handover", "--list"]).ended_with(0);
    let line = |words: &str| {
        let found = list.stdout.lines().find(|line| line.contains(words));
        found.expect("the line").to_string()
    };
    let theirs = line("Needs to speak up more");
    assert!(theirs.contains("  -  ") && theirs.ends_with("written by Dana"));
    assert!(line("lead a team").contains("  +  "));
    let all = ["handover", "--to", "Kim", "--all"];
    let run = clones.run(Alex, &all).ended_with(0);
    assert!(run.stdout.contains("lead a team") && !run.stdout.contains("speak up"));
    let letters = theirs.split(' ').next().expect("letters");
    let named = ["handover", "--to", "Kim", "--include", letters];
    let run = clones.run(Alex, &named).ended_with(0);
    assert!(run.stdout.contains("speak up") && !run.stdout.contains("lead a team"));
    let run = clones.run(Dana, &all).ended_with(2);
    assert!(
        run.stderr.starts_with("error: only Alex can agree"),
        "{run:?}"
    );
}
