//! Where a branch is shared, and what the other side is known to have.

use super::error::SyncError;
use super::known::Known;
use crate::git::{ObjectId, Repository};

/// Where a branch is shared.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// The remote, by its name.
    pub remote: String,
    /// The branch here, `refs/heads/main`.
    branch: String,
    /// The branch there, `refs/heads/main`.
    there: String,
    /// What stands here for it.
    tracking: String,
    /// Git has not been told yet.
    is_new: bool,
}

impl Upstream {
    /// Where `branch` is shared: at its upstream, else at the only remote or `origin`; `None` without a remote.
    pub fn of(repository: &Repository, branch: &str) -> Result<Option<Upstream>, SyncError> {
        let short = branch.strip_prefix("refs/heads/").unwrap_or(branch);
        let remote = repository.config(&format!("branch.{short}.remote"))?;
        let there = repository.config(&format!("branch.{short}.merge"))?;
        if let (Some(remote), Some(there)) = (remote, there) {
            let usual = || format!("refs/remotes/{remote}/{}", short_name(&there));
            return Ok(Some(Upstream {
                tracking: repository.tracking(branch)?.unwrap_or_else(usual),
                branch: branch.to_string(),
                remote,
                there,
                is_new: false,
            }));
        }
        let remotes = repository.remotes()?;
        let remote = match remotes.as_slice() {
            [] => return Ok(None),
            [only] => only.clone(),
            several if several.iter().any(|name| name == "origin") => "origin".to_string(),
            _ => return Err(SyncError::WhichRemote(remotes)),
        };
        Ok(Some(Upstream {
            tracking: format!("refs/remotes/{remote}/{short}"),
            branch: branch.to_string(),
            there: branch.to_string(),
            remote,
            is_new: true,
        }))
    }

    /// What the other side had when it was last asked.
    pub fn commit(&self, repository: &Repository) -> Result<Option<ObjectId>, SyncError> {
        Ok(repository.commit_of(&self.tracking)?)
    }

    /// What it is known to have had, the newest first: when it was last asked, when we last agreed, and what git still
    /// knows of the time before.
    pub fn past(
        &self,
        repository: &Repository,
        last: Option<&ObjectId>,
    ) -> Result<Vec<ObjectId>, SyncError> {
        let agreed = self.known(repository).commit();
        let mut past: Vec<ObjectId> = last.cloned().into_iter().chain(agreed).collect();
        past.extend(repository.past_values(&self.tracking)?);
        Ok(past)
    }

    /// What is written down of what both agreed on.
    pub fn known(&self, repository: &Repository) -> Known {
        Known::of(repository, &self.tracking)
    }

    /// The arguments of the fetch.
    pub fn fetch(&self) -> Vec<String> {
        // What is asked and what the remote says is heard all the same.
        ["fetch", "--quiet", "--", &self.remote]
            .map(str::to_string)
            .to_vec()
    }

    /// The arguments of the push.
    pub fn push(&self) -> Vec<String> {
        let refspec = format!("{}:{}", self.branch, self.there);
        let mut arguments = vec!["push", "--quiet", "--porcelain"];
        if self.is_new {
            arguments.push("--set-upstream");
        }
        arguments.extend(["--", &self.remote, &refspec]);
        arguments.into_iter().map(str::to_string).collect()
    }

    /// The other side lacks our branch. That is well where it has none at all; where it has another, ours would be a
    /// second one that nobody looks at.
    pub fn refuse_other_branches(&self, repository: &Repository) -> Result<(), SyncError> {
        let pattern = format!("refs/remotes/{}/", self.remote);
        let arguments = ["for-each-ref", "--format=%(refname)", &pattern];
        let listed = repository.git().ask(&arguments)?;
        let other = listed
            .lines()
            .filter_map(|name| name.strip_prefix(&pattern))
            .find(|name| *name != "HEAD");
        match other {
            None => Ok(()),
            Some(other) => Err(SyncError::OtherBranch {
                remote: self.remote.clone(),
                ours: short_name(&self.there).to_string(),
                theirs: other.to_string(),
            }),
        }
    }
}

fn short_name(branch: &str) -> &str {
    branch.strip_prefix("refs/heads/").unwrap_or(branch)
}
