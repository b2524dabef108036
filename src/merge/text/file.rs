//! Three texts of one meeting made one.

use std::collections::BTreeSet;

use super::block::by_line;
use super::boxes::boxes;
use super::draft::Draft;
use super::emit::emit;
use super::front_matter::merge_front_matter;
use super::layout::{LaidOut, Layout};
use super::merged_tree::MergedTree;
use super::quoted::merge_items;
use super::read_back::{Violation, has_displaced_line, violation};
use super::second_version::{Names, both_changed};
use super::tree::{ChunkKind, Tree, Trees};
use crate::markdown::Damage;
use crate::meeting::Vocabulary;
use crate::merge::three::{Revision, Three};

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
    Damaged(Revision, Damage),
    /// The result would lose or double something: a fault of ours, found before it did harm.
    #[error("the merged text would not hold what both wrote: {0}")]
    Unsafe(String),
    /// A section would stand in another one than either side has it in: a fault of ours, too.
    #[error("the merged text would not hold what both wrote: {0}")]
    Displaced(String),
}

/// Merge the two sides of `texts`, which both began as the base, item by item.
///
/// Swapping the two sides (and their names) gives the same text. A base with damage, such as the markers of an older
/// merge, counts as empty: then nothing of either side is taken for deleted.
///
/// # Errors
/// When a side is damaged, or the result would lose or double something.
pub fn merge(
    texts: Three<&str>,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Result<Merged, MergeRefused> {
    if let Ok(text) = texts.resolved() {
        return Ok(Merged {
            text: text.to_string(),
            remarks: Vec::new(),
        });
    }
    for side in Revision::SIDES {
        if let Some(damage) = Damage::of(texts[side]) {
            return Err(MergeRefused::Damaged(side, damage));
        }
    }
    // Whose side is whose must not matter, not even where nothing but that tells two things apart: so from here on the
    // side whose text sorts first is ours.
    let (mut texts, names) = match texts.ours <= texts.theirs {
        true => (texts, names.clone()),
        false => (texts.swap(), names.swapped()),
    };
    if Damage::of(texts.base).is_some() {
        texts.base = "";
    }
    let texts = texts.map(LaidOut::of);
    let layout = Layout::merged(texts.as_ref().map(|text| text.layout));
    let trees = texts.map(|text| Tree::read(text.text, vocabulary));
    let merge = TextMerge {
        trees: trees.as_ref(),
        names: &names,
        vocabulary,
    };
    let Merged { text, remarks } = merge.by_parts().or_else(|refused| {
        let is_displaced = matches!(refused, MergeRefused::Displaced(_));
        let instead = merge.by_lines().or_else(|| merge.by_items(is_displaced));
        instead.ok_or(refused)
    })?;
    Ok(Merged {
        text: layout.imposed_on(text),
        remarks,
    })
}

/// The three texts, with a line end behind every line, and what is known of them.
struct TextMerge<'a> {
    trees: Trees<'a>,
    names: &'a Names,
    vocabulary: &'a Vocabulary,
}

impl TextMerge<'_> {
    /// The text merged part by part.
    fn by_parts(&self) -> Result<Merged, MergeRefused> {
        let tree = MergedTree::of(self.trees);
        let mut draft = merge_front_matter(self.trees, self.names);
        draft.append(emit(&tree, self.names));
        self.read_back(draft, || self.by_lines())
    }

    /// The text merged line by line, where one side gave it another shape altogether, for instance by putting a fence
    /// around half of it; only where no line was changed by both.
    fn by_lines(&self) -> Option<Merged> {
        let sources = self.trees.map(|tree| tree.source.as_str());
        let text = by_line(ChunkKind::Whole, sources, &mut Vec::new())?;
        let draft = Draft {
            boxes: boxes(&text),
            ..Draft::of(&text)
        };
        let read = Tree::read(text, self.vocabulary);
        let is_safe = violation(self.trees, &read, &draft).is_none()
            && !has_displaced_line(self.trees, &read);
        is_safe.then_some(Merged {
            text: read.source,
            remarks: Vec::new(),
        })
    }

    /// The body merged line by line, and item by item where both changed the same lines; where the parts of one side are
    /// not those of the other, such as the items of a quote that one of them brought into another section. Where
    /// `must_not_displace` no line may stand in another section than a side has it in.
    fn by_items(&self, must_not_displace: bool) -> Option<Merged> {
        let mut draft = merge_front_matter(self.trees, self.names);
        let bodies = self.trees.map(|tree| &tree.source[tree.body..]);
        let is_ours_first = bodies.ours <= bodies.theirs;
        let comment = both_changed(self.names.of_second(is_ours_first));
        draft.append(merge_items(bodies, is_ours_first, &comment));
        draft.boxes = boxes(&draft.text);
        let merged = self.read_back(draft, || None).ok()?;
        let read = || Tree::read(merged.text.clone(), self.vocabulary);
        let is_safe = !must_not_displace || !has_displaced_line(self.trees, &read());
        is_safe.then_some(merged)
    }

    /// The text of `draft`, if it holds what both wrote; `instead` of one into which something came back.
    fn read_back(
        &self,
        draft: Draft,
        instead: impl Fn() -> Option<Merged>,
    ) -> Result<Merged, MergeRefused> {
        let read = Tree::read(draft.text.clone(), self.vocabulary);
        let back = match violation(self.trees, &read, &draft) {
            None => BTreeSet::new(),
            Some(Violation::Harm(harm)) => return Err(MergeRefused::Unsafe(harm)),
            Some(Violation::Displaced(harm)) => return Err(MergeRefused::Displaced(harm)),
            Some(Violation::Back(lines)) => match instead() {
                Some(merged) => return Ok(merged),
                None => lines,
            },
        };
        let text = draft.text;
        let remarks = draft.remarks.iter().map(|(offset, message)| Remark {
            line: text[..*offset].matches('\n').count() + 1,
            message: (*message).to_string(),
        });
        let lines = text.lines().enumerate();
        let lines = lines.filter(|(_, line)| back.contains(line.trim()));
        let came_back = lines.map(|(index, _)| Remark {
            line: index + 1,
            message: "one deleted this line; it stays because of what the other changed around it"
                .to_string(),
        });
        let mut remarks: Vec<Remark> = remarks.chain(came_back).collect();
        remarks.sort_by_key(|remark| remark.line);
        Ok(Merged { text, remarks })
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
        let swapped = names.swapped();
        let vocabulary = Vocabulary::default();
        let text = |base: &str, ours: &str, theirs: &str, names: &Names| {
            merge(Three::new(base, ours, theirs), names, &vocabulary)
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
