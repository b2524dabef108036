//! Lines that look like a checkbox to a person and are none to Markdown.

use super::checkbox::{Checkbox, CheckboxStatus, is_blank};
use super::document::Document;
use super::odd_box::OddBox;
use super::outline::ListItem;
use super::rules;
use crate::text::{Diagnostic, Span, TextEdit, counted, without_line_end};

/// A line that was probably meant as an item.
struct NearMiss {
    span: Span,
    message: &'static str,
    help: String,
    /// The bytes of the source that make it an item when they are replaced so. `None` where other lines would have to
    /// change, too.
    repair: Option<(Span, String)>,
}

/// Everything in the body that was probably meant as an item, or is one that we leave alone.
pub(super) fn diagnostics(document: &Document, unclosed_fences: &[Span]) -> Vec<Diagnostic> {
    let source = document.source();
    let mut found: Vec<Diagnostic> = near_misses(document)
        .into_iter()
        .map(|miss| {
            let repair = miss.repair;
            let repair = repair.map(|(span, text)| TextEdit::replace(source, span, text));
            Diagnostic::new(rules::ALMOST_A_CHECKBOX, miss.span, miss.message)
                .with_help(format!("to make it an item, write {}", miss.help))
                .with_repair(repair)
        })
        .collect();
    for fence in unclosed_fences {
        let hidden = fence
            .slice(source)
            .lines()
            .skip(1)
            .filter(|line| is_box_line(line))
            .count();
        if hidden > 0 {
            let first = fence.slice(source).lines().next().unwrap_or_default();
            found.push(
                Diagnostic::new(
                    rules::UNCLOSED_FENCE,
                    Span::new(fence.start, fence.start + first.len()),
                    format!(
                        "this code fence is never closed and hides {}",
                        counted(hidden, "checkbox line")
                    ),
                )
                .with_help("close it with a line of the same characters"),
            );
        }
    }
    for (index, item) in document.items().iter().enumerate() {
        if let Some(checkbox) = item.checkbox {
            if checkbox.status == CheckboxStatus::Unknown && !is_label(checkbox, source) {
                found.push(unknown_status(source, checkbox));
            }
            found.extend(not_a_child(document, index, item, checkbox));
        }
    }
    found
}

/// `line`, which stands alone, as the item as which it was probably meant; `None` for one that is none, or is one.
pub fn item_meant(line: &str) -> Option<String> {
    if !line.contains('[') && line.is_ascii() {
        return None;
    }
    let document = Document::new(line);
    let (span, new) = near_misses(&document).pop()?.repair?;
    Some(format!("{}{new}{}", &line[..span.start], &line[span.end..]))
}

fn near_misses(document: &Document) -> Vec<NearMiss> {
    let mut found = Vec::new();
    let source = document.source();
    let known: Vec<usize> = document
        .items()
        .iter()
        .filter_map(|item| item.checkbox.map(|checkbox| checkbox.span.start))
        .collect();
    let mut verbatim = document.verbatim().iter().copied().peekable();
    let mut at = document.body().start;
    let mut bare_marker_above = false;
    for raw_line in source[at..].split_inclusive(['\n', '\r']) {
        let line = without_line_end(raw_line);
        while verbatim.next_if(|span| span.end <= at).is_some() {}
        let code = verbatim
            .peek()
            .copied()
            .filter(|span| span.start < at + line.len());
        let shape = LineShape::of(line);
        let inside = code.is_some_and(|span| span.start <= at + shape.indent);
        let has_bracket = memchr::memchr(b'[', line.as_bytes()).is_some();
        if !inside && (has_bracket || !line.is_ascii()) {
            let box_at = at + shape.content;
            let is_known = known.binary_search(&box_at).is_ok();
            let plain = || look_at(line, &shape, at, bare_marker_above, code.is_some());
            let odd = || OddBox::read(line).filter(|_| code.is_none());
            let plain = (!is_known && has_bracket).then(plain).flatten();
            let is_odd = || odd().map(|odd| of_odd_box(&odd, line, at));
            found.extend(plain.or_else(|| (!is_known).then(is_odd).flatten()));
        }
        bare_marker_above = shape.has_marker && line[shape.content..].trim().is_empty();
        at += raw_line.len();
    }
    found
}

/// Where the parts of one line begin, in bytes from its start.
struct LineShape {
    indent: usize,
    has_marker: bool,
    /// Blanks between the marker and what follows.
    gap: usize,
    content: usize,
}

impl LineShape {
    fn of(line: &str) -> Self {
        let bytes = line.as_bytes();
        let mut indent = 0;
        while matches!(bytes.get(indent), Some(b' ' | b'\t' | b'>')) {
            indent += 1;
        }
        let mut at = indent;
        let mut has_marker = false;
        // `- - [ ] a` has two markers on one line.
        loop {
            let digits = bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let marker = match bytes.get(at + digits) {
                Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
                Some(b'-' | b'*' | b'+') if digits == 0 => 1,
                _ => 0,
            };
            let after = at + marker;
            let gap = bytes[after..]
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\t'))
                .count();
            if marker == 0 || gap == 0 && after < bytes.len() {
                return LineShape {
                    indent,
                    has_marker,
                    gap: 0,
                    content: at,
                };
            }
            has_marker = true;
            at = after + gap;
            if !matches!(bytes.get(at), Some(b'-' | b'*' | b'+' | b'0'..=b'9')) {
                return LineShape {
                    indent,
                    has_marker,
                    gap,
                    content: at,
                };
            }
        }
    }
}

fn of_odd_box(odd: &OddBox, line: &str, at: usize) -> NearMiss {
    NearMiss {
        span: odd.span(at),
        message: "this is written with signs that make no item",
        help: format!("`{}`", odd.item(line)),
        repair: Some((odd.span(at), odd.plain().to_string())),
    }
}

/// A box as people write it when in a hurry: `[ ]`, `[x]`, with text behind it.
fn is_box_line(line: &str) -> bool {
    let shape = LineShape::of(line);
    shape.has_marker && Checkbox::read(line, shape.content).is_some()
}

fn look_at(
    line: &str,
    shape: &LineShape,
    at: usize,
    bare_marker_above: bool,
    is_code: bool,
) -> Option<NearMiss> {
    let content = &line[shape.content..];
    let is_joined =
        content.starts_with(['-', '*', '+']) && Checkbox::read(line, shape.content + 1).is_some();
    let start = at + shape.content;
    let miss = |length: usize, message, help| NearMiss {
        span: Span::new(start, start + length),
        message,
        help,
        repair: None,
    };
    if is_joined && !is_code {
        return Some(NearMiss {
            repair: Some((Span::at(start + 1), " ".to_string())),
            ..miss(
                4,
                "there is no space between the list marker and the brackets",
                format!("`- {}`", &content[1..]),
            )
        });
    }
    if shape.has_marker {
        return after_marker(content, shape, start, is_code);
    }
    let checkbox = Checkbox::read(line, shape.content)?;
    if matches!(checkbox.status, CheckboxStatus::Unknown) {
        return None;
    }
    let help = format!("`- {content}`");
    if bare_marker_above {
        let message = "a checkbox must stand on the same line as its list marker";
        return Some(miss(3, message, help));
    }
    (shape.indent == 0).then(|| NearMiss {
        repair: Some((Span::at(start), "- ".to_string())),
        ..miss(3, "a checkbox needs a list marker in front of it", help)
    })
}

/// What is wrong with `content`, which stands at `start` after a list marker and is no item.
fn after_marker(content: &str, shape: &LineShape, start: usize, is_code: bool) -> Option<NearMiss> {
    if let Some(inner) = content.strip_prefix("\\[") {
        return escaped(inner, start);
    }
    let (mark, after) = content.strip_prefix('[')?.split_once(']')?;
    let text = after.trim_start();
    let span = Span::new(start, start + mark.len() + 2);
    let rewritten = |message, new: &str| NearMiss {
        span,
        message,
        help: format!("`- {} {text}`", new.trim_end()),
        repair: Some((span, new.to_string())),
    };
    const NO_SPACE: &str = "there is no space between the brackets";
    if text.is_empty() {
        return mark.is_empty().then(|| NearMiss {
            help: "`- [ ] …`".to_string(),
            repair: None, // a box with no text is no item
            ..rewritten(NO_SPACE, "")
        });
    }
    if !after.starts_with([' ', '\t']) {
        let is_link = after.starts_with(['(', '[', ':']);
        let is_box = match mark {
            " " => !is_link,
            "x" | "X" => after.starts_with(char::is_alphanumeric),
            _ => false,
        };
        let message = "there is no space after the brackets";
        return is_box.then(|| rewritten(message, &format!("[{mark}] ")));
    }
    if mark.is_empty() {
        return Some(rewritten(NO_SPACE, "[ ]"));
    }
    if matches!(mark.trim(), "x" | "X") && mark.len() > 1 {
        let message = "there must be nothing but the `x` between the brackets";
        return Some(rewritten(message, "[x]"));
    }
    if is_blank(mark) && mark != " " && mark != "\t" {
        let message = "there must be exactly one space between the brackets";
        return Some(rewritten(message, "[ ]"));
    }
    if matches!(CheckboxStatus::of(mark), CheckboxStatus::Unknown) {
        return None;
    }
    Some(match is_code || shape.gap > 4 {
        true => NearMiss {
            span,
            message: "more than four spaces after the marker make this code, not an item",
            help: format!("`- {content}`"),
            repair: Some((Span::new(start - shape.gap, start), " ".to_string())),
        },
        false => NearMiss {
            span,
            message: "this is not read as a list item here, but as part of the text around it",
            help: format!("`- {content}` with a blank line above it"),
            repair: None,
        },
    })
}

/// What is wrong with a box at `start` whose first bracket is escaped; `inner` is what follows that.
fn escaped(inner: &str, start: usize) -> Option<NearMiss> {
    let (written, after) = inner.split_once(']')?;
    let mark = match written.trim_end_matches('\\') {
        "" => " ",
        mark => mark,
    };
    let text = after.trim_start();
    // `\[x\](address)` is the text of a link.
    let goes_on = after.starts_with(['(', '[', ':']);
    if !matches!(mark, " " | "x" | "X") || text.is_empty() || goes_on {
        return None;
    }
    // A no-break blank behind a box makes none.
    let (blanks, gap) = match after.starts_with([' ', '\t']) {
        true => (0, ""),
        false => (after.len() - text.len(), " "),
    };
    let span = Span::new(start, start + written.len() + 3 + blanks);
    Some(NearMiss {
        span,
        message: "an escaped bracket makes this text, not an item",
        help: format!("`- [{mark}] {text}`"),
        repair: Some((span, format!("[{mark}]{gap}"))),
    })
}

/// Whether the mark says of itself that it is none: the number of a source, or that something was left out.
fn is_label(checkbox: Checkbox, source: &str) -> bool {
    let mark = checkbox.mark.slice(source);
    mark.chars().all(|c| c.is_numeric() || c == '…')
}

fn unknown_status(source: &str, checkbox: Checkbox) -> Diagnostic {
    Diagnostic::new(
        rules::UNKNOWN_STATUS,
        checkbox.span,
        format!(
            "`{}` is no status that oneonone knows; the item is left as it is and never carried",
            checkbox.span.slice(source)
        ),
    )
    .with_help("use `[ ]`, `[/]`, `[x]`, `[-]` or `[>]`")
}

/// An item that stands to the right of the one above, and still not far enough to be its child.
fn not_a_child(
    document: &Document,
    index: usize,
    item: &ListItem,
    checkbox: Checkbox,
) -> Option<Diagnostic> {
    let source = document.source();
    let above = document.items()[item.parent.map_or(0, |parent| parent + 1)..index]
        .iter()
        .rev()
        .find(|other| other.parent == item.parent)?;
    let column = |item: &ListItem| item.marker.start - item.line_start;
    let kind = |item: &ListItem| {
        source
            .as_bytes()
            .get(item.marker.end.wrapping_sub(1))
            .copied()
    };
    let directly_below = above.end >= item.line_start;
    if column(item) <= column(above) || kind(item) == kind(above) || !directly_below {
        return None;
    }
    let needed = column(above) + above.marker.end - above.marker.start + 1;
    Some(
        Diagnostic::new(
            rules::NOT_A_CHILD,
            checkbox.span,
            format!(
                "this is not a child of the item above: {} before its marker, {needed} are needed",
                counted(column(item), "space")
            ),
        )
        .with_help(format!("indent it by {needed} spaces, or by none")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(source: &str) -> Vec<(&'static str, usize, usize)> {
        let document = Document::new(source.to_string());
        document
            .diagnostics()
            .iter()
            .map(|d| {
                let place = document.place(d.span.start);
                (d.rule.code(), place.line, place.column)
            })
            .collect()
    }

    #[test]
    fn near_misses_are_named_with_their_place() {
        for (source, line, column) in [
            ("- [] a\n", 1, 3),
            ("- [  ] a\n", 1, 3),
            ("- [ ]a\n", 1, 3),
            ("- [\u{a0}] a\n", 1, 3),
            ("- \\[ ] a\n", 1, 3),
            ("- \\[x\\] a\n", 1, 3),
            ("-\n  [ ] a\n", 2, 3),
            ("-     [ ] a\n", 1, 7),
            ("Intro:\n2. [ ] a\n", 2, 4),
            ("[ ] a\n", 1, 1),
            ("[] a\n", 1, 1),
            ("> [ ] a\n", 1, 3),
            ("\u{2013} [ ] a\n", 1, 1),
            ("\u{2022} [x] a\n", 1, 1),
            ("-\u{a0}[ ] a\n", 1, 1),
            ("\\- [ ] a\n", 1, 1),
            ("- **[ ]** a\n", 1, 1),
            ("1.[ ] a\n", 1, 1),
            ("\u{2610} a\n", 1, 1),
            ("- \u{2610} a\n", 1, 1),
            ("\u{ff0d}\u{ff3b}\u{3000}\u{ff3d} a\n", 1, 1),
            ("-[ ] a\n", 1, 1),
            // One column short of being a child, so CommonMark reads on in the paragraph.
            ("12.  Project\n\t- [ ] t\n", 2, 4),
        ] {
            assert_eq!(
                codes(source),
                [("almost-a-checkbox", line, column)],
                "{source:?}"
            );
        }
    }

    #[test]
    fn what_is_meant_otherwise_is_left_in_peace() {
        for source in [
            "- [ ] a\n",
            "- [ ]\n",
            "- [a](u) x\n",
            "- [x](u) read\n",
            "- \\[x\\](u) read\n",
            "- \\[ \\]: read\n",
            "- [AS] x\n",
            "Use \"- [ ] x\" here\n",
            "```\n- [] a\n```\n",
            "<!--\n- [] a\n-->\n",
            "text\n\n    - [ ] a\n",
            "- see [ ]a\n",
            "[x]: http://example.com\n",
        ] {
            assert_eq!(codes(source), [], "{source:?}");
        }
    }

    #[test]
    fn the_other_kinds() {
        assert_eq!(codes("1. [ ] a\n  - [ ] b\n"), [("not-a-child", 2, 5)]);
        assert_eq!(
            codes("```\n- [ ] a\n\n# H\n- [ ] b\n"),
            [("unclosed-fence", 1, 1)]
        );
        assert_eq!(codes("- [?] a\n"), [("unknown-status", 1, 3)]);
        assert_eq!(codes("- [済] a\n"), [("unknown-status", 1, 3)]);
        assert_eq!(codes("- [1] a\n- […] b\n"), []);
    }
}
