//! A recap as somebody would write it into a mail.

use chrono::NaiveDate;

use crate::meeting::{Pair, long_date};
use crate::view::{Recap, RecapStep};

/// How a recap is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum RecapFormat {
    /// Markdown, for chats and wikis
    Markdown,
    /// Plain text, for a mail
    Text,
}

/// `recap` of a meeting of `pair`; `next` says when they meet again, and at what time.
pub fn written(
    recap: &Recap,
    pair: &Pair,
    next: Option<(NaiveDate, Option<(u32, u32)>)>,
    format: RecapFormat,
) -> String {
    let title = format!(
        "1:1 {} and {}, {}",
        pair.ic.first_name(),
        pair.manager.first_name(),
        long_date(recap.date)
    );
    let mut parts = vec![match format {
        RecapFormat::Markdown => format!("**{title}**"),
        RecapFormat::Text => title,
    }];
    match recap.summary.as_slice() {
        [] => {}
        [one] => parts.push(one.clone()),
        many => parts.push(list("", many)),
    }
    let head = |words: &str| match format {
        RecapFormat::Markdown => format!("**{words}**\n\n"),
        RecapFormat::Text => format!("{words}:\n"),
    };
    if !recap.decisions.is_empty() {
        parts.push(list(&head("We decided"), &recap.decisions));
    }
    let steps = |steps: &[RecapStep]| -> Vec<String> {
        steps.iter().map(|step| told(step, recap.date)).collect()
    };
    match recap.steps.is_empty() {
        true => parts.push("No new next steps.".to_string()),
        false => parts.push(list(&head("Next steps"), &steps(&recap.steps))),
    }
    if !recap.still_open.is_empty() {
        parts.push(list(&head("Still open"), &steps(&recap.still_open)));
    }
    if let Some((date, time)) = next {
        let time = time.map_or(String::new(), |(hour, minute)| {
            format!(" at {hour:02}:{minute:02}")
        });
        parts.push(format!("We meet again on {}{time}.", day(date, recap.date)));
    }
    format!("{}\n", parts.join("\n\n"))
}

fn list(head: &str, points: &[String]) -> String {
    let points: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
    format!("{head}{}", points.join("\n"))
}

fn told(step: &RecapStep, on: NaiveDate) -> String {
    let mut told = match &step.who {
        Some(who) => format!("{who}: {}", step.title),
        None => step.title.clone(),
    };
    if let Some(due) = step.due {
        let word = if due < on { "was due" } else { "by" };
        told.push_str(&format!(" ({word} {})", day(due, on)));
    }
    told
}

/// A day in words, with the year only where it is another than that of `on`.
fn day(date: NaiveDate, on: NaiveDate) -> String {
    let same_year = date.format("%Y").to_string() == on.format("%Y").to_string();
    let form = if same_year {
        "%A %-d %B"
    } else {
        "%A %-d %B %Y"
    };
    date.format(form).to_string()
}
