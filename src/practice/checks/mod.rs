//! The checks: what is worth a word before and after a meeting. They hint and never block; each has a code, a switch
//! and limits in `oneonone.yaml`, and a page of its own that is printed by `check --explain`.

mod agenda_empty;
mod agenda_late;
mod agenda_unread;
mod all_status;
mod answers;
mod ask_unanswered;
mod blocker_old;
mod blocker_without_proposal;
mod cadence_gap;
mod cancelled;
mod career_gap;
mod check;
mod close_without_summary;
mod duration;
mod explain;
mod feedback;
mod feedback_incomplete;
mod feedback_one_way;
mod feedback_trait;
mod feedback_unanswered;
mod feedback_without_suggestion;
mod growth_path_missing;
mod growth_without_step;
mod health;
mod in_common;
mod item_doubled;
mod item_lookalike;
mod item_lost;
mod kinds;
mod look;
mod mood_falling;
mod moved_too_far;
mod moved_twice;
mod next_step_without_date;
mod next_step_without_owner;
mod next_steps;
mod personal_by_word;
mod personal_no_heading;
mod plan_vague;
mod plan_vanished;
mod praise_generic;
mod priorities_unordered;
mod promise_old;
mod recognition_missing;
mod run;
mod start_stop_continue;
mod summary_unconfirmed;
#[cfg(test)]
mod testing;
mod text;
mod third_person;
mod wins_missing;
mod words;

pub use self::check::{Check, Kind, Stage};
pub use self::explain::{explain, page};
pub use self::look::{Finding, Look, Said};
pub use self::run::{look_back, on_pair, some_on_pair};
pub use self::words::judgement;

use crate::meeting::Limit;
use crate::text::nearest;

/// Every check of the practice, in the order in which a meeting goes.
const PRACTICE: &[&Check] = &[
    &agenda_empty::CHECK,
    &agenda_late::CHECK,
    &agenda_unread::CHECK,
    &wins_missing::CHECK,
    &recognition_missing::CHECK,
    &praise_generic::CHECK,
    &blocker_without_proposal::CHECK,
    &ask_unanswered::CHECK,
    &third_person::CHECK,
    &blocker_old::CHECK,
    &priorities_unordered::CHECK,
    &plan_vague::CHECK,
    &plan_vanished::CHECK,
    &career_gap::CHECK,
    &growth_without_step::CHECK,
    &growth_path_missing::CHECK,
    &feedback_one_way::CHECK,
    &feedback_incomplete::CHECK,
    &feedback_trait::CHECK,
    &feedback_without_suggestion::CHECK,
    &feedback_unanswered::CHECK,
    &start_stop_continue::CHECK,
    &close_without_summary::CHECK,
    &summary_unconfirmed::CHECK,
    &next_step_without_owner::CHECK,
    &next_step_without_date::CHECK,
    &promise_old::CHECK,
    &item_lost::CHECK,
    &item_doubled::CHECK,
    &item_lookalike::CHECK,
    &personal_by_word::CHECK,
    &personal_no_heading::CHECK,
    &all_status::CHECK,
    &mood_falling::CHECK,
    &duration::CHECK,
    &moved_too_far::CHECK,
    &moved_twice::CHECK,
    &cancelled::CHECK,
    &cadence_gap::CHECK,
];

/// Every check: first those of the practice, then those of the files.
pub fn all() -> impl Iterator<Item = &'static Check> {
    PRACTICE.iter().copied().chain(&health::CHECKS)
}

/// The check with this code.
pub fn check_with(code: &str) -> Option<&'static Check> {
    all().find(|check| check.code == code)
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
    nearest(word, all().map(|check| check.code))
}
