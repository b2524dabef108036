//! Dana's two pairs: who, how often, and what their notebook's own files say.

use chrono::Weekday;

use super::story::{Section, Story};
use super::{story_alex, story_zoe};

/// Someone who takes part.
pub(super) struct Person {
    pub(super) handle: &'static str,
    pub(super) name: &'static str,
    pub(super) email: &'static str,
}

/// One notebook of the workspace.
pub(super) struct Pair {
    pub(super) folder: &'static str,
    pub(super) manager: Person,
    pub(super) ic: Person,
    pub(super) cadence: Cadence,
    pub(super) template: &'static str,
    /// The pair's own titles, which stand in its meetings and in `oneonone.yaml`.
    pub(super) titles: &'static [(Section, &'static str)],
    /// The pair's own templates: the file's name, and the built-in text that it puts its titles into.
    pub(super) templates: &'static [(&'static str, &'static str)],
    pub(super) last_slot: u32,
    pub(super) story: Story,
}

/// How often, on which day, at what time, for how long.
pub(super) struct Cadence {
    pub(super) every: &'static str,
    pub(super) days_between: u32,
    pub(super) weekday: Weekday,
    pub(super) time: &'static str,
    pub(super) duration: u32,
}

impl Pair {
    /// What this pair calls a section.
    pub(super) fn title(&self, section: Section) -> &'static str {
        self.titles
            .iter()
            .find(|(own, _)| *own == section)
            .map_or(section.title(), |(_, title)| *title)
    }
}

const fn dana() -> Person {
    Person {
        handle: "dana",
        name: "Dana Ng",
        email: "dana@example.com",
    }
}

pub(super) const PAIRS: [Pair; 2] = [
    Pair {
        folder: "alex",
        manager: dana(),
        ic: Person {
            handle: "alex",
            name: "Alex Kim",
            email: "alex@example.com",
        },
        cadence: Cadence {
            every: "week",
            days_between: 7,
            weekday: Weekday::Tue,
            time: "10:00",
            duration: 30,
        },
        template: "weekly",
        titles: &[],
        templates: &[],
        last_slot: 51,
        story: Story {
            meetings: story_alex::MEETINGS,
            items: story_alex::ITEMS,
        },
    },
    Pair {
        folder: "zoe",
        manager: dana(),
        ic: Person {
            handle: "zoe",
            name: "Zoë Brontë",
            email: "zoe@example.com",
        },
        cadence: Cadence {
            every: "2 weeks",
            days_between: 14,
            weekday: Weekday::Thu,
            time: "14:00",
            duration: 45,
        },
        template: "biweekly",
        titles: &[
            (Section::Wins, "🏆 Wins and Achievements"),
            (Section::Plans, "📅 Until next time"),
        ],
        templates: &[(
            "biweekly.md",
            include_str!("../../../templates/biweekly.md"),
        )],
        last_slot: 26,
        story: Story {
            meetings: story_zoe::MEETINGS,
            items: story_zoe::ITEMS,
        },
    },
];
