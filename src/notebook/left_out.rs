//! Files that take the date of a meeting and are not read as one: nothing is known of what they say.

use super::file_problem::FileProblem;
use crate::meeting::{LeftOut, MeetingPath};
use crate::practice::checks::health;

/// What services that keep files elsewhere put behind the name of one that is not here, or not all of it.
const PLACEHOLDERS: [&str; 9] = [
    "icloud",
    "nextcloud",
    "owncloud",
    "opencloud",
    "cloud",
    "gdoc",
    "partial",
    "part",
    "download",
];

/// Why a file takes the date of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenBy {
    /// It stands for a file that a service took off this machine.
    Placeholder,
    /// It is called like a meeting but for the case of its ending.
    OtherCase,
}

/// Why the file called `name` is not read as the meeting whose date it takes; `None` for any other name.
pub(super) fn taken(name: &str) -> Option<(TakenBy, FileProblem)> {
    let bare = name.trim_start_matches('.');
    let bare = bare.strip_prefix("syncthing.").unwrap_or(bare);
    let date = MeetingPath::from_file_name(&format!("{}.md", bare.get(..10)?))?.date();
    let rest = bare.get(10..)?.to_ascii_lowercase();
    let behind = rest.strip_prefix(".md")?;
    let is_placeholder = match behind.strip_prefix('.') {
        Some("tmp") => name.starts_with(".syncthing."),
        Some(service) => PLACEHOLDERS.contains(&service),
        None => false,
    };
    let path = format!("meetings/{name}");
    let wanted = MeetingPath::new(date);
    if is_placeholder {
        return Some((
            TakenBy::Placeholder,
            FileProblem {
                path,
                rule: health::UNREADABLE,
                message: format!(
                    "it stands for `{wanted}`, which a file service has taken off this machine"
                ),
                help: format!("open it in the service's own program so that `{wanted}` is here")
                    .into(),
                left_out: Some(date),
            },
        ));
    }
    let is_other_case = behind.is_empty() && !name.starts_with('.') && !name.ends_with(".md");
    is_other_case.then(|| {
        (
            TakenBy::OtherCase,
            FileProblem {
                path,
                rule: health::UNREADABLE,
                message: "its name ends in other letters than `.md`, so it is not read".to_string(),
                help: format!("call it `{wanted}`").into(),
                left_out: Some(date),
            },
        )
    })
}

/// The meetings among `problems` that are left out; of those in `waived` nobody asks.
pub(super) fn left_out(problems: &[FileProblem], waived: &[String]) -> Vec<LeftOut> {
    let of = |problem: &FileProblem| {
        Some(LeftOut {
            date: problem.left_out?,
            is_waived: waived.contains(&problem.path),
            is_outside: problem.rule == health::OUTSIDE_NOTEBOOK,
            path: problem.path.clone(),
            why: problem.message.clone(),
            help: problem.help.clone(),
        })
    };
    problems.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_take_a_date() {
        let code = |name: &str| taken(name).map(|(by, _)| by);
        for name in [
            ".2026-11-24.md.icloud",
            "2026-11-24.md.icloud",
            "2026-11-24.md.nextcloud",
            "2026-11-24.MD.owncloud",
            "2026-11-24.md.partial",
            ".syncthing.2026-11-24.md.tmp",
        ] {
            assert_eq!(code(name), Some(TakenBy::Placeholder), "{name}");
        }
        for name in ["2026-11-24.MD", "2026-11-24.Md", "2026-11-24.mD"] {
            assert_eq!(code(name), Some(TakenBy::OtherCase), "{name}");
        }
        for name in [
            "2026-11-24.md",
            "2026-11-24 (conflicted copy).md",
            "2026-11-24.md.bak",
            "2026-11-24.md~",
            ".2026-11-24.md.swp",
            ".2026-11-24.md.tmp",
            ".2026-11-24.MD",
            "2026-02-30.MD",
            "2026-11-24.txt",
            "notes.MD",
            "2026-11-2é.MD",
            "",
        ] {
            assert_eq!(code(name), None, "{name}");
        }
    }
}
