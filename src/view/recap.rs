//! What a meeting came to, to be sent to somebody who was there.

use chrono::NaiveDate;

use crate::markdown::CheckboxStatus;
use crate::meeting::{ActionItem, Meeting, Pair, Role};
use crate::practice::{Entry, Page};

/// What a meeting came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recap {
    /// The meeting.
    pub date: NaiveDate,
    /// The summary: each paragraph or point.
    pub summary: Vec<String>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What was promised in it.
    pub steps: Vec<RecapStep>,
    /// What was promised before and is still open.
    pub still_open: Vec<RecapStep>,
}

/// A promise, in the words of a recap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecapStep {
    /// The first name of the one of the two who owns it, else the name as written.
    pub who: Option<String>,
    /// What is to be done.
    pub title: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// The recap of `page`. Of what is open, each thing is named once, without what lies below it; nothing of personal
/// sections is in it.
pub fn recap(page: &Page, pair: &Pair) -> Recap {
    let meeting: &Meeting = page.meeting();
    let texts = |role: Role| page.of(role).map(Entry::words).collect();
    let is_open = |status: CheckboxStatus| status.is_open() || status == CheckboxStatus::Carried;
    let mut items: Vec<&ActionItem> = meeting
        .items()
        .iter()
        .filter(|item| is_open(item.status()) && item.parent.is_none())
        .filter(|item| item.role != Some(Role::Personal))
        .collect();
    items.sort_by_key(|item| item.role != Some(Role::ActionItems));
    let (new, old): (Vec<&ActionItem>, Vec<&ActionItem>) = items
        .into_iter()
        .partition(|item| meeting.origin_of(item) == meeting.due_date());
    let told = |items: Vec<&ActionItem>| items.into_iter().map(|item| step(item, pair)).collect();
    Recap {
        date: page.date(),
        summary: texts(Role::Summary),
        decisions: texts(Role::Decisions),
        steps: told(new),
        still_open: told(old),
    }
}

fn step(item: &ActionItem, pair: &Pair) -> RecapStep {
    let called = |owner: &str| match pair.side_of(owner) {
        Some(side) => pair.person(side).first_name().to_string(),
        None => owner.to_string(),
    };
    RecapStep {
        who: item.owner().map(called),
        title: item.title.clone(),
        due: item.due(),
    }
}
