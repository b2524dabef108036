//! The agenda of a day: made of the template, with all that is open carried into it.

use chrono::NaiveDate;

use super::carry::{CarryPlan, Target, carry};
use crate::change::{PlanError, Template, TemplateError, render};
use crate::markdown::{Damage, FrontMatter, yaml_scalar};
use crate::meeting::{Meeting, Series};
use crate::text::apply_edits;

/// Why an agenda can't be prepared. Nothing was touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrepareError {
    /// The template gave none.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The change can't be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

/// Plan the agenda of the meeting on `date`: from `template` with all open items, or, where the agenda is there
/// already, with those that became open since.
///
/// # Errors
/// When the template has an error, or the agenda can't be changed.
pub fn prepare(
    series: &Series,
    template: &Template,
    date: NaiveDate,
) -> Result<CarryPlan, PrepareError> {
    let blank = blank_agenda(series, template, date)?;
    let target = Target {
        date,
        new: Some(&blank),
        template: &blank,
    };
    Ok(carry(series, target, None)?)
}

/// The agenda as it is before anything was carried into it, front matter included.
///
/// # Errors
/// When the template has an error.
pub fn blank_agenda(
    series: &Series,
    template: &Template,
    date: NaiveDate,
) -> Result<Meeting, PrepareError> {
    let text = blank_text(series, template, date)?;
    let vocabulary = &series.settings().vocabulary;
    Ok(Meeting::read(date, text, None, vocabulary))
}

fn blank_text(
    series: &Series,
    template: &Template,
    date: NaiveDate,
) -> Result<String, PrepareError> {
    let body = render(template, series, date)?;
    if let Some(damage) =
        Damage::of(&body).filter(|damage| !matches!(damage, Damage::UnclosedFrontMatter(_)))
    {
        return Err(TemplateError {
            name: template.name.clone(),
            origin: template.origin.clone(),
            line: None,
            message: format!(
                "in the agenda that it gives {}",
                damage.diagnostic().message
            ),
        }
        .into());
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
    if FrontMatter::read(&body).is_none() {
        let lines: String = entries
            .iter()
            .map(|(key, value)| format!("{key}: {}\n", yaml_scalar(value)))
            .collect();
        return Ok(format!("---\n{lines}---\n\n{body}"));
    }
    // The pair's own template has front matter: its other values stay.
    let fail = |message: String| TemplateError {
        name: template.name.clone(),
        origin: template.origin.clone(),
        line: None,
        message,
    };
    let mut text = body;
    for (key, value) in entries {
        let edit = FrontMatter::read(&text)
            .map(|front_matter| front_matter.set(&text, key, &value))
            .transpose()
            .map_err(|cause| fail(cause.to_string()))?;
        text = apply_edits(&text, edit.as_slice()).map_err(|cause| fail(cause.to_string()))?;
    }
    Ok(text)
}
