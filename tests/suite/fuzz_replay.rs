//! A small stand-in for the fuzzer, so that every run of the tests sees some odd bytes: see `fuzz/`.

use proptest::prelude::*;
use proptest::sample::select;

use super::any_bytes::check;
use super::any_merge;
use super::laws::cases;

/// Pieces from which structure is made, in any order.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    let known = select(vec![
        "- [ ] a",
        "- [x] b",
        "* [>] c",
        "1. [ ] d",
        "10) [-] e",
        "  ",
        "    ",
        "\t",
        "> ",
        ">",
        "- ",
        "-",
        "+ ",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "# ",
        "## Wins",
        "###",
        "===",
        "---",
        "---\n",
        "...\n",
        "```",
        "~~~",
        "`",
        "``",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<b",
        "<?",
        "<![CDATA[",
        "]]>",
        "[",
        "]",
        "](",
        "](u)",
        "[x]: u",
        "[ ]",
        "[🎉]",
        "\\",
        "\\[ ]",
        "*",
        "**",
        "_",
        "&amp;",
        "&#0;",
        "@ana",
        "@",
        "due:2026-12-01",
        "due: fri",
        "since:2026-11-03",
        "due:2026-02-30",
        "p:1",
        "(A) ",
        "📅 2026-12-01",
        "📅️",
        "➕ 2026-11-03",
        "[due:: 2026-12-01]",
        "[owner:: ana]",
        "@due(2026-12-01)",
        "-> 2026-12-01",
        "http://x",
        "<http://x>",
        "é",
        "e\u{301}",
        "日本",
        "👩‍👩‍👧",
        "\u{feff}",
        "\u{2028}",
        "\u{a0}",
        "\0",
        "<<<<<<< ours",
        "=======",
        ">>>>>>> theirs",
        "moved_from: 2026-11-03",
        "status: held",
        "date: \"x",
        "a: [",
        "a: &x",
        "b: *x",
        "key:",
        "key: 'é",
        "key: \"é",
        "'",
        "\"",
        "  - y",
        "| a |",
        "|---|",
        "text",
        "word ",
    ])
    .prop_map(|text| text.as_bytes().to_vec());
    prop_oneof![
        30 => known,
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ]
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn any_mixture_of_fragments(parts in prop::collection::vec(fragment(), 0..30)) {
        check(&parts.concat());
        // Front matter is read only at the very start, where a mixture seldom has it.
        check(&[b"---\n".to_vec(), parts.concat(), b"\n---\n".to_vec()].concat());
    }

    #[test]
    fn any_three_mixtures(
        base in prop::collection::vec(fragment(), 0..20),
        ours in prop::collection::vec(fragment(), 0..6),
        theirs in prop::collection::vec(fragment(), 0..6),
        cuts in prop::array::uniform2(0..20_usize),
    ) {
        // Each side is the base with some of it taken out and something else put in.
        let side = |put_in: &[Vec<u8>], at: usize| {
            let at = at.min(base.len());
            let rest = (at + put_in.len()).min(base.len());
            [&base[..at], put_in, &base[rest..]].concat().concat()
        };
        let texts = [base.concat(), side(&ours, cuts[0]), side(&theirs, cuts[1])];
        let clean = texts.map(|text| text.into_iter().filter(|byte| *byte != 0).collect::<Vec<_>>());
        any_merge::check(&clean.join(&0));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        check(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        check(text.as_bytes());
    }
}

#[test]
fn the_corpus() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for entry in std::fs::read_dir(folder).expect("the corpus").flatten() {
        check(&std::fs::read(entry.path()).expect("a document"));
    }
}

#[test]
fn bytes_that_once_brought_it_down() {
    // A single quote in front matter, and behind it a character of several bytes.
    check("---\nreason: 'José is ill'\n---\n".as_bytes());
    check("---\nreason: '🎉'\n---\n- [ ] a\n".as_bytes());
}
