//! What a check is: its name, its words, its limits and what it looks at.

use super::context::{CheckContext, Finding};
use crate::meeting::{Limit, PairKind, Settings};
use crate::text::{Advice, Rule};

/// One check: the one place where it is said what it is called, when and to whom it speaks, and in which words. The page
/// about it, the list of all codes, `check --explain`, the settings and `prep` are made of that.
#[derive(Debug)]
pub struct Check {
    /// Its code, and how much it matters.
    pub rule: Rule,
    /// When it speaks, as a sentence without a full stop.
    pub speaks: &'static str,
    /// Why that matters to the two, in a sentence or two.
    pub why: &'static str,
    /// What to do about it, in a sentence or two.
    pub instead: Advice,
    /// From which amounts on it speaks, where the pair says nothing else.
    pub limits: &'static [Limit],
    /// The kinds of pairs to whom it says nothing unless they switch it on. Between peers that is what lays a duty on a
    /// manager, and what only somebody who is managed would bring; at skip level what belongs to the week with one's own
    /// manager.
    pub not_for: &'static [PairKind],
    /// The part of `prep` that repeats what it says.
    pub prep: Option<PrepPart>,
    /// What it looks at.
    pub kind: CheckKind,
}

impl Check {
    /// A check of the practice that has no limits, speaks to every kind of pair, and is not repeated by `prep`. Its words
    /// are still to be said; one that goes into the list of all without them does not compile.
    pub const fn practice(
        rule: Rule,
        stage: Stage,
        run: fn(&CheckContext<'_>, &[Limit]) -> Vec<Finding>,
    ) -> Check {
        Check {
            rule,
            speaks: "",
            why: "",
            instead: Advice::new(""),
            limits: &[],
            not_for: &[],
            prep: None,
            kind: CheckKind::Practice(stage, run),
        }
    }

    /// Whether all its words are said.
    pub const fn has_words(&self) -> bool {
        !self.speaks.is_empty() && !self.why.is_empty() && !self.instead.is_empty()
    }

    /// Whether it says anything to a pair with `settings`.
    pub fn speaks_to(&self, settings: &Settings) -> bool {
        let checks = &settings.checks;
        !checks.is_off(self.rule)
            && (checks.is_on(self.rule) || !self.not_for.contains(&settings.kind))
    }
}

/// A part of `prep` that is made of what checks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrepPart {
    /// Answers that somebody owes.
    Owed,
    /// What has been left out lately.
    LeftOut,
}

/// What a check looks at.
#[derive(Clone, Copy, Debug)]
pub enum CheckKind {
    /// The file: it is found where the file is read.
    Health,
    /// What the two wrote and what they left out, in meetings at this stage.
    Practice(Stage, fn(&CheckContext<'_>, &[Limit]) -> Vec<Finding>),
}

/// At which meetings a check of the practice looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// An agenda: the meeting is still to come.
    Agenda,
    /// The record of a meeting that was held.
    Record,
    /// Both.
    Any,
    /// The pair as a whole: said once, beside its newest meeting.
    Pair,
}

impl Stage {
    /// Whether the meeting that is looked at is at this stage.
    pub fn is_that_of(self, context: &CheckContext<'_>) -> bool {
        match self {
            Stage::Agenda => !context.is_record,
            Stage::Record => context.is_record,
            Stage::Any => true,
            Stage::Pair => context.is_newest,
        }
    }
}
