//! Something into the next agenda, which is made if it is not there yet.

use chrono::NaiveDate;

use super::add::{Addition, add};
use super::feedback::{Feedback, give_feedback};
use super::planned::planned;
use super::prepare::{blank_agenda, prepare};
use crate::change::{Plan, PlanError, Template};
use crate::meeting::{Meeting, MeetingPath, Series};

/// What goes into the next agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contribution<'a> {
    /// An item, a point, a paragraph or a question.
    Addition(&'a Addition),
    /// A piece of feedback.
    Feedback(&'a Feedback),
}

/// Plan to put `contribution` into the agenda of the meeting on `date`; where that is not there yet it is made first, as
/// by [`prepare`]. The news are the title of the section into which it goes.
///
/// # Errors
/// When the meeting is over, there is no such section, no text, or the text would not be read back as what it is.
pub fn contribute(
    series: &Series,
    template: &Template,
    date: NaiveDate,
    contribution: Contribution<'_>,
) -> Result<Plan<String>, PlanError> {
    let settings = series.settings();
    let vocabulary = &settings.vocabulary;
    let blank = blank_agenda(series, template, date)?;
    let put = |agenda: &Meeting| {
        let added = match contribution {
            Contribution::Addition(addition) => add(agenda, &blank, vocabulary, addition),
            Contribution::Feedback(feedback) => {
                give_feedback(agenda, &blank, &settings.pair, vocabulary, feedback)
            }
        }?;
        let plan = Plan::from(added.agenda);
        Ok::<_, PlanError>(plan.map(|()| added.section))
    };
    if series.meeting(date).is_some() {
        return put(planned(series, date)?);
    }
    let prepared = prepare(series, template, date)?;
    let made = prepared.made(&MeetingPath::new(date).to_string());
    let agenda = Meeting::read(date, made.unwrap_or_default(), None, vocabulary);
    let put = put(&agenda)?;
    Ok(prepared.then(put).map(|(_, section)| section))
}
