//! Into which repository a new notebook goes, and that no other one gets a note.

use std::path::Path;

use crate::clones::{Clones, Dana};
use crate::sandbox::{CONFIGURATION, Run};

const PAIR: [&str; 4] = [
    "--manager",
    "Dana Ng <dana@example.com>",
    "--ic",
    "Alex Kim <alex@example.com>",
];

/// The home of Dana and a bare `public.git` beside it.
fn homes() -> Clones {
    let clones = Clones::homes();
    let remote = clones.path("public.git");
    let arguments = [
        "init",
        "--quiet",
        "--bare",
        remote.to_str().expect("a path"),
    ];
    clones.git_in(Dana, &clones.home(Dana), &arguments);
    clones
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// A repository in `folder` with `files`, committed and pushed.
fn repository(clones: &Clones, folder: &Path, files: &[(&str, &str)]) {
    std::fs::create_dir_all(folder).expect("a folder");
    clones.git_in(Dana, folder, &["init", "--quiet"]);
    let remote = clones.path("public.git");
    let remote = format!("file://{}", remote.display());
    clones.git_in(Dana, folder, &["remote", "add", "origin", &remote]);
    for (file, text) in files {
        write(folder, file, text);
        clones.git_in(Dana, folder, &["add", "--force", file]);
    }
    if !files.is_empty() {
        clones.git_in(Dana, folder, &["commit", "--quiet", "-m", "All"]);
        clones.git_in(Dana, folder, &["push", "--quiet", "-u", "origin", "main"]);
    }
}

#[track_caller]
fn init(clones: &Clones, folder: &Path, words: &[&str]) -> Run {
    clones.run_in(Dana, folder, &[&["init"], words, &PAIR].concat())
}

/// Every path that `public.git` has in any commit.
fn published(clones: &Clones) -> String {
    let remote = clones.path("public.git");
    let listed = ["log", "--all", "--name-only", "--format="];
    clones.git_in(Dana, &remote, &listed)
}

/// Make an agenda in the notebook and share it.
#[track_caller]
fn write_and_sync(clones: &Clones, notebook: &Path) -> Run {
    let words = ["add", "Ask about the offer", "--owner", "dana"];
    clones.run_in(Dana, notebook, &words).ended_with(0);
    clones.run_in(Dana, notebook, &["sync"])
}

#[track_caller]
fn has(run: &Run, words: &str) {
    assert!(run.stderr.contains(words), "`{words}` in:\n{}", run.stderr);
}

#[test]
fn a_repository_of_other_things_never_gets_a_notebook_unasked() {
    // A dotfiles repository at home, with what one has there; one that ignores all but what is added by force; a project;
    // one with a readme alone; one whose files are not committed yet; one without a remote; one on a public host.
    for (name, files, before) in [
        ("dotfiles", &[(".bashrc", "x")][..], &[][..]),
        ("ignoring", &[(".gitignore", "*\n"), (".vimrc", "x")], &[]),
        ("ignores-all", &[(".gitignore", "*\n")], &[]),
        ("project", &[("src/main.rs", "x"), ("README.md", "x")], &[]),
        ("readme", &[("README.md", "x")], &[]),
        ("vault", &[("diary/2026-11-23.md", "x")], &[]),
        ("uncommitted", &[], &[("src/main.rs", "x")]),
        (
            "beside-a-notebook",
            &[("zoe/oneonone.yaml", CONFIGURATION), (".bashrc", "x")],
            &[],
        ),
    ] {
        for (below, remote) in [("alex", true), ("work/deep/alex", false)] {
            let clones = homes();
            let outer = clones.home(Dana).join(name);
            repository(&clones, &outer, files);
            for (file, text) in before {
                write(&outer, file, text);
            }
            if !remote {
                clones.git_in(Dana, &outer, &["remote", "remove", "origin"]);
            }
            let before = published(&clones);
            let head = clones.try_git(Dana, &outer, &["rev-parse", "HEAD"]).stdout;
            let run = init(&clones, &outer, &[below]).ended_with(0);
            has(&run, "made it a git repository of its own: it lies in");
            assert_eq!(run.stderr.contains("public.git"), remote, "{}", run.stderr);
            let notebook = outer.join(below);
            assert!(notebook.join(".git").is_dir(), "{name}");
            let run = write_and_sync(&clones, &notebook).ended_with(0);
            has(&run, "there is no remote to share with");
            let log = clones.git_in(Dana, &notebook, &["log", "--name-only", "--format="]);
            assert!(log.contains("meetings/2026-11-24.md"), "{name}: {log}");
            assert_eq!(published(&clones), before, "{name}");
            let still = clones.try_git(Dana, &outer, &["rev-parse", "HEAD"]).stdout;
            assert_eq!(still, head, "{name}");
            // Again, it is there already.
            let run = init(&clones, &outer, &[below]).ended_with(0);
            has(&run, "nothing was missing");
        }
    }
}

#[test]
fn a_repository_that_is_there_for_it_is_used_and_named() {
    // An empty clone; a clone in which a site put a readme, when one stands at its top; one of notebooks only.
    for (files, below, notebook) in [
        (&[][..], ".", "."),
        (&[], "alex", "alex"),
        (
            &[("README.md", "x"), ("LICENSE", "x"), (".gitignore", "*~\n")],
            ".",
            ".",
        ),
        (&[("zoe/oneonone.yaml", CONFIGURATION)], "alex", "alex"),
        (
            &[
                ("zoe/oneonone.yaml", CONFIGURATION),
                ("zoe/plan.xlsx", "x"),
                ("README.md", "x"),
            ],
            "teams/alex",
            "teams/alex",
        ),
    ] {
        let clones = homes();
        let outer = clones.home(Dana).join("pair");
        repository(&clones, &outer, files);
        let run = init(&clones, &outer, &[below]).ended_with(0);
        has(&run, "it is shared through the repository");
        has(&run, "public.git");
        write_and_sync(&clones, &outer.join(notebook)).ended_with(0);
        let path = format!("{notebook}/meetings/2026-11-24.md");
        let path = path.trim_start_matches("./");
        assert!(published(&clones).contains(path), "{files:?}");
    }
}

#[test]
fn who_wants_it_there_says_so() {
    let clones = homes();
    let outer = clones.home(Dana).join("project");
    repository(&clones, &outer, &[("src/main.rs", "x")]);
    let run = init(&clones, &outer, &["notes", "--in-repository"]).ended_with(0);
    has(&run, "it is shared through the repository");
    write_and_sync(&clones, &outer.join("notes")).ended_with(0);
    assert!(published(&clones).contains("notes/meetings/2026-11-24.md"));
    let run = clones.run_in(Dana, &outer, &["doctor", "notes"]);
    assert!(!run.stdout.contains("holds other things"), "{}", run.stdout);
    // Where it would be ignored it can't be shared, and where there is none neither.
    let ignoring = clones.home(Dana).join("ignoring");
    repository(&clones, &ignoring, &[]);
    write(&ignoring, ".git/info/exclude", "notes/\n");
    let run = init(&clones, &ignoring, &["notes", "--in-repository"]).ended_with(2);
    has(&run, ".git/info/exclude:1:notes/");
    assert!(!ignoring.join("notes").exists());
    let run = init(&clones, &clones.home(Dana), &["alone", "--in-repository"]).ended_with(2);
    has(&run, "lies in no git repository");
    let run = init(&clones, &outer, &["x", "--in-repository", "--no-git"]).ended_with(2);
    has(&run, "cannot be used with");
}

#[test]
fn where_it_can_have_none_of_its_own_it_is_refused() {
    let clones = homes();
    let outer = clones.home(Dana).join("project");
    repository(&clones, &outer, &[("src/main.rs", "x"), ("docs/a.md", "x")]);
    for (folder, below, words) in [
        (outer.clone(), ".", "is the repository itself"),
        (clones.home(Dana), "project", "is the repository itself"),
        (outer.clone(), "docs", "has files of the repository"),
        (outer.join("docs"), ".", "has files of the repository"),
    ] {
        for more in ["--yes", "--dry-run"] {
            let run = init(&clones, &folder, &[below, more]).ended_with(2);
            has(&run, words);
            has(&run, "public.git");
            has(&run, "hint: ");
            assert!(!folder.join(below).join("oneonone.yaml").exists());
        }
    }
    assert!(!outer.join("meetings").exists());
    init(&clones, &outer, &[".", "--in-repository"]).ended_with(0);
}

#[test]
fn a_work_tree_of_any_kind_counts_as_one() {
    let clones = homes();
    let home = clones.home(Dana);
    let project = home.join("project");
    repository(&clones, &project, &[("src/main.rs", "x")]);
    // A further work tree, a submodule, a git folder that lies apart.
    clones.git_in(Dana, &project, &["worktree", "add", "--quiet", "../tree"]);
    let above = home.join("above");
    repository(&clones, &above, &[]);
    let allowed = ["-c", "protocol.file.allow=always"];
    let url = project.display().to_string();
    let add = ["submodule", "--quiet", "add", &url, "below"];
    clones.git_in(Dana, &above, &[&allowed[..], &add].concat());
    let apart = [
        "clone",
        "--quiet",
        "--separate-git-dir=elsewhere",
        "project",
        "apart",
    ];
    clones.git_in(Dana, &home, &apart);
    for outer in [home.join("tree"), above.join("below"), home.join("apart")] {
        let run = init(&clones, &outer, &["alex"]).ended_with(0);
        has(&run, "such as `src/main.rs`");
        assert!(outer.join("alex/.git").is_dir());
        init(&clones, &outer, &["."]).ended_with(2);
    }
    // Dotfiles in a repository that git does not find from here are no matter; with a file `.git` it does.
    let bare = ["init", "--quiet", "--bare", ".dotfiles"];
    clones.git_in(Dana, &home, &bare);
    let dotfiles = home.join(".dotfiles");
    let top = home.display().to_string();
    clones.git_in(Dana, &dotfiles, &["config", "core.bare", "false"]);
    clones.git_in(Dana, &dotfiles, &["config", "core.worktree", &top]);
    let run = init(&clones, &home, &["unseen"]).ended_with(0);
    assert!(!run.stderr.contains("of its own"), "{}", run.stderr);
    write(&home, ".git", "gitdir: .dotfiles\n");
    clones.git_in(Dana, &home, &["add", "--force", ".gitconfig"]);
    let run = init(&clones, &home, &["seen"]).ended_with(0);
    has(&run, "such as `.gitconfig`");
    let status = clones.git_in(Dana, &home, &["ls-files"]);
    assert_eq!(status, ".gitconfig");
    // One whose work tree lies elsewhere has nothing to do with what is beside its git folder.
    let site = home.join("site");
    repository(&clones, &site, &[]);
    std::fs::create_dir(home.join("served")).expect("a folder");
    let served = home.join("served").display().to_string();
    clones.git_in(Dana, &site, &["config", "core.worktree", &served]);
    init(&clones, &site, &["alex"]).ended_with(0);
    assert!(site.join("alex/.git").is_dir());
    // And what git keeps in its own folder is no place, whatever its settings say.
    clones.git_in(Dana, &project, &["config", "core.worktree", ".."]);
    let run = init(&clones, &project.join(".git"), &["alex"]).ended_with(2);
    has(&run, "lies in git's own folder");
}

#[test]
fn nothing_is_made_in_another_notebook() {
    let clones = homes();
    let home = clones.home(Dana);
    init(&clones, &home, &["alex"]).ended_with(0);
    let alex = home.join("alex");
    for (folder, words) in [
        (&alex, &["init", "zoe"][..]),
        (&home, &["init", "alex/meetings"]),
        (&alex.join("meetings"), &["init", "."]),
        (&alex, &["join", "../../public.git"]),
        (&home, &["demo", "alex/demo"]),
    ] {
        let run = match words {
            ["init", below] => init(&clones, folder, &[below]),
            words => clones.run_in(Dana, folder, words),
        };
        has(&run.ended_with(2), "lies in the notebook");
    }
    let entries = walkdir::WalkDir::new(&alex).into_iter().flatten();
    let settings = entries.filter(|entry| entry.file_name() == "oneonone.yaml");
    assert_eq!(settings.count(), 1);
    // Beside it is another place, however it is written.
    init(&clones, &alex, &["../zoe"]).ended_with(0);
    init(&clones, &alex, &["."]).ended_with(0);
}

#[test]
fn join_and_demo_keep_to_repositories_of_their_own() {
    let clones = homes();
    let home = clones.home(Dana);
    let outer = home.join("dotfiles");
    repository(&clones, &outer, &[(".bashrc", "x")]);
    let pair = home.join("pair");
    std::fs::create_dir(&pair).expect("a folder");
    clones.git_in(Dana, &pair, &["init", "--quiet"]);
    init(&clones, &pair, &["."]).ended_with(0);
    write_and_sync(&clones, &pair).ended_with(0);
    let run = clones
        .run_in(Dana, &outer, &["join", "../pair", "alex"])
        .ended_with(0);
    has(&run, "it is a repository of its own");
    let run = clones.run_in(Dana, &outer, &["demo", "demo"]).ended_with(0);
    has(&run, "made each a git repository of its own");
    for notebook in ["alex", "demo/alex", "demo/zoe"] {
        let folder = outer.join(notebook);
        let top = clones.git_in(Dana, &folder, &["rev-parse", "--show-toplevel"]);
        assert!(top.ends_with(notebook), "{top}");
        clones.run_in(Dana, &folder, &["sync"]);
    }
    assert_eq!(published(&clones), ".bashrc");
    for words in [["join", "../../pair", "x"], ["demo", "x", "--quiet"]] {
        let run = clones
            .run_in(Dana, &outer.join(".git"), &words)
            .ended_with(2);
        has(&run, "lies in git's own folder");
    }
}

#[test]
fn a_notebook_that_came_there_without_init_is_not_shared_unasked() {
    let clones = homes();
    let outer = clones.home(Dana).join("dotfiles");
    repository(&clones, &outer, &[(".bashrc", "x")]);
    let notebook = outer.join("alex");
    init(&clones, &outer, &["alex", "--no-git"]).ended_with(0);
    let words = ["add", "Ask about the offer", "--owner", "dana"];
    clones.run_in(Dana, &notebook, &words).ended_with(0);
    let run = clones.run_in(Dana, &notebook, &["sync"]).ended_with(2);
    has(&run, "was never shared through the repository");
    has(&run, "such as `.bashrc`");
    has(&run, "public.git");
    assert_eq!(published(&clones), ".bashrc");
    assert_eq!(clones.git_in(Dana, &outer, &["log", "--format=%s"]), "All");
    let run = clones.run_in(Dana, &notebook, &["doctor"]).ended_with(1);
    assert!(
        run.stdout
            .contains("holds other things too, such as `.bashrc`"),
        "{}",
        run.stdout
    );
    // What it says to type works.
    init(&clones, &outer, &["alex"]).ended_with(0);
    let run = clones.run_in(Dana, &notebook, &["sync"]).ended_with(0);
    has(&run, "there is no remote");
    assert_eq!(published(&clones), ".bashrc");
}

#[test]
fn what_was_shared_there_before_goes_on_and_doctor_names_it() {
    let clones = homes();
    let outer = clones.home(Dana).join("project");
    let files = [("src/main.rs", "x"), ("alex/oneonone.yaml", CONFIGURATION)];
    repository(&clones, &outer, &files);
    write_and_sync(&clones, &outer.join("alex")).ended_with(0);
    assert!(published(&clones).contains("alex/meetings/2026-11-24.md"));
    let run = clones
        .run_in(Dana, &outer.join("alex"), &["doctor"])
        .ended_with(1);
    assert!(
        run.stdout
            .contains("holds other things too, such as `src/main.rs`"),
        "{}",
        run.stdout
    );
    init(&clones, &outer, &["alex"]).ended_with(0);
    assert!(!outer.join("alex/.git").exists());
}

#[test]
fn no_password_of_a_remote_is_shown() {
    let clones = homes();
    let outer = clones.home(Dana).join("dotfiles");
    repository(&clones, &outer, &[(".bashrc", "x")]);
    let secret = "https://dana:s3cr3t@example.invalid/dotfiles.git?token=t0k3n";
    clones.git_in(Dana, &outer, &["remote", "set-url", "origin", secret]);
    let run = init(&clones, &outer, &["alex"]).ended_with(0);
    has(&run, "https://example.invalid/dotfiles.git");
    let whole = [run, init(&clones, &outer, &["."]).ended_with(2)];
    let url = "https://dana:s3cr3t@127.0.0.1:1/a.git?token=t0k3n";
    let joined = clones
        .run_in(Dana, &clones.home(Dana), &["join", url, "x"])
        .ended_with(2);
    for run in whole.iter().chain([&joined]) {
        for secret in ["s3cr3t", "t0k3n", "dana:"] {
            assert!(!run.stderr.contains(secret), "{}", run.stderr);
        }
    }
    // An address holds no orders for the terminal either.
    clones.git_in(
        Dana,
        &outer,
        &["remote", "set-url", "origin", "https://x/\u{1b}]0;a\u{7}"],
    );
    let run = init(&clones, &outer, &["zoe"]).ended_with(0);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
}
