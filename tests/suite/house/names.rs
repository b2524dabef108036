//! Every path that a source file names: its `use` declarations, groups and renamings among them, and the paths in its
//! code, in macros as well. Comments name nothing.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Item, UseTree, Visibility};

use super::sources::{Module, Source, Sources};

/// A path that a file names, from the crate's root.
pub struct Named {
    /// Its segments.
    pub path: Module,
    /// The line that names it, from 1.
    pub line: usize,
    /// Whether only the tests in the file do.
    pub in_test: bool,
    /// Whether the name is only handed on.
    pub handed_on: bool,
}

/// What a file names, and what others find in it.
#[derive(Default)]
pub struct Names {
    /// The paths, in the order of the text.
    pub named: Vec<Named>,
    /// The items that are defined here.
    pub defined: BTreeSet<String>,
    /// The names that are brought in, with where they are from.
    pub brought_in: BTreeMap<String, Module>,
    /// The modules all of whose names are brought in.
    pub globs: Vec<Module>,
}

/// What `source` names, which is the file of `module`.
pub fn names(sources: &Sources, module: &[String], source: &Source) -> Names {
    let mut reader = Reader {
        sources,
        names: Names::default(),
    };
    reader.items(&source.syntax.items, module, module, false);
    reader.names
}

struct Reader<'a> {
    sources: &'a Sources,
    names: Names,
}

impl Reader<'_> {
    /// Read `items`, which stand in the module `at`; the file's own is `file`.
    fn items(&mut self, items: &[Item], file: &[String], at: &[String], in_test: bool) {
        let mut known = BTreeMap::new();
        for item in items {
            if let Item::Use(item) = item {
                let here = in_test || is_for_tests(&item.attrs);
                let mut leaves = Vec::new();
                flatten(&item.tree, &mut Vec::new(), &mut leaves);
                for (path, name) in leaves {
                    let line = line_of(item.use_token.span);
                    let Some(path) = self.absolute(&path, at, &BTreeMap::new()) else {
                        continue;
                    };
                    let handed_on = !matches!(item.vis, Visibility::Inherited) && file == at;
                    if path.last().is_some_and(|last| last == "*") {
                        let path = path[..path.len() - 1].to_vec();
                        if file == at {
                            self.names.globs.push(path.clone());
                        }
                        self.names.named.push(Named {
                            path,
                            line,
                            in_test: here,
                            handed_on,
                        });
                        continue;
                    }
                    known.insert(name.clone(), path.clone());
                    if file == at {
                        self.names.brought_in.insert(name, path.clone());
                    }
                    self.names.named.push(Named {
                        path,
                        line,
                        in_test: here,
                        handed_on,
                    });
                }
            }
        }
        for item in items {
            match item {
                Item::Use(_) => {}
                Item::Mod(inner) => {
                    let Some((_, content)) = &inner.content else {
                        continue;
                    };
                    let mut below = at.to_vec();
                    below.push(inner.ident.to_string());
                    let in_test = in_test || is_for_tests(&inner.attrs);
                    if file == at {
                        self.names.defined.insert(inner.ident.to_string());
                    }
                    self.items(content, file, &below, in_test);
                }
                _ => {
                    if let (Some(name), true) = (name_of(item), file == at) {
                        self.names.defined.insert(name);
                    }
                    let in_test = in_test || is_for_tests(attributes_of(item));
                    self.code(item.to_token_stream(), at, &known, in_test);
                }
            }
        }
    }

    /// The paths in code: names with `::` between them that begin at the root, here, above, or at a module that was
    /// brought in.
    fn code(
        &mut self,
        tokens: TokenStream,
        at: &[String],
        known: &BTreeMap<String, Module>,
        in_test: bool,
    ) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            match token {
                TokenTree::Group(group) => self.code(group.stream(), at, known, in_test),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let (true, Some(TokenTree::Ident(next))) =
                        (is_colons(&tokens, index), tokens.get(index + 2))
                    {
                        path.push(next.to_string());
                        index += 3;
                    }
                    if path.len() > 1
                        && let Some(path) = self.absolute(&path, at, known)
                    {
                        let line = line_of(first.span());
                        self.names.named.push(Named {
                            path,
                            line,
                            in_test,
                            handed_on: false,
                        });
                    }
                }
                _ => {}
            }
        }
    }

    /// `path` from the crate's root; `None` where it leads into another crate or is no path of modules.
    fn absolute(
        &self,
        path: &[String],
        at: &[String],
        known: &BTreeMap<String, Module>,
    ) -> Option<Module> {
        let ups = path
            .iter()
            .take_while(|segment| *segment == "super")
            .count();
        let first = path.first()?.as_str();
        let whole = match first {
            "crate" | "oneonone" => path[1..].to_vec(),
            "self" => [at, &path[1..]].concat(),
            "super" => [at.get(..at.len().checked_sub(ups)?)?, &path[ups..]].concat(),
            _ => {
                let child = [at, &path[..1]].concat();
                if self.sources.0.contains_key(&child) {
                    [at, path].concat()
                } else {
                    let module = known.get(first)?;
                    self.sources
                        .0
                        .contains_key(module)
                        .then(|| [module, &path[1..]].concat())?
                }
            }
        };
        // `{self}` at the end of a group is the module itself.
        Some(
            whole
                .into_iter()
                .filter(|segment| segment != "self")
                .collect(),
        )
    }
}

fn is_colons(tokens: &[TokenTree], index: usize) -> bool {
    let is_colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    is_colon(index) && is_colon(index + 1)
}

fn flatten(tree: &UseTree, before: &mut Module, leaves: &mut Vec<(Module, String)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Name(name) => {
            let last = name.ident.to_string();
            let bound = if last == "self" {
                before.last().cloned().unwrap_or_default()
            } else {
                last.clone()
            };
            leaves.push(([before.as_slice(), &[last]].concat(), bound));
        }
        UseTree::Rename(rename) => {
            leaves.push((
                [before.as_slice(), &[rename.ident.to_string()]].concat(),
                rename.rename.to_string(),
            ));
        }
        UseTree::Glob(_) => leaves.push((
            [before.as_slice(), &["*".to_string()]].concat(),
            String::new(),
        )),
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| flatten(tree, before, leaves)),
    }
}

/// Whether one of `attributes` keeps what is below it for tests.
pub fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .meta
                    .to_token_stream()
                    .to_string()
                    .contains("test")
    })
}

fn line_of(span: proc_macro2::Span) -> usize {
    span.start().line
}

/// The name that an item defines.
fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        _ => return None,
    })
}

fn attributes_of(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        _ => &[],
    }
}
