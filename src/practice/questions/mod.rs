//! Questions for a meeting: the bank of them, which were asked already, and which one comes next.

mod bank;
mod choose;
mod memory;
#[cfg(test)]
mod testing;
mod topic;

pub use self::bank::{Bank, Question};
pub use self::choose::{ASKED_AGAIN_AFTER, Chosen, Reason, Situation, Wish, choose};
pub use self::memory::{asked_in_note, question_in, standing};
pub use self::topic::{Depth, Topic};
