//! What is personal in notes that were kept elsewhere is so in the meetings made of them.

use std::collections::BTreeMap;

use oneonone::change::FileChange;
use oneonone::meeting::{Meeting, Series, parse_date};
use oneonone::notebook::parse_configuration;
use oneonone::plan::import::{ImportSource, import, read_document};
use proptest::prelude::*;

use crate::laws::cases;
use crate::sandbox::{CONFIGURATION, Sandbox};

/// Documents in which `quorvex` is personal, and `loud` is not.
const DOCUMENTS: [(&str, &str); 21] = [
    (
        "above all dated headings",
        "# Personal\n\n## 2026-11-17\n- quorvex a\n\n## 2026-11-10\n- quorvex b\n- [ ] quorvex c\n",
    ),
    (
        "the oldest first",
        "# Personal\nquorvex above\n\n## 2026-11-10\n- quorvex a\n\n## 2026-11-17\n- quorvex b\n",
    ),
    (
        "on level two, below the title of the document",
        "# Dana / Alex\nloud\n## Personal\n### 2026-11-17\nquorvex\n### 2026-11-10\nquorvex\n## Work\n### 2026-11-17\nloud\n### 2026-11-10\nloud\n",
    ),
    (
        "on level five",
        "##### Personal\n###### 2026-11-17\nquorvex\n###### 2026-11-10\nquorvex\n##### Work\n###### 2026-11-03\nloud\n",
    ),
    (
        "with a level left out",
        "# Personal\n#### 2026-11-17\nquorvex\n#### 2026-11-10\nquorvex\n# Team\n#### 2026-11-03\nloud\n",
    ),
    (
        "with a section between",
        "# Personal\n## Kids\n### 2026-11-17\nquorvex\n### 2026-11-10\nquorvex\n## Garden\n### 2026-11-03\nquorvex\n",
    ),
    (
        "with a year between",
        "# Private notes\n## 2026\n### 2026-11-17\nquorvex\n#### Wins\nquorvex\n### 2026-11-10\nquorvex\n## 2025\n### 2025-11-10\nquorvex\n",
    ),
    (
        "between dated headings of its own level",
        "## 2026-11-17\nloud\n## Personal\nquorvex\n## 2026-11-10\nloud\n## 2026-11-03\nloud\n",
    ),
    (
        "between dated headings, with some below it",
        "# 2026-11-17\nloud\n# Personal\n## 2026-11-10\nquorvex\n## 2026-11-03\nquorvex\n# 2026-10-27\nloud\n",
    ),
    (
        "dated within, then a normal one",
        "# Personal\n## 2026-11-17\nquorvex\n## 2026-11-10\nquorvex\n# 2026-11-17\nloud\n# 2026-11-10\nloud\n",
    ),
    (
        "a normal one, then dated within",
        "# 2026-11-17\n## Wins\nloud\n# 2026-11-10\nloud\n# Personal\n## 2026-11-17\nquorvex\n### Wins\nquorvex\n## 2026-11-10\nquorvex\n",
    ),
    (
        "underlined",
        "Personal\n========\n\n2026-11-17\n----------\nquorvex\n\n2026-11-10\n----------\nquorvex\n\nWork\n====\n\n2026-11-03\n----------\nloud\n",
    ),
    (
        "underlined, over more than one line, on the second level",
        "All of\nit personal\n---\n### 2026-11-17\nquorvex\n### 2026-11-10\nquorvex\n\nWork\n---\n### 2026-11-17\nloud\n",
    ),
    (
        "in another language, with what people put around a title",
        "# 🏠 Persönliches (nur wir) {#p}\n## 17.11.2026\nquorvex\n## 10.11.2026\nquorvex\n",
    ),
    (
        "known by one word",
        "# Personal shopper\n## 2026-11-17\nquorvex\n## 2026-11-10\nquorvex\n",
    ),
    (
        "called so by the pair",
        "# Zuhause\n## 2026-11-17\nquorvex\n## 2026-11-10\nquorvex\n",
    ),
    (
        "below a known section that is raised out of",
        "# Notes\n### 2026-11-17\nloud\n## Personal\n### Kids\nquorvex\n## Wins\nloud\n#### 2026-11-10\nloud\n",
    ),
    (
        "raised with a section within it",
        "# Wins\n### 2026-11-17\nloud\n# 2026-11-10\nloud\n### 2026-11-17\nloud\n#### Personal\nquorvex\n##### Wins\nquorvex\n## Personal\n### Sub\nquorvex\n#### Sub\nquorvex\n",
    ),
    (
        "the title of the document itself",
        "# Personal\n\nquorvex\n\n## 2026-11-17\nquorvex\n",
    ),
    (
        "with front matter above",
        "---\ntags: [x]\n---\n# Personal\n## 2026-11-17\nquorvex\n## 2026-11-10\nquorvex\n",
    ),
    (
        "titled as only the other headings tell",
        "# Personnel\n## 2026-11-17\nquorvex\n### Réussites\nquorvex\n### Prochaines étapes\nquorvex\n## 2026-11-10\nquorvex\n# Réussites\n## 2026-11-03\nloud\n### Décisions\nloud\n",
    ),
];

/// How often `word` stands in `text`.
fn count(text: &str, word: &str) -> usize {
    text.matches(word).count()
}

#[test]
fn below_whatever_personal_heading_it_stood() {
    for (what, document) in DOCUMENTS {
        for end in ["\n", "\r\n"] {
            let sandbox = Sandbox::new();
            let configuration = sandbox.read("alex/oneonone.yaml");
            sandbox.write(
                "alex/oneonone.yaml",
                format!("{configuration}sections:\n  personal: [\"Zuhause\"]\n"),
            );
            sandbox.write("doc.md", document.replace('\n', end));
            sandbox.run(&["import", "../doc.md"]).ended_with(0);
            let written: String = sandbox
                .files("alex/meetings")
                .into_iter()
                .map(|(_, bytes)| String::from_utf8(bytes).expect("text"))
                .collect();
            for word in ["quorvex", "loud"] {
                let (is, was) = (count(&written, word), count(document, word));
                assert_eq!(is, was, "{what}: {word}\n{written}");
            }
            for words in [
                &["search", "quorvex"][..],
                &["export"],
                &["export", "--format", "csv"],
                &["report", "--since", "2025-01-01"],
                &["handover"],
                &["prep"],
                &["check"],
            ] {
                let run = sandbox.run(words);
                let told = format!("{}{}", run.stdout, run.stderr);
                let told = told.replace("`quorvex`", ""); // what one searched for
                assert!(!told.contains("quorvex"), "{what}: {words:?}\n{written}");
            }
            let found = sandbox.run(&["search", "loud"]).stdout;
            let (is, was) = (count(&found, "loud"), count(document, "loud"));
            assert_eq!(is, was, "{what}: of what is not personal\n{written}");
            // The next agenda takes an open item into its own personal section.
            sandbox.run(&["new", "--date", "2026-12-08", "--no-edit"]);
            let export = sandbox.run(&["export"]).ended_with(0).stdout;
            assert!(!export.contains("quorvex"), "{what}: carried\n{export}");
            // Once more changes nothing.
            let again = sandbox.run(&["import", "../doc.md"]);
            assert!(again.stderr.contains("already"), "{what}: {}", again.stderr);
        }
    }
}

#[test]
fn in_a_folder_of_notes_of_one_day() {
    let sandbox = Sandbox::new();
    sandbox.write("vault/2026-11-17 a.md", "# Personal\n## Kids\nquorvex\n");
    sandbox.write("vault/2026-11-17 b.md", "loud\n## Private\nquorvex\n");
    sandbox.write("vault/2026-11-17 c.md", "### Wins\nloud\n");
    sandbox.run(&["import", "../vault"]).ended_with(0);
    let export = sandbox.run(&["export"]).ended_with(0).stdout;
    assert_eq!((count(&export, "quorvex"), count(&export, "loud")), (0, 2));
}

/// Alone the note is French, and its title says that it is personal; among those of an English note it means staff.
#[test]
fn what_could_not_be_kept_is_refused_and_nothing_written() {
    let sandbox = Sandbox::new();
    let french = "## Personnel\nquorvex\n## Réussites\n## Décisions\n";
    let english = "## Wins\n## Blockers\n## Priorities\n## Decisions\n## Summary\n## Next steps\n";
    sandbox.write("vault/2026-11-17 a.md", french);
    sandbox.write("vault/2026-11-17 b.md", english);
    let run = sandbox.run(&["import", "../vault"]).ended_with(2);
    assert!(
        run.stderr
            .contains("what is personal in the text would not be so in `meetings/2026-11-17.md`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("language: fr") && !run.stderr.contains("quorvex"));
    assert_eq!(sandbox.files("alex/meetings"), []);
    // What the hint says helps.
    let configuration = sandbox.read("alex/oneonone.yaml");
    sandbox.write(
        "alex/oneonone.yaml",
        format!("{configuration}language: fr\n"),
    );
    sandbox.run(&["import", "../vault"]).ended_with(0);
    let export = sandbox.run(&["export"]).ended_with(0).stdout;
    assert!(!export.contains("quorvex"));
}

/// Headings and lines of a document, each line with a word of its own.
fn document() -> impl Strategy<Value = String> {
    let title = prop_oneof![
        4 => prop::sample::select(vec!["2026-11-17", "2026-11-10", "2026-11-03"]),
        3 => prop::sample::select(vec!["Personal", "Private notes"]),
        3 => prop::sample::select(vec!["Wins", "Notes", "Garden", "1:1 Alex and Dana"]),
    ];
    let part = (1..=6_usize, title, any::<bool>(), 0..3_usize);
    prop::collection::vec(part, 1..14).prop_map(|parts| {
        let mut text = String::new();
        let mut number = 0;
        for (level, title, is_underlined, lines) in parts {
            match (is_underlined, level) {
                (true, 1) => text.push_str(&format!("\n{title}\n===\n")),
                (true, 2) => text.push_str(&format!("\n{title}\n---\n")),
                _ => text.push_str(&format!("{} {title}\n", "#".repeat(level))),
            }
            for _ in 0..lines {
                text.push_str(&format!("- word{number:02}\n"));
                number += 1;
            }
        }
        text
    })
}

/// The words of `text`, each with whether it is personal.
fn words_of(text: &str, series: &Series) -> BTreeMap<String, bool> {
    let date = parse_date("2026-11-17").expect("a date");
    let vocabulary = &series.settings().vocabulary;
    let meeting = Meeting::read(date, text.to_string(), None, vocabulary);
    let words = text.match_indices("word");
    words
        .map(|(at, _)| (text[at..at + 6].to_string(), meeting.is_personal(at)))
        .collect()
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// Whatever the levels: every line is in a meeting, and personal there exactly where it was.
    #[test]
    fn every_line_is_as_closed_as_it_was(text in document()) {
        let read = parse_configuration(CONFIGURATION).expect("a configuration");
        let series = Series::new(read.settings, Vec::new());
        let source = ImportSource {
            path: "doc.md".to_string(),
            stem: "doc".to_string(),
            text: text.clone(),
        };
        let Ok(pieces) = read_document(&source, None, None, series.settings()) else {
            return Ok(());
        };
        let today = parse_date("2026-12-31").expect("a date");
        let planned = import(&series, &pieces, today);
        prop_assert!(planned.is_ok(), "{planned:?}\n{text}");
        let mut written = BTreeMap::new();
        let mut told = String::new();
        for change in planned.expect("a plan").changes() {
            if let FileChange::Create { text, .. } = change {
                written.extend(words_of(text, &series));
                told.push_str(text);
            }
        }
        prop_assert_eq!(written, words_of(&text, &series), "{}\n=====\n{}", text, told);
    }
}
