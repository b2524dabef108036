//! What to type for what an advice from below says.

use std::borrow::Cow;

use crate::text::{Deed, Help};

/// What to type for `deed`, as it stands in a sentence.
pub fn command_for(deed: Deed) -> String {
    match deed {
        Deed::AssignInShort | Deed::DropInShort => format!("`{}`", line(deed)),
        _ => format!("`oneonone {}`", line(deed)),
    }
}

/// `help` as it is shown.
pub fn help(help: &Help) -> String {
    help.spelled(&command_for)
}

fn line(deed: Deed) -> Cow<'static, str> {
    Cow::Borrowed(match deed {
        Deed::Add => "add",
        Deed::AddCareer => "add \"…\" --section career",
        Deed::AddFeedback => "add \"…\" --section feedback",
        Deed::AddWin => "add \"…\" --section wins",
        Deed::Assign | Deed::AssignInShort => "assign",
        Deed::Carry => "carry",
        Deed::Check => "check",
        Deed::CheckFile => "check FILE",
        Deed::Close => "close",
        Deed::Drop | Deed::DropInShort => "drop",
        Deed::Due => "due",
        Deed::ExplainCheck => "check --explain CODE",
        Deed::ExplainChecks => "check --explain",
        Deed::Fix => "fix",
        Deed::Move => "move",
        Deed::New => "new",
        Deed::NewOn => "new --date",
        Deed::Read => "prep --read",
        Deed::Sync => "sync",
        Deed::Explain(rule) => return format!("check --explain {}", rule.code()).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    #[test]
    fn what_is_to_be_typed_is_there() {
        let program = command();
        for (deed, _) in Deed::ALL {
            let line = line(deed);
            let mut words = line.split_whitespace();
            let name = words.next().expect("a command");
            let known = program.find_subcommand(name).expect(name);
            for option in words.filter_map(|word| word.strip_prefix("--")) {
                let mut options = known.get_arguments();
                assert!(
                    options.any(|known| known.get_long() == Some(option)),
                    "{name} --{option}"
                );
            }
        }
    }
}
