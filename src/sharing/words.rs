//! What changed, in plain words: for the message of a commit and for the terminal alike.

use crate::merge::{FileNews, MeetingNews};
use crate::text::counted;

/// `2 items done, 1 added`
pub fn of_meeting(news: &MeetingNews) -> String {
    let mut parts = Vec::new();
    let counts = [
        (news.done, "done"),
        (news.dropped, "dropped"),
        (news.reopened, "opened again"),
        (news.added, "added"),
        (news.carried, "carried"),
        (news.carried_on, "carried on"),
        (news.removed, "removed"),
    ];
    for (count, what) in counts {
        match (count, parts.is_empty()) {
            (0, _) => {}
            (_, true) => parts.push(format!("{} {what}", counted(count, "item"))),
            (_, false) => parts.push(format!("{count} {what}")),
        }
    }
    match news.lines {
        0 => {}
        lines if parts.is_empty() => parts.push(format!("{} changed", counted(lines, "line"))),
        lines => parts.push(format!("{} changed", counted(lines, "other line"))),
    }
    match news.file {
        FileNews::New => parts.insert(0, "new".to_string()),
        FileNews::MovedFrom(date) => parts.insert(0, format!("moved from {date}")),
        FileNews::Gone => parts = vec!["deleted".to_string()],
        FileNews::Changed if parts.is_empty() => parts.push("changed".to_string()),
        FileNews::Changed => {}
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

    fn news(done: usize, added: usize, lines: usize, file: FileNews) -> MeetingNews {
        MeetingNews {
            date: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date"),
            file,
            added,
            done,
            dropped: 0,
            reopened: 0,
            carried: 0,
            carried_on: 0,
            removed: 0,
            lines,
        }
    }

    #[test]
    fn news_in_words() {
        use FileNews::{Changed, Gone, New};
        for (news, expected) in [
            (news(2, 1, 0, Changed), "2 items done, 1 added"),
            (news(1, 0, 3, Changed), "1 item done, 3 other lines changed"),
            (news(0, 0, 1, Changed), "1 line changed"),
            (news(0, 2, 0, New), "new, 2 items added"),
            (news(0, 0, 0, Changed), "changed"),
            (news(0, 0, 9, Gone), "deleted"),
        ] {
            assert_eq!(of_meeting(&news), expected);
        }
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
