//! Where in an agenda things go, case by case: an agenda and a template in, the agenda with a new item out.

use super::*;
use crate::change::testing::date;

fn read(text: &str) -> Meeting {
    Meeting::read(date("2026-11-24"), text, None, &Vocabulary::default())
}

/// `agenda`, of a pair whose template gives `template`, in the hands of `body`.
fn with_agenda<T>(agenda: &str, template: &str, body: impl FnOnce(Agenda) -> T) -> T {
    let (agenda, template) = (read(agenda), read(template));
    let vocabulary = Vocabulary::default();
    body(Agenda::new(&agenda, &template, &vocabulary))
}

/// The role of a section with this title.
fn role_of(title: &str) -> Option<Role> {
    read(&format!("## {title}\n")).role_at(0)
}

/// The text that an edited agenda has.
fn text_of(edited: Result<EditedMeeting, PlanError>) -> String {
    edited.expect("it fits").text().after()
}

/// The item `new` from a section called `title` goes into `agenda`, of a pair whose template gives `template`, and makes
/// `expected` of it.
#[track_caller]
fn check(title: &str, agenda: &str, template: &str, expected: &str) {
    check_arrivals(title, &[("new", false)], agenda, template, expected);
}

/// The same for several items, each of which goes first or not.
#[track_caller]
fn check_arrivals(
    title: &str,
    items: &[(&str, bool)],
    agenda: &str,
    template: &str,
    expected: &str,
) {
    let arrivals = items.iter().map(|(text, first)| Arrival {
        item: NewItem::bullet(text),
        first: *first,
    });
    let arrivals: Vec<Arrival> = arrivals.collect();
    let (text, into) = with_agenda(agenda, template, |agenda| {
        let place = agenda.place(title, role_of(title));
        let edited = agenda.edited(&agenda.edits(&place, &arrivals));
        (text_of(edited), agenda.title(&place))
    });
    assert_eq!(text, expected);
    // The section that is told is the one into which it went.
    let after = read(&text);
    let at = text.find(items[0].0).expect("the item");
    let mut around = after.sections().iter().rev();
    let around = around.find(|section| section.whole.start <= at);
    assert_eq!(around.map(|section| section.title.as_str()), Some(&*into));
}

#[test]
fn the_same_title_comes_before_the_same_role() {
    let agenda = "## Next steps\n\n## Action items\n\n## To do\n";
    check(
        "Action items",
        agenda,
        "",
        "## Next steps\n\n## Action items\n- new\n\n## To do\n",
    );
    check(
        "to do",
        agenda,
        "",
        "## Next steps\n\n## Action items\n\n## To do\n- new\n",
    );
    // No section has the title, one has the role.
    check(
        "Next steps",
        "## Wins\n\n## To do\n",
        "## Next steps\n",
        "## Wins\n\n## To do\n- new\n",
    );
    check(
        "Career",
        "## Wins\n## Growth\n",
        "",
        "## Wins\n## Growth\n- new\n",
    );
    // One with the title and no role is found by its title alone.
    check(
        "Sailing",
        "## Wins\n\n## Sailing\n\n## Action items\n",
        "",
        "## Wins\n\n## Sailing\n- new\n\n## Action items\n",
    );
}

#[test]
fn what_has_no_place_of_its_own_goes_to_the_action_items() {
    check(
        "Sailing",
        "## To do\n\n## Notes\n",
        "",
        "## To do\n- new\n\n## Notes\n",
    );
    check(
        "",
        "## To do\n\n## Notes\n",
        "",
        "## To do\n- new\n\n## Notes\n",
    );
    check(
        "Sailing",
        "## Wins\n\n## Notes\n",
        "## To do\n\n## Notes\n",
        "## Wins\n\n## To do\n- new\n\n## Notes\n",
    );
    check(
        "Sailing",
        "## Wins\n\n## Notes\n",
        "",
        "## Wins\n\n## Notes\n\n## Action items\n- new\n",
    );
}

#[test]
fn a_section_that_is_missing_is_made_where_the_template_has_it() {
    let template = "# 1:1\n\n## Wins\n\n## Career\n\n## Notes\n\n## To do\n";
    let sections = |titles: &[&str]| -> String {
        let sections = titles.iter().map(|title| format!("## {title}\n"));
        sections.collect::<Vec<_>>().join("\n")
    };
    check(
        "Career",
        &sections(&["Wins", "Notes"]),
        template,
        "## Wins\n\n## Career\n- new\n\n## Notes\n",
    );
    // Behind the nearest that the agenda has, else before the nearest.
    check(
        "Notes",
        &sections(&["Wins", "Sailing", "To do"]),
        template,
        "## Wins\n\n## Notes\n- new\n\n## Sailing\n\n## To do\n",
    );
    check(
        "Notes",
        &sections(&["Career", "Wins"]),
        template,
        "## Career\n\n## Notes\n- new\n\n## Wins\n",
    );
    check(
        "Wins",
        &sections(&["Sailing", "Notes", "Career"]),
        template,
        "## Sailing\n\n## Notes\n\n## Wins\n- new\n\n## Career\n",
    );
    check("Career", "text\n", template, "text\n\n## Career\n- new\n");
    // On the level of the one beside it; those of another level in the template are none beside it.
    check(
        "Career",
        "# Wins\n# Notes\n",
        "## Wins\n\n## Career\n",
        "# Wins\n\n# Career\n- new\n\n# Notes\n",
    );
    check(
        "Career",
        "## Sailing\n\n## Notes\n",
        "### Sailing\n\n## Career\n\n### Notes\n",
        "## Sailing\n\n## Notes\n\n## Career\n- new\n",
    );
}

#[test]
fn a_section_within_another_is_not_made_alone() {
    let template = "# 1:1\n\n## Growth\n\n### Notes\n\n## Wins\n";
    check(
        "Notes",
        "## Growth\n- a\n\n## Wins\n",
        template,
        "## Growth\n- a\n- new\n\n## Wins\n",
    );
    check(
        "Notes",
        "## Wins\n",
        template,
        "## Growth\n- new\n\n## Wins\n",
    );
    // Three deep, and the middle is there.
    check(
        "Notes",
        "## Wins\n\n## Growth\n\n### Sailing\n",
        "## Growth\n\n### Sailing\n\n#### Notes\n",
        "## Wins\n\n## Growth\n\n### Sailing\n- new\n",
    );
    // What stands below the page's title is within nothing.
    check(
        "Notes",
        "# 1:1\n\n## Wins\n",
        "# 1:1\n\n## Notes\n\n## Wins\n",
        "# 1:1\n\n## Notes\n- new\n\n## Wins\n",
    );
}

#[test]
fn what_is_personal_goes_into_a_personal_section_and_nothing_else_does() {
    check(
        "Personal",
        "## Wins\n\n## Personal\n\n## To do\n",
        "",
        "## Wins\n\n## Personal\n- new\n\n## To do\n",
    );
    // Before the action items, on their level, else at the end.
    check(
        "Personal",
        "# Wins\n\n# To do\n",
        "",
        "# Wins\n\n# Personal\n- new\n\n# To do\n",
    );
    check(
        "Personal",
        "## Wins\n",
        "",
        "## Wins\n\n## Personal\n- new\n",
    );
    check("Personal", "", "", "## Personal\n- new\n");
    // Where the template has one.
    check(
        "Personal",
        "# 1:1\n\n## Wins\n\n## Notes\n\n## To do\n",
        "# 1:1\n\n## Wins\n\n## Personal\n\n## Notes\n",
        "# 1:1\n\n## Wins\n\n## Personal\n- new\n\n## Notes\n\n## To do\n",
    );
    check(
        "Family",
        "## Wins\n\n## Notes\n",
        "## Wins\n\n## Personal\n\n### Family\n\n## Notes\n",
        "## Wins\n\n## Personal\n- new\n\n## Notes\n",
    );
    // Within a section that is not personal the template has none that could be made.
    check(
        "Personal",
        "## Wins\n\n## Notes\n\n## To do\n",
        "## Wins\n\n### Personal\n\n## Notes\n",
        "## Wins\n\n## Notes\n\n## Personal\n- new\n\n## To do\n",
    );
    // A new section begins behind a personal one and not within it.
    check(
        "Career",
        "# Personal\n\n## Family\n- a\n\n# 1:1\n",
        "# Personal\n\n## Family\n\n# 1:1\n\n## Career\n",
        "# Personal\n\n## Family\n- a\n\n# Career\n- new\n\n# 1:1\n",
    );
    check(
        "Sailing",
        "# Personal\n\n## Family\n",
        "",
        "# Personal\n\n## Family\n\n# Action items\n- new\n",
    );
}

#[test]
fn some_go_before_what_is_there() {
    let mixed = [("old", true), ("older", true), ("new", false)];
    check_arrivals(
        "Wins",
        &mixed,
        "## Wins\n- there\n",
        "",
        "## Wins\n- old\n- older\n- there\n- new\n",
    );
    check_arrivals(
        "Wins",
        &mixed[..2],
        "## Wins\n- there\n",
        "",
        "## Wins\n- old\n- older\n- there\n",
    );
    check_arrivals(
        "Wins",
        &mixed[2..],
        "## Wins\n- there\n",
        "",
        "## Wins\n- there\n- new\n",
    );
    // Numbers say an order of their own, and in an empty section there is nothing to stand before.
    check_arrivals(
        "Wins",
        &mixed,
        "## Wins\n1. there\n",
        "",
        "## Wins\n1. there\n2. old\n3. older\n4. new\n",
    );
    check_arrivals(
        "Wins",
        &mixed,
        "## Wins\n\n## Notes\n- there\n",
        "",
        "## Wins\n- old\n- older\n- new\n\n## Notes\n- there\n",
    );
}

#[test]
fn a_section_can_be_made_below_another() {
    let check = |agenda: &str, template: &str, expected: &str| {
        let (text, outer) = with_agenda(agenda, template, |agenda| {
            let item = NewItem::bullet("new");
            let (edit, outer) = agenda.new_below(Role::Feedback, "For Dana", &[item]);
            (text_of(agenda.edited(&[edit])), outer)
        });
        assert_eq!(text, expected);
        assert!(text.contains(&format!("# {outer}\n")), "{outer}");
    };
    check(
        "## Feedback\n- a\n\n### For Alex\n\n## Notes\n",
        "",
        "## Feedback\n- a\n\n### For Alex\n\n### For Dana\n- new\n\n## Notes\n",
    );
    check(
        "## Wins\n\n## Notes\n",
        "## Wins\n\n## Feedback\n",
        "## Wins\n\n## Feedback\n\n### For Dana\n- new\n\n## Notes\n",
    );
    check(
        "# Wins\n\n### Notes\n",
        "",
        "# Wins\n\n### Notes\n\n### Feedback\n\n#### For Dana\n- new\n",
    );
}

#[test]
fn a_list_is_one_that_stands_in_the_section_itself() {
    let check = |agenda: &str, expected: bool| {
        let found = with_agenda(agenda, "", |agenda| {
            agenda.has_list(&agenda.place("Wins", Some(Role::Wins)))
        });
        assert_eq!(found, expected, "{agenda}");
    };
    check("## Wins\n- a\n", true);
    check("## Wins\ntext\n\n1. a\n", true);
    check("## Wins\ntext\n\n## Notes\n- a\n", false);
    check("## Wins\n\n### More\n- a\n", false);
    check("- a\n", false);
}

/// With `new` put at the end of `before`, where `title` is to become an open item since then, the agenda is as it was
/// meant, or this would be read as something else.
#[track_caller]
fn check_read_back(before: &str, new: &str, added: &[AddedItem], expected: Result<(), &str>) {
    let found = with_agenda(before, "", |agenda| {
        agenda.with_items(&[TextEdit::insert(before.len(), new)], added)
    });
    match (found, expected) {
        (Ok(edited), Ok(())) => assert_eq!(edited.text().after(), format!("{before}{new}")),
        (Err(PlanError::NotReadBack { wanted, path }), Err(title)) => {
            assert_eq!(wanted, format!("`{title}`"));
            assert_eq!(path.to_string(), "meetings/2026-11-24.md");
        }
        (found, expected) => panic!("{found:?} and not {expected:?}"),
    }
}

#[test]
fn the_agenda_is_read_again() {
    let added = |title: &str| AddedItem {
        since: date("2026-11-17"),
        title: title.to_string(),
        parent: None,
        is_personal: false,
    };
    let a = [added("a")];
    let line = "- [ ] a since:2026-11-17\n";
    check_read_back("", line, &a, Ok(()));
    check_read_back("- [x] b\n", line, &a, Ok(()));
    check_read_back("", "", &[], Ok(()));
    // Not there, there twice, or another one beside it.
    check_read_back("", "", &a, Err("a"));
    check_read_back("```\n", line, &a, Err("a"));
    check_read_back("", &line.repeat(2), &a, Err("a"));
    check_read_back("", &format!("{line}- [ ] b\n"), &a, Err("b"));
    check_read_back("- [ ] b", "c\n", &[], Err("b"));
    // There, and not as it was meant: of another day, ended, below another, or where only the two may see it.
    check_read_back("", "- [ ] a since:2026-11-10\n", &a, Err("a"));
    check_read_back("", "- [ ] a\n", &a, Err("a"));
    check_read_back("", "- [x] a since:2026-11-17\n", &a, Err("a"));
    check_read_back("- [ ] b\n", &format!("  {line}"), &a, Err("a"));
    check_read_back("## Personal\n", line, &a, Err("a"));
    // One without a day of its own is of the meeting's.
    let of_the_meeting = [AddedItem {
        since: date("2026-11-24"),
        ..added("a")
    }];
    check_read_back("", "- [ ] a\n", &of_the_meeting, Ok(()));
    let below = [AddedItem {
        parent: Some("b".to_string()),
        ..added("a")
    }];
    check_read_back("- [ ] b\n", &format!("  {line}"), &below, Ok(()));
    check_read_back("- [ ] b\n", line, &below, Err("a"));
    let personal = [AddedItem {
        is_personal: true,
        ..added("a")
    }];
    check_read_back("## Personal\n", line, &personal, Ok(()));
    check_read_back("## Wins\n", line, &personal, Err("a"));
}

#[test]
fn what_is_there_may_not_become_personal() {
    let found = with_agenda("- [ ] a\n", "", |agenda| {
        agenda.with_items(&[TextEdit::insert(0, "## Personal\n")], &[])
    });
    assert!(
        matches!(found, Err(PlanError::NotReadBack { .. })),
        "{found:?}"
    );
}
