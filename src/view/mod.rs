//! Floor 6: what one wants to know of meetings. Nothing here changes any.

mod calendar;
pub mod export;
pub mod handover;
mod ledger;
mod prep;
mod recap;
mod report;
mod rhythm;
mod search;
mod settle;
mod status;
mod thread;

pub use calendar::{CalendarError, calendar, time_zones};
pub use ledger::{Became, DueDate, Ledger, Sums};
pub use prep::{EarlierPlan, Prep, PrepInput, Promised, prep};
pub use recap::{Recap, RecapStep, recap};
pub use report::{
    Asks, DatedText, KeptPromises, MeetingOutcome, Period, Promise, Report, ReportedFeedback,
    report,
};
pub use search::{Hit, SearchScope, SearchWords, search};
pub use settle::ledger;
pub use status::{DueReason, PairStatus, Promises, status};
pub use thread::{Mention, thread};
