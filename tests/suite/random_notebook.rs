//! Random notebooks: what two people and their editors might write, and some of what only a tester would.

use chrono::NaiveDate;
use oneonone::markdown::Document;
use proptest::prelude::*;
use proptest::sample::select;

use super::memory::{Memory, TEMPLATE, date};

/// The days on which the meetings of random notebooks are.
const DAYS: [&str; 6] = [
    "2026-11-03",
    "2026-11-10",
    "2026-11-17",
    "2026-11-24",
    "2026-12-01",
    "2026-12-08",
];

/// A block at the top level of a document. `{}` in a text becomes a word that stands nowhere else.
#[derive(Clone, Debug)]
enum Block {
    Text(&'static str),
    List(List),
}

#[derive(Clone, Debug)]
struct List {
    lead: &'static str,
    marker: &'static str,
    /// Of what is below an item, on top of its own.
    indent: &'static str,
    loose: bool,
    entries: Vec<Entry>,
}

/// A list item, with a box or without.
#[derive(Clone, Debug)]
struct Entry {
    mark: Option<char>,
    title: &'static str,
    attributes: &'static str,
    below: Vec<Below>,
}

#[derive(Clone, Debug)]
enum Below {
    Text(&'static str),
    Entry(Entry),
}

const TITLES: &[&str] = &[
    "a",
    "a",
    "b",
    "two words",
    "on two\nlines",
    "see `x\ny` z",
    "hard\\\nbreak",
    "hard too  \nbreak",
    "ends in a backslash\\",
    "[link](u) c",
    "[over\nlines](u) d",
    "![alt\ntext](u)",
    "*em\nph*",
    "**bold**",
    "<b\nclass=x> e",
    "`code`",
    "`open tick",
    "(A) call",
    "ask @dana about it",
    "@dana's thing",
    "due: fri",
    "x due:",
    "t ->",
    "[AS] f",
    "日本 👩‍👩‍👧",
    "e\u{301}",
    "<http://x>",
    "[foo]",
    "\\[ ] g",
    "# h",
    "1. i",
    "ends with tabs\t\t",
    "since:2026-11-03 a",
    "two since:2026-11-05 words",
    "on two since:2026-11-03\nlines",
    "a\n@alex b",
];

const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    " @alex",
    " @dana due:2026-12-01",
    " since:2026-11-03",
    " since:2026-11-05",
    " since:2026-11-05",
    " @alex since:2026-11-10",
    " due:2026-12-01 since:2026-11-03 done:2026-11-04",
    " p:1",
    "\ndue:2026-12-01",
    "\n@alex since:2026-11-03",
    " 📅 2026-12-01",
    " ➕ 2026-11-03",
    " [since:: 2026-11-03]",
    " (due:: 2026-12-01) x",
    " due:2026-02-30",
    " `since:2026-11-03`",
    " @alex  ",
    " due:2026-12-01.",
    " from:2026-11-03",
    " since:2026-11-03 since:2026-11-10",
    " -> 2026-12-01",
    " [created:: 2026-11-03]",
    " since:2026-11-03, it is",
];

fn mark() -> impl Strategy<Value = Option<char>> {
    prop_oneof![
        8 => Just(Some(' ')),
        2 => Just(Some('x')),
        1 => select(vec![Some('X'), Some('>'), Some('-'), Some('~'), Some('/'), Some('?')]),
        2 => Just(None),
    ]
}

fn below(depth: u32) -> BoxedStrategy<Below> {
    let text = select(vec![
        "- {}",
        "- {}\n  {}",
        "* {}",
        "1. {}",
        "{}",
        "\n{} after a blank line",
        "\n\n{} after two",
        "```\n- [ ] {}\n```",
        "~~~\n{}\n\n- [ ] {}\n~~~",
        "```\n- [ ] {}",
        "<!-- {} -->",
        "<!--\n- [ ] {}\n-->",
        "> {}",
        "> - [ ] {}",
        "# {}",
        "- Dropped: {}",
        "- [ ]",
        "-",
        "---",
        "    {} code",
        "\n      {} code",
    ])
    .prop_map(Below::Text);
    if depth == 0 {
        return text.boxed();
    }
    prop_oneof![2 => text, 3 => entry(depth - 1).prop_map(Below::Entry)].boxed()
}

fn entry(depth: u32) -> BoxedStrategy<Entry> {
    (
        mark(),
        select(TITLES.to_vec()),
        select(ATTRIBUTES.to_vec()),
        prop::collection::vec(below(depth), 0..3),
    )
        .prop_map(|(mark, title, attributes, below)| Entry {
            mark,
            title,
            attributes,
            below,
        })
        .boxed()
}

fn list() -> impl Strategy<Value = Block> {
    (
        select(vec!["", "", "", "", " ", "   ", "> ", "> > ", ">"]),
        select(vec!["-", "-", "-", "*", "+", "1.", "2)", "10."]),
        select(vec!["", "", "    ", "\t", "  ", " "]),
        any::<bool>(),
        prop::collection::vec(entry(2), 1..4),
    )
        .prop_map(|(lead, marker, indent, loose, entries)| {
            Block::List(List {
                lead,
                marker,
                indent,
                loose,
                entries,
            })
        })
}

fn block() -> impl Strategy<Value = Block> {
    let heading = select(vec![
        "# Title",
        "## Wins",
        "## Career",
        "## Action items",
        "## Next steps",
        "## Notes",
        "### For Dana",
        "### Later",
        "## Actions later",
        "## Own words",
        "Career\n------",
        "Action items\n===",
        "#",
        "###### Deep",
        "## `Wins` and [more](u)",
    ]);
    let text = select(vec![
        "{}",
        "{}\nmore",
        "<!-- {} -->",
        "<!-- {}\n- [ ] {}\n-->",
        "```\n- [ ] {}\n```",
        "> {}",
        "---",
        "***",
        "| {} | b |\n|---|---|\n| - [ ] {} | d |",
        "    - [ ] {} code",
        "[foo]: http://x",
        "- ",
        "- [ ]",
        "- \n  - ",
        "<div>\n- [ ] {}\n</div>",
        "",
        "",
        "\n",
        "   ",
    ]);
    prop_oneof![
        4 => heading.prop_map(Block::Text),
        5 => list(),
        3 => text.prop_map(Block::Text),
    ]
}

/// How a document is written down.
#[derive(Clone, Debug)]
struct Style {
    front_matter: &'static str,
    byte_order_mark: bool,
    crlf: bool,
    final_newline: bool,
}

fn style() -> impl Strategy<Value = Style> {
    let front_matter = select(vec![
        "",
        "",
        "---\nstatus: held\n---\n",
        "---\nstatus: planned # soon\n---\n\n",
        "---\nstatus: cancelled\ncancelled_by: dana\n---\n",
        "---\nmoved_from: 2026-11-05\n---\n",
        "---\nmoved_from: 2026-11-12\nstatus: \"held\"\n---\n",
        "---\nparticipants: [@ana, @ben]\n---\n",
        "---\n---\n",
    ]);
    (
        front_matter,
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.8),
    )
        .prop_map(
            |(front_matter, byte_order_mark, crlf, final_newline)| Style {
                front_matter,
                byte_order_mark,
                crlf,
                final_newline,
            },
        )
}

/// A document that is not damaged.
pub fn document() -> impl Strategy<Value = String> {
    document_of(8)
}

fn document_of(blocks: usize) -> impl Strategy<Value = String> {
    (prop::collection::vec(block(), 0..blocks), style()).prop_map(|(blocks, style)| {
        let mut text = String::new();
        for block in &blocks {
            match block {
                Block::Text(block) => text.push_str(block),
                Block::List(list) => text.push_str(list_text(list).trim_end_matches('\n')),
            }
            text.push('\n');
        }
        in_style(&text, &style)
    })
}

fn in_style(text: &str, style: &Style) -> String {
    let mut text = format!("{}{text}", style.front_matter);
    if !style.final_newline {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if style.crlf {
        text = text.replace('\n', "\r\n");
    }
    if style.byte_order_mark {
        text.insert(0, '\u{feff}');
    }
    text
}

fn list_text(list: &List) -> String {
    let mut text = String::new();
    for (index, entry) in list.entries.iter().enumerate() {
        write_entry(entry, list, list.lead, index, &mut text);
        if list.loose {
            text.push_str(list.lead.trim_end());
            text.push('\n');
        }
    }
    text
}

/// The list marker of the item with this index: numbers go up.
fn marker(list: &List, index: usize) -> String {
    match list.marker.split_at(list.marker.len() - 1) {
        ("", _) => list.marker.to_string(),
        (number, delimiter) => {
            let first: usize = number.parse().expect("a number");
            format!("{}{delimiter}", first + index)
        }
    }
}

fn write_entry(entry: &Entry, list: &List, lead: &str, index: usize, text: &mut String) {
    let marker = marker(list, index);
    let bullet = entry
        .mark
        .map_or(String::new(), |mark| format!("[{mark}] "));
    let below = match list.indent {
        "" => format!("{lead}{}", " ".repeat(marker.len() + 1)),
        indent => format!("{lead}{indent}"),
    };
    let words = format!("{bullet}{}{}", entry.title, entry.attributes);
    let words = words.replace('\n', &format!("\n{below}"));
    text.push_str(&format!("{lead}{marker} {words}\n"));
    for (index, part) in entry.below.iter().enumerate() {
        match part {
            Below::Entry(entry) => write_entry(entry, list, &below, index, text),
            Below::Text(part) => {
                for line in part.split('\n') {
                    match line {
                        "" => text.push_str(lead.trim_end()),
                        line => text.push_str(&format!("{below}{line}")),
                    }
                    text.push('\n');
                }
            }
        }
    }
}

/// `text` with a word of its own for each `{}`: the letter `n` and a number from `next` on.
pub fn with_words(text: &str, next: &mut usize) -> String {
    let mut parts = text.split("{}");
    let mut numbered = parts.next().unwrap_or_default().to_string();
    for part in parts {
        numbered.push_str(&format!("n{next}n"));
        *next += 1;
        numbered.push_str(part);
    }
    numbered
}

fn template() -> impl Strategy<Value = String> {
    select(vec![
        TEMPLATE,
        TEMPLATE,
        include_str!("../../templates/weekly.md"),
        "# {{ title_date }}\n",
        "",
        "## Own words\n\n## Next steps\n- \n\n### For Dana\n",
        "---\nkind: short\n---\n## Career\n1. \n\n## Actions later\ntext\n",
    ])
    .prop_map(str::to_string)
}

/// A notebook and the date of the meeting into which is carried; its agenda may be there or not.
pub fn notebook() -> impl Strategy<Value = (Memory, NaiveDate)> {
    let files = prop::collection::vec(prop::option::weighted(0.5, document_of(6)), DAYS.len());
    (
        files,
        prop::option::weighted(0.5, document_of(6)),
        0..DAYS.len() + 1,
        template(),
    )
        .prop_map(|(files, agenda, target, template)| {
            let mut next = 0;
            let mut memory = Memory::new(&[]);
            memory.template = template;
            for (day, text) in DAYS.iter().zip(files) {
                if let Some(text) = text {
                    memory.files.insert(date(day), with_words(&text, &mut next));
                }
            }
            let target = DAYS.get(target).map_or(date("2026-12-15"), |day| date(day));
            if let Some(text) = agenda {
                memory.files.insert(target, with_words(&text, &mut next));
            }
            (memory, target)
        })
}

/// Whether `text` has lines that mean what they mean only where they stand: text of an item that begins left of it
/// (a lazy line) and would be structure elsewhere, items of one list at different columns, or a comment that runs over
/// the lines of a quote.
pub fn is_ragged(text: &str) -> bool {
    let document = Document::new(text.to_string());
    let column = |at: usize| {
        let start = document.lines().start_of(document.lines().line_of(at));
        text[start..at].bytes().fold(0, |column, byte| match byte {
            b'\t' => column + 4 - column % 4,
            _ => column + 1,
        })
    };
    let items = document.items();
    let is_lazy_line = |line: usize| {
        let (start, end) = (
            document.lines().start_of(line),
            document.lines().end_of(line),
        );
        let words = text[start..end].trim_start_matches([' ', '\t', '>']);
        let around = items
            .iter()
            .rev()
            .find(|item| item.line_start < start && start < item.end);
        let begins_item = items.iter().any(|item| item.line_start == start);
        !begins_item
            && !words.trim().is_empty()
            && around.is_some_and(|item| column(end - words.len()) <= column(item.marker.end))
    };
    (0..document.lines().count()).any(is_lazy_line)
        || items.iter().enumerate().any(|(index, item)| {
            let content = column(item.marker.end) + 1;
            let mut others = item.lines.iter().skip(1);
            let is_lazy = others.any(|line| {
                let start = document
                    .lines()
                    .start_of(document.lines().line_of(line.start));
                let quotes = text[start..line.start].matches('>').count();
                column(line.start) < content || quotes < item.quote_depth
            });
            let mut before = items[..index].iter().rev();
            let sibling = before.find(|other| other.parent == item.parent && item.parent.is_some());
            let is_out_of_line = sibling
                .is_some_and(|sibling| column(sibling.marker.start) != column(item.marker.start));
            let has_comment = item.quote_depth > 0
                && item
                    .lines
                    .iter()
                    .any(|line| line.slice(text).contains("<!--"));
            // Underlined, its text is a heading; with another line below it it would be an item.
            let is_almost =
                item.checkbox.is_none() && text[item.marker.end..].trim_start().starts_with('[');
            is_lazy || is_out_of_line || has_comment || is_almost
        })
}
