//! A notebook in which much is personal: what stands below a heading of a personal section, in all the forms in which
//! something can stand there. Which commands show any of it is in `every_command/privacy.rs`.

use crate::sandbox::CONFIGURATION;

/// A word that stands below `## Personal` only.
pub const SECRET: &str = "quorvex";

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

/// The files of a notebook of five meetings, the last of them tomorrow's, with personal things in each.
pub fn files() -> Vec<(String, String)> {
    let titles = "sections:\n  personal: [\"Private matters\"]\n";
    let mut files = vec![(
        "oneonone.yaml".to_string(),
        format!("{CONFIGURATION}{titles}"),
    )];
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
            0 => "[>] CarryNews quorvex @alex".to_string(),
            4 => "[ ] CarryNews quorvex @alex since:2026-10-27".to_string(),
            _ => "[>] CarryNews quorvex @alex since:2026-10-27".to_string(),
        };
        let personal = PERSONAL.replace("CARRIED", &carried);
        let text = format!("---\ndate: {day}\nstatus: {status}\n---\n{ELSE}{personal}{end}");
        let mut text = text.replace("DAY", day);
        if number == 2 {
            // A file without any box is read in another way.
            text = text.replace("- [", "- (");
        }
        files.push((format!("meetings/{day}.md"), text));
    }
    files
}
