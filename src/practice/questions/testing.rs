//! Small notebooks to choose a question for.

use chrono::{Days, NaiveDate};

use super::super::boilerplate::Boilerplate;
use super::super::recent::Recent;
use super::bank::Bank;
use super::choose::{Chosen, choose};
use super::situation::{ASKED_AGAIN_AFTER, Situation, Wish};
use crate::meeting::{
    ItemSelection, Meeting, PairKind, Series, Settings, list, parse_date, settings_for_tests,
};

/// The held meetings of Dana and Alex, a week apart; the next one is on 24 November 2026, a day from now.
#[derive(Clone, Default)]
pub struct Case {
    held: Vec<String>,
    privately: Vec<(NaiveDate, String)>,
    kind: PairKind,
}

fn date(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

impl Case {
    /// No meeting yet.
    pub fn new() -> Case {
        Case::default()
    }

    /// With one held meeting more, after those that are there.
    pub fn held(mut self, source: &str) -> Case {
        self.held.push(source.to_string());
        self
    }

    /// Of two who are this to one another.
    pub fn of_kind(mut self, kind: PairKind) -> Case {
        self.kind = kind;
        self
    }

    /// With a question in one's own note beside the meeting on `day`.
    pub fn privately(mut self, day: &str, text: &str) -> Case {
        self.privately.push((date(day), text.to_string()));
        self
    }

    /// The question that is chosen.
    pub fn choose(&self, wish: Wish) -> Option<Chosen> {
        let settings = Settings {
            kind: self.kind,
            cadence: None,
            ..settings_for_tests()
        };
        let next = date("2026-11-24");
        let meetings = self.held.iter().rev().enumerate().map(|(at, source)| {
            let day = next - Days::new(7 * (at as u64 + 1));
            Meeting::read(day, source.clone(), None, &settings.vocabulary)
        });
        let series = Series::of_whole(settings.clone(), meetings);
        let today = date("2026-11-23");
        let recent = Recent::read(&series, &Boilerplate::default(), today, ASKED_AGAIN_AFTER);
        let open = list(series.meetings(), ItemSelection::Open);
        let situation = Situation {
            settings: &settings,
            date: next,
            recent: &recent,
            open: &open,
            privately: &self.privately,
            today,
        };
        choose(&Bank::built_in(), &situation, wish)
    }
}
