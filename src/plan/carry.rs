//! The central law: every open item is open exactly once, or has an ending.
//!
//! `carry` is a pure function of the notebook's files, the template and the date. The target is written first and
//! the originals are marked afterwards, so after a crash an item may be open twice for a moment, never lost; the
//! next run recognises the copies ([`item_copies`](crate::meeting::item_copies)) and only marks what is missing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::by_hand::{self, HandCopy, Unclear, UnclearReason, Within};
use super::carry_group::{CarriedItem, Group, groups_of};
use crate::change::{Agenda, AgendaPlace, Arrival, EditedMeeting, FileChange, Plan, PlanError};
use crate::markdown::plain;
use crate::meeting::{ItemCopy, LeftOut, Meeting, MeetingPath, Series, Skimmed};
use crate::text::{Span, TextEdit};

/// An open item that can't be carried. It stays open where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftItem {
    /// Where it stands.
    pub path: MeetingPath,
    /// Its words without attributes.
    pub title: String,
    /// What keeps it there.
    pub reason: LeftReason,
}

/// Why an open item can't be carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftReason {
    /// Its file must not be changed.
    Damaged,
    /// It means what it does only where it stands: put into the agenda it would be read as something else.
    Tied,
}

/// What there is to say of a carry.
#[derive(Clone, Debug, Default)]
pub struct CarryNews {
    /// The items that go into the agenda, in the order in which they stand there.
    pub items: Vec<CarriedItem>,
    /// Originals that get their mark because a newer copy exists already: date of the meeting and title.
    pub marked: Vec<(NaiveDate, String)>,
    /// Open items that stay where they are, and why.
    pub left: Vec<LeftItem>,
    /// Copies that somebody had made by hand, and that got their `since:`.
    pub by_hand: Vec<HandCopy>,
    /// Items in the same words as one that was carried, which may be the same or not.
    pub unclear: Vec<Unclear>,
    /// The day of the agenda that comes before this one, for which all that is open waits: nothing was carried.
    pub waits_for: Option<NaiveDate>,
}

/// Plan to carry all open items of earlier meetings into the agenda of the day of `blank`; of the meeting on `only_from`
/// alone, if given. The agenda changes before the meetings from which it takes something.
///
/// `blank` is what the template gives for that day: the agenda if there is none yet, else it says where a missing section
/// belongs. What stands in a later meeting word for word, because somebody copied it there by hand, is the copy.
///
/// # Errors
/// When the agenda can't be changed, or would not hold what was carried when read again.
pub fn carry_into(
    series: &Series,
    blank: &Meeting,
    only_from: Option<NaiveDate>,
) -> Result<Plan<CarryNews>, PlanError> {
    let date = blank.date();
    nothing_left_out(series, date)?;
    let within = Within::Agenda {
        date,
        from: only_from,
    };
    let joined = by_hand::join(series, within);
    let mut plan = match joined.changed.is_empty() {
        true => carry_copies(series, blank, only_from)?,
        false => {
            let copies = carry_copies(&by_hand::after(series, &joined), blank, only_from)?;
            joined.plan().then(copies).map(|(_, carried)| carried)
        }
    };
    let news = &mut plan.news;
    news.unclear = joined.unclear;
    news.unclear
        .extend(ended_elsewhere(series, &news.items, date));
    news.unclear.extend(written_again(series, &news.items));
    news.by_hand = joined.copies;
    Ok(plan)
}

/// Whether all files could be read in which something stands that goes into the agenda on `date`, and none of those that
/// could not takes that date.
pub(super) fn nothing_left_out(series: &Series, date: NaiveDate) -> Result<(), PlanError> {
    not_taken(series, date)?;
    let mut left_out = series.left_out().iter();
    match left_out.find(|left| left.date < date && left.may_hold_items()) {
        None => Ok(()),
        Some(left) => Err(PlanError::LeftOut {
            path: left.path.clone(),
            why: left.why.clone(),
            help: left.help.clone(),
        }),
    }
}

/// Whether no file that can't be read takes `date`: another one for the same meeting would be a second one.
pub(super) fn not_taken(series: &Series, date: NaiveDate) -> Result<(), PlanError> {
    // A link in the place of the agenda itself is found, and named, when that is written.
    let own = MeetingPath::new(date).to_string();
    let is_link = |left: &LeftOut| left.is_outside && left.path == own;
    let takes = |left: &&LeftOut| left.date == date && !is_link(left);
    match series.left_out().iter().find(takes) {
        Some(left) if series.meeting(date).is_none() => Err(PlanError::Taken {
            date,
            path: left.path.clone(),
            why: left.why.clone(),
            help: left.help.clone(),
        }),
        _ => Ok(()),
    }
}

/// Items by the meeting from which they come, and their owner.
type ByPlace<'a> = BTreeMap<(NaiveDate, Option<&'a str>), &'a CarriedItem>;

/// Those of `carried` whose words an older one has, too, and that were written by hand where they come from: perhaps
/// somebody copied it there.
fn written_again(series: &Series, carried: &[CarriedItem]) -> Vec<Unclear> {
    // Of those alike in one meeting one is enough.
    let mut seen: BTreeMap<Cow<'_, str>, ByPlace<'_>> = BTreeMap::new();
    let mut told = Vec::new();
    let mut in_order: Vec<&CarriedItem> = carried.iter().collect();
    in_order.sort_by_key(|item| item.from);
    for item in in_order {
        let older = seen.entry(plain(&item.title)).or_default();
        let is_older = |other: &&CarriedItem| {
            other.from < item.from
                && by_hand::is_same_owner(other.owner.as_deref(), item.owner.as_deref())
        };
        if let Some(meeting) = series.meeting(item.from)
            && item.origin == meeting.due_date()
            && older.values().copied().any(|other| is_older(&other))
        {
            told.push(Unclear {
                date: item.from,
                line: by_hand::line_of(meeting, &item.title),
                title: item.title.clone(),
                reason: UnclearReason::Several,
            });
        }
        older.insert((item.from, item.owner.as_deref()), item);
    }
    told
}

/// Those of `carried` that stand in a meeting between as ended, written there by hand.
fn ended_elsewhere(series: &Series, carried: &[CarriedItem], until: NaiveDate) -> Vec<Unclear> {
    let Some(first) = carried.iter().map(|item| item.from).min() else {
        return Vec::new();
    };
    let mut by_title: BTreeMap<Cow<'_, str>, Vec<&CarriedItem>> = BTreeMap::new();
    for item in carried {
        by_title.entry(plain(&item.title)).or_default().push(item);
    }
    let mut told: BTreeMap<&Cow<'_, str>, Unclear> = BTreeMap::new();
    let between = |meeting: &&Skimmed| meeting.date() > first && meeting.date() <= until;
    // From the newest on; each is read once.
    for meeting in series.meetings().iter().rev().filter(between) {
        if !by_hand::may_hold_ended(meeting) {
            continue;
        }
        let Some(whole) = series.whole(meeting.date()) else {
            continue;
        };
        let ended = whole
            .items()
            .iter()
            .filter(|item| by_hand::is_ended_by_hand(item));
        for item in ended {
            let Some((title, alike)) = by_title.get_key_value(&plain(&item.title)) else {
                continue;
            };
            let is_it = |other: &&CarriedItem| {
                other.from < whole.date()
                    && by_hand::is_same_owner(item.owner(), other.owner.as_deref())
            };
            if !told.contains_key(title) && alike.iter().copied().any(|other| is_it(&other)) {
                let unclear = Unclear {
                    line: whole.place(item.line_start).line,
                    date: whole.date(),
                    title: item.title.clone(),
                    reason: UnclearReason::Ended,
                };
                told.insert(title, unclear);
            }
        }
    }
    told.into_values().collect()
}

/// The same where every copy has its `since:`.
fn carry_copies(
    series: &Series,
    blank: &Meeting,
    only_from: Option<NaiveDate>,
) -> Result<Plan<CarryNews>, PlanError> {
    let path = blank.path();
    let existing = series.whole(blank.date());
    if let Some(damage) = existing.and_then(|existing| existing.damage()) {
        return Err(PlanError::Damaged { path, damage });
    }
    let agenda = existing.map_or(blank, |existing| existing);
    let agenda = Agenda::new(agenda, blank, &series.settings().vocabulary);
    let item_copies = series.item_copies();
    let mut news = CarryNews::default();
    let mut groups = Vec::new();
    let mut marks: BTreeMap<NaiveDate, Vec<Span>> = BTreeMap::new();
    for of_meeting in item_copies.chunk_by(|a, b| a.meeting == b.meeting) {
        let index = of_meeting[0].meeting;
        let meeting = &series.meetings()[index];
        let open = |item_copy: &&ItemCopy| meeting.items()[item_copy.item].status().is_open();
        let is_source =
            meeting.date() < blank.date() && only_from.is_none_or(|from| from == meeting.date());
        let (old, live): (Vec<&ItemCopy>, Vec<&ItemCopy>) = of_meeting
            .iter()
            .filter(open)
            .partition(|item_copy| item_copy.superseded);
        let live = if is_source { live } else { Vec::new() };
        if old.is_empty() && live.is_empty() {
            continue;
        }
        if meeting.damage().is_some() {
            news.left
                .extend(old.iter().chain(&live).map(|item_copy| LeftItem {
                    path: meeting.path(),
                    title: meeting.items()[item_copy.item].title.clone(),
                    reason: LeftReason::Damaged,
                }));
            continue;
        }
        for item_copy in old {
            let item = &meeting.items()[item_copy.item];
            news.marked.push((meeting.date(), item.title.clone()));
            marks
                .entry(meeting.date())
                .or_default()
                .push(item.checkbox.mark);
        }
        groups.extend(groups_of(meeting, &live, series, blank.date()));
    }
    let Fitting {
        groups,
        tied,
        filled: (after, carried),
    } = fitting(&agenda, groups)?;
    for group in &groups {
        marks.entry(group.meeting).or_default().extend(&group.marks);
    }
    news.left.extend(tied.iter().flat_map(|group| {
        group.added.iter().map(|item| LeftItem {
            path: MeetingPath::new(group.meeting),
            title: item.title.clone(),
            reason: LeftReason::Tied,
        })
    }));
    news.items = carried;
    let mut plan = Plan::default().map(|()| news);
    plan.push(match existing {
        Some(_) => after.into(),
        None => FileChange::Create {
            path: path.to_string(),
            text: after.meeting().source().to_string(),
            blank: Some(blank.source().to_string()),
        },
    });
    for (date, boxes) in marks {
        // The agenda itself is never a source, but may hold an item that a later one has taken over.
        if date != blank.date()
            && let Some(meeting) = series.meeting(date)
        {
            plan.push(mark_carried(meeting, &boxes)?);
        }
    }
    Ok(plan)
}

/// Those of `groups` that can stand in the agenda together, and those that can't.
///
/// Nearly always all can. Otherwise each is tried alone, so that one odd item keeps no other back.
fn fitting(agenda: &Agenda, groups: Vec<Group>) -> Result<Fitting, PlanError> {
    if let Ok(filled) = fill(agenda, &groups) {
        return Ok(Fitting {
            groups,
            tied: Vec::new(),
            filled,
        });
    }
    let mut fitting = Fitting {
        filled: fill(agenda, &[])?,
        groups: Vec::new(),
        tied: Vec::new(),
    };
    for group in groups {
        fitting.groups.push(group);
        match fill(agenda, &fitting.groups) {
            Ok(filled) => fitting.filled = filled,
            Err(_) => fitting.tied.extend(fitting.groups.pop()),
        }
    }
    Ok(fitting)
}

/// What goes into the agenda.
struct Fitting {
    /// What can stand in it together.
    groups: Vec<Group>,
    /// What can't.
    tied: Vec<Group>,
    /// The agenda with `groups` in it.
    filled: Filled,
}

/// The agenda with what goes into it, and the items in the order in which they stand in the sections.
type Filled = (EditedMeeting, Vec<CarriedItem>);

fn fill(agenda: &Agenda, groups: &[Group]) -> Result<Filled, PlanError> {
    let mut places: BTreeMap<AgendaPlace, Vec<&Group>> = BTreeMap::new();
    for group in groups {
        places
            .entry(agenda.place(&group.section_title, group.role))
            .or_default()
            .push(group);
    }
    let mut edits = Vec::new();
    let mut carried = Vec::new();
    let mut added = Vec::new();
    for (place, mut groups) in places {
        // Aged ones first, the oldest on top; the others as they stood.
        groups.sort_by_key(|group| (!group.aged, group.aged.then_some(group.origin)));
        let section = agenda.title(&place);
        let mut arrivals = Vec::with_capacity(groups.len());
        for group in groups {
            let items = group.carried.iter().cloned();
            carried.extend(items.map(|item| CarriedItem {
                section: section.clone(),
                ..item
            }));
            added.extend(group.added.iter().cloned());
            arrivals.push(Arrival {
                item: group.item.clone(),
                first: group.aged,
            });
        }
        edits.extend(agenda.edits(&place, &arrivals));
    }
    Ok((agenda.with_items(&edits, &added)?, carried))
}

/// One byte for each item: its box becomes `[>]`.
fn mark_carried(meeting: &Skimmed, boxes: &[Span]) -> Result<FileChange, PlanError> {
    let edits: Vec<TextEdit> = boxes
        .iter()
        .map(|mark| TextEdit::replace(meeting.source(), *mark, ">"))
        .collect();
    FileChange::edit(meeting.path(), meeting.shared_source(), &edits)
}

#[cfg(test)]
mod tests;
