//! Items without reading the whole document.
//!
//! Over a large workspace most text is prose in which no checkbox stands. A heading at column 0 outside of a fence
//! or an HTML block always begins a new block, whatever came before it, so only the parts between such headings that
//! hold something like a checkbox go to the parser. Wherever a line makes that doubtful, the whole document does.
//! A property test holds this to the answer of [`Document`](super::Document).

use std::sync::LazyLock;

use memchr::memmem;

use super::frame::Frame;
use super::outline::{Heading, ListItem, Outline};
use crate::text::Span;

/// Made once: over many small files making it would cost more than the search.
static DEFINITION: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("]:"));

/// Which checkboxes are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Open ones and those in progress. Others may be among the answer.
    Open,
    /// Those that ended or say something unknown, too.
    Any,
}

/// Items of a document, with the headings that stand around them.
#[derive(Clone, Debug, Default)]
pub struct Skim {
    /// The headings around the items, and perhaps others.
    pub headings: Vec<Heading>,
    /// At least all items with a checkbox of the wanted kind, and the items around them.
    pub items: Vec<ListItem>,
}

/// Find the items of `source` that are `wanted`, and as little else as can be.
pub fn skim(source: &str, wanted: Wanted) -> Skim {
    #[cfg(debug_assertions)]
    super::read_counts::note(super::read_counts::ReadPass::Skim, source);
    let candidates = Candidates::new(source.as_bytes(), wanted);
    if candidates.offsets.is_empty() {
        return Skim::default();
    }
    let body_start = Frame::of(source).body_start();
    let body = Span::new(body_start, source.len());
    let mut outline = Outline::default();
    match parts_with(source, body, &candidates.offsets) {
        Some(parts) => {
            for part in parts {
                for heading in part.around {
                    let known = outline.headings.last().map_or(0, |last| last.span.end);
                    if heading.start >= known {
                        outline.add(source, heading);
                    }
                }
                outline.add(source, part.span);
            }
        }
        None => outline.add(source, body),
    }
    Skim {
        headings: outline.headings,
        items: outline.items,
    }
}

/// Offsets of bytes that may be the `[` of a wanted checkbox.
struct Candidates {
    offsets: Vec<usize>,
}

impl Candidates {
    fn new(bytes: &[u8], wanted: Wanted) -> Self {
        let offsets = memchr::memchr_iter(b'[', bytes)
            .filter(|at| {
                let mark = bytes.get(at + 1).copied().unwrap_or_default();
                let closed = bytes.get(at + 2) == Some(&b']');
                match wanted {
                    Wanted::Open => closed && matches!(mark, b' ' | b'\t' | b'/'),
                    // A mark outside ASCII takes several bytes, and then anything may be one.
                    Wanted::Any => closed || !mark.is_ascii(),
                }
            })
            .collect();
        Candidates { offsets }
    }
}

/// A part of a document that begins with a heading at column 0, or at the start.
struct DocumentPart {
    span: Span,
    /// The lines of the headings around it, outermost first.
    around: Vec<Span>,
}

/// The parts of `body` that hold one of `candidates`; `None` where a line makes it doubtful how the text is cut.
fn parts_with(source: &str, body: Span, candidates: &[usize]) -> Option<Vec<DocumentPart>> {
    let bytes = source.as_bytes();
    // A lone CR ends a line, and a reference definition makes links of brackets far away from it.
    let lone_cr = memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
    if lone_cr || DEFINITION.find(bytes).is_some() {
        return None;
    }
    let mut parts = Vec::new();
    let mut around: Vec<(usize, Span)> = Vec::new();
    let mut candidates = candidates
        .iter()
        .copied()
        .skip_while(|at| *at < body.start)
        .peekable();
    let mut part_start = body.start;
    let mut holds_one = false;
    let mut text_above = false;
    let mut at = body.start;
    while at < body.end {
        let line_end = memchr::memchr(b'\n', &bytes[at..body.end]).map_or(body.end, |n| at + n + 1);
        let line = &bytes[at..line_end];
        // Where the line, or the block that it begins, ends.
        let mut end = line_end;
        match kind_of(line, text_above) {
            LineKind::Plain { blank } => {
                text_above = !blank;
                while let Some(candidate) = candidates.next_if(|candidate| *candidate < end) {
                    holds_one |= is_lead(&bytes[at..candidate]);
                }
            }
            LineKind::Heading(level) => {
                push_part(&mut parts, holds_one, Span::new(part_start, at), &around);
                // Nothing after the last candidate's part matters, but its part must be whole.
                if candidates.peek().is_none() {
                    return Some(parts);
                }
                around.retain(|(other, _)| *other < level);
                around.push((level, Span::new(at, line_end)));
                (part_start, holds_one, text_above) = (at, false, false);
            }
            LineKind::Fence { mark, length } => {
                match end_of_fence(&bytes[..body.end], line_end, mark, length) {
                    Some(after) => end = after,
                    None => break, // the rest is code
                }
                text_above = false;
            }
            LineKind::Comment => {
                let after = at + memmem::find(&bytes[at..body.end], b"-->")?;
                end = memchr::memchr(b'\n', &bytes[after..body.end])
                    .map_or(body.end, |n| after + n + 1);
                text_above = false;
            }
            LineKind::Doubtful => return None,
        }
        while candidates.next_if(|candidate| *candidate < end).is_some() {}
        at = end;
    }
    push_part(
        &mut parts,
        holds_one,
        Span::new(part_start, body.end),
        &around,
    );
    Some(parts)
}

/// Whether a checkbox may stand behind `text`, the beginning of a line: only list markers, quote marks and blanks do.
fn is_lead(text: &[u8]) -> bool {
    text.iter().all(|byte| {
        matches!(
            byte,
            b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9'
        )
    })
}

fn push_part(parts: &mut Vec<DocumentPart>, holds_one: bool, span: Span, around: &[(usize, Span)]) {
    if holds_one {
        // The part's own heading is the last of those around it, and is read with the part.
        let outer = around.len().saturating_sub(1);
        parts.push(DocumentPart {
            span,
            around: around[..outer].iter().map(|(_, line)| *line).collect(),
        });
    }
}

enum LineKind {
    Plain { blank: bool },
    Heading(usize),
    Fence { mark: u8, length: usize },
    Comment,
    Doubtful,
}

fn kind_of(line: &[u8], text_above: bool) -> LineKind {
    let Some(&first) = line.first() else {
        return LineKind::Plain { blank: true };
    };
    match first {
        b'#' => {
            let level = run(line, b'#');
            match line.get(level) {
                Some(b' ' | b'\t' | b'\n' | b'\r') | None if level <= 6 => LineKind::Heading(level),
                _ => LineKind::Plain { blank: false },
            }
        }
        b'`' | b'~' => {
            let length = run(line, first);
            if length < 3 {
                LineKind::Plain { blank: false }
            } else if first == b'`' && memchr::memchr(b'`', &line[length..]).is_some() {
                LineKind::Doubtful // not a fence, but close to one
            } else {
                LineKind::Fence {
                    mark: first,
                    length,
                }
            }
        }
        b'<' if line.starts_with(b"<!--") => LineKind::Comment,
        b'<' => LineKind::Doubtful,
        // The line may make a heading of the one above.
        b'=' | b'-' if text_above && is_underline(line, first) => LineKind::Doubtful,
        b' ' => {
            let indent = run(line, b' ');
            let rest = &line[indent..];
            match rest.first() {
                None | Some(b'\n' | b'\r') => LineKind::Plain { blank: true },
                Some(b'#' | b'<' | b'`' | b'~' | b'=' | b'-') if indent <= 3 => {
                    let harmless = rest[0] == b'-' && !is_underline(rest, b'-')
                        || matches!(rest[0], b'`' | b'~') && run(rest, rest[0]) < 3
                        || rest[0] == b'=' && !is_underline(rest, b'=');
                    if harmless {
                        LineKind::Plain { blank: false }
                    } else {
                        LineKind::Doubtful
                    }
                }
                _ => LineKind::Plain { blank: false },
            }
        }
        b'\n' | b'\r' => LineKind::Plain { blank: true },
        b'\t' => LineKind::Plain {
            blank: line.trim_ascii().is_empty(),
        },
        _ => LineKind::Plain { blank: false },
    }
}

fn run(line: &[u8], byte: u8) -> usize {
    line.iter().take_while(|b| **b == byte).count()
}

fn is_underline(line: &[u8], mark: u8) -> bool {
    line.trim_ascii_end().iter().all(|byte| *byte == mark)
}

/// Where the fenced block ends whose opening line ends at `from`.
fn end_of_fence(bytes: &[u8], from: usize, mark: u8, length: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let line_end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
        let line = &bytes[at..line_end];
        let indent = run(line, b' ');
        let fence = &line[indent.min(line.len())..];
        let marks = run(fence, mark);
        if indent <= 3 && marks >= length && fence[marks..].trim_ascii().is_empty() {
            return Some(line_end);
        }
        at = line_end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Document, sections};

    /// Every wanted item with the titles of the headings around it, from one reading.
    fn told(source: &str, headings: &[Heading], items: &[ListItem], wanted: Wanted) -> Vec<String> {
        let sections = sections(headings, source.len());
        let mut told = Vec::new();
        for item in items {
            let Some(checkbox) = item.checkbox else {
                continue;
            };
            if wanted == Wanted::Open && !checkbox.status.is_open() {
                continue;
            }
            let mut path = String::new();
            let mut section = sections
                .iter()
                .rposition(|s| s.heading.start <= item.line_start);
            while let Some(index) = section {
                path.push_str(&sections[index].title);
                path.push('<');
                section = sections[index].parent;
            }
            let parent = item.parent.map(|parent| items[parent].marker);
            told.push(format!(
                "{checkbox:?} {:?} {:?} {} {path} {parent:?}",
                item.lines, item.plain, item.end
            ));
        }
        told
    }

    fn check(source: &str) {
        let document = Document::new(source.to_string());
        for wanted in [Wanted::Open, Wanted::Any] {
            let skimmed = skim(source, wanted);
            assert_eq!(
                told(source, &skimmed.headings, &skimmed.items, wanted),
                told(source, document.headings(), document.items(), wanted),
                "{source:?}"
            );
        }
    }

    #[test]
    fn the_same_items_as_the_whole_document() {
        for source in [
            "# T\n\n## A\n- [ ] a\n\n## B\ntext\n\n## C\n### D\n- x\n  - [/] d\n",
            "```\n# no\n- [ ] a\n```\n# yes\n- [ ] b\n",
            "# A\n```\n- [ ] never closed\n# B\n- [ ] b\n",
            "- ```\n  - [ ] x\n# H\n- [ ] y\n",
            "A\n---\n# B\n## C\n- [ ] c\n",
            "<!-- one -->\n# A\n<!--\n# no\n- [ ] a\n-->\n- [ ] b\n",
            "<div>\n# no\n- [ ] a\n</div>\n\n# A\n- [ ] b\n",
            "---\na: 1\n---\n# A\r\n- [ ] a\r\n",
            "# A\r- [ ] a\r## B\r- [ ] b\r",
            "# A\n- [ ] see [foo @ana]\n\n# B\n[foo @ana]: http://x\n",
            "# A\n  ```\n# B\n- [ ] b\n  ```\n",
            "- a\n  ~~~\n# B\n- [ ] b\n",
            "####### no\n- [ ] a\n#no\n- [ ] b\n# yes\n- [x] c\n",
            "# A\n- [🎉] a\n- [>] b\n",
            "- [ ] a\n===\n- [ ] b\n",
            "  # A\n- [ ] a\n",
        ] {
            check(source);
        }
    }

    mod random {
        use super::check;
        use proptest::prelude::*;

        /// Lines that matter to how a document is cut, in any order.
        fn line() -> impl Strategy<Value = String> {
            let piece = prop::sample::select(vec![
                "# A",
                "## B",
                "### C",
                "#",
                "#no",
                "  # D",
                "    # no",
                "- [ ] a",
                "* [x] b",
                "1. [ ] c",
                "  - [/] d",
                "\t- [ ] e",
                "    - [ ] f",
                "> - [ ] g",
                "> # no",
                "```",
                "~~~",
                "````md",
                "  ```",
                "   ~~~",
                "    ```",
                "``` a`b",
                "<!--",
                "-->",
                "<!-- c -->",
                "x --> y",
                "<div>",
                "</div>",
                "<b>x",
                "text",
                "- text",
                "===",
                "---",
                "- ```",
                "[x]: u",
                "[ ]: v",
                "- [ ] [x]",
                "",
                "",
                "  ",
                "\u{feff}",
                "-",
                "  [ ] h",
                "-     [ ] i",
                "+ [>] j @ana due:2026-01-01",
                "`a",
                "b`",
                "\\",
                "  two",
                "<",
                "&amp;",
                "- [🎉] k",
                "[ ] l",
                "***",
            ]);
            (
                piece,
                prop::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r"]),
            )
                .prop_map(|(piece, end)| format!("{piece}{end}"))
        }

        proptest! {
            #![proptest_config(ProptestConfig::with_cases(4_000))]
            #[test]
            fn documents(lines in prop::collection::vec(line(), 0..24)) {
                check(&lines.concat());
            }

            #[test]
            fn documents_with_plain_line_ends(lines in prop::collection::vec(line(), 0..24)) {
                check(&lines.concat().replace("\r\n", "\n").replace('\r', "\n"));
            }

            #[test]
            fn any_text(text in "[-*+#>` ~\\[\\]x\n\t1.<!a&:\\\\]{0,60}") {
                check(&text);
            }
        }
    }
}
