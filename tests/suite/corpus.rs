//! Odd documents, each with what is to be read in it: `tests/corpus/NAME.md` and `NAME.expected`.
//!
//! Every document is also held to the laws of reading and editing: the quick reading finds the same items as the
//! whole one; ticking an item and reading again changes that item and no other; ticking back gives the first bytes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use oneonone::markdown::{CheckboxStatus, Wanted, decode};
use oneonone::meeting::{ActionItem, AttributeKey, Meeting, Skimmed, Vocabulary, parse_date};
use oneonone::text::{Severity, TextEdit, apply_edits};

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the corpus")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    found
}

/// The document as a meeting on a day of no importance.
fn read(bytes: &[u8]) -> Meeting {
    let date = parse_date("2026-11-24").expect("a date");
    let (source, damage) = decode(bytes.to_vec());
    Meeting::read(date, source, damage, &Vocabulary::default())
}

/// The same, read quickly.
fn skimmed(bytes: &[u8], wanted: Wanted) -> Skimmed {
    let date = parse_date("2026-11-24").expect("a date");
    let (source, damage) = decode(bytes.to_vec());
    Skimmed::read(date, source, damage, &Vocabulary::default(), wanted)
}

fn item_line(meeting: &Skimmed, item: &ActionItem) -> String {
    let status = match item.status() {
        CheckboxStatus::InProgress => "progress",
        other => other.word(),
    };
    let place = meeting.place(item.checkbox.span.start);
    let mut line = format!("item {status} {}:{}", place.line, place.column);
    if let Some(owner) = item.owner() {
        let _ = write!(line, " owner={owner}");
    }
    for (name, key) in [
        ("due", AttributeKey::Due),
        ("since", AttributeKey::Since),
        ("done", AttributeKey::Done),
        ("from", AttributeKey::From),
    ] {
        if let Some(date) = item.date(key) {
            let _ = write!(line, " {name}={date}");
        }
    }
    if let Some((level, _)) = item.attributes.priority {
        let _ = write!(line, " p={level}");
    }
    if let Some(role) = item.role {
        let _ = write!(line, " section={}", role.word());
    }
    if let Some(parent) = item.parent {
        let _ = write!(
            line,
            " parent={}",
            meeting
                .place(meeting.items()[parent].checkbox.span.start)
                .line
        );
    }
    format!("{line} | {}", item.title)
}

/// What is read in the document, in the form of the expectations.
fn told(meeting: &Meeting) -> Vec<String> {
    let mut lines: Vec<String> = meeting
        .items()
        .iter()
        .map(|item| item_line(meeting, item))
        .collect();
    for diagnostic in meeting.diagnostics(|_| true) {
        let place = meeting.place(diagnostic.span.start);
        let of_file = matches!(
            diagnostic.rule.code(),
            "unclosed-fence"
                | "front-matter-unclosed"
                | "front-matter-duplicate-key"
                | "conflict-markers"
                | "not-utf8"
                | "nul-byte"
        );
        lines.push(match (diagnostic.rule.code(), diagnostic.rule.severity()) {
            // These depend on the notebook, not on the document.
            ("date-differs" | "unknown-meeting-status", _) => continue,
            ("front-matter-invalid", Severity::Error) => {
                "diagnostic front-matter-invalid *".to_string()
            }
            (code, _) if of_file => format!("diagnostic {code} {}", place.line),
            (code, _) => format!("diagnostic {code} {}:{}", place.line, place.column),
        });
    }
    lines.sort();
    lines
}

#[test]
fn every_document_is_read_as_expected() {
    let mut faults = String::new();
    let documents = documents();
    assert!(documents.len() > 100, "the corpus is not there");
    for path in documents {
        let bytes = std::fs::read(&path).expect("a document");
        let expected =
            std::fs::read_to_string(path.with_extension("expected")).expect("its expectations");
        let mut expected: Vec<&str> = expected.lines().collect();
        expected.sort_unstable();
        let found = told(&read(&bytes));
        if found != expected {
            let _ = writeln!(
                faults,
                "\n{}",
                path.file_name().unwrap_or_default().display()
            );
            for line in expected
                .iter()
                .filter(|line| !found.iter().any(|other| other == *line))
            {
                let _ = writeln!(faults, "  expected  {line}");
            }
            for line in found
                .iter()
                .filter(|line| !expected.contains(&line.as_str()))
            {
                let _ = writeln!(faults, "  found     {line}");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn the_quick_reading_finds_the_same() {
    for path in documents() {
        let bytes = std::fs::read(&path).expect("a document");
        let whole = read(&bytes);
        for wanted in [Wanted::Open, Wanted::Any] {
            let quick = skimmed(&bytes, wanted);
            let of = |meeting: &Skimmed| -> Vec<String> {
                let kept = meeting
                    .items()
                    .iter()
                    .filter(|item| wanted == Wanted::Any || item.status().is_open());
                // The parent may be one that is not wanted, and its line then unknown.
                kept.map(|item| {
                    item_line(
                        meeting,
                        &ActionItem {
                            parent: None,
                            ..item.clone()
                        },
                    )
                })
                .collect()
            };
            assert_eq!(of(&quick), of(&whole), "{}", path.display());
        }
    }
}

#[test]
fn ticking_changes_one_item_and_no_other() {
    for path in documents() {
        let bytes = std::fs::read(&path).expect("a document");
        let before = read(&bytes);
        if before.damage().is_some() {
            continue;
        }
        for (index, item) in before.items().iter().enumerate() {
            let tick = TextEdit::replace(before.source(), item.checkbox.mark, "x");
            let ticked = apply_edits(before.source(), &[tick]).expect("the place holds the box");
            let after = read(ticked.as_bytes());
            assert_eq!(
                after.items().len(),
                before.items().len(),
                "{}",
                path.display()
            );
            for (other, (old, new)) in before.items().iter().zip(after.items()).enumerate() {
                let status = if other == index {
                    CheckboxStatus::Done
                } else {
                    old.status()
                };
                assert_eq!(
                    (new.status(), &new.title),
                    (status, &old.title),
                    "{}",
                    path.display()
                );
            }
            let mark = after.items()[index].checkbox.mark;
            let back = TextEdit::replace(&ticked, mark, item.checkbox.mark.slice(before.source()));
            assert_eq!(
                apply_edits(&ticked, &[back]).as_deref(),
                Ok(before.source()),
                "{}",
                path.display()
            );
        }
    }
}
