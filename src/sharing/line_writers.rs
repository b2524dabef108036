//! Who wrote which line of some meetings, from git's history.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::git::{LineWriter, line_writers};
use crate::meeting::Side;
use crate::notebook::{MEETINGS_FOLDER, Notebook, is_there};
use crate::practice::{Authorship, Page, Writers};

/// Who wrote the lines of `pages`, meetings of `notebook`. What is not committed is `me`'s, the user's, as of `now`.
/// Nothing is known where git knows nothing.
pub fn writers<'a>(
    notebook: &Notebook,
    me: Option<Side>,
    now: NaiveDateTime,
    pages: impl IntoIterator<Item = &'a Page>,
) -> Writers {
    let mut writers = Writers::default();
    let pages: BTreeMap<String, &Page> = pages
        .into_iter()
        .map(|page| (format!("{}.md", page.date()), page))
        .collect();
    let texts: BTreeMap<String, &str> = pages
        .iter()
        .map(|(name, page)| (name.clone(), page.meeting().source()))
        .collect();
    let folder = notebook.root().join(MEETINGS_FOLDER);
    if is_there(&folder.join(".git")) {
        return writers; // another repository, which has nothing to do with the notebook
    }
    let Some(found) = line_writers(&folder, &texts) else {
        return writers;
    };
    let pair = &notebook.settings().pair;
    let written = |writer: LineWriter| match writer {
        LineWriter::Committed { email, at } => Authorship {
            side: pair.side_of_email(&email),
            at,
        },
        LineWriter::Uncommitted => Authorship { side: me, at: now },
    };
    for (name, lines) in found {
        if let Some(page) = pages.get(&name) {
            let lines = lines.into_iter().map(|line| line.map(written));
            writers.add(page.date(), lines.collect());
        }
    }
    writers
}
