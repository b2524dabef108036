//! The key `cadence` of `oneonone.yaml`.

use chrono::Weekday;
use serde_yaml::{Mapping, Value};

use super::config_source::{ConfigError, ConfigSource, ConfigWarning};
use crate::meeting::weekday;
use crate::meeting::{Cadence, Every};

/// When the two meet; `None` where nothing is said of it.
pub fn cadence(
    source: &ConfigSource<'_>,
    root: &Mapping,
    warnings: &mut Vec<ConfigWarning>,
) -> Result<Option<Cadence>, ConfigError> {
    let cadence = match root.get("cadence") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Mapping(cadence)) => cadence,
        Some(_) => {
            return Err(source.error(
                "cadence",
                "`cadence` must have `every:` and `day:` below it".to_string(),
                None,
            ));
        }
    };
    source.unknown_keys(
        cadence,
        &["every", "day", "time", "time_zone", "duration"],
        warnings,
    );
    let every = source
        .text(cadence, "every")?
        .unwrap_or_else(|| "week".to_string());
    let every = parse_every(&every).ok_or_else(|| {
        source.error(
            "every",
            format!("`{every}` is no rhythm"),
            Some("write `week`, `2 weeks`, `3 weeks` or `month`".to_string()),
        )
    })?;
    let day = source.text(cadence, "day")?.ok_or_else(|| {
        source.error(
            "cadence",
            "`cadence` has no `day`".to_string(),
            Some("write for instance `day: tuesday`".to_string()),
        )
    })?;
    let day: Weekday = weekday(&day).ok_or_else(|| {
        source.error(
            "day",
            format!("`{day}` is no day of the week"),
            Some("write for instance `day: tuesday`".to_string()),
        )
    })?;
    Ok(Some(Cadence {
        every,
        day,
        time: time(source, cadence)?,
        time_zone: time_zone(source, cadence)?,
        duration: duration(source, cadence)?,
    }))
}

fn time(source: &ConfigSource<'_>, cadence: &Mapping) -> Result<Option<(u32, u32)>, ConfigError> {
    let Some(text) = source.text(cadence, "time")? else {
        return Ok(None);
    };
    let wrong = || {
        source.error(
            "time",
            format!("`{text}` is no time of day"),
            Some("write for instance `time: \"10:00\"`".to_string()),
        )
    };
    Ok(Some(parse_time(&text).ok_or_else(wrong)?))
}

fn time_zone(source: &ConfigSource<'_>, cadence: &Mapping) -> Result<Option<String>, ConfigError> {
    let zone = source.text(cadence, "time_zone")?;
    let may_stand = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    match zone {
        Some(zone) if !zone.chars().all(may_stand) => Err(source.error(
            "time_zone",
            format!("`{zone}` is no time zone"),
            Some("write for instance `time_zone: Europe/Berlin`".to_string()),
        )),
        zone => Ok(zone),
    }
}

/// How many minutes a meeting takes.
fn duration(source: &ConfigSource<'_>, cadence: &Mapping) -> Result<Option<u32>, ConfigError> {
    let Some(text) = source.text(cadence, "duration")? else {
        return Ok(None);
    };
    let minutes = text.parse().ok();
    match minutes.filter(|minutes| (1..=600).contains(minutes)) {
        Some(minutes) => Ok(Some(minutes)),
        None => Err(source.error(
            "duration",
            format!("`{text}` is no length in minutes"),
            Some("write for instance `duration: 30`".to_string()),
        )),
    }
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
