use chrono::Weekday;
use serde_yaml::{Mapping, Value};

use super::check_config::check_settings;
use crate::markdown::alias_line;
use crate::meeting::{
    Cadence, Every, Handle, Language, Pair, PairKind, Person, Role, Settings, Vocabulary, weekday,
};
use crate::text::nearest;

/// The newest format that we write.
const FORMAT: u64 = 1;
/// No configuration is longer than this, in bytes; nesting costs every YAML reader quadratic time.
const MAX_LENGTH: usize = 64 * 1024;
const MAX_BRACKETS: usize = 512;

/// What `oneonone.yaml` says, and what is odd about it.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// What it says.
    pub settings: Settings,
    /// The format is newer than ours: read, but never written.
    pub newer_format: Option<u64>,
    /// What is not understood.
    pub warnings: Vec<ConfigWarning>,
}

/// Something in the configuration that is not understood, and ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigWarning {
    /// The line, from 1.
    pub line: usize,
    /// What is there.
    pub message: String,
    /// What may have been meant.
    pub help: Option<String>,
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

/// Read the text of `oneonone.yaml`.
///
/// # Errors
/// When it is not YAML, or does not say who the two people are, or says something that can't be.
pub fn parse_configuration(source: &str) -> Result<Configuration, ConfigError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let reader = Reader { source };
    let root = reader.mapping()?;
    let mut warnings = Vec::new();
    const KEYS: [&str; 9] = [
        "format", "kind", "manager", "ic", "cadence", "template", "language", "sections", "checks",
    ];
    // `questions` and `teams` are left for later versions, which older programs must still read.
    reader.unknown_keys(&root, &KEYS, &mut warnings);
    let newer_format = reader.format(&root)?;
    let pair = Pair {
        manager: reader.person(&root, "manager", &mut warnings)?,
        ic: reader.person(&root, "ic", &mut warnings)?,
    };
    if pair.manager.handle.is(pair.ic.handle.as_str()) {
        return Err(reader.error(
            "ic",
            format!("both people have the handle `{}`", pair.ic.handle),
            Some("give one of them another handle".to_string()),
        ));
    }
    let kind = reader.kind(&root, &mut warnings);
    let settings = Settings {
        kind,
        cadence: reader.cadence(&root, &mut warnings)?,
        template: reader.template(&root, kind)?,
        vocabulary: reader.vocabulary(&root, &mut warnings)?,
        checks: check_settings(&root, |key| reader.line_of(key), &mut warnings),
        pair,
    };
    Ok(Configuration {
        settings,
        newer_format,
        warnings,
    })
}

struct Reader<'a> {
    source: &'a str,
}

impl Reader<'_> {
    /// The line, from 1, on which `key` stands as a key.
    fn line_of(&self, key: &str) -> usize {
        let is_key = |line: &str| {
            line.trim_start()
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        };
        self.source.lines().position(is_key).map_or(1, |at| at + 1)
    }

    fn error(&self, key: &str, message: String, help: Option<String>) -> ConfigError {
        ConfigError {
            line: self.line_of(key),
            message,
            help,
        }
    }

    fn mapping(&self) -> Result<Mapping, ConfigError> {
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

    fn unknown_keys(&self, mapping: &Mapping, known: &[&str], warnings: &mut Vec<ConfigWarning>) {
        for (key, _) in mapping {
            let Some(key) = key.as_str() else { continue };
            if known.contains(&key) {
                continue;
            }
            warnings.push(ConfigWarning {
                line: self.line_of(key),
                message: format!("unknown key `{key}` is ignored"),
                help: nearest(key, known.iter().copied())
                    .map(|known| format!("did you mean `{known}`?")),
            });
        }
    }

    fn format(&self, root: &Mapping) -> Result<Option<u64>, ConfigError> {
        match root.get("format") {
            None => Ok(None),
            Some(value) => match value.as_u64() {
                Some(format) if format > FORMAT => Ok(Some(format)),
                Some(FORMAT) => Ok(None),
                _ => Err(self.error(
                    "format",
                    "`format` is not a version of the notebook format".to_string(),
                    Some("write `format: 1`".to_string()),
                )),
            },
        }
    }

    /// What the two are to one another. A kind that a later version may know is no error.
    fn kind(&self, root: &Mapping, warnings: &mut Vec<ConfigWarning>) -> PairKind {
        let kind = match root.get("kind") {
            None | Some(Value::Null) => return PairKind::default(),
            Some(Value::String(kind)) => kind.as_str(),
            Some(_) => "",
        };
        let known = PairKind::ALL.map(PairKind::word);
        PairKind::from_word(kind).unwrap_or_else(|| {
            let usual = PairKind::default();
            warnings.push(ConfigWarning {
                line: self.line_of("kind"),
                message: format!(
                    "what `kind` says is not understood; it counts as `{}`",
                    usual.word()
                ),
                help: Some(match nearest(kind, known) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => format!("write `{}`", known.join("`, `")),
                }),
            });
            usual
        })
    }

    /// A scalar as the text that was written, as far as YAML tells.
    fn text(&self, mapping: &Mapping, key: &str) -> Result<Option<String>, ConfigError> {
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

    fn person(
        &self,
        root: &Mapping,
        key: &str,
        warnings: &mut Vec<ConfigWarning>,
    ) -> Result<Person, ConfigError> {
        let missing = || {
            let help = format!(
                "write\n  {key}:\n    handle: name\n    name: Full Name\n    email: name@example.com"
            );
            self.error(key, format!("`{key}` is missing: who is it?"), Some(help))
        };
        let person = match root.get(key) {
            Some(Value::Mapping(person)) => person,
            None | Some(Value::Null) => return Err(missing()),
            Some(_) => {
                return Err(self.error(
                    key,
                    format!("`{key}` must have `handle:` and `name:` below it"),
                    None,
                ));
            }
        };
        self.unknown_keys(person, &["handle", "name", "email"], warnings);
        let handle = self.text(person, "handle")?.ok_or_else(missing)?;
        let handle =
            Handle::new(&handle).map_err(|error| self.error("handle", error.to_string(), None))?;
        Ok(Person {
            name: self
                .text(person, "name")?
                .unwrap_or_else(|| handle.to_string()),
            email: self
                .text(person, "email")?
                .filter(|email| !email.is_empty()),
            handle,
        })
    }

    fn cadence(
        &self,
        root: &Mapping,
        warnings: &mut Vec<ConfigWarning>,
    ) -> Result<Option<Cadence>, ConfigError> {
        let cadence = match root.get("cadence") {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Mapping(cadence)) => cadence,
            Some(_) => {
                return Err(self.error(
                    "cadence",
                    "`cadence` must have `every:` and `day:` below it".to_string(),
                    None,
                ));
            }
        };
        self.unknown_keys(
            cadence,
            &["every", "day", "time", "time_zone", "duration"],
            warnings,
        );
        let every = self
            .text(cadence, "every")?
            .unwrap_or_else(|| "week".to_string());
        let every = parse_every(&every).ok_or_else(|| {
            self.error(
                "every",
                format!("`{every}` is no rhythm"),
                Some("write `week`, `2 weeks`, `3 weeks` or `month`".to_string()),
            )
        })?;
        let day = self.text(cadence, "day")?.ok_or_else(|| {
            self.error(
                "cadence",
                "`cadence` has no `day`".to_string(),
                Some("write for instance `day: tuesday`".to_string()),
            )
        })?;
        let day: Weekday = weekday(&day).ok_or_else(|| {
            self.error(
                "day",
                format!("`{day}` is no day of the week"),
                Some("write for instance `day: tuesday`".to_string()),
            )
        })?;
        let time = match self.text(cadence, "time")? {
            None => None,
            Some(text) => Some(parse_time(&text).ok_or_else(|| {
                self.error(
                    "time",
                    format!("`{text}` is no time of day"),
                    Some("write for instance `time: \"10:00\"`".to_string()),
                )
            })?),
        };
        let time_zone = self.text(cadence, "time_zone")?;
        if let Some(zone) = &time_zone
            && !zone
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+'))
        {
            return Err(self.error(
                "time_zone",
                format!("`{zone}` is no time zone"),
                Some("write for instance `time_zone: Europe/Berlin`".to_string()),
            ));
        }
        let duration = match self.text(cadence, "duration")? {
            None => None,
            Some(text) => Some(
                text.parse()
                    .ok()
                    .filter(|minutes| (1..=600).contains(minutes))
                    .ok_or_else(|| {
                        self.error(
                            "duration",
                            format!("`{text}` is no length in minutes"),
                            Some("write for instance `duration: 30`".to_string()),
                        )
                    })?,
            ),
        };
        Ok(Some(Cadence {
            every,
            day,
            time,
            time_zone,
            duration,
        }))
    }

    fn template(&self, root: &Mapping, kind: PairKind) -> Result<String, ConfigError> {
        let name = self
            .text(root, "template")?
            .unwrap_or_else(|| kind.template().to_string());
        // The name becomes a file's name, and must not lead anywhere else.
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if is_name {
            return Ok(name);
        }
        Err(self.error(
            "template",
            format!("`{name}` is no name of a template"),
            Some("write a name of letters, digits and `-`, such as `weekly`".to_string()),
        ))
    }

    /// The language of the notebook. One that a later version may know is no error.
    fn language(&self, root: &Mapping, warnings: &mut Vec<ConfigWarning>) -> Option<Language> {
        let written = match root.get("language") {
            None | Some(Value::Null) => return None,
            // YAML 1.1 took `no` for false; nobody's notebook is in that language yet.
            Some(value) => value.as_str().unwrap_or_default(),
        };
        let language = Language::from_code(written);
        if language.is_none() {
            warnings.push(ConfigWarning {
                line: self.line_of("language"),
                message: "what `language` says is not understood and ignored".to_string(),
                help: Some(format!(
                    "write `{}`",
                    Language::ALL.map(Language::code).join("`, `")
                )),
            });
        }
        language
    }

    fn vocabulary(
        &self,
        root: &Mapping,
        warnings: &mut Vec<ConfigWarning>,
    ) -> Result<Vocabulary, ConfigError> {
        let mut vocabulary = Vocabulary::default();
        if let Some(language) = self.language(root, warnings) {
            vocabulary.speak(language);
        }
        let sections = match root.get("sections") {
            None | Some(Value::Null) => return Ok(vocabulary),
            Some(Value::Mapping(sections)) => sections,
            Some(_) => {
                return Err(self.error(
                    "sections",
                    "`sections` must have roles below it, each with titles".to_string(),
                    None,
                ));
            }
        };
        let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        self.unknown_keys(sections, &roles, warnings);
        for (key, titles) in sections {
            let Some(role) = key.as_str().and_then(Role::from_word) else {
                continue;
            };
            let titles: Vec<&Value> = match titles {
                Value::Sequence(titles) => titles.iter().collect(),
                title => vec![title],
            };
            for title in titles {
                match title.as_str() {
                    Some(title) if !title.trim().is_empty() => vocabulary.add(title, role),
                    _ => {
                        return Err(self.error(
                            role.word(),
                            format!("a title of `{}` is not a text", role.word()),
                            Some("write a list such as `[\"Erfolge\"]`".to_string()),
                        ));
                    }
                }
            }
        }
        Ok(vocabulary)
    }
}

/// `week`, `2 weeks`, `month`.
fn parse_every(text: &str) -> Option<Every> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["week"] | ["weekly"] => Some(Every::Weeks(1)),
        ["month"] | ["monthly"] => Some(Every::Month),
        [count, "week" | "weeks"] => count
            .parse()
            .ok()
            .filter(|count| (1..=52).contains(count))
            .map(Every::Weeks),
        _ => None,
    }
}

/// `10:00` as hour and minute.
fn parse_time(text: &str) -> Option<(u32, u32)> {
    let (hour, minute) = text.split_once(':')?;
    let number = |text: &str, below: u32| {
        text.parse::<u32>()
            .ok()
            .filter(|n| *n < below && text.len() <= 2)
    };
    Some((
        number(hour, 24)?,
        number(minute, 60).filter(|_| minute.len() == 2)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: &str = "manager: {handle: dana, name: Dana Ng}\nic: {handle: alex}\n";

    #[test]
    fn the_least_that_is_needed() {
        let read = parse_configuration(PAIR).expect("a configuration");
        assert_eq!(read.settings.pair.ic.name, "alex");
        assert_eq!(read.settings.template, "weekly");
        assert!(read.settings.cadence.is_none() && read.warnings.is_empty());
    }

    #[test]
    fn a_whole_one() {
        let source = format!(
            "\u{feff}format: 1\r\n{PAIR}cadence:\n  every: 2 weeks\n  day: Thu\n  time: 14:00\n  duration: 45\nsections:\n  wins: [\"Erfolge\"]\n  plans: Pläne\n"
        );
        let read = parse_configuration(&source).expect("a configuration");
        let cadence = read.settings.cadence.expect("a cadence");
        assert_eq!(
            (cadence.every, cadence.day, cadence.time, cadence.duration),
            (Every::Weeks(2), Weekday::Thu, Some((14, 0)), Some(45))
        );
        assert_eq!(read.settings.vocabulary.role("pläne"), Some(Role::Plans));
    }

    #[test]
    fn the_kind_decides_the_template_unless_one_is_named() {
        for (lines, kind, template, warned) in [
            ("", PairKind::Manager, "weekly", 0),
            ("kind: manager\n", PairKind::Manager, "weekly", 0),
            ("kind: skip-level\n", PairKind::SkipLevel, "skip-level", 0),
            ("kind: peer\n", PairKind::Peer, "peer", 0),
            ("kind: peer\ntemplate: own\n", PairKind::Peer, "own", 0),
            ("kind: peeer\n", PairKind::Manager, "weekly", 1),
            ("kind: [peer]\n", PairKind::Manager, "weekly", 1),
        ] {
            let read = parse_configuration(&format!("{PAIR}{lines}")).expect("a configuration");
            assert_eq!(read.settings.kind, kind, "{lines}");
            assert_eq!(read.settings.template, template, "{lines}");
            assert_eq!(read.warnings.len(), warned, "{lines}");
        }
        let read = parse_configuration(&format!("{PAIR}kind: peeer\n")).expect("a configuration");
        assert_eq!(read.warnings[0].line, 3);
        assert_eq!(
            read.warnings[0].help.as_deref(),
            Some("did you mean `peer`?")
        );
    }

    #[test]
    fn unknown_keys_are_warnings_newer_formats_are_read() {
        let read = parse_configuration(&format!("format: 2\n{PAIR}cadense: x\n"))
            .expect("a configuration");
        assert_eq!(read.newer_format, Some(2));
        assert_eq!(
            read.warnings[0].help.as_deref(),
            Some("did you mean `cadence`?")
        );
        assert_eq!(read.warnings[0].line, 4);
    }

    #[test]
    fn what_cannot_be_is_an_error_with_its_line() {
        for (source, line) in [
            ("", 1),
            ("- a\n", 1),
            ("manager: {handle: dana}\n", 1),
            ("manager: dana\nic: {handle: alex}\n", 1),
            ("manager: {handle: a}\nic:\n  handle: a\n", 2),
            ("manager: {handle: a}\nic:\n  handle: ../x\n", 3),
            ("manager: {handle: \"a\\e[1m\"}\nic: {handle: b}\n", 1),
            (
                "manager: {handle: a}\nic: {handle: b}\ntemplate: ../../etc/passwd\n",
                3,
            ),
            (
                "manager: {handle: a}\nic: {handle: b}\ncadence:\n  every: day\n  day: mon\n",
                4,
            ),
            (
                "manager: {handle: a}\nic: {handle: b}\ncadence:\n  day: mon\n  duration: -5\n",
                5,
            ),
            ("manager: {handle: a}\nic: {handle: b}\nsections: 5\n", 3),
            ("format: x\nmanager: {handle: a}\nic: {handle: b}\n", 1),
            ("a: [\n", 2),
        ] {
            let error = parse_configuration(source)
                .err()
                .unwrap_or_else(|| panic!("{source:?} was read"));
            assert_eq!(error.line, line, "{source:?}: {error}");
        }
        assert!(parse_configuration(&format!("a: {}", "[".repeat(20_000))).is_err());
    }
}
