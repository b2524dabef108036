//! The meeting that DATE or a file means, and the day that WHEN means.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::cli::basics::{CliError, Context};
use crate::meeting::{
    Meeting, MeetingPath, MeetingStatus, Seen, Series, Skimmed, UnreadDay, day_ahead, day_back,
    next_date, weekday_date,
};
use crate::notebook::{Notebook, is_there, notebook_around};

impl Context {
    /// The meeting that `date` means in `series`; without it the agenda that is next, else the newest meeting.
    pub fn meeting<'a>(
        &self,
        series: &'a Series,
        date: Option<&str>,
    ) -> Result<&'a Skimmed, CliError> {
        let Some(text) = date else {
            let planned = series
                .meetings()
                .iter()
                .find(|m| m.date() >= self.today && m.status() == MeetingStatus::Planned);
            return planned.or(series.meetings().last()).ok_or_else(|| {
                CliError::new("there is no meeting yet")
                    .hint("make the first agenda with `oneonone new{who}`")
            });
        };
        let date = match text {
            "last" => series.last_held(self.today).map(Skimmed::date),
            "next" => next_date(series, self.today),
            text => Some(self.when_of_meeting(text, series)?),
        };
        let date = date.ok_or_else(|| CliError::new("no meeting has been held yet"))?;
        if series.meeting(date).is_none() && date >= self.today {
            return Err(CliError::new(format!(
                "there is no agenda for {} yet",
                weekday_date(date)
            ))
            .hint(format!("make it with `oneonone new{{who}} --date {date}`")));
        }
        series.meeting(date).ok_or_else(|| no_meeting(series, date))
    }

    /// The day that `text` means where it names a meeting: the one ahead, unless only the one that is over has one.
    fn when_of_meeting(&self, text: &str, series: &Series) -> Result<NaiveDate, CliError> {
        let ahead = self.when(text, series)?;
        if series.meeting(ahead).is_some() {
            return Ok(ahead);
        }
        let seen = series.settings().seen(self.today, None);
        let past = day_back(text, seen).ok();
        Ok(past
            .filter(|day| series.meeting(*day).is_some())
            .unwrap_or(ahead))
    }

    /// The same meeting, read whole.
    pub fn whole_meeting<'a>(
        &self,
        series: &'a Series,
        date: Option<&str>,
    ) -> Result<&'a Meeting, CliError> {
        let meeting = self.meeting(series, date)?;
        let whole = series.whole(meeting.date());
        whole
            .map(Arc::as_ref)
            .ok_or_else(|| no_meeting(series, meeting.date()))
    }

    /// The day that `text` means in the notebook of `series`.
    pub fn when(&self, text: &str, series: &Series) -> Result<NaiveDate, CliError> {
        let next = next_date(series, self.today);
        let seen = series.settings().seen(self.today, next);
        let usual = "write `2026-12-01`, `4 dec`, `tomorrow`, `fri`, `next week`, `2w`, `end of month`, or `next` for the next meeting";
        day_ahead(text, seen).map_err(|unread| no_day(text, unread, usual))
    }

    /// The day that `text` means, looking back.
    pub fn past(&self, text: &str) -> Result<NaiveDate, CliError> {
        let usual = "write `2026-11-03`, `3 nov`, `yesterday`, `mon`, `2w` for two weeks ago, or `last month`";
        day_back(text, Seen::on(self.today)).map_err(|unread| no_day(text, unread, usual))
    }

    /// The days that `--from` and `--to` mean, looking back.
    pub fn past_days(
        &self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<(Option<NaiveDate>, Option<NaiveDate>), CliError> {
        let from = from.map(|text| self.past(text)).transpose()?;
        let to = to.map(|text| self.past(text)).transpose()?;
        match (from, to) {
            (Some(from), Some(to)) if from > to => {
                let message = format!("`--from {from}` is after `--to {to}`");
                Err(CliError::new(message).hint("give the earlier day with `--from`"))
            }
            days => Ok(days),
        }
    }

    /// The date of the next agenda of `series`.
    pub fn next_date(&self, series: &Series) -> Result<NaiveDate, CliError> {
        next_date(series, self.today).ok_or_else(|| {
            CliError::new("no next date can be found").hint("say which day with `--date`")
        })
    }

    /// The notebook and the meeting that a path means; also one relative to the only notebook in reach.
    pub fn meeting_file(&mut self, path: &str) -> Result<(Notebook, MeetingPath), CliError> {
        let unknown = || {
            CliError::new(format!("`{path}` is no meeting of a notebook")).hint(
            "meetings are files such as `meetings/2026-11-24.md` in a folder with `oneonone.yaml`",
        )
        };
        let name = Path::new(path)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let meeting = name
            .as_deref()
            .and_then(MeetingPath::from_file_name)
            .ok_or_else(unknown)?;
        let full = self.folder.join(path);
        let around = full
            .parent()
            .filter(|_| is_there(&full))
            .and_then(notebook_around);
        let notebook = match around {
            Some(root) => Notebook::open(&root)?,
            None => self.notebook(None)?,
        };
        Ok((notebook, meeting))
    }
}

fn no_meeting(series: &Series, date: NaiveDate) -> CliError {
    let nearest = series
        .meetings()
        .iter()
        .min_by_key(|meeting| (meeting.date() - date).num_days().abs());
    let error = CliError::new(format!("there is no meeting on {}", weekday_date(date)));
    match nearest {
        Some(meeting) => error.hint(format!(
            "the nearest one is on {}",
            weekday_date(meeting.date())
        )),
        None => error.hint(format!("make it with `oneonone new{{who}} --date {date}`")),
    }
}

/// Why `text` is no day; `usual` says what can be written.
fn no_day(text: &str, unread: UnreadDay, usual: &'static str) -> CliError {
    match unread {
        UnreadDay::Unknown => {
            CliError::new(format!("`{text}` is no day that oneonone knows")).hint(usual)
        }
        UnreadDay::OtherWeekday(day) => {
            let message = format!("`{text}` is another day of the week: {}", weekday_date(day));
            CliError::new(message).hint(format!("write `{day}`, or the day without its name"))
        }
        UnreadDay::Either {
            day_first,
            month_first,
        } => {
            let (one, other) = (weekday_date(day_first), weekday_date(month_first));
            let message = format!("`{text}` can be {one} or {other}");
            CliError::new(message).hint(format!(
                "write `{day_first}` or `{month_first}`; `date_order: day-first` or `month-first` in `oneonone.yaml` says it for good"
            ))
        }
    }
}
