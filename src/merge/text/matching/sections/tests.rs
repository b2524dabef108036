//! Which sections are the same, case by case: two texts in, and out the pairs of lines on which the heading of one stands.

use super::super::tests::{Pairs, line_of, with_matching};
use super::*;

/// The lines on which the headings of sections that are a pair stand, in the order of the second text.
fn pairs(matching: &Matching) -> Vec<(usize, usize)> {
    let sections = matching.b.node(0).children.iter().skip(1);
    let partners = sections.filter_map(|b| Some((matching.to_a[*b]?, *b)));
    partners
        .map(|(a, b)| (line_of(matching.a, a), line_of(matching.b, b)))
        .collect()
}

/// Where `b` became of `a`, the headings on these lines are those of one section.
#[track_caller]
fn check(a: &str, b: &str, expected: Pairs) {
    let found = with_matching(a, b, |mut matching| {
        matching.all();
        pairs(&matching)
    });
    assert_eq!(found, expected);
}

/// Where two put in what is in `a` and in `b`, or nothing was moved or renamed.
#[track_caller]
fn check_exact(a: &str, b: &str, expected: Pairs) {
    let found = with_matching(a, b, |mut matching| {
        matching.exact();
        pairs(&matching)
    });
    assert_eq!(found, expected);
}

#[test]
fn a_section_is_known_by_its_title() {
    check_exact("## A\n## B\n", "## B\n## A\n", &[(2, 1), (1, 2)]);
    check_exact("## A\n", "## B\n", &[]);
    check_exact("## A tool\n", "## a  TOOL 🏆\n", &[(1, 1)]);
    check_exact("## A\na\n", "### A\nb\n", &[(1, 1)]);
    check_exact("", "## A\n", &[]);
}

#[test]
fn a_section_is_known_by_what_it_means() {
    check_exact("## Wins\n", "## Sailing\n", &[]);
    check_exact("## Wins\n", "## Achievements\n", &[(1, 1)]);
    // Its title goes first; on another level, or where two mean the same, it is none.
    check_exact(
        "## Wins\n## Achievements\n",
        "## Achievements\n## Notes\n",
        &[(2, 1)],
    );
    check_exact("## Wins\n", "### Achievements\n", &[]);
    check_exact(
        "## Wins\n",
        "## Achievements\n## Wins and achievements\n",
        &[],
    );
}

#[test]
fn sections_of_one_title_in_different_sections_are_two() {
    let one = "## A\n### N\na\n\n## B\n";
    let other = "## A\n\n## B\n### N\nb\n";
    check_exact(one, other, &[(1, 1), (5, 3)]);
    check(one, other, &[(1, 1), (5, 3)]);
    let both = "## A\n### N\n## B\n### N\n";
    check_exact(both, both, &[(1, 1), (2, 2), (3, 3), (4, 4)]);
}

#[test]
fn of_several_of_one_title_those_that_hold_the_same_go_first() {
    check_exact(
        "## A\na\n\n## A\nb\n",
        "## A\nb\n\n## A\na\n",
        &[(4, 1), (1, 4)],
    );
    check_exact("## A\na\n\n## A\nb\n", "## A\nb\n", &[(4, 1)]);
    check_exact("## A\nb\n", "## A\na\n\n## A\nb\n", &[(1, 4)]);
    // Else in their order.
    check_exact(
        "## A\na\n\n## A\nb\n",
        "## A\nc\n\n## A\nd\n",
        &[(1, 1), (4, 4)],
    );
    // Where two hold the same, too.
    check_exact(
        "## A\na\n\n## A\na\n",
        "## A\nb\n\n## A\na\n",
        &[(1, 1), (4, 4)],
    );
}

#[test]
fn the_title_of_the_page_changes_with_the_date() {
    check_exact("# 17 November\n", "# 24 November\n", &[(1, 1)]);
    check_exact(
        "# Monday\n## A\n",
        "# 24 November\n## A\n",
        &[(1, 1), (2, 2)],
    );
    check_exact("# Monday\na\n", "# Tuesday\na\n", &[(1, 1)]);
    // With nothing in common it gave way to another, but for its words.
    check_exact("# Monday\na\n", "# Tuesday\nb\n", &[]);
    check_exact("# Monday\na\n", "# Tuesday\n", &[]);
    check_exact("# Monday\n", "# Tuesday\n## B\n", &[]);
    check_exact("# Monday\n## A\n", "# Tuesday\n", &[]);
    check_exact("# 1:1 on Monday\na\n", "# 1:1 on Tuesday\nb\n", &[(1, 1)]);
    // A section that is known is no title of a page.
    check_exact("# Wins\n", "# Notes\n", &[]);
    check_exact("# Wins\na\n", "# Notes\na\n", &[(1, 1)]);
    check_exact("# 1:1\n", "# Wins\n", &[]);
    check_exact("# Wins\n", "# 1:1\n", &[]);
    // One that became a section within, or was one, is that one.
    check_exact("# A\na\n", "# B\n## A\na\n", &[(1, 2)]);
    check_exact("# B\n## A\na\n", "# A\na\n", &[(2, 1)]);
    // Of several on its level each is known by its title alone.
    check_exact("# A\na\n# B\n", "# C\na\n# B\n", &[(1, 1), (3, 3)]);
    check_exact("# A\nx\n# B\n", "# C\ny\n# B\n", &[(3, 3)]);
}

#[test]
fn the_title_of_a_page_stands_around_nothing_where_the_other_has_none() {
    check_exact("# 1:1\n## A\n### B\n", "## A\n### B\n", &[(2, 1), (3, 2)]);
    check_exact("## A\n### B\n", "# 1:1\n## A\n### B\n", &[(1, 2), (2, 3)]);
    check_exact("# Wins\n## A\na\n", "## A\nb\n", &[]);
}

#[test]
fn a_section_that_was_moved_is_known_by_what_it_holds() {
    let moved = |content: &str, then: &str| {
        let one = format!("## A\n### N\n{content}\n## B\nb\n");
        let other = format!("## A\n## B\nb\n\n### N\n{then}");
        with_matching(&one, &other, |mut matching| {
            matching.all();
            pairs(&matching).len() == 3
        })
    };
    assert!(moved("a\n", "a\n"));
    assert!(moved("- [ ] a\n- b\n", "- [x] a\n- c\n"));
    assert!(moved("Ask Bob for runners\n", "Ask Bob for desks\n"));
    assert!(moved("- Ask Bob for runners\n", "- Ask Bob for desks\n"));
    assert!(!moved("a\n", "b\n"));
    assert!(!moved("a\n", ""));
    assert!(!moved("", "a\n"));
    assert!(!moved("", ""));
    // A comment says nothing of it; what is in a section within does.
    assert!(!moved("<!-- a -->\n", "<!-- a -->\n"));
    check(
        "## A\n### N\n#### O\na\n\n## B\nb\n",
        "## A\n\n## B\nb\n\n### N\n#### O\na\n",
        &[(1, 1), (6, 3), (2, 6), (3, 7)],
    );
    // Only where no other has the title.
    check(
        "## A\n### N\na\n\n## B\n",
        "## A\n\n## B\n### N\na\n\n## C\n### N\na\n",
        &[(1, 1), (5, 3)],
    );
}

#[test]
fn a_section_that_is_known_may_be_empty_and_put_on_another_level() {
    check("## A\n### Wins\n", "## A\n## Wins\n", &[(1, 1), (2, 2)]);
    check("## A\n### Wins\na\n", "## A\n## Wins\n", &[(1, 1), (2, 2)]);
    check("## A\n### Wins\na\n", "## A\n## Wins\nb\n", &[(1, 1)]);
    check("## A\n### N\n", "## A\n## N\n", &[(1, 1)]);
    check(
        "## A\n### Wins\n## B\n",
        "## A\n## B\n### Wins\n",
        &[(1, 1), (3, 2)],
    );
}

#[test]
fn a_section_that_was_renamed_holds_the_same() {
    check("## A\na\n", "## B\na\n", &[(1, 1)]);
    check("## A\na\n", "## B\nb\n", &[]);
    check("## A\n", "## B\n", &[]);
    check("## A\na\n", "### B\na\n", &[]);
    // Half of it is enough, less is not.
    check("## A\na\n\nb\n", "## B\na\n\nc\n", &[(1, 1)]);
    check("## A\na\n\nb\n\nc\n", "## B\na\n\nd\n\ne\n", &[]);
    check("## A\na\n", "## B\na\n\nb\n", &[(1, 1)]);
    check("## A\na\n", "## B\na\n\nb\n\nc\n", &[]);
    // Not where two hold the same, and not what stands elsewhere in its own name.
    check("## A\na\n", "## B\na\n\n## C\na\n", &[]);
    check(
        "## A\na\n\n## W\n",
        "## B\na\n\n## W\n### A\na\n",
        &[(4, 4), (1, 5)],
    );
    check(
        "## W\n### A\na\n\n## B\na\n",
        "## W\n\n## A\na\n",
        &[(1, 1), (2, 3)],
    );
    // In another section, too.
    check(
        "## W\n### A\na\n\n## V\n",
        "## W\n\n## V\n### B\na\n",
        &[(1, 1), (5, 3), (2, 4)],
    );
    // What it held before what it is called now: one was deleted, another means the same now.
    check("## Wins\na\n\n## A\nb\n", "## Achievements\nb\n", &[(4, 1)]);
}

/// How many sections of the two texts are a pair, and whether the first one of the first text is that of `last`, the last
/// one of the other.
fn all_and_last(one: &[String], other: &[String]) -> (usize, bool) {
    with_matching(&one.concat(), &other.concat(), |mut matching| {
        matching.all();
        let pairs = pairs(&matching);
        let last = pairs.last().copied();
        (pairs.len(), last.is_some_and(|(first, _)| first == 1))
    })
}

#[test]
fn of_very_many_none_is_compared_with_each() {
    let sections = |count: usize, title: &str| -> Vec<String> {
        let sections = (0..count).map(|at| format!("## {title}\nnumber {at}\n\n"));
        sections.collect()
    };
    let titled_alike = |count: usize| {
        let (one, mut other) = (sections(count, "A"), sections(count, "A"));
        other.reverse();
        all_and_last(&one, &other)
    };
    assert_eq!(titled_alike(100), (100, true));
    assert_eq!(titled_alike(101), (101, false));
    let renamed = |count: usize| {
        let (one, other) = (sections(count, "A"), sections(count, "B"));
        all_and_last(&one, &other).0
    };
    assert_eq!([renamed(100), renamed(101)], [100, 0]);
    // What is in a section that was moved, too.
    let moved = |count: usize| {
        let lines = |word: &str| -> String {
            let others = (1..count).map(|at| format!("{word}{at}\n\n"));
            format!("Ask Bob for {word}\n\n{}", others.collect::<String>())
        };
        let one = format!("## A\n### N\n{}## B\n", lines("runners"));
        let other = format!("## A\n## B\n### N\n{}", lines("desks"));
        all_and_last(&[one], &[other]).0
    };
    assert_eq!([moved(100), moved(101)], [3, 2]);
}
