#![expect(
    clippy::disallowed_methods,
    reason = "the shell asks for completions before any argument is read"
)]
//! What the shell offers while one types: people, items, dates and sections of the notebooks in front of the user.
//!
//! A completion never fails and never says anything: where nothing can be read, nothing is offered. What of this a shell
//! gets is decided in `shells.rs`.

use clap_complete::CompletionCandidate;

use crate::change::Template;
use crate::git::user_email;
use crate::markdown::{Wanted, unmarked};
use crate::meeting::{ItemSelection, Person, Role, Side, Skimmed, list, references, weekday_date};
use crate::notebook::{Notebook, Threads, discover, template_names};
use crate::practice::checks::all;
use crate::sharing::read_series;
use crate::text::is_plain_word;

/// More than these help nobody.
const MOST: usize = 200;

fn notebooks() -> Vec<Notebook> {
    let Ok(folder) = std::env::current_dir() else {
        return Vec::new();
    };
    discover(&folder)
        .iter()
        .filter_map(|path| Notebook::open(path).ok())
        .collect()
}

fn candidate(value: impl Into<String>, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value.into()).help(Some(help.to_string().into()))
}

/// The people one meets: by the name of the folder, or by handle where a shell would not take that as one plain word.
pub fn people() -> Vec<CompletionCandidate> {
    notebooks()
        .iter()
        .map(|notebook| {
            let pair = &notebook.settings().pair;
            let name = match is_plain_word(notebook.name()) {
                true => notebook.name().to_string(),
                false => other_one(notebook).handle.to_string(),
            };
            let help = format!("{} and {}", pair.ic.name, pair.manager.name);
            candidate(name, &help)
        })
        .collect()
}

/// The one whom the user meets: by git's address, else the IC, as where a name is looked up.
fn other_one(notebook: &Notebook) -> &Person {
    let pair = &notebook.settings().pair;
    let me = user_email(notebook.root()).and_then(|email| pair.side_of_email(&email));
    pair.person(me.map_or(Side::Ic, Side::other))
}

/// The handles of all participants.
pub fn handles() -> Vec<CompletionCandidate> {
    let mut found: Vec<(String, String)> = Vec::new();
    for notebook in notebooks() {
        let pair = &notebook.settings().pair;
        for person in [&pair.manager, &pair.ic] {
            found.push((person.handle.to_string(), person.name.clone()));
        }
    }
    found.sort();
    found.dedup();
    found
        .into_iter()
        .map(|(handle, name)| candidate(handle, &name))
        .collect()
}

/// The references of open items, with their titles.
pub fn open_items() -> Vec<CompletionCandidate> {
    let mut items = Vec::new();
    for notebook in notebooks() {
        let Ok((series, _)) = read_series(&notebook, Wanted::Open, Threads::Many) else {
            continue;
        };
        items.extend(list(series.meetings(), ItemSelection::Open));
    }
    let names = references(&items.iter().map(|item| item.hash).collect::<Vec<_>>());
    items
        .iter()
        .zip(names)
        .take(MOST)
        .map(|(item, name)| candidate(name, &unmarked(&item.title)))
        .collect()
}

/// The dates of meetings, the newest first.
pub fn dates() -> Vec<CompletionCandidate> {
    let mut dates = Vec::new();
    for notebook in notebooks() {
        let Ok((series, _)) = read_series(&notebook, Wanted::Open, Threads::Many) else {
            continue;
        };
        dates.extend(series.meetings().iter().map(Skimmed::date));
    }
    dates.sort_unstable();
    dates.dedup();
    dates
        .iter()
        .rev()
        .take(MOST)
        .map(|date| candidate(date.to_string(), &weekday_date(*date)))
        .collect()
}

/// The names of roles.
pub fn sections() -> Vec<CompletionCandidate> {
    Role::ALL
        .iter()
        .map(|role| candidate(role.word(), role.title()))
        .collect()
}

/// The templates: the pairs' own and the built-in ones.
pub fn templates() -> Vec<CompletionCandidate> {
    let mut own: Vec<String> = notebooks().iter().flat_map(template_names).collect();
    own.sort();
    own.dedup();
    let built_in = Template::built_in_names().filter(|name| !own.iter().any(|own| own == name));
    let built_in = built_in.map(|name| candidate(name, "built in"));
    let own_ones = own.iter().take(MOST).map(|name| candidate(name, "own"));
    own_ones.chain(built_in).collect()
}

/// The codes of all checks.
pub fn checks() -> Vec<CompletionCandidate> {
    all()
        .map(|check| candidate(check.rule.code(), check.speaks))
        .collect()
}
