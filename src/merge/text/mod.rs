//! The merge of three texts of one meeting.

mod block;
mod by_word;
mod classes;
mod cut;
mod diff3;
mod emit;
mod fields;
mod file;
mod front_matter;
mod gap;
mod head;
mod item;
mod levels;
mod lexicon;
mod matching;
mod moves;
mod order;
mod plan;
mod promise;
mod quoted;
mod read_back;
mod section_place;
mod sections;
mod similar;
mod tree;
mod weave;
mod wording;

pub use file::{MergeRefused, Merged, Names, Remark, Version, merge};
pub use moves::{moved_unshared, moves};
pub use similar::{SIMILAR, is_reworded, similarity_of_items};
