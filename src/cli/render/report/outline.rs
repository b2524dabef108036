//! A report as headings, sentences, lists and charts: said once, written in several forms.

use chrono::NaiveDate;

use crate::cli::render::items::mention;
use crate::meeting::{Pair, Role, Side, long_date};
use crate::text::counted;
use crate::view::{
    Asks, DatedText, KeptPromises, MeetingOutcome, Period, Promise, Report, ReportedFeedback,
};

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportBlock {
    /// What comes.
    Heading(String),
    /// What comes, within that.
    Subheading(String),
    /// A sentence or two.
    Text(String),
    /// A list.
    List(Vec<ReportPoint>),
    /// How the meetings lie in time.
    Rhythm(Vec<(NaiveDate, MeetingOutcome)>),
    /// Amounts beside each other.
    Bars(Vec<Bar>),
}

/// A point of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPoint {
    /// What it says.
    pub text: String,
    /// What is said beside it: when, whose.
    pub aside: String,
    /// What stands below it.
    pub notes: Vec<String>,
}

/// An amount, made of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Of what.
    pub label: String,
    /// Each part with its name.
    pub parts: Vec<(Shade, usize, &'static str)>,
}

/// How a part of a bar looks; told apart without colours, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Filled.
    Full,
    /// Half filled.
    Half,
    /// An outline.
    Empty,
}

/// The title of the report.
pub fn title(report: &Report, pair: &Pair) -> String {
    format!(
        "{} and {}, {}",
        pair.ic.name,
        pair.manager.name,
        days(report.period)
    )
}

/// `1 September to 25 November 2026`.
fn days(period: Period) -> String {
    let from = match period.from.format("%Y").to_string() == period.to.format("%Y").to_string() {
        true => period.from.format("%-d %B").to_string(),
        false => period.from.format("%-d %B %Y").to_string(),
    };
    format!("{from} to {}", period.to.format("%-d %B %Y"))
}

/// `report` of `pair`, piece by piece.
pub fn outline(report: &Report, pair: &Pair) -> Vec<ReportBlock> {
    let mut blocks = Vec::new();
    let mut section = |title: &str, content: Vec<ReportBlock>| {
        blocks.push(ReportBlock::Heading(title.to_string()));
        blocks.extend(content);
    };
    section("Wins", told("No win was written down.", &report.wins));
    section("Growth", growth(report));
    section("Feedback", feedback(report, pair));
    section("Promises", promises(report, pair));
    section(
        "Decisions",
        told("No decision was written down.", &report.decisions),
    );
    section("Rhythm", rhythm(report));
    section("What it was about", topics(&report.topics));
    blocks
}

fn told(nothing: &str, all: &[DatedText]) -> Vec<ReportBlock> {
    if all.is_empty() {
        return vec![ReportBlock::Text(nothing.to_string())];
    }
    let points = all.iter().map(|told| ReportPoint {
        text: told.text.clone(),
        aside: day(told.date),
        notes: Vec::new(),
    });
    vec![ReportBlock::List(points.collect())]
}

fn growth(report: &Report) -> Vec<ReportBlock> {
    let mut blocks = Vec::new();
    if !report.steps_done.is_empty() {
        blocks.push(ReportBlock::Subheading("Steps taken".to_string()));
        blocks.extend(told("", &report.steps_done));
    }
    if !report.steps_open.is_empty() {
        blocks.push(ReportBlock::Subheading("Steps ahead".to_string()));
        let points = report.steps_open.iter().map(open_promise);
        blocks.push(ReportBlock::List(points.collect()));
    }
    if !report.career.is_empty() {
        blocks.push(ReportBlock::Subheading("What else was said".to_string()));
        blocks.extend(told("", &report.career));
    }
    match blocks.is_empty() {
        true => vec![ReportBlock::Text(
            "Nothing about career was written down.".to_string(),
        )],
        false => blocks,
    }
}

fn feedback(report: &Report, pair: &Pair) -> Vec<ReportBlock> {
    let mut blocks = Vec::new();
    for to in [Some(Side::Ic), Some(Side::Manager), None] {
        let own: Vec<&ReportedFeedback> =
            report.feedback.iter().filter(|one| one.to == to).collect();
        let name = to.map(|side| pair.person(side).first_name());
        if own.is_empty() {
            if let Some(name) = name {
                blocks.push(ReportBlock::Text(format!(
                    "None for {name} was written down."
                )));
            }
            continue;
        }
        blocks.push(ReportBlock::Subheading(match name {
            Some(name) => format!("For {name}"),
            None => "Of both".to_string(),
        }));
        blocks.push(ReportBlock::List(own.into_iter().map(piece).collect()));
    }
    if report.asks != Asks::default() {
        let Asks { asked, answered } = report.asks;
        let asks = counted(asked, "ask");
        let text = match answered {
            0 => format!("{asks} written down, and none has an answer."),
            _ if answered == asked => format!("{asks} written down, and every one has an answer."),
            _ => format!("{asks} written down, {answered} with an answer."),
        };
        blocks.push(ReportBlock::Text(text));
    }
    blocks
}

fn piece(one: &ReportedFeedback) -> ReportPoint {
    let spelled = |(label, text): &(Option<crate::practice::Label>, String)| match label {
        Some(label) => format!("{}: {text}", label.word()),
        None => text.clone(),
    };
    let mut parts = one.parts.iter().map(spelled);
    let answered = if one.is_answered { ", answered" } else { "" };
    ReportPoint {
        text: parts.next().unwrap_or_default(),
        aside: format!("{}{answered}", day(one.date)),
        notes: parts.collect(),
    }
}

fn promises(report: &Report, pair: &Pair) -> Vec<ReportBlock> {
    let sides = [(Side::Manager, &report.manager), (Side::Ic, &report.ic)];
    let mut blocks = vec![ReportBlock::Text(
        sides
            .iter()
            .map(|(side, promises)| in_words(pair.person(*side).first_name(), promises))
            .collect::<Vec<_>>()
            .join(" "),
    )];
    if sides.iter().any(|(_, promises)| promises.all() > 0) {
        let bars = sides.iter().map(|(side, promises)| Bar {
            label: pair.person(*side).first_name().to_string(),
            parts: vec![
                (Shade::Full, promises.kept.len(), "kept"),
                (Shade::Half, promises.dropped, "let go"),
                (Shade::Empty, promises.open, "open"),
            ],
        });
        blocks.push(ReportBlock::Bars(bars.collect()));
    }
    for (side, promises) in sides {
        if !promises.kept.is_empty() {
            let name = pair.person(side).first_name();
            blocks.push(ReportBlock::Subheading(format!("Kept by {name}")));
            blocks.extend(told("", &promises.kept));
        }
    }
    if !report.longest.is_empty() {
        blocks.push(ReportBlock::Subheading("Carried longest".to_string()));
        let points = report.longest.iter().map(|promise| ReportPoint {
            aside: format!(
                "{}, carried {} times since {}",
                promise.status.word(),
                promise.times,
                day(promise.origin)
            ),
            ..open_promise(promise)
        });
        blocks.push(ReportBlock::List(points.collect()));
    }
    blocks
}

fn in_words(name: &str, promises: &KeptPromises) -> String {
    let all = promises.all();
    if all == 0 {
        return format!("{name} promised nothing that was written down.");
    }
    let mut text = format!(
        "{name} kept {} of {}",
        promises.kept.len(),
        counted(all, "promise")
    );
    if promises.dropped > 0 {
        text.push_str(&format!(", let {} go", promises.dropped));
    }
    if promises.open > 0 {
        text.push_str(&format!(", has {} open", promises.open));
    }
    if promises.overdue > 0 {
        text.push_str(&format!(", {} of them past the day", promises.overdue));
    }
    text.push('.');
    text
}

fn open_promise(promise: &Promise) -> ReportPoint {
    let mut aside = mention(promise.owner.as_deref());
    if let Some(due) = promise.due {
        let comma = if aside.is_empty() { "" } else { ", " };
        aside.push_str(&format!("{comma}by {}", day(due)));
    }
    ReportPoint {
        text: promise.title.clone(),
        aside,
        notes: Vec::new(),
    }
}

fn rhythm(report: &Report) -> Vec<ReportBlock> {
    let count = |wanted: MeetingOutcome| {
        let meetings = report.meetings.iter();
        meetings.filter(|(_, outcome)| *outcome == wanted).count()
    };
    let (held, moved, cancelled) = (
        count(MeetingOutcome::Held),
        count(MeetingOutcome::Moved),
        count(MeetingOutcome::Cancelled),
    );
    if report.meetings.is_empty() {
        return vec![ReportBlock::Text("There was no meeting.".to_string())];
    }
    let mut text = counted(held + moved, "meeting").to_string();
    if moved > 0 {
        text.push_str(&format!(", {moved} of them on another day"));
    }
    for (count, word) in [
        (cancelled, "cancelled"),
        (count(MeetingOutcome::Missed), "missed"),
    ] {
        if count > 0 {
            text.push_str(&format!("; {count} {word}"));
        }
    }
    text.push('.');
    vec![
        ReportBlock::Text(text),
        ReportBlock::Rhythm(report.meetings.clone()),
    ]
}

fn topics(topics: &[(Role, usize)]) -> Vec<ReportBlock> {
    let bars = topics.iter().map(|(role, count)| Bar {
        label: role.title().to_string(),
        parts: vec![(
            Shade::Full,
            *count,
            if *count == 1 { "entry" } else { "entries" },
        )],
    });
    vec![ReportBlock::Bars(bars.collect())]
}

/// A day beside something: short, and the same in every form.
fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// What a mark of the rhythm means.
pub fn fate_word(outcome: MeetingOutcome) -> &'static str {
    match outcome {
        MeetingOutcome::Held => "held",
        MeetingOutcome::Moved => "held on another day",
        MeetingOutcome::Cancelled => "cancelled",
        MeetingOutcome::Missed => "missed",
    }
}

/// The meetings month by month.
pub fn by_month(
    meetings: &[(NaiveDate, MeetingOutcome)],
) -> Vec<(NaiveDate, Vec<(NaiveDate, MeetingOutcome)>)> {
    let mut months: Vec<(NaiveDate, Vec<(NaiveDate, MeetingOutcome)>)> = Vec::new();
    for (date, outcome) in meetings {
        let name = |date: NaiveDate| date.format("%Y-%m").to_string();
        match months.last_mut() {
            Some((month, own)) if name(*month) == name(*date) => own.push((*date, *outcome)),
            _ => months.push((*date, vec![(*date, *outcome)])),
        }
    }
    months
}

/// A meeting with its date, for those who can't see the mark.
pub fn mark_in_words(date: NaiveDate, outcome: MeetingOutcome) -> String {
    format!("{}: {}", long_date(date), fate_word(outcome))
}
