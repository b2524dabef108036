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
    pub globs: Vec<Glob>,
}

/// All names of a module are brought in.
pub struct Glob {
    /// The module.
    pub path: Module,
    /// The line that does it, from 1.
    pub line: usize,
    /// Whether only the tests in the file do.
    pub in_test: bool,
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
                let in_test = in_test || is_for_tests(&item.attrs);
                let is_shown = !matches!(item.vis, Visibility::Inherited);
                for (name, path) in self.brought_in(&item.tree, at, &known) {
                    // Handed on is what a file has in its own folder; who shows another's name knows that other.
                    let handed_on = is_shown && file == at && path.starts_with(file);
                    let line = line_of(item.use_token.span);
                    match name {
                        Some(name) => {
                            known.insert(name.clone(), path.clone());
                            if file == at {
                                self.names.brought_in.insert(name, path.clone());
                            }
                        }
                        None => self.names.globs.push(Glob {
                            path: path.clone(),
                            line,
                            in_test,
                        }),
                    }
                    self.names.named.push(Named {
                        path,
                        line,
                        in_test,
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
                    // A macro that makes modules of names, as the lists of checks and of commands do.
                    if let Item::Macro(list) = item
                        && list.ident.is_none()
                    {
                        self.children(list.mac.tokens.clone(), at, in_test);
                    }
                    self.code(item.to_token_stream(), at, &known, in_test);
                }
            }
        }
    }

    /// What a `use` brings in, each name with the path where it is from; all names of a module have none.
    fn brought_in(
        &self,
        tree: &UseTree,
        at: &[String],
        known: &BTreeMap<String, Module>,
    ) -> Vec<(Option<String>, Module)> {
        let mut leaves = Vec::new();
        flatten(tree, &mut Vec::new(), &mut leaves);
        let found = leaves.into_iter().filter_map(|(mut path, name)| {
            let is_glob = path.last().is_some_and(|last| last == "*");
            if is_glob {
                path.pop();
            }
            let path = self.absolute(&path, at, known)?;
            Some(((!is_glob).then_some(name), path))
        });
        found.collect()
    }

    /// Note a path that code names.
    fn take(&mut self, path: Module, at: proc_macro2::Span, in_test: bool) {
        let line = line_of(at);
        self.names.named.push(Named {
            path,
            line,
            in_test,
            handed_on: false,
        });
    }

    /// The children of `at` among the lone names in `tokens`.
    fn children(&mut self, tokens: TokenStream, at: &[String], in_test: bool) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.children(group.stream(), at, in_test),
                TokenTree::Ident(name) => {
                    let path = [at, &[name.to_string()]].concat();
                    if self.sources.0.contains_key(&path) {
                        self.take(path, name.span(), in_test);
                    }
                }
                _ => {}
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
                TokenTree::Ident(first) if first == "use" => {
                    let rest = tokens[index..].iter();
                    let tree = rest.take_while(|token| !is_sign(token, ';')).cloned();
                    let Ok(tree) = syn::parse2::<UseTree>(tree.collect()) else {
                        continue; // `use<'a>` in a type
                    };
                    for (name, path) in self.brought_in(&tree, at, known) {
                        let line = line_of(first.span());
                        if name.is_none() {
                            self.names.globs.push(Glob {
                                path: path.clone(),
                                line,
                                in_test,
                            });
                        }
                        self.names.named.push(Named {
                            path,
                            line,
                            in_test,
                            handed_on: false,
                        });
                    }
                }
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
                        self.take(path, first.span(), in_test);
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
    let is_colon = |at: usize| tokens.get(at).is_some_and(|token| is_sign(token, ':'));
    is_colon(index) && is_colon(index + 1)
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == sign)
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

/// The paths of the files that are there for tests alone, as the file that declares each says.
pub fn all_tests(sources: &Sources) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (module, source) in &sources.0 {
        for item in &source.syntax.items {
            if let Item::Mod(inner) = item
                && inner.content.is_none()
                && is_for_tests(&inner.attrs)
            {
                let child = [module.as_slice(), &[inner.ident.to_string()]].concat();
                found.extend(sources.0.get(&child).map(|source| source.path.clone()));
            }
        }
    }
    found
}

/// Whether one of `attributes` keeps what is below it for tests, and for nothing else: `#[test]`, `#[cfg(test)]`, or a
/// `cfg` of which `test` is one of all conditions.
pub fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Meta>()
                    .is_ok_and(|condition| asks_for_tests(&condition))
    })
}

fn asks_for_tests(condition: &syn::Meta) -> bool {
    match condition {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => {
            let all = list.parse_args_with(
                syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated,
            );
            all.is_ok_and(|all| all.iter().any(asks_for_tests))
        }
        _ => false,
    }
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
