//! Which file takes what from which, seen through names that are only handed on; and the circles among them.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, all_tests, names};
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
    let tests = all_tests(sources);
    let mut found = Vec::new();
    for (from, names) in &all {
        let is_test = tests.contains(&sources.0[from].path);
        for named in &names.named {
            let to = home(sources, &all, &named.path, 0);
            if to != *from {
                found.push(Arrow {
                    from: from.clone(),
                    to,
                    path: named.path.clone(),
                    line: named.line,
                    in_test: named.in_test || is_test,
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
    // Not of what is defined here itself, as the forms of an enum.
    let elsewhere = names
        .globs
        .iter()
        .filter(|glob| sources.split(&glob.path).0 != module);
    for glob in elsewhere {
        let target = [glob.path.as_slice(), std::slice::from_ref(name)].concat();
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
    let all = arrows
        .iter()
        .filter(|arrow| !arrow.in_test && !arrow.handed_on);
    for arrow in all {
        after.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let mut found: BTreeSet<Vec<Module>> = BTreeSet::new();
    for (from, reached) in &after {
        for to in reached {
            let is_family = is_child_of(from, to) || is_child_of(to, from);
            // The way back; of a parent and its child another one than the straight one.
            if let Some(mut circle) = way(&after, to, from, is_family) {
                circle.sort_unstable();
                found.insert(circle);
            }
        }
    }
    found.into_iter().collect()
}

fn is_child_of(child: &Module, parent: &Module) -> bool {
    child
        .split_last()
        .is_some_and(|(_, around)| around == parent.as_slice())
}

/// The files on a shortest way, both ends among them; `not_straight` leaves out the one step from end to end.
fn way(
    after: &BTreeMap<&Module, BTreeSet<&Module>>,
    from: &Module,
    to: &Module,
    not_straight: bool,
) -> Option<Vec<Module>> {
    let mut before: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut open = std::collections::VecDeque::from([from]);
    while let Some(here) = open.pop_front() {
        for next in after.get(here).into_iter().flatten().copied() {
            if not_straight && here == from && next == to {
                continue;
            }
            if next == from || before.contains_key(next) {
                continue;
            }
            before.insert(next, here);
            if next == to {
                let steps = std::iter::successors(Some(to), |step| before.get(*step).copied());
                return Some(steps.cloned().collect());
            }
            open.push_back(next);
        }
    }
    None
}
