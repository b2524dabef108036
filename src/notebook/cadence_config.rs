//! The key `cadence` of `oneonone.yaml`.

use serde_yaml::Mapping;

use super::config_reader::{ConfigProblem, ConfigReader};
use crate::meeting::{Cadence, Every, weekday};

/// When the two meet; `None` where nothing is said of it.
pub fn cadence(
    reader: &mut ConfigReader<'_>,
    root: &Mapping,
) -> Result<Option<Cadence>, ConfigProblem> {
    let Some(cadence) = reader.below(root, "cadence", "`every:` and `day:` below it")? else {
        return Ok(None);
    };
    reader.unknown_keys(cadence, &["every", "day", "time", "time_zone", "duration"]);
    let rhythms = ("rhythm", "`week`, `2 weeks`, `3 weeks` or `month`");
    let every = reader.parsed(cadence, "every", rhythms, parse_every)?;
    let days = ("day of the week", "for instance `day: tuesday`");
    let day = reader.parsed(cadence, "day", days, weekday)?;
    let times = ("time of day", "for instance `time: \"10:00\"`");
    let zones = ("time zone", "for instance `time_zone: Europe/Berlin`");
    let lengths = ("length in minutes", "for instance `duration: 30`");
    Ok(Some(Cadence {
        every: every.unwrap_or(Every::Weeks(1)),
        day: day.ok_or_else(|| {
            let missing = reader.problem("cadence", "`cadence` has no `day`");
            missing.help(format!("write {}", days.1))
        })?,
        time: reader.parsed(cadence, "time", times, parse_time)?,
        time_zone: reader.parsed(cadence, "time_zone", zones, parse_time_zone)?,
        duration: reader.parsed(cadence, "duration", lengths, parse_duration)?,
    }))
}

/// `week`, `2 weeks`, `month`.
fn parse_every(text: &str) -> Option<Every> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["week"] | ["weekly"] => Some(Every::Weeks(1)),
        ["month"] | ["monthly"] => Some(Every::Month),
        [count, "week" | "weeks"] => count
            .parse()
            .ok()
            .filter(|count| (1..=52).contains(count))
            .map(Every::Weeks),
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
