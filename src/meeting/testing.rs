//! A pair and a meeting to try things on.

use crate::meeting::{
    Cadence, CheckSettings, Every, Handle, MeetingText, Pair, Person, Settings, Vocabulary,
    parse_date,
};

fn person(handle: &str, name: &str) -> Person {
    Person {
        handle: Handle::new(handle).expect("a handle"),
        name: name.to_string(),
        email: None,
    }
}

/// Dana and Alex, who meet every Tuesday at ten for half an hour.
pub fn settings_for_tests() -> Settings {
    Settings {
        pair: Pair {
            manager: person("dana", "Dana Ng"),
            ic: person("alex", "Alex Kim"),
        },
        kind: Default::default(),
        cadence: Some(Cadence {
            every: Every::Weeks(1),
            week: None,
            day: chrono::Weekday::Tue,
            time: Some((10, 0)),
            time_zone: None,
            duration: Some(30),
        }),
        date_order: None,
        template: "weekly".to_string(),
        vocabulary: Vocabulary::default(),
        checks: CheckSettings::default(),
    }
}

/// The meeting on `date`, which must be one, with the text `source`.
pub fn text_for_tests(date: &str, source: &str) -> MeetingText {
    MeetingText {
        date: parse_date(date).expect("a date"),
        source: source.to_string(),
        damage: None,
    }
}
