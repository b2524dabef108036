//! `docs/checks.md` is made from the checks: it must not say anything else.

use std::path::Path;

#[test]
fn checks_page() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let page = oneonone::practice::checks::page(&oneonone::cli::command_for);
    if crate::surroundings::asked("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(&path, &page).expect("the page is written");
    }
    let written = std::fs::read_to_string(&path).expect("the page is there");
    assert!(
        written == page,
        "docs/checks.md is out of date: run this test with SNAPSHOTS=overwrite"
    );
}
