//! `undo` takes nothing out of a personal section, whatever was written since.

use crate::sandbox::Sandbox;

const LAST: &str = "---
status: held
---
# 1:1

## Wins
- Shipped

## Personal
- [ ] quorvex-one @alex
- [ ] quorvex-two @dana
  - quorvex note
  - [ ] quorvex-child
### Notes
- [ ] quorvex within

## Action items
- [ ] Write the plan @alex
";

/// An agenda without a personal section, into which `carry` puts one.
const AGENDA: &str = "---
status: planned
---
# 1:1

## Wins

## Action items
- [ ] Book the room @alex
";

/// What is typed, the last of it to be taken back.
const TYPED: [&[&str]; 13] = [
    &["carry"],
    &["new --template career --date 2026-12-01 --no-edit"],
    &["done quorvex-one"],
    &["done quorvex-one", "reopen quorvex-one"],
    &["drop quorvex-two --reason quorvex-why"],
    &["due quorvex-one 2026-12-24"],
    &["assign quorvex-one @dana"],
    &["add quorvex-three --section personal"],
    &["carry", "add quorvex-three --section personal"],
    &["carry", "done quorvex-one"],
    &["carry", "drop quorvex-child --reason quorvex-why"],
    &["carry", "move --to 2026-11-26"],
    &["carry", "close --summary Fine"],
];

/// What somebody writes meanwhile: where, and instead of what.
const WRITTEN: [(&str, &str); 9] = [
    ("", ""),
    ("## Personal\n", "## Personal\n- quorvex new\n"),
    ("## Personal\n", "## Personal\n\nquorvex text\n\n"),
    ("## Personal\n", "## 🏠 Personal (us)\n"),
    (
        "## Action items\n",
        "### Kids\n- [ ] quorvex kids\n\n## Action items\n",
    ),
    (
        "## Action items\n",
        "- quorvex at the end\n\n## Action items\n",
    ),
    ("quorvex-one", "quorvex first"),
    ("quorvex-child", "quorvex-child and more"),
    ("## Wins\n", "## Wins\n- Loud\n"),
];

/// `search` looks at every line; what it does not tell stands in a personal section.
#[track_caller]
fn check_closed(sandbox: &Sandbox, what: &str) {
    let run = sandbox.run(&["search", "quorvex"]);
    let told = format!("{}{}", run.stdout, run.stderr).replace("`quorvex`", "");
    let files = || -> Vec<String> {
        let files = sandbox.files("alex/meetings").into_iter();
        files
            .map(|(name, bytes)| format!("{name}\n{}", String::from_utf8_lossy(&bytes)))
            .collect()
    };
    assert!(
        !told.contains("quorvex"),
        "{what}\n{}",
        files().join("\n=====\n")
    );
}

#[test]
fn nothing_is_taken_out_of_a_personal_section() {
    let mut undone = 0;
    for typed in TYPED {
        for (place, text) in WRITTEN {
            let what = format!("{typed:?}, then {text:?}");
            let sandbox = Sandbox::new();
            sandbox.write("alex/meetings/2026-11-17.md", LAST);
            if !typed[0].starts_with("new") {
                sandbox.write("alex/meetings/2026-11-24.md", AGENDA);
            }
            for line in typed {
                let run = sandbox.run_line(line);
                assert_eq!(run.code, Some(0), "{what}: {run:?}");
            }
            check_closed(&sandbox, &what);
            let mut is_written = place.is_empty();
            for (name, bytes) in sandbox.files("alex/meetings") {
                let source = String::from_utf8(bytes).expect("text");
                // Only where there is such a section, or the words would be open from the start.
                if !place.is_empty() && source.contains("Personal\n") {
                    let path = format!("alex/meetings/{name}");
                    sandbox.write(&path, source.replacen(place, text, 1));
                    is_written |= source.contains(place);
                }
            }
            if !is_written {
                continue;
            }
            let may_be_open = text.contains("at the end") || text.contains("Kids");
            if may_be_open
                && sandbox
                    .run(&["search", "quorvex"])
                    .stdout
                    .contains("quorvex")
            {
                continue; // the personal section is not the one above the action items
            }
            check_closed(&sandbox, &what);
            for _ in 0..2 {
                undone += i32::from(sandbox.run(&["undo"]).code == Some(0));
                check_closed(&sandbox, &what);
            }
        }
    }
    assert!(undone > 120, "only {undone} were taken back");
}

/// What somebody put into a personal section since stays there, also where it stood outside when the change was made.
#[test]
fn what_was_put_into_a_personal_section_since_stays_there() {
    const OUTSIDE: &str = "---\nstatus: planned\n---\n## Wins\n\n## Personal\n- Kids\n\n## Action items\n- [ ] quorvex @alex\n  - quorvex note\n- [ ] Book the room @dana\n";
    for typed in [
        "done quorvex",
        "drop quorvex --reason quorvex",
        "due quorvex 2026-12-24",
        "assign quorvex @dana",
        "add quorvex2 --owner alex",
    ] {
        let sandbox = Sandbox::new();
        let path = "alex/meetings/2026-11-24.md";
        sandbox.write(path, OUTSIDE);
        sandbox.run_line(typed).ended_with(0);
        let now = sandbox.read(path);
        let (moved, rest): (Vec<&str>, Vec<&str>) =
            now.lines().partition(|line| line.contains("quorvex"));
        let text = format!("{}\n", rest.join("\n"));
        let inside = format!("- Kids\n{}\n", moved.join("\n"));
        sandbox.write(path, text.replacen("- Kids\n", &inside, 1));
        check_closed(&sandbox, typed);
        for _ in 0..2 {
            sandbox.run(&["undo"]);
            check_closed(&sandbox, typed);
            assert!(sandbox.read(path).contains("quorvex"), "{typed}: lost");
        }
    }
}
