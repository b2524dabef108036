//! The key `cadence` of `oneonone.yaml`.

use serde_yaml::Mapping;

use super::config_reader::{ConfigProblem, ConfigReader};
use crate::meeting::{Cadence, Every, WeekOfMonth, weekday, weekday_name};
use chrono::Weekday;

/// When the two meet; `None` where nothing is said of it.
pub fn cadence(
    reader: &mut ConfigReader<'_>,
    root: &Mapping,
) -> Result<Option<Cadence>, ConfigProblem> {
    let Some(cadence) = reader.below(root, "cadence", "`every:` and `day:` below it")? else {
        return Ok(None);
    };
    reader.unknown_keys(cadence, &["every", "day", "time", "time_zone", "duration"]);
    let rhythms = (
        "rhythm",
        "`week`, `2 weeks`, `3 weeks`, `month` or for instance `last tuesday`",
    );
    let every = reader.parsed(cadence, "every", rhythms, parse_every)?;
    let days = ("day of the week", "for instance `day: tuesday`");
    let day = reader.parsed(cadence, "day", days, weekday)?;
    let times = ("time of day", "for instance `time: \"10:00\"`");
    let zones = ("time zone", "for instance `time_zone: Europe/Berlin`");
    let lengths = ("length in minutes", "for instance `duration: 30`");
    let rhythm = every.unwrap_or(SaidRhythm::plain(Every::Weeks(1)));
    if let (Some(own), Some(day)) = (rhythm.day, day)
        && own != day
    {
        let (own, day) = (weekday_name(own), weekday_name(day));
        let message = format!("`every` is on a {own} and `day` says {day}");
        let two = reader.problem("day", message);
        return Err(two.help("leave out `day`, or write the same"));
    }
    Ok(Some(Cadence {
        every: rhythm.every,
        day: rhythm.day.or(day).ok_or_else(|| {
            let missing = reader.problem("cadence", "`cadence` has no `day`");
            missing.help(format!("write {}", days.1))
        })?,
        week: rhythm.week,
        time: reader.parsed(cadence, "time", times, parse_time)?,
        time_zone: reader.parsed(cadence, "time_zone", zones, parse_time_zone)?,
        duration: reader.parsed(cadence, "duration", lengths, parse_duration)?,
    }))
}

/// What `every` says.
#[derive(Clone, Copy)]
struct SaidRhythm {
    every: Every,
    week: Option<WeekOfMonth>,
    day: Option<Weekday>,
}

impl SaidRhythm {
    fn plain(every: Every) -> SaidRhythm {
        SaidRhythm {
            every,
            week: None,
            day: None,
        }
    }
}

/// `week`, `2 weeks`, `month`, `last tuesday`, `2nd thu of the month`.
fn parse_every(text: &str) -> Option<SaidRhythm> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["week"] | ["weekly"] => Some(SaidRhythm::plain(Every::Weeks(1))),
        ["month"] | ["monthly"] => Some(SaidRhythm::plain(Every::Month)),
        [count, "week" | "weeks"] => {
            let count = count.parse().ok();
            let count = count.filter(|count| (1..=52).contains(count))?;
            Some(SaidRhythm::plain(Every::Weeks(count)))
        }
        [week, day]
        | [week, day, "of", "month"]
        | [week, day, "of", "the" | "every" | "each", "month"] => Some(SaidRhythm {
            every: Every::Month,
            week: Some(WeekOfMonth::from_word(week)?),
            day: Some(weekday(day)?),
        }),
        _ => None,
    }
}

/// `Europe/Berlin`; whether there is such a zone is known to who needs it.
fn parse_time_zone(text: &str) -> Option<String> {
    let may_stand = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    text.chars().all(may_stand).then(|| text.to_string())
}

/// How many minutes a meeting takes.
fn parse_duration(text: &str) -> Option<u32> {
    text.parse()
        .ok()
        .filter(|minutes| (1..=600).contains(minutes))
}

/// `10:00` as hour and minute.
fn parse_time(text: &str) -> Option<(u32, u32)> {
    let (hour, minute) = text.split_once(':')?;
    let number = |text: &str, below: u32| {
        text.parse::<u32>()
            .ok()
            .filter(|n| *n < below && text.len() <= 2)
    };
    Some((
        number(hour, 24)?,
        number(minute, 60).filter(|_| minute.len() == 2)?,
    ))
}
