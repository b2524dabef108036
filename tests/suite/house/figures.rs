//! The house in figures, as anyone can have them: `cargo test --locked figures_of_the_house -- --nocapture`, for another
//! checkout with its folder in `HOUSE`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use walkdir::WalkDir;

use super::arrows::{arrows, circles};
use super::copies::copies;
use super::floors::upward;
use super::names::{all_tests, is_for_tests};
use super::sources::{Source, Sources};

/// A function of more lines than this is long.
const LONG: usize = 60;

/// What was counted.
pub struct Figures {
    /// The lines and files of each room.
    pub rooms: BTreeMap<String, (usize, usize)>,
    /// The lines of all rooms.
    pub lines: usize,
    /// Half of the files have no more lines than this, without their tests.
    pub median: usize,
    /// The longest file, with its lines without its tests.
    pub longest: (String, usize),
    /// The circles of files, a line each.
    pub circles: Vec<String>,
    /// The imports that go up or to the side, a line each.
    pub upward: Vec<String>,
    /// The functions of more than [`LONG`] lines, a line each, the longest first.
    pub long: Vec<String>,
    /// How many functions there are.
    pub functions: usize,
    /// The copies in `src`, the longest first, a line each.
    pub copies: Vec<String>,
    /// The copies in the tests, likewise.
    pub copies_in_tests: usize,
    /// The lines of the tests, in `src` and in `tests`.
    pub tests: usize,
    /// The lines of the code without its tests.
    pub code: usize,
    /// Those of them that hold code: neither blank nor a comment.
    pub code_alone: usize,
}

impl Figures {
    /// Count the checkout in `root`.
    pub fn of(root: &Path) -> Self {
        let sources = Sources::read(root);
        let arrows = arrows(&sources);
        let circles = circles(&arrows).into_iter().map(|circle| {
            let files: Vec<&str> = circle
                .iter()
                .map(|module| sources.0[module].path.as_str())
                .collect();
            format!("{} files: {}", files.len(), files.join(", "))
        });
        let mut rooms: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut lengths = Vec::new();
        let mut functions = Functions::default();
        let mut inner_tests = 0;
        let all_tests = all_tests(&sources);
        for source in sources.0.values() {
            let lines = source.text.lines().count();
            let room = source
                .path
                .split_once('/')
                .map_or("(roof)", |(room, _)| room);
            let counted = rooms.entry(room.to_string()).or_default();
            *counted = (counted.0 + lines, counted.1 + 1);
            let tests = tests_in(source, &all_tests);
            let tests: usize = tests.iter().map(|(first, last)| last - first + 1).sum();
            inner_tests += tests;
            if !all_tests.contains(&source.path) {
                lengths.push((lines - tests, source.path.clone()));
            }
            functions.path.clone_from(&source.path);
            functions.visit_file(&source.syntax);
        }
        lengths.sort_unstable();
        let lines = rooms.values().map(|(lines, _)| lines).sum();
        functions.long.sort_unstable_by(|a, b| b.cmp(a));
        let code: Vec<(String, String)> = sources
            .0
            .values()
            .map(|source| {
                (
                    format!("src/{}", source.path),
                    only(source, &tests_in(source, &all_tests), false),
                )
            })
            .collect();
        let tests = tests_of(root, &sources, &all_tests);
        let outer_tests: usize = tests
            .iter()
            .filter(|(path, _)| path.starts_with("tests/"))
            .map(|(_, text)| text.lines().count())
            .sum();
        Figures {
            rooms,
            lines,
            median: lengths
                .get(lengths.len() / 2)
                .map_or(0, |(lines, _)| *lines),
            longest: lengths
                .last()
                .map(|(lines, path)| (path.clone(), *lines))
                .unwrap_or_default(),
            circles: circles.collect(),
            upward: upward(&sources, &arrows),
            long: functions
                .long
                .iter()
                .map(|(lines, place)| format!("{lines:>4}  {place}"))
                .collect(),
            functions: functions.count,
            copies: copies(&code)
                .iter()
                .map(|copy| {
                    let [(one, at), (other, there)] = &copy.places;
                    format!("{:>4}  {one}:{at} and {other}:{there}", copy.lines)
                })
                .collect(),
            copies_in_tests: copies(&tests).len(),
            tests: inner_tests + outer_tests,
            code: lines - inner_tests,
            code_alone: code.iter().map(|(_, text)| lines_of_code(text)).sum(),
        }
    }

    /// The functions that are long, of a hundred.
    pub fn percent_long(&self) -> f64 {
        self.long.len() as f64 * 100.0 / self.functions.max(1) as f64
    }

    /// The share of the largest room that has files, of a hundred, with its name.
    pub fn largest_room(&self) -> (f64, &str) {
        let largest = self.rooms.iter().max_by_key(|(_, (lines, _))| *lines);
        largest.map_or((0.0, ""), |(room, (lines, _))| {
            (*lines as f64 * 100.0 / self.lines.max(1) as f64, room)
        })
    }

    /// All of it, to read.
    pub fn table(&self) -> String {
        let mut text = String::from("room        lines  files  share\n");
        for (room, (lines, files)) in &self.rooms {
            let share = *lines as f64 * 100.0 / self.lines as f64;
            let _ = writeln!(text, "{room:<10} {lines:>6} {files:>6} {share:>5.1} %");
        }
        let _ = writeln!(text, "together   {:>6}", self.lines);
        let _ = writeln!(
            text,
            "a file's lines: median {}, longest {} ({})",
            self.median, self.longest.1, self.longest.0
        );
        let _ = writeln!(
            text,
            "functions: {}, {} of more than {LONG} lines ({:.2} %)",
            self.functions,
            self.long.len(),
            self.percent_long()
        );
        let _ = writeln!(
            text,
            "tests to code, in lines: {} to {} ({:.2})",
            self.tests,
            self.code,
            self.tests as f64 / self.code as f64
        );
        let _ = writeln!(
            text,
            "lines of code alone, without tests, comments and blanks: {}",
            self.code_alone
        );
        let _ = writeln!(
            text,
            "copies of six lines and more: {} in the code, {} in the tests",
            self.copies.len(),
            self.copies_in_tests
        );
        for (title, list) in [
            ("circles of files", &self.circles),
            ("imports up or to the side", &self.upward),
            ("long functions", &self.long),
            ("copies in the code", &self.copies),
        ] {
            let _ = writeln!(text, "{title}: {}", list.len());
            for line in list {
                let _ = writeln!(text, "  {line}");
            }
        }
        text
    }
}

/// How many lines of `text` hold code: neither blank, nor only a comment or what is derived for tests alone.
fn lines_of_code(text: &str) -> usize {
    let others = ["//", "#[cfg_attr(test,"];
    let is_other = |line: &str| others.iter().any(|other| line.starts_with(other));
    let lines = text.lines().map(str::trim_start);
    lines
        .filter(|line| !line.is_empty() && !is_other(line))
        .count()
}

/// The functions of a file that are no tests.
#[derive(Default)]
struct Functions {
    path: String,
    count: usize,
    long: Vec<(usize, String)>,
}

impl Functions {
    /// Count the function with `signature` that ends where `end` does.
    fn count(&mut self, signature: &syn::Signature, end: proc_macro2::Span) {
        self.count += 1;
        let lines = end.end().line - signature.span().start().line + 1;
        let name = &signature.ident;
        if lines > LONG {
            self.long
                .push((lines, format!("src/{}: {name}", self.path)));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        if !is_for_tests(&function.attrs) {
            self.count(&function.sig, function.block.span());
            visit::visit_item_fn(self, function);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.count(&function.sig, function.block.span());
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        let end = function.default.as_ref().map(Spanned::span);
        self.count(&function.sig, end.unwrap_or(function.sig.span()));
        visit::visit_trait_item_fn(self, function);
    }
}

/// The first and the last line, from 1, of each stretch of tests in a file; `all_tests` are the files that are nothing
/// else.
fn tests_in(source: &Source, all_tests: &BTreeSet<String>) -> Vec<(usize, usize)> {
    if all_tests.contains(&source.path) {
        return vec![(1, source.text.lines().count())];
    }
    let modules = source.syntax.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if is_for_tests(&module.attrs) && module.content.is_some() => {
            Some(module)
        }
        _ => None,
    });
    modules
        .map(|module| (module.span().start().line, module.span().end().line))
        .collect()
}

/// The text of a file with the lines that are tests, or those that are none, as empty lines.
fn only(source: &Source, tests: &[(usize, usize)], wanted: bool) -> String {
    let is_test = |number: usize| {
        tests
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&number))
    };
    let lines = source.text.lines().enumerate();
    lines
        .map(|(index, line)| match is_test(index + 1) == wanted {
            true => format!("{line}\n"),
            false => "\n".to_string(),
        })
        .collect()
}

/// The tests, those in `src` without the code around them.
fn tests_of(root: &Path, sources: &Sources, all_tests: &BTreeSet<String>) -> Vec<(String, String)> {
    let inner = sources.0.values().map(|source| {
        (
            format!("src/{}", source.path),
            only(source, &tests_in(source, all_tests), true),
        )
    });
    let outer = WalkDir::new(root.join("tests"))
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry
                .path()
                .strip_prefix(root)
                .ok()?
                .to_string_lossy()
                .replace('\\', "/");
            let text = path
                .ends_with(".rs")
                .then(|| std::fs::read_to_string(entry.path()).ok())??;
            Some((path, text))
        });
    inner.chain(outer).collect()
}
