//! A pair to try things on.

use crate::meeting::{Cadence, CheckSettings, Every, Handle, Pair, Person, Settings, Vocabulary};

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
            day: chrono::Weekday::Tue,
            time: Some((10, 0)),
            time_zone: None,
            duration: Some(30),
        }),
        template: "weekly".to_string(),
        vocabulary: Vocabulary::default(),
        checks: CheckSettings::default(),
    }
}
