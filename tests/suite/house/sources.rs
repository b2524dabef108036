//! The source files as the house sees them: parsed, each with the module that it is.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

/// A module's path below the crate; the crate itself is the empty one.
pub type Module = Vec<String>;

/// One source file.
pub struct Source {
    /// Its path below `src`, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What the text says.
    pub syntax: syn::File,
}

/// All files below `src`, by the module that each is.
pub struct Sources(pub BTreeMap<Module, Source>);

impl Sources {
    /// Read the sources of the checkout in `root`.
    pub fn read(root: &Path) -> Self {
        let src = root.join("src");
        let files = WalkDir::new(&src)
            .into_iter()
            .map(|entry| entry.expect("a folder of sources"));
        let files =
            files.filter(|entry| entry.path().extension().is_some_and(|found| found == "rs"));
        let mut sources = Sources(BTreeMap::new());
        for file in files {
            let path = file.path().strip_prefix(&src).expect("below `src`");
            let path = path.to_string_lossy().replace('\\', "/");
            sources.put(
                &path,
                std::fs::read_to_string(file.path()).expect("a source file"),
            );
        }
        sources
    }

    /// The sources of this checkout.
    pub fn ours() -> Self {
        Sources::read(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// Put a file there, or another text into one: to plant a fault.
    pub fn put(&mut self, path: &str, text: String) {
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let source = Source {
            path: path.to_string(),
            text,
            syntax,
        };
        self.0.insert(module_of(path), source);
    }

    /// Add `text` to the end of a file that is there. Gives what stood in it before.
    pub fn append(&mut self, path: &str, text: &str) -> String {
        let before = self.0[&module_of(path)].text.clone();
        self.put(path, format!("{before}\n{text}"));
        before
    }

    /// The longest beginning of `path` that is a module with a file of its own, and the names behind it.
    pub fn split<'a>(&self, path: &'a [String]) -> (&'a [String], &'a [String]) {
        let end = (0..=path.len())
            .rev()
            .find(|end| self.0.contains_key(&path[..*end]));
        path.split_at(end.unwrap_or(0))
    }
}

/// `cli/ui.rs` and `cli/ui/mod.rs` are both `[cli, ui]`; the library's root is the empty path, the program's `[main]`.
pub fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" => Vec::new(),
        _ => path.split('/').map(String::from).collect(),
    }
}
