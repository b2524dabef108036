//! Meetings as texts, before a change and after it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{FileChange, Plan};
use crate::markdown::{Damage, Wanted};
use crate::meeting::{
    MeetingPath, Series, Skimmed, complete_copies, parse_date, settings_for_tests,
};

/// The texts of the meetings of a pair, by date.
pub type Texts = BTreeMap<NaiveDate, String>;

/// The date `text`, which must be one.
pub fn date(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

/// Texts of these meetings: date and text.
pub fn texts(meetings: &[(&str, &str)]) -> Texts {
    let meetings = meetings.iter();
    meetings
        .map(|(day, text)| (date(day), (*text).to_string()))
        .collect()
}

/// The meetings as a plan reads them: for open items, and what may be copies of them.
pub fn series(texts: &Texts) -> Series {
    let settings = settings_for_tests();
    let read = |(date, text): (&NaiveDate, &String)| {
        let vocabulary = &settings.vocabulary;
        Skimmed::read(
            *date,
            text.clone(),
            Damage::of(text),
            vocabulary,
            Wanted::Open,
        )
    };
    let meetings = complete_copies(texts.iter().map(read).collect(), &settings.vocabulary);
    Series::new(settings, meetings)
}

/// `texts` after `plan`, each change of which must find what it was planned for.
pub fn after<T>(texts: &Texts, plan: &Plan<T>) -> Texts {
    let mut texts = texts.clone();
    for change in plan.changes() {
        let (from, before, to, then) = match change {
            FileChange::Create { path, text, .. } => (path, None, path, Some(text.clone())),
            FileChange::Edit { path, text } => {
                (path, Some(text.before()), path, Some(text.after()))
            }
            FileChange::Rename { from, to, text } => {
                (from, Some(text.as_str()), to, Some(text.clone()))
            }
            FileChange::Remove { path, text, .. } => (path, Some(text.as_str()), path, None),
        };
        assert_eq!(texts.remove(&date_of(from)).as_deref(), before, "{from}");
        let taken = then.and_then(|then| texts.insert(date_of(to), then));
        assert_eq!(taken, None, "{to} is there already");
    }
    texts
}

fn date_of(path: &str) -> NaiveDate {
    let name = path.strip_prefix("meetings/").expect("a meeting");
    MeetingPath::from_file_name(name).expect("a meeting").date()
}
