//! What holds of every check of the practice, whatever people wrote: what is said has its place in the text, and is short;
//! nothing personal is repeated.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;

use oneonone::markdown::decode;
use oneonone::meeting::{
    ItemSelection, Meeting, Series, Settings, Skimmed, Vocabulary, list, parse_date,
};
use oneonone::practice::checks::{Placed, look_back, on_pair};
use oneonone::practice::{Boilerplate, Recent, Writers};

use super::fuzz_replay::fragment;
use super::laws::cases;
use super::memory::settings;

/// The most that a message has to say: a title of sixty characters, two names, and some words around them.
const LONGEST: usize = 240;

/// Let all checks look at `texts`, meetings in weeks that follow each other; what they say.
fn check(texts: &[Vec<u8>]) -> Vec<String> {
    let settings: Settings = settings();
    let first = parse_date("2026-09-01").expect("a date");
    let meetings = texts.iter().zip(0_u64..).map(|(bytes, week)| {
        let (source, damage) = decode(bytes.clone());
        let date = first + chrono::Days::new(7 * week);
        Meeting::read(date, source, damage, &Vocabulary::default())
    });
    let series = Series::of_whole(settings, meetings);
    let open = list(series.meetings(), ItemSelection::Open);
    let last = series.meetings().last().map_or(first, Skimmed::date);
    let mut said = Vec::new();
    for today in [last, last + chrono::Days::new(1)] {
        let count = look_back(series.settings());
        let recent = Recent::read(&series, &Boilerplate::default(), today, count);
        for finding in on_pair(&series, &recent, &open, &Writers::default(), today) {
            let found = &finding.diagnostic;
            let meeting = series.meeting(finding.date).expect("its meeting");
            let source = meeting.source();
            let span = found.span;
            assert!(
                source.get(span.start..span.end).is_some(),
                "{found:?} of {source:?}"
            );
            let whole = series.whole(finding.date).expect("its meeting");
            let placed = Placed::in_meeting(whole, found.clone());
            assert_eq!(placed.place, Some(meeting.place(span.start)), "{found:?}");
            assert!(!placed.is_personal || placed.line.is_none(), "{found:?}");
            assert!(found.message.chars().count() <= LONGEST, "{found:?}");
            said.push(format!("{} {}", found.rule.code(), found.message));
        }
    }
    said
}

#[test]
fn odd_documents_are_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut documents: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    documents.sort();
    let texts: Vec<Vec<u8>> = documents
        .iter()
        .map(|path| std::fs::read(path).expect("a document"))
        .collect();
    let said: Vec<String> = texts.chunks(5).flat_map(check).collect();
    assert!(said.len() > 100, "{}", said.len());
}

/// A line of what people write in a one-on-one.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let start = select(vec![
        "", "- ", "  - ", "- [ ] ", "  - [x] ", "> ", "- [>] ", "1. ",
    ]);
    let label = select(vec![
        "",
        "Ask: ",
        "Answer: ",
        "Situation: ",
        "Behavior: ",
        "Impact: ",
        "Suggest: ",
        "Thanks: ",
        "Start: ",
        "Stop: ",
        "Continue:",
        "**Ask:** ",
        "Verhalten: ",
        "@dana: ",
        "@alex: ",
    ]);
    let text = select(vec![
        "good job",
        "you were careless",
        "@bo is lazy",
        "two weeks off?",
        "",
        "<!-- what? -->",
        "none",
        "💥 é",
        "shipped it due:2026-12-01",
        "lead a project @alex since:2026-09-01",
        "due: fri",
        "\"quoted",
        "the nightly import of the third party catalogue takes more than six hours, and nobody knows why it does",
    ]);
    let newline = select(vec!["\n", "\n", "\n\n", "\r\n"]);
    let written = (start, label, text, newline).prop_map(|(start, label, text, newline)| {
        format!("{start}{label}{text}{newline}").into_bytes()
    });
    let heading = select(vec![
        "## Wins\n",
        "## Blockers\n",
        "## Career\n",
        "## Feedback\n",
        "### For Dana\n",
        "### For Alex\n",
        "## Summary\n",
        "## Action items\n",
        "### Start\n",
        "### Stop\n",
        "## Notes\n",
        "## Plans\n",
        "## Priorities\n",
    ])
    .prop_map(|heading| heading.as_bytes().to_vec());
    prop_oneof![6 => written, 3 => heading, 1 => fragment()]
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_meetings(texts in prop::collection::vec(prop::collection::vec(line(), 0..14).prop_map(|lines| lines.concat()), 1..7)) {
        check(&texts);
    }

    #[test]
    fn what_is_personal_is_never_repeated(lines in prop::collection::vec(line(), 0..12)) {
        const SECRET: &str = "zanzibar";
        let mut text = b"## Personal\n".to_vec();
        for line in lines.into_iter().filter(|line| !line.starts_with(b"#") && !line.contains(&b'=')) {
            let line = String::from_utf8_lossy(&line).replace("careless", "careless zanzibar").replace("off?", "off in zanzibar?");
            text.extend(line.replace("good job", "good job zanzibar").replace("project", "zanzibar").bytes());
        }
        // Headings of fragments would end the section.
        let source = String::from_utf8_lossy(&text).into_owned();
        let sections = Meeting::read(parse_date("2026-11-24").expect("a date"), source, None, &Vocabulary::default());
        prop_assume!(sections.sections().len() == 1);
        for said in check(&[text.clone(), text]) {
            prop_assert!(!said.contains(SECRET), "{said}");
        }
    }
}
