//! The keeper of the doors: every way to the outside that Rust and our libraries have is named in `clippy.toml`, none by a
//! wrong name, and who opens one is written down here.

mod list;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use self::list::DOORS;
use crate::surroundings;

/// Where doors are opened, with the reason that stands there.
#[rustfmt::skip] // one a line
const OPENED: &[(&str, &str)] = &[
    ("cli/complete.rs", "the shell asks for completions before any argument is read"),
    ("cli/shells.rs", "the shell asks for completions before any argument is read"),
    ("cli/outside/spawn.rs", "the one place that starts an editor, a pager or man"),
    ("cli/outside/ui.rs", "the one object that talks to the terminal"),
    ("cli/outside/user_folders.rs", "where a system keeps what is a user's own, its variables don't say everywhere"),
    ("git/disk.rs", "git's own files, and those of the user that speak to git: neither git nor libgit2 tells what this is asked for"),
    ("git/own_files.rs", "files of ours in git's own folders, which are no part of the notebook"),
    ("git/program.rs", "the one door to the git program"),
    ("git/repository.rs", "the one place that opens repositories and git's settings in this process"),
    ("main.rs", "the one door to what the process is given"),
    ("notebook/apply.rs", "one of the doors to the file system: the only one that writes"),
    ("notebook/attributes.rs", "one of the doors to the file system: looks whether a filter may guard a notebook"),
    ("notebook/discover.rs", "one of the doors to the file system: finds notebooks"),
    ("notebook/file.rs", "one of the doors to the file system: reads one file"),
    ("notebook/foreign.rs", "one of the doors to the file system: reads notes that were kept elsewhere"),
    ("notebook/inside.rs", "one of the doors to the file system: decides what is inside a notebook"),
    ("notebook/journal.rs", "one of the doors to the file system: keeps what commands did, beside the notebooks"),
    ("notebook/load.rs", "one of the doors to the file system: reads notebooks"),
    ("notebook/metadata.rs", "one of the doors to the file system: says what lies at a path, for every floor above"),
    ("notebook/output.rs", "one of the doors to the file system: looks at what an output would replace"),
    ("notebook/private.rs", "one of the doors to the file system: notes that are the user's alone, outside of notebooks"),
    ("notebook/scan.rs", "the one place that asks how much the machine can do at once"),
    ("notebook/template.rs", "one of the doors to the file system: reads the pair's templates"),
    ("notebook/user_config.rs", "one of the doors to the file system: reads the user's own settings"),
    ("sharing/driver.rs", "git hands the driver three files of its own and takes the result from one of them"),
    ("sharing/incoming.rs", "keeps a note of what is under way in the git folder, and looks at the files that git left half done"),
    ("sharing/known.rs", "keeps a file of its own in the git folder"),
    ("sharing/locked.rs", "the one way from the files of a notebook to its meetings, for all commands"),
    ("sharing/saved_index.rs", "keeps git's index and puts it back under git's own lock"),
    ("sharing/scratch.rs", "removes what a killed run of ours left in the git folder"),
    ("sharing/version.rs", "a sync has refused a clone that is locked before it asks for this"),
];

/// The path by which `clippy.toml` names what `door` uses.
fn path_of(door: &str) -> String {
    let door: String = door.split_whitespace().collect();
    if let Some((_, rest)) = door.split_once("asclap::") {
        let end = rest.find('(').unwrap_or(rest.len());
        return format!("clap::{}", rest[..end].replace('>', ""));
    }
    if let Some(named) = door.strip_prefix("Option::<") {
        return named.trim_end_matches(">::None").to_string();
    }
    let end = door.find(['(', '!']).unwrap_or(door.len());
    let path = &door[..end];
    path.split("::<").next().unwrap_or(path).to_string()
}

/// How many arguments stand in a use.
fn arguments_in(door: &str) -> usize {
    let Some((_, inside)) = door.split_once('(').filter(|_| door.ends_with(')')) else {
        return 0;
    };
    let inside = inside.trim_end_matches(')');
    match inside.trim().is_empty() {
        true => 0,
        false => inside.split(", ").count(),
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn configuration() -> String {
    std::fs::read_to_string(repository().join("clippy.toml")).expect("clippy.toml")
}

/// The paths that a `clippy.toml` names.
fn named_in(configuration: &str) -> Vec<String> {
    let lines = configuration.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix("{ path = \"")?.split('"').next())
        .map(str::to_string)
        .collect()
}

#[test]
fn clippy_knows_all_doors_and_no_others() {
    let named = named_in(&configuration());
    let doors: BTreeSet<String> = DOORS.iter().map(|door| path_of(door)).collect();
    assert_eq!(doors.len(), DOORS.len(), "a door stands here twice");
    let set: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(set.len(), named.len(), "a door stands in clippy.toml twice");
    let missing: Vec<_> = doors.difference(&set).collect();
    assert!(
        missing.is_empty(),
        "name these in `clippy.toml`: {missing:#?}"
    );
    let unknown: Vec<_> = set.difference(&doors).collect();
    assert!(
        unknown.is_empty(),
        "add a use of these to the list in `tests/suite/house_doors/list.rs`: {unknown:#?}"
    );
}

/// Clippy itself, as it comes with the compiler of these tests.
fn clippy() -> PathBuf {
    let beside = Path::new(env!("CARGO")).with_file_name("clippy-driver");
    assert!(
        beside.is_file(),
        "clippy is not installed; get it with `rustup component add clippy`"
    );
    beside
}

/// What clippy says of a file, one JSON text a line. `folder` holds the configuration and the libraries `externs`.
fn said_of(source: &str, name: &str, folder: &Path, externs: &[String]) -> Vec<serde_json::Value> {
    let file = folder.join(format!("{name}.rs"));
    std::fs::write(&file, source).expect("a file");
    let mut command = surroundings::tool(clippy().to_str().expect("a path"));
    command
        .env("CLIPPY_CONF_DIR", folder)
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
        ])
        .args(["--error-format", "json", "-Aclippy::all", "-Adeprecated"])
        .args(["methods", "types", "macros"].map(|what| format!("-Wclippy::disallowed_{what}")))
        .args(["--crate-name", name, "--out-dir"])
        .arg(folder)
        .arg("-L")
        .arg(folder)
        .arg(&file)
        .current_dir(folder);
    for library in externs {
        command.arg("--extern").arg(library);
    }
    let output = command.output().expect("clippy runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\n{source}");
    let lines = said.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{said}")))
        .collect()
}

/// A library that has what some doors use and nothing else: its functions take anything.
#[derive(Default)]
struct Stub {
    modules: BTreeMap<String, Stub>,
    types: BTreeMap<String, String>,
    items: String,
}

impl Stub {
    fn add(&mut self, path: &[&str], door: &str) {
        let arguments = arguments_in(door);
        let numbers = || 0..arguments;
        let kinds: Vec<String> = numbers().map(|number| format!("A{number}")).collect();
        let values: Vec<String> = numbers().map(|number| format!("_: A{number}")).collect();
        let function = |name: &str| {
            let (kinds, values) = (kinds.join(", "), values.join(", "));
            format!("pub fn {name}<{kinds}>({values}) {{}}\n")
        };
        let is_type = |name: &str| name.starts_with(char::is_uppercase);
        match path {
            [name] if door.contains("!(") => {
                let _ = writeln!(
                    self.items,
                    "#[macro_export] macro_rules! {name} {{ ($t:tt) => {{ () }} }}"
                );
            }
            [name] if is_type(name) => {
                self.types.entry((*name).to_string()).or_default();
            }
            [name] => self.items.push_str(&function(name)),
            [kind, name] if door.starts_with('<') => {
                let of_trait = function(name).replace("pub ", "");
                let entry = self.types.entry(format!("trait {kind}")).or_default();
                entry.push_str(&of_trait);
            }
            [kind, name] if is_type(kind) => {
                let entry = self.types.entry((*kind).to_string()).or_default();
                entry.push_str(&function(name));
            }
            [module, rest @ ..] => {
                let module = self.modules.entry((*module).to_string()).or_default();
                module.add(rest, door);
            }
            [] => {}
        }
    }

    fn source(&self) -> String {
        let mut text = self.items.clone();
        for (name, functions) in &self.types {
            let _ = match name.strip_prefix("trait ") {
                Some(name) => writeln!(text, "pub trait {name} {{ {functions} }}"),
                None => writeln!(text, "pub struct {name}; impl {name} {{ {functions} }}"),
            };
        }
        for (name, module) in &self.modules {
            let _ = writeln!(text, "pub mod {name} {{ {} }}", module.source());
        }
        text
    }
}

/// A use of `door` that needs nothing but a library of the kind that [`Stub`] makes.
fn planted(door: &str) -> String {
    if door.starts_with("std::") || !door.ends_with(')') || door.contains("!(") {
        return door.to_string();
    }
    let (path, _) = door.split_once('(').expect("arguments");
    format!("{path}({})", vec!["()"; arguments_in(door)].join(", "))
}

/// A folder with this configuration and all libraries, and their names.
fn libraries(configuration: &str) -> (tempfile::TempDir, Vec<String>) {
    let folder = surroundings::folder();
    let mut stubs: BTreeMap<String, Stub> = BTreeMap::new();
    for door in DOORS {
        let path = path_of(door);
        let parts: Vec<&str> = path.split("::").collect();
        if parts[0] != "std" {
            let stub = stubs.entry(parts[0].to_string()).or_default();
            stub.add(&parts[1..], door);
        }
    }
    let path = folder.path().join("clippy.toml");
    std::fs::write(&path, "").expect("a file");
    for (name, stub) in &stubs {
        said_of(&stub.source(), name, folder.path(), &[]);
    }
    std::fs::write(&path, configuration).expect("a file");
    (folder, stubs.into_keys().collect())
}

/// What clippy refuses, with this configuration, of a file in which each line but the first is one of `lines`: the number of
/// the line, and the path by which it was refused. Also which names it does not understand.
fn refused(configuration: &str, lines: &[String]) -> (BTreeSet<(usize, String)>, Vec<String>) {
    let (folder, names) = libraries(configuration);
    let mut source = "struct Planted; impl clap::Parser for Planted {} \
                      const P: &str = \".\"; fn any<T>() -> T { panic!() }\n"
        .to_string();
    for (number, line) in lines.iter().enumerate() {
        let _ = writeln!(source, "pub fn f{number}() {{ let _ = {line}; }}");
    }
    let (mut refused, mut unknown) = (BTreeSet::new(), Vec::new());
    for said in said_of(&source, "planted", folder.path(), &names) {
        let code = said["code"]["code"].as_str().unwrap_or_default();
        let message = said["message"].as_str().unwrap_or_default();
        let named = message.split('`').nth(1).unwrap_or_default();
        if code.starts_with("clippy::disallowed_") {
            let line = said["spans"][0]["line_start"].as_u64().expect("a line");
            let number = usize::try_from(line).expect("a line") - 2;
            refused.insert((number, named.to_string()));
        } else if message.contains("does not refer to") {
            unknown.push(named.to_string());
        }
    }
    (refused, unknown)
}

#[test]
fn every_door_is_refused() {
    let lines: Vec<String> = DOORS.iter().map(|door| planted(door)).collect();
    let (found, unknown) = refused(&configuration(), &lines);
    let doors = DOORS.iter().map(|door| path_of(door)).enumerate();
    let open: Vec<_> = doors.filter(|door| !found.contains(door)).collect();
    assert!(open.is_empty(), "clippy lets these through: {open:#?}");
    assert_eq!(unknown, [""; 0], "`clippy.toml` names what is not there");
}

#[test]
fn a_door_without_its_name_is_open_and_a_wrong_name_is_seen() {
    let configuration = configuration();
    let (door, misspelt) = ("std::fs::read\"", "std::fs::raed\"");
    assert_eq!(configuration.matches(door).count(), 1);
    let lines = ["std::fs::read(P)", "std::fs::write(P, P)"].map(str::to_string);
    let (found, unknown) = refused(&configuration.replace(door, misspelt), &lines);
    assert_eq!(found, BTreeSet::from([(1, "std::fs::write".to_string())]));
    assert_eq!(unknown, ["std::fs::raed"]);
}

/// Lints that have those of the doors among them.
const GROUPS: [&str; 3] = ["warnings", "clippy::all", "clippy::style"];

/// What is said of a door that is not opened as it should be.
const WRONG: &str = "by no `#![expect(…, reason = \"…\")]` at the top of the file";

/// How a file opens doors: the reason that stands there, or what is wrong.
fn opened_in(text: &str) -> Vec<String> {
    fn look(tokens: TokenStream, is_top: bool, found: &mut Vec<String>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else {
                continue;
            };
            let is_inner = at > 1 && is(at - 1, '!') && is(at - 2, '#');
            if is_inner || at > 0 && is(at - 1, '#') {
                found.extend(opened_by(&group.stream(), is_top && is_inner));
            } else {
                look(group.stream(), false, found);
            }
        }
    }
    let mut found = Vec::new();
    look(text.parse().expect("Rust"), true, &mut found);
    found
}

/// How an attribute opens doors; `is_of_file` says whether it holds for the file that it stands in.
fn opened_by(attribute: &TokenStream, is_of_file: bool) -> Option<String> {
    let text = attribute.to_string();
    let plain: String = text.split_whitespace().collect();
    let lints = |level: &str| {
        plain.starts_with(level)
            || plain.starts_with("cfg_attr(") && plain.contains(&format!(",{level}"))
    };
    if !lints("allow(") && !lints("expect(") {
        return None;
    }
    let mut names = plain.split(['(', ')', ',']);
    if let Some(group) = names.find(|name| GROUPS.contains(name)) {
        return Some(format!("by `{group}`, which opens every door there is"));
    }
    if !plain.contains("clippy::disallowed_") {
        return None;
    }
    let reason = text.split("reason = \"").nth(1);
    let reason = reason.and_then(|rest| rest.split('"').next());
    let is_right = is_of_file && plain.starts_with("expect(");
    Some(reason.filter(|_| is_right).unwrap_or(WRONG).to_string())
}

/// The files of `src` that open doors, by the reason that stands there.
fn opened() -> Vec<(String, String)> {
    let source = repository().join("src");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&source).sort_by_file_name() {
        let entry = entry.expect("a source file");
        if !entry.file_type().is_file() {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("a source file");
        let name = entry.path().strip_prefix(&source).expect("below it");
        let name = name.to_string_lossy().replace('\\', "/");
        found.extend(
            opened_in(&text)
                .into_iter()
                .map(|reason| (name.clone(), reason)),
        );
    }
    found.sort();
    found
}

#[test]
fn who_opens_a_door_is_written_down() {
    let expected: Vec<(String, String)> = OPENED
        .iter()
        .map(|(file, reason)| ((*file).to_string(), (*reason).to_string()))
        .collect();
    let found = opened();
    let lines = |pairs: &[(String, String)]| -> BTreeSet<String> {
        let line = |(file, reason): &(String, String)| format!("    (\"{file}\", \"{reason}\"),");
        pairs.iter().map(line).collect()
    };
    let (found, expected) = (lines(&found), lines(&expected));
    let new: Vec<_> = found.difference(&expected).cloned().collect();
    let gone: Vec<_> = expected.difference(&found).cloned().collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "a file that opens a door: is there no function of `notebook` or `git` for it? If not, add\n{}\n\
         and of those that open none any more take out\n{}",
        new.join("\n"),
        gone.join("\n")
    );
}

/// In the list above an attribute of a parent would stand for all the files below it.
#[test]
fn no_door_is_opened_for_a_folder() {
    let parents = OPENED
        .iter()
        .filter(|(file, _)| file.ends_with("mod.rs") || *file == "lib.rs");
    assert_eq!(parents.count(), 0, "open it in the file that needs it");
}

#[test]
fn a_door_that_is_opened_otherwise_is_seen() {
    let every = |group: &str| format!("by `{group}`, which opens every door there is");
    for (text, expected) in [
        (
            "#![expect(clippy::disallowed_methods, reason = \"so\")]",
            "so",
        ),
        (
            "#![allow(clippy::disallowed_methods, reason = \"so\")]",
            WRONG,
        ),
        ("#![expect(clippy::disallowed_types)]", WRONG),
        (
            "#[expect(clippy::disallowed_methods, reason = \"so\")] fn f() {}",
            WRONG,
        ),
        (
            "mod m { #![expect(clippy::disallowed_methods, reason = \"so\")] }",
            WRONG,
        ),
        (
            "fn f() { #[allow(clippy :: disallowed_macros)] g() }",
            WRONG,
        ),
        (
            "#![cfg_attr(unix, allow(clippy::disallowed_methods))]",
            WRONG,
        ),
        (
            "#![allow(dead_code, clippy::style)]",
            &every("clippy::style"),
        ),
        ("m!{ #[allow(warnings)] fn f() {} }", &every("warnings")),
        (
            "#![cfg_attr(all(), expect(clippy::all, reason = \"so\"))]",
            &every("clippy::all"),
        ),
    ] {
        assert_eq!(opened_in(text), [expected], "{text}");
    }
    let harmless =
        "#![allow(clippy::unwrap_used)] #![deny(warnings)] /// allow(clippy::all)\nfn f() {}";
    assert_eq!(opened_in(harmless), [""; 0]);
}

/// What a manifest says of lints holds for all files; another configuration would stand before ours.
#[test]
fn nothing_is_allowed_for_all_files() {
    for file in ["Cargo.toml", ".cargo/config.toml"] {
        let text = std::fs::read_to_string(repository().join(file)).expect(file);
        assert_eq!(allowed_in(&text), [""; 0], "{file}");
    }
    for file in [".clippy.toml", ".cargo/config"] {
        assert!(!repository().join(file).exists(), "{file}");
    }
}

/// The lines of a manifest or a configuration by which a lint is silent, or could be.
fn allowed_in(text: &str) -> Vec<&str> {
    let lines = text
        .lines()
        .map(|line| line.split(" #").next().unwrap_or(line).trim());
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines
        .filter(|line| {
            ["allow", "rustflags", "CLIPPY_CONF_DIR"]
                .iter()
                .any(|word| line.contains(word))
        })
        .collect()
}

#[test]
fn what_a_manifest_allows_is_seen() {
    for line in [
        "style = \"allow\"",
        "all = { level = \"allow\", priority = -1 }",
        "clippy.disallowed_methods = 'allow'",
        "rustflags = [\"-A\", \"clippy::all\"]",
    ] {
        assert_eq!(
            allowed_in(&format!("[lints.clippy]\n# allow\n{line} # why\n")),
            [line]
        );
    }
}
