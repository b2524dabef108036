//! Which notebooks are meant, by WHO or by where one stands.

use std::path::{Path, PathBuf};

use crate::cli::basics::{CliError, Context};
use crate::meeting::Side;
use crate::notebook::{
    LoadError, Notebook, discover, discover_below, in_parallel, notebook_around,
};
use crate::text::{nearest, normalized};

impl Context {
    /// The one notebook that `who` means; without it the only one in reach.
    pub fn notebook(&mut self, who: Option<&str>) -> Result<Notebook, CliError> {
        let mut notebooks = self.notebooks(who)?;
        if notebooks.len() > 1 {
            // Two folders may have one name; then only their paths tell them apart.
            let mut names: Vec<String> = notebooks
                .iter()
                .map(|notebook| notebook.name().to_string())
                .collect();
            names.sort();
            if names.windows(2).any(|pair| pair[0] == pair[1]) {
                names = notebooks
                    .iter()
                    .map(|notebook| self.shown_path(notebook.root()))
                    .collect();
            }
            return Err(CliError::new(format!(
                "there are {} notebooks here: {}",
                names.len(),
                names.join(", ")
            ))
            .hint(format!(
                "say which one, for instance `{}`, or go into its folder",
                names[0]
            )));
        }
        let notebook = notebooks.pop().ok_or_else(|| self.no_notebook())?;
        let stands_in_it = notebook_around(&self.folder).is_some();
        self.named = (!stands_in_it && self.notebooks_in_reach().len() > 1)
            .then(|| notebook.name().to_string());
        Ok(notebook)
    }

    /// The notebooks that `who` means; without it all in reach. Never none. One that can't be opened is said and left
    /// out, as long as there is another.
    pub fn notebooks(&mut self, who: Option<&str>) -> Result<Vec<Notebook>, CliError> {
        let Some(who) = who else {
            let (opened, failed) = self.open_all()?;
            self.warn_of(&failed);
            return Ok(opened);
        };
        // A folder by its name or path comes before anyone called so, and needs no look at the others.
        let by_path = self.folder.join(who);
        if notebook_around(&by_path).is_some_and(|notebook| notebook == by_path) {
            return Ok(vec![Notebook::open(&by_path)?]);
        }
        let mut names = Vec::new();
        for further in [false, true] {
            let paths = if further {
                self.notebooks_further_away()
            } else {
                self.notebooks_in_reach()
            };
            let opened = paths
                .iter()
                .filter_map(|path| Notebook::open(path).ok())
                .collect();
            let matching = self.matching(opened, who, &mut names);
            if !matching.is_empty() {
                return Ok(matching);
            }
            let named_so = |path: &&PathBuf| {
                path.file_name()
                    .is_some_and(|name| name.to_string_lossy() == who)
            };
            if let Some(broken) = paths.iter().find(named_so) {
                return Ok(vec![Notebook::open(broken)?]);
            }
        }
        Err(if names.is_empty() {
            self.no_notebook()
        } else {
            nobody(who, &names)
        })
    }

    /// Open every notebook in reach; those that can't be opened come back with the reason. At least one could.
    pub fn open_all(&self) -> Result<(Vec<Notebook>, Vec<LoadError>), CliError> {
        let paths: Vec<PathBuf> = self.notebooks_in_reach();
        let mut opened = Vec::new();
        let mut failed = Vec::new();
        for result in in_parallel(&paths, |path| Notebook::open(path)) {
            match result {
                Ok(notebook) => opened.push(notebook),
                Err(error) => failed.push(error),
            }
        }
        match (opened.is_empty(), failed.pop()) {
            (true, Some(error)) => Err(error.into()),
            (true, None) => Err(self.no_notebook()),
            (false, last) => {
                failed.extend(last);
                Ok((opened, failed))
            }
        }
    }

    /// Say which notebooks could not be opened.
    pub fn warn_of(&mut self, failed: &[LoadError]) {
        for error in failed {
            let error = error.to_string();
            let folder = format!("{}/", self.outside.folder.display());
            self.ui.warning(&format!(
                "left out: {}",
                error.strip_prefix(&folder).unwrap_or(&error)
            ));
        }
    }

    /// That there is none.
    pub fn no_notebook(&self) -> CliError {
        CliError::new(format!("no notebook found in `{}`, below it or around it", self.folder.display()))
            .hint("start one with `oneonone init`, look at an example with `oneonone demo`, or go elsewhere with `-C DIR`")
    }

    /// The folders of the notebooks in reach: around or below the folder one stands in, else the user's own.
    fn notebooks_in_reach(&self) -> Vec<PathBuf> {
        let found = discover(&self.folder);
        if found.is_empty() {
            self.configured_notebooks()
        } else {
            found
        }
    }

    /// Notebooks further away: beside the one that one stands in, and the user's own.
    fn notebooks_further_away(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        if let Some(workspace) = notebook_around(&self.folder)
            .as_deref()
            .and_then(Path::parent)
        {
            found.extend(discover_below(workspace));
        }
        found.extend(self.configured_notebooks());
        found.sort();
        found.dedup();
        found
    }

    fn configured_notebooks(&self) -> Vec<PathBuf> {
        self.user
            .notebooks
            .iter()
            .flat_map(|folder| discover_below(folder))
            .collect()
    }

    /// Those of `candidates` that `who` means: an exact name before the beginning of one.
    fn matching(
        &self,
        candidates: Vec<Notebook>,
        who: &str,
        names: &mut Vec<String>,
    ) -> Vec<Notebook> {
        let wanted = called(who);
        let mut exact = Vec::new();
        let mut begins = Vec::new();
        for notebook in candidates {
            let own = self.names_of(&notebook);
            let is = |name: &String| name.to_lowercase() == wanted;
            let begins_so = |name: &String| {
                let name = name.to_lowercase();
                name.starts_with(&wanted) || name.split(' ').any(|word| word.starts_with(&wanted))
            };
            if own.iter().any(is) {
                exact.push(notebook);
            } else if own.iter().any(begins_so) && !wanted.is_empty() {
                begins.push(notebook);
            }
            names.extend(own);
        }
        if exact.is_empty() { begins } else { exact }
    }

    /// Whether a notebook in reach is called just `name`, by its folder or by who is in it.
    pub fn is_somebody(&self, name: &str) -> bool {
        let (notebooks, _) = self.open_all().unwrap_or_default();
        let wanted = called(name);
        let mut names = notebooks
            .iter()
            .flat_map(|notebook| self.names_of(notebook));
        names.any(|name| name.to_lowercase() == wanted)
    }

    /// The names by which a notebook is called: its folder, and the people in it but for the user.
    fn names_of(&self, notebook: &Notebook) -> Vec<String> {
        let pair = &notebook.settings().pair;
        let me = self.me(notebook);
        let mut names = vec![notebook.name().to_string()];
        // The manager of ten notebooks is no name for any of them.
        let sides = match me {
            Some(me) => vec![me.other()],
            None => vec![Side::Ic],
        };
        for side in sides {
            let person = pair.person(side);
            names.push(person.handle.to_string());
            names.push(normalized(&person.name));
        }
        names
    }
}

/// `who` as it is compared with names.
fn called(who: &str) -> String {
    normalized(who.strip_prefix('@').unwrap_or(who)).to_lowercase()
}

fn nobody(who: &str, names: &[String]) -> CliError {
    let error = CliError::new(format!("there is no notebook for `{who}`"));
    match nearest(who, names.iter().map(String::as_str)) {
        Some(name) => error.hint(format!("did you mean `{name}`?")),
        None => {
            let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
            known.sort_unstable();
            known.dedup();
            known.truncate(12);
            error.hint(format!("known are {}", known.join(", ")))
        }
    }
}
