//! Git's own merge of three texts, line by line.

use super::error::SyncError;
use crate::git::{Repository, temporary};
use crate::merge::Three;

/// What git makes of three texts.
pub struct MergedByGit {
    /// The text, with markers where both sides changed the same lines.
    pub text: Vec<u8>,
    /// Whether there are any.
    pub has_conflicts: bool,
}

/// Let git merge `texts`; `options` are words for `git merge-file`.
///
/// # Errors
/// When git fails, or its folder can't be written.
pub fn merge_file(
    repository: &Repository,
    texts: &Three<Vec<u8>>,
    options: &[&str],
) -> Result<MergedByGit, SyncError> {
    let folder = &repository.places().git_folder;
    let written = |text: &[u8]| {
        temporary(folder, "text-", text).map_err(|cause| SyncError::Io {
            path: folder.clone(),
            cause,
        })
    };
    let files = [&texts.ours, &texts.base, &texts.theirs].map(|text| written(text));
    let [ours, base, theirs] = files;
    let files = [ours?, base?, theirs?];
    let paths = files.each_ref().map(|path| path.to_string_lossy());
    let mut arguments = vec!["merge-file", "-p"];
    arguments.extend(options);
    arguments.push("--");
    arguments.extend(paths.iter().map(AsRef::as_ref));
    let answer = repository.git().change(&arguments)?;
    // It ends with the number of conflicts, and above 127 when it failed.
    match answer.code {
        Some(conflicts @ 0..=127) => Ok(MergedByGit {
            text: answer.stdout,
            has_conflicts: conflicts > 0,
        }),
        _ => Err(answer.failed(&arguments).into()),
    }
}
