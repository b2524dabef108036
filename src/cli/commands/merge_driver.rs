use std::path::PathBuf;

use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode};
use crate::sharing::{DriverEnd, DriverFiles, GitHead, merge_driver};

/// Merge one meeting for git: what `git pull` and `git merge` call
///
/// `init` and `join` set it up: `git config merge.oneonone.driver` shows how. The result is written to OURS. Where the
/// files can't be merged item by item, git's own merge of the texts is written there, with its markers, and the exit
/// code is 1.
#[derive(Debug, Args)]
#[command(hide = true)]
pub struct MergeDriverArgs {
    /// What both began with (%O)
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Ours; takes the result (%A)
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// Theirs (%B)
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// How long conflict markers are (%L)
    #[arg(value_name = "SIZE", default_value = "7")]
    marker_size: usize,
    /// The path of the file, from the top of the work tree (%P)
    #[arg(value_name = "PATH", default_value = "", allow_hyphen_values = true)]
    path: String,
}

pub fn run(context: &mut Context, args: &MergeDriverArgs) -> Result<ExitCode, CliError> {
    let files = DriverFiles {
        base: args.base.clone(),
        ours: args.ours.clone(),
        theirs: args.theirs.clone(),
        marker_size: args.marker_size,
        path: args.path.clone(),
    };
    let names = context.outside.variables.keys();
    let heads: Vec<GitHead> = names
        .filter_map(|name| GitHead::from_variable(name.to_str()?))
        .collect();
    match merge_driver(&context.folder, &files, &heads)? {
        DriverEnd::Merged(remarks) => {
            for remark in remarks {
                let text = format!("{}:{}: {}", args.path, remark.line, remark.message);
                context.ui.news(&text);
            }
            Ok(ExitCode::Done)
        }
        DriverEnd::LeftToGit(why) => {
            context.ui.warning(&format!(
                "`{}` was left to git's own merge: {why}",
                args.path
            ));
            Ok(ExitCode::Report)
        }
    }
}
