//! The keeper of the floors: nothing imports upward or sideways. What each floor must not know stands in `lib.rs`.

/// Each folder of `src` with its floor.
const FLOORS: [(&str, u8); 12] = [
    ("text", 1),
    ("markdown", 2),
    ("meeting", 3),
    ("change", 4),
    ("practice", 5),
    ("plan", 6),
    ("view", 6),
    ("merge", 7),
    ("notebook", 8),
    ("git", 8),
    ("sharing", 9),
    ("cli", 10),
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

/// The tests' own floor: what the machine has around them is read in one place.
#[test]
fn only_surroundings_knows_the_machine() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut faults = Vec::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let path = entry.path();
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        if !is_source
            || ["surroundings.rs", "floors.rs", "house_doors.rs"]
                .iter()
                .any(|name| path.ends_with(name))
        {
            continue;
        }
        let text = std::fs::read_to_string(path).expect("a source file");
        for word in ["Command::new(", "tempdir(", "temp_dir(", "env::var"] {
            if text.contains(word) {
                faults.push(format!("{} uses `{word}`", path.display()));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "take `Sandbox::tool`, `surroundings::tool`, `surroundings::folder` or `surroundings::asked`:\n{}",
        faults.join("\n")
    );
}
