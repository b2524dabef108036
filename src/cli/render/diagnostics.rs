//! Diagnostics as text: what, where, the line it is about, and what to write instead.

use unicode_width::UnicodeWidthStr as _;

use super::json::{CheckedDiagnostic, SourceLine};
use crate::cli::outside::{Shown, style};
use crate::text::{Severity, printable};

/// A diagnostic in a few lines, the source cut to `width` columns.
pub fn lines(diagnostic: &CheckedDiagnostic, width: Option<usize>) -> Vec<Shown> {
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
        Shown::new()
            .plain("  ")
            .styled(style::DIM, &place(diagnostic)),
    ];
    if let Some(source) = &diagnostic.source {
        shown.extend(source_lines(diagnostic.line, source, style, width));
    }
    if let Some(help) = &diagnostic.help {
        shown.push(Shown::new().plain("  ").plain(help));
    }
    shown
}

/// The place as editors and terminals understand it.
pub fn place(diagnostic: &CheckedDiagnostic) -> String {
    match diagnostic.line {
        0 => diagnostic.path.clone(),
        line => format!("{}:{line}:{}", diagnostic.path, diagnostic.column),
    }
}

/// The source line with its number, and below it a row of `^` under what is meant.
fn source_lines(
    line: usize,
    source: &SourceLine,
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
