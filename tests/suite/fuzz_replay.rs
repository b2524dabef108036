//! A small stand-in for the fuzzer, so that every run of the tests sees some odd bytes: see `fuzz/`.

use proptest::prelude::*;
use proptest::sample::select;

use super::any_bytes::check;
use super::any_merge;
use super::laws::cases;

/// Pieces from which structure is made, in any order.
pub fn fragment() -> impl Strategy<Value = Vec<u8>> {
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

/// A line that stands in some of three texts, mostly in all, as versions of one file have most lines in common. The bits of
/// the number say in which.
fn line_of_three() -> impl Strategy<Value = (u8, Vec<u8>)> {
    let of = prop_oneof![4 => Just(7), 3 => 1..7_u8];
    (
        of,
        prop::collection::vec(fragment(), 1..4).prop_map(|parts| parts.concat()),
    )
}

fn check_three(lines: &[(u8, Vec<u8>)], has_end: bool) {
    let text = |bit: u8| {
        let wanted = lines.iter().filter(|(of, _)| of & bit != 0);
        let lines: Vec<&[u8]> = wanted.map(|(_, line)| line.as_slice()).collect();
        let mut text = lines.join(&b'\n');
        text.extend(has_end.then_some(b'\n'));
        text.retain(|byte| *byte != 0);
        text
    };
    any_merge::check(&[text(1), text(2), text(4)].join(&0));
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn lines_of_three_texts(lines in prop::collection::vec(line_of_three(), 0..14), has_end: bool) {
        check_three(&lines, has_end);
    }
}

#[test]
fn three_texts_that_once_came_out_otherwise_when_swapped() {
    let check = |lines: &[(u8, &str)]| {
        let lines: Vec<_> = lines
            .iter()
            .map(|(of, line)| (*of, line.as_bytes().to_vec()))
            .collect();
        check_three(&lines, true);
    };
    // A text below a heading that one side put in, and below one of two of that name that the other did.
    check(&[(2, "## Wins"), (6, "## Wins"), (7, "text"), (7, "- [ ] a")]);
    // A heading of no words on one side, one of nothing but a control character on the other.
    check(&[(7, "\u{e}"), (2, "- "), (4, "# ")]);
    // Each side has what the other made of a line, in another place.
    check(&[(6, "]]>"), (7, "]]>"), (2, "# "), (6, ""), (7, "[")]);
    // Two headings of no words, each below another one.
    check(&[(7, "## Wins"), (7, "[ ]"), (3, "- "), (6, "### ")]);
    // The same words, an item on one side and text on the other.
    check(&[(3, "[x]: u"), (7, "10) [-] e"), (6, "`")]);
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
