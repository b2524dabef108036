//! Three texts of one meeting made one.

use super::second_version::Names;
use std::collections::HashSet;

use super::block::by_line;
use super::boxes::boxes;
use super::emit::{Emitted, emit};
use super::front_matter::{MergedFrontMatter, merge_front_matter};
use super::plan::plan;
use super::quoted::Items;
use super::read_back::{Fault, fault, has_displaced_line};
use super::second_version::both_changed;
use super::sides::Trees;
use super::tree::{ChunkKind, Tree};
use crate::markdown::Damage;
use crate::meeting::Vocabulary;
use crate::text::NewlineStyle;

/// One of the three texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// What both began with.
    Base,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// Something in a merged text that the two should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line in the merged text, from 1.
    pub line: usize,
    /// What is there, as one sentence without a full stop.
    pub message: String,
}

/// What a merge gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// What to look at, in the order of the text.
    pub remarks: Vec<Remark>,
}

/// Why three texts were not merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefused {
    /// One of the sides is a file that we never change.
    #[error("{}", .1.diagnostic().message)]
    Damaged(Version, Damage),
    /// The result would lose or double something: a fault of ours, found before it did harm.
    #[error("the merged text would not hold what both wrote: {0}")]
    Unsafe(String),
    /// A section would stand in another one than either side has it in: a fault of ours, too.
    #[error("the merged text would not hold what both wrote: {0}")]
    Displaced(String),
}

/// Merge `ours` and `theirs`, which both began as `base`, item by item.
///
/// Swapping the two sides (and their names) gives the same text. A `base` with damage, such as the markers of an older
/// merge, counts as empty: then nothing of either side is taken for deleted.
///
/// # Errors
/// When a side is damaged, or the result would lose or double something.
pub fn merge(
    base: &str,
    ours: &str,
    theirs: &str,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Result<Merged, MergeRefused> {
    let just = |text: &str| Merged {
        text: text.to_string(),
        remarks: Vec::new(),
    };
    if ours == theirs || theirs == base {
        return Ok(just(ours));
    }
    if ours == base {
        return Ok(just(theirs));
    }
    for (version, text) in [(Version::Ours, ours), (Version::Theirs, theirs)] {
        if let Some(damage) = Damage::of(text) {
            return Err(MergeRefused::Damaged(version, damage));
        }
    }
    let base = if Damage::of(base).is_some() { "" } else { base };
    // Whose side is whose must not matter, not even where nothing but that tells two things apart: so from here on the
    // side whose text sorts first is ours.
    let swapped = Names {
        ours: names.theirs.clone(),
        theirs: names.ours.clone(),
    };
    let (ours, theirs, names) = match ours <= theirs {
        true => (ours, theirs, names),
        false => (theirs, ours, &swapped),
    };
    let laid_out = [base, ours, theirs].map(LaidOut::of);
    let [base_layout, our_layout, their_layout] = &laid_out;
    let trees = laid_out
        .each_ref()
        .map(|text| Tree::read(text.text.clone()));
    let trees = [&trees[0], &trees[1], &trees[2]];
    let Body { text, remarks } = by_parts(trees, names, vocabulary).or_else(|fault| {
        let body = by_lines(trees, vocabulary).or_else(|| {
            let body = by_items(trees, names, vocabulary)?;
            let is_displaced = matches!(fault, MergeRefused::Displaced(_));
            let [_, ours, theirs] = trees.map(|tree| tree.source.as_str());
            (!is_displaced || !has_displaced_line(ours, theirs, &body.text)).then_some(body)
        });
        body.ok_or(fault)
    })?;
    let layout = Layout {
        newline: changed(
            base_layout.layout.newline,
            our_layout.layout.newline,
            their_layout.layout.newline,
        ),
        ends_line: changed(
            base_layout.layout.ends_line,
            our_layout.layout.ends_line,
            their_layout.layout.ends_line,
        ),
        byte_order_mark: changed(
            base_layout.layout.byte_order_mark,
            our_layout.layout.byte_order_mark,
            their_layout.layout.byte_order_mark,
        ),
    };
    Ok(Merged {
        text: layout.imposed_on(text),
        remarks,
    })
}

/// A merged text with a line end behind every line.
struct Body {
    text: String,
    remarks: Vec<Remark>,
}

/// The text merged part by part.
fn by_parts(
    trees: Trees<'_>,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Result<Body, MergeRefused> {
    let plan = plan(trees, vocabulary);
    let front_matter = merge_front_matter(trees, names);
    let emitted = emit(trees, &plan, names);
    whole(trees, front_matter, emitted, vocabulary, |trees| {
        by_lines(trees, vocabulary)
    })
}

/// `front_matter` with the body below it, if that holds what both wrote; `instead` of one into which something came back.
fn whole(
    trees: Trees<'_>,
    front_matter: MergedFrontMatter,
    mut emitted: Emitted,
    vocabulary: &Vocabulary,
    instead: impl Fn(Trees<'_>) -> Option<Body>,
) -> Result<Body, MergeRefused> {
    emitted.absorbed.extend(front_matter.absorbed);
    emitted.kept.extend(front_matter.kept);
    let text = format!("{}{}", front_matter.text, emitted.text);
    let [base, ours, theirs] = trees.map(|tree| tree.source.as_str());
    let back = match fault(base, ours, theirs, &text, &emitted, vocabulary) {
        None => HashSet::new(),
        Some(Fault::Harm(harm)) => return Err(MergeRefused::Unsafe(harm)),
        Some(Fault::Displaced(harm)) => return Err(MergeRefused::Displaced(harm)),
        Some(Fault::Back(lines)) => match instead(trees) {
            Some(body) => return Ok(body),
            None => lines,
        },
    };
    let in_front_matter = front_matter.remarks.iter().map(|(line, message)| Remark {
        line: *line,
        message: (*message).to_string(),
    });
    let above = front_matter.text.len();
    let in_body = emitted.remarks.iter().map(|(offset, message)| Remark {
        line: text[..above + offset].matches('\n').count() + 1,
        message: (*message).to_string(),
    });
    let lines = text.lines().enumerate();
    let in_lines = lines.filter(|(_, line)| back.contains(line.trim()));
    let in_lines = in_lines.map(|(index, _)| Remark {
        line: index + 1,
        message: "one deleted this line; it stays because of what the other changed around it"
            .to_string(),
    });
    let mut remarks: Vec<Remark> = in_front_matter.chain(in_body).chain(in_lines).collect();
    remarks.sort_by_key(|remark| remark.line);
    Ok(Body { text, remarks })
}

/// The text merged line by line, where one side gave it another shape altogether, for instance by putting a fence around
/// half of it; only where no line was changed by both.
fn by_lines(trees: Trees<'_>, vocabulary: &Vocabulary) -> Option<Body> {
    let [base, ours, theirs] = trees.map(|tree| tree.source.as_str());
    let text = by_line(ChunkKind::Whole, base, ours, theirs)?;
    let emitted = Emitted {
        boxes: boxes(&text),
        ..Emitted::default()
    };
    let is_safe = fault(base, ours, theirs, &text, &emitted, vocabulary).is_none()
        && !has_displaced_line(ours, theirs, &text);
    is_safe.then_some(Body {
        text,
        remarks: Vec::new(),
    })
}

/// The body merged line by line, and item by item where both changed the same lines; where the parts of one side are not
/// those of the other, such as the items of a quote that one of them brought into another section.
fn by_items(trees: Trees<'_>, names: &Names, vocabulary: &Vocabulary) -> Option<Body> {
    let front_matter = merge_front_matter(trees, names);
    let [base, ours, theirs] = trees.map(|tree| &tree.source[tree.body..]);
    let is_ours_first = ours <= theirs;
    let second = match is_ours_first {
        true => names.theirs.as_deref(),
        false => names.ours.as_deref(),
    };
    let comment = both_changed(second);
    let items = Items::merge([base, ours, theirs], is_ours_first, &comment);
    let emitted = Emitted {
        boxes: boxes(&format!("{}{}", front_matter.text, items.text)),
        text: items.text,
        remarks: items.remarks,
        absorbed: items.absorbed.into_iter().collect(),
        ..Emitted::default()
    };
    whole(trees, front_matter, emitted, vocabulary, |_| None).ok()
}

/// What the side that changed `base` has; where both did, they have the same.
fn changed<T: PartialEq>(base: T, ours: T, theirs: T) -> T {
    if ours == base { theirs } else { ours }
}

/// How the lines of a whole text end, and whether the last one does; and whether it begins with a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    newline: NewlineStyle,
    ends_line: bool,
    byte_order_mark: bool,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

impl Layout {
    fn imposed_on(self, mut text: String) -> String {
        if !self.ends_line && text.ends_with('\n') {
            text.pop();
        }
        if self.byte_order_mark {
            text.insert(0, BYTE_ORDER_MARK);
        }
        match self.newline {
            NewlineStyle::Lf => text,
            NewlineStyle::CrLf => self.newline.imposed_on(&text.replace("\r\n", "\n")),
        }
    }
}

/// A text with `\n` only, where all its lines ended alike, with a last line end and without a byte order mark; and how it
/// was.
struct LaidOut {
    text: String,
    layout: Layout,
}

impl LaidOut {
    fn of(source: &str) -> LaidOut {
        let without = source.strip_prefix(BYTE_ORDER_MARK);
        let (byte_order_mark, source) = (without.is_some(), without.unwrap_or(source));
        let all = source.matches('\n').count();
        let with_return = source.matches("\r\n").count();
        let is_crlf = all > 0 && all == with_return && source.matches('\r').count() == all;
        let mut text = match is_crlf {
            true => source.replace("\r\n", "\n"),
            false => source.to_string(),
        };
        let ends_line = text.is_empty() || text.ends_with('\n');
        if !ends_line {
            text.push('\n');
        }
        LaidOut {
            text,
            layout: Layout {
                newline: if is_crlf {
                    NewlineStyle::CrLf
                } else {
                    NewlineStyle::Lf
                },
                ends_line,
                byte_order_mark,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "---\ndate: 2026-09-14\nmanager: ana\nic: ben\n---\n\n## Actions\n- [ ] write doc @ben due:2026-09-21\n- [ ] book room @ana\n\n## Notes\nA line of prose.\n";

    /// Merge both ways; what comes out, merged again with either side, must not change.
    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let names = Names {
            ours: Some("Dana".to_string()),
            theirs: Some("Alex".to_string()),
        };
        let swapped = Names {
            ours: names.theirs.clone(),
            theirs: names.ours.clone(),
        };
        let vocabulary = Vocabulary::default();
        let text = |base: &str, ours: &str, theirs: &str, names: &Names| {
            merge(base, ours, theirs, names, &vocabulary)
                .map(|merged| merged.text)
                .unwrap_or_else(|error| error.to_string())
        };
        let merged = text(base, ours, theirs, &names);
        assert_eq!(merged, expected);
        assert_eq!(text(base, theirs, ours, &swapped), expected, "swapped");
        assert_eq!(
            text(base, &merged, theirs, &names),
            expected,
            "again with theirs"
        );
        assert_eq!(
            text(base, &merged, ours, &swapped),
            expected,
            "again with ours"
        );
    }

    /// `BASE` with each first text replaced by the second.
    fn with(changes: &[(&str, &str)]) -> String {
        changes.iter().fold(BASE.to_string(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    }

    #[test]
    fn two_edit_one_agenda() {
        let case = |ours: &[(&str, &str)], theirs: &[(&str, &str)], both: &[(&str, &str)]| {
            check(BASE, &with(ours), &with(theirs), &with(both));
        };
        let room = "- [ ] book room @ana\n";
        // M01
        case(
            &[(room, "- [ ] book room @ana\n- [ ] x\n")],
            &[(room, "- [ ] book room @ana\n- [ ] y\n")],
            &[(room, "- [ ] book room @ana\n- [ ] x\n- [ ] y\n")],
        );
        // M02, M03
        case(
            &[("[ ] write", "[x] write")],
            &[("09-21", "09-28")],
            &[("[ ] write", "[x] write"), ("09-21", "09-28")],
        );
        case(
            &[("[ ] write", "[x] write")],
            &[("[ ] book", "[x] book")],
            &[("[ ] write", "[x] write"), ("[ ] book", "[x] book")],
        );
        // M04
        case(
            &[("ic: ben\n", "ic: ben\nmood: 3\n")],
            &[("ic: ben\n", "ic: ben\nstatus: held\n")],
            &[("ic: ben\n", "ic: ben\nmood: 3\nstatus: held\n")],
        );
        // M09
        case(
            &[("[ ] write", "[>] write")],
            &[("[ ] write", "[x] write")],
            &[("[ ] write", "[x] write")],
        );
        // M11
        case(
            &[(room, "")],
            &[("book room", "book the big room")],
            &[("book room", "book the big room")],
        );
        // M12
        case(
            &[("[ ] write", "[x] write")],
            &[("09-21\n", "09-21\n  - [ ] ask\n")],
            &[
                ("[ ] write", "[x] write"),
                ("09-21\n", "09-21\n  - [ ] ask\n"),
            ],
        );
        // M17
        let swapped = "- [ ] book room @ana\n- [ ] write doc @ben due:2026-09-21\n";
        let both = "- [ ] write doc @ben due:2026-09-21\n- [ ] book room @ana\n";
        case(
            &[(both, swapped)],
            &[("[ ] write", "[x] write")],
            &[(both, &swapped.replace("[ ] write", "[x] write"))],
        );
        // M18
        case(
            &[("\n## Notes", "\n## Feedback\nx\n\n## Notes")],
            &[("\n## Notes", "\n## Feedback\ny\n\n## Notes")],
            &[("\n## Notes", "\n## Feedback\nx\n\ny\n\n## Notes")],
        );
        // M33, M34
        case(
            &[("09-21", "09-28")],
            &[("09-21", "10-01")],
            &[(
                "due:2026-09-21\n",
                "due:2026-10-01\n  - Also: due:2026-09-28 (Dana)\n",
            )],
        );
        case(
            &[("@ben", "@cy")],
            &[("@ben", "@bo")],
            &[(
                "@ben due:2026-09-21\n",
                "@bo due:2026-09-21\n  - Also: @cy (Dana)\n",
            )],
        );
        // Both changed the same words, or different ones.
        let (hall, cellar) = ("book the big hall", "book the big cellar");
        let base = with(&[("book room", "book the big room")]);
        check(
            &base,
            &with(&[("book room", hall)]),
            &with(&[("book room", cellar)]),
            &with(&[(
                room,
                "- [ ] book the big cellar @ana\n- [ ] book the big hall @ana\n  <!-- both changed this: Dana's version -->\n",
            )]),
        );
        case(
            &[("A line of", "Some lines of")],
            &[("prose.", "text.")],
            &[("A line of prose.", "Some lines of text.")],
        );
        case(
            &[("prose.", "verse.")],
            &[("prose.", "text.")],
            &[(
                "A line of prose.",
                "A line of text.\n\nA line of verse.\n<!-- both changed this: Dana's version -->",
            )],
        );
    }

    #[test]
    fn layout_is_merged_too() {
        let crlf = BASE.replace('\n', "\r\n");
        // M14
        check(
            BASE,
            &crlf,
            &with(&[("prose", "verse")]),
            &with(&[("prose", "verse")]).replace('\n', "\r\n"),
        );
        // M13
        let base = BASE.trim_end();
        check(
            base,
            &format!("{base}\n\nMore."),
            &format!("{base}\n\nOther."),
            &format!("{base}\n\nMore.\n\nOther."),
        );
        // M20
        let blanks = BASE.replace("@ana\n", "@ana  \n");
        check(
            &blanks,
            BASE,
            &blanks.replace("[ ] book", "[x] book"),
            &with(&[("[ ] book", "[x] book")]),
        );
        // M24: nothing in common but what both wrote.
        check(
            "",
            BASE,
            &with(&[("[ ] book", "[x] book")]),
            &with(&[("[ ] book", "[x] book")]),
        );
    }
}
