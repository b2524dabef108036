//! Questions for a meeting: the bank of them.

mod bank;
mod topic;

pub use bank::{Bank, Question};
pub use topic::{Depth, Topic};
