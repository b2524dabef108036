//! Items as they are listed: each promise once, the oldest first.

use chrono::NaiveDate;

use crate::markdown::{CheckboxStatus, Wanted};
use crate::meeting::{Meeting, MeetingPath, Role, Series, Skimmed, item_copies};
use crate::text::LineTable;

/// One item of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedItem {
    /// A number from which the short reference is made.
    pub hash: u64,
    /// What was promised.
    pub title: String,
    /// What its box says.
    pub status: CheckboxStatus,
    /// Who promised it.
    pub owner: Option<String>,
    /// When it is to be done.
    pub due: Option<NaiveDate>,
    /// The meeting in which it was first written.
    pub origin: NaiveDate,
    /// The meeting in which its newest copy stands.
    pub date: NaiveDate,
    /// How often it was carried.
    pub times: usize,
    /// The line of the newest copy, from 1.
    pub line: usize,
    /// The column of its box, from 1, in characters.
    pub column: usize,
    /// The title of the section in which it stands.
    pub section: Option<String>,
    /// The role of that section.
    pub role: Option<Role>,
}

impl ListedItem {
    /// The file in which it stands.
    pub fn path(&self) -> MeetingPath {
        MeetingPath::new(self.date)
    }

    /// Whether its day is past, seen from `today`.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.status.is_open() && self.due.is_some_and(|due| due < today)
    }
}

/// Which items are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemSelection {
    /// Open or in progress.
    Open,
    /// Ticked.
    Done,
    /// Let go.
    Dropped,
    /// Ticked or let go.
    Ended,
    /// All, each by its newest copy.
    All,
}

impl ItemSelection {
    /// The kind in one word.
    pub fn word(self) -> &'static str {
        match self {
            ItemSelection::Open => "open",
            ItemSelection::Done => "done",
            ItemSelection::Dropped => "dropped",
            ItemSelection::Ended => "ended",
            ItemSelection::All => "such",
        }
    }

    /// What has to be looked for in the files.
    pub fn wanted(self) -> Wanted {
        if self == ItemSelection::Open {
            Wanted::Open
        } else {
            Wanted::Any
        }
    }
}

/// The newest copy of `item` in `series` as it is now: its meeting, read whole, and its index there; `None` where it is
/// gone.
pub fn locate<'s>(series: &'s Series, item: &ListedItem) -> Option<(&'s Meeting, usize)> {
    let copies = series.item_copies();
    let same = copies
        .iter()
        .filter(|copy| copy.hash() == item.hash && !copy.superseded);
    let copy = same.max_by_key(|copy| copy.meeting)?;
    let skimmed = &series.meetings()[copy.meeting];
    let meeting = series.whole(skimmed.date())?;
    let place = skimmed.items()[copy.item].checkbox.span;
    let mut items = meeting.items().iter();
    let index = items.position(|item| item.checkbox.span == place)?;
    Some((meeting, index))
}

/// The items of `meetings`, which are in order of date, each once, in the order of the meetings.
///
/// `meetings` are all of a notebook, read for what the listing wants ([`ItemSelection::wanted`]).
pub fn list(meetings: &[Skimmed], which: ItemSelection) -> Vec<ListedItem> {
    let mut due_dates: Vec<NaiveDate> = meetings.iter().map(Skimmed::due_date).collect();
    due_dates.sort_unstable();
    list_some(meetings, &due_dates, which)
}

/// The same for some of the meetings of a notebook whose meetings were due on `due_dates`, which are in order.
pub fn list_some(
    meetings: &[Skimmed],
    due_dates: &[NaiveDate],
    which: ItemSelection,
) -> Vec<ListedItem> {
    let item_copies = item_copies(meetings);
    let mut listed = Vec::new();
    let mut table: Option<(usize, LineTable)> = None;
    for copy in item_copies.iter().filter(|copy| !copy.superseded) {
        let meeting = &meetings[copy.meeting];
        let item = &meeting.items()[copy.item];
        let status = item.status();
        let is_wanted = match which {
            ItemSelection::Open => status.is_open(),
            ItemSelection::Done => status == CheckboxStatus::Done,
            ItemSelection::Dropped => status == CheckboxStatus::Dropped,
            ItemSelection::Ended => status.is_ended(),
            ItemSelection::All => true,
        };
        if !is_wanted {
            continue;
        }
        if table.as_ref().is_none_or(|(at, _)| *at != copy.meeting) {
            table = Some((copy.meeting, LineTable::new(meeting.source())));
        }
        let Some((_, lines)) = &table else { continue };
        let place = lines.place(meeting.source(), item.checkbox.span.start);
        let after = due_dates.partition_point(|date| *date <= copy.identity.origin);
        let until = due_dates.partition_point(|date| *date <= meeting.due_date());
        listed.push(ListedItem {
            hash: copy.hash(),
            title: item.title.clone(),
            status,
            owner: item.owner().map(str::to_string),
            due: item.due(),
            origin: copy.identity.origin,
            date: meeting.date(),
            times: until.saturating_sub(after),
            line: place.line,
            column: place.column,
            section: meeting
                .sections_around(item)
                .next()
                .map(|section| section.title.clone()),
            role: item.role,
        });
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Vocabulary, complete_copies, parse_date};

    fn check(files: &[(&str, &str)], which: ItemSelection, expected: &[&str]) {
        let vocabulary = Vocabulary::default();
        let mut meetings: Vec<Skimmed> = files
            .iter()
            .map(|(date, source)| {
                let date = parse_date(date).expect("a date");
                Skimmed::read(
                    date,
                    (*source).to_string(),
                    None,
                    &vocabulary,
                    which.wanted(),
                )
            })
            .collect();
        if which == ItemSelection::Open {
            meetings = complete_copies(meetings, &vocabulary);
        }
        let told: Vec<String> = list(&meetings, which)
            .iter()
            .map(|item| {
                format!(
                    "{} {} {} ×{}",
                    item.date,
                    item.status.word(),
                    item.title,
                    item.times
                )
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn each_promise_once() {
        // C31: open in three agendas, because nobody marked the older ones.
        let three = [
            ("2026-11-03", "- [ ] a\n- [ ] only here\n"),
            ("2026-11-10", "- [ ] a since:2026-11-03\n"),
            ("2026-11-17", "- [ ] a since:2026-11-03\n"),
        ];
        check(
            &three,
            ItemSelection::Open,
            &["2026-11-03 open only here ×0", "2026-11-17 open a ×2"],
        );
        // The newest copy was ended.
        let ended = [
            ("2026-11-03", "- [ ] a\n"),
            ("2026-11-10", "- [x] a since:2026-11-03\n"),
        ];
        check(&ended, ItemSelection::Open, &[]);
        check(&ended, ItemSelection::All, &["2026-11-10 done a ×1"]);
        check(&ended, ItemSelection::Done, &["2026-11-10 done a ×1"]);
        // Two promises in the same words are two.
        check(
            &[("2026-11-03", "- [ ] a\n- [ ] a\n")],
            ItemSelection::Open,
            &["2026-11-03 open a ×0", "2026-11-03 open a ×0"],
        );
        // Written anew below one that was carried.
        let anew = [
            ("2026-11-03", "- [ ] a\n- [>] a\n"),
            ("2026-11-10", "- [ ] a since:2026-11-03\n"),
        ];
        check(
            &anew,
            ItemSelection::Open,
            &["2026-11-03 open a ×0", "2026-11-10 open a ×1"],
        );
    }

    #[test]
    fn a_moved_meeting_keeps_its_items() {
        let moved = [
            ("2026-11-05", "---\nmoved_from: 2026-11-03\n---\n- [ ] a\n"),
            ("2026-11-10", "- [x] a since:2026-11-03\n"),
        ];
        check(&moved, ItemSelection::Open, &[]);
    }
}
