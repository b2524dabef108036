//! What every command is made of: the options that many share, the context in which it runs, what it shows, how it ends.

pub use super::context::Context;
pub use super::error::CliError;
pub use super::exit_code::ExitCode;
pub use super::flags::{ReadFlags, WriteFlags};
pub use super::outside::{Shown, style};
pub use super::whose::{WhichMeeting, Whose};
