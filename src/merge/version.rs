//! The files of a notebook in one commit.

use std::sync::OnceLock;

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
    texts: Vec<MeetingText>,
    /// The same, read when somebody asks for the first time.
    series: OnceLock<Series>,
}

impl NotebookVersion {
    /// A version with these meetings, which are in order of date.
    pub fn new(settings: Settings, template: Template, texts: Vec<MeetingText>) -> NotebookVersion {
        NotebookVersion {
            settings,
            template,
            texts,
            series: OnceLock::new(),
        }
    }

    /// The same with other meetings; those that are as they were are not read again.
    #[must_use]
    pub fn with_texts(&self, texts: Vec<MeetingText>) -> NotebookVersion {
        let read = |text: &MeetingText| match self.series().meeting(text.date) {
            Some(known) if is_as_in(text, known) => known.clone(),
            _ => self.read(text),
        };
        let series = Series::new(self.settings.clone(), texts.iter().map(read).collect());
        NotebookVersion {
            series: OnceLock::from(series),
            ..NotebookVersion::new(self.settings.clone(), self.template.clone(), texts)
        }
    }

    /// Its meetings, in order of date.
    pub fn texts(&self) -> &[MeetingText] {
        &self.texts
    }

    /// The meeting on `date`.
    pub(super) fn meeting(&self, date: NaiveDate) -> Option<&MeetingText> {
        let at = self.texts.binary_search_by_key(&date, |text| text.date);
        at.ok().map(|at| &self.texts[at])
    }

    /// All meetings, read for all boxes, once.
    pub(super) fn series(&self) -> &Series {
        self.series.get_or_init(|| {
            let meetings = self.texts.iter().map(|text| self.read(text));
            Series::new(self.settings.clone(), meetings.collect())
        })
    }

    /// What `new` would have written for `date` from what both `sides` began with; nothing where it would have written
    /// nothing.
    ///
    /// An item that is still open in an older meeting of a side whose agenda lacks it was never carried there: that side
    /// made its agenda before it had the item. It is left out, or its absence would be taken for a deletion.
    pub fn prepared(&self, date: NaiveDate, sides: [&NotebookVersion; 2]) -> Option<String> {
        let sides = sides.map(|side| (side, side.meeting(date).map(|text| side.read(text))));
        let meetings = self.series().meetings().iter().map(|meeting| {
            let open = meeting
                .items()
                .iter()
                .filter(|item| item.status().is_open());
            let mut open: Vec<&ActionItem> = match meeting.date() < date {
                true => open.collect(),
                false => Vec::new(),
            };
            if open.is_empty() {
                return Some(meeting.clone());
            }
            let olds = sides.each_ref().map(|(side, _)| side.as_it_has(meeting));
            let pairs = || olds.iter().zip(&sides);
            open.retain(|item| {
                let origin = meeting.origin_of(item);
                pairs().any(|(old, (_, agenda))| {
                    has_not_carried(&item.title, origin, old.as_ref(), agenda.as_ref())
                })
            });
            let edits = open.iter();
            let edits =
                edits.map(|item| TextEdit::replace(meeting.source(), item.checkbox.mark, ">"));
            let source = apply_edits(meeting.source(), &edits.collect::<Vec<_>>()).ok()?;
            Some(self.read(&MeetingText {
                date: meeting.date(),
                source,
                damage: meeting.damage(),
            }))
        });
        let meetings: Option<Vec<Skimmed>> = meetings.collect();
        let series = Series::new(self.settings.clone(), meetings?);
        let plan = prepare(&series, &self.template, date).ok()?;
        let made = plan.made(&MeetingPath::new(date).to_string());
        made.map(str::to_string)
    }

    /// One of its meetings, read for all boxes.
    pub(super) fn read(&self, text: &MeetingText) -> Skimmed {
        let vocabulary = &self.settings.vocabulary;
        let source = text.source.as_str();
        Skimmed::read(text.date, source, text.damage, vocabulary, Wanted::Any)
    }

    /// `meeting` as it is here; not read again where it is the same.
    fn as_it_has(&self, meeting: &Skimmed) -> Option<Skimmed> {
        let text = self.meeting(meeting.date())?;
        Some(match is_as_in(text, meeting) {
            true => meeting.clone(),
            false => self.read(text),
        })
    }
}

fn is_as_in(text: &MeetingText, meeting: &Skimmed) -> bool {
    text.source == meeting.source() && text.damage == meeting.damage()
}

/// Whether an item of this title, of an older meeting, is still open in `old`, which that meeting is on one side, perhaps in
/// other words, and not in that side's `agenda`.
///
/// Only where its title is gone from the older meeting is it looked for in other words: a title that is like it may
/// be another item's.
fn has_not_carried(
    title: &str,
    origin: NaiveDate,
    old: Option<&Skimmed>,
    agenda: Option<&Skimmed>,
) -> bool {
    let is_in_agenda = |title: &str| {
        let mut items = agenda.into_iter().flat_map(|meeting| meeting.items());
        items.any(|other| other.since() == Some(origin) && other.title == title)
    };
    let old_items = || old.into_iter().flat_map(|meeting| meeting.items());
    let is_titled_so = old_items().any(|other| other.title == title);
    old_items()
        .filter(|other| other.status().is_open())
        .filter(|other| match is_titled_so {
            true => other.title == title,
            false => is_reworded(title, &other.title),
        })
        .any(|other| !is_in_agenda(&other.title))
}
