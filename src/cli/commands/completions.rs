use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode};
use crate::cli::shells::SHELLS;

/// Print what makes a shell complete commands, people, items and dates
///
/// To switch it on, put into your shell's start file:
/// bash: `source <(oneonone completions bash)`,
/// zsh: `source <(oneonone completions zsh)`,
/// fish: `oneonone completions fish | source`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone completions fish")]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL", value_parser = ["bash", "zsh", "fish", "elvish", "powershell"])]
    shell: String,
}

pub fn run(context: &mut Context, args: &CompletionsArgs) -> Result<ExitCode, CliError> {
    let shell = SHELLS
        .completer(&args.shell)
        .ok_or_else(|| CliError::new(format!("no completion for `{}`", args.shell)))?;
    let mut script = Vec::new();
    shell
        .write_registration("COMPLETE", "oneonone", "oneonone", "oneonone", &mut script)
        .map_err(|error| CliError::output(&error))?;
    context.ui.raw(&String::from_utf8_lossy(&script));
    Ok(ExitCode::Done)
}
