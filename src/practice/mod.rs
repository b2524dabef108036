//! What makes a one-on-one work, read out of what the two wrote: entries with their labels, in sections with their
//! roles. The checks, the screen before the meeting and the look back all stand on it.

mod boilerplate;
pub mod checks;
mod confirmed;
mod entry;
mod label;
mod nothing;
mod page;
pub mod questions;
mod recent;
mod unboxed;
mod writers;

pub use self::boilerplate::Boilerplate;
pub use self::confirmed::{CONFIRMED_BY, confirmed_by, confirming_names};
pub(super) use self::entry::without_comments;
pub use self::entry::{Entry, Part};
pub use self::label::Label;
pub use self::nothing::is_word_for_nothing;
pub use self::page::{Page, named_in};
pub use self::recent::Recent;
pub use self::writers::{Authorship, Writers};
