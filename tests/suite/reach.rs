//! Where a command writes: where one stands, in what one names, in what one's settings name; never in what was merely
//! found and may have come from anyone.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::clones::{Alex, Clones, Dana};
use crate::sandbox::{Run, program};

/// A workspace `ws` of Dana's with these notebooks of hers, each a repository with a remote of its own.
fn workspace(names: &[&str]) -> Clones {
    let clones = Clones::homes();
    for name in names {
        add_notebook(&clones, name, name, &format!("{name}@example.com"));
    }
    clones
}

fn root(clones: &Clones, name: &str) -> PathBuf {
    ws(clones).join(name)
}

fn ws(clones: &Clones) -> PathBuf {
    clones.home(Dana).join("ws")
}

/// The notebook of Dana and another one, with a point that is not shared yet.
fn add_notebook(clones: &Clones, name: &str, ic: &str, email: &str) {
    let dana = "Dana Ng <dana@example.com>";
    add_pair(clones, name, dana, &format!("{ic} <{email}>"));
}

fn add_pair(clones: &Clones, name: &str, manager: &str, ic: &str) {
    let folder = root(clones, name);
    let home = clones.home(Dana);
    std::fs::create_dir_all(folder.parent().expect("a folder")).expect("a folder");
    let remote = clones.path(&format!("{}.git", name.replace('/', "-")));
    let remote = remote.to_str().expect("a path");
    clones.git_in(Dana, &home, &["init", "--quiet", "--bare", remote]);
    let there = folder.to_str().expect("a path");
    let init = ["init", there, "--manager", manager, "--ic", ic];
    clones.run_in(Dana, &home, &init).ended_with(0);
    clones.git_in(Dana, &folder, &["remote", "add", "origin", remote]);
    let add = [
        "add",
        &format!("Plan {}", name.replace('/', " ")),
        "--owner",
        "dana",
    ];
    let run = clones.run_in(Dana, &folder, &add);
    if run.code != Some(0) {
        clones.run_in(Dana, &folder, &["add", "Plan"]).ended_with(0);
    }
}

fn settings(clones: &Clones, text: &str) {
    let folder = clones.home(Dana).join(".config/oneonone");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.yaml"), text).expect("a file");
}

fn sync(clones: &Clones, folder: &Path, words: &[&str]) -> Run {
    clones.run_in(Dana, folder, &[&["sync"], words].concat())
}

/// Whether the notebook was committed, and whether it is on its remote.
fn shared(clones: &Clones, name: &str) -> (bool, bool) {
    let head = clones.try_git(
        Dana,
        &root(clones, name),
        &["rev-parse", "--verify", "HEAD"],
    );
    let remote = clones.path(&format!("{}.git", name.replace('/', "-")));
    let there = clones.try_git(Dana, &remote, &["rev-parse", "--verify", "refs/heads/main"]);
    (head.code == Some(0), there.code == Some(0))
}

#[track_caller]
fn are_shared(clones: &Clones, names: &[&str]) {
    for name in names {
        assert_eq!(shared(clones, name), (true, true), "{name}");
    }
}

#[track_caller]
fn are_untouched(clones: &Clones, names: &[&str]) {
    for name in names {
        assert_eq!(shared(clones, name), (false, false), "{name}");
    }
}

/// `oneonone` with these words at a terminal in `folder`, where somebody types `answers`.
fn typed(clones: &Clones, folder: &Path, words: &str, answers: &str) -> Run {
    let line = format!("'{}' {words}", program().display());
    let arguments = ["--quiet", "--return", "--command", &line, "/dev/null"];
    let mut command = clones.command(Dana, folder, Path::new("script"), &arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let mut input = child.stdin.take().expect("an input");
    input.write_all(answers.as_bytes()).expect("answers");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    Run {
        stdout: String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"),
        stderr: String::new(),
        code: output.status.code(),
    }
}

#[track_caller]
fn has(run: &Run, words: &[&str]) {
    for word in words {
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains(word), "`{word}` in:\n{said}");
    }
}

#[test]
fn what_was_merely_found_is_not_synced_unasked() {
    for names in [&["alex"][..], &["alex", "zoe"], &["deep/down/alex", "zoe"]] {
        let clones = workspace(names);
        for folder in [ws(&clones), clones.home(Dana)] {
            for words in [&[][..], &["--quiet"], &["-C", "."]] {
                let run = sync(&clones, &folder, words).ended_with(2);
                has(&run, names);
                has(&run, &["alex.git", "merely found", "notebooks: [", "--all"]);
                are_untouched(&clones, names);
            }
        }
        // To look is not to act.
        sync(&clones, &ws(&clones), &["--dry-run"]).ended_with(0);
        are_untouched(&clones, names);
        sync(&clones, &ws(&clones), &["--all"]).ended_with(0);
        are_shared(&clones, names);
    }
}

#[test]
fn what_one_stands_in_or_names_is_synced() {
    let clones = workspace(&["alex", "zoe", "kim"]);
    sync(&clones, &root(&clones, "alex"), &[]).ended_with(0);
    sync(&clones, &ws(&clones), &["zoe"]).ended_with(0);
    are_shared(&clones, &["alex", "zoe"]);
    are_untouched(&clones, &["kim"]);
    sync(&clones, &clones.home(Dana), &["-C", "ws/kim/meetings"]).ended_with(0);
    are_shared(&clones, &["kim"]);
}

#[test]
fn the_line_for_ones_settings_works_as_it_is_said() {
    for names in [
        &["alex", "zoe", "kim"][..],
        &["Zoë O'Hara"],
        &["one on ones/Äle x", "no: #1", "~zoe"],
    ] {
        for is_at_home in [true, false] {
            let clones = Clones::homes();
            for name in names {
                add_notebook(&clones, name, "Alex Kim", "alex@example.com");
            }
            let line = match is_at_home {
                true => line_for_settings(&clones, &ws(&clones)),
                false => {
                    // Nothing of it lies below the home folder then.
                    let elsewhere = clones.path("elsewhere");
                    std::fs::rename(ws(&clones), &elsewhere).expect("moved");
                    let line = line_for_settings(&clones, &elsewhere);
                    std::os::unix::fs::symlink(&elsewhere, ws(&clones)).expect("a link");
                    line
                }
            };
            settings(&clones, &line);
            let run = sync(&clones, &clones.home(Dana), &[]).ended_with(0);
            assert!(!run.stderr.contains("found"), "{line}: {}", run.stderr);
            are_shared(&clones, names);
        }
    }
}

/// What `sync` in `folder` says to write into one's settings.
fn line_for_settings(clones: &Clones, folder: &Path) -> String {
    let said = sync(clones, folder, &[]).ended_with(2).stderr;
    let line = said.split("`notebooks: ").nth(1).expect("a line");
    format!(
        "notebooks: {}\n",
        line.split("`\n").next().expect("its end")
    )
}

#[test]
fn what_the_settings_name_is_synced_without_a_question() {
    let names = ["alex", "zoe", "kim"];
    // A folder of them, from there and from anywhere, by a link as well.
    let clones = workspace(&names);
    std::os::unix::fs::symlink(ws(&clones), clones.home(Dana).join("link")).expect("a link");
    settings(&clones, "notebooks: ~/link\n");
    let run = typed(&clones, &ws(&clones), "sync", "").ended_with(0);
    assert!(!run.stdout.contains("(y/n)"), "{}", run.stdout);
    are_shared(&clones, &names);
    let clones = workspace(&names);
    settings(&clones, "notebooks: ~/ws\n");
    sync(&clones, &clones.path("bin"), &[]).ended_with(0);
    are_shared(&clones, &names);
    // A path that means another folder wherever one stands names none.
    let clones = workspace(&names);
    settings(&clones, "notebooks: .\n");
    sync(&clones, &ws(&clones), &[]).ended_with(2);
    are_untouched(&clones, &names);
}

#[test]
fn ones_own_are_synced_and_the_others_named() {
    let clones = workspace(&["mine/alex", "zoe"]);
    settings(&clones, "notebooks: [~/ws/mine]\n");
    let run = sync(&clones, &ws(&clones), &[]).ended_with(2);
    has(&run, &["notebooks: [~/ws/mine, ~/ws/zoe]", "zoe.git"]);
    are_shared(&clones, &["mine/alex"]);
    are_untouched(&clones, &["zoe"]);
    // Where only others are, one's own go on all the same.
    let clones = workspace(&["mine/alex", "other/zoe"]);
    settings(&clones, "notebooks: [~/ws/mine]\n");
    sync(&clones, &root(&clones, "other"), &[]).ended_with(2);
    are_shared(&clones, &["mine/alex"]);
    are_untouched(&clones, &["other/zoe"]);
}

#[test]
fn at_a_terminal_one_question_is_asked_for_all_of_them() {
    for (answer, is_yes) in [
        ("y\n", true),
        ("yes\n", true),
        ("\n", false),
        ("n\n", false),
        ("", false),
        ("x\n", false),
    ] {
        let clones = workspace(&["alex", "zoe"]);
        let run = typed(&clones, &ws(&clones), "sync", answer);
        assert_eq!(run.stdout.matches("(y/n)").count(), 1, "{}", run.stdout);
        has(&run, &["alex.git", "zoe.git"]);
        match is_yes {
            true => are_shared(&clones, &["alex", "zoe"]),
            false => {
                has(&run, &["notebooks: [", "nothing was synced"]);
                assert_eq!(run.code, Some(2));
                are_untouched(&clones, &["alex", "zoe"]);
            }
        }
    }
}

#[test]
fn a_found_one_of_other_people_is_left_out_even_so() {
    let clones = workspace(&["alex"]);
    add_pair(
        &clones,
        "theirs",
        "Eve Ng <eve@example.org>",
        "Bob Orr <bob@example.org>",
    );
    let run = sync(&clones, &ws(&clones), &["--all"]).ended_with(0);
    has(&run, &["left out: `theirs`", "dana@example.com"]);
    are_shared(&clones, &["alex"]);
    are_untouched(&clones, &["theirs"]);
    // It is not even asked about, and alone it is an error.
    settings(&clones, "notebooks: ~/ws/alex\n");
    let run = typed(&clones, &ws(&clones), "sync", "y\n").ended_with(0);
    assert!(!run.stdout.contains("(y/n)"), "{}", run.stdout);
    std::fs::rename(root(&clones, "theirs"), clones.home(Dana).join("theirs")).expect("a move");
    settings(&clones, "");
    std::fs::create_dir(clones.home(Dana).join("x")).expect("a folder");
    std::fs::rename(
        clones.home(Dana).join("theirs"),
        clones.home(Dana).join("x/theirs"),
    )
    .expect("a move");
    let run = sync(&clones, &clones.home(Dana).join("x"), &["--all"]).ended_with(2);
    has(&run, &["nothing was synced"]);
    // Who stands in it, or names it, is warned.
    for (folder, words) in [("x/theirs", &[][..]), ("x", &["theirs"])] {
        let run = sync(&clones, &clones.home(Dana).join(folder), words).ended_with(0);
        has(
            &run,
            &["warning: `dana@example.com` is neither of the two of `theirs`"],
        );
    }
    // `me:` says it as well, whatever git says.
    let clones = workspace(&["alex"]);
    settings(&clones, "me: mallory\n");
    clones.git_in(
        Dana,
        &root(&clones, "alex"),
        &["config", "user.email", "m@example.net"],
    );
    sync(&clones, &ws(&clones), &["--all"]).ended_with(2);
    are_untouched(&clones, &["alex"]);
}

#[test]
fn where_nothing_says_who_one_is_nothing_more_is_asked() {
    let clones = workspace(&[]);
    // The address of one of the two is not known: it may be this one.
    add_pair(&clones, "alex", "Eve Ng <eve@example.org>", "Alex Kim");
    let run = sync(&clones, &ws(&clones), &["--all"]).ended_with(0);
    assert!(!run.stderr.contains("neither"), "{}", run.stderr);
    are_shared(&clones, &["alex"]);
    let run = sync(&clones, &root(&clones, "alex"), &[]).ended_with(0);
    assert!(!run.stderr.contains("neither"), "{}", run.stderr);
}

#[test]
fn one_repository_with_several_is_asked_about_once_or_not_at_all() {
    let clones = workspace(&["alex"]);
    let alex = root(&clones, "alex");
    sync(&clones, &alex, &[]).ended_with(0);
    // Two in one repository: who shares the one shares the other.
    let both = ws(&clones).join("both");
    std::fs::create_dir(&both).expect("a folder");
    clones.git_in(Dana, &both, &["init", "--quiet"]);
    for name in ["one", "two"] {
        let people = [
            "--manager",
            "Dana Ng <dana@example.com>",
            "--ic",
            "Kim <kim@example.com>",
        ];
        clones
            .run_in(Dana, &both, &[&["init", name], &people[..]].concat())
            .ended_with(0);
    }
    settings(&clones, "notebooks: [~/ws/both/one, ~/ws/alex]\n");
    sync(&clones, &ws(&clones), &[]).ended_with(0);
    let log = clones.git_in(Dana, &both, &["log", "--format=", "--name-only"]);
    assert!(log.contains("two/oneonone.yaml"), "{log}");
}

#[test]
fn no_secret_and_no_order_of_a_remote_is_shown() {
    let clones = workspace(&["alex", "zoe"]);
    for (name, url) in [
        (
            "alex",
            "https://dana:s3cr3t@example.invalid/alex.git?t=t0k3n",
        ),
        ("zoe", "https://x.invalid/\u{1b}]0;owned\u{7}\u{202e}"),
    ] {
        clones.git_in(
            Dana,
            &root(&clones, name),
            &["remote", "set-url", "origin", url],
        );
    }
    let asked = typed(&clones, &ws(&clones), "sync", "n\n").stdout;
    let said = sync(&clones, &ws(&clones), &[]).ended_with(2).stderr;
    for said in [asked, said] {
        assert!(said.contains("https://example.invalid/alex.git"), "{said}");
        for secret in ["s3cr3t", "t0k3n", "]0;owned\u{7}", "\u{202e}"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn what_came_in_by_somebody_else_is_said() {
    let clones = Clones::new();
    let write = |text: &str| {
        clones.write(
            Alex,
            "meetings/2026-11-17.md",
            crate::clones::agenda("2026-11-17", text),
        );
    };
    let news = |clones: &Clones| {
        let run = clones.sync(Dana).ended_with(0);
        run.stderr
    };
    write("- [x] Book a room @dana\n");
    clones.sync(Alex).ended_with(0);
    assert!(!news(&clones).contains("neither"), "Alex is one of the two");
    // Somebody who can push; as the author, as the one who commits, and with both at once.
    for (number, (author, committer)) in [
        ("Eve Ng <eve@example.org>", None),
        ("Alex Kim <alex@example.com>", Some("eve@example.org")),
        ("Eve \u{1b}[2J <eve@example.org>", Some("eve@example.org")),
    ]
    .into_iter()
    .enumerate()
    {
        write(&format!("- [x] Book a room @dana\n- [ ] Number {number}\n"));
        let name = committer.unwrap_or("alex@example.com");
        let email = format!("user.email={name}");
        let author = format!("--author={author}");
        clones.git(
            Alex,
            &[
                "-c", &email, "commit", "--quiet", "--all", "-m", "x", &author,
            ],
        );
        clones.git(Alex, &["push", "--quiet"]);
        let said = news(&clones);
        assert!(said.contains("eve@example.org"), "{said}");
        assert!(said.contains("who is neither of the two"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said}");
        clones.sync(Alex).ended_with(0);
    }
    // Their own work goes on without a word; also where both wrote, and the merge is ours.
    write("- [x] Book a room @dana\n- [ ] Last @alex\n");
    clones.sync(Alex).ended_with(0);
    clones.write(Dana, "questions.md", "# Questions\n");
    let said = news(&clones);
    assert!(!said.contains("neither"), "{said}");
}

#[test]
fn an_item_is_named_by_its_reference_but_not_one_of_other_people() {
    let clones = workspace(&["alex", "zoe"]);
    let ws = ws(&clones);
    clones.run_in(Dana, &ws, &["done", "alex"]).ended_with(0);
    clones
        .run_in(Dana, &ws, &["due", "zoe", "fri"])
        .ended_with(0);
    add_pair(
        &clones,
        "theirs",
        "Eve Ng <eve@example.org>",
        "Bob Orr <bob@example.org>",
    );
    let before = all_text(&root(&clones, "theirs"));
    for words in [
        &["done", "Plan theirs"][..],
        &["drop", "Plan theirs", "--reason", "x"],
        &["due", "Plan theirs", "fri"],
        &["assign", "theirs", "eve"],
        &["done", "theirs/meetings/2026-11-24.md:44"],
        &["fix", "--yes"],
    ] {
        let run = clones.run_in(Dana, &ws, words);
        assert!(
            run.code != Some(0) || words[0] == "fix",
            "{words:?}: {run:?}"
        );
        assert_eq!(all_text(&root(&clones, "theirs")), before, "{words:?}");
    }
    let run = clones
        .run_in(Dana, &ws, &["done", "Plan theirs"])
        .ended_with(2);
    has(
        &run,
        &["`theirs` was merely found here", "go into its folder"],
    );
    // Alone in reach it is nobody's guess either; named or stood in it is meant.
    let alone = clones.home(Dana).join("alone");
    std::fs::create_dir(&alone).expect("a folder");
    std::fs::rename(root(&clones, "theirs"), alone.join("theirs")).expect("a move");
    for words in [
        &["new"][..],
        &["add", "x"],
        &["carry"],
        &["close", "--summary", "x"],
        &["fix", "--yes"],
    ] {
        let run = clones.run_in(Dana, &alone, words).ended_with(2);
        has(&run, &["merely found here"]);
        assert_eq!(all_text(&alone.join("theirs")), before, "{words:?}");
    }
    clones.run_in(Dana, &alone, &["items"]).ended_with(0);
    clones
        .run_in(
            Dana,
            &alone,
            &[
                "new",
                "theirs",
                "--date",
                "2026-12-01",
                "--today",
                "2026-11-30",
            ],
        )
        .ended_with(0);
    clones
        .run_in(Dana, &alone.join("theirs"), &["add", "x"])
        .ended_with(0);
}

#[test]
fn what_was_done_in_a_notebook_of_other_people_is_taken_back_by_its_name() {
    let clones = workspace(&["alex"]);
    let (eve, bob) = ("Eve Ng <eve@example.org>", "Bob Orr <bob@example.org>");
    add_pair(&clones, "theirs", eve, bob);
    let ws = ws(&clones);
    clones
        .run_in(Dana, &root(&clones, "theirs"), &["add", "Later"])
        .ended_with(0);
    let before = [
        all_text(&root(&clones, "alex")),
        all_text(&root(&clones, "theirs")),
    ];
    let run = clones.run_in(Dana, &ws, &["undo"]);
    if run.code == Some(2) {
        has(&run, &["merely found here", "oneonone undo theirs"]);
        let after = [
            all_text(&root(&clones, "alex")),
            all_text(&root(&clones, "theirs")),
        ];
        assert_eq!(after, before);
    } else {
        // Both were changed within one second, and the other one counts as the last.
        assert_eq!(all_text(&root(&clones, "theirs")), before[1]);
    }
    clones.run_in(Dana, &ws, &["undo", "theirs"]).ended_with(0);
    assert_ne!(all_text(&root(&clones, "theirs")), before[1]);
}

#[test]
fn who_stands_in_a_repository_means_its_notebooks() {
    let clones = workspace(&["alex"]);
    let both = ws(&clones).join("both");
    std::fs::create_dir(&both).expect("a folder");
    clones.git_in(Dana, &both, &["init", "--quiet"]);
    let people = [
        "--manager",
        "Dana Ng <dana@example.com>",
        "--ic",
        "Kim <kim@example.com>",
    ];
    for name in ["one", "deep/two"] {
        let words = [&["init", name], &people[..]].concat();
        clones.run_in(Dana, &both, &words).ended_with(0);
    }
    for folder in [both.join("deep"), both.clone()] {
        sync(&clones, &folder, &[]).ended_with(0);
    }
    // A repository below it is another one.
    std::fs::create_dir(both.join("own")).expect("a folder");
    clones.git_in(Dana, &both.join("own"), &["init", "--quiet"]);
    add_notebook(&clones, "both/own", "lee", "lee@example.com");
    sync(&clones, &both, &[]).ended_with(2);
    are_untouched(&clones, &["both/own"]);
}

#[test]
fn what_writes_in_several_at_once_asks_or_is_told_which() {
    let clones = workspace(&["alex", "zoe"]);
    let ws = ws(&clones);
    for name in ["alex", "zoe"] {
        let file = root(&clones, name).join("meetings/2026-11-24.md");
        let text = std::fs::read_to_string(&file).expect("a file");
        std::fs::write(&file, text + "- [] almost\n").expect("a file");
    }
    let text = |name: &str| all_text(&root(&clones, name));
    let before = [text("alex"), text("zoe")];
    let run = clones.run_in(Dana, &ws, &["fix", "--yes"]).ended_with(2);
    has(&run, &["oneonone fix alex zoe --yes", "notebooks: ["]);
    assert_eq!([text("alex"), text("zoe")], before);
    clones
        .run_in(Dana, &ws, &["fix", "alex", "zoe", "--yes"])
        .ended_with(0);
    assert_ne!([text("alex"), text("zoe")], before);
    // What one did oneself was meant.
    clones.run_in(Dana, &ws, &["undo"]).ended_with(0);
    // In one's own there is no question.
    settings(&clones, "notebooks: ~/ws\n");
    clones.run_in(Dana, &ws, &["undo"]).ended_with(0);
    clones.run_in(Dana, &ws, &["fix", "--yes"]).ended_with(0);
}

/// All that a notebook has but for git's own.
fn all_text(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let entries = entries
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".git");
    let files = entries
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it");
            let bytes = std::fs::read(entry.path()).expect("a file");
            (path.to_path_buf(), bytes)
        })
        .collect()
}
