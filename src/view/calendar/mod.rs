//! The meetings of pairs as an iCalendar file (RFC 5545): names and times, and nothing that anyone wrote.
//!
//! What is in the notebooks decides every byte: the moment of writing is nowhere in it.

mod event;
mod line;
mod rhythm;
mod zone;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jiff::tz::TimeZone;

use self::event::{Event, events, uid};
use self::line::{CalendarLines, escaped};
use crate::meeting::{Cadence, Series, Skimmed};

/// How long a meeting is, in minutes, where neither it nor the cadence says: the least that the practice asks for.
const USUAL_MINUTES: u32 = 30;

/// Why there can be no calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// `time_zone` names none that is known.
    #[error("`{0}` is no time zone")]
    UnknownZone(String),
    /// Two notebooks are of the same pair, so their events could not be told apart.
    #[error("two notebooks have the same pair, {manager} and {ic}")]
    SamePair {
        /// Handle of the manager.
        manager: String,
        /// Handle of the IC.
        ic: String,
    },
}

/// The meetings of all `notebooks` as one calendar.
///
/// Each notebook gives one repeating event, from the first meeting that fits the cadence as it is now, and single ones
/// for meetings off that rhythm. Times are those of the notebook's time zone, whose rules are written along; without a
/// time zone they are local wherever they are read, and without a time the meetings take whole days. A notebook without
/// meetings gives nothing: nobody knows yet when its rhythm begins.
///
/// # Errors
/// When a time zone is not known, or two notebooks are of the same pair.
pub fn calendar(notebooks: &[&Series]) -> Result<String, CalendarError> {
    let mut lines = CalendarLines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//oneonone//oneonone//EN");
    lines.add("CALSCALE:GREGORIAN");
    lines.add("METHOD:PUBLISH");
    let mut known = BTreeSet::new();
    let mut zones: BTreeMap<String, (TimeZone, NaiveDate)> = BTreeMap::new();
    let mut written = CalendarLines::default();
    for series in notebooks {
        let pair = &series.settings().pair;
        if !known.insert(uid(pair)) {
            return Err(CalendarError::SamePair {
                manager: pair.manager.handle.to_string(),
                ic: pair.ic.handle.to_string(),
            });
        }
        let events = events(series);
        let zone = zone_of(series)?;
        let first = events.iter().map(|event| event.date).min();
        if let (Some((name, zone)), Some(first)) = (&zone, first) {
            let entry = zones
                .entry(name.clone())
                .or_insert_with(|| (zone.clone(), first));
            entry.1 = entry.1.min(first);
        }
        let form = Form {
            series,
            zone: zone.map(|(name, _)| name),
        };
        for event in &events {
            form.write(&mut written, event);
        }
    }
    for (name, (zone, first)) in &zones {
        zone::write(&mut lines, name, zone, *first);
    }
    lines.append(written);
    lines.add("END:VCALENDAR");
    Ok(lines.finish())
}

/// The time zone in which the meetings of `series` have their times, with the name that it has in the database.
fn zone_of(series: &Series) -> Result<Option<(String, TimeZone)>, CalendarError> {
    let cadence = series.settings().cadence.as_ref();
    let name = cadence
        .filter(|cadence| cadence.time.is_some())
        .and_then(|cadence| cadence.time_zone.as_deref());
    let Some(name) = name else { return Ok(None) };
    let unknown = || CalendarError::UnknownZone(name.to_string());
    let zone = jiff::tz::db().get(name).map_err(|_| unknown())?;
    let name = zone.iana_name().ok_or_else(unknown)?.to_string();
    Ok(Some((name, zone)))
}

/// The names of all time zones that are known.
pub fn time_zones() -> Vec<String> {
    let names = jiff::tz::db().available();
    names.map(|name| name.as_str().to_string()).collect()
}

/// How the events of one notebook are written.
struct Form<'a> {
    series: &'a Series,
    zone: Option<String>,
}

impl Form<'_> {
    fn write(&self, lines: &mut CalendarLines, event: &Event) {
        let pair = &self.series.settings().pair;
        lines.add("BEGIN:VEVENT");
        lines.add(&format!("UID:{}", event.uid));
        lines.add(&format!("DTSTAMP:{}T000000Z", digits(self.stamp())));
        lines.add(&self.moment("DTSTART", event.date));
        if self.time().is_some() {
            let minutes = event.minutes.unwrap_or(USUAL_MINUTES);
            lines.add(&format!("DURATION:PT{minutes}M"));
        }
        if let Some(instead_of) = event.instead_of {
            lines.add(&self.moment("RECURRENCE-ID", instead_of));
        }
        if let Some(rule) = &event.rule {
            lines.add(&format!("RRULE:{rule}"));
        }
        for date in &event.excluded {
            lines.add(&self.moment("EXDATE", *date));
        }
        let summary = format!("1:1 {} and {}", pair.ic.name, pair.manager.name);
        lines.add(&format!("SUMMARY:{}", escaped(&summary)));
        if event.cancelled {
            lines.add("STATUS:CANCELLED");
        }
        if self.time().is_none() {
            lines.add("TRANSP:TRANSPARENT"); // a whole day that is still free
        }
        lines.add("END:VEVENT");
    }

    /// A property whose value is the time of the meeting on `date`.
    fn moment(&self, property: &str, date: NaiveDate) -> String {
        let day = digits(date);
        match (self.time(), &self.zone) {
            (None, _) => format!("{property};VALUE=DATE:{day}"),
            (Some((hour, minute)), None) => format!("{property}:{day}T{hour:02}{minute:02}00"),
            (Some((hour, minute)), Some(zone)) => {
                format!("{property};TZID={zone}:{day}T{hour:02}{minute:02}00")
            }
        }
    }

    fn time(&self) -> Option<(u32, u32)> {
        self.cadence().and_then(|cadence| cadence.time)
    }

    fn cadence(&self) -> Option<&Cadence> {
        self.series.settings().cadence.as_ref()
    }

    /// When the notebook was last changed, as far as its files say: the day of the newest meeting.
    fn stamp(&self) -> NaiveDate {
        let newest = self.series.meetings().last().map(Skimmed::date);
        newest.unwrap_or_default()
    }
}

/// `20261124`
fn digits(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}
