//! What stands below a heading of a personal section is nobody else's: no command that looks back, sums up, passes on or
//! judges ever shows a word of it. Where a command rightly shows it, [`SHOWN_ON_PURPOSE`] says so.

use crate::sandbox::Sandbox;

/// A word that stands below `## Personal` only.
const SECRET: &str = "quorvex";

/// A personal section, in all the forms in which something can stand there. `DAY` is the meeting's date.
const PERSONAL: &str = "## Personal
A plain quorvex line with due:2026-02-30 <b>quorvex</b> `quorvex`
- A plain quorvex entry @quorvex
- We met @bo, who is a useless quorvex
- [ ] An item quorvex DAY @alex due:2026-09-01
- [ ] An item of hers quorvex DAY @dana
  - Ask: what about quorvex DAY?
  - Answer: quorvex
- [x] A done item quorvex DAY @alex done:DAY
- [-] A dropped item quorvex DAY @alex
  - Dropped: quorvex
- [?] An unknown box quorvex DAY
- [ ] Owned by nobody here quorvex @quorvex due:2026-02-30
- [ ] Twice quorvex
- [ ] Twice quorvex
- [>] Lost quorvex DAY
- [] Almost quorvex
 - [ ] Hardly indented quorvex
- Ask: may I be quorvex DAY?
- Thanks: good quorvex
- Question: is it quorvex?
- CARRIED
### Wins
- Won a quorvex DAY
### Blockers
- Stuck quorvex DAY
- [ ] Stuck item quorvex DAY @dana
### Priorities
- Prior quorvex DAY
### Plans
- Work on quorvex DAY
### Career
- [ ] Grow quorvex DAY @alex
### Feedback
#### For Dana
- Situation: quorvex DAY
  - Behavior: careless quorvex
  - Impact: quorvex
  - Suggest: quorvex
#### For Alex
- Situation: quorvex
### Decisions
- Decided quorvex DAY
### Notes
- Noted quorvex DAY
### Summary
Summed up quorvex DAY
### Action items
- [ ] Act quorvex DAY @alex due:2026-11-30
### A quorvex title of their own
- Something quorvex

| a | quorvex |
|---|---------|
| b | quorvex |

<div>quorvex</div>

[^1]: quorvex
[quorvex]: https://example.com/quorvex

<!-- both changed this; quorvex -->
";

/// What stands elsewhere, so that every command has something to say.
const ELSE: &str = "## Wins
- Shipped the import DAY
## Blockers
- The build takes long DAY
## Priorities
## Plans
- Work on the import DAY
## Career
- [ ] Read a book DAY @alex
## Feedback
### For Dana
- Situation: planning DAY
  - Behavior: came late
### For Alex
";

/// What is written at the end of a meeting.
const END: &str = "## Notes
### Personal
- Below other notes quorvex DAY
- [ ] An item below notes quorvex DAY @alex
Personal
--------
Below an underlined title quorvex DAY
## Private matters
- Below a title of the pair's own quorvex DAY
- [ ] An item below it quorvex DAY @dana
## Summary
We spoke DAY
## Action items
- [ ] Call Marta DAY @alex due:DAY
";

/// A notebook of five meetings, the last of them tomorrow's, with personal things in each.
fn full_of_it(me: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let configuration = sandbox.read("alex/oneonone.yaml");
    let titles = "sections:\n  personal: [\"Private matters\"]\n";
    sandbox.write("alex/oneonone.yaml", configuration + titles);
    sandbox.write(
        "home/.config/oneonone/config.yaml",
        format!("me: {me}\nnotebooks: []\n"),
    );
    let days = [
        "2026-10-27",
        "2026-11-03",
        "2026-11-10",
        "2026-11-17",
        "2026-11-24",
    ];
    for (number, day) in days.iter().enumerate() {
        let (status, end) = match number {
            4 => ("planned", ""),
            _ => ("held", END),
        };
        let carried = match number {
            0 => "[>] Carried quorvex @alex".to_string(),
            4 => "[ ] Carried quorvex @alex since:2026-10-27".to_string(),
            _ => "[>] Carried quorvex @alex since:2026-10-27".to_string(),
        };
        let personal = PERSONAL.replace("CARRIED", &carried);
        let text = format!("---\ndate: {day}\nstatus: {status}\n---\n{ELSE}{personal}{end}");
        let mut text = text.replace("DAY", day);
        if number == 2 {
            // A file without any box is read in another way.
            text = text.replace("- [", "- (");
        }
        sandbox.write(&format!("alex/meetings/{day}.md"), text);
    }
    sandbox
}

/// Commands that show no word of it, in all their forms, to either side.
const SILENT: [&str; 41] = [
    "",
    "status",
    "status --json",
    "check",
    "check --strict",
    "check --json",
    "check --format json",
    "check --format github",
    "check --format sarif",
    "check meetings/2026-11-17.md",
    "check meetings/2026-11-24.md meetings/2026-11-10.md --format github",
    "prep",
    "prep --json",
    "prep --today 2026-11-24",
    "prep --today 2026-11-18",
    "log",
    "log --json",
    "report",
    "report --json",
    "report --format markdown",
    "report --from 2020-01-01 --format markdown",
    "report --from 2020-01-01 --json",
    "calendar",
    "export",
    "export --format json",
    "export --format csv",
    "export --from 2026-11-10 --to 2026-11-10",
    "search quorvex",
    "search quorvex --json",
    "search quorvex --section wins",
    "search quorvex --section notes --json",
    "search item",
    "ask",
    "ask --json",
    "ask --topic career --depth deep",
    "doctor",
    "doctor --json",
    "undo --list",
    "handover --list",
    "handover --json",
    "handover --to Kim --all",
];

/// Commands that show it on purpose: they show a file or a line that you ask for, or what they are about to change in it.
const SHOWN_ON_PURPOSE: [&str; 9] = [
    "show 2026-11-17",
    "items",
    "items --json",
    "thread Carried",
    "carry --dry-run",
    "fix --dry-run",
    "export --personal",
    "export --personal --format csv",
    "search quorvex --section personal",
];

#[test]
fn no_command_tells_what_is_personal() {
    let mut told = Vec::new();
    for me in ["alex", "dana"] {
        let sandbox = full_of_it(me);
        for line in SILENT {
            let run = sandbox.run_line(line);
            let refused = me == "dana" && line == "handover --to Kim --all";
            let ended = run.code.is_some_and(|code| code < 2);
            assert_eq!(ended, !refused, "{me}: {line}: {run:?}");
            let all = run.stdout + &run.stderr;
            for said in all
                .lines()
                .filter(|said| said.to_lowercase().contains(SECRET))
            {
                told.push(format!("{me}: {line}: {said}"));
            }
        }
    }
    told.retain(|said| !said.contains("no line holds"));
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_page_tells_nothing_personal() {
    let sandbox = full_of_it("dana");
    let line = "report --from 2020-01-01 --html ../report.html";
    sandbox.run_line(line).ended_with(0);
    let page = sandbox.read("report.html");
    assert!(page.contains("Shipped the import") && !page.to_lowercase().contains(SECRET));
}

#[test]
fn a_recap_tells_nothing_personal() {
    for format in ["text", "markdown"] {
        let sandbox = full_of_it("dana");
        let day = ["--today", "2026-11-24", "close", "--yes", "--anyway"];
        let said = ["--summary", "All well", "--step", "Write it up @alex fri"];
        let arguments = [&day[..], &said, &["--format", format]].concat();
        let run = sandbox.run(&arguments).ended_with(0);
        assert!(run.stdout.contains("All well"), "{run:?}");
        let all = run.stdout + &run.stderr;
        assert!(!all.to_lowercase().contains(SECRET), "{format}: {all}");
    }
}

#[test]
fn what_is_asked_for_by_name_is_shown() {
    let sandbox = full_of_it("alex");
    for line in SHOWN_ON_PURPOSE {
        let run = sandbox.run_line(line);
        assert!(run.stdout.contains(SECRET), "{line}: {run:?}");
    }
}
