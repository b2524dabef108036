//! What becomes of every part, case by case: three texts in, and out the parts that stay, in their order and their places,
//! with what is to be said of them.

use super::*;
use crate::meeting::Vocabulary;
use crate::merge::text::tree::Tree;

/// The parts of `tree` that stand in `part`, a line each, indented below what they stand in.
fn outline(tree: &MergedTree, part: usize, depth: usize, lines: &mut Vec<String>) {
    for child in &tree.children[part] {
        let nodes = tree.parts[*child];
        let said = nodes
            .in_sides()
            .map(|(side, node)| tree.trees[side].text(node));
        let first = said
            .min()
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let concerns = tree.concerns.iter().filter(|(part, _)| part == child);
        let concerns = concerns.map(|(_, concern)| format!(" !{concern:?}"));
        let concerns: String = concerns.collect();
        // What stands before the first heading has none.
        if !first.is_empty() {
            let indent = "  ".repeat(depth);
            lines.push(format!("{indent}{}{concerns}", first.trim()));
        }
        outline(tree, *child, depth + usize::from(!first.is_empty()), lines);
    }
}

/// Of `base`, which became `ours` here and `theirs` there, these parts stay, whichever of the two is ours.
#[track_caller]
fn check(base: &str, ours: &str, theirs: &str, expected: &[&str]) {
    for [ours, theirs] in [[ours, theirs], [theirs, ours]] {
        let read = |text: &str| Tree::read(text.to_string(), &Vocabulary::default());
        let trees = Three::new(base, ours, theirs).map(read);
        let mut lines = Vec::new();
        outline(&MergedTree::of(trees.as_ref()), 0, 0, &mut lines);
        assert_eq!(lines, expected);
    }
}

#[test]
fn what_one_puts_in_or_takes_away_comes_or_goes() {
    check(
        "- a\n- b\n- c\n",
        "- a\n- x\n- b\n- c\n",
        "- a\n- c\n- y\n",
        &["- a", "- x", "- c", "- y"],
    );
    check("- a\n  - b\n", "- a\n", "- a\n  - b\n", &["- a"]);
    check("a\n\nb\n", "a\n", "a\n\nb\n\nc\n", &["a", "c"]);
    check("- a\n", "", "", &[]);
    // What both put in in the same words is one.
    check(
        "- a\n",
        "- a\n- [ ] b\n",
        "- a\n- [ ] b\n",
        &["- a", "- [ ] b"],
    );
}

#[test]
fn what_one_takes_away_and_the_other_changes_stays() {
    check(
        "- [ ] a\n- b\n",
        "- b\n",
        "- [x] a\n- b\n",
        &["- [x] a !KeptAlthoughDeleted", "- b"],
    );
    // With all that is in it, as that side has it.
    check(
        "- [ ] a\n  - n\n- b\n",
        "- b\n",
        "- [x] a\n  - n\n- b\n",
        &["- [x] a !KeptAlthoughDeleted", "  - n", "- b"],
    );
    // That it was carried is no word about it, unless something else was said as well.
    check("- [ ] a\n- b\n", "- b\n", "- [>] a\n- b\n", &["- b"]);
    check(
        "- [ ] a\n- b\n",
        "- b\n",
        "- [>] a @dana\n- b\n",
        &["- [>] a @dana !KeptAlthoughDeleted", "- b"],
    );
    check(
        "- [x] a\n- b\n",
        "- b\n",
        "- [>] a\n- b\n",
        &["- [>] a !KeptAlthoughDeleted", "- b"],
    );
    // Who puts it elsewhere still wants it.
    check(
        "## A\n- [ ] a\n\n## B\n",
        "## A\n\n## B\n",
        "## A\n\n## B\n- [ ] a\n",
        &["## A", "## B", "  - [ ] a !KeptAlthoughDeleted"],
    );
}

#[test]
fn what_something_was_written_below_stays() {
    check(
        "- a\n  - n\n- b\n",
        "- b\n",
        "- a\n  - n\n  - x\n- b\n",
        &["- a !KeptAlthoughDeleted", "  - n", "  - x", "- b"],
    );
    // A section stays for the sake of what is new, and of nothing else in it.
    check(
        "## A\n- a\n\n## B\n- b\n",
        "## B\n- b\n",
        "## A\n- a\n- x\n\n## B\n- b\n",
        &["## A !KeptAlthoughDeleted", "  - x", "## B", "  - b"],
    );
}

#[test]
fn what_one_moves_goes_where_it_was_put() {
    check(
        "## A\n- [ ] a\n\n## B\n- b\n",
        "## A\n\n## B\n- b\n- [ ] a\n",
        "## A\n- [x] a\n\n## B\n- b\n",
        &["## A", "## B", "  - b", "  - [ ] a"],
    );
    // Where both did, to the place that comes first in what both began with.
    check(
        "## A\n- [ ] a\n\n## B\n\n## C\n",
        "## A\n\n## B\n- [ ] a\n\n## C\n",
        "## A\n\n## B\n\n## C\n- [ ] a\n",
        &["## A", "## B", "  - [ ] a !MovedTwice", "## C"],
    );
    // One put a into b, the other b into a: the first stays where it was, and the other goes into it.
    check(
        "- [ ] a\n- [ ] b\n",
        "- [ ] b\n  - [ ] a\n",
        "- [ ] a\n  - [ ] b\n",
        &["- [ ] a", "  - [ ] b"],
    );
}

#[test]
fn the_order_is_that_of_the_one_who_changed_it() {
    let base = "- a\n- b\n- c\n";
    check(base, "- c\n- a\n- b\n", base, &["- c", "- a", "- b"]);
    check(
        base,
        "- c\n- a\n- b\n",
        "- a\n- b\n- x\n- c\n",
        &["- c", "- a", "- b", "- x"],
    );
    check(
        base,
        "- c\n- a\n- b\n",
        "- c\n- a\n- b\n",
        &["- c", "- a", "- b"],
    );
}

#[test]
fn where_both_brought_it_into_another_order_that_is_said() {
    let read = |text: &str| Tree::read(text.to_string(), &Vocabulary::default());
    let trees = Three::new("- a\n- b\n- c\n", "- c\n- b\n- a\n", "- b\n- c\n- a\n").map(read);
    let tree = MergedTree::of(trees.as_ref());
    let concerns: Vec<Concern> = tree.concerns.iter().map(|(_, concern)| *concern).collect();
    assert_eq!(concerns, [Concern::OrderedTwice]);
}

#[test]
fn what_one_writes_in_a_personal_section_does_not_leave_it() {
    check(
        "## Personal\n- [ ] a\n\n## Notes\n",
        "## Personal\n\n## Notes\n- [ ] a\n",
        "## Personal\n- [x] a\n\n## Notes\n",
        &["## Personal", "  - [ ] a !StaysPersonal", "## Notes"],
    );
    // What the other left alone goes where it was put, and so does what goes into one.
    check(
        "## Personal\n- [ ] a\n\n## Notes\n",
        "## Personal\n\n## Notes\n- [ ] a\n",
        "## Personal\n- [ ] a\n\n## Notes\n",
        &["## Personal", "## Notes", "  - [ ] a"],
    );
    check(
        "## Personal\n\n## Notes\n- [ ] a\n",
        "## Personal\n- [ ] a\n\n## Notes\n",
        "## Personal\n\n## Notes\n- [x] a\n",
        &["## Personal", "  - [ ] a", "## Notes"],
    );
}

#[test]
fn the_first_of_a_circle_stays_where_it_was() {
    let check = |around: &[usize], expected: &[usize]| {
        assert_eq!(without_circles(around, |_| 0), expected);
    };
    check(&[], &[]);
    check(&[0, 0, 1, 2], &[0, 0, 1, 2]);
    check(&[0, 2, 1, 0], &[0, 0, 1, 0]);
    check(&[0, 1], &[0, 0]);
    check(&[0, 3, 1, 2, 3], &[0, 0, 1, 2, 3]);
}
