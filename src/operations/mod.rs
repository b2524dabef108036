//! Floor 4: what one does with meetings. Values in and values out: no file, no git, no terminal, no clock.

mod add;
mod agenda;
mod amend;
mod carry;
mod change_set;
mod insert;
mod prepare;
mod read_back;
mod schedule;
mod subtree;
mod template;
mod tick;

pub use add::{Addition, add};
pub use amend::{Amendment, amend};
pub use carry::{AGED, CarriedItem, CarryPlan, Target, carry};
pub use change_set::{ChangeSet, FileChange, PlanError};
pub use prepare::{PrepareError, blank_agenda, prepare};
pub use schedule::next_date;
pub use template::{Template, TemplateError, render};
pub use tick::{Verdict, tick};
