//! What attributes say of files, as values: what git does to them on their way between the work tree and the repository.

use super::values::{ObjectId, TreeEntry};

/// The name of a file with attributes for its folder.
pub(super) const ATTRIBUTES_FILE: &str = ".gitattributes";

/// Whether `entry` of a commit is a file with attributes.
pub fn is_attributes_file(entry: &TreeEntry) -> bool {
    entry.is_file() && entry.path.rsplit('/').next() == Some(ATTRIBUTES_FILE)
}

/// Whose attributes count.
#[derive(Clone, Copy, Debug)]
pub enum AttributesOf<'a> {
    /// Those in the work tree now.
    WorkTree,
    /// Those in a commit, or a tree: its name, and its files with attributes.
    Version(&'a ObjectId, &'a [TreeEntry]),
}

/// What git does to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Its path, relative to the top of the work tree.
    pub path: String,
    /// The name of the filter that its bytes go through.
    pub filter: Option<String>,
    /// The encoding that it has in the work tree; `None` where it is the same in both.
    pub encoding: Option<String>,
    /// Whether `$Id$` is put in and taken out.
    pub has_ident: bool,
}

/// What git does to a text that it stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recoding {
    /// The work tree is taken to have it in this encoding: `working-tree-encoding`.
    Encoding(String),
    /// `$Id$` is put in and taken out: `ident`.
    Ident,
}

/// A file that git would store otherwise than it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded {
    /// The file, relative to the top of the work tree.
    pub path: String,
    /// What is done to it.
    pub recoding: Recoding,
    /// The line that says so, if it was found.
    pub rule: Option<AttributeRule>,
}

/// A line of a file with attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeRule {
    /// The file: relative to the top of the work tree, or absolute.
    pub source: String,
    /// The line there, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

impl Recoding {
    /// The attribute, as it is written.
    pub fn attribute(&self) -> String {
        match self {
            Recoding::Encoding(name) => format!("working-tree-encoding={name}"),
            Recoding::Ident => "ident".to_string(),
        }
    }

    /// The attribute that asks for it, without a value.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Recoding::Encoding(_) => "working-tree-encoding",
            Recoding::Ident => "ident",
        }
    }
}

/// A filter as it is set up in this clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Something makes what is stored.
    pub cleans: bool,
    /// Something makes the file of it.
    pub smudges: bool,
    /// One program does both, for many files.
    pub(super) is_process: bool,
}
