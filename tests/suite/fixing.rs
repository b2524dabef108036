//! What holds of every repair: only the lines that are named change, what stands on the others is read as before, and
//! what was repaired has nothing left to repair.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;

use oneonone::markdown::decode;
use oneonone::meeting::{Meeting, Series, Vocabulary, parse_date};
use oneonone::plan::fix;
use oneonone::text::LineTable;

use super::fuzz_replay::fragment;
use super::laws::cases;
use super::memory::settings;

fn series(bytes: &[u8]) -> Series {
    let date = parse_date("2026-11-24").expect("a date");
    let (source, damage) = decode(bytes.to_vec());
    let meeting = Meeting::read(date, source, damage, &Vocabulary::default());
    Series::of_whole(settings(), [meeting])
}

/// Hold the repair of `bytes` to the laws; how many lines were repaired.
fn check(bytes: &[u8]) -> usize {
    let before = series(bytes);
    let meeting = before.all_whole().next().expect("the meeting");
    let source = meeting.source();
    let plan = fix(&before, None);
    let Some(after) = plan.text_after("meetings/2026-11-24.md") else {
        assert!(plan.is_empty() && plan.news.lines.is_empty());
        return 0;
    };
    assert!(
        meeting.damage().is_none(),
        "a damaged file is never changed"
    );
    let fixed: BTreeSet<usize> = plan.news.lines.iter().map(|fixed| fixed.line - 1).collect();
    let (old, new) = (LineTable::new(source), LineTable::new(&after));
    assert_eq!(old.count(), new.count(), "{source:?} -> {after:?}");
    for line in 0..old.count() {
        let text = |table: &LineTable, source: &str| {
            source[table.start_of(line)..table.end_of(line)].to_string()
        };
        let is_same = text(&old, source) == text(&new, &after);
        assert_eq!(is_same, !fixed.contains(&line), "{source:?} -> {after:?}");
    }
    let again = series(after.as_bytes());
    let read = again.all_whole().next().expect("the meeting");
    let now: BTreeMap<usize, String> = items(read);
    for (line, told) in items(meeting) {
        let item = meeting
            .items()
            .iter()
            .find(|item| old.line_of(item.line_start) == line)
            .expect("the item");
        let last = item
            .lines
            .last()
            .map_or(line, |last| old.line_of(last.start));
        if fixed.range(line..=last).next().is_none() {
            assert_eq!(now.get(&line), Some(&told), "{source:?} -> {after:?}");
        }
    }
    assert!(
        read.items().len() >= meeting.items().len(),
        "{source:?} -> {after:?}"
    );
    let titles = |meeting: &Meeting| -> Vec<String> {
        let sections = meeting.sections().iter();
        sections.map(|section| section.title.clone()).collect()
    };
    assert_eq!(titles(meeting), titles(read), "{source:?} -> {after:?}");
    let twice = fix(&again, None);
    assert!(
        twice.is_empty(),
        "{source:?} -> {after:?} -> {:?}",
        twice.changes()
    );
    fixed.len()
}

/// What is said of each item, by its line.
fn items(meeting: &Meeting) -> BTreeMap<usize, String> {
    let lines = LineTable::new(meeting.source());
    let told = meeting.items().iter().map(|item| {
        let mut dates: Vec<String> = item
            .attributes
            .dates
            .iter()
            .map(|date| format!("{:?}={}", date.key, date.date))
            .collect();
        dates.sort();
        let told = format!(
            "{} {} {:?} {dates:?} {:?} {:?}",
            item.status().word(),
            item.title,
            item.owner(),
            item.attributes.priority.map(|(level, _)| level),
            item.role,
        );
        (lines.line_of(item.line_start), told)
    });
    told.collect()
}

#[test]
fn odd_documents_are_repaired_line_by_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut repaired = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus").flatten() {
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "md")
        {
            repaired += check(&std::fs::read(entry.path()).expect("a document"));
        }
    }
    // So that the laws above are not kept by doing nothing.
    assert!(repaired >= 30, "{repaired} lines");
}

/// A line such as people write, right or nearly right.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let start = select(vec![
        "- [] ",
        "- [ ]",
        "[ ] ",
        "[x] ",
        "- \\[ ] ",
        "-[ ] ",
        "- [ ] ",
        "- [x] ",
        "  - [] ",
        "  - [ ] ",
        "- [  ] ",
        "-     [ ] ",
        "1. [] ",
        "> - [] ",
        "",
        "  ",
        "- ",
        "## ",
        "\t- [] ",
        "- [>] ",
        "```",
        "    ",
        "===",
        "-\n  [ ] ",
    ]);
    let text = select(vec![
        "a", "b c", "@ana x", "", "call (A)", "(A) call", "`code`",
    ]);
    let end = select(vec![
        "",
        " due: fri",
        " due:2026-9-1",
        " due: soon",
        " 📅 2026-12-01",
        " [due:: 2026-12-01]",
        " [owner:: ana]",
        " @due(2026-12-01)",
        " -> 2026-12-01",
        " @dana",
        " due:2026-12-01",
        " since:2026-11-03",
        " ✅ 2026-11-03",
        " due: next week @alex",
    ]);
    let newline = select(vec!["\n", "\n", "\n", "\n\n", "\r\n", ""]);
    (start, text, end.clone(), end, newline).prop_map(|(start, text, one, two, newline)| {
        format!("{start}{text}{one}{two}{newline}").into_bytes()
    })
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn any_lines(lines in prop::collection::vec(line(), 0..12)) {
        check(&lines.concat());
    }

    #[test]
    fn any_mixture(parts in prop::collection::vec(fragment(), 0..30)) {
        check(&parts.concat());
    }
}
