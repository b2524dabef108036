//! No type name stands for two things: who reads one anywhere in `src` need not ask which is meant.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::visit::{self, Visit};

use super::names::{all_tests, is_for_tests};
use super::sources::Sources;

/// The names that more than one type has, a line for each type but the first.
fn doubled(sources: &Sources) -> Vec<String> {
    let tests = all_tests(sources);
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources.0.values() {
        if tests.contains(&source.path) {
            continue;
        }
        let mut types = Types::default();
        types.visit_file(&source.syntax);
        for (name, line) in types.0 {
            let place = format!("src/{}:{line}", source.path);
            places.entry(name).or_default().push(place);
        }
    }
    let doubled = places.iter().flat_map(|(name, places)| {
        let others = places[1..].iter();
        others.map(move |place| format!("{place}: `{name}` is {} already", places[0]))
    });
    doubled.collect()
}

/// The types that a file defines outside of its tests, each with its line.
#[derive(Default)]
struct Types(Vec<(String, usize)>);

impl Types {
    fn take(&mut self, name: &Ident) {
        self.0.push((name.to_string(), name.span().start().line));
    }
}

impl<'ast> Visit<'ast> for Types {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.take(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.take(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.take(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.take(&item.ident);
    }
}

#[test]
fn no_type_name_stands_for_two_things() {
    let doubled = doubled(&Sources::ours());
    assert!(
        doubled.is_empty(),
        "call one of the two by what it is of, as `PrepInput` and not `Input`:\n{}",
        doubled.join("\n")
    );
}

#[test]
fn a_type_name_that_is_given_twice_is_seen() {
    for text in [
        "struct Span;",
        "enum Span {}",
        "trait Span {}",
        "type Span = ();",
        "mod planted { pub struct Span; }",
        "fn planted() { struct Span; }",
    ] {
        let mut sources = Sources::ours();
        sources.append("view/thread.rs", text);
        let doubled = doubled(&sources);
        assert!(
            doubled.len() == 1 && doubled[0].contains("`Span` is src/text/span.rs:"),
            "{text}: {doubled:?}"
        );
    }
    for text in [
        "#[cfg(test)]\nmod planted { struct Span; }",
        "impl Iterator for Planted { type Span = (); }",
        "use crate::text::Span as Planted;",
    ] {
        let mut sources = Sources::ours();
        sources.append("view/thread.rs", text);
        assert_eq!(doubled(&sources), <[String; 0]>::default(), "{text}");
    }
}
