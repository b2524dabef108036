//! A meeting that can't be read is never left out without a word; and nothing is carried or shared as if it were not
//! there, for an open item could stand in it.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use crate::clones::{Alex, Clones, Dana};
use crate::sandbox::Sandbox;
use crate::surroundings;

const OPEN: &str = "## Action items\n- [ ] Call the bank @dana\n";

/// What takes the place of the meeting of 2026-11-10, and its name.
const FORMS: [(&str, &str); 9] = [
    ("a folder", "2026-11-10.md"),
    ("a dangling link", "2026-11-10.md"),
    ("a link to itself", "2026-11-10.md"),
    ("a pipe", "2026-11-10.md"),
    ("no permission", "2026-11-10.md"),
    ("a file", ".2026-11-10.md.icloud"),
    ("a file", "2026-11-10.md.nextcloud"),
    ("a file", "2026-11-10.MD"),
    ("a file", ".syncthing.2026-11-10.md.tmp"),
];

/// Put it there; `false` where this machine can't, or would read it even so.
fn put(sandbox: &Sandbox, form: &str, name: &str) -> bool {
    let path = sandbox.path(&format!("alex/meetings/{name}"));
    match form {
        "a folder" => std::fs::create_dir(&path).expect("a folder"),
        "a dangling link" => symlink("nowhere.md", &path).expect("a link"),
        "a link to itself" => symlink(name, &path).expect("a link"),
        "a pipe" => {
            let made = surroundings::tool("mkfifo").arg(&path).status();
            return made.is_ok_and(|status| status.success());
        }
        "no permission" => {
            std::fs::write(&path, OPEN).expect("a file");
            let mode = std::fs::Permissions::from_mode(0o000);
            std::fs::set_permissions(&path, mode).expect("a mode");
            return std::fs::read(&path).is_err(); // root reads it
        }
        _ => std::fs::write(&path, OPEN).expect("a file"),
    }
    true
}

fn notebook() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "alex/meetings/2026-11-17.md",
        "## Action items\n- [ ] Write to Marta @alex\n",
    );
    sandbox
}

#[test]
fn every_command_that_leaves_a_file_out_says_so() {
    for (form, name) in FORMS {
        let sandbox = notebook();
        if !put(&sandbox, form, name) {
            continue;
        }
        for line in [
            "items alex",
            "items alex --all",
            "status alex",
            "search Marta",
            "log alex",
            "prep alex",
            "show alex",
            "thread Marta",
            "report alex",
            "export alex",
        ] {
            let run = sandbox.run_line(line);
            let warning = format!("left out: `meetings/{name}`");
            assert_eq!(
                run.stderr.matches(&warning).count(),
                1,
                "{line}, {form} `{name}`: {run:?}"
            );
        }
        let check = sandbox.run_line("check alex");
        assert!(check.stdout.contains(name), "{check:?}");
    }
}

#[test]
fn no_agenda_is_made_in_the_place_of_what_cant_be_read() {
    const PLACE: &str = "alex/meetings/2026-11-24.md";
    for stands_there in [
        Some(&b"\0GITCRYPT\0\x8a\x01"[..]),
        Some(b"U2FsdGVkX1+2b5vJ3mFq0o8yV0xkq3l9\n"),
        Some(b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"),
        Some(b"version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12\n"),
        None,
    ] {
        let sandbox = notebook();
        match stands_there {
            Some(bytes) => sandbox.write(PLACE, bytes),
            None => std::fs::create_dir(sandbox.path(PLACE)).expect("a folder"),
        }
        let before = sandbox.files("alex");
        for line in [
            "new alex --no-edit --date 2026-11-24",
            "new alex --no-edit --date 2026-11-24 --dry-run",
            "add alex Something",
            "carry alex --to 2026-11-24",
        ] {
            let run = sandbox.run_line(line).ended_with(2);
            assert!(
                run.stderr
                    .contains("`meetings/2026-11-24.md` takes the date 2026-11-24"),
                "{line}: {run:?}"
            );
            assert_eq!(sandbox.files("alex"), before, "{line}");
        }
    }
}

#[test]
fn nothing_is_carried_as_if_it_were_not_there() {
    for (form, name) in FORMS {
        let sandbox = notebook();
        if !put(&sandbox, form, name) {
            continue;
        }
        let before = sandbox.read("alex/meetings/2026-11-17.md");
        for line in [
            "new alex --no-edit",
            "new alex --no-edit --dry-run",
            "add alex Something",
        ] {
            let run = sandbox.run_line(line).ended_with(2);
            assert!(
                run.stderr
                    .contains(&format!("an open item could stand in `meetings/{name}`")),
                "{line}: {run:?}"
            );
            assert!(run.stderr.contains("--without"), "{run:?}");
            assert_eq!(run.stderr.matches("left out").count(), 1, "{run:?}");
            assert!(
                !sandbox.path("alex/meetings/2026-11-24.md").exists(),
                "{line}"
            );
            assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), before);
        }
        let run = sandbox.run_line("carry alex --to 2026-11-17").ended_with(2);
        assert!(
            run.stderr.contains("an open item could stand in"),
            "{run:?}"
        );
        sandbox
            .run_line(&format!("new alex --no-edit --without meetings/{name}"))
            .ended_with(0);
        let agenda = sandbox.read("alex/meetings/2026-11-24.md");
        assert!(
            agenda.contains("- [ ] Write to Marta @alex since:2026-11-17"),
            "{agenda}"
        );
    }
}

#[test]
fn the_date_of_a_placeholder_is_taken() {
    for name in [
        ".2026-11-24.md.icloud",
        "2026-11-24.md.icloud",
        "2026-11-24.MD",
        "2026-11-24.md.owncloud",
    ] {
        let sandbox = notebook();
        sandbox.write(&format!("alex/meetings/{name}"), "bplist00");
        for line in [
            "new alex --no-edit".to_string(),
            format!("new alex --no-edit --without {name}"),
            "carry alex --to 2026-11-24".to_string(),
        ] {
            let run = sandbox.run_line(&line).ended_with(2);
            assert!(
                run.stderr
                    .contains(&format!("`meetings/{name}` takes the date 2026-11-24")),
                "{line}: {run:?}"
            );
            assert!(
                !sandbox.path("alex/meetings/2026-11-24.md").exists(),
                "{line}"
            );
        }
        // A later one holds nothing that could be carried.
        let run = sandbox
            .run_line("new alex --no-edit --date 2026-11-20")
            .ended_with(0);
        assert!(
            run.stderr.contains(&format!("left out: `meetings/{name}`")),
            "{run:?}"
        );
    }
}

#[test]
fn what_is_no_meeting_stops_nothing() {
    for name in [
        ".2026-11-10.md.swp",
        "2026-11-10 (conflicted copy).md",
        "2026-11-10.md.bak",
        "notes.MD",
        ".DS_Store",
        "2026-11-17.md.icloud",
    ] {
        let sandbox = notebook();
        sandbox.write(&format!("alex/meetings/{name}"), OPEN);
        let run = sandbox.run_line("new alex --no-edit").ended_with(0);
        assert!(!run.stderr.contains("left out"), "{name}: {run:?}");
    }
    // A damaged one is read as far as it can be, and left alone.
    let sandbox = notebook();
    sandbox.write(
        "alex/meetings/2026-11-10.md",
        b"- [ ] Call the bank\n\xff\n",
    );
    sandbox.run_line("new alex --no-edit").ended_with(0);
    let run = sandbox
        .run_line("new alex --no-edit --without meetings/2026-11-09.md")
        .ended_with(2);
    assert!(
        run.stderr
            .contains("there is no `meetings/2026-11-09.md` in `meetings/`"),
        "{run:?}"
    );
}

#[test]
fn what_a_file_service_took_away_is_not_shared_as_deleted() {
    for name in [".2026-11-24.md.icloud", "2026-11-24.md.nextcloud"] {
        let clones = Clones::new();
        let taken = clones.clone_of(Alex).join("meetings/2026-11-24.md");
        let text = clones.read(Alex, "meetings/2026-11-24.md");
        std::fs::rename(&taken, taken.with_file_name(name)).expect("it is taken away");
        let head = clones.head(Alex);
        let run = clones.sync(Alex).ended_with(2);
        assert!(
            run.stderr.contains(&format!(
                "`meetings/{name}` is left out, so nothing is committed or pushed"
            )),
            "{run:?}"
        );
        assert_eq!(clones.head(Alex), head);
        // It is brought back.
        std::fs::rename(taken.with_file_name(name), &taken).expect("it is here again");
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones.are_in_step();
        assert_eq!(clones.read(Dana, "meetings/2026-11-24.md"), text);
    }
}
