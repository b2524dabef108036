#![expect(
    clippy::disallowed_methods,
    reason = "a sync has refused a clone that is locked before it asks for this"
)]
//! The files of a commit, and the notebook that they make.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::error::SyncError;
use super::place::{OwnFile, SharedNotebook, own_file};
use crate::change::Template;
use crate::git::{AttributesOf, Head, ObjectId, Repository, TreeEntry, is_attributes_file};
use crate::markdown::decode;
use crate::meeting::{LeftOut, MeetingText, Settings};
use crate::merge::NotebookVersion;
use crate::notebook::{CONFIGURATION_FILE, find_template, parse_configuration};
use crate::text::{StandIn, stand_in};

/// The files of a commit, by their paths.
#[derive(Default)]
pub struct Snapshot {
    /// The commit; none where there are no files.
    commit: Option<ObjectId>,
    entries: BTreeMap<String, TreeEntry>,
    /// Its files with attributes.
    attributes: Vec<TreeEntry>,
    /// The filters of the files that one guards; asked for once.
    guards: OnceCell<BTreeMap<String, String>>,
}

impl Snapshot {
    /// The files of `commit`, which may be a tree.
    pub fn of(repository: &Repository, commit: &ObjectId) -> Result<Snapshot, SyncError> {
        let entries = repository.tree(commit)?;
        let attributes = entries.iter().filter(|entry| is_attributes_file(entry));
        Ok(Snapshot {
            commit: Some(commit.clone()),
            attributes: attributes.cloned().collect(),
            entries: entries.into_iter().map(|e| (e.path.clone(), e)).collect(),
            guards: OnceCell::new(),
        })
    }

    /// The files of `commit`, if there is one; else none.
    pub fn of_any(
        repository: &Repository,
        commit: Option<&ObjectId>,
    ) -> Result<Snapshot, SyncError> {
        match commit {
            Some(commit) => Snapshot::of(repository, commit),
            None => Ok(Snapshot::default()),
        }
    }

    /// The files of the last commit; none before the first.
    pub fn of_head(repository: &Repository) -> Result<Snapshot, SyncError> {
        match repository.head()? {
            Head::Branch { commit, .. } => Snapshot::of_any(repository, commit.as_ref()),
            Head::Detached => Ok(Snapshot::default()),
        }
    }

    /// Whose files these are.
    pub fn commit(&self) -> Option<&ObjectId> {
        self.commit.as_ref()
    }

    /// The filter of each of its files that one guards, by their paths.
    pub fn guards(&self, repository: &Repository) -> Result<&BTreeMap<String, String>, SyncError> {
        if let Some(known) = self.guards.get() {
            return Ok(known);
        }
        let paths: Vec<&str> = self.entries.keys().map(String::as_str).collect();
        let guards = repository.guards(self.attributes(), &paths)?;
        Ok(self.guards.get_or_init(|| guards))
    }

    /// The attributes of its files: each commit is read by its own, so that what was stored in plain before the two
    /// began to encrypt is read in plain.
    pub fn attributes(&self) -> AttributesOf<'_> {
        match &self.commit {
            Some(commit) => AttributesOf::Version(commit, &self.attributes),
            None => AttributesOf::WorkTree,
        }
    }

    /// What files of it hold, as they lie in the work tree.
    pub fn contents(
        &self,
        repository: &Repository,
        entries: &[&TreeEntry],
    ) -> Result<Vec<Vec<u8>>, SyncError> {
        let files = entries.iter().map(|entry| (entry.path.as_str(), &entry.id));
        let files: Vec<(&str, &ObjectId)> = files.collect();
        Ok(repository.contents(self.attributes(), &files)?)
    }

    /// The file at `path`.
    pub fn entry(&self, path: &str) -> Option<&TreeEntry> {
        self.entries.get(path)
    }

    /// The paths of its files that are not so in `other`.
    pub fn paths_that_differ(&self, other: &Snapshot) -> BTreeSet<String> {
        let entries = self.entries.values();
        entries
            .filter(|entry| other.entry(&entry.path) != Some(entry))
            .map(|entry| entry.path.clone())
            .collect()
    }

    /// The paths of the files in which the two differ.
    pub fn differing(&self, other: &Snapshot) -> BTreeSet<String> {
        let mut paths = self.paths_that_differ(other);
        paths.append(&mut other.paths_that_differ(self));
        paths
    }

    /// The folders of its notebooks: empty, or ended by `/`.
    pub fn prefixes(&self) -> Vec<String> {
        let folders = self.entries.values().filter(|entry| entry.is_file());
        folders
            .filter_map(|entry| entry.path.strip_suffix(CONFIGURATION_FILE))
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .map(str::to_string)
            .collect()
    }

    /// The meetings of the notebook at `prefix`, by their dates.
    pub fn meetings(&self, prefix: &str) -> BTreeMap<NaiveDate, &TreeEntry> {
        let folder = format!("{prefix}meetings/");
        let below = self.entries.range(folder.clone()..);
        below
            .take_while(|(path, _)| path.starts_with(&folder))
            .filter(|(_, entry)| entry.is_file())
            .filter_map(|(path, entry)| match own_file(prefix, path)? {
                OwnFile::Meeting(date) => Some((date, entry)),
                OwnFile::Other => None,
            })
            .collect()
    }

    /// The texts of the meetings at `prefix` on the dates that are `wanted`.
    pub fn texts(
        &self,
        repository: &Repository,
        prefix: &str,
        wanted: &dyn Fn(NaiveDate) -> bool,
    ) -> Result<Vec<MeetingText>, SyncError> {
        let mut meetings = self.meetings(prefix);
        meetings.retain(|date, _| wanted(*date));
        let entries: Vec<&TreeEntry> = meetings.values().copied().collect();
        let blobs = self.contents(repository, &entries)?;
        let texts = meetings.keys().zip(blobs);
        // What stands for a text, such as a pointer to it, is not taken for a meeting without items.
        let texts = texts.filter(|(_, bytes)| stand_in(bytes).is_none());
        Ok(texts.map(|(date, bytes)| text(*date, bytes)).collect())
    }

    /// The notebook at `prefix`; `None` where there is none. Settings that can't be read are an error, unless there are
    /// others `instead`.
    pub fn notebook(
        &self,
        repository: &Repository,
        prefix: &str,
        side: &'static str,
        instead: Option<&Settings>,
    ) -> Result<Option<NotebookVersion>, SyncError> {
        let path = format!("{prefix}{CONFIGURATION_FILE}");
        let Some(entry) = self.entry(&path).filter(|entry| entry.is_file()) else {
            return Ok(None);
        };
        let bytes = self.file(repository, entry)?;
        let settings = match (
            parse_configuration(&String::from_utf8_lossy(&bytes)),
            instead,
        ) {
            (Ok(read), _) => match read.newer_format {
                Some(format) => return Err(SyncError::NewerFormat { path, format }),
                None => read.settings,
            },
            (Err(_), Some(settings)) => settings.clone(),
            (Err(error), None) => {
                let message = error.to_string();
                return Err(SyncError::Settings {
                    path,
                    side,
                    message,
                });
            }
        };
        let name = &settings.template;
        let own = self.entry(&format!("{prefix}templates/{name}.md"));
        let template = match own.filter(|entry| entry.is_file()) {
            Some(entry) => Template {
                name: name.clone(),
                origin: format!("templates/{name}.md"),
                text: String::from_utf8_lossy(&self.file(repository, entry)?).into_owned(),
            },
            None => built_in(&settings),
        };
        let texts = self.texts(repository, prefix, &|_| true)?;
        Ok(Some(NotebookVersion::new(settings, template, texts)))
    }

    /// Refuse to merge a version in which something stands for the text of a meeting: what it would be is not known.
    pub fn require_texts(&self, repository: &Repository, prefix: &str) -> Result<(), SyncError> {
        let entries: Vec<&TreeEntry> = self.meetings(prefix).into_values().collect();
        let texts = self.contents(repository, &entries)?;
        let found = |(entry, text): (&&TreeEntry, &Vec<u8>)| -> Option<(String, StandIn)> {
            Some((entry.path.clone(), stand_in(text)?))
        };
        match entries.iter().zip(&texts).find_map(found) {
            Some((path, what)) => Err(SyncError::StandIn { path, what }),
            None => Ok(()),
        }
    }

    /// Refuse a commit of the other side that changes `ours` so that the notebook at `prefix` could not be opened here.
    /// One that is gone with all its meetings was moved or given up.
    pub fn require_settings(
        &self,
        repository: &Repository,
        prefix: &str,
        ours: &Snapshot,
    ) -> Result<(), SyncError> {
        let path = format!("{prefix}{CONFIGURATION_FILE}");
        if self.entry(&path) == ours.entry(&path) {
            return Ok(());
        }
        let refused = |message: &str| SyncError::Settings {
            path: path.clone(),
            side: "they",
            message: message.to_string(),
        };
        match self.entry(&path) {
            Some(entry) if !entry.is_file() => Err(refused("it is no longer a file of its own")),
            None if !self.meetings(prefix).is_empty() => Err(refused("it is gone")),
            None => Ok(()),
            Some(entry) => {
                let bytes = self.file(repository, entry)?;
                match parse_configuration(&String::from_utf8_lossy(&bytes)) {
                    Err(error) => Err(refused(&error.to_string())),
                    Ok(_) => Ok(()),
                }
            }
        }
    }

    fn file(&self, repository: &Repository, entry: &TreeEntry) -> Result<Vec<u8>, SyncError> {
        Ok(self
            .contents(repository, &[entry])?
            .pop()
            .unwrap_or_default())
    }
}

/// The notebook as it lies on the disk.
pub fn on_disk(shared: &SharedNotebook) -> Result<NotebookVersion, SyncError> {
    let notebook = &shared.notebook;
    let settings = notebook.settings().clone();
    // A template that can't be used is no reason not to share: it only says what an agenda began as.
    let own = find_template(notebook, &settings.template).ok().flatten();
    let (meetings, left_out) = notebook.texts()?;
    refuse_left_out(shared, &left_out)?;
    let template = own.unwrap_or_else(|| built_in(&settings));
    Ok(NotebookVersion::new(settings, template, meetings))
}

/// Stop where a meeting can't be read: what a file service took away would be shared as deleted, and what nobody can read
/// may hold open items.
pub fn refuse_left_out(shared: &SharedNotebook, left_out: &[LeftOut]) -> Result<(), SyncError> {
    match left_out.iter().find(|left| left.may_hold_items()) {
        None => Ok(()),
        Some(left) => Err(SyncError::LeftOut {
            path: format!("{}{}", shared.prefix, left.path),
            why: left.why.clone(),
            help: left.help.clone(),
        }),
    }
}

/// The text of a meeting.
pub fn text(date: NaiveDate, bytes: Vec<u8>) -> MeetingText {
    let (source, damage) = decode(bytes);
    MeetingText {
        date,
        source,
        damage,
    }
}

fn built_in(settings: &Settings) -> Template {
    let name = &settings.template;
    Template::built_in(name, settings.vocabulary.language()).unwrap_or(Template {
        name: name.clone(),
        origin: "nowhere".to_string(),
        text: String::new(),
    })
}
