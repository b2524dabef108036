//! A face shows a plan, has it applied and says what it did; it never makes one. So no face names what plans are made of.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;

use super::sources::Sources;

/// What plans are made of.
const PARTS: [&str; 6] = [
    "FileChange",
    "TextEdit",
    "EditedText",
    "EditedMeeting",
    "apply_edits",
    "from_iter",
];

/// Each part of a plan that a file of the face names: `file:line: part`.
fn assembled(sources: &Sources) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.0.values() {
        if !source.path.starts_with("cli/") {
            continue;
        }
        let mut names = Vec::new();
        names_in(source.syntax.to_token_stream(), &mut names);
        let parts = names
            .into_iter()
            .filter(|(name, _)| PARTS.contains(&name.as_str()));
        found.extend(parts.map(|(name, line)| format!("src/{}:{line}: {name}", source.path)));
    }
    found
}

/// All names in `tokens`, also in what is handed to a macro, with their lines.
fn names_in(tokens: TokenStream, names: &mut Vec<(String, usize)>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => names_in(group.stream(), names),
            TokenTree::Ident(name) => names.push((name.to_string(), name.span().start().line)),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn no_face_makes_a_plan() {
    let found = assembled(&Sources::ours());
    assert!(
        found.is_empty(),
        "plan it in a function of `plan`, and have the face show or apply what that gives:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_face_that_makes_a_plan_is_seen() {
    for text in [
        "use crate::change::FileChange as Planted;",
        "use crate::{change::{Plan, FileChange}};",
        "fn planted() -> crate::text::TextEdit { panic!() }",
        "fn planted() { crate::text::apply_edits(\"\", &[]); }",
        "fn planted() { println!(\"{:?}\", crate::text::EditedText::between(\"\", \"a\")); }",
        "fn planted() { let plan = change::Plan::from_iter([]); }",
    ] {
        let mut sources = Sources::ours();
        sources.append("cli/commands/new.rs", text);
        let found = assembled(&sources);
        assert!(
            found.len() == 1 && found[0].starts_with("src/cli/commands/new.rs:"),
            "{text}: {found:?}"
        );
    }
    for text in [
        "// FileChange",
        "const PLANTED: &str = \"FileChange\";",
        "/// [`FileChange`](crate::change::FileChange)\nfn planted() {}",
        "fn planted(plan: crate::change::Plan) -> bool { plan.is_empty() }",
    ] {
        let mut sources = Sources::ours();
        sources.append("cli/commands/new.rs", text);
        assert_eq!(assembled(&sources), <[String; 0]>::default(), "{text}");
    }
    let mut sources = Sources::ours();
    sources.append("plan/tick.rs", "use crate::change::FileChange as Planted;");
    assert_eq!(assembled(&sources), <[String; 0]>::default());
}
