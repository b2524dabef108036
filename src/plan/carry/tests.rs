//! Carry, case by case: texts in, and all that stands in them afterwards, with what is said of it.

use super::*;
use crate::change::testing::{after, date, series, texts};
use crate::meeting::settings_for_tests;

/// The date of the agenda into which every case carries, a Tuesday.
const AGENDA: &str = "2026-11-24";

/// What the agenda is where it is not there yet.
const BLANK: &str = "# 1:1\n\n## Career\n\n## Action items\n";

/// Meetings: of each its date and its text.
type Texts<'a> = &'a [(&'a str, &'a str)];

/// The agenda that is made where there was none, with `items`.
fn made(items: &str) -> String {
    format!("{BLANK}{items}")
}

/// What would be said of `plan`, a line each.
fn said(plan: &Plan<CarryNews>) -> Vec<String> {
    let news = &plan.news;
    let carried = news.items.iter().map(|item| {
        let owner = item.owner.iter().map(|owner| format!(" @{owner}"));
        let due = item.due.iter().map(|due| format!(" due:{due}"));
        let told: String = owner.chain(due).collect();
        let CarriedItem {
            title,
            origin,
            from,
            times,
            section,
            ..
        } = item;
        format!("{title}{told} since {origin}, from {from} to {section}, {times}")
    });
    let marked = news.marked.iter();
    let marked = marked.map(|(date, title)| format!("{date} {title} is marked"));
    let left = news.left.iter();
    let left = left.map(|item| format!("{} {} is left: {:?}", item.path, item.title, item.reason));
    let by_hand = news.by_hand.iter().map(|copy| {
        let HandCopy {
            date,
            line,
            title,
            origin,
        } = copy;
        format!("{date}:{line} {title} is that of {origin}")
    });
    let unclear = news.unclear.iter().map(|unclear| {
        let Unclear {
            date,
            line,
            title,
            reason,
        } = unclear;
        format!("{date}:{line} {title} is unclear: {reason:?}")
    });
    let all = carried.chain(marked).chain(left);
    all.chain(by_hand).chain(unclear).collect()
}

fn plan(series: &Series, only_from: Option<&str>) -> Result<Plan<CarryNews>, PlanError> {
    let vocabulary = settings_for_tests().vocabulary;
    let blank = Meeting::read(date(AGENDA), BLANK, None, &vocabulary);
    carry_into(series, &blank, only_from.map(date))
}

/// Carrying changes `before` into `then`, of which only what changes is given, and this is said.
#[track_caller]
fn check(before: Texts, then: Texts, expected: &[&str]) {
    check_from(None, before, then, expected);
}

/// The same for items of the meeting on `only_from` alone.
#[track_caller]
fn check_from(only_from: Option<&str>, before: Texts, then: Texts, expected: &[&str]) {
    let before = texts(before);
    let plan = plan(&series(&before), only_from).expect("a plan");
    let mut all = before.clone();
    all.extend(texts(then));
    assert_eq!(after(&before, &plan), all);
    assert_eq!(said(&plan), expected);
}

#[test]
fn what_is_open_goes_into_the_agenda_and_leaves_a_mark() {
    check(
        &[(
            "2026-11-17",
            "## Career\n- [ ] b\n## Notes\n- [x] c\n- [/] a @alex due:2026-12-01 since:2026-11-03\n",
        )],
        &[
            (
                "2026-11-17",
                "## Career\n- [>] b\n## Notes\n- [x] c\n- [>] a @alex due:2026-12-01 since:2026-11-03\n",
            ),
            (
                AGENDA,
                "# 1:1\n\n## Career\n- [ ] b since:2026-11-17\n\n## Action items\n- [/] a @alex due:2026-12-01 since:2026-11-03\n",
            ),
        ],
        &[
            "b since 2026-11-17, from 2026-11-17 to Career, 1",
            "a @alex due:2026-12-01 since 2026-11-03, from 2026-11-17 to Action items, 2",
        ],
    );
    check(&[("2026-11-17", "- [x] a\n"), (AGENDA, "")], &[], &[]);
    check(&[], &[(AGENDA, BLANK)], &[]);
}

#[test]
fn it_comes_from_earlier_meetings_all_or_one() {
    let before = &[
        ("2026-11-03", "- [ ] a\n"),
        ("2026-11-17", "- [ ] b\n"),
        (AGENDA, "- [ ] c\n"),
        ("2026-12-01", "- [ ] d\n"),
    ];
    check(
        before,
        &[
            ("2026-11-03", "- [>] a\n"),
            ("2026-11-17", "- [>] b\n"),
            (
                AGENDA,
                "- [ ] c\n\n## Action items\n- [ ] a since:2026-11-03\n- [ ] b since:2026-11-17\n",
            ),
        ],
        &[
            "a since 2026-11-03, from 2026-11-03 to Action items, 2",
            "b since 2026-11-17, from 2026-11-17 to Action items, 1",
        ],
    );
    check_from(
        Some("2026-11-03"),
        before,
        &[
            ("2026-11-03", "- [>] a\n"),
            (
                AGENDA,
                "- [ ] c\n\n## Action items\n- [ ] a since:2026-11-03\n",
            ),
        ],
        &["a since 2026-11-03, from 2026-11-03 to Action items, 2"],
    );
    check_from(Some("2026-12-01"), before, &[], &[]);
}

#[test]
fn how_often_counts_the_meetings_that_were_due_since() {
    let twice = |agenda: &str| {
        let before = [
            ("2026-11-03", "- [ ] a\n"),
            ("2026-11-10", ""),
            (AGENDA, agenda),
            ("2026-12-01", ""),
        ];
        let plan = plan(&series(&texts(&before)), None).expect("a plan");
        said(&plan)
    };
    let expected = ["a since 2026-11-03, from 2026-11-03 to Action items, 2"];
    assert_eq!(twice("## Action items\n"), expected);
    // An agenda that was moved here counts by the day on which it was due.
    assert_eq!(
        twice("---\nmoved_from: 2026-11-17\n---\n## Action items\n"),
        expected
    );
    assert_eq!(
        twice("---\nmoved_from: 2026-12-01\n---\n## Action items\n"),
        ["a since 2026-11-03, from 2026-11-03 to Action items, 3"]
    );
}

#[test]
fn what_is_old_stands_first_the_oldest_on_top() {
    check(
        &[
            ("2026-10-27", "- [ ] young since:2026-11-10\n- [ ] older\n"),
            ("2026-11-03", "- [ ] oldest since:2026-10-20\n"),
            ("2026-11-10", ""),
            ("2026-11-17", "- [ ] younger\n"),
            (AGENDA, "## Action items\n- [ ] there\n"),
        ],
        &[
            ("2026-10-27", "- [>] young since:2026-11-10\n- [>] older\n"),
            ("2026-11-03", "- [>] oldest since:2026-10-20\n"),
            ("2026-11-17", "- [>] younger\n"),
            (
                AGENDA,
                "## Action items\n- [ ] oldest since:2026-10-20\n- [ ] older since:2026-10-27\n- [ ] there\n- [ ] young since:2026-11-10\n- [ ] younger since:2026-11-17\n",
            ),
        ],
        &[
            "oldest since 2026-10-20, from 2026-11-03 to Action items, 5",
            "older since 2026-10-27, from 2026-10-27 to Action items, 4",
            "young since 2026-11-10, from 2026-10-27 to Action items, 2",
            "younger since 2026-11-17, from 2026-11-17 to Action items, 1",
        ],
    );
}

#[test]
fn an_original_whose_copy_is_there_gets_its_mark_and_no_more() {
    check(
        &[
            ("2026-11-10", "- [ ] a\n- [ ] b\n"),
            ("2026-11-17", "- [ ] b since:2026-11-10\n"),
            (AGENDA, "## Action items\n- [ ] a since:2026-11-10\n"),
        ],
        &[
            ("2026-11-10", "- [>] a\n- [>] b\n"),
            ("2026-11-17", "- [>] b since:2026-11-10\n"),
            (
                AGENDA,
                "## Action items\n- [ ] a since:2026-11-10\n- [ ] b since:2026-11-10\n",
            ),
        ],
        &[
            "b since 2026-11-10, from 2026-11-17 to Action items, 2",
            "2026-11-10 a is marked",
            "2026-11-10 b is marked",
        ],
    );
    // Also where that is all there is to do, and where only one meeting was asked for.
    check_from(
        Some("2026-11-17"),
        &[
            ("2026-11-10", "- [ ] a\n"),
            (AGENDA, "- [ ] a since:2026-11-10\n"),
        ],
        &[("2026-11-10", "- [>] a\n")],
        &["2026-11-10 a is marked"],
    );
    // The agenda itself may have a newer copy in a later one. Today that one is said to be marked, and is not until that
    // later one is filled; ideally nothing is said.
    check(
        &[
            ("2026-11-10", "- [>] a\n"),
            (AGENDA, "- [ ] a since:2026-11-10\n"),
            ("2026-12-01", "- [ ] a since:2026-11-10\n"),
        ],
        &[],
        &["2026-11-24 a is marked"],
    );
}

#[test]
fn what_stands_in_a_damaged_file_is_left_and_named() {
    let damaged = "- [ ] a\n- [ ] b\n\n<<<<<<< ours\n=======\n>>>>>>> theirs\n";
    check(
        &[
            ("2026-11-10", damaged),
            ("2026-11-17", "- [ ] b since:2026-11-10\n- [ ] c\n"),
            ("2026-12-01", damaged),
        ],
        &[
            ("2026-11-17", "- [>] b since:2026-11-10\n- [>] c\n"),
            (
                AGENDA,
                &made("- [ ] b since:2026-11-10\n- [ ] c since:2026-11-17\n"),
            ),
        ],
        &[
            "b since 2026-11-10, from 2026-11-17 to Action items, 2",
            "c since 2026-11-17, from 2026-11-17 to Action items, 1",
            "meetings/2026-11-10.md b is left: Damaged",
            "meetings/2026-11-10.md a is left: Damaged",
        ],
    );
    let error = plan(&series(&texts(&[(AGENDA, damaged)])), None).expect_err("it is damaged");
    assert!(matches!(error, PlanError::Damaged { .. }), "{error}");
}

#[test]
fn what_is_around_an_item_goes_along_as_text() {
    // Two below one line stay together; what stands below another goes with that one.
    check(
        &[(
            "2026-11-17",
            "- topic\n  on two lines\n  - [ ] a\n    - [ ] a1\n  - [ ] b\n- [x] ended @dana\n  - [ ] c\n- [ ] d\n",
        )],
        &[
            (
                "2026-11-17",
                "- topic\n  on two lines\n  - [>] a\n    - [>] a1\n  - [>] b\n- [x] ended @dana\n  - [>] c\n- [>] d\n",
            ),
            (
                AGENDA,
                &made(
                    "- topic on two lines\n  - [ ] a since:2026-11-17\n    - [ ] a1 since:2026-11-17\n  - [ ] b since:2026-11-17\n- ended\n  - [ ] c since:2026-11-17\n- [ ] d since:2026-11-17\n",
                ),
            ),
        ],
        &[
            "a since 2026-11-17, from 2026-11-17 to Action items, 1",
            "a1 since 2026-11-17, from 2026-11-17 to Action items, 1",
            "b since 2026-11-17, from 2026-11-17 to Action items, 1",
            "c since 2026-11-17, from 2026-11-17 to Action items, 1",
            "d since 2026-11-17, from 2026-11-17 to Action items, 1",
        ],
    );
    // An empty line around it says nothing, and two topics in the same words are two.
    check(
        &[(
            "2026-11-17",
            "-\n  - [ ] a\n- topic\n  - [ ] b\n- topic\n  - [ ] c\n",
        )],
        &[
            (
                "2026-11-17",
                "-\n  - [>] a\n- topic\n  - [>] b\n- topic\n  - [>] c\n",
            ),
            (
                AGENDA,
                &made(
                    "- [ ] a since:2026-11-17\n- topic\n  - [ ] b since:2026-11-17\n- topic\n  - [ ] c since:2026-11-17\n",
                ),
            ),
        ],
        &[
            "a since 2026-11-17, from 2026-11-17 to Action items, 1",
            "b since 2026-11-17, from 2026-11-17 to Action items, 1",
            "c since 2026-11-17, from 2026-11-17 to Action items, 1",
        ],
    );
}

#[test]
fn a_list_that_begins_at_two_stands_apart_from_the_text_above() {
    check(
        &[("2026-11-17", "- topic\n  1. one\n  2. [ ] two\n")],
        &[
            ("2026-11-17", "- topic\n  1. one\n  2. [>] two\n"),
            (AGENDA, &made("- topic\n\n  2. [ ] two since:2026-11-17\n")),
        ],
        &["two since 2026-11-17, from 2026-11-17 to Action items, 1"],
    );
}

#[test]
fn a_topic_is_as_old_as_the_oldest_below_it() {
    check(
        &[
            ("2026-10-27", ""),
            ("2026-11-03", ""),
            ("2026-11-10", ""),
            (
                "2026-11-17",
                "- [ ] old since:2026-10-26\n- topic\n  - [ ] new\n  - [ ] older since:2026-10-20\n  - [ ] newer\n",
            ),
            (AGENDA, "## Action items\n- there\n"),
        ],
        &[
            (
                "2026-11-17",
                "- [>] old since:2026-10-26\n- topic\n  - [>] new\n  - [>] older since:2026-10-20\n  - [>] newer\n",
            ),
            (
                AGENDA,
                "## Action items\n- topic\n  - [ ] new since:2026-11-17\n  - [ ] older since:2026-10-20\n  - [ ] newer since:2026-11-17\n- [ ] old since:2026-10-26\n- there\n",
            ),
        ],
        &[
            "new since 2026-11-17, from 2026-11-17 to Action items, 1",
            "older since 2026-10-20, from 2026-11-17 to Action items, 5",
            "newer since 2026-11-17, from 2026-11-17 to Action items, 1",
            "old since 2026-10-26, from 2026-11-17 to Action items, 5",
        ],
    );
}

#[test]
fn what_ended_between_two_items_is_text_between_them() {
    check(
        &[(
            "2026-11-17",
            "- [ ] a\n  - [x] b\n    - [ ] c\n      - [x] d\n        - [ ] e\n",
        )],
        &[
            (
                "2026-11-17",
                "- [>] a\n  - [x] b\n    - [>] c\n      - [x] d\n        - [>] e\n",
            ),
            (
                AGENDA,
                &made(
                    "- [ ] a since:2026-11-17\n  - b\n    - [ ] c since:2026-11-17\n      - d\n        - [ ] e since:2026-11-17\n",
                ),
            ),
        ],
        &[
            "a since 2026-11-17, from 2026-11-17 to Action items, 1",
            "c since 2026-11-17, from 2026-11-17 to Action items, 1",
            "e since 2026-11-17, from 2026-11-17 to Action items, 1",
        ],
    );
}

#[test]
fn what_is_personal_stays_so() {
    check(
        &[("2026-11-17", "## Personal\n- [ ] a\n")],
        &[
            ("2026-11-17", "## Personal\n- [>] a\n"),
            (
                AGENDA,
                "# 1:1\n\n## Career\n\n## Personal\n- [ ] a since:2026-11-17\n\n## Action items\n",
            ),
        ],
        &["a since 2026-11-17, from 2026-11-17 to Personal, 1"],
    );
}

#[test]
fn one_that_can_stand_nowhere_else_is_left_and_keeps_no_other_back() {
    // In the agenda its last line would be an item of its own.
    let source = "   - [ ] a\n     - note\n    - [ ] code\n\n\n* [ ] b\n";
    check(
        &[("2026-11-17", source)],
        &[
            ("2026-11-17", &source.replace("* [ ] b", "* [>] b")),
            (AGENDA, &made("* [ ] b since:2026-11-17\n")),
        ],
        &[
            "b since 2026-11-17, from 2026-11-17 to Action items, 1",
            "meetings/2026-11-17.md a is left: Tied",
        ],
    );
}

#[test]
fn what_somebody_copied_by_hand_is_the_copy() {
    check(
        &[
            ("2026-11-10", "- [ ] a @dana\n- [ ] b\n"),
            (AGENDA, "# 1:1\n- [ ] a\n- [ ] c\n"),
        ],
        &[
            ("2026-11-10", "- [>] a @dana\n- [>] b\n"),
            (
                AGENDA,
                "# 1:1\n- [ ] a since:2026-11-10\n- [ ] c\n\n## Action items\n- [ ] b since:2026-11-10\n",
            ),
        ],
        &[
            "b since 2026-11-10, from 2026-11-10 to Action items, 1",
            "2026-11-10 a is marked",
            "2026-11-24:2 a is that of 2026-11-10",
        ],
    );
    // Of two it may be either.
    check(
        &[
            ("2026-11-10", "- [ ] a\n- [ ] a\n"),
            (AGENDA, "## Action items\n- [ ] a\n"),
        ],
        &[
            ("2026-11-10", "- [>] a\n- [>] a\n"),
            (
                AGENDA,
                "## Action items\n- [ ] a\n- [ ] a since:2026-11-10\n- [ ] a since:2026-11-10\n",
            ),
        ],
        &[
            "a since 2026-11-10, from 2026-11-10 to Action items, 1",
            "a since 2026-11-10, from 2026-11-10 to Action items, 1",
            "2026-11-24:2 a is unclear: Several",
        ],
    );
}

/// What would be said to be unclear when carrying from `before`.
#[track_caller]
fn check_unclear(before: Texts, expected: &[&str]) {
    let plan = plan(&series(&texts(before)), None).expect("a plan");
    let mut said = said(&plan);
    said.retain(|line| line.contains("unclear"));
    assert_eq!(said, expected, "{before:?}");
}

#[test]
fn one_that_is_open_here_and_ended_there_is_unclear() {
    check_unclear(
        &[
            ("2026-11-10", "- [ ] a\n"),
            ("2026-11-17", "# 1:1\n- [x] a\n"),
        ],
        &["2026-11-17:2 a is unclear: Ended"],
    );
    // In the agenda too, and once: the newest is named.
    check_unclear(
        &[
            ("2026-11-03", "- [ ] a\n"),
            ("2026-11-10", "- [x] a\n"),
            (AGENDA, "# 1:1\n- [-] a\n- [x] a\n"),
        ],
        &["2026-11-24:2 a is unclear: Ended"],
    );
    for (older, newer, is_told) in [
        ("- [ ] a @alex\n", "- [x] a @dana\n", false),
        ("- [ ] a @alex\n", "- [x] a @alex\n", true),
        ("- [ ] a @alex\n", "- [x] a\n", true),
        ("- [ ] a\n", "- [x] a @dana\n", true),
        ("- [ ] a\n", "- [x] b\n", false),
        ("- [ ] a\n", "- [x] a since:2026-11-03\n", false),
        ("- [ ] a\n- [x] a\n", "", false),
        ("- [ ] a\n", "- [ ] c\n", false),
    ] {
        let expected: &[&str] = match is_told {
            true => &["2026-11-17:1 a is unclear: Ended"],
            false => &[],
        };
        check_unclear(&[("2026-11-10", older), ("2026-11-17", newer)], expected);
    }
    // Neither beside it nor before it was written nor after the agenda.
    check_unclear(
        &[
            ("2026-11-10", "- [ ] b\n"),
            ("2026-11-17", "- [ ] a\n- [x] a\n"),
        ],
        &[],
    );
    check_unclear(
        &[
            ("2026-11-03", "- [x] a\n"),
            ("2026-11-10", "- [ ] a\n"),
            ("2026-12-01", "- [x] a\n"),
        ],
        &[],
    );
    check_unclear(
        &[
            ("2026-11-03", "- [ ] b\n"),
            ("2026-11-10", "- [x] a\n"),
            ("2026-11-17", "- [ ] a\n"),
        ],
        &[],
    );
}

#[test]
fn one_that_was_written_twice_is_unclear() {
    for (older, newer, is_told) in [
        ("- [ ] a\n", "- [ ] a\n", true),
        ("- [ ] a @alex\n", "- [ ] a @alex\n", true),
        ("- [ ] a @alex\n", "- [ ] a\n", true),
        ("- [ ] a @alex\n", "- [ ] a @dana\n", false),
        ("- [ ] a\n", "- [ ] b\n", false),
        // One that says since when was not written there.
        ("- [ ] a\n", "- [ ] a since:2026-11-03\n", false),
        ("- [ ] a since:2026-10-20\n", "- [ ] a\n", true),
        // Two in one meeting are two.
        ("", "- [ ] a\n- [ ] a\n", false),
    ] {
        let expected: &[&str] = match is_told {
            true => &["2026-11-17:3 a is unclear: Several"],
            false => &[],
        };
        let newer = format!("# 1:1\n\n{newer}");
        check_unclear(&[("2026-11-10", older), ("2026-11-17", &newer)], expected);
    }
    // By the day on which the meeting was due.
    check_unclear(
        &[
            ("2026-11-10", "- [ ] a\n"),
            ("2026-11-17", "---\nmoved_from: 2026-11-16\n---\n- [ ] a\n"),
        ],
        &["2026-11-17:4 a is unclear: Several"],
    );
    // Each that has an older one is named, whatever the order in the agenda.
    check_unclear(
        &[
            ("2026-10-20", "- [ ] a @alex\n"),
            ("2026-11-10", "- [ ] a\n"),
            ("2026-11-17", "- [ ] a @dana\n"),
        ],
        &[
            "2026-11-10:1 a is unclear: Several",
            "2026-11-17:1 a is unclear: Several",
        ],
    );
}

/// A file of `day` that can't be read.
fn unread(day: &str) -> LeftOut {
    LeftOut {
        date: date(day),
        path: format!("meetings/{day}.md"),
        why: "it is a folder".to_string(),
        help: "remove it".into(),
        is_waived: false,
        is_outside: false,
    }
}

fn waived(file: &LeftOut) -> LeftOut {
    LeftOut {
        is_waived: true,
        ..file.clone()
    }
}

fn outside(file: &LeftOut) -> LeftOut {
    LeftOut {
        is_outside: true,
        ..file.clone()
    }
}

/// Why nothing is carried where `file` could not be read, in a word.
fn refusal(meetings: Texts, file: LeftOut) -> &'static str {
    let series = series(&texts(meetings)).with_left_out(vec![file]);
    match plan(&series, None) {
        Ok(_) => "none",
        Err(PlanError::LeftOut { path, .. }) if path == "meetings/2026-11-17.md" => "left out",
        Err(PlanError::Taken { date: day, .. }) if day == date(AGENDA) => "taken",
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_file_that_can_not_be_read_and_may_hold_items_stops_it() {
    let file = unread("2026-11-17");
    assert_eq!(refusal(&[], waived(&file)), "none");
    assert_eq!(refusal(&[], outside(&file)), "none");
    assert_eq!(refusal(&[], file), "left out");
    assert_eq!(refusal(&[], unread("2026-12-01")), "none");
}

#[test]
fn a_file_that_can_not_be_read_and_has_the_date_stops_it() {
    let file = LeftOut {
        path: "meetings/2026-11-24.MD".to_string(),
        ..unread(AGENDA)
    };
    assert_eq!(refusal(&[], waived(&file)), "taken");
    assert_eq!(refusal(&[], outside(&file)), "taken");
    assert_eq!(refusal(&[(AGENDA, "")], file.clone()), "none");
    assert_eq!(refusal(&[], file), "taken");
    // A link in the place of the agenda itself is found when that is written.
    assert_eq!(refusal(&[], outside(&unread(AGENDA))), "none");
    assert_eq!(refusal(&[], unread(AGENDA)), "taken");
}
