//! What a sync is given by whoever starts it, and what it says meanwhile.

use super::rewritten::OnRewrite;

/// What a run of sync is given by the one who starts it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Session {
    /// There is someone at the terminal whom git, ssh and hooks may ask.
    pub is_person: bool,
    /// The environment names an ssh command.
    pub ssh_is_chosen: bool,
    /// The environment names the author and the committer of commits.
    pub author_is_chosen: bool,
    /// A hook started us, and a git of ours runs the hook.
    pub is_in_hook: bool,
    /// What to do where the other side took commits back.
    pub on_rewrite: OnRewrite,
}

/// Something to say while it happens, because what comes next may take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice<'a> {
    /// Another sync of this clone is at work; this one waits for it.
    Waiting,
    /// This command runs now.
    Running(&'a str),
}
