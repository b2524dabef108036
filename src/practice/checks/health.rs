//! The words of what is noticed in a file itself, where `markdown`, `meeting` and the notebook read it.

use super::super::unboxed::TASK_WITHOUT_BOX;
use super::check::{Check, CheckKind};
use crate::text::{Advice, Rule};
use crate::{markdown, meeting};

/// A key in the settings that means nothing, or means nothing with what stands there.
pub const UNKNOWN_KEY: Rule = Rule::warning("unknown-key");
/// A file among the meetings whose name is no date.
pub const STRAY_FILE: Rule = Rule::warning("stray-file");
/// A link among the meetings that leads to where nothing is read.
pub const OUTSIDE_NOTEBOOK: Rule = Rule::warning("outside-notebook");
/// A folder, a pipe or a dead link among the meetings.
pub const NOT_A_FILE: Rule = Rule::warning("not-a-file");
/// What lies where the folder of the meetings should be.
pub const NOT_A_FOLDER: Rule = Rule::warning("not-a-folder");
/// A meeting that can't be read.
pub const UNREADABLE: Rule = Rule::warning("unreadable");
/// What stands for a meeting that is kept elsewhere. There are no words about it yet.
pub const STAND_IN: Rule = Rule::warning("stand-in");

const fn health(
    rule: Rule,
    speaks: &'static str,
    why: &'static str,
    instead: &'static str,
) -> Check {
    Check {
        rule,
        speaks,
        why,
        instead: Advice::new(instead),
        limits: &[],
        not_for: &[],
        prep: None,
        kind: CheckKind::Health,
    }
}

/// Every check of a file.
pub const CHECKS: [Check; 23] = [
    health(
        markdown::rules::ALMOST_A_CHECKBOX,
        "a line looks like an item and is none: `- [] a`, `- [ ]a`, `[ ] a`, `- \\[ ] a`, `– [ ] a`, `☐ a`, more than four blanks after the marker",
        "It is text to every Markdown program, so it is never listed and never carried.",
        "Write it as `- [ ] a`; {fix} does that.",
    ),
    health(
        TASK_WITHOUT_BOX,
        "a section has tasks without a box: lines that begin with `TODO`, `DOTO`, `DOING` or `DONE`, or with a label such as `To do:` in any of the ten languages; rows of a table of tasks, such as `| Task | Owner | Status |`, or with boxes in its cells",
        "Only a point of a list with a box is an item: the others are never listed and never carried.",
        "Write each as `- [ ] what is to be done @who`; {fix} leaves them to you, because a list or a table may be meant. Who wants to keep them so switches this off.",
    ),
    health(
        markdown::rules::NOT_A_CHILD,
        "an item is indented, but not far enough to belong to the one above",
        "It stays behind when the item above is carried, ticked or moved with its notes.",
        "Indent it to the text of the item above, or not at all.",
    ),
    health(
        meeting::rules::NOT_A_DATE,
        "`due:` or another key with something that is no day",
        "It is text, and nothing reminds you of it.",
        "Write a day as `due:2026-12-01`; {fix} does that where the day is clear.",
    ),
    health(
        markdown::rules::UNCLOSED_FENCE,
        "a code block is never closed and hides lines with boxes",
        "All below it is code, and no item in it is carried.",
        "Close it with a line of the same characters.",
    ),
    health(
        markdown::rules::BOTH_CHANGED,
        "a merge kept two versions, because both had changed the same words: a line that begins with `<!-- both changed this`, in the front matter with `# both changed this`",
        "Nothing was lost, but only the two of you know which version is right.",
        "Keep one of the two and remove the comment.",
    ),
    health(
        markdown::rules::UNKNOWN_STATUS,
        "a box with a character that means nothing here, and is no number as of a source",
        "The item is left as it is: not counted as open, and never carried.",
        "Use `[ ]`, `[/]`, `[x]`, `[-]` or `[>]`.",
    ),
    health(
        meeting::rules::UNKNOWN_OWNER,
        "an open item belongs to somebody who is not of the pair",
        "Somebody who isn't in the room can't promise anything; one of the two has to ask them.",
        "Give it to one of the two with {assign}.",
    ),
    health(
        meeting::rules::DATE_DIFFERS,
        "the front matter says another date than the file's name",
        "The file's name counts; the other date misleads whoever reads it.",
        "Write the date of the file's name, or move the meeting with {move}.",
    ),
    health(
        meeting::rules::DATE_FORM,
        "the front matter writes the date of the file's name as `24.11.2026`, `Nov 24, 2026` or in another form",
        "It is read here, but other programs want `2026-11-24` where they sort and search by it.",
        "Write `date: 2026-11-24`; {fix} does that and leaves a time or whatever stands beside it.",
    ),
    health(
        meeting::rules::UNKNOWN_MEETING_STATUS,
        "`status:` is none of the four words",
        "The meeting counts as planned.",
        "Write `planned`, `held`, `moved` or `cancelled`.",
    ),
    health(
        markdown::rules::FRONT_MATTER_DUPLICATE_KEY,
        "a key stands there twice; the first one counts",
        "Other programs may take the second one, or refuse the file.",
        "Remove one of the two lines.",
    ),
    health(
        markdown::rules::FRONT_MATTER_INVALID,
        "the front matter is not YAML",
        "Commands that must change it refuse, and nothing in it is known.",
        "Put the line right that is named.",
    ),
    health(
        markdown::rules::FRONT_MATTER_UNCLOSED,
        "the first line is `---`, and no other closes it",
        "Nobody can tell where the text begins, so the file is never changed.",
        "Add a line `---` below the last `key: value`.",
    ),
    health(
        markdown::rules::CONFLICT_MARKERS,
        "a merge left `<<<<<<<` and its like",
        "The file holds two versions at once, so it is never changed.",
        "Keep the right lines and delete the markers.",
    ),
    health(
        markdown::rules::NOT_UTF8,
        "the file is in another encoding",
        "It can't be read as text without guessing, so it is never changed.",
        "Save it as UTF-8 in your editor.",
    ),
    health(
        markdown::rules::NUL_BYTE,
        "the file holds a NUL byte",
        "It is hardly a text, so it is never changed.",
        "Save it as UTF-8 text in your editor.",
    ),
    health(
        UNKNOWN_KEY,
        "a key in `oneonone.yaml` that means nothing",
        "It is ignored, which is probably not what was meant.",
        "Correct the key, or remove it.",
    ),
    health(
        STRAY_FILE,
        "a file in `meetings/` whose name is no date",
        "It is no meeting, and nothing in it is listed or carried.",
        "Call it `YYYY-MM-DD.md`, or move it out of `meetings/`.",
    ),
    health(
        OUTSIDE_NOTEBOOK,
        "a link in `meetings/` that leads to where nothing is read, such as out of the notebook",
        "It is not followed: what the other side shares must not reach your other files.",
        "Put the file itself there.",
    ),
    health(
        NOT_A_FILE,
        "a folder, a pipe or a dead link in `meetings/`",
        "It is no meeting.",
        "Remove it, or move it out of `meetings/`.",
    ),
    health(
        NOT_A_FOLDER,
        "`meetings` itself is no folder",
        "There is no place for meetings, so none is found and none can be made.",
        "Move that file away; {new} makes the folder.",
    ),
    health(
        UNREADABLE,
        "a file that can't be read, or is too long",
        "What is in it is not known, so nothing in it is listed or carried.",
        "Look at its permissions and its size.",
    ),
];
