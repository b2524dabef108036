//! Two versions of a notebook made one, file by file.

use super::reconcile::{FileRemark, reconcile};
use super::version::NotebookVersion;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::moves::{moved_unshared, moves};
use super::text::{MergeRefused, Names, merge};
use super::three::{Pick, Revision, Three};
use crate::markdown::Damage;
use crate::meeting::{MeetingPath, MeetingStatus, MeetingText};
use crate::plan::redated;

/// What becomes of one meeting's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergedFile {
    /// It is as we have it, byte for byte.
    Ours,
    /// It is as they have it, byte for byte.
    Theirs,
    /// It is not there.
    Gone,
    /// It holds this text.
    Text(String),
}

/// What the merge of two versions of a notebook gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotebookMerge {
    /// The meetings in which the two differ, or which end up otherwise than both have them.
    pub files: BTreeMap<NaiveDate, MergedFile>,
    /// What to look at, in the order of the files.
    pub remarks: Vec<FileRemark>,
}

impl NotebookMerge {
    /// The texts of the merged notebook, made of the two versions.
    pub fn texts(&self, ours: &NotebookVersion, theirs: &NotebookVersion) -> Vec<MeetingText> {
        let all = ours.texts().iter().cloned();
        let mut texts: BTreeMap<NaiveDate, MeetingText> =
            all.map(|text| (text.date, text)).collect();
        for (date, file) in &self.files {
            let text = match file {
                MergedFile::Ours => ours.meeting(*date).cloned(),
                MergedFile::Theirs => theirs.meeting(*date).cloned(),
                MergedFile::Gone => None,
                MergedFile::Text(source) => Some(MeetingText {
                    date: *date,
                    damage: Damage::of(source),
                    source: source.clone(),
                }),
            };
            match text {
                Some(text) => texts.insert(*date, text),
                None => texts.remove(date),
            };
        }
        texts.into_values().collect()
    }
}

/// Why two versions of a notebook were not merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` can't be merged: {cause}")]
pub struct NotebookMergeError {
    /// In which file.
    pub path: MeetingPath,
    /// Why.
    pub cause: MergeRefused,
}

/// Merge two versions of a notebook, which both began as `base`; `None` where there was no notebook yet.
///
/// `names` says whose the two sides of the meeting on a date are. Files are merged one by one, an agenda that both made
/// with what `new` would have made of the base; then the copies of each item are brought into agreement. Swapping the
/// two sides gives the same files, so that two clones that merge at the same time end up alike.
///
/// # Errors
/// When a file that both changed can't be merged.
pub fn merge_notebooks(
    base: Option<&NotebookVersion>,
    ours: &NotebookVersion,
    theirs: &NotebookVersion,
    names: &dyn Fn(NaiveDate) -> Names,
) -> Result<NotebookMerge, NotebookMergeError> {
    let mut merger = Merger {
        base,
        ours,
        theirs,
        names,
        merged: NotebookMerge::default(),
    };
    let our_moves = moves(base, ours);
    let their_moves = moves(base, theirs);
    let mut arrived = BTreeSet::new();
    for old in base.iter().flat_map(|base| base.texts()) {
        let our_date = our_moves.get(&old.date).copied().unwrap_or(old.date);
        let their_date = their_moves.get(&old.date).copied().unwrap_or(old.date);
        if (our_date, their_date) == (old.date, old.date) {
            merger.same_place(old)?;
        } else {
            merger.moved(old.date, Some(old), our_date, their_date)?;
            arrived.extend([our_date, their_date]);
        }
    }
    // One whose agenda was not shared before it was moved: both began with what `new` writes for its first day.
    for (due, our_date, their_date) in moved_unshared(base, ours, theirs, &arrived) {
        let old = merger.prepared(due);
        merger.moved(due, old.as_ref(), our_date, their_date)?;
        arrived.extend([our_date, their_date]);
    }
    let is_new = |meeting: &&MeetingText| {
        base.is_none_or(|base| base.meeting(meeting.date).is_none())
            && !arrived.contains(&meeting.date)
    };
    let dates: BTreeSet<NaiveDate> = ours
        .texts()
        .iter()
        .chain(theirs.texts())
        .filter(is_new)
        .map(|meeting| meeting.date)
        .collect();
    for date in dates {
        merger.new_file(date)?;
    }
    merger.bring_copies_into_agreement();
    let mut merged = merger.merged;
    merged
        .remarks
        .sort_by_key(|remark| (remark.date, remark.line));
    merged.remarks.dedup();
    Ok(merged)
}

struct Merger<'a> {
    base: Option<&'a NotebookVersion>,
    ours: &'a NotebookVersion,
    theirs: &'a NotebookVersion,
    names: &'a dyn Fn(NaiveDate) -> Names,
    merged: NotebookMerge,
}

impl Merger<'_> {
    fn remark(&mut self, date: NaiveDate, message: &str) {
        self.merged.remarks.push(FileRemark {
            date,
            line: 0,
            message: message.to_string(),
        });
    }

    /// A meeting that is where it was on both sides, or is gone.
    fn same_place(&mut self, old: &MeetingText) -> Result<(), NotebookMergeError> {
        let date = old.date;
        let (we, they) = (self.ours.meeting(date), self.theirs.meeting(date));
        let content = |text: &MeetingText| (text.source.clone(), text.damage);
        let file = match (we, they) {
            (Some(we), Some(they)) => match Three::new(old, we, they).map(content).pick() {
                Pick::Same => return Ok(()),
                Pick::Ours => MergedFile::Ours,
                Pick::Theirs => MergedFile::Theirs,
                Pick::Conflict => self.merge_texts(date, Some(old), we, they)?,
            },
            (None, None) => return Ok(()),
            (Some(only), None) | (None, Some(only)) if is_same(only, old) => MergedFile::Gone,
            (only, _) => {
                let message = "one deleted this meeting, the other changed it; it stays";
                self.remark(date, message);
                match only {
                    Some(_) => MergedFile::Ours,
                    None => MergedFile::Theirs,
                }
            }
        };
        self.merged.files.insert(date, file);
        Ok(())
    }

    /// A meeting, on `origin` before, that at least one side moved to another day.
    fn moved(
        &mut self,
        origin: NaiveDate,
        old: Option<&MeetingText>,
        our_date: NaiveDate,
        their_date: NaiveDate,
    ) -> Result<(), NotebookMergeError> {
        let (we, they) = (self.ours.meeting(our_date), self.theirs.meeting(their_date));
        let held = |side: Option<&MeetingText>| side.is_some_and(|text| self.is_held(text));
        let dates = Three::new(origin, our_date, their_date);
        let target = match (held(we), held(they)) {
            // It took place on that day, wherever the other one put it meanwhile.
            (true, false) => our_date,
            (false, true) => their_date,
            _ => dates.resolved().unwrap_or(our_date.max(their_date)),
        };
        if dates.pick() == Pick::Conflict {
            self.remark(
                target,
                match held(we) != held(they) {
                    true => "both moved this meeting, to different days; it is on the day on which it was held",
                    false => "both moved this meeting, to different days; it is on the later one",
                },
            );
        }
        for date in [origin, our_date, their_date] {
            let is_there = [self.ours, self.theirs].map(|side| side.meeting(date).is_some());
            if date != target && is_there.contains(&true) {
                self.merged.files.insert(date, MergedFile::Gone);
            }
        }
        let file = match (we, they) {
            (Some(we), Some(they)) => {
                let (we, they) = (
                    brought_to(we, target, origin),
                    brought_to(they, target, origin),
                );
                self.merge_texts(target, old, &we, &they)?
            }
            // One moved it, the other deleted it: a move is no reason to delete.
            (Some(we), None) => MergedFile::Text(we.source.clone()),
            (None, Some(they)) => MergedFile::Text(they.source.clone()),
            (None, None) => MergedFile::Gone,
        };
        // The day may have an agenda of its own on the other side.
        let other = match (our_date == target, their_date == target) {
            (true, false) => self.theirs.meeting(target),
            (false, true) => self.ours.meeting(target),
            _ => None,
        };
        let file = match (file, other) {
            (MergedFile::Text(text), Some(other)) => {
                let moved = MeetingText {
                    date: target,
                    source: text,
                    damage: None,
                };
                self.merge_texts(target, None, &moved, other)?
            }
            (file, _) => file,
        };
        self.merged.files.insert(target, file);
        Ok(())
    }

    /// A meeting that was not there.
    fn new_file(&mut self, date: NaiveDate) -> Result<(), NotebookMergeError> {
        let file = match (self.ours.meeting(date), self.theirs.meeting(date)) {
            (Some(we), Some(they)) if is_same(we, they) => return Ok(()),
            (Some(we), Some(they)) => {
                let prepared = self.prepared(date);
                self.merge_texts(date, prepared.as_ref(), we, they)?
            }
            (Some(_), None) => MergedFile::Ours,
            (None, _) => MergedFile::Theirs,
        };
        self.merged.files.insert(date, file);
        Ok(())
    }

    /// What `new` would have written for `date` from what both began with.
    fn prepared(&self, date: NaiveDate) -> Option<MeetingText> {
        let source = self.base?.prepared(date, [self.ours, self.theirs])?;
        Some(MeetingText {
            date,
            source,
            damage: None,
        })
    }

    /// The version by whose settings the merge reads titles: that with which both began. Where they began with none it takes
    /// one side's by the order of their vocabularies, which doesn't know whose is whose, and in which titles of a pair's own
    /// come behind none; nothing else in the settings counts here.
    fn began_with(&self) -> &NotebookVersion {
        let is_ours = self.ours.settings.vocabulary >= self.theirs.settings.vocabulary;
        let of_sides = if is_ours { self.ours } else { self.theirs };
        self.base.unwrap_or(of_sides)
    }

    fn is_held(&self, text: &MeetingText) -> bool {
        self.ours.read(text).status() == MeetingStatus::Held
    }

    fn merge_texts(
        &mut self,
        date: NaiveDate,
        base: Option<&MeetingText>,
        ours: &MeetingText,
        theirs: &MeetingText,
    ) -> Result<MergedFile, NotebookMergeError> {
        let error = |cause| NotebookMergeError {
            path: MeetingPath::new(date),
            cause,
        };
        for (side, text) in [(Revision::Ours, ours), (Revision::Theirs, theirs)] {
            // The text of such a file has lost its bytes.
            if let Some(damage @ Damage::NotUtf8(_)) = text.damage {
                return Err(error(MergeRefused::Damaged(side, damage)));
            }
        }
        let base = base.map(|base| base.source.as_str()).unwrap_or_default();
        let texts = Three::new(base, ours.source.as_str(), theirs.source.as_str());
        let names = (self.names)(date);
        let result = merge(texts, &names, &self.began_with().settings.vocabulary).map_err(error)?;
        let remarks = result.remarks.into_iter();
        self.merged.remarks.extend(remarks.map(|remark| FileRemark {
            date,
            line: remark.line,
            message: remark.message,
        }));
        Ok(MergedFile::Text(result.text))
    }

    /// The meetings as they are after the merge of the single files.
    fn now(&self) -> NotebookVersion {
        let texts = self.merged.texts(self.ours, self.theirs);
        self.began_with().with_texts(texts)
    }

    fn bring_copies_into_agreement(&mut self) {
        let now = self.now();
        let plan = reconcile(self.base, &now);
        for meeting in now.texts() {
            let path = MeetingPath::new(meeting.date).to_string();
            if let Some(text) = plan.text_after(&path) {
                self.merged
                    .files
                    .insert(meeting.date, MergedFile::Text(text));
            }
        }
        self.merged.remarks.extend(plan.news);
    }
}

fn is_same(one: &MeetingText, other: &MeetingText) -> bool {
    one.source == other.source && one.damage == other.damage
}

/// `meeting`, which was moved to another day than `target`, as an agenda for that one. One that was not moved, from
/// `origin`, stays as it is: the other side's dates are newer.
fn brought_to(meeting: &MeetingText, target: NaiveDate, origin: NaiveDate) -> MeetingText {
    let mut meeting = meeting.clone();
    if meeting.date != target && meeting.date != origin {
        meeting.source = redated(&meeting.source, meeting.date, target).unwrap_or(meeting.source);
        meeting.date = target;
    }
    meeting
}

#[cfg(test)]
mod tests;
