//! What `sync` commits is what was planned, and it is looked at before it is sent: with hooks of all kinds, and with an index
//! that lies.

use crate::clones::{Alex, Clones, Dana, Who};

const OLD: &str = "meetings/2026-11-17.md";
const NEW: &str = "meetings/2026-11-24.md";

/// The branch, the index and the files of a clone, and what the server has.
fn state(clones: &Clones, who: Who) -> Vec<String> {
    let remote = clones.path("remote.git");
    let mut state = vec![
        clones.git(who, &["rev-parse", "HEAD"]),
        clones.git(who, &["ls-files", "--stage", "-v"]),
        clones.git(who, &["status", "--porcelain"]),
        clones.git_in(who, &remote, &["rev-parse", "main"]),
    ];
    for file in [OLD, NEW] {
        state.push(std::fs::read_to_string(clones.clone_of(who).join(file)).unwrap_or_default());
    }
    state
}

/// Alex ticks an item and has something else staged.
fn with_changes() -> Clones {
    let clones = Clones::new();
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones
        .run(Alex, &["add", "Ask for teh runners @alex"])
        .ended_with(0);
    clones.write(Alex, "staged", "mine\n");
    clones.git(Alex, &["add", "staged"]);
    clones
}

#[test]
fn a_hook_that_commits_something_else_is_found_and_all_is_as_before() {
    for (name, hook, named) in [
        ("pre-commit", "echo more > more\ngit add more\n", "`more`"),
        (
            "pre-commit",
            "git rm --quiet --cached oneonone.yaml\n",
            "`oneonone.yaml`",
        ),
        (
            "pre-commit",
            "git read-tree --empty\ngit add meetings/2026-11-24.md\n",
            "`.gitattributes`",
        ),
        (
            "pre-commit",
            "git rm --quiet --cached meetings/2026-11-17.md\n",
            OLD,
        ),
        (
            "pre-commit",
            ": > meetings/2026-11-24.md\ngit add meetings\n",
            NEW,
        ),
        (
            "pre-commit",
            "echo '# Empty' > meetings/2026-11-24.md\ngit add meetings\n",
            NEW,
        ),
        (
            "pre-commit",
            "sed -i '/teh runners/d' meetings/2026-11-24.md\ngit add meetings\n",
            NEW,
        ),
        (
            "pre-commit",
            "sed -i 's/\\[x\\] Write/[ ] Write/' meetings/2026-11-24.md\ngit add meetings\n",
            NEW,
        ),
        (
            "pre-commit",
            "sed -i '/runners/p' meetings/2026-11-24.md\ngit add meetings\n",
            NEW,
        ),
        (
            "pre-commit",
            "sed -i 's/Action items/Personal/' meetings/2026-11-24.md\ngit add meetings\n",
            NEW,
        ),
        (
            "pre-commit",
            "rm meetings/2026-11-24.md\ngit rm --quiet --cached meetings/2026-11-24.md\necho x > x\ngit add x\n",
            NEW,
        ),
        (
            "pre-commit",
            "id=$(printf x | git hash-object -w --stdin)\ngit update-index --cacheinfo 120000,$id,meetings/2026-11-24.md\n",
            NEW,
        ),
        (
            "pre-commit",
            "git reset --quiet -- meetings\necho more > more\ngit add more\n",
            NEW,
        ),
        (
            "post-commit",
            "test -e more && exit\necho more > more\ngit add more\ngit commit -qm More more\n",
            "`more`",
        ),
        (
            "post-commit",
            "test -e done && exit\ntouch done\ngit rm -q --cached meetings/2026-11-17.md\ngit commit -q --amend -m Less\n",
            OLD,
        ),
    ] {
        let clones = with_changes();
        clones.write_hook(Alex, name, &format!("exec 2>/dev/null\n{hook}exit 0\n"));
        let before = state(&clones, Alex);
        let run = clones.sync(Alex).ended_with(2);
        assert!(
            run.stderr
                .starts_with("error: the commit held something else than it was to hold, at "),
            "{hook}\n{}",
            run.stderr
        );
        let error = run.stderr.lines().next().unwrap_or_default();
        assert!(error.contains(named), "{hook}\n{}", run.stderr);
        let after = state(&clones, Alex);
        // What the hook made beside the notebook is the hook's.
        assert_eq!(
            (&after[0], &after[1], &after[3..]),
            (&before[0], &before[1], &before[3..]),
            "{hook}"
        );
        clones.is_calm(Alex);
        std::fs::remove_file(clones.clone_of(Alex).join(".git/hooks").join(name)).expect("a hook");
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        assert!(clones.read(Dana, NEW).contains("- [x] Write the plan"));
        assert!(clones.read(Dana, NEW).contains("- [ ] Ask for teh runners"));
        assert!(!clones.clone_of(Dana).join("staged").exists());
        assert!(!clones.clone_of(Dana).join("more").exists());
    }
}

#[test]
fn a_hook_that_changes_words_alone_may_do_so_and_is_named() {
    for hook in [
        "sed -i 's/teh/the/' meetings/2026-11-24.md\ngit add meetings\n",
        "sed -i 's/^- \\[/* [/; s/teh/the/' meetings/2026-11-24.md\ngit add meetings\n",
        "printf '\\n\\n' >> meetings/2026-11-24.md\nsed -i 's/teh/the/' meetings/2026-11-24.md\ngit add meetings/2026-11-24.md\n",
        // In the commit alone, and not in the work tree.
        "id=$(sed 's/teh/the/' meetings/2026-11-24.md | git hash-object -w --stdin)\ngit update-index --cacheinfo 100644,$id,meetings/2026-11-24.md\n",
    ] {
        let clones = with_changes();
        clones.write_hook(Alex, "pre-commit", hook);
        let run = clones.sync(Alex).ended_with(0);
        assert!(
            run.stderr.contains(&format!(
                "a hook changed words of `{NEW}` as it was committed"
            )),
            "{hook}\n{}",
            run.stderr
        );
        clones.sync(Dana).ended_with(0);
        assert_eq!(clones.read(Dana, NEW), clones.read(Alex, NEW), "{hook}");
        assert_eq!(
            clones
                .read(Dana, NEW)
                .matches("Ask for the runners")
                .count(),
            1
        );
        assert_eq!(
            clones.git(Alex, &["status", "--porcelain"]),
            "A  staged",
            "{hook}"
        );
        // And not again and again.
        let head = clones.head(Alex);
        let run = clones.sync(Alex).ended_with(0);
        assert_eq!(run.stderr, "in sync; nothing new\n");
        assert_eq!(clones.head(Alex), head);
    }
}

#[test]
fn a_hook_that_changes_the_message_or_only_other_files_on_the_disk_is_nothing_to_speak_of() {
    for (name, hook) in [
        ("commit-msg", "echo 'Change-Id: I1' >> \"$1\"\n"),
        ("prepare-commit-msg", "echo 'Ticket 12' > \"$1\"\n"),
        ("prepare-commit-msg", "echo more > more\ngit add more\n"),
        ("commit-msg", "echo more > more\ngit add more\n"),
        ("pre-commit", "echo more > more\n"),
        ("post-commit", "echo more > more\n"),
    ] {
        let clones = with_changes();
        clones.write_hook(Alex, name, hook);
        let run = clones.sync(Alex).ended_with(0);
        assert!(!run.stderr.contains("a hook changed"), "{}", run.stderr);
        clones.sync(Dana).ended_with(0);
        assert!(!clones.clone_of(Dana).join("more").exists(), "{name}");
        assert!(clones.read(Dana, NEW).contains("- [x] Write the plan"));
    }
}

#[test]
fn the_first_commit_of_all_is_taken_back_too() {
    let clones = Clones::homes();
    let home = clones.home(Dana);
    let people = [
        "init",
        "pair",
        "--manager",
        "Dana Ng <dana@example.com>",
        "--ic",
        "Alex Kim <alex@example.com>",
    ];
    clones.run_in(Dana, &home, &people).ended_with(0);
    clones.write_hook(Dana, "pre-commit", "echo more > more\ngit add more\n");
    clones.run(Dana, &["new"]).ended_with(0);
    clones.sync(Dana).ended_with(2);
    let head = clones.try_git(
        Dana,
        &clones.clone_of(Dana),
        &["rev-parse", "--verify", "--quiet", "HEAD"],
    );
    assert_ne!(head.code, Some(0), "{}", head.stdout);
    assert_eq!(clones.git(Dana, &["ls-files"]), "");
    std::fs::remove_file(clones.clone_of(Dana).join(".git/hooks/pre-commit")).expect("a hook");
    clones.sync(Dana).ended_with(0);
    assert!(
        clones
            .git(Dana, &["ls-tree", "-r", "--name-only", "HEAD"])
            .contains(NEW)
    );
    assert!(
        !clones
            .git(Dana, &["ls-tree", "-r", "--name-only", "HEAD"])
            .contains("more")
    );
}

/// A git whose commit takes out all that it was not told of, as one with a damaged index did.
#[test]
fn a_commit_that_deletes_all_others_is_taken_back() {
    let clones = with_changes();
    let real = clones.command(
        Alex,
        &clones.clone_of(Alex),
        "sh".as_ref(),
        &["-c", "command -v git"],
    );
    let real = crate::sandbox::finished(real).stdout.trim().to_string();
    let git = format!(
        "for word; do\n  if test \"$word\" = commit; then\n    {real} \"$@\" || exit\n    tree=$({real} ls-tree HEAD meetings | {real} mktree)\n    {real} update-ref HEAD $({real} commit-tree -m x -p HEAD~1 $tree)\n    exit 0\n  fi\ndone\nexec {real} \"$@\"\n"
    );
    clones.write_program("git", &git);
    let before = [
        clones.head(Alex),
        clones.git(Alex, &["ls-files", "--stage"]),
        clones.read(Alex, NEW),
    ];
    let run = clones.sync(Alex).ended_with(2);
    assert!(run.stderr.contains("`oneonone.yaml`"), "{}", run.stderr);
    let after = [
        clones.head(Alex),
        clones.git(Alex, &["ls-files", "--stage"]),
        clones.read(Alex, NEW),
    ];
    assert_eq!(after, before);
}

#[test]
fn an_index_that_is_split_and_has_an_untracked_cache_is_no_obstacle() {
    let clones = Clones::new();
    for who in [Alex, Dana] {
        clones.git(who, &["config", "core.splitIndex", "true"]);
        clones.git(who, &["config", "core.untrackedCache", "true"]);
        clones.git(who, &["update-index", "--split-index", "--untracked-cache"]);
    }
    for round in 0..6 {
        let (one, other) = if round % 2 == 0 {
            (Alex, Dana)
        } else {
            (Dana, Alex)
        };
        clones
            .run(one, &["add", &format!("Promise number {round} of them")])
            .ended_with(0);
        clones.git(one, &["status", "--porcelain"]);
        clones.sync(one).ended_with(0);
        clones.sync(other).ended_with(0);
        clones.are_in_step();
    }
    let files = clones.git(Dana, &["ls-tree", "-r", "--name-only", "HEAD"]);
    for file in [OLD, NEW, "oneonone.yaml", ".gitattributes"] {
        assert!(files.contains(file), "{files}");
    }
    assert_eq!(clones.read(Alex, NEW).matches("Promise number").count(), 6);
}

#[test]
fn repositories_of_new_kinds_look_too() {
    let kinds: [(&str, &[&str]); 2] = [
        ("[init]\n\tdefaultRefFormat = reftable\n", &[]),
        ("", &["--object-format=sha256"]),
    ];
    for (settings, options) in kinds {
        let clones = Clones::made_with(settings, options);
        clones.run(Alex, &["done", "plan"]).ended_with(0);
        let before = state(&clones, Alex);
        clones.write_hook(Alex, "pre-commit", "echo more > more\ngit add more\n");
        clones.sync(Alex).ended_with(2);
        let after = state(&clones, Alex);
        assert_eq!((&after[..2], &after[3..]), (&before[..2], &before[3..]));
        clones.write_hook(
            Alex,
            "pre-commit",
            "sed -i 's/plan/plans/' meetings/2026-11-24.md\ngit add meetings\n",
        );
        let run = clones.sync(Alex).ended_with(0);
        assert!(
            run.stderr.contains("a hook changed words"),
            "{}",
            run.stderr
        );
        clones.sync(Dana).ended_with(0);
        clones.sync(Alex).ended_with(0);
        assert_eq!(clones.head(Dana), clones.head(Alex));
    }
}
