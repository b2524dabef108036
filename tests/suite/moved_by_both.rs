//! An agenda that both made and that nobody has shared yet, put on different days by the two: one meeting in the end.

use crate::clones::{Alex, Clones, Dana, Who};

const DUE: &str = "meetings/2026-12-01.md";

/// Each makes the agenda of one day by themselves and moves it, where a day is given, with a line of their own in it.
fn moved_apart(days: [(Who, Option<&str>); 2]) -> Clones {
    let clones = Clones::new();
    for (who, day) in days {
        clones
            .run(
                who,
                &["new", "--date", "2026-12-01", "--today", "2026-11-30"],
            )
            .ended_with(0);
        let text = clones.read(who, DUE);
        clones.write(who, DUE, format!("{text}- [ ] From {}\n", who.name()));
        if let Some(day) = day {
            clones
                .run(who, &["move", "--date", "2026-12-01", "--to", day])
                .ended_with(0);
        }
    }
    clones
}

/// The one file that there is of the agenda, the same in both clones.
#[track_caller]
fn one_meeting(clones: &Clones) -> String {
    clones.are_in_step();
    let files = clones.git(Dana, &["ls-files", "meetings"]);
    let files: Vec<&str> = files
        .lines()
        .filter(|file| *file > "meetings/2026-11-24.md")
        .collect();
    let [file] = files.as_slice() else {
        panic!("{files:?}");
    };
    assert_eq!(clones.read(Dana, file), clones.read(Alex, file));
    let text = clones.read(Dana, file);
    for said in [
        "- [ ] From dana\n",
        "- [ ] From alex\n",
        "- [ ] Write the plan",
    ] {
        assert_eq!(text.matches(said).count(), 1, "{said} in {text}");
    }
    for who in [Dana, Alex] {
        let run = clones.run(who, &["check"]);
        assert!(!run.stdout.contains("moved-twice"), "{}", run.stdout);
    }
    (*file).to_string()
}

#[test]
fn y48_both_move_an_agenda_that_was_not_shared_yet_to_different_days() {
    let days = [(Dana, Some("2026-12-02")), (Alex, Some("2026-12-03"))];
    let mut kept = Vec::new();
    for (first, second) in [(Dana, Alex), (Alex, Dana)] {
        let clones = moved_apart(days);
        clones.sync(first).ended_with(0);
        let run = clones.sync(second).ended_with(0);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert_eq!(said.matches("both moved this meeting").count(), 1, "{said}");
        clones.sync(first).ended_with(0);
        kept.push(one_meeting(&clones));
        let text = clones.read(Dana, &kept[0]);
        assert_eq!(
            text.matches("moved_from: 2026-12-01\n").count(),
            1,
            "{text}"
        );
        assert!(!clones.clone_of(Dana).join(DUE).exists());
    }
    assert_eq!(kept[0], kept[1], "whoever shares first");
}

#[test]
fn both_move_an_agenda_that_was_not_shared_yet_to_one_day() {
    let days = [(Dana, Some("2026-12-02")), (Alex, Some("2026-12-02"))];
    let clones = moved_apart(days);
    clones.sync(Dana).ended_with(0);
    let run = clones.sync(Alex).ended_with(0);
    assert!(!run.stderr.contains("both moved"), "{}", run.stderr);
    clones.sync(Dana).ended_with(0);
    assert_eq!(one_meeting(&clones), "meetings/2026-12-02.md");
}

#[test]
fn one_moves_an_agenda_that_the_other_made_too() {
    let clones = moved_apart([(Dana, None), (Alex, Some("2026-12-03"))]);
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    assert_eq!(one_meeting(&clones), "meetings/2026-12-03.md");
}

#[test]
fn an_agenda_moved_on_before_it_was_shared_is_the_same_meeting() {
    let days = [(Dana, Some("2026-12-02")), (Alex, Some("2026-12-03"))];
    let clones = moved_apart(days);
    clones
        .run(
            Alex,
            &["move", "--date", "2026-12-03", "--to", "2026-12-04"],
        )
        .ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    one_meeting(&clones);
}
