//! The text of `oneonone.yaml` as keys with their lines, and what can be wrong with it.

use serde_yaml::{Mapping, Value};

use crate::markdown::alias_line;
use crate::practice::checks::Placed;
use crate::text::{Help, LineColumn, Rule, nearest};

/// No configuration is longer than this, in bytes; nesting costs every YAML reader quadratic time.
const MAX_LENGTH: usize = 64 * 1024;
const MAX_BRACKETS: usize = 512;

/// Something in the settings that can't be used, or is not understood and ignored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<Help>,
}

impl ConfigProblem {
    /// The whole file can't be used.
    pub(super) fn of_file(line: usize, message: impl Into<String>) -> Self {
        ConfigProblem {
            line,
            message: message.into(),
            help: None,
        }
    }

    /// As `check` and the doctor say it of the file at `path`, by this `rule`.
    pub fn placed(&self, path: &str, rule: Rule) -> Placed {
        let place = LineColumn {
            line: self.line,
            column: 1,
        };
        Placed::in_file(path, Some(place), rule, &self.message, self.help.clone())
    }

    /// The same with `help`: what to write instead.
    pub(super) fn help(mut self, help: impl Into<Help>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The text of `oneonone.yaml` while it is read, and what was not understood so far.
pub(super) struct ConfigReader<'a> {
    source: &'a str,
    pub warnings: Vec<ConfigProblem>,
}

impl<'a> ConfigReader<'a> {
    /// As it was read.
    pub fn new(source: &'a str) -> Self {
        ConfigReader {
            source,
            warnings: Vec::new(),
        }
    }

    /// What is wrong with what stands at `key`.
    pub fn problem(&self, key: &str, message: impl Into<String>) -> ConfigProblem {
        let is_key = |line: &str| {
            line.trim_start()
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        };
        let line = self.source.lines().position(is_key);
        ConfigProblem::of_file(line.map_or(1, |at| at + 1), message)
    }

    /// Note that what stands at `key` is not understood, and ignored; `help` says what to write.
    pub fn warn(&mut self, key: &str, message: impl Into<String>, help: impl Into<Help>) {
        self.warnings.push(self.problem(key, message).help(help));
    }

    /// All keys, in bounds that keep every reader of YAML quick.
    ///
    /// # Errors
    /// When it is no YAML, or out of these bounds.
    pub fn root(&self) -> Result<Mapping, ConfigProblem> {
        if self.source.len() > MAX_LENGTH {
            return Err(ConfigProblem::of_file(
                1,
                format!("longer than {} KiB", MAX_LENGTH / 1024),
            ));
        }
        let brackets = self
            .source
            .bytes()
            .filter(|byte| matches!(byte, b'[' | b'{'))
            .count();
        let dashes = self
            .source
            .lines()
            .map(|line| line.matches("- ").count())
            .max()
            .unwrap_or(0);
        if brackets > MAX_BRACKETS || dashes > 32 {
            return Err(ConfigProblem::of_file(1, "nested too deeply"));
        }
        // Nobody needs them here, and a few that name one another fill any memory.
        if let Some(line) = alias_line(self.source) {
            return Err(ConfigProblem::of_file(
                line,
                "there are too many aliases (`*name`)",
            ));
        }
        let value: Value = serde_yaml::from_str(self.source).map_err(|error| {
            let message = error.to_string();
            let end = message.find(" at line ").unwrap_or(message.len());
            ConfigProblem::of_file(
                error
                    .location()
                    .map_or(1, |location| location.line().max(1)),
                format!("not valid YAML: {}", &message[..end]),
            )
        })?;
        match value {
            Value::Mapping(mapping) => Ok(mapping),
            Value::Null => Err(ConfigProblem::of_file(1, "the file is empty")
                .help("write at least `manager:` and `ic:`, each with `handle:` and `name:`")),
            _ => Err(ConfigProblem::of_file(
                1,
                "expected `key: value` lines at the top level",
            )),
        }
    }

    /// Warn of the keys of `mapping` that are not `known`.
    pub fn unknown_keys(&mut self, mapping: &Mapping, known: &[&str]) {
        let keys = mapping.keys().filter_map(Value::as_str);
        for key in keys.filter(|key| !known.contains(key)) {
            let message = format!("unknown key `{key}` is ignored");
            match nearest(key, known.iter().copied()) {
                Some(known) => self.warn(key, message, format!("did you mean `{known}`?")),
                None => self.warnings.push(self.problem(key, message)),
            }
        }
    }

    /// The keys below `key`, if there is such a key; `wanted` are those that it must have.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn below<'m>(
        &self,
        mapping: &'m Mapping,
        key: &str,
        wanted: &str,
    ) -> Result<Option<&'m Mapping>, ConfigProblem> {
        match mapping.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Mapping(below)) => Ok(Some(below)),
            Some(_) => Err(self.problem(key, format!("`{key}` must have {wanted}"))),
        }
    }

    /// A scalar as the text that was written, as far as YAML tells.
    ///
    /// # Errors
    /// When it is no scalar, or too long for one.
    pub fn text(&self, mapping: &Mapping, key: &str) -> Result<Option<String>, ConfigProblem> {
        let text = match mapping.get(key) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(value)) => value.to_string(),
            Some(_) => return Err(self.problem(key, format!("`{key}` must be a single value"))),
        };
        if text.chars().any(char::is_control) || text.chars().count() > 200 {
            let message = format!("`{key}` must be one line of at most 200 characters");
            return Err(self.problem(key, message));
        }
        Ok(Some(text))
    }

    /// What `parse` makes of the text at `key`, if there is one: `what` it is to be, and how it is `written`.
    ///
    /// # Errors
    /// When it makes nothing of it.
    pub fn parsed<T>(
        &self,
        mapping: &Mapping,
        key: &str,
        (what, written): (&str, &str),
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigProblem> {
        let Some(text) = self.text(mapping, key)? else {
            return Ok(None);
        };
        let wrong = || self.problem(key, format!("`{text}` is no {what}"));
        let parsed = parse(&text).ok_or_else(|| wrong().help(format!("write {written}")))?;
        Ok(Some(parsed))
    }

    /// Which of the `known` words stands at `key`, if there is such a key. Another one is warned of, with what is done
    /// `instead`: a later version may know it.
    pub fn known<T>(
        &mut self,
        mapping: &Mapping,
        key: &str,
        from_word: impl FnOnce(&str) -> Option<T>,
        known: &[&str],
        instead: &str,
    ) -> Option<T> {
        let value = mapping.get(key).filter(|value| !value.is_null())?;
        let word = value.as_str().unwrap_or_default();
        let found = from_word(word);
        if found.is_none() {
            let message = format!("what `{key}` says is not understood{instead}");
            let help = match nearest(word, known.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("write `{}`", known.join("`, `")),
            };
            self.warn(key, message, help);
        }
        found
    }
}
