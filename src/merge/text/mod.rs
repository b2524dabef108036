//! The merge of three texts of one meeting.

mod block;
mod boxes;
mod by_word;
mod classes;
mod cut;
mod diff3;
mod emit;
mod fields;
mod file;
mod front_matter;
mod head;
mod item;
mod lexicon;
mod matching;
mod order;
mod plan;
mod promise;
mod quoted;
mod read_back;
mod second_version;
mod section_place;
mod sections;
mod sides;
mod similar;
mod tree;
mod weave;
mod wording;
mod written;

pub use file::{MergeRefused, Merged, Remark, Version, merge};
pub use second_version::Names;
pub use similar::{SIMILAR, is_reworded, similarity_of_items};
