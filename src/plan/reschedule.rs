//! A meeting on another day.

use chrono::NaiveDate;

use super::carry::CarryNews;
use super::entries::with_entries;
use super::planned::planned;
use super::prepare::prepare;
use crate::change::{FileChange, Plan, PlanError, Template};
use crate::markdown::{Document, FrontMatter};
use crate::meeting::{MOVE_WITHIN_DAYS, MeetingPath, Series, StatedDate, long_date};
use crate::text::{EditedText, TextEdit};

/// Plan to move the meeting on `from` to `to`. Its front matter and the date in its title change first, then the file gets
/// the new name: at no moment there are two of it, and killed in between it can be moved again. Where there is no agenda
/// yet it is made for `to`.
///
/// # Errors
/// When the meeting is over, the new date is taken, or `to` is more than seven days from the day on which the meeting was
/// first due and `force` is not given; and as [`prepare`].
pub fn reschedule(
    series: &Series,
    template: &Template,
    from: NaiveDate,
    to: NaiveDate,
    force: bool,
) -> Result<Plan<CarryNews>, PlanError> {
    if series.meeting(from).is_none() {
        return prepare_elsewhere(series, template, from, to, force);
    }
    let meeting = planned(series, from)?;
    if series.meeting(to).is_some() {
        return Err(PlanError::DateTaken(to));
    }
    let first = meeting.moved_from().unwrap_or(from);
    within_a_week(first, to, force)?;
    let path = meeting.path();
    let text = EditedText::unchanged(meeting.shared_source());
    let text = with_date(path, text, meeting.front_matter(), from, to)?;
    let text = match first == to {
        true => text,
        false => {
            let entries = [("moved_from", first.to_string())];
            let front_matter = FrontMatter::read(&text.after());
            with_entries(path, text, front_matter.as_ref(), &entries)?
        }
    };
    let text = with_title_date(path, text, from, to)?;
    let then = text.after();
    let edit = FileChange::Edit {
        path: path.to_string(),
        text,
    };
    let rename = FileChange::Rename {
        from: path.to_string(),
        to: MeetingPath::new(to).to_string(),
        text: then,
    };
    Ok(Plan::from_iter([edit, rename]).map(|()| CarryNews::default()))
}

/// Plan the agenda of a meeting that was due on `from`, where none is there yet, for `to` instead.
fn prepare_elsewhere(
    series: &Series,
    template: &Template,
    from: NaiveDate,
    to: NaiveDate,
    force: bool,
) -> Result<Plan<CarryNews>, PlanError> {
    if series.meeting(to).is_some() {
        return Err(PlanError::DateTaken(to));
    }
    within_a_week(from, to, force)?;
    let plan = prepare(series, template, to)?;
    let path = MeetingPath::new(to);
    let made = plan.made(&path.to_string()).unwrap_or_default();
    let entries = [("moved_from", from.to_string())];
    let front_matter = FrontMatter::read(made);
    let text = with_entries(
        path,
        EditedText::unchanged(made),
        front_matter.as_ref(),
        &entries,
    )?;
    let path = path.to_string();
    let moved = Plan::from(FileChange::Edit { path, text });
    Ok(plan.then(moved).map(|(carried, ())| carried))
}

/// `text`, an agenda for `from`, with the date `to` in its front matter and its title.
///
/// # Errors
/// When its front matter can't be changed.
pub fn redated(text: &str, from: NaiveDate, to: NaiveDate) -> Result<String, PlanError> {
    let path = MeetingPath::new(to);
    let front_matter = FrontMatter::read(text);
    let text = EditedText::unchanged(text);
    let text = with_date(path, text, front_matter.as_ref(), from, to)?;
    Ok(with_title_date(path, text, from, to)?.after())
}

/// `text`, of a meeting on `from` with this `front_matter`, with the date `to` there. Where `from` stands in it with a
/// time, in a link or in a list, all but the day stays as it is.
///
/// # Errors
/// When the front matter can't be changed.
fn with_date(
    path: MeetingPath,
    text: EditedText,
    front_matter: Option<&FrontMatter>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<EditedText, PlanError> {
    let (to, source) = (to.to_string(), text.after());
    let stated = front_matter.and_then(|front_matter| {
        let stated = StatedDate::of(front_matter, &source)?;
        Some((front_matter, stated))
    });
    let Some((front_matter, stated)) = stated.filter(|(_, stated)| stated.says(from)) else {
        return with_entries(path, text, front_matter, &[("date", to)]);
    };
    let edit = front_matter
        .replace_in(&source, &stated.entry.key, stated.span, &to)
        .map_err(|cause| PlanError::FrontMatter { path, cause })?;
    text.then(&[edit])
        .map_err(|cause| PlanError::Edit { path, cause })
}

/// A meeting moves within the week, unless someone insists.
fn within_a_week(first: NaiveDate, to: NaiveDate, force: bool) -> Result<(), PlanError> {
    let days = (to - first).num_days().abs();
    if days > MOVE_WITHIN_DAYS && !force {
        return Err(PlanError::MovedTooFar { first, to, days });
    }
    Ok(())
}

/// The date in the title, where it stands there as our templates write it.
fn with_title_date(
    path: MeetingPath,
    text: EditedText,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<EditedText, PlanError> {
    let document = Document::new(text.after());
    let source = document.source();
    let mut headings = document.headings().iter();
    let Some(title) = headings.find(|heading| heading.level == 1) else {
        return Ok(text);
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
        return Ok(text);
    };
    let start = title.span.start + at;
    let edit = TextEdit::replace(source, (start..start + old.len()).into(), new.as_str());
    text.then(&[edit])
        .map_err(|cause| PlanError::Edit { path, cause })
}
