//! The rules of a time zone, written along (RFC 5545, section 3.6.5), so that readers need not know its name.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::line::{CalendarLines, escaped};
use super::rhythm::two_letters;

/// For how many years beyond the first date changes are looked at to find the rule that they follow. The days of the
/// week come back on the same dates after 28 years, so by then every case has been seen.
const YEARS: i32 = 30;
/// A rule is taken to hold for ever when it held for so many years up to the last one that was looked at; a shorter run
/// may be part of a rule that has no name here, such as the day after the last Thursday.
const LASTING: usize = 20;

/// Write the rules of `zone`, called `name`, from the day `first` on.
pub(super) fn write(lines: &mut CalendarLines, name: &str, zone: &TimeZone, first: NaiveDate) {
    lines.add("BEGIN:VTIMEZONE");
    lines.add(&format!("TZID:{name}"));
    let last_year = first.year() + YEARS;
    for observance in observances(zone, first, last_year) {
        observance.write(lines);
    }
    lines.add("END:VTIMEZONE");
}

/// A moment at which the clocks of a zone are set.
#[derive(Clone, Debug)]
struct Onset {
    /// What the clocks show just before.
    local: NaiveDateTime,
    /// Seconds ahead of UTC before.
    from: i32,
    /// Seconds ahead of UTC after.
    to: i32,
    is_summer: bool,
    abbreviation: String,
}

impl Onset {
    fn is_like(&self, other: &Onset) -> bool {
        (self.from, self.to, self.is_summer) == (other.from, other.to, other.is_summer)
            && self.abbreviation == other.abbreviation
    }
}

/// Onsets that are alike.
#[derive(Clone, Debug)]
struct Observance {
    onsets: Vec<Onset>,
    /// The rule by which they come every year; without one each is named.
    days: Option<DaysOfMonth>,
}

/// On which day of its month the clocks are set every year.
#[derive(Clone, Copy, Debug)]
struct DaysOfMonth {
    least: u32,
    most: u32,
    /// It is the last of its days of the week in every month.
    is_last: bool,
}

impl DaysOfMonth {
    fn of(date: NaiveDate) -> Self {
        let next = date.checked_add_days(Days::new(7));
        DaysOfMonth {
            least: date.day(),
            most: date.day(),
            is_last: next.is_none_or(|next| next.month() != date.month()),
        }
    }

    /// Both together, if one rule gives them.
    fn and(self, other: DaysOfMonth) -> Option<Self> {
        let both = DaysOfMonth {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            is_last: self.is_last && other.is_last,
        };
        (both.is_last || both.most - both.least < 7).then_some(both)
    }

    fn rule(self, date: NaiveDate) -> String {
        let day = two_letters(date.weekday());
        let week = (self.least - 1) / 7;
        let month = date.month();
        if self.is_last {
            return format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1{day}");
        }
        if week == (self.most - 1) / 7 {
            return format!("FREQ=YEARLY;BYMONTH={month};BYDAY={}{day}", week + 1);
        }
        // Such as the Friday before the last Sunday.
        let days: Vec<String> = (self.least..self.least + 7)
            .map(|day| day.to_string())
            .collect();
        let days = days.join(",");
        format!("FREQ=YEARLY;BYMONTH={month};BYDAY={day};BYMONTHDAY={days}")
    }
}

impl Observance {
    /// Take `onset` in, if the same rule gives it a year later.
    fn goes_on_with(&mut self, onset: &Onset) -> bool {
        let Some(last) = self.onsets.last() else {
            return false;
        };
        let (before, date) = (last.local.date(), onset.local.date());
        let is_a_year_later = last.is_like(onset)
            && last.local.time() == onset.local.time()
            && (before.year() + 1, before.month(), before.weekday())
                == (date.year(), date.month(), date.weekday());
        let days = self.days.and_then(|days| days.and(DaysOfMonth::of(date)));
        if is_a_year_later && days.is_some() {
            self.days = days;
            self.onsets.push(onset.clone());
            return true;
        }
        false
    }

    fn write(&self, lines: &mut CalendarLines) {
        let Some(first) = self.onsets.first() else {
            return;
        };
        let kind = if first.is_summer {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        lines.add(&format!("BEGIN:{kind}"));
        lines.add(&format!("DTSTART:{}", digits(first.local)));
        lines.add(&format!("TZOFFSETFROM:{}", offset(first.from)));
        lines.add(&format!("TZOFFSETTO:{}", offset(first.to)));
        lines.add(&format!("TZNAME:{}", escaped(&first.abbreviation)));
        match self.days {
            Some(days) => lines.add(&format!("RRULE:{}", days.rule(first.local.date()))),
            None => {
                for onset in &self.onsets[1..] {
                    lines.add(&format!("RDATE:{}", digits(onset.local)));
                }
            }
        }
        lines.add(&format!("END:{kind}"));
    }
}

/// The observances of `zone` from the one in force on `first` to the end of `last_year`.
fn observances(zone: &TimeZone, first: NaiveDate, last_year: i32) -> Vec<Observance> {
    let mut runs: Vec<Observance> = Vec::new();
    for onset in onsets(zone, first, last_year) {
        if !runs.iter_mut().any(|run| run.goes_on_with(&onset)) {
            runs.push(Observance {
                days: Some(DaysOfMonth::of(onset.local.date())),
                onsets: vec![onset],
            });
        }
    }
    // What follows no rule that lasts stands together.
    let mut observances: Vec<Observance> = Vec::new();
    for mut run in runs {
        let lasts = run
            .onsets
            .last()
            .is_some_and(|last| last.local.year() == last_year)
            && run.onsets.len() >= LASTING;
        if lasts {
            observances.push(run);
            continue;
        }
        run.days = None;
        let like = observances
            .iter_mut()
            .find(|other| other.days.is_none() && other.onsets[0].is_like(&run.onsets[0]));
        match like {
            Some(other) => other.onsets.extend(run.onsets),
            None => observances.push(run),
        }
    }
    observances
}

fn onsets(zone: &TimeZone, first: NaiveDate, last_year: i32) -> Vec<Onset> {
    // A day earlier it is everywhere before the first day begins.
    let before = first.and_time(NaiveTime::MIN) - TimeDelta::days(1);
    let Ok(start) = Timestamp::from_second(before.and_utc().timestamp()) else {
        return Vec::new();
    };
    // One change before, because it says what is in force at the start.
    let earlier: Vec<Timestamp> = (zone.preceding(start).map(|change| change.timestamp()))
        .take(1)
        .collect();
    let later = zone.following(start).map(|change| change.timestamp());
    let mut onsets = Vec::new();
    if earlier.is_empty() {
        onsets.push(always(zone, start));
    }
    for moment in earlier.into_iter().chain(later) {
        match onset(zone, moment) {
            Some(onset) if onset.local.year() <= last_year => onsets.push(onset),
            _ => break,
        }
    }
    onsets
}

/// What is in force at `start`, as something that began long ago.
fn always(zone: &TimeZone, start: Timestamp) -> Onset {
    let info = zone.to_offset_info(start);
    let offset = info.offset().seconds();
    Onset {
        local: DateTime::UNIX_EPOCH.naive_utc(),
        from: offset,
        to: offset,
        is_summer: info.dst().is_dst(),
        abbreviation: info.abbreviation().to_string(),
    }
}

/// The clocks of `zone` at `moment`.
fn onset(zone: &TimeZone, moment: Timestamp) -> Option<Onset> {
    let before = Timestamp::from_second(moment.as_second() - 1).ok()?;
    let from: Offset = zone.to_offset(before);
    let info = zone.to_offset_info(moment);
    let local = moment.as_second() + i64::from(from.seconds());
    Some(Onset {
        local: DateTime::from_timestamp(local, 0)?.naive_utc(),
        from: from.seconds(),
        to: info.offset().seconds(),
        is_summer: info.dst().is_dst(),
        abbreviation: info.abbreviation().to_string(),
    })
}

/// `20261025T030000`
fn digits(moment: NaiveDateTime) -> String {
    moment.format("%Y%m%dT%H%M%S").to_string()
}

/// `+0100`; with seconds only where a zone has them.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, rest) = (seconds.abs() / 60, seconds.abs() % 60);
    let text = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if rest == 0 {
        text
    } else {
        format!("{text}{rest:02}")
    }
}
