use super::look::{Look, Said};
use crate::meeting::Limit;
use crate::text::Severity;

/// One check: the one place where its words stand. The page about it, the list of all codes and `check --explain` are
/// made of them.
#[derive(Debug)]
pub struct Check {
    /// Stable name in kebab case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// When it speaks, as a sentence without a full stop.
    pub speaks: &'static str,
    /// Why that matters to the two, in a sentence or two.
    pub why: &'static str,
    /// What to do about it, in a sentence or two.
    pub instead: &'static str,
    /// From which amounts on it speaks, where the pair says nothing else.
    pub limits: &'static [Limit],
    /// What it looks at.
    pub kind: Kind,
}

/// What a check looks at.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The file: it is found where the file is read.
    Health,
    /// What the two wrote and what they left out, in meetings at this stage.
    Practice(Stage, fn(&Look<'_>, &[Limit]) -> Vec<Said>),
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
