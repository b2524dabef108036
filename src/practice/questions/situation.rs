//! What the choice of a question depends on.

use chrono::NaiveDate;

use super::super::recent::Recent;
use super::bank::Question;
use super::topic::{Depth, Topic};
use crate::meeting::{ListedItem, Settings};

/// For how many held meetings a question is not asked again: five months of weekly meetings.
pub const ASKED_AGAIN_AFTER: usize = 20;
/// Over how many held meetings a topic is looked for, to find the one that is spoken of least.
pub const LOOKED_AT: usize = 6;

/// All that the choice depends on.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The notebook's settings.
    pub settings: &'a Settings,
    /// The date of the next meeting.
    pub date: NaiveDate,
    /// The next agenda and the meetings held before it, [`ASKED_AGAIN_AFTER`] of them.
    pub recent: &'a Recent,
    /// All open items.
    pub open: &'a [ListedItem],
    /// Questions in the user's own notes, each with the date of the meeting beside which it stands.
    pub privately: &'a [(NaiveDate, String)],
    /// The day that counts as today.
    pub today: NaiveDate,
}

/// Which question is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// About this.
    pub topic: Option<Topic>,
    /// As deep as this.
    pub depth: Option<Depth>,
    /// How many to pass over that would come first.
    pub passed_over: usize,
}

impl Wish {
    /// Whether `question` is one of those that are wanted.
    pub fn fits(&self, question: &Question) -> bool {
        self.topic.is_none_or(|topic| topic == question.topic)
            && self.depth.is_none_or(|depth| depth == question.depth)
    }
}
