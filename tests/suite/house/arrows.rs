//! Which file takes what from which, seen through names that are only handed on; and the circles among them.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, names};
use super::sources::{Module, Sources};

/// One file takes a name from another.
pub struct Arrow {
    /// The file that names, by its module.
    pub from: Module,
    /// The file that defines what is named, by its module.
    pub to: Module,
    /// The path that is named.
    pub path: Module,
    /// The line that names it, from 1.
    pub line: usize,
    /// Whether only the tests in the file do.
    pub in_test: bool,
    /// Whether the name is only handed on.
    pub handed_on: bool,
}

/// All arrows among `sources`.
pub fn arrows(sources: &Sources) -> Vec<Arrow> {
    let all: BTreeMap<Module, Names> = sources
        .0
        .iter()
        .map(|(module, source)| (module.clone(), names(sources, module, source)))
        .collect();
    let mut found = Vec::new();
    for (from, names) in &all {
        for named in &names.named {
            let to = home(sources, &all, &named.path, 0);
            if to != *from {
                found.push(Arrow {
                    from: from.clone(),
                    to,
                    path: named.path.clone(),
                    line: named.line,
                    in_test: named.in_test,
                    handed_on: named.handed_on,
                });
            }
        }
    }
    found
}

/// The module in whose file the thing at `path` is defined.
fn home(sources: &Sources, all: &BTreeMap<Module, Names>, path: &[String], depth: usize) -> Module {
    assert!(
        depth < 20,
        "names that are handed on in a circle: {}",
        path.join("::")
    );
    let (module, rest) = sources.split(path);
    // A module and what it hands on may have one name; then what is handed on is meant.
    let (module, rest) = match (rest, module.split_last()) {
        ([], Some((last, parent))) if hands_on(&all[parent], last) => {
            (parent, std::slice::from_ref(last))
        }
        _ => (module, rest),
    };
    let Some(name) = rest.first() else {
        return module.to_vec();
    };
    let names = &all[module];
    if names.defined.contains(name) {
        return module.to_vec();
    }
    if let Some(target) = names.brought_in.get(name) {
        return home(sources, all, target, depth + 1);
    }
    for glob in &names.globs {
        let target = [glob.as_slice(), std::slice::from_ref(name)].concat();
        let at = home(sources, all, &target, depth + 1);
        if all[&at].defined.contains(name) {
            return at;
        }
    }
    module.to_vec()
}

/// Whether a module of this name stands beside something of the same name that is handed on from elsewhere.
fn hands_on(names: &Names, name: &str) -> bool {
    names
        .brought_in
        .get(name)
        .is_some_and(|target| target.len() > 1 && target.last().is_some_and(|last| last == name))
}

/// The circles of files, each as the modules in it. A parent and its own child may know each other; tests, and names
/// that are only handed on, make no circle.
pub fn circles(arrows: &[Arrow]) -> Vec<Vec<Module>> {
    let mut after: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
    for arrow in arrows
        .iter()
        .filter(|arrow| !arrow.in_test && !arrow.handed_on)
    {
        after.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let knows =
        |from: &Module, to: &Module| after.get(from).is_some_and(|reached| reached.contains(to));
    let mut kept = after.clone();
    for (from, reached) in &mut kept {
        reached.retain(|to| {
            let is_parent = from
                .split_last()
                .is_some_and(|(_, parent)| parent == to.as_slice());
            !(is_parent && knows(to, from))
        });
    }
    strong_components(&kept)
}

/// The sets of two nodes and more that all reach one another.
fn strong_components(after: &BTreeMap<&Module, BTreeSet<&Module>>) -> Vec<Vec<Module>> {
    let reach = |start: &Module| {
        let mut seen: BTreeSet<&Module> = BTreeSet::new();
        let mut open: Vec<&Module> = after.get(start).into_iter().flatten().copied().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(after.get(next).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        after.keys().map(|node| (*node, reach(node))).collect();
    let mut done: BTreeSet<&Module> = BTreeSet::new();
    let mut found = Vec::new();
    for (node, seen) in &reached {
        if done.contains(node) || !seen.contains(node) {
            continue;
        }
        let circle: Vec<Module> = seen
            .iter()
            .filter(|other| reached.get(*other).is_some_and(|back| back.contains(node)))
            .map(|other| (*other).clone())
            .collect();
        done.extend(reached.keys().filter(|other| circle.contains(other)));
        found.push(circle);
    }
    found
}
