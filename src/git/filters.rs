//! Files that a filter guards: git calls the user's own programs on their way to the repository (`clean`) and back
//! (`smudge`), as tools that encrypt files have it. libgit2 runs none of them, so the git program is asked.
//!
//! Attributes, which the other side may write, only *name* a filter. What it runs stands in the user's own settings of
//! git, and nowhere else.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use super::answer::GitError;
use super::attributes::{AttributesOf, Filter};
use super::open::Repository;
use super::parse;
use super::remembered::Stored;
use super::values::ObjectId;

impl Repository {
    /// The filters that the user has set up here, by their names.
    ///
    /// # Errors
    /// When there is no git.
    pub fn filters(&self) -> Result<&BTreeMap<String, Filter>, GitError> {
        let known = &self.filtered().set_up;
        if let Some(filters) = known.get() {
            return Ok(filters);
        }
        let answer = self
            .git()
            .read(&["config", "-z", "--get-regexp", r"^filter\."], b"")?;
        let filters = filters(&parse::names(&answer.stdout));
        Ok(known.get_or_init(|| filters))
    }

    /// The filter of each of the files at `paths` that one guards.
    ///
    /// # Errors
    /// When git has to be asked and can't say.
    pub fn guards(
        &self,
        of: AttributesOf<'_>,
        paths: &[&str],
    ) -> Result<BTreeMap<String, String>, GitError> {
        let found = self.conversions(of, paths)?.into_iter();
        Ok(found
            .filter_map(|one| Some((one.path, one.filter?)))
            .collect())
    }

    /// Refuse to go on where the filter called `name`, which guards the file at `path`, would let it pass as it is.
    ///
    /// # Errors
    /// When it is not set up here.
    pub fn require_filter(&self, name: &str, path: &str) -> Result<&Filter, GitError> {
        match self.filters()?.get(name) {
            // Git splits what is said on its command line at the first `=`.
            Some(filter) if filter.cleans && !name.contains('=') => Ok(filter),
            _ => Err(GitError::FilterNotSetUp {
                filter: name.to_string(),
                path: path.to_string(),
            }),
        }
    }

    /// How git is told that a failure of one of these filters is a failure: by itself it takes the bytes as they are, and
    /// what was to be encrypted gets out, or what is encrypted is taken for a text.
    ///
    /// # Errors
    /// When there is no git.
    pub fn strictly(&self, names: &[&str]) -> Result<Vec<String>, GitError> {
        let mut words = Vec::new();
        for name in names {
            let Some(filter) = self.filters()?.get(*name) else {
                continue;
            };
            let mut set = |key: &str| {
                words.push("-c".to_string());
                words.push(format!("filter.{name}.{key}"));
            };
            set("required=true");
            if !filter.smudges {
                set("smudge=cat"); // else it would count as one that fails
            }
        }
        Ok(words)
    }

    /// What the files hold as they lie in the work tree, by their paths and what is stored.
    ///
    /// # Errors
    /// When one is missing, or its filter is not set up here or fails.
    pub fn contents(
        &self,
        of: AttributesOf<'_>,
        files: &[(&str, &ObjectId)],
    ) -> Result<Vec<Vec<u8>>, GitError> {
        let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        let guards = self.guards(of, &paths)?;
        if guards.is_empty() {
            let ids: Vec<&ObjectId> = files.iter().map(|(_, id)| *id).collect();
            return self.blobs(&ids);
        }
        let key = |(path, id): &(&str, &ObjectId)| -> Option<Stored> {
            let filter = guards.get(*path)?;
            Some(((*id).clone(), (*path).to_string(), filter.clone()))
        };
        let mut wanted: Vec<Stored> = files.iter().filter_map(key).collect();
        wanted.retain(|stored| !self.filtered().texts.borrow().contains_key(stored));
        wanted.sort();
        wanted.dedup();
        let read = self.through_filters(of, &wanted)?;
        self.filtered()
            .texts
            .borrow_mut()
            .extend(wanted.into_iter().zip(read));
        let plain: Vec<&ObjectId> = files
            .iter()
            .filter(|(path, _)| !guards.contains_key(*path))
            .map(|(_, id)| *id)
            .collect();
        let mut plain = self.blobs(&plain)?.into_iter();
        let known = self.filtered().texts.borrow();
        let text = |file| match key(file) {
            Some(stored) => known.get(&stored).cloned().unwrap_or_default(),
            None => plain.next().unwrap_or_default(),
        };
        Ok(files.iter().map(text).collect())
    }

    fn through_filters(
        &self,
        of: AttributesOf<'_>,
        wanted: &[Stored],
    ) -> Result<Vec<Vec<u8>>, GitError> {
        let mut names: Vec<&str> = Vec::new();
        for (_, path, name) in wanted {
            if !names.contains(&name.as_str()) {
                self.require_filter(name, path)?;
                names.push(name);
            }
        }
        let strictly = self.strictly(&names)?;
        let (texts, said) = self.smudged(of, wanted, &strictly)?;
        match wanted.get(texts.len()) {
            None => Ok(texts),
            Some((_, path, filter)) => Err(GitError::FilterFailed {
                filter: filter.clone(),
                path: path.clone(),
                said,
            }),
        }
    }

    /// The blobs `wanted` up to the first that can't be read, and what git said. `settings` come first on git's command
    /// line.
    fn smudged(
        &self,
        of: AttributesOf<'_>,
        wanted: &[Stored],
        settings: &[String],
    ) -> Result<(Vec<Vec<u8>>, String), GitError> {
        if wanted.is_empty() {
            return Ok((Vec::new(), String::new()));
        }
        let paths: Vec<&str> = wanted.iter().map(|(_, path, _)| path.as_str()).collect();
        let source = self.source_of(of, &paths)?;
        let mut arguments: Vec<&str> = source.iter().map(String::as_str).collect();
        arguments.extend(settings.iter().map(String::as_str));
        arguments.extend(["cat-file", "--batch", "--filters", "-z"]);
        let mark = mark();
        let ask = |(id, path, _): &Stored| format!("{id} {path}\0{mark}\0");
        let input: String = wanted.iter().map(ask).collect();
        let answer = self.git().read(&arguments, input.as_bytes())?;
        let texts = parse::marked_batch(&answer.stdout, &mark);
        Ok((texts, answer.stderr))
    }

    /// Write what the file at `path` holds as an object, as git would by committing the file; gives its name.
    ///
    /// # Errors
    /// When the filter of the file is not set up here or fails, or the object can't be written.
    pub fn write(
        &self,
        of: AttributesOf<'_>,
        path: &str,
        bytes: &[u8],
    ) -> Result<ObjectId, GitError> {
        let guards = self.guards(of, &[path])?;
        let Some(filter) = guards.get(path) else {
            return self.write_raw(bytes);
        };
        self.require_filter(filter, path)?;
        let (strictly, source) = (self.strictly(&[filter])?, self.source_of(of, &[path])?);
        let place = format!("--path={path}");
        let mut arguments: Vec<&str> = source.iter().map(String::as_str).collect();
        arguments.extend(strictly.iter().map(String::as_str));
        arguments.extend(["hash-object", "-w", "--stdin", &place]);
        let failed = |said: String| GitError::FilterFailed {
            filter: filter.clone(),
            path: path.to_string(),
            said,
        };
        match self.git().run_with(&arguments, bytes) {
            Ok(id) => ObjectId::new(&id).ok_or_else(|| failed(id)),
            Err(GitError::Failed { message, .. }) => Err(failed(message)),
            Err(error) => Err(error),
        }
    }

    /// Try the filter of the file at `path`, there and back, on `bytes`.
    ///
    /// # Errors
    /// When it is not set up here, fails, makes something else of the same text each time, or gives something else back.
    pub fn try_filter(&self, path: &str, bytes: &[u8]) -> Result<(), GitError> {
        let of = AttributesOf::WorkTree;
        let guards = self.guards(of, &[path])?;
        let Some(filter) = guards.get(path) else {
            return Ok(());
        };
        let gives_back = self.require_filter(filter, path)?.smudges;
        let id = self.write(of, path, bytes)?;
        if !self.filtered().steady.borrow().contains(filter) {
            if self.write(of, path, bytes)? != id {
                return Err(GitError::FilterUnsteady {
                    filter: filter.clone(),
                    path: path.to_string(),
                });
            }
            self.filtered().steady.borrow_mut().insert(filter.clone());
        }
        let back = self.contents(of, &[(path, &id)])?.pop().unwrap_or_default();
        // Line ends are git's, as attributes say.
        let plain = |bytes: &[u8]| {
            let bytes = bytes.iter().copied();
            bytes.filter(|byte| *byte != b'\r').collect::<Vec<u8>>()
        };
        match gives_back && plain(&back) != plain(bytes) {
            true => Err(GitError::FilterLossy {
                filter: filter.clone(),
                path: path.to_string(),
            }),
            false => Ok(()),
        }
    }

    /// What blobs of the past hold, each as a file at its path, as well as can be known: filters came and went, and what a
    /// filter can't read it may never have written.
    pub(super) fn past_texts(
        &self,
        files: &BTreeMap<&ObjectId, String>,
    ) -> Result<HashMap<ObjectId, Vec<u8>>, GitError> {
        let ids: Vec<&ObjectId> = files.keys().copied().collect();
        let raw = ids.iter().copied().cloned().zip(self.blobs(&ids)?);
        let mut texts: HashMap<ObjectId, Vec<u8>> = raw.collect();
        let paths: Vec<&str> = files.values().map(String::as_str).collect();
        let guards = self.guards(AttributesOf::WorkTree, &paths)?;
        let mut names: Vec<&String> = guards.values().collect();
        names.sort();
        names.dedup();
        let lenient = names.iter().flat_map(|name| {
            let setting = format!("filter.{name}.required=false");
            ["-c".to_string(), setting]
        });
        let lenient: Vec<String> = lenient.collect();
        // One that begins as meetings do was stored in plain.
        let is_plain = |id: &ObjectId| texts.get(id).is_some_and(|text| text.starts_with(b"---\n"));
        let wanted: Vec<Stored> = files
            .iter()
            .filter(|(id, _)| !is_plain(id))
            .filter_map(|(id, path)| Some(((*id).clone(), path.clone(), guards.get(path)?.clone())))
            .collect();
        let (read, _) = self.smudged(AttributesOf::WorkTree, &wanted, &lenient)?;
        let read = wanted.into_iter().zip(read);
        texts.extend(read.map(|((id, ..), text)| (id, text)));
        Ok(texts)
    }

    /// Write `bytes` as an object, as they are; gives its name.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write_raw(&self, bytes: &[u8]) -> Result<ObjectId, GitError> {
        let arguments = ["hash-object", "-w", "--no-filters", "--stdin"];
        let answer = self.git().run_with(&arguments, bytes)?;
        ObjectId::new(&answer).ok_or(GitError::Failed {
            command: "hash-object".to_string(),
            code: Some(0),
            message: answer,
        })
    }
}

/// The filters in the settings that git lists, each as `KEY<line feed>VALUE`.
fn filters(settings: &[String]) -> BTreeMap<String, Filter> {
    let mut found: BTreeMap<String, Filter> = BTreeMap::new();
    for setting in settings {
        let (key, value) = setting.split_once('\n').unwrap_or((setting, ""));
        let name = key
            .strip_prefix("filter.")
            .and_then(|key| key.rsplit_once('.'));
        let Some((name, what)) = name else {
            continue;
        };
        let filter = found.entry(name.to_string()).or_default();
        // The last one counts, and an empty one is none.
        match what {
            "clean" => filter.cleans = !value.is_empty(),
            "smudge" => filter.smudges = !value.is_empty(),
            "process" => filter.is_process = !value.is_empty(),
            _ => {}
        }
    }
    for filter in found.values_mut().filter(|filter| filter.is_process) {
        (filter.cleans, filter.smudges) = (true, true);
    }
    found
}

/// What stands between two files in an answer of git, and in no file: nobody knows it beforehand. The head of each
/// has the length of what is stored, which says nothing of the length of what a filter made of it.
fn mark() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("oneonone-{:016x}{:016x}", part(), part())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_as_they_are_set_up() {
        let settings = [
            "filter.lfs.clean\ngit-lfs clean -- %f",
            "filter.lfs.smudge\ngit-lfs smudge -- %f",
            "filter.a.b.process\nx",
            "filter.taken-back.clean\nx",
            "filter.taken-back.clean\n",
            "filter.strip.clean\nsed",
            "filter.none.required",
        ]
        .map(str::to_string);
        let found = filters(&settings);
        let told = |name: &str| {
            found
                .get(name)
                .map(|filter| (filter.cleans, filter.smudges))
        };
        assert_eq!(told("lfs"), Some((true, true)));
        assert_eq!(told("a.b"), Some((true, true)));
        assert_eq!(told("taken-back"), Some((false, false)));
        assert_eq!(told("strip"), Some((true, false)));
        assert_eq!(told("none"), Some((false, false)));
        assert_eq!(told("crypt"), None);
    }
}
