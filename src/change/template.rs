//! Agendas from templates. A template sees a few values of the meeting, and can neither read a file nor run for long.

use std::io;

use chrono::NaiveDate;
use minijinja::{Environment, ErrorKind, context};

use super::template_language::check;
use crate::meeting::{Language, Person, Series, Settings, written_date};

/// How many steps a template may take, of which each 64 bytes of text are one; a long agenda takes a few thousand. It
/// bounds time and memory: three megabytes of texts, or half of them and ten thousand comparisons.
const FUEL: u64 = 50_000;
/// No agenda is longer than this, in bytes.
const MAX_LENGTH: usize = 256 * 1024;
/// No message of minijinja is longer than this, in characters: some repeat what stands in the template.
const MAX_MESSAGE: usize = 200;

/// A template's name and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The name, as in `template: weekly`.
    pub name: String,
    /// Where it comes from, for messages: a path in the notebook, or `built-in`.
    pub origin: String,
    /// The text.
    pub text: String,
}

/// Why a template gave no agenda.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("template `{name}` has an error: {message}")]
pub struct TemplateError {
    /// The template's name.
    pub name: String,
    /// Where the template comes from.
    pub origin: String,
    /// The line, from 1, where known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// Make of a list of names the templates of these names, each with the text of its file.
macro_rules! templates {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../templates/", $name, ".md")))),*]
    };
}

/// The templates that come with the program, in the order in which they are named.
const BUILT_IN: &[(&str, &str)] = templates! {
    "weekly"
    "biweekly"
    "first"
    "career"
    "feedback"
    "skip-level"
    "peer"
    "handover"
};

/// Make of templates with codes of languages the list of them, each with the text of its file in that language.
macro_rules! translations {
    ($($name:literal: $($code:literal)*,)*) => {
        &[$($((
            $name,
            $code,
            include_str!(concat!("../../templates/", $name, "/", $code, ".md")),
        ),)*)*]
    };
}

/// The templates that come in other languages than English; the others are in English in every notebook.
const TRANSLATED: &[(&str, &str, &str)] = translations! {
    "weekly": "de" "fr" "es" "pt" "it" "nl" "pl" "ja" "zh",
};

impl Template {
    /// Whether a template can be called `name`: it becomes a file's name, and must not lead anywhere else.
    pub fn is_name(name: &str) -> bool {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !name.is_empty() && name.chars().all(is_plain)
    }

    /// The template called `name` that comes with the program, in `language` where there is one; else in English.
    pub fn built_in(name: &str, language: Option<Language>) -> Option<Template> {
        let (name, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        let code = language.map(Language::code);
        let is_this = |of: &&(&str, &str, &str)| of.0 == *name && Some(of.1) == code;
        let translated = TRANSLATED.iter().find(is_this);
        let text = translated.map_or(text, |(_, _, text)| text);
        Some(Template {
            name: (*name).to_string(),
            origin: "built-in".to_string(),
            text: (*text).to_string(),
        })
    }

    /// All that come with the program, in each language in which they do.
    pub fn all_built_in() -> impl Iterator<Item = Template> {
        let languages = [None].into_iter().chain(Language::ALL.map(Some));
        languages.flat_map(|language| {
            let is_there = move |name: &&str| {
                let code = language.map(Language::code);
                let mut of = TRANSLATED.iter().filter(|of| of.0 == *name);
                language.is_none() || of.any(|of| Some(of.1) == code)
            };
            let names = Template::built_in_names().filter(is_there);
            names.filter_map(move |name| Template::built_in(name, language))
        })
    }

    /// The names of the templates that come with the program.
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }
}

/// The agenda that `template` gives for the meeting on `date`, without front matter unless the template has one.
///
/// # Errors
/// When the template is not well formed, uses what is not there, or takes too long.
pub fn render(
    template: &Template,
    series: &Series,
    date: NaiveDate,
) -> Result<String, TemplateError> {
    let settings = series.settings();
    let fail = |line: Option<usize>, message: String| TemplateError {
        name: template.name.clone(),
        origin: template.origin.clone(),
        line,
        message,
    };
    let text =
        check(&template.text).map_err(|refusal| fail(Some(refusal.line), refusal.message))?;
    let mut environment = Environment::empty();
    add_filters(&mut environment);
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    let before = series
        .meetings()
        .partition_point(|meeting| meeting.date() < date);
    let last = series
        .held(date)
        .find(|meeting| meeting.date() < date)
        .map(|meeting| meeting.date().to_string());
    let values = context! {
        date => date.to_string(),
        title_date => written_date(date, settings.vocabulary.language()),
        manager => person(&settings.pair.manager),
        ic => person(&settings.pair.ic),
        last_date => last,
        duration => duration(settings),
        number => before + 1,
    };
    let mut agenda = BoundedText::default();
    let rendered = environment
        .template_from_named_str(&template.name, &text)
        .and_then(|compiled| compiled.render_captured_to(values, &mut agenda).map(drop));
    if let Err(error) = rendered {
        let message = match error.kind() {
            _ if agenda.is_full => {
                format!("the agenda would be longer than {} KiB", MAX_LENGTH / 1024)
            }
            ErrorKind::OutOfFuel => "it does more than any agenda takes".to_string(),
            kind => {
                let detail = error.detail().map(|detail| format!(": {detail}"));
                let message = format!("{kind}{}", detail.unwrap_or_default());
                message.chars().take(MAX_MESSAGE).collect()
            }
        };
        return Err(fail(error.line(), message));
    }
    let text = String::from_utf8_lossy(&agenda.bytes).replace("\r\n", "\n");
    Ok(format!("{}\n", text.trim_end()))
}

/// What a template gives, which is refused as soon as it is too long.
#[derive(Default)]
struct BoundedText {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for BoundedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_full = self.bytes.len() + bytes.len() > MAX_LENGTH;
        if self.is_full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn duration(settings: &Settings) -> Option<u32> {
    settings
        .cadence
        .as_ref()
        .and_then(|cadence| cadence.duration)
}

fn person(person: &Person) -> minijinja::Value {
    context! {
        name => person.name.as_str(),
        handle => person.handle.as_str(),
        first_name => person.first_name(),
    }
}

/// The few filters that an agenda needs. Nothing that repeats or pads text: that could fill the memory.
fn add_filters(environment: &mut Environment<'_>) {
    environment.add_filter("upper", |text: String| text.to_uppercase());
    environment.add_filter("lower", |text: String| text.to_lowercase());
    environment.add_filter(
        "default",
        |value: minijinja::Value, other: minijinja::Value| {
            if value.is_none() || value.is_undefined() {
                other
            } else {
                value
            }
        },
    );
}
