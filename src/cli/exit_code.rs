//! The exit codes.

/// How a run ended, for scripts. The numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCode {
    /// 0: done.
    Done,
    /// 1: done, and there is something to report.
    Report,
    /// 2: not done; the message says why, and nothing was changed.
    NotDone,
    /// 3: saved here, and not sent: the other side was not reached.
    NotPushed,
    /// 129: the merge driver could not work. Git takes all up to 128 for a conflict, and our side alone for its result.
    NotMerged,
}

impl ExitCode {
    /// Done, with something to report unless it `is_clean`.
    pub fn reporting(is_clean: bool) -> Self {
        match is_clean {
            true => ExitCode::Done,
            false => ExitCode::Report,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        std::process::ExitCode::from(match code {
            ExitCode::Done => 0,
            ExitCode::Report => 1,
            ExitCode::NotDone => 2,
            ExitCode::NotPushed => 3,
            ExitCode::NotMerged => 129,
        })
    }
}
