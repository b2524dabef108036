//! What is open in a personal section stays in one, whatever the next agenda is made of.

use oneonone::change::Template;

use crate::sandbox::Sandbox;

/// A word that stands in personal sections only.
const SECRET: &str = "quorvex";

/// Templates of the pair's own, none of which has a section called Personal.
const OWN: [(&str, &str); 9] = [
    (
        "no-personal",
        "# 1:1\n\n## Wins\n\n## Notes\n\n## Summary\n\n## Action items\n",
    ),
    (
        "other-title",
        "# 1:1\n\n## Wins\n\n## Zuhause\n\n## Notes\n\n## Action items\n",
    ),
    (
        "level-three",
        "### Wins\n\n### Notes\n\n### Summary\n\n### Action items\n",
    ),
    ("no-headings", "What shall we talk of?\n\n- \n"),
    ("level-one", "# Wins\n\n# Notes\n\n# Action items\n"),
    ("empty", ""),
    (
        "within-notes",
        "# 1:1\n\n## Wins\n\n## Notes\n\n### Action items\n- [ ] One to begin with\n",
    ),
    (
        "personal-within-notes",
        "# 1:1\n\n## Notes\n\n### Zuhause\n\n### Team\n\n## Action items\n",
    ),
    (
        "underlined",
        "Wins\n----\n\nNotes\n-----\nAction items\n------------\n",
    ),
];

/// Personal things that are open, in every place in which something can be; and others.
const BEFORE: &str = "---
status: held
---
# 1:1

## Wins
- [ ] Show the import @alex

## Personal
- [ ] Top quorvex @alex
- [x] Ended quorvex above @dana
  - [ ] Below an ended quorvex @alex
    - A note quorvex
- A plain quorvex above
  - [ ] Below a plain quorvex @dana
- [ ] Parent quorvex @alex
  - [ ] Child quorvex @dana
  - [x] Done child quorvex
### Wins
- [ ] In a subsection quorvex @alex
#### Action items
- [ ] Deeper quorvex @dana

## Notes
- [ ] Ask Marta @dana

## Action items
- [ ] Call Bob @alex
";

const ITEMS: [&str; 7] = [
    "Top quorvex",
    "Below an ended quorvex",
    "Below a plain quorvex",
    "Parent quorvex",
    "Child quorvex",
    "In a subsection quorvex",
    "Deeper quorvex",
];

/// Lines of commands none of which may show what is personal, with the agenda on 2026-11-24.
const SILENT: [&str; 14] = [
    "",
    "status --json",
    "check --strict --json",
    "prep",
    "prep --json",
    "report",
    "report --from 2020-01-01 --json",
    "report --from 2020-01-01 --format markdown",
    "search quorvex",
    "search quorvex --json",
    "search quorvex --section action-items",
    "export",
    "export --format csv",
    "handover --to Kim --all",
];

fn notebook() -> Sandbox {
    let sandbox = Sandbox::new();
    let configuration = sandbox.read("alex/oneonone.yaml");
    let titles = "sections:\n  personal: [\"Zuhause\"]\n";
    sandbox.write("alex/oneonone.yaml", configuration + titles);
    sandbox.write(
        "home/.config/oneonone/config.yaml",
        "me: alex\nnotebooks: []\n",
    );
    for (name, text) in OWN {
        sandbox.write(&format!("alex/templates/{name}.md"), text);
    }
    sandbox.write("alex/meetings/2026-11-17.md", BEFORE);
    sandbox
}

/// The same, whose agendas are made of `template`.
fn notebook_of(template: &str) -> Sandbox {
    let sandbox = notebook();
    let configuration = sandbox.read("alex/oneonone.yaml");
    let template = format!("template: {template}\n");
    sandbox.write("alex/oneonone.yaml", configuration + &template);
    sandbox
}

/// Every open item of the notebook with its role, as `items` lists them.
fn items(sandbox: &Sandbox) -> Vec<(String, String)> {
    let told = sandbox.run_line("items --json").ended_with(0).stdout;
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_string();
    let items = told["items"].as_array().expect("a list").iter();
    items
        .map(|item| (text(&item["title"]), text(&item["role"])))
        .collect()
}

/// That all personal items are open once, in a personal section, and the others in none.
#[track_caller]
fn all_in_their_place(sandbox: &Sandbox, name: &str) {
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    let items = items(sandbox);
    for title in ITEMS {
        assert_eq!(
            agenda.matches(title).count(),
            1,
            "{name}: {title}\n{agenda}"
        );
        let found: Vec<_> = items.iter().filter(|(item, _)| item == title).collect();
        assert_eq!(found.len(), 1, "{name}: {title}\n{agenda}");
        assert_eq!(found[0].1, "personal", "{name}: {title}\n{agenda}");
    }
    for title in ["Show the import", "Ask Marta", "Call Bob"] {
        let found: Vec<_> = items.iter().filter(|(item, _)| item == title).collect();
        assert_eq!(found.len(), 1, "{name}: {title}\n{agenda}");
        assert_ne!(found[0].1, "personal", "{name}: {title}\n{agenda}");
    }
}

#[track_caller]
fn says_nothing(sandbox: &Sandbox, name: &str) {
    for line in SILENT {
        let run = sandbox.run_line(line);
        assert!(
            run.code.is_some_and(|code| code < 2),
            "{name}: {line}: {run:?}"
        );
        let all = (run.stdout + &run.stderr).to_lowercase();
        let told = all.lines().filter(|said| said.contains(SECRET));
        let told: Vec<&str> = told
            .filter(|said| !said.contains("no line holds"))
            .collect();
        assert_eq!(told, [""; 0], "{name}: {line}");
    }
}

fn recap_says_nothing(sandbox: &Sandbox, name: &str) {
    for format in ["text", "markdown"] {
        let day = ["--today", "2026-11-24", "close", "--yes", "--anyway"];
        let said = ["--summary", "All well", "--step", "Write it up @alex fri"];
        let arguments = [&day[..], &said, &["--format", format]].concat();
        let run = sandbox.run(&arguments).ended_with(0);
        assert!(run.stdout.contains("All well"), "{name}: {run:?}");
        assert!(run.stdout.contains("Write it up"), "{name}: {run:?}");
        let all = run.stdout + &run.stderr;
        assert!(!all.to_lowercase().contains(SECRET), "{name}: {all}");
    }
}

#[test]
fn a_new_agenda_keeps_what_is_personal_in_a_personal_section() {
    for name in Template::built_in_names().chain(OWN.map(|(name, _)| name)) {
        let sandbox = notebook();
        let line = format!("new --no-edit --template {name}");
        sandbox.run_line(&line).ended_with(0);
        all_in_their_place(&sandbox, name);
        says_nothing(&sandbox, name);
        // What is carried again stays where it is.
        let agenda = sandbox.read("alex/meetings/2026-11-24.md");
        sandbox.run_line("carry --to 2026-11-24").ended_with(0);
        assert_eq!(
            sandbox.read("alex/meetings/2026-11-24.md"),
            agenda,
            "{name}"
        );
        recap_says_nothing(&sandbox, name);
        all_in_their_place(&sandbox, name);
    }
}

/// The next but one: from a made section into a template without one.
#[test]
fn it_stays_so_from_agenda_to_agenda() {
    let sandbox = notebook();
    for (day, template) in [
        ("2026-11-24", "career"),
        ("2026-12-01", "no-headings"),
        ("2026-12-08", "level-three"),
        ("2026-12-15", "other-title"),
        ("2026-12-22", "skip-level"),
    ] {
        let line = format!("new --no-edit --template {template} --date {day} --today {day}");
        sandbox.run_line(&line).ended_with(0);
        let personal = items(&sandbox).into_iter();
        let personal =
            personal.filter(|(title, role)| title.contains(SECRET) && role == "personal");
        assert_eq!(personal.count(), ITEMS.len(), "{day}");
        says_nothing(&sandbox, template);
    }
}

/// An agenda that is there, written by hand, without a place for it.
#[test]
fn an_agenda_that_is_there_gets_a_personal_section() {
    for agenda in [
        "",
        "# 1:1\n",
        "Just text\n",
        "- a list\n",
        "# Action items\n",
        "# 1:1\n\n# Wins\n\n# Action items\n- [ ] here\n\n# After\n",
        "### Wins\n\n### Action items\n\n##### Later\n",
        "## Notes\n\ntext\n#### Action items\n- [ ] here\n\n##### Deeper\n- [ ] there\n",
        "Notes\n=====\ntext\n\nAction items\n------------\n- [ ] here\n",
        "## Notes\n```\nnever closed\n",
        "## Notes\n<!-- never closed\n",
        "> ## Personal\n> - [ ] in a quote\n",
        "---\ndate: 2026-11-24\n---",
        "\u{feff}## Action items\n- [ ] here\n",
        "# Notes\n\n# Personal\n- [ ] here\n",
        "## Personal\n- [ ] here\n### Within\n\n### Notes\n",
        "## Wins\r\n- a\r\n\r\n## Action items\r\n- [ ] here\r\n",
    ] {
        for template in [
            "weekly",
            "no-personal",
            "no-headings",
            "personal-within-notes",
        ] {
            let sandbox = notebook_of(template);
            sandbox.write("alex/meetings/2026-11-24.md", agenda);
            sandbox.run_line("carry").ended_with(0);
            all_in_their_place(&sandbox, &format!("{template}{agenda}"));
            let search = sandbox.run_line("search quorvex");
            assert_eq!(search.stdout, "", "{template}{agenda}");
        }
    }
}

#[test]
fn a_question_about_how_one_is_goes_into_a_personal_section() {
    for template in ["skip-level", "no-personal", "no-headings"] {
        let sandbox = notebook_of(template);
        sandbox.run_line("new --no-edit").ended_with(0);
        let run = sandbox
            .run_line("ask --topic well-being --add")
            .ended_with(0);
        let agenda = sandbox.read("alex/meetings/2026-11-24.md");
        let question = agenda.split("- Question: ").nth(1).expect("a question");
        let question = question.lines().next().unwrap_or_default();
        let shown = sandbox.run(&["search", question]);
        assert_eq!(shown.stdout, "", "{template}: {run:?}\n{agenda}");
    }
}

#[test]
fn what_is_added_to_the_personal_section_is_personal() {
    for template in [
        "skip-level",
        "personal-within-notes",
        "no-personal",
        "no-headings",
    ] {
        let sandbox = notebook_of(template);
        sandbox.run_line("new --no-edit").ended_with(0);
        let add = ["add", "A word of quorvex", "--section", "personal"];
        sandbox.run(&add).ended_with(0);
        says_nothing(&sandbox, template);
        let agenda = sandbox.read("alex/meetings/2026-11-24.md");
        assert_eq!(agenda.matches("A word of quorvex").count(), 1, "{agenda}");
    }
}
