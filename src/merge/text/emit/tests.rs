//! How the parts that stay are written, case by case: three texts in, and out one, with what is to be said of its lines.

use super::*;
use crate::meeting::Vocabulary;

fn names() -> Names {
    Names {
        ours: Some("Dana".to_string()),
        theirs: Some("Alex".to_string()),
    }
}

/// `base`, which became `ours` in Dana's hands and `theirs` in Alex's, as it is written; whoever merges.
fn draft(base: &str, ours: &str, theirs: &str) -> Draft {
    let read = |text: &str| Tree::read(text.to_string(), &Vocabulary::default());
    let trees = Three::new(base, ours, theirs).map(read);
    let draft = emit(&MergedTree::of(trees.as_ref()), &names());
    let swapped = emit(&MergedTree::of(trees.as_ref().swap()), &names().swapped());
    assert_eq!(draft.text, swapped.text);
    draft
}

/// It is written like this, and these lines are to be looked at.
#[track_caller]
fn check(base: &str, ours: &str, theirs: &str, expected: &str, remarks: &[usize]) {
    let draft = draft(base, ours, theirs);
    assert_eq!(draft.text, expected);
    let line = |(at, _): &(usize, &str)| draft.text[..*at].matches('\n').count() + 1;
    assert_eq!(draft.remarks.iter().map(line).collect::<Vec<_>>(), remarks);
    // The boxes that it says are meant are those that anyone reads.
    assert_eq!(draft.boxes, boxes(expected));
}

#[test]
fn what_only_one_has_is_written_as_it_stands() {
    check("", "a\n", "", "a\n", &[]);
    check("- a\n", "- a\n* [ ] b\n", "- a\n", "- a\n* [ ] b\n", &[]);
    check(
        "## A\n\n## B\n",
        "## A\na\n\n## B\n",
        "## A\n\n## B\n- b\n",
        "## A\na\n\n## B\n- b\n",
        &[],
    );
}

#[test]
fn what_both_changed_has_the_changes_of_both() {
    check(
        "- [ ] a\n",
        "- [x] a\n",
        "- [ ] a @dana\n",
        "- [x] a @dana\n",
        &[],
    );
    check(
        "- [ ] a @dana\n",
        "- [x] a @dana\n",
        "- [ ] a @dana due:2026-12-01\n  - n\n",
        "- [x] a @dana due:2026-12-01\n  - n\n",
        &[],
    );
}

#[test]
fn where_both_changed_the_same_words_both_stand_there() {
    check(
        "- [ ] Call Bob\n- b\n",
        "- [ ] Call Bob on runners\n- b\n",
        "- [ ] Call Bob on desks\n- b\n",
        "- [ ] Call Bob on desks\n- [ ] Call Bob on runners\n  <!-- both changed this: Dana's version -->\n- b\n",
        &[1],
    );
    check(
        "## A\nA word on it.\n",
        "## A\nA word on runners.\n",
        "## A\nA word on desks.\n",
        "## A\nA word on desks.\n\nA word on runners.\n<!-- both changed this: Dana's version -->\n",
        &[2],
    );
}

#[test]
fn of_an_attribute_that_both_changed_the_other_one_is_noted() {
    check(
        "- [ ] a due:2026-12-01\n  - n\n",
        "- [ ] a due:2026-12-02\n  - n\n",
        "- [ ] a due:2026-12-03\n  - n\n",
        "- [ ] a due:2026-12-03\n  - n\n  - Also: due:2026-12-02 (Dana)\n",
        &[1],
    );
}

#[test]
fn what_is_moved_stands_as_its_new_neighbours_do() {
    // Below another item, further to the right, with all that is in it.
    check(
        "- [ ] a\n  - n\n\n10. b\n",
        "10. b\n    - [ ] a\n      - n\n",
        "- [x] a\n  - n\n\n10. b\n",
        "10. b\n    - [x] a\n      - n\n",
        &[],
    );
    // What the other puts into it goes along.
    check(
        "- [ ] a\n- b\n",
        "- b\n  - [ ] a\n",
        "- [ ] a\n  - x\n- b\n",
        "- b\n  - [ ] a\n    - x\n",
        &[],
    );
}

#[test]
fn a_list_below_the_text_of_an_item_begins_with_one() {
    check(
        "- [ ] a\n  1. one\n  2. two\n",
        "- [ ] a\n  1. two\n",
        "- [x] a\n  1. one\n  2. two\n  3. three\n",
        "- [x] a\n  1. two\n  3. three\n",
        &[],
    );
    check(
        "- a\n  1. one\n",
        "- a\n",
        "- a\n  1. one\n  2. two\n",
        "- a\n  1. two\n",
        &[],
    );
}

#[test]
fn a_heading_that_both_changed_has_the_other_one_below_it() {
    check(
        "## A\na\n\nb\n",
        "## A of Dana\na\n\nb\n",
        "## A of Alex\na\n\nb\n",
        "## A of Alex\n<!-- both changed this: Dana's heading was A of Dana -->\na\n\nb\n",
        &[2],
    );
    // On another level it is the same, and what one changed alone is not noted.
    check("## A\na\n", "### A\na\n", "# A\na\n", "# A\na\n", &[]);
    check(
        "## A\na\n",
        "## B\na\n",
        "## A\na\nb\n",
        "## B\na\nb\n",
        &[],
    );
}

#[test]
fn what_is_kept_and_what_is_there_in_another_form_is_known() {
    let kept = draft("- [ ] a\n  - n\n", "", "- [x] a\n  - n\n");
    assert_eq!(kept.kept, ["- [x] a", "- n"].map(String::from).into());
    let gone = draft("- [ ] a\n- b\n", "- b\n", "- [ ] a\n- b\n");
    assert!(gone.absorbed.contains("- [ ] a") && gone.absorbed.contains("a"));
    let both = draft("- [ ] a\n", "- [x] a\n", "- [ ] a @dana\n");
    for line in ["- [x] a", "- [ ] a @dana", "a"] {
        assert!(both.absorbed.contains(line), "{line}");
    }
    let put_in = draft("", "- [ ] a\n", "");
    assert!(put_in.kept.is_empty() && put_in.absorbed.is_empty());
}

#[test]
fn it_is_known_below_which_heading_each_stands() {
    let headings = |base: &str, ours: &str, theirs: &str| draft(base, ours, theirs).headings;
    let text = "# A\n## B\n## C\n### D\n# E\n";
    let of = vec![None, Some(0), Some(0), Some(2), None];
    assert_eq!(headings(text, text, text), Some(of));
    assert_eq!(headings("", "## A\n", ""), Some(vec![None]));
    assert_eq!(headings("", "", ""), Some(vec![]));
}
