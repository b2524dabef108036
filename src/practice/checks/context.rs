//! What a check gets to see, and how it says something.

use chrono::NaiveDate;

use super::super::entry::Entry;
use super::super::page::Page;
use super::super::writers::Writers;
use crate::meeting::{
    ActionItem, ItemCopy, Limit, ListedItem, Pair, Role, Series, Settings, Side, Skimmed, Unit,
};
use crate::text::{Diagnostic, Help, LineColumn, LineTable, Rule, Span};

/// One meeting with all that a check may want to know around it.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'a> {
    /// What the check is called that looks.
    pub rule: Rule,
    /// The notebook's meetings, read for every box.
    pub series: &'a Series,
    /// Which items of `series` are the same.
    pub item_copies: &'a [ItemCopy],
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

/// What a check of the practice says, with the meeting in whose file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The meeting.
    pub date: NaiveDate,
    /// What was found.
    pub diagnostic: Diagnostic,
}

impl Finding {
    /// The same with a line that says what to do.
    pub fn with_help(mut self, help: impl Into<Help>) -> Self {
        self.diagnostic = self.diagnostic.with_help(help);
        self
    }
}

impl<'a> CheckContext<'a> {
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
    pub fn say(&self, span: Span, message: impl Into<String>) -> Finding {
        self.say_in(self.page.meeting(), span, message)
    }

    /// Say something of `span` in `page`.
    pub fn say_of(&self, page: &Page, span: Span, message: impl Into<String>) -> Finding {
        self.say_in(page.meeting(), span, message)
    }

    /// Say something of `span` in the file of `meeting`, any of the series.
    pub fn say_in(&self, meeting: &Skimmed, span: Span, message: impl Into<String>) -> Finding {
        Finding {
            date: meeting.date(),
            diagnostic: Diagnostic::new(self.rule, span, message),
        }
    }

    /// The item that `listed` lists, with the meeting in which it stands.
    pub fn item(&self, listed: &ListedItem) -> Option<(&'a Skimmed, &'a ActionItem)> {
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

/// The place to show for `item` of `meeting`: its box, or, as its line would be shown with that, the heading over what is
/// personal.
pub fn place_of(meeting: &Skimmed, item: &ActionItem) -> Span {
    if item.role != Some(Role::Personal) {
        return item.checkbox.span;
    }
    let mut around = meeting.sections_around(item);
    let personal = around.find(|section| section.role.is_some());
    personal.map_or(Span::at(0), |section| section.heading)
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
