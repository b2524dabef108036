//! Carry, case by case: what stood in the files before, and all that stands in them afterwards.
//!
//! The numbers are those of the project's list of how comparable tools fail, chapter "Carry".

use oneonone::change::PlanError;
use oneonone::meeting::{ItemSelection, MeetingPath, list};
use oneonone::plan::{LeftReason, Verdict, ticked};

use super::memory::{Memory, TEMPLATE, date};

/// The date of the agenda into which every case carries, a Tuesday.
const TARGET: &str = "2026-11-24";

/// Date and text of some files.
type Files<'a> = &'a [(&'a str, &'a str)];

/// A new agenda with `sections` below its title.
fn agenda(sections: &str) -> String {
    format!(
        "---\ndate: {TARGET}\nmanager: dana\nic: alex\nstatus: planned\n---\n\n# Tuesday 24 November 2026\n\n{sections}"
    )
}

/// A new agenda with `items` in the section for them.
fn agenda_with(items: &str) -> String {
    agenda(&format!(
        "## Wins\n\n## Career\n\n## Notes\n\n## Action items\n{items}"
    ))
}

/// Carrying into [`TARGET`] changes `before` into `after`, of which only the files that change are given; carrying
/// again changes nothing.
#[track_caller]
fn check(before: Files, after: Files) {
    check_with(Memory::new(before), after);
}

#[track_caller]
fn check_with(memory: Memory, after: Files) {
    let mut expected = memory.clone();
    for (day, text) in after {
        expected.files.insert(date(day), (*text).to_string());
    }
    let plan = match memory.plan(date(TARGET)) {
        Ok(plan) => plan,
        Err(error) => panic!("{error}\n{:#?}", memory.files),
    };
    let carried = memory.after(&plan);
    for (day, text) in &expected.files {
        let found = carried.files.get(day).map_or("", String::as_str);
        assert!(
            found == text,
            "{day} is\n{found}\n{found:?}\nand not\n{text}\n{text:?}"
        );
    }
    assert_eq!(carried.files.len(), expected.files.len());
    let again = carried.plan(date(TARGET)).expect("a plan");
    assert!(again.is_empty(), "a second time:\n{}", again.diff());
}

/// The item or items `written` in the section for action items of one earlier meeting are carried as `expected`, and
/// leave `left` behind.
#[track_caller]
fn check_items(written: &str, expected: &str, left: &str) {
    check(
        &[("2026-11-17", &format!("## Action items\n{written}"))],
        &[
            ("2026-11-17", &format!("## Action items\n{left}")),
            (TARGET, &agenda_with(expected)),
        ],
    );
}

#[test]
fn c01_c02_a_second_run_changes_nothing_here_or_on_the_other_clone() {
    // Each case carries twice; the second run knows only the files, as another clone does.
    check_items(
        "- [ ] a @alex\n",
        "- [ ] a @alex since:2026-11-17\n",
        "- [>] a @alex\n",
    );
}

#[test]
fn c03_two_clones_write_the_same() {
    let memory = Memory::new(&[
        ("2026-11-10", "- [ ] a\n- [ ] b\n"),
        ("2026-11-17", "- [ ] c\n- [ ] a since:2026-11-03\n"),
    ]);
    let here = memory.plan(date(TARGET)).expect("a plan");
    let there = memory.clone().plan(date(TARGET)).expect("a plan");
    assert_eq!(here.changes(), there.changes());
}

#[test]
fn c04_a_run_after_a_crash_finishes_the_work() {
    let memory = Memory::new(&[
        ("2026-11-10", "- [ ] a\n  - [ ] a1\n- [ ] b\n"),
        ("2026-11-17", "- [ ] c\n- [ ] b\n"),
    ]);
    let plan = memory.plan(date(TARGET)).expect("a plan");
    let all = plan.changes();
    assert_eq!(all.len(), 3);
    let done = memory.after(&plan);
    for applied in 0..=all.len() {
        let crashed = memory.after_some(&all[..applied]);
        assert_eq!(
            crashed.list(ItemSelection::Open).len(),
            5,
            "after {applied} changes"
        );
        let rest = crashed.plan(date(TARGET)).expect("a plan");
        assert_eq!(crashed.after(&rest), done, "after {applied} changes");
        assert_eq!(rest.news.items.len(), if applied == 0 { 5 } else { 0 });
    }
}

#[test]
fn c05_originals_stay_whatever_becomes_of_the_agenda() {
    let memory = Memory::new(&[("2026-11-17", "- [ ] a\n  note\n")]);
    let plan = memory.plan(date(TARGET)).expect("a plan");
    let mut carried = memory.after(&plan);
    carried
        .files
        .insert(date(TARGET), "rewritten by a program\n".to_string());
    assert_eq!(carried.files[&date("2026-11-17")], "- [>] a\n  note\n");
}

#[test]
fn c07_an_old_file_with_crlf_keeps_it_and_the_new_one_has_none() {
    check(
        &[(
            "2026-11-17",
            "## Action items\r\n- [ ] a\r\n  - note\r\n\r\n  more\r\n- [ ] b\r\n",
        )],
        &[
            (
                "2026-11-17",
                "## Action items\r\n- [>] a\r\n  - note\r\n\r\n  more\r\n- [>] b\r\n",
            ),
            (
                TARGET,
                &agenda_with(
                    "- [ ] a since:2026-11-17\n  - note\n\n  more\n- [ ] b since:2026-11-17\n",
                ),
            ),
        ],
    );
}

#[test]
fn c07_an_agenda_with_crlf_keeps_it() {
    check(
        &[
            ("2026-11-17", "## Action items\n- [ ] a\n  - note\n"),
            (TARGET, "## Action items\r\n- [ ] b\r\n"),
        ],
        &[
            ("2026-11-17", "## Action items\n- [>] a\n  - note\n"),
            (
                TARGET,
                "## Action items\r\n- [ ] b\r\n- [ ] a since:2026-11-17\r\n  - note\r\n",
            ),
        ],
    );
}

#[test]
fn c08_nesting_is_kept() {
    check_items(
        "- [ ] a\n   - [ ] b\n   - [ ] c\n",
        "- [ ] a since:2026-11-17\n   - [ ] b since:2026-11-17\n   - [ ] c since:2026-11-17\n",
        "- [>] a\n   - [>] b\n   - [>] c\n",
    );
}

#[test]
fn c09_notes_go_along() {
    check_items(
        "- [ ] a:\n    - info\n- [x] b\n    - other\n",
        "- [ ] a: since:2026-11-17\n    - info\n",
        "- [>] a:\n    - info\n- [x] b\n    - other\n",
    );
}

#[test]
fn c10_notes_after_a_blank_line_go_along() {
    check_items(
        "- [ ] a\n\n  note\n\n  ```\n  code\n\n  - [ ] none\n  ```\n- [x] b\n",
        "- [ ] a since:2026-11-17\n\n  note\n\n  ```\n  code\n\n  - [ ] none\n  ```\n",
        "- [>] a\n\n  note\n\n  ```\n  code\n\n  - [ ] none\n  ```\n- [x] b\n",
    );
}

#[test]
fn c11_tabs_stay_tabs_and_spaces_spaces() {
    check_items(
        "- [ ] a\n\t- [ ] b\n\t\t- note\n",
        "- [ ] a since:2026-11-17\n\t- [ ] b since:2026-11-17\n\t\t- note\n",
        "- [>] a\n\t- [>] b\n\t\t- note\n",
    );
}

#[test]
fn c12_done_children_stay() {
    check_items(
        "- [ ] P\n  - [ ] R\n  - [x] D\n    - [x] E\n",
        "- [ ] P since:2026-11-17\n  - [ ] R since:2026-11-17\n",
        "- [>] P\n  - [>] R\n  - [x] D\n    - [x] E\n",
    );
}

#[test]
fn an_open_child_of_a_done_parent_goes_below_its_text() {
    check_items(
        "- [x] P @dana\n  - note\n  - [ ] R\n  - [ ] S\n",
        "- P\n  - [ ] R since:2026-11-17\n  - [ ] S since:2026-11-17\n",
        "- [x] P @dana\n  - note\n  - [>] R\n  - [>] S\n",
    );
    check_items(
        "- topic\n  1. [ ] R\n",
        "- topic\n  1. [ ] R since:2026-11-17\n",
        "- topic\n  1. [>] R\n",
    );
}

#[test]
fn c16_the_section_with_the_same_title_takes_it() {
    check(
        &[
            ("2026-11-17", "## Actions\n- [ ] a\n"),
            (
                TARGET,
                "## Actions later\n- [ ] b\n\n## Actions\n- [ ] c\n\n## Notes\n",
            ),
        ],
        &[
            ("2026-11-17", "## Actions\n- [>] a\n"),
            (
                TARGET,
                "## Actions later\n- [ ] b\n\n## Actions\n- [ ] c\n- [ ] a since:2026-11-17\n\n## Notes\n",
            ),
        ],
    );
}

#[test]
fn c18_a_missing_section_is_made_where_the_template_has_it() {
    check(
        &[
            ("2026-11-17", "## Career\n- [ ] a\n"),
            (
                TARGET,
                "# T\n\n## Wins\n- one\n\n## Notes\ntext\n\n## Action items\n",
            ),
        ],
        &[
            ("2026-11-17", "## Career\n- [>] a\n"),
            (
                TARGET,
                "# T\n\n## Wins\n- one\n\n## Career\n- [ ] a since:2026-11-17\n\n## Notes\ntext\n\n## Action items\n",
            ),
        ],
    );
    // The last section of the template, at the end of the agenda.
    check(
        &[
            ("2026-11-17", "- [ ] a\n"),
            (TARGET, "# T\n\n## Wins\n- one\n"),
        ],
        &[
            ("2026-11-17", "- [>] a\n"),
            (
                TARGET,
                "# T\n\n## Wins\n- one\n\n## Action items\n- [ ] a since:2026-11-17\n",
            ),
        ],
    );
}

#[test]
fn c19_items_keep_their_section() {
    check(
        &[(
            "2026-11-17",
            "- [ ] 1\n\n## Career\n- [ ] 2\n\n## Next steps\n- [ ] 3\n\n## Sailing\n- [ ] 4\n",
        )],
        &[
            (
                "2026-11-17",
                "- [>] 1\n\n## Career\n- [>] 2\n\n## Next steps\n- [>] 3\n\n## Sailing\n- [>] 4\n",
            ),
            (
                TARGET,
                &agenda(
                    "## Wins\n\n## Career\n- [ ] 2 since:2026-11-17\n\n## Notes\n\n## Action items\n\
                     - [ ] 1 since:2026-11-17\n- [ ] 3 since:2026-11-17\n- [ ] 4 since:2026-11-17\n",
                ),
            ),
        ],
    );
}

#[test]
fn c20_the_target_is_the_one_asked_for_and_later_ones_are_no_source() {
    check(
        &[
            ("2026-11-10", "- [ ] a\n"),
            ("2026-11-17", "- [ ] b\n"),
            (TARGET, "## Action items\n"),
            ("2026-12-01", "## Action items\n- [ ] later\n"),
        ],
        &[
            ("2026-11-10", "- [>] a\n"),
            ("2026-11-17", "- [>] b\n"),
            (
                TARGET,
                "## Action items\n- [ ] a since:2026-11-10\n- [ ] b since:2026-11-17\n",
            ),
        ],
    );
}

#[test]
fn c21_every_earlier_meeting_is_a_source_however_long_ago() {
    check(
        &[
            ("2025-01-07", "- [ ] a\n"),
            ("2026-11-03", "---\nstatus: cancelled\n---\n- [ ] b\n"),
        ],
        &[
            ("2025-01-07", "- [>] a\n"),
            ("2026-11-03", "---\nstatus: cancelled\n---\n- [>] b\n"),
            (
                TARGET,
                &agenda_with("- [ ] a since:2025-01-07\n- [ ] b since:2026-11-03\n"),
            ),
        ],
    );
}

#[test]
fn c22_c23_only_a_file_called_exactly_by_its_date_is_a_meeting() {
    for name in [
        "_2026-09-14.md",
        "2026-09.md",
        "2026-09-14 (copy).md",
        "2026_09_14.md",
        "14.09.2026.md",
        "2026-9-14.md",
        "2026-09-14.markdown",
    ] {
        assert_eq!(MeetingPath::from_file_name(name), None, "{name}");
    }
    assert!(MeetingPath::from_file_name("2026-09-14.md").is_some());
}

#[test]
fn c24_the_date_of_the_meeting_is_all_that_counts() {
    // There is no clock to ask: the date is an argument, and `since:` is the date of the file.
    let memory = Memory::new(&[("2026-11-17", "- [ ] a\n")]);
    let plan = memory.plan(date("2031-02-03")).expect("a plan");
    let text = &memory.after(&plan).files[&date("2031-02-03")];
    assert!(text.contains("- [ ] a since:2026-11-17\n"), "{text}");
}

#[test]
fn c25_empty_boxes_are_not_carried() {
    check_items(
        "- [ ]\n- [ ] \n* [ ]\n- [ ] a\n",
        "- [ ] a since:2026-11-17\n",
        "- [ ]\n- [ ] \n* [ ]\n- [>] a\n",
    );
}

#[test]
fn c26_boxes_in_code_and_comments_are_not_carried() {
    let others = "```\n- [ ] no\n```\n<!-- - [ ] no -->\n\n<!--\n- [ ] no\n-->\n\n    - [ ] no\n\ntext with `- [ ] no`\n";
    check_items(
        &format!("- [ ] a\n\n{others}"),
        "- [ ] a since:2026-11-17\n",
        &format!("- [>] a\n\n{others}"),
    );
}

#[test]
fn c28_ordered_items_are_carried_and_numbered_anew() {
    check_items(
        "1. [x] a\n2. [ ] b\n   - note\n3. [ ] c\n",
        "1. [ ] b since:2026-11-17\n   - note\n2. [ ] c since:2026-11-17\n",
        "1. [x] a\n2. [>] b\n   - note\n3. [>] c\n",
    );
    // Into a list that is there they go as its items are.
    check(
        &[
            ("2026-11-17", "9. [ ] a\n   - note\n"),
            (TARGET, "## Action items\n* [ ] b\n"),
        ],
        &[
            ("2026-11-17", "9. [>] a\n   - note\n"),
            (
                TARGET,
                "## Action items\n* [ ] b\n* [ ] a since:2026-11-17\n  - note\n",
            ),
        ],
    );
    check(
        &[
            ("2026-11-17", "- [ ] a\n  - note\n"),
            (TARGET, "## Action items\n9) [ ] b\n"),
        ],
        &[
            ("2026-11-17", "- [>] a\n  - note\n"),
            (
                TARGET,
                "## Action items\n9) [ ] b\n10) [ ] a since:2026-11-17\n    - note\n",
            ),
        ],
    );
}

#[test]
fn c29_open_and_begun_items_are_carried_and_no_others() {
    check_items(
        "- [ ] a\n- [/] b\n- [x] c\n- [X] d\n- [-] e\n- [~] f\n- [>] g\n- [?] h\n- [🎉] i\n",
        "- [ ] a since:2026-11-17\n- [/] b since:2026-11-17\n",
        "- [>] a\n- [>] b\n- [x] c\n- [X] d\n- [-] e\n- [~] f\n- [>] g\n- [?] h\n- [🎉] i\n",
    );
}

#[test]
fn c30_the_original_changes_by_one_byte() {
    check(
        &[("2026-11-17", "\u{feff}text  \r\n\r\n\r\n* [ ] a\t\r\n")],
        &[
            ("2026-11-17", "\u{feff}text  \r\n\r\n\r\n* [>] a\t\r\n"),
            (TARGET, &agenda_with("* [ ] a since:2026-11-17\t\n")),
        ],
    );
}

#[test]
fn c31_an_item_that_is_open_in_three_agendas_counts_once() {
    let files = [
        ("2026-11-03", "- [ ] a\n"),
        ("2026-11-10", "- [ ] a since:2026-11-03\n"),
        ("2026-11-17", "## Wins\n- [ ] a since:2026-11-03\n"),
    ];
    assert_eq!(Memory::new(&files).list(ItemSelection::Open).len(), 1);
    check(
        &files,
        &[
            ("2026-11-03", "- [>] a\n"),
            ("2026-11-10", "- [>] a since:2026-11-03\n"),
            ("2026-11-17", "## Wins\n- [>] a since:2026-11-03\n"),
            (
                TARGET,
                &agenda(
                    "## Wins\n- [ ] a since:2026-11-03\n\n## Career\n\n## Notes\n\n## Action items\n",
                ),
            ),
        ],
    );
}

#[test]
fn c32_the_text_is_the_same_but_for_an_added_since() {
    let lines = [
        (
            "at 12:30 on 2026-12-01, not 13:00",
            "at 12:30 on 2026-12-01, not 13:00 since:2026-11-17",
        ),
        (
            "a @alex due:2026-12-01",
            "a @alex due:2026-12-01 since:2026-11-17",
        ),
        (
            "@alex p:1 a done:2026-11-01",
            "@alex p:1 a since:2026-11-17 done:2026-11-01",
        ),
        ("due:2026-12-01 a", "due:2026-12-01 a since:2026-11-17"),
        ("a  b\tc", "a  b\tc since:2026-11-17"),
        (
            "*a* `b` [c](d) <http://e> \\*",
            "*a* `b` [c](d) <http://e> \\* since:2026-11-17",
        ),
        (
            "ends in a backslash\\",
            "ends in a backslash\\ since:2026-11-17",
        ),
        ("`since:2026-01-01`", "`since:2026-01-01` since:2026-11-17"),
        ("since:2026-02-30", "since:2026-02-30 since:2026-11-17"),
        ("a #tag", "a #tag since:2026-11-17"),
        ("a ^block-id", "a since:2026-11-17 ^block-id"),
    ];
    for (text, expected) in lines {
        check_items(
            &format!("- [ ] {text}\n"),
            &format!("- [ ] {expected}\n"),
            &format!("- [>] {text}\n"),
        );
    }
}

#[test]
fn c32_text_on_several_lines_gets_since_on_the_first() {
    check_items(
        "- [ ] a\n  b @alex\n",
        "- [ ] a since:2026-11-17\n  b @alex\n",
        "- [>] a\n  b @alex\n",
    );
    check_items(
        "- [ ] a  \n  b\n",
        "- [ ] a since:2026-11-17  \n  b\n",
        "- [>] a  \n  b\n",
    );
    check_items(
        "- [ ] a\\\n  b\n",
        "- [ ] a since:2026-11-17\\\n  b\n",
        "- [>] a\\\n  b\n",
    );
    check_items(
        "- [ ] see `a\n  b` c\n",
        "- [ ] see `a\n  b` c since:2026-11-17\n",
        "- [>] see `a\n  b` c\n",
    );
}

#[test]
fn c33_since_never_moves() {
    check_items(
        "- [ ] a since:2026-11-03\n- [ ] b ➕ 2026-11-03\n- [ ] c\n  since:2026-11-10\n- [ ] d since:2027-01-01\n",
        "- [ ] a since:2026-11-03\n- [ ] b ➕ 2026-11-03\n- [ ] c\n  since:2026-11-10\n- [ ] d since:2027-01-01\n",
        "- [>] a since:2026-11-03\n- [>] b ➕ 2026-11-03\n- [>] c\n  since:2026-11-10\n- [>] d since:2027-01-01\n",
    );
}

#[test]
fn c34_a_done_date_stays() {
    let memory = Memory::new(&[("2026-11-17", "- [ ] a done:2026-01-01\n")]);
    let series = memory.series();
    let meeting = series.whole(date("2026-11-17")).expect("the meeting");
    let vocabulary = &series.settings().vocabulary;
    let ticked = ticked(meeting, &[0], &Verdict::Done, vocabulary).expect("it is ticked");
    assert_eq!(ticked.text().after(), "- [x] a done:2026-01-01\n");
}

#[test]
fn c35_items_in_the_form_of_other_tools_are_carried() {
    check_items(
        "- [ ] a 📅 2026-12-01\n- [ ] b [due:: 2026-12-01]\n- [ ] (A) c\n",
        "- [ ] a 📅 2026-12-01 since:2026-11-17\n- [ ] b [due:: 2026-12-01] since:2026-11-17\n- [ ] (A) c since:2026-11-17\n",
        "- [>] a 📅 2026-12-01\n- [>] b [due:: 2026-12-01]\n- [>] (A) c\n",
    );
}

#[test]
fn c36_words_are_no_marks() {
    check_items(
        "- [ ] Moved to 2026-11-24\n- [ ] > a\n- [ ] carried\n",
        "- [ ] Moved to 2026-11-24 since:2026-11-17\n- [ ] > a since:2026-11-17\n- [ ] carried since:2026-11-17\n",
        "- [>] Moved to 2026-11-24\n- [>] > a\n- [>] carried\n",
    );
}

#[test]
fn c39_a_source_without_a_line_end_at_its_end() {
    check_items("- [ ] a", "- [ ] a since:2026-11-17\n", "- [>] a");
    check_items(
        "- [ ] a\n  - [ ] b",
        "- [ ] a since:2026-11-17\n  - [ ] b since:2026-11-17\n",
        "- [>] a\n  - [>] b",
    );
}

#[test]
fn c39_an_agenda_without_a_line_end_at_its_end_keeps_it_so() {
    let source = ("2026-11-17", "- [ ] a\n");
    let marked = ("2026-11-17", "- [>] a\n");
    for (agenda, expected) in [
        (
            "## Action items",
            "## Action items\n- [ ] a since:2026-11-17",
        ),
        (
            "## Action items\n- [ ] b",
            "## Action items\n- [ ] b\n- [ ] a since:2026-11-17",
        ),
        ("# T", "# T\n\n## Action items\n- [ ] a since:2026-11-17"),
        ("", "## Action items\n- [ ] a since:2026-11-17\n"),
        (
            "\u{feff}",
            "\u{feff}## Action items\n- [ ] a since:2026-11-17\n",
        ),
    ] {
        check(&[source, (TARGET, agenda)], &[marked, (TARGET, expected)]);
    }
}

#[test]
fn c39_nothing_to_carry() {
    check(&[], &[(TARGET, &agenda_with(""))]);
    check(
        &[("2026-11-17", "- [x] a\n")],
        &[(TARGET, &agenda_with(""))],
    );
    check(&[("2026-11-17", "- [x] a\n"), (TARGET, "# T\n")], &[]);
    check(&[(TARGET, "- [ ] a\n")], &[]);
}

#[test]
fn c40_headings_and_prose_are_never_touched() {
    let prose = "# T\n\nText [ ] with [x] boxes.\n\nOther\n-----\n> - quoted\n\n| a | b |\n|---|---|\n| [ ] | [x] |\n";
    check(&[("2026-11-17", prose), (TARGET, prose)], &[]);
}

#[test]
fn c42_a_copy_that_was_changed_afterwards_is_the_one_that_counts() {
    let files = [
        ("2026-11-10", "- [>] a due:2026-12-01\n"),
        ("2026-11-17", "- [ ] a due:2026-12-24 since:2026-11-10\n"),
    ];
    let listed = Memory::new(&files).list(ItemSelection::Open);
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].due, Some(date("2026-12-24")));
    check(
        &files,
        &[
            ("2026-11-17", "- [>] a due:2026-12-24 since:2026-11-10\n"),
            (
                TARGET,
                &agenda_with("- [ ] a due:2026-12-24 since:2026-11-10\n"),
            ),
        ],
    );
    // Taken up again in the old agenda although the newer copy has ended: the ending stands.
    check(
        &[
            ("2026-11-10", "- [ ] a\n"),
            ("2026-11-17", "- [x] a since:2026-11-10\n"),
        ],
        &[("2026-11-10", "- [>] a\n"), (TARGET, &agenda_with(""))],
    );
}

#[test]
fn a_damaged_file_is_left_alone_and_named() {
    let memory = Memory::new(&[
        (
            "2026-11-10",
            "<<<<<<< ours\n- [ ] a\n=======\n>>>>>>> theirs\n",
        ),
        ("2026-11-17", "- [ ] b\n"),
    ]);
    let plan = memory.plan(date(TARGET)).expect("a plan");
    let left: Vec<(MeetingPath, LeftReason)> = plan
        .news
        .left
        .iter()
        .map(|item| (item.path, item.reason))
        .collect();
    assert_eq!(
        left,
        [(MeetingPath::new(date("2026-11-10")), LeftReason::Damaged)]
    );
    let carried = memory.after(&plan);
    assert_eq!(
        carried.files[&date("2026-11-10")],
        memory.files[&date("2026-11-10")]
    );
    assert_eq!(carried.list(ItemSelection::Open).len(), 2);
    let damaged = Memory::new(&[("2026-11-17", "- [ ] b\n"), (TARGET, "---\nstatus: held\n")]);
    let refused = damaged.plan(date(TARGET));
    assert!(matches!(refused, Err(PlanError::Damaged { .. })));
}

#[test]
fn aged_items_stand_first() {
    check(
        &[
            ("2026-10-27", "- [ ] old\n"),
            ("2026-11-03", ""),
            ("2026-11-10", "- [ ] young\n"),
            ("2026-11-17", "- [ ] older since:2026-10-20\n"),
            (TARGET, "## Action items\n- [ ] there\n"),
        ],
        &[
            ("2026-10-27", "- [>] old\n"),
            ("2026-11-10", "- [>] young\n"),
            ("2026-11-17", "- [>] older since:2026-10-20\n"),
            (
                TARGET,
                "## Action items\n- [ ] older since:2026-10-20\n- [ ] old since:2026-10-27\n- [ ] there\n- [ ] young since:2026-11-10\n",
            ),
        ],
    );
}

#[test]
fn comments_of_the_template_stay_above_what_is_carried() {
    let mut memory = Memory::new(&[(
        "2026-11-17",
        "## Career\n- [ ] a\n  - note\n\n## Action items\n* [ ] b\n\n* [ ] c\n",
    )]);
    memory.template = TEMPLATE
        .replace("## Career\n", "## Career\n<!-- one step -->\n")
        .replace(
            "## Action items\n",
            "## Action items\n<!-- who, what, when -->\n",
        );
    check_with(
        memory,
        &[
            (
                "2026-11-17",
                "## Career\n- [>] a\n  - note\n\n## Action items\n* [>] b\n\n* [>] c\n",
            ),
            (
                TARGET,
                &agenda(
                    "## Wins\n\n## Career\n<!-- one step -->\n- [ ] a since:2026-11-17\n  - note\n\n## Notes\n\n\
                     ## Action items\n<!-- who, what, when -->\n* [ ] b since:2026-11-17\n* [ ] c since:2026-11-17\n",
                ),
            ),
        ],
    );
}

/// Carrying into [`TARGET`] makes exactly the items `expected` of the agenda, each as `title` or `title < parent`, and
/// what is open before is open afterwards. How the lines look is left open.
#[track_caller]
fn check_tree(before: Files, expected: &[&str]) {
    let memory = Memory::new(before);
    let open = |memory: &Memory| {
        let listed = memory.list(ItemSelection::Open).into_iter();
        let mut titles: Vec<String> = listed.map(|item| item.title).collect();
        titles.sort();
        titles
    };
    let plan = match memory.plan(date(TARGET)) {
        Ok(plan) => plan,
        Err(error) => panic!("{error}\n{:#?}", memory.files),
    };
    let after = memory.after(&plan);
    let text = &after.files[&date(TARGET)];
    let series = after.whole_series();
    let agenda = series.meeting(date(TARGET)).expect("the agenda");
    let items = agenda.items();
    let found: Vec<String> = items
        .iter()
        .map(|item| match item.parent {
            Some(parent) => format!("{} < {}", item.title, items[parent].title),
            None => item.title.clone(),
        })
        .collect();
    assert_eq!(found, expected, "\n{text}");
    assert_eq!(open(&after), open(&memory), "\n{text}");
}

#[test]
fn a_later_step_of_a_numbered_list_is_carried_without_the_done_one_before_it() {
    // A list that begins at 2 can't stand right below a line of text.
    check_tree(
        &[("2026-11-17", "- [ ] P\n  1. [x] one\n  2. [ ] two\n")],
        &["P", "two < P"],
    );
    check_tree(
        &[("2026-11-17", "- [x] P\n  1. [x] one\n  2. [ ] two\n")],
        &["two"],
    );
    check_tree(
        &[("2026-11-17", "- topic\n  1. one\n  2. [ ] two\n")],
        &["two"],
    );
}

#[test]
fn what_follows_a_done_child_does_not_run_into_the_line_above() {
    let source = |text| [("2026-11-17", text)];
    check_tree(&source("- [ ] a\n  - [x] b\n  -\n"), &["a"]);
    check_tree(&source("- [ ] a\n  - [x] b\n  ---\n"), &["a"]);
    check_tree(
        &source("- [ ] a\n  - [x] b\n    ```\n    c\n    ```\n  text\n"),
        &["a"],
    );
    check_tree(&source("> - [ ] a\n>   - [x] b\n>\n>   text\n"), &["a"]);
}

#[test]
fn nesting_by_tabs_is_kept_below_numbers_and_context() {
    let source = |text| [("2026-11-17", text)];
    check_tree(
        &source("1. topic\n\t1. [ ] a\n\t\t1. [ ] b\n"),
        &["a", "b < a"],
    );
    check_tree(
        &source("1. [x] done\n\t1. [ ] a\n\t\t1. [ ] b\n"),
        &["a", "b < a"],
    );
    check_tree(
        &[
            ("2026-11-17", "- [ ] a\n\t- [ ] b\n"),
            (TARGET, "## Action items\n100. c\n"),
        ],
        &["a", "b < a"],
    );
}

#[test]
fn a_line_of_context_is_text_and_nothing_else() {
    // The words of the line around an open item must not become a box or a heading of their own.
    let source = |text| [("2026-11-17", text)];
    check_tree(&source("- \\[ ] no box\n  - [ ] a\n"), &["a"]);
    check_tree(&source("- [x] [ ] brackets\n  - [ ] a\n"), &["a"]);
    check_tree(
        &source("- [ ] P\n  - [x] [ ] brackets\n    - [ ] a\n"),
        &["P", "a < P"],
    );
}

#[test]
fn no_item_is_invented() {
    // `- [ ] code` is text of `note` where it stands: it would be an item two columns further left.
    let memory = Memory::new(&[("2026-11-17", "   - [ ] a\n     - note\n    - [ ] code\n")]);
    if let Ok(plan) = memory.plan(date(TARGET)) {
        let open = memory.after(&plan).list(ItemSelection::Open);
        assert_eq!(open.len(), 1, "{}", plan.diff());
    }
}

#[test]
fn a_heading_or_text_right_below_the_place_stays_what_it_is() {
    let source = ("2026-11-17", "- [ ] a\n");
    for agenda in [
        "## Action items\nCareer\n------\n",
        "## Action items\n<!-- who -->\nCareer\n------\n",
        "## Action items\n- \ntext\n",
        "## Action items\n- b\n  ```\n  code\n  ```\ntext\n",
    ] {
        let memory = Memory::new(&[source, (TARGET, agenda)]);
        let before = memory.whole_series();
        check_tree(&[source, (TARGET, agenda)], &["a"]);
        let plan = memory.plan(date(TARGET)).expect("a plan");
        let after = memory.after(&plan).whole_series();
        let titles = |series: &oneonone::meeting::Series| -> Vec<String> {
            let meeting = series.whole(date(TARGET)).expect("the agenda");
            meeting
                .sections()
                .iter()
                .map(|section| section.title.clone())
                .collect()
        };
        assert_eq!(titles(&after), titles(&before));
    }
}

#[test]
fn code_that_runs_over_a_line_end_in_a_quote() {
    check_tree(
        &[("2026-11-17", "> - [ ] see `x\n>   y` z\n")],
        &["see `x y` z"],
    );
}

#[test]
fn a_new_section_begins_a_line_of_its_own() {
    let source = ("2026-11-17", "## Career\n- [ ] a\n");
    let marked = ("2026-11-17", "## Career\n- [>] a\n");
    // At the top there is no blank line more than there was.
    check(
        &[source, (TARGET, "\n")],
        &[marked, (TARGET, "\n## Career\n- [ ] a since:2026-11-17\n")],
    );
    // A heading may stand up to three columns to the right.
    check(
        &[source, (TARGET, "## Wins\n- w\n\n ## Notes\n")],
        &[
            marked,
            (
                TARGET,
                "## Wins\n- w\n\n## Career\n- [ ] a since:2026-11-17\n\n ## Notes\n",
            ),
        ],
    );
    check(
        &[source, (TARGET, "\u{feff}## Action items\n")],
        &[
            marked,
            (
                TARGET,
                "\u{feff}## Career\n- [ ] a since:2026-11-17\n\n## Action items\n",
            ),
        ],
    );
}

#[test]
fn a_meeting_moved_after_its_items_were_carried_holds_nothing_up() {
    // The next agenda was made early and has the item; then the meeting itself was moved by a day.
    check(
        &[
            ("2026-11-11", "---\nmoved_from: 2026-11-10\n---\n- [>] a\n"),
            ("2026-11-17", "- [ ] a since:2026-11-10\n"),
        ],
        &[
            ("2026-11-17", "- [>] a since:2026-11-10\n"),
            (TARGET, &agenda_with("- [ ] a since:2026-11-10\n")),
        ],
    );
}

#[test]
fn a_meeting_moved_twice_holds_nothing_up() {
    // `since:` has a date that no file knows any more.
    check(
        &[
            ("2026-11-12", "---\nmoved_from: 2026-11-10\n---\n- [>] a\n"),
            ("2026-11-17", "- [ ] a since:2026-11-11\n"),
        ],
        &[
            ("2026-11-17", "- [>] a since:2026-11-11\n"),
            (TARGET, &agenda_with("- [ ] a since:2026-11-11\n")),
        ],
    );
}

#[test]
fn a_meeting_moved_behind_the_agenda_that_has_its_items_takes_none_away() {
    // The box `[>]` in the younger file is no newer copy.
    let files = [
        ("2026-11-17", "- [ ] a since:2026-11-16\n"),
        ("2026-11-18", "---\nmoved_from: 2026-11-16\n---\n- [>] a\n"),
    ];
    let memory = Memory::new(&files);
    let series = memory.whole_series();
    assert_eq!(memory.list(ItemSelection::Open).len(), 1);
    assert_eq!(list(series.meetings(), ItemSelection::Open).len(), 1);
    check(
        &files,
        &[
            ("2026-11-17", "- [>] a since:2026-11-16\n"),
            (TARGET, &agenda_with("- [ ] a since:2026-11-16\n")),
        ],
    );
}

#[test]
fn a_done_item_is_listed_beside_open_ones_in_the_same_words() {
    let memory = Memory::new(&[("2026-11-17", "- [x] a\n- [ ] a\n- [ ] a\n")]);
    assert_eq!(memory.list(ItemSelection::Done).len(), 1);
    assert_eq!(memory.list(ItemSelection::Open).len(), 2);
    assert_eq!(memory.list(ItemSelection::All).len(), 3);
}

#[test]
fn one_item_that_does_not_fit_does_not_hold_up_the_others() {
    // The first can stand nowhere else as it is written; then it is left, named, and the second is carried.
    let memory = Memory::new(&[(
        "2026-11-17",
        "   - [ ] a\n    - [ ] text of a\n\n\n* [ ] b\n",
    )]);
    let plan = memory.plan(date(TARGET)).expect("a plan");
    let after = memory.after(&plan);
    assert_eq!(after.list(ItemSelection::Open).len(), 2);
    assert!(after.files[&date(TARGET)].contains("[ ] b"));
}

#[test]
fn an_agenda_whose_section_ends_in_an_open_fence_takes_the_items_above_it() {
    check(
        &[
            ("2026-11-17", "- [ ] a\n"),
            (TARGET, "## Action items\n```\ncode\n"),
        ],
        &[
            ("2026-11-17", "- [>] a\n"),
            (
                TARGET,
                "## Action items\n- [ ] a since:2026-11-17\n\n```\ncode\n",
            ),
        ],
    );
}

#[test]
fn an_item_that_ends_with_a_label_is_carried_and_known_again() {
    let label = "\n[#12]: https://example.com/12\n";
    check(
        &[
            (
                "2026-11-17",
                &format!("## Action items\n- [ ] Answer [#12][]\n- [ ] Show ![#12][]\n{label}"),
            ),
            (TARGET, &agenda_with("")),
        ],
        &[
            (
                "2026-11-17",
                &format!("## Action items\n- [>] Answer [#12][]\n- [>] Show ![#12][]\n{label}"),
            ),
            (
                TARGET,
                &agenda_with(
                    "- [ ] Answer [#12][] since:2026-11-17\n- [ ] Show ![#12][] since:2026-11-17\n",
                ),
            ),
        ],
    );
    // A formatter wrote the copy otherwise, and nothing is carried twice.
    check(
        &[
            (
                "2026-11-17",
                &format!("## Action items\n- [ ] Answer [#12][]\n{label}"),
            ),
            (
                TARGET,
                &agenda_with("- [ ] Answer [#12] since:2026-11-17\n"),
            ),
        ],
        &[(
            "2026-11-17",
            &format!("## Action items\n- [>] Answer [#12][]\n{label}"),
        )],
    );
}
