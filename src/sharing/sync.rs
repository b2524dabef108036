//! Commit, fetch, merge and push, in this order.

use super::commit::commit_own;
use super::commit_authors::CommitAuthors;
use super::compare::{Compared, PlacedRemark, Received};
use super::error::SyncError;
use super::guard;
use super::incoming::put_right;
use super::merge::{MergeEnd, merge_theirs, put_on_theirs};
use super::outer::refuse_unasked;
use super::outgoing::may_be_pushed;
use super::place::Place;
use super::refresh::refresh;
use super::rewritten::{OnRewrite, taken_back};
use super::session::{Notice, Session};
use super::sync_lock::SyncLock;
use super::upstream::Upstream;
use super::version::refuse_left_out;
use crate::git::{Answer, Head, ObjectId, Pushed, Running, is_raced, push};

/// How often one goes on when others are faster.
const ATTEMPTS: usize = 5;

/// How a sync ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Both sides have the same.
    UpToDate,
    /// It is on the other side.
    Pushed,
    /// A hook of a sync of this clone started this one: that one does all there is to do.
    AtWork,
    /// There is nothing yet, here or there.
    Empty,
    /// There is no remote.
    NoRemote,
    /// The other side was not reached; what git said.
    NotReached(String),
}

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// What was committed here, a line a file.
    pub committed: Vec<String>,
    /// The files whose words a hook changed as they were committed.
    pub reworded: Vec<String>,
    /// What came in.
    pub received: Received,
    /// What went out, a line a file.
    pub went: Vec<String>,
    /// What to look at in the merged files.
    pub remarks: Vec<PlacedRemark>,
    /// Open items that are no longer there, where they were.
    pub vanished: Vec<PlacedRemark>,
}

/// Share all notebooks of `place` with the other side: commit, fetch, merge, push.
///
/// Gives how it ended, which is an error when something is in the way, and in any case what was done until then.
pub fn sync(
    place: &Place,
    session: &Session,
    say: &mut dyn FnMut(Notice<'_>),
) -> (SyncReport, Result<End, SyncError>) {
    let mut run = Run {
        place,
        session,
        say,
        report: SyncReport::default(),
        before: None,
        known: None,
    };
    let end = run.all();
    (run.report, end)
}

struct Run<'a> {
    place: &'a Place,
    session: &'a Session,
    say: &'a mut dyn FnMut(Notice<'_>),
    report: SyncReport,
    /// What we had before anything came in; set when something did.
    before: Option<Option<ObjectId>>,
    /// What the other side had when it was last asked.
    known: Option<ObjectId>,
}

/// One way to bring in what the other side has, from the branch and its newest commit.
type Step<'a, 'b> = dyn Fn(&Run<'a>, &str, Option<&ObjectId>) -> Result<MergeEnd, SyncError> + 'b;

impl<'a> Run<'a> {
    fn all(&mut self) -> Result<End, SyncError> {
        let is_in_hook = self.session.is_in_hook;
        let sync_lock = SyncLock::take(&self.place.repository, is_in_hook, self.say)?;
        let Some(_sync_lock) = sync_lock else {
            return Ok(End::AtWork);
        };
        let (branch, _) = self.branch()?;
        refuse_unasked(self.place)?;
        guard::filters(self.place)?;
        put_right(self.place)?;
        for shared in &self.place.notebooks {
            refuse_left_out(shared, &shared.notebook.left_out()?)?;
        }
        let upstream = Upstream::of(&self.place.repository, &branch)?;
        let known = match &upstream {
            Some(upstream) => upstream.commit(&self.place.repository)?,
            None => None,
        };
        let Some(upstream) = upstream else {
            self.commit(known.as_ref())?;
            return Ok(End::NoRemote);
        };
        self.known = known.clone();
        // Fetching touches nothing that committing does, so where nobody is asked anything both go on at once.
        let fetch = self.begin_fetch(&upstream)?;
        let committed = self.commit(known.as_ref());
        let fetched = fetch.map(Running::finish).transpose();
        committed?;
        let result = self.exchange(&upstream, fetched?);
        // What came in is said also when it could not be answered.
        let told = self.tell_what_came();
        let end = result?;
        told.map(|()| end)
    }

    /// The branch and its newest commit, if the user is not in the middle of something.
    fn branch(&self) -> Result<(String, Option<ObjectId>), SyncError> {
        let repository = &self.place.repository;
        if let Some(what) = repository.underway() {
            return Err(SyncError::Underway(what));
        }
        match repository.head()? {
            Head::Branch { name, commit } => Ok((name, commit)),
            Head::Detached => Err(SyncError::Detached),
        }
    }

    fn commit(&mut self, known: Option<&ObjectId>) -> Result<(), SyncError> {
        let committed = commit_own(self.place, self.session, known)?;
        self.report.committed.extend(committed.lines);
        self.report.reworded.extend(committed.reworded);
        Ok(())
    }

    /// Begin to fetch, unless there is a person: two things that ask at once can't be answered.
    fn begin_fetch(&self, upstream: &Upstream) -> Result<Option<Running<'a>>, SyncError> {
        if self.session.is_person {
            return Ok(None);
        }
        let repository = &self.place.repository;
        let presence = repository.presence(false, self.session.ssh_is_chosen)?;
        let arguments = upstream.fetch();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let running = repository.git().with(presence).begin(&arguments)?;
        Ok(Some(running))
    }

    /// Fetch, merge and push, again while others are faster; `fetched` is a fetch that was made already.
    fn exchange(
        &mut self,
        upstream: &Upstream,
        mut fetched: Option<Answer>,
    ) -> Result<End, SyncError> {
        for _ in 0..ATTEMPTS {
            let answer = match fetched.take() {
                Some(answer) => answer,
                None => self.call(&upstream.fetch())?,
            };
            if answer.code != Some(0) {
                if is_raced(&answer.stderr) {
                    continue; // what a killed run had started was still at it
                }
                return Ok(End::NotReached(answer.stderr));
            }
            let repository = &self.place.repository;
            let theirs = upstream.commit(repository)?;
            match &theirs {
                Some(theirs) => {
                    self.look_for_what_was_taken_back(upstream, theirs)?;
                    self.merge(upstream, theirs)?;
                    upstream.known(repository).remember(theirs)?;
                    self.known = Some(theirs.clone());
                }
                None => upstream.refuse_other_branches(repository)?,
            }
            let (_, head) = self.branch()?;
            let Some(head) = head else {
                return Ok(End::Empty);
            };
            if Some(&head) == theirs.as_ref() {
                return Ok(End::UpToDate);
            }
            may_be_pushed(self.place, &head, theirs.as_ref(), &upstream.remote)?;
            let answer = self.call(&upstream.push())?;
            match push(answer.code, &answer.stdout) {
                Pushed::Done => {
                    upstream.known(repository).remember(&head)?;
                    let compared = Compared::new(self.place, theirs.as_ref(), &head)?;
                    self.report.went = compared.lines()?;
                    return Ok(End::Pushed);
                }
                Pushed::Raced => {}
                Pushed::Unreached => return Ok(End::NotReached(answer.stderr)),
                Pushed::Refused(reason) => {
                    let output = remote_words(&answer.stderr);
                    return Err(SyncError::PushRefused { reason, output });
                }
            }
        }
        Err(SyncError::Busy(
            "the other side pushed again and again while this ran",
        ))
    }

    /// Stop where the other side took commits back that we still have, or do as we are told in that case.
    fn look_for_what_was_taken_back(
        &mut self,
        upstream: &Upstream,
        theirs: &ObjectId,
    ) -> Result<(), SyncError> {
        self.bring_in(theirs, &|run, branch, ours| {
            let repository = &run.place.repository;
            let Some(ours) = ours.filter(|ours| *ours != theirs) else {
                return Ok(MergeEnd::Nothing);
            };
            let was = upstream.past(repository, run.known.as_ref())?;
            let gone = taken_back(run.place, ours, theirs, &was)?;
            let Some(newest) = gone.first() else {
                return Ok(MergeEnd::Nothing);
            };
            match run.session.on_rewrite {
                OnRewrite::KeepBoth => Ok(MergeEnd::Nothing),
                OnRewrite::Stop => {
                    let count = repository.commits_beyond(newest, theirs)?.len();
                    let short = |commit: &ObjectId| commit.as_str()[..10].to_string();
                    Err(SyncError::Rewritten {
                        remote: upstream.remote.clone(),
                        count,
                        range: format!("{}..{}", short(theirs), short(newest)),
                    })
                }
                OnRewrite::TakeTheirs => {
                    put_on_theirs(run.place, run.session, branch, ours, theirs, &gone)
                }
            }
        })
    }

    /// Merge what they have.
    fn merge(&mut self, upstream: &Upstream, theirs: &ObjectId) -> Result<(), SyncError> {
        self.bring_in(theirs, &|run, _, ours| {
            merge_theirs(run.place, run.session, ours, theirs, &upstream.remote)
        })
    }

    /// Bring in what they have by `step`, which gets the branch and its newest commit; what is edited here meanwhile is
    /// committed first, and the step made again.
    fn bring_in(&mut self, theirs: &ObjectId, step: &Step<'a, '_>) -> Result<(), SyncError> {
        let mut in_the_way = Vec::new();
        for _ in 0..ATTEMPTS {
            let (branch, ours) = self.branch()?;
            match step(self, &branch, ours.as_ref())? {
                MergeEnd::Nothing => return Ok(()),
                MergeEnd::Merged(remarks) => {
                    self.before.get_or_insert(ours);
                    self.report.remarks.extend(remarks);
                    return Ok(());
                }
                MergeEnd::ChangedMeanwhile(paths) => {
                    self.commit(Some(theirs))?;
                    refresh(self.place, &paths)?;
                    in_the_way = paths;
                }
            }
        }
        // Git ignores these files, or was told not to look at them: they are never committed.
        if !in_the_way.is_empty() {
            return Err(SyncError::WouldOverwrite(in_the_way));
        }
        Err(SyncError::Busy(
            "the notebook was changed again and again while this ran",
        ))
    }

    /// Say what the commits that came in have changed here.
    fn tell_what_came(&mut self) -> Result<(), SyncError> {
        let Some(before) = self.before.take() else {
            return Ok(());
        };
        if let (_, Some(now)) = self.branch()? {
            let compared = Compared::new(self.place, before.as_ref(), &now)?;
            self.report.received.lines = compared.lines()?;
            self.report.vanished = compared.vanished()?;
            let written = CommitAuthors::between(self.place, before.as_ref(), &now)?;
            self.report.received.strangers = written.strangers;
            // Of a first time it is no news who wrote it all.
            if before.is_some() {
                self.report.received.by = written.authors;
            }
        }
        Ok(())
    }

    /// A step over the network, with the terminal.
    fn call(&mut self, arguments: &[String]) -> Result<Answer, SyncError> {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let session = self.session;
        let repository = &self.place.repository;
        let presence = repository.presence(session.is_person, session.ssh_is_chosen)?;
        if session.is_person {
            (self.say)(Notice::Running(&format!("git {}", arguments.join(" "))));
        }
        Ok(repository.git().with(presence).attended(&arguments)?)
    }
}

/// What the remote itself said in the course of a push.
fn remote_words(stderr: &str) -> String {
    let lines: Vec<&str> = stderr
        .lines()
        .filter_map(|line| line.strip_prefix("remote:"))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}
