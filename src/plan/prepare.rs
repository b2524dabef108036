//! The agenda of a day: made of the template, with all that is open carried into it.

use chrono::NaiveDate;

use super::carry::{CarryNews, carry_into, nothing_left_out};
use super::entries::set_entries;
use super::planned::planned;
use crate::change::{FileChange, Plan, PlanError, Template, TemplateError, render};
use crate::markdown::{Damage, FrontMatter, yaml_scalar};
use crate::meeting::{Meeting, Series, agenda_before};
use crate::text::EditedText;

/// Plan the agenda of the meeting on `date`: from `template` with all open items, or, where the agenda is there
/// already, with those that became open since.
///
/// # Errors
/// When the template has an error, or the agenda can't be changed.
pub fn prepare(
    series: &Series,
    template: &Template,
    date: NaiveDate,
) -> Result<Plan<CarryNews>, PlanError> {
    carry_into(series, &blank_agenda(series, template, date)?, None)
}

/// The same for a meeting that is still to come, seen from `today`. Where the agenda of another one is there that comes
/// before it, what is open waits for that.
///
/// # Errors
/// When it is over or off, and as [`prepare`].
pub fn prepare_planned(
    series: &Series,
    template: &Template,
    date: NaiveDate,
    today: NaiveDate,
) -> Result<Plan<CarryNews>, PlanError> {
    if series.meeting(date).is_some() {
        planned(series, date)?;
    }
    let Some(earlier) = agenda_before(series, date, today) else {
        return prepare(series, template, date);
    };
    nothing_left_out(series, date)?;
    let blank = blank_agenda(series, template, date)?;
    let made = match series.meeting(date) {
        Some(_) => Plan::default(),
        None => Plan::from(FileChange::Create {
            path: blank.path().to_string(),
            text: blank.source().to_string(),
            blank: Some(blank.source().to_string()),
        }),
    };
    Ok(made.map(|()| waiting(earlier)))
}

/// Nothing was carried: it waits for the agenda of `earlier`.
fn waiting(earlier: NaiveDate) -> CarryNews {
    CarryNews {
        waits_for: Some(earlier),
        ..CarryNews::default()
    }
}

/// Plan to carry all open items of earlier meetings into the agenda of the meeting on `date`, which is there; of the
/// meeting on `only_from` alone, if given. Without that it all waits for an agenda that comes before, seen from `today`.
///
/// # Errors
/// When there is no meeting on either date, that on `date` is over, or its agenda can't be changed.
pub fn carry(
    series: &Series,
    template: &Template,
    date: NaiveDate,
    only_from: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Plan<CarryNews>, PlanError> {
    if let Some(from) = only_from.filter(|from| series.meeting(*from).is_none()) {
        return Err(PlanError::NoMeeting(from));
    }
    planned(series, date)?;
    match agenda_before(series, date, today) {
        Some(earlier) if only_from.is_none() => Ok(Plan::default().map(|()| waiting(earlier))),
        _ => carry_into(series, &blank_agenda(series, template, date)?, only_from),
    }
}

/// The agenda as it is before anything was carried into it, front matter included.
///
/// # Errors
/// When the template has an error.
pub fn blank_agenda(
    series: &Series,
    template: &Template,
    date: NaiveDate,
) -> Result<Meeting, PlanError> {
    let text = blank_text(series, template, date)?;
    let vocabulary = &series.settings().vocabulary;
    Ok(Meeting::read(date, text, None, vocabulary))
}

fn blank_text(series: &Series, template: &Template, date: NaiveDate) -> Result<String, PlanError> {
    let body = render(template, series, date)?;
    let fault = |message: String| {
        PlanError::from(TemplateError {
            name: template.name.clone(),
            origin: template.origin.clone(),
            line: None,
            message,
        })
    };
    if let Some(damage) =
        Damage::of(&body).filter(|damage| !matches!(damage, Damage::UnclosedFrontMatter(_)))
    {
        let what = damage.diagnostic().message;
        return Err(fault(format!("in the agenda that it gives {what}")));
    }
    let pair = &series.settings().pair;
    let mut entries = vec![
        ("date", date.to_string()),
        ("manager", pair.manager.handle.to_string()),
        ("ic", pair.ic.handle.to_string()),
        ("status", "planned".to_string()),
    ];
    if let Some(duration) = series
        .settings()
        .cadence
        .as_ref()
        .and_then(|cadence| cadence.duration)
    {
        entries.push(("duration", duration.to_string()));
    }
    // The pair's own template may have front matter: its other values stay.
    let Some(front_matter) = FrontMatter::read(&body) else {
        let lines: String = entries
            .iter()
            .map(|(key, value)| format!("{key}: {}\n", yaml_scalar(value)))
            .collect();
        return Ok(format!("---\n{lines}---\n\n{body}"));
    };
    match set_entries(EditedText::unchanged(body), &front_matter, &entries) {
        Ok(text) => Ok(text.after()),
        Err(cause) => Err(fault(cause.to_string())),
    }
}
