//! All end-to-end tests, as one program: each further file in `tests/` would be linked on its own.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests look at real files and start real processes, and fail where they can't"
)]

mod corpus;
mod floors;
mod sandbox;
mod transcripts;
