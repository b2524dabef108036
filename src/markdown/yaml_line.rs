//! One line at the top level of a YAML mapping: its key, and its value if that is all on it.

use crate::text::Span;

/// The key at the start of `line` and the offset just after its colon.
pub(super) fn key_of(line: &str) -> Option<(String, usize)> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (key, colon) = match quote {
        Some(quote) => {
            let end = line[1..].find(quote)? + 1;
            (line[1..end].to_string(), end + 1)
        }
        None => {
            let colon = line
                .match_indices(':')
                .map(|(at, _)| at)
                .find(|at| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']))?;
            (line[..colon].trim_end().to_string(), colon)
        }
    };
    let has_colon = line.get(colon..)?.starts_with(':');
    (has_colon && !key.is_empty()).then_some((key, colon + 1))
}

/// The bytes of the value in `line` from `after` on, without blanks around and without a comment.
pub(super) fn raw_value(line: &str, after: usize) -> Span {
    let rest = &line[after..];
    let start = after + (rest.len() - rest.trim_start().len());
    let value = &line[start..];
    let end = match value.chars().next() {
        None | Some('#') => 0,
        Some(quote @ ('"' | '\'')) => end_of_quoted(value, quote),
        Some(_) => value.find(" #").unwrap_or(value.len()),
    };
    if end == 0 {
        return Span::at(after);
    }
    Span::new(start, start + value[..end].trim_end().len())
}

fn end_of_quoted(value: &str, quote: char) -> usize {
    let mut escaped = false;
    let mut quotes = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = quotes.next() {
        if quote == '"' && c == '\\' && !escaped {
            escaped = true;
            continue;
        }
        if c == quote && !escaped {
            // A doubled single quote is one quote inside the text.
            if quote == '\'' && quotes.next_if(|(_, next)| *next == '\'').is_some() {
                continue;
            }
            return at + 1;
        }
        escaped = false;
    }
    value.len()
}

/// What a one-line value says; `None` for what is no scalar.
pub(super) fn scalar(raw: &str) -> Option<String> {
    match raw.chars().next() {
        None => Some(String::new()),
        Some('"' | '\'') => serde_yaml::from_str::<String>(raw).ok(),
        Some('[' | '{' | '|' | '>' | '&' | '*' | '!') => None,
        Some(_) => Some(raw.to_string()),
    }
}
