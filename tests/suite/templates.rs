//! The templates and words that come along, and templates as the shell offers them.

use std::path::Path;

use oneonone::change::Template;
use oneonone::meeting::Language;

use crate::sandbox::{Sandbox, finished};

/// What the shell offers behind `line`.
fn offered(sandbox: &Sandbox, line: &str) -> Vec<String> {
    let words: Vec<&str> = ["--", "oneonone"]
        .into_iter()
        .chain(line.split(' '))
        .collect();
    let mut command = sandbox.command("", &words);
    command.env("COMPLETE", "fish");
    let run = finished(command).ended_with(0);
    run.stdout.lines().map(str::to_string).collect()
}

#[test]
fn own_templates_are_offered_before_those_that_come_along() {
    let sandbox = Sandbox::new();
    for name in [
        "retreat.md",
        "peer.md",
        "no name.md",
        "notes.txt",
        "../elsewhere.md",
    ] {
        sandbox.write(&format!("alex/templates/{name}"), "# 1:1\n");
    }
    let offered = offered(&sandbox, "new --template ");
    let others = Template::built_in_names().filter(|name| *name != "peer");
    let expected: Vec<String> = ["peer\town", "retreat\town"]
        .map(str::to_string)
        .into_iter()
        .chain(others.map(|name| format!("{name}\tbuilt in")))
        .collect();
    assert_eq!(offered, expected);
    for name in ["retreat", "skip-level"] {
        let line = format!("new --template {name} --dry-run");
        sandbox.run_line(&line).ended_with(0);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_templates_elsewhere_is_not_looked_into() {
    let sandbox = Sandbox::new();
    sandbox.write("elsewhere/secret.md", "# 1:1\n");
    std::os::unix::fs::symlink(sandbox.path("elsewhere"), sandbox.path("alex/templates"))
        .expect("a link");
    let offered = offered(&sandbox, "new --template ");
    assert!(
        !offered.iter().any(|name| name.contains("secret")),
        "{offered:?}"
    );
}

/// The names of the files in a folder of this repository, without the ending `ending`.
fn names(folder: &str, ending: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .filter_map(|name| Some(name.to_str()?.strip_suffix(ending)?.to_string()))
        .collect();
    names.sort();
    names
}

#[test]
fn every_file_comes_along() {
    let mut templates: Vec<&str> = Template::built_in_names().chain(["questions"]).collect();
    templates.sort_unstable();
    assert_eq!(
        names("templates", ".md"),
        templates,
        "a template needs its name in the list of `template.rs`"
    );
    let mut languages = Language::ALL.map(Language::code);
    languages.sort_unstable();
    assert_eq!(
        names("templates/words", ".txt"),
        languages,
        "a language needs a line in the list of `language.rs`"
    );
    let others = languages.into_iter().filter(|code| *code != "en");
    assert_eq!(
        names("templates/weekly", ".md"),
        others.collect::<Vec<_>>(),
        "a language has an agenda of its own, and a word in the list of `template.rs`"
    );
}

#[test]
fn an_anchor_is_text_and_what_is_missing_is_named_with_its_line() {
    for (template, expected) in [
        ("## Wins {#wins}\n", "## Wins {#wins}\n"),
        (
            "## Wins {#wins}\n{# left out #}## Plans {#plans-2}\n",
            "## Wins {#wins}\n## Plans {#plans-2}\n",
        ),
        ("{% if number %}## A {#a}{% endif %}\n", "## A {#a}\n"),
        ("## A {#a-{{ number }}}\n", "## A {#a-1}\n"),
        ("{#- left out -#}\n## A\n", "## A\n"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("alex/templates/own.md", format!("# 1:1\n\n{template}"));
        sandbox.run_line("new --template own").ended_with(0);
        let made = sandbox.read("alex/meetings/2026-11-24.md");
        assert!(made.ends_with(expected), "{template}: {made}");
    }
    for (template, line, said) in [
        ("## A {#a}\n\n{{ nobody }}\n", 5, "`nobody` is undefined"),
        ("## A {#a}\n{# never closed\n", 4, "`{#` is never closed"),
        (
            "{% for x in persons %}\n{% endfor %}\n",
            3,
            "`persons` is undefined",
        ),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("alex/templates/own.md", format!("# 1:1\n\n{template}"));
        let run = sandbox.run_line("new --template own").ended_with(2);
        let place = format!("own.md:{line}");
        assert!(
            run.stderr.contains(said) && run.stderr.contains(&place),
            "{template}: {}",
            run.stderr
        );
    }
}
