//! Not a library to build on: only the command line is the interface.
#![forbid(unsafe_code)]

pub mod cli;
pub mod git;
pub mod markdown;
pub mod meeting;
pub mod notebook;
pub mod operations;
pub mod text;
