//! What commands print with `--json` is what `docs/json` says of it, field by field.
//!
//! The schemas are made of the types (`cli/render/json/schemas.rs`); here real output of every command is held against
//! what is written down.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use crate::every_command::commands_of;
use crate::every_command::scene::{Scene, lines, words};
use crate::sandbox::{Run, Sandbox, finished};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json")
}

/// The schemas that are written down, by the command.
fn schemas() -> BTreeMap<String, Value> {
    let files = std::fs::read_dir(folder()).expect("the schemas").flatten();
    let files = files.map(|entry| entry.path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a schema");
            let schema = serde_json::from_str(&text).expect("JSON");
            (name.into_owned(), schema)
        })
        .collect()
}

/// Holds values against schemas, as far as ours go, and takes down the fields that had a value.
#[derive(Default)]
struct Validator {
    faults: Vec<String>,
    seen: BTreeSet<String>,
}

impl Validator {
    fn look(&mut self, schema: &Value, value: &Value, at: &str) {
        if let Some(all) = schema["anyOf"].as_array() {
            let fits = |part: &&Value| types(part).contains(&type_of(value));
            match all.iter().find(fits) {
                Some(part) => self.look(part, value, at),
                None => self.faults.push(format!("{at}: {value} is none of these")),
            }
            return;
        }
        let known = types(schema);
        if !known.contains(&type_of(value)) {
            self.faults.push(format!("{at}: {value} is no {known:?}"));
        }
        if !value.is_null() {
            self.seen.insert(at.to_string());
        }
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            self.faults
                .push(format!("{at}: {value} is none of {words:?}"));
        }
        if schema["format"] == "date"
            && let Some(text) = value.as_str()
            && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_err()
        {
            self.faults.push(format!("{at}: {text} is no day"));
        }
        match value {
            Value::Object(fields) => self.look_at_fields(schema, fields, at),
            Value::Array(items) => {
                for item in items {
                    self.look(&schema["items"], item, &format!("{at}[]"));
                }
            }
            _ => {}
        }
    }

    fn look_at_fields(&mut self, schema: &Value, fields: &Map<String, Value>, at: &str) {
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().expect("a name");
            if !fields.contains_key(name) {
                self.faults.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, value) in fields {
            let dot = if at.ends_with(' ') { "" } else { "." };
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Object(_)) => {
                    self.look(&schema["additionalProperties"], value, &format!("{at}.*"));
                }
                (Value::Null, _) => self.faults.push(format!("{at}{dot}{name} is not known")),
                (field, _) => self.look(field, value, &format!("{at}{dot}{name}")),
            }
        }
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[test]
fn every_command_with_json_has_a_schema() {
    let has_json = |command: &clap::Command| {
        command
            .get_arguments()
            .any(|option| option.get_long() == Some("json"))
    };
    let commands = commands_of(oneonone::cli::command()).into_iter();
    let mut with_json: Vec<String> = commands
        .filter(|(name, command)| has_json(command) || name == "export")
        .map(|(name, _)| name)
        .collect();
    with_json.sort();
    let written: Vec<String> = schemas().into_keys().collect();
    assert_eq!(written, with_json);
}

/// Two notebooks with a year of meetings, and one in which there is what they lack: the commands that print something
/// more of them, each after what makes it do so.
const FURTHER: [&str; 21] = [
    "-C demo status --json",
    "-C demo log alex --json --to 2026-11-24",
    "-C demo log zoe --json --from 2026-01-01",
    "-C demo report alex --json --from 2026-01-01",
    "-C demo report zoe --json",
    "-C demo search in --json",
    "-C demo prep alex --json",
    "-C demo prep zoe --json",
    "-C demo export alex",
    "-C alex show 2026-11-17 --json",
    "-C alex prep --json",
    "-C alex export",
    "-C alex ask --add",
    "-C alex ask --json",
    "-C alex undo",
    "-C alex undo --list --json",
    "-C alex carry --json",
    "-C alex new --date 2026-12-01 --no-edit",
    "-C alex carry --to 2026-12-01 --json",
    "-C alex check --json",
    "-C alex handover --to 'Kim Lee <kim@example.com>' --all --json",
];

fn prints_json(line: &str) -> bool {
    let has = |word| words(line).contains(&word);
    has("--json") || has("export") && !has("csv") && !has("--output")
}

fn further() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.run_in("", &["demo", "demo"]).ended_with(0);
    let held = "---\nstatus: held\nmoved_from: 2026-11-16\n---\n## Wins\n- Shipped\n## Plans\n- [x] Sell it @alex\n";
    sandbox.write("alex/meetings/2026-11-17.md", held);
    let agenda = "## Priorities\n1. First\n\n---\n\n2. Second\n";
    sandbox.write("alex/meetings/2026-11-24.md", agenda);
    sandbox.write(
        "alex/meetings/2026-11-03.md",
        "<<<<<<< a\n- [ ] b\n=======\n>>>>>>> c\n",
    );
    sandbox
}

#[test]
fn what_is_printed_is_what_its_schema_says() {
    let schemas = schemas();
    let mut validator = Validator::default();
    let mut look = |command: &str, line: &str, run: &Run| {
        if prints_json(line) && !run.stdout.is_empty() {
            let value = serde_json::from_str(&run.stdout);
            let value: Value = value.unwrap_or_else(|_| panic!("{line}: {run:?}"));
            validator.look(&schemas[command], &value, &format!("{command} "));
        }
    };
    let scene = Scene::new();
    let before = scene.everything();
    for line in lines() {
        if !prints_json(line.text) {
            continue;
        }
        for who in &line.who {
            let run = scene.run(*who, line.text);
            look(line.command, line.text, &run);
            scene.restore_after(&line, &before);
        }
    }
    let sandbox = further();
    for line in FURTHER {
        let words = words(line);
        let mut command = sandbox.command("", &words);
        command.env("ONEONONE_ME", "alex");
        let run = finished(command);
        look(words[2], line, &run);
    }
    let Validator { faults, seen } = validator;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let all = std::fs::read_to_string(folder().join("fields.txt")).expect("the fields");
    let field = |line: &str| {
        let (command, rest) = line.split_once(' ').expect("a field");
        let (at, _) = rest.split_once(' ').expect("its type");
        format!("{command} {at}")
    };
    let unseen: Vec<String> = all
        .lines()
        .map(field)
        .filter(|at| !seen.contains(at))
        .collect();
    assert!(unseen.is_empty(), "no line prints {unseen:#?}");
}

#[test]
fn what_differs_from_a_schema_is_named() {
    let schema: Value = serde_json::from_str(
        r#"{"type": "object", "required": ["day", "who"], "properties": {
            "day": {"type": "string", "format": "date"},
            "who": {"type": ["string", "null"], "enum": ["ic", null]},
            "lines": {"type": "array", "items": {"type": "integer"}}}}"#,
    )
    .expect("a schema");
    for (value, faults) in [
        (
            r#"{"day": "2026-11-24", "who": null, "lines": [1]}"#,
            vec![],
        ),
        (
            r#"{"day": "24.11.2026", "who": "ic"}"#,
            vec!["x day: 24.11.2026 is no day"],
        ),
        (r#"{"day": "2026-11-24"}"#, vec!["x : who is missing"]),
        (
            r#"{"day": "2026-11-24", "who": "bo", "lines": ["1"], "more": 1}"#,
            vec![
                r#"x lines[]: "1" is no ["integer"]"#,
                "x more is not known",
                r#"x who: "bo" is none of [String("ic"), Null]"#,
            ],
        ),
    ] {
        let value = serde_json::from_str(value).expect("JSON");
        let mut validator = Validator::default();
        validator.look(&schema, &value, "x ");
        validator.faults.sort();
        assert_eq!(validator.faults, faults);
    }
}
