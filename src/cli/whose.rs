//! The argument of most commands: which pair is meant.

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::complete;

/// Whose notebook.
#[derive(Debug, Default, Args)]
pub struct Whose {
    /// Whose: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    pub who: Option<String>,
}
