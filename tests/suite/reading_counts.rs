//! How often a command reads a text: the front matter of a file once at most, all of it once at most, and once more what
//! it changes, as the read-back. `import`, `thread`, copies that nobody marked, and `sync` with its merge take more, and are
//! held to their numbers; the commands in `OTHERS` are not run here. Real runs of the program over real notebooks; debug
//! builds count, and say so when asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;

use oneonone::cli::command;
use oneonone::meeting::parse_date;

use crate::clones::{Alex, Clones, Dana};
use crate::sandbox::{CONFIGURATION, Sandbox, finished};

/// So many meetings the notebooks have, each a week after the one before; today is the day before the last.
const MEETINGS: u64 = 46;
/// The first of them.
const FIRST: &str = "2026-01-13";

/// How often one text may be read, in each of the three ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Most {
    front_matter: usize,
    skim: usize,
    whole: usize,
}

/// The law.
const ONCE: Most = Most {
    front_matter: 1,
    skim: 1,
    whole: 1,
};

/// A document is read as what it is, to be cut, and as a meeting, to know what is personal in it; and what came of it is
/// listed out of the notebook as it is then.
const IMPORT: Most = Most {
    front_matter: 2,
    skim: 2,
    whole: 2,
};

/// Every command that reads meetings, as it is run in the notebook `alex`.
const LINES: &[(&str, Most)] = &[
    ("new", ONCE),
    ("new --date 2026-12-01", ONCE),
    ("new --dry-run", ONCE),
    ("carry", ONCE),
    ("edit", ONCE),
    ("show", ONCE),
    ("show 2026-10-06", ONCE),
    ("show --json", ONCE),
    ("move --to 2026-11-25", ONCE),
    ("cancel --reason ill", ONCE),
    ("close --date 2026-11-17 --anyway", ONCE),
    (
        "close --date 2026-11-17 --summary Good --decision Ship --no-steps --anyway",
        ONCE,
    ),
    ("log", ONCE),
    ("log --json", ONCE),
    ("items", ONCE),
    ("items --all", ONCE),
    ("items --done", ONCE),
    ("add Words", ONCE),
    ("add Words --section wins", ONCE),
    ("done todo46", ONCE),
    ("drop todo46 --reason Enough", ONCE),
    ("reopen todo12", ONCE),
    ("assign todo46 dana", ONCE),
    ("due todo46 fri", ONCE),
    // It is looked for among the open items, and then followed through all: the texts at hand are skimmed again.
    ("thread todo46", Most { skim: 2, ..ONCE }),
    ("thread todo12", Most { skim: 2, ..ONCE }),
    ("prep", ONCE),
    ("status", ONCE),
    ("status --due", ONCE),
    ("ask", ONCE),
    (
        "feedback --to alex --situation S --behavior B --impact I",
        ONCE,
    ),
    ("check", ONCE),
    ("check meetings/2026-11-17.md", ONCE),
    ("check --json", ONCE),
    ("fix", ONCE),
    ("fix --dry-run", ONCE),
    ("doctor", ONCE),
    ("search shipped", ONCE),
    ("report", ONCE),
    ("report --json", ONCE),
    ("calendar", ONCE),
    ("export", ONCE),
    ("export --format csv", ONCE),
    ("private", ONCE),
    ("handover --list", ONCE),
    ("undo", ONCE),
    ("import ../notes.md", IMPORT),
];

/// The other commands, each with the reason why it is not among these.
const OTHERS: &[(&str, &str)] = &[
    ("init", "there are no meetings yet"),
    (
        "join",
        "it reads the settings of what it cloned, and no meeting",
    ),
    ("sync", "in a test of its own, with two clones"),
    ("demo", "it reads what it made itself"),
    ("completions", "it reads no notebook"),
    ("man", "it reads no notebook"),
    (
        "merge-driver",
        "git gives it three texts outside a notebook; how often a merge reads is held with `sync`",
    ),
];

/// What the headings of a notebook are called.
struct Titles {
    settings: &'static str,
    personal: &'static str,
    actions: &'static str,
    career: &'static str,
    summary: &'static str,
}

const ENGLISH: Titles = Titles {
    settings: "",
    personal: "Private",
    actions: "Action items",
    career: "Career",
    summary: "Summary",
};

/// What `Personal` means in a notebook in German is known only by all headings of its file.
const GERMAN: Titles = Titles {
    settings: "language: de\n",
    personal: "Persönlich",
    actions: "Nächste Schritte",
    career: "Personal",
    summary: "Zusammenfassung",
};

/// The meeting of week `number`, from 1, with what is carried below its action items.
fn meeting(titles: &Titles, number: u64, carried: &str) -> (String, String) {
    let first = parse_date(FIRST).expect("a date");
    let date = first + chrono::Days::new(7 * (number - 1));
    let (status, mark) = match number {
        MEETINGS => ("planned", ' '),
        _ => ("held", 'x'),
    };
    // Every tenth meeting was moved: a listing has to know when it was due.
    let moved = match number % 10 {
        0 => format!("moved_from: {}\n", date - chrono::Days::new(1)),
        _ => String::new(),
    };
    let Titles {
        personal,
        actions,
        career,
        summary,
        ..
    } = titles;
    let text = format!(
        "---\ndate: {date}\nmanager: dana\nic: alex\nstatus: {status}\n{moved}---\n\n# 1:1 {date}\n\n## {personal}\n\n- [{mark}] personal {number}\n- a note {number}\n\n## Wins\n\n- @dana: shipped {number}\n\n## {career}\n\n- [{mark}] a step to {number}\n\n## {actions}\n\n- [{mark}] todo{number} @alex due:{date}\n{carried}\n## {summary}\n\nWe spoke of {number}.\n"
    );
    (format!("meetings/{date}.md"), text)
}

/// A sandbox whose notebook `alex` has many meetings. The last one has taken something over from the one before; with
/// `copied`, its original was never marked.
fn notebook(titles: &Titles, copied: bool) -> Sandbox {
    let sandbox = Sandbox::new();
    let settings = format!("{CONFIGURATION}{}", titles.settings);
    sandbox.write("alex/oneonone.yaml", settings);
    sandbox.write("notes.md", "# Notes\n\n## 2025-11-04\n\n- one\n- two\n");
    for number in 1..=MEETINGS {
        let carried = match number {
            45 if copied => "- [ ] send it @dana\n",
            45 => "- [>] send it @dana\n",
            46 => "- [ ] send it @dana since:2026-11-17\n",
            _ => "",
        };
        let (path, text) = meeting(titles, number, carried);
        sandbox.write(&format!("alex/{path}"), text);
    }
    sandbox
}

/// How often `command` read the text that it read most often, in each way. Lines and other scraps of text don't count.
fn counted(mut command: Command) -> Result<Most, String> {
    command.env("ONEONONE_COUNT_READINGS", "1");
    command.env("ONEONONE_ME", "dana");
    let run = finished(command);
    if !matches!(run.code, Some(0 | 1)) {
        let first = run.stderr.lines().next().unwrap_or_default();
        return Err(first.to_string());
    }
    let mut most: BTreeMap<&str, usize> = BTreeMap::new();
    for line in run.stderr.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        if let ["reading", _, length, way, times] = words.as_slice()
            && length.parse::<usize>().expect("a length") > 3
        {
            let times: usize = times.parse().expect("a number");
            let so_far = most.entry(way).or_default();
            *so_far = times.max(*so_far);
        }
    }
    let of = |way| most.get(way).copied().unwrap_or_default();
    Ok(Most {
        front_matter: of("front-matter"),
        skim: of("skim"),
        whole: of("whole"),
    })
}

/// Whether `found` is what is `allowed`: once at most, or just as often as it says.
fn is_as(found: Most, allowed: Most) -> bool {
    let one = |found: usize, allowed: usize| found == allowed || (found < allowed && allowed == 1);
    one(found.front_matter, allowed.front_matter)
        && one(found.skim, allowed.skim)
        && one(found.whole, allowed.whole)
}

/// Run each of the lines in a notebook of its own, and hold it to what it may read, which `allowed` may change.
#[track_caller]
fn check(titles: &Titles, copied: bool, allowed: impl Fn(&str, Most) -> Most) {
    let mut faults = String::new();
    for (line, most) in LINES {
        let sandbox = notebook(titles, copied);
        let words: Vec<&str> = line.split(' ').collect();
        let most = allowed(line, *most);
        if words[0] == "undo" {
            sandbox.run(&["add", "Words"]).ended_with(0);
        }
        let found = counted(sandbox.command("alex", &words));
        if !found.as_ref().is_ok_and(|found| is_as(*found, most)) {
            let _ = writeln!(faults, "{line}: {found:?}, and not {most:?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_command_reads_each_text_once() {
    check(&ENGLISH, false, |_, most| most);
}

#[test]
fn what_a_title_means_is_known_by_one_whole_reading() {
    check(&GERMAN, false, |_, most| most);
}

/// Where an open item has a copy, those who asked for open items alone need all of them: the texts are skimmed again.
#[test]
fn copies_take_a_second_look_at_the_boxes() {
    let looks_at_all = [
        "show",
        "close",
        "items --all",
        "items --done",
        "reopen",
        "check",
        "fix",
        "doctor",
        "search",
        "report",
        "export",
        "undo",
        "handover",
        "thread",
    ];
    check(&ENGLISH, true, |line, most| match line {
        // Of files that say nothing of open items nothing was kept, so that they are opened again; of those that were
        // moved the front matter had been read.
        "items" => Most {
            front_matter: 2,
            skim: 2,
            ..most
        },
        "import ../notes.md" => Most { skim: 3, ..most },
        _ if looks_at_all.iter().any(|start| line.starts_with(start)) => most,
        _ => Most { skim: 2, ..most },
    });
}

#[test]
fn no_command_is_forgotten() {
    let known: BTreeSet<&str> = LINES
        .iter()
        .filter_map(|(line, _)| line.split(' ').next())
        .chain(OTHERS.iter().map(|(name, _)| *name))
        .collect();
    let all = command();
    let all: BTreeSet<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
    assert_eq!(all, known);
}

/// To share takes more: whether copies may disagree, what the commit says, what is told of it, and for a merge
/// its trees, the read-back and the bringing into line of copies each take texts and read them. What did not
/// change is read at most once; how often what did is read is held here, so that it grows no further.
#[test]
fn sharing_reads_what_changed_a_known_number_of_times() {
    let clones = Clones::new();
    let write = |who, number, carried: &str| {
        let (path, text) = meeting(&ENGLISH, number, carried);
        clones.write(who, &path, text);
    };
    for number in 1..=MEETINGS {
        write(Dana, number, "");
    }
    let mut faults = String::new();
    let mut check = |step: &str, who, front_matter, skim, whole| {
        let found = counted(clones.program(who, &["sync"]));
        let most = Most {
            front_matter,
            skim,
            whole,
        };
        if found != Ok(most) {
            let _ = writeln!(faults, "{step}: {found:?}, and not {most:?}");
        }
    };
    check("the first of all", Dana, 3, 1, 3);
    check("all that came", Alex, 2, 0, 2);
    // Nothing new: nothing is read.
    check("nothing", Alex, 0, 0, 0);
    write(Dana, 44, "- [ ] one @dana\n");
    check("one meeting", Dana, 3, 2, 3);
    write(Alex, 43, "- [ ] other @alex\n");
    check("both wrote, in two files", Alex, 5, 3, 5);
    check("what was merged", Dana, 2, 0, 2);
    write(Dana, 45, "- [ ] one @dana\n");
    check("one more", Dana, 3, 2, 3);
    write(Alex, 45, "- [ ] other @alex\n");
    check("both wrote, in one file", Alex, 5, 3, 5);
    assert!(faults.is_empty(), "{faults}");
}
