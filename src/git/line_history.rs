//! Who wrote each line of some files: a walk back through commits, all files at once. Pure but for what it asks.
//!
//! It is our own, and not `git blame`, for three reasons. A tick is no authorship: a box that changes its state leaves
//! the line to the one who wrote it. All files of a folder are followed in one walk, which ends where the last line has
//! its writer, so that the youngest of ten years of meetings cost no more than a few weeks of commits. And it gives the
//! same answer whether libgit2 can read the repository or only the git program.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::values::ObjectId;
use crate::text::{LineTable, common};

/// A file that is gone is what a new one began as if they have this part of their lines in common; git's own measure.
const RENAMED_FROM: f64 = 0.5;

/// Who wrote a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineWriter {
    /// The author of a commit.
    Committed {
        /// The author's e-mail address.
        email: String,
        /// When, as the author's clock showed.
        at: NaiveDateTime,
    },
    /// The one who works in this folder: no commit has the line yet.
    Uncommitted,
}

/// What the walk wants to know of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// The commits before it.
    pub parents: Vec<ObjectId>,
    /// The author's e-mail address.
    pub email: String,
    /// When it was written, in seconds since 1970.
    pub seconds: i64,
    /// How far the author's clock was ahead of UTC, in minutes.
    pub offset: i32,
}

impl Commit {
    fn writer(&self) -> Option<LineWriter> {
        let utc = DateTime::from_timestamp(self.seconds, 0)?.naive_utc();
        Some(LineWriter::Committed {
            email: self.email.clone(),
            at: utc.checked_add_signed(TimeDelta::minutes(i64::from(self.offset)))?,
        })
    }
}

/// A file of the folder that a commit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BlobChange {
    /// Its name in the folder.
    pub name: String,
    /// What it held before; `None` where it was made.
    pub before: Option<ObjectId>,
    /// What it holds afterwards; `None` where it was deleted.
    pub after: Option<ObjectId>,
}

/// The history of one folder. `None` is what can't be said: a commit that a shallow clone left out, a blob that a
/// partial clone has not fetched.
pub(super) trait Past {
    /// The commit of this id, with who wrote it and when.
    fn commit(&self, id: &ObjectId) -> Option<Commit>;
    /// The files that differ from `parent` to `commit`.
    fn changes(&self, commit: &ObjectId, parent: &ObjectId) -> Option<Vec<BlobChange>>;
    /// The text of a file.
    fn text(&self, id: &ObjectId) -> Option<String>;
    /// Whether earlier history was left out here, so that not all that stands in the commit was written by it.
    fn is_cut_off(&self, id: &ObjectId) -> bool;
}

/// A file as it lies in the folder, to be asked about.
pub(super) struct TracedFile<'a> {
    /// What it is called in the folder.
    pub name: &'a str,
    /// What it holds now, committed or not.
    pub text: &'a str,
}

/// Who wrote each line of the files `asked`, as lines are counted by [`LineTable`]. `head` is the newest commit, `files`
/// the files of the folder in it, and `gone` those of them that are in the folder no longer.
pub(super) fn trace(
    past: &impl Past,
    head: &ObjectId,
    files: &BTreeMap<String, ObjectId>,
    gone: &BTreeSet<String>,
    asked: &[TracedFile<'_>],
) -> Vec<Vec<Option<LineWriter>>> {
    let mut walk = Walk {
        past,
        found: Vec::new(),
        commits: HashMap::new(),
        waiting: BTreeMap::new(),
    };
    let left: Vec<BlobChange> = gone
        .iter()
        .filter_map(|name| Some((name, files.get(name)?)))
        .map(|(name, id)| BlobChange {
            name: name.clone(),
            before: Some(id.clone()),
            after: None,
        })
        .collect();
    for (file, asked) in asked.iter().enumerate() {
        let version = ComparedText::new(asked.text);
        let count = version.0.len();
        walk.found.push(vec![Some(LineWriter::Uncommitted); count]);
        let pending = UntracedLines {
            file,
            name: asked.name.to_string(),
            version: Rc::new(version),
            lines: (0..count).map(|line| (line, line)).collect(),
        };
        let before = match files.get(asked.name) {
            Some(id) => walk.version(id).map(|version| (asked.name, version)),
            None => walk.renamed(&pending.version, &left),
        };
        match before {
            Some((name, before)) => {
                let (passed, _) = pending.split(name, before);
                walk.found_for(&passed, None);
                walk.push(head, passed);
            }
            None if files.contains_key(asked.name) => walk.found[file].fill(None),
            None => {}
        }
    }
    while let Some(((_, id), pending)) = walk.waiting.pop_last() {
        walk.step(&id, pending);
    }
    walk.found
}

/// A text as it is compared: line by line, without line ends, and all boxes alike.
struct ComparedText(Vec<String>);

impl ComparedText {
    fn new(text: &str) -> Self {
        let table = LineTable::new(text);
        let lines = (0..table.count()).map(|line| {
            let line = &text[table.start_of(line)..table.end_of(line)];
            without_box_state(line.trim_end())
        });
        ComparedText(lines.collect())
    }
}

/// A line in which the box of a list item, if there is one, is empty.
fn without_box_state(line: &str) -> String {
    let item = line.trim_start_matches([' ', '\t', '>']);
    let digits = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match item.strip_prefix(['-', '*', '+']) {
        None if digits.len() < item.len() => digits.strip_prefix(['.', ')']),
        rest => rest,
    };
    let inside = rest.and_then(|rest| rest.trim_start().strip_prefix('['));
    let mut behind = inside.unwrap_or_default().chars();
    let _state = behind.next();
    let behind = behind.as_str();
    // A link has its parenthesis right behind.
    if behind == "]" || behind.starts_with("] ") || behind.starts_with("]\t") {
        let head = &line[..line.len() - inside.map_or(0, str::len)];
        return format!("{head} {behind}");
    }
    line.to_string()
}

/// Lines of a file that stand in some commit, and whose writer is not found yet.
#[derive(Clone)]
struct UntracedLines {
    /// Index of the file among those asked about.
    file: usize,
    /// What it is called in the commit.
    name: String,
    /// What it holds there.
    version: Rc<ComparedText>,
    /// The number of each line in the file asked about, and there.
    lines: Vec<(usize, usize)>,
}

impl UntracedLines {
    /// Those lines that stand in an earlier version too, called `name` there; and the others.
    fn split(self, name: &str, before: Rc<ComparedText>) -> (UntracedLines, UntracedLines) {
        let places: HashMap<usize, usize> =
            common(&self.version.0, &before.0).into_iter().collect();
        let mut passed = UntracedLines {
            file: self.file,
            name: name.to_string(),
            version: before,
            lines: Vec::new(),
        };
        let mut kept = self;
        kept.lines.retain(|(asked, here)| match places.get(here) {
            Some(there) => {
                passed.lines.push((*asked, *there));
                false
            }
            None => true,
        });
        (passed, kept)
    }
}

struct Walk<'a, P: Past> {
    past: &'a P,
    found: Vec<Vec<Option<LineWriter>>>,
    commits: HashMap<ObjectId, Commit>,
    /// The newest commit last. One that comes too early, because a clock was wrong, is simply visited again.
    waiting: BTreeMap<(i64, ObjectId), Vec<UntracedLines>>,
}

impl<P: Past> Walk<'_, P> {
    fn version(&self, id: &ObjectId) -> Option<Rc<ComparedText>> {
        let text = self.past.text(id)?;
        // Not a text but, for instance, what a filter made of it.
        (!text.contains('\0')).then(|| Rc::new(ComparedText::new(&text)))
    }

    fn found_for(&mut self, pending: &UntracedLines, writer: Option<LineWriter>) {
        for (line, _) in &pending.lines {
            self.found[pending.file][*line].clone_from(&writer);
        }
    }

    /// Ask `commit` about `pending`, later. The lines count as nobody's until they are found.
    fn push(&mut self, commit: &ObjectId, pending: UntracedLines) {
        if pending.lines.is_empty() {
            return;
        }
        if !self.commits.contains_key(commit) {
            let Some(read) = self.past.commit(commit) else {
                return;
            };
            self.commits.insert(commit.clone(), read);
        }
        let seconds = self.commits[commit].seconds;
        let key = (seconds, commit.clone());
        self.waiting.entry(key).or_default().push(pending);
    }

    /// Pass the lines that stand in a parent on to it; the others were written here.
    fn step(&mut self, id: &ObjectId, pending: Vec<UntracedLines>) {
        let commit = self.commits[id].clone();
        if self.past.is_cut_off(id) {
            return;
        }
        let parents = commit.parents.iter();
        let changes: Option<Vec<(&ObjectId, Vec<BlobChange>)>> = parents
            .map(|parent| Some((parent, self.past.changes(id, parent)?)))
            .collect();
        let Some(changes) = changes else {
            return;
        };
        let change_of = |name: &str, changes: &[BlobChange]| {
            changes.iter().find(|change| change.name == name).cloned()
        };
        'files: for mut lines in pending {
            for (parent, changes) in &changes {
                if change_of(&lines.name, changes).is_none() {
                    self.push(parent, lines);
                    continue 'files;
                }
            }
            for (parent, changes) in &changes {
                let before = match change_of(&lines.name, changes).and_then(|change| change.before)
                {
                    Some(blob) => match self.version(&blob) {
                        Some(version) => Some((lines.name.as_str(), version)),
                        None => continue 'files,
                    },
                    None => self.renamed(&lines.version, changes),
                };
                if let Some((name, before)) = before {
                    let name = name.to_string();
                    let (passed, kept) = lines.split(&name, before);
                    self.push(parent, passed);
                    lines = kept;
                }
            }
            // What a merge has from neither side was put together of both.
            let writer = (commit.parents.len() < 2)
                .then(|| commit.writer())
                .flatten();
            self.found_for(&lines, writer);
        }
    }

    /// The file deleted by `changes` that a new one with these lines most probably was.
    fn renamed<'a>(
        &self,
        version: &ComparedText,
        changes: &'a [BlobChange],
    ) -> Option<(&'a str, Rc<ComparedText>)> {
        let deleted = changes.iter().filter(|change| change.after.is_none());
        let alike = deleted.filter_map(|change| {
            let before = self.version(change.before.as_ref()?)?;
            let same = common(&version.0, &before.0).len() as f64;
            let likeness = same / version.0.len().max(before.0.len()) as f64;
            Some((likeness, change.name.as_str(), before))
        });
        let best = alike.max_by(|(a, ..), (b, ..)| a.total_cmp(b))?;
        (best.0 >= RENAMED_FROM).then_some((best.1, best.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A history of commits `0`, `1`, …: each with its parents and all its files, whose blobs are their texts.
    #[derive(Default)]
    struct Made {
        commits: Vec<(Vec<usize>, BTreeMap<String, String>)>,
        cut_off: Option<usize>,
    }

    fn id(number: usize) -> ObjectId {
        ObjectId::of_hex(number.to_string())
    }

    fn number(id: &ObjectId) -> usize {
        id.as_str().parse().expect("a number")
    }

    fn blobs(files: &BTreeMap<String, String>) -> BTreeMap<String, ObjectId> {
        let blobs = files
            .iter()
            .map(|(name, text)| (name.clone(), ObjectId::of_hex(text.clone())));
        blobs.collect()
    }

    impl Made {
        /// With one commit more.
        fn commit(mut self, parents: &[usize], files: &[(&str, &str)]) -> Self {
            let files = files
                .iter()
                .map(|(name, text)| ((*name).to_string(), (*text).to_string()));
            self.commits.push((parents.to_vec(), files.collect()));
            self
        }

        /// For each line of `text`, the commit in which it was written, `.` for none yet, `?` where nothing tells.
        fn told(&self, name: &str, text: &str, gone: &[&str]) -> String {
            let head = self.commits.len() - 1;
            let files = blobs(&self.commits[head].1);
            let gone = gone.iter().map(|name| (*name).to_string()).collect();
            let asked = [TracedFile { name, text }];
            let found = trace(self, &id(head), &files, &gone, &asked);
            let word = |writer: &Option<LineWriter>| match writer {
                Some(LineWriter::Committed { email, .. }) => email.clone(),
                Some(LineWriter::Uncommitted) => ".".to_string(),
                None => "?".to_string(),
            };
            let words: Vec<String> = found[0].iter().map(word).collect();
            words.join("")
        }
    }

    impl Past for Made {
        fn commit(&self, commit: &ObjectId) -> Option<Commit> {
            let (parents, _) = self.commits.get(number(commit))?;
            Some(Commit {
                parents: parents.iter().map(|parent| id(*parent)).collect(),
                email: commit.to_string(),
                seconds: 0, // as if no clock could be trusted
                offset: 60,
            })
        }

        fn changes(&self, commit: &ObjectId, parent: &ObjectId) -> Option<Vec<BlobChange>> {
            let after = blobs(&self.commits[number(commit)].1);
            let before = blobs(&self.commits.get(number(parent))?.1);
            let names: BTreeSet<&String> = after.keys().chain(before.keys()).collect();
            let changes = names.into_iter().map(|name| BlobChange {
                name: name.clone(),
                before: before.get(name).cloned(),
                after: after.get(name).cloned(),
            });
            Some(
                changes
                    .filter(|change| change.before != change.after)
                    .collect(),
            )
        }

        fn text(&self, id: &ObjectId) -> Option<String> {
            Some(id.to_string())
        }

        fn is_cut_off(&self, id: &ObjectId) -> bool {
            self.cut_off == Some(number(id))
        }
    }

    #[test]
    fn lines_are_theirs_who_wrote_them() {
        let made = Made::default()
            .commit(&[], &[("a", "one\ntwo")])
            .commit(&[0], &[("a", "one\ntwo\nthree")])
            .commit(&[1], &[("a", "zero\none\n2\nthree"), ("b", "x")]);
        assert_eq!(made.told("a", "zero\none\n2\nthree", &[]), "2021");
        // Not committed yet, with other line ends, and with the last line ended.
        assert_eq!(made.told("a", "new\r\none\r\nthree\r\n", &[]), ".01.");
        assert_eq!(made.told("c", "one\ntwo", &[]), "..");
    }

    #[test]
    fn a_tick_is_no_authorship() {
        let made = Made::default()
            .commit(&[], &[("a", "- [ ] one @x\n1. [ ] two\n- [b](c)")])
            .commit(&[0], &[("a", "- [x] one @x\n1. [>] two\n- [d](c)")]);
        let text = "- [ ] one @x\n1. [-] two\n- [d](c)\n- [ ]";
        assert_eq!(made.told("a", text, &[]), "001.");
    }

    #[test]
    fn both_sides_of_a_merge_are_followed() {
        let made = Made::default()
            .commit(&[], &[("a", "one\ntwo\nthree")])
            .commit(&[0], &[("a", "ONE\ntwo\nthree")])
            .commit(&[0], &[("a", "one\ntwo\nTHREE")])
            .commit(&[1, 2], &[("a", "ONE\ntwo and both\nTHREE")]);
        // What the merge put together itself is nobody's alone.
        assert_eq!(made.told("a", "ONE\ntwo and both\nTHREE", &[]), "1?2");
    }

    #[test]
    fn a_moved_file_keeps_its_writers() {
        let made = Made::default()
            .commit(&[], &[("a", "one\ntwo\nthree"), ("c", "other")])
            .commit(&[0], &[("b", "one\ntwo\n3"), ("d", "different")]);
        assert_eq!(made.told("b", "one\ntwo\n3", &[]), "001");
        assert_eq!(made.told("d", "different", &[]), "1");
        // Moved, and not committed yet.
        assert_eq!(made.told("e", "one\ntwo\n4", &["b"]), "00.");
    }

    #[test]
    fn what_was_left_out_is_not_guessed() {
        let mut made = Made::default()
            .commit(&[], &[("a", "one"), ("f", "\0filtered")])
            .commit(&[0], &[("a", "one\ntwo"), ("f", "\0filtered")]);
        made.cut_off = Some(0);
        assert_eq!(made.told("a", "one\ntwo", &[]), "?1");
        made.cut_off = Some(1);
        assert_eq!(made.told("a", "one\ntwo\nthree", &[]), "??.");
        assert_eq!(made.told("f", "plain\ntext", &[]), "??");
    }

    #[test]
    fn the_time_is_that_of_the_writers_clock() {
        let commit = Commit {
            parents: Vec::new(),
            email: "a".to_string(),
            seconds: 1_795_000_000,
            offset: -90,
        };
        let Some(LineWriter::Committed { at, .. }) = commit.writer() else {
            panic!("no writer");
        };
        assert_eq!(at.to_string(), "2026-11-18 09:36:40");
    }
}
