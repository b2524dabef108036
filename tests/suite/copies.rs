//! Which items are copies of one another: the quick listing, which looks at few boxes, and the whole reading, which
//! looks at all, must agree on it, or an item that has ended is listed, and carried, once more.

use oneonone::markdown::Wanted;
use oneonone::meeting::{
    Glance, ItemSelection, ListedItem, Skimmed, list, list_some, may_hold_copies,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::laws::cases;
use crate::memory::{Memory, date, settings};
use crate::sandbox::Sandbox;

/// The open items as `oneonone items` lists them: of a file nothing is kept that has nothing to say of open ones.
fn quickly(memory: &Memory) -> Vec<ListedItem> {
    let vocabulary = settings().vocabulary;
    let files = || memory.files.iter();
    let mut due_dates = Vec::new();
    let mut glanced = Vec::new();
    for (date, text) in files() {
        match Skimmed::glance(*date, text.as_bytes(), &vocabulary) {
            Glance::Silent(due) => due_dates.push(due),
            Glance::Speaks(meeting) => {
                due_dates.push(meeting.due_date());
                glanced.push(*meeting);
            }
        }
    }
    due_dates.sort_unstable();
    if !may_hold_copies(&glanced, &vocabulary) {
        return list_some(&glanced, &due_dates, ItemSelection::Open);
    }
    let all = |text: &String, day| Skimmed::read(day, text.clone(), None, &vocabulary, Wanted::Any);
    let meetings: Vec<Skimmed> = files().map(|(day, text)| all(text, *day)).collect();
    list(&meetings, ItemSelection::Open)
}

#[track_caller]
fn agree(memory: &Memory) {
    let whole = list(memory.whole_series().meetings(), ItemSelection::Open);
    assert_eq!(quickly(memory), whole, "as listed: {:#?}", memory.files);
    assert_eq!(
        memory.list(ItemSelection::Open),
        whole,
        "as for a plan: {:#?}",
        memory.files
    );
}

/// Two meetings; the item of the older one was ended in the newer one. Whatever the form, it has ended.
const ENDED: [(&str, &str); 22] = [
    (
        "- [ ] one two\n  three\n",
        "- [x] one two since:2026-11-03\n  three\n",
    ),
    ("- [ ] b c\n", "- [x] since:2026-11-03 b c\n"),
    ("- [ ] b c\n", "- [x] b c [created:: 2026-11-03]\n"),
    ("- [ ] b c\n", "- [x] b c (since:: 2026-11-03) \n"),
    ("- [ ] b c\n", "- [-] b since:2026-11-03 c\n"),
    ("- [ ] b c\n", "- [x] b c \u{2795} 2026-11-03\n"),
    ("- [ ] b c\n", "- [x] b c \u{2795}\u{fe0f} 2026-11-03\n"),
    ("- [ ] b c\n", "- [X] b c\n  since:2026-11-03\n"),
    ("- [ ] b c\n", "- [~] since:2026-11-03 b\n  c\n"),
    (
        "- [ ] Call, please\n",
        "- [x] Call since:2026-11-03, please\n",
    ),
    ("- [ ] bc\n", "- [x] b [since:: 2026-11-03]c\n"),
    (
        "- [ ] one\n  2. [ ] two\n",
        "- [x] one\n  2. [ ] two since:2026-11-03\n",
    ),
    (
        "- [ ] cafe\u{301} au lait\n",
        "- [x] caf\u{e9} since:2026-11-03 au lait\n",
    ),
    ("- [ ] 5 K\n", "- [x] 5 \u{212a} since:2026-11-03\n"),
    // After a formatter or a document service.
    ("- [ ] a_b c\n", "- [x] a\\_b c since:2026-11-03\n"),
    (
        "- [ ] un**believ**able\n",
        "- [x] unbelievable since:2026-11-03\n",
    ),
    (
        "- [ ] unbelievable\n",
        "- [x] un**believ**able since:2026-11-03\n",
    ),
    ("- [ ] unseen\n", "- [x] un\u{ad}seen since:2026-11-03\n"),
    ("- [ ] ab c\n", "- [x] &#97;b c since:2026-11-03\n"),
    (
        "- [ ] don't – go\n",
        "- [x] **don’t** - go since:2026-11-03\n",
    ),
    (
        "> - [/] b\n>   c\n",
        "- x\n  - [x] b since:2026-11-03\n    c\n",
    ),
    (
        "- [ ] a @alex due:2026-12-01\n  b\n",
        "- [x] @dana a since:2026-11-03\n  b due:2026-12-08\n",
    ),
];

#[test]
fn what_has_ended_is_not_listed_in_whatever_form_it_is_written() {
    for (older, newer) in ENDED {
        for later in ["", "- [ ] other\n"] {
            let memory = Memory::new(&[
                ("2026-11-03", older),
                ("2026-11-10", newer),
                ("2026-11-17", later),
            ]);
            let open: Vec<String> = quickly(&memory)
                .into_iter()
                .map(|item| item.title)
                .filter(|title| title != "other")
                .collect();
            assert_eq!(open, Vec::<String>::new(), "{older:?} {newer:?}");
            agree(&memory);
        }
    }
}

#[test]
fn what_has_ended_is_not_carried_again() {
    for (older, newer) in ENDED {
        let sandbox = Sandbox::new();
        sandbox.write("alex/meetings/2026-11-03.md", older);
        sandbox.write("alex/meetings/2026-11-10.md", newer);
        sandbox.run_line("new alex --no-edit").ended_with(0);
        let agenda = sandbox.read("alex/meetings/2026-11-24.md");
        assert!(!agenda.contains("since:"), "{older:?} {newer:?}\n{agenda}");
        let listed = sandbox.run_line("items alex").ended_with(0).stdout;
        assert_eq!(listed, "", "{older:?} {newer:?}");
    }
}

#[test]
fn what_only_looks_like_a_copy_ends_nothing() {
    for newer in [
        "- [x] b c since:2026-11-04\n",
        "- [x] b C since:2026-11-03\n",
        "- [x] b c `since:2026-11-03`\n",
        "- [x] b c d since:2026-11-03\n",
        "- [x] b\n\n  c since:2026-11-03\n",
        "b c since:2026-11-03\n",
        "- b c since:2026-11-03\n",
        "```\n- [x] b c since:2026-11-03\n```\n",
        "- [x] b c since:2026-11-031\n",
        "- [x] other since:2026-11-03\n- [x] b c\n",
    ] {
        let memory = Memory::new(&[("2026-11-03", "- [ ] b c\n"), ("2026-11-10", newer)]);
        let open = quickly(&memory);
        let found = open.iter().filter(|item| item.title == "b c");
        assert_eq!(found.count(), 1, "{newer:?}");
        agree(&memory);
    }
}

/// An item, in words and forms so few that copies meet.
fn item() -> impl Strategy<Value = String> {
    let mark = select(vec![" ", " ", " ", "x", ">", "-", "/", "X", "~", "?"]);
    let words = select(vec![
        "{} b c",
        "b {} c",
        "b c{}",
        "b\n  c{}",
        "b{}\n  c",
        "b c\n  {}",
        "{} b\n  c",
        "bc{}",
        "b{}c",
        "d{}",
        "",
        "see `b` c{}",
        "b, c{}",
        "b{}, c",
    ]);
    let origin = select(vec![
        "",
        "",
        "",
        " since:2026-11-03",
        " since:2026-11-03",
        " since:2026-11-10",
        " [created:: 2026-11-03]",
        " [since :: 2026-11-03]",
        " (since:: 2026-11-10)",
        " \u{2795} 2026-11-03",
        " \u{2795}\u{fe0f}2026-11-10",
        " since:2026-11-17",
        " since:2026-11-03 since:2026-11-10",
        " `since:2026-11-03`",
        " Since:2026-11-03",
    ]);
    let other = select(vec![
        "",
        "",
        "",
        " @alex",
        " due:2026-12-01",
        " p:1",
        " [due:: 2026-12-01]",
    ]);
    let lead = select(vec![
        "- ",
        "- ",
        "- ",
        "* ",
        "1. ",
        "> - ",
        "- x\n  - ",
        "- [ ] p\n  - ",
    ]);
    (lead, mark, words, origin, other).prop_map(|(lead, mark, words, origin, other)| {
        let indent = lead.rsplit('\n').next().unwrap_or_default();
        let below = match lead {
            "> - " => ">   ".to_string(),
            _ => " ".repeat(indent.len()),
        };
        let text = words
            .replace("{}", &format!("{origin}{other}"))
            .replace("\n  ", &format!("\n{below}"));
        format!("{lead}[{mark}] {}\n", text.trim_start())
    })
}

fn meeting() -> impl Strategy<Value = String> {
    let above = select(vec![
        "",
        "",
        "## Action items\n",
        "---\nstatus: held\n---\n",
        "---\nmoved_from: 2026-11-03\n---\n",
        "---\nmoved_from: 2026-11-24\n---\n",
    ]);
    let between = select(vec![
        "",
        "\n",
        "\n## Notes\n",
        "\nbecause it was created since then\n\n",
    ]);
    (
        above,
        prop::collection::vec((item(), between), 0..4),
        any::<bool>(),
    )
        .prop_map(|(above, items, crlf)| {
            let items: String = items
                .iter()
                .map(|(item, between)| format!("{item}{between}"))
                .collect();
            let text = format!("{above}{items}");
            if crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            }
        })
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn the_quick_listing_and_the_whole_reading_agree(texts in prop::collection::vec(meeting(), 2..5)) {
        let mut memory = Memory::new(&[]);
        for (day, text) in ["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"].iter().zip(texts) {
            memory.files.insert(date(day), text);
        }
        agree(&memory);
    }
}
