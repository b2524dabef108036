//! Reads a story: the year of a pair as plain text; `templates/demo/README.md` says how one is written.
//!
//! A story knows the numbers of its meetings, never their dates: `timeline` gives each its date, `write` carries what was
//! promised.

/// A year of one pair.
#[derive(Default)]
pub(super) struct Story {
    /// Its meetings, the oldest first.
    pub meetings: Vec<StoryMeeting>,
    /// What was promised, each told once, in the order in which it was first written.
    pub promises: Vec<StoryPromise>,
}

/// One meeting: what the two wrote, without their promises.
#[derive(Default)]
pub(super) struct StoryMeeting {
    /// Which date of the rhythm it has, from 1.
    pub number: u32,
    /// The lines of its front matter that the others don't have, as they are written.
    pub front_matter: Vec<&'static str>,
    /// The title and the text of each section.
    pub sections: Vec<(&'static str, String)>,
}

/// A promise, and where it stands.
pub(super) struct StoryPromise {
    /// The title of the section.
    pub section: &'static str,
    /// The promise itself.
    pub line: StoryLine,
}

/// A promise, a step of one, or a note below one.
pub(super) struct StoryLine {
    /// The meeting in which it was first written.
    pub meeting: u32,
    /// How it ended; `None` for a note, which goes where the promise goes.
    pub end: Option<StoryEnd>,
    /// Its text, days in it and attributes counted from a meeting.
    pub text: &'static str,
    /// What stands below it.
    pub below: Vec<StoryLine>,
}

/// How a promise ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoryEnd {
    /// It is open to this day.
    Open,
    /// Ticked in this meeting.
    Done(u32),
    /// Dropped in this meeting.
    Dropped(u32),
}

impl StoryMeeting {
    /// What its front matter says of `key`.
    pub fn value(&self, key: &str) -> Option<&'static str> {
        let mut lines = self.front_matter.iter();
        lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
    }
}

impl StoryLine {
    /// The last meeting in which it stands.
    pub fn last(&self) -> u32 {
        match self.end {
            Some(StoryEnd::Done(meeting) | StoryEnd::Dropped(meeting)) => meeting,
            Some(StoryEnd::Open) | None => u32::MAX,
        }
    }

    /// Whether it stands in `meeting`.
    pub fn stands_in(&self, meeting: u32) -> bool {
        (self.meeting..=self.last()).contains(&meeting)
    }

    /// The line that says `text` below what was written in `meeting`.
    fn read(text: &'static str, meeting: u32) -> StoryLine {
        let added = text.split_once(": ");
        let added = added.and_then(|(number, text)| Some((number.parse().ok()?, text)));
        let (meeting, text) = added.unwrap_or((meeting, text));
        let ended = end_of(text);
        StoryLine {
            meeting,
            end: ended.map(|(end, _)| end),
            text: ended.map_or(text, |(_, text)| text),
            below: Vec::new(),
        }
    }
}

impl Story {
    /// Read `text`. What stands above the first meeting is for those who write.
    pub fn read(text: &'static str) -> Story {
        let mut story = Story::default();
        let (mut is_promise, mut in_code) = (false, false);
        for line in text.lines() {
            if let Some(number) = line.strip_prefix("# ").and_then(|it| it.parse().ok()) {
                story.meetings.push(StoryMeeting {
                    number,
                    ..StoryMeeting::default()
                });
                continue;
            }
            let Some(meeting) = story.meetings.last_mut() else {
                continue;
            };
            if let Some(title) = line.strip_prefix("## ") {
                meeting.sections.push((title, String::new()));
                continue;
            }
            let Some((section, body)) = meeting.sections.last_mut() else {
                meeting
                    .front_matter
                    .extend((!line.is_empty()).then_some(line));
                continue;
            };
            in_code ^= line.starts_with("```");
            let point = line.trim_start().strip_prefix("- ");
            let point = point.filter(|_| !in_code);
            let depth = (line.len() - line.trim_start().len()) / 2;
            is_promise = match (point, depth) {
                (Some(point), 0) => end_of(point).is_some(),
                (Some(_), _) => is_promise,
                (None, _) => false,
            };
            match point.filter(|_| is_promise) {
                Some(point) if depth == 0 => story.promises.push(StoryPromise {
                    section,
                    line: StoryLine::read(point, meeting.number),
                }),
                Some(point) => story.add_below(depth, point),
                None => *body += &format!("{line}\n"),
            }
        }
        story
    }

    /// Put `text` below the newest promise, `depth` levels below its own.
    fn add_below(&mut self, depth: usize, text: &'static str) {
        let Some(promise) = self.promises.last_mut() else {
            return;
        };
        let mut above = &mut promise.line;
        for _ in 1..depth {
            if above.below.is_empty() {
                break;
            }
            let last = above.below.len() - 1;
            above = &mut above.below[last];
        }
        above.below.push(StoryLine::read(text, above.meeting));
    }
}

/// How what `text` says ended, where it is a promise, and its words.
fn end_of(text: &'static str) -> Option<(StoryEnd, &'static str)> {
    let (box_, text) = text.strip_prefix('[')?.split_once("] ")?;
    let end = match box_.strip_prefix('-') {
        Some(meeting) => StoryEnd::Dropped(meeting.parse().ok()?),
        None if box_ == " " => StoryEnd::Open,
        None => StoryEnd::Done(box_.parse().ok()?),
    };
    Some((end, text))
}

#[cfg(test)]
mod tests {
    use super::super::PAIRS;
    use super::*;
    use crate::meeting::{Role, Vocabulary};

    /// A line of a story as it was read, and those below it.
    fn told(line: &StoryLine) -> String {
        let below: Vec<String> = line.below.iter().map(told).collect();
        let end = line.end.map_or(String::new(), |end| format!("{end:?} "));
        format!("{}:{end}{} {below:?}", line.meeting, line.text)
    }

    fn check(text: &'static str, expected: &[&str]) {
        let story = Story::read(text);
        let promises = story.promises.iter().map(|promise| told(&promise.line));
        assert_eq!(promises.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_promise_stands_once_with_all_that_becomes_of_it() {
        check("# 2\n\n## Wins\n- [ ] a\n", &["2:Open a []"]);
        check(
            "# 2\n\n## Wins\n- [4] a\n- [-3] b",
            &["2:Done(4) a []", "2:Dropped(3) b []"],
        );
        check(
            "# 2\n\n## Wins\n- [ ] a\n  - b\n  - 3: c\n  - 4: [5] d\n    - e: f\n",
            &[r#"2:Open a ["2:b []", "3:c []", "4:Done(5) d [\"4:e: f []\"]"]"#],
        );
        // What stands above the first meeting, a link, a point with notes, another box and code are none.
        for text in [
            "- [8] a",
            "# 2\n\n## Wins\n- [a](b)\n- c\n  - [4] d\n- [x] e",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_is_no_promise_is_text() {
        let story =
            Story::read("for writers\n\n# 2\nmood: 4\n\n## Wins\n- a\n\n- [4] b\n\n### c\n");
        let meeting = &story.meetings[0];
        assert_eq!((meeting.number, meeting.value("mood")), (2, Some("4")));
        assert_eq!(meeting.sections, [("Wins", "- a\n\n\n### c\n".to_string())]);
    }

    /// Slips of the pen in the two stories.
    #[test]
    fn the_stories_hold_together() {
        for pair in PAIRS {
            let story = Story::read(pair.story);
            let numbers: Vec<u32> = story
                .meetings
                .iter()
                .map(|meeting| meeting.number)
                .collect();
            assert!(numbers.is_sorted_by(|a, b| a < b));
            for meeting in &story.meetings {
                for line in &meeting.front_matter {
                    let key = line.split(": ").next().unwrap_or_default();
                    let known = [
                        "duration",
                        "moved",
                        "cancelled_by",
                        "reason",
                        "mood",
                        "template",
                    ];
                    assert!(known.contains(&key), "{}: {line}", meeting.number);
                }
                let vocabulary = Vocabulary::default();
                let roles = meeting
                    .sections
                    .iter()
                    .filter_map(|(title, _)| vocabulary.role(title));
                assert!(
                    roles.is_sorted_by(|a: &Role, b| a < b),
                    "{}",
                    meeting.number
                );
            }
            for promise in &story.promises {
                check_line(&promise.line, &numbers);
            }
        }
    }

    fn check_line(line: &StoryLine, numbers: &[u32]) {
        let is_there = |number: u32| numbers.contains(&number);
        let last = line.last();
        assert!(is_there(line.meeting), "{}", line.text);
        assert!(last == u32::MAX || is_there(last), "{}", line.text);
        let is_note = |below: &&StoryLine| below.end.is_none();
        let (notes, steps): (Vec<_>, Vec<_>) = line.below.iter().partition(is_note);
        assert!(notes.is_sorted_by_key(|note| note.meeting), "{}", line.text);
        for note in notes {
            assert!(
                (line.meeting..=last).contains(&note.meeting),
                "{}",
                note.text
            );
        }
        for step in steps {
            check_line(step, numbers);
            let outlives = step.end == Some(StoryEnd::Open) && last != u32::MAX;
            assert!(step.meeting >= line.meeting && !outlives, "{}", step.text);
        }
    }
}
