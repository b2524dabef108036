//! Not a library to build on: only the command line is the interface.
pub mod markdown;
pub mod meeting;
pub mod operations;
pub mod text;
