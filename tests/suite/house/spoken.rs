//! Names of commands stand in the faces only: what stands below says what may be done by a value, which a face spells.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

use super::sources::Sources;

/// The room that is a face; `main.rs` and `lib.rs` stand above all.
const FACES: [&str; 3] = ["cli/", "main.rs", "lib.rs"];

/// Where a command stands below all the same.
const EXPECTED: [(&str, &str); 2] = [
    ("sharing/driver.rs", "merge-driver"), // the line by which git calls this program
    ("practice/checks/explain.rs", "check"), // the title of the page about that command
];

/// Where a word in backticks is a key of a file, which a command happens to be called like.
const KEYS: [(&str, &str); 2] = [
    ("practice/checks/promise_old.rs", "due"), // `due:` of an item
    ("notebook/user_config.rs", "private"),    // `private:` of the user's settings
];

/// Each command that is named in a text below the faces: `file:line: command`.
fn spoken(sources: &Sources, commands: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.0.values() {
        if FACES.iter().any(|face| source.path.starts_with(face)) {
            continue;
        }
        let mut texts = Vec::new();
        texts_in(source.syntax.to_token_stream(), &mut texts);
        for (line, text) in texts {
            let called = text.match_indices("oneonone ");
            let called = called.map(|(at, name)| word_of(&text[at + name.len()..]));
            for word in called.chain(in_backticks(&text)) {
                let place = (source.path.as_str(), word);
                let is_known = EXPECTED.contains(&place) || KEYS.contains(&place);
                if commands.contains(word) && !is_known {
                    found.push(format!("{}:{line}: {word}", source.path));
                }
            }
        }
    }
    found
}

/// The word with which `text` begins, of the signs that names of commands have.
fn word_of(text: &str) -> &str {
    let end = text.find(|sign: char| !sign.is_ascii_lowercase() && sign != '-');
    &text[..end.unwrap_or(text.len())]
}

/// The first word of each part of `text` in backticks, where it stands there alone or before others: `carry`, `new --date`.
fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    let parts: Vec<&str> = text.split('`').collect();
    let count = parts.len();
    let quoted = parts.into_iter().enumerate();
    // One that is opened and not closed is none.
    let quoted = quoted.filter(move |(number, _)| number % 2 == 1 && number + 1 < count);
    quoted.filter_map(|(_, part)| part.split(' ').next())
}

/// The texts in quotation marks, with their lines; comments are none.
fn texts_in(tokens: TokenStream, texts: &mut Vec<(usize, String)>) {
    let mut is_attribute = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let is_comment = is_attribute
                    && group.delimiter() == Delimiter::Bracket
                    && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc");
                if !is_comment {
                    texts_in(group.stream(), texts);
                }
                is_attribute = false;
            }
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    texts.push((line, text.value()));
                }
                is_attribute = false;
            }
            TokenTree::Punct(sign) => is_attribute = "#!".contains(sign.as_char()),
            TokenTree::Ident(_) => is_attribute = false,
        }
    }
}

fn commands() -> BTreeSet<String> {
    let program = oneonone::cli::command();
    let commands = program.get_subcommands();
    commands
        .map(|command| command.get_name().to_string())
        .collect()
}

#[test]
fn below_the_faces_no_command_is_named() {
    let found = spoken(&Sources::ours(), &commands());
    assert!(
        found.is_empty(),
        "give an `Advice` that names the deed; `cli/deeds.rs` says what to type:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_command_that_is_named_below_is_seen() {
    let mut sources = Sources::ours();
    sources.append(
        "practice/checks/duration.rs",
        "/// As `oneonone carry` does.\nconst A: &str = \"see `oneonone.yaml`, or run `oneonone carry`\";\n\
         fn b() -> String { format!(\"x\\\n   or oneonone sync {}\", 1) }\n\
         const C: &str = \"`drop` it or `move --to` a day; add `due:`, check `it`, `new\";\n",
    );
    sources.append("cli/deeds.rs", "const A: &str = \"`oneonone carry`\";\n");
    let found = spoken(&sources, &commands());
    let places: Vec<&str> = found
        .iter()
        .map(|found| found.rsplit(": ").next().unwrap_or(""))
        .collect();
    assert_eq!(places, ["carry", "sync", "drop", "move"], "{found:?}");
    assert!(
        found
            .iter()
            .all(|found| found.starts_with("practice/checks/duration.rs:"))
    );
}

#[test]
fn what_is_expected_is_there() {
    let sources = Sources::ours();
    for (path, word) in EXPECTED.into_iter().chain(KEYS) {
        let source = &sources.0[&super::sources::module_of(path)];
        let is_there = |text: String| source.text.contains(&text);
        assert!(
            is_there(format!("oneonone {word}")) || is_there(format!("`{word}`")),
            "{path}: {word}"
        );
    }
}
