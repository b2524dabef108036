//! The files of a notebook in one commit.

use chrono::NaiveDate;

use super::text::is_reworded;
use crate::change::Template;
use crate::markdown::Wanted;
use crate::meeting::{ActionItem, MeetingPath, MeetingText, Series, Settings, Skimmed};
use crate::plan::prepare;
use crate::text::{TextEdit, apply_edits};

/// The files of a notebook in one commit.
#[derive(Clone, Debug)]
pub struct NotebookVersion {
    /// What its `oneonone.yaml` says.
    pub settings: Settings,
    /// The template that `new` would have used.
    pub template: Template,
    /// Its meetings, in order of date.
    pub meetings: Vec<MeetingText>,
}

impl NotebookVersion {
    /// The meeting on `date`.
    pub(super) fn meeting(&self, date: NaiveDate) -> Option<&MeetingText> {
        let at = self
            .meetings
            .binary_search_by_key(&date, |meeting| meeting.date);
        at.ok().map(|at| &self.meetings[at])
    }

    /// All meetings, read for all boxes.
    pub(super) fn series(&self) -> Series {
        let meetings = self.meetings.iter().map(|text| self.read(text));
        Series::new(self.settings.clone(), meetings.collect())
    }

    /// What `new` would have written for `date` from what both `sides` began with; nothing where it would have written
    /// nothing.
    ///
    /// An item that is still open in an older meeting of a side whose agenda lacks it was never carried there: that side
    /// made its agenda before it had the item. It is left out, or its absence would be taken for a deletion.
    pub fn prepared(&self, date: NaiveDate, sides: [&NotebookVersion; 2]) -> Option<String> {
        let mut before = self.clone();
        for text in before.meetings.iter_mut().filter(|text| text.date < date) {
            let meeting = self.read(text);
            let not_carried = meeting.items().iter().filter(|item| {
                item.status().is_open()
                    && sides
                        .iter()
                        .any(|side| side.has_not_carried(&meeting, item, date))
            });
            let edits: Vec<TextEdit> = not_carried
                .map(|item| TextEdit::replace(meeting.source(), item.checkbox.mark, ">"))
                .collect();
            text.source = apply_edits(meeting.source(), &edits).ok()?;
        }
        let plan = prepare(&before.series(), &self.template, date).ok()?;
        let made = plan.made(&MeetingPath::new(date).to_string());
        made.map(str::to_string)
    }

    /// One of its meetings, read for all boxes.
    pub(super) fn read(&self, text: &MeetingText) -> Skimmed {
        let vocabulary = &self.settings.vocabulary;
        Skimmed::read(
            text.date,
            text.source.clone(),
            text.damage,
            vocabulary,
            Wanted::Any,
        )
    }

    /// Whether `item`, of an older `meeting`, is still open there, perhaps in other words, and not in the agenda on `date`.
    ///
    /// Only where its title is gone from the older meeting is it looked for in other words: a title that is like it may
    /// be another item's.
    fn has_not_carried(&self, meeting: &Skimmed, item: &ActionItem, date: NaiveDate) -> bool {
        let origin = meeting.origin_of(item);
        let read = |date| self.meeting(date).map(|text| self.read(text));
        let agenda = read(date);
        let is_in_agenda = |title: &str| {
            let mut items = agenda.iter().flat_map(|meeting| meeting.items());
            items.any(|other| other.since() == Some(origin) && other.title == title)
        };
        let old = read(meeting.date());
        let old_items = || old.iter().flat_map(|meeting| meeting.items());
        let is_titled_so = old_items().any(|other| other.title == item.title);
        old_items()
            .filter(|other| other.status().is_open())
            .filter(|other| match is_titled_so {
                true => other.title == item.title,
                false => is_reworded(&item.title, &other.title),
            })
            .any(|other| !is_in_agenda(&other.title))
    }
}
