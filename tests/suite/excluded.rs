//! Nothing is sent of which a part stays here: agendas that git ignores, files at which it does not look.

use crate::clones::{Alex, Clones, Dana, Who};
use crate::sandbox::{Run, finished};

const NEW: &str = "meetings/2026-11-24.md";
const LATER: &str = "meetings/2026-12-01.md";

/// Make that agenda: the item in the one before is carried into it.
const MAKE: [&str; 5] = ["new", "--date", "2026-12-01", "--today", "2026-11-30"];

/// What is set up so that the agenda which Alex makes stays behind, and how the rule is named.
struct Layout {
    name: &'static str,
    set_up: fn(&Clones),
    rule: &'static str,
}

fn exclude(clones: &Clones, rules: &str) {
    clones.write(Alex, ".git/info/exclude", rules);
}

/// Dana sends a `.gitignore`, and Alex gets it.
fn came_in(clones: &Clones, file: &str, rules: &str) {
    clones.write(Dana, file, rules);
    clones.git(Dana, &["add", "--force", file]);
    clones.git(Dana, &["commit", "-qm", "Ignore"]);
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
}

const LAYOUTS: [Layout; 15] = [
    Layout {
        name: "a global excludes file",
        set_up: |clones| {
            std::fs::write(clones.home(Alex).join("ignored"), "# mine\n*.md\n").expect("a file");
            let arguments = ["config", "--global", "core.excludesFile", "~/ignored"];
            clones.git(Alex, &arguments);
        },
        rule: "ignored:2: *.md",
    },
    Layout {
        name: "the usual place of a global excludes file",
        set_up: |clones| {
            let folder = clones.home(Alex).join(".config/git");
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(folder.join("ignore"), "2026-*\n").expect("a file");
        },
        rule: "/alex/.config/git/ignore:1: 2026-*",
    },
    Layout {
        name: "the file by its name",
        set_up: |clones| exclude(clones, "\n\nmeetings/2026-12-01.md\n"),
        rule: ".git/info/exclude:3: meetings/2026-12-01.md",
    },
    Layout {
        name: "the folder",
        set_up: |clones| exclude(clones, "meetings/\n"),
        rule: ".git/info/exclude:1: meetings/",
    },
    Layout {
        name: "everything",
        set_up: |clones| exclude(clones, "*\n"),
        rule: ".git/info/exclude:1: *",
    },
    Layout {
        name: "a rule that came in",
        set_up: |clones| came_in(clones, ".gitignore", "*~\n*.md\n"),
        rule: ".gitignore:2: *.md",
    },
    Layout {
        name: "a rule in the folder of meetings",
        set_up: |clones| came_in(clones, "meetings/.gitignore", "/2026-12*\n"),
        rule: "meetings/.gitignore:1: /2026-12*",
    },
    Layout {
        name: "taken in again in vain, because the folder is ignored",
        set_up: |clones| exclude(clones, "meetings/\n!meetings/2026-12-01.md\n"),
        rule: ".git/info/exclude:1: meetings/",
    },
    Layout {
        name: "taken in again, and ignored again",
        set_up: |clones| exclude(clones, "*.md\n!meetings/*.md\n*-12-*\n"),
        rule: ".git/info/exclude:3: *-12-*",
    },
    Layout {
        name: "others are taken in again",
        set_up: |clones| exclude(clones, "*.md\n!README.md\n!2026-11*.md\n"),
        rule: ".git/info/exclude:1: *.md",
    },
    Layout {
        name: "a pattern over folders",
        set_up: |clones| exclude(clones, "**/2026-12-0?.md\n"),
        rule: ".git/info/exclude:1: **/2026-12-0?.md",
    },
    Layout {
        name: "a rule with blanks behind it",
        set_up: |clones| exclude(clones, "*.md   \n"),
        rule: ".git/info/exclude:1: *.md",
    },
    Layout {
        name: "a rule in a line that ends by CRLF before the one that counts",
        set_up: |clones| exclude(clones, "*.txt\r\n[m]eetings/[0-9]*\n"),
        rule: ".git/info/exclude:2: [m]eetings/[0-9]*",
    },
    Layout {
        name: "a settings file that is included",
        set_up: |clones| {
            std::fs::write(clones.home(Alex).join("ignored"), "*.md\n").expect("a file");
            let more = "[core]\n\texcludesFile = ~/ignored\n";
            std::fs::write(clones.home(Alex).join("more"), more).expect("a file");
            clones.git(Alex, &["config", "--global", "include.path", "~/more"]);
        },
        rule: "ignored:1: *.md",
    },
    Layout {
        name: "an excludes file of this clone alone",
        set_up: |clones| {
            clones.write(Alex, ".git/own", "*01.md\n");
            clones.git(Alex, &["config", "core.excludesFile", ".git/own"]);
        },
        rule: ".git/own:1: *01.md",
    },
];

/// All that must not change when a sync stops.
fn state(clones: &Clones, who: Who) -> [String; 4] {
    let remote = clones.path("remote.git");
    [
        clones.head(who),
        clones.git(who, &["status", "--porcelain", "--ignored"]),
        clones.git(who, &["ls-files", "--stage", "-v"]),
        clones.git_in(who, &remote, &["rev-parse", "main"]),
    ]
}

#[track_caller]
fn says(run: &Run, words: &str) {
    assert!(run.stderr.contains(words), "{words}\nin\n{}", run.stderr);
}

#[test]
fn an_agenda_that_git_ignores_stops_everything_and_is_named_with_its_rule() {
    for layout in LAYOUTS {
        let clones = Clones::new();
        (layout.set_up)(&clones);
        let run = clones.run(Alex, &MAKE).ended_with(0);
        says(&run, &format!("warning: git ignores `{LATER}` ("));
        says(&run, layout.rule);
        assert_eq!(run.stderr.matches("warning").count(), 1, "{}", run.stderr);
        let before = state(&clones, Alex);
        for arguments in [&["sync"][..], &["sync", "--dry-run"]] {
            let run = clones.run(Alex, arguments).ended_with(2);
            let error =
                format!("error: git ignores `{LATER}`, so nothing is committed or pushed\n");
            says(&run, &error);
            says(&run, layout.rule);
            assert_eq!(state(&clones, Alex), before, "{}", layout.name);
        }
        let run = clones.run(Alex, &["doctor"]).ended_with(1);
        assert!(
            run.stdout.contains(&format!("git ignores `{LATER}`")),
            "{}",
            run.stdout
        );
        assert!(run.stdout.contains(layout.rule), "{}", run.stdout);
        // What is said to help does help.
        clones.git(Alex, &["add", "--force", LATER]);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        assert!(clones.read(Dana, NEW).contains("- [>] Write the plan"));
        assert!(clones.read(Dana, LATER).contains("- [ ] Write the plan"));
    }
}

#[test]
fn a_rule_that_takes_the_meetings_in_again_stops_nothing() {
    for rules in [
        "*.md\n!meetings/*.md\n",
        "meetings/*\n!meetings/2026*\n",
        "*\n!*/\n!meetings/*.md\n",
        "meetings/*.private.md\nREADME.md\n*.tmp\n",
        "#*.md\n\\!meetings/*\n",
    ] {
        let clones = Clones::new();
        exclude(&clones, rules);
        let run = clones.run(Alex, &MAKE).ended_with(0);
        assert!(!run.stderr.contains("warning"), "{rules}: {}", run.stderr);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones.are_in_step();
        assert!(clones.read(Dana, LATER).contains("- [ ] Write the plan"));
    }
}

#[test]
fn settings_that_the_environment_names_are_seen() {
    let clones = Clones::new();
    let settings = clones.home(Alex).join("settings");
    let ignored = clones.home(Alex).join("ignored");
    std::fs::write(&ignored, "*.md\n").expect("a file");
    let text = format!(
        "[user]\n\tname = Alex Kim\n\temail = alex@example.com\n[core]\n\texcludesFile = {}\n",
        ignored.display()
    );
    std::fs::write(&settings, text).expect("a file");
    let run = |arguments: &[&str]| {
        let mut command = clones.program(Alex, arguments);
        command.env("GIT_CONFIG_GLOBAL", &settings);
        finished(command)
    };
    says(
        &run(&MAKE).ended_with(0),
        "warning: git ignores `meetings/2026-12-01.md` (",
    );
    let before = state(&clones, Alex);
    says(&run(&["sync"]).ended_with(2), "ignored:1: *.md");
    assert_eq!(state(&clones, Alex), before);
}

#[test]
fn a_rule_above_the_notebook_is_named() {
    let clones = Clones::new();
    let home = clones.home(Alex);
    clones.git_in(Alex, &home, &["init", "--quiet", "--bare", "other.git"]);
    clones.git_in(Alex, &home, &["clone", "--quiet", "other.git", "above"]);
    let above = home.join("above");
    let notebook = above.join("team/alex");
    std::fs::create_dir_all(notebook.join("meetings")).expect("a folder");
    for file in ["oneonone.yaml", ".gitattributes", NEW] {
        std::fs::write(notebook.join(file), clones.read(Alex, file)).expect("a file");
    }
    clones.run_in(Alex, &notebook, &["sync"]).ended_with(0);
    for (file, rule) in [
        (".gitignore", "team/*/meetings/2026-12*"),
        ("team/.gitignore", "**/meetings/*"),
        ("team/.gitignore", "meetings"),
    ] {
        std::fs::write(above.join(file), format!("{rule}\n")).expect("a file");
        let run = clones.run_in(Alex, &notebook, &MAKE).ended_with(0);
        says(&run, rule);
        let head = clones.git_in(Alex, &above, &["rev-parse", "HEAD"]);
        let run = clones.run_in(Alex, &notebook, &["sync"]).ended_with(2);
        says(
            &run,
            "error: git ignores `meetings/2026-12-01.md`, so nothing is committed",
        );
        says(&run, &format!("{file}:1: {rule}"));
        says(&run, "`git add --force meetings/2026-12-01.md`");
        let run = clones.run_in(Alex, &notebook, &["doctor"]).ended_with(1);
        assert!(
            run.stdout.contains(&format!("{file}:1: {rule}")),
            "{}",
            run.stdout
        );
        assert_eq!(clones.git_in(Alex, &above, &["rev-parse", "HEAD"]), head);
        std::fs::remove_file(above.join(file)).expect("a file");
        std::fs::remove_file(notebook.join(LATER)).expect("a file");
        clones.git_in(Alex, &above, &["checkout", "--quiet", "."]);
    }
}

#[test]
fn every_command_that_makes_a_meeting_warns_of_a_rule_and_says_it_once() {
    let commands: [&[&str]; 5] = [
        &["new"],
        &["add", "Ask for runners"],
        &["ask", "--add"],
        &[
            "feedback",
            "--to",
            "dana",
            "--situation",
            "Today",
            "--behavior",
            "You spoke",
            "--impact",
            "It was clear",
            "--suggest",
            "More",
        ],
        &["move", "--to", "2026-11-25"],
    ];
    for arguments in commands {
        let clones = Clones::new();
        exclude(&clones, "*.md\n");
        if arguments[0] != "move" {
            clones.git(Alex, &["rm", "--quiet", NEW]);
            clones.git(Alex, &["commit", "-qm", "Not yet"]);
        }
        let run = clones.run(Alex, arguments).ended_with(0);
        let told = run
            .stderr
            .matches("warning: git ignores `meetings/2026-11-2")
            .count();
        assert_eq!(told, 1, "{arguments:?}\n{}", run.stderr);
        clones.sync(Alex).ended_with(2);
    }
}

#[test]
fn init_warns_where_meetings_would_be_ignored() {
    let clones = Clones::new();
    let arguments = ["config", "--global", "core.excludesFile", "~/ignored"];
    clones.git(Alex, &arguments);
    std::fs::write(clones.home(Alex).join("ignored"), "*.md\n").expect("a file");
    let home = clones.home(Alex);
    let arguments = ["init", "zoe", "--manager", "Dana Ng", "--ic", "Zoe Ali"];
    let run = clones.run_in(Alex, &home, &arguments).ended_with(0);
    says(&run, "warning: git ignores `zoe/meetings/");
    says(&run, "ignored:1: *.md");
}

#[test]
fn the_change_of_the_original_does_not_stay_behind_either() {
    for (flag, back) in [
        ("--assume-unchanged", "--no-assume-unchanged"),
        ("--skip-worktree", "--no-skip-worktree"),
    ] {
        let clones = Clones::new();
        clones.git(Alex, &["update-index", flag, NEW]);
        // As long as nothing is changed nothing can stay behind.
        clones.sync(Alex).ended_with(0);
        let run = clones.run(Alex, &MAKE).ended_with(0);
        says(&run, &format!("`{NEW}`"));
        says(&run, &format!("`git update-index {back} {NEW}`"));
        let before = state(&clones, Alex);
        let run = clones.sync(Alex).ended_with(2);
        says(&run, &format!("`{NEW}`"));
        assert_eq!(state(&clones, Alex), before);
        let run = clones.run(Alex, &["doctor"]).ended_with(1);
        assert!(
            run.stdout
                .contains(&format!("`git update-index {back} {NEW}`"))
        );
        clones.git(Alex, &["update-index", back, NEW]);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones.are_in_step();
        assert!(clones.read(Dana, NEW).contains("- [>] Write the plan"));
    }
}

#[test]
fn a_meeting_that_is_moved_and_whose_old_place_is_taken_for_unchanged_is_not_sent_twice() {
    let clones = Clones::new();
    clones.git(Alex, &["update-index", "--assume-unchanged", NEW]);
    let clone = clones.clone_of(Alex);
    std::fs::rename(clone.join(NEW), clone.join("meetings/2026-11-25.md")).expect("a move");
    let before = state(&clones, Alex);
    says(&clones.sync(Alex).ended_with(2), &format!("`{NEW}`"));
    assert_eq!(state(&clones, Alex), before);
}

#[test]
fn a_sparse_checkout_that_leaves_the_new_agenda_out_is_named() {
    for sparse_index in ["--no-sparse-index", "--sparse-index"] {
        let clones = Clones::new();
        clones.git(Alex, &["sparse-checkout", "set", sparse_index, "templates"]);
        std::fs::create_dir_all(clones.clone_of(Alex).join("meetings")).expect("a folder");
        clones.write(
            Alex,
            LATER,
            crate::clones::agenda("2026-12-01", "- [ ] Mine @alex\n"),
        );
        let before = clones.head(Alex);
        let run = clones.sync(Alex).ended_with(2);
        says(
            &run,
            &format!("error: `{LATER}` lies outside of this sparse checkout"),
        );
        assert_eq!(clones.head(Alex), before);
        assert_eq!(clones.git(Alex, &["diff", "--cached", "--name-only"]), "");
        clones.git(Alex, &["sparse-checkout", "add", "meetings"]);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        assert!(clones.read(Dana, LATER).contains("- [ ] Mine"));
    }
}

#[test]
fn meetings_in_a_repository_of_their_own_or_behind_a_link_are_named() {
    let clones = Clones::new();
    clones.git(Alex, &["init", "--quiet", "meetings"]);
    clones.run(Alex, &MAKE).ended_with(0);
    let head = clones.head(Alex);
    let run = clones.sync(Alex).ended_with(2);
    says(
        &run,
        &format!("`{LATER}` lies in a repository of its own, `meetings`"),
    );
    assert_eq!(clones.head(Alex), head);

    let clones = Clones::new();
    let clone = clones.clone_of(Alex);
    std::fs::rename(clone.join("meetings"), clone.join("notes")).expect("a move");
    std::os::unix::fs::symlink("notes", clone.join("meetings")).expect("a link");
    let before = state(&clones, Alex);
    clones.sync(Alex).ended_with(2);
    assert_eq!(state(&clones, Alex), before);
}

#[test]
fn the_settings_do_not_stay_behind() {
    let clones = Clones::new();
    let home = clones.home(Alex);
    let arguments = ["config", "--global", "core.excludesFile", "~/ignored"];
    clones.git(Alex, &arguments);
    std::fs::write(home.join("ignored"), "*.yaml\n").expect("a file");
    let arguments = ["init", "zoe", "--manager", "Dana Ng", "--ic", "Zoe Ali"];
    let run = clones.run_in(Alex, &home, &arguments).ended_with(0);
    says(&run, "warning: git ignores `zoe/oneonone.yaml`");
    let run = clones
        .run_in(Alex, &home.join("zoe"), &["sync"])
        .ended_with(2);
    says(&run, "error: git ignores `oneonone.yaml`, so nothing");
}

#[test]
fn the_template_that_the_settings_name_does_not_stay_behind() {
    let clones = Clones::new();
    exclude(&clones, "templates/\n");
    clones.write(Alex, "templates/other.md", "# Other\n\n## Action items\n");
    clones.sync(Alex).ended_with(0);
    clones.write(Alex, "templates/own.md", "# Own\n\n## Action items\n");
    let settings = clones.read(Alex, "oneonone.yaml");
    clones.write(Alex, "oneonone.yaml", settings + "template: own\n");
    let head = clones.head(Alex);
    says(
        &clones.sync(Alex).ended_with(2),
        "git ignores `templates/own.md`",
    );
    assert_eq!(clones.head(Alex), head);
}

#[test]
fn repositories_of_new_kinds_stop_too() {
    let kinds: [(&str, &[&str]); 2] = [
        ("[init]\n\tdefaultRefFormat = reftable\n", &[]),
        ("", &["--object-format=sha256"]),
    ];
    for (settings, options) in kinds {
        let clones = Clones::made_with(settings, options);
        exclude(&clones, "2026-12*\n");
        says(
            &clones.run(Alex, &MAKE).ended_with(0),
            "warning: git ignores",
        );
        let before = state(&clones, Alex);
        says(
            &clones.sync(Alex).ended_with(2),
            ".git/info/exclude:1: 2026-12*",
        );
        assert_eq!(state(&clones, Alex), before);
        clones.write(Alex, ".git/info/exclude", "");
        clones.git(Alex, &["update-index", "--assume-unchanged", NEW]);
        says(&clones.sync(Alex).ended_with(2), &format!("`{NEW}`"));
    }
}
