//! Questions: at a terminal, in private, from files that may be anybody's.

use crate::sandbox::{Run, Sandbox};

/// A notebook with one held meeting.
fn one_meeting() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "alex/meetings/2026-11-17.md",
        "---\nstatus: held\n---\n\n## Wins\n- Shipped it\n",
    );
    sandbox
}

fn first_line(run: &Run) -> String {
    run.stdout.lines().next().unwrap_or_default().to_string()
}

#[test]
fn at_a_terminal_it_offers_to_put_the_question_into_the_agenda() {
    let sandbox = one_meeting();
    let question = first_line(&sandbox.run_line("ask").ended_with(0));
    let before = sandbox.files("alex");
    let run = sandbox.typed("ask", "n\n").ended_with(0);
    assert!(run.stdout.contains(&question), "{}", run.stdout);
    assert_eq!(sandbox.files("alex"), before);
    sandbox.typed("ask", "y\n").ended_with(0);
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    assert!(
        agenda.contains(&format!("\n- Question: {question}\n")),
        "{agenda}"
    );
}

#[test]
fn another_is_what_another_gives() {
    let sandbox = one_meeting();
    let another = first_line(&sandbox.run_line("ask --another --another").ended_with(0));
    let run = sandbox.typed("ask", "a\na\ny\n").ended_with(0);
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    assert!(
        agenda.contains(&format!("- Question: {another}\n")),
        "{agenda}\n{}",
        run.stdout
    );
}

#[test]
fn a_private_question_stays_with_who_asks_it() {
    let sandbox = one_meeting();
    let before = sandbox.files("alex");
    let question = first_line(&sandbox.run_line("ask --private").ended_with(0));
    assert_eq!(sandbox.files("alex"), before);
    // For me it counts as asked …
    let run = sandbox.run_line("ask").ended_with(0);
    assert_eq!(first_line(&run), question);
    assert!(
        run.stderr.contains("in your private note"),
        "{}",
        run.stderr
    );
    let added = first_line(&sandbox.run_line("ask --add").ended_with(0));
    assert_ne!(added, question);
    sandbox.run_line("undo").ended_with(0);
    // … for the other it doesn't.
    let mut other = sandbox.command("alex", &["ask"]);
    other.env("XDG_DATA_HOME", sandbox.path("home-of-alex"));
    let run = crate::sandbox::finished(other);
    assert_eq!(first_line(&run), question);
    assert!(!run.stderr.contains("private"), "{}", run.stderr);
}

#[test]
fn a_note_goes_on_where_it_ended() {
    let sandbox = one_meeting();
    sandbox.run_line("new").ended_with(0);
    sandbox.run_line("ask --private").ended_with(0);
    let path = sandbox.run_line("private next").ended_with(0).stdout;
    let path = path.trim_end();
    let before = std::fs::read_to_string(path).expect("the note");
    std::fs::write(path, format!("{before}\nwithout an end")).expect("the note");
    sandbox.run_line("ask --private --another").ended_with(0);
    let after = std::fs::read_to_string(path).expect("the note");
    assert!(
        after.starts_with(&format!("{before}\nwithout an end\n- Question: ")),
        "{after}"
    );
    assert!(after.ends_with("?\n"), "{after}");
}

#[test]
fn two_clones_ask_the_same() {
    let (here, there) = (one_meeting(), one_meeting());
    for line in ["ask", "ask --another", "ask --topic team", "ask --json"] {
        assert_eq!(
            here.run_line(line).ended_with(0).stdout,
            there.run_line(line).ended_with(0).stdout
        );
    }
}

#[test]
fn questions_of_anybody_do_no_harm() {
    let sandbox = one_meeting();
    let ask = || sandbox.run_line("ask --topic own");
    let long = format!("- {}?\n", "x".repeat(400));
    for (text, code, said) in [
        (
            "- \u{1b}]0;title\u{7}why?\n",
            2,
            "one question of `questions.md` is left out",
        ),
        (
            long.as_str(),
            2,
            "one question of `questions.md` is left out",
        ),
        ("- {{ manager.name }} {% include \"x\" %}?\n", 0, ""),
        ("- `code <b>?\n", 0, ""),
        ("- due:2026-12-01 @dana why?\n", 0, ""),
    ] {
        sandbox.write("alex/questions.md", text);
        let run = ask().ended_with(code);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
        if code == 0 {
            // It stands in the agenda as it was, and is known again there.
            let question = first_line(&sandbox.run_line("ask --topic own --add").ended_with(0));
            assert_eq!(format!("- {question}\n"), text);
            let run = ask().ended_with(0);
            assert!(
                run.stderr.contains("it stands in Notes"),
                "{text}: {}",
                run.stderr
            );
        }
    }
    sandbox.write("alex/questions.md", "- a?\n".repeat(20_000));
    assert!(ask().ended_with(2).stderr.contains("longer than 64 KiB"));
    sandbox.write("alex/questions.md", b"- \xff?\n");
    assert!(ask().ended_with(2).stderr.contains("not UTF-8"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_notebook_is_not_followed() {
    let sandbox = one_meeting();
    sandbox.write("elsewhere.md", "- A secret?\n");
    std::os::unix::fs::symlink(
        sandbox.path("elsewhere.md"),
        sandbox.path("alex/questions.md"),
    )
    .expect("a link");
    let run = sandbox.run_line("ask --topic own").ended_with(2);
    assert!(!run.stderr.contains("secret"), "{}", run.stderr);
}
