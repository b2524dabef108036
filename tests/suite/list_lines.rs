//! Lines of lists that hold no box and are no task, as people write them: sources, links, patterns, code, math, dates,
//! prices, pictures, in ten languages. Nothing is said of any, and no repair touches one.

use oneonone::meeting::{Meeting, MeetingPath, Series, Vocabulary, parse_date};
use oneonone::plan::fix;
use oneonone::practice::checks::on_file;

use super::memory::settings;

const LINES: &str = include_str!("list_lines/no_boxes.txt");

/// What is remarked on in an agenda with `text`, each with its line.
fn remarks(text: &str) -> Vec<String> {
    let date = parse_date("2026-11-24").expect("a date");
    let source = format!("## Notes\n\n{text}\n");
    let meeting = Meeting::read(date, source.as_str(), None, &Vocabulary::default());
    let series = Series::of_whole(settings(), [meeting]);
    let plan = fix(&series, None);
    let path = MeetingPath::new(date).to_string();
    let mut remarks: Vec<String> = plan.text_after(&path).into_iter().collect();
    let meeting = series.all_whole().next().expect("the meeting");
    for placed in on_file(meeting, &series) {
        let line = placed.line.map_or(String::new(), |line| line.text);
        remarks.push(format!("{}: {line}", placed.diagnostic.rule.code()));
    }
    remarks
}

#[test]
fn nothing_is_said_of_what_is_no_box() {
    let lines: Vec<&str> = LINES.lines().collect();
    assert!(lines.len() >= 500, "{}", lines.len());
    let alone: Vec<String> = lines.iter().flat_map(|line| remarks(line)).collect();
    assert_eq!(alone, [""; 0]);
    // All in one list, and each in a paragraph of its own.
    assert_eq!(remarks(LINES), [""; 0]);
    assert_eq!(remarks(&lines.join("\n\n")), [""; 0]);
    let crlf = LINES.replace('\n', "\r\n");
    assert_eq!(remarks(&crlf), [""; 0]);
}

/// The same lines as tasks and near misses are told of: the net above is not torn.
#[test]
fn what_is_meant_as_a_box_is_told() {
    for line in [
        "- [] the import runs",
        "– [ ] Bonjour",
        "• [x] a source",
        "- \\[ ] escaped",
        "☐ on a line of its own",
        "- TODO: the list is long",
        "> [ ] in a quote",
        "［　］資料を読む",
    ] {
        assert_eq!(
            remarks(line).len(),
            1 + usize::from(!line.contains("TODO")),
            "{line}"
        );
    }
}
