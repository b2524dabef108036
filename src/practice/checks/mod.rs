//! The checks: what is worth a word before and after a meeting. They hint and never block; each has a code, a switch
//! and limits in `oneonone.yaml`, and a page of its own that is printed by `check --explain`.
//!
//! All that is known of a check stands in its own file; whoever speaks of it names what is declared there,
//!
//! ```
//! use oneonone::practice::checks::item_lost;
//! assert_eq!(item_lost::CHECK.rule.code(), "item-lost");
//! ```
//!
//! so that a name that is misspelt does not compile.
//!
//! ```compile_fail,E0432
//! use oneonone::practice::checks::item_lots;
//! assert_eq!(item_lots::CHECK.rule.code(), "item-lost");
//! ```

mod answers;
mod check;
mod context;
mod day_meant;
mod explain;
mod feedback;
pub mod health;
mod in_common;
mod next_steps;
mod placed;
mod run;
mod scope;
#[cfg(test)]
mod testing;
mod text;
mod words;

pub use self::check::{Check, PrepPart, Stage};
pub use self::context::Finding;
pub use self::day_meant::day_meant;
pub use self::explain::{explain, page};
pub use self::placed::{MarkedLine, Placed};
pub use self::run::{look_back, on_pair, some_on_pair};
pub use self::scope::{CheckInput, Scope, on_file};
pub use self::words::judgement;

use crate::meeting::Limit;
use crate::text::{Rule, nearest};

/// Make of a list of names the modules of the checks, each in a file of its own, and the list of what they declare.
macro_rules! checks {
    ($($name:ident)*) => {
        $(
            #[doc = concat!("The check `", stringify!($name), "`, with what it is called and what it says.")]
            pub mod $name;
        )*

        /// Every check of the practice, in the order in which a meeting goes.
        const PRACTICE: &[&Check] = &[$(&$name::CHECK),*];
        $(const _: () = assert!($name::CHECK.has_words(), "a check has words");)*
    };
}

checks! {
    agenda_empty
    agenda_late
    agenda_unread
    wins_missing
    recognition_missing
    praise_generic
    blocker_without_proposal
    ask_unanswered
    third_person
    blocker_old
    priorities_unordered
    plan_vague
    plan_vanished
    career_gap
    growth_without_step
    growth_path_missing
    feedback_one_way
    feedback_incomplete
    feedback_trait
    feedback_without_suggestion
    feedback_unanswered
    start_stop_continue
    close_without_summary
    summary_unconfirmed
    next_step_without_owner
    next_step_without_date
    promise_old
    item_lost
    item_doubled
    item_lookalike
    personal_by_word
    personal_no_heading
    all_status
    mood_falling
    duration
    moved_too_far
    moved_twice
    cancelled
    cadence_gap
}

/// Every check: first those of the practice, then those of the files.
pub fn all() -> impl Iterator<Item = &'static Check> {
    PRACTICE.iter().copied().chain(&health::CHECKS)
}

/// The check that users call `code`.
pub fn check_with(code: &str) -> Option<&'static Check> {
    all().find(|check| check.rule.code() == code)
}

/// The check of this rule; `None` for one about which there are no words.
pub fn check_of(rule: Rule) -> Option<&'static Check> {
    all().find(|check| check.rule == rule)
}

/// Limits as they are written in `oneonone.yaml`: `4 meetings or 35 days`, `30 to 60 minutes`.
pub fn spelled_limits(limits: &[Limit]) -> String {
    match limits {
        [from, to] if from.unit == to.unit => format!("{} to {to}", from.amount),
        _ => {
            let limits: Vec<String> = limits.iter().map(Limit::to_string).collect();
            limits.join(" or ")
        }
    }
}

/// The code that is most like `word`, if one is.
pub fn nearest_code(word: &str) -> Option<&'static str> {
    nearest(word, all().map(|check| check.rule.code()))
}
