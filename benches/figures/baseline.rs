//! The limits: programs that do the reading and writing of a command and nothing else. The bench binary runs itself as
//! one of them, so that process start, threads and the page cache cost the same on both sides.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

const THREADS: usize = 2;
/// Files that a thread takes at once: one notebook's folder must not be the work of one thread alone.
const HANDFUL: usize = 64;

/// `read-all DIR` or `replace DIR COUNT`.
pub fn run(arguments: &[OsString]) -> Result<(), String> {
    let text: Vec<&str> = arguments
        .iter()
        .filter_map(|argument| argument.to_str())
        .collect();
    let done = match text[..] {
        ["read-all", folder] => read_all(Path::new(folder)),
        ["replace", folder, count] => {
            let count = count
                .parse()
                .map_err(|_| format!("`{count}` is not a number of files"))?;
            read_all(Path::new(folder))
                .and_then(|bytes| replace(Path::new(folder), count).map(|()| bytes))
        }
        _ => return Err(format!("no baseline is called {text:?}")),
    };
    let bytes = done.map_err(|error| format!("baseline {text:?}: {error}"))?;
    // The answer is printed so that no reading can be left out as useless.
    writeln!(io::stdout(), "{bytes}").map_err(|error| error.to_string())
}

enum Work {
    Folder(PathBuf),
    Files(Vec<PathBuf>),
}

/// What is left to do, and how many threads may still find more.
struct Queue {
    state: Mutex<(Vec<Work>, usize)>,
    changed: Condvar,
}

/// Walks `folder` and reads every file in it; returns the number of bytes.
fn read_all(folder: &Path) -> io::Result<u64> {
    let queue = Queue {
        state: Mutex::new((vec![Work::Folder(folder.to_owned())], 0)),
        changed: Condvar::new(),
    };
    let bytes = AtomicU64::new(0);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS)
            .map(|_| scope.spawn(|| worker(&queue, &bytes)))
            .collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().expect("reading does not panic"))
    })?;
    Ok(bytes.into_inner())
}

fn worker(queue: &Queue, bytes: &AtomicU64) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    while let Some(work) = queue.take() {
        let found = match work {
            Work::Folder(folder) => list(&folder),
            Work::Files(files) => read(&files, &mut buffer).map(|read| {
                bytes.fetch_add(read, Ordering::Relaxed);
                Vec::new()
            }),
        };
        // The others must not wait for a thread that failed.
        match found {
            Ok(found) => queue.finish(found),
            Err(error) => {
                queue.finish(Vec::new());
                return Err(error);
            }
        }
    }
    Ok(())
}

impl Queue {
    fn take(&self) -> Option<Work> {
        let mut state = self.state.lock().expect("no thread panics with the lock");
        loop {
            if let Some(work) = state.0.pop() {
                state.1 += 1;
                return Some(work);
            }
            if state.1 == 0 {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .expect("no thread panics with the lock");
        }
    }

    fn finish(&self, found: Vec<Work>) {
        let mut state = self.state.lock().expect("no thread panics with the lock");
        state.0.extend(found);
        state.1 -= 1;
        self.changed.notify_all();
    }
}

/// The folders and files of one folder, without a `stat` for each.
fn list(folder: &Path) -> io::Result<Vec<Work>> {
    let (mut work, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            work.push(Work::Folder(entry.path()));
            continue;
        }
        files.push(entry.path());
        if files.len() == HANDFUL {
            work.push(Work::Files(std::mem::take(&mut files)));
        }
    }
    work.push(Work::Files(files));
    Ok(work)
}

fn read(files: &[PathBuf], buffer: &mut [u8]) -> io::Result<u64> {
    let mut bytes = 0;
    for path in files {
        let mut file = File::open(path)?;
        // A short read of a regular file is its end: no second call is needed to learn that.
        loop {
            let read = file.read(buffer)?;
            bytes += read as u64;
            if read < buffer.len() {
                break;
            }
        }
    }
    Ok(bytes)
}

/// Replaces the last meetings, each by a temporary file, `fsync` and `rename`: the least that a safe write costs. The
/// folder itself is not synced, which keeps this a limit and not a rival.
fn replace(notebook: &Path, count: usize) -> io::Result<()> {
    let folder = notebook.join("meetings");
    let mut names: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    names.sort();
    for path in names.iter().rev().take(count) {
        let data = fs::read(path)?;
        let temporary = folder.join(".baseline.tmp");
        let mut file = File::create(&temporary)?;
        file.write_all(&data)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
    }
    Ok(())
}
