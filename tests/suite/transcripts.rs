//! Runs `tests/transcripts/*.md` and the README: commands and what they print, readable as documentation.
//!
//! `NAME.in` beside `NAME.md` is the folder in which its commands run (a file names the folder to take), `NAME.out`
//! holds files as they must be afterwards; where it is there, all happens in a copy. Blocks that begin with
//! ```` ```console ```` are run, all others are text. After a wanted change of the output run
//! `TRYCMD=overwrite cargo test transcripts`, and read the difference.

use std::path::{Path, PathBuf};

use crate::surroundings::{alone, asked, folder, path};

/// The cases; their home is `home`.
fn cases(home: &Path) -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("oneonone", trycmd::cargo::cargo_bin!("oneonone"))
        .timeout(std::time::Duration::from_secs(20));
    for program in ["cat", "ls"] {
        if let Some(path) = in_path(program) {
            cases.register_bin(program, path);
        }
    }
    cases.env("RUST_BACKTRACE", "0");
    for (name, below) in [
        ("HOME", ""),
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
    ] {
        cases.env(name, home.join(below).display().to_string());
    }
    cases
}

/// The program called `name`, as a shell would find it.
fn in_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(path())
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

#[test]
fn transcripts_say_what_happens() {
    alone("transcripts::transcripts_say_what_happens", |home| {
        let cases = cases(home);
        cases
            .insert_var("[HOME]", home.display().to_string())
            .expect("a name for the home");
        cases.case("tests/transcripts/*.md").run();
    });
}

/// Transcripts with settings of one's own: each folder in `tests/transcripts/homes` is a home with its transcript.
#[test]
fn transcripts_with_settings_say_what_happens() {
    alone(
        "transcripts::transcripts_with_settings_say_what_happens",
        |_| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/homes");
            for entry in std::fs::read_dir(&folder).expect("the homes").flatten() {
                let home = entry.path();
                let cases = cases(&home);
                cases
                    .insert_var("[HOME]", home.display().to_string())
                    .expect("a name for the home");
                cases.case(home.join("*.md")).run();
            }
        },
    );
}

#[test]
fn the_readme_says_what_happens() {
    alone("transcripts::the_readme_says_what_happens", |home| {
        let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        // The README has no folders beside it that say where to run: a copy of it gets them.
        let folder = folder();
        let copy = folder.path().join("README.md");
        std::fs::copy(&readme, &copy).expect("the README");
        std::fs::create_dir(copy.with_extension("in")).expect("a folder");
        std::fs::create_dir(copy.with_extension("out")).expect("a folder");
        cases(home).case(&copy).run();
        if asked("TRYCMD").is_some_and(|mode| mode == "overwrite") {
            std::fs::copy(&copy, &readme).expect("the README");
        }
    });
}
