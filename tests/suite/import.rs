//! What `import` takes over: every line, once, in the file of its date.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};
use oneonone::change::FileChange;
use oneonone::meeting::{Series, parse_date};
use oneonone::notebook::parse_configuration;
use oneonone::plan::import::{ImportSource, import, read_document, read_notes};
use proptest::prelude::*;

use crate::laws::cases;
use crate::sandbox::{CONFIGURATION, Sandbox};

/// The lines of `text` that are not blank, each with how often it is there. The level of a heading doesn't count.
fn lines(text: &str) -> BTreeMap<String, i32> {
    let mut found = BTreeMap::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let line = line.trim_end();
        let is_rule = |mark: char| !line.is_empty() && line.trim().chars().all(|c| c == mark);
        let line = match line.split_once(' ') {
            Some((marks, title)) if marks.bytes().all(|byte| byte == b'#') => title,
            _ if is_rule('=') || is_rule('-') => "---",
            _ => line,
        };
        if !line.is_empty() {
            *found.entry(line.to_string()).or_default() += 1;
        }
    }
    found
}

/// What `written` has more of than `source`; it must have all of it.
#[track_caller]
fn added(source: &str, written: &str) -> Vec<String> {
    let mut more = lines(written);
    for (line, count) in lines(source) {
        let found = more.entry(line.clone()).or_default();
        *found -= count;
        assert!(*found >= 0, "lost: {line:?}\n{source}\n=====\n{written}");
    }
    more.retain(|_, count| *count > 0);
    more.into_keys().collect()
}

/// A document of two years, the newest meeting first, with all that people do to such documents.
fn two_years() -> (String, Vec<NaiveDate>) {
    let mut dates = Vec::new();
    let mut text = String::from(
        "---\ntags: [one-on-one, dana]\nurl: https://example.com\n---\n\n# Dana / Alex\n\nOur *rules*:\n\n* be on time\n",
    );
    let newest = parse_date("2026-11-17").expect("a date");
    for week in 0..104_u64 {
        let date = newest
            .checked_sub_days(Days::new(7 * week))
            .expect("a date");
        dates.push(date);
        let title = match week % 8 {
            0 => format!("## {date}"),
            1 => date.format("## %-d %B %Y").to_string(),
            2 => date.format("## %b %-d, %Y").to_string(),
            3 => date.format("## %d.%m.%Y").to_string(),
            4 => date.format("%A, %B %-d %Y\n---").to_string(),
            5 => date.format("## %d/%m/%Y with Alex").to_string(),
            6 => date.format(" ## 1:1 %a %-d. %b %Y ##").to_string(),
            _ => format!("## [[{date}]] weekly"),
        };
        if date.month() == 12 && date.day() > 24 {
            text.push_str(&format!("\n# {}\n\nWhat a year.\n", date.year()));
        }
        text.push_str(&format!("\n{title}\n\n### Wins\n- win of week {week}  \n"));
        text.push_str(match week % 7 {
            0 => "\n```md\n## 2020-01-01\n- [ ] no item\n```\n",
            1 => "\n<!--\n## 2020-01-02\n-->\n> ## 2020-01-03\n> said someone\n",
            2 => "- [ ] call *Zoë* 📅 2026-12-01 ⏫\n\t- [x] with a tab\n      - deep\n",
            3 => "\n    ## 2020-01-04 is code\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            4 => "\n#### Goals until 2030-12-31\n1. one\n2. two\n\n***\n",
            5 => "- a list\n\n  ## 2020-01-05 within it\n\n- its end\n",
            _ => "\nPersonal\n--------\nkept\u{a0}as it is \u{2028} yes\n",
        });
        if week == 50 {
            text.push_str(&format!("\n## {date}\n\nAgain on that day.\n"));
        }
    }
    text.push_str(&format!(
        "\n## {newest}\n\n### Late\nAt the end once more.\n"
    ));
    (text, dates)
}

#[test]
fn two_years_are_found_again() {
    let (text, mut dates) = two_years();
    for source in [
        text.clone(),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.trim_end().to_string(),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("notes/doc.md", &source);
        let run = sandbox.run(&["import", "../notes/doc.md", "--dry-run"]);
        assert!(
            run.ended_with(0)
                .stdout
                .contains("+++ b/meetings/2026-11-17.md")
        );
        assert_eq!(sandbox.files("alex/meetings"), []);
        sandbox.run(&["import", "../notes/doc.md"]).ended_with(0);

        let files = sandbox.files("alex/meetings");
        dates.sort_unstable();
        let names: Vec<String> = dates.iter().map(|date| format!("{date}.md")).collect();
        assert_eq!(
            files.iter().map(|file| &file.0).collect::<Vec<_>>(),
            names.iter().collect::<Vec<_>>()
        );
        let written: String = (files.iter())
            .map(|(_, bytes)| String::from_utf8(bytes.clone()).expect("text"))
            .collect();
        assert!(!written.contains('\r') && !written.contains('\u{feff}'));
        for line in added(&source, &written) {
            let is_ours = [
                "```yaml",
                "```",
                "manager: dana",
                "ic: alex",
                "status: held",
                "---",
            ];
            assert!(
                is_ours.contains(&line.as_str()) || line.starts_with("date: 20"),
                "{line}"
            );
        }

        // Nothing is damaged, and every line comes out again.
        let exported = sandbox.run(&["export", "--personal"]).ended_with(0).stdout;
        let exported: serde_json::Value = serde_json::from_str(&exported).expect("JSON");
        let damaged = |meeting: &serde_json::Value| !meeting["damage"].is_null();
        let meetings = exported["meetings"].as_array().expect("meetings");
        assert!(!meetings.iter().any(damaged));
        added(&source, &strings(&exported["meetings"]));

        // Once more changes nothing, and all of it can be taken back.
        let again = sandbox.run(&["import", "../notes/doc.md"]).ended_with(0);
        assert!(again.stderr.contains("every line is there already"));
        assert_eq!(sandbox.files("alex/meetings"), files);
        sandbox.run(&["undo"]).ended_with(0);
        assert_eq!(sandbox.files("alex/meetings"), []);
    }
}

/// All strings in `value`, each on lines of its own.
fn strings(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("{text}\n"),
        serde_json::Value::Array(values) => values.iter().map(strings).collect(),
        serde_json::Value::Object(values) => values.values().map(strings).collect(),
        _ => String::new(),
    }
}

#[test]
fn a_folder_of_dated_notes() {
    let sandbox = Sandbox::new();
    let first = "---\naliases: [\"x\"]\nmood: ok # kept\n---\n- [ ] ship it 📅 2026-12-01 ⏫ #work\n- [>] later [due:: 2026-12-02]\n\n## Personal\nquiet\n";
    sandbox.write("vault/1-1s/2026-11-17.md", first);
    sandbox.write(
        "vault/1-1s/2026-11-17 follow-up.md",
        "---\na: b\n---\nno heading\n",
    );
    sandbox.write(
        "vault/1-1s/Alex 10.11.2026.md",
        "\u{feff}Plain\r\n\r\ntext  \r\n",
    );
    sandbox.write(
        "vault/called.md",
        "---\ndate: 2026-11-03\n---\nby its front matter\n",
    );
    sandbox.write("vault/ideas.md", "no date\n");
    sandbox.write("vault/picture.png", [0, 1, 2]);
    sandbox.write("vault/.obsidian/2026-01-01.md", "settings\n");
    let run = sandbox.run(&["import", "../vault"]).ended_with(0);
    assert!(run.stderr.contains("ideas.md: left out"), "{}", run.stderr);
    assert!(run.stderr.contains("1 other file"), "{}", run.stderr);
    assert_eq!(sandbox.files("alex/meetings").len(), 3);
    assert_eq!(
        sandbox.read("alex/meetings/2026-11-10.md"),
        "---\ndate: 2026-11-10\nmanager: dana\nic: alex\nstatus: held\n---\n\nPlain\n\ntext\n"
    );
    assert_eq!(
        sandbox.read("alex/meetings/2026-11-03.md"),
        "---\ndate: 2026-11-03\n---\nby its front matter\n"
    );
    let both = sandbox.read("alex/meetings/2026-11-17.md");
    let second = "\n# 2026-11-17 follow-up\n\n```yaml\n---\na: b\n---\n```\n\nno heading\n";
    assert_eq!(both, format!("{first}{second}"));
    // What the second one says did not come to stand in the personal section of the first.
    let exported = sandbox.run(&["export"]).ended_with(0).stdout;
    assert!(exported.contains("no heading") && !exported.contains("quiet"));
}

#[test]
fn what_is_not_sure_is_refused_and_nothing_written() {
    let check = |text: &str, arguments: &[&str], expected: &[&str]| {
        let sandbox = Sandbox::new();
        sandbox.write("alex/meetings/2026-11-10.md", "## Wins\n- kept\n");
        sandbox.write("doc.md", text);
        let before = sandbox.files("alex");
        let words = [&["import", "../doc.md"], arguments].concat();
        let run = sandbox.run(&words).ended_with(2);
        for part in expected {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
        assert_eq!(sandbox.files("alex"), before);
    };
    check(
        "## 2026-01-05\n\n## 03/04/2026\n",
        &[],
        &[
            "`03/04/2026` may be 2026-04-03 or 2026-03-04",
            "doc.md:3",
            "`--date-format dmy`",
        ],
    );
    check(
        "## 30.02.2026\n",
        &[],
        &["`30.02.2026` is no day", "doc.md:1"],
    );
    check(
        "# Notes\n\nwithout dates\n",
        &[],
        &["no heading in", "has a date"],
    );
    check(
        "## 2026-11-03\na\n## 2026-11-10\nb\n",
        &[],
        &["`meetings/2026-11-10.md` is there already, with other text"],
    );
    check(
        "## 2026-11-03\n<<<<<<< a\n=======\n>>>>>>> b\n",
        &[],
        &["conflict markers"],
    );
    check("## 2026-11-03\n\0\n", &[], &["NUL"]);
}

#[test]
fn the_rest_of_the_document_or_a_flag_decides_the_order() {
    let names = |text: &str, arguments: &[&str]| -> Vec<String> {
        let sandbox = Sandbox::new();
        sandbox.write("doc.md", text);
        sandbox
            .run(&[&["import", "../doc.md"], arguments].concat())
            .ended_with(0);
        let files = sandbox.files("alex/meetings");
        files.into_iter().map(|(name, _)| name).collect()
    };
    let unsure = "## 03/04/2026\na\n";
    assert_eq!(names(unsure, &["--date-format", "dmy"]), ["2026-04-03.md"]);
    assert_eq!(names(unsure, &["--date-format", "mdy"]), ["2026-03-04.md"]);
    let short = "# 24.11.26\na\n## Version 1.2.26\nb\n# Dana / Alex 17.11.26\nc\n";
    assert_eq!(names(short, &[]), ["2026-11-17.md", "2026-11-24.md"]);
    let decided = "## 03/04/2026\na\n## 17/04/2026\nb\n";
    assert_eq!(names(decided, &[]), ["2026-04-03.md", "2026-04-17.md"]);
}

#[test]
fn a_meeting_that_is_to_come_is_planned_and_one_that_holds_all_is_left_alone() {
    let sandbox = Sandbox::new();
    let here = "---\nstatus: held\n---\n# Title\n\n## 2026-11-17\n\n- one, and more\n- two\n";
    sandbox.write("alex/meetings/2026-11-17.md", here);
    sandbox.write("doc.md", "## 2026-11-17\n- two\n\n## 2026-11-24\n- three\n");
    let run = sandbox.run(&["import", "../doc.md"]).ended_with(0);
    assert!(
        run.stderr.contains("passed over 1 meeting"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), here);
    assert!(
        sandbox
            .read("alex/meetings/2026-11-24.md")
            .contains("status: planned\n")
    );
}

#[test]
fn headings_are_raised_only_where_they_would_come_to_stand_in_another_section() {
    let sandbox = Sandbox::new();
    let text = "## 2026-11-17\n\n## Personal\nquiet\n\n## 2026-11-10\nx\n\n### 2026-11-17\n\n#### Notes\nloud\n";
    sandbox.write("doc.md", text);
    sandbox.run(&["import", "../doc.md"]).ended_with(0);
    let written = sandbox.read("alex/meetings/2026-11-17.md");
    let expected = "## Personal\nquiet\n\n## 2026-11-17\n\n### Notes\nloud\n";
    assert!(written.ends_with(expected), "{written}");
    let exported = sandbox.run(&["export"]).ended_with(0).stdout;
    assert!(exported.contains("loud") && !exported.contains("quiet"));
}

/// `#a` above an underlined line belongs to a heading of the other form, and keeps its mark.
#[test]
fn a_mark_that_makes_no_heading_stays() {
    let sandbox = Sandbox::new();
    let text = "# Personal\n### 2026-11-17\nx\n\n# 2026-11-17\n#a\n2026-11-17\n---\ny\n";
    sandbox.write("doc.md", text);
    sandbox.run(&["import", "../doc.md"]).ended_with(0);
    let written = sandbox.read("alex/meetings/2026-11-17.md");
    assert!(written.contains("\n#a\n2026-11-17\n"), "{written}");
    assert!(
        written.contains("\nx\n") && written.ends_with("\ny\n"),
        "{written}"
    );
}

/// Where one of the files can't be written, none is.
#[cfg(unix)]
#[test]
fn all_or_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "doc.md",
        "## 2026-11-03\na\n## 2026-11-10\nb\n## 2026-11-17\nc\n",
    );
    // A link that leads out of the notebook is no meeting, and its name is taken.
    let link = sandbox.path("alex/meetings/2026-11-17.md");
    std::os::unix::fs::symlink(sandbox.path("home"), &link).expect("a link");
    sandbox.run(&["import", "../doc.md"]).ended_with(2);
    let entries = std::fs::read_dir(sandbox.path("alex/meetings")).expect("a folder");
    assert_eq!(entries.count(), 1);
    // Nor is there anything to take back.
    let undo = sandbox.run(&["undo"]);
    assert_eq!(undo.ended_with(2).stdout, "");
}

/// Lines of which documents are made that are hard to cut.
fn line() -> impl Strategy<Value = String> {
    let date = prop_oneof![
        Just("2026-11-17"),
        Just("17 November 2026"),
        Just("Nov 10, 2026"),
        Just("03.11.2026"),
        Just("27/10/2026"),
    ];
    let heading = (
        1..=6_usize,
        date.clone(),
        prop_oneof![Just(""), Just(" with Alex"), Just(" or so")],
    );
    prop_oneof![
        3 => heading.prop_map(|(level, date, rest)| format!("{} {date}{rest}", "#".repeat(level))),
        1 => (date.clone(), prop_oneof![Just("---"), Just("===")])
            .prop_map(|(date, under)| format!("{date}\n{under}")),
        1 => date.prop_map(|date| format!("> ## {date}")),
        2 => (1..=6_usize).prop_map(|level| format!("{} Personal", "#".repeat(level))),
        6 => prop_oneof![
            Just(String::new()),
            Just("---".to_string()),
            Just("===".to_string()),
            Just("```".to_string()),
            Just("~~~".to_string()),
            Just("<!--".to_string()),
            Just("-->".to_string()),
            Just("<pre>".to_string()),
            Just("- [ ] item".to_string()),
            Just("  - [x] below".to_string()),
            Just("    # code or not".to_string()),
            Just("\t# tab".to_string()),
            Just("words  ".to_string()),
            Just("key: value".to_string()),
            Just("#".to_string()),
            Just("[a]: b".to_string()),
            Just("\u{2028}x\u{a0}".to_string()),
            Just("  \t ".to_string()),
        ],
        2 => "[ -~]{0,12}",
    ]
}

fn empty_series() -> Series {
    let read = parse_configuration(CONFIGURATION).expect("a configuration");
    Series::new(read.settings, Vec::new())
}

/// Whether a line that was added is one of ours.
fn is_ours(line: &str) -> bool {
    // The heading of a personal section in which a part of the document begins.
    let known = [
        "manager: dana",
        "ic: alex",
        "status: held",
        "---",
        "Personal",
    ];
    let is_fence = line
        .trim_end_matches("yaml")
        .bytes()
        .all(|byte| byte == b'`');
    known.contains(&line) || is_fence || line.starts_with("date: 2026-")
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// Whatever the document, what is imported holds every line once, and what is not is refused.
    #[test]
    fn no_line_is_lost(
        mut document in proptest::collection::vec(line(), 0..40),
        end in prop_oneof![Just("\n"), Just("\r\n")],
        has_front_matter: bool,
    ) {
        if has_front_matter {
            document.insert(0, "---\na: b\n---".to_string());
        }
        let text = document.join("\n").replace('\n', end);
        let source = ImportSource {
            path: "doc.md".to_string(),
            stem: "doc".to_string(),
            text: text.clone(),
        };
        let series = empty_series();
        let today = parse_date("2026-12-31").expect("a date");
        let Ok(pieces) = read_document(&source, None, None, series.settings()) else {
            return Ok(());
        };
        let plan = import(&series, &pieces, today);
        let plan = match plan {
            Ok(plan) => plan,
            Err(error) => {
                let text = error.to_string();
                prop_assert!(!text.contains("found again"), "{text}");
                return Ok(());
            }
        };
        let written: String = (plan.changes().iter())
            .map(|change| match change {
                FileChange::Create { text, .. } => text.as_str(),
                _ => "",
            })
            .collect();
        for line in added(&text, &written) {
            prop_assert!(is_ours(&line), "{line:?} was added\n{text}\n=====\n{written}");
        }
    }

    /// The same for notes, of which several may be of one day.
    #[test]
    fn no_line_of_a_note_is_lost(
        notes in proptest::collection::vec(
            (proptest::collection::vec(line(), 0..12), any::<bool>(), 1..4_u32), 1..6
        ),
    ) {
        let sources: Vec<ImportSource> = notes
            .iter()
            .enumerate()
            .map(|(index, (note, has_front_matter, day))| {
                let top = if *has_front_matter { "---\nkey: [a]\n---\n" } else { "" };
                ImportSource {
                    path: format!("{index}.md"),
                    stem: format!("2026-11-0{day} note {index}"),
                    text: format!("{top}{}", note.join("\n")),
                }
            })
            .collect();
        let series = empty_series();
        let today = parse_date("2026-12-31").expect("a date");
        let Ok(pieces) = read_notes("notes", &sources, None, series.settings()) else { return Ok(()) };
        let plan = match import(&series, &pieces, today) {
            Ok(plan) => plan,
            Err(error) => {
                let text = error.to_string();
                prop_assert!(!text.contains("found again"), "{text}");
                return Ok(());
            }
        };
        let texts: Vec<&str> = sources.iter().map(|source| source.text.as_str()).collect();
        let written: String = (plan.changes().iter())
            .map(|change| match change {
                FileChange::Create { text, .. } => text.as_str(),
                _ => "",
            })
            .collect();
        for line in added(&texts.join("\n"), &written) {
            let is_title = line.starts_with("2026-11-0") && line.contains(" note ");
            prop_assert!(is_ours(&line) || is_title, "{line:?} was added\n{written}");
        }
    }
}
