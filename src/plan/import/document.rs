//! A document with many meetings, cut at its headings with a date.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::closed::{PersonalHeading, personal_lines};
use super::note::{day, fenced, order_of, read_note};
use super::plain_heading::is_plain;
use super::years::{Sighting, with_years};
use super::{ImportError, ImportSource, Piece, Pieces};
use crate::markdown::{Damage, Document, Heading};
use crate::meeting::{
    ActionItem, DayFinder, DayOrder, FoundDate, Meeting, Settings, Vocabulary, find_date,
};
use crate::plan::fix::MendedText;
use crate::text::Span;

/// What becomes of headings with a date that may be about something else than a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherHeadings {
    /// Each begins a meeting.
    Cut,
    /// They are text of the meeting above.
    Keep,
}

/// From how many days on that only such headings name it has to be said what becomes of them.
const MANY: usize = 4;

/// Cut the running document `source` at its headings with a date.
///
/// A heading that is a date, perhaps with the words of a meeting beside it and the names of the pair, begins a meeting on
/// whatever level it stands. A date among other words begins one only on the level that most dated headings have:
/// `Goals until 2026-12-31` further down is none. Where such headings name many days, `answer` must say what becomes of
/// them. What stands above the first goes into the meeting of the earliest
/// date, or into the newest where the newest stands first and a box above is open. A document without dated headings is one note, if its name has a date. What is personal in it, by the titles
/// that `settings` know, is so in every piece.
///
/// # Errors
/// When there is no date, or one can't be understood, or `answer` is missing.
pub fn read_document(
    source: &ImportSource,
    order: Option<DayOrder>,
    answer: Option<OtherHeadings>,
    settings: &Settings,
) -> Result<Pieces, ImportError> {
    let MendedText { document, lines } = source.read(&settings.vocabulary);
    match Damage::of(document.source()) {
        // A rule on the first line is no front matter here.
        None | Some(Damage::UnclosedFrontMatter(_)) => {}
        Some(damage) => {
            return Err(ImportError::Damaged {
                path: source.path.clone(),
                damage,
            });
        }
    }
    let (dated, order) = dated_headings(source, &document, order, settings)?;
    let Some(main) = main_level(&dated) else {
        return match read_note(source, order, &settings.vocabulary)? {
            Some(piece) => Ok(Pieces {
                pieces: vec![piece],
                order,
                ..Pieces::default()
            }),
            None => Err(ImportError::NoDates(source.path.clone())),
        };
    };
    let is_cut = |dated: &Dated<'_>| {
        dated.is_plain || dated.heading.level == main || answer == Some(OtherHeadings::Cut)
    };
    let (cuts, others): (Vec<Dated<'_>>, Vec<Dated<'_>>) = dated.into_iter().partition(is_cut);
    let doubtful = doubtful(&others, &cuts);
    if let Some(first) = doubtful
        .first()
        .filter(|_| answer.is_none() && doubtful.len() >= MANY)
    {
        let line = document.place(first.heading.span.start).line;
        return Err(ImportError::Doubtful {
            place: format!("{}:{line}", source.path),
            title: first.heading.title.clone(),
            more: doubtful.len() - 1,
        });
    }
    let mut pieces = split_by_date(&document, &cuts, &lines, &settings.vocabulary);
    pieces.order = order;
    pieces.remarks = others
        .iter()
        .map(|other| {
            let line = document.place(other.heading.span.start).line;
            let place = format!("{}:{line}", source.path);
            let title = &other.heading.title;
            (
                place,
                format!("`{title}` is not taken for the heading of a meeting"),
            )
        })
        .collect();
    Ok(pieces)
}

/// A heading with a date in it.
struct Dated<'a> {
    heading: &'a Heading,
    /// Index among all headings.
    index: usize,
    date: NaiveDate,
    /// It says nothing but that there was a meeting on that day.
    is_plain: bool,
}

fn dated_headings<'a>(
    source: &ImportSource,
    document: &'a Document,
    order: Option<DayOrder>,
    settings: &Settings,
) -> Result<(Vec<Dated<'a>>, Option<DayOrder>), ImportError> {
    let finder = DayFinder {
        yearless: true,
        prose: None,
    };
    let find = |title: &str| find_date(title).or_else(|| finder.find(title));
    let found: Vec<(usize, &Heading, FoundDate)> = document
        .headings()
        .iter()
        .enumerate()
        .filter_map(|(index, heading)| Some((index, heading, find(&heading.title)?)))
        .collect();
    let order = order.or_else(|| order_of(found.iter().map(|(_, _, found)| found), settings));
    let mut dated = Vec::new();
    let mut sightings = Vec::new();
    let mut open = Vec::new();
    for (index, heading, found) in &found {
        let is_plain = is_plain(&heading.title, found, &settings.pair);
        if (found.is_short || found.meaning.is_yearless()) && !is_plain {
            continue; // a version, say, or a day within a meeting
        }
        let place = || {
            let line = document.place(heading.span.start).line;
            format!("{}:{line}", source.path)
        };
        let date = match found.meaning.month_day(order) {
            Some(day) => {
                let year = year_above(document, *index);
                sightings.push(Sighting::Yearless(day, found.weekday, year));
                open.push((dated.len(), place(), &heading.title[found.start..found.end]));
                NaiveDate::MIN
            }
            None => match day(found, &heading.title, order, place) {
                Ok(date) => {
                    // Among other words it says nothing of the log.
                    sightings.push(Sighting::Whole(date));
                    date
                }
                // Among other words it may be no date at all.
                Err(ImportError::NoDay { .. }) if !is_plain => continue,
                Err(error) => return Err(error),
            },
        };
        dated.push(Dated {
            heading,
            index: *index,
            date,
            is_plain,
        });
    }
    let known: Vec<usize> = (0..dated.len()).filter(|at| dated[*at].is_plain).collect();
    let of_log: Vec<Sighting> = known.iter().map(|at| sightings[*at]).collect();
    for (at, date) in known.into_iter().zip(with_years(&of_log)) {
        if let Some(date) = date {
            dated[at].date = date;
        } else if let Some((_, place, text)) = open.iter().find(|(open, ..)| *open == at) {
            let (place, text) = (place.clone(), (*text).to_string());
            return Err(ImportError::NoYear { place, text });
        }
    }
    Ok((dated, order))
}

/// The year that a heading around the one at `index` is, such as `# 2026`.
fn year_above(document: &Document, index: usize) -> Option<i32> {
    let mut level = document.headings()[index].level;
    document.headings()[..index]
        .iter()
        .rev()
        .find_map(|heading| {
            if heading.level >= level {
                return None;
            }
            level = heading.level;
            let title = heading.title.trim();
            let is_year = title.len() == 4 && title.bytes().all(|byte| byte.is_ascii_digit());
            is_year.then(|| title.parse().ok()).flatten()
        })
}

/// Those of `others`, which are not taken, whose day is not that of the meeting around them, the first of each day.
fn doubtful<'d, 'h>(others: &'d [Dated<'h>], cuts: &[Dated<'_>]) -> Vec<&'d Dated<'h>> {
    let mut days = BTreeSet::new();
    let around = |other: &Dated<'_>| {
        let after = cuts.partition_point(|cut| cut.index < other.index);
        after.checked_sub(1).map(|at| cuts[at].date)
    };
    let is_own = |other: &&Dated<'_>| around(other) != Some(other.date);
    others
        .iter()
        .filter(is_own)
        .filter(|other| days.insert(other.date))
        .collect()
}

/// The level on which most headings with a date stand, the outer one of two: those that are plain decide, if any is.
fn main_level(dated: &[Dated<'_>]) -> Option<usize> {
    let has_plain = dated.iter().any(|dated| dated.is_plain);
    let mut counts = [0_usize; 7];
    for dated in dated.iter().filter(|dated| dated.is_plain || !has_plain) {
        counts[dated.heading.level.min(6)] += 1;
    }
    let most = *counts.iter().max()?;
    (most > 0)
        .then(|| counts.iter().position(|count| *count == most))
        .flatten()
}

fn split_by_date(
    document: &Document,
    dated: &[Dated<'_>],
    mended: &BTreeSet<usize>,
    vocabulary: &Vocabulary,
) -> Pieces {
    let source = document.source();
    let lines = document.lines();
    let line_start = |heading: &Heading| lines.start_of(lines.line_of(heading.span.start));
    let mut cuts: Vec<(&Heading, NaiveDate)> = Vec::new();
    for (at, one) in dated.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &dated[before]);
        if before.is_some_and(|before| before.date == one.date) {
            continue; // one goes on
        }
        // A heading of a wider kind, such as that of a year, belongs to what follows.
        let wider = before.and_then(|before| {
            let between = &document.headings()[before.index + 1..one.index];
            let level = one.heading.level.min(before.heading.level);
            between.iter().find(|heading| heading.level < level)
        });
        cuts.push((wider.unwrap_or(one.heading), one.date));
    }
    let mut pieces = Pieces::default();
    let dates = || cuts.iter().map(|(_, date)| *date);
    let (Some(earliest), Some(latest)) = (dates().min(), dates().max()) else {
        return pieces;
    };
    // All of the document says what is personal in a part of it: sections around it, and the language of the others.
    let meeting = Meeting::read(earliest, source.to_string(), None, vocabulary);
    let piece = |above: String, span: Span, date, within| {
        let is_personal = personal_lines(&meeting, span).map(|(_, is_personal)| is_personal);
        let here = mended.iter().map(|line| lines.start_of(*line));
        Piece {
            date,
            front_matter: None,
            personal: above.lines().map(|_| false).chain(is_personal).collect(),
            within,
            text: above + span.slice(source),
            title: None,
            mended: here
                .filter(|start| (span.start..span.end).contains(start))
                .count(),
        }
    };
    let first = cuts.first().map_or(source.len(), |(at, _)| line_start(at));
    let above = Span::new(document.body().start.min(first), first);
    // Where the newest stands on top, what is open above it is open now.
    let is_open = |item: &ActionItem| item.status().is_open() && item.line_start < first;
    let has_open = meeting.items().iter().any(is_open);
    let newest_first = cuts.first().is_some_and(|(_, first)| *first > earliest)
        && descends(&cuts.iter().map(|(_, date)| *date).collect::<Vec<_>>());
    let top = if has_open && newest_first {
        latest
    } else {
        earliest
    };
    let front_matter = document.front_matter();
    let front_matter = front_matter.map(|found| fenced(found.span.slice(source)));
    let preface = piece(front_matter.unwrap_or_default(), above, top, None);
    if !preface.text.trim().is_empty() {
        pieces.preface = Some(top);
        pieces.pieces.push(preface);
    }
    let ends = cuts
        .iter()
        .skip(1)
        .map(|(heading, _)| line_start(heading))
        .chain([source.len()]);
    for ((heading, date), end) in cuts.iter().zip(ends) {
        let within = PersonalHeading::around(&meeting, heading.span.start);
        let span = Span::new(line_start(heading), end);
        pieces
            .pieces
            .push(piece(String::new(), span, *date, within));
    }
    pieces
}

/// Whether most of `dates` are followed by an earlier one.
fn descends(dates: &[NaiveDate]) -> bool {
    let count = |is: fn(&NaiveDate, &NaiveDate) -> bool| {
        dates.windows(2).filter(|two| is(&two[0], &two[1])).count()
    };
    count(|one, next| one > next) > count(|one, next| one < next)
}
