//! Notebooks whose files the user's own filters guard, as tools that encrypt files have it: real filters, written for the
//! shell, on two real clones. Nothing of what the two write is on the server in plain.

use std::path::Path;

use crate::clones::{Alex, Clones, Dana, Who, agenda, write_script};
use crate::sandbox::{CONFIGURATION, Run, finished};

const OLD: &str = "meetings/2026-11-17.md";
const NEW: &str = "meetings/2026-11-24.md";
const LATER: &str = "meetings/2026-12-01.md";

/// Letters that are not the text's: the same for the same text, as transcrypt makes them.
const SEAL_TEXT: &str = "LC_ALL=C tr '\\000-\\377' '\\200-\\377\\000-\\177' | base64\n";
const OPEN_TEXT: &str = "LC_ALL=C; export LC_ALL
t=$(mktemp); trap 'rm -f \"$t\"' EXIT
base64 -d > \"$t\" 2>/dev/null || exit 1
tr '\\200-\\377\\000-\\177' '\\000-\\377' < \"$t\"\n";

/// Bytes that are no text, behind the head that git-crypt gives them.
const SEAL_BYTES: &str =
    "printf '\\0GITCRYPT\\0'; LC_ALL=C tr '\\000-\\377' '\\200-\\377\\000-\\177'\n";
const OPEN_BYTES: &str = "LC_ALL=C; export LC_ALL
t=$(mktemp); trap 'rm -f \"$t\"' EXIT
cat > \"$t\"
[ \"$(head -c 10 \"$t\" | od -An -tx1 | tr -d ' \\n')\" = 00474954435259505400 ] || exit 1
tail -c +11 \"$t\" | tr '\\200-\\377\\000-\\177' '\\000-\\377'\n";

/// One program that stays and is asked for many files: the long-running protocol of git's filters.
const PROCESS: &str = "LC_ALL=C; export LC_ALL
d=$(mktemp -d); trap 'rm -rf \"$d\"' EXIT
packet() {
    head=$(dd bs=1 count=4 2>/dev/null)
    [ ${#head} -eq 4 ] || exit 0
    length=$((0x$head))
    [ $length -gt 0 ] || return 1
    dd bs=1 count=$((length - 4)) 2>/dev/null > \"$d/packet\"
}
say() { printf '%04x%s\\n' $((${#1} + 5)) \"$1\"; }
flush() { printf 0000; }
while packet; do :; done
say git-filter-server; say version=2; flush
while packet; do :; done
say capability=clean; say capability=smudge; flush
while :; do
    command=
    while packet; do
        case $(head -1 \"$d/packet\") in command=*) command=$(sed -n 's/^command=//p' \"$d/packet\") ;; esac
    done
    : > \"$d/in\"
    while packet; do cat \"$d/packet\" >> \"$d/in\"; done
    case $command in clean) seal < \"$d/in\" > \"$d/out\" ;; *) open < \"$d/in\" > \"$d/out\" ;; esac
    if [ $? -ne 0 ]; then say status=error; flush; continue; fi
    say status=success; flush
    size=$(wc -c < \"$d/out\")
    [ $size -eq 0 ] || { printf '%04x' $((size + 4)); cat \"$d/out\"; }
    flush; flush
done\n";

/// How the files are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cipher {
    Text,
    Bytes,
    Process,
}

/// Git's settings for a filter that is set up.
fn settings(cipher: Cipher) -> &'static str {
    match cipher {
        Cipher::Process => "[filter \"crypt\"]\n\tprocess = filter-process\n\trequired = true\n",
        Cipher::Text | Cipher::Bytes => "[filter \"crypt\"]\n\tclean = seal\n\tsmudge = open\n",
    }
}

fn write_programs(clones: &Clones, cipher: Cipher) {
    let (seal, open) = match cipher {
        Cipher::Bytes => (SEAL_BYTES, OPEN_BYTES),
        Cipher::Text | Cipher::Process => (SEAL_TEXT, OPEN_TEXT),
    };
    clones.write_program("seal", seal);
    clones.write_program("open", open);
    clones.write_program("filter-process", PROCESS);
}

fn set_up(clones: &Clones, who: Who, cipher: Cipher) {
    let path = clones.home(who).join(".gitconfig");
    let before = std::fs::read_to_string(&path).expect("a file");
    std::fs::write(&path, before + settings(cipher)).expect("a file");
}

/// A notebook whose meetings, settings and templates were encrypted from the beginning.
fn sealed(cipher: Cipher) -> Clones {
    sealed_with(
        cipher,
        "meetings/*.md -text merge=oneonone filter=crypt\noneonone.yaml filter=crypt -text\ntemplates/* filter=crypt -text\n",
    )
}

fn sealed_with(cipher: Cipher, attributes: &str) -> Clones {
    let clones = Clones::homes();
    write_programs(&clones, cipher);
    set_up(&clones, Dana, cipher);
    set_up(&clones, Alex, cipher);
    begin(&clones, attributes);
    let home = clones.home(Alex);
    clones
        .run_in(Alex, &home, &["join", "../remote.git", "pair"])
        .ended_with(0);
    clones
}

/// Dana begins a notebook and shares it.
fn begin(clones: &Clones, attributes: &str) {
    let remote = clones.path("remote.git");
    let remote = remote.to_str().expect("a path");
    let home = clones.home(Dana);
    clones.git_in(
        Dana,
        &home,
        &["init", "--quiet", "--bare", "--initial-branch=main", remote],
    );
    clones.git_in(Dana, &home, &["clone", "--quiet", "../remote.git", "pair"]);
    clones.write(Dana, "oneonone.yaml", CONFIGURATION);
    clones.write(Dana, ".gitattributes", attributes);
    clones.write(Dana, ".gitignore", "*~\n");
    clones.write(Dana, OLD, agenda("2026-11-17", "- [ ] Book a room @dana\n"));
    clones.write(
        Dana,
        NEW,
        agenda("2026-11-24", "- [ ] Write the plan @alex\n"),
    );
    clones.run(Dana, &["init", "--no-git"]).ended_with(0);
    clones.run(Dana, &["init"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
}

/// All that the server has, each object once.
fn on_the_server(clones: &Clones) -> String {
    let run = clones.try_git(
        Dana,
        &clones.path("remote.git"),
        &["cat-file", "--batch-all-objects", "--batch"],
    );
    run.ended_with(0).stdout
}

#[track_caller]
fn server_knows_none_of(clones: &Clones, words: &[&str]) {
    let all = on_the_server(clones);
    assert!(all.contains("commit"), "something is there");
    for word in words {
        assert!(!all.contains(word), "the server can read `{word}`");
    }
}

#[track_caller]
fn replace(clones: &Clones, who: Who, file: &str, from: &str, to: &str) {
    let text = clones.read(who, file);
    assert!(
        text.contains(from),
        "{file} of {who:?} lacks `{from}`:\n{text}"
    );
    clones.write(who, file, text.replace(from, to));
}

fn append(clones: &Clones, who: Who, file: &str, line: &str) {
    let text = clones.read(who, file);
    clones.write(who, file, text + line);
}

#[track_caller]
fn in_step_with(clones: &Clones, lines: &[&str]) {
    clones.are_in_step();
    for who in [Dana, Alex] {
        let text = clones.read(who, NEW);
        for line in lines {
            assert_eq!(
                text.matches(line).count(),
                1,
                "`{line}` of {who:?} in:\n{text}"
            );
        }
    }
}

#[track_caller]
fn five_rounds(cipher: Cipher) {
    let clones = sealed(cipher);
    let mut lines: Vec<String> = Vec::new();
    for round in 1..=5 {
        // Both add at the same place, the one ticks what the other rewords.
        append(
            &clones,
            Dana,
            NEW,
            &format!("- [ ] Ask team number{round} @dana\n"),
        );
        append(
            &clones,
            Alex,
            NEW,
            &format!("- [ ] Draft page number{round} @alex\n"),
        );
        if round > 1 {
            let before = round - 1;
            replace(
                &clones,
                Dana,
                NEW,
                &format!("[ ] Draft page number{before} "),
                &format!("[x] Draft page number{before} "),
            );
            replace(
                &clones,
                Alex,
                NEW,
                &format!("Ask team number{before} "),
                &format!("Ask the whole team number{before} "),
            );
            lines.retain(|line| {
                !line.ends_with(&format!("number{before} @dana"))
                    && !line.ends_with(&format!("number{before} @alex"))
            });
            lines.push(format!("- [x] Draft page number{before} @alex"));
            lines.push(format!("- [ ] Ask the whole team number{before} @dana"));
        }
        lines.push(format!("- [ ] Ask team number{round} @dana"));
        lines.push(format!("- [ ] Draft page number{round} @alex"));
        for who in [Dana, Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        in_step_with(
            &clones,
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }
    server_knows_none_of(
        &clones,
        &[
            "plan",
            "Ask",
            "Draft",
            "team",
            "Book",
            "Action items",
            "dana@example.com\n",
            "manager:",
        ],
    );
    let again = clones.sync(Dana).ended_with(0);
    assert!(
        again.stderr.contains("in sync") || again.stdout.contains("in sync"),
        "{again:?}"
    );
    // The last writers of lines are found through the filters.
    clones.run(Dana, &["check"]);
    let open = clones.run(Alex, &["items"]).ended_with(0).stdout;
    assert!(open.contains("Ask the whole team number4"), "{open}");
}

#[test]
fn five_rounds_as_text() {
    five_rounds(Cipher::Text);
}

#[test]
fn five_rounds_as_bytes() {
    five_rounds(Cipher::Bytes);
}

#[test]
fn five_rounds_by_a_process() {
    five_rounds(Cipher::Process);
}

#[test]
fn settings_and_templates_of_both_are_merged_line_by_line() {
    for cipher in [Cipher::Text, Cipher::Bytes] {
        let clones = sealed(cipher);
        clones.write(
            Dana,
            "templates/weekly.md",
            "# 1:1\n\n## Wins\n\n## Notes\n\n## Action items\n",
        );
        for who in [Dana, Alex] {
            clones.sync(who).ended_with(0);
        }
        replace(
            &clones,
            Dana,
            "templates/weekly.md",
            "# 1:1\n",
            "# Our hour\n",
        );
        replace(
            &clones,
            Alex,
            "templates/weekly.md",
            "## Action items\n",
            "## Action items\n\n## Next time\n",
        );
        replace(
            &clones,
            Dana,
            "oneonone.yaml",
            "duration: 30",
            "duration: 45",
        );
        for who in [Dana, Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        clones.are_in_step();
        let text = clones.read(Dana, "templates/weekly.md");
        assert_eq!(
            text,
            "# Our hour\n\n## Wins\n\n## Notes\n\n## Action items\n\n## Next time\n"
        );
        server_knows_none_of(&clones, &["Our hour", "Next time", "duration"]);
        // The same line: neither's cipher is mixed with the other's.
        replace(
            &clones,
            Dana,
            "oneonone.yaml",
            "duration: 45",
            "duration: 50",
        );
        replace(
            &clones,
            Alex,
            "oneonone.yaml",
            "duration: 45",
            "duration: 60",
        );
        clones.sync(Dana).ended_with(0);
        let run = clones.sync(Alex).ended_with(2);
        assert!(
            run.stderr.contains("both sides changed `oneonone.yaml`"),
            "{}",
            run.stderr
        );
        assert!(clones.read(Alex, "oneonone.yaml").contains("duration: 60"));
    }
}

#[test]
fn one_agenda_by_both_is_one() {
    let clones = sealed(Cipher::Bytes);
    for who in [Dana, Alex] {
        clones
            .run(
                who,
                &["new", "--date", "2026-12-01", "--today", "2026-11-30"],
            )
            .ended_with(0);
    }
    append(&clones, Dana, LATER, "- [ ] From Dana @dana\n");
    append(&clones, Alex, LATER, "- [ ] From Alex @alex\n");
    for who in [Dana, Alex, Dana] {
        clones.sync(who).ended_with(0);
    }
    clones.are_in_step();
    let text = clones.read(Dana, LATER);
    for line in ["From Dana", "From Alex", "Write the plan"] {
        assert_eq!(text.matches(line).count(), 1, "{text}");
    }
    server_knows_none_of(&clones, &["From Dana", "From Alex", "plan"]);
}

/// What `who` has, and where the branch is.
fn state(clones: &Clones, who: Who) -> (String, Vec<(String, Vec<u8>)>, String) {
    let clone = clones.clone_of(who);
    let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(&clone)
        .into_iter()
        .flatten()
        .filter(|entry| {
            entry.file_type().is_file() && !entry.path().starts_with(clone.join(".git"))
        })
        .map(|entry| {
            let bytes = std::fs::read(entry.path()).expect("a file");
            (entry.path().display().to_string(), bytes)
        })
        .collect();
    files.sort();
    let staged = clones.git(who, &["ls-files", "--stage"]);
    (clones.head(who), files, staged)
}

/// Dana has shared changes in three files that Alex lacks.
fn three_files_to_come(cipher: Cipher) -> Clones {
    let clones = sealed(cipher);
    append(&clones, Dana, OLD, "- [ ] In the old one @dana\n");
    append(&clones, Dana, NEW, "- [ ] In the new one @dana\n");
    clones.write(
        Dana,
        LATER,
        agenda("2026-12-01", "- [ ] In the later one @dana\n"),
    );
    clones.sync(Dana).ended_with(0);
    clones
}

/// A filter that fails in one way or another. `$1` is the file.
const FAILURES: [(&str, &str); 7] = [
    ("always", "cat > /dev/null; exit 1\n"),
    (
        "for one file",
        "case $1 in *2026-11-24.md) cat > /dev/null; exit 1;; esac; exec open-well\n",
    ),
    (
        "for the new file",
        "case $1 in *2026-12-01.md) cat > /dev/null; exit 1;; esac; exec open-well\n",
    ),
    (
        "killed",
        "case $1 in *2026-11-24.md) kill -KILL $$;; esac; exec open-well\n",
    ),
    (
        "half",
        "case $1 in *2026-11-24.md) open-well | head -c 40; exit 1;; esac; exec open-well\n",
    ),
    (
        "the second time",
        "case $1 in *2026-11-24.md) n=$(cat \"$HOME/n\" 2>/dev/null || echo 0); echo $((n + 1)) > \"$HOME/n\"; [ $n -lt TIMES ] || exit 1;; esac; exec open-well\n",
    ),
    ("gone", ""),
];

#[track_caller]
fn nothing_is_lost_where_smudging_fails(required: bool, is_merge: bool) {
    for (name, script) in FAILURES {
        let times: &[&str] = if name == "the second time" {
            &["1", "2", "3"]
        } else {
            &["0"]
        };
        for times in times {
            let clones = three_files_to_come(Cipher::Text);
            if required {
                clones.git(Alex, &["config", "filter.crypt.required", "true"]);
            }
            if is_merge {
                append(&clones, Alex, NEW, "- [ ] Of my own @alex\n");
                clones.git(Alex, &["commit", "--quiet", "--all", "-m", "Mine"]);
            }
            clones.git(Alex, &["config", "filter.crypt.smudge", "open-badly %f"]);
            clones.write_program("open-well", OPEN_TEXT);
            match script {
                "" => {}
                script => drop(clones.write_program("open-badly", &script.replace("TIMES", times))),
            }
            let before = state(&clones, Alex);
            let run = clones.sync(Alex);
            let what = format!("{name} {times}, required: {required}, merge: {is_merge}");
            if run.code == Some(0) {
                assert_eq!(name, "the second time", "{what}: {run:?}"); // it was not asked so often
            } else {
                assert_eq!(run.code, Some(2), "{what}: {run:?}");
                let after = state(&clones, Alex);
                assert_eq!(after.1, before.1, "{what}: files changed\n{}", run.stderr);
                assert_eq!((&after.0, &after.2), (&before.0, &before.2), "{what}");
                assert!(run.stderr.contains("crypt"), "{what}: {}", run.stderr);
            }
            clones.is_calm(Alex);
            clones.write_program("open-badly", OPEN_TEXT);
            for who in [Alex, Dana] {
                clones.sync(who).ended_with(0);
            }
            clones.are_in_step();
            for (file, item) in [
                (OLD, "In the old one"),
                (NEW, "In the new one"),
                (LATER, "In the later one"),
            ] {
                assert!(clones.read(Dana, file).contains(item), "{what}: {file}");
            }
            let log = clones.git(Dana, &["log", "--format=%B"]);
            assert!(
                !log.contains("deleted") && !log.contains("removed"),
                "{what}: {log}"
            );
        }
    }
}

#[test]
fn y46_nothing_is_lost_where_a_filter_fails() {
    nothing_is_lost_where_smudging_fails(false, false);
}

#[test]
fn y46_nothing_is_lost_where_a_required_filter_fails() {
    nothing_is_lost_where_smudging_fails(true, false);
}

#[test]
fn y46_nothing_is_lost_where_a_filter_fails_in_a_merge() {
    nothing_is_lost_where_smudging_fails(true, true);
}

#[test]
fn y46_killed_while_a_slow_filter_makes_the_files() {
    use crate::clones::Victim;
    use std::time::Duration;
    for victim in [Victim::Program, Victim::Group] {
        let clones = three_files_to_come(Cipher::Text);
        clones.write_program("open-well", OPEN_TEXT);
        // Slow only when git makes files, which it does after it removed them.
        clones.write_program(
            "open-slowly",
            "case $1 in *2026-11-24.md) [ -e \"$2\" ] || sleep 3;; esac; exec open-well\n",
        );
        let new = clones.clone_of(Alex).join(NEW);
        let command = format!("open-slowly %f '{}'", new.display());
        clones.git(Alex, &["config", "filter.crypt.smudge", &command]);
        // A part of git's own may outlive the program: it ends what it does, and the next sync waits for it.
        let mut sync = clones.program(Alex, &["sync"]);
        use std::os::unix::process::CommandExt as _;
        let mut child = sync.process_group(0).spawn().expect("it runs");
        let mut waited = 0;
        while new.exists() && waited < 400 {
            std::thread::sleep(Duration::from_millis(20));
            waited += 1;
        }
        assert!(!new.exists(), "git never removed the file");
        let target = match victim {
            Victim::Program => child.id().to_string(),
            Victim::Group => format!("-{}", child.id()),
        };
        // Of git and the filter too: a machine that loses its power.
        let _ = crate::surroundings::tool("kill")
            .args(["-KILL", "--", &target])
            .status();
        kill_git_in(&clones.clone_of(Alex));
        child.wait().expect("an end");
        let _ = std::fs::remove_file(clones.clone_of(Alex).join(".git/index.lock"));
        clones.git(Alex, &["config", "filter.crypt.smudge", "open-well"]);
        for who in [Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        clones.are_in_step();
        assert!(clones.read(Dana, NEW).contains("In the new one"));
        let log = clones.git(Dana, &["log", "--format=%B"]);
        assert!(!log.contains("deleted"), "{log}");
    }
}

/// End each git that works in `folder`, found by the folder that it works in.
fn kill_git_in(folder: &Path) {
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let process = entry.path();
        let is_there = std::fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == folder);
        let name = std::fs::read_to_string(process.join("comm")).unwrap_or_default();
        if is_there && name.trim() == "git" {
            let id = entry.file_name().to_string_lossy().into_owned();
            let _ = crate::surroundings::tool("kill")
                .args(["-KILL", &id])
                .status();
        }
    }
}

#[test]
fn where_cleaning_fails_nothing_is_committed_in_plain() {
    for (name, script) in [
        ("always", "exit 1\n"),
        ("half", "head -c 20; exit 1\n"),
        ("killed", "kill -KILL $$\n"),
        ("gone", ""),
    ] {
        for required in ["false", "true"] {
            let clones = sealed(Cipher::Text);
            clones.git(Alex, &["config", "filter.crypt.required", required]);
            clones.git(Alex, &["config", "filter.crypt.clean", "seal-badly"]);
            if !script.is_empty() {
                clones.write_program("seal-badly", script);
            }
            append(&clones, Alex, NEW, "- [ ] A secret @alex\n");
            let before = state(&clones, Alex);
            let run = clones.sync(Alex).ended_with(2);
            assert!(
                run.stderr.contains("`crypt`") && run.stderr.contains(NEW),
                "{name}: {}",
                run.stderr
            );
            assert_eq!(state(&clones, Alex), before, "{name}");
            server_knows_none_of(&clones, &["secret"]);
            clones.write_program("seal-badly", SEAL_TEXT);
            for who in [Alex, Dana] {
                clones.sync(who).ended_with(0);
            }
            in_step_with(&clones, &["A secret"]);
            server_knows_none_of(&clones, &["secret"]);
        }
    }
}

#[track_caller]
fn refused(run: Run, words: &[&str]) {
    let run = run.ended_with(2);
    for word in words {
        assert!(run.stderr.contains(word), "lacks `{word}`:\n{}", run.stderr);
    }
}

/// A notebook whose meetings alone are encrypted, and Alex's clone of it without the filter.
pub fn locked(cipher: Cipher) -> Clones {
    let clones = Clones::homes();
    write_programs(&clones, cipher);
    set_up(&clones, Dana, cipher);
    begin(&clones, "meetings/*.md -text merge=oneonone filter=crypt\n");
    let home = clones.home(Alex);
    clones.git_in(Alex, &home, &["clone", "--quiet", "../remote.git", "pair"]);
    clones
}

#[test]
fn a_clone_that_is_locked_says_so_and_writes_nothing() {
    for cipher in [Cipher::Text, Cipher::Bytes] {
        let clones = locked(cipher);
        let before = state(&clones, Alex);
        refused(
            clones.sync(Alex),
            &["`meetings/2026-11-17.md`", "filter `crypt`", "not set up"],
        );
        for arguments in [
            &["new", "--date", "2026-12-01", "--today", "2026-11-30"][..],
            &["carry", "--to", "2026-11-24"],
            &["add", "Call Bob"],
            &["done", "plan"],
        ] {
            let run = clones.run(Alex, arguments).ended_with(2);
            assert!(
                run.stderr.contains("encrypted") || run.stderr.contains("`crypt`"),
                "{arguments:?}: {}",
                run.stderr
            );
        }
        let items = clones.run(Alex, &["items"]);
        assert!(
            items.stderr.contains("encrypted") || items.stderr.contains("`crypt`"),
            "{cipher:?}: {items:?}"
        );
        assert_eq!(state(&clones, Alex), before);
        // Unlocked, it is a notebook like any other.
        set_up(&clones, Alex, cipher);
        clones.git(Alex, &["rm", "--quiet", "--cached", "-r", "meetings"]);
        clones.git(Alex, &["reset", "--quiet", "--hard"]);
        append(&clones, Alex, NEW, "- [ ] After all @alex\n");
        for who in [Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        in_step_with(&clones, &["After all", "Write the plan"]);
    }
}

#[test]
fn one_side_without_the_filter_sends_nothing_in_plain() {
    let clones = locked(Cipher::Text);
    // Even a file that Alex wrote in plain.
    clones.write(Alex, LATER, agenda("2026-12-01", "- [ ] A secret @alex\n"));
    refused(clones.sync(Alex), &["filter `crypt`", "not set up"]);
    server_knows_none_of(&clones, &["secret"]);
    assert_eq!(
        clones.git(Alex, &["status", "--porcelain"]),
        format!("?? {LATER}")
    );
}

#[test]
fn encrypted_later_while_the_other_one_writes() {
    for cipher in [Cipher::Text, Cipher::Bytes, Cipher::Process] {
        let clones = Clones::new();
        write_programs(&clones, cipher);
        set_up(&clones, Dana, cipher);
        let attributes = "meetings/*.md -text merge=oneonone filter=crypt\n";
        clones.write(Dana, ".gitattributes", attributes);
        append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
        clones.sync(Dana).ended_with(0);
        let stored = clones.git(Dana, &["cat-file", "blob", &format!("HEAD:{OLD}")]);
        assert!(
            !stored.contains("Book a room"),
            "what nobody wrote in is encrypted too: {stored}"
        );
        assert!(clones.read(Dana, OLD).contains("Book a room"));
        // Alex has not heard of it, and has no filter.
        append(&clones, Alex, OLD, "- [ ] In the old one @alex\n");
        append(&clones, Alex, NEW, "- [ ] From Alex @alex\n");
        clones.git(Alex, &["commit", "--quiet", "--all", "-m", "Mine"]);
        let before = state(&clones, Alex);
        refused(clones.sync(Alex), &["filter `crypt`", "not set up"]);
        assert_eq!(state(&clones, Alex), before);
        set_up(&clones, Alex, cipher);
        for who in [Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        in_step_with(&clones, &["From Dana", "From Alex", "Write the plan"]);
        for file in [OLD, NEW] {
            let stored = clones.git(Dana, &["cat-file", "blob", &format!("HEAD:{file}")]);
            assert!(!stored.contains("- [ ]"), "{file} is in plain: {stored}");
        }
        let run = clones.sync(Dana).ended_with(0);
        assert!(!run.stdout.contains("changed"), "{}", run.stdout);
    }
}

#[test]
fn a_filter_that_never_makes_the_same_twice_is_refused() {
    // As public-key programs do it. Git compares what is stored, so it finds such a file changed for ever, and lets nothing
    // come in over it.
    let clones = sealed(Cipher::Text);
    let seal = format!("od -An -N6 -tx1 /dev/urandom | tr -d ' '\n{SEAL_TEXT}");
    clones.write_program("seal-anew", &seal);
    clones.write_program("open-anew", "t=$(mktemp); cat > \"$t\"; if head -1 \"$t\" | grep -q '^............$'; then tail -n +2 \"$t\" | open; else open < \"$t\"; fi\n");
    clones.git(Alex, &["config", "filter.crypt.clean", "seal-anew"]);
    clones.git(Alex, &["config", "filter.crypt.smudge", "open-anew"]);
    append(&clones, Alex, NEW, "- [ ] From Alex @alex\n");
    let before = state(&clones, Alex);
    refused(
        clones.sync(Alex),
        &["`crypt`", NEW, "each time", "git-crypt"],
    );
    assert_eq!(state(&clones, Alex), before);
    let told = clones.run(Alex, &["doctor"]).ended_with(1).stdout;
    assert!(told.contains("each time"), "{told}");
}

#[test]
fn in_plain_again_from_now_on() {
    let clones = sealed(Cipher::Text);
    clones.write(
        Dana,
        ".gitattributes",
        "meetings/*.md text eol=lf merge=oneonone\noneonone.yaml filter=crypt -text\n",
    );
    append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
    append(&clones, Alex, NEW, "- [ ] From Alex @alex\n");
    append(&clones, Alex, OLD, "- [ ] In the old one @alex\n");
    for who in [Dana, Alex, Dana] {
        clones.sync(who).ended_with(0);
    }
    in_step_with(&clones, &["From Dana", "From Alex", "Write the plan"]);
    for file in [OLD, NEW] {
        let stored = clones.git(Dana, &["cat-file", "blob", &format!("HEAD:{file}")]);
        assert!(stored.contains("- [ ]"), "{stored}");
    }
    assert!(clones.read(Dana, OLD).contains("In the old one"));
}

#[test]
fn the_same_text_newly_saved_is_no_change() {
    for cipher in [Cipher::Text, Cipher::Bytes] {
        let clones = sealed(cipher);
        let head = clones.head(Dana);
        for _ in 0..3 {
            for who in [Dana, Alex] {
                for file in [OLD, NEW, "oneonone.yaml"] {
                    let text = clones.read(who, file);
                    clones.write(who, file, text);
                }
                let run = clones.sync(who).ended_with(0);
                assert!(!run.stdout.contains("committed"), "{}", run.stdout);
            }
        }
        assert_eq!(clones.head(Dana), head);
        // And it stands in nobody's way.
        let text = clones.read(Dana, NEW);
        clones.write(Dana, NEW, text);
        append(&clones, Alex, NEW, "- [ ] One more @alex\n");
        for who in [Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        in_step_with(&clones, &["One more"]);
    }
}

#[test]
fn a_cipher_whose_line_ends_git_changes_is_refused() {
    // `text` makes git take a carriage return out of what the filter made.
    let clones = Clones::homes();
    write_programs(&clones, Cipher::Bytes);
    clones.write_program(
        "seal",
        "printf '\\0GITCRYPT\\0\\r\\n'; LC_ALL=C tr '\\000-\\377' '\\200-\\377\\000-\\177'\n",
    );
    clones.write_program(
        "open",
        "LC_ALL=C tail -c +13 | LC_ALL=C tr '\\200-\\377\\000-\\177' '\\000-\\377'\n",
    );
    set_up(&clones, Dana, Cipher::Bytes);
    let remote = clones.path("remote.git");
    let home = clones.home(Dana);
    clones.git_in(
        Dana,
        &home,
        &[
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            remote.to_str().expect("a path"),
        ],
    );
    clones.git_in(Dana, &home, &["clone", "--quiet", "../remote.git", "pair"]);
    clones.write(Dana, "oneonone.yaml", CONFIGURATION);
    clones.write(
        Dana,
        ".gitattributes",
        "meetings/*.md text eol=lf merge=oneonone filter=crypt\n",
    );
    clones.write(
        Dana,
        NEW,
        agenda("2026-11-24", "- [ ] Write the plan @alex\n"),
    );
    refused(clones.sync(Dana), &["`crypt`", NEW, "-text"]);
    clones.write(
        Dana,
        ".gitattributes",
        "meetings/*.md -text merge=oneonone filter=crypt\n",
    );
    clones.sync(Dana).ended_with(0);
}

/// A store outside of the repository and pointers in it, as Git LFS has it.
const LFS_CLEAN: &str = "t=$(mktemp); cat > \"$t\"
if head -c 40 \"$t\" | grep -q '^version https://git-lfs'; then cat \"$t\"; exit; fi
id=$(git hash-object --no-filters \"$t\"); mkdir -p \"$STORE\"; cp \"$t\" \"$STORE/$id\"
printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' $id $(wc -c < \"$t\")\n";
const LFS_SMUDGE: &str = "t=$(mktemp); cat > \"$t\"
head -c 40 \"$t\" | grep -q '^version https://git-lfs' || { cat \"$t\"; exit; }
cat \"$STORE/$(sed -n 's/^oid sha256://p' \"$t\")\"\n";
const LFS: &str =
    "[filter \"lfs\"]\n\tclean = lfs-clean -- %f\n\tsmudge = lfs-smudge -- %f\n\trequired = true\n";

/// Dana's notebook with pointers in its repository; the filter is set up for `who`.
pub fn with_lfs(who: &[Who]) -> Clones {
    let clones = Clones::homes();
    let store = format!("STORE='{}'\n", clones.path("store").display());
    clones.write_program("lfs-clean", &format!("{store}{LFS_CLEAN}"));
    clones.write_program("lfs-smudge", &format!("{store}{LFS_SMUDGE}"));
    for who in who {
        let path = clones.home(*who).join(".gitconfig");
        let before = std::fs::read_to_string(&path).expect("a file");
        std::fs::write(&path, before + LFS).expect("a file");
    }
    begin(
        &clones,
        "meetings/*.md filter=lfs diff=lfs merge=lfs -text\n",
    );
    clones
}

#[test]
fn pointers_are_merged_as_what_they_point_to() {
    let clones = with_lfs(&[Dana, Alex]);
    let home = clones.home(Alex);
    clones
        .run_in(Alex, &home, &["join", "../remote.git", "pair"])
        .ended_with(0);
    for round in ["one", "two", "three"] {
        append(
            &clones,
            Dana,
            NEW,
            &format!("- [ ] From Dana {round} @dana\n"),
        );
        append(
            &clones,
            Alex,
            NEW,
            &format!("- [ ] From Alex {round} @alex\n"),
        );
        for who in [Dana, Alex, Dana] {
            clones.sync(who).ended_with(0);
        }
        clones.are_in_step();
    }
    in_step_with(
        &clones,
        &["From Dana one", "From Alex three", "Write the plan"],
    );
    let stored = clones.git(Dana, &["cat-file", "blob", &format!("HEAD:{NEW}")]);
    assert!(
        stored.starts_with("version https://git-lfs") && stored.lines().count() == 3,
        "{stored}"
    );
    // An object that is not there to be had.
    append(&clones, Dana, NEW, "- [ ] Out of reach @dana\n");
    clones.sync(Dana).ended_with(0);
    std::fs::rename(clones.path("store"), clones.path("elsewhere")).expect("a folder");
    let before = state(&clones, Alex);
    refused(clones.sync(Alex), &["`lfs`", NEW]);
    assert_eq!(state(&clones, Alex), before);
    std::fs::rename(clones.path("elsewhere"), clones.path("store")).expect("a folder");
    clones.sync(Alex).ended_with(0);
    in_step_with(&clones, &["Out of reach"]);
}

#[test]
fn pointers_without_their_program_are_refused() {
    let clones = with_lfs(&[Dana]);
    let home = clones.home(Alex);
    clones.git_in(Alex, &home, &["clone", "--quiet", "../remote.git", "pair"]);
    let before = state(&clones, Alex);
    refused(
        clones.sync(Alex),
        &[
            "filter `lfs`",
            "git lfs install",
            "`meetings/2026-11-17.md`",
        ],
    );
    for arguments in [
        &["new", "--date", "2026-12-01", "--today", "2026-11-30"][..],
        &["carry", "--to", "2026-11-24"],
        &["done", "plan"],
    ] {
        let run = clones.run(Alex, arguments).ended_with(2);
        assert!(
            run.stderr.contains("LFS") || run.stderr.contains("`lfs`"),
            "{arguments:?}: {}",
            run.stderr
        );
    }
    let run = clones.run(Alex, &["items"]);
    assert!(
        run.stderr.contains("LFS") || run.stderr.contains("`lfs`"),
        "{run:?}"
    );
    assert_eq!(state(&clones, Alex), before);
    // Set up, but the program is not there.
    let path = clones.home(Alex).join(".gitconfig");
    let text = std::fs::read_to_string(&path).expect("a file");
    std::fs::write(&path, text + &LFS.replace("lfs-", "no-such-lfs-")).expect("a file");
    clones.write(Alex, LATER, agenda("2026-12-01", "- [ ] A secret @alex\n"));
    refused(clones.sync(Alex), &["`lfs`"]);
    assert_eq!(clones.head(Alex), before.0);
}

#[test]
fn pointers_that_come_in_are_refused_where_nothing_guards_them() {
    // The other side has taken the attributes away and left the pointers.
    let clones = Clones::new();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12\n";
    clones.write(Dana, NEW, pointer);
    clones.git(Dana, &["commit", "--quiet", "--all", "-m", "By hand"]);
    clones.git(Dana, &["push", "--quiet"]);
    let before = state(&clones, Alex);
    refused(clones.sync(Alex), &[NEW, "pointer of Git LFS"]);
    assert_eq!(state(&clones, Alex), before);
    append(&clones, Alex, NEW, "- [ ] Of my own @alex\n");
    refused(clones.sync(Alex), &[NEW, "pointer of Git LFS"]);
    assert!(clones.read(Alex, NEW).contains("Of my own"));
    // One of our own is not sent either.
    clones.git(Alex, &["reset", "--quiet", "--hard", &before.0]);
    clones.write(Alex, OLD, pointer);
    refused(clones.sync(Alex), &[OLD, "pointer of Git LFS"]);
    assert_eq!(clones.head(Alex), before.0);
}

#[test]
fn plain_git_pull_merges_what_is_encrypted() {
    for cipher in [Cipher::Text, Cipher::Bytes, Cipher::Process] {
        let clones = sealed(cipher);
        replace(&clones, Dana, NEW, "[ ] Write", "[x] Write");
        append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
        clones.sync(Dana).ended_with(0);
        replace(
            &clones,
            Alex,
            NEW,
            "plan @alex",
            "plan @alex due:2026-12-01",
        );
        append(&clones, Alex, NEW, "- [ ] From Alex @alex\n");
        clones.git(Alex, &["commit", "--quiet", "--all", "-m", "Mine"]);
        let pull = ["pull", "--quiet", "--no-rebase"];
        clones
            .try_git(Alex, &clones.clone_of(Alex), &pull)
            .ended_with(0);
        let text = clones.read(Alex, NEW);
        for line in [
            "- [x] Write the plan @alex due:2026-12-01\n",
            "- [ ] From Dana",
            "- [ ] From Alex",
        ] {
            assert_eq!(text.matches(line).count(), 1, "{cipher:?}: {text}");
        }
        assert_eq!(
            clones.git(Alex, &["status", "--porcelain"]),
            "",
            "{cipher:?}"
        );
        clones.git(Alex, &["push", "--quiet"]);
        server_knows_none_of(&clones, &["From Dana", "From Alex", "plan"]);
    }
}

#[test]
fn plain_git_pull_never_mixes_two_ciphers() {
    for how in ["no program", "no filter", "a filter that fails"] {
        let clones = sealed_with(
            Cipher::Text,
            "meetings/*.md -text merge=oneonone filter=crypt\n",
        );
        append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
        clones.sync(Dana).ended_with(0);
        append(&clones, Alex, NEW, "- [ ] From Alex @alex\n");
        clones.git(Alex, &["commit", "--quiet", "--all", "-m", "Mine"]);
        let ours = clones.git(Alex, &["cat-file", "blob", &format!("HEAD:{NEW}")]);
        match how {
            "no program" => std::fs::remove_file(clones.path("bin/oneonone")).expect("the link"),
            "no filter" => {
                let path = clones.home(Alex).join(".gitconfig");
                let text = std::fs::read_to_string(&path).expect("a file");
                std::fs::write(&path, text.replace(settings(Cipher::Text), "")).expect("a file");
            }
            _ => drop(clones.write_program("open", "exit 1\n")),
        }
        let run = clones.try_git(
            Alex,
            &clones.clone_of(Alex),
            &["pull", "--quiet", "--no-rebase"],
        );
        assert_ne!(run.code, Some(0), "{how}: {run:?}");
        let text = std::fs::read_to_string(clones.clone_of(Alex).join(NEW)).unwrap_or_default();
        assert!(!text.contains("<<<<<<<"), "{how}: {text}");
        let is_ours =
            text.trim_end() == ours || text.contains("From Alex") && !text.contains("From Dana");
        assert!(is_ours, "{how}: {text}\n{}", run.stderr);
    }
}

#[test]
fn a_text_that_cant_be_merged_has_its_markers_in_plain() {
    let clones = sealed(Cipher::Text);
    // The front matter that is never closed is left to git's own merge.
    replace(
        &clones,
        Dana,
        NEW,
        "status: planned\n---\n",
        "status: planned\n",
    );
    clones.git(Dana, &["commit", "--quiet", "--all", "-m", "Broken"]);
    clones.git(Dana, &["push", "--quiet"]);
    append(&clones, Alex, NEW, "- [ ] From Alex @alex\n");
    clones.git(Alex, &["commit", "--quiet", "--all", "-m", "Mine"]);
    let pull = ["pull", "--quiet", "--no-rebase"];
    clones.try_git(Alex, &clones.clone_of(Alex), &pull);
    let text = clones.read(Alex, NEW);
    assert!(
        text.contains("From Alex") && text.contains("Write the plan"),
        "{text}"
    );
}

#[test]
fn doctor_tries_each_filter() {
    let clones = sealed(Cipher::Text);
    let well = clones.run(Dana, &["doctor"]);
    assert!(!well.stdout.contains("filter"), "{}", well.stdout);
    let said = |clones: &Clones, who| clones.run(who, &["doctor"]).ended_with(1).stdout;
    clones.write_program("open", "exit 1\n");
    assert!(
        said(&clones, Dana).contains("the filter `crypt` fails"),
        "{}",
        said(&clones, Dana)
    );
    clones.write_program("open", "cat\n");
    assert!(
        said(&clones, Dana).contains("does not give back"),
        "{}",
        said(&clones, Dana)
    );
    let clones = locked(Cipher::Bytes);
    let text = said(&clones, Alex);
    assert!(
        text.contains("`crypt`") && text.contains("not set up"),
        "{text}"
    );
}

#[test]
fn attributes_name_a_filter_and_never_what_it_runs() {
    // All that the other side can write: attributes, and files that look like settings.
    let clones = Clones::new();
    let mark = clones.path("ran");
    let settings = format!(
        "[filter \"evil\"]\n\tclean = touch '{0}'\n\tsmudge = touch '{0}'\n",
        mark.display()
    );
    clones.write(Dana, ".gitconfig", &settings);
    clones.write(
        Dana,
        ".gitattributes",
        "meetings/*.md text eol=lf merge=oneonone\nmeetings/2026-11-24.md filter=evil\n",
    );
    append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
    clones.git(Dana, &["add", "--all"]);
    clones.git(Dana, &["commit", "--quiet", "-m", "By hand"]);
    clones.git(Dana, &["push", "--quiet"]);
    let before = state(&clones, Alex);
    refused(
        clones.sync(Alex),
        &["`meetings/2026-11-24.md`", "filter `evil`", "not set up"],
    );
    assert_eq!(state(&clones, Alex), before);
    assert!(!mark.exists());
}

#[test]
fn a_filter_on_one_meeting_by_the_clone_alone() {
    // Attributes that only this clone has, and a filter that cleans and gives nothing back.
    let clones = Clones::new();
    write_script(&clones.path("bin/strip"), "sed 's/[ ]*$//'\n");
    clones.git(Alex, &["config", "filter.strip.clean", "strip"]);
    std::fs::write(
        clones.clone_of(Alex).join(".git/info/attributes"),
        "meetings/2026-11-24.md filter=strip\n",
    )
    .expect("a file");
    append(&clones, Alex, NEW, "- [ ] From Alex @alex   \n");
    append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
    for who in [Dana, Alex, Dana] {
        clones.sync(who).ended_with(0);
    }
    in_step_with(&clones, &["From Alex", "From Dana", "Write the plan"]);
    assert!(
        !clones
            .git(Alex, &["cat-file", "blob", &format!("HEAD:{NEW}")])
            .contains("@alex   ")
    );
}

#[test]
fn without_filters_git_is_not_asked_about_them() {
    let clones = Clones::new();
    append(&clones, Dana, NEW, "- [ ] From Dana @dana\n");
    let trace = clones.path("trace");
    let mut command = clones.program(Dana, &["sync"]);
    command.env("GIT_TRACE", &trace);
    finished(command).ended_with(0);
    let text = std::fs::read_to_string(&trace).expect("a trace");
    for word in ["check-attr", "--get-regexp", "cat-file", "hash-object"] {
        assert!(!text.contains(word), "{word} was asked:\n{text}");
    }
}
