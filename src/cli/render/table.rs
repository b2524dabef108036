//! Columns that stand below each other.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::cli::outside::Shown;
use crate::text::printable;

/// A cell of a table.
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell with `text` in `style`.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        Cell {
            text: printable(&text).into_owned(),
            style,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// As far as the wide column of a table reaches where there is no terminal.
const ROOMY: usize = 100;

/// Rows as lines in which the columns stand below each other, two blanks apart. The column `wide` gives way where the
/// lines would be longer than `width` columns of the terminal.
pub fn lines(rows: &[Vec<Cell>], wide: usize, width: Option<usize>) -> Vec<Shown> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..count)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| columns(&cell.text))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let gaps = 2 * widths
        .iter()
        .filter(|width| **width > 0)
        .count()
        .saturating_sub(1);
    let total: usize = widths.iter().sum::<usize>() + gaps;
    if let (Some(limit), Some(wide)) = (width, widths.get_mut(wide))
        && total > limit
    {
        *wide = wide.saturating_sub(total - limit).max(8);
    }
    // Where there is no terminal nothing is cut, but one very long text does not push the others far to the right.
    let cut = width.is_some();
    if !cut && let Some(wide) = widths.get_mut(wide) {
        *wide = (*wide).min(ROOMY);
    }
    rows.iter().map(|row| line(row, &widths, cut)).collect()
}

fn line(row: &[Cell], widths: &[usize], cut: bool) -> Shown {
    let mut shown = Shown::new();
    let mut blanks = 0;
    let mut is_first = true;
    for (cell, width) in row.iter().zip(widths) {
        if *width == 0 {
            continue;
        }
        blanks += if is_first { 0 } else { 2 };
        is_first = false;
        let text = if cut {
            shortened(&cell.text, *width)
        } else {
            cell.text.clone()
        };
        if !text.is_empty() {
            shown.push(&" ".repeat(blanks));
            blanks = 0;
            shown.push_styled(cell.style, &text);
        }
        blanks += width.saturating_sub(columns(&text));
    }
    shown
}

/// How many columns `text` takes on a terminal.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// `text` in at most `width` columns, with `…` where something is left out.
pub fn shortened(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_string();
    }
    let mut short = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

/// `text` in lines of at most `width` columns, broken at blanks where there are any.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if line.is_empty() {
            line.push_str(word);
        } else if columns(line) + 1 + columns(word) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_string());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(shortened("日本語です", 7), "日本語…");
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
    }
}
