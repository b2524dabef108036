//! Questions for a meeting: the bank of them, which were asked already, and which one comes next.

mod bank;
mod choose;
mod memory;
#[cfg(test)]
mod testing;
mod topic;

pub use bank::{Bank, Question};
pub use choose::{ASKED_AGAIN_AFTER, Chosen, Reason, Situation, Wish, choose};
pub use memory::{asked_in_note, question_in, standing};
pub use topic::{Depth, Topic};
