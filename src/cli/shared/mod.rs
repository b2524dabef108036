//! What several commands do: find what is meant, change it and write it down, say what was done. Knows no command.

pub mod agenda;
pub mod closing;
pub mod find;
pub mod identity;
pub mod private;
pub mod question;
pub mod reach;
pub mod record;
pub mod repository;
pub mod stays_behind;
pub mod write;
pub mod writers;
