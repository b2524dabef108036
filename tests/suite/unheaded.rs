//! Sections without a heading: bold lines, and points that are called as a section is.

use crate::sandbox::Sandbox;

const RECORD: &str = "alex/meetings/2026-11-17.md";
const AGENDA: &str = "alex/meetings/2026-11-24.md";

/// The form in which many a template on the web has an agenda.
const POINTS: &str = "---\nstatus: held\n---\n\n- 🏆 Wins and achievements:\n  - Shipped the import\n- 🚧 Blockers and bottlenecks:\n  - CI takes 40 minutes\n    - Proposed: shard it\n- 🏠 Personal:\n  - quorvex\n  - [ ] quorvex item @alex\n- ✅ Action items:\n  - [ ] Call Marta @alex due:2026-12-01\n";

/// The same in bold lines.
const LINES: &str = "---\nstatus: held\n---\n\n**🏆 Wins and achievements**\n- Shipped the import\n\n**Blockers and bottlenecks:**\n\n- CI takes 40 minutes\n  - Proposed: shard it\n\n__Personal__\nquorvex\n- quorvex\n- [ ] quorvex item @alex\n\n**Action items**\n- [ ] Call Marta @alex due:2026-12-01\n";

#[test]
fn they_are_read_as_sections() {
    for text in [POINTS, LINES] {
        let sandbox = Sandbox::new();
        sandbox.write(RECORD, text);
        let told = sandbox.run_line("report --from 2026-11-01").stdout;
        assert!(told.contains("Shipped the import"), "{told}");
        let told = sandbox.run_line("search import --section wins").stdout;
        assert!(told.contains("Shipped the import"), "{told}");
        let told = sandbox.run_line("check").stdout;
        for code in ["wins-missing", "blocker-without-proposal"] {
            assert!(!told.contains(code), "{told}");
        }
        let items = sandbox.run_line("items --json").stdout;
        assert!(items.contains("\"role\": \"action-items\""), "{items}");
        assert!(items.contains("\"role\": \"personal\""), "{items}");
    }
}

#[test]
fn nothing_is_shown_from_below_one_that_is_personal() {
    for text in [POINTS, LINES] {
        let sandbox = Sandbox::new();
        sandbox.write(RECORD, text);
        sandbox.write(
            "home/.config/oneonone/config.yaml",
            "me: alex\nnotebooks: []\n",
        );
        for line in [
            "status --json",
            "check --strict --json",
            "prep --today 2026-11-24",
            "log",
            "report --from 2020-01-01",
            "report --from 2020-01-01 --json",
            "search quorvex",
            "search quorvex --json",
            "search quorvex --section notes",
            "export",
            "export --format csv",
            "ask",
            "handover --to Kim --all",
            "--today 2026-11-24 close --yes --anyway --no-steps --date 2026-11-17",
        ] {
            let run = sandbox.run_line(line);
            let all = run.stdout + &run.stderr;
            let mut told: Vec<&str> = all
                .lines()
                .filter(|said| said.contains("quorvex"))
                .collect();
            told.retain(|said| !said.contains("no line holds"));
            assert_eq!(told, [""; 0], "{line}");
        }
        let shown = sandbox.run_line("search quorvex --section personal").stdout;
        assert!(shown.contains("quorvex item"), "{shown}");
    }
}

/// What is in none of them is exported as it was, byte for byte.
#[test]
fn an_export_still_has_all_of_the_file() {
    for text in [POINTS, LINES] {
        let sandbox = Sandbox::new();
        sandbox.write(RECORD, text);
        let run = sandbox.run_line("export --personal").ended_with(0);
        let export: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        let meeting = &export["meetings"][0];
        let mut all = meeting["preface"].as_str().unwrap_or_default().to_string();
        for section in meeting["sections"].as_array().expect("sections") {
            all.push_str(section["heading"].as_str().unwrap_or_default());
            all.push_str(section["text"].as_str().unwrap_or_default());
        }
        assert!(text.ends_with(&all) && all.contains("Call Marta"), "{all}");
    }
}

#[test]
fn what_is_carried_goes_where_it_belongs() {
    for text in [POINTS, LINES] {
        let sandbox = Sandbox::new();
        sandbox.write(RECORD, text);
        sandbox
            .run_line("--today 2026-11-23 new --no-edit")
            .ended_with(0);
        let agenda = sandbox.read(AGENDA);
        let personal = agenda.split("## Personal").nth(1).unwrap_or_default();
        let personal = personal.split("## Notes").next().unwrap_or_default();
        assert!(personal.contains("quorvex item"), "{agenda}");
        let actions = agenda.split("## Action items").nth(1).unwrap_or_default();
        assert!(actions.contains("Call Marta"), "{agenda}");
    }
}

#[test]
fn what_is_added_goes_among_the_points_below() {
    let sandbox = Sandbox::new();
    sandbox.write(AGENDA, POINTS.replace("held", "planned"));
    sandbox
        .run_line("--today 2026-11-23 add Ask --owner alex --due 2026-12-01")
        .ended_with(0);
    sandbox
        .run_line("--today 2026-11-23 add Won --section wins")
        .ended_with(0);
    let expected = POINTS.replace("held", "planned").replace(
        "  - Shipped the import\n",
        "  - Shipped the import\n  - Won\n",
    ) + "  - [ ] Ask @alex due:2026-12-01\n";
    assert_eq!(sandbox.read(AGENDA), expected);

    let sandbox = Sandbox::new();
    sandbox.write(AGENDA, LINES.replace("held", "planned"));
    sandbox
        .run_line("--today 2026-11-23 add Won --section wins")
        .ended_with(0);
    let expected = LINES
        .replace("held", "planned")
        .replace("- Shipped the import\n", "- Shipped the import\n- Won\n");
    assert_eq!(sandbox.read(AGENDA), expected);
}

/// An agenda in points takes what is carried, each in its place, and again nothing.
#[test]
fn an_agenda_in_points_takes_what_is_carried() {
    let sandbox = Sandbox::new();
    let agenda = "- Wins:\n  - a\n- Personal:\n  - b\n- Next steps:\n  - c\n";
    sandbox.write("alex/templates/weekly.md", agenda);
    sandbox.write(
        RECORD,
        "---\nstatus: held\n---\n## Personal\n- [ ] quorvex\n## Action items\n- [ ] Call Marta @alex\n",
    );
    sandbox
        .run_line("--today 2026-11-23 new --no-edit")
        .ended_with(0);
    let written = sandbox.read(AGENDA);
    let expected = "- Wins:\n  - a\n- Personal:\n  - b\n  - [ ] quorvex since:2026-11-17\n- Next steps:\n  - c\n  - [ ] Call Marta @alex since:2026-11-17\n";
    assert!(written.ends_with(expected), "{written}");
    sandbox.run_line("--today 2026-11-23 carry").ended_with(0);
    assert_eq!(sandbox.read(AGENDA), written);
}

#[test]
fn where_no_heading_is_known_it_says_so() {
    let sandbox = Sandbox::new();
    sandbox.write(
        RECORD,
        "---\nstatus: held\n---\n# 1:1\n\n## Segrar\n- a\n\n## Hinder\n- b\n",
    );
    let told = sandbox.run_line("check").stdout;
    assert!(!told.contains("no win is written down"), "{told}");
    assert!(
        told.contains("no heading of this meeting is known, neither `Segrar` nor any other"),
        "{told}"
    );
    assert!(told.contains("wins: [\"Segrar\"]"), "{told}");
}
