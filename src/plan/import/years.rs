//! The year of dates that leave it out, from those above and below them.

use chrono::{NaiveDate, TimeDelta, Weekday};

use crate::meeting::MonthDay;

/// A date in a document, in its order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sighting {
    /// One with its year.
    Whole(NaiveDate),
    /// One without, perhaps with the day of the week beside it, and below a heading that is a year.
    Yearless(MonthDay, Option<Weekday>, Option<i32>),
}

/// A step against the order of the log that is no more than a meeting out of place.
const OUT_OF_PLACE: TimeDelta = TimeDelta::days(45);
/// How many years are tried for one in which the day of the week fits.
const YEARS: usize = 6;

/// The days of `sightings`; `None` for one whose year can't be known.
///
/// A log runs one way, so the year is that of the nearest day before or behind it that follows from what stands above and
/// from what stands below; where these are two, the day of the week decides.
pub(super) fn with_years(sightings: &[Sighting]) -> Vec<Option<NaiveDate>> {
    let is_down = runs_down(sightings);
    let from_above = walk(sightings.iter(), is_down);
    let mut from_below = walk(sightings.iter().rev(), is_down.map(|is_down| !is_down));
    from_below.reverse();
    let both = from_above.into_iter().zip(from_below).zip(sightings);
    both.map(|((above, below), sighting)| match (above, below) {
        (Some(above), Some(below)) if above != below => match sighting {
            Sighting::Yearless(_, Some(weekday), _) => {
                let fits = |date: &NaiveDate| chrono::Datelike::weekday(date) == *weekday;
                match (fits(&above), fits(&below)) {
                    (true, false) => Some(above),
                    (false, true) => Some(below),
                    _ => None,
                }
            }
            _ => None,
        },
        (above, below) => above.or(below),
    })
    .collect()
}

/// The day of each of `sightings` as it follows from the one before it; none before the first that is whole.
fn walk<'a>(
    sightings: impl Iterator<Item = &'a Sighting>,
    is_down: Option<bool>,
) -> Vec<Option<NaiveDate>> {
    let mut last: Option<NaiveDate> = None;
    sightings
        .map(|sighting| {
            let date = match *sighting {
                Sighting::Whole(date) => Some(date),
                Sighting::Yearless(day, _, Some(year)) => day.in_year(year),
                Sighting::Yearless(day, weekday, None) => {
                    let from = last;
                    from.zip(is_down)
                        .and_then(|(from, is_down)| next(day, weekday, from, is_down))
                }
            };
            last = date.or(last);
            date
        })
        .collect()
}

/// The `day` next to `from` in the order of the log, on a `weekday` where one is said.
fn next(
    day: MonthDay,
    weekday: Option<Weekday>,
    from: NaiveDate,
    is_down: bool,
) -> Option<NaiveDate> {
    let fits =
        |date: &NaiveDate| weekday.is_none_or(|weekday| chrono::Datelike::weekday(date) == weekday);
    let before = day.on_or_before(from);
    let after = day.on_or_after(from);
    let (along, against) = if is_down {
        (before, after)
    } else {
        (after, before)
    };
    let against = against.filter(|date| (*date - from).abs() <= OUT_OF_PLACE && fits(date));
    if against.is_some() {
        return against;
    }
    let step = |date: &NaiveDate| match is_down {
        true => date.pred_opt().and_then(|date| day.on_or_before(date)),
        false => date.succ_opt().and_then(|date| day.on_or_after(date)),
    };
    std::iter::successors(along, step).take(YEARS).find(fits)
}

/// Whether the newest stands first: by most steps from one to the next. A step without years is the shorter way round.
fn runs_down(sightings: &[Sighting]) -> Option<bool> {
    let mut sum = 0;
    for two in sightings.windows(2) {
        let step = match (two[0], two[1]) {
            (Sighting::Whole(one), Sighting::Whole(next)) => (next - one).num_days(),
            (one, next) => {
                let (Some(one), Some(next)) = (in_some_year(one), in_some_year(next)) else {
                    continue;
                };
                let step = (next - one).num_days();
                if step > 182 {
                    step - 365
                } else if step < -182 {
                    step + 365
                } else {
                    step
                }
            }
        };
        sum += step.signum();
    }
    (sum != 0).then_some(sum < 0)
}

fn in_some_year(sighting: Sighting) -> Option<NaiveDate> {
    const LEAP: i32 = 2024;
    match sighting {
        Sighting::Whole(date) => chrono::Datelike::with_year(&date, LEAP),
        Sighting::Yearless(day, ..) => day.in_year(LEAP),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    /// `2026-11-17`, or `11-10`, or `11-10 Tue`; a year in front of `:` is that of a heading.
    fn check(dates: &[&str], expected: &[&str]) {
        let read = |text: &&str| {
            if let Some(date) = parse_date(text) {
                return Sighting::Whole(date);
            }
            let (year, rest) = text
                .split_once(':')
                .map_or((None, *text), |(year, rest)| (year.parse().ok(), rest));
            let month_day = MonthDay::new(
                rest[..2].parse().expect("a month"),
                rest[3..5].parse().expect("a day"),
            );
            Sighting::Yearless(
                month_day.expect("a day"),
                rest[5..].trim().parse().ok(),
                year,
            )
        };
        let sightings: Vec<Sighting> = dates.iter().map(read).collect();
        let found: Vec<String> = with_years(&sightings)
            .into_iter()
            .map(|date| date.map_or_else(|| "?".to_string(), |date| date.to_string()))
            .collect();
        assert_eq!(found, expected, "{dates:?}");
    }

    #[test]
    fn the_year_follows_from_the_neighbours() {
        // Newest first, over New Year.
        check(
            &["2027-01-12", "01-05", "12-29", "12-22"],
            &["2027-01-12", "2027-01-05", "2026-12-29", "2026-12-22"],
        );
        // Oldest first, known from below only.
        check(
            &["12-22", "12-29", "2027-01-05"],
            &["2026-12-22", "2026-12-29", "2027-01-05"],
        );
        check(
            &["01-05", "12-29", "2026-12-22"],
            &["2027-01-05", "2026-12-29", "2026-12-22"],
        );
        // Between two.
        check(
            &["2026-11-03", "11-10", "2026-11-17"],
            &["2026-11-03", "2026-11-10", "2026-11-17"],
        );
        // One out of place.
        check(
            &["2026-11-24", "11-10", "11-17", "2026-11-03"],
            &["2026-11-24", "2026-11-10", "2026-11-17", "2026-11-03"],
        );
        // Two years are as likely, until the day of the week tells.
        check(
            &["2024-11-03", "11-10", "2026-11-17"],
            &["2024-11-03", "?", "2026-11-17"],
        );
        check(
            &["2024-11-03", "11-10 Tue", "2026-11-17"],
            &["2024-11-03", "2026-11-10", "2026-11-17"],
        );
        // Below a heading that is a year.
        check(&["2026:11-10", "2025:12-29"], &["2026-11-10", "2025-12-29"]);
        check(&["11-10", "11-03"], &["?", "?"]);
        check(&["2026-11-10"], &["2026-11-10"]);
    }
}
