//! Writing a corpus to the disk.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use serde_json::json;

use super::{Corpus, Person, Truth, VERSION, story};

impl Corpus {
    /// Makes it, with a thread for each of two cores.
    pub fn make(&self, root: &Path) -> io::Result<()> {
        let folder = self.folder(root);
        for leftover in [&folder, &self.marker(root)] {
            match if leftover.is_dir() {
                fs::remove_dir_all(leftover)
            } else {
                fs::remove_file(leftover)
            } {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let (next, sum) = (AtomicUsize::new(0), Mutex::new(Truth::default()));
        thread::scope(|scope| {
            let write = || -> io::Result<()> {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= self.people {
                        return Ok(());
                    }
                    let truth = story::write(self, index, &folder)?;
                    if self.git {
                        commit(&folder.join(Person::new(index).handle))?;
                    }
                    sum.lock()
                        .expect("no thread panics while it adds")
                        .add(&truth);
                }
            };
            let workers = [scope.spawn(write), scope.spawn(write)];
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().expect("the generator does not panic"))
        })?;
        let truth = sum.into_inner().expect("no thread panics while it adds");
        let marker = json!({ "version": VERSION, "people": self.people, "weeks": self.weeks, "truth": truth.to_json() });
        fs::write(self.marker(root), format!("{marker:#}\n"))
    }
}

/// A repository with everything in one commit, whatever git settings this machine has.
fn commit(notebook: &Path) -> io::Result<()> {
    let identity = [
        "-c",
        "user.name=Dana Ng",
        "-c",
        "user.email=dana@example.com",
        "-c",
        "core.autocrlf=false",
    ];
    let steps: [&[&str]; 3] = [
        &["init", "--quiet", "-b", "main"],
        &["add", "."],
        &["commit", "--quiet", "-m", "Ten years"],
    ];
    for step in steps {
        let mut git = Command::new("git");
        git.arg("-C").arg(notebook).args(identity).args(step);
        git.envs([
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
        ]);
        git.env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE");
        let status = git.status()?;
        if !status.success() {
            return Err(io::Error::other(format!(
                "`git {}` failed in {}",
                step[0],
                notebook.display()
            )));
        }
    }
    Ok(())
}
