//! What attributes make of a text on its way into the repository, beyond its line ends: another encoding, an identifier.
//! The other side may write the rule that says so, and then decides what is stored of ours.

use std::path::{Path, PathBuf};

use super::answer::GitError;
use super::attributes::{AttributeRule, Recoded, Recoding};
use super::look::{self, Held};
use super::open::Repository;
use super::parse;

/// A longer file with attributes is not searched, in bytes.
const MAX_LOOK: u64 = 1024 * 1024;

impl Repository {
    /// Those of `paths` that git would store otherwise than they are written, by the attributes in the work tree and those
    /// of the user.
    ///
    /// # Errors
    /// When git can't say.
    pub fn recoded(&self, paths: &[String]) -> Result<Vec<Recoded>, GitError> {
        let names = ["working-tree-encoding", "ident"];
        let sources = self.attribute_sources(paths)?;
        // Everyone pays for a look at a few small files; git is asked only where one of them has a word of it.
        let speaks = |text: &String| names.iter().any(|name| text.contains(name));
        let is_asked = self.config("core.attributesFile")?.is_some();
        if paths.is_empty() || !is_asked && !sources.iter().any(|(_, text)| speaks(text)) {
            return Ok(Vec::new());
        }
        let input: String = paths.iter().map(|path| format!("{path}\0")).collect();
        let mut arguments = vec!["check-attr", "-z", "--stdin"];
        arguments.extend(names);
        let answer = self.git().read(&arguments, input.as_bytes())?;
        if answer.code != Some(0) {
            return Err(answer.failed(&arguments));
        }
        let found = parse::recodings(&answer.stdout).into_iter();
        Ok(found
            .map(|(path, recoding)| Recoded {
                rule: rule(&sources, &recoding),
                path,
                recoding,
            })
            .collect())
    }

    /// The files with attributes that may speak of `paths`: what they are called and what they hold, those that count most
    /// last.
    fn attribute_sources(&self, paths: &[String]) -> Result<Vec<(String, String)>, GitError> {
        let places = self.places();
        let top = places.work_tree.as_deref().unwrap_or(Path::new(""));
        let mut files: Vec<(String, PathBuf)> = Vec::new();
        let mut outside = |path: PathBuf| files.push((path.display().to_string(), path));
        outside(PathBuf::from("/etc/gitattributes"));
        let own = match self.config("core.attributesFile")? {
            Some(own) => match own.strip_prefix("~/") {
                Some(below) => look::home().map(|home| home.join(below)),
                None => Some(top.join(own)),
            },
            None => look::usual_attributes(),
        };
        own.into_iter().for_each(&mut outside);
        let mut folders: Vec<&str> = vec![""];
        for path in paths {
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..=at]));
        }
        folders.sort_unstable();
        folders.dedup();
        for folder in folders {
            let name = format!("{folder}.gitattributes");
            files.push((name.clone(), top.join(name)));
        }
        let info = places.common_folder.join("info/attributes");
        let shown = info.strip_prefix(top).unwrap_or(&info);
        files.push((shown.display().to_string(), info.clone()));
        let read = |(name, path): (String, PathBuf)| Some((name, text(&path)?));
        Ok(files.into_iter().filter_map(read).collect())
    }
}

fn text(path: &Path) -> Option<String> {
    // A link in the work tree may be anybody's.
    if !look::own_type(path)?.is_file() {
        return None;
    }
    match look::read(path, MAX_LOOK)? {
        Held::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Held::TooLong => None,
    }
}

/// The last line of those that count most that speaks of `recoding`.
fn rule(sources: &[(String, String)], recoding: &Recoding) -> Option<AttributeRule> {
    let speaks = |word: &str| {
        let name = word.split('=').next().unwrap_or(word);
        name.trim_start_matches(['-', '!']) == recoding.name()
    };
    sources.iter().rev().find_map(|(source, text)| {
        let lines: Vec<&str> = text.lines().collect();
        let is_it = |line: &&str| !line.starts_with('#') && line.split_whitespace().any(speaks);
        let at = lines.iter().rposition(is_it)?;
        Some(AttributeRule {
            source: source.clone(),
            line: at + 1,
            text: lines[at].trim().to_string(),
        })
    })
}
