//! Sections without a heading: below a bold line, or below a point that is called as a section is.
//!
//! `docs/format.md` says what counts. A role is looked for there only where no heading of the file has it; what is
//! personal is always, so that it is closed however it is written.

use std::collections::HashSet;

use super::language::Language;
use super::role::Role;
use super::vocabulary::Vocabulary;
use crate::markdown::{BlockKind, Document, Heading};
use crate::text::Span;

/// A place at which a section begins.
#[derive(Clone, Debug)]
pub(super) struct SectionStart {
    /// Its heading, or the line that stands for one. The level only says what lies within what: that of a line is deeper than
    /// that of any heading, so that each heading ends it.
    pub heading: Heading,
    /// What made it.
    pub form: StartForm,
}

impl SectionStart {
    /// That of a section with this heading.
    pub fn of_heading(heading: Heading) -> Self {
        SectionStart {
            heading,
            form: StartForm::Heading,
        }
    }
}

/// What begins a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StartForm {
    /// A heading.
    Heading,
    /// A line of its own, bold or with a list below it.
    Line,
    /// A point of a list, which begins in this line.
    Point(usize),
    /// The end of a point: what stands below it goes on with the section around.
    Rest,
}

/// No line that stands for a heading is longer, in bytes.
const LONGEST: usize = 120;
/// The level of a line at the margin; that of a point is deeper, and of one within it still deeper.
const OF_LINES: usize = 7;

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// All of it is bold.
    Bold,
    /// All of it is emphasised, which may be meant as no more than that.
    Emphasised,
    /// It ends with a colon, and a list begins below it.
    BeforeList,
    /// A point that is bold, ends with a colon or is a heading in the list.
    MarkedPoint,
    /// A point with something below it.
    Point,
}

/// A line that may stand for a heading.
#[derive(Clone, Copy, Debug)]
struct StandingLine<'t> {
    /// The line, its end included.
    span: Span,
    standing: Standing,
    title: &'t str,
}

/// Whether `source` may have a section without a heading. It is quick, and where it says no there is none.
pub(super) fn may_have_unheaded(
    source: &str,
    vocabulary: &Vocabulary,
    spoken: &dyn Fn() -> Option<Language>,
) -> bool {
    standing_lines(source).any(|line| role_of(&line, vocabulary, spoken).is_some())
}

/// Where the sections of `document` begin, in order.
pub(super) fn section_starts(
    document: &Document,
    vocabulary: &Vocabulary,
    spoken: &dyn Fn() -> Option<Language>,
) -> Vec<SectionStart> {
    let headings = document.headings().iter().cloned();
    let mut starts: Vec<SectionStart> = headings.map(SectionStart::of_heading).collect();
    let source = document.source();
    let lines: Vec<StandingLine<'_>> = standing_lines(source).collect();
    let is_named = |line: &StandingLine<'_>| role_of(line, vocabulary, spoken).is_some();
    if !lines.iter().any(is_named) {
        return starts;
    }
    let known: HashSet<Role> = document
        .headings()
        .iter()
        .filter_map(|heading| {
            vocabulary
                .meaning(&heading.title, heading.level, spoken)
                .role
        })
        .collect();
    let is_wanted = |line: &StandingLine<'_>| match role_of(line, vocabulary, spoken) {
        Some(Role::Personal) => true,
        // Where headings are used, a plain point is one.
        Some(role) => {
            !known.contains(&role) && (line.standing != Standing::Point || known.is_empty())
        }
        None => false,
    };
    let mut is_below_line = false;
    for line in &lines {
        let place = LinePlace::of(document, line);
        let wanted = is_wanted(line);
        let (level, form, end) = match place {
            LinePlace::Elsewhere => continue,
            // One that means nothing ends what began with another.
            LinePlace::Paragraph { is_whole } if wanted || is_below_line && is_whole => {
                is_below_line = true;
                (OF_LINES, StartForm::Line, None)
            }
            LinePlace::Item {
                depth,
                has_points,
                end,
            } if wanted
                && (has_points || role_of(line, vocabulary, spoken) == Some(Role::Personal)) =>
            {
                (
                    OF_LINES + 1 + depth,
                    StartForm::Point(line.span.start),
                    Some(end),
                )
            }
            _ => continue,
        };
        starts.push(SectionStart {
            heading: Heading {
                level,
                span: line.span,
                title: line.title.to_string(),
            },
            form,
        });
        if let Some(end) = end {
            starts.push(SectionStart {
                heading: Heading {
                    level,
                    span: Span::at(end),
                    title: String::new(),
                },
                form: StartForm::Rest,
            });
        }
    }
    starts.sort_by_key(|start| start.heading.span.start);
    without_empty_rests(starts, source)
}

/// `starts` without those of a rest in which nothing stands.
fn without_empty_rests(starts: Vec<SectionStart>, source: &str) -> Vec<SectionStart> {
    let mut kept: Vec<SectionStart> = Vec::with_capacity(starts.len());
    for start in starts.into_iter().rev() {
        let end = kept
            .last()
            .map_or(source.len(), |next| next.heading.span.start);
        let is_empty = source[start.heading.span.start.min(end)..end]
            .trim()
            .is_empty();
        let is_ended = kept
            .last()
            .is_none_or(|next| next.heading.level <= start.heading.level);
        if start.form != StartForm::Rest || !(is_empty && is_ended) {
            kept.push(start);
        }
    }
    kept.reverse();
    kept
}

/// What `line` means, if it stands for a heading.
fn role_of(
    line: &StandingLine<'_>,
    vocabulary: &Vocabulary,
    spoken: &dyn Fn() -> Option<Language>,
) -> Option<Role> {
    let role = match line.standing {
        // Without a sign that it is meant so, only what is called exactly so is a heading.
        Standing::Point => vocabulary.exact_role(line.title)?,
        _ => {
            let meaning = vocabulary.meaning(line.title, 2, spoken);
            meaning.role.filter(|_| !meaning.by_word)?
        }
    };
    (line.standing != Standing::Emphasised || role == Role::Personal).then_some(role)
}

/// Where in the document a line stands.
enum LinePlace {
    /// In a paragraph at the margin, which it may be all of.
    Paragraph {
        is_whole: bool,
    },
    /// It is the first line of a point without a box.
    Item {
        /// How many points are around it.
        depth: usize,
        has_points: bool,
        end: usize,
    },
    Elsewhere,
}

impl LinePlace {
    fn of(document: &Document, line: &StandingLine<'_>) -> LinePlace {
        if matches!(line.standing, Standing::MarkedPoint | Standing::Point) {
            return LinePlace::of_item(document, line).unwrap_or(LinePlace::Elsewhere);
        }
        let blocks = document.blocks();
        let after = blocks.partition_point(|block| block.span.start <= line.span.start + 3);
        let block = after.checked_sub(1).map(|index| blocks[index]);
        match block.filter(|block| block.kind == BlockKind::Paragraph) {
            Some(block) if line.span.start < block.span.end => LinePlace::Paragraph {
                is_whole: block.span.end <= line.span.end && line.span.start <= block.span.start,
            },
            _ => LinePlace::Elsewhere,
        }
    }

    fn of_item(document: &Document, line: &StandingLine<'_>) -> Option<LinePlace> {
        let items = document.items();
        let index = items.partition_point(|item| item.line_start < line.span.start);
        let item = items.get(index)?;
        let next = items.get(index + 1);
        // What stands below a box is a part of what was promised.
        let is_plain = |index: usize| {
            let mut all = std::iter::successors(Some(index), |item| items[*item].parent);
            all.all(|item| items[item].checkbox.is_none())
        };
        let is_alone = next.is_none_or(|next| next.line_start != item.line_start);
        let is_point = item.line_start == line.span.start
            && is_alone
            && item.quote_depth == 0
            && is_plain(index)
            && (line.standing == Standing::MarkedPoint
                || item.lines.iter().all(|text| text.start < line.span.end))
            && item.end > line.span.end;
        let around = std::iter::successors(item.parent, |parent| items[*parent].parent);
        is_point.then(|| LinePlace::Item {
            depth: around.count(),
            has_points: next.is_some_and(|next| next.parent == Some(index)),
            end: item.end,
        })
    }
}

/// The lines of `source` that stand out as a heading does.
fn standing_lines(source: &str) -> impl Iterator<Item = StandingLine<'_>> {
    let bytes = source.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < source.len() {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(source.len(), |n| at + n);
            let next = match bytes.get(end..end + 2) {
                Some(b"\r\n") => end + 2,
                _ => (end + 1).min(source.len()),
            };
            let span = Span::new(at, next);
            let line = &source[at..end];
            at = next;
            if let Some((standing, title)) = standing(line, &source[next..]) {
                return Some(StandingLine {
                    span,
                    standing,
                    title,
                });
            }
        }
        None
    })
}

/// How `line` stands out, if it does, and what it is called; `below` is what follows it.
fn standing<'t>(line: &'t str, below: &str) -> Option<(Standing, &'t str)> {
    let text = line.trim_matches([' ', '\t']);
    if text.len() > LONGEST || text.len() < 2 {
        return None;
    }
    let (standing, inner) = match after_marker(text) {
        Some(inner) => (standing_point(line, inner, below)?, inner),
        None => {
            let marks = marks_around(text);
            let standing = match marks {
                0 if !(ends_with_colon(text) && is_list(below)) => return None,
                0 => Standing::BeforeList,
                1 => Standing::Emphasised,
                _ => Standing::Bold,
            };
            (standing, text)
        }
    };
    let title = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (!title.is_empty()).then_some((standing, title))
}

/// How a point with the text `inner` stands out.
fn standing_point(line: &str, inner: &str, below: &str) -> Option<Standing> {
    if inner.starts_with('[') {
        return None;
    }
    let next = first_line(below);
    let has_below = indentation(next) > indentation(line);
    let level = inner.len() - inner.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&level) && inner[level..].starts_with([' ', '\t']);
    if !has_below {
        return None;
    }
    if is_heading || ends_with_colon(inner) || marks_around(inner) > 1 {
        return Some(Standing::MarkedPoint);
    }
    (!inner.ends_with(['?', '？', '.', '。', '!', '！'])).then_some(Standing::Point)
}

/// `text`, a line without its indentation, without the marker of a point.
fn after_marker(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match text.strip_prefix(['-', '*', '+']) {
        Some(after) => after,
        None if digits.len() < text.len() => digits.strip_prefix(['.', ')'])?,
        None => return None,
    };
    let inner = after.trim_start_matches([' ', '\t']);
    (inner.len() < after.len()).then_some(inner)
}

/// How many marks of emphasis stand around all of `text`, but for signs before it and a colon behind it.
fn marks_around(text: &str) -> usize {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let text = text.trim_end_matches([':', '：', ' ']);
    let inner = text.trim_start_matches(is_mark);
    let before = text.len() - inner.len();
    let bare = inner
        .trim_end_matches([':', '：', ' '])
        .trim_end_matches(is_mark);
    let behind = inner.len() - bare.len();
    let is_one = !bare.contains("**") && !bare.contains("__");
    if is_one { before.min(behind) } else { 0 }
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_')
}

fn ends_with_colon(text: &str) -> bool {
    text.trim_end_matches(is_mark).ends_with([':', '：'])
}

/// The first line of `text` that is not blank.
fn first_line(text: &str) -> &str {
    let mut lines = text.split(['\n', '\r']);
    lines
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
}

fn is_list(below: &str) -> bool {
    after_marker(first_line(below).trim_start_matches([' ', '\t'])).is_some()
}

fn indentation(line: &str) -> usize {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.map(|byte| if byte == b'\t' { 4 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Meeting, parse_date};

    /// Each section of `source`: its level, role, and the first words in it.
    fn check(source: &str, expected: &[&str]) {
        let date = parse_date("2026-11-24").expect("a date");
        let meeting = Meeting::read(date, source.to_string(), None, &Vocabulary::default());
        let told: Vec<String> = (meeting.sections().iter().enumerate())
            .map(|(at, section)| {
                let role = meeting.role_at(at).map_or("-", Role::word);
                let own = section.own.slice(source).trim().replace('\n', "|");
                format!("{} {role} {}: {own}", section.level, section.title)
            })
            .collect();
        assert_eq!(told, expected, "{source}");
        // All of it stands in exactly one section, but for what stands before the first.
        let parts: String = (meeting.sections().iter())
            .map(|section| {
                let heading = section.heading.slice(source);
                format!("{heading}{}", section.own.slice(source))
            })
            .collect();
        assert!(source.ends_with(&parts), "{source}");
    }

    #[test]
    fn points_and_bold_lines_are_sections() {
        check(
            "- 🏆 Wins and achievements:\n  - a\n  - b\n- 🚧 Blockers and bottlenecks:\n  - c\n",
            &[
                "2 wins Wins and achievements: - a|  - b",
                "2 blockers Blockers and bottlenecks: - c",
            ],
        );
        check(
            "# 1:1\n\n**Wins**\n- a\n\n**Budget**\n\nb\n\n__Next steps:__\n- [ ] c\n",
            &[
                "1 - 1:1: ",
                "2 wins Wins: - a",
                "2 - Budget: b",
                "2 action-items Next steps: - [ ] c",
            ],
        );
        check(
            "## Notes\n- Wins:\n  - a\n- b\n\n## Team\nc\n",
            &[
                "2 notes Notes: ",
                "3 wins Wins: - a",
                "3 notes Notes: - b",
                "2 - Team: c",
            ],
        );
        check(
            "Erfolge:\n- a\n\nNächste Schritte:\n\n1. [ ] b\n",
            &[
                "2 wins Erfolge: - a",
                "2 action-items Nächste Schritte: 1. [ ] b",
            ],
        );
        check("- ## Wins\n  - a\n", &["2 wins Wins: - a"]);
        check("**Wins**\nall well\n", &["2 wins Wins: all well"]);
        check(
            "1. **Wins**\n   - a\n2. Team\n   - b\n",
            &["2 wins Wins: - a", "2 - : 2. Team|   - b"],
        );
    }

    #[test]
    fn what_is_personal_is_closed_however_it_is_written() {
        for text in [
            "**Personal**\nx\n",
            "*Private notes*\n\nx\n",
            "__Personal:__\n- x\n",
            "Personal:\n- x\n",
            "- Personal:\n  - x\n",
            "- Personal\n  - x\n",
            "- 🏠 **Personal**\n  x\n",
            "1. Persönliches:\n   - x\n",
            "- a\n  - Personal:\n    - x\n",
            "- # Personal\n  x\n",
            "- Vie privée :\n  - x\n",
            "**個人的なこと**\n- x\n",
            "* **Personal**\r\n  * x\r\n",
        ] {
            for source in [
                text.to_string(),
                format!("# 1:1\n\n## Personal\nfine\n\n## Notes\n{text}"),
                format!("## Notes\n\n{text}## Wins\n- won\n"),
            ] {
                let date = parse_date("2026-11-24").expect("a date");
                let meeting = Meeting::read(date, source.clone(), None, &Vocabulary::default());
                let at = source.find("x\r").or(source.find("x\n")).expect("an x");
                assert!(meeting.is_personal(at), "{source}");
                if let Some(won) = source.find("won") {
                    assert!(!meeting.is_personal(won), "{source}");
                }
            }
        }
    }

    #[test]
    fn other_lines_are_none() {
        for source in [
            "- [ ] Wins:\n  - a\n",
            "- [ ] a\n  - Personal:\n    - b\n",
            "- Wins\n- a\n",
            "- Wins: a\n  - b\n",
            "> **Wins**\n> a\n",
            "```\n**Wins**\n```\n",
            "<!--\n**Wins**\n-->\n",
            "- Shipped it\n  - a\n",
            "**Wins** and **losses**\n",
            "We spoke of these wins:\n- a\n",
            "Wins:\nnone\n",
            "- What is new?\n  - a\n",
            "*Wins*\n",
        ] {
            check(source, &[]);
        }
        // Where a heading has the role, nothing else has; and a plain point is none where there are headings.
        check("## Wins\n- Wins:\n  - a\n", &["2 wins Wins: - Wins:|  - a"]);
        check(
            "## Notes\n- Plans\n  - a\n",
            &["2 notes Notes: - Plans|  - a"],
        );
    }

    proptest::proptest! {
        /// What is skimmed has the roles of what is read whole.
        #[test]
        fn a_quick_reading_says_the_same(lines in proptest::collection::vec(
            proptest::sample::select(vec![
                "# 1:1", "## Wins", "### Team", "**Wins**", "**Personal**", "**Team**", "- Wins:", "- Personal:",
                "  - Personal", "    - [ ] c", "- Plans", "  - [ ] a", "- [ ] b", "  - [x] d", "- x", "text", "", "",
                "Plans:", "1. **Career**", "   - [ ] e", "```", "> - [ ] f", "- ## Notes",
            ]), 0..14
        )) {
            use crate::markdown::Wanted;
            use crate::meeting::Skimmed;
            let source = lines.join("\n") + "\n";
            let date = parse_date("2026-11-24").expect("a date");
            let vocabulary = Vocabulary::default();
            let whole = Meeting::read(date, source.clone(), None, &vocabulary);
            let told = |items: &[crate::meeting::ActionItem]| -> Vec<(String, Option<Role>)> {
                let open = items.iter().filter(|item| item.status().is_open());
                open.map(|item| (item.title.clone(), item.role)).collect()
            };
            for wanted in [Wanted::Open, Wanted::Any] {
                let skimmed = Skimmed::read(date, source.clone(), None, &vocabulary, wanted);
                proptest::prop_assert_eq!(told(skimmed.items()), told(whole.items()), "{}", source);
            }
        }
    }
}
