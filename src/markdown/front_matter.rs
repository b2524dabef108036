//! The block of YAML at the top of a file, with the place of each value.

use std::collections::BTreeMap;

use super::frame::Frame;
use super::rules;
use super::yaml_line::{key_of, raw_value, scalar};
use super::yaml_scalar::yaml_scalar;
use crate::text::{
    Diagnostic, LineTable, NewlineStyle, Span, TextEdit, apply_edits, without_line_end,
};

/// No parser sees front matter longer than this: nesting costs every YAML reader quadratic time.
const MAX_LENGTH: usize = 16 * 1024;
/// Nor anything nested deeper than a person would write.
const MAX_NESTING: usize = 64;

/// One `key: value` at the top level of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterEntry {
    /// The key, without quotes.
    pub key: String,
    /// The bytes of the value as written, quotes included, comment excluded; empty for a value on later lines.
    pub raw: Span,
    /// The value as the string that was written (`12:30` is `12:30`); `None` for lists, maps and block text.
    pub value: Option<String>,
    /// All lines of the entry.
    pub lines: Span,
}

/// The block between `---` lines at the very start of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the first byte of the opening line to the end of the closing one.
    pub span: Span,
    /// What stands between.
    pub content: Span,
    /// Its entries in order.
    pub entries: Vec<FrontMatterEntry>,
}

/// Why front matter can't be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterError {
    /// It is not YAML, so a change could do harm.
    #[error("the front matter is not valid YAML: {0}")]
    Invalid(String),
    /// The value takes several lines, or is a list or a map.
    #[error("the value of `{0}` is not on one line")]
    NotScalar(String),
    /// The key stands there twice.
    #[error("`{0}` stands twice in the front matter")]
    Twice(String),
    /// The result would not read back as intended.
    #[error("`{0}` can't be changed without touching other values")]
    Unsafe(String),
}

impl FrontMatter {
    /// The front matter of `source`, if it begins with a complete one.
    pub fn read(source: &str) -> Option<FrontMatter> {
        #[cfg(debug_assertions)]
        super::read_counts::note(super::read_counts::ReadPass::FrontMatter, source);
        match Frame::of(source) {
            Frame::Closed { span, content } => Some(FrontMatter {
                span,
                content,
                entries: entries(source, content),
            }),
            _ => None,
        }
    }

    /// The value of `key` as the string that was written.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .and_then(|entry| entry.value.as_deref())
    }

    /// The entry of `key`.
    pub fn entry(&self, key: &str) -> Option<&FrontMatterEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What is wrong with it: not YAML, too long, a key that stands twice.
    pub fn diagnostics(&self, source: &str) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if self.entries[..index]
                .iter()
                .any(|earlier| earlier.key == entry.key)
            {
                found.push(
                    Diagnostic::new(
                        rules::FRONT_MATTER_DUPLICATE_KEY,
                        Span::new(entry.lines.start, entry.lines.start + entry.key.len()),
                        format!(
                            "`{}` stands twice in the front matter; the first one counts",
                            entry.key
                        ),
                    )
                    .with_help("remove one of the two lines"),
                );
            }
        }
        if found.is_empty()
            && let Err(problem) = validate(self.content.slice(source))
        {
            let table = LineTable::new(source);
            let line = table.line_of(self.content.start) + problem.line.saturating_sub(1);
            let line_start = table.start_of(line).min(self.content.end);
            let line_text = without_line_end(&source[line_start..table.end_of(line)]);
            let diagnostic = Diagnostic::new(
                rules::FRONT_MATTER_INVALID,
                Span::new(line_start, line_start + line_text.len()),
                format!("the front matter is not valid YAML: {}", problem.message),
            );
            found.push(match quoted_form(line_text) {
                Some(form) => diagnostic.with_help(format!("quote the value: `{form}`")),
                None => diagnostic,
            });
        }
        found
    }

    /// Set `key` to `value`: one line changes, or one is added before the closing `---`.
    ///
    /// # Errors
    /// When the front matter can't be read, holds the key twice or on several lines, or when any other value would
    /// come out different.
    pub fn set(&self, source: &str, key: &str, value: &str) -> Result<TextEdit, FrontMatterError> {
        let content = self.content.slice(source);
        let before =
            validate(content).map_err(|problem| FrontMatterError::Invalid(problem.message))?;
        if self.entries.iter().filter(|entry| entry.key == key).count() > 1 {
            return Err(FrontMatterError::Twice(key.to_string()));
        }
        let scalar = yaml_scalar(value);
        let edit = match self.entry(key) {
            Some(entry) if entry.value.is_some() && !entry.raw.is_empty() => {
                TextEdit::replace(source, entry.raw, scalar)
            }
            Some(entry) if entry.value.is_some() => {
                TextEdit::insert(entry.raw.start, format!(" {scalar}"))
            }
            Some(_) => return Err(FrontMatterError::NotScalar(key.to_string())),
            None => {
                let newline = NewlineStyle::of(source).as_str();
                TextEdit::insert(self.content.end, format!("{key}: {scalar}{newline}"))
            }
        };
        let after = self.after(source, key, &edit)?;
        let mut intended = before;
        let value_after = after.get(key);
        if value_after.and_then(as_written).as_deref() != Some(value) {
            return Err(FrontMatterError::Unsafe(key.to_string()));
        }
        intended.extend(value_after.map(|value| (key.to_string(), value.clone())));
        match intended == after {
            true => Ok(edit),
            false => Err(FrontMatterError::Unsafe(key.to_string())),
        }
    }

    /// Put `new` in the place of `span`, which is a part of the value of `key`; what stands around it stays.
    ///
    /// # Errors
    /// As of [`set`](FrontMatter::set); the value may take several lines.
    pub fn replace_in(
        &self,
        source: &str,
        key: &str,
        span: Span,
        new: &str,
    ) -> Result<TextEdit, FrontMatterError> {
        let without = |mut values: BTreeMap<String, serde_yaml::Value>| {
            values.remove(key);
            values
        };
        let before = validate(self.content.slice(source))
            .map_err(|problem| FrontMatterError::Invalid(problem.message))?;
        let edit = TextEdit::replace(source, span, new);
        let after = self.after(source, key, &edit)?;
        match without(before) == without(after) {
            true => Ok(edit),
            false => Err(FrontMatterError::Unsafe(key.to_string())),
        }
    }

    /// What it says after `edit`, which changes the value of `key`.
    fn after(
        &self,
        source: &str,
        key: &str,
        edit: &TextEdit,
    ) -> Result<BTreeMap<String, serde_yaml::Value>, FrontMatterError> {
        let unsafe_edit = || FrontMatterError::Unsafe(key.to_string());
        let changed = apply_edits(source, std::slice::from_ref(edit)).map_err(|_| unsafe_edit())?;
        let growth = changed.len() as isize - source.len() as isize;
        let end = self.content.end.saturating_add_signed(growth);
        let content = changed.get(self.content.start..end);
        content
            .and_then(|content| validate(content).ok())
            .ok_or_else(unsafe_edit)
    }
}

/// A scalar as its text; numbers we write are read back as numbers.
fn as_written(value: &serde_yaml::Value) -> Option<String> {
    match value {
        serde_yaml::Value::String(text) => Some(text.clone()),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

struct Problem {
    /// Line in the content, from 1.
    line: usize,
    message: String,
}

/// Read `content` as a YAML mapping.
fn validate(content: &str) -> Result<BTreeMap<String, serde_yaml::Value>, Problem> {
    let refuse = |message: String| Problem { line: 1, message };
    if content.len() > MAX_LENGTH {
        return Err(refuse(format!("longer than {} KiB", MAX_LENGTH / 1024)));
    }
    let brackets = content
        .bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    let dashes = content
        .lines()
        .map(|line| line.matches("- ").count() + line.matches("? ").count())
        .max();
    if brackets > 4 * MAX_NESTING || dashes > Some(MAX_NESTING) {
        return Err(refuse("nested too deeply".to_string()));
    }
    if content.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    if let Some(line) = alias_line(content) {
        let message = "there are too many aliases (`*name`)".to_string();
        return Err(Problem { line, message });
    }
    if let Some(at) = content.find('\t')
        && content[..at].ends_with('\n')
    {
        // The library's own words for this are hard to act on.
        return Err(Problem {
            line: content[..at].matches('\n').count() + 1,
            message: "a line is indented with a tab; YAML wants spaces".to_string(),
        });
    }
    match serde_yaml::from_str::<Option<BTreeMap<String, serde_yaml::Value>>>(content) {
        Ok(mapping) => Ok(mapping.unwrap_or_default()),
        Err(error) => Err(Problem {
            line: error
                .location()
                .map_or(1, |location| location.line().max(1)),
            message: plain_words(&error.to_string()),
        }),
    }
}

/// The line (from 1) on which `text` has more YAML aliases, `*name`, than anyone needs. Some dozens of them that name one
/// another make the parser fill any memory.
pub fn alias_line(text: &str) -> Option<usize> {
    const ENOUGH: usize = 8;
    let begins_value = |before: &str| {
        let last = before.trim_end().chars().next_back();
        last.is_none_or(|c| matches!(c, ':' | '[' | ',' | '{' | '-'))
    };
    let is_alias = |line: &str, at: usize| {
        begins_value(&line[..at])
            && line[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    };
    let mut aliases = text.lines().enumerate().flat_map(|(number, line)| {
        line.match_indices('*')
            .filter(move |(at, _)| is_alias(line, *at))
            .map(move |_| number + 1)
    });
    aliases.nth(ENOUGH)
}

/// The library's message without its position, which counts from the wrong line.
fn plain_words(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_string()
}

/// `key: value` with the value quoted, when that would make an unreadable line readable.
fn quoted_form(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let is_key = !key.is_empty() && !key.starts_with([' ', '"', '\'', '#']);
    let is_list = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let quoted = match is_list {
        Some(members) => {
            let members: Vec<String> = members.split(',').map(|m| yaml_scalar(m.trim())).collect();
            format!("[{}]", members.join(", "))
        }
        None => yaml_scalar(value),
    };
    (is_key && !value.is_empty() && !value.starts_with(['"', '\'']) && quoted != value)
        .then(|| format!("{key}: {quoted}"))
}

/// The entries of `content`, by a scanner that understands lines at column 0 and leaves the rest alone.
fn entries(source: &str, content: Span) -> Vec<FrontMatterEntry> {
    let mut entries: Vec<FrontMatterEntry> = Vec::new();
    let mut at = content.start;
    for line in content.slice(source).split_inclusive('\n') {
        let text = without_line_end(line);
        let continues = text.is_empty() || text.starts_with([' ', '\t', '#', '-', ']', '}']);
        match (continues, key_of(text)) {
            (false, Some((key, after))) => {
                let raw = raw_value(text, after);
                entries.push(FrontMatterEntry {
                    key,
                    raw: raw.shifted(at),
                    value: scalar(raw.slice(text)),
                    lines: Span::new(at, at + line.len()),
                });
            }
            _ => {
                if let Some(last) = entries.last_mut() {
                    let is_more =
                        text.starts_with([' ', '\t', '-', ']', '}']) && !text.trim().is_empty();
                    if is_more {
                        last.lines.end = at + line.len();
                        if !text.trim_start().starts_with('#') {
                            last.value = None; // the value goes on below
                        }
                    }
                }
            }
        }
        at += line.len();
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accepted_frame() {
        for source in [
            "---\n---\n",
            "---\ndate: x\n...\n",
            "--- \ndate: x\n---\t\n",
            "---\n\ndate: x\n---",
            "\u{feff}---\r\ndate: x\r\n---\r\n",
        ] {
            assert!(FrontMatter::read(source).is_some(), "{source:?}");
        }
        for source in [
            "",
            "a\n---\n---\n",
            " ---\n---\n",
            "---\ndate: x\n",
            "----\n---\n",
        ] {
            assert!(FrontMatter::read(source).is_none(), "{source:?}");
        }
    }

    #[test]
    fn values_are_what_was_written() {
        let source = "---\r\ntitle: 1:1\r\nstart: 12:30 # noon\r\nmood: no\r\nquoted: 'it''s é'\r\nd: \"a # b\"\r\nempty:\r\nlist:\r\n- a\r\n---\r\n";
        let front_matter = FrontMatter::read(source).expect("front matter");
        for (key, value) in [
            ("title", Some("1:1")),
            ("start", Some("12:30")),
            ("mood", Some("no")),
            ("quoted", Some("it's é")),
            ("d", Some("a # b")),
            ("empty", Some("")),
            ("list", None),
        ] {
            assert_eq!(front_matter.get(key), value, "{key}");
        }
    }

    fn set(source: &str, key: &str, value: &str) -> Result<String, FrontMatterError> {
        let front_matter = FrontMatter::read(source).expect("front matter");
        let edit = front_matter.set(source, key, value)?;
        Ok(apply_edits(source, &[edit]).expect("edit fits"))
    }

    #[test]
    fn setting_one_value_leaves_the_others() {
        let source = "---\n# ours\ndate: 2026-11-24   # a Tuesday\n\"status\": 'planned'\nlist: [a,  b]\n---\n# T\n";
        assert_eq!(
            set(source, "date", "2026-11-26").as_deref(),
            Ok(
                "---\n# ours\ndate: 2026-11-26   # a Tuesday\n\"status\": 'planned'\nlist: [a,  b]\n---\n# T\n"
            )
        );
        assert_eq!(
            set(source, "status", "held").as_deref(),
            Ok(
                "---\n# ours\ndate: 2026-11-24   # a Tuesday\n\"status\": held\nlist: [a,  b]\n---\n# T\n"
            )
        );
        assert_eq!(
            set(source, "moved_from", "2026-11-24")
                .as_deref()
                .map(|s| s.contains("list: [a,  b]\nmoved_from: 2026-11-24\n---")),
            Ok(true)
        );
        assert!(matches!(
            set(source, "list", "x"),
            Err(FrontMatterError::NotScalar(_))
        ));
        assert_eq!(
            set("---\r\na:\r\n---\r\n", "a", "no").as_deref(),
            Ok("---\r\na: \"no\"\r\n---\r\n")
        );
        assert_eq!(
            set("---\n---\n", "status", "held").as_deref(),
            Ok("---\nstatus: held\n---\n")
        );
    }

    #[test]
    fn what_is_not_yaml_is_not_changed() {
        for bad in [
            "owner: @ana",
            "title: Ana: Q3",
            "participants: [@ana, @ben]",
            "a: &x\nb: *y",
            "note: `",
        ] {
            let source = format!("---\n{bad}\n---\n");
            assert!(
                matches!(
                    set(&source, "status", "held"),
                    Err(FrontMatterError::Invalid(_))
                ),
                "{bad}"
            );
            assert_eq!(
                FrontMatter::read(&source)
                    .expect("closed")
                    .diagnostics(&source)
                    .len(),
                1,
                "{bad}"
            );
        }
        let deep = format!("---\na: {}\n---\n", "[".repeat(15_000));
        assert!(matches!(
            set(&deep, "status", "held"),
            Err(FrontMatterError::Invalid(_))
        ));
        assert!(matches!(
            set("---\na: 1\na: 2\n---\n", "a", "3"),
            Err(FrontMatterError::Twice(_) | FrontMatterError::Invalid(_))
        ));
    }

    #[test]
    fn the_quoted_form_is_offered() {
        assert_eq!(
            quoted_form("owner: @ana").as_deref(),
            Some("owner: \"@ana\"")
        );
        assert_eq!(
            quoted_form("p: [@ana, ben]").as_deref(),
            Some("p: [\"@ana\", ben]")
        );
        assert_eq!(
            quoted_form("title: Ana: Q3").as_deref(),
            Some("title: \"Ana: Q3\"")
        );
        assert_eq!(quoted_form("a: b"), None);
    }
}
