//! The merge of three texts of one meeting.

mod alignment;
mod block;
mod boxes;
mod by_word;
mod diff3;
mod draft;
mod emit;
mod fields;
mod file;
mod front_matter;

mod item;
mod item_head;
mod item_text;
mod layout;
mod lexicon;
mod matching;
mod merged_lines;
mod merged_tree;
mod order;
mod promise;
mod quoted;
mod read_back;
mod second_version;
mod section_place;
mod similar;
mod tree;
mod tree_reader;
mod values;
mod weave;
mod wording;

pub use file::{MergeRefused, Merged, Remark, merge};
pub use second_version::Names;
pub use similar::{SIMILAR, is_reworded, similarity_of_items};
