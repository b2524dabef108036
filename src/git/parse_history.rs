//! What git prints of a history, as values. Pure.

use std::collections::HashMap;

use super::line_history::{BlobChange, Commit};
use super::values::ObjectId;

/// What [`commit`] reads: name, parents, tree, the author's time and address. With `--date=raw`.
pub(super) const COMMIT_FORMAT: &str = "%H%x09%P%x09%T%x09%ad%x09%ae";

/// A commit as it was listed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ListedCommit {
    /// Its name.
    pub id: ObjectId,
    /// All files in it.
    pub tree: ObjectId,
    /// What else is known of it.
    pub commit: Commit,
}

/// A line of `git log` in [`COMMIT_FORMAT`].
pub(super) fn commit(line: &str) -> Option<ListedCommit> {
    let mut parts = line.splitn(5, '\t');
    let (id, parents, tree) = (parts.next()?, parts.next()?, parts.next()?);
    let (seconds, offset) = parts.next()?.split_once(' ')?;
    Some(ListedCommit {
        id: ObjectId::new(id)?,
        tree: ObjectId::new(tree)?,
        commit: Commit {
            parents: parents.split(' ').filter_map(ObjectId::new).collect(),
            email: parts.next()?.to_string(),
            seconds: seconds.parse().ok()?,
            offset: minutes(offset)?,
        },
    })
}

/// `+0530` in minutes.
fn minutes(offset: &str) -> Option<i32> {
    let digits: i32 = offset.get(1..)?.parse().ok()?;
    let minutes = digits / 100 * 60 + digits % 100;
    Some(if offset.starts_with('-') {
        -minutes
    } else {
        minutes
    })
}

/// `git diff-tree --stdin -z --raw` of pairs of trees: the pair and a line feed, then for each file
/// `:MODE MODE ID ID STATUS`, NUL, its path, NUL. Of the files only those directly in the folder `prefix`, which is empty
/// or ends with `/`.
pub(super) fn changes(
    mut bytes: &[u8],
    prefix: &str,
) -> HashMap<(ObjectId, ObjectId), Vec<BlobChange>> {
    let mut found: HashMap<(ObjectId, ObjectId), Vec<BlobChange>> = HashMap::new();
    let mut trees = None;
    while !bytes.is_empty() {
        if bytes[0] != b':' {
            let Some(line) = cut(&mut bytes, b'\n') else {
                break;
            };
            let ids = line.split_once(' ');
            trees = ids.and_then(|(a, b)| Some((ObjectId::new(a)?, ObjectId::new(b)?)));
            if let Some(trees) = trees.clone() {
                found.entry(trees).or_default();
            }
            continue;
        }
        let (Some(what), Some(path)) = (cut(&mut bytes, 0), cut(&mut bytes, 0)) else {
            break;
        };
        let name = path.strip_prefix(prefix).filter(|name| !name.contains('/'));
        if let (Some(trees), Some(name)) = (trees.clone(), name)
            && let Some(change) = change(&what, name)
        {
            found.entry(trees).or_default().push(change);
        }
    }
    found
}

/// One file: `:MODE MODE ID ID STATUS`.
fn change(what: &str, name: &str) -> Option<BlobChange> {
    let mut words = what.trim_start_matches(':').split(' ');
    let (before, after) = (words.next()?, words.next()?);
    // A link or a submodule is no text.
    let blob = |mode: &str, id: &str| match mode.starts_with("100") {
        true => ObjectId::new(id),
        false => None,
    };
    Some(BlobChange {
        name: name.to_string(),
        before: blob(before, words.next()?),
        after: blob(after, words.next()?),
    })
}

/// Cut the text up to `end` off `bytes`.
fn cut(bytes: &mut &[u8], end: u8) -> Option<String> {
    let at = memchr::memchr(end, bytes)?;
    let text = String::from_utf8_lossy(&bytes[..at]).into_owned();
    *bytes = &bytes[at + 1..];
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(digit: &str) -> ObjectId {
        ObjectId::of_hex(digit.repeat(40))
    }

    #[test]
    fn commits() {
        let (one, two, tree) = (id("1"), id("2"), id("a"));
        let line = format!("{one}\t{two} {tree}\t{tree}\t1795645322 -0330\ta b@x");
        let read = commit(&line).expect("a commit");
        assert_eq!((read.id, read.tree), (one.clone(), tree.clone()));
        assert_eq!(read.commit.parents, [two, tree.clone()]);
        let told = (
            read.commit.email.as_str(),
            read.commit.seconds,
            read.commit.offset,
        );
        assert_eq!(told, ("a b@x", 1_795_645_322, -210));
        let root = format!("{one}\t\t{tree}\t0 +0200\t");
        assert_eq!(commit(&root).expect("a commit").commit.offset, 120);
        assert_eq!(commit("fatal: no"), None);
    }

    #[test]
    fn changed_files() {
        let (a, b, c, zero) = (id("a"), id("b"), id("c"), id("0"));
        let bytes = format!(
            "{a} {b}\n:100644 100644 {a} {b} M\0n/x.md\0:000000 100644 {zero} {c} A\0n/sub/y.md\0\
             :100644 120000 {a} {c} T\0n/é.md\0{b} {c}\n"
        );
        let found = changes(bytes.as_bytes(), "n/");
        let expected = [
            BlobChange {
                name: "x.md".to_string(),
                before: Some(a.clone()),
                after: Some(b.clone()),
            },
            BlobChange {
                name: "é.md".to_string(),
                before: Some(a.clone()),
                after: None,
            },
        ];
        assert_eq!(found[&(a, b.clone())], expected);
        assert!(found[&(b, c)].is_empty());
    }
}
