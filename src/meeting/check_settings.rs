//! Which checks a pair has switched off, and the limits it gave them.

use std::collections::BTreeMap;
use std::fmt;

use crate::text::Rule;

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Held meetings.
    Meetings,
    /// Days, weekends included.
    Days,
    /// Hours of the clock.
    Hours,
    /// Minutes of a meeting.
    Minutes,
    /// Action items.
    Items,
}

impl Unit {
    /// Each unit in the singular and the plural.
    const WORDS: [(Unit, &'static str, &'static str); 5] = [
        (Unit::Meetings, "meeting", "meetings"),
        (Unit::Days, "day", "days"),
        (Unit::Hours, "hour", "hours"),
        (Unit::Minutes, "minute", "minutes"),
        (Unit::Items, "item", "items"),
    ];

    fn from_word(word: &str) -> Option<Unit> {
        let known = Unit::WORDS
            .into_iter()
            .find(|(_, one, many)| *one == word || *many == word)?;
        Some(known.0)
    }

    /// The unit's name for more than one.
    pub fn word(self) -> &'static str {
        let known = Unit::WORDS.iter().find(|(unit, ..)| *unit == self);
        known.map_or("", |(.., many)| many)
    }
}

/// From which amount on a check speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub amount: u32,
    /// What is counted.
    pub unit: Unit,
}

impl Limit {
    /// A limit of `amount` of `unit`.
    pub const fn new(amount: u32, unit: Unit) -> Self {
        Limit { amount, unit }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.word())
    }
}

/// What a pair says of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckSetting {
    /// `off`: it never speaks.
    Off,
    /// `on`: as without a setting.
    On,
    /// Limits of the pair's own, in place of all of the check's.
    Limits(Vec<Limit>),
}

impl CheckSetting {
    /// What `text` says: `off`, `on`, or limits such as `4 meetings`, `4 meetings or 35 days`, `30 to 60 minutes`.
    /// A number without a unit counts `usual`.
    pub fn parse(text: &str, usual: Option<Unit>) -> Option<CheckSetting> {
        match text.trim() {
            "off" | "false" | "no" => return Some(CheckSetting::Off),
            "on" | "true" | "yes" => return Some(CheckSetting::On),
            _ => {}
        }
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty() && !matches!(*word, "to" | "or" | "and"))
            .collect();
        let mut limits: Vec<Limit> = Vec::new();
        let mut amounts: Vec<u32> = Vec::new();
        for word in words {
            if let Some(unit) = Unit::from_word(word) {
                if amounts.is_empty() {
                    return None;
                }
                limits.extend(amounts.drain(..).map(|amount| Limit::new(amount, unit)));
            } else {
                amounts.push(word.parse().ok().filter(|amount| *amount <= 10_000)?);
            }
        }
        if !amounts.is_empty() {
            let unit = usual?;
            limits.extend(amounts.into_iter().map(|amount| Limit::new(amount, unit)));
        }
        (!limits.is_empty()).then_some(CheckSetting::Limits(limits))
    }
}

/// What a pair says of the checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSettings {
    of_rule: BTreeMap<Rule, CheckSetting>,
}

impl CheckSettings {
    /// Let the check of `rule` be set so.
    pub fn set(&mut self, rule: Rule, setting: CheckSetting) {
        self.of_rule.insert(rule, setting);
    }

    /// Whether the check of `rule` was switched off.
    pub fn is_off(&self, rule: Rule) -> bool {
        self.of_rule.get(&rule) == Some(&CheckSetting::Off)
    }

    /// Whether the pair says of the check of `rule` that it is to speak.
    pub fn is_on(&self, rule: Rule) -> bool {
        self.of_rule
            .get(&rule)
            .is_some_and(|setting| *setting != CheckSetting::Off)
    }

    /// The limits of the check of `rule`: the pair's own, else `usual`.
    pub fn limits<'a>(&'a self, rule: Rule, usual: &'a [Limit]) -> &'a [Limit] {
        match self.of_rule.get(&rule) {
            Some(CheckSetting::Limits(limits)) => limits,
            _ => usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_words() {
        let limits = |limits: &[(u32, Unit)]| {
            let limits = limits
                .iter()
                .map(|(amount, unit)| Limit::new(*amount, *unit));
            Some(CheckSetting::Limits(limits.collect()))
        };
        for (text, expected) in [
            ("off", Some(CheckSetting::Off)),
            ("on", Some(CheckSetting::On)),
            ("4 meetings", limits(&[(4, Unit::Meetings)])),
            ("1 meeting", limits(&[(1, Unit::Meetings)])),
            ("3", limits(&[(3, Unit::Days)])),
            (
                "4 meetings or 35 days",
                limits(&[(4, Unit::Meetings), (35, Unit::Days)]),
            ),
            (
                "30 to 60 minutes",
                limits(&[(30, Unit::Minutes), (60, Unit::Minutes)]),
            ),
            ("meetings", None),
            ("four meetings", None),
            ("-1 days", None),
            ("", None),
        ] {
            assert_eq!(
                CheckSetting::parse(text, Some(Unit::Days)),
                expected,
                "{text}"
            );
        }
        assert_eq!(CheckSetting::parse("3", None), None);
    }
}
