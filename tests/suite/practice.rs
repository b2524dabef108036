//! The checks of the practice on meetings as people write them: the year of the demo, and an agenda that has it all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime, Weekday};
use oneonone::markdown::{Damage, Wanted};
use oneonone::meeting::{
    Cadence, Every, ItemSelection, Meeting, Series, Settings, Side, Skimmed, list,
};
use oneonone::notebook::{Notebook, Threads, boilerplate};
use oneonone::practice::checks::{Finding, look_back, on_pair};
use oneonone::practice::{Authorship, Boilerplate, Recent, Writers};
use oneonone::text::Severity;

use super::memory::{date, settings};
use super::sandbox::Sandbox;

/// The text of each meeting, in order of date.
type Texts = Vec<(NaiveDate, String)>;

/// What the checks say on `today` of the next agenda in `texts` and of the last held meeting.
fn said(
    settings: &Settings,
    boilerplate: &Boilerplate,
    texts: &[(NaiveDate, String)],
    writers: &Writers,
    today: NaiveDate,
) -> Vec<Finding> {
    let read = |(date, text): &(NaiveDate, String)| {
        let damage = Damage::of(text);
        Meeting::read(*date, text.clone(), damage, &settings.vocabulary)
    };
    let series = Series::of_whole(settings.clone(), texts.iter().map(read));
    let recent = Recent::read(&series, boilerplate, today, look_back(settings));
    let open = list(series.meetings(), ItemSelection::Open);
    on_pair(&series, &recent, &open, writers, today)
}

/// `texts` as they were before the last of them took place.
fn before_the_last(texts: &[(NaiveDate, String)]) -> Texts {
    let mut texts = texts.to_vec();
    if let Some((_, last)) = texts.last_mut() {
        *last = last
            .replace("- [>] ", "- [ ] ")
            .replace("\nstatus: held\n", "\nstatus: planned\n");
        if let Some(start) = last.find("\n## Summary\n") {
            let end = last[start + 1..].find("\n## ");
            last.replace_range(start..end.map_or(last.len(), |end| start + 1 + end), "");
        }
    }
    texts
}

/// A check that speaks at every other meeting is one that nobody reads. With `-- --nocapture` this prints each remark.
#[test]
#[allow(clippy::print_stdout, reason = "each remark is part of the answer")]
fn in_a_year_no_check_cries_wolf() {
    let folder = crate::surroundings::folder();
    for file in crate::demo::workspace(date("2026-11-25")) {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, file.text).expect("a file");
    }
    let mut loud = Vec::new();
    for name in ["alex", "zoe"] {
        let notebook = Notebook::open(&folder.path().join(name)).expect("a notebook");
        let boilerplate = boilerplate(&notebook);
        let (series, _) = notebook
            .series(Wanted::Any, Threads::One)
            .expect("the meetings");
        let text = |meeting: &Skimmed| (meeting.date(), meeting.source().to_string());
        let texts: Texts = series.meetings().iter().map(text).collect();
        let mut agendas: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
        for count in 1..=texts.len() {
            let then = before_the_last(&texts[..count]);
            let (day, _) = then[count - 1];
            let settings = notebook.settings();
            for finding in said(settings, &boilerplate, &then, &Writers::default(), day) {
                let Finding {
                    date, diagnostic, ..
                } = finding;
                println!("{name} {day}: {date} {}", diagnostic.message);
                assert_ne!(diagnostic.rule.severity(), Severity::Warning, "{day}");
                agendas
                    .entry(diagnostic.rule.code())
                    .or_default()
                    .insert(day);
            }
        }
        for (code, days) in agendas {
            // The demo is there to show promises that grow old, and a manager who gives too little feedback.
            let share = match code {
                "promise-old" | "feedback-one-way" => 0.75,
                _ => 0.25,
            };
            let told = format!("{name} {code}: at {} of {}", days.len(), texts.len());
            println!("{told}");
            if days.len() as f64 > share * texts.len() as f64 {
                loud.push(told);
            }
        }
    }
    assert!(loud.is_empty(), "spoke too often:\n{}", loud.join("\n"));
}

const TWO_WEEKS_AGO: &str = "\
---
date: 2026-11-10
status: held
duration: 30
mood: 4
confirmed_by: dana, alex
---

# 1:1 Alex Kim and Dana Ng, Tuesday 10 November 2026

## Wins
- The importer reads the old format

## Plans
- Importer on staging by Thursday

## Career
- @dana: the storage team looks for a lead in spring, and that could be a way for you
- [>] Talk at the guild about the importer @alex due:2026-12-08

## Feedback

### For Alex
- Situation: the review on Friday
  - Behavior: you asked the two quiet people first
  - Impact: we heard of the lock problem before it hit us

## Summary
The importer goes to staging, and the talk is agreed.
";

const A_WEEK_AGO: &str = "\
---
date: 2026-11-17
status: held
duration: 30
mood: 4
confirmed_by: dana, alex
---

# 1:1 Alex Kim and Dana Ng, Tuesday 17 November 2026

## Wins
- The importer ran on staging from Thursday on

## Plans
- Import of the first customer by Monday

## Career
- [>] Talk at the guild about the importer @alex due:2026-12-08 since:2026-11-10

## Feedback

### For Dana
- Situation: planning on Monday
  - Behavior: the list came a day ahead
  - Impact: I could ask Miguel before and not after
  - Suggest: do it every time
  - Answer: gladly, it cost me ten minutes

## Personal
- Moving house in January

## Summary
First customer by Monday. Dana asks for runners.

## Action items
- [>] Ask Henrik for two more runners @dana due:2026-11-27
";

const THIS_WEEK: &str = "\
---
date: 2026-11-24
status: planned
duration: 30
read_by: dana
---

# 1:1 Alex Kim and Dana Ng, Tuesday 24 November 2026

## Wins
- The first customer was imported on Monday, in two hours
- @dana: thank you for the page on locks; the storage team plans with it now

## Blockers
- A test run takes 40 minutes
  - Proposed: four runners instead of two
- The second customer's archive is encrypted
  - Ask: who can get the key?
  - Answer: I ask their lead by Thursday

## Priorities
1. Second customer
2. Locks

## Plans
- Second customer on staging by Friday

## Career
- [ ] Talk at the guild about the importer @alex due:2026-12-08 since:2026-11-10

## Feedback

### For Dana
### For Alex

## Personal
## Notes
## Summary
## Action items
- [ ] Ask Henrik for two more runners @dana due:2026-11-27 since:2026-11-17
";

/// What the checks say of the three meetings on the day of the last one, with this one as the agenda.
fn of_this_week(agenda: &str, who_wrote_what: bool) -> Vec<String> {
    let mut settings = settings();
    settings.cadence = Some(Cadence {
        every: Every::Weeks(1),
        week: None,
        day: Weekday::Tue,
        time: Some((10, 0)),
        time_zone: None,
        duration: Some(30),
    });
    let texts: Texts = [
        ("2026-11-10", TWO_WEEKS_AGO),
        ("2026-11-17", A_WEEK_AGO),
        ("2026-11-24", agenda),
    ]
    .map(|(day, text)| (date(day), text.to_string()))
    .to_vec();
    let mut writers = Writers::default();
    for (day, text) in texts.iter().filter(|_| who_wrote_what) {
        writers.add(*day, lines_of(*day, text));
    }
    let boilerplate = Boilerplate::default();
    let found = said(
        &settings,
        &boilerplate,
        &texts,
        &writers,
        date("2026-11-24"),
    );
    let told = |finding: Finding| {
        format!(
            "{} {}: {}",
            finding.date,
            finding.diagnostic.rule.code(),
            finding.diagnostic.message
        )
    };
    found.into_iter().map(told).collect()
}

/// Who wrote the lines of `text`: the IC three days ahead, the manager a day later where it is hers by its look.
fn lines_of(day: NaiveDate, text: &str) -> Vec<Option<Authorship>> {
    let mut is_for_ic = false;
    let line = |line: &str| {
        if line.starts_with('#') {
            is_for_ic = line == "### For Alex";
        }
        let mark = ["@dana:", "Answer:", "read_by:", "confirmed_by:"];
        let is_in_hers = is_for_ic && !line.is_empty() && !line.starts_with('#');
        let is_managers = is_in_hers || mark.iter().any(|mark| line.contains(mark));
        let (side, days_ahead) = if is_managers {
            (Side::Manager, 2)
        } else {
            (Side::Ic, 3)
        };
        let at = (day - Days::new(days_ahead)).and_time(NaiveTime::MIN);
        Some(Authorship {
            side: Some(side),
            at,
        })
    };
    text.lines().map(line).collect()
}

#[test]
fn of_a_good_agenda_nothing_is_said() {
    for who_wrote_what in [true, false] {
        let nothing: [&str; 0] = [];
        assert_eq!(of_this_week(THIS_WEEK, who_wrote_what), nothing);
    }
}

/// Each thing that is good about it counts: without it one check speaks.
#[test]
fn what_is_left_out_of_a_good_agenda_is_said() {
    let item = "- [ ] Ask Henrik for two more runners @dana due:2026-11-27";
    let carried = format!("{item} since:2026-11-17\n");
    let plan = "- Second customer on staging by Friday\n";
    let wins = THIS_WEEK
        .split_once("## Wins\n")
        .and_then(|(_, rest)| rest.split_once("\n## "));
    let wins = wins.expect("the wins").0;
    for (good, bad, code) in [
        (wins, "", "wins-missing"),
        (
            "  - Proposed: four runners instead of two\n",
            "",
            "blocker-without-proposal",
        ),
        (plan, "- Work on the second customer\n", "plan-vague"),
        ("duration: 30", "duration: 120", "duration"),
        ("read_by: dana", "moved_from: 2026-11-13", "moved-too-far"),
        (&carried, &format!("{item}\n"), "item-lost"),
        (&carried, &format!("{carried}{item}\n"), "item-doubled"),
    ] {
        assert!(THIS_WEEK.contains(good), "{good}");
        let found = of_this_week(&THIS_WEEK.replace(good, bad), false);
        let expected = format!("2026-11-24 {code}: ");
        let [told] = found.as_slice() else {
            panic!("`{code}` alone was to speak: {found:?}");
        };
        let is_it = told.starts_with(&expected) || code == "item-lost" && told.contains(code);
        assert!(is_it, "{told}");
    }
}

/// What git knows is used: the same agenda without a line of the manager's.
#[test]
fn when_and_by_whom_it_was_written_is_seen() {
    let unread = THIS_WEEK
        .replace("@dana: ", "")
        .replace("read_by: dana\n", "");
    let unread = unread.replace("  - Answer: I ask their lead by Thursday\n", "");
    let found = of_this_week(&unread, true);
    let expected = "2026-11-24 agenda-unread: not read by Dana yet: ";
    assert!(
        found.iter().any(|told| told.starts_with(expected)),
        "{found:?}"
    );
}

/// What is found in the file of an older meeting is shown there, and nothing personal with it.
#[test]
fn what_was_lost_long_ago_is_shown_where_it_was_lost() {
    let sandbox = Sandbox::new();
    let older =
        "## Action items\n- [>] Write it up @alex\n## Personal\n### Home\n- [>] Moving house\n";
    sandbox.write("alex/meetings/2026-11-03.md", older);
    sandbox.write("alex/meetings/2026-11-17.md", "## Wins\n- Shipped it\n");
    for what in ["alex", "meetings/2026-11-03.md"] {
        let run = sandbox.run(&["check", what]).ended_with(0);
        let lost = "warning[item-lost]: `Write it up` is marked as carried on, but no other meeting has it\n  \
                    meetings/2026-11-03.md:2:3\n";
        assert!(run.stdout.contains(lost), "{}", run.stdout);
        let personal = "warning[item-lost]: something personal is marked as carried on, but no other meeting has it\n  \
                        meetings/2026-11-03.md:3:1\n";
        assert!(run.stdout.contains(personal), "{}", run.stdout);
        assert!(!run.stdout.contains("house"), "{}", run.stdout);
    }
    let other = sandbox
        .run(&["check", "meetings/2026-11-17.md"])
        .ended_with(0);
    assert!(!other.stdout.contains("item-lost"), "{}", other.stdout);
}
