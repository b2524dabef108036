//! How often each text was read, for the test that holds a command to reading once. Debug builds alone count, and only
//! when they are asked to; in others nothing of this is there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use crate::text::stable_hash;

/// A way of reading a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ReadPass {
    /// The front matter alone, or with the rest.
    FrontMatter,
    /// The items alone.
    Skim,
    /// Front matter, outline and items.
    Whole,
}

/// By the hash of a text, how many lines it has, and the way of reading: how often that was done.
type ReadCounts = BTreeMap<(u64, usize, ReadPass), usize>;

/// Nothing where nobody counts.
static COUNTS: Mutex<Option<ReadCounts>> = Mutex::new(None);

/// Begin to count.
pub fn count_readings() {
    *COUNTS.lock().unwrap_or_else(PoisonError::into_inner) = Some(BTreeMap::new());
}

/// What was counted: a line for each text and way of reading, with the hash of the text ([`stable_hash`]), how many lines
/// it has, the way and how often; nothing where nobody counts.
pub fn readings_counted() -> String {
    let counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    let mut lines = String::new();
    for ((hash, length, reading), times) in counts.iter().flatten() {
        let way = match reading {
            ReadPass::FrontMatter => "front-matter",
            ReadPass::Skim => "skim",
            ReadPass::Whole => "whole",
        };
        let _ = writeln!(lines, "reading {hash:016x} {length} {way} {times}");
    }
    lines
}

/// `source` is being read.
pub(super) fn note(reading: ReadPass, source: &str) {
    let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(counts) = counts.as_mut() {
        let hash = stable_hash(&[source.as_bytes()]);
        let key = (hash, source.lines().count(), reading);
        *counts.entry(key).or_default() += 1;
    }
}
