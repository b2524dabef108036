//! What a shell is offered while one types, in a workspace that came from somebody else.

use std::process::Command;

use crate::sandbox::{CONFIGURATION, Run, Sandbox, finished, program};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "elvish", "powershell"];

/// What no candidate may hold, nor what is shown beside it.
const ACTIVE: [&str; 12] = [
    "$", "`", "\\", "\u{1b}", "\u{7}", "\r", "\u{202e}", "<(", ";", "|", "&", "*",
];

/// Names that do something in one shell or another when they are taken as they are.
const NAMES: [&str; 24] = [
    "al$(touch OWNED)",
    "al`touch OWNED`",
    "al;touch OWNED",
    "al|touch OWNED",
    "al&touch OWNED",
    "al>OWNED",
    "al<(touch OWNED)",
    "al two words",
    "al'quote",
    "al\"quote",
    "al\\back",
    "al\ttab",
    "al\nline",
    "al\u{b}ifs",
    "al*",
    "al?",
    "al{a,b}",
    "~",
    "-rf",
    "--help",
    "#al",
    "al!x",
    "al\u{1b}]0;x\u{7}",
    "@al",
];

/// A workspace with a notebook by each of the names, in each an item and a template that are no better.
fn hostile() -> Sandbox {
    let sandbox = Sandbox::new();
    std::fs::remove_dir_all(sandbox.path("alex")).expect("a folder");
    for (number, name) in NAMES.iter().enumerate() {
        let person = format!("p{number}");
        let settings = CONFIGURATION
            .replace("handle: alex", &format!("handle: {person}"))
            .replace("name: Alex Kim", "name: \"A: $(touch OWNED) `b` c:d\"");
        sandbox.write(&format!("ws/{name}/oneonone.yaml"), settings);
        let item = format!(
            "---\nstatus: planned\n---\n\n## Action items\n- [ ] Pay $(touch OWNED) `x` \\ a:b {number}\u{1b}[2J @{person}\n"
        );
        sandbox.write(&format!("ws/{name}/meetings/2026-11-24.md"), item);
        let template = name.replace('/', "");
        sandbox.write(&format!("ws/{name}/templates/{template}.md"), "# x\n");
    }
    sandbox.write("ws/plain/oneonone.yaml", CONFIGURATION);
    sandbox.write("ws/plain/notes.md", "x");
    sandbox
}

/// What `shell` is offered at the end of `words`, by the lines or fields that it reads.
fn offered(sandbox: &Sandbox, shell: &str, words: &[&str]) -> Vec<String> {
    let mut command: Command = sandbox.command("ws", &["--", "oneonone"]);
    let between = if shell == "bash" { "\u{b}" } else { "\n" };
    command
        .args(words)
        .env("COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_IFS", between);
    let Run { stdout, .. } = finished(command).ended_with(0);
    let fields = stdout.split(between).filter(|field| !field.is_empty());
    fields.map(str::to_string).collect()
}

const LINES: [&[&str]; 14] = [
    &["new", ""],
    &["new", "al"],
    &["sync", ""],
    &["done", ""],
    &["assign", ""],
    &["assign", "x", ""],
    &["show", "x", ""],
    &["new", "--template", ""],
    &["new", "--template="],
    &["import", ""],
    &["import", "./"],
    &["-C", ""],
    &["init", ""],
    &["add", "--section", ""],
];

#[test]
fn no_shell_is_offered_what_it_would_run_or_take_apart() {
    let sandbox = hostile();
    let is_plain = |c: char| c.is_alphanumeric() || "_-./=".contains(c);
    for shell in SHELLS {
        for words in LINES {
            for field in offered(&sandbox, shell, words) {
                let place = format!("{shell} {words:?}: {field:?}");
                for sign in ACTIVE {
                    let is_help =
                        field.contains([':', '\t']) && [";", "|", "&", "*", "<("].contains(&sign);
                    assert!(is_help || !field.contains(sign), "{place}");
                }
                let end = if shell == "zsh" { ':' } else { '\t' };
                let value = field.split(end).next().expect("a value");
                assert!(value.chars().all(is_plain), "{place}");
                assert!(
                    !["-rf", "~", "~/", "--help"].contains(&value) || words.last() == Some(&""),
                    "{place}"
                );
            }
        }
    }
}

#[test]
fn a_notebook_with_such_a_name_is_offered_by_handle() {
    let sandbox = hostile();
    for shell in SHELLS {
        let end = if shell == "zsh" { ':' } else { '\t' };
        let values: Vec<String> = offered(&sandbox, shell, &["new", ""])
            .iter()
            .map(|field| field.split(end).next().expect("a value").to_string())
            .collect();
        for number in 0..NAMES.len() {
            assert!(
                values.contains(&format!("p{number}")),
                "{shell}: {values:?}"
            );
        }
        assert!(values.contains(&"plain".to_string()), "{shell}: {values:?}");
        // It means that notebook.
        sandbox.run_in("ws", &["show", "p0"]).ended_with(0);
    }
}

#[test]
fn an_item_is_put_in_by_its_reference_alone() {
    let sandbox = hostile();
    let run = sandbox.run_in("ws", &["items", "--json"]).ended_with(0);
    let items: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let items = items["items"].as_array().expect("a list");
    let known: Vec<&str> = items
        .iter()
        .filter_map(|item| item["ref"].as_str())
        .collect();
    for shell in SHELLS {
        let end = if shell == "zsh" { ':' } else { '\t' };
        let found = offered(&sandbox, shell, &["done", ""]);
        let values = found
            .iter()
            .map(|field| field.split(end).next().expect("a value"));
        let values: Vec<&str> = values.filter(|value| !value.starts_with('-')).collect();
        assert_eq!(values.len(), NAMES.len(), "{shell}: {found:?}");
        for value in values {
            assert!(
                known
                    .iter()
                    .any(|known| value.starts_with(known) || known.starts_with(value)),
                "{shell}: {value} of {known:?}"
            );
        }
    }
}

/// A real bash that completes, and then runs the line with what it was offered.
#[test]
fn what_bash_takes_over_runs_nothing() {
    let sandbox = hostile();
    let script = sandbox
        .run_in("ws", &["completions", "bash"])
        .ended_with(0)
        .stdout;
    sandbox.write("completion.bash", script);
    let folder = program().parent().expect("a folder").display().to_string();
    for words in LINES {
        let typed: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let line = format!(
            "PATH='{folder}':$PATH; source ../completion.bash; COMP_WORDS=(oneonone {typed}); COMP_CWORD={at}; COMP_TYPE=9; \
             _clap_complete_oneonone oneonone {last} x 2>/dev/null; \
             echo ${{#COMPREPLY[@]}}; for word in \"${{COMPREPLY[@]}}\"; do eval \"printf '%s\\n' $word\"; done",
            typed = typed.join(" "),
            at = words.len(),
            last = typed.last().expect("a word"),
        );
        let mut command = sandbox.tool("bash", "ws");
        command.args(["--norc", "--noprofile", "-c", &line]);
        let run = finished(command).ended_with(0);
        let mut lines = run.stdout.lines();
        let count: usize = lines
            .next()
            .and_then(|count| count.parse().ok())
            .expect("a number");
        assert_eq!(lines.count(), count, "each is one word: {}", run.stdout);
        assert!(
            count > 0 || *words == ["new", "al"] || words.contains(&"x"),
            "{words:?}: {}",
            run.stderr
        );
        assert!(!sandbox.path("ws/OWNED").exists(), "{words:?}");
    }
}
