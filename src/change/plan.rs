//! What a command would do, as a value: shown as a diff, written down for the way back, or applied as it stands.

use super::file_change::FileChange;

/// What a command would change, in the order in which it must happen, and what it says when that is done.
///
/// Made without touching anything; `--dry-run` shows it, the journal records it and the notebook applies it, so a
/// preview is the thing itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan<T = ()> {
    changes: Vec<FileChange>,
    /// What there is to say of it.
    pub news: T,
}

impl FromIterator<FileChange> for Plan {
    fn from_iter<I: IntoIterator<Item = FileChange>>(changes: I) -> Self {
        let mut plan = Plan::default();
        for change in changes {
            plan.push(change);
        }
        plan
    }
}

impl From<FileChange> for Plan {
    fn from(change: FileChange) -> Self {
        Plan::from_iter([change])
    }
}

impl<T> Plan<T> {
    /// Add `change` after the others; one that changes nothing is left out.
    pub fn push(&mut self, change: FileChange) {
        let is_nothing = matches!(&change, FileChange::Edit { text, .. } if text.is_unchanged());
        if !is_nothing {
            self.changes.push(change);
        }
    }

    /// The changes in order.
    pub fn changes(&self) -> &[FileChange] {
        &self.changes
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// All changes as one unified diff.
    pub fn diff(&self) -> String {
        self.changes.iter().map(FileChange::diff).collect()
    }

    /// The files that are changed and there then.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let stays = |change: &&FileChange| !matches!(change, FileChange::Remove { .. });
        self.changes.iter().filter(stays).map(FileChange::path)
    }

    /// The names of files that were not there before.
    pub fn new_names(&self) -> impl Iterator<Item = &str> {
        let is_new = |change: &&FileChange| {
            matches!(
                change,
                FileChange::Create { .. } | FileChange::Rename { .. }
            )
        };
        self.changes.iter().filter(is_new).map(FileChange::path)
    }

    /// The text with which the file at `path` is made, if it is.
    pub fn made(&self, path: &str) -> Option<&str> {
        self.changes.iter().find_map(|change| match change {
            FileChange::Create {
                path: made, text, ..
            } if made == path => Some(text.as_str()),
            _ => None,
        })
    }

    /// What the file at `path` holds when all is done; `None` where it is not changed, or gone then.
    pub fn text_after(&self, path: &str) -> Option<String> {
        let last = self.changes.iter().rfind(|change| change.is_of(path))?;
        match last {
            FileChange::Create { text, .. } => Some(text.clone()),
            FileChange::Edit { text, .. } => Some(text.after()),
            FileChange::Rename { to, text, .. } => (to == path).then(|| text.clone()),
            FileChange::Remove { .. } => None,
        }
    }

    /// The same changes with other news.
    pub fn map<U>(self, news: impl FnOnce(T) -> U) -> Plan<U> {
        Plan {
            changes: self.changes,
            news: news(self.news),
        }
    }

    /// This plan and `second`, which was made for the files as they are when this one is done, as one plan.
    ///
    /// A file that both edit is edited once, where `second` does it. What only this one changes stands in front.
    pub fn then<U>(self, second: Plan<U>) -> Plan<(T, U)> {
        let mut later = second.changes;
        let mut plan = Plan {
            changes: Vec::new(),
            news: (self.news, second.news),
        };
        let mut first = self.changes.into_iter();
        while let Some(change) = first.next() {
            let is_same = |other: &&mut FileChange| other.is_of(change.path());
            let is_last = !first
                .as_slice()
                .iter()
                .any(|other| other.is_of(change.path()));
            let again = later.iter_mut().find(is_same).filter(|_| is_last);
            match again.and_then(|again| Some((joined(&change, again)?, again))) {
                Some((both, again)) => *again = both,
                None => plan.changes.push(change),
            }
        }
        for change in later {
            plan.push(change);
        }
        plan
    }
}

/// `later`, an edit of what `first` leaves in the file, and that as one change; `None` where they are not such.
fn joined(first: &FileChange, later: &FileChange) -> Option<FileChange> {
    let FileChange::Edit { path, text: edited } = later else {
        return None;
    };
    match first {
        FileChange::Create { text, blank, .. } if text == edited.before() => {
            Some(FileChange::Create {
                path: path.clone(),
                text: edited.after(),
                blank: blank.clone(),
            })
        }
        FileChange::Edit { text, .. } if text.after() == edited.before() => {
            let text = text.clone().then(edited.edits()).ok()?;
            Some(FileChange::Edit {
                path: path.clone(),
                text,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::testing::{Texts, after, date, texts};
    use crate::text::{EditedText, TextEdit};

    const NAMES: [&str; 2] = ["meetings/2026-11-17.md", "meetings/2026-11-24.md"];

    fn text_of<'t>(files: &'t Texts, name: &str) -> Option<&'t String> {
        files.get(&date(&name["meetings/".len()..name.len() - ".md".len()]))
    }

    /// Every change that `files` allow.
    fn possible(files: &Texts) -> Vec<FileChange> {
        let mut changes = Vec::new();
        for (name, other) in [(NAMES[0], NAMES[1]), (NAMES[1], NAMES[0])] {
            let path = name.to_string();
            let Some(text) = text_of(files, name).cloned() else {
                changes.push(FileChange::create(path, "new"));
                continue;
            };
            for edit in [
                TextEdit::insert(0, "x"),
                TextEdit::insert(text.len(), "y"),
                TextEdit::replace(&text, (0..text.len()).into(), ""),
            ] {
                let text = EditedText::new(text.as_str(), &[edit]).expect("it fits");
                let path = path.clone();
                changes.push(FileChange::Edit { path, text });
            }
            if text_of(files, other).is_none() {
                let (from, to) = (path.clone(), other.to_string());
                let text = text.clone();
                changes.push(FileChange::Rename { from, to, text });
            }
            let blank = None;
            changes.push(FileChange::Remove { path, text, blank });
        }
        changes
    }

    /// Every plan of two changes at most for `files`, with what they are then.
    fn plans(files: &Texts) -> Vec<(Plan, Texts)> {
        let mut plans = vec![(Plan::default(), files.clone())];
        for one in possible(files) {
            let one = Plan::from(one);
            let then = after(files, &one);
            plans.extend(possible(&then).into_iter().map(|two| {
                let mut both = one.clone();
                both.push(two);
                let then = after(files, &both);
                (both, then)
            }));
            plans.push((one, then));
        }
        plans
    }

    #[test]
    fn one_plan_and_then_another_is_one_plan_that_does_both() {
        let files = texts(&[("2026-11-17", "1")]);
        let mut joined = 0;
        for (first, between) in plans(&files) {
            for (second, then) in plans(&between) {
                let both = first.clone().then(second.clone());
                assert_eq!(after(&files, &both), then, "{first:?} {second:?}");
                let apart = first.changes.len() + second.changes.len();
                joined += usize::from(both.changes.len() < apart);
                for name in NAMES {
                    let is_touched = both.changes().iter().any(|change| change.is_of(name));
                    let expected = text_of(&then, name).filter(|_| is_touched);
                    assert_eq!(both.text_after(name).as_ref(), expected, "{both:?}");
                }
            }
        }
        assert!(joined > 0);
    }

    #[test]
    fn an_edit_does_not_pass_what_the_same_plan_does_to_the_file_later() {
        let [name, other] = NAMES.map(str::to_string);
        let edit = |before: &str, after: &str| FileChange::Edit {
            path: name.clone(),
            text: EditedText::between(before, after),
        };
        let rename = |from: &String, to: &String| FileChange::Rename {
            from: from.clone(),
            to: to.clone(),
            text: "2".to_string(),
        };
        let away_and_back = [rename(&name, &other), rename(&other, &name)];
        let first = Plan::from_iter([edit("1", "2")].into_iter().chain(away_and_back));
        let both = first.then(Plan::from(edit("2", "3")));
        let files = texts(&[("2026-11-17", "1")]);
        assert_eq!(after(&files, &both), texts(&[("2026-11-17", "3")]));
    }

    #[test]
    fn a_file_that_both_edit_is_edited_once_where_the_second_does_it() {
        let edit = |path: &str, before: &str, after: &str| FileChange::Edit {
            path: path.to_string(),
            text: EditedText::between(before, after),
        };
        let first = Plan::from_iter([edit("agenda", "one two", "One two"), edit("old", "a", "b")]);
        let second = Plan::from_iter([
            edit("agenda", "One two", "One Two"),
            edit("other", "a", "b"),
        ]);
        let both = first.then(second);
        let paths: Vec<&str> = both.changes().iter().map(FileChange::path).collect();
        assert_eq!(paths, ["old", "agenda", "other"]);
        let FileChange::Edit { text, .. } = &both.changes()[1] else {
            panic!("{both:?}");
        };
        assert_eq!((text.before(), text.edits().len()), ("one two", 2));
        // What was made, and what came from the template, stays known.
        let made = Plan::from(FileChange::Create {
            path: "agenda".to_string(),
            text: "one".to_string(),
            blank: Some("blank".to_string()),
        });
        let made = made.then(Plan::from(edit("agenda", "one", "one two")));
        assert_eq!(made.made("agenda"), Some("one two"));
        assert!(
            matches!(made.changes(), [FileChange::Create { blank: Some(blank), .. }] if blank == "blank")
        );
    }
}
