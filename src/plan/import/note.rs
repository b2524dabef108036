//! Notes of one meeting each, as other tools keep them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::closed::personal_lines;
use super::{ImportError, ImportSource, Piece, Pieces};
use crate::markdown::{Damage, FrontMatter};
use crate::meeting::{
    DateMeaning, DayOrder, FoundDate, Meeting, Settings, StatedDate, Vocabulary, find_date,
    order_in,
};
use crate::plan::fix::MendedText;

/// Take each of the notes `sources` of `folder` for the meeting whose date its name has, or else `date` in its front
/// matter. One without a date is left out, with a remark. What in them is personal the `settings` say.
///
/// # Errors
/// When no note has a date, or one can't be understood.
pub fn read_notes(
    folder: &str,
    sources: &[ImportSource],
    order: Option<DayOrder>,
    settings: &Settings,
) -> Result<Pieces, ImportError> {
    let stated = |source: &ImportSource| {
        let text = source.text.replace("\r\n", "\n");
        let front_matter = FrontMatter::read(&text)?;
        StatedDate::of(&front_matter, &text).map(|stated| stated.found)
    };
    let found: Vec<FoundDate> = sources
        .iter()
        .filter_map(|source| date_of_name(&source.stem).or_else(|| stated(source)))
        .collect();
    let order = order.or_else(|| order_of(found.iter(), settings));
    let mut pieces = Pieces {
        order,
        ..Pieces::default()
    };
    let mut by_date: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    for source in sources {
        match read_note(source, order, &settings.vocabulary)? {
            Some(piece) => {
                let of_date = by_date.entry(piece.date).or_default();
                of_date.push(source.path.clone());
                pieces.pieces.push(piece);
            }
            None => pieces.remarks.push((
                source.path.clone(),
                "left out: there is no date in its name".to_string(),
            )),
        }
    }
    pieces.joined = by_date
        .into_iter()
        .filter(|(_, paths)| paths.len() > 1)
        .collect();
    if pieces.pieces.is_empty() {
        return Err(ImportError::NoDatedNotes(folder.to_string()));
    }
    Ok(pieces)
}

/// The note `source`, if it has a date.
pub(super) fn read_note(
    source: &ImportSource,
    order: Option<DayOrder>,
    vocabulary: &Vocabulary,
) -> Result<Option<Piece>, ImportError> {
    let MendedText { document, lines } = source.read(vocabulary);
    let text = document.source();
    let front_matter = document.front_matter();
    let date = match date_of_name(&source.stem) {
        Some(found) => Some(day(&found, &source.stem, order, || source.path.clone())?),
        None => match front_matter.and_then(|front_matter| StatedDate::of(front_matter, text)) {
            Some(StatedDate { found, span, .. }) => {
                Some(day_of(&found, span.slice(text), order, || {
                    source.path.clone()
                })?)
            }
            None => None,
        },
    };
    let Some(date) = date else { return Ok(None) };
    if let Some(damage) = Damage::of(text) {
        return Err(ImportError::Damaged {
            path: source.path.clone(),
            damage,
        });
    }
    let meeting = Meeting::read(date, text.to_string(), None, vocabulary);
    let personal = personal_lines(&meeting, document.body());
    Ok(Some(Piece {
        date,
        personal: personal.map(|(_, is_personal)| is_personal).collect(),
        within: None,
        front_matter: front_matter.map(|front_matter| front_matter.span.slice(text).to_string()),
        text: text[document.body().start..].to_string(),
        title: Some(source.stem.clone()),
        mended: lines.len(),
    }))
}

/// The order that the numbers of `found` have: as one of them shows, else that of the notebook, if it can read them all.
pub(super) fn order_of<'f>(
    found: impl Iterator<Item = &'f FoundDate> + Clone,
    settings: &Settings,
) -> Option<DayOrder> {
    let is_read = |found: &FoundDate, order| {
        found.meaning.day(order).is_some() || found.meaning.month_day(order).is_some()
    };
    order_in(found.clone()).or_else(|| {
        let reads_all = |order: &DayOrder| {
            let mut alone = found.filter(|found| is_read(found, None));
            alone.all(|found| is_read(found, Some(*order)))
        };
        settings.day_order().filter(reads_all)
    })
}

/// The date in the name of a file: one whose year is whole.
fn date_of_name(stem: &str) -> Option<FoundDate> {
    find_date(stem).filter(|found| !found.is_short)
}

/// `front_matter`, which can't stand at the top of a file, as a block of code.
pub(super) fn fenced(front_matter: &str) -> String {
    let longest = front_matter
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}yaml\n{}\n{fence}\n\n", front_matter.trim_end())
}

/// The day that `found` in `text` says.
pub(super) fn day(
    found: &FoundDate,
    text: &str,
    order: Option<DayOrder>,
    place: impl Fn() -> String,
) -> Result<NaiveDate, ImportError> {
    day_of(found, &text[found.start..found.end], order, place)
}

/// The day that `found`, which is `written` so, says.
fn day_of(
    found: &FoundDate,
    written: &str,
    order: Option<DayOrder>,
    place: impl Fn() -> String,
) -> Result<NaiveDate, ImportError> {
    let written = || written.to_string();
    match (found.meaning.day(order), found.meaning) {
        (Some(day), _) => Ok(day),
        (
            None,
            DateMeaning::Either {
                day_first: Some(day_first),
                month_first: Some(month_first),
            },
        ) => Err(ImportError::Ambiguous {
            place: place(),
            text: written(),
            day_first,
            month_first,
        }),
        (
            None,
            DateMeaning::YearlessEither {
                day_first: Some(day_first),
                month_first: Some(month_first),
            },
        ) => Err(ImportError::AmbiguousYearless {
            place: place(),
            text: written(),
            day_first,
            month_first,
        }),
        _ => Err(ImportError::NoDay {
            place: place(),
            text: written(),
        }),
    }
}
