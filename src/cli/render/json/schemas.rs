//! The schema of each output, made of its type: what stands in `docs/json` is that, and no field of it ever goes.
//!
//! `SNAPSHOTS=overwrite cargo test --locked schemas` writes the schemas anew, and adds lines to `docs/json/fields.txt` for
//! new fields. It never takes one away: a line that no type has any more fails in any case.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::Day;

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// Each command with the schema of its output.
fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("ask", schema::<super::ask::AskJson<'_>>("ask --json")),
        (
            "carry",
            schema::<super::carry::CarryJson<'_>>("carry --json"),
        ),
        ("check", schema::<super::check::CheckJson>("check --json")),
        (
            "doctor",
            schema::<super::doctor::DoctorJson>("doctor --json"),
        ),
        ("export", schema::<super::export::ExportJson<'_>>("export")),
        (
            "handover",
            schema::<super::handover::HandoverJson<'_>>("handover --json"),
        ),
        (
            "items",
            schema::<super::items::ItemsJson<'_>>("items --json"),
        ),
        ("log", schema::<super::log::LogJson<'_>>("log --json")),
        ("prep", schema::<super::prep::PrepJson<'_>>("prep --json")),
        (
            "report",
            schema::<super::report::ReportJson<'_>>("report --json"),
        ),
        (
            "search",
            schema::<super::search::SearchJson<'_>>("search --json"),
        ),
        (
            "show",
            schema::<super::show::MeetingJson<'_>>("show --json"),
        ),
        (
            "status",
            schema::<super::status::StatusJson<'_>>("status --json"),
        ),
        (
            "thread",
            schema::<super::thread::ThreadJson<'_>>("thread --json"),
        ),
        (
            "undo",
            schema::<super::undo::UndoJson<'_>>("undo --list --json"),
        ),
    ]
}

/// The schema of `T`, which `line` prints.
fn schema<T: JsonSchema>(line: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_string(), format!("oneonone {line}").into());
    schema.to_value()
}

/// What stands in `docs/json/NAME` must be `text`.
fn assert_stands_in(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/json")
        .join(name);
    let format = Some(snapbox::data::DataFormat::Text);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, format).raw());
}

/// The schemas of which `schema` is one or the other: itself, but for what may be there or not.
fn alternatives(schema: &Value) -> Vec<&Value> {
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(all) => all.iter().collect(),
        None => vec![schema],
    }
}

/// The types of what `schema` describes, in words.
fn type_of(schema: &Value) -> String {
    let mut words = BTreeSet::new();
    for schema in alternatives(schema) {
        let format = schema.get("format").and_then(Value::as_str);
        let is_date = format == Some("date");
        let types = match &schema["type"] {
            Value::Array(types) => types.iter().collect(),
            one => vec![one],
        };
        words.extend(types.into_iter().filter_map(Value::as_str).map(|word| {
            if is_date && word == "string" {
                "date"
            } else {
                word
            }
        }));
    }
    words.into_iter().collect::<Vec<_>>().join(" or ")
}

/// Tell `each` of every field of `schema`, which stands at `path`: where it is, and its own schema.
fn walk<'s>(schema: &'s Value, path: &str, each: &mut dyn FnMut(String, &'s Value)) {
    for schema in alternatives(schema) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let dot = if path.is_empty() { "" } else { "." };
            let at = format!("{path}{dot}{name}");
            each(at.clone(), field);
            walk(field, &at, each);
        }
        for (part, ending) in [("items", "[]"), ("additionalProperties", ".*")] {
            if let Some(part) = schema.get(part).filter(|part| part.is_object()) {
                let at = format!("{path}{ending}");
                each(at.clone(), part);
                walk(part, &at, each);
            }
        }
    }
}

/// Every field with its type, one a line: `items items[].due date or null`.
fn fields() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for (command, schema) in schemas() {
        walk(&schema, "", &mut |at, field| {
            lines.insert(format!("{command} {at} {}", type_of(field)));
        });
    }
    lines
}

#[test]
fn schemas_are_those_of_the_types() {
    for (command, schema) in schemas() {
        let text = serde_json::to_string_pretty(&schema).expect("a schema");
        assert_stands_in(&format!("{command}.json"), &format!("{text}\n"));
    }
}

#[test]
fn schemas_say_what_each_field_is() {
    for (command, schema) in schemas() {
        assert!(schema["description"].is_string(), "{command}");
        walk(&schema, "", &mut |at, field| {
            let is_field = !at.ends_with("[]") && !at.ends_with(".*");
            let is_said = field["description"].is_string();
            assert!(is_said || !is_field, "{command}: {at} has no comment");
        });
    }
}

/// A script may read any field that was ever there.
#[test]
fn schemas_lose_no_field() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/fields.txt");
    let known = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
    let known: BTreeSet<String> = known.to_string().lines().map(str::to_string).collect();
    let now = fields();
    let gone: Vec<&String> = known.difference(&now).collect();
    assert!(
        gone.is_empty(),
        "fields are added, never renamed or removed, and keep their type; give back {gone:#?}"
    );
    let all: String = now.iter().map(|line| format!("{line}\n")).collect();
    assert_stands_in("fields.txt", &all);
}
