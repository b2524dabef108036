//! Mechanical repairs: lines that were meant as items, days in words, and the forms of other tools. Each is made only
//! where the text, read again, says what was meant and nothing else otherwise than before.

mod boxes;
mod repair;
mod structure;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

pub(super) use self::boxes::{MendedText, almost_boxes, with_boxes};
use self::repair::{Effect, Repair, repairs};
use self::structure::Structure;
use crate::change::{EditedMeeting, Plan};
use crate::markdown::{self, Damage};
use crate::meeting::{self, Identity, Meeting, Series, Vocabulary, item_copies};
use crate::text::{LineTable, Span, TextEdit, without_line_end};

/// What is repaired.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// Each line that changes, in order.
    pub lines: Vec<FixedLine>,
    /// How many lines that `check` names as almost items or days stay as they are, for a person to see to.
    pub left: usize,
}

/// A line that is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedLine {
    /// The meeting.
    pub date: NaiveDate,
    /// The line, from 1.
    pub line: usize,
    /// What stands there then.
    pub text: String,
}

/// Repair what can be repaired without a person in the meetings of `series`, or in the one on `only`.
///
/// Words such as `fri` are seen from the meeting in which they were first written. Damaged files are left alone. An item
/// that stands in several meetings keeps its title unless all its copies get the same: they would no longer be one.
/// Repairing what came out changes nothing.
pub fn fix(series: &Series, only: Option<NaiveDate>) -> Plan<Fixed> {
    let meetings: Vec<Arc<Meeting>> = series.all_whole().map(Arc::clone).collect();
    let is_meant = |meeting: &Meeting| only.is_none_or(|only| only == meeting.date());
    let all_fixed = |frozen: &BTreeMap<usize, BTreeSet<usize>>| -> Vec<EditedMeeting> {
        let none = BTreeSet::new();
        let of_one = |(index, meeting): (usize, &Arc<Meeting>)| {
            let frozen = frozen.get(&index).unwrap_or(&none);
            match is_meant(meeting) {
                true => fixed_meeting(meeting, series, frozen),
                false => EditedMeeting::unchanged(Arc::clone(meeting)),
            }
        };
        meetings.iter().enumerate().map(of_one).collect()
    };
    let mut fixed = all_fixed(&BTreeMap::new());
    let after: Vec<Arc<Meeting>> = fixed.iter().map(EditedMeeting::meeting).cloned().collect();
    if parts_copies(&meetings, &after) {
        fixed = all_fixed(&copies(&meetings));
    }
    let mut plan: Plan<Fixed> = Plan::default();
    for (before, after) in meetings
        .iter()
        .zip(fixed)
        .filter(|(before, _)| is_meant(before))
    {
        plan.news
            .lines
            .extend(changed_lines(before, after.meeting()));
        plan.news.left += left(after.meeting());
        plan.push(after.into());
    }
    plan
}

/// `meeting` after all repairs that can be made in it, one of `series`.
fn fixed_meeting(
    meeting: &Arc<Meeting>,
    series: &Series,
    frozen: &BTreeSet<usize>,
) -> EditedMeeting {
    let now = EditedMeeting::unchanged(Arc::clone(meeting));
    if meeting.damage().is_some() || Damage::of(meeting.source()).is_some() {
        return now;
    }
    let vocabulary = &series.settings().vocabulary;
    repaired(now, frozen, vocabulary, |meeting| repairs(meeting, series))
}

/// `now` after all that `find` finds in it and that can be made.
fn repaired(
    mut now: EditedMeeting,
    frozen: &BTreeSet<usize>,
    vocabulary: &Vocabulary,
    find: impl Fn(&Meeting) -> Vec<Repair>,
) -> EditedMeeting {
    /// A line that became an item may then have a date to repair, and a repair may make room for one above it. Each
    /// round repairs something; nobody's file needs more than a few.
    const MOST_ROUNDS: usize = 20;
    for _ in 0..MOST_ROUNDS {
        let found = find(now.meeting());
        let found: Vec<&Repair> = found.iter().collect();
        match apply(&now, &found, frozen, vocabulary) {
            Some(repaired) => now = repaired,
            None => break,
        }
    }
    now
}

/// Make as many of `repairs`, which are in order, as can be made; `None` if none can.
///
/// All are tried at once, then without those that are at fault; where that leaves none, each by itself.
fn apply(
    so_far: &EditedMeeting,
    repairs: &[&Repair],
    frozen: &BTreeSet<usize>,
    vocabulary: &Vocabulary,
) -> Option<EditedMeeting> {
    /// Every try reads the whole text again. More than this never helped.
    const MOST_TRIES: usize = 8;
    /// So many are few enough to be tried one by one.
    const FEW: usize = 64;
    let before = Structure::of(so_far.meeting());
    let mut chosen = repairs.to_vec();
    for _ in 0..MOST_TRIES {
        let Some(after) = tried(so_far, &chosen, vocabulary) else {
            break;
        };
        let faults = before.faults(&Structure::of(after.meeting()), &chosen, frozen);
        if faults.is_empty() {
            return Some(after);
        }
        let blamed = blamed(&chosen, &faults);
        // Of several on one line another spelling is the last to do harm.
        let is_bold = |repair: &Repair| repair.effect != Effect::Nothing;
        let bold: BTreeSet<usize> = chosen
            .iter()
            .filter(|repair| is_bold(repair))
            .map(|repair| repair.line)
            .collect();
        chosen.retain(|repair| {
            let is_last = !is_bold(repair) && bold.contains(&repair.line);
            is_last || !blamed.contains(&repair.line)
        });
        if chosen.is_empty() {
            break;
        }
    }
    if repairs.len() > FEW {
        return None;
    }
    // From below, so that the places of the others stay the same.
    let mut now: Option<EditedMeeting> = None;
    for repair in repairs.iter().rev() {
        let so_far = now.as_ref().unwrap_or(so_far);
        let Some(after) = tried(so_far, &[*repair], vocabulary) else {
            continue;
        };
        let (before, read) = (
            Structure::of(so_far.meeting()),
            Structure::of(after.meeting()),
        );
        let faults = before.faults(&read, &[*repair], frozen);
        if faults.is_empty() {
            now = Some(after);
        }
    }
    now
}

/// `so_far` with `repairs`, read again; `None` where there are none, or where they would do damage.
fn tried(
    so_far: &EditedMeeting,
    repairs: &[&Repair],
    vocabulary: &Vocabulary,
) -> Option<EditedMeeting> {
    let edits: Vec<TextEdit> = repairs.iter().map(|repair| repair.edit.clone()).collect();
    let repaired = EditedMeeting::of(so_far.meeting(), &edits, vocabulary).ok()?;
    let is_whole = !repairs.is_empty() && Damage::of(repaired.meeting().source()).is_none();
    is_whole
        .then(|| so_far.clone().then(repaired).ok())
        .flatten()
}

/// The lines of those of `repairs` that may have made the `faults`: those on the line itself, else the nearest above.
fn blamed(repairs: &[&Repair], faults: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut by_line: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for repair in repairs {
        let mut blame = |line: usize| by_line.entry(line).or_default().insert(repair.line);
        blame(repair.line);
        if let Effect::Date { item, .. } = &repair.effect {
            blame(*item);
        }
    }
    let nearest = |fault: &usize| by_line.range(..=fault).next_back();
    let first = by_line.iter().next();
    let blamed = faults
        .iter()
        .filter_map(|fault| nearest(fault).or(first))
        .flat_map(|(_, lines)| lines.iter().copied());
    blamed.collect()
}

/// The lines, from 0, of items that stand in more than one meeting, by the index of the meeting.
fn copies(meetings: &[Arc<Meeting>]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut places: BTreeMap<Identity, Vec<(usize, usize)>> = BTreeMap::new();
    for item_copy in item_copies(meetings.iter().map(|meeting| meeting.skimmed())) {
        let place = (item_copy.meeting, item_copy.item);
        places.entry(item_copy.identity).or_default().push(place);
    }
    let mut copies: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let tables = tables(meetings);
    for places in places.into_values() {
        let is_alone = places.iter().all(|(meeting, _)| *meeting == places[0].0);
        for (meeting, item) in places.into_iter().filter(|_| !is_alone) {
            let item = &meetings[meeting].items()[item];
            let line = tables[meeting].line_of(item.line_start);
            copies.entry(meeting).or_default().insert(line);
        }
    }
    copies
}

fn tables(meetings: &[Arc<Meeting>]) -> Vec<LineTable> {
    let sources = meetings.iter().map(|meeting| meeting.source());
    sources.map(LineTable::new).collect()
}

/// Whether what is one item in `before` is more than one in `after`.
fn parts_copies(before: &[Arc<Meeting>], after: &[Arc<Meeting>]) -> bool {
    let by_place = |meetings: &[Arc<Meeting>]| -> BTreeMap<(usize, usize), Identity> {
        let tables = tables(meetings);
        let place = |meeting: usize, item: usize| {
            let item = &meetings[meeting].items()[item];
            (meeting, tables[meeting].line_of(item.line_start))
        };
        item_copies(meetings.iter().map(|meeting| meeting.skimmed()))
            .into_iter()
            .map(|item_copy| (place(item_copy.meeting, item_copy.item), item_copy.identity))
            .collect()
    };
    let after = by_place(after);
    let mut became: BTreeMap<Identity, &Identity> = BTreeMap::new();
    by_place(before).into_iter().any(|(place, identity)| {
        let Some(now) = after.get(&place) else {
            return true;
        };
        *became.entry(identity).or_insert(now) != now
    })
}

fn changed_lines(before: &Meeting, after: &Meeting) -> Vec<FixedLine> {
    let (old, new) = (before.source(), after.source());
    let (old_lines, new_lines) = (LineTable::new(old), LineTable::new(new));
    let line = |table: &LineTable, line: usize| Span::new(table.start_of(line), table.end_of(line));
    (0..new_lines.count())
        .map(|number| (number, line(&new_lines, number).slice(new)))
        .filter(|(number, text)| line(&old_lines, *number).slice(old) != *text)
        .map(|(number, text)| FixedLine {
            date: after.date(),
            line: number + 1,
            text: without_line_end(text).trim().to_string(),
        })
        .collect()
}

/// How many lines that `check` names as almost an item or a day are in `meeting`.
fn left(meeting: &Meeting) -> usize {
    let diagnostics = meeting.diagnostics(|_| true);
    diagnostics
        .iter()
        .filter(|found| {
            [
                markdown::rules::ALMOST_A_CHECKBOX,
                meeting::rules::NOT_A_DATE,
            ]
            .contains(&found.rule)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{parse_date, settings_for_tests};

    fn series(files: &[(&str, &str)]) -> Series {
        let settings = settings_for_tests();
        let meetings = files.iter().map(|(date, source)| {
            let date = parse_date(date).expect("a date");
            Meeting::read(date, (*source).to_string(), None, &Vocabulary::default())
        });
        Series::of_whole(settings.clone(), meetings)
    }

    fn after(plan: &Plan<Fixed>) -> Vec<String> {
        let changes = plan.changes().iter();
        let texts = changes.map(|change| plan.text_after(change.path()).expect("an edit"));
        texts.collect()
    }

    /// On Tuesday 24 November `source` becomes `expected`, and that stays as it is; `left` lines are left.
    fn check(source: &str, expected: &str, left: usize) {
        let plan = fix(&series(&[("2026-11-24", source)]), None);
        match after(&plan).as_slice() {
            [] => assert_eq!(source, expected),
            [text] => assert_eq!(*text, expected),
            _ => panic!("one file"),
        }
        assert_eq!(plan.news.left, left, "{source}");
        let again = fix(&series(&[("2026-11-24", expected)]), None);
        assert!(again.is_empty(), "twice: {:?}", after(&again));
    }

    #[test]
    fn boxes() {
        for (source, expected) in [
            ("- [] a\n", "- [ ] a\n"),
            ("- [ ]a\n", "- [ ] a\n"),
            ("- [x]a\r\n", "- [x] a\r\n"),
            ("- [  ] a\n", "- [ ] a\n"),
            ("- [\u{a0}] a", "- [ ] a"),
            ("- [x ] a\n", "- [x] a\n"),
            ("- \\[ ] a\n", "- [ ] a\n"),
            ("- \\[x\\] a\n", "- [x] a\n"),
            ("- \\[ \\]\u{a0}a\n", "- [ ] a\n"),
            ("- \\[\\]\u{a0} a\n", "- [ ] a\n"),
            ("- \\[]a\n", "- [ ] a\n"),
            ("-[ ] a\n", "- [ ] a\n"),
            ("-     [ ] a\n", "- [ ] a\n"),
            ("[ ] a\n[x] b\n\n[ ] c\n", "- [ ] a\n- [x] b\n\n- [ ] c\n"),
            ("1. [] a\n   - [] b\n", "1. [ ] a\n   - [ ] b\n"),
            (
                "- [] a\n  on the next line\n",
                "- [ ] a\n  on the next line\n",
            ),
            (
                "- [ ] x @alex\n[ ] a @dana\n",
                "- [ ] x @alex\n- [ ] a @dana\n",
            ),
            ("[ ] a\n  - [ ] b\n", "- [ ] a\n  - [ ] b\n"),
            ("> - [] a\n", "> - [ ] a\n"),
        ] {
            check(source, expected, 0);
        }
    }

    #[test]
    fn what_would_change_other_lines_is_left() {
        for (source, left) in [
            ("[ ] a\nand more\n", 1),         // the second line would belong to it
            ("[ ] a\n===\n", 1),              // a heading
            ("[ ] a\n\n    - [ ] code\n", 1), // code would become an item
            ("-\n  [ ] a\n", 1),              // two lines
            ("Intro:\n2. [ ] a\n", 1),        // a blank line is missing
            ("- []\n", 1),
            ("- [?] a\n", 0),
            ("```\n- [] a\n```\n", 0),
            ("- [x](u) a\n", 0),
        ] {
            check(source, source, left);
        }
        check(
            "[ ] a\nand more\n\n- [] b\n",
            "[ ] a\nand more\n\n- [ ] b\n",
            1,
        );
    }

    #[test]
    fn days() {
        for (source, expected) in [
            ("- [ ] a due: fri\n", "- [ ] a due:2026-11-27\n"),
            (
                "- [ ] a due:2026-9-1 @alex\n",
                "- [ ] a due:2026-09-01 @alex\n",
            ),
            (
                "- [x] a due: next week, then\n",
                "- [x] a due:2026-12-01, then\n",
            ),
            ("- [ ] a\n  due: tomorrow\n", "- [ ] a\n  due:2026-11-25\n"),
            // Seen from the meeting in which it was written.
            (
                "- [ ] a due: fri since:2026-11-03\n",
                "- [ ] a due:2026-11-06 since:2026-11-03\n",
            ),
            // First an item, then a day.
            ("- [] a due: fri\n", "- [ ] a due:2026-11-27\n"),
        ] {
            check(source, expected, 0);
        }
        for (source, left) in [
            ("- [ ] a due: soon\n", 1),
            ("- [ ] a due:2026-02-30\n", 1),
            ("- [ ] a due: next\n", 1), // there is no next meeting
            ("- [ ] a due:2026-12-01 due: fri\n", 1),
            ("- [ ] a `due: fri`\n", 0),
            ("- a due: fri\n", 0),
        ] {
            check(source, source, left);
        }
    }

    #[test]
    fn forms_of_other_tools() {
        for (source, expected) in [
            (
                "- [ ] t 📅️ 2026-09-28 see wiki\n",
                "- [ ] t due:2026-09-28 see wiki\n",
            ),
            (
                "- [x] t ➕ 2026-09-01 ✅ 2026-09-28\n",
                "- [x] t since:2026-09-01 done:2026-09-28\n",
            ),
            (
                "- [ ] t [due:: 2026-09-28] (owner:: ana)\n",
                "- [ ] t due:2026-09-28 @ana\n",
            ),
            ("- [ ] t @due(2026-09-28)\n", "- [ ] t due:2026-09-28\n"),
            ("- [x] t @done(2026-09-28)\n", "- [x] t done:2026-09-28\n"),
            ("- [ ] t -> 2026-09-28\n", "- [ ] t due:2026-09-28\n"),
            ("- [ ] (A) call\n", "- [ ] p:1 call\n"),
            (
                "- [] (B) call 📅 2026-09-28\n",
                "- [ ] p:2 call due:2026-09-28\n",
            ),
        ] {
            check(source, expected, 0);
        }
        for source in [
            "- [-] t ❌ 2026-09-28\n", // we have no word for it
            "- [ ] t ⏳ 2026-09-28\n",
            "- t 📅 2026-09-28\n",
            "- [ ] t `[due:: 2026-09-28]`\n",
            "- [ ] t [due:: 2026-09-28]x\n",
        ] {
            check(source, source, 0);
        }
    }

    #[test]
    fn copies_stay_one_item() {
        let files = [
            ("2026-11-17", "- [>] a due: fri\n"),
            ("2026-11-24", "- [ ] a due: fri since:2026-11-17\n"),
        ];
        let plan = fix(&series(&files), None);
        assert_eq!(
            after(&plan),
            [
                "- [>] a due:2026-11-20\n",
                "- [ ] a due:2026-11-20 since:2026-11-17\n"
            ]
        );
        let one = fix(&series(&files), parse_date("2026-11-24"));
        assert!(one.is_empty() && one.news.left == 1);
        let next = [
            ("2026-11-17", "- [>] a due: next\n"),
            ("2026-11-24", "- [ ] a due: next since:2026-11-17\n"),
        ];
        assert_eq!(
            after(&fix(&series(&next), None)),
            [
                "- [>] a due:2026-11-24\n",
                "- [ ] a due:2026-11-24 since:2026-11-17\n"
            ]
        );
        // One of the two can't be repaired, so the other isn't either.
        let both = [
            ("2026-11-17", "- [>] a due: fri\n"),
            (
                "2026-11-24",
                "- [ ] a due: fri since:2026-11-17 due:2026-12-01\n",
            ),
        ];
        let plan = fix(&series(&both), None);
        assert!(plan.is_empty() && plan.news.left == 2, "{plan:?}");
    }

    #[test]
    fn damaged_files_are_left() {
        let source = "<<<<<<< a\n- [] a\n=======\n- [] b\n>>>>>>> b\n";
        let plan = fix(&series(&[("2026-11-24", source)]), None);
        assert!(plan.is_empty());
    }
}
