//! A change taken back, also when the files went on since.
//!
//! Three texts of each file are known: as the change found it, as it left it, and as it is now. What is now as the
//! change left it becomes what it was; otherwise the way back is merged with what was written since.

use super::text::{MergeRefused, Merged, Names, Remark, merge};
use super::three::Three;
use crate::change::{FileChange, FileText, JournalEntry, JournalFile, Plan};
use crate::markdown::Damage;
use crate::meeting::{Series, Skimmed};
use crate::text::EditedText;

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Its path then.
    pub path: String,
    /// What is done to it.
    pub outcome: Outcome,
    /// Lines to look at, where the way back met later edits.
    pub remarks: Vec<Remark>,
}

/// What taking a change back does to one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is again what it was before the change.
    Restored,
    /// The change goes, what was written since stays.
    LaterEditsKept,
    /// It goes: the change had made it.
    Removed,
    /// It comes back: the change had removed it.
    MadeAgain,
    /// Nothing: it is as it was before the change already.
    WasSo,
    /// Nothing: somebody removed it since.
    Gone,
}

/// How a notebook stands to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// No file is as the change left it: it never happened, or was taken back by hand.
    NotDone,
    /// Some files are as it left them, others as it found them: it was cut short.
    HalfDone,
    /// It happened.
    Done,
}

/// Why a change can't be taken back. Nothing was touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UndoError {
    /// The file was edited since and is one that we never change.
    #[error("`{path}` can't be changed: {}", damage.diagnostic().message)]
    Damaged {
        /// Which file.
        path: String,
        /// Why.
        damage: Damage,
    },
    /// What was written since can't be kept together with the way back.
    #[error("`{path}` was edited since, and can't be merged with what it was: {cause}")]
    Refused {
        /// Which file.
        path: String,
        /// Why.
        cause: MergeRefused,
    },
    /// The file would get its old name back, and another one has it.
    #[error("`{to}` is there, so `{from}` can't get that name back")]
    Taken {
        /// The name now.
        from: String,
        /// The name before the change.
        to: String,
    },
}

/// Where a file of the change is now, and how.
enum Now<'a> {
    AsBefore,
    /// As the change left it; also where it was cut short between two steps. Not there where the change removed it.
    AsAfter(Option<&'a Skimmed>),
    Edited(&'a Skimmed),
    Gone,
}

/// A change to take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The change.
    pub change: &'a JournalEntry,
    /// Whether that was begun before and cut short: finishing it is no change of its own.
    pub begun: bool,
}

/// The change among `changes`, the newest of which comes first, that is to be taken back: that of this `number`, or
/// else the newest that happened. `None` where there is none, or nothing of it is left.
pub fn to_take_back<'a>(
    changes: &'a [JournalEntry],
    number: Option<u64>,
    series: &Series,
) -> Option<Candidate<'a>> {
    let by_number = |wanted: u64| changes.iter().find(|change| change.number == wanted);
    for change in changes {
        let progress = progress(change, series);
        // Somebody undid, was cut short, and asks again: that is to be finished, not undone.
        if progress == Progress::HalfDone
            && let Some(begun) = change.undoes
            && number.is_none_or(|number| number == begun)
            && let Some(change) = by_number(begun)
        {
            return Some(Candidate {
                change,
                begun: true,
            });
        }
        let is_meant = number.is_none_or(|number| number == change.number);
        if is_meant && progress != Progress::NotDone {
            return Some(Candidate {
                change,
                begun: false,
            });
        }
    }
    None
}

/// Plan to take `change` back in the notebook `series`. The news are what becomes of each of its files, in its order.
///
/// # Errors
/// When a file that was edited since is damaged or can't be merged, or its old name is taken: then nothing is planned.
pub fn undo(change: &JournalEntry, series: &Series) -> Result<Plan<Vec<TakenBack>>, UndoError> {
    let mut plan: Plan<Vec<TakenBack>> = Plan::default();
    // The other way round: what had been carried is open again before its copy goes.
    for file in change.files.iter().rev() {
        take_back(file, series, &mut plan)?;
    }
    plan.news.reverse();
    Ok(plan)
}

/// How far `change` is done in the notebook `series`.
pub fn progress(change: &JournalEntry, series: &Series) -> Progress {
    let undone = |file: &&JournalFile| matches!(now(file, series), Now::AsBefore);
    match change.files.iter().filter(undone).count() {
        0 => Progress::Done,
        undone if undone == change.files.len() => Progress::NotDone,
        _ => Progress::HalfDone,
    }
}

/// The meeting whose file is at `path`.
fn at<'a>(series: &'a Series, path: &str) -> Option<&'a Skimmed> {
    let is_there = |meeting: &&Skimmed| meeting.path().to_string() == path;
    series.meetings().iter().find(is_there)
}

fn now<'a>(file: &JournalFile, series: &'a Series) -> Now<'a> {
    let found =
        |version: &Option<FileText>| -> Option<&'a Skimmed> { at(series, &version.as_ref()?.path) };
    let holds = |meeting: &Skimmed, version: &FileText| {
        meeting.path().to_string() == version.path && meeting.source() == version.text
    };
    // A file that was renamed may have got its old name back already.
    let meeting = found(&file.after).or_else(|| found(&file.before));
    match (&file.before, &file.after, meeting) {
        (Some(before), _, Some(meeting)) if holds(meeting, before) => Now::AsBefore,
        (_, after, Some(meeting))
            if after
                .iter()
                .chain(&file.between)
                .any(|left| holds(meeting, left)) =>
        {
            Now::AsAfter(Some(meeting))
        }
        (_, _, Some(meeting)) => Now::Edited(meeting),
        (None, _, None) => Now::AsBefore,
        (_, None, None) => Now::AsAfter(None),
        (Some(_), Some(_), None) => Now::Gone,
    }
}

fn take_back(
    file: &JournalFile,
    series: &Series,
    plan: &mut Plan<Vec<TakenBack>>,
) -> Result<(), UndoError> {
    let path = match (&file.before, &file.after) {
        (Some(version), _) | (None, Some(version)) => version.path.clone(),
        (None, None) => String::new(),
    };
    let (outcome, remarks) = match (now(file, series), &file.before, &file.after) {
        (Now::AsBefore, ..) => (Outcome::WasSo, Vec::new()),
        (Now::Gone, ..) | (Now::AsAfter(None), None, _) => (Outcome::Gone, Vec::new()),
        (Now::AsAfter(Some(meeting)), None, _) => {
            plan.push(FileChange::Remove {
                path: meeting.path().to_string(),
                text: meeting.source().to_string(),
                blank: file.blank.clone(),
            });
            (Outcome::Removed, Vec::new())
        }
        (Now::AsAfter(Some(meeting)), Some(before), _) => {
            become_again(series, meeting, before, plan)?;
            (Outcome::Restored, Vec::new())
        }
        (Now::AsAfter(None), Some(before), _) => {
            plan.push(FileChange::Create {
                path: before.path.clone(),
                text: before.text.clone(),
                blank: file.blank.clone(),
            });
            (Outcome::MadeAgain, Vec::new())
        }
        (Now::Edited(meeting), before, after) => {
            let merged = merged(meeting, file, series)?;
            let to = before.as_ref().or(after.as_ref());
            let name = to.map_or(meeting.path().to_string(), |version| version.path.clone());
            become_again(series, meeting, &FileText::new(name, merged.text), plan)?;
            (Outcome::LaterEditsKept, merged.remarks)
        }
    };
    plan.news.push(TakenBack {
        path,
        outcome,
        remarks,
    });
    Ok(())
}

/// Let the file of `meeting` become `then`: first its text, then its name, so that at no moment there are two of it.
fn become_again<T>(
    series: &Series,
    meeting: &Skimmed,
    then: &FileText,
    plan: &mut Plan<T>,
) -> Result<(), UndoError> {
    let path = meeting.path().to_string();
    plan.push(FileChange::Edit {
        path: path.clone(),
        text: EditedText::between(meeting.shared_source(), &then.text),
    });
    if path == then.path {
        return Ok(());
    }
    let (from, to) = (path, then.path.clone());
    if at(series, &to).is_some() {
        return Err(UndoError::Taken { from, to });
    }
    let text = then.text.clone();
    plan.push(FileChange::Rename { from, to, text });
    Ok(())
}

/// The way back together with what was written since. Where the change made the file, the way back leads to an agenda
/// into which nothing was put; where it removed the file, what is there now was begun anew.
fn merged(meeting: &Skimmed, file: &JournalFile, series: &Series) -> Result<Merged, UndoError> {
    let path = meeting.path().to_string();
    if let Some(damage) = meeting.damage() {
        return Err(UndoError::Damaged { path, damage });
    }
    let blank = file.blank.as_deref().unwrap_or_default();
    let text = |version: &Option<FileText>| match version {
        Some(version) => version.text.clone(),
        None => blank.to_string(),
    };
    let (after, before) = (text(&file.after), text(&file.before));
    let texts = Three::new(after.as_str(), meeting.source(), &before);
    merge(texts, &Names::default(), &series.settings().vocabulary)
        .map_err(|cause| UndoError::Refused { path, cause })
}

#[cfg(test)]
mod tests;
