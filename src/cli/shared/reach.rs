//! By what right a command writes into a notebook: one stands in it or in its repository, named it, or has it in one's own
//! settings. One that was merely found below the folder may have come from anyone.

use std::path::{Path, PathBuf};

use crate::cli::basics::{CliError, Context};
use crate::git;
use crate::markdown::yaml_scalar;
use crate::notebook::{
    LoadError, Notebook, discover, discover_below, in_parallel, notebook_around, real_path,
};

/// The notebooks in reach where none was named.
#[derive(Debug, Default)]
pub struct Reach {
    /// The one around, or those that the user's own settings name.
    pub own: Vec<Notebook>,
    /// Those that were merely found below the folder.
    pub found: Vec<Notebook>,
    /// Why some of one's own can't be opened.
    pub broken: Vec<LoadError>,
}

impl Context {
    /// The notebooks in reach, apart by how they came to be meant. Never none. One that was merely found and can't be
    /// opened is said and left out.
    pub fn reach(&mut self) -> Result<Reach, CliError> {
        let mut reach = Reach::default();
        if let Some(around) = notebook_around(&self.folder) {
            reach.own.push(Notebook::open(&around)?);
            return Ok(reach);
        }
        let (named, broken) = opened(&self.own_paths());
        let (found, lost) = opened(&discover(&self.folder));
        let is_here = |path: &Path| path.starts_with(&self.folder);
        let around = self.repository_around();
        let is_own = |one: &Notebook| is_among(one, &named) || is_of(one, around.as_deref());
        let (here, others): (Vec<Notebook>, Vec<Notebook>) = found.into_iter().partition(is_own);
        // Of one's own those that are here, else all.
        let is_any_here = !here.is_empty();
        reach.found = others;
        reach.own = if is_any_here { here } else { named };
        let counts = |(path, _): &(PathBuf, LoadError)| !is_any_here || is_here(path);
        let of_own: Vec<PathBuf> = broken.iter().map(|(path, _)| path.clone()).collect();
        let broken = broken.into_iter().filter(counts);
        reach.broken = broken.map(|(_, error)| error).collect();
        let lost = lost.into_iter().filter(|(path, _)| !of_own.contains(path));
        let mut lost: Vec<LoadError> = lost.map(|(_, error)| error).collect();
        if reach.own.is_empty() && reach.found.is_empty() {
            let first = reach.broken.pop().or_else(|| lost.pop());
            return Err(first.map_or_else(|| self.no_notebook(), CliError::from));
        }
        self.warn_of(&lost);
        Ok(reach)
    }

    /// The notebooks that the user's own settings name. A path that means another folder in each place names none.
    fn own_paths(&self) -> Vec<PathBuf> {
        let folders = self.user.notebooks.iter();
        folders
            .filter(|folder| folder.is_absolute())
            .flat_map(|folder| discover_below(folder))
            .collect()
    }

    /// Whether `notebook` was merely found: one neither stands in it nor has it in one's own settings.
    pub fn is_merely_found(&self, notebook: &Notebook) -> bool {
        if notebook_around(&self.folder).is_some() {
            return false;
        }
        let (named, _) = opened(&self.own_paths());
        !is_among(notebook, &named) && !is_of(notebook, self.repository_around().as_deref())
    }

    /// The top of the work tree that one stands in.
    fn repository_around(&self) -> Option<PathBuf> {
        let folder = git::git_folder(&real_path(&self.folder))?;
        Some(folder.work_tree)
    }

    /// The one notebook that `who` means, to write into it; without it the only one in reach, if it can be the user's.
    pub fn notebook_to_change(&mut self, who: Option<&str>) -> Result<Notebook, CliError> {
        let notebook = self.notebook(who)?;
        if who.is_none()
            && let Some(left_out) = self.left_out(&notebook)
        {
            let named = notebook.name();
            return Err(CliError::new(left_out).hint(format!(
                "if it is meant, name it (`{named}`), or go into its folder"
            )));
        }
        Ok(notebook)
    }

    /// The notebooks in reach, to write into one of them; without those that were merely found and can't be the user's.
    pub fn notebooks_to_change(&mut self) -> Result<Vec<Notebook>, CliError> {
        let all = self.notebooks(None)?;
        let mut kept = Vec::new();
        let mut left_out = Vec::new();
        for notebook in all {
            match self.left_out(&notebook) {
                None => kept.push(notebook),
                Some(why) => left_out.push(why),
            }
        }
        if kept.is_empty()
            && let Some(why) = left_out.pop()
        {
            return Err(CliError::new(why).hint("if it is meant, go into its folder"));
        }
        self.left_out = left_out;
        Ok(kept)
    }

    /// Why nothing is written into `notebook` where nobody named it.
    pub fn left_out(&self, notebook: &Notebook) -> Option<String> {
        let me = self.somebody_else(notebook)?;
        self.is_merely_found(notebook).then(|| {
            format!(
                "`{}` was merely found here, and `{me}` is neither of its two",
                notebook.name()
            )
        })
    }

    /// What to do with notebooks that were merely found, `found`, to have them meant from now on.
    pub fn hint_at_settings(&self, found: &[&Notebook]) -> String {
        let named = self.user.notebooks.iter().map(PathBuf::as_path);
        let all = named.chain(found.iter().map(|notebook| notebook.root()));
        let all: Vec<String> = all.map(|path| self.in_settings(path)).collect();
        let file = match &self.settings_file {
            Some(file) => self
                .below_home(file)
                .unwrap_or_else(|| file.display().to_string()),
            None => "your `config.yaml`".to_string(),
        };
        format!(
            "if {}, say so once in `{file}`: `notebooks: [{}]`",
            match found.len() {
                1 => "it is yours",
                _ => "they are yours",
            },
            all.join(", ")
        )
    }

    /// `path` as a value in one's settings.
    fn in_settings(&self, path: &Path) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || "/_-.".contains(c);
        let path = match self.below_home(path) {
            Some(short) => short,
            None => path.display().to_string(),
        };
        match path.trim_start_matches('~').chars().all(is_plain) {
            true => path,
            false => yaml_scalar(&path),
        }
    }

    /// `path` below the user's home, with `~`.
    fn below_home(&self, path: &Path) -> Option<String> {
        let home = self.outside.variable("HOME")?;
        let below = path.strip_prefix(home).ok()?;
        Some(format!("~/{}", below.display()))
    }
}

fn is_among(one: &Notebook, others: &[Notebook]) -> bool {
    others.iter().any(|other| other.root() == one.root())
}

/// Whether `one` is shared through the repository whose work tree begins at `top`.
fn is_of(one: &Notebook, top: Option<&Path>) -> bool {
    let folder = git::git_folder(one.root());
    top.is_some() && folder.as_ref().map(|folder| folder.work_tree.as_path()) == top
}

/// Those of `paths` that can be opened, and why the others can't.
fn opened(paths: &[PathBuf]) -> (Vec<Notebook>, Vec<(PathBuf, LoadError)>) {
    let (mut opened, mut failed) = (Vec::new(), Vec::new());
    let results = in_parallel(paths, |path| Notebook::open(path));
    for (path, result) in paths.iter().zip(results) {
        match result {
            Ok(notebook) => opened.push(notebook),
            Err(error) => failed.push((path.clone(), error)),
        }
    }
    (opened, failed)
}
