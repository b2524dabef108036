//! Writes a pair's story as the files of a notebook, and carries the items on the way.

use chrono::NaiveDate;

use super::story::{Story, StoryEnd, StoryLine, StoryMeeting};
use super::timeline::{Timeline, fill_days, shift, signed_number};
use crate::change::Template;
use crate::meeting::{MeetingPath, Role, Settings, long_date};
use crate::plan::git_files;

/// All files of one notebook, each with its path: settings first, then the meetings by date.
pub(super) fn notebook(
    story: &Story,
    configuration: &str,
    settings: &Settings,
    today: NaiveDate,
) -> Vec<(String, String)> {
    let mut files = vec![
        ("oneonone.yaml".to_string(), configuration.to_string()),
        (
            ".gitattributes".to_string(),
            git_files::ATTRIBUTES.to_string(),
        ),
        (".gitignore".to_string(), git_files::IGNORED.to_string()),
    ];
    files.extend(own_template(settings));
    let timeline = Timeline::new(story, settings, today);
    files.extend(story.meetings.iter().map(|meeting| {
        let path = MeetingPath::new(timeline.held(meeting.number)).to_string();
        let page = StoryPage {
            story,
            settings,
            timeline: &timeline,
            meeting,
        };
        (path, page.text())
    }));
    files
}

/// The template with the pair's own titles, where it has some.
fn own_template(settings: &Settings) -> Option<(String, String)> {
    let built_in = Template::built_in(&settings.template, None)?;
    let text = Role::ALL.iter().fold(built_in.text.clone(), |text, role| {
        let title = settings.vocabulary.title(*role);
        text.replace(&format!("## {}\n", role.title()), &format!("## {title}\n"))
    });
    (text != built_in.text).then(|| (format!("templates/{}.md", built_in.name), text))
}

/// One meeting, about to be written.
struct StoryPage<'a> {
    story: &'a Story,
    settings: &'a Settings,
    timeline: &'a Timeline<'a>,
    meeting: &'a StoryMeeting,
}

impl StoryPage<'_> {
    fn text(&self) -> String {
        let date = self.timeline.held(self.meeting.number);
        let pair = &self.settings.pair;
        let mut text = self.front_matter(date);
        text += &format!(
            "\n# 1:1 {} and {}, {}\n",
            pair.ic.name,
            pair.manager.name,
            long_date(date)
        );
        for title in self.titles() {
            let mut sections = self.meeting.sections.iter();
            let body = sections.find(|(own, _)| *own == title);
            let body = body.map_or("", |(_, body)| body.trim_matches('\n'));
            let blocks = [
                self.promises(title, true),
                fill_days(body, date),
                self.promises(title, false),
            ];
            if let Some(body) = joined(&blocks) {
                let gap = if body.starts_with('#') { "\n" } else { "" };
                text += &format!("\n## {title}\n{gap}{body}\n");
            }
        }
        text
    }

    fn front_matter(&self, date: NaiveDate) -> String {
        let meeting = self.meeting;
        let pair = &self.settings.pair;
        let is_cancelled = meeting.value("cancelled_by").is_some();
        let usual = self.settings.cadence.as_ref();
        let usual = usual
            .and_then(|cadence| cadence.duration)
            .unwrap_or(30)
            .to_string();
        let mut lines = vec![
            format!("date: {date}"),
            format!("manager: {}", pair.manager.handle),
            format!("ic: {}", pair.ic.handle),
            format!(
                "status: {}",
                if is_cancelled { "cancelled" } else { "held" }
            ),
            format!("duration: {}", meeting.value("duration").unwrap_or(&usual)),
        ];
        let due = self.timeline.due(meeting.number);
        if date != due {
            lines.push(format!("moved_from: {due}"));
        }
        let is_used = |line: &&&str| line.starts_with("duration: ") || line.starts_with("moved: ");
        let others = meeting.front_matter.iter().filter(|line| !is_used(line));
        lines.extend(others.map(ToString::to_string));
        format!("---\n{}\n---\n", lines.join("\n"))
    }

    /// The titles of the sections, in order: those in which something was written, and, where sections of their roles go,
    /// those into which something is carried.
    fn titles(&self) -> Vec<&'static str> {
        let role = |title: &str| self.settings.vocabulary.role(title);
        let written = self.meeting.sections.iter();
        let mut titles: Vec<&str> = written.map(|(title, _)| *title).collect();
        let standing = self.story.promises.iter();
        for promise in standing.filter(|it| it.line.stands_in(self.meeting.number)) {
            if !titles.contains(&promise.section) {
                let mut places = titles.iter();
                let later = places.position(|title| role(title) > role(promise.section));
                titles.insert(later.unwrap_or(titles.len()), promise.section);
            }
        }
        titles
    }

    /// The promises below `title` that were carried here, or that are made here: the oldest first.
    fn promises(&self, title: &str, carried: bool) -> String {
        let here = self.meeting.number;
        let lines = self.story.promises.iter().filter(|promise| {
            promise.section == title
                && promise.line.stands_in(here)
                && (promise.line.meeting < here) == carried
        });
        let lines: Vec<String> = lines
            .flat_map(|promise| self.lines(&promise.line, 0))
            .collect();
        lines.join("\n")
    }

    /// `line` and what stands below it here.
    fn lines(&self, line: &StoryLine, depth: usize) -> Vec<String> {
        let here = self.meeting.number;
        let mark = match line.end {
            None => "",
            Some(StoryEnd::Done(meeting)) if meeting == here => "[x] ",
            Some(StoryEnd::Dropped(meeting)) if meeting == here => "[-] ",
            Some(_) if here < self.timeline.last() => "[>] ",
            Some(_) => "[ ] ",
        };
        let mut lines = vec![format!(
            "{}- {mark}{}",
            "  ".repeat(depth),
            self.words(line)
        )];
        let below = line.below.iter().filter(|below| below.stands_in(here));
        lines.extend(below.flat_map(|below| self.lines(below, depth + 1)));
        lines
    }

    /// The text of `line`, with its days and attributes as they stand here.
    fn words(&self, line: &StoryLine) -> String {
        let here = self.meeting.number;
        let written = self.timeline.held(line.meeting);
        let text = fill_days(line.text, written);
        let mut words = Vec::new();
        let mut done = None;
        for word in text.split(' ') {
            let attribute = word.split_once(':');
            let attribute = attribute.and_then(|(key, days)| Some((key, signed_number(days)?)));
            match attribute {
                Some(("due", days)) => words.push(format!("due:{}", shift(written, days))),
                Some(("done", days)) => done = Some(days),
                _ => words.push(word.to_string()),
            }
        }
        if line.end.is_some() && line.meeting < here {
            // The day on which that meeting was first due, which it keeps when it is moved.
            words.push(format!("since:{}", self.timeline.due(line.meeting)));
        }
        if let (Some(days), true) = (done, line.last() == here) {
            words.push(format!("done:{}", shift(self.timeline.held(here), days)));
        }
        words.join(" ")
    }
}

/// The blocks that say something; a list goes on without a gap, everything else stands apart.
fn joined(blocks: &[String]) -> Option<String> {
    let blocks = blocks.iter().filter(|block| !block.is_empty()).cloned();
    blocks.reduce(|above, below| {
        let in_list =
            |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with("- "));
        let gap = match in_list(above.lines().last()) && in_list(below.lines().next()) {
            true => "\n",
            false => "\n\n",
        };
        above + gap + &below
    })
}
