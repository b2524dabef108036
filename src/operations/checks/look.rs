use chrono::NaiveDate;

use unicode_segmentation::UnicodeSegmentation;

use super::check::Stage;
use crate::markdown::Wanted;
use crate::meeting::{ActionItem, Limit, Meeting, Pair, Role, Series, Settings, Side, Unit};
use crate::operations::listing::ListedItem;
use crate::operations::practice::{Entry, Page, Writers};
use crate::text::{Diagnostic, LineColumn, LineTable, Span};

/// One meeting with all that a check may want to know around it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The notebook's meetings, read for their open items.
    pub series: &'a Series,
    /// The meeting that is looked at.
    pub page: &'a Page,
    /// Whether it was held: then it is a record, else an agenda.
    pub is_record: bool,
    /// Whether no later meeting is looked at: what is true of the pair as a whole is said here.
    pub is_newest: bool,
    /// The meetings held before it, the newest first, as far back as any check looks.
    pub before: &'a [Page],
    /// All open items.
    pub open: &'a [ListedItem],
    /// Who wrote which line.
    pub writers: &'a Writers,
    /// The day that counts as today.
    pub today: NaiveDate,
}

/// What a check has to say, before its name is put to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The meeting in whose file it is.
    pub date: NaiveDate,
    /// The bytes it is about.
    pub span: Span,
    /// Line and column of them.
    pub place: LineColumn,
    /// What is there, as one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Said {
    /// The same with a line that says what to do.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A diagnostic of a check, with the meeting in whose file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The meeting.
    pub date: NaiveDate,
    /// Line and column.
    pub place: LineColumn,
    /// What was found.
    pub diagnostic: Diagnostic,
}

impl<'a> Look<'a> {
    /// The notebook's settings.
    pub fn settings(&self) -> &'a Settings {
        self.series.settings()
    }

    /// The two people.
    pub fn pair(&self) -> &'a Pair {
        &self.settings().pair
    }

    /// What one calls the person on `side`.
    pub fn name(&self, side: Side) -> &'a str {
        self.pair().person(side).first_name()
    }

    /// Whether the meeting is at `stage`.
    pub fn is_at(&self, stage: Stage) -> bool {
        match stage {
            Stage::Agenda => !self.is_record,
            Stage::Record => self.is_record,
            Stage::Any => true,
            Stage::Pair => self.is_newest,
        }
    }

    /// The meeting itself and those before it: `count` held ones, and the agenda beside them if it is one.
    pub fn recent(&self, count: usize) -> impl Iterator<Item = &'a Page> {
        let held = if self.is_record {
            count.saturating_sub(1)
        } else {
            count
        };
        std::iter::once(self.page).chain(self.before.iter().take(held))
    }

    /// Which of the two wrote `entry` of `page`, where anything tells.
    pub fn author(&self, page: &Page, entry: &Entry) -> Option<Side> {
        self.writers.author(page, entry, self.pair())
    }

    /// Say something of `span` in the meeting that is looked at.
    pub fn say(&self, span: Span, message: impl Into<String>) -> Said {
        self.say_of(self.page, span, message)
    }

    /// Say something of `span` in `page`.
    pub fn say_of(&self, page: &Page, span: Span, message: impl Into<String>) -> Said {
        Said {
            date: page.date(),
            span,
            place: page.place(span.start),
            message: message.into(),
            help: None,
        }
    }

    /// Say something of `span` in the file of `meeting`, any of the series.
    pub fn say_in(&self, meeting: &Meeting, span: Span, message: impl Into<String>) -> Said {
        Said {
            date: meeting.date(),
            span,
            place: meeting.place(span.start),
            message: message.into(),
            help: None,
        }
    }

    /// All meetings read for every box: the series may have been read for the open ones alone.
    pub fn read_all_boxes(&self) -> Vec<Meeting> {
        let read = |meeting: &Meeting| {
            Meeting::skim(
                meeting.date(),
                meeting.source().to_string(),
                meeting.damage(),
                &self.settings().vocabulary,
                Wanted::Any,
            )
        };
        self.series.meetings().iter().map(read).collect()
    }

    /// The item that `listed` lists, with the meeting in which it stands.
    pub fn item(&self, listed: &ListedItem) -> Option<(&'a Meeting, &'a ActionItem)> {
        let meeting = self.series.meeting(listed.date)?;
        let table = LineTable::new(meeting.source());
        let is_it = |item: &&ActionItem| {
            table.place(meeting.source(), item.checkbox.span.start)
                == LineColumn {
                    line: listed.line,
                    column: listed.column,
                }
        };
        Some((meeting, meeting.items().iter().find(is_it)?))
    }
}

/// `title` as it is quoted in a message: in backticks, and cut at a word where it is long.
pub fn quoted(title: &str) -> String {
    /// What leaves room for the rest of the sentence on a line.
    const LONGEST: usize = 60;
    let title = title.replace('`', "'");
    if title.graphemes(true).count() <= LONGEST {
        return format!("`{title}`");
    }
    let start: String = title.graphemes(true).take(LONGEST).collect();
    let at_word = match start.rsplit_once(' ') {
        Some((before, _)) if before.chars().count() > LONGEST / 2 => before.to_string(),
        // Scripts without blanks, and a long address, are cut where they are.
        _ => start.graphemes(true).take(LONGEST - 1).collect(),
    };
    let cut = at_word.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—']);
    format!("`{cut}…`")
}

/// The same for something that stands in a section of `role`: what is personal is never quoted.
pub fn quoted_in(title: &str, role: Option<Role>) -> String {
    if role == Some(Role::Personal) {
        return "something personal".to_string();
    }
    quoted(title)
}

/// The place to show for `item` of `meeting`: its box, or, as its line would be shown with that, the heading over what is
/// personal.
pub fn place_of(meeting: &Meeting, item: &ActionItem) -> Span {
    if item.role != Some(Role::Personal) {
        return item.checkbox.span;
    }
    let section = |at: Option<usize>| meeting.sections().get(at?);
    let mut around = std::iter::successors(section(item.section), |inner| section(inner.parent));
    let personal = around.find(|section| section.role.is_some());
    personal.map_or(Span::at(0), |section| section.heading)
}

/// Some titles in one sentence: the first ones quoted, the others counted.
pub fn listed<'t>(titles: impl IntoIterator<Item = &'t str>) -> String {
    const SHOWN: usize = 3;
    let titles: Vec<&str> = titles.into_iter().collect();
    let shown: Vec<String> = titles
        .iter()
        .take(SHOWN)
        .map(|title| quoted(title))
        .collect();
    match (shown.split_last(), titles.len().saturating_sub(SHOWN)) {
        (Some((last, before)), 0) if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        (_, 0) => shown.concat(),
        (_, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The amount that `limits` give for `unit`; `None` where they have none, so that it is of no account.
pub fn limit(limits: &[Limit], unit: Unit) -> Option<u32> {
    let found = limits.iter().find(|limit| limit.unit == unit)?;
    Some(found.amount)
}

/// The number of meetings that `limits` give, 1 at least.
pub fn meetings(limits: &[Limit]) -> usize {
    limit(limits, Unit::Meetings).map_or(1, |count| count.max(1) as usize)
}

/// The number of days that `limits` give.
pub fn days(limits: &[Limit]) -> i64 {
    limit(limits, Unit::Days).map_or(0, i64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_short() {
        for (title, expected) in [
            ("a", "`a`"),
            ("run `make`", "`run 'make'`"),
            (
                "Shadow reads: compare old and new for every invoice while the freeze lasts",
                "`Shadow reads: compare old and new for every invoice while…`",
            ),
            (
                "A list that goes on and on, and has a comma right here at, and then more",
                "`A list that goes on and on, and has a comma right here at…`",
            ),
        ] {
            assert_eq!(quoted(title), expected);
        }
        let long = "会議".repeat(40);
        assert_eq!(quoted(&long).chars().count(), 62);
        assert_eq!(quoted_in("a", Some(Role::Personal)), "something personal");
    }

    #[test]
    fn of_many_titles_the_first_are_named() {
        for (titles, expected) in [
            (&["a"][..], "`a`"),
            (&["a", "b"], "`a` and `b`"),
            (&["a", "b", "c"], "`a`, `b` and `c`"),
            (&["a", "b", "c", "d", "e"], "`a`, `b`, `c` and 2 more"),
        ] {
            assert_eq!(listed(titles.iter().copied()), expected);
        }
    }
}
