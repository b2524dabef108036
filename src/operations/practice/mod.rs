//! What makes a one-on-one work, read out of what the two wrote: entries with their labels, in sections with their
//! roles. The checks, the screen before the meeting and the look back all stand on it.

mod boilerplate;
mod confirmed;
mod entry;
mod label;
mod page;
mod recent;
#[cfg(test)]
mod testing;
mod writers;

pub use boilerplate::Boilerplate;
pub use confirmed::{CONFIRMED_BY, confirmed_by, confirming_names};
pub(super) use entry::without_comments;
pub use entry::{Entry, Part};
pub use label::Label;
pub use page::{Page, named_in};
pub use recent::Recent;
#[cfg(test)]
pub use testing::settings_for_tests;
pub use writers::{Writers, Written};
