//! What was read from elsewhere, as meetings of the notebook.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::chips::with_owners;
use super::closed::personal_lines;
use super::deadlines::with_deadlines;
use super::found_again::{comparable, stands_for};
use super::note::fenced;
use super::{ImportError, Piece, Pieces};
use crate::change::{FileChange, Plan};
use crate::markdown::{Damage, Document, sections, yaml_scalar};
use crate::meeting::{DayOrder, Meeting, MeetingPath, MeetingStatus, Series, Vocabulary};
use crate::plan::fix::almost_boxes;
use crate::text::{Span, TextEdit, apply_edits};

/// What there is to say of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The dates of the meetings that it makes.
    pub made: Vec<NaiveDate>,
    /// The dates of meetings that hold every line already.
    pub there: Vec<NaiveDate>,
    /// How many lines of those that it makes became items.
    pub mended: usize,
    /// How many lines of those look like items and are none.
    pub left: usize,
}

/// Plan to write `pieces` as meetings of `series`, one file a date. Meetings up to `today` took place.
///
/// # Errors
/// When a meeting is there already and does not hold, in their order, all lines that would be imported.
pub fn import(
    series: &Series,
    pieces: &Pieces,
    today: NaiveDate,
) -> Result<Plan<Imported>, ImportError> {
    let order = pieces.order;
    let mut by_date: BTreeMap<NaiveDate, Vec<&Piece>> = BTreeMap::new();
    for piece in &pieces.pieces {
        by_date.entry(piece.date).or_default().push(piece);
    }
    let mut plan: Plan<Imported> = Plan::default();
    let mut taken = Vec::new();
    for (date, pieces) in by_date {
        let made = new_meeting(series, date, &pieces, order, today)?;
        let path = MeetingPath::new(date);
        match series.meeting(date) {
            None => {
                plan.news.made.push(date);
                plan.news.mended += pieces.iter().map(|piece| piece.mended).sum::<usize>();
                plan.news.left += almost_boxes(&made);
                plan.push(FileChange::create(
                    path.to_string(),
                    made.source().to_string(),
                ));
            }
            Some(meeting) if holds_all(meeting.source(), &pieces) => plan.news.there.push(date),
            Some(_) => taken.push(path),
        }
    }
    if taken.is_empty() {
        Ok(plan)
    } else {
        Err(ImportError::Taken(taken))
    }
}

/// A new meeting on `date` that holds `pieces`.
fn new_meeting(
    series: &Series,
    date: NaiveDate,
    pieces: &[&Piece],
    order: Option<DayOrder>,
    today: NaiveDate,
) -> Result<Arc<Meeting>, ImportError> {
    let vocabulary = &series.settings().vocabulary;
    // A heading of its own may say less alone than it did among the others of its document.
    for as_written in [true, false] {
        let mut text = joined(pieces, date, vocabulary, as_written)?;
        let is_ours = pieces
            .first()
            .is_none_or(|piece| piece.front_matter.is_none());
        if is_ours {
            text = format!("{}\n{text}", front_matter(series, date, today));
        }
        let text = format!("{}\n", text.trim_end());
        if let Some(damage) = Damage::of(&text) {
            let path = MeetingPath::new(date).to_string();
            return Err(ImportError::Damaged { path, damage });
        }
        if let Some(line) = lost_line(&text, pieces) {
            return Err(ImportError::Lost(line));
        }
        let meeting = Meeting::read(date, text, None, vocabulary);
        let from = if is_ours {
            meeting.document().body().start
        } else {
            0
        };
        if is_closed(&meeting, from, pieces) {
            let settings = series.settings();
            let meeting = with_owners(&meeting, settings);
            return Ok(with_deadlines(meeting, order, settings));
        }
    }
    Err(ImportError::Opened(MeetingPath::new(date)))
}

/// `pieces`, one below the other. One that begins in a personal section gets the heading of that on top, as it is
/// written in its document or with a title that this notebook gives to such a section.
fn joined(
    pieces: &[&Piece],
    date: NaiveDate,
    vocabulary: &Vocabulary,
    as_written: bool,
) -> Result<String, ImportError> {
    let mut text = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let (is_first, body) = (index == 0, piece.text.trim_end());
        let mut part = match &piece.front_matter {
            Some(front_matter) if is_first => front_matter.clone(),
            Some(front_matter) => fenced(front_matter),
            None => String::new(),
        };
        if is_first && !part.is_empty() {
            // As it is, with whatever stands below.
            part.push_str(body);
        } else {
            part.push_str(without_blank_lines_above(body));
        }
        let above = || Meeting::read(date, text.trim_end().to_string(), None, vocabulary);
        let goes_on = (piece.within.as_ref()).is_some_and(|within| within.goes_on(&above()));
        if let Some(within) = piece.within.as_ref().filter(|_| !goes_on) {
            let own = (!as_written).then(|| within.titled(vocabulary));
            let heading = &own.as_ref().unwrap_or(within).written;
            part = format!("{heading}\n\n{part}");
        }
        if is_first {
            text = part;
            continue;
        }
        let part = match &piece.title {
            // Otherwise it would belong to the last section of what stands above.
            Some(title) if ends_open(&text) => {
                return Err(ImportError::NeverClosed(title.clone()));
            }
            Some(title) => format!("# {title}\n\n{part}"),
            None if goes_on => part,
            None => raised(&text, &part, vocabulary),
        };
        text = format!("{}\n\n{part}", text.trim_end());
    }
    Ok(text)
}

fn front_matter(series: &Series, date: NaiveDate, today: NaiveDate) -> String {
    let pair = &series.settings().pair;
    let status = if date <= today {
        MeetingStatus::Held
    } else {
        MeetingStatus::Planned
    };
    format!(
        "---\ndate: {date}\nmanager: {}\nic: {}\nstatus: {}\n---\n",
        yaml_scalar(pair.manager.handle.as_str()),
        yaml_scalar(pair.ic.handle.as_str()),
        status.word()
    )
}

/// `part`, which begins with a heading, with its headings on levels on which it does not come to stand within a section
/// of `above` that means something. Nearly always that is so as it is.
fn raised(above: &str, part: &str, vocabulary: &Vocabulary) -> String {
    let document = Document::new(part.to_string());
    let Some(level) = document.headings().first().map(|heading| heading.level) else {
        return part.to_string();
    };
    let over = Document::new(above.to_string());
    let sections = sections(over.headings(), above.len());
    let around = sections
        .iter()
        .filter(|section| section.whole.end == above.len() && section.level < level)
        .filter(|section| vocabulary.role(&section.title).is_some())
        .map(|section| section.level)
        .min();
    let Some(around) = around else {
        return part.to_string();
    };
    // The outermost level so far: what stands on it comes to stand on that of the section above, and what stands below
    // it stays as far below, so that every section stays in the one in which it was.
    let mut outermost = level;
    let mut edits = Vec::new();
    for heading in document.headings() {
        outermost = outermost.min(heading.level);
        let Some(by) = outermost.checked_sub(around).filter(|by| *by > 0) else {
            break;
        };
        let written = heading.span.slice(part);
        // `#a` above a line of dashes is a heading of the other form.
        let after = written.trim_start_matches('#');
        let is_atx =
            after.len() < written.len() && !after.starts_with(|c: char| !c.is_whitespace());
        let (span, text) = if is_atx {
            let start = heading.span.start;
            ((start..start + by).into(), String::new())
        } else if heading.level == 2 {
            // The line below a heading of the second level becomes one of the first.
            let line = written.trim_end();
            let start = heading.span.start + line.rfind('\n').map_or(0, |at| at + 1);
            let end = heading.span.start + line.len();
            ((start..end).into(), part[start..end].replace('-', "="))
        } else {
            continue;
        };
        edits.push(TextEdit::replace(part, span, text));
    }
    apply_edits(part, &edits).unwrap_or_else(|_| part.to_string())
}

/// Whether a heading below `text` would not be one, because a block of code or a comment in it is never closed.
fn ends_open(text: &str) -> bool {
    let whole = format!("{}\n\n# x\n", text.trim_end());
    let document = Document::new(whole);
    let last = document.headings().last().map(|heading| heading.span.start);
    last != Some(document.source().len() - "# x\n".len())
}

/// `text` from its first line that is not blank, with the indentation of that line.
fn without_blank_lines_above(text: &str) -> &str {
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    &text[start..]
}

/// All lines of `piece` that are not blank.
fn lines_of<'a>(piece: &&'a Piece) -> impl Iterator<Item = &'a str> + use<'a> {
    let piece: &'a Piece = piece;
    let front_matter = piece.front_matter.as_deref().unwrap_or_default();
    front_matter
        .lines()
        .chain(piece.text.lines())
        .filter(|line| !line.trim().is_empty())
}

/// Whether all lines of `pieces` that are personal where they come from are so in `meeting`, which holds them in their
/// order behind the offset `from`.
fn is_closed(meeting: &Meeting, from: usize, pieces: &[&Piece]) -> bool {
    let whole = Span::new(from, meeting.source().len());
    let mut lines = personal_lines(meeting, whole);
    let wanted = pieces.iter().flat_map(|piece| {
        let above = piece.front_matter.as_deref().unwrap_or_default().lines();
        let below = piece.text.lines().zip(piece.personal.iter().copied());
        above.map(|line| (line, false)).chain(below)
    });
    let mut wanted = wanted.filter(|(line, _)| !line.trim().is_empty());
    wanted.all(|(wanted, must_be)| {
        let found = lines.find(|(line, _)| comparable(line) == comparable(wanted));
        found.is_some_and(|(_, is_personal)| is_personal || !must_be)
    })
}

/// Whether `text` holds all lines of `pieces` in their order, with what we have marked since.
fn holds_all(text: &str, pieces: &[&Piece]) -> bool {
    let mut lines = text.lines();
    let mut wanted = pieces.iter().flat_map(lines_of);
    wanted.all(|wanted| lines.any(|line| stands_for(line, wanted)))
}

/// The first line of `pieces` that is not in `text` as often as in them.
fn lost_line(text: &str, pieces: &[&Piece]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in text.lines() {
        *counts.entry(comparable(line)).or_default() += 1;
    }
    for line in pieces.iter().flat_map(lines_of) {
        match counts.get_mut(comparable(line)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => return Some(line.to_string()),
        }
    }
    None
}
