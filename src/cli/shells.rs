#![expect(
    clippy::disallowed_methods,
    reason = "the shell asks for completions before any argument is read"
)]
//! What the shells get while one types. Names of folders and files, and the words of items, come from other people, and a
//! shell puts what it is offered into the command line as it is: so nothing is offered that it would not take as one plain
//! word, and what is shown beside it holds no sign that a shell obeys.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use clap_complete::engine::{CompletionCandidate, complete};
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use crate::text::{fold_white_space, is_plain_word, printable};

/// All shells that can complete.
pub const SHELLS: Shells<'static> = Shells(&[
    &Guarded(Bash),
    &Guarded(Elvish),
    &Guarded(Fish),
    &Guarded(Powershell),
    &Guarded(Zsh),
]);

/// What is shown beside a candidate is no longer than this.
const HELP: usize = 80;

/// A shell that is offered plain words only.
struct Guarded<S>(S);

impl<S: EnvCompleter> EnvCompleter for Guarded<S> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn is(&self, name: &str) -> bool {
        self.0.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn io::Write,
    ) -> Result<(), io::Error> {
        self.0.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        cmd: &mut clap::Command,
        mut args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn io::Write,
    ) -> Result<(), io::Error> {
        let variable = |name| std::env::var(name).ok();
        let given = variable("_CLAP_COMPLETE_INDEX").and_then(|index| index.parse().ok());
        let index: usize = match self.name() {
            "fish" | "powershell" => args.len().saturating_sub(1),
            _ => given.unwrap_or_default(),
        };
        if args.len() == index {
            args.push(OsString::new()); // the word is yet to begin
        }
        let typed = args.get(index).cloned().unwrap_or_default();
        let mut lines = Vec::new();
        for candidate in complete(cmd, args, index, current_dir)? {
            let Some(word) = offered(&candidate, &typed) else {
                continue;
            };
            let help = candidate.get_help().map(|help| beside(&help.to_string()));
            lines.push(match (self.name(), help) {
                ("zsh", Some(help)) => format!("{word}:{help}"),
                ("fish" | "powershell", Some(help)) => format!("{word}\t{help}"),
                _ => word,
            });
        }
        let between = match self.name() {
            "fish" | "powershell" => None,
            _ => variable("_CLAP_IFS"),
        };
        write!(buf, "{}", lines.join(between.as_deref().unwrap_or("\n")))?;
        if !lines.is_empty() && matches!(self.name(), "fish" | "powershell") {
            writeln!(buf)?;
        }
        Ok(())
    }
}

/// What of `candidate` may be put in the place of what was `typed`.
fn offered(candidate: &CompletionCandidate, typed: &OsStr) -> Option<String> {
    let word = candidate.get_value().to_str()?;
    let is_ours = candidate
        .get_id()
        .is_some_and(|id| id.starts_with("arg::") || id.starts_with("command::"));
    let starts = |with: &str| typed.as_encoded_bytes().starts_with(with.as_bytes());
    // A name must not become an option, nor a folder that is called `~` one's home.
    let rest = match word.strip_prefix("~/") {
        Some("") if starts("~/") => return Some(word.to_string()),
        Some(rest) if starts("~/") => rest,
        _ => word,
    };
    let rest = match rest.strip_prefix("--") {
        Some(option) if is_ours || starts("-") => match option.split_once('=') {
            Some((name, "")) if is_plain_word(name) => return Some(word.to_string()),
            Some((name, value)) if is_plain_word(name) => value,
            _ => option,
        },
        _ => match rest.strip_prefix('-') {
            Some(option) if is_ours || starts("-") => option,
            _ => rest,
        },
    };
    is_plain_word(rest).then(|| word.to_string())
}

/// Words to show beside a candidate, in one line.
fn beside(help: &str) -> String {
    let visible = printable(&fold_white_space(help)).into_owned();
    let mut shown: String = visible
        .chars()
        .take(HELP)
        .map(|c| match c {
            '$' => '＄',
            '`' => '\'',
            '\\' => '＼',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    if visible.chars().count() > HELP {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_word_and_no_option() {
        let offered = |word: &str, typed: &str| {
            offered(&CompletionCandidate::new(word), OsStr::new(typed)).is_some()
        };
        for (word, typed) in [
            ("alex", ""),
            ("ws/alex/", "ws/a"),
            ("./a", "./"),
            ("../a", "."),
            ("~/ws/", "~/"),
            ("--template=weekly", "--template=w"),
            ("--template=", "--te"),
            ("--template", "--te"),
        ] {
            assert!(offered(word, typed), "{word}");
        }
        for (word, typed) in [
            ("-rf", ""),
            ("--help", ""),
            ("~/x", ""),
            ("~", "~"),
            ("--template=$(x)", "--template="),
            ("--template=a=b", "--template="),
            ("--a;b=c", "-"),
            ("x=y", ""),
            ("=ls", ""),
            ("-", ""),
            ("--", ""),
        ] {
            assert!(!offered(word, typed), "{word}");
        }
    }

    #[test]
    fn what_stands_beside_is_one_line_and_obeys_nothing() {
        assert_eq!(beside("a\tb\nc\u{1b}[31m"), "a b c␛[31m");
        assert_eq!(beside("pay $(x) `y` \\z"), "pay ＄(x) 'y' ＼z");
        assert_eq!(beside(&"x".repeat(90)).chars().count(), HELP + 1);
    }
}
