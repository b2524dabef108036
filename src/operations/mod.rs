//! Floor 4: what one does with meetings. Values in and values out: no file, no git, no terminal, no clock.

pub mod merge;
mod news;
mod same_items;
mod undo;

pub use news::{FileNews, MeetingNews, Vanished, news, vanished};
pub use same_items::says_the_same;
pub use undo::{
    Candidate, Outcome, Progress, TakenBack, UndoError, UndoPlan, progress, to_take_back, undo,
};
