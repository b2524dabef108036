//! What git prints, as values. Pure.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::attributes::Conversion;
use super::values::{ChangedFile, IgnoreRule, ObjectId, TreeEntry, Unwatched};

/// The version in `git version 2.47.3 (vendor)`.
pub fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix("git version ")?.split('.');
    let major = numbers.next()?.parse().ok()?;
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect();
    let minor: String = numbers.next().map(digits)?;
    Some((major, minor.parse().ok()?))
}

/// The lock file that a failed call found in its way.
pub fn lock_file(stderr: &str) -> Option<PathBuf> {
    let rest = stderr.split_once("Unable to create '")?.1;
    let (path, reason) = rest.split_once('\'')?;
    (path.ends_with(".lock") && reason.starts_with(": File exists")).then(|| PathBuf::from(path))
}

/// Whether a fetch failed because another one, of the same clone, wrote the same branch meanwhile.
pub fn is_raced(stderr: &str) -> bool {
    stderr.contains("cannot lock ref") && stderr.contains(" but expected ")
}

/// The parts of text that are ended by NUL.
pub fn names(bytes: &[u8]) -> Vec<String> {
    bytes
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

/// `git status --porcelain=v1 -z --no-renames`
pub fn status(bytes: &[u8]) -> Vec<ChangedFile> {
    names(bytes)
        .into_iter()
        .filter_map(|line| {
            let (state, path) = (line.get(..2)?, line.get(3..)?);
            Some(ChangedFile {
                path: path.to_string(),
                is_untracked: state == "??",
                is_unmerged: state.contains('U') || matches!(state, "AA" | "DD"),
            })
        })
        .collect()
}

/// `git ls-tree -r -z`: `MODE KIND ID<tab>PATH`
pub fn tree(bytes: &[u8]) -> Vec<TreeEntry> {
    names(bytes)
        .into_iter()
        .filter_map(|line| {
            let (what, path) = line.split_once('\t')?;
            let mut words = what.split(' ');
            let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
            Some(TreeEntry {
                path: path.to_string(),
                mode: u32::from_str_radix(mode, 8).ok()?,
                id: ObjectId::new(id)?,
            })
        })
        .collect()
}

/// `git ls-files -v -z`: `TAG PATH`, the tag of a file that is assumed to be unchanged in lower case, that of one whose
/// place in the work tree is skipped `S`.
pub fn watched(bytes: &[u8]) -> BTreeMap<String, Option<Unwatched>> {
    let told = |tag: &str| match tag {
        "S" | "s" => Some(Unwatched::SkipWorktree),
        _ if tag.chars().all(char::is_lowercase) => Some(Unwatched::AssumeUnchanged),
        _ => None,
    };
    names(bytes)
        .iter()
        .filter_map(|line| line.split_once(' '))
        .map(|(tag, path)| (path.to_string(), told(tag)))
        .collect()
}

/// `git check-ignore --verbose -z --stdin` for paths that begin with `./`: `SOURCE`, `LINE`, `PATTERN`, `PATH`. A pattern
/// that begins with `!` takes the path in again.
pub fn ignore_rules(bytes: &[u8]) -> Vec<(String, IgnoreRule)> {
    let fields: Vec<&[u8]> = bytes.split(|byte| *byte == 0).collect();
    let rule = |fields: &[&[u8]]| {
        let [source, line, pattern, path] = fields else {
            return None;
        };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let path = text(path);
        let rule = IgnoreRule {
            source: text(source),
            line: text(line).parse().unwrap_or(0),
            pattern: text(pattern),
        };
        let path = path.strip_prefix("./").unwrap_or(&path).to_string();
        (!rule.pattern.starts_with('!')).then_some((path, rule))
    };
    fields.chunks(4).filter_map(rule).collect()
}

/// `git check-attr -z`: `PATH<nul>ATTRIBUTE<nul>VALUE<nul>`, as what is done to each file; those that stay as they are
/// are left out.
pub fn conversions(bytes: &[u8]) -> Vec<Conversion> {
    // A value may be empty, so the parts are counted.
    let mut parts = bytes.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let mut found: Vec<Conversion> = Vec::new();
    while let (Some(path), Some(attribute), Some(value)) =
        (parts.next(), parts.next(), parts.next())
    {
        if found.last().is_none_or(|last| last.path != path) {
            found.push(Conversion {
                path: path.into_owned(),
                filter: None,
                encoding: None,
                has_ident: false,
            });
        }
        let Some(last) = found.last_mut() else {
            break;
        };
        let named = !matches!(value.as_ref(), "unspecified" | "unset" | "set" | "");
        match attribute.as_ref() {
            "filter" if named => last.filter = Some(value.into_owned()),
            // Set or unset without a name, git refuses the file.
            "working-tree-encoding" if !is_as_stored(&value) => {
                last.encoding = Some(value.into_owned());
            }
            "ident" => last.has_ident = value == "set",
            _ => {}
        }
    }
    found.retain(|one| one.filter.is_some() || one.encoding.is_some() || one.has_ident);
    found
}

/// Whether the work tree has a file with this encoding as it is stored.
fn is_as_stored(encoding: &str) -> bool {
    ["unspecified", "", "utf-8", "utf8"].contains(&encoding.to_ascii_lowercase().as_str())
}

/// `git cat-file --batch`: for each object `ID KIND LENGTH`, a line feed, its bytes, a line feed. `None` where one is
/// missing.
pub fn batch(mut bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut objects = Vec::new();
    while !bytes.is_empty() {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let length: usize = head.rsplit_once(' ')?.1.parse().ok()?;
        objects.push(bytes.get(end + 1..end + 1 + length)?.to_vec());
        bytes = bytes.get(end + 1 + length + 1..)?;
    }
    Some(objects)
}

/// `git cat-file --batch --filters` where each object is followed by a question for `mark`, which no object is called:
/// what they hold, up to the first that git gave no whole answer for.
pub fn marked_batch(mut bytes: &[u8], mark: &str) -> Vec<Vec<u8>> {
    let end = format!("\n{mark} missing\n");
    let ends = memchr::memmem::Finder::new(end.as_bytes());
    let mut objects = Vec::new();
    while let Some(at) = ends.find(bytes) {
        // Without a blob it is an answer of one line, and not more.
        let Some(head) = memchr::memchr(b'\n', &bytes[..at]) else {
            break;
        };
        objects.push(bytes[head + 1..at].to_vec());
        bytes = &bytes[at + end.len()..];
    }
    objects
}

/// `git merge-tree --write-tree -z --name-only --no-messages`: the tree, and the files in conflict.
pub fn merge_tree(bytes: &[u8]) -> Option<(ObjectId, Vec<String>)> {
    let mut names = names(bytes).into_iter();
    let tree = ObjectId::new(&names.next()?)?;
    let mut files: Vec<String> = names.collect();
    files.dedup();
    Some((tree, files))
}

/// The files that stopped a merge because it would have overwritten them.
pub fn would_be_overwritten(stderr: &str) -> Vec<String> {
    let is_said = |step: &str| stderr.contains(&format!("would be overwritten by {step}"));
    if !is_said("merge") && !is_said("checkout") {
        return Vec::new();
    }
    let path = |line: &str| match line.split_once("file '") {
        // So it is said on an unborn branch.
        Some((_, rest)) => Some(rest.split_once("' would be overwritten")?.0.to_string()),
        None => line.strip_prefix('\t').map(unquoted),
    };
    stderr.lines().filter_map(path).collect()
}

/// A path as git prints it for people: in quotes, with escapes, where it holds anything odd.
fn unquoted(path: &str) -> String {
    let Some(inner) = path
        .strip_prefix('"')
        .and_then(|path| path.strip_suffix('"'))
    else {
        return path.to_string();
    };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(digit @ b'0'..=b'3') => {
                let digits = [Some(digit), rest.next(), rest.next()];
                let value = digits
                    .into_iter()
                    .flatten()
                    .fold(0_u32, |value, digit| value * 8 + u32::from(digit & 7));
                bytes.push(u8::try_from(value).unwrap_or(b'?'));
            }
            Some(b't') => bytes.push(b'\t'),
            Some(b'n') => bytes.push(b'\n'),
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// How a push ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The other side has it.
    Done,
    /// Someone pushed since we fetched.
    Raced,
    /// The other side does not want it; its reason.
    Refused(String),
    /// The other side was not reached.
    Unreached,
}

/// `git push --porcelain`: a line a branch, `FLAG<tab>FROM:TO<tab>SUMMARY`.
pub fn push(code: Option<i32>, stdout: &[u8]) -> Pushed {
    let text = String::from_utf8_lossy(stdout);
    let refused = text.lines().find_map(|line| line.strip_prefix("!\t"));
    let Some(line) = refused else {
        return if code == Some(0) {
            Pushed::Done
        } else {
            Pushed::Unreached
        };
    };
    let summary = line.split('\t').nth(1).unwrap_or(line);
    // A remote on which two push at the same moment says so in several ways.
    const RACES: [&str; 8] = [
        "fetch first",
        "non-fast-forward",
        "stale info",
        "cannot lock ref",
        "failed to update ref",
        "incorrect old value",
        "reference already exists",
        "failed to lock",
    ];
    if RACES.iter().any(|race| summary.contains(race)) {
        return Pushed::Raced;
    }
    let reason = summary
        .split_once('(')
        .map_or(summary, |(_, reason)| reason);
    Pushed::Refused(reason.trim_end_matches(')').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert_eq!(version("git version 2.47.3"), Some((2, 47)));
        assert_eq!(version("git version 2.39.5 (Apple Git-154)"), Some((2, 39)));
        assert_eq!(version("git version 2.50.GIT"), Some((2, 50)));
        assert_eq!(version("hub"), None);
    }

    #[test]
    fn races() {
        let raced =
            "error: cannot lock ref 'refs/remotes/origin/main': is at 92f3 but expected 7c2a";
        assert!(is_raced(raced));
        assert!(!is_raced("fatal: Could not read from remote repository."));
    }

    #[test]
    fn locks() {
        let text =
            "fatal: Unable to create '/a b/.git/index.lock': File exists.\n\nAnother git process";
        assert_eq!(lock_file(text), Some(PathBuf::from("/a b/.git/index.lock")));
        assert_eq!(
            lock_file("fatal: Unable to create '/x/index.lock': Permission denied"),
            None
        );
    }

    #[test]
    fn states_of_files() {
        let found = status(b"?? a b.md\0 M c.md\0UU d.md\0");
        let states: Vec<_> = found
            .iter()
            .map(|c| (c.path.as_str(), c.is_untracked, c.is_unmerged))
            .collect();
        assert_eq!(
            states,
            [
                ("a b.md", true, false),
                ("c.md", false, false),
                ("d.md", false, true)
            ]
        );
    }

    #[test]
    fn what_the_index_was_told() {
        let found = watched(b"H a b.md\0h c.md\0S d.md\0s e.md\0");
        let found: Vec<_> = found
            .iter()
            .map(|(path, told)| (path.as_str(), *told))
            .collect();
        let expected = [
            ("a b.md", None),
            ("c.md", Some(Unwatched::AssumeUnchanged)),
            ("d.md", Some(Unwatched::SkipWorktree)),
            ("e.md", Some(Unwatched::SkipWorktree)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn rules_that_ignore() {
        let bytes = b".gitignore\x003\0*.md\0./a b.md\0x\x001\0!c.md\0./c.md\0";
        let found = ignore_rules(bytes);
        let rule = IgnoreRule {
            source: ".gitignore".to_string(),
            line: 3,
            pattern: "*.md".to_string(),
        };
        assert_eq!(found, [("a b.md".to_string(), rule)]);
        assert!(ignore_rules(b"").is_empty());
    }

    #[test]
    fn objects_in_a_row() {
        let bytes = b"aa blob 3\na\nb\nbb blob 0\n\n";
        assert_eq!(batch(bytes), Some(vec![b"a\nb".to_vec(), Vec::new()]));
        assert_eq!(batch(b"aa missing\n"), None);
    }

    #[test]
    fn objects_between_marks() {
        // The length is that of what is stored.
        let bytes = b"aa blob 9\na\nb\n\nM missing\nbb blob 9\n\nM missing\ncc blob 3\nhal";
        assert_eq!(marked_batch(bytes, "M"), [b"a\nb\n".to_vec(), Vec::new()]);
        assert!(marked_batch(b"aa missing\nM missing\n", "M").is_empty());
        assert!(marked_batch(b"", "M").is_empty());
    }

    #[test]
    fn conversions_of_files() {
        let part = |path: &str, [filter, encoding, ident]: [&str; 3]| {
            format!(
                "{path}\0filter\0{filter}\0{path}\0working-tree-encoding\0{encoding}\0{path}\0ident\0{ident}\0"
            )
        };
        let told = |values| {
            let found = conversions(part("a b.md", values).as_bytes());
            let word = |one: Conversion| (one.filter, one.encoding, one.has_ident);
            found.into_iter().map(word).next()
        };
        let some = |word: &str| Some(word.to_string());
        assert_eq!(told(["unspecified", "unspecified", "unspecified"]), None);
        assert_eq!(told(["unset", "UTF-8", "unset"]), None);
        assert_eq!(
            told(["unset", "set", "unset"]),
            Some((None, some("set"), false))
        );
        assert_eq!(
            told(["crypt", "utf8", "unset"]),
            Some((some("crypt"), None, false))
        );
        assert_eq!(
            told(["unset", "UTF-16", "set"]),
            Some((None, some("UTF-16"), true))
        );
        let two = [
            part("a", ["lfs", "unset", "unset"]),
            part("b", ["", "unset", "set"]),
        ]
        .concat();
        let paths: Vec<String> = conversions(two.as_bytes())
            .into_iter()
            .map(|one| one.path)
            .collect();
        assert_eq!(paths, ["a", "b"]);
    }

    #[test]
    fn overwritten_files() {
        let text = "error: Your local changes to the following files would be overwritten by merge:\n\ta/b.md\n\t\"\\303\\244.md\"\nPlease commit";
        assert_eq!(would_be_overwritten(text), ["a/b.md", "ä.md"]);
        let text = "error: Untracked working tree file 'a.md' would be overwritten by merge.";
        assert_eq!(would_be_overwritten(text), ["a.md"]);
        assert!(would_be_overwritten("fatal: no\n\tx").is_empty());
    }

    #[test]
    fn pushes() {
        let line = |text: &str| push(Some(1), format!("To x\n!\tmain:main\t{text}\n").as_bytes());
        assert_eq!(line("[rejected] (fetch first)"), Pushed::Raced);
        assert_eq!(
            line("[remote rejected] (failed to update ref)"),
            Pushed::Raced
        );
        assert_eq!(
            line("[remote rejected] (pre-receive hook declined)"),
            Pushed::Refused("pre-receive hook declined".to_string())
        );
        assert_eq!(
            push(Some(0), b"To x\n*\tmain:main\t[new branch]\nDone\n"),
            Pushed::Done
        );
        assert_eq!(push(Some(128), b""), Pushed::Unreached);
    }
}
