//! What several commands do: find what is meant, change it and write it down, say what was done. Knows no command.

pub mod agenda;
pub mod carried;
pub mod closing;
pub mod edit;
pub mod identity;
pub mod item;
pub mod journal;
pub mod meeting;
pub mod notebooks;
pub mod people;
pub mod private;
pub mod question;
pub mod reach;
pub mod repository;
pub mod series;
pub mod warn_of_excluded;
pub mod which_meeting;
pub mod write;
pub mod writers;
