//! The read-back, case by case: what both began with, what each has, and a merged text, which is sound or not.

use super::super::boxes::boxes;
use super::*;
use crate::meeting::Vocabulary;

/// What is wrong with `merged`, where `draft` is known of it: nothing, or in words.
fn said_of(
    [base, ours, theirs]: [&str; 3],
    merged: &str,
    draft: &Draft,
    vocabulary: &Vocabulary,
) -> String {
    let read = |text: &str| Tree::read(text.to_string(), vocabulary);
    let trees = Three::new(base, ours, theirs).map(read);
    match violation(trees.as_ref(), &read(merged), draft) {
        None => "sound".to_string(),
        Some(Violation::Harm(harm)) => harm,
        Some(Violation::Displaced(harm)) => format!("displaced: {harm}"),
        Some(Violation::Back(lines)) => {
            let lines: Vec<String> = lines.into_iter().collect();
            format!("back: {}", lines.join(", "))
        }
    }
}

/// What is known of `merged` where every box in it was meant.
fn as_meant(merged: &str) -> Draft {
    Draft {
        boxes: boxes(merged),
        ..Draft::default()
    }
}

/// The same where these lines are there in another form.
fn with_absorbed(merged: &str, absorbed: &[&str]) -> Draft {
    Draft {
        absorbed: absorbed.iter().map(|line| (*line).to_string()).collect(),
        ..as_meant(merged)
    }
}

/// Of `merged`, made of these three, `expected` is said, whichever of the two is ours.
#[track_caller]
fn check(three: [&str; 3], merged: &str, expected: &str) {
    check_with(three, merged, &as_meant(merged), expected);
}

#[track_caller]
fn check_with(three: [&str; 3], merged: &str, draft: &Draft, expected: &str) {
    let [base, ours, theirs] = three;
    for three in [three, [base, theirs, ours]] {
        let said = said_of(three, merged, draft, &Vocabulary::default());
        assert_eq!(said, expected, "{three:?}");
    }
}

#[test]
fn what_holds_what_both_wrote_is_sound() {
    check(["", "", ""], "", "sound");
    check(["a\n", "a\nb\n", "a\nc\n"], "a\nb\nc\n", "sound");
    check(
        ["- [ ] a\n", "- [x] a\n", "- [ ] a\n- [ ] b\n"],
        "- [x] a\n- [ ] b\n",
        "sound",
    );
}

#[test]
fn no_new_line_of_either_side_is_lost() {
    check(
        ["a\n", "a\nb\n", "a\n"],
        "a\n",
        "the line `b` would be lost",
    );
    check(["a\n", "b\n", "a\n"], "a\n", "the line `b` would be lost");
    // Where it stands and how far to the right does not matter; another case of the letters does.
    check(["a\n", "a\n  b\n", "a\n"], "b  \n\na\n", "sound");
    check(
        ["a\n", "a\nb\n", "a\n"],
        "a\nB\n",
        "the line `b` would be lost",
    );
    // One that both had may go: somebody deleted it.
    check(["a\nb\n", "a\n", "a\nb\nc\n"], "a\nc\n", "sound");
    // One that is there in another form.
    let merged = "a\nb and c\n";
    check_with(
        ["a\n", "a\nb\n", "a\nb and c\n"],
        merged,
        &with_absorbed(merged, &["b"]),
        "sound",
    );
}

#[test]
fn no_open_item_is_lost() {
    let lost = "`a` would be lost";
    check(["", "- [ ] a\n", ""], "", lost);
    check(["- [ ] a\n", "- [ ] a\n", "- [ ] a\n\nb\n"], "b\n", lost);
    // It is there whatever its box says and whatever is said beside it.
    check(
        ["- [ ] a\n", "- [ ] a\n", "- [x] a @dana\n"],
        "- [x] a @dana\n",
        "sound",
    );
    // The other deleted or reworded it, or one of several.
    check(["- [ ] a\n", "- [ ] a\n\nb\n", ""], "b\n", "sound");
    check(
        ["- [ ] a\n", "- [ ] a\n", "- [ ] A\n"],
        "- [ ] A\n",
        "sound",
    );
    check(
        ["- [ ] a\n- [x] a\n", "- [ ] a\n- [x] a\n", "- [x] a\n"],
        "",
        "sound",
    );
    // Of what had ended nothing is said.
    check(["- [x] a\n", "- [x] a\n", "- [x] a\n"], "", "sound");
    check_with(
        ["", "- [ ] a\n", ""],
        "",
        &with_absorbed("", &["a", "- [ ] a"]),
        "sound",
    );
}

#[test]
fn no_item_is_open_twice() {
    let twice = "`a` would stand there twice";
    check(
        ["- [ ] a\n", "- [ ] a\n", "- [ ] a\n"],
        "- [ ] a\n- [ ] a\n",
        twice,
    );
    check(
        ["", "- [ ] a\n", "- [ ] a @dana\n"],
        "- [ ] a\n- [ ] a @dana\n",
        twice,
    );
    // As often as one side has it, in whatever state there.
    check(
        ["", "- [ ] a\n- [ ] a\n", ""],
        "- [ ] a\n- [ ] a\n",
        "sound",
    );
    check(
        ["", "- [ ] a\n- [x] a\n", ""],
        "- [ ] a\n- [ ] a\n- [x] a\n",
        "sound",
    );
    check(["", "- [ ] a\n", ""], "- [ ] a\n- [x] a\n", "sound");
    // In words that none of them has.
    check(["", "", ""], "- [ ] a\n- [ ] a\n", "sound");
}

#[test]
fn a_line_that_one_deleted_is_said_to_be_back() {
    check(["a\nb\n", "a\n", "a\nb\n"], "a\nb\n", "back: b");
    check(
        ["a\nb\nc\n", "a\n", "a\nb\nc\n"],
        "a\n  b\nc\n",
        "back: b, c",
    );
    check(["a\nb\nc\n", "a\nc\n", "a\nb\n"], "a\nb\nc\n", "back: b, c");
    // Not where the other has it more or less often, where it is known, or where it is there in another form.
    check(["a\nb\n", "a\n", "a\nb\nb\n"], "a\nb\nb\n", "sound");
    check(["a\nb\nb\n", "a\n", "a\nb\n"], "a\nb\n", "sound");
    check(["a\nb\nb\n", "a\nb\n", "a\nb\nb\n"], "a\nb\nb\n", "sound");
    let merged = "a\nb\n";
    let kept = Draft {
        kept: HashSet::from(["b".to_string()]),
        ..as_meant(merged)
    };
    check_with(["a\nb\n", "a\n", "a\nb\n"], merged, &kept, "sound");
    check_with(
        ["a\nb\n", "a\n", "a\nb\n"],
        merged,
        &with_absorbed(merged, &["b"]),
        "sound",
    );
}

#[test]
fn the_boxes_are_those_that_were_meant() {
    let three = ["- [ ] a\n", "- [ ] a\n", "- [x] a\n"];
    let check = |meant: &str, expected: &str| {
        check_with(three, "- [x] a\n", &as_meant(meant), expected);
    };
    check("- [x] a\n", "sound");
    check("- [ ] a\n", "`a` would be read as something else");
    check("- [X] a\n", "`a` would be read as something else");
    check("- [x] b\n", "`b` would be read as something else");
    check("", "`an item` would be read as something else");
    check(
        "- [x] a\n- [x] b\n",
        "`an item` would be read as something else",
    );
}

#[test]
fn what_is_damaged_or_no_front_matter_any_more_is_given_to_nobody() {
    let markers = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n";
    let draft = Draft::default();
    let said = said_of(["", "", ""], markers, &draft, &Vocabulary::default());
    let damage = Damage::of(markers).expect("markers");
    assert_eq!(said, damage.diagnostic().message);
    let (sound, unsound) = ("---\nmood: 3\n---\n", "---\nmood: [3\n---\n");
    check(
        [sound, sound, sound],
        unsound,
        "the front matter could not be read",
    );
    // What one side had wrong already is no fault of the merge.
    check([sound, sound, unsound], unsound, "sound");
    check([sound, unsound, unsound], unsound, "sound");
    check(["", "", ""], sound, "sound");
}

#[test]
fn a_heading_stands_below_the_one_that_was_meant() {
    let check = |merged: &str, headings: &[Option<usize>], expected: &str| {
        let draft = Draft {
            headings: Some(headings.to_vec()),
            ..Draft::default()
        };
        check_with([merged; 3], merged, &draft, expected);
    };
    check("# a\n## b\n", &[None, Some(0)], "sound");
    check("# a\n# b\n", &[None, None], "sound");
    check(
        "# a\n## b\n## c\n# d\n### e\n",
        &[None, Some(0), Some(0), None, Some(3)],
        "sound",
    );
    check("## a\n# b\n", &[None, None], "sound");
    let below = "displaced: the heading `b` would stand below another one";
    check("# a\n## b\n", &[None, None], below);
    check("# a\n# b\n", &[None, Some(0)], below);
    check("# c\n## a\n### b\n", &[None, Some(0), Some(0)], below);
    check("# a\n## b\n", &[None], below);
    check(
        "# a\n",
        &[None, Some(0)],
        "displaced: a heading would stand deeper than there are levels",
    );
}

#[test]
fn no_line_comes_out_of_a_personal_section() {
    let told = "a line of a personal section would stand outside";
    let base = "## Personal\na\n\n## Notes\n";
    let out = "## Personal\n\n## Notes\na\n";
    check([base; 3], base, "sound");
    check([base, base, base], out, told);
    check([base, base, "## Notes\nb\n"], "## Notes\na\nb\n", told);
    // One that stands outside on either side may.
    check([base, base, out], out, "sound");
    // What is not personal may go anywhere.
    check(
        ["## Notes\na\n"; 3],
        "## Personal\na\n\n## Notes\n",
        "sound",
    );
    // A section within a personal one is personal, and so is its title.
    let within = "## Personal\n### Sailing\na\n## Notes\n### More\n";
    check([within; 3], within, "sound");
    check(
        [within; 3],
        "## Personal\n### Sailing\n## Notes\n### More\na\n",
        told,
    );
    check(
        [within; 3],
        "## Personal\na\n## Notes\n### Sailing\n### More\n",
        told,
    );
    check(
        [within; 3],
        "### More\n## Personal\n### Sailing\na\n## Notes\n",
        "sound",
    );
    // On another level the title of a heading is the same, and blank lines say nothing.
    check(
        [within; 3],
        "# Personal\n\n\n## Sailing\na\n# Notes\n\n## More\n",
        "sound",
    );
    check(
        ["a\n\n## Personal\n"; 3],
        "a\n\n## Personal\n\n## Notes\n\n",
        "sound",
    );
}

#[test]
fn what_is_personal_is_so_in_the_words_of_the_pair() {
    let mut vocabulary = Vocabulary::default();
    vocabulary.add("Hobbys", crate::meeting::Role::Personal);
    let three = ["## Hobbys\na\n## Notes\n"; 3];
    let merged = "## Hobbys\n## Notes\na\n";
    let told = "a line of a personal section would stand outside";
    assert_eq!(said_of(three, merged, &as_meant(merged), &vocabulary), told);
    check(three, merged, "sound");
}

/// Whether a line of `merged` stands below other headings than a side has it below, whichever of the two is ours.
#[track_caller]
fn check_displaced(ours: &str, theirs: &str, merged: &str, expected: bool) {
    let read = |text: &str| Tree::read(text.to_string(), &Vocabulary::default());
    let trees = Three::new("", ours, theirs).map(read);
    let trees = trees.as_ref();
    assert_eq!(has_displaced_line(trees, &read(merged)), expected);
    assert_eq!(has_displaced_line(trees.swap(), &read(merged)), expected);
}

#[test]
fn a_line_stands_below_the_headings_of_a_side() {
    let text = "## A\na\n## B\nb\n";
    check_displaced(text, text, text, false);
    check_displaced(text, text, "## A\nb\n## B\na\n", true);
    check_displaced(text, text, "a\n## A\n## B\nb\n", true);
    check_displaced(text, text, "## A\n## B\nb\na\n", true);
    // It is enough that one has it so, and of a new line nothing is known.
    check_displaced(text, "## A\n## B\nb\na\n", "## A\n## B\na\nb\n", false);
    check_displaced(text, text, "## A\na\nc\n## B\nb\n", false);
    // By all headings around it, in the identity form; the other level of a heading makes no difference.
    let deep = "## A\n### B\nb\n## C\nc\n";
    check_displaced(deep, deep, "## C\nc\n### B\nb\n## A\n", true);
    check_displaced(deep, deep, "## A\n## B\nb\n## C\nc\n", true);
    check_displaced(deep, deep, "## a\n#### B\n  b\n## c\n\nc\n", false);
    // The title of the page changes with the date; of several of its level each counts.
    check_displaced("# 1:1\na\n", "# 1:1\na\n", "# One on one\na\n", false);
    check_displaced("# A\na\n# B\n", "# A\na\n# B\n", "# A\n# B\na\n", true);
    // What stands above the text is not looked at.
    let front = "---\nmood: 3\n---\n## A\na\n";
    check_displaced(front, front, "## A\nmood: 3\na\n", false);
}
