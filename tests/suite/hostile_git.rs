//! Shared files that are laid out as a git directory: git and libgit2 would take them for a repository and run what its
//! `config` names. Here every such setting, and every hook, names a program that leaves a mark.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::clones::{Alex, Clones, Dana, write_script};
use crate::sandbox::{Run, finished, program};
use crate::surroundings::tool;

/// The notebook's folder in the repository.
const NOTEBOOK: &str = "teams/alex";

/// How the commands end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Each is refused, with the folder.
    Refused,
    /// Each that reads meetings is.
    NoMeetings,
    /// Each that has to do with git is.
    NoGit,
    /// As they may, as long as nothing runs.
    Anyhow,
    /// As if it were not there.
    Works,
}

use End::{Anyhow, NoGit, NoMeetings, Refused, Works};

/// What is planted, in which folder of the repository, and how the commands end.
type Layout = (&'static str, &'static str, fn(&Trap<'_>, &Path), End);

#[rustfmt::skip] // one a line
const LAYOUTS: &[Layout] = &[
    ("at the notebook", NOTEBOOK, |t, at| t.plant(at), Refused),
    ("at the notebook, bare", NOTEBOOK, |t, at| { t.plant(at); t.config(at, "[core]\n\tbare = true\n"); }, Refused),
    ("at the notebook, with a work tree elsewhere", NOTEBOOK, |t, at| { t.plant(at); t.config(at, "[core]\n\tworktree = /\n"); }, Refused),
    ("above the notebook", "teams", |t, at| t.plant(at), Refused),
    ("at the meetings", "teams/alex/meetings", |t, at| t.plant(at), NoMeetings),
    ("at the templates", "teams/alex/templates", |t, at| t.plant(at), Works),
    ("with packed references only", NOTEBOOK, |t, at| { t.plant(at); t.remove(at, "refs"); write(at, "refs/.keep", ""); write(at, "packed-refs", "# pack-refs with: peeled fully-peeled sorted \n"); }, Refused),
    ("with a file for its references", NOTEBOOK, |t, at| { t.plant(at); t.remove(at, "refs"); write_script(&at.join("refs"), ""); }, Refused),
    ("with a file for its objects", NOTEBOOK, |t, at| { t.plant(at); t.remove(at, "objects"); write_script(&at.join("objects"), ""); }, Refused),
    ("with a link for its HEAD", NOTEBOOK, |t, at| { t.plant(at); t.link(at, "HEAD", "refs/heads/main"); }, Refused),
    ("with a link for its HEAD that leads to nothing", NOTEBOOK, |t, at| { t.plant(at); t.link(at, "HEAD", "refs/heads/none"); }, Refused),
    ("with a commit in its HEAD", NOTEBOOK, |t, at| { t.plant(at); write(at, "HEAD", "0123456789012345678901234567890123456789\n"); }, Refused),
    ("with links for its folders", NOTEBOOK, |t, at| { t.plant(&at.join("real")); for name in ["objects", "refs", "config"] { t.link(at, name, &format!("real/{name}")); } write(at, "HEAD", "ref: refs/heads/main\n"); }, Refused),
    ("with a common folder elsewhere", NOTEBOOK, |t, at| { t.plant(&at.join("common")); write(at, "HEAD", "ref: refs/heads/main\n"); write(at, "commondir", "common\n"); }, Refused),
    ("as that of a work tree", NOTEBOOK, |t, at| { t.plant(&at.join("common")); write(at, "HEAD", "ref: refs/heads/main\n"); write(at, "commondir", "./common\n"); write(at, "gitdir", "../.git\n"); }, Refused),
    ("with settings for one work tree", NOTEBOOK, |t, at| { t.plant(at); let evil = fs::read_to_string(at.join("config")).expect("settings"); write(at, "config.worktree", &evil); write(at, "config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n"); }, Refused),
    ("with settings that are included", NOTEBOOK, |t, at| { t.plant(at); fs::rename(at.join("config"), at.join("more")).expect("moved"); write(at, "config", "[include]\n\tpath = more\n[includeIf \"gitdir:**\"]\n\tpath = more\n"); }, Refused),
    ("with a table of references", NOTEBOOK, |t, at| { t.plant(at); write(at, "HEAD", "ref: refs/heads/.invalid\n"); write(at, "refs/heads", "this repository uses the reftable format\n"); write(at, "reftable/tables.list", ""); t.config(at, "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n"); }, Refused),
    ("with names of another kind", NOTEBOOK, |t, at| { t.plant(at); t.config(at, "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n"); }, Refused),
    ("with objects elsewhere", NOTEBOOK, |t, at| { t.plant(at); write(at, "objects/info/alternates", &format!("{}\n", t.top.join(".git/objects").display())); }, Refused),
    ("at both, one above the other", NOTEBOOK, |t, at| { t.plant(at); t.plant(&t.top.join("teams")); }, Refused),
    ("behind a file `.git` beside it", "teams/alex/own", |t, at| { t.plant(at); write(&t.top, "teams/alex/.git", "gitdir: own\n"); }, NoGit),
    ("behind a file `.git` above it", "vendor/own", |t, at| { t.plant(at); write(&t.top, "teams/.git", "gitdir: ../vendor/own\n"); }, NoGit),
    ("behind a file `.git` in the meetings", "vendor/own", |t, at| { t.plant(at); write(&t.top, "teams/alex/meetings/.git", "gitdir: ../../../vendor/own\n"); }, Anyhow),
    ("behind a link `.git`", "vendor/own", |t, at| { t.plant(at); symlink("../../vendor/own", t.top.join("teams/alex/.git")).expect("a link"); }, NoGit),
    ("beside the notebook's files", "teams/alex/vendor", |t, at| t.plant(at), Works),
    ("beside the notebook", "teams/zoe", |t, at| t.plant(at), Works),
    ("at the top, beside its own", "", |t, at| t.plant(at), Works),
    ("as `.GIT`", "teams/alex/.GIT", |t, at| t.plant(at), Works),
    ("as `git~1`", "teams/alex/git~1", |t, at| t.plant(at), Works),
    ("as a submodule's", "teams/alex/modules/x", |t, at| { t.plant(at); write(&t.top, ".gitmodules", &t.submodule()); }, Works),
];

/// Alex's clone, and the program that must not run.
struct Scene {
    clones: Clones,
}

/// A copy of the clone, in which something is planted.
struct Trap<'a> {
    scene: &'a Scene,
    top: PathBuf,
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    if path.is_dir() {
        fs::remove_dir_all(&path).expect("removed");
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

impl Scene {
    fn new() -> Scene {
        const HOOKS: [&str; 10] = [
            "pre-commit",
            "prepare-commit-msg",
            "commit-msg",
            "post-commit",
            "pre-push",
            "post-merge",
            "post-checkout",
            "post-index-change",
            "reference-transaction",
            "pre-auto-gc",
        ];
        let clones = Clones::new();
        let folder = clones.clone_of(Dana);
        let moved = "mkdir -p teams/alex && git mv meetings oneonone.yaml .gitattributes .gitignore teams/alex && git commit -qm Move && git push -q";
        finished(clones.command(Dana, &folder, "sh".as_ref(), &["-c", moved])).ended_with(0);
        clones.git(Alex, &["pull", "--quiet"]);
        let config = clones.home(Alex).join(".gitconfig");
        let own = fs::read_to_string(&config).expect("settings");
        fs::write(&config, own + "[core]\n\teditor = true\n\tpager = cat\n").expect("a file");
        let marker = clones.path("marker");
        let evil = format!("echo \"$0 $*\" >> '{}'\n", marker.display());
        write_script(&clones.path("evil/program"), &evil);
        for hook in HOOKS {
            write_script(&clones.path("evil/hooks").join(hook), &evil);
        }
        Scene { clones }
    }

    /// A clone of its own with the layout in it, committed as far as git takes it.
    fn trap(&self, number: usize, layout: &Layout) -> Trap<'_> {
        let (_, folder, plant, _) = layout;
        let top = self.clones.home(Alex).join(format!("pair-{number}"));
        let remote = self.clones.path(&format!("remote-{number}.git"));
        for (from, to) in [
            (self.clones.clone_of(Alex), &top),
            (self.clones.path("remote.git"), &remote),
        ] {
            let mut copy = tool("cp");
            let copied = copy.arg("-a").args([&from, to]).status();
            assert!(copied.is_ok_and(|status| status.success()));
        }
        let remote = remote.to_str().expect("a path");
        let arguments = ["remote", "set-url", "origin", remote];
        self.clones.git_in(Alex, &top, &arguments);
        let trap = Trap { scene: self, top };
        plant(&trap, &trap.top.join(folder));
        let words = "git add --all --force . ; git commit --quiet -m Planted";
        let sh = Path::new("sh");
        let command = self.clones.command(Alex, &trap.top, sh, &["-c", words]);
        finished(command); // where git takes it
        trap.has_snapped();
        trap
    }
}

impl Trap<'_> {
    fn path(&self, relative: &str) -> String {
        self.scene.clones.path(relative).display().to_string()
    }

    /// A whole git directory, whose settings name the program in every place that there is.
    fn plant(&self, at: &Path) {
        write(at, "HEAD", "ref: refs/heads/main\n");
        write(at, "objects/.keep", "");
        write(at, "refs/heads/.keep", "");
        self.config(at, "[core]\n\tbare = false\n\tworktree = .\n");
    }

    fn config(&self, at: &Path, more: &str) {
        let (evil, hooks) = (self.path("evil/program"), self.path("evil/hooks"));
        let remote = self.path("remote.git");
        let text = format!(
            "[core]\n\trepositoryformatversion = 0\n\thooksPath = {hooks}\n\tfsmonitor = {evil}\n\tsshCommand = {evil}\n\
             \tgitProxy = {evil}\n\taskPass = {evil}\n\teditor = {evil}\n\tpager = {evil}\n\talternateRefsCommand = {evil}\n\
             [pager]\n\tlog = {evil}\n\tstatus = {evil}\n\tvar = {evil}\n[sequence]\n\teditor = {evil}\n\
             [alias]\n\tstatus = !{evil}\n\tx = !{evil}\n[diff]\n\texternal = {evil}\n[diff \"oneonone\"]\n\ttextconv = {evil}\n\
             [filter \"x\"]\n\tclean = {evil}\n\tsmudge = {evil}\n\tprocess = {evil}\n\trequired = true\n\
             [merge \"oneonone\"]\n\tdriver = {evil}\n[credential]\n\thelper = {evil}\n\
             [gpg]\n\tprogram = {evil}\n[commit]\n\tgpgSign = true\n[user]\n\tname = Evil\n\temail = evil@example.com\n\
             [remote \"origin\"]\n\turl = {remote}\n\tuploadpack = {evil}\n\treceivepack = {evil}\n\
             \tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/main\n\
             [submodule]\n\trecurse = true\n[fetch]\n\trecurseSubmodules = true\n{more}"
        );
        write(at, "config", &text);
    }

    fn submodule(&self) -> String {
        let evil = self.path("evil/program");
        format!(
            "[submodule \"x\"]\n\tpath = teams/alex/modules/x\n\turl = ext::{evil}\n\tupdate = !{evil}\n\tfetchRecurseSubmodules = true\n"
        )
    }

    fn remove(&self, at: &Path, name: &str) {
        fs::remove_dir_all(at.join(name)).expect("removed");
    }

    fn link(&self, at: &Path, name: &str, target: &str) {
        let _ = fs::remove_file(at.join(name));
        let _ = fs::remove_dir_all(at.join(name));
        symlink(target, at.join(name)).expect("a link");
    }

    /// What the program says where it ran; the trap is set again.
    fn has_snapped(&self) -> Option<String> {
        let marker = self.path("marker");
        let said = fs::read_to_string(&marker).ok();
        let _ = fs::remove_file(marker);
        said
    }

    /// The program under test with the words of a line, in a folder of the clone.
    fn run(&self, folder: &str, line: &str) -> Run {
        let words: Vec<&str> = line.split_whitespace().collect();
        let folder = self.top.join(folder);
        self.scene.clones.run_in(Alex, &folder, &words)
    }

    /// The same at a terminal.
    fn run_at_a_terminal(&self, folder: &str, line: &str) -> Run {
        let typed = format!("'{}' {line}", program().display());
        let words = ["--quiet", "--return", "--command", &typed, "/dev/null"];
        let folder = self.top.join(folder);
        let script = Path::new("script");
        finished(self.scene.clones.command(Alex, &folder, script, &words))
    }
}

/// Each file that was planted in `at`, with its bytes: all that git could make of it, or write to it.
fn planted(at: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(at).sort_by_file_name().into_iter();
    let is_of_git = |entry: &walkdir::DirEntry| {
        let below = entry.path().strip_prefix(at).expect("below");
        let own = ["meetings", "templates", ".git", "oneonone.yaml"];
        !own.iter().any(|name| below.starts_with(name)) && !below.starts_with("teams")
    };
    entries
        .filter_entry(is_of_git)
        .flatten()
        .map(|entry| {
            let bytes = fs::read(entry.path()).unwrap_or_default();
            (entry.into_path(), bytes)
        })
        .collect()
}

const COMMANDS: &[&str] = &[
    "items",
    "items --all --json",
    "status",
    "show",
    "show 2026-11-17",
    "check",
    "log",
    "prep --json",
    "report --json",
    "search plan",
    "thread plan",
    "ask",
    "export",
    "calendar",
    "handover --list",
    "fix --dry-run",
    "add Something",
    "done plan",
    "undo --list",
    "undo",
    "new --no-edit",
    "carry",
    "edit",
    "private",
    "doctor",
    "sync --dry-run",
    "sync",
    "init --yes",
    "sync",
    "merge-driver meetings/2026-11-17.md meetings/2026-11-17.md meetings/2026-11-17.md 7 meetings/2026-11-17.md",
];

#[track_caller]
fn check(trap: &Trap<'_>, layout: &Layout) {
    let (what, at, _, end) = layout;
    let before = planted(&trap.top.join(at));
    // Without one that may be used, `init` gives the notebook a repository of its own.
    let mut has_own = false;
    let few = &["items", "new --no-edit", "doctor", "sync"];
    for (folder, lines) in [
        (NOTEBOOK, COMMANDS),
        ("teams", few),
        ("teams/alex/meetings", few),
    ] {
        for line in lines {
            let run = trap.run(folder, line);
            // A driver that can't do its work ends above 128: git stops then, and our file stays.
            let driver_gave_up = run.code == Some(129) && line.starts_with("merge-driver");
            let is_an_end = matches!(run.code, Some(0..=2)) || driver_gave_up;
            assert!(is_an_end, "{what}: `{line}` {run:?}");
            assert_eq!(trap.has_snapped(), None, "{what}: `{line}` in {folder}");
            let is_refused = match end {
                Refused => !line.starts_with("merge-driver"),
                NoMeetings => line.starts_with("items") || line.starts_with("new"),
                NoGit => line.starts_with("sync") && !has_own,
                Anyhow | Works => false,
            };
            if is_refused {
                let words = match end {
                    NoGit => "names a git directory that lies among shared files",
                    _ => "is laid out as a git directory",
                };
                let said = format!("{}{}", run.stdout, run.stderr);
                assert!(said.contains(words), "{what}: `{line}` {run:?}");
                let is_told = *line == "check" && run.code == Some(1) || run.code == Some(2);
                assert!(is_told, "{what}: `{line}` {run:?}");
                let has_hint = *line == "check" || said.contains("\nhint: ");
                assert!(has_hint, "{what}: `{line}` {run:?}");
            }
            has_own |= line.starts_with("init");
            if *end == Works && *line == "sync" && folder == NOTEBOOK {
                assert_eq!(run.code, Some(0), "{what}: `{line}` {run:?}");
            }
        }
    }
    for line in [
        "show",
        "log",
        "edit 2026-11-17",
        "private 2026-11-17",
        "sync",
    ] {
        trap.run_at_a_terminal(NOTEBOOK, line);
        assert_eq!(trap.has_snapped(), None, "{what}: `{line}` at a terminal");
    }
    assert_eq!(planted(&trap.top.join(at)), before, "{what}");
}

/// The `number`th of `parts` parts of all layouts.
#[track_caller]
fn check_part(number: usize, parts: usize) {
    let scene = Scene::new();
    let layouts = LAYOUTS.iter().enumerate().skip(number).step_by(parts);
    for (number, layout) in layouts {
        check(&scene.trap(number, layout), layout);
    }
}

#[test]
fn no_program_of_a_planted_git_directory_runs() {
    check_part(0, 2);
}

#[test]
fn no_program_of_any_other_planted_git_directory_runs() {
    check_part(1, 2);
}

/// Without us git does take the folder for a repository: else the tests above would hold nothing.
#[test]
fn the_trap_snaps() {
    let scene = Scene::new();
    for number in [0, 3, 10] {
        let trap = scene.trap(number, &LAYOUTS[number]);
        let folder = trap.top.join(NOTEBOOK);
        scene.clones.try_git(Alex, &folder, &["status"]);
        assert!(trap.has_snapped().is_some(), "{}", LAYOUTS[number].0);
    }
}

/// What the other one shares comes in by a sync, and from then on the notebook is left alone.
#[test]
fn a_git_directory_that_comes_in_is_not_used() {
    let scene = Scene::new();
    let clones = &scene.clones;
    let trap = Trap {
        scene: &scene,
        top: clones.clone_of(Dana),
    };
    trap.plant(&trap.top.join(NOTEBOOK));
    let words = "git add --all --force . && git commit --quiet -m Planted && git push --quiet";
    let sh = Path::new("sh");
    finished(clones.command(Dana, &trap.top, sh, &["-c", words])).ended_with(0);
    let trap = Trap {
        scene: &scene,
        top: clones.clone_of(Alex),
    };
    trap.has_snapped();
    trap.run(NOTEBOOK, "sync");
    assert_eq!(trap.has_snapped(), None);
    for line in ["sync", "items", "new"] {
        let run = trap.run(NOTEBOOK, line).ended_with(2);
        assert_eq!(trap.has_snapped(), None, "`{line}`");
        let folder = trap.top.join(NOTEBOOK).display().to_string();
        assert!(run.stderr.contains(&folder), "{}", run.stderr);
    }
    // What is typed by the hint makes it a notebook again.
    fs::remove_file(trap.top.join(NOTEBOOK).join("HEAD")).expect("removed");
    let run = trap.run(NOTEBOOK, "items").ended_with(0);
    assert!(run.stdout.contains("Write the plan"), "{}", run.stdout);
    trap.run(NOTEBOOK, "sync").ended_with(0);
    assert_eq!(trap.has_snapped(), None);
}

/// What people make themselves goes on working: another work tree, also one inside a bare repository; a git folder
/// elsewhere, also inside the notebook; a submodule; a clone inside a clone.
#[test]
fn git_directories_of_ones_own_are_used() {
    let clones = Clones::new();
    let home = clones.home(Alex);
    let remote = clones.path("remote.git").display().to_string();
    let make = [
        "git -C pair worktree add -q -b side ../tree && git -C tree branch -q -u origin/main",
        "git clone -q --bare $R bare && cd bare && git worktree add -q main-tree main && cd main-tree && git config remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*' && git fetch -q && git branch -q -u origin/main",
        "mkdir hidden && git clone -q --bare $R hidden/.bare && echo 'gitdir: ./.bare' > hidden/.git && cd hidden && git worktree add -q tree main && git config remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*' && git fetch -q && cd tree && git branch -q -u origin/main",
        "git clone -q --separate-git-dir=own.git $R separate",
        "git clone -q --separate-git-dir=inner-git $R inner && mv inner-git inner/git-files && echo 'gitdir: git-files' > inner/.git && echo /git-files > inner/git-files/info/exclude",
        "git init -q outer && cd outer && git -c protocol.file.allow=always submodule --quiet add $R pair && git commit -qm Add",
        "git init -q around && git clone -q $R around/pair",
    ];
    let folders = [
        "tree",
        "bare/main-tree",
        "hidden/tree",
        "separate",
        "inner",
        "outer/pair",
        "around/pair",
    ];
    for (words, folder) in make.iter().zip(folders) {
        let words = words.replace("$R", &remote);
        let made = clones.command(Alex, &home, "sh".as_ref(), &["-c", &words]);
        finished(made).ended_with(0);
        let folder = home.join(folder);
        let branch = clones.git_in(Alex, &folder, &["branch", "--show-current"]);
        let title = format!("From {branch} {}", folder.display());
        clones.run_in(Alex, &folder, &["add", &title]).ended_with(0);
        clones.run_in(Alex, &folder, &["sync"]).ended_with(0);
        let shared = clones.git_in(Alex, &folder, &["status", "--porcelain"]);
        assert_eq!(shared, "", "{}", folder.display());
        let head = clones.git_in(Alex, &folder, &["rev-parse", "HEAD", "@{upstream}"]);
        let commits: Vec<&str> = head.lines().collect();
        assert_eq!(commits[0], commits[1], "{}", folder.display());
    }
}
