//! What `oneonone.yaml` says.

use serde_yaml::{Mapping, Value};

use super::cadence_config::cadence;
use super::check_config::check_settings;
use super::config_source::{ConfigError, ConfigSource, ConfigWarning};
use crate::meeting::{Handle, Language, Pair, PairKind, Person, Role, Settings, Vocabulary};
use crate::text::nearest;

/// The newest format that we write.
const FORMAT: u64 = 1;

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

/// Read the text of `oneonone.yaml`.
///
/// # Errors
/// When it is not YAML, or does not say who the two people are, or says something that can't be.
pub fn parse_configuration(source: &str) -> Result<Configuration, ConfigError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let source = ConfigSource::new(source);
    let root = source.mapping()?;
    let mut warnings = Vec::new();
    const KEYS: [&str; 9] = [
        "format", "kind", "manager", "ic", "cadence", "template", "language", "sections", "checks",
    ];
    // `questions` and `teams` are left for later versions, which older programs must still read.
    source.unknown_keys(&root, &KEYS, &mut warnings);
    let newer_format = format(&source, &root)?;
    let pair = Pair {
        manager: person(&source, &root, "manager", &mut warnings)?,
        ic: person(&source, &root, "ic", &mut warnings)?,
    };
    if pair.manager.handle.is(pair.ic.handle.as_str()) {
        return Err(source.error(
            "ic",
            format!("both people have the handle `{}`", pair.ic.handle),
            Some("give one of them another handle".to_string()),
        ));
    }
    let kind = kind(&source, &root, &mut warnings);
    let settings = Settings {
        kind,
        cadence: cadence(&source, &root, &mut warnings)?,
        template: template(&source, &root, kind)?,
        vocabulary: vocabulary(&source, &root, &mut warnings)?,
        checks: check_settings(&root, |key| source.line_of(key), &mut warnings),
        pair,
    };
    Ok(Configuration {
        settings,
        newer_format,
        warnings,
    })
}

fn format(source: &ConfigSource<'_>, root: &Mapping) -> Result<Option<u64>, ConfigError> {
    match root.get("format") {
        None => Ok(None),
        Some(value) => match value.as_u64() {
            Some(format) if format > FORMAT => Ok(Some(format)),
            Some(FORMAT) => Ok(None),
            _ => Err(source.error(
                "format",
                "`format` is not a version of the notebook format".to_string(),
                Some("write `format: 1`".to_string()),
            )),
        },
    }
}

/// What the two are to one another. A kind that a later version may know is no error.
fn kind(source: &ConfigSource<'_>, root: &Mapping, warnings: &mut Vec<ConfigWarning>) -> PairKind {
    let kind = match root.get("kind") {
        None | Some(Value::Null) => return PairKind::default(),
        Some(Value::String(kind)) => kind.as_str(),
        Some(_) => "",
    };
    let known = PairKind::ALL.map(PairKind::word);
    PairKind::from_word(kind).unwrap_or_else(|| {
        let usual = PairKind::default();
        warnings.push(ConfigWarning {
            line: source.line_of("kind"),
            message: format!(
                "what `kind` says is not understood; it counts as `{}`",
                usual.word()
            ),
            help: Some(match nearest(kind, known) {
                Some(known) => format!("did you mean `{known}`?").into(),
                None => format!("write `{}`", known.join("`, `")).into(),
            }),
        });
        usual
    })
}

fn person(
    source: &ConfigSource<'_>,
    root: &Mapping,
    key: &str,
    warnings: &mut Vec<ConfigWarning>,
) -> Result<Person, ConfigError> {
    let missing = || {
        let help = format!(
            "write\n  {key}:\n    handle: name\n    name: Full Name\n    email: name@example.com"
        );
        source.error(key, format!("`{key}` is missing: who is it?"), Some(help))
    };
    let person = match root.get(key) {
        Some(Value::Mapping(person)) => person,
        None | Some(Value::Null) => return Err(missing()),
        Some(_) => {
            return Err(source.error(
                key,
                format!("`{key}` must have `handle:` and `name:` below it"),
                None,
            ));
        }
    };
    source.unknown_keys(person, &["handle", "name", "email"], warnings);
    let handle = source.text(person, "handle")?.ok_or_else(missing)?;
    let handle =
        Handle::new(&handle).map_err(|error| source.error("handle", error.to_string(), None))?;
    Ok(Person {
        name: source
            .text(person, "name")?
            .unwrap_or_else(|| handle.to_string()),
        email: source
            .text(person, "email")?
            .filter(|email| !email.is_empty()),
        handle,
    })
}

fn template(
    source: &ConfigSource<'_>,
    root: &Mapping,
    kind: PairKind,
) -> Result<String, ConfigError> {
    let name = source
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
    Err(source.error(
        "template",
        format!("`{name}` is no name of a template"),
        Some("write a name of letters, digits and `-`, such as `weekly`".to_string()),
    ))
}

/// The language of the notebook. One that a later version may know is no error.
fn language(
    source: &ConfigSource<'_>,
    root: &Mapping,
    warnings: &mut Vec<ConfigWarning>,
) -> Option<Language> {
    let written = match root.get("language") {
        None | Some(Value::Null) => return None,
        // YAML 1.1 took `no` for false; nobody's notebook is in that language yet.
        Some(value) => value.as_str().unwrap_or_default(),
    };
    let language = Language::from_code(written);
    if language.is_none() {
        warnings.push(ConfigWarning {
            line: source.line_of("language"),
            message: "what `language` says is not understood and ignored".to_string(),
            help: Some(
                format!("write `{}`", Language::ALL.map(Language::code).join("`, `")).into(),
            ),
        });
    }
    language
}

fn vocabulary(
    source: &ConfigSource<'_>,
    root: &Mapping,
    warnings: &mut Vec<ConfigWarning>,
) -> Result<Vocabulary, ConfigError> {
    let mut vocabulary = Vocabulary::default();
    if let Some(language) = language(source, root, warnings) {
        vocabulary.speak(language);
    }
    let sections = match root.get("sections") {
        None | Some(Value::Null) => return Ok(vocabulary),
        Some(Value::Mapping(sections)) => sections,
        Some(_) => {
            return Err(source.error(
                "sections",
                "`sections` must have roles below it, each with titles".to_string(),
                None,
            ));
        }
    };
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    source.unknown_keys(sections, &roles, warnings);
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
                    return Err(source.error(
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

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::meeting::Every;

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
        assert_eq!(read.warnings[0].help, Some("did you mean `peer`?".into()));
    }

    #[test]
    fn unknown_keys_are_warnings_newer_formats_are_read() {
        let read = parse_configuration(&format!("format: 2\n{PAIR}cadense: x\n"))
            .expect("a configuration");
        assert_eq!(read.newer_format, Some(2));
        assert_eq!(
            read.warnings[0].help,
            Some("did you mean `cadence`?".into())
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
