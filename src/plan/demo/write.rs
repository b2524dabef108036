//! Writes a pair's story as the files of a notebook, and carries the items on the way.

use chrono::{NaiveDate, Weekday};

use super::DemoFile;
use super::people::Pair;
use super::story::{End, Item, Meeting, Section};
use super::timeline::{Timeline, fill_days, shift};

const GIT_ATTRIBUTES: &str = "meetings/*.md text eol=lf merge=oneonone\n";
const GIT_IGNORE: &str = "*~\n*.swp\n.DS_Store\n";

/// All files of one notebook, settings first, then the meetings by date.
pub(super) fn notebook(pair: &Pair, today: NaiveDate) -> Vec<DemoFile> {
    let file = |name: &str, text: String| DemoFile {
        path: format!("{}/{name}", pair.folder),
        text,
    };
    let cadence = &pair.cadence;
    let timeline = Timeline::new(today, cadence.weekday, cadence.days_between, pair.last_slot);

    let mut files = vec![
        file("oneonone.yaml", settings(pair)),
        file(".gitattributes", GIT_ATTRIBUTES.to_owned()),
        file(".gitignore", GIT_IGNORE.to_owned()),
    ];
    for (name, built_in) in pair.templates {
        files.push(file(
            &format!("templates/{name}"),
            with_own_titles(built_in, pair),
        ));
    }
    for meeting in pair.story.meetings {
        let page = Page {
            pair,
            timeline: &timeline,
            meeting,
        };
        files.push(file(
            &format!("meetings/{}.md", timeline.meeting(meeting)),
            page.render(),
        ));
    }
    files
}

fn settings(pair: &Pair) -> String {
    let mut yaml = "format: 1\n".to_owned();
    for (role, person) in [("manager", &pair.manager), ("ic", &pair.ic)] {
        yaml += &format!(
            "{role}:\n  handle: {}\n  name: {}\n  email: {}\n",
            person.handle, person.name, person.email
        );
    }
    let cadence = &pair.cadence;
    let day = cadence_day(pair);
    yaml += &format!(
        "cadence:\n  every: {}\n  day: {day}\n  time: \"{}\"\n  time_zone: Europe/Berlin\n  duration: {}\n",
        cadence.every, cadence.time, cadence.duration
    );
    yaml += &format!("template: {}\n", pair.template);
    if !pair.titles.is_empty() {
        yaml += "sections:\n";
    }
    for (section, title) in pair.titles {
        yaml += &format!(
            "  {}: [\"{title}\"]\n",
            section.title().to_lowercase().replace(' ', "-")
        );
    }
    yaml
}

fn cadence_day(pair: &Pair) -> &'static str {
    match pair.cadence.weekday {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

fn with_own_titles(template: &str, pair: &Pair) -> String {
    pair.titles
        .iter()
        .fold(template.to_owned(), |text, (section, title)| {
            text.replace(
                &format!("## {}\n", section.title()),
                &format!("## {title}\n"),
            )
        })
}

/// One meeting, about to be written.
struct Page<'a> {
    pair: &'a Pair,
    timeline: &'a Timeline,
    meeting: &'a Meeting,
}

impl Page<'_> {
    fn render(&self) -> String {
        let date = self.timeline.meeting(self.meeting);
        let (manager, ic) = (&self.pair.manager, &self.pair.ic);
        let mut page = self.front_matter(date);
        page += &format!(
            "\n# 1:1 {} and {}, {}\n",
            ic.name,
            manager.name,
            date.format("%A %-d %B %Y")
        );

        let text = fill_days(self.meeting.text, date);
        for section in Section::ALL {
            let body = section_body(&text, section);
            let (carried, fresh): (Vec<_>, Vec<_>) = self
                .pair
                .story
                .items
                .iter()
                .filter(|item| item.section == section && item.stands_in(self.meeting.slot))
                .partition(|item| item.slot < self.meeting.slot);
            let blocks = [self.items(&carried), body.to_owned(), self.items(&fresh)];
            let Some(body) = joined(&blocks) else {
                continue;
            };
            let gap = if body.starts_with('#') { "\n" } else { "" };
            page += &format!("\n## {}\n{gap}{body}\n", self.pair.title(section));
        }
        page
    }

    fn front_matter(&self, date: NaiveDate) -> String {
        let meeting = self.meeting;
        let duration = meeting.duration.unwrap_or(self.pair.cadence.duration);
        let status = if meeting.cancelled.is_some() {
            "cancelled"
        } else {
            "held"
        };
        let mut lines = vec![
            format!("date: {date}"),
            format!("manager: {}", self.pair.manager.handle),
            format!("ic: {}", self.pair.ic.handle),
            format!("status: {status}"),
            format!("duration: {duration}"),
        ];
        let planned = self.timeline.slot(meeting.slot);
        if date != planned {
            lines.push(format!("moved_from: {planned}"));
        }
        if let Some(cancelled) = meeting.cancelled {
            lines.push(format!("cancelled_by: {}", cancelled.by));
            lines.push(format!("reason: {}", cancelled.reason));
        }
        lines.extend(meeting.mood.map(|mood| format!("mood: {mood}")));
        lines.extend(
            meeting
                .template
                .map(|template| format!("template: {template}")),
        );
        format!("---\n{}\n---\n", lines.join("\n"))
    }

    /// Oldest promise first: the tables of items are in the order of their slots.
    fn items(&self, items: &[&Item]) -> String {
        let lines: Vec<String> = items
            .iter()
            .flat_map(|item| self.item_lines(item, 0))
            .collect();
        lines.join("\n")
    }

    fn item_lines(&self, item: &Item, depth: usize) -> Vec<String> {
        let indent = "  ".repeat(depth);
        let mut lines = vec![format!(
            "{indent}- [{}] {}",
            self.box_of(item),
            self.first_line(item)
        )];
        let notes = item
            .notes
            .iter()
            .filter(|note| note.slot <= self.meeting.slot);
        lines.extend(notes.map(|note| {
            format!(
                "{indent}  - {}",
                fill_days(note.text, self.date_of(note.slot))
            )
        }));
        for step in item
            .steps
            .iter()
            .filter(|step| step.stands_in(self.meeting.slot))
        {
            lines.extend(self.item_lines(step, depth + 1));
        }
        if let End::Dropped(slot, reason) = item.end
            && slot == self.meeting.slot
        {
            lines.push(format!("{indent}  - Dropped: {reason}"));
        }
        lines
    }

    /// Ended here, carried from here, or open to this day.
    fn box_of(&self, item: &Item) -> char {
        match item.end {
            End::Done(slot, _) if slot == self.meeting.slot => 'x',
            End::Dropped(slot, _) if slot == self.meeting.slot => '-',
            _ if self.meeting.slot < self.pair.last_slot => '>',
            _ => ' ',
        }
    }

    fn first_line(&self, item: &Item) -> String {
        let written = self.date_of(item.slot);
        let mut line = fill_days(item.text, written);
        if let Some(owner) = item.owner {
            line += &format!(" @{owner}");
        }
        if let Some(priority) = item.priority {
            line += &format!(" p:{priority}");
        }
        if let Some(days) = item.due {
            line += &format!(" due:{}", shift(written, days));
        }
        if item.slot < self.meeting.slot {
            // The day on which that meeting was first due, which it keeps when it is moved.
            line += &format!(" since:{}", self.timeline.slot(item.slot));
        }
        if let End::Done(slot, Some(days)) = item.end
            && slot == self.meeting.slot
        {
            line += &format!(" done:{}", shift(self.date_of(slot), days));
        }
        line
    }

    /// The date of the file of a slot.
    fn date_of(&self, slot: u32) -> NaiveDate {
        let meeting = self
            .pair
            .story
            .meetings
            .iter()
            .find(|meeting| meeting.slot == slot);
        meeting.map_or_else(
            || self.timeline.slot(slot),
            |meeting| self.timeline.meeting(meeting),
        )
    }
}

/// What a story's text says under one heading.
fn section_body(text: &str, section: Section) -> &str {
    let heading = format!("\n## {}\n", section.title());
    let Some((_, rest)) = text.split_once(heading.as_str()) else {
        return "";
    };
    rest.split_once("\n## ")
        .map_or(rest, |(body, _)| body)
        .trim_matches('\n')
}

/// The blocks that say something; a list goes on without a gap, everything else stands apart.
fn joined(blocks: &[String]) -> Option<String> {
    blocks
        .iter()
        .filter(|block| !block.is_empty())
        .cloned()
        .reduce(|above, below| {
            let in_list =
                |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with("- "));
            let gap = if in_list(above.lines().last()) && in_list(below.lines().next()) {
                "\n"
            } else {
                "\n\n"
            };
            above + gap + &below
        })
}
