//! What is read of a text, line by line: the same before and after a repair, but for what the repair is meant to change.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::repair::{Effect, Repair};
use crate::markdown::{CheckboxStatus, Document};
use crate::meeting::{ActionItem, AttributeKey, Meeting};
use crate::text::{Span, fold_white_space};

/// What a text says, with the lines, from 0, on which it stands. A repair adds no line and takes none away.
#[derive(Debug)]
pub(super) struct Reading {
    /// Level and title of each heading.
    headings: Vec<(usize, usize, String)>,
    /// First and last line of each piece of code or HTML.
    verbatim: Vec<(usize, usize)>,
    /// Each point of a list.
    points: BTreeMap<usize, Point>,
    /// Each action item.
    items: BTreeMap<usize, Item>,
    /// The lines that begin with a blank or a quote mark.
    indented: BTreeSet<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Point {
    marker: String,
    quote_depth: usize,
    /// How many lines its text has.
    lines: usize,
    /// The line of the point around it.
    parent: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    status: CheckboxStatus,
    title: String,
    /// In the order of the keys.
    dates: Vec<(usize, NaiveDate)>,
    names: Vec<String>,
    owner: Option<String>,
    priority: Option<u8>,
    section: Option<usize>,
}

/// The keys by number, so that dates can be put in order.
fn number(key: AttributeKey) -> usize {
    match key {
        AttributeKey::Due => 0,
        AttributeKey::Since => 1,
        AttributeKey::Done => 2,
        AttributeKey::From => 3,
        AttributeKey::Dropped => 4,
    }
}

impl Item {
    fn of(item: &ActionItem) -> Item {
        let attributes = &item.attributes;
        let dates = attributes.dates.iter();
        let mut dates: Vec<(usize, NaiveDate)> =
            dates.map(|date| (number(date.key), date.date)).collect();
        dates.sort_unstable();
        let mentions = attributes.mentions.iter();
        Item {
            status: item.status(),
            title: item.title.clone(),
            dates,
            names: mentions.map(|name| name.name.clone()).collect(),
            owner: item.owner().map(str::to_string),
            priority: attributes.priority.map(|(level, _)| level),
            section: item.section,
        }
    }
}

impl Reading {
    /// What `meeting`, which was read whole, says.
    pub(super) fn of(meeting: &Meeting) -> Reading {
        let source = meeting.source();
        let document = meeting.document();
        let lines = document.lines();
        let line = |offset: usize| lines.line_of(offset);
        let headings = document.headings().iter();
        let last_line = |span: Span| line(span.end.saturating_sub(1).max(span.start));
        let begins_indented =
            |number: &usize| source[lines.start_of(*number)..].starts_with([' ', '\t', '>']);
        Reading {
            headings: headings
                .map(|heading| {
                    (
                        line(heading.span.start),
                        heading.level,
                        heading.title.clone(),
                    )
                })
                .collect(),
            verbatim: document
                .verbatim()
                .iter()
                .map(|span| (line(span.start), last_line(*span)))
                .collect(),
            points: points(&document),
            items: meeting
                .items()
                .iter()
                .map(|item| (line(item.line_start), Item::of(item)))
                .collect(),
            indented: (0..lines.count()).filter(begins_indented).collect(),
        }
    }

    /// Whether `after` is what is to be read after `repairs`. Items on lines in `frozen` must keep their titles.
    pub(super) fn becomes(
        &self,
        after: &Reading,
        repairs: &[&Repair],
        frozen: &BTreeSet<usize>,
    ) -> bool {
        let new: BTreeMap<usize, CheckboxStatus> = repairs
            .iter()
            .filter_map(|repair| match repair.effect {
                Effect::Item(status) => Some((repair.line, status)),
                _ => None,
            })
            .collect();
        self.headings == after.headings
            && self.verbatim_but(&new) == after.verbatim_but(&new)
            && self.points_become(after, &new)
            && self.items_become(after, repairs, &new, frozen)
    }

    /// Code and HTML, without what stands on one line that becomes an item.
    fn verbatim_but(&self, new: &BTreeMap<usize, CheckboxStatus>) -> Vec<(usize, usize)> {
        let all = self.verbatim.iter().copied();
        all.filter(|(first, last)| first != last || !new.contains_key(first))
            .collect()
    }

    fn points_become(&self, after: &Reading, new: &BTreeMap<usize, CheckboxStatus>) -> bool {
        let is_known = |line: &usize| self.points.contains_key(line) || new.contains_key(line);
        after.points.keys().all(is_known)
            && self.points.iter().all(|(line, point)| {
                let Some(now) = after.points.get(line) else {
                    return false;
                };
                let is_around = |parent: usize| new.contains_key(&parent);
                // A line that was read on becomes an item of its own.
                let lines = match first_within(new, *line, point.lines) {
                    Some(cut) => cut - line,
                    None => point.lines,
                };
                (now.lines == lines || new.contains_key(line))
                    && now.marker == point.marker
                    && now.quote_depth == point.quote_depth
                    && (now.parent == point.parent || now.parent.is_some_and(is_around))
            })
            && new.keys().all(|line| {
                let was = self.points.get(line).map(|point| point.lines);
                after.points.get(line).is_some_and(|now| {
                    let below = line + 1..line + now.lines.max(1);
                    was == Some(now.lines)
                        || below.clone().all(|line| self.indented.contains(&line))
                })
            })
    }

    fn items_become(
        &self,
        after: &Reading,
        repairs: &[&Repair],
        new: &BTreeMap<usize, CheckboxStatus>,
        frozen: &BTreeSet<usize>,
    ) -> bool {
        let is_known = |line: &usize| self.items.contains_key(line) || new.contains_key(line);
        after.items.keys().all(is_known)
            && new.iter().all(|(line, status)| {
                let item = after.items.get(line);
                item.is_some_and(|item| item.status == *status)
            })
            && self.items.iter().all(|(line, before)| {
                let Some(now) = after.items.get(line) else {
                    return false;
                };
                let lines = self.points.get(line).map_or(1, |point| point.lines);
                let has_copies = frozen.contains(line);
                if first_within(new, *line, lines).is_some() {
                    let is_shorter = before.title.starts_with(&now.title);
                    return is_shorter && before.status == now.status && !has_copies;
                }
                let mut expected = before.clone();
                for repair in repairs {
                    expect(&mut expected, *line, &repair.effect);
                }
                expected == *now && !(has_copies && now.title != before.title)
            })
    }
}

/// Let `expected`, the item that begins on `line`, have what `effect` gives it.
fn expect(expected: &mut Item, line: usize, effect: &Effect) {
    let Effect::Date {
        item,
        key,
        date,
        text,
    } = effect
    else {
        return;
    };
    if *item != line {
        return;
    }
    expected.dates.push((number(*key), *date));
    expected.dates.sort_unstable();
    // The blank before an attribute goes with it.
    let text = fold_white_space(text);
    let title = format!(" {}", expected.title);
    expected.title = fold_white_space(&title.replacen(&format!(" {text}"), "", 1));
}

/// The first of the lines in `new` behind the first of the `count` lines that begin at `line`.
fn first_within(new: &BTreeMap<usize, CheckboxStatus>, line: usize, count: usize) -> Option<usize> {
    let below = line + 1..line + count.max(1);
    new.range(below).next().map(|(line, _)| *line)
}

fn points(document: &Document) -> BTreeMap<usize, Point> {
    let source = document.source();
    let line = |offset: usize| document.lines().line_of(offset);
    let items = document.items();
    items
        .iter()
        // Of several on one line, `- - a`, the last has the text.
        .map(|item| {
            let parent = item.parent.and_then(|parent| items.get(parent));
            let point = Point {
                marker: item.marker.slice(source).to_string(),
                quote_depth: item.quote_depth,
                lines: item.lines.len(),
                parent: parent.map(|parent| line(parent.line_start)),
            };
            (line(item.line_start), point)
        })
        .collect()
}
