//! Floor 2: a view of one Markdown document that loses nothing. Knows no meeting.
//!
//! Structure (which lines are list items, code, quotes, headings) comes from pulldown-cmark; every position
//! comes from our own reading of the source, because the parser's ranges begin and end in surprising places.

mod both_changed;
mod checkbox;
mod diagnostics;
mod document;
mod frame;
mod front_matter;
mod near_miss;
mod odd_box;
mod outline;
mod plain;
#[cfg(debug_assertions)]
mod read_counts;
mod reader;
pub mod rules;
mod section;
mod skim;
mod sought;
mod title;
mod yaml_line;
mod yaml_scalar;

pub use checkbox::{Checkbox, CheckboxStatus};
pub use document::{Damage, Document, decode};
pub use frame::body_start;
pub use front_matter::{FrontMatter, FrontMatterEntry, FrontMatterError, alias_line};
pub use near_miss::item_meant;
pub use odd_box::box_before;
pub use outline::{Block, BlockKind, Heading, ListItem, Outline};
pub use plain::{findable, may_break_words, plain, unmarked};
#[cfg(debug_assertions)]
pub use read_counts::{count_readings, readings_counted};
pub use section::{Section, sections};
pub use skim::{Wanted, skim};
pub use sought::{Searched, Sought};
pub use title::TitleParts;
pub use yaml_scalar::yaml_scalar;
