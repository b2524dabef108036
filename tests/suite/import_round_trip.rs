//! An agenda of ours that goes through a service for documents and comes back: as its Markdown export and as its HTML
//! export write it. Every item has the reference and the story that it had, and no line is lost or doubled.
//!
//! The exports are written here after the forms of real ones; each takes the agenda line by line, so that what is made of
//! a line is seen at a glance.

use std::collections::BTreeMap;

use crate::sandbox::{CONFIGURATION, Sandbox};

/// What the pair wrote, with all that such services like to change.
const LAST_WEEK: &str = "---\ndate: 2026-11-17\nstatus: held\n---\n\n# 1:1 Alex Kim and Dana Ng, Tuesday 17 November 2026\n\n## Wins\n- Don't panic: the import of 3 > 2 files works -- at last\n\n## Action items\n- [ ] Ask R&D for time_zone data @dana due:2026-12-01\n- [x] Call Eve done:2026-11-16\n- [ ] Read the \"little\" book\n  - [ ] write down what's new in it @alex\n  - a note below\n- [ ] Renew *all* 2 licences [here](https://example.com/a_b)\n- [-] Move the stand-up dropped:2026-11-17\n\n## Personal\n- [ ] Send the card\n";

/// A notebook with two meetings: the last one, and the agenda that `new` made of it.
fn notebook() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST_WEEK);
    sandbox.run(&["new"]).ended_with(0);
    sandbox
}

/// Of each item its reference, status, owner, due and first date, and where it stands; without the line.
fn stories(sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
    let listed = sandbox.run(&["items", "--all", "--json"]).ended_with(0);
    let listed: serde_json::Value = serde_json::from_str(&listed.stdout).expect("JSON");
    let mut stories = BTreeMap::new();
    for item in listed["items"].as_array().expect("items") {
        let text = |key: &str| item[key].as_str().unwrap_or("-").to_string();
        let story = ["status", "owner", "due", "since", "done", "date", "plain"].map(text);
        let id = text("ref");
        assert!(
            stories.insert(id, story.to_vec()).is_none(),
            "twice: {item}"
        );
    }
    stories
}

/// A line as it reads to a person: without marks, escapes, signs that nobody sees and typographic quotes.
fn spoken(line: &str) -> String {
    let plain = line
        .replace(['\u{2019}', '\u{2018}'], "'")
        .replace(['\u{201c}', '\u{201d}'], "\"")
        .replace("&amp;", "&")
        .replace("--", "–")
        .replace('\u{a0}', " ");
    let words: String = plain.chars().filter(|c| !"*\\#_".contains(*c)).collect();
    let words = words.trim_start_matches(|c: char| " -+•☐☑☒[]x/>0123456789.".contains(c));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spoken_lines(text: &str) -> BTreeMap<String, usize> {
    let mut lines = BTreeMap::new();
    let (_, body) = text.split_once("\n---\n").unwrap_or(("", text));
    for line in body.lines().map(spoken).filter(|line| !line.is_empty()) {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

/// Import `document`, made of the agenda, over a notebook that has the last meeting alone, and in one that has none;
/// see that all of it came back.
#[track_caller]
fn comes_back(service: &str, name: &str, document: &str) {
    let before = notebook();
    let agenda = before.read("alex/meetings/2026-11-24.md");
    let wanted = stories(&before);

    // Over the meeting that it was carried from, as if the agenda had been written in the service only.
    let sandbox = Sandbox::new();
    let carried = before.read("alex/meetings/2026-11-17.md");
    sandbox.write("alex/meetings/2026-11-17.md", &carried);
    sandbox.write(name, document);
    let source = format!("../{name}");
    sandbox.run(&["import", &source]).ended_with(0);
    let written = sandbox.read("alex/meetings/2026-11-24.md");
    same(service, &stories(&sandbox), &wanted, &written);
    // No comment, which is a prompt for whoever writes, leaves the service.
    let mut lines = spoken_lines(&agenda);
    lines.retain(|line, _| !line.starts_with("<!"));
    same(service, &spoken_lines(&written), &lines, &written);
    // What is personal stays so.
    let exported = sandbox.run(&["export"]).ended_with(0).stdout;
    assert!(!exported.contains("Send the card"), "{service}\n{written}");

    // In a notebook of its own the items have the same references and first dates; nothing is known of the last meeting.
    let fresh = Sandbox::new();
    fresh.write(name, document);
    fresh.run(&["import", &source]).ended_with(0);
    let found = stories(&fresh);
    for (id, story) in &wanted {
        if story[5] == "2026-11-24" {
            assert_eq!(found.get(id), Some(story), "{service}\n{written}");
        }
    }

    // Once more changes nothing, also after the next agenda took what is open.
    for _ in 0..2 {
        let files = fresh.files("alex/meetings");
        let again = fresh.run(&["import", &source]).ended_with(0).stderr;
        assert!(
            again.contains("every line is there already"),
            "{service}\n{again}"
        );
        assert_eq!(fresh.files("alex/meetings"), files, "{service}");
        fresh.run(&["new", "--today", "2026-11-25"]).ended_with(0);
    }
    assert_eq!(CONFIGURATION, fresh.read("alex/oneonone.yaml"));
}

/// See that `found` in `written` has what is `wanted`, and nothing else.
#[track_caller]
fn same<K: Ord + std::fmt::Debug, V: PartialEq + std::fmt::Debug>(
    service: &str,
    found: &BTreeMap<K, V>,
    wanted: &BTreeMap<K, V>,
    written: &str,
) {
    let lost: Vec<_> = wanted
        .iter()
        .filter(|(key, value)| found.get(key) != Some(value))
        .collect();
    let new: Vec<_> = found
        .iter()
        .filter(|(key, value)| wanted.get(key) != Some(value))
        .collect();
    let is_same = lost.is_empty() && new.is_empty();
    assert!(
        is_same,
        "{service}\n{written}\nlost: {lost:#?}\nnew: {new:#?}"
    );
}

/// A line of the agenda, taken apart.
struct Line<'a> {
    /// How many lists it stands in; 0 for a paragraph.
    depth: usize,
    /// Of a heading.
    level: usize,
    /// What is in its box.
    mark: Option<char>,
    text: &'a str,
}

/// The body of the agenda, without prompts and blank lines.
fn lines(agenda: &str) -> Vec<Line<'_>> {
    let (_, body) = agenda.split_once("\n---\n").expect("front matter");
    let kept = |line: &&str| !line.trim().is_empty() && !line.starts_with("<!");
    let one = |line| {
        let text: &str = str::trim_start(line);
        let indent = line.len() - text.len();
        let level = text.len() - text.trim_start_matches('#').len();
        let point = text.strip_prefix("- ");
        let boxed = point.and_then(|text| text.strip_prefix('['));
        let mark = boxed.and_then(|text| text.chars().next());
        let text = match mark {
            Some(_) => &text[6..],
            None => point.unwrap_or(text.trim_start_matches(['#', ' '])),
        };
        let depth = if point.is_some() { indent / 2 + 1 } else { 0 };
        Line {
            depth,
            level,
            mark,
            text,
        }
    };
    body.lines().filter(kept).map(one).collect()
}

/// The agenda as a Markdown export: `text` writes words, and `bullet` what stands before those of a point, by its depth and
/// box.
fn as_markdown(
    agenda: &str,
    text: impl Fn(&str) -> String,
    bullet: impl Fn(usize, Option<char>) -> String,
) -> String {
    let mut document = String::new();
    for line in lines(agenda) {
        let written = text(line.text);
        document += &match line.depth {
            0 if line.level > 0 => format!("\n{} {written}\n\n", "#".repeat(line.level)),
            0 => format!("{written}\n\n"),
            depth => format!("{}{written}\n", bullet(depth, line.mark)),
        };
    }
    document
}

/// `text` with a backslash before each of `signs`, but for those in the address of a link, which services leave as it is.
fn escaped(text: &str, signs: &str) -> String {
    let mut written = String::new();
    let address = text.find("](").map_or(text.len(), |at| at + 2);
    let end = text[address..]
        .find(')')
        .map_or(text.len(), |at| address + at);
    for (at, c) in text.char_indices() {
        if signs.contains(c) && !(address..end).contains(&at) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Quotes and dashes as a word processor makes them.
fn curly(text: &str) -> String {
    let text = text.replace('\'', "\u{2019}").replace("--", "–");
    text.replacen('"', "\u{201c}", 1)
        .replacen('"', "\u{201d}", 1)
}

fn agenda() -> String {
    notebook().read("alex/meetings/2026-11-24.md")
}

#[test]
fn through_markdown_with_escapes_and_curly_quotes() {
    let text = |text: &str| curly(&escaped(text, "_&>~+"));
    let document = as_markdown(&agenda(), text, |depth, mark| {
        let mark = mark.map_or(String::new(), |mark| format!("[{mark}] "));
        format!("{}* {mark}", "    ".repeat(depth - 1))
    });
    comes_back("escapes", "doc.md", &document.replace("\n#", "  \n#"));
}

#[test]
fn through_markdown_with_boxes_behind_escapes() {
    for (marker, open, blank) in [
        ("-", "\\[ \\]", " "),
        ("-", "\\[\\]", " "),
        ("-  ", "\\[ \\]", "\u{a0}"),
        ("-", "☐", " "),
        ("*", "☐", "  "),
    ] {
        let document = as_markdown(
            &agenda(),
            |text| escaped(text, "_&"),
            |depth, mark| {
                let indent = "    ".repeat(depth - 1);
                match mark {
                    Some('x') => format!(
                        "{indent}{marker} {}{blank}",
                        open.replace("☐", "☑")
                            .replace("[ \\]", "[x\\]")
                            .replace("[\\]", "[x\\]")
                            .replace("[ ]", "[x]")
                    ),
                    Some(_) => format!("{indent}{marker} {open}{blank}"),
                    None => format!("{indent}- "),
                }
            },
        );
        comes_back(&format!("{marker} {open}"), "doc.md", &document);
    }
}

/// Where somebody typed the signs of Markdown into a page, each line is a paragraph of words, and no level is left.
#[test]
fn through_markdown_with_points_that_were_typed() {
    for (open, done, point) in [
        ("\\- \\[ \\] ", "\\- \\[x\\] ", "\\- "),
        ("☐ ", "☑ ", "• "),
        ("-\u{a0}[ ]\u{a0}", "-\u{a0}[x]\u{a0}", "-\u{a0}"),
        ("\\[ \\] ", "\\[x\\] ", ""),
    ] {
        let text = |text: &str| curly(&escaped(text, "_&"));
        let document = as_markdown(&agenda(), text, |_, mark| {
            let sign = match mark {
                Some('x') => done,
                Some(_) => open,
                None => point,
            };
            format!("\n{sign}")
        });
        comes_back(open, "doc.md", &document);
    }
}

/// What a page looks like where its points are paragraphs, and no level is left.
#[test]
fn through_html_with_styled_words_and_lists_beside_each_other() {
    let style = "<style>ul.lst-kix_b-0>li:before{content:\"\\0025cf  \"}ul.lst-kix_t-0>li:before{content:\"\\002610  \"}ul.lst-kix_t-1>li:before{content:\"\\002610  \"}.c1{font-weight:700}.c2{color:#000}</style>";
    let mut body = String::new();
    for (number, line) in lines(&agenda()).iter().enumerate() {
        let words = html_words(line.text);
        let span = format!("<span class=\"c2\">{words}</span>");
        body += &match (line.depth, line.mark) {
            (0, _) if line.level > 0 => format!(
                "<h{0} class=\"c2\" id=\"h.{number}\"><span class=\"c1\">{words}</span></h{0}>",
                line.level
            ),
            (0, _) => format!("<p class=\"c2\">{span}</p>"),
            (depth, Some(' ')) => format!(
                "<ul class=\"c5 lst-kix_t-{0} start\"><li class=\"c2 li-bullet-0\">{span}</li></ul>",
                depth - 1
            ),
            (depth, Some(_)) => format!(
                "<ul class=\"c5 lst-kix_b-{0}\"><li class=\"c2\"><span>☑&nbsp;</span>{span}</li></ul>",
                depth - 1
            ),
            (depth, None) => format!(
                "<ul class=\"c5 lst-kix_b-{0}\"><li class=\"c2\">{span}</li></ul>",
                depth - 1
            ),
        };
    }
    comes_back("styles", "doc.html", &page(style, &body));
}

#[test]
fn through_html_with_boxes_of_their_own() {
    type Item = fn(Option<char>, &str) -> String;
    let forms: [(&str, Item); 4] = [
        ("inputs", |mark, words| match mark {
            Some('x') => format!(
                "<li class=\"task-list-item\"><input type=\"checkbox\" checked disabled> {words}"
            ),
            Some(_) => {
                format!("<li class=\"task-list-item\"><input type=\"checkbox\" disabled> {words}")
            }
            None => format!("<li>{words}"),
        }),
        ("roles", |mark, words| match mark {
            Some(mark) => format!(
                "<li role=\"checkbox\" aria-checked=\"{}\"><p>{words}</p>",
                mark == 'x'
            ),
            None => format!("<li><p>{words}</p>"),
        }),
        ("classes", |mark, words| match mark {
            Some(mark) => format!(
                "<li><div class=\"checkbox checkbox-{}\"></div> <span>{words}</span>",
                if mark == 'x' { "on" } else { "off" }
            ),
            None => format!("<li>{words}"),
        }),
        ("signs", |mark, words| match mark {
            Some('x') => format!("<li><span>☑</span><span>&nbsp;{words}</span>"),
            Some(_) => format!("<li><span>☐</span><span>&nbsp;{words}</span>"),
            None => format!("<li>{words}"),
        }),
    ];
    for (service, item) in forms {
        let mut body = String::new();
        let mut depth = 0;
        for line in lines(&agenda()) {
            for _ in line.depth..depth {
                body += "</li></ul>";
            }
            match (depth >= line.depth, line.depth) {
                (_, 0) => {}
                (true, _) => body += "</li>",
                (false, _) => body += "<ul>",
            }
            depth = line.depth;
            let words = html_words(line.text);
            body += &match line.depth {
                0 if line.level > 0 => {
                    format!("<h{0}>{words}<a href=\"#x\"></a></h{0}>", line.level)
                }
                0 => format!("<p>{words}</p>"),
                _ => item(line.mark, &words),
            };
        }
        for _ in 0..depth {
            body += "</li></ul>";
        }
        comes_back(service, "doc.html", &page("", &body));
    }
}

/// Words of Markdown as those of HTML.
fn html_words(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('>', "&gt;");
    let text = curly(&text).replace(" due:", "&nbsp;due:");
    let text = match text
        .split_once('*')
        .and_then(|(a, b)| Some((a, b.split_once('*')?)))
    {
        Some((before, (inner, after))) => format!("{before}<em>{inner}</em>{after}"),
        None => text,
    };
    match (text.find('['), text.find("](")) {
        (Some(open), Some(middle)) => {
            let end = middle + text[middle..].find(')').expect("an end");
            format!(
                "{}<a href=\"{}\">{}</a>{}",
                &text[..open],
                &text[middle + 2..end],
                &text[open + 1..middle],
                &text[end + 1..]
            )
        }
        _ => text,
    }
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<html><head><meta charset=\"utf-8\"><title>x</title>{head}</head><body class=\"doc-content\">{body}</body></html>"
    )
}
