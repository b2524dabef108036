#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: reads notebooks"
)]

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use walkdir::WalkDir;

use super::config::parse_configuration;
use super::config_reader::ConfigProblem;
use super::discover::{CONFIGURATION_FILE, MEETINGS_FOLDER};
use super::file::{read_file, read_into};
use super::file_problem::FileProblem;
use super::inside::{NotInside, real_place, refuse_git_directory};
use super::left_out::{TakenBy, left_out, taken};
use super::scan::in_parallel;
use crate::markdown::{Wanted, decode};
use crate::meeting::{
    Glance, LeftOut, MeetingPath, MeetingText, Series, Settings, Skimmed, complete_copies,
    may_hold_copies,
};
use crate::practice::checks::{Placed, health};
use crate::text::{Advice, stand_in};

/// A notebook: a folder with its settings. Its meetings are read when they are needed.
#[derive(Clone, Debug)]
pub struct Notebook {
    /// The folder, without links.
    root: PathBuf,
    /// The name of the folder.
    name: String,
    settings: Settings,
    warnings: Vec<ConfigProblem>,
    newer_format: Option<u64>,
    /// Files that can't be read and that nobody asks for, by their paths relative to the notebook.
    waived: Vec<String>,
}

/// The meetings of a notebook that have to do with open items.
#[derive(Clone, Debug)]
pub struct OpenItems {
    /// Those in which one stands, or a copy of one, in order of date.
    pub meetings: Vec<Skimmed>,
    /// The dates on which all meetings of the notebook were due, in order.
    pub due_dates: Vec<NaiveDate>,
    /// Files that could not be read.
    pub left_out: Vec<LeftOut>,
}

/// How many threads read a notebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    /// One: others read other notebooks.
    One,
    /// As many as the machine has.
    Many,
}

/// Why a notebook can't be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The configuration can't be used.
    #[error("{path}:{}: {cause}", cause.line)]
    Config {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: ConfigProblem,
    },
    /// The file system said no.
    #[error("can't read `{path}`: {cause}")]
    Io {
        /// What was to be read.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file or a folder is not inside the notebook.
    #[error("`{path}` {why}")]
    Outside {
        /// Where it stands.
        path: PathBuf,
        /// Where else it leads.
        why: NotInside,
    },
}

impl Notebook {
    /// Open the notebook in `folder`.
    ///
    /// # Errors
    /// When its configuration can't be read, or git would take the folder, or one around it, for a git directory.
    pub fn open(folder: &Path) -> Result<Notebook, LoadError> {
        let io_error = |path: &Path, cause| LoadError::Io {
            path: path.to_path_buf(),
            cause,
        };
        let root = folder
            .canonicalize()
            .map_err(|cause| io_error(folder, cause))?;
        let path = folder.join(CONFIGURATION_FILE);
        let file = refuse_git_directory(&root)
            .and_then(|()| real_place(&root, CONFIGURATION_FILE))
            .map_err(|why| LoadError::outside(&path, why))?;
        let metadata = file.metadata().map_err(|cause| io_error(&path, cause))?;
        if !metadata.is_file() {
            let cause = io::Error::new(io::ErrorKind::InvalidInput, "it is not a file");
            return Err(io_error(&path, cause));
        }
        let bytes = read_file(&file).map_err(|cause| io_error(&path, cause))?;
        if let Some(what) = stand_in(&bytes) {
            let message = format!("the file can't be read here: it is {}", what.words());
            let cause = ConfigProblem::of_file(1, message).help(what.help("git"));
            return Err(LoadError::Config { path, cause });
        }
        let source = String::from_utf8(bytes).map_err(|_| LoadError::Config {
            path: path.clone(),
            cause: ConfigProblem::of_file(1, "the file is not UTF-8"),
        })?;
        let read =
            parse_configuration(&source).map_err(|cause| LoadError::Config { path, cause })?;
        let name = root
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Notebook {
            root,
            name,
            settings: read.settings,
            warnings: read.warnings,
            newer_format: read.newer_format,
            waived: Vec::new(),
        })
    }

    /// Go on without these files where they can't be read: by path relative to the notebook, or by name.
    ///
    /// # Errors
    /// When the folder can't be listed. Gives the first that names no file in `meetings/`.
    pub fn go_without(&mut self, files: &[String]) -> Result<Option<String>, LoadError> {
        for file in files {
            let name = file.rsplit('/').next().unwrap_or_default();
            let path = format!("{MEETINGS_FOLDER}/{name}");
            let is_there = self.root.join(&path).symlink_metadata().is_ok();
            if name.is_empty() || !is_there {
                return Ok(Some(file.clone()));
            }
            self.waived.push(path);
        }
        Ok(None)
    }

    /// The meetings that are left out by what lies in their folder, without opening any.
    ///
    /// # Errors
    /// When the folder can't be listed.
    pub fn left_out(&self) -> Result<Vec<LeftOut>, LoadError> {
        Ok(left_out(&self.files()?.1, &self.waived))
    }

    /// The folder, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The name of the folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What `oneonone.yaml` says.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What `oneonone.yaml` says that we do not understand.
    pub fn warnings(&self) -> Vec<Placed> {
        let warnings = self.warnings.iter();
        warnings
            .map(|warning| warning.placed(CONFIGURATION_FILE, health::UNKNOWN_KEY))
            .collect()
    }

    /// The version of the notebook's format, where it is newer than ours.
    pub fn newer_format(&self) -> Option<u64> {
        self.newer_format
    }

    /// The text of the meeting at `path` as it is now; `None` where it is not there, not UTF-8, or not to be read.
    pub fn text(&self, path: MeetingPath) -> Option<String> {
        let file = self.place(&path.to_string()).ok()?;
        if !file.is_file() {
            return None;
        }
        String::from_utf8(read_file(&file).ok()?).ok()
    }

    /// The texts of all meetings in order of date, and those that can't be read.
    ///
    /// # Errors
    /// When the folder can't be listed. A file that can't be read is left out, which is no error.
    pub fn texts(&self) -> Result<(Vec<MeetingText>, Vec<LeftOut>), LoadError> {
        let (texts, problems) = self.read_each(Threads::One, |date, bytes| {
            let (source, damage) = decode(bytes.to_vec());
            MeetingText {
                date,
                source,
                damage,
            }
        })?;
        Ok((texts, left_out(&problems, &self.waived)))
    }

    /// The meetings whose files lie in its folder, in order of date; nothing is read.
    ///
    /// # Errors
    /// When the folder can't be listed.
    pub fn meeting_paths(&self) -> Result<Vec<MeetingPath>, LoadError> {
        let (files, _) = self.files()?;
        Ok(files.into_iter().map(|(meeting, _)| meeting).collect())
    }

    /// The bytes of one of its files, by the path relative to it; `None` where there is no such file.
    ///
    /// # Errors
    /// When the file is there and can't be read.
    pub fn bytes(&self, file: &str) -> Result<Option<Vec<u8>>, LoadError> {
        let path = self.root.join(file);
        if !path.symlink_metadata().is_ok_and(|found| found.is_file()) {
            return Ok(None); // also where it is a link
        }
        let path = self.place(file)?;
        match read_file(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(LoadError::Io { path, cause }),
        }
    }

    /// Where one of its files or folders really is, by the path relative to it; it need not be there.
    ///
    /// # Errors
    /// When a link leads to where nothing is read.
    pub(super) fn place(&self, file: &str) -> Result<PathBuf, LoadError> {
        real_place(&self.root, file).map_err(|why| LoadError::outside(&self.root.join(file), why))
    }

    /// All meetings with the items that are `wanted`, and what else lies in their folder.
    ///
    /// # Errors
    /// When the folder can't be listed.
    pub fn series(
        &self,
        wanted: Wanted,
        threads: Threads,
    ) -> Result<(Series, Vec<FileProblem>), LoadError> {
        let (mut meetings, problems) = self.skimmed(wanted, threads)?;
        if wanted == Wanted::Open {
            meetings = complete_copies(meetings, &self.settings.vocabulary);
        }
        let series = Series::new(self.settings.clone(), meetings);
        let left_out = left_out(&problems, &self.waived);
        Ok((series.with_left_out(left_out), problems))
    }

    fn skimmed(
        &self,
        wanted: Wanted,
        threads: Threads,
    ) -> Result<(Vec<Skimmed>, Vec<FileProblem>), LoadError> {
        self.read_each(threads, |date, bytes| {
            let (source, damage) = decode(bytes.to_vec());
            Skimmed::read(date, source, damage, &self.settings.vocabulary, wanted)
        })
    }

    /// The meetings that have to do with open items, for listings: nothing is kept of the others.
    ///
    /// # Errors
    /// When the folder can't be listed.
    pub fn open_items(&self, threads: Threads) -> Result<OpenItems, LoadError> {
        let vocabulary = &self.settings.vocabulary;
        let glance = |date, bytes: &[u8]| Skimmed::glance(date, bytes, vocabulary);
        let (glances, problems) = self.read_each(threads, glance)?;
        let mut due_dates = Vec::with_capacity(glances.len());
        let mut meetings = Vec::new();
        for glance in glances {
            match glance {
                Glance::Silent(due) => due_dates.push(due),
                Glance::Speaks(meeting) => {
                    due_dates.push(meeting.due_date());
                    meetings.push(*meeting);
                }
            }
        }
        if may_hold_copies(&meetings, vocabulary) {
            // Then all boxes count, also those in files of which nothing was kept.
            (meetings, _) = self.skimmed(Wanted::Any, threads)?;
            due_dates = meetings.iter().map(Skimmed::due_date).collect();
        }
        due_dates.sort_unstable();
        Ok(OpenItems {
            meetings,
            due_dates,
            left_out: left_out(&problems, &self.waived),
        })
    }

    /// What `read` makes of each meeting's text, in order of date.
    fn read_each<T: Send>(
        &self,
        threads: Threads,
        read: impl Fn(NaiveDate, &[u8]) -> T + Sync,
    ) -> Result<(Vec<T>, Vec<FileProblem>), LoadError> {
        let (files, mut problems) = self.files()?;
        let read_one =
            |buffer: &mut Vec<u8>, (meeting, path): &(MeetingPath, PathBuf)| match read_into(
                buffer, path,
            ) {
                Ok(()) => match stand_in(buffer) {
                    None => Ok(read(meeting.date(), buffer)),
                    // It is not taken for a meeting without items.
                    Some(what) => Err(FileProblem {
                        path: meeting.to_string(),
                        rule: health::STAND_IN,
                        message: format!("the file can't be read here: it is {}", what.words()),
                        help: what.help("git").into(),
                        left_out: Some(meeting.date()),
                    }),
                },
                Err(cause) => Err(FileProblem {
                    path: meeting.to_string(),
                    rule: health::UNREADABLE,
                    message: format!("the file can't be read: {cause}"),
                    help: "look at its permissions and its size".into(),
                    left_out: Some(meeting.date()),
                }),
            };
        // A thread costs about as much as reading a few dozen files.
        let parts: Vec<&[(MeetingPath, PathBuf)]> = match threads {
            Threads::One => vec![&files],
            Threads::Many => files.chunks(64).collect(),
        };
        let results = in_parallel(&parts, |part| {
            let mut buffer = Vec::with_capacity(16 * 1024);
            part.iter()
                .map(|file| read_one(&mut buffer, file))
                .collect::<Vec<_>>()
        });
        let mut meetings = Vec::with_capacity(files.len());
        for result in results.into_iter().flatten() {
            match result {
                Ok(meeting) => meetings.push(meeting),
                Err(problem) => problems.push(problem),
            }
        }
        Ok((meetings, problems))
    }

    /// The files of meetings in order of date, by one listing of the folder.
    fn files(&self) -> Result<Listing, LoadError> {
        let folder = self.root.join(MEETINGS_FOLDER);
        let mut files = Vec::new();
        let mut problems = Vec::new();
        match folder.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((files, problems)),
            Err(cause) => {
                return Err(LoadError::Io {
                    path: folder,
                    cause,
                });
            }
            Ok(_) => {}
        }
        let is_something_else = folder.metadata().is_ok_and(|found| !found.is_dir());
        let folder = match is_something_else {
            true => folder,
            false => self.place(MEETINGS_FOLDER)?,
        };
        if !folder.is_dir() {
            problems.push(FileProblem {
                path: MEETINGS_FOLDER.to_string(),
                rule: health::NOT_A_FOLDER,
                message: "this is not a folder, so there are no meetings".to_string(),
                help: Advice::new("move it away; {new} makes the folder").into(),
                left_out: None,
            });
            return Ok((files, problems));
        }
        for entry in WalkDir::new(&folder).min_depth(1).max_depth(1) {
            let entry = entry.map_err(|error| LoadError::Io {
                path: folder.clone(),
                cause: error.into(),
            })?;
            let name = entry.file_name().to_string_lossy();
            // Hidden files are other programs' business: editors' swap files, our own temporary ones.
            // But for one that stands for a meeting which a file service took away.
            if let Some((by, problem)) = taken(&name) {
                let is_here = |date| self.root.join(MeetingPath::new(date).to_string()).is_file();
                let is_stale = by == TakenBy::Placeholder && problem.left_out.is_some_and(is_here);
                if !is_stale {
                    problems.push(problem);
                }
                continue;
            }
            if name.starts_with('.') {
                continue;
            }
            match (
                MeetingPath::from_file_name(&name),
                self.file_of(&entry, &name),
            ) {
                (Some(meeting), Ok(file)) => files.push((meeting, file)),
                (_, Err(problem)) => problems.push(problem),
                (None, Ok(_)) => problems.push(FileProblem {
                    path: format!("{MEETINGS_FOLDER}/{name}"),
                    rule: health::STRAY_FILE,
                    message: "the name is not a date, so this is no meeting".to_string(),
                    help: "call it `YYYY-MM-DD.md`, or move it out of `meetings/`".into(),
                    left_out: None,
                }),
            }
        }
        files.sort_unstable();
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((files, problems))
    }

    /// The file to open for an entry of `meetings/`, or why there is none: a link to elsewhere, a folder, a pipe.
    fn file_of(&self, entry: &walkdir::DirEntry, name: &str) -> Result<PathBuf, FileProblem> {
        let problem = |rule, message: &str, help: &str| {
            Err(FileProblem {
                path: format!("{MEETINGS_FOLDER}/{name}"),
                rule,
                message: message.to_string(),
                help: help.into(),
                left_out: MeetingPath::from_file_name(name).map(MeetingPath::date),
            })
        };
        let kind = entry.file_type();
        if kind.is_file() {
            return Ok(entry.path().to_path_buf());
        }
        if kind.is_symlink() {
            return match real_place(&self.root, &format!("{MEETINGS_FOLDER}/{name}")) {
                Err(why) => problem(
                    health::OUTSIDE_NOTEBOOK,
                    &format!("the link {why}; it is not read"),
                    "put the file itself here",
                ),
                Ok(file) if file.is_file() => Ok(file),
                Ok(_) => problem(
                    health::NOT_A_FILE,
                    "the link leads to no file",
                    "remove the link",
                ),
            };
        }
        problem(
            health::NOT_A_FILE,
            "this is not a file",
            "move it out of `meetings/`",
        )
    }
}

/// The files of meetings, and what else lies beside them.
type Listing = (Vec<(MeetingPath, PathBuf)>, Vec<FileProblem>);

impl LoadError {
    fn outside(path: &Path, why: NotInside) -> Self {
        let path = path.to_path_buf();
        LoadError::Outside { path, why }
    }
}
