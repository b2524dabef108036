//! Floor 4: what changes, as a value: edits of a file, what is inserted where, what a template makes.

mod agenda;
mod edited_meeting;
mod file_change;
mod insert;
mod journal_entry;
mod plan;
mod plan_error;
mod read_back;
pub mod subtree;
mod template;
mod template_language;
#[cfg(test)]
pub mod testing;

pub use agenda::{AddedItem, Agenda, AgendaPlace, Arrival};
pub use edited_meeting::EditedMeeting;
pub use file_change::FileChange;
pub use insert::{NewItem, insert_after};
pub use journal_entry::{FileText, JournalEntry, JournalFile, record};
pub use plan::Plan;
pub use plan_error::{PlanError, damage_in_words};
pub use read_back::revise_items;
pub use subtree::{add_since, interrupts_text};
pub use template::{Template, TemplateError, render};
