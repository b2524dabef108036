//! The keeper of the floors: nothing imports upward or sideways. What each floor must not know stands in `lib.rs`.

/// Each folder of `src` with its floor.
const FLOORS: [(&str, u8); 8] = [
    ("text", 1),
    ("markdown", 2),
    ("meeting", 3),
    ("operations", 4),
    ("notebook", 5),
    ("git", 5),
    ("sharing", 6),
    ("cli", 7),
];

#[test]
fn imports_go_down() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for (folder, floor) in FLOORS {
        for entry in walkdir::WalkDir::new(source.join(folder))
            .into_iter()
            .flatten()
        {
            if entry
                .path()
                .extension()
                .is_none_or(|extension| extension != "rs")
            {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("a source file");
            for (other, above) in FLOORS {
                let reaches = above > floor || above == floor && other != folder;
                if reaches && text.contains(&format!("crate::{other}::")) {
                    faults.push(format!("{} imports `{other}`", entry.path().display()));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "move the code down, or pass the value in:\n{}",
        faults.join("\n")
    );
}
