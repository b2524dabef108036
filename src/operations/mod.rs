//! Floor 4: what one does with meetings. Values in and values out: no file, no git, no terminal, no clock.

mod add;
mod amend;
pub mod by_hand;
mod calendar;
mod carry;
mod carry_group;
mod close;
pub mod demo;
pub mod export;
mod feedback;
mod fix;
pub mod handover;
pub mod import;
mod ledger;
pub mod merge;
mod news;
mod prep;
mod prepare;
mod recap;
mod report;
mod reschedule;
mod rhythm;
mod same_items;
mod search;
mod status;
mod thread;
mod tick;
mod undo;

pub use add::{Addition, add};
pub use amend::{Amendment, amend};
pub use by_hand::{HandCopy, Unclear, UnclearReason};
pub use calendar::{CalendarError, calendar, time_zones};
pub use carry::{CarryPlan, LeftItem, LeftReason, Target, carry};
pub use carry_group::CarriedItem;
pub use close::{Closing, Missing, NextStep, already_there, close, missing};
pub use feedback::{Feedback, give_feedback};
pub use fix::{FixPlan, FixedLine, fix};
pub use ledger::{Became, DueDate, Ledger, Sums, ledger};
pub use news::{FileNews, MeetingNews, Vanished, news, vanished};
pub use prep::{Known, Planned, Prep, Promised, is_for_prep, prep};
pub use prepare::{PrepareError, blank_agenda, prepare};
pub use recap::{Recap, RecapStep, recap};
pub use report::{Asks, Fate, FeedbackTold, KeptPromises, Period, Promise, Report, Told, report};
pub use reschedule::{cancelled, planned, prepare_elsewhere, read_by, reschedule};
pub use same_items::says_the_same;
pub use search::{Hit, Scope, search};
pub use status::{DueReason, PairStatus, Promises, status};
pub use thread::{Mention, thread};
pub use tick::{Verdict, tick};
pub use undo::{
    Candidate, Outcome, Progress, TakenBack, UndoError, UndoPlan, progress, to_take_back, undo,
};
