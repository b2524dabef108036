//! Bad news as the user reads it: what failed, where, and what to type next.
//!
//! Lower floors say what happened. Only here are the commands known, so only here are hints written; read it from top
//! to bottom like a phrase book.

use std::path::Path;

use super::deeds;
use super::exit_code::ExitCode;
use crate::change::{PlanError, TemplateError};
use crate::meeting::{long_date, weekday_date};
use crate::merge::UndoError;
use crate::notebook::{
    ApplyError, ForeignError, LoadError, NotInside, OutputError, UserConfigError,
};
use crate::plan::import::ImportError;
use crate::text::{nearest, shell_quoted};
use crate::view::{CalendarError, time_zones};

/// Why a command did not do what it was asked for. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CliError {
    message: String,
    places: Vec<String>,
    hints: Vec<Hint>,
    silent: bool,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hint {
    text: String,
    /// Its paths stay as they are: it is to be written where another folder may be the current one.
    is_for_elsewhere: bool,
}

impl CliError {
    /// An error with this message: lower case, the user's things in backticks, no full stop.
    pub fn new(message: impl Into<String>) -> Self {
        CliError {
            message: message.into(),
            places: Vec::new(),
            hints: Vec::new(),
            silent: false,
        }
    }

    /// The same error with what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(Hint {
            text: hint.into(),
            is_for_elsewhere: false,
        });
        self
    }

    /// The same error with what to write in a file that is read from anywhere: no path in it is made relative.
    pub fn hint_for_elsewhere(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(Hint {
            text: hint.into(),
            is_for_elsewhere: true,
        });
        self
    }

    /// The same error with a place, `file:line:column`.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.places.push(place.into());
        self
    }

    /// The answer could not be written. When the reader went away (`| head`) there is nothing to say.
    pub fn output(error: &std::io::Error) -> Self {
        let mut cli_error = CliError::new(format!("can't write the output: {error}"));
        cli_error.silent = error.kind() == std::io::ErrorKind::BrokenPipe;
        cli_error
    }

    /// The same error in the words of the place one stands in: `{who}` in hints becomes the notebook's name where it
    /// must be given, and paths below `folder` become relative, in places and in hints.
    pub fn here(mut self, named: Option<&str>, folder: &Path) -> Self {
        let who = named.map_or(String::new(), |name| format!(" {name}"));
        let prefix = format!("{}/", folder.display());
        for hint in &mut self.hints {
            hint.text = hint.text.replace("{who}", &who);
            if !hint.is_for_elsewhere {
                hint.text = hint.text.replace(&prefix, "");
            }
        }
        for place in &mut self.places {
            if let Some(short) = place.strip_prefix(&prefix) {
                *place = short.to_string();
            }
        }
        self
    }

    /// What failed.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where.
    pub fn places(&self) -> &[String] {
        &self.places
    }

    /// What to do next.
    pub fn hints(&self) -> impl Iterator<Item = &str> {
        self.hints.iter().map(|hint| hint.text.as_str())
    }

    /// Whether nothing is said about it.
    pub fn is_silent(&self) -> bool {
        self.silent
    }

    /// The exit code that goes with it.
    pub fn exit_code(&self) -> ExitCode {
        if self.silent {
            ExitCode::Done
        } else {
            ExitCode::NotDone
        }
    }
}

/// That what is not inside a notebook is not, and what to do about it.
fn outside(message: String, why: &NotInside) -> CliError {
    let error = CliError::new(message);
    match why {
        NotInside::InGitDirectory(folder) => error
            .hint("run no git in it: it would run what `config` there names")
            .hint(format!(
                "if it is a repository of yours, keep the notebook in a clone of it; else take its `HEAD` away: `rm {}`",
                shell_quoted(&folder.join("HEAD").display().to_string())
            )),
        NotInside::Elsewhere
        | NotInside::IntoGitDirectory(_)
        | NotInside::Private(_)
        | NotInside::Shared(_) => {
            error.hint("put the file or folder itself there, or remove the link; nothing behind it is read or written")
        }
    }
}

impl From<LoadError> for CliError {
    fn from(error: LoadError) -> Self {
        CliError::of_load(error, "git")
    }
}

impl CliError {
    /// What could not be read of a notebook, where git is called by `git`.
    pub fn of_load(error: LoadError, git: &str) -> Self {
        match error {
            LoadError::Config { path, cause } => {
                let error = CliError::new(cause.message.clone()).at(format!(
                    "{}:{}",
                    path.display(),
                    cause.line
                ));
                error.hint(match &cause.help {
                    Some(help) => deeds::help(help),
                    None => format!(
                        "mend it in an editor; `{git} log -p -- {}` shows how it was",
                        shell_quoted(&path.display().to_string())
                    ),
                })
            }
            LoadError::Io { path, cause } => {
                CliError::new(format!("can't read `{}`: {cause}", path.display()))
                    .hint("look at its permissions and its size, then run the command again")
            }
            LoadError::Outside { ref why, .. } => outside(error.to_string(), why),
        }
    }
}

impl From<ApplyError> for CliError {
    fn from(error: ApplyError) -> Self {
        let message = error.to_string();
        match error {
            ApplyError::Changed(_) => CliError::new(message).hint("run the command again"),
            ApplyError::Outside { why, .. } => outside(message, &why),
            ApplyError::Unreadable { .. } => CliError::new(message).hint("look at its permissions and its size, or move it away; then run the command again"),
            ApplyError::NotUtf8(_) => CliError::new(message).hint("choose a name in UTF-8"),
            ApplyError::Unconfirmed { is_last: true, .. } => CliError::new(message)
                .hint("all of it is done: don't run the command again, but look at the disk"),
            ApplyError::Unconfirmed { .. } => CliError::new(message)
                .hint("look at the disk; run the command again to do the rest"),
            ApplyError::Io { .. } => CliError::new(message)
                .hint("no file was left half written; run the command again when there is room and permission"),
        }
    }
}

impl From<PlanError> for CliError {
    fn from(error: PlanError) -> Self {
        let cli_error = CliError::new(error.to_string());
        match error {
            PlanError::Template(error) => error.into(),
            PlanError::ItemGone(_) => cli_error.hint("see `oneonone items`"),
            PlanError::UnknownStatus(_) => cli_error.hint("change its box in your editor"),
            PlanError::Damaged { .. } => cli_error.hint("see what is wrong with `oneonone check{who}`"),
            PlanError::FrontMatter { .. } => {
                cli_error.hint("mend it by hand; `oneonone check{who}` names the line")
            }
            PlanError::Edit { .. } | PlanError::NotReadBack { .. } => {
                cli_error.hint("please report this with the file; the change can be made by hand in any editor")
            }
            PlanError::NoMeeting(date) => cli_error.hint(format!("make it with `oneonone new{{who}} --date {date}`")),
            PlanError::LeftOut { ref path, ref help, .. } => cli_error.hint(deeds::help(help)).hint(format!(
                "or go on without it: `oneonone new{{who}} --without {}`", shell_quoted(path)
            )),
            PlanError::Taken { ref help, .. } => cli_error.hint(deeds::help(help)).hint("or choose another day with `--date`"),
            PlanError::DateTaken(date) => cli_error.hint(format!("choose another day, or see it with `oneonone show{{who}} {date}`")),
            PlanError::NotPlanned { .. } => cli_error.hint("choose another with `--date`, or change `status:` in its front matter"),
            PlanError::MovedTooFar { first, .. } => cli_error
                .hint(format!("choose a day within a week of {}, or insist with `--force`", weekday_date(first))),
            PlanError::NoText => cli_error.hint("say what: `oneonone add \"Ask for runners\"`"),
            PlanError::NoSection(_) => cli_error
                .hint("name a role (wins, blockers, priorities, plans, career, feedback, personal, notes, decisions, summary) or a title that the agenda has"),
        }
    }
}

impl From<UndoError> for CliError {
    fn from(error: UndoError) -> Self {
        let cli_error = CliError::new(error.to_string());
        match error {
            UndoError::Damaged { .. } => {
                cli_error.hint("mend it first; `oneonone check{who}` names the line")
            }
            UndoError::Refused { .. } => {
                cli_error.hint("nothing was changed; take it back by hand in any editor")
            }
            UndoError::Taken { from, to } => cli_error.hint(format!(
                "rename `{to}`, or take the later change of `{from}` back first"
            )),
        }
    }
}

impl From<OutputError> for CliError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Occupied(path) => CliError::new(format!(
                "`{path}` is something else, so it was not replaced"
            ))
            .hint("choose another name with `--output`, or remove that file yourself"),
            OutputError::OfNotebook { .. } => CliError::new(error.to_string()).hint(
                "nothing was written; name another place, not in its `meetings/` or `templates/`, and none of its own files",
            ),
            OutputError::OfGit { .. } => {
                CliError::new(error.to_string()).hint("nothing was written; name a place that is not git's own")
            }
            OutputError::AmongNotes(_) => CliError::new(error.to_string())
                .hint("nothing was written; name a place outside of that folder"),
            OutputError::Write(error) => error.into(),
        }
    }
}

impl From<CalendarError> for CliError {
    fn from(error: CalendarError) -> Self {
        let cli_error = CliError::new(error.to_string());
        match &error {
            CalendarError::UnknownZone(name) => {
                let zones = time_zones();
                let guess = nearest(name, zones.iter().map(String::as_str));
                let zone = guess.unwrap_or("Europe/Berlin");
                cli_error.hint(format!(
                    "write for instance `time_zone: {zone}` below `cadence:` in `oneonone.yaml`"
                ))
            }
            CalendarError::SamePair { .. } => {
                cli_error.hint("name one of them: `oneonone calendar WHO`")
            }
        }
    }
}

impl From<ForeignError> for CliError {
    fn from(error: ForeignError) -> Self {
        let cli_error = CliError::new(error.to_string());
        match error {
            ForeignError::Io { .. } => {
                cli_error.hint("name a Markdown file, or a folder of dated notes")
            }
            ForeignError::OfGit(_) => {
                cli_error.hint("name a file of yours; what git keeps is no meeting")
            }
            ForeignError::OtherFormat(..) => cli_error.hint(
                "save it as Markdown or as a web page (HTML) in the program that made it, such as with File > Download in Google Docs or Save as in Word, and import that",
            ),
            ForeignError::Packed(_) => {
                cli_error.hint("unpack it, and import the folder or the document in it")
            }
            ForeignError::NotUtf8(_) => cli_error.hint("save it as UTF-8 in your editor"),
        }
    }
}

/// What to type where a date may be one of two days.
fn either(day_first: &str, month_first: &str) -> String {
    format!(
        "add `--date-format dmy` if it is {day_first}, `--date-format mdy` if it is {month_first}; `date_order: day-first` or `month-first` in `oneonone.yaml` says it for good"
    )
}

impl From<ImportError> for CliError {
    fn from(error: ImportError) -> Self {
        let cli_error = CliError::new(error.to_string());
        match error {
            ImportError::NoDates(_) => cli_error.hint(
                "a meeting begins at a heading such as `## 2026-11-17`, `## 17 November 2026` or `## Nov 17, 2026`",
            ),
            ImportError::NoDatedNotes(_) => {
                cli_error.hint("give the notes names such as `2026-11-17.md`, or `date: 2026-11-17` on top")
            }
            ImportError::Ambiguous {
                place,
                day_first,
                month_first,
                ..
            } => cli_error.at(place).hint(either(
                &long_date(day_first),
                &long_date(month_first),
            )),
            ImportError::AmbiguousYearless {
                place,
                day_first,
                month_first,
                ..
            } => cli_error.at(place).hint(either(
                &day_first.to_string(),
                &month_first.to_string(),
            )),
            ImportError::Doubtful { place, .. } => cli_error.at(place).hint(
                "add `--other-headings cut` if each begins a meeting, `--other-headings keep` if they are text of the meeting above; nothing was written",
            ),
            ImportError::NoYear { place, .. } => {
                cli_error.at(place).hint("write the year there, as in `17 November 2026`; nothing was written")
            }
            ImportError::Html { .. } => cli_error.hint(
                "save the document as Markdown, or in parts, and import that; nothing was written",
            ),
            ImportError::NoDay { place, .. } => {
                cli_error.at(place).hint("mend the date there; nothing was written")
            }
            ImportError::Damaged { .. } | ImportError::NeverClosed(_) => {
                cli_error.hint("mend it there; nothing was written")
            }
            ImportError::Taken(_) => cli_error.hint(
                "take those days out of what you import, and put their lines into the meetings with `oneonone edit{who} DATE`; nothing was written",
            ),
            ImportError::Opened(_) => cli_error.hint(
                "say in `oneonone.yaml` what its title means, as in `sections: {personal: [\"Personnel\"]}`, or which language you write, as in `language: fr`; nothing was written",
            ),
            ImportError::Lost(_) => cli_error.hint("please report this with the file"),
        }
    }
}

impl From<TemplateError> for CliError {
    fn from(error: TemplateError) -> Self {
        let line = error.line.map_or(String::new(), |line| format!(":{line}"));
        CliError::new(error.to_string())
            .at(format!("{}{line}", error.origin))
            .hint("nothing was written; mend the template, or choose another with `--template`")
    }
}

impl From<UserConfigError> for CliError {
    fn from(error: UserConfigError) -> Self {
        CliError::new(error.to_string()).hint("mend or remove the file")
    }
}
