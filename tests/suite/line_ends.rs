//! A meeting that is saved with other line ends, another time or another mode, and with nothing else changed.

use crate::clones::{Alex, Clones, Dana, Who};

const OLD: &str = "meetings/2026-11-17.md";
const NEW: &str = "meetings/2026-11-24.md";

/// Save a file as an editor on another system does.
fn save(clones: &Clones, who: Who, file: &str, change: impl Fn(&str) -> String) {
    let text = clones.read(who, file);
    clones.write(who, file, change(&text));
}

fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn with_lf(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// One line alone ends otherwise.
fn with_one_crlf(text: &str) -> String {
    with_lf(text).replacen("## Wins\n", "## Wins\r\n", 1)
}

/// Every second line ends otherwise.
fn mixed(text: &str) -> String {
    let text = with_lf(text);
    let lines = text.split_inclusive('\n').enumerate();
    let lines = lines.map(|(number, line)| match number % 2 {
        0 => line.to_string(),
        _ => line.replace('\n', "\r\n"),
    });
    lines.collect()
}

fn append(clones: &Clones, who: Who, file: &str, title: &str) {
    save(clones, who, file, |text| {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        format!("{text}- [ ] {title} @{}{end}", who.name())
    });
}

#[track_caller]
fn in_step(clones: &Clones) {
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    assert_eq!(clones.head(Dana), clones.head(Alex));
    for who in [Dana, Alex] {
        clones.is_calm(who);
        let run = clones.sync(who).ended_with(0);
        assert_eq!(
            run.stderr, "in sync; nothing new\n",
            "{who:?} {}",
            run.stdout
        );
    }
}

#[track_caller]
fn has_once(clones: &Clones, file: &str, titles: &[String]) {
    for who in [Dana, Alex] {
        let text = clones.read(who, file);
        for title in titles {
            assert_eq!(
                text.matches(title.as_str()).count(),
                1,
                "{title} {who:?}\n{text}"
            );
        }
    }
}

/// Twenty rounds: one saves with other line ends, the other one writes; by turns.
#[track_caller]
fn rounds(clones: &Clones, saved: &[fn(&str) -> String]) {
    let mut titles = Vec::new();
    for round in 0..20 {
        let (saver, writer) = if round % 2 == 0 {
            (Alex, Dana)
        } else {
            (Dana, Alex)
        };
        save(clones, saver, NEW, saved[round % saved.len()]);
        let title = format!("Number {round:02} of what was promised");
        append(clones, writer, NEW, &title);
        titles.push(title);
        clones.sync(writer).ended_with(0);
        clones.sync(saver).ended_with(0);
        if round % 5 == 4 {
            in_step(clones);
            has_once(clones, NEW, &titles);
        }
    }
    in_step(clones);
    has_once(clones, NEW, &titles);
    // What is stored has one kind of line ends.
    let stored = clones.git(Dana, &["show", &format!("HEAD:{NEW}")]);
    assert!(!stored.contains('\r'), "{stored:?}");
}

#[test]
fn twenty_rounds_with_whole_files_in_crlf() {
    rounds(&Clones::new(), &[with_crlf]);
}

#[test]
fn twenty_rounds_with_one_line_in_crlf_and_with_mixed_ones() {
    rounds(&Clones::new(), &[with_one_crlf, mixed, with_crlf, with_lf]);
}

#[test]
fn twenty_rounds_on_a_system_whose_files_have_crlf() {
    for settings in [
        "[core]\n\tautocrlf = true\n",
        "[core]\n\tautocrlf = input\n",
    ] {
        let clones = Clones::made_with(settings, &[]);
        for who in [Dana, Alex] {
            clones.write(who, ".gitattributes", "meetings/*.md merge=oneonone\n");
        }
        clones.sync(Dana).ended_with(0);
        clones.sync(Alex).ended_with(0);
        rounds(&clones, &[with_crlf, mixed, with_lf]);
    }
}

#[test]
fn a_save_in_crlf_on_both_sides_and_an_edit_of_each_by_both() {
    let clones = Clones::new();
    for (who, file) in [(Dana, OLD), (Alex, NEW)] {
        save(&clones, who, OLD, with_crlf);
        save(&clones, who, NEW, with_crlf);
        append(&clones, who, file, "By one alone");
    }
    in_step(&clones);
    for file in [OLD, NEW] {
        has_once(&clones, file, &["By one alone".to_string()]);
    }
}

#[test]
fn a_save_in_crlf_that_git_is_strict_about() {
    for strict in ["true", "warn"] {
        let clones = Clones::new();
        clones.git(Alex, &["config", "core.safecrlf", strict]);
        save(&clones, Alex, NEW, with_crlf);
        append(&clones, Dana, NEW, "Ask for runners");
        clones.sync(Dana).ended_with(0);
        clones.sync(Alex).ended_with(0);
        in_step(&clones);
        save(&clones, Alex, NEW, with_crlf);
        append(&clones, Alex, NEW, "Ask again");
        clones.sync(Alex).ended_with(0);
        in_step(&clones);
        has_once(
            &clones,
            NEW,
            &["Ask for runners".to_string(), "Ask again".to_string()],
        );
    }
}

#[test]
fn a_save_in_crlf_where_no_attribute_says_how_lines_end() {
    for attributes in ["", "meetings/*.md merge=oneonone\n", "*.md -text\n"] {
        let clones = Clones::new();
        clones.write(Dana, ".gitattributes", attributes);
        clones.sync(Dana).ended_with(0);
        clones.sync(Alex).ended_with(0);
        let mut titles = Vec::new();
        for round in 0..6 {
            let (saver, writer) = if round % 2 == 0 {
                (Alex, Dana)
            } else {
                (Dana, Alex)
            };
            let saved = [with_crlf, with_lf, with_one_crlf][round % 3];
            save(&clones, saver, NEW, saved);
            let title = format!("Number {round:02} of what was promised");
            append(&clones, writer, NEW, &title);
            titles.push(title);
            clones.sync(writer).ended_with(0);
            clones.sync(saver).ended_with(0);
            in_step(&clones);
            has_once(&clones, NEW, &titles);
        }
    }
}

#[test]
fn a_file_that_was_only_touched() {
    let clones = Clones::new();
    for round in 0..3 {
        clones.write(Alex, NEW, clones.read(Alex, NEW));
        let path = clones.clone_of(Alex).join(NEW);
        let file = std::fs::File::options()
            .write(true)
            .open(&path)
            .expect("a file");
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(100 * round);
        file.set_modified(later).expect("a time");
        append(&clones, Dana, NEW, &format!("Number {round} of them"));
        clones.sync(Dana).ended_with(0);
        let run = clones.sync(Alex).ended_with(0);
        assert!(!run.stdout.contains("went out"), "{}", run.stdout);
    }
    in_step(&clones);
}

#[test]
fn a_file_that_was_made_a_program() {
    use std::os::unix::fs::PermissionsExt as _;
    for looks in ["true", "false"] {
        let clones = Clones::new();
        for who in [Dana, Alex] {
            clones.git(who, &["config", "core.fileMode", looks]);
        }
        for mode in [0o755, 0o644, 0o755] {
            let path = clones.clone_of(Alex).join(NEW);
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("a mode");
            append(&clones, Dana, NEW, &format!("With mode {mode:o}"));
            append(&clones, Alex, OLD, &format!("With mode {mode:o}"));
            clones.sync(Dana).ended_with(0);
            clones.sync(Alex).ended_with(0);
            in_step(&clones);
        }
        assert_eq!(clones.read(Alex, NEW).matches("With mode").count(), 3);
    }
}

/// Whoever merges comes to the same, also of modes.
#[test]
fn both_merge_the_same_where_one_made_it_a_program() {
    use std::os::unix::fs::PermissionsExt as _;
    let clones = Clones::new();
    let path = clones.clone_of(Alex).join(NEW);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    append(&clones, Dana, NEW, "By Dana");
    append(&clones, Alex, OLD, "By Alex");
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    in_step(&clones);
}
