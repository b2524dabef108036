//! Results as text or JSON. A format is a file here; results themselves know none.

pub mod agenda;
pub mod diagnostics;
pub mod findings;
pub mod handover;
pub mod items;
pub mod json;
pub mod ledger;
pub mod prep;
pub mod question;
pub mod recap;
pub mod report;
pub mod table;
pub mod time;
