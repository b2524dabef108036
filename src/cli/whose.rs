//! The arguments of most commands: which pair is meant, and which of its meetings.

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

/// Whose notebook, and which meeting in it. Either can be left out: `Context::who_and_date` tells the words apart.
#[derive(Debug, Default, Args)]
pub struct WhichMeeting {
    /// Whose: a handle, a name, or the beginning of one
    #[arg(value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    pub who: Option<String>,
    /// Which meeting: a date, words for one such as `4 dec`, `last`, `next`
    #[arg(value_name = "DATE", num_args = 0.., add = ArgValueCandidates::new(complete::dates))]
    pub date: Vec<String>,
}
