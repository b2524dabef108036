//! What attributes make of a text on its way into the repository, beyond its line ends: another encoding, an identifier.
//! The other side may write the rule that says so, and then decides what is stored of ours.

use std::path::{Path, PathBuf};

use super::answer::GitError;
use super::attributes::{
    ATTRIBUTES_FILE, AttributeRule, AttributesOf, Conversion, Recoded, Recoding,
};
use super::conversions::{MAX_LOOK, folders};
use super::disk::{self, Held};
use super::open::Repository;

impl Repository {
    /// Those of `paths` that git would store otherwise than they are written, by the attributes in the work tree and those
    /// of the user.
    ///
    /// # Errors
    /// When git can't say.
    pub fn recoded(&self, paths: &[String]) -> Result<Vec<Recoded>, GitError> {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let found = self.conversions(AttributesOf::WorkTree, &paths)?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let sources = self.attribute_sources(&paths);
        let recoded = |one: Conversion| {
            let encoding = one.encoding.map(Recoding::Encoding);
            let recoding = encoding.or(one.has_ident.then_some(Recoding::Ident))?;
            Some(Recoded {
                rule: rule(&sources, &recoding),
                path: one.path,
                recoding,
            })
        };
        Ok(found.into_iter().filter_map(recoded).collect())
    }

    /// The files with attributes that may speak of `paths`: what they are called and what they hold, those that count most
    /// last.
    fn attribute_sources(&self, paths: &[&str]) -> Vec<(String, String)> {
        let places = self.places();
        let top = places.work_tree.as_deref().unwrap_or(Path::new(""));
        let below = folders(paths)
            .into_iter()
            .map(|folder| top.join(folder).join(ATTRIBUTES_FILE));
        let files = self.attribute_files_of_the_user().into_iter().chain(below);
        let files = files.chain([self.attribute_file_of_the_clone()]);
        let read = |path: PathBuf| {
            let shown = path.strip_prefix(top).unwrap_or(&path);
            Some((shown.display().to_string(), text(&path)?))
        };
        files.filter_map(read).collect()
    }
}

fn text(path: &Path) -> Option<String> {
    // A link in the work tree may be anybody's.
    if !disk::own_type(path)?.is_file() {
        return None;
    }
    match disk::read(path, MAX_LOOK)? {
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
