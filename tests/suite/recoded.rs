//! A rule by which git would store a meeting otherwise than it is written, whoever wrote it, stops `sync` and is named.

use crate::clones::{Alex, Clones, Dana};

const NEW: &str = "meetings/2026-11-24.md";

#[test]
fn another_encoding_or_an_identifier_stops_everything_and_is_named() {
    let in_info: fn(&Clones, &str) =
        |clones, rule| clones.write(Alex, ".git/info/attributes", rule);
    let of_the_user: fn(&Clones, &str) = |clones, rule| {
        std::fs::write(clones.home(Alex).join("attributes"), rule).expect("a file");
        clones.git(
            Alex,
            &["config", "--global", "core.attributesFile", "~/attributes"],
        );
    };
    let usual: fn(&Clones, &str) = |clones, rule| {
        let folder = clones.home(Alex).join(".config/git");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("attributes"), rule).expect("a file");
    };
    let came_in: fn(&Clones, &str) = |clones, rule| {
        clones.write(
            Dana,
            ".gitattributes",
            format!("meetings/*.md text eol=lf merge=oneonone\n{rule}"),
        );
        clones.git(Dana, &["commit", "-qam", "Attributes"]);
        clones.git(Dana, &["push", "--quiet"]);
        clones.sync(Alex).ended_with(0);
    };
    let below: fn(&Clones, &str) =
        |clones, rule| clones.write(Alex, "meetings/.gitattributes", rule);
    for (place, rule, attribute, named) in [
        (
            in_info,
            "*.md working-tree-encoding=UTF-16\n",
            "working-tree-encoding=UTF-16",
            "info/attributes:1: *.md",
        ),
        (
            in_info,
            "# a word\n\n*.md ident\n",
            "ident",
            "info/attributes:3: *.md ident",
        ),
        (
            of_the_user,
            "*.md working-tree-encoding=latin1\n",
            "working-tree-encoding=latin1",
            "/alex/attributes:1: *.md",
        ),
        (
            usual,
            "meetings/** ident\n",
            "ident",
            ".config/git/attributes:1: meetings/** ident",
        ),
        (
            came_in,
            "*.md working-tree-encoding=latin1\n",
            "working-tree-encoding=latin1",
            ".gitattributes:2: *.md",
        ),
        (
            came_in,
            "[attr]odd ident\n2026-* odd\n",
            "ident",
            ".gitattributes:2: [attr]odd ident",
        ),
        (
            below,
            "* working-tree-encoding=UTF-32\n",
            "working-tree-encoding=UTF-32",
            "meetings/.gitattributes:1: *",
        ),
        (
            in_info,
            "*.md -working-tree-encoding\n",
            "working-tree-encoding=unset",
            "info/attributes:1: *.md",
        ),
    ] {
        let clones = Clones::new();
        place(&clones, rule);
        clones.write(
            Alex,
            NEW,
            clones.read(Alex, NEW) + "- [ ] Grüße $Id$ @alex\n",
        );
        let before = [
            clones.head(Alex),
            clones.git(Alex, &["ls-files", "--stage"]),
        ];
        for arguments in [&["sync"][..], &["sync", "--dry-run"]] {
            let run = clones.run(Alex, arguments).ended_with(2);
            let words = format!(
                "as it is written, by the attribute `{attribute}`, so nothing is committed"
            );
            assert!(run.stderr.contains(&words), "{rule}\n{}", run.stderr);
            assert!(run.stderr.contains(named), "{rule}\n{}", run.stderr);
        }
        assert_eq!(
            [
                clones.head(Alex),
                clones.git(Alex, &["ls-files", "--stage"])
            ],
            before
        );
        let run = clones.run(Alex, &["doctor"]).ended_with(1);
        assert!(run.stdout.contains(named), "{rule}\n{}", run.stdout);
    }
}

#[test]
fn what_is_said_of_other_files_or_says_nothing_stops_nothing() {
    for rule in [
        "*.txt working-tree-encoding=UTF-16\n*.c ident\n",
        "*.md working-tree-encoding=UTF-8\n",
        "*.md working-tree-encoding=utf8 -ident\n",
        "*.md working-tree-encoding=UTF-16 ident\n*.md !working-tree-encoding -ident\n",
        "*.md identity=1\n",
    ] {
        let clones = Clones::new();
        clones.write(Alex, ".git/info/attributes", rule);
        clones.write(
            Alex,
            NEW,
            clones.read(Alex, NEW) + "- [ ] Grüße $Id$ @alex\n",
        );
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        assert!(
            clones.read(Dana, NEW).contains("- [ ] Grüße $Id$ @alex\n"),
            "{rule}"
        );
    }
}
