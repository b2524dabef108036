//! What `oneonone.yaml` says.

use serde_yaml::{Mapping, Value};

use super::cadence_config::cadence;
use super::check_config::check_settings;
use super::config_reader::{ConfigProblem, ConfigReader};
use crate::change::Template;
use crate::meeting::{
    DayOrder, Handle, Language, Pair, PairKind, Person, Role, Settings, Vocabulary,
};

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
    pub warnings: Vec<ConfigProblem>,
}

/// Read the text of `oneonone.yaml`.
///
/// # Errors
/// When it is not YAML, or does not say who the two people are, or says something that can't be.
pub fn parse_configuration(source: &str) -> Result<Configuration, ConfigProblem> {
    let reader = &mut ConfigReader::new(source.strip_prefix('\u{feff}').unwrap_or(source));
    let root = reader.root()?;
    const KEYS: [&str; 10] = [
        "format",
        "kind",
        "manager",
        "ic",
        "cadence",
        "template",
        "language",
        "date_order",
        "sections",
        "checks",
    ];
    // `questions` and `teams` are left for later versions, which older programs must still read.
    reader.unknown_keys(&root, &KEYS);
    let newer_format = format(reader, &root)?;
    let pair = Pair {
        manager: person(reader, &root, "manager")?,
        ic: person(reader, &root, "ic")?,
    };
    if pair.manager.handle.is(pair.ic.handle.as_str()) {
        let message = format!("both people have the handle `{}`", pair.ic.handle);
        let problem = reader.problem("ic", message);
        return Err(problem.help("give one of them another handle"));
    }
    let kind = kind(reader, &root);
    let settings = Settings {
        kind,
        cadence: cadence(reader, &root)?,
        template: template(reader, &root, kind)?,
        vocabulary: vocabulary(reader, &root, &pair)?,
        date_order: date_order(reader, &root),
        checks: check_settings(reader, &root),
        pair,
    };
    Ok(Configuration {
        settings,
        newer_format,
        warnings: std::mem::take(&mut reader.warnings),
    })
}

fn format(reader: &ConfigReader<'_>, root: &Mapping) -> Result<Option<u64>, ConfigProblem> {
    match root.get("format").map(Value::as_u64) {
        None | Some(Some(FORMAT)) => Ok(None),
        Some(Some(format)) if format > FORMAT => Ok(Some(format)),
        Some(_) => Err(reader
            .problem("format", "`format` is not a version of the notebook format")
            .help("write `format: 1`")),
    }
}

/// What the two are to one another. A kind that a later version may know is no error.
fn kind(reader: &mut ConfigReader<'_>, root: &Mapping) -> PairKind {
    let usual = PairKind::default();
    let instead = format!("; it counts as `{}`", usual.word());
    let known = PairKind::ALL.map(PairKind::word);
    reader
        .known(root, "kind", PairKind::from_word, &known, &instead)
        .unwrap_or(usual)
}

fn person(
    reader: &mut ConfigReader<'_>,
    root: &Mapping,
    key: &str,
) -> Result<Person, ConfigProblem> {
    let missing = |reader: &ConfigReader<'_>| {
        let problem = reader.problem(key, format!("`{key}` is missing: who is it?"));
        problem.help(format!(
            "write\n  {key}:\n    handle: name\n    name: Full Name\n    email: name@example.com"
        ))
    };
    let Some(person) = reader.below(root, key, "`handle:` and `name:` below it")? else {
        return Err(missing(reader));
    };
    reader.unknown_keys(person, &["handle", "name", "email"]);
    let Some(handle) = reader.text(person, "handle")? else {
        return Err(missing(reader));
    };
    let handle =
        Handle::new(&handle).map_err(|error| reader.problem("handle", error.to_string()))?;
    let name = reader.text(person, "name")?;
    let email = reader.text(person, "email")?;
    Ok(Person {
        name: name.unwrap_or_else(|| handle.to_string()),
        email: email.filter(|email| !email.is_empty()),
        handle,
    })
}

fn template(
    reader: &ConfigReader<'_>,
    root: &Mapping,
    kind: PairKind,
) -> Result<String, ConfigProblem> {
    let names = (
        "name of a template",
        "a name of letters, digits and `-`, such as `weekly`",
    );
    let own = reader.parsed(root, "template", names, |name| {
        Template::is_name(name).then(|| name.to_string())
    })?;
    Ok(own.unwrap_or_else(|| kind.template().to_string()))
}

/// The language of the notebook. One that a later version may know is no error.
fn language(reader: &mut ConfigReader<'_>, root: &Mapping) -> Option<Language> {
    let known = Language::ALL.map(Language::code);
    let said = root.get("language").and_then(Value::as_str);
    let language = said.and_then(Language::from_code);
    match said
        .filter(|_| language.is_none())
        .and_then(Language::meant)
    {
        Some(meant) => {
            let message = "what `language` says is not understood and ignored";
            let help = format!("did you mean `{}`?", meant.code());
            reader.warn("language", message, help);
            None
        }
        None => reader.known(
            root,
            "language",
            Language::from_code,
            &known,
            " and ignored",
        ),
    }
}

/// Which number is the day in `12/04`.
fn date_order(reader: &mut ConfigReader<'_>, root: &Mapping) -> Option<DayOrder> {
    let known = DayOrder::ALL.map(DayOrder::word);
    let from_word = DayOrder::from_word;
    reader.known(root, "date_order", from_word, &known, " and ignored")
}

fn vocabulary(
    reader: &mut ConfigReader<'_>,
    root: &Mapping,
    pair: &Pair,
) -> Result<Vocabulary, ConfigProblem> {
    let mut vocabulary = Vocabulary::default();
    vocabulary.know(&pair.manager);
    vocabulary.know(&pair.ic);
    let language = language(reader, root);
    if let Some(language) = language {
        vocabulary.speak(language);
    }
    let wanted = "roles below it, each with titles";
    let Some(sections) = reader.below(root, "sections", wanted)? else {
        return Ok(vocabulary);
    };
    reader.unknown_keys(sections, &Role::ALL.map(Role::word));
    for (key, titles) in sections {
        let Some(role) = key.as_str().and_then(Role::from_word) else {
            continue;
        };
        let titles = titles
            .as_sequence()
            .map_or(std::slice::from_ref(titles), Vec::as_slice);
        for title in titles {
            let title = title.as_str().filter(|title| !title.trim().is_empty());
            let Some(title) = title else {
                let message = format!("a title of `{}` is not a text", role.word());
                let problem = reader.problem(role.word(), message);
                return Err(problem.help("write a list such as `[\"Erfolge\"]`"));
            };
            vocabulary.add(title, role);
        }
    }
    Ok(vocabulary)
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::meeting::{Every, WeekOfMonth};

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
    fn a_rhythm_by_the_month_can_say_its_week_and_day() {
        let cadence = |lines: &str| {
            let source = format!("{PAIR}cadence:\n{lines}");
            parse_configuration(&source).map(|read| {
                let cadence = read.settings.cadence.expect("a cadence");
                (cadence.every, cadence.week, cadence.day)
            })
        };
        let last = Some(WeekOfMonth::Last);
        for (lines, week, day) in [
            ("  every: last tuesday\n", last, Weekday::Tue),
            ("  every: Last Fri\n", last, Weekday::Fri),
            ("  every: last tuesday\n  day: tue\n", last, Weekday::Tue),
            ("  every: last tuesday of the month\n", last, Weekday::Tue),
            (
                "  every: 2nd thu\n",
                Some(WeekOfMonth::Nth(2)),
                Weekday::Thu,
            ),
            (
                "  every: first monday of every month\n",
                Some(WeekOfMonth::Nth(1)),
                Weekday::Mon,
            ),
            ("  every: month\n  day: tue\n", None, Weekday::Tue),
        ] {
            assert_eq!(
                cadence(lines).ok(),
                Some((Every::Month, week, day)),
                "{lines}"
            );
        }
        for wrong in [
            "  every: last tuesday\n  day: wed\n",
            "  every: fifth tuesday\n",
            "  every: last week\n",
            "  every: last\n  day: tue\n",
            "  every: last tuesday of the year\n",
        ] {
            assert!(cadence(wrong).is_err(), "{wrong}");
        }
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
    fn a_language_is_named_by_its_code() {
        for (value, known, help) in [
            ("de", true, None),
            ("pt-BR", true, None),
            ("german", false, Some("did you mean `de`?")),
            ("Français", false, Some("did you mean `fr`?")),
            (
                "xx",
                false,
                Some("write `en`, `de`, `fr`, `es`, `pt`, `it`, `nl`, `pl`, `ja`, `zh`"),
            ),
        ] {
            let read = parse_configuration(&format!("{PAIR}language: {value}\n"));
            let read = read.expect("a configuration");
            assert_eq!(
                read.settings.vocabulary.language().is_some(),
                known,
                "{value}"
            );
            let helped = read
                .warnings
                .first()
                .and_then(|warning| warning.help.clone());
            assert_eq!(helped, help.map(Into::into), "{value}");
        }
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
