//! A meeting on another day.

use super::entries::with_entries;
use chrono::NaiveDate;

use super::carry::CarryPlan;
use super::prepare::{PrepareError, prepare};
use crate::change::{ChangeSet, FileChange, PlanError, Template};
use crate::markdown::{Document, FrontMatter};
use crate::meeting::{MOVE_WITHIN_DAYS, Meeting, MeetingPath, MeetingStatus, Series, long_date};
use crate::text::{TextEdit, apply_edits};

/// Plan to move the meeting on `from` to `to`: its front matter and the date in its title change first, then the file
/// gets the new name. At no moment there are two of it, and killed in between it can be moved again.
///
/// # Errors
/// When there is no such meeting, it is over, the new date is taken, or `to` is more than seven days from the day on
/// which the meeting was first due and `force` is not given.
pub fn reschedule(
    series: &Series,
    from: NaiveDate,
    to: NaiveDate,
    force: bool,
) -> Result<ChangeSet, PlanError> {
    let meeting = planned(series, from)?;
    if series.meeting(to).is_some() {
        return Err(PlanError::DateTaken(to));
    }
    let first = meeting.moved_from().unwrap_or(from);
    within_a_week(first, to, force)?;
    let mut entries = vec![("date", to.to_string())];
    if first != to {
        entries.push(("moved_from", first.to_string()));
    }
    let path = meeting.path();
    let after = with_entries(path, meeting.source(), meeting.front_matter(), &entries)?;
    let after = with_title_date(path, after, from, to)?;
    let mut changes = ChangeSet::default();
    changes.push(FileChange::Rewrite {
        path: path.to_string(),
        before: meeting.source().to_string(),
        after: after.clone(),
    });
    changes.push(FileChange::Rename {
        from: path.to_string(),
        to: MeetingPath::new(to).to_string(),
        text: after,
    });
    Ok(changes)
}

/// Plan the agenda of a meeting that was due on `from`, where none is there yet, for `to` instead.
///
/// # Errors
/// As [`reschedule`] and [`prepare`].
pub fn prepare_elsewhere(
    series: &Series,
    template: &Template,
    from: NaiveDate,
    to: NaiveDate,
    force: bool,
) -> Result<CarryPlan, PrepareError> {
    if series.meeting(to).is_some() {
        return Err(PlanError::DateTaken(to).into());
    }
    within_a_week(from, to, force)?;
    let mut plan = prepare(series, template, to)?;
    let mut changes = ChangeSet::default();
    for change in plan.changes.changes() {
        let change = match change {
            FileChange::Create { path, text } => {
                if let Some(blank) = plan.changes.blank(path) {
                    changes.keep_blank(path, blank);
                }
                let entry = [("moved_from", from.to_string())];
                let front_matter = FrontMatter::read(text);
                let text = with_entries(MeetingPath::new(to), text, front_matter.as_ref(), &entry)?;
                FileChange::Create {
                    path: path.clone(),
                    text,
                }
            }
            other => other.clone(),
        };
        changes.push(change);
    }
    plan.changes = changes;
    Ok(plan)
}

/// `text`, an agenda for `from`, with the date `to` in its front matter and its title.
pub fn redated(text: &str, from: NaiveDate, to: NaiveDate) -> Result<String, PlanError> {
    let path = MeetingPath::new(to);
    let entries = [("date", to.to_string())];
    let after = with_entries(path, text, FrontMatter::read(text).as_ref(), &entries)?;
    with_title_date(path, after, from, to)
}

/// A meeting moves within the week, unless someone insists.
fn within_a_week(first: NaiveDate, to: NaiveDate, force: bool) -> Result<(), PlanError> {
    let days = (to - first).num_days().abs();
    if days > MOVE_WITHIN_DAYS && !force {
        return Err(PlanError::MovedTooFar { first, to, days });
    }
    Ok(())
}

/// The meeting on `date`, if it is still to come.
///
/// # Errors
/// When there is none, it is over or off, or its file is damaged.
pub fn planned(series: &Series, date: NaiveDate) -> Result<&Meeting, PlanError> {
    let Some(meeting) = series.whole(date) else {
        super::carry::not_taken(series, date)?;
        return Err(PlanError::NoMeeting(date));
    };
    if let Some(damage) = meeting.damage() {
        return Err(PlanError::Damaged {
            path: meeting.path(),
            damage,
        });
    }
    match meeting.status() {
        MeetingStatus::Planned => Ok(meeting),
        status => Err(PlanError::NotPlanned {
            date,
            status: status.word(),
        }),
    }
}

/// The date in the title, where it stands there as our templates write it.
fn with_title_date(
    path: MeetingPath,
    text: String,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<String, PlanError> {
    let document = Document::new(text);
    let source = document.source();
    let Some(title) = document
        .headings()
        .iter()
        .find(|heading| heading.level == 1)
    else {
        return Ok(source.to_string());
    };
    let line = title.span.slice(source);
    let written = [
        (long_date(from), long_date(to)),
        (from.to_string(), to.to_string()),
    ];
    let found = written
        .iter()
        .find_map(|(old, new)| Some((line.find(old.as_str())?, old, new)));
    let Some((at, old, new)) = found else {
        return Ok(source.to_string());
    };
    let start = title.span.start + at;
    let edit = TextEdit::replace(source, (start..start + old.len()).into(), new.as_str());
    apply_edits(source, &[edit]).map_err(|cause| PlanError::Edit { path, cause })
}
