//! What a repository was asked already of attributes and filters, so that git is asked once.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::attributes::Filter;
use super::values::ObjectId;

/// What is known already of local files with attributes.
#[derive(Debug, Default)]
pub(super) struct KnownAttributes {
    /// Whether those outside of the work tree have a word of conversions.
    pub(super) local: OnceCell<bool>,
    /// Whether git can be told whose attributes count.
    pub(super) takes_source: OnceCell<bool>,
}

/// What was read through filters already.
#[derive(Debug, Default)]
pub(super) struct Filters {
    /// The filters that the user has set up.
    pub(super) set_up: OnceCell<BTreeMap<String, Filter>>,
    /// What blobs hold as they lie in the work tree.
    pub(super) texts: RefCell<HashMap<Stored, Vec<u8>>>,
    /// Those that made the same of the same text.
    pub(super) steady: RefCell<BTreeSet<String>>,
}

/// A blob at a path, and the filter that it goes through.
pub(super) type Stored = (ObjectId, String, String);
