//! A list of items, as wide as the terminal.

use chrono::NaiveDate;

use super::table::{Cell, lines, shortened, wrapped};
use super::time::{age, carried, short_age};
use crate::cli::outside::{Shown, style};
use crate::markdown::{CheckboxStatus, unmarked};
use crate::meeting::{ListedItem, weekday_date};

/// An item with what a listing shows beside it.
pub struct Row<'a> {
    /// The item.
    pub item: &'a ListedItem,
    /// Its short reference.
    pub reference: &'a str,
    /// `file:line`.
    pub place: String,
}

/// Below this many columns an item takes several lines.
const ONE_LINE_FROM: usize = 110;

/// A listing of items: one line each where there is room or no terminal, else several.
pub fn listing(rows: &[Row<'_>], today: NaiveDate, width: Option<usize>) -> Vec<Shown> {
    match width {
        Some(width) if width < ONE_LINE_FROM => rows
            .iter()
            .flat_map(|row| paragraph(row, today, width))
            .collect(),
        _ => table(rows, today, width),
    }
}

fn table(rows: &[Row<'_>], today: NaiveDate, width: Option<usize>) -> Vec<Shown> {
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            let item = row.item;
            let times = if item.times == 0 {
                String::new()
            } else {
                format!("×{}", item.times)
            };
            vec![
                Cell::new(row.reference, style::TYPED),
                Cell::new(status_mark(item.status), style::GOOD),
                Cell::new(short_age(item.origin, today), style::NONE),
                Cell::new(times, aged_style(item)),
                Cell::new(mention(item.owner.as_deref()), style::NONE),
                Cell::new(due(item), due_style(item, today)),
                Cell::new(unmarked(&item.title), style::NONE),
                Cell::new(row.place.as_str(), style::DIM),
            ]
        })
        .collect();
    lines(&cells, 6, width)
}

fn paragraph(row: &Row<'_>, today: NaiveDate, width: usize) -> Vec<Shown> {
    let item = row.item;
    let indent = row.reference.len() + 2;
    let room = width.saturating_sub(indent).max(10);
    let mut shown = Vec::new();
    for (index, line) in wrapped(&unmarked(&item.title), room)
        .into_iter()
        .enumerate()
    {
        let lead = match index {
            0 => Shown::new().styled(style::TYPED, row.reference).plain("  "),
            _ => Shown::new().plain(&" ".repeat(indent)),
        };
        shown.push(lead.plain(&shortened(&line, room)));
    }
    // What is known about it, as many parts on a line as there is room for.
    let mut parts = vec![(status_mark(item.status).to_string(), style::GOOD)];
    parts.push((mention(item.owner.as_deref()), style::NONE));
    parts.push((due(item), due_style(item, today)));
    parts.push((age(item.origin, today), style::NONE));
    parts.push((carried(item.times), aged_style(item)));
    parts.push((row.place.clone(), style::DIM));
    let mut line = Shown::new();
    let mut used = 0;
    for (text, style) in parts.into_iter().filter(|(text, _)| !text.is_empty()) {
        let length = text.chars().count();
        if used > 0 && used + 3 + length > room {
            shown.push(std::mem::take(&mut line));
            used = 0;
        }
        line = match used {
            0 => line.plain(&" ".repeat(indent)),
            _ => line.styled(style::DIM, " · "),
        };
        used += length + if used == 0 { 0 } else { 3 };
        line = line.styled(style, &text);
    }
    shown.push(line);
    shown
}

fn status_mark(status: CheckboxStatus) -> &'static str {
    match status {
        CheckboxStatus::Open => "",
        other => other.word(),
    }
}

fn due(item: &ListedItem) -> String {
    item.due
        .map_or(String::new(), |due| format!("due {}", weekday_date(due)))
}

/// `@dana`; nothing where nobody owns it.
pub fn mention(owner: Option<&str>) -> String {
    owner.map_or(String::new(), |owner| format!("@{owner}"))
}

fn due_style(item: &ListedItem, today: NaiveDate) -> anstyle::Style {
    style::when(item.is_overdue(today), style::BAD)
}

fn aged_style(item: &ListedItem) -> anstyle::Style {
    style::when(item.times >= crate::meeting::AGED, style::WARNING)
}
