//! Floor 4: what one does with meetings. Values in and values out: no file, no git, no terminal, no clock.

mod calendar;
pub mod export;
pub mod handover;
mod ledger;
pub mod merge;
mod news;
mod prep;
mod recap;
mod report;
mod rhythm;
mod same_items;
mod search;
mod status;
mod thread;
mod undo;

pub use calendar::{CalendarError, calendar, time_zones};
pub use ledger::{Became, DueDate, Ledger, Sums, ledger};
pub use news::{FileNews, MeetingNews, Vanished, news, vanished};
pub use prep::{Known, Planned, Prep, Promised, is_for_prep, prep};
pub use recap::{Recap, RecapStep, recap};
pub use report::{Asks, Fate, FeedbackTold, KeptPromises, Period, Promise, Report, Told, report};
pub use same_items::says_the_same;
pub use search::{Hit, Scope, search};
pub use status::{DueReason, PairStatus, Promises, status};
pub use thread::{Mention, thread};
pub use undo::{
    Candidate, Outcome, Progress, TakenBack, UndoError, UndoPlan, progress, to_take_back, undo,
};
