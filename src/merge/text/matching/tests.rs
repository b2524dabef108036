//! Which parts are the same, case by case: two texts in, and out the pairs of lines at which the same part begins.

use super::*;
use crate::meeting::Vocabulary;

pub(super) type Pairs<'a> = &'a [(usize, usize)];

/// The part of `tree` that begins at `line`, from 1.
fn at(tree: &Tree, line: usize) -> usize {
    let begins = |node: &usize| line_of(tree, *node) == line && tree.heading(*node).is_none();
    (1..tree.nodes.len()).find(begins).expect("a part")
}

pub(super) fn line_of(tree: &Tree, node: usize) -> usize {
    let above = &tree.source[..tree.node(node).lines.start];
    above.matches('\n').count() + 1
}

/// The lines at which the parts of `matching` that are a pair begin, in the order of the second text; headings left out.
fn pairs(matching: &Matching) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (b, a) in matching.to_a.iter().enumerate() {
        if let Some(a) = *a {
            assert_eq!(matching.to_b[a], Some(b), "a pair is one from either side");
            if b != 0 && matching.b.heading(b).is_none() {
                found.push((line_of(matching.a, a), line_of(matching.b, b)));
            }
        }
    }
    found.sort_by_key(|(_, b)| *b);
    found
}

pub(super) fn with_matching<T>(a: &str, b: &str, body: impl FnOnce(Matching) -> T) -> T {
    let read = |text: &str| Tree::read(text.to_string(), &Vocabulary::default());
    let (a, b) = (read(a), read(b));
    body(Matching::new(&a, &b))
}

/// Where `b` became of `a`, these lines begin the same part.
#[track_caller]
fn check(a: &str, b: &str, expected: Pairs) {
    let found = with_matching(a, b, |mut matching| {
        matching.all();
        pairs(&matching)
    });
    assert_eq!(found, expected);
}

/// Where two put in what is in `a` and in `b`, these lines say the same.
#[track_caller]
fn check_exact(a: &str, b: &str, expected: Pairs) {
    let found = with_matching(a, b, |mut matching| {
        matching.exact();
        pairs(&matching)
    });
    assert_eq!(found, expected);
}

#[test]
fn an_item_is_the_same_whatever_its_box_says() {
    check(
        "- [ ] a\n- [ ] b\n",
        "- [ ] b\n- [x] a\n",
        &[(2, 1), (1, 2)],
    );
    check("- [ ] a\n", "- [ ] a @dana due:2026-12-01\n", &[(1, 1)]);
    check("- a\n", "* a\n", &[(1, 1)]);
    check("- [ ] a\n", "- [ ] b\n", &[]);
    check("- [ ] a\n", "", &[]);
}

#[test]
fn what_is_alike_in_all_goes_before_what_is_alike_in_words() {
    // By words, owner and origin, where there are as many.
    check(
        "- [ ] a @dana since:2026-11-03\n- [ ] a @dana since:2026-11-10\n",
        "- [ ] a @dana since:2026-11-10\n- [ ] a @dana since:2026-11-03\n",
        &[(2, 1), (1, 2)],
    );
    check(
        "- [ ] a\n- [ ] a\n",
        "- [x] a\n- [ ] a\n",
        &[(1, 1), (2, 2)],
    );
    // One of three is gone: those that say the same in all.
    check(
        "- [ ] a\n- [x] a\n- [ ] a due:2026-12-01\n",
        "- [x] a\n- [ ] a due:2026-12-01\n",
        &[(2, 1), (3, 2)],
    );
    // One of two that are alike in all is gone: it can't be told which.
    check("- [ ] a\n- [ ] a\n", "- [ ] a\n", &[(1, 1)]);
    // By words and owner, then by words alone, where each is the only one.
    check(
        "- [ ] a @dana\n- [ ] a @alex\n",
        "- [x] a @alex since:2026-11-03\n- [x] a @dana since:2026-11-03\n",
        &[(2, 1), (1, 2)],
    );
    check(
        "- [ ] a @dana\n- [ ] a @alex\n",
        "- [x] a @alex since:2026-11-03\n",
        &[(2, 1)],
    );
    check(
        "- [ ] a @dana since:2026-11-03\n",
        "- [x] a @alex since:2026-11-10\n",
        &[(1, 1)],
    );
    // Of two in the same words one is gone, and nobody can say which.
    check(
        "- [ ] a @dana\n- [ ] a @alex\n",
        "- [x] a @zoe\n",
        &[(1, 1)],
    );
}

#[test]
fn what_stands_in_the_same_surroundings_goes_first() {
    let two = "## Wins\n- a\n\n## Notes\n- a\n";
    check(two, two, &[(2, 2), (5, 5)]);
    check(
        "- a\n  - x\n- b\n  - x\n",
        "- b\n  - x\n- a\n  - x\n",
        &[(3, 1), (4, 2), (1, 3), (2, 4)],
    );
    // Below what is another item nothing is the same.
    check("- a\n  - x\n", "- b\n  - x\n", &[]);
}

#[test]
fn paragraphs_are_the_same_in_their_order() {
    check("a\n\nb\n\nc\n", "b\n\nd\n\nc\n", &[(3, 1), (5, 5)]);
    check("a  \nb\n", "a\nb  \n", &[(1, 1)]);
}

#[test]
fn the_comment_below_a_heading_is_one_whatever_it_says() {
    let with = |comment: &str| format!("## Wins\n{comment}\n");
    check(
        &with("<!-- What went well? -->"),
        &with("<!-- Who helped? -->"),
        &[(2, 2)],
    );
    check_exact(
        &with("<!-- What went well? -->"),
        &with("<!-- Who helped? -->"),
        &[(2, 2)],
    );
    // Only at the beginning, and only comments.
    check_exact(
        &with("text\n\n<!-- What went well? -->"),
        &with("text\n\n<!-- Who helped? -->"),
        &[(2, 2)],
    );
    check_exact(&with("<!-- What? -->"), &with("Who?"), &[]);
    check_exact(&with("What?"), &with("Who?"), &[]);
}

#[test]
fn what_was_moved_is_known_by_its_words_if_they_are_telling() {
    let moved = |part: &str| {
        let one = format!("## Wins\n{part}\n\n## Notes\nn\n");
        let other = format!("## Wins\n\n## Notes\nn\n\n{part}\n");
        with_matching(&one, &other, |mut matching| {
            matching.all();
            pairs(&matching).contains(&(2, 6))
        })
    };
    assert!(moved("- [ ] a"));
    assert!(moved("- two words"));
    assert!(!moved("- word"));
    assert!(moved("A paragraph of more than twenty letters"));
    assert!(!moved("A short one"));
    // Twenty letters are enough.
    assert!(moved("abcdefghijklmnopqrst"));
    assert!(!moved("abcdefghijklmnopqrs"));
}

#[test]
fn what_was_moved_must_be_the_only_one() {
    let b = "## Wins\n\n## Notes\n- [x] a\n- [x] a @dana\n";
    check("## Wins\n- [ ] a\n\n## Notes\n", b, &[(2, 4)]);
    check("## Wins\n- [ ] a @dana\n\n## Notes\n", b, &[(2, 5)]);
    check("## Wins\n- [ ] a @alex\n\n## Notes\n", b, &[]);
    // With it goes what is in it.
    check(
        "## Wins\n- [ ] a\n  - n\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] a\n  - n\n",
        &[(2, 4), (3, 5)],
    );
}

#[test]
fn what_was_reworded_is_known_by_its_origin() {
    let since = " since:2026-11-03";
    let check = |a: &str, b: &str, expected| {
        let one = format!("## Wins\n- [ ] {a}\n\n## Notes\n- n\n");
        let other = format!("## Wins\n\n## Notes\n- n\n- [ ] {b}\n");
        let found = with_matching(&one, &other, |mut matching| {
            matching.all();
            pairs(&matching).contains(&(2, 5))
        });
        assert_eq!(found, expected, "{a} and {b}");
    };
    let (runners, budget) = ("Ask Bob for runners", "Ask Bob for the budget");
    check(
        &format!("{runners}{since}"),
        &format!("{budget}{since}"),
        true,
    );
    // Not from another day, not where nothing is said of a day, not where too little is alike.
    check(
        &format!("{runners}{since}"),
        &format!("{budget} since:2026-11-10"),
        false,
    );
    check(runners, budget, false);
    check(
        &format!("{runners}{since}"),
        &format!("Draft the plan{since}"),
        false,
    );
    // Elsewhere nearly all words must be the same.
    check(
        "Ask Bob for two more runners",
        "Ask Bob for some more runners",
        true,
    );
    check("Ask Bob for runners", "Ask Bob for budget", true);
    check("Ask Bob for runners", "Ask Eve for budget", false);
    // A number makes another item of it.
    check(
        "Ask Bob for 2 more runners",
        "Ask Bob for 3 more runners",
        false,
    );
}

#[test]
fn what_was_reworded_must_be_the_only_one() {
    check(
        "## Wins\n- [ ] Ask Bob for runners since:2026-11-03\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] Ask Bob for the budget since:2026-11-03\n- [ ] Ask Bob for a desk since:2026-11-03\n",
        &[],
    );
    check(
        "## Wins\n- [ ] Ask Bob for runners\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] Ask Bob for budget\n- [ ] Ask Bob for desks\n",
        &[],
    );
    // What was reworded takes along what is in it.
    check(
        "## Wins\n- [ ] Ask Bob for runners\n  - n\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] Ask Bob for budget\n  - n\n",
        &[(2, 4), (3, 5)],
    );
    // What has no box must stay where it is.
    check(
        "## Wins\n- Ask Bob for more runners\n\n## Notes\n",
        "## Wins\n\n## Notes\n- Ask Bob for some runners\n",
        &[],
    );
}

#[test]
fn what_was_reworded_between_the_same_neighbours_is_the_same() {
    let between = |words: &str| format!("- a\n- {words}\n- b\n");
    let (one, other) = ("Draft some plan today", "Draft the plan today");
    check(&between(one), &between(other), &[(1, 1), (2, 2), (3, 3)]);
    check(&between(one), &between("Call Bob"), &[(1, 1), (3, 3)]);
    // Before the first, behind the last, and alone.
    check(
        &format!("- {one}\n- b\n"),
        &format!("- {other}\n- b\n"),
        &[(1, 1), (2, 2)],
    );
    check(
        &format!("- a\n- {one}\n"),
        &format!("- a\n- {other}\n"),
        &[(1, 1), (2, 2)],
    );
    check(&format!("- {one}\n"), &format!("- {other}\n"), &[(1, 1)]);
    // Not on the other side of a neighbour.
    check(
        &format!("- {one}\n- a\n"),
        &format!("- a\n- {other}\n"),
        &[(2, 1)],
    );
    // A neighbour is what stands here on both sides; what came from elsewhere is none, and neither is what went.
    check(
        &format!("- a\n- {one}\n- [ ] gone there\n- b\n\n## Notes\n- [ ] gone here\n"),
        &format!("- a\n- [ ] gone here\n- {other}\n- b\n\n## Notes\n- [ ] gone there\n"),
        &[(1, 1), (7, 2), (2, 3), (4, 4), (3, 7)],
    );
}

#[test]
fn of_several_between_neighbours_the_most_alike_are_the_same() {
    check(
        "- a\n- Draft the plan of runners\n- Draft the plan of today\n- b\n",
        "- a\n- Draft the plan of today now\n- Draft the plan of runners now\n- b\n",
        &[(1, 1), (3, 2), (2, 3), (4, 4)],
    );
    // What is in them goes along.
    check(
        "- Draft some plan today\n  - n\n",
        "- Draft the plan today\n  - n\n",
        &[(1, 1), (2, 2)],
    );
}

#[test]
fn a_paragraph_that_was_rewritten_is_the_same() {
    // Alone, a word or two in common are enough.
    check(
        "We talked about the plan of the year\n",
        "The year was long and hard, we said\n",
        &[(1, 1)],
    );
    check("We talked about it\n", "Nothing was said\n", &[]);
    // Beside another that has gone, half of it.
    check(
        "- a\n\nWe talked about the plan\n\nWe said much\n\n- b\n",
        "- a\n\nWe talked about the year\n\n- b\n",
        &[(1, 1), (3, 3), (7, 5)],
    );
    check(
        "- a\n\nWe talked about the plan of the year\n\nNothing else\n\n- b\n",
        "- a\n\nThe year was long and hard, we said\n\n- b\n",
        &[(1, 1), (7, 5)],
    );
    // Also where the items around it were brought into another order.
    check(
        "- a\n- b\n\nWe talked about the plan\n",
        "We talked about the year\n\n- b\n- a\n",
        &[(4, 1), (2, 3), (1, 4)],
    );
    // A paragraph is never an item.
    check("Draft the plan\n", "- Draft the plan\n", &[]);
}

#[test]
fn what_both_put_in_is_the_same_only_in_the_same_words() {
    check_exact(
        "- [ ] a\n- b\nc\n",
        "- [x] a @dana\n- b\nc\n",
        &[(1, 1), (2, 2)],
    );
    check_exact("- Draft some plan today\n", "- Draft the plan today\n", &[]);
    check_exact(
        "- [ ] Ask Bob for runners since:2026-11-03\n",
        "- [ ] Ask Bob for a desk since:2026-11-03\n",
        &[],
    );
}

#[test]
fn what_both_put_in_may_stand_in_different_places() {
    let check = |part: &str, expected: bool| {
        let one = format!("## Wins\n{part}\n\n## Notes\n");
        let other = format!("## Wins\n\n## Notes\n{part}\n");
        let found = with_matching(&one, &other, |mut matching| {
            matching.exact();
            pairs(&matching) == [(2, 4)]
        });
        assert_eq!(found, expected, "{part}");
    };
    check("- [ ] a", true);
    check("- two words", false);
    check("A paragraph of more than twenty letters", true);
    check("A short one", false);
    // Also by another one, or several of them; of paragraphs one.
    check_exact(
        "## Wins\n- [ ] a @dana\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] a @alex\n",
        &[(2, 4)],
    );
    check_exact(
        "## Wins\n- [ ] a @alex\n- [ ] a @dana\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] a @dana\n- [ ] a @alex\n- [ ] a @dana\n",
        &[(3, 4), (2, 5)],
    );
    let long = "A paragraph of more than twenty letters\n";
    check_exact(
        &format!("## Wins\n{long}\n## Notes\n"),
        &format!("## Wins\n\n## Notes\n{long}\n{long}"),
        &[],
    );
    // With what is in it.
    check_exact(
        "## Wins\n- [ ] a\n  - n\n\n## Notes\n",
        "## Wins\n\n## Notes\n- [ ] a\n  - n\n",
        &[(2, 4), (3, 5)],
    );
}

#[test]
fn what_one_put_into_a_personal_section_is_not_what_the_other_put_elsewhere() {
    let long = "A paragraph of more than twenty letters";
    for part in ["- [ ] a", "- [ ] a @dana", long] {
        check_exact(
            &format!("## Personal\n{part}\n\n## Notes\n"),
            &format!("## Personal\n\n## Notes\n{part}\n"),
            &[],
        );
        check_exact(
            &format!("## Personal\n### Sailing\n{part}\n\n### Hiking\n"),
            &format!("## Personal\n### Sailing\n\n### Hiking\n{part}\n"),
            &[(3, 5)],
        );
    }
}

#[test]
fn two_that_have_partners_elsewhere_are_never_a_pair() {
    let text = "- [ ] a\n- [ ] b\n\nA paragraph of more than twenty letters\n";
    let found = |taken_a: &[usize], taken_b: &[usize]| {
        with_matching(text, text, |mut matching| {
            for line in taken_a {
                matching.take_a(at(matching.a, *line));
            }
            for line in taken_b {
                matching.take_b(at(matching.b, *line));
            }
            matching.exact();
            pairs(&matching)
        })
    };
    let all = [(1, 1), (2, 2), (4, 4)];
    assert_eq!(found(&[], &[]), all);
    assert_eq!(found(&[1], &[1]), [(2, 2), (4, 4)]);
    assert_eq!(found(&[2, 4], &[2, 4]), [(1, 1)]);
    // One that has none elsewhere may be the partner of one that has: it was deleted there, and written anew.
    assert_eq!(found(&[1, 4], &[]), all);
    assert_eq!(found(&[], &[2, 4]), all);
    assert_eq!(found(&[1], &[2]), all);
}

#[test]
fn of_very_many_none_is_compared_with_each() {
    let items = |count: usize, word: &str| -> String {
        let lines = (0..count).map(|at| format!("- [ ] {word} number{at}x of these all\n"));
        lines.collect()
    };
    let moved = |count: usize| {
        let one = format!("## Wins\n{}\n## Notes\n", items(count, "some"));
        let other = format!("## Wins\n\n## Notes\n{}", items(count, "many"));
        with_matching(&one, &other, |mut matching| {
            matching.all();
            pairs(&matching).len()
        })
    };
    assert_eq!([moved(100), moved(101)], [100, 0]);
    let here = |count: usize| {
        let (one, other) = (items(count, "some"), items(count, "many"));
        with_matching(&one, &other, |mut matching| {
            let first = [matching.a, matching.b].map(|tree| tree.node(0).children[0]);
            matching.between_neighbours(first[0], first[1]);
            pairs(&matching).len()
        })
    };
    assert_eq!([here(100), here(101)], [100, 0]);
}
