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
mod init;
mod next_agenda;
mod planned;
mod prepare;
mod read;
mod reschedule;
mod tick;

pub use add::{Added, Addition, add};
pub use amend::{Amendment, amend, amended};
pub use cancel::cancel;
pub use carry::{CarryNews, LeftReason, carry_into};
pub use carry_group::CarriedItem;
pub use close::{Closed, Closing, Missing, NextStep, close, missing};
pub use feedback::Feedback;
pub use fix::{Fixed, fix};
pub use init::{complete_attributes, init};
pub use next_agenda::{Contribution, contribute};
pub use planned::planned;
pub use prepare::{blank_agenda, carry, prepare, prepare_planned};
pub use read::mark_read;
pub use reschedule::{redated, reschedule};
pub use tick::{Ticked, Verdict, reason_of, tick, ticked};
