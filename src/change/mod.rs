//! Floor 4: what changes, as a value: edits of a file, what is inserted where, what a template makes.

mod agenda;
mod change_set;
mod insert;
mod journal_entry;
mod read_back;
pub mod subtree;
mod template;
mod template_language;
#[cfg(test)]
pub mod testing;

pub use agenda::{AddedItem, Agenda, AgendaPlace, Arrival};
pub use change_set::{ChangeSet, DamageInWords, FileChange, PlanError, damage_in_words, rewrite};
pub use insert::{NewItem, insert_after};
pub use journal_entry::{FileText, JournalEntry, JournalFile, record};
pub use read_back::rewrite_items;
pub use subtree::{add_since, interrupts_text};
pub use template::{Template, TemplateError, render};
