//! Questions for a meeting: the bank of them, which were asked already, and which one comes next.

mod bank;
mod choose;
mod memory;
mod situation;
#[cfg(test)]
mod testing;
mod topic;

pub use self::bank::{Bank, Question};
pub use self::choose::{Chosen, Reason, choose};
pub use self::memory::{asked_in, asked_in_note, question_in};
pub use self::situation::{ASKED_AGAIN_AFTER, Situation, Wish};
pub use self::topic::{Depth, Topic};
