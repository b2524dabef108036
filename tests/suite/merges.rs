//! Merges as folders: `Base.md`, `Left.md` by Dana, `Right.md` by Alex, and `Expected.md`, the same whoever merges.
//!
//! `Case.md` says on its first line who did what; `remark: LINE` names a line of the result that the two are to look at,
//! `again: WHY` allows that merging the result once more with a side gives something else, `open: WHAT` says what one
//! could also expect, and `refused: WHY` stands instead of `Expected.md` where nothing is merged.

use std::fs;
use std::path::Path;

use oneonone::meeting::Vocabulary;
use oneonone::merge::{Names, Three, merge};

struct Case {
    base: String,
    left: String,
    right: String,
    expected: String,
    refused: Option<String>,
    remarks: Vec<usize>,
    may_differ_again: bool,
}

fn read(folder: &Path) -> Case {
    let text = |name: &str| fs::read_to_string(folder.join(name));
    let case = text("Case.md").expect("a line that says who did what");
    let said = |key: &str| {
        let lines = case.lines().skip(1);
        lines
            .filter_map(|line| line.strip_prefix(key).map(str::trim).map(str::to_string))
            .collect::<Vec<_>>()
    };
    let refused = said("refused:").pop();
    Case {
        base: text("Base.md").unwrap_or_default(), // both made the file
        left: text("Left.md").expect("a text"),
        right: text("Right.md").expect("a text"),
        expected: match refused {
            Some(_) => String::new(),
            None => text("Expected.md").expect("a text"),
        },
        refused,
        remarks: said("remark:")
            .iter()
            .map(|line| line.parse().expect("a line"))
            .collect(),
        may_differ_again: !said("again:").is_empty(),
    }
}

/// What differs from what was expected, a line a fault.
fn faults(case: &Case) -> Vec<String> {
    let names = |ours: &str, theirs: &str| Names {
        ours: Some(ours.to_string()),
        theirs: Some(theirs.to_string()),
    };
    let (dana_first, alex_first) = (names("Dana", "Alex"), names("Alex", "Dana"));
    if let Some(refused) = &case.refused {
        return refusal_faults(case, refused, &dana_first, &alex_first);
    }
    let mut faults = Vec::new();
    let mut check =
        |what: &str, base: &str, ours: &str, theirs: &str, names: &Names, expected: &str| {
            match merge(
                Three::new(base, ours, theirs),
                names,
                &Vocabulary::default(),
            ) {
                Ok(merged) => {
                    if merged.text != expected {
                        let patch = diffy::create_patch(expected, &merged.text).to_string();
                        faults.push(format!("{what}:\n{patch}"));
                    }
                    merged.remarks.iter().map(|remark| remark.line).collect()
                }
                Err(refused) => {
                    faults.push(format!("{what}: {refused}"));
                    Vec::new()
                }
            }
        };
    let Case {
        base,
        left,
        right,
        expected,
        ..
    } = case;
    let remarks: Vec<usize> = check("left, right", base, left, right, &dana_first, expected);
    let swapped = check("right, left", base, right, left, &alex_first, expected);
    check("left twice", base, left, left, &dana_first, left);
    check("only left", base, left, base, &dana_first, left);
    check("only right", base, base, right, &dana_first, right);
    if !case.may_differ_again {
        check(
            "again with right",
            base,
            expected,
            right,
            &dana_first,
            expected,
        );
        check(
            "again with left",
            base,
            left,
            expected,
            &dana_first,
            expected,
        );
    }
    if remarks != case.remarks || swapped != case.remarks {
        faults.push(format!(
            "lines to look at are {remarks:?}, not {:?}",
            case.remarks
        ));
    }
    faults
}

/// What differs from being refused for this reason, both ways.
fn refusal_faults(case: &Case, why: &str, dana_first: &Names, alex_first: &Names) -> Vec<String> {
    let Case {
        base, left, right, ..
    } = case;
    let merged =
        [(left, right, dana_first), (right, left, alex_first)].map(|(ours, theirs, names)| {
            match merge(
                Three::new(base, ours, theirs),
                names,
                &Vocabulary::default(),
            ) {
                Ok(merged) => format!("merged to\n{}", merged.text),
                Err(refused) => refused.to_string(),
            }
        });
    let faults = merged.into_iter().filter(|said| said != why);
    faults.map(|said| format!("not refused: {said}")).collect()
}

#[test]
fn merges_give_what_both_wrote() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merges");
    let mut folders: Vec<_> = fs::read_dir(root)
        .expect("the cases")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    assert!(
        folders.len() >= 60,
        "there are only {} cases",
        folders.len()
    );
    let mut all = String::new();
    let mut failed = 0;
    for folder in &folders {
        let faults = faults(&read(folder));
        failed += usize::from(!faults.is_empty());
        for fault in faults {
            all.push_str(&format!(
                "\n{}, {fault}",
                folder.file_name().unwrap_or_default().display()
            ));
        }
    }
    assert!(failed == 0, "{failed} of {} cases:\n{all}", folders.len());
}
