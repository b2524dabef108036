//! Copies of one item in several files, brought into agreement.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::text::{SIMILAR, similarity_of_items};
use super::version::NotebookVersion;
use crate::change::{EditedMeeting, FileChange, Plan, PlanError};
use crate::markdown::{CheckboxStatus, plain};
use crate::meeting::{
    ActionItem, Identity, ItemCopy, Meeting, MeetingText, Series, Skimmed, Vocabulary,
    may_hold_title,
};
use crate::plan::by_hand::{self, UnclearReason, Within};
use crate::plan::{Verdict, reason_of, ticked};
use crate::text::{EditedText, TextEdit};

/// Plan to bring the copies of each item in the files of `now` into agreement: the newest is the one that counts, older open
/// ones become `[>]`, and what was ended in an older one since `base` ends in the newest, unless that was changed too.
///
/// `base` is what both sides last had in common. Both clones compute the same of the same files.
///
/// What somebody copied into a later agenda by hand since `base` is such a copy, as for [`carry`](crate::plan::carry).
pub fn reconcile(base: Option<&NotebookVersion>, now: &NotebookVersion) -> Plan<Vec<FileRemark>> {
    let before = now.series();
    let known = base.map(open_before).unwrap_or_default();
    let joined = by_hand::join(before, Within::NewSince(&known));
    if joined.changed.is_empty() && joined.unclear.is_empty() {
        return reconcile_copies(base, before);
    }
    let changed = joined.changed.values().map(EditedMeeting::meeting);
    let after = changed.fold(before.clone(), |series, meeting| {
        series.with(meeting.clone())
    });
    let reconciled = reconcile_copies(base, &after);
    let mut plan = joined.plan().then(reconciled).map(|(_, remarks)| remarks);
    let copies = joined.copies.iter().map(|copy| FileRemark {
        date: copy.date,
        line: copy.line,
        message: format!("this was copied by hand: it is the one of {}", copy.origin),
    });
    plan.news.extend(copies);
    let unclear = joined.unclear.iter().map(|item| FileRemark {
        date: item.date,
        line: item.line,
        message: match item.reason {
            UnclearReason::OtherOwner => {
                "an older open item has the same words and another owner; both stay".to_string()
            }
            _ => "older open items have the same words; all stay".to_string(),
        },
    });
    plan.news.extend(unclear);
    plan
}

/// The open items of `version`, by meeting and the plain form of the title.
fn open_before(version: &NotebookVersion) -> BTreeSet<(NaiveDate, String)> {
    let series = version.series();
    let mut known = BTreeSet::new();
    for meeting in series.meetings() {
        let items = meeting.items().iter();
        let open = items.filter(|item| item.status().is_open());
        known.extend(open.map(|item| (meeting.date(), plain(&item.title).into_owned())));
    }
    known
}

/// The same where every copy has its `since:`.
fn reconcile_copies(base: Option<&NotebookVersion>, series: &Series) -> Plan<Vec<FileRemark>> {
    let item_copies = series.item_copies();
    let mut work = Work {
        series,
        before: base.map(Before::of).unwrap_or_default(),
        edits: BTreeMap::new(),
        plan: Plan::default(),
    };
    let mut newest: HashMap<u64, &ItemCopy> = HashMap::new();
    for standing in item_copies.iter().filter(|standing| !standing.superseded) {
        newest.insert(standing.hash(), standing);
    }
    for standing in &item_copies {
        match newest.get(&standing.hash()) {
            Some(newest) if standing.superseded => work.older(standing, newest),
            None => {}
            Some(_) => work.perhaps_reworded(standing, &item_copies),
        }
    }
    work.finish(&series.settings().vocabulary)
}

/// Whether [`reconcile`] could have anything to do: a quick look, for the usual case that nothing that changed since has
/// a copy anywhere.
///
/// `before` are the meetings that changed, as both sides last had them in common; `changed` says which ones those are in
/// `now`.
pub fn may_disagree(
    before: &[MeetingText],
    now: &NotebookVersion,
    changed: &BTreeSet<NaiveDate>,
) -> bool {
    let read = |text: &MeetingText| now.read(text);
    now.texts()
        .iter()
        .filter(|text| changed.contains(&text.date))
        .any(|text| {
            let mut known: Vec<(String, CheckboxStatus)> = Vec::new();
            if let Some(old) = before.iter().find(|old| old.date == text.date) {
                let old = read(old);
                known.extend(old.items().iter().map(|i| (i.title.clone(), i.status())));
            }
            let is_known = |item: &ActionItem| {
                known
                    .iter()
                    .any(|(title, status)| *title == item.title && *status == item.status())
            };
            let may_be_elsewhere = |item: &ActionItem| {
                let title = plain(&item.title);
                let others = now.texts().iter().filter(|other| other.date != text.date);
                others
                    .map(|other| other.source.as_bytes())
                    .any(|other| may_hold_title(other, &title))
            };
            let meeting = read(text);
            let items = meeting.items().iter();
            items.filter(|item| !is_known(item)).any(may_be_elsewhere)
        })
}

/// How every item stood before: by its meeting's first date and identity.
#[derive(Default)]
struct Before {
    statuses: HashMap<(NaiveDate, Identity), Vec<CheckboxStatus>>,
}

impl Before {
    fn of(version: &NotebookVersion) -> Before {
        let series = version.series();
        let mut statuses: HashMap<(NaiveDate, Identity), Vec<CheckboxStatus>> = HashMap::new();
        for standing in series.item_copies() {
            let meeting = &series.meetings()[standing.meeting];
            let status = meeting.items()[standing.item].status();
            statuses
                .entry((meeting.due_date(), standing.identity))
                .or_default()
                .push(status);
        }
        Before { statuses }
    }

    /// What the item said; nothing where it was not there.
    fn status(&self, meeting: &Skimmed, standing: &ItemCopy) -> Option<CheckboxStatus> {
        let known = self
            .statuses
            .get(&(meeting.due_date(), standing.identity.clone()))?;
        known.get(standing.ordinal).or(known.last()).copied()
    }
}

/// What is done to one item.
enum Mark {
    Carried,
    Ended(Verdict),
}

struct Work<'a> {
    series: &'a Series,
    before: Before,
    /// By meeting, the items that change.
    edits: BTreeMap<usize, Vec<(usize, Mark)>>,
    plan: Plan<Vec<FileRemark>>,
}

impl<'a> Work<'a> {
    fn at(&self, standing: &ItemCopy) -> (&'a Skimmed, &'a ActionItem) {
        let meeting = &self.series.meetings()[standing.meeting];
        (meeting, &meeting.items()[standing.item])
    }

    fn remark(&mut self, standing: &ItemCopy, message: String) {
        let (meeting, item) = self.at(standing);
        self.plan.news.push(FileRemark {
            date: meeting.date(),
            line: meeting.place(item.line_start).line,
            message,
        });
    }

    /// Whether the item ended after both sides last agreed.
    fn is_newly_ended(&self, standing: &ItemCopy) -> bool {
        let (meeting, item) = self.at(standing);
        let was_ended = self
            .before
            .status(meeting, standing)
            .is_some_and(CheckboxStatus::is_ended);
        item.status().is_ended() && !was_ended
    }

    /// Why `item`, which stands in `meeting`, was dropped.
    fn reason_of(&self, meeting: &Skimmed, item: &ActionItem) -> Option<String> {
        let whole = self.series.whole(meeting.date())?;
        let same = |other: &&ActionItem| other.checkbox.span == item.checkbox.span;
        reason_of(whole.document(), whole.items().iter().find(same)?)
    }

    /// An item of which `newest` is a newer copy.
    fn older(&mut self, standing: &ItemCopy, newest: &ItemCopy) {
        let (meeting, item) = self.at(standing);
        let (new_meeting, new_item) = self.at(newest);
        if item.status().is_open() {
            self.edits
                .entry(standing.meeting)
                .or_default()
                .push((standing.item, Mark::Carried));
            return;
        }
        if !self.is_newly_ended(standing) || !new_item.status().is_open() {
            return;
        }
        // Opened again after it had ended: that is a word of its own.
        let was_ended = self
            .before
            .status(new_meeting, newest)
            .is_some_and(CheckboxStatus::is_ended);
        let is_untouched = new_item.status() == CheckboxStatus::Open
            && new_item.owner() == item.owner()
            && new_item.due() == item.due()
            && !was_ended;
        if !is_untouched {
            let word = item.status().word();
            self.remark(
                newest,
                format!(
                    "an older copy was {word} in {}, and this one was changed; it stays open",
                    meeting.path()
                ),
            );
            return;
        }
        let verdict = match item.status() {
            CheckboxStatus::Dropped => {
                Verdict::Dropped(self.reason_of(meeting, item).unwrap_or_default())
            }
            _ => Verdict::Done,
        };
        self.edits
            .entry(newest.meeting)
            .or_default()
            .push((newest.item, Mark::Ended(verdict)));
    }

    /// An item that ended and has no newer copy of the same words: there may be one in other words.
    fn perhaps_reworded(&mut self, standing: &ItemCopy, item_copies: &[ItemCopy]) {
        if !self.is_newly_ended(standing) || self.before.statuses.is_empty() {
            return;
        }
        let (meeting, _) = self.at(standing);
        let reworded = item_copies.iter().find(|other| {
            let (_, item) = self.at(other);
            other.meeting > standing.meeting
                && other.identity.origin == standing.identity.origin
                && other.identity.title != standing.identity.title
                && item.since().is_some()
                && item.status().is_open()
                && similarity_of_items(&standing.identity.title, &other.identity.title) >= SIMILAR
                && !item_copies
                    .iter()
                    .any(|older| older.identity == other.identity && older.meeting < other.meeting)
        });
        if let Some(reworded) = reworded {
            let message = format!(
                "this may be what was ended in {} in other words; it stays open",
                meeting.path()
            );
            self.remark(reworded, message);
        }
    }

    fn finish(mut self, vocabulary: &Vocabulary) -> Plan<Vec<FileRemark>> {
        for (index, marks) in std::mem::take(&mut self.edits) {
            let meeting = &self.series.meetings()[index];
            let Ok(text) = marked(meeting, &marks, vocabulary) else {
                let line = marks.first().map_or(0, |(item, _)| {
                    meeting.place(meeting.items()[*item].line_start).line
                });
                self.plan.news.push(FileRemark {
                    date: meeting.date(),
                    line,
                    message: "this is carried or ended elsewhere, and could not be marked here"
                        .to_string(),
                });
                continue;
            };
            let path = meeting.path().to_string();
            self.plan.push(FileChange::Edit { path, text });
        }
        self.plan
    }
}

/// The text of `meeting` with its items marked.
fn marked(
    meeting: &Skimmed,
    marks: &[(usize, Mark)],
    vocabulary: &Vocabulary,
) -> Result<EditedText, PlanError> {
    let path = meeting.path();
    if let Some(damage) = meeting.damage() {
        return Err(PlanError::Damaged { path, damage });
    }
    let boxes = marks
        .iter()
        .filter(|(_, mark)| matches!(mark, Mark::Carried));
    let edits: Vec<TextEdit> = boxes
        .map(|(item, _)| {
            TextEdit::replace(meeting.source(), meeting.items()[*item].checkbox.mark, ">")
        })
        .collect();
    let fault = |cause| PlanError::Edit { path, cause };
    let mut text = EditedText::new(meeting.shared_source(), &edits).map_err(fault)?;
    for (item, mark) in marks {
        let Mark::Ended(verdict) = mark else { continue };
        // A note below one item moves no other: they keep their order.
        let now = Meeting::read(meeting.date(), text.after(), None, vocabulary);
        let edits = match verdict {
            Verdict::Dropped(reason) if reason.is_empty() => {
                let mark = now.items().get(*item).map(|item| item.checkbox.mark);
                let dropped = mark.map(|mark| TextEdit::replace(now.source(), mark, "-"));
                Vec::from_iter(dropped)
            }
            verdict => {
                let ended = ticked(&now, &[*item], verdict, vocabulary)?;
                ended.text().edits().to_vec()
            }
        };
        text = text.then(&edits).map_err(fault)?;
    }
    Ok(text)
}

/// Something in a merged notebook that the two should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRemark {
    /// The meeting.
    pub date: NaiveDate,
    /// The line in the merged file, from 1; 0 for the whole file.
    pub line: usize,
    /// What is there, as one sentence without a full stop.
    pub message: String,
}
