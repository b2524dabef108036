//! What is noticed in a meeting, each with its place; nothing personal is quoted.

use crate::cli::context::Context;
use crate::cli::deeds;
use crate::cli::render::json::{CheckedDiagnostic, SourceLine};
use crate::meeting::{Meeting, Settings};
use crate::notebook::Notebook;
use crate::practice::checks::{self, check_of};
use crate::text::{Diagnostic, LineColumn, Span};

/// What is noticed in one meeting.
pub fn of_meeting(
    context: &Context,
    notebook: &Notebook,
    meeting: &Meeting,
) -> Vec<CheckedDiagnostic> {
    let path = context.shown_file(notebook, &meeting.path().to_string());
    of_file_shown_as(&path, notebook.settings(), meeting)
}

/// The same of a meeting whose file is shown as `path`.
pub fn of_file_shown_as(
    path: &str,
    settings: &Settings,
    meeting: &Meeting,
) -> Vec<CheckedDiagnostic> {
    meeting
        .diagnostics(|name| settings.pair.side_of(name).is_some())
        .iter()
        .map(|diagnostic| {
            let place = meeting.place(diagnostic.span.start);
            told(path.to_string(), meeting, place, diagnostic)
        })
        .collect()
}

/// `diagnostic` about `meeting`, whose file is shown as `path`. A line that is personal is named by its place alone: what
/// is said of it is what the check says of any line.
pub fn told(
    path: String,
    meeting: &Meeting,
    place: LineColumn,
    diagnostic: &Diagnostic,
) -> CheckedDiagnostic {
    let is_personal = meeting.is_personal(diagnostic.span.start);
    // The checks of the practice have words of their own for what is personal.
    let any_line = check_of(diagnostic.rule)
        .filter(|check| is_personal && matches!(check.kind, checks::CheckKind::Health));
    let (message, help) = match any_line {
        Some(check) => {
            let help = format!(
                "`oneonone check --explain {}` says what to do",
                check.rule.code()
            );
            (check.speaks.to_string(), Some(help))
        }
        None => {
            let help = diagnostic.help.as_ref().map(deeds::help);
            (diagnostic.message.clone(), help)
        }
    };
    CheckedDiagnostic {
        path,
        line: place.line,
        column: place.column,
        rule: diagnostic.rule,
        message,
        help,
        source: source_line(meeting.source(), diagnostic.span).filter(|_| !is_personal),
    }
}

/// The line on which `span` begins, and the part of it that `span` covers; none for a remark on the whole file.
fn source_line(source: &str, span: Span) -> Option<SourceLine> {
    if span.end == 0 {
        return None;
    }
    let start = source.get(..span.start)?.rfind(['\n', '\r']);
    let start = start.map_or(0, |before| before + 1);
    let rest = source.get(start..)?;
    let text = rest.split(['\n', '\r']).next().unwrap_or_default();
    let from = span.start - start;
    let to = (span.end - start).min(text.len());
    Some(SourceLine {
        text: text.to_string(),
        marked: Span::new(from.min(to), to),
    })
}
