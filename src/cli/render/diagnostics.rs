//! Diagnostics as text: what, where, the line it is about, and what to write instead.

use unicode_width::UnicodeWidthStr as _;

use crate::cli::deeds;
use crate::cli::outside::{Shown, style};
use crate::practice::checks::{MarkedLine, Placed};
use crate::text::{Severity, printable};

/// A diagnostic in a few lines, the source cut to `width` columns.
pub fn lines(placed: &Placed, width: Option<usize>) -> Vec<Shown> {
    let diagnostic = &placed.diagnostic;
    let (code, severity) = (diagnostic.rule.code(), diagnostic.rule.severity());
    let style = match severity {
        Severity::Error => style::BAD,
        Severity::Warning => style::WARNING,
        Severity::Hint => style::TYPED,
    };
    let mut shown = vec![
        Shown::new()
            .styled(style, &format!("{}[{code}]", severity.word()))
            .plain(": ")
            .plain(&diagnostic.message),
        Shown::new().plain("  ").styled(style::DIM, &place(placed)),
    ];
    if let (Some(line), Some(place)) = (&placed.line, placed.place) {
        shown.extend(source_lines(place.line, line, style, width));
    }
    if let Some(help) = &diagnostic.help {
        shown.push(Shown::new().plain("  ").plain(&deeds::help(help)));
    }
    shown
}

/// The place as editors and terminals understand it.
fn place(placed: &Placed) -> String {
    match placed.place {
        Some(place) if place.line > 0 => format!("{}:{}:{}", placed.path, place.line, place.column),
        _ => placed.path.clone(),
    }
}

/// The source line with its number, and below it a row of `^` under what is meant.
fn source_lines(
    line: usize,
    source: &MarkedLine,
    style: anstyle::Style,
    width: Option<usize>,
) -> Vec<Shown> {
    /// Without a terminal: long enough to know the line by.
    const USUAL: usize = 100;
    let number = line.to_string();
    let room = width.unwrap_or(USUAL).saturating_sub(number.len() + 5);
    let before = columns(source.text.get(..source.marked.start).unwrap_or_default());
    let text = cut(&source.text, room);
    let mut shown = vec![
        Shown::new()
            .styled(style::DIM, &format!("  {number} | "))
            .plain(&text),
    ];
    let marked = columns(source.marked.slice(&source.text));
    let marked = marked.max(1).min(room.saturating_sub(before));
    if marked > 0 && before < room {
        let indent = " ".repeat(number.len() + 5 + before);
        shown.push(
            Shown::new()
                .plain(&indent)
                .styled(style, &"^".repeat(marked)),
        );
    }
    shown
}

/// `text` as it is shown here: a tab is as wide as everywhere, so that what is meant can be marked.
fn flat(text: &str) -> String {
    printable(text).replace('\t', "    ")
}

/// How many columns `text` takes as it is shown.
fn columns(text: &str) -> usize {
    flat(text).width()
}

/// The beginning of `text` that fits into `room` columns.
fn cut(text: &str, room: usize) -> String {
    let text = flat(text);
    if text.width() <= room {
        return text;
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + 2 > room {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}
