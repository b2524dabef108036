//! The text of `oneonone.yaml` as keys with their lines, and what can be wrong with it.

use serde_yaml::{Mapping, Value};

use crate::markdown::alias_line;
use crate::text::{Help, nearest};

/// No configuration is longer than this, in bytes; nesting costs every YAML reader quadratic time.
const MAX_LENGTH: usize = 64 * 1024;
const MAX_BRACKETS: usize = 512;

/// Something in the configuration that is not understood, and ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigWarning {
    /// The line, from 1.
    pub line: usize,
    /// What is there.
    pub message: String,
    /// What may have been meant.
    pub help: Option<Help>,
}

/// Why a configuration can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// The text of `oneonone.yaml`.
pub(super) struct ConfigSource<'a> {
    source: &'a str,
}

impl<'a> ConfigSource<'a> {
    /// As it was read.
    pub fn new(source: &'a str) -> Self {
        ConfigSource { source }
    }

    /// The line, from 1, on which `key` stands as a key.
    pub fn line_of(&self, key: &str) -> usize {
        let is_key = |line: &str| {
            line.trim_start()
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        };
        self.source.lines().position(is_key).map_or(1, |at| at + 1)
    }

    /// What is wrong with what stands at `key`.
    pub fn error(&self, key: &str, message: String, help: Option<String>) -> ConfigError {
        ConfigError {
            line: self.line_of(key),
            message,
            help,
        }
    }

    /// All keys, in bounds that keep every reader of YAML quick.
    ///
    /// # Errors
    /// When it is no YAML, or out of these bounds.
    pub fn mapping(&self) -> Result<Mapping, ConfigError> {
        let refuse = |line: usize, message: String| ConfigError {
            line,
            message,
            help: None,
        };
        if self.source.len() > MAX_LENGTH {
            return Err(refuse(1, format!("longer than {} KiB", MAX_LENGTH / 1024)));
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
            return Err(refuse(1, "nested too deeply".to_string()));
        }
        // Nobody needs them here, and a few that name one another fill any memory.
        if let Some(line) = alias_line(self.source) {
            return Err(refuse(
                line,
                "there are too many aliases (`*name`)".to_string(),
            ));
        }
        let value: Value = serde_yaml::from_str(self.source).map_err(|error| {
            let message = error.to_string();
            let end = message.find(" at line ").unwrap_or(message.len());
            refuse(
                error
                    .location()
                    .map_or(1, |location| location.line().max(1)),
                format!("not valid YAML: {}", &message[..end]),
            )
        })?;
        match value {
            Value::Mapping(mapping) => Ok(mapping),
            Value::Null => Err(ConfigError {
                line: 1,
                message: "the file is empty".to_string(),
                help: Some(
                    "write at least `manager:` and `ic:`, each with `handle:` and `name:`"
                        .to_string(),
                ),
            }),
            _ => Err(refuse(
                1,
                "expected `key: value` lines at the top level".to_string(),
            )),
        }
    }

    /// Warn of the keys of `mapping` that are not `known`.
    pub fn unknown_keys(
        &self,
        mapping: &Mapping,
        known: &[&str],
        warnings: &mut Vec<ConfigWarning>,
    ) {
        for (key, _) in mapping {
            let Some(key) = key.as_str() else { continue };
            if known.contains(&key) {
                continue;
            }
            warnings.push(ConfigWarning {
                line: self.line_of(key),
                message: format!("unknown key `{key}` is ignored"),
                help: nearest(key, known.iter().copied())
                    .map(|known| format!("did you mean `{known}`?").into()),
            });
        }
    }

    /// A scalar as the text that was written, as far as YAML tells.
    ///
    /// # Errors
    /// When it is no scalar, or too long for one.
    pub fn text(&self, mapping: &Mapping, key: &str) -> Result<Option<String>, ConfigError> {
        let text = match mapping.get(key) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(value)) => value.to_string(),
            Some(_) => {
                return Err(self.error(key, format!("`{key}` must be a single value"), None));
            }
        };
        if text.chars().any(char::is_control) || text.chars().count() > 200 {
            return Err(self.error(
                key,
                format!("`{key}` must be one line of at most 200 characters"),
                None,
            ));
        }
        Ok(Some(text))
    }
}
