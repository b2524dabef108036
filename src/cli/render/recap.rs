//! A recap as somebody would write it into a mail.

use chrono::NaiveDate;

use crate::markdown::unmarked;
use crate::meeting::{Language, Pair, written_date, written_day};
use crate::view::{Recap, RecapStep};

/// How a recap is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum RecapFormat {
    /// Markdown, for chats and wikis
    Markdown,
    /// Plain text, for a mail
    Text,
}

/// `recap` of a meeting of `pair` in the notebook's `language`; `next` says when they meet again, and at what time.
pub fn written(
    recap: &Recap,
    pair: &Pair,
    next: Option<(NaiveDate, Option<(u32, u32)>)>,
    format: RecapFormat,
    language: Option<Language>,
) -> String {
    let words = RecapWords(language.unwrap_or(Language::English));
    let date = written_date(recap.date, language);
    let title = words.filled("recap-title", "{date}", &date);
    let title = title.replace("{ic}", pair.ic.first_name());
    let title = title.replace("{manager}", pair.manager.first_name());
    let mut parts = vec![match format {
        RecapFormat::Markdown => format!("**{title}**"),
        RecapFormat::Text => title,
    }];
    // A mail that is no Markdown would show the marks.
    let said = |text: &'_ str| match format {
        RecapFormat::Markdown => text.to_string(),
        RecapFormat::Text => unmarked(text).into_owned(),
    };
    let points = |head: &str, points: &[String]| {
        let points: Vec<String> = points.iter().map(|point| said(point)).collect();
        list(head, &points)
    };
    match recap.summary.as_slice() {
        [] => {}
        [one] => parts.push(said(one)),
        many => parts.push(points("", many)),
    }
    let head = |key: &str| match format {
        RecapFormat::Markdown => format!("**{}**\n\n", words.phrase(key)),
        RecapFormat::Text => {
            let head = words.filled("recap-head", "{words}", &words.phrase(key));
            format!("{head}\n")
        }
    };
    if !recap.decisions.is_empty() {
        parts.push(points(&head("recap-decided"), &recap.decisions));
    }
    let steps = |steps: &[RecapStep]| -> Vec<String> {
        let told = |step| words.told(step, recap.date);
        steps.iter().map(told).collect()
    };
    match recap.steps.is_empty() {
        true => parts.push(words.phrase("recap-no-steps")),
        false => parts.push(points(&head("recap-steps"), &steps(&recap.steps))),
    }
    if !recap.still_open.is_empty() {
        parts.push(points(&head("recap-open"), &steps(&recap.still_open)));
    }
    if let Some((date, time)) = next {
        let day = written_day(date, recap.date, language);
        parts.push(match time {
            None => words.filled("recap-next", "{day}", &day),
            Some((hour, minute)) => words
                .filled("recap-next-at", "{day}", &day)
                .replace("{time}", &format!("{hour:02}:{minute:02}")),
        });
    }
    format!("{}\n", parts.join("\n\n"))
}

fn list(head: &str, points: &[String]) -> String {
    let points: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
    format!("{head}{}", points.join("\n"))
}

/// The words of a recap in one language.
struct RecapWords(Language);

impl RecapWords {
    fn phrase(&self, key: &str) -> String {
        self.0.phrase(key)
    }

    /// The phrase at `key`, with `value` at its `place`.
    fn filled(&self, key: &str, place: &str, value: &str) -> String {
        self.phrase(key).replace(place, value)
    }

    fn told(&self, step: &RecapStep, on: NaiveDate) -> String {
        let mut told = match &step.who {
            // What the two wrote comes last: it may have braces of its own.
            Some(who) => self
                .filled("recap-step", "{who}", who)
                .replace("{what}", &step.title),
            None => step.title.clone(),
        };
        if let Some(due) = step.due {
            let key = if due < on {
                "recap-was-due"
            } else {
                "recap-due"
            };
            let day = written_day(due, on, Some(self.0));
            told.push_str(&format!(" ({})", self.filled(key, "{day}", &day)));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said half in one language and half in another is said in none.
    #[test]
    fn each_language_has_all_the_words_of_a_recap() {
        for (key, places) in [
            ("recap-title", &["{ic}", "{manager}", "{date}"] as &[&str]),
            ("recap-decided", &[]),
            ("recap-steps", &[]),
            ("recap-no-steps", &[]),
            ("recap-open", &[]),
            ("recap-head", &["{words}"]),
            ("recap-step", &["{who}", "{what}"]),
            ("recap-due", &["{day}"]),
            ("recap-was-due", &["{day}"]),
            ("recap-next", &["{day}"]),
            ("recap-next-at", &["{day}", "{time}"]),
        ] {
            for language in Language::ALL {
                assert!(!language.listed(key).is_empty(), "{language:?} {key}");
                let phrase = language.phrase(key);
                let is_there = |place: &&str| phrase.matches(*place).count() == 1;
                assert!(places.iter().all(is_there), "{language:?} {key}: {phrase}");
                assert_eq!(phrase.matches('{').count(), places.len(), "{phrase}");
            }
        }
    }
}
