//! Two copies of a small notebook, what each does in it, and what both get.

use super::super::version::NotebookVersion;
use super::*;
use crate::change::{FileChange, Plan, Template};
use crate::meeting::{Handle, Pair, Person, Role, Settings, Vocabulary, parse_date};
use crate::plan::{carry, prepare, reschedule};

/// A small notebook in the hands of one person.
#[derive(Clone)]
struct Copy(NotebookVersion);

fn day(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

impl Copy {
    fn new(meetings: &[(&str, &str)]) -> Copy {
        let person = |name: &str| Person {
            handle: Handle::new(name).expect("a handle"),
            name: name.to_string(),
            email: None,
        };
        let settings = Settings {
            pair: Pair {
                manager: person("dana"),
                ic: person("alex"),
            },
            kind: Default::default(),
            date_order: None,
            cadence: None,
            template: "weekly".to_string(),
            vocabulary: Vocabulary::default(),
            checks: Default::default(),
        };
        let template = Template::built_in("weekly", None).expect("a template");
        let mut copy = Copy(NotebookVersion::new(settings, template, Vec::new()));
        for (date, text) in meetings {
            copy.put(day(date), Some(text.to_string()));
        }
        copy
    }

    fn put(&mut self, date: NaiveDate, text: Option<String>) {
        let damage = text.as_deref().and_then(Damage::of);
        let texts = self.0.texts().iter().cloned();
        let mut texts: Vec<MeetingText> = texts.filter(|text| text.date != date).collect();
        texts.extend(text.map(|source| MeetingText {
            date,
            source,
            damage,
        }));
        texts.sort_by_key(|text| text.date);
        self.0 = NotebookVersion::new(self.0.settings.clone(), self.0.template.clone(), texts);
    }

    fn text(&self, date: &str) -> &str {
        self.0
            .meeting(day(date))
            .map_or("(none)", |meeting| &meeting.source)
    }

    fn edit(mut self, date: &str, changes: &[(&str, &str)]) -> Copy {
        let mut text = self.text(date).to_string();
        for (from, to) in changes {
            assert!(text.contains(from), "{from} in {text}");
            text = text.replace(from, to);
        }
        self.put(day(date), Some(text));
        self
    }

    fn apply<T>(mut self, plan: &Plan<T>) -> Copy {
        let date = |path: &str| day(&path["meetings/".len()..path.len() - 3]);
        for change in plan.changes() {
            match change {
                FileChange::Create { path, text, .. } => self.put(date(path), Some(text.clone())),
                FileChange::Edit { path, text } => self.put(date(path), Some(text.after())),
                FileChange::Rename { from, to, text } => {
                    self.put(date(from), None);
                    self.put(date(to), Some(text.clone()));
                }
                #[allow(unreachable_patterns, reason = "the kinds of changes may grow")]
                other => panic!("{other:?}"),
            }
        }
        self
    }

    fn prepared(self, date: &str) -> Copy {
        let plan = prepare(self.0.series(), &self.0.template, day(date)).expect("an agenda");
        self.apply(&plan)
    }

    fn carried(self, date: &str) -> Copy {
        let series = self.0.series();
        let plan = carry(series, &self.0.template, day(date), None, day(date)).expect("a plan");
        self.apply(&plan)
    }

    fn moved(self, from: &str, to: &str) -> Copy {
        let plan = reschedule(self.0.series(), &self.0.template, day(from), day(to), false);
        self.apply(&plan.expect("a plan"))
    }
}

/// What both get, and what they are told; the same whoever merges.
fn merged(base: &Copy, ours: &Copy, theirs: &Copy) -> (Copy, Vec<String>) {
    let names = |_| Names {
        ours: Some("Dana".to_string()),
        theirs: Some("Alex".to_string()),
    };
    let swapped = |_| Names {
        ours: Some("Alex".to_string()),
        theirs: Some("Dana".to_string()),
    };
    let apply = |ours: &Copy, theirs: &Copy, merge: &NotebookMerge| {
        let mut result = ours.clone();
        for (date, file) in &merge.files {
            match file {
                MergedFile::Ours => {}
                MergedFile::Theirs => {
                    result.put(
                        *date,
                        theirs
                            .0
                            .meeting(*date)
                            .map(|meeting| meeting.source.clone()),
                    );
                }
                MergedFile::Gone => result.put(*date, None),
                MergedFile::Text(text) => result.put(*date, Some(text.clone())),
            }
        }
        result
    };
    let merge = merge_notebooks(Some(&base.0), &ours.0, &theirs.0, &names).expect("a merge");
    let other = merge_notebooks(Some(&base.0), &theirs.0, &ours.0, &swapped).expect("a merge");
    let result = apply(ours, theirs, &merge);
    let again = apply(theirs, ours, &other);
    let texts = |copy: &Copy| {
        copy.0
            .texts()
            .iter()
            .map(|m| (m.date, m.source.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&result), texts(&again), "swapped");
    let remarks = merge
        .remarks
        .iter()
        .map(|remark| format!("{}:{}: {}", remark.date, remark.line, remark.message));
    (result, remarks.collect())
}

const OLD: &str = "2026-11-17";
const NEXT: &str = "2026-11-24";

fn start() -> Copy {
    Copy::new(&[(
        OLD,
        "## Action items\n- [ ] Ask the platform team for runners @dana\n- [ ] Read chapter three @alex due:2026-11-27\n",
    )])
}

/// The lines with a box of all meetings.
fn boxes(copy: &Copy) -> Vec<String> {
    let lines = copy.0.texts().iter().flat_map(|meeting| {
        let boxed = meeting.source.lines().filter(|line| line.contains("- ["));
        boxed
            .map(|line| format!("{} {}", meeting.date.format("%d"), line.trim()))
            .collect::<Vec<_>>()
    });
    lines.collect()
}

#[test]
fn both_prepare_the_same_agenda() {
    let base = start();
    let dana = base
        .clone()
        .edit(OLD, &[("- [ ] Ask", "- [x] Ask")])
        .prepared(NEXT);
    let alex = base.clone().prepared(NEXT).edit(
        NEXT,
        &[
            ("Read chapter three", "Read chapter three and four"),
            ("## Wins\n", "## Wins\n- Shipped it\n"),
        ],
    );
    let (result, remarks) = merged(&base, &dana, &alex);
    assert_eq!(
        boxes(&result),
        [
            "17 - [x] Ask the platform team for runners @dana",
            "17 - [>] Read chapter three @alex due:2026-11-27",
            "24 - [ ] Read chapter three and four @alex due:2026-11-27 since:2026-11-17",
        ]
    );
    assert!(result.text(NEXT).contains("- Shipped it\n"));
    assert_eq!(remarks, [] as [&str; 0]);
}

#[test]
fn a_tick_on_the_original_closes_the_carried_copy() {
    let base = start();
    let dana = base.clone().edit(
        OLD,
        &[
            ("- [ ] Ask", "- [x] Ask"),
            ("- [ ] Read", "- [-] Read"),
            ("11-27\n", "11-27\n  - Dropped: too long\n"),
        ],
    );
    let alex = base.clone().prepared(NEXT);
    let (result, _) = merged(&base, &dana, &alex);
    assert_eq!(
        boxes(&result),
        [
            "17 - [x] Ask the platform team for runners @dana",
            "17 - [-] Read chapter three @alex due:2026-11-27",
            "24 - [x] Ask the platform team for runners @dana since:2026-11-17",
            "24 - [-] Read chapter three @alex due:2026-11-27 since:2026-11-17",
        ]
    );
    assert!(result.text(NEXT).contains("\n  - Dropped: too long\n"));
    // Opened again, it stays open: the old tick is no news.
    let again = result.clone().edit(NEXT, &[("- [x] Ask", "- [ ] Ask")]);
    let (result, remarks) = merged(&result, &again, &again);
    assert_eq!(boxes(&result), boxes(&again));
    assert_eq!(remarks, [] as [&str; 0]);
}

#[test]
fn a_changed_copy_stays_open_and_is_told() {
    let base = start();
    let dana = base.clone().edit(
        OLD,
        &[("- [ ] Ask", "- [x] Ask"), ("- [ ] Read", "- [x] Read")],
    );
    let alex = base.clone().prepared(NEXT).edit(
        NEXT,
        &[
            ("@dana since", "@alex since"),
            ("chapter three", "chapter four"),
        ],
    );
    let (result, remarks) = merged(&base, &dana, &alex);
    assert!(
        result
            .text(NEXT)
            .contains("- [ ] Ask the platform team for runners @alex since:2026-11-17")
    );
    assert!(
        result
            .text(NEXT)
            .contains("- [ ] Read chapter four @alex due:2026-11-27 since:2026-11-17")
    );
    assert_eq!(remarks.len(), 2, "{remarks:?}");
}

#[test]
fn carried_to_two_days_the_later_one_counts() {
    let base = start();
    let dana = base.clone().prepared(NEXT);
    let alex = base.clone().prepared("2026-11-25");
    let (result, _) = merged(&base, &dana, &alex);
    let open: Vec<String> = boxes(&result)
        .into_iter()
        .filter(|line| line.contains("[ ]"))
        .collect();
    assert_eq!(open.len(), 2, "{open:?}");
    assert!(open.iter().all(|line| line.starts_with("25 ")));
}

#[test]
fn moved_and_edited() {
    let base = start().prepared(NEXT);
    let dana = base.clone().moved(NEXT, "2026-11-26");
    let alex = base.clone().edit(
        NEXT,
        &[
            ("## Wins\n", "## Wins\n- Shipped it\n"),
            ("- [ ] Read", "- [x] Read"),
        ],
    );
    let (result, _) = merged(&base, &dana, &alex);
    assert_eq!(result.text(NEXT), "(none)");
    let text = result.text("2026-11-26");
    assert!(
        text.contains("- Shipped it\n")
            && text.contains("- [x] Read")
            && text.contains("date: 2026-11-26\n")
            && text.contains("26 November"),
        "{text}"
    );

    let alex = alex.moved(NEXT, "2026-11-27");
    let (result, remarks) = merged(&base, &dana, &alex);
    let dates: Vec<String> = result
        .0
        .texts()
        .iter()
        .map(|meeting| meeting.date.to_string())
        .collect();
    assert_eq!(dates, [OLD, "2026-11-27"]);
    let text = result.text("2026-11-27");
    assert!(
        text.contains("date: 2026-11-27\n")
            && text.contains("27 November")
            && !text.contains("both changed"),
        "{text}"
    );
    assert_eq!(remarks.len(), 1, "{remarks:?}");
}

/// On which days a copy has meetings.
fn days(copy: &Copy) -> Vec<String> {
    let meetings = copy.0.texts().iter();
    meetings.map(|meeting| meeting.date.to_string()).collect()
}

#[test]
fn an_agenda_moved_by_both_before_it_was_shared_is_one() {
    let base = start();
    let made = base.clone().prepared(NEXT);
    let wins = |copy: Copy, date: &str, win: &str| {
        copy.edit(date, &[("## Wins\n", &format!("## Wins\n- {win}\n"))])
    };
    let dana = wins(
        made.clone().moved(NEXT, "2026-11-25"),
        "2026-11-25",
        "Shipped it",
    );
    let alex = wins(
        made.clone().moved(NEXT, "2026-11-26"),
        "2026-11-26",
        "Hired Bo",
    );
    for (ours, theirs) in [(&dana, &alex), (&alex, &dana)] {
        let (result, remarks) = merged(&base, ours, theirs);
        assert_eq!(days(&result), [OLD, "2026-11-26"]);
        let text = result.text("2026-11-26");
        for said in [
            "- Shipped it\n",
            "- Hired Bo\n",
            "date: 2026-11-26\n",
            "26 November",
            "moved_from: 2026-11-24\n",
        ] {
            assert_eq!(text.matches(said).count(), 1, "{said} in {text}");
        }
        assert!(
            !text.contains("2026-11-25") && !text.contains("both changed"),
            "{text}"
        );
        let told = remarks
            .iter()
            .filter(|remark| remark.contains("both moved this meeting"));
        assert_eq!(told.count(), 1, "{remarks:?}");
    }
    // Moved on by one: it is the same meeting.
    let again = dana.clone().moved("2026-11-25", "2026-11-27");
    let (result, _) = merged(&base, &again, &alex);
    assert_eq!(days(&result), [OLD, "2026-11-27"]);
    // To the same day: nothing to say.
    let same = wins(
        made.clone().moved(NEXT, "2026-11-25"),
        "2026-11-25",
        "Hired Bo",
    );
    let (result, remarks) = merged(&base, &dana, &same);
    assert_eq!(days(&result), [OLD, "2026-11-25"]);
    assert!(remarks.is_empty(), "{remarks:?}");
    // Only one moved it: the other wrote in it where it was.
    let stayed = wins(made.clone(), NEXT, "Hired Bo");
    let (result, remarks) = merged(&base, &dana, &stayed);
    assert_eq!(days(&result), [OLD, "2026-11-25"]);
    assert!(result.text("2026-11-25").contains("- Hired Bo\n"));
    assert!(remarks.is_empty(), "{remarks:?}");
}

#[test]
fn a_moved_meeting_that_was_held_stays_on_its_day() {
    let base = start();
    let made = base.clone().prepared(NEXT);
    let held = |copy: Copy, date: &str| copy.edit(date, &[("status: planned", "status: held")]);
    let dana = held(made.clone().moved(NEXT, "2026-11-25"), "2026-11-25");
    let alex = made.clone().moved(NEXT, "2026-11-27");
    let (result, remarks) = merged(&base, &dana, &alex);
    assert_eq!(days(&result), [OLD, "2026-11-25"]);
    let text = result.text("2026-11-25");
    assert!(
        text.contains("status: held\n") && text.contains("date: 2026-11-25\n"),
        "{text}"
    );
    assert!(
        remarks.iter().any(|remark| remark.contains("was held")),
        "{remarks:?}"
    );
    // Shared before or not, it took place.
    let (result, _) = merged(&made, &dana, &alex);
    assert_eq!(days(&result), [OLD, "2026-11-25"]);
    let (result, _) = merged(&made, &held(made.clone(), NEXT), &alex);
    assert_eq!(days(&result), [OLD, NEXT]);
    assert!(result.text(NEXT).contains("date: 2026-11-24\n"));
    // Called off by one and moved by the other: one file, which says both.
    let off = made
        .clone()
        .edit(NEXT, &[("status: planned", "status: cancelled")]);
    let (result, _) = merged(&base, &off, &alex);
    assert_eq!(days(&result), [OLD, "2026-11-27"]);
    let text = result.text("2026-11-27");
    assert!(
        text.contains("status: cancelled\n") && text.contains("moved_from: 2026-11-24\n"),
        "{text}"
    );
}

#[test]
fn deleted_and_changed() {
    let base = start().prepared(NEXT);
    let mut dana = base.clone();
    dana.put(day(NEXT), None);
    let (result, _) = merged(&base, &dana, &base);
    assert_eq!(result.text(NEXT), "(none)");
    let alex = base.clone().edit(NEXT, &[("- [ ] Ask", "- [x] Ask")]);
    let (result, remarks) = merged(&base, &dana, &alex);
    assert!(result.text(NEXT).contains("- [x] Ask"));
    assert_eq!(remarks.len(), 1);
}

#[test]
fn items_added_after_carrying_are_carried_next_time() {
    let base = start();
    let dana = base
        .clone()
        .edit(OLD, &[("- [ ] Ask", "- [ ] Book a room @dana\n- [ ] Ask")]);
    let alex = base.clone().prepared(NEXT);
    let (result, _) = merged(&base, &dana, &alex);
    assert!(result.text(OLD).contains("- [ ] Book a room"));
    let result = result.carried(NEXT);
    assert!(result.text(OLD).contains("- [>] Book a room"));
    assert!(
        result
            .text(NEXT)
            .contains("- [ ] Book a room @dana since:2026-11-17")
    );
}

/// Both began a notebook of their own, and gave the same title another meaning.
#[test]
fn without_a_common_beginning_no_side_decides_what_titles_mean() {
    let start = "## Highlights\n- [ ] Buy a ring @dana\n\n## Notes\n- one\n";
    let mut dana = Copy::new(&[(OLD, start)]);
    let end = "## Highlights\n- two\n\n## Notes\n- one\n- [ ] Buy a ring @dana\n";
    let alex = Copy::new(&[(OLD, end)]);
    dana.0.settings.vocabulary.add("Highlights", Role::Personal);
    let names = |_| Names {
        ours: None,
        theirs: None,
    };
    let text = |ours: &Copy, theirs: &Copy| {
        let merge = merge_notebooks(None, &ours.0, &theirs.0, &names).map_err(drop)?;
        Ok::<_, ()>(merge.files.get(&day(OLD)).cloned())
    };
    assert_eq!(text(&dana, &alex), text(&alex, &dana));
    // What decides makes a difference here: each side's own titles give another result.
    let by_dana = text(&dana, &Copy(with_settings_of(&dana, &alex)));
    let by_alex = text(&Copy(with_settings_of(&alex, &dana)), &alex);
    assert_ne!(by_dana, by_alex);
}

/// `of`, with the settings that `other` has.
fn with_settings_of(other: &Copy, of: &Copy) -> NotebookVersion {
    let texts = of.0.texts().to_vec();
    NotebookVersion::new(other.0.settings.clone(), of.0.template.clone(), texts)
}
