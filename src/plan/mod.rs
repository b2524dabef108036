//! Floor 6: what a command does to meetings. Values in, changes out: no file, no git, no terminal, no clock.

mod add;
mod amend;
pub mod by_hand;
mod cancel;
mod carry;
mod carry_group;
mod close;
pub mod demo;
mod entries;
mod feedback;
mod fix;
pub mod git_files;
pub mod import;
mod prepare;
mod read;
mod reschedule;
mod tick;

pub use add::{Added, Addition, add};
pub use amend::{Amendment, amend};
pub use cancel::cancelled;
pub use carry::{CarryPlan, LeftItem, LeftReason, Target, carry};
pub use carry_group::CarriedItem;
pub use close::{Closing, Missing, NextStep, already_there, close, missing};
pub use feedback::{Feedback, give_feedback};
pub use fix::{FixPlan, FixedLine, fix};
pub use prepare::{PrepareError, blank_agenda, prepare};
pub use read::read_by;
pub use reschedule::{planned, prepare_elsewhere, redated, reschedule};
pub use tick::{Verdict, reason_of, tick};
