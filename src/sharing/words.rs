//! What changed, in plain words: for the message of a commit and for the terminal alike.

use crate::merge::{FileStatus, MeetingChanges};
use crate::text::counted;

/// `2 items done, 1 added`
pub fn of_meeting(changes: &MeetingChanges) -> String {
    let mut parts = Vec::new();
    let counts = changes.counts;
    let named = [
        (counts.done, "done"),
        (counts.dropped, "dropped"),
        (counts.reopened, "opened again"),
        (counts.added, "added"),
        (counts.carried, "carried"),
        (counts.carried_on, "carried on"),
        (counts.removed, "removed"),
    ];
    for (count, what) in named {
        match (count, parts.is_empty()) {
            (0, _) => {}
            (_, true) => parts.push(format!("{} {what}", counted(count, "item"))),
            (_, false) => parts.push(format!("{count} {what}")),
        }
    }
    match counts.lines {
        0 => {}
        lines if parts.is_empty() => parts.push(format!("{} changed", counted(lines, "line"))),
        lines => parts.push(format!("{} changed", counted(lines, "other line"))),
    }
    match changes.file {
        FileStatus::New => parts.insert(0, "new".to_string()),
        FileStatus::MovedFrom(date) => parts.insert(0, format!("moved from {date}")),
        FileStatus::Gone => parts = vec!["deleted".to_string()],
        FileStatus::Changed if parts.is_empty() => parts.push("changed".to_string()),
        FileStatus::Changed => {}
    }
    parts.join(", ")
}

/// What became of a file that was, or was not, there before and after.
pub fn of_file(was: bool, is: bool) -> &'static str {
    match (was, is) {
        (false, true) => "new",
        (true, false) => "deleted",
        _ => "changed",
    }
}

/// The message of a commit that makes `lines` of news.
pub fn message(lines: &[String]) -> String {
    match lines {
        [] => "Change the notebook".to_string(),
        [line] => line.clone(),
        _ => {
            let names: Vec<&str> = lines
                .iter()
                .filter_map(|line| line.split(':').next())
                .collect();
            let subject = if names.len() > 4 {
                format!("{} and {} more", names[..3].join(", "), names.len() - 3)
            } else {
                names.join(", ")
            };
            format!("{subject}\n\n{}\n", lines.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::ChangeCounts;

    #[test]
    fn changes_in_words() {
        use FileStatus::{Changed, Gone, New};
        let check = |done, added, lines, file, expected: &str| {
            let counts = ChangeCounts {
                done,
                added,
                lines,
                ..ChangeCounts::default()
            };
            let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
            let changes = MeetingChanges { date, file, counts };
            assert_eq!(of_meeting(&changes), expected);
        };
        check(2, 1, 0, Changed, "2 items done, 1 added");
        check(1, 0, 3, Changed, "1 item done, 3 other lines changed");
        check(0, 0, 1, Changed, "1 line changed");
        check(0, 2, 0, New, "new, 2 items added");
        check(0, 0, 0, Changed, "changed");
        check(0, 0, 9, Gone, "deleted");
    }

    #[test]
    fn messages() {
        let lines = |lines: &[&str]| {
            lines
                .iter()
                .map(|line| (*line).to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(message(&lines(&["a: new"])), "a: new");
        assert_eq!(
            message(&lines(&["a: new", "b: changed"])),
            "a, b\n\na: new\nb: changed\n"
        );
    }
}
