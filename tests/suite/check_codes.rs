//! The code of a check is written once, where it is declared; everything else names the declaration, which compiles or
//! doesn't.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oneonone::practice::checks::all;

/// Codes that are also words of their own: a key of the front matter, a status.
const ALSO_WORDS: [&str; 2] = ["cancelled", "duration"];

/// Codes about which `check --explain` has nothing to say: settings that can't be read switch nothing off, and what
/// stands for a meeting that is kept elsewhere has no words yet.
const WITHOUT_WORDS: [&str; 2] = ["stand-in", "unreadable-settings"];

/// A file of `src`: its path there, and its lines without comments, up to its own tests, which write what users write.
type Source = (String, Vec<String>);

fn source(path: &str, text: &str) -> Source {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let lines = text.lines().filter(is_code).map(str::to_string);
    (path.to_string(), lines.collect())
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter();
    files
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a source");
            let path = path.strip_prefix(&root).expect("below `src`");
            source(&path.display().to_string(), &text)
        })
        .collect()
}

/// The code that `line` declares.
fn declared(line: &str) -> Option<&str> {
    let constructors = ["Rule::error(\"", "Rule::warning(\"", "Rule::hint(\""];
    let found = constructors.iter().find_map(|new| line.split_once(new));
    found?.1.split('"').next()
}

fn has_words(code: &str) -> bool {
    all().any(|check| check.rule.code() == code)
}

/// Each code with the file that declares it.
fn declarations(sources: &[Source]) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (path, lines) in sources {
        let codes = lines.iter().filter_map(|line| declared(line));
        found.extend(codes.map(|code| (code, path.as_str())));
    }
    found
}

/// What is wrong with how `sources` name the codes of checks.
fn faults(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    let declarations = declarations(sources);
    for (at, (code, path)) in declarations.iter().enumerate() {
        if declarations[..at].iter().any(|(other, _)| other == code) {
            faults.push(format!("{path}: `{code}` is declared elsewhere too"));
        }
        // A file whose line was forgotten is not even compiled.
        if !has_words(code) && !WITHOUT_WORDS.contains(code) {
            faults.push(format!(
                "{path}: `{code}` is in no list of `practice/checks`"
            ));
        }
    }
    let declaring: BTreeMap<&str, &str> = declarations
        .into_iter()
        .filter(|(code, _)| !ALSO_WORDS.contains(code))
        .collect();
    for (path, lines) in sources {
        for line in lines {
            let texts = line.split('"').filter(|text| declared(line) != Some(text));
            faults.extend(texts.filter_map(|text| {
                let declaring = declaring.get(text)?;
                Some(format!(
                    "{path}: instead of \"{text}\" name what {declaring} declares"
                ))
            }));
        }
    }
    faults
}

#[test]
fn a_code_is_written_once() {
    let sources = sources();
    assert_eq!(faults(&sources), Vec::<String>::new());
    assert_eq!(
        declarations(&sources).len(),
        all().count() + WITHOUT_WORDS.len(),
        "what declares a code otherwise is not looked at here"
    );
}

/// With `text` in the file at `path` this is found.
fn check(path: &str, text: &str, expected: &str) {
    let mut sources = sources();
    sources.push(source(path, text));
    assert_eq!(faults(&sources), [expected], "{text}");
}

#[test]
fn one_that_is_written_otherwise_is_found() {
    check(
        "cli/commands/prep.rs",
        "const OWED: [&str; 1] = [\"ask-unanswered\"];\n",
        "cli/commands/prep.rs: instead of \"ask-unanswered\" name what practice/checks/ask_unanswered.rs declares",
    );
    check(
        "git/mod.rs",
        "const TWICE: Rule = Rule::hint(\"duration\");\n",
        "git/mod.rs: `duration` is declared elsewhere too",
    );
    check(
        "practice/checks/greeting_missing.rs",
        "    rule: Rule::hint(\"greeting-missing\"),\n",
        "practice/checks/greeting_missing.rs: `greeting-missing` is in no list of `practice/checks`",
    );
}

/// What rustfmt would change in `files`. `cargo fmt` by itself does not see modules that a macro names.
fn not_laid_out(files: &[PathBuf]) -> String {
    let rustfmt = Path::new(env!("CARGO")).with_file_name("rustfmt");
    assert!(
        rustfmt.is_file(),
        "rustfmt is not installed; get it with `rustup component add rustfmt`"
    );
    let mut command = crate::surroundings::tool(rustfmt.to_str().expect("a path in UTF-8"));
    command.args(["--check", "--edition", "2024"]).args(files);
    let output = command.output().expect("rustfmt runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn checks_are_laid_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/practice/checks");
    let entries = std::fs::read_dir(folder).expect("a folder");
    let files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    assert!(files.len() > all().count() / 2, "{files:?}");
    let faults = not_laid_out(&files);
    assert!(
        faults.is_empty(),
        "run `cargo fmt -- src/practice/checks/*.rs`:\n{faults}"
    );

    let folder = crate::surroundings::folder();
    let planted = folder.path().join("planted.rs");
    std::fs::write(&planted, "fn  x( ) {}\n").expect("written");
    assert!(not_laid_out(&[planted]).contains("+fn x() {}"));
}
