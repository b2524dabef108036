//! What is read of a text, line by line: the same before and after a repair, but for what the repair is meant to change.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::repair::{Effect, Repair};
use crate::markdown::{CheckboxStatus, Document};
use crate::meeting::{ActionItem, AttributeKey, Meeting};
use crate::text::{Span, fold_white_space};

/// What a text says, with the lines, from 0, on which it stands. A repair adds no line and takes none away.
#[derive(Debug)]
pub(super) struct Structure {
    /// Level and title of each heading.
    headings: Vec<(usize, usize, String)>,
    /// First and last line of each piece of code or HTML.
    verbatim: Vec<(usize, usize)>,
    /// Each point of a list.
    points: BTreeMap<usize, ListPoint>,
    /// Each action item.
    items: BTreeMap<usize, ItemContent>,
    /// The lines that begin with a blank or a quote mark.
    indented: BTreeSet<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ListPoint {
    marker: String,
    quote_depth: usize,
    /// How many lines its text has.
    lines: usize,
    /// The line of the point around it.
    parent: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ItemContent {
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

impl ItemContent {
    fn of(item: &ActionItem) -> ItemContent {
        let attributes = &item.attributes;
        let dates = attributes.dates.iter();
        let mut dates: Vec<(usize, NaiveDate)> =
            dates.map(|date| (number(date.key), date.date)).collect();
        dates.sort_unstable();
        let mentions = attributes.mentions.iter();
        ItemContent {
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

impl Structure {
    /// What `meeting` says.
    pub(super) fn of(meeting: &Meeting) -> Structure {
        let source = meeting.source();
        let document = meeting.document();
        let lines = document.lines();
        let line = |offset: usize| lines.line_of(offset);
        let headings = document.headings().iter();
        let last_line = |span: Span| line(span.end.saturating_sub(1).max(span.start));
        let begins_indented =
            |number: &usize| source[lines.start_of(*number)..].starts_with([' ', '\t', '>']);
        Structure {
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
            points: points(document),
            items: meeting
                .items()
                .iter()
                .map(|item| (line(item.line_start), ItemContent::of(item)))
                .collect(),
            indented: (0..lines.count()).filter(begins_indented).collect(),
        }
    }

    /// The lines on which `after` says otherwise than is to be read after `repairs`: none if all is as meant. Items on
    /// lines in `frozen` must keep their titles.
    pub(super) fn faults(
        &self,
        after: &Structure,
        repairs: &[&Repair],
        frozen: &BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        let new: BTreeMap<usize, CheckboxStatus> = repairs
            .iter()
            .filter_map(|repair| match repair.effect {
                Effect::Item(status) => Some((repair.line, status)),
                _ => None,
            })
            .collect();
        let mut effects: BTreeMap<usize, Vec<&Effect>> = BTreeMap::new();
        for repair in repairs {
            if let Effect::Date { item, .. } = &repair.effect {
                effects.entry(*item).or_default().push(&repair.effect);
            }
        }
        let mut faults = BTreeSet::new();
        faults.extend(self.differing(after, &new));
        faults.extend(self.points_at_fault(after, &new));
        faults.extend(self.items_at_fault(after, &effects, &new, frozen));
        faults
    }

    /// The lines of headings, code and HTML that are not the same in `after`, but for code on one line that becomes an
    /// item.
    fn differing(&self, after: &Structure, new: &BTreeMap<usize, CheckboxStatus>) -> Vec<usize> {
        let headings = |structure: &Structure| -> BTreeSet<(usize, usize, String)> {
            structure.headings.iter().cloned().collect()
        };
        let verbatim = |structure: &Structure| -> BTreeSet<(usize, usize)> {
            let all = structure.verbatim.iter().copied();
            all.filter(|(first, last)| first != last || !new.contains_key(first))
                .collect()
        };
        let (here, there) = (headings(self), headings(after));
        let (code, code_there) = (verbatim(self), verbatim(after));
        let headings = here.symmetric_difference(&there).map(|(line, ..)| *line);
        let code = code.symmetric_difference(&code_there);
        headings.chain(code.map(|(first, _)| *first)).collect()
    }

    fn points_at_fault(
        &self,
        after: &Structure,
        new: &BTreeMap<usize, CheckboxStatus>,
    ) -> Vec<usize> {
        let is_new = |line: &usize| new.contains_key(line);
        let is_known = |line: &usize| self.points.contains_key(line) || is_new(line);
        let is_as_before = |line: usize, point: &ListPoint| {
            let Some(now) = after.points.get(&line) else {
                return false;
            };
            // A line that was read on becomes an item of its own.
            let lines = match first_within(new, line, point.lines) {
                Some(cut) => cut - line,
                None => point.lines,
            };
            (now.lines == lines || is_new(&line))
                && now.marker == point.marker
                && now.quote_depth == point.quote_depth
                && (now.parent == point.parent || now.parent.as_ref().is_some_and(is_new))
        };
        let takes_no_other_line = |line: usize| {
            let was = self.points.get(&line).map(|point| point.lines);
            after.points.get(&line).is_some_and(|now| {
                let mut below = line + 1..line + now.lines.max(1);
                was == Some(now.lines) || below.all(|line| self.indented.contains(&line))
            })
        };
        let unknown = after.points.keys().copied().filter(|line| !is_known(line));
        let changed = self.points.iter();
        let changed = changed.filter(|(line, point)| !is_as_before(**line, point));
        let greedy = new
            .keys()
            .copied()
            .filter(|line| !takes_no_other_line(*line));
        let changed = changed.map(|(line, _)| *line);
        unknown.chain(changed).chain(greedy).collect()
    }

    fn items_at_fault(
        &self,
        after: &Structure,
        effects: &BTreeMap<usize, Vec<&Effect>>,
        new: &BTreeMap<usize, CheckboxStatus>,
        frozen: &BTreeSet<usize>,
    ) -> Vec<usize> {
        let is_known = |line: &usize| self.items.contains_key(line) || new.contains_key(line);
        let is_as_expected = |line: usize, before: &ItemContent| {
            let Some(now) = after.items.get(&line) else {
                return false;
            };
            let lines = self.points.get(&line).map_or(1, |point| point.lines);
            let has_copies = frozen.contains(&line);
            if first_within(new, line, lines).is_some() {
                let is_shorter = before.title.starts_with(&now.title);
                return is_shorter && before.status == now.status && !has_copies;
            }
            let mut expected = before.clone();
            for effect in effects.get(&line).into_iter().flatten() {
                expect(&mut expected, effect);
            }
            expected == *now && !(has_copies && now.title != before.title)
        };
        let unknown = after.items.keys().copied().filter(|line| !is_known(line));
        let changed = self.items.iter();
        let changed = changed.filter(|(line, item)| !is_as_expected(**line, item));
        let not_made = new.iter().filter(|(line, status)| {
            let item = after.items.get(line);
            item.is_none_or(|item| item.status != **status)
        });
        let changed = changed.map(|(line, _)| *line);
        unknown
            .chain(changed)
            .chain(not_made.map(|(line, _)| *line))
            .collect()
    }
}

/// Let `expected` have what `effect` gives it.
fn expect(expected: &mut ItemContent, effect: &Effect) {
    let Effect::Date {
        key, date, text, ..
    } = effect
    else {
        return;
    };
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

fn points(document: &Document) -> BTreeMap<usize, ListPoint> {
    let source = document.source();
    let line = |offset: usize| document.lines().line_of(offset);
    let items = document.items();
    items
        .iter()
        // Of several on one line, `- - a`, the last has the text.
        .map(|item| {
            let parent = item.parent.and_then(|parent| items.get(parent));
            let point = ListPoint {
                marker: item.marker.slice(source).to_string(),
                quote_depth: item.quote_depth,
                lines: item.lines.len(),
                parent: parent.map(|parent| line(parent.line_start)),
            };
            (line(item.line_start), point)
        })
        .collect()
}
