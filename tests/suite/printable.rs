//! What is shown holds nothing that a terminal would obey, and no text in another order than it has: on the terminal, in
//! reports, calendars and tables; and what scripts need to be written stays.

use crate::sandbox::{CONFIGURATION, Sandbox, finished};

/// What must never come out as it is: C0, C1, line separators, embeddings, overrides, isolates, hidden letters.
const ORDERS: [&str; 16] = [
    "\u{1b}[31m",
    "\u{7}",
    "\u{8}",
    "\u{7f}",
    "\u{85}",
    "\u{9b}31m",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202c}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2069}",
    "\u{206e}",
    "\u{e0041}",
];
/// What must come out as it is: ZWNJ, ZWJ, LRM, RLM, a flag of tags.
const NEEDED: [&str; 5] = [
    "می\u{200c}خواهم",
    "👩\u{200d}👧",
    "a\u{200e}b",
    "\u{200f}שלום",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

fn is_order(c: char) -> bool {
    c.is_control() && !"\n\t".contains(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{e0041}')
}

/// The sign where a person's name can have it: a name with controls, or on two lines, is refused.
fn in_name(sign: &str) -> &str {
    let is_refused = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if sign.contains(is_refused) { "" } else { sign }
}

/// A notebook in which everything that can hold words holds `sign`.
fn notebook(sign: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    // As YAML has it in quotes: a control can't stand in it as it is.
    let in_yaml = |sign: &str| -> String {
        let escape = |c: char| match u32::from(c) {
            code @ ..0x10000 => format!("\\u{code:04x}"),
            code => format!("\\U{code:08x}"),
        };
        sign.chars().map(escape).collect()
    };
    let (quoted, named) = (in_yaml(sign), in_yaml(in_name(sign)));
    let configuration = CONFIGURATION
        .replace("name: Dana Ng", &format!("name: \"Dana {named} Ng\""))
        .replace("name: Alex Kim", &format!("name: \"Alex {named} Kim\""));
    sandbox.write(
        "alex/oneonone.yaml",
        format!("{configuration}sections:\n  wins: [\"W{quoted}ins\"]\n"),
    );
    let page = |status: &str| {
        format!(
            "---\nstatus: {status}\nreason: \"x{quoted}y\"\ncalled_off_by: alex\n---\n\n# 1:1 {sign} x\n\n## Wins {sign}\n- Shipped {sign} it\n\n\
         ## Career\n- [ ] Goal {sign} one @alex due:2026-12-01\n\n## Feedback\n### For Alex\n- Situation: {sign}\n  Behavior: {sign} x\n  Impact: y\n\n\
         ## Notes\n- Decision: {sign} we do\n\n## Summary\n- Spoke of {sign}\n\n\
         ## Action items\n- [ ] Write {sign} up @alex\n  - a note {sign}\n- [x] Read {sign} it @dana{sign}\n- [-] Drop {sign}\n  - Dropped: {sign}\n- [{sign}] odd\n- [] near {sign}\n"
        )
    };
    for (date, status) in [
        ("2026-11-03", "held"),
        ("2026-11-10", "cancelled"),
        ("2026-11-17", "held"),
        ("2026-11-24", "planned"),
    ] {
        sandbox.write(&format!("alex/meetings/{date}.md"), page(status));
    }
    sandbox.write("alex/questions.md", format!("- What {sign} else?\n"));
    sandbox.write(
        "alex/templates/own.md",
        format!("# {sign} {{{{ ic.name }}}}\n\n## Wins\n"),
    );
    sandbox.write(
        "alex/templates/wrong.md",
        format!("# {{{{ '{sign}' {sign} }}}}\n"),
    );
    sandbox
}

const LINES: [&str; 44] = [
    "",
    "status",
    "status --due",
    "status --json",
    "items",
    "items --json",
    "show",
    "show --json",
    "show 2026-11-03",
    "prep",
    "prep --json",
    "check",
    "check --json",
    "check --strict",
    "search Write",
    "search Write --json",
    "thread Write",
    "thread Write --json",
    "log",
    "log --json",
    "report",
    "report --format markdown",
    "report --json",
    "calendar",
    "export",
    "export --format csv",
    "handover --list",
    "handover --to Kim --all --dry-run",
    "ask",
    "ask --json",
    "templates",
    "settings",
    "doctor",
    "doctor --json",
    "carry --dry-run",
    "new --date 2026-12-08 --dry-run",
    "new --date 2026-12-08 --template own --dry-run",
    "fix",
    "new --date 2026-12-08 --template wrong",
    "done Write --dry-run",
    "move --to 2026-11-26 --dry-run",
    "close --dry-run",
    "undo --list",
    "cancel --dry-run --reason x",
];

#[test]
fn no_command_lets_an_order_out() {
    let mut showed = 0;
    for sign in ORDERS {
        let sandbox = notebook(sign);
        for line in LINES {
            let words: Vec<&str> = line.split_whitespace().collect();
            for color in [&[][..], &["--color", "always"]] {
                if !color.is_empty() && !["", "items", "check", "log"].contains(&line) {
                    continue;
                }
                let run = sandbox.run(&[color, &words[..]].concat());
                assert!(run.code.is_some(), "{sign:?} {line}");
                for (stream, text) in [("stdout", run.stdout), ("stderr", run.stderr)] {
                    // Lines of a calendar and of a table end so; colours of ours are no order.
                    let text = text.replace("\r\n", "\n");
                    let text = if color.is_empty() {
                        text
                    } else {
                        without_colors(&text)
                    };
                    let found = text.lines().find(|line| line.chars().any(is_order));
                    assert_eq!(found, None, "{sign:?} in {stream} of `{line}`");
                    showed += text.matches("<U+").count() + text.matches('␛').count();
                }
            }
        }
    }
    assert!(showed > 500, "only {showed} were shown");
}

/// Styles as this program sets them: a number or two, and no other order.
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        plain.push_str(rest.strip_prefix('m').unwrap_or("\u{1b}"));
    }
    plain
}

#[test]
fn no_file_that_is_made_to_be_looked_at_has_an_order() {
    for sign in ORDERS {
        let sandbox = notebook(sign);
        for (line, file) in [
            ("report --html report.html", "report.html"),
            ("calendar --output all.ics", "all.ics"),
            ("export --format csv --output all.csv", "all.csv"),
            ("export --output all.json", "all.json"),
            (
                "handover --to Kim --all --output handover.md",
                "handover.md",
            ),
        ] {
            let mut command = sandbox.command("alex", &line.split_whitespace().collect::<Vec<_>>());
            command.env("ONEONONE_ME", "alex");
            finished(command).ended_with(0);
            let text = sandbox.read(&format!("alex/{file}")).replace("\r\n", "\n");
            let found = text.lines().find(|line| line.chars().any(is_order));
            assert_eq!(found, None, "{sign:?} in {file}");
            let code = u32::from(sign.chars().next().expect("a sign"));
            let picture = match code {
                0x7f => "\u{2421}".to_string(),
                0..0x20 => char::from_u32(0x2400 + code)
                    .expect("a picture")
                    .to_string(),
                _ => format!("U+{code:04X}"),
            };
            // A calendar has nothing but names, and what is passed on is put on lines without controls.
            let has_none = match file {
                "all.json" => true,
                _ if sign.trim().is_empty() => true, // white space, which becomes a blank
                "all.ics" => in_name(sign).is_empty(),
                "handover.md" => sign.starts_with(char::is_control),
                _ => false,
            };
            assert!(
                has_none || text.contains(&picture),
                "{sign:?} is not seen in {file}:\n{text}"
            );
            assert!(
                !text.contains("<U+") || file != "report.html",
                "{sign:?} makes a tag"
            );
        }
        // Nothing is lost for a program that reads it.
        let json: serde_json::Value =
            serde_json::from_str(&sandbox.read("alex/all.json")).expect("JSON");
        assert!(json.to_string().contains("Write"), "{json}");
        let name = json["ic"]["name"].as_str().expect("a name");
        assert_eq!(name, format!("Alex {} Kim", in_name(sign)));
    }
}

#[test]
fn what_scripts_need_stays() {
    for sign in NEEDED {
        let sandbox = notebook(sign);
        for line in [
            "items",
            "show",
            "report",
            "report --format markdown",
            "export --format csv",
            "search Write",
        ] {
            let run = sandbox.run_line(line);
            assert!(
                !run.stdout.contains("<U+"),
                "{sign:?} in `{line}`: {}",
                run.stdout
            );
            assert!(
                run.stdout.contains(sign),
                "{sign:?} in `{line}`: {}",
                run.stdout
            );
        }
        sandbox.run_line("report --html report.html").ended_with(0);
        sandbox.run_line("calendar --output all.ics").ended_with(0);
        assert!(sandbox.read("alex/report.html").contains(sign), "{sign:?}");
        assert!(
            sandbox
                .read("alex/all.ics")
                .replace("\r\n ", "")
                .contains(sign),
            "{sign:?}"
        );
    }
}

#[test]
fn two_items_that_look_alike_are_named() {
    for (one, other) in [
        ("Ask the bank", "Ask\u{200b} the bank"),
        ("Ask the bank", "Ask the ba\u{200d}nk"),
        ("Ask the bank\u{2060}", "\u{feff}Ask the bank"),
        ("Ask\u{ad} the bank", "Ask the bank\u{200f}"),
        ("Ask the bank", "Ask the bank\u{e0041}\u{e0042}"),
        ("Ask the bank", "Ask the\u{fe0f} bank"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write(
            "alex/meetings/2026-11-17.md",
            format!("---\nstatus: held\n---\n\n## Action items\n- [ ] {one} @alex\n"),
        );
        sandbox.write(
            "alex/meetings/2026-11-24.md",
            format!("## Action items\n- [ ] Other @dana\n- [ ] {other} @alex\n"),
        );
        let run = sandbox.run_line("check");
        let words =
            "`Ask the bank` looks like the item at `meetings/2026-11-17.md:6`, and is another";
        assert!(
            run.stdout.contains(words),
            "{one:?} {other:?}\n{}",
            run.stdout
        );
        assert!(run.stdout.contains("2026-11-24.md:3"), "{}", run.stdout);
    }
}
