//! What `import` makes of documents as people keep them: heads with open points, persons, marks of our own.

use crate::sandbox::Sandbox;

/// A sandbox into which `document` was imported.
fn imported(document: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("doc.md", document);
    sandbox.run(&["import", "../doc.md"]).ended_with(0);
    sandbox
}

/// The names of the files of meetings.
fn files(sandbox: &Sandbox) -> Vec<String> {
    let files = sandbox.files("alex/meetings");
    files.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn what_is_open_above_a_log_belongs_to_the_meeting_on_top_of_it() {
    let check = |document: &str, date: &str, line: &str| {
        let sandbox = imported(document);
        let written = sandbox.read(&format!("alex/meetings/{date}.md"));
        assert!(written.contains(line), "{date}\n{written}");
        let items = sandbox.run(&["items", "--json"]).ended_with(0).stdout;
        let items: serde_json::Value = serde_json::from_str(&items).expect("JSON");
        for item in items["items"].as_array().expect("items") {
            assert_eq!(item["since"], date, "{item}");
        }
    };
    let newest_first = "## 2026-11-17\nc\n\n## 2026-11-10\nb\n\n## 2021-11-02\na\n";
    let oldest_first = "## 2021-11-02\na\n\n## 2026-11-10\nb\n\n## 2026-11-17\nc\n";
    let head = "# Dana / Alex\n\n## Open points\n\n- [ ] renew the contract\n\n";
    let open = "- [ ] renew the contract";
    check(&format!("{head}{newest_first}"), "2026-11-17", open);
    check(&format!("{head}{oldest_first}"), "2021-11-02", open);
    check(
        &format!("---\na: b\n---\n{open}\n\n{newest_first}"),
        "2026-11-17",
        open,
    );
    check(
        &format!("1. [/] begun\n\n{newest_first}"),
        "2026-11-17",
        "1. [/] begun",
    );
    check(
        &format!("# 2026\n{open}\n\n{newest_first}"),
        "2026-11-17",
        open,
    );
    // What is not open may be as old as the document.
    check(
        &format!("Rules: *be on time*\n\n{newest_first}"),
        "2021-11-02",
        "be on time",
    );
    check(
        &format!("- [x] begin\n\n{newest_first}"),
        "2021-11-02",
        "- [x] begin",
    );
    // One meeting out of place is no other order; a log of one has none.
    let moved = "## 2026-11-17\nc\n## 2026-11-24\nd\n## 2026-11-10\nb\n## 2021-11-02\na\n";
    check(&format!("{open}\n\n{moved}"), "2026-11-24", open);
    check(&format!("{open}\n\n## 2026-11-17\n"), "2026-11-17", open);
}

#[test]
fn importing_again_after_a_carry_finds_every_line() {
    let document = "## 2026-11-10\n- [ ] renew the contract\n- [ ] call @dana  \n  back\n* [ ] drop it\n- [ ] first [x](https://example.com)\n\n## 2026-11-17\n1. [ ] plan\n- [ ] second\n";
    let sandbox = imported(document);
    sandbox.run(&["new"]).ended_with(0);
    sandbox.run(&["done", "plan"]).ended_with(0);
    sandbox
        .run(&["drop", "drop it", "--reason", "over"])
        .ended_with(0);
    sandbox.run(&["assign", "second", "@dana"]).ended_with(0);
    let before = sandbox.files("alex/meetings");
    let run = sandbox.run(&["import", "../doc.md"]).ended_with(0);
    assert!(
        run.stderr.contains("every line is there already"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.files("alex/meetings"), before);
    // What is new in the document comes in alone.
    sandbox.write(
        "doc.md",
        format!("{document}\n## 2026-11-03\n- [ ] older\n"),
    );
    sandbox.run(&["import", "../doc.md"]).ended_with(0);
    assert_eq!(sandbox.files("alex/meetings").len(), before.len() + 1);
    // Another text is another text still.
    for other in [
        "renew the contracts",
        "renew the contract due:2026-12-01",
        "renew it",
    ] {
        sandbox.write("doc.md", document.replace("renew the contract", other));
        let run = sandbox.run(&["import", "../doc.md"]).ended_with(2);
        assert!(run.stderr.contains("with other text"), "{}", run.stderr);
    }
}

#[test]
fn a_link_to_a_persons_address_is_the_person() {
    let sandbox = imported(
        "## 2026-11-17\n- [ ] [Dana Ng](mailto:dana@example.com) to send the deck\n- [ ] send the plan [Alex](mailto:ALEX@example.com)\n- [ ] ask [Dana Ng](mailto:d.ng@other.example) for the key due:2026-12-01\n- [ ] [Eve](mailto:eve@example.com) knows\n- [ ] @alex with [Dana Ng](mailto:dana@example.com)\n- [ ] bring [Dana Ng](mailto:dana@example.com) and [Alex Kim](mailto:alex@example.com) together\n- [ ] **[Dana Ng](mailto:dana@example.com)**: book\n  a room\n",
    );
    let items = sandbox.run(&["items", "--json"]).ended_with(0).stdout;
    let items: serde_json::Value = serde_json::from_str(&items).expect("JSON");
    let owners: Vec<(&str, Option<&str>)> = (items["items"].as_array().expect("items").iter())
        .map(|item| {
            (
                item["title"].as_str().expect("a title"),
                item["owner"].as_str(),
            )
        })
        .collect();
    for (part, owner) in [
        ("the deck", Some("dana")),
        ("the plan", Some("alex")),
        ("the key", Some("dana")),
        ("knows", None),
        ("book a room", Some("dana")),
        ("together", None),
    ] {
        let found = owners.iter().find(|(title, _)| title.contains(part));
        assert_eq!(
            found.map(|(_, owner)| *owner),
            Some(owner),
            "{part}\n{owners:?}"
        );
    }
    let written = sandbox.read("alex/meetings/2026-11-17.md");
    assert!(written.contains("- [ ] [Dana Ng](mailto:dana@example.com) to send the deck @dana\n"));
    assert!(written.contains("- [ ] @alex with [Dana Ng](mailto:dana@example.com)\n"));
    let again = sandbox.run(&["import", "../doc.md"]).ended_with(0);
    assert!(
        again.stderr.contains("every line is there already"),
        "{}",
        again.stderr
    );
}

#[test]
fn notes_of_one_day_are_said_to_be_joined() {
    let sandbox = Sandbox::new();
    sandbox.write("notes/2026-11-17.md", "a\n");
    sandbox.write("notes/2026-11-17 more.md", "b\n");
    sandbox.write("notes/Alex 17.11.2026.md", "c\n");
    sandbox.write("notes/2026-11-10.md", "d\n");
    let run = sandbox.run(&["import", "../notes"]).ended_with(0);
    let said = run
        .stderr
        .lines()
        .find(|line| line.starts_with("joined in "));
    let said = said.expect("it is said");
    for name in [
        "meetings/2026-11-17.md",
        "notes/2026-11-17.md`",
        "2026-11-17 more.md`",
        "Alex 17.11.2026.md`",
    ] {
        assert!(said.contains(name), "{name}\n{said}");
    }
    assert_eq!(run.stderr.matches("joined in").count(), 1);
    assert_eq!(files(&sandbox), ["2026-11-10.md", "2026-11-17.md"]);
}

#[test]
fn a_heading_that_is_a_date_and_words_of_a_meeting_begins_one_on_every_level() {
    let sandbox = imported(
        "# Date: 18th February 2020\na\n\n## Wins\n\n## Date: 25th February 2020\nb\n\n### Launch on 3 Nov 2026\nx\n\n# Date: 3rd March 2020\nc\n\n### Check-in 10 Mar 2020\nd\n\n## Session 12 - 17 Mar 2020\ne\n\n### Decision of 2020-01-04: stay\ny\n\n#### Datum: 24.03.2020\nf\n",
    );
    let dates = [
        "2020-02-18",
        "2020-02-25",
        "2020-03-03",
        "2020-03-10",
        "2020-03-17",
        "2020-03-24",
    ];
    let names: Vec<String> = dates.iter().map(|date| format!("{date}.md")).collect();
    assert_eq!(files(&sandbox), names);
    assert!(
        sandbox
            .read("alex/meetings/2020-02-25.md")
            .contains("### Launch on 3 Nov 2026\nx\n")
    );
    assert!(
        sandbox
            .read("alex/meetings/2020-03-17.md")
            .contains("### Decision of 2020-01-04: stay\ny\n")
    );
}

#[test]
fn many_dated_headings_that_are_no_meetings_for_sure_need_an_answer() {
    let document = "# 2020-02-18\n## Offsite 3 Mar 2020\na\n## Offsite 10 Mar 2020\nb\n# 2020-02-25\n## Retro 17 Mar 2020\nc\n## Offsite 24 Mar 2020\nd\n# 2020-04-01\n# 2020-04-02\n# 2020-04-03\n";
    let sandbox = Sandbox::new();
    sandbox.write("doc.md", document);
    let run = sandbox.run(&["import", "../doc.md"]).ended_with(2);
    for part in [
        "doc.md:2",
        "`Offsite 3 Mar 2020` and 3 more",
        "`--other-headings cut`",
    ] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    assert_eq!(files(&sandbox), [""; 0]);
    sandbox
        .run(&[
            "import",
            "../doc.md",
            "--other-headings",
            "keep",
            "--dry-run",
        ])
        .ended_with(0);
    sandbox
        .run(&["import", "../doc.md", "--other-headings", "cut"])
        .ended_with(0);
    assert_eq!(files(&sandbox).len(), 9);

    // Three are a few; and so are many of one day, or of the day of the meeting that they stand in.
    for few in [
        document.replace("## Offsite 24 Mar 2020\n", ""),
        document.replace("## Offsite 24 Mar", "## Offsite 3 Mar"),
        document.replace("## Offsite 24 Mar 2020", "## Decision of 2020-02-25"),
    ] {
        let sandbox = imported(&few);
        assert_eq!(files(&sandbox).len(), 5);
    }
}

/// Four headings that may begin meetings, between two that do.
const DOUBTFUL: &str = "# 2026-02-17\n## Offsite 3 Mar 2026\na\n## Offsite 10 Mar 2026\nb\n# 2026-02-24\n## Retro 17 Mar 2026\nc\n## Offsite 24 Mar 2026\nd\n# 2026-04-01\n# 2026-04-02\n# 2026-04-03\n";

#[test]
fn at_a_terminal_it_is_asked_what_becomes_of_them() {
    for (answers, code, count) in [
        ("y\n", 0, 9),
        ("YES\n", 0, 9),
        ("n\n", 0, 5),
        ("no\n", 0, 5),
        // Whoever only presses Enter, or says something else, has not answered.
        ("\n", 2, 0),
        ("maybe\n", 2, 0),
        ("", 2, 0),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("doc.md", DOUBTFUL);
        let run = sandbox.typed("import ../doc.md", answers).ended_with(code);
        for part in [
            "`Offsite 3 Mar 2026` and 3 more",
            "Make each of them a meeting (y/n)",
        ] {
            assert!(
                run.stdout.contains(part),
                "{answers:?}: {part}\n{}",
                run.stdout
            );
        }
        assert_eq!(files(&sandbox).len(), count, "{answers:?}\n{}", run.stdout);
        let is_told = run.stdout.contains("`--other-headings cut`");
        assert_eq!(is_told, code == 2, "{answers:?}\n{}", run.stdout);
        // What was not imported needs no undoing; what was is undone.
        let undone = sandbox.run(&["undo"]);
        assert_eq!(undone.code, Some(code), "{}", undone.stderr);
        assert_eq!(files(&sandbox), [""; 0]);
    }
    // With an answer on the line nothing is asked, and a trial writes nothing.
    let sandbox = Sandbox::new();
    sandbox.write("doc.md", DOUBTFUL);
    let run = sandbox.typed("import ../doc.md --other-headings keep --dry-run", "");
    assert!(!run.ended_with(0).stdout.contains("(y/n)"));
    let run = sandbox
        .typed("import ../doc.md --dry-run", "y\n")
        .ended_with(0);
    assert!(run.stdout.contains("2026-03-24.md"), "{}", run.stdout);
    assert_eq!(files(&sandbox), [""; 0]);
    // Without a terminal there is nobody to ask.
    let run = sandbox.run(&["import", "../doc.md"]).ended_with(2);
    assert!(!run.stderr.contains("(y/n)"), "{}", run.stderr);
    assert_eq!(files(&sandbox), [""; 0]);
}

#[test]
fn numbers_of_which_either_may_be_the_day_need_an_order() {
    let refused = |document: &str, expected: &[&str]| {
        let sandbox = Sandbox::new();
        sandbox.write("doc.md", document);
        let run = sandbox.run(&["import", "../doc.md"]).ended_with(2);
        let always = ["`--date-format dmy`", "`date_order: day-first`"];
        for part in expected.iter().chain(&always) {
            assert!(
                run.stderr.contains(part),
                "{document}: {part}\n{}",
                run.stderr
            );
        }
        assert_eq!(files(&sandbox), [""; 0]);
    };
    refused(
        "# Log\n\n## 10 Nov 2026\n\n## 3/11\n",
        &["`3/11` may be 3 November or 11 March", "doc.md:5"],
    );
    refused(
        "## 2026-11-10\n## Check-in 4/5\n",
        &["`4/5` may be 4 May or 5 April", "doc.md:2"],
    );
    refused(
        "# 2026\n## 1/2\n",
        &["`1/2` may be 1 February or 2 January", "doc.md:2"],
    );
    refused(
        "## 03/04/2026\n",
        &["`03/04/2026` may be 2026-04-03 or 2026-03-04", "doc.md:1"],
    );

    let taken = |settings: &str, flags: &[&str], document: &str| -> Vec<String> {
        let sandbox = Sandbox::new();
        let configuration = sandbox.read("alex/oneonone.yaml") + settings;
        sandbox.write("alex/oneonone.yaml", configuration);
        sandbox.write("doc.md", document);
        let words = [&["import", "../doc.md"], flags].concat();
        sandbox.run(&words).ended_with(0);
        files(&sandbox)
    };
    let unsure = "## 12 Nov 2026\n\n## 11/10\n\n## 10/9/2026\n";
    let day_first = ["2026-09-10.md", "2026-10-11.md", "2026-11-12.md"];
    assert_eq!(taken("date_order: day-first\n", &[], unsure), day_first);
    assert_eq!(taken("language: de\n", &[], unsure), day_first);
    assert_eq!(taken("", &["--date-format", "dmy"], unsure), day_first);
    let month_first = ["2026-10-09.md", "2026-11-10.md", "2026-11-12.md"];
    assert_eq!(taken("date_order: month-first\n", &[], unsure), month_first);
    assert_eq!(taken("language: ja\n", &[], unsure), month_first);
    // What the document shows, and what is typed, come before the notebook.
    let shown = "## 10 Nov 2026\n\n## 3/11\n\n## 27/10\n";
    let by_it = ["2026-10-27.md", "2026-11-03.md", "2026-11-10.md"];
    assert_eq!(taken("date_order: month-first\n", &[], shown), by_it);
    let flag = ["--date-format", "dmy"];
    assert_eq!(taken("date_order: month-first\n", &flag, unsure), day_first);
    // One order that can't read all of them is that of none.
    let mixed = "## 17/11/2026\n\n## 11/10/2026 Tue\n\n## 11/24/2026\n";
    assert_eq!(
        taken(
            "date_order: day-first\n",
            &["--date-format", "mdy"],
            "## 11/24/2026\n"
        ),
        ["2026-11-24.md"]
    );
    let sandbox = Sandbox::new();
    sandbox.write("doc.md", mixed);
    sandbox.run(&["import", "../doc.md"]).ended_with(2);
}

#[test]
fn a_heading_without_a_year_gets_it_from_those_around_it() {
    let check = |document: &str, dates: &[&str]| {
        let names: Vec<String> = dates.iter().map(|date| format!("{date}.md")).collect();
        assert_eq!(files(&imported(document)), names, "{document}");
    };
    check(
        "## 5 January 2027\n## Dec 29\n## Tuesday, 22 December\n### Goals until 3 March\nx\n",
        &["2026-12-22", "2026-12-29", "2027-01-05"],
    );
    check(
        "## 22. Dezember\n## 29.12.\n## 5. Januar 2027\n",
        &["2026-12-22", "2026-12-29", "2027-01-05"],
    );
    check(
        "## 1º de noviembre de 2026\n## 1er décembre\n",
        &["2026-11-01", "2026-12-01"],
    );
    check(
        "## 2026年12月29日\n## 1月5日\n",
        &["2026-12-29", "2027-01-05"],
    );
    check(
        "# 2026\n## Nov 10\n## Nov 3\n# 2025\n## Dec 30\n",
        &["2025-12-30", "2026-11-03", "2026-11-10"],
    );
    check(
        "## Nov 3, 2024\n## Tue, Nov 10\n## Nov 17, 2026\n",
        &["2024-11-03", "2026-11-10", "2026-11-17"],
    );
}

#[test]
fn a_year_that_nothing_tells_is_refused() {
    for (document, place) in [
        ("## Nov 10\n## Nov 3\n", "doc.md:1"),
        (
            "## Nov 3, 2024\na\n## Nov 10\n## Nov 17, 2026\n",
            "doc.md:3",
        ),
        (
            "## Nov 3, 2026\n\n## Monday, 10 November\n\n## Nov 10, 2026\n",
            "doc.md:3",
        ),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("doc.md", document);
        let run = sandbox.run(&["import", "../doc.md"]).ended_with(2);
        for part in [place, "has no year", "write the year there"] {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
        assert_eq!(files(&sandbox), [""; 0]);
    }
}

#[test]
fn a_date_in_front_matter_is_read_however_it_is_written() {
    for written in [
        "2026-11-03T10:00:00+01:00",
        "2026-11-03 10:00",
        "\"2026-11-03\"",
        "\"[[2026-11-03]]\"",
        "3 Nov 2026",
        "3. November 2026",
        "Nov 3, 2026, 10:00",
    ] {
        let document = format!("---\ndate: {written}\n---\ntext\n");
        assert_eq!(files(&imported(&document)), ["2026-11-03.md"], "{written}");
    }
}

/// A day as a language writes it: its months, and the form with `{d}`, `{m}` and, left out where the year is, ` {y}`.
const FORMS: [(&str, &str, &str); 10] = [
    (
        "January February March April May June July August September October November December",
        "{m} {d}",
        ", {y}",
    ),
    (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "{d}. {m}",
        " {y}",
    ),
    (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "{d} {m}",
        " {y}",
    ),
    (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "{d} de {m}",
        " de {y}",
    ),
    (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "{d} de {m}",
        " de {y}",
    ),
    (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "{d} {m}",
        " {y}",
    ),
    (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "{d} {m}",
        " {y}",
    ),
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "{d} {m}",
        " {y}",
    ),
    (
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "{m}{d}日",
        "{y}年",
    ),
    (
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "{m}{d}号",
        "{y}年",
    ),
];

/// One of forty weekly meetings.
struct Week {
    number: u64,
    date: chrono::NaiveDate,
    /// Its heading, a date without its year but in each fourth.
    title: String,
}

/// Forty meetings, the newest first, with dates as `months`, `form` and `year` write them.
fn forty((months, form, year): (&str, &str, &str)) -> Vec<Week> {
    use chrono::{Datelike as _, Days, NaiveDate};
    let newest = NaiveDate::from_ymd_opt(2026, 11, 17).expect("a date");
    let months: Vec<&str> = months.split(' ').collect();
    let week = |number| {
        let date = newest
            .checked_sub_days(Days::new(7 * number))
            .expect("a date");
        let mut title = form
            .replace("{d}", &date.day().to_string())
            .replace("{m}", months[date.month0() as usize]);
        if number % 4 == 0 {
            let year = year.replace("{y}", &date.year().to_string());
            title = if year.ends_with('年') {
                year + &title
            } else {
                title + &year
            };
        }
        Week {
            number,
            date,
            title,
        }
    };
    (0..40).map(week).collect()
}

/// See that in `sandbox` each of `weeks` has a file of its own, all of `lines` are in the export, and each promise has the
/// date of its meeting.
#[track_caller]
fn are_all_there<'l>(
    sandbox: &Sandbox,
    weeks: &[Week],
    lines: impl Iterator<Item = &'l str>,
    form: &str,
) {
    let mut names: Vec<String> = weeks
        .iter()
        .map(|week| format!("{}.md", week.date))
        .collect();
    names.sort();
    assert_eq!(files(sandbox), names, "{form}");
    let exported = sandbox.run(&["export", "--personal"]).ended_with(0).stdout;
    let exported: serde_json::Value = serde_json::from_str(&exported).expect("JSON");
    let texts = exported["meetings"].as_array().expect("meetings").iter();
    let text: String = texts
        .map(|meeting| meeting.to_string().replace("\\n", "\n"))
        .collect();
    for line in lines {
        assert!(text.contains(line), "{form}: {line}");
    }
    let items = sandbox.run(&["items", "--json"]).ended_with(0).stdout;
    let items: serde_json::Value = serde_json::from_str(&items).expect("JSON");
    let items = items["items"].as_array().expect("items");
    assert_eq!(items.len(), weeks.len() + 1, "{form}");
    let first = |week: &Week| (format!("promise {} of it", week.number), week.date);
    let above = ("open above all".to_string(), weeks[0].date);
    for (title, date) in weeks.iter().map(first).chain([above]) {
        let is_it = |item: &&serde_json::Value| {
            item["title"]
                .as_str()
                .is_some_and(|own| own.contains(&title))
        };
        let found = items.iter().find(is_it).expect(&title);
        assert_eq!(found["since"], date.to_string(), "{form}: {title}");
        if !title.starts_with("open") {
            assert_eq!(found["owner"], "dana", "{form}: {title}");
        }
    }
}

#[test]
fn forty_meetings_in_the_dates_of_ten_languages() {
    for language in FORMS {
        let weeks = forty(language);
        let mut document = "# Dana / Alex\n\n- [ ] open above all\n\n".to_string();
        for Week { number, title, .. } in &weeks {
            let marks = if number % 3 == 0 { "##" } else { "#" };
            let anchor = match number % 5 {
                0 => format!(" {{#h.{number}}}"),
                _ => String::new(),
            };
            document.push_str(&format!(
                "{marks} {title}{anchor}\n\n| a | b |\n| --- | --- |\n| {number} | c |\n\n- [ ] [Dana Ng](mailto:dana@example.com) promise {number} of it\n- [x] done {number}\n\n"
            ));
        }
        let lines = document.lines().filter(|line| !line.is_empty());
        let lines = lines.map(|line| line.trim_start_matches(['#', ' ']));
        are_all_there(&imported(&document), &weeks, lines, language.1);
    }
}

/// The same as services for documents write it in HTML, each week in another way.
#[test]
fn forty_meetings_in_the_dates_of_ten_languages_as_html() {
    const CHIP: &str = "<a href=\"mailto:dana@example.com\">Dana Ng</a>";
    for language in FORMS {
        let weeks = forty(language);
        let mut body = "<h1>Dana / Alex</h1><p><span>☐&nbsp;open above all</span></p>".to_string();
        let mut lines = vec![
            "Dana / Alex".to_string(),
            "- [ ] open above all".to_string(),
        ];
        for Week { number, title, .. } in &weeks {
            let level = if number % 3 == 0 { 2 } else { 1 };
            body += &match number % 4 {
                0 => format!(
                    "<h{level} id=\"h.{number}\"><span class=\"c1\">{title}</span></h{level}>"
                ),
                1 => format!(
                    "<h{level}><a name=\"a{number}\"></a><a href=\"#c{number}\">{title}</a></h{level}>"
                ),
                2 => format!("<h{level} class=\"c2\"><strong>{title}</strong></h{level}>"),
                _ => format!("<h{level}>{}</h{level}>", title.replace(' ', "&nbsp;")),
            };
            body += &format!("<p>Talk {number} &amp; more<br>second line {number}</p>");
            body += &format!(
                "<table><tr><td><p>a</p></td><td>b</td></tr><tr><td>{number}</td><td>c</td></tr></table>"
            );
            let words = format!("{CHIP} promise {number} of it");
            body += &match number % 5 {
                0 => format!(
                    "<ul><li><input type=\"checkbox\"> {words}</li><li><input type=\"checkbox\" checked> done {number}</li></ul>"
                ),
                1 => format!("<p>☐ {words}<br>☑ done {number}</p>"),
                2 => format!(
                    "<ul class=\"lst-kix_x-0\"><li><span>☐ </span>{words}</li></ul><ul class=\"lst-kix_x-0\"><li><span>☑ done {number}</span></li></ul>"
                ),
                3 => format!(
                    "<ul><li data-checked=\"false\"><p>{words}</p></li><li data-checked=\"true\"><p>done {number}</p></li></ul>"
                ),
                _ => format!("<div><p>[ ] {words}</p><p>[x] done {number}</p></div>"),
            };
            lines.extend([
                title.clone(),
                format!("Talk {number} & more"),
                format!("second line {number}"),
                format!("| {number} | c |"),
                format!("- [ ] [Dana Ng](mailto:dana@example.com) promise {number} of it"),
                format!("- [x] done {number}"),
            ]);
        }
        let sandbox = Sandbox::new();
        let page = format!(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>"
        );
        sandbox.write("doc.html", page);
        sandbox.run(&["import", "../doc.html"]).ended_with(0);
        are_all_there(
            &sandbox,
            &weeks,
            lines.iter().map(String::as_str),
            language.1,
        );
    }
}

#[test]
fn a_day_behind_a_word_for_a_deadline_is_one() {
    let check = |head: &str, words: &str, due: Option<&str>| {
        let sandbox = imported(&format!("## 11/17/2026\n{head}\n- [ ] send it {words}\n"));
        let items = sandbox.run(&["items", "--json"]).ended_with(0).stdout;
        let items: serde_json::Value = serde_json::from_str(&items).expect("JSON");
        assert_eq!(items["items"][0]["due"].as_str(), due, "{words}");
        let again = sandbox.run(&["import", "../doc.md"]).ended_with(0);
        assert!(
            again.stderr.contains("every line is there already"),
            "{words}"
        );
    };
    check("", "by 12/4", Some("2026-12-04"));
    check("", "(due 11/30)", Some("2026-11-30"));
    check("", "(due: 1/8)", Some("2027-01-08"));
    check("", "Deadline 4 Dec 2026, please", Some("2026-12-04"));
    check("", "until Dec 4 to Eve", Some("2026-12-04"));
    check("", "by 12/4 due:2026-12-08", Some("2026-12-08"));
    check("", "by Friday, 12/4", Some("2026-12-04"));
    check("", "before Dec 4", Some("2026-12-04"));
    check("", "no later than 12/4", Some("2026-12-04"));
    check("", "from 11/30, due 12/4", Some("2026-12-04"));
    check("", "of 12/4", None);
    check("", "by version 1.2", None);
    check("", "standby 12/4", None);
    check("", "the 12/4 release", None);
}

#[test]
fn a_day_behind_a_word_for_a_deadline_is_one_in_ten_languages() {
    let check = |words: &str, due: Option<&str>| {
        let document = format!("## 17.11.2026\n- [ ] X {words}\n- [ ] Y 16/11\n\n## 23/11/2026\n");
        let sandbox = imported(&document);
        let items = sandbox.run(&["items", "--json"]).ended_with(0).stdout;
        let items: serde_json::Value = serde_json::from_str(&items).expect("JSON");
        let items = items["items"].as_array().expect("items");
        let with = |title: &str| {
            let is_it = |item: &&serde_json::Value| {
                item["title"]
                    .as_str()
                    .is_some_and(|own| own.starts_with(title))
            };
            items.iter().find(is_it).expect("an item")["due"]
                .as_str()
                .map(str::to_string)
        };
        assert_eq!(with("X").as_deref(), due, "{words}");
        assert_eq!(with("Y"), None);
    };
    let fourth = Some("2026-12-04");
    for words in [
        "bis 4.12.",
        "bis zum 4. Dezember",
        "(fällig 4.12.)",
        "fällig am Freitag, 4.12.",
        "Frist: 04.12.2026",
        "spätestens am 4.12.",
        "avant le 4/12",
        "d\u{2019}ici le 4 décembre",
        "pour Eve, échéance : 04/12/2026",
        "jusqu'au vendredi 4 décembre",
        "antes del 4 de diciembre",
        "hasta el 4/12",
        "fecha límite: 4 dic 2026",
        "até 4/12",
        "prazo: 4 de dezembro",
        "até sexta-feira, 4 de dezembro",
        "entro il 4 dicembre",
        "scadenza 4/12",
        "uiterlijk vrijdag 4 december",
        "vóór 4 dec",
        "do 4 grudnia",
        "termin: 4.12.2026",
        "najpóźniej do piątku 4 grudnia",
        "12月4日まで",
        "を12月4日（金）までに",
        "期限：12月4日",
        "12月4日之前完成",
        "在12月4日前",
        "截止日期：2026年12月4日",
    ] {
        check(words, fourth);
    }
    for words in [
        "am 4.12.",
        "le 4/12",
        "el 4 de diciembre",
        "il 4 dicembre",
        "op 4 december",
        "12月4日の会議",
        "12月4日前端评审",
        "Version 4.12.",
        "Bisamratte 4.12.",
    ] {
        check(words, None);
    }
}
