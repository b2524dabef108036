//! The words of what is noticed in a file itself, where `markdown` and `meeting` read it.

use super::check::{Check, Kind};
use crate::text::Severity;

const fn health(
    code: &'static str,
    severity: Severity,
    speaks: &'static str,
    why: &'static str,
    instead: &'static str,
) -> Check {
    Check {
        code,
        severity,
        speaks,
        why,
        instead,
        limits: &[],
        kind: Kind::Health,
    }
}

/// Every check of a file.
pub const CHECKS: [Check; 21] = [
    health(
        "almost-a-checkbox",
        Severity::Warning,
        "a line looks like an item and is none: `- [] a`, `- [ ]a`, `[ ] a`, `- \\[ ] a`, more than four blanks after the marker",
        "It is text to every Markdown program, so it is never listed and never carried.",
        "Write it as `- [ ] a`; `oneonone fix` does that.",
    ),
    health(
        "not-a-child",
        Severity::Warning,
        "an item is indented, but not far enough to belong to the one above",
        "It stays behind when the item above is carried, ticked or moved with its notes.",
        "Indent it to the text of the item above, or not at all.",
    ),
    health(
        "not-a-date",
        Severity::Warning,
        "`due:` or another key with something that is no day",
        "It is text, and nothing reminds you of it.",
        "Write a day as `due:2026-12-01`; `oneonone fix` does that where the day is clear.",
    ),
    health(
        "unclosed-fence",
        Severity::Warning,
        "a code block is never closed and hides lines with boxes",
        "All below it is code, and no item in it is carried.",
        "Close it with a line of the same characters.",
    ),
    health(
        "both-changed",
        Severity::Warning,
        "a merge kept two versions, because both had changed the same words: a line that begins with `<!-- both changed this`, in the front matter with `# both changed this`",
        "Nothing was lost, but only the two of you know which version is right.",
        "Keep one of the two and remove the comment.",
    ),
    health(
        "unknown-status",
        Severity::Hint,
        "a box with a character that means nothing here",
        "The item is left as it is: not counted as open, and never carried.",
        "Use `[ ]`, `[/]`, `[x]`, `[-]` or `[>]`.",
    ),
    health(
        "unknown-owner",
        Severity::Hint,
        "an open item belongs to somebody who is not of the pair",
        "Somebody who isn't in the room can't promise anything; one of the two has to ask them.",
        "Give it to one of the two with `oneonone assign`.",
    ),
    health(
        "date-differs",
        Severity::Warning,
        "the front matter says another date than the file's name",
        "The file's name counts; the other date misleads whoever reads it.",
        "Write the date of the file's name, or move the meeting with `oneonone move`.",
    ),
    health(
        "unknown-meeting-status",
        Severity::Warning,
        "`status:` is none of the four words",
        "The meeting counts as planned.",
        "Write `planned`, `held`, `moved` or `cancelled`.",
    ),
    health(
        "front-matter-duplicate-key",
        Severity::Warning,
        "a key stands there twice; the first one counts",
        "Other programs may take the second one, or refuse the file.",
        "Remove one of the two lines.",
    ),
    health(
        "front-matter-invalid",
        Severity::Error,
        "the front matter is not YAML",
        "Commands that must change it refuse, and nothing in it is known.",
        "Put the line right that is named.",
    ),
    health(
        "front-matter-unclosed",
        Severity::Error,
        "the first line is `---`, and no other closes it",
        "Nobody can tell where the text begins, so the file is never changed.",
        "Add a line `---` below the last `key: value`.",
    ),
    health(
        "conflict-markers",
        Severity::Error,
        "a merge left `<<<<<<<` and its like",
        "The file holds two versions at once, so it is never changed.",
        "Keep the right lines and delete the markers.",
    ),
    health(
        "not-utf8",
        Severity::Error,
        "the file is in another encoding",
        "It can't be read as text without guessing, so it is never changed.",
        "Save it as UTF-8 in your editor.",
    ),
    health(
        "nul-byte",
        Severity::Error,
        "the file holds a NUL byte",
        "It is hardly a text, so it is never changed.",
        "Save it as UTF-8 text in your editor.",
    ),
    health(
        "unknown-key",
        Severity::Warning,
        "a key in `oneonone.yaml` that means nothing",
        "It is ignored, which is probably not what was meant.",
        "Correct the key, or remove it.",
    ),
    health(
        "stray-file",
        Severity::Warning,
        "a file in `meetings/` whose name is no date",
        "It is no meeting, and nothing in it is listed or carried.",
        "Call it `YYYY-MM-DD.md`, or move it out of `meetings/`.",
    ),
    health(
        "outside-notebook",
        Severity::Warning,
        "a link in `meetings/` that leads to where nothing is read, such as out of the notebook",
        "It is not followed: what the other side shares must not reach your other files.",
        "Put the file itself there.",
    ),
    health(
        "not-a-file",
        Severity::Warning,
        "a folder, a pipe or a dead link in `meetings/`",
        "It is no meeting.",
        "Remove it, or move it out of `meetings/`.",
    ),
    health(
        "not-a-folder",
        Severity::Warning,
        "`meetings` itself is no folder",
        "There is no place for meetings, so none is found and none can be made.",
        "Move that file away; `oneonone new` makes the folder.",
    ),
    health(
        "unreadable",
        Severity::Warning,
        "a file that can't be read, or is too long",
        "What is in it is not known, so nothing in it is listed or carried.",
        "Look at its permissions and its size.",
    ),
];
